"""Which numbers of a claim say how much or how many, so that a reader may ask where they come from."""

from __future__ import annotations

import re
from functools import lru_cache

from citewarden.model import Claim, Quantity
from citewarden.text import quantities

TIMES = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade"})
_NAMED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?) [A-Z][a-z]+ (?:\d{1,4})(?= [a-z])"
    r"|(?<!\w)(?!(?:Wom|M)en|Children|Boys|Girls|Adults|Age|People|Total)[A-Z][a-z]+ \d{1,4}(?=:)"
)
"""A number that is part of a name: "the Whole 30 diet", "Omega 3: ..."."""
_DIALLED = re.compile(
    r"\b(?:call|dial|phone|ring|text|telephone|hotline)(?:ing|ed|s)?(?: (?:on|to|at|us|the))*\W*\Z", re.I
)
"""What stands before a number that is dialled: "call 911"."""
_NEXT = r"\b(?:in|over|within|for|during) (?:the |your |his |her |their )?(?:next|first|last|past|coming|following) "
_HORIZON = re.compile(rf"{_NEXT}\Z", re.I)
"""What stands before a span over which something is told: "your risk in the next ten years"."""
_WITHIN = re.compile(_NEXT, re.I)
"""The same where the bound is part of the span: "within the next ten years"."""
_COUNTED = re.compile(
    r"(?:\w+ ){0,2}(?:ways?|choices?|options?|kinds?|types?|sorts?|forms?|steps?|stages?|phases?|parts?|questions?"
    r"|camps?|famil(?:y|ies)|class(?:es)?|varieties|schools|branches|stud(?:y|ies)|trials?|reviews?|surveys?|reports?"
    r"|things?|causes?|reasons?|tests?|methods?|names?|categories|goals?|groups?|approaches|rules|tips|sides?)\b",
    re.I,
)
"""What the writer's own order counts: "two ways to treat it", "one of three reasons"."""
_REMEDIES = re.compile(
    r"(?:(?!or\b)\w+ ){0,2}(?:drugs|medicines|medications|treatments)\b(?!,? (?:a|per|each|every|daily|or more|at)\b)",
    re.I,
)
"""What the writer goes on to name: "two drugs have been compared"; not how many are taken."""
_OWN_WORK = re.compile(
    r"(?:\A|[,;:] )(?:and )?(?:we|our (?:[a-z]+ ){1,3}?)(?: ?(?:also|now|currently|have|has|can|will))* ?"
    r"\b(?:run|offer|host|hold|organi[sz]e|employ|answer|serve|open|publish|welcome|fund|train|visit|support)(?:s|ed)?\b",
    re.I,
)
"""What a house says of its own work: "we run groups in 40 towns"."""
_ANAPHORA = re.compile(
    r"\b(?:(?:the|these|those|its|their|all|both|other|other of the)|the (?:first|middle|last|next|second|third|other"
    r"|final|remaining|same))\s+\Z",
    re.I,
)
"""What stands before a number that points back: "the two together", "these three"."""
_FORBIDDEN = re.compile(r"\b(?:not|don['’]t|never|cannot|can['’]t) \Z", re.I)
"""What stands before a change that nobody is to make: "do not double the next dose"."""
_ROUND = re.compile(r"(?:half )?an? (?:hour|day|week|night|minute|month)s?\Z", re.I)
"""A span that nobody measured: "half an hour", "a week"."""
_SOME = re.compile(r"(?:one or two|two or three|three or four|a couple|a few)\b", re.I)
"""So many that nobody counted: "two or three times"."""
_CLOCK = re.compile(
    r"\b(?:w[ao]k(?:e|es|en|ing)|awake|asleep|g(?:e|o)ts?(?:ting)? up|r(?:ise|ises|ose)|bed"
    r"|night)\b[^.;]{0,20}\b(?:at|by|until|around|since) \Z",
    re.I,
)
"""What stands before an hour of the day: "wake at three"."""
_STUDY = re.compile(r"\b(?:trials?|stud(?:y|ies)|surveys?|research)\b", re.I)
_OR_TWO = re.compile(r"\b(?:an?|one) (?:\w+ )?or (?=two\b)", re.I)
"""As many as you like: "a glass or two"."""
_WHOLES = {"10": 10, "ten": 10, "5": 5, "five": 5, "4": 4, "four": 4, "3": 3, "three": 3, "20": 20, "twenty": 20}
_IN_FEW = re.compile(rf"\b(?:in|out of) ({'|'.join(_WHOLES)})\Z", re.I)
_OF_EVERY = re.compile(rf"(?:out )?of (?:every|each) ({'|'.join(_WHOLES)})\b", re.I)
FEW = 12
"""Kinds that a writer counts up to."""


@lru_cache(maxsize=4096)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, found once."""
    return tuple(quantities.find(text))


def figures(claim: Claim) -> tuple[Quantity, ...]:
    """The quantities of a claim that are measured or counted: none of a name, a telephone, the writer's own order
    or the house's own work."""
    text = claim.standalone
    names = [m.span() for m in _NAMED.finditer(text)] if claim.quantities else []
    return tuple(
        q
        for q in claim.quantities
        if not any(a <= q.start and q.end <= b and text[a:b].endswith(q.text) for a, b in names)
        and not _is_idle(q, text)
    )


def only_times(quantities: tuple[Quantity, ...]) -> bool:
    """Whether all are spans of time, or how often in one: what an appointment or a leaflet arranges."""
    return bool(quantities) and all(q.unit in TIMES or q.unit.lstrip("/") in TIMES for q in quantities)


def _is_idle(quantity: Quantity, text: str) -> bool:
    """Whether a number says nothing that could be looked up."""
    at = text.find(quantity.text)
    if at < 0:
        return False
    before, after = text[:at], text[at + len(quantity.text) :]
    if quantity.unit == "1" and (
        _DIALLED.search(before[-30:]) or (quantity.high == 2 and _OR_TWO.search(text[: at + 4]))
    ):
        return True
    if quantity.unit == "1" and not re.search(r"\d", quantity.text) and _ANAPHORA.search(before):
        return True
    if quantity.unit == "fold" and _FORBIDDEN.search(before):
        return True
    if quantity.unit in TIMES and quantity.comparator == "=" and _ROUND.match(quantity.text):
        return True
    if quantity.unit == "1" and (_SOME.match(quantity.text) or _CLOCK.search(before[-60:])):
        return True
    if quantity.unit in TIMES and (_HORIZON.search(before[-40:]) or _WITHIN.match(quantity.text)):
        return True
    if quantity.unit == "1" and quantity.high <= FEW and _COUNTED.match(after.lstrip()):
        return True
    if quantity.unit == "1" and quantity.comparator == "=" and quantity.high <= FEW and _REMEDIES.match(after.lstrip()):
        return True
    if quantity.unit == "1" and _OWN_WORK.search(before) and not _STUDY.search(text):
        return True
    return (
        quantity.unit == "%" and not re.search(r"[\d%]|cent", quantity.text) and re.match(r"-[a-z]", after) is not None
    )


def rounded_by(quantity: Quantity) -> float:
    """By how many percent points a share counted in a few ("6 in 10", "one in four") may lie beside the exact one; 0.0
    for others."""
    found = (_IN_FEW.search(quantity.text) or _OF_EVERY.match(quantity.text)) if quantity.unit == "%" else None
    if found is None:
        return 0.0
    whole = _WHOLES[found[1].lower()]
    return 50 / whole if round(quantity.low * whole / 100) > 1 else 100 / (whole - 0.5) - 100 / whole
