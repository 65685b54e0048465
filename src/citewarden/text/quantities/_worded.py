"""Numbers around a number, and in words alone: "one person in 29", "about a week", "half as likely"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from citewarden.model import Quantity
from citewarden.text.prefilter import Gated
from citewarden.text.quantities._comparators import compared
from citewarden.text.quantities._numerals import value
from citewarden.text.quantities._units import compound, unit_at

_PARTS = {"two": 2.0, "2": 2.0, "three": 3.0, "3": 3.0}
_ONE_IN = re.compile(
    r"\b(?P<part>one|1|two|2|three|3|a(?! (?:second|minute|hour|day|night|week|month|year)\b))"
    r" (?:(?!(?:with|by|after|than|and|or|on)\b)[a-z]+ ){1,3}"
    r"(?:in|out of) (?:every |each )?(?P<n>(?:\d[\d,]*|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|sixty|eighty)(?: (?:thousand|million))?"
    r"|a (?:hundred thousand|hundred|thousand|million))\b(?!\s*%)",
    re.I,
)
_MANY_OF = re.compile(
    r"\b(?P<part>four|five|six|seven|eight|nine|[4-9]) (?:(?!(?:with|by|after|than|and|or|on)\b)[a-z]+ ){1,3}"
    r"(?:out of (?:every |each )?|in (?:every |each ))(?P<n>five|six|seven|eight|nine|ten|twelve|twenty|\d+)\b(?!\s*%)",
    re.I,
)
"""Most of a few people: "four women out of five"."""
_STUDY = re.compile(
    r"(?:trials?|stud(?:y|ies)|surveys?|reviews?|audits?|cohorts?|samples?|experiments?|analys[ei]s|projects?|pilots?"
    r"|programmes?|reports?|tests?|rise|fall|drop|increase|decrease|reduction|change|difference) (?:in|out of) ",
    re.I,
)
"""What is held, or happens, in so many and is none of them: "a trial in 420 women"."""
_ONE_OF = (
    r"\b(?P<how>about|around|nearly|almost|roughly|more than|less than|over|under|by|within|inside"
    r"|as little as|up to) an? "
    r"(?P<unit>minute|hour|day|week|month|year|decade)\b(?! and (?:a|one)[- ](?:half|quarter|third)\b)"
)
_COUPLE = r"\ba couple (?:of )?(?P<couple>minute|hour|day|week|month|year)s\b"
_HALF_AS = (
    r"\b(?P<times>(?:one |a )?half|(?:a|one|two)[- ](?:third|quarter|fifth)s?|three[- ]quarters) "
    r"as (?:likely|common|many|much|often|high|frequent|large|long)\b"
)
_AND_A_HALF = (
    r"\b(?<!half )(?P<whole>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) "
    r"(?P<of>seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|cups?|teaspoons?|tablespoons?|tablets?"
    r"|pints?|litres?|miles?)"
    r" and (?P<more>(?:a|one)[- ](?:half|quarter|third))\b(?! of (?:the|them|these|those|all|it|whom)\b"
    r"| (?:cups?|teaspoons?|tablespoons?|tablets?|pints?|litres?|miles?|hours?|days?)\b|-)"
)
""" "An hour and a half"; "half an hour and a half tablet" are two amounts."""
_AGAIN = re.compile(r" again\b", re.I)
"""What follows a share that comes on top: "half as likely again" is one and a half times as likely."""
_BOUNDS = {
    "more than": ">",
    "over": ">",
    "less than": "<",
    "under": "<",
    "within": "<=",
    "inside": "<=",
    "up to": "<=",
    "by": "=",
}
_WORDED = Gated(f"{_ONE_OF}|{_COUPLE}|{_HALF_AS}")
_ANY = re.compile(f"{_ONE_OF}|{_COUPLE}|{_HALF_AS}", re.I)
_MORE = re.compile(_AND_A_HALF, re.I)


_OR_MORE = re.compile(r" or (?:more|less|fewer|longer)\b")
_OR_AGAIN = re.compile(r"\b(?P<few>once|twice) (?:or|to) \Z", re.I)


def worded(text: str) -> bool:
    """Does `text` hold a number of this kind that no numeral shows?"""
    return _WORDED.found(text)


def completed(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """`found` with the numbers of this kind: "one person in 29" is a share like "1 in 29", "about a week" one week."""
    out = _of_every(text, _and_a_half(text, [_from_once(text, _per_later(text, q)) for q in found]))
    for match in (*_ONE_IN.finditer(text), *_MANY_OF.finditer(text)) if found else ():
        whole = value(match["n"])
        part = value(match["part"]) if match.re is _MANY_OF else _PARTS.get(match["part"].lower(), 1.0)
        inside = [q for q in out if match.start() < q.end <= match.end()]  # with its "about", which stands before
        if _STUDY.search(match.group()):
            continue
        if whole > part and inside and all(q.unit == "1" for q in inside):
            share, start = 100 * part / whole, min(match.start(), inside[0].start)
            out = [q for q in out if q not in inside]
            out.append(Quantity(text[start : match.end()], share, share, "%", start, match.end(), inside[0].comparator))
    for match in _ANY.finditer(text) if worded(text) else ():
        beside = [q for q in out if q.start < match.end() and match.start() < q.end]
        if match["couple"]:
            out.append(Quantity(match.group(), 2.0, 2.0, match["couple"].lower(), match.start(), match.end(), "~"))
        elif not match["unit"]:
            out = [q for q in out if q not in beside]
            again = _AGAIN.match(text, match.end())
            times = round(value(match["times"]) + (1.0 if again else 0.0), 9)
            end = again.end() if again else match.end()
            out.append(Quantity(text[match.start() : end], times, times, "fold", match.start(), end))
        elif not beside:
            bound = _BOUNDS.get(match["how"].lower(), "~")
            out.append(Quantity(match.group(), 1.0, 1.0, match["unit"].lower(), match.start(), match.end(), bound))
    return out


_OF_EVERY = re.compile(r"\b(?:out )?of (?:every|each) \Z", re.I)
_SO_MANY = re.compile(r"[^.;:]{3,90}, \Z")


def _of_every(text: str, found: list[Quantity]) -> list[Quantity]:
    """`found` with "of every five people sent home, about four" as one share."""
    for whole, part in pairwise(found) if "f every " in text or "f each " in text else ():
        lead = _OF_EVERY.search(text, max(0, whole.start - 16), whole.start)
        if lead is None or {whole.unit, part.unit} != {"1"} or not 0 < part.high < whole.low:
            continue
        if not _SO_MANY.fullmatch(text, whole.end, part.start):
            continue
        low, high = (100 * n / whole.low for n in (part.low, part.high))
        share = replace(part, text=text[lead.start() : part.end], low=low, high=high, unit="%", start=lead.start())
        found = [share if q is part else q for q in found if q is not whole]
    return found


def _and_a_half(text: str, found: list[Quantity]) -> list[Quantity]:
    """`found` with "an hour and a half" as one amount, not as half of something."""
    for match in _MORE.finditer(text) if " and " in text else ():
        inside = [q for q in found if q.start < match.end() and match.start() < q.end]
        unit = unit_at(text, match.end("whole"))
        if not inside or unit is None:
            continue
        whole = 1.0 if match["whole"][0] in "aA" else value(match["whole"])
        amount = round(whole + value(match["more"]), 9)
        start, sign = match.start(), "="
        left = text[max(0, start - 48) : start]
        if said := compared(left):
            sign, start = said[0], start - len(left) + said[1]
        found = [q for q in found if q not in inside]
        found.append(Quantity(text[start : match.end()], amount, amount, unit[0], start, match.end(), sign))
    return found


def _from_once(text: str, q: Quantity) -> Quantity:
    """ "Once or twice daily" is one to two a day, "twice or three times a week" two to three."""
    lead = _OR_AGAIN.search(text, max(0, q.start - 12), q.start) if q.unit[:1] == "/" and q.low == q.high else None
    few = (1.0 if lead["few"].lower() == "once" else 2.0) if lead else q.high
    return replace(q, text=text[lead.start() : q.end], low=few, start=lead.start()) if lead and few < q.high else q


def _per_later(text: str, q: Quantity) -> Quantity:
    """ "8 or more glasses of water per day" are 8 glasses a day."""
    if "/" in q.unit or q.denominator == "age" or not _OR_MORE.search(text, q.start, q.end):
        return q
    unit, end = compound(text, q.unit, q.end)
    return replace(q, unit=unit, end=end) if unit != q.unit else q
