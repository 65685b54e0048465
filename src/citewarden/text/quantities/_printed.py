"""How finely a number was printed: to whole percents, to tenths, to whole people of 1,000."""

from __future__ import annotations

import re
from math import log10

from citewarden.model import Quantity
from citewarden.text.quantities._numerals import MANY, SCALE, SCALES, value

_FIGURES = re.compile(rf"\d[\d,]*(?:\.(\d+))?(?:[ -](?P<scale>{SCALE})\b)?", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent|\bpct", re.IGNORECASE)
_OUT_OF = re.compile(
    rf"(?:\b(?:in|of|per|every|each)|/) ?(?P<many>{MANY})\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"\b(?:one|1(?![.,]?\d)|an?)\b", re.IGNORECASE)


def is_part(q: Quantity) -> bool:
    """Whether `q` is a part of a whole, or of time lived ("2 per 1,000 person-years")."""
    return q.unit == "%" or (q.unit[:1] == "/" and "-" in q.unit)


def place(q: Quantity) -> float | None:
    """The place value of the last figure printed, in the unit of `q`.

    It is 1 for "2 %", 0.1 for "2.4 %" and for "4 in 1,000", a million for "12 million";
    None where nothing was rounded to a place: words ("a third"), and parts of another whole ("one in 40").
    """
    if is_part(q) and not _PERCENT.search(q.text):
        return _of_many(q.text, 100.0 if q.unit == "%" else 1.0)
    figures = _FIGURES.search(q.text)
    if figures is None:
        return None
    return SCALES.get((figures["scale"] or "").lower(), 1.0) * 10.0 ** -len(figures[1] or "")


def _of_many(text: str, whole: float) -> float | None:
    """One of the whole of "4 in 1,000", as a part of `whole`; a single one is no rounding ("1 in 100")."""
    out_of = _OUT_OF.search(text)
    if out_of is None:
        return None
    many = value(out_of["many"])
    before = text[: out_of.start()]
    if many < 100 or not log10(many).is_integer() or _SINGLE.search(before):
        return None
    part = _FIGURES.search(before)
    return whole / many * 10.0 ** -len(part[1] or "" if part else "")
