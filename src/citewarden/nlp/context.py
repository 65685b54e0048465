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
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from citewarden.config import lexicon
from citewarden.text.prefilter import Phrases, bits


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies (`start`, `end`), the place its reach ends at the latest, and how many words that may be.

    `whole`: it denies a statement, `thing`: only a thing of one; neither: the denial lies in the word itself. `beside`:
    it stands in an aside, an opening phrase or a thing's name.
    """

    start: int
    end: int
    until: int
    reach: int
    whole: bool
    thing: bool
    beside: bool


@dataclass(frozen=True, slots=True)
class Context:
    """`negated`, `hypothetical`; `scopes` are the (start, end) stretches a negation reaches."""

    negated: bool
    hypothetical: bool
    scopes: tuple[tuple[int, int], ...] = ()


def of(text: str) -> Context:
    """The context of one statement."""
    hypothetical = bool(_rules().hypothetical.match(text))
    found = [denial for denial in denials(text) if denial.whole]
    negated = any(not denial.beside for denial in found)
    return Context(negated, hypothetical, tuple((denial.start, denial.until) for denial in found))


def denials(text: str) -> tuple[Denial, ...]:
    """Every denial of `text` in reading order; words that only look like one are none."""
    rules = _rules()
    held = bits(text)
    found = [phrases.matches(text, held) for phrases, *_ in rules.denying]
    if not any(found):
        return ()
    plain = text
    for match in rules.pseudo.matches(text, held):
        plain = plain[: match.start()] + " " * len(match.group()) + plain[match.end() :]
    if plain is not text:
        found = [phrases.matches(plain) for phrases, *_ in rules.denying]
    out = []
    for (_, reach, whole, thing), matches in zip(rules.denying, found, strict=True):
        for match in matches:
            word = " ".join(match.group().lower().replace("’", "'").split())
            ends = rules.thing_end if thing or word in _OF_THINGS else rules.stop
            end = ends.search(plain, match.end())
            until = end.start() if end else len(text.rstrip(" ."))
            beside = whole and rules.beside(plain, match.start())
            out.append(Denial(match.start(), match.end(), until, reach.get(word, 0), whole, thing, beside))
    return tuple(sorted(out, key=lambda denial: (denial.start, denial.end)))


_OF_THINGS = frozenset(("no", "nor"))
"""Denials of a statement that reach no further than those of a thing: "no drug is"."""


@dataclass(frozen=True, slots=True)
class _Rules:
    denying: tuple[tuple[Phrases, Mapping[str, int], bool, bool], ...]
    pseudo: Phrases
    stop: re.Pattern[str]
    thing_end: re.Pattern[str]
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
            or (text[at : at + 3].lower() == "no " and _BESIDE_ANOTHER.search(text, max(0, at - _FAR), at) is not None)
        )


_NEAR, _FAR = 40, 80
_BESIDE_ANOTHER = re.compile(r"(?:\bbut (?:with )?|\bwith\b[^,.;:]{0,60}\band )\Z", re.I)
"""What stands before a thing that is lacked beside one that is there: "with a BMI over 30 but no diabetes"."""
_PAUSE = r"[;:(]|,(?!\d)"
_PLACE = "(?:" + "|".join([r"\A", *(rf"(?<=\b{word} )" for word in ("of", "by", "to", "in", "from", "with"))]) + ")"
"""Where a thing's name begins: at the head of the statement or behind a preposition."""


@cache
def _rules() -> _Rules:
    words = lexicon("negation")
    kinds = (("triggers", True, False), ("things", False, True), ("implied", False, False))
    return _Rules(
        tuple((Phrases(reach), reach, whole, thing) for name, whole, thing in kinds for reach in [_reach(words, name)]),
        Phrases(words["pseudo_triggers"]),
        re.compile(f"{_any(words['scope_ends']).pattern}|{_PAUSE}", re.I),
        re.compile(f"{_any([*words['scope_ends'], *words.get('thing_ends', ())]).pattern}|{_PAUSE}", re.I),
        re.compile(rf"(?:\A|[,;(—–]\s*){_any(words['asides']).pattern}(?=[^,;)—–]*\Z)", re.I),
        re.compile(rf"\s{_any(words['asides']).pattern}[^,;()—–]*\Z", re.I),
        re.compile(rf"{_any(words['noun_phrase_openers']).pattern}\s+(?:\w+\s+)?\Z", re.I),
        re.compile(rf"\s*{_any(words['adverbial_openers']).pattern}\s[^,;:]*,\s", re.I),
        re.compile(rf"{_PLACE}(?:(?:an?|the)\s)?{_any(words['nominal_openers']).pattern}", re.I),
        re.compile(rf"\s*{_any(words['hypothetical_openers']).pattern}", re.I),
    )


def _reach(words: Mapping[str, Any], name: str) -> Mapping[str, int]:
    """Word -> how far it reaches; a plain list, as houses may still have one, reaches as far as any."""
    listed = words.get(name) or {}
    return listed if isinstance(listed, Mapping) else dict.fromkeys(map(str, listed), 9)


def _any(words: list[str]) -> re.Pattern[str]:
    alternatives = "|".join(
        re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w))
    )
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.I)
