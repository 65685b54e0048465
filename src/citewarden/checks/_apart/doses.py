"""Doses: without a unit ("500 twice a day" of 500 mg), and for others than the source gives them to."""

from __future__ import annotations

import re

from citewarden.checks import _doses
from citewarden.checks._apart.asked import Apart, beside, sentences
from citewarden.checks._apart.people import groups_in
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage, Quantity

_BARE = re.compile(
    r"\bdos(?:e|es|age) (?:of|is|was) (?:about )?(?P<dose>\d[\d,]*(?:\.\d+)?)(?= ?(?:[.,;:)]|\Z|"
    r"(?:once|twice|daily|a day"
    r"|every|each|for|under|by|at|in the)\b))(?![.,]\d)"
    r"|(?<![\d.,/])(?P<number>\d[\d,]*(?:\.\d+)?) (?:(?:once|twice|(?:two|three|four|\d) times) (?:a|per|each) "
    r"day|daily"
    r"|a day|every (?:\w+ )?hours?|at night|at bedtime|in the morning)\b",
    re.I,
)
UNITS = frozenset(("mg", "ug", "g", "ml", "IU", "unit"))
"""What doses are counted in."""


def without_unit(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A bare number that is taken so often, where the source gives the same number of an amount."""
    for bare in _BARE.finditer(claim.standalone):
        number = float((bare["number"] or bare["dose"]).replace(",", ""))
        for passage, sentence in sentences(read):
            for there in quantities_of(sentence):
                if there.unit.partition("/")[0] in UNITS and there.low == there.high == number:
                    return beside(audit, bare[0], there.text, passage, sentence, "Give the unit.")
    return None


_WHOM = re.compile(
    r"(?:[^.;:]{0,30}?\b(?:for|in) |[^.;:]{0,12}? \()"
    r"(?:(?:most|all|adult|older|young|pregnant|healthy) )?(?P<who>[\w-]+)",
    re.I,
)
"""Whom an amount is for, behind it: "5 mg a day for women"."""
_TAKES = re.compile(
    r"\b(?P<who>[\w-]+)(?: (?:over|under|aged) [\w ]{1,20})?"
    r"(?::| (?:should|may|can|need|must|are|take|get|start|begin)\b)"
    r"[^.;:]{0,40}\Z",
    re.I,
)
"""Whom it is for, before it: "women should start with 5 mg"."""
_BETWEEN = re.compile(r"(?: (?:or|and|to|a day|daily|once|twice|mg))*,?\s*\Z", re.I)


def of_another_group(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """An amount for women, of which the source gives women another one and has this one for others."""
    for own, group in _for_whom(claim.standalone):
        for passage, sentence in sentences(read):
            rows = _for_whom(sentence)
            theirs = [q for q, whom in rows if whom == group and _kind(q) == _kind(own)]
            elsewhere = any(whom != group and _is(q, own) for q, whom in rows)
            if theirs and elsewhere and not any(_is(q, own) for q in theirs):
                said = f"{theirs[0].text} for {group}"
                return beside(audit, f"{own.text} for {group}", said, passage, sentence)
    return None


def _is(one: Quantity, other: Quantity) -> bool:
    return _kind(one) == _kind(other) and one.low <= other.low <= one.high


def _kind(quantity: Quantity) -> str:
    return quantity.unit.removesuffix("/day")


def _for_whom(text: str) -> list[tuple[Quantity, str]]:
    """The amounts of a text with the one age or sex that each is for."""
    amounts = [q for q in quantities_of(text) if q.unit.partition("/")[0] in UNITS]
    out = []
    for n, q in enumerate(amounts):
        after = amounts[n + 1].start if n + 1 < len(amounts) else len(text)
        found = _WHOM.match(text[:after], q.end)
        if found is None and n + 1 < len(amounts) and _BETWEEN.fullmatch(text[q.end : after]):
            found = _WHOM.match(text, amounts[n + 1].end)  # "5 mg or 10 mg for men"
        found = found or _TAKES.search(text[: q.start])
        whom = groups_in(found["who"]) if found else set()
        if len(whom) == 1:
            out.append((q, next(iter(whom))))
    return out


_PER = re.compile(
    r"(?<![\d.,])(?P<n>\d[\d.,]{0,9}) (?P<what>[A-Za-z]{2,20}) (?:per|in (?:a|each|every)) "
    r"(?P<per>(?:cubic |square )?(?!cent\b)[a-z]{3,14})\b",
    re.I,
)


ALIKE = 4
"""Letters by which two names of a measure are one: "kilo" and "kilogram"."""


def per_another(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """So many per litre, of what the source gives as so many per cubic metre, and nowhere per litre."""
    for own in _PER.finditer(claim.standalone):
        there = [
            (m, passage, text)
            for passage, text in sentences(read)
            for m in _PER.finditer(text)
            if (m["n"], m["what"].lower()[:5]) == (own["n"], own["what"].lower()[:5])
        ]
        if there and all(m["per"].lower()[:ALIKE] != own["per"].lower()[:ALIKE] for m, *_ in there):
            found, passage, text = there[0]
            return beside(audit, own[0], found[0], passage, text)
    return None


_CLAUSE = re.compile(r"; |\. |: |, (?:or|and|but) |\b(?:and|while|whereas) (?=[a-z]+ \d)")
_RATE = ("/hour", "/day", "/week", "/month")


def of_another_medicine(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """So often a day of one medicine, of which the clause of the source on it says another."""
    own = [q for q in quantities_of(claim.standalone) if q.unit in _RATE]
    drugs = _doses.drugs_in(claim.standalone)
    if len(own) != 1 or len(drugs) != 1:
        return None
    name = next(iter(drugs))
    rows = [
        (rate, passage, sentence)
        for passage, sentence in sentences(read)
        for clause in _CLAUSE.split(sentence)
        if _doses.drugs_in(clause) == drugs
        for rate in quantities_of(clause)
        if rate.unit == own[0].unit
    ]
    if not rows or any(rate.low <= own[0].low <= rate.high for rate, *_ in rows):
        return None
    rate, passage, sentence = rows[0]
    return beside(audit, f"{name} {own[0].text}", f"{name} {rate.text}", passage, sentence)
