"""How long: the sentence speaks of years or a lifetime, the source watched for weeks or months."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
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
_STOPS = re.compile(r"\b(?:stop|stopped|come off|comes off|quit|give up|given up|leave|avoid)\b[^.;]{0,40}\Z", re.I)
"""What stands before "for good" that is no effect: "come off it for good"."""
_WEEKS = {"day": 1 / 7, "night": 1 / 7, "week": 1.0, "month": 52 / 12, "year": 52.0, "decade": 520.0}
_LIFELONG = re.compile(
    r"\b(?:lifelong|a lifetime|for (?:life|good|ever)|forever|permanent(?:ly)?|(?:all|throughout|the rest of)"
    r" (?:your|their|our|one['’]s) li(?:fe|ves))\b",
    re.I,
)
_NOT_BEYOND = re.compile(
    r"\b(?:beyond|longer than|after more than|for more than)\b[^.;]{0,60}\b(?:(?:not|never) (?:yet |been |yet been )?"
    r"(?:studied|known|measured|examined|tested)|unknown|unclear"
    r"|(?:no|without) (?:data|evidence|trials?|stud(?:y|ies)))\b",
    re.I,
)
"""Where a source says that its knowledge ends."""
_HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0}
SOON = 52.0
"""Weeks up to which a study is no study of years."""
_MANY = {"a": 1.0, "one": 1.0, "half a": 0.5, "two": 2.0, "several": 3.0}
_FOR = re.compile(
    r"\b(?:for|over|throughout|lasts?(?: for)?) (?P<many>a|one|half a|two|several) (?:whole )?(?P<unit>month|year)s?\b",
    re.I,
)
SHARE = 0.6
"""Share of a span in words up to which the source's is a shorter one."""
_TELLS_LONG = re.compile(r"\blong[- ]term\b", re.I)
_SCHEDULE = re.compile(
    r"(?:\A|[.:;] )(?:then |next )?(?:start|begin|take|give|wait|repeat|review|check|offer|consider|stop|continue"
    r"|do not|avoid|use|apply|add|raise|increase|reduce|see|call|return|come back|book|measure|test)\b",
    re.I,
)
"""How a sentence begins that says when a thing is to be done, and not how long it was watched."""
_ADVICE = re.compile(r"\b(?:follow[- ]?up|unknown|not known|unclear|no (?:trial|stud))", re.I)
_OF_OTHERS = re.compile(r"\b(?:age|aged|old|since|ago|earlier|previous|history)\b", re.I)


def longer(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells of years what all its sources tell of a year at most."""
    said = LONG.search(claim.standalone)
    words = said[0] if said else _told_span(claim)
    if (
        not words
        or (said and _STOPS.search(claim.standalone[: said.start()]))
        or claim.negated
        or claim.hypothetical
        or _ADVICE.search(claim.standalone)
    ):
        return None
    if said and _LIFELONG.search(said[0]):
        for passage, sentence in sentences(read):
            if ends := _NOT_BEYOND.search(sentence):
                return beside(audit, words, ends[0], passage, sentence, "Say how long it was watched.")
    spans = [
        (q.high * _WEEKS[q.unit], q.text, passage, text)
        for passage, text in sentences(read)
        for q in quantities_of(text)
        if q.unit in _WEEKS and q.denominator != "age" and not _OF_OTHERS.search(text) and not _SCHEDULE.search(text)
    ]
    whole = " ".join(p.text for p in read)
    if not spans or LONG.search(whole) or (said and _TELLS_LONG.search(whole)):
        return None
    weeks, text, passage, sentence = max(spans, key=lambda row: row[0])
    if weeks > (SOON if said else _weeks(claim) * SHARE):
        return None
    return Apart(
        f"“{words}” in the article; the longest time that {ev.source_read(audit, passage)} tells of is “{text}”:"
        f" {ev.quoted(sentence)}. Say how long it was watched, or cite a longer study.",
        passage,
        sentence,
    )


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


def _told_span(claim: Claim) -> str:
    """A span in words over which a claim says that something was done or lasted: "for a year"."""
    found = _FOR.search(claim.standalone)
    return found[0] if found and _weeks(claim) else ""


def _weeks(claim: Claim) -> float:
    found = _FOR.search(claim.standalone)
    return _MANY[found["many"].lower()] * _WEEKS[found["unit"].lower()] if found else 0.0
