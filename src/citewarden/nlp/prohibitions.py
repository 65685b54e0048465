"""What says that something is not to be done: headings over lists, names of columns, signs before items."""

from __future__ import annotations

import re
from functools import cache

from citewarden.config import lexicon

CROSSES = "✗✘❌×🚫⛔✕✖"
"""Signs in front of what is not to be done."""
_SIGNS = f' "“”.!:–—-#{CROSSES}'
_DENIED = re.compile(r"\A(?:do not|don['’]t|never|avoid|no|not)\b|\binstead\b", re.IGNORECASE)
"""What says by itself what not to do, or what to do in its place."""
_THINGS = (
    r"(?:what|things?|(?:any )?foods?(?: and drinks?)?|drinks?|medicines?|medications|drugs|activities|exercises"
    r"|products"
    r"|movements|positions|sports|habits|triggers)"
)
_NOT_TO = (
    r"(?:not to|(?:that )?you (?:should|must) (?:not|never)|(?:that )?you (?:shouldn't|mustn't|can't|cannot)|to never)"
)
_THESE = r"(?: (?:this|these|that|the following|any of (?:these|the following)|things?|these things))?"
_WHEN = r"(?: (?:if|when|after|before|during|while|with|in|for|at|on|until) .{1,40})?"
_NOT_TO_DO = re.compile(
    rf"(?:please )?(?:(?:do not|don't|never|you (?:should|must) (?:not|never)|you (?:shouldn't|mustn't|can't|cannot))"
    rf"(?: (?:do|try))?{_THESE}|{_THINGS} {_NOT_TO}(?: (?:do|try))?){_WHEN}"
)
_TO_AVOID = re.compile(
    rf"(?:please )?(?:avoid|steer clear of|stay away from|keep away from){_THESE}{_WHEN}"
    rf"|{_THINGS} (?:(?:that )?you (?:should|must|need to) |to |best )avoid(?:ed)?{_WHEN}"
    rf"|{_THINGS} {_NOT_TO} (?:eat|drink|take|use|wear|have|buy|mix){_WHEN}"
)


_GOES_ON = re.compile(r"(?:\bnot|n['’]t|\bnever)\W*\Z", re.IGNORECASE)


_PEOPLE = r"(?:who|people|patients|children|adults|women|men|anyone)"
_MUST_NOT = r"(?:should|must|can|may|do|does) ?not|(?:shouldn|mustn|can|don|doesn)'t"
_OPEN = (
    r"(?:if|when|for|with|in|to|who|that|while|during|after|before|you|you are|you have|and|or|the following|unless)"
)
_BARS = re.compile(
    rf"(?:please )?(?:do not|don't|never|stop|you (?:{_MUST_NOT}|should never|must never)|not)\b(?: .{{1,60}})? {_OPEN}"
    rf"|stop if|not (?:for|suitable|recommended|allowed|permitted|advised|safe)(?: .{{1,40}})?"
    rf"|{_PEOPLE} (?:who )?(?:{_MUST_NOT})\b.{{0,60}}|when (?:not to|(?:you )?(?:{_MUST_NOT})) .{{1,60}}"
    rf"|how not to .{{1,60}}|.{{1,60}} not(?: .{{1,40}})? {_OPEN}"
    r"|contra-?indicat(?:ed|ions?)(?: (?:in|for|with))?|forbidden|prohibited|under no circumstances"
)
"""What stands over those whom, or the cases in which, something is not for: "Do not take it if you", "Stop if"."""


@cache
def _headings(part: str) -> frozenset[str]:
    return frozenset(lexicon("forbidding")[part])


def is_named(heading: str) -> bool:
    """Whether a heading says that what is listed under it is not to be done."""
    plain = _plain(heading)
    return plain in _headings("not_to_do") or _NOT_TO_DO.fullmatch(plain) is not None or to_avoid(heading)


def tells_what_to_do(heading: str) -> bool:
    """Whether a heading is one of a pair such as "Do" and "Don't"."""
    return _plain(heading) in _headings("not_to_do") | _headings("heads_to_do")


def to_avoid(heading: str) -> bool:
    """Whether it names what to keep away from rather than what not to do."""
    plain = _plain(heading)
    return plain in _headings("to_avoid") or _TO_AVOID.fullmatch(plain) is not None


def is_crossed(item: str) -> bool:
    """Whether an item begins with a cross."""
    return item.lstrip(" \t•-")[:1] in tuple(CROSSES)


def bars(heading: str) -> bool:
    """Whether it says that something is not for whom, or not to be done when, what is listed under it is so."""
    return _BARS.fullmatch(_plain(heading)) is not None


def forbids(heading: str) -> bool:
    """Whether it denies all that is listed under it, in whichever way."""
    return is_named(heading) or goes_on(heading) or bars(heading)


def goes_on(lead: str) -> bool:
    """Whether words end with the denial of what comes, so that an item goes on with them: "You should not:"."""
    return _GOES_ON.search(lead) is not None


def denies(item: str) -> bool:
    """Whether an item says by itself what not to do, or what to do in its place."""
    return _DENIED.search(item) is not None


def of_cells(heads: list[str], cells: list[str]) -> list[str] | None:
    """The cells of a row under columns such as "Do" and "Don't" as what to do and what not to do; None where a column
    has another name."""
    kinds = ["not" if is_named(head) else "do" if _plain(head) in _headings("to_do") else "" for head in heads]
    if "not" not in kinds or not all(kinds):
        return None
    rows = zip(heads, kinds, cells, strict=True)
    return [_of_cell(head, cell) if kind == "not" else cell for head, kind, cell in rows if cell]


def _of_cell(head: str, cell: str) -> str:
    said = cell if len(cell) > 1 and cell[1].isupper() else cell[:1].lower() + cell[1:]
    return cell if denies(cell) else f"avoid {said}" if to_avoid(head) else f"do not {said}"


def _plain(heading: str) -> str:
    """A heading in lower case without outer signs and without what calls for attention: "WARNING: NEVER"."""
    said = " ".join(heading.replace("’", "'").split()).strip(_SIGNS).casefold()
    return said.rpartition(": ")[2]
