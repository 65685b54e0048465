"""Whether a statement is denied or only supposed, after ConText.

H. Harkema, J. N. Dowling, T. Thornblade and W. W. Chapman, "ConText: an algorithm for determining negation, experiencer
and temporal status from clinical reports", Journal of Biomedical Informatics 42(5):839-851 (2009). Triggers, phrases
that look like triggers and are none ("not only", "no increase" is one, "not necessarily" is a hedge) and the words that
end a trigger's scope are data in `config/lexicons/negation.yaml`.

A statement counts as negated when the negation stands in its main clause, not only in an aside ("although not ...",
"unlike ...") or inside a noun phrase ("people with no family history").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from citewarden.config import lexicon
from citewarden.text.gates import Phrases


@dataclass(frozen=True, slots=True)
class Context:
    """`negated`, `hypothetical`; `scopes` are the (start, end) stretches a negation reaches."""

    negated: bool
    hypothetical: bool
    scopes: tuple[tuple[int, int], ...] = ()


def of(text: str) -> Context:
    """The context of one statement."""
    rules = _rules()
    hypothetical = bool(rules.hypothetical.match(text))
    denials = rules.negation.matches(text)
    if not denials:
        return Context(False, hypothetical)
    plain = text
    for match in rules.pseudo.matches(text):
        plain = plain[: match.start()] + " " * len(match.group()) + plain[match.end() :]
    scopes = []
    negated = False
    for match in denials if plain is text else rules.negation.matches(plain):
        end = rules.stop.search(plain, match.end())
        scope = (match.start(), end.start() if end else len(text.rstrip(" .")))
        scopes.append(scope)
        negated = negated or not rules.beside(plain, match.start())
    return Context(negated, hypothetical, tuple(scopes))


@dataclass(frozen=True, slots=True)
class _Rules:
    negation: Phrases
    pseudo: Phrases
    stop: re.Pattern[str]
    aside: re.Pattern[str]
    subordinate: re.Pattern[str]
    inner: re.Pattern[str]
    opening: re.Pattern[str]
    named: re.Pattern[str]
    hypothetical: re.Pattern[str]

    def beside(self, text: str, at: int) -> bool:
        """Whether a denial at `at` stands beside the main statement: in an aside, an opening phrase, a thing's name."""
        opening = self.opening.match(text)
        return (
            (opening is not None and at < opening.end())
            or any(m.start() <= at < m.end() for m in self.named.finditer(text))
            or self.aside.search(text, 0, at + 1) is not None
            or self.subordinate.search(text[max(0, at - _NEAR) : at]) is not None
            or self.inner.search(text[max(0, at - 24) : at]) is not None
        )


_NEAR = 40
_PLACE = "(?:" + "|".join([r"\A", *(rf"(?<=\b{word} )" for word in ("of", "by", "to", "in", "from", "with"))]) + ")"
"""Where a thing's name begins: at the head of the statement or behind a preposition."""


@cache
def _rules() -> _Rules:
    words = lexicon("negation")
    return _Rules(
        Phrases(words["triggers"]),
        Phrases(words["pseudo_triggers"]),
        re.compile(_any(words["scope_ends"]).pattern + "|[;:]", re.I),
        re.compile(rf"(?:\A|[,;(—–]\s*){_any(words['asides']).pattern}(?=[^,;)—–]*\Z)", re.I),
        re.compile(rf"\s{_any(words['asides']).pattern}[^,;()—–]*\Z", re.I),
        re.compile(rf"{_any(words['noun_phrase_openers']).pattern}\s+(?:\w+\s+)?\Z", re.I),
        re.compile(rf"\s*{_any(words['adverbial_openers']).pattern}\s[^,;:]*,\s", re.I),
        re.compile(rf"{_PLACE}(?:(?:an?|the)\s)?{_any(words['nominal_openers']).pattern}", re.I),
        re.compile(rf"\s*{_any(words['hypothetical_openers']).pattern}", re.I),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w))
    )
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.I)
