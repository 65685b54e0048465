"""How long between two doses: "every two hours" of what the source gives four hours apart."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage

_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0}
_EVERY = re.compile(r"\b(?:every|each) \Z", re.I)
_EVERY_ONE = re.compile(r"\b(?:every|each) (?P<other>other |second )?(?P<unit>hour|day|week|month)\b", re.I)
_BETWEEN = re.compile(
    r"\W*(?:between (?:each |two |any |the )?(?:doses?|tablets?|them|one|each|uses?|applications?|injections?"
    r"|jabs?)|apart"
    r"|(?:before|after|since|from) (?:the|your|each|any|another|taking|a) (?:\w+ )?(?:dose|one|next|tablet))\b",
    re.I,
)
_TAKEN = re.compile(
    r"\b(?:dos\w+|tablets?|capsules?|spoonfuls?|sprays?|drops?|puffs?|inhaler|repeat\w*|inject\w*|jabs?|mg|ml"
    r"|micrograms?|tak(?:e|es|en|ing)"
    r"|g[ia]ve[ns]?|giving|use[ds]?|appl\w+)\b",
    re.I,
)


def shorter(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence has doses follow each other sooner than any place of the source."""
    mine = _gaps(claim.standalone)
    if len(mine) != 1 or claim.negated or not _TAKEN.search(claim.standalone):
        return None
    (own, said) = mine[0]
    rows = [(gap, text, p, s) for p, s in sentences(read) for gap, text in _gaps(s) if _TAKEN.search(s)]
    if not rows or any(gap <= own * (1 + NEAR) for gap, *_ in rows):
        return None
    _, there, passage, sentence = min(rows, key=lambda row: row[0])
    whole = " ".join(p.text for p in read)
    return beside(audit, said, there, passage, sentence) if telling(claim.standalone) & telling(whole) else None


NEAR = 0.05
"""Share by which two gaps that are one may lie apart."""


def _gaps(text: str) -> list[tuple[float, str]]:
    """The shortest times that a text leaves between two doses, in hours, each as printed."""
    out = []
    for q in quantities_of(text):
        if q.unit not in _HOURS or q.denominator == "age" or not q.low:
            continue
        if (led := _EVERY.search(text[: q.start])) or _BETWEEN.match(text, q.end):
            out.append((q.low * _HOURS[q.unit], f"{led[0] if led else ''}{q.text}"))
    ones = ((2 if m["other"] else 1, m) for m in _EVERY_ONE.finditer(text))
    return [*out, *((n * _HOURS[m["unit"].lower()], m[0]) for n, m in ones)]
