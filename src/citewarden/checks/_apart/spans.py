"""How long and how soon: in another unit than the source, by the year, too soon after another time."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage, Quantity

LONG = re.compile(
    r"\b(?:(?:in|over|for) the long (?:term|run)|long[- ]?(?:term|lasting)"
    r" (?:effects?|benefits?|relief|protection|safety|cures?|results?|remissions?|improvements?)|for (?:many "
    r"|several |some )?(?:years"
    r"|decades)"
    r"|years (?:later|on|afterwards)|lasts? (?:for )?(?:many |several )?(?:years|a lifetime)|lifelong"
    r"|for (?:life|good|ever|a lifetime)|(?:all|throughout) (?:your|their|our|one['’]s) li(?:fe|ves)"
    r"|for years to come|once and for all|forever|permanent(?:ly)?|for the rest of (?:your|their|our) li(?:fe|ves))\b",
    re.I,
)
"""What says that a thing lasts."""
_WEEKS = {"day": 1 / 7, "night": 1 / 7, "week": 1.0, "month": 52 / 12, "year": 52.0, "decade": 520.0}
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0}


_WHOLE_TIME = re.compile(
    r"\b(?:(?:over|during|through(?:out)?|in|across) the (?:whole|entire|full|course of the)"
    r" ?(?:trial|study|period|time|follow-up)?"
    r"|by the end of the (?:trial|study)|in the (?:trial|study) as a whole|altogether|from start to finish)\b",
    re.I,
)
_YEARLY = re.compile(r"(?: of \w+)? (?:a|per|each|every) (?:year|month|week)\b|(?:[^.;\d]| \d)*? person-years", re.I)


def by_the_year(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence gives for a whole trial what the source gives for each year."""
    own = _WHOLE_TIME.search(claim.standalone)
    said = [q for q in claim.quantities if q.unit == "%" and re.search(r"\d", q.text)] if own else []
    if own is None or any(_YEARLY.match(claim.standalone, q.end) for q in said):
        return None
    for passage, sentence in sentences(read):
        same = [q for q in quantities_of(sentence) if any((q.low, q.high) == (m.low, m.high) for m in said)]
        there = next((m for q in same if (m := _YEARLY.match(sentence, q.end)) and q.unit.startswith("%")), None)
        whole = any(q.unit == "%" and not _YEARLY.match(sentence, q.end) for q in same)
        if there and not whole:
            return beside(audit, own[0], there[0].strip(), passage, sentence, "Say for how long it counts.")
    return None


def in_another_unit(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """ "Two to four months" of what the source gives as two to four weeks, and the sentence's time nowhere."""
    own = [q for q in quantities_of(claim.standalone) if q.unit in _WEEKS and q.denominator != "age" and q.high > 1]
    if len(own) != 1:
        return None
    rows = [(q, p, text) for p, text in sentences(read) for q in quantities_of(text) if q.unit in _WEEKS]
    if any(abs(q.high * _WEEKS[q.unit] - own[0].high * _WEEKS[own[0].unit]) < 1 for q, *_ in rows):
        return None
    same = [
        row for row in rows if (row[0].low, row[0].high) == (own[0].low, own[0].high) and row[0].denominator != "age"
    ]
    words = telling(claim.standalone)
    same = [row for row in same if words & telling(row[2])] if len(same) > 1 else same
    return beside(audit, own[0].text, same[0][0].text, *same[0][1:]) if same else None


_UNTIL = re.compile(
    r"\b(?:until|till|before|for|wait|leave|within)"
    r"(?: (?:at least|a full|another|another full|the first|less than))* \Z",
    re.I,
)
"""What stands before the time that has to pass."""
_WAITS = re.compile(r"\b(?:not|never|avoid\w*|wait\w*|no|cannot|unsafe|keep off|stay off)\b|n['’]t\b", re.I)
_ALLOWED = re.compile(r"\b(?:safe|fine|free|all right|allowed|can|may|fit|okay|ok|ready|go back)\b", re.I)
_AFTER = re.compile(r"\W*(?:after|from|later|past|have (?:gone|passed)|has (?:gone|passed))\b", re.I)


IDLE = telling("dose doses hours minutes days weeks months after until wait safe taking tablet medicine")
"""Words by which two sentences on a time to wait are on nothing in common."""


def too_soon(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence allows something after six hours, the source says to wait for eight."""
    own = allowed_after(claim.standalone)
    words = telling(claim.standalone)
    for passage, sentence in sentences(read) if own else ():
        there = forbidden_until(sentence)
        if own and there and is_sooner(own, there) and words & telling(sentence) - IDLE:
            return beside(audit, own.text, there.text, passage, sentence)
    return None


def allowed_after(text: str) -> Quantity | None:
    """The time after which a text allows something: "you may drive six hours after it"."""
    if not _ALLOWED.search(text) or _WAITS.search(text):
        return None
    return next((q for q in _hours(text) if _AFTER.match(text, q.end)), None)


def forbidden_until(text: str) -> Quantity | None:
    """The time until which a text forbids something: "do not drive until eight hours after it"."""
    if not _WAITS.search(text):
        return None
    return next((q for q in _hours(text) if _UNTIL.search(text[: q.start]) and _AFTER.match(text, q.end)), None)


def is_sooner(one: Quantity, other: Quantity) -> bool:
    """Whether a time is shorter than another."""
    return one.high * _HOURS[one.unit] < other.low * _HOURS[other.unit]


def _hours(text: str) -> list[Quantity]:
    return [q for q in quantities_of(text) if q.unit in _HOURS and q.denominator != "age"]
