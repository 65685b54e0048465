""" "Before" against "after", "mild" against "severe", where all else is shared (`config/lexicons/directions.yaml`)."""

from __future__ import annotations

import re
from functools import cache

from citewarden.config import lexicon
from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.protocol import Mark
from citewarden.nlp.verdict.sentence import Reading
from citewarden.nlp.verdict.terms import Token

_TEMPORAL_WORDS = """
    before after prior following morning evening early late first last day night winter summer
"""
_TEMPORAL = frozenset(_TEMPORAL_WORDS.split())
_AT = re.compile(r"\bat $", re.I)


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Word -> its opposites."""
    out: dict[str, set[str]] = {}
    for a, b in lexicon("directions")["opposites"]:
        out.setdefault(str(a), set()).add(str(b))
        out.setdefault(str(b), set()).add(str(a))
    return {k: frozenset(v) for k, v in out.items()}


def compare(c: Comparison) -> None:
    """The first word of the claim whose opposite stands in the best sentence instead of it."""
    claim, best = c.claim, c.closest
    known = opposites()
    for token in claim.tokens:
        against = known.get(token.word)
        if not against or token.word in best.words or best.words.isdisjoint(against) or _at(claim, token):
            continue
        found = next(
            (
                t
                for t in best.tokens
                if t.word in against
                and t.word not in claim.words
                and not _at(best, t)
                and {t.word, token.word} != {"upper", "lower"}
            ),
            None,
        )
        if found is not None:
            kind = "temporal" if token.word in _TEMPORAL else "direction"
            c.against(
                kind,
                0.5 if c.long(c.best) else 0.8,
                f"“{token.word}” in the article, “{found.word}” in the source",
                Mark(-1, token.start, token.end, kind),
                Mark(c.best, found.start, found.end, kind),
            )
            return


def _at(reading: Reading, token: Token) -> bool:
    """ "At first", "at last": no ends of a scale."""
    return bool(_AT.search(reading.text[max(0, token.start - 5) : token.start]))
