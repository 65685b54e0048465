"""Units as articles print them, their normal form, what they measure, and what one is taken per ("mg/kg/day").

The forms and sizes are data in `config/lexicons/units.yaml`; claims and verdicts read them here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from citewarden.config import lexicon

TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "decade")
_TIME = r"seconds?|minutes?|hours?|hrs?|days?|weeks?|months?|years?|decades?|night|nights"
_DOSES = ("mg", "ug", "ng", "g", "IU", "mEq", "mmol", "ml", "l", "kcal", "drink")
"""Units of which "in 24 hours" makes a daily dose."""
ADVERBS = {
    "hourly": "hour", "daily": "day", "nightly": "day", "weekly": "week", "monthly": "month", "yearly": "year",
    "annually": "year", "annual": "year",
}  # fmt: skip
PER = re.compile(
    r"(?:(?: ?/ ?| per | an? | each | every | for each | for every )(?P<one>(?:1\.73 ?m ?[2²]|24 ?h(?:ours?|rs?)?|"
    r"kg|kilograms?|pounds?|lb|[cm]?m[23²³](?!\w)|dL|dl|mL|ml|[µμ][Ll]|L|l|lit(?:er|re)|[mµμn]?mol|mg|g|"
    + _TIME
    + r"|min|mins|hr|hrs|h|wk|dose|meal|serving|square met(?:er|re)|d)(?: (?:of )?body weight)?)(?![A-Za-z])"
    r"| (?P<adverb>hourly|daily|nightly|weekly|monthly|yearly|annually)\b"
    r"|(?: ?[·⋅∙] ?| )(?P<inverse>kg|g|dL|dl|mL|ml|L|l|mol|mmol|min|s|h|d|day|week|m|cm)(?:⁻[¹²³]|[-−][123]\b)"
    r"| (?:in|within|over|during) (?:any |each |a )?(?P<span>24)(?: |-)?h(?:ours?|rs?)?\b)",
    re.I,
)
"""What a unit is taken per: "/kg", "a day", "daily", "kg⁻¹", "·L⁻¹", "/1.73 m²", "in 24 hours"."""
PER_LATER = re.compile(r" of (?:[A-Za-z][\w-]* ){0,2}?[A-Za-z][\w-]*" + PER.pattern, re.I)
_PER_NORMAL = {
    "kilogram": "kg", "pound": "lb", "dl": "dl", "ml": "ml", "l": "l", "liter": "l", "litre": "l", "min": "minute",
    "mins": "minute", "hr": "hour", "hrs": "hour", "h": "hour", "wk": "week", "night": "day", "d": "day",
    "square meter": "m2", "square metre": "m2", "m²": "m2", "m³": "m3", "mm²": "mm2", "mm³": "mm3", "cm²": "cm2",
    "cm³": "cm3", "µl": "ul", "μl": "ul", "µmol": "umol", "μmol": "umol", "s": "second",
}  # fmt: skip
_LEAD = re.compile(r"[ -]?(?:full |consecutive |more |additional |extra |whole )?")
_NO_DEGREE = re.compile(r" of (?:success|separation|freedom|severity)")

_LOOKS_ON = re.compile(r"\(\?[=!].*")


class Measure(NamedTuple):
    """What a unit measures and how much of the base unit it is; `shift` is taken off before (°F)."""

    dimension: str
    factor: float
    shift: float = 0.0


_TEMPERATURES = {"°C": Measure("temperature", 1.0), "°F": Measure("temperature", 5 / 9, 32.0)}


@cache
def _listed() -> Mapping[str, Mapping[str, object]]:
    """Unit -> its row of the list."""
    found: Mapping[str, Mapping[str, object]] = lexicon("units")["units"]
    return found


@cache
def measure(unit: str) -> Measure:
    """What a normal unit measures: "g/day" is 1,000 of mass/time, "/week" a seventh of frequency/time.

    The base units are mg, ml, day, mm, kcal, mmol, mmHg and °C; a part in no table stands for itself.
    """
    if unit in _TEMPERATURES:
        return _TEMPERATURES[unit]
    factor, names = 1.0, []
    for place, part in enumerate(unit.split("/")):
        row = _listed().get(part, {})
        size = float(str(row.get("factor", 1.0)))
        factor = factor / size if place else factor * size
        names.append(str(row.get("measures", part)) if part or place or "/" not in unit else "frequency")
    return Measure("/".join(names), factor)


@cache
def symbols() -> frozenset[str]:
    """Units in letters that are no words ("mg", "ml"), in lower case."""
    rows = [row["forms"] for unit, row in _listed().items() if "measures" in row and unit in _forms(row)]
    found = {form.lower() for forms in rows if isinstance(forms, list) for form in forms if str(form).isalpha()}
    return frozenset(found | {"hg", "iu", "bpm"})


def _forms(row: Mapping[str, object]) -> list[str]:
    forms = row["forms"]
    return [str(form) for form in forms] if isinstance(forms, list) else []


@cache
def _unit_table() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    rows = [(form, unit) for unit, row in _listed().items() for form in _forms(row)]
    rows.sort(key=lambda row: -len(row[0]))
    one = "|".join(form for form, _ in rows)
    whole = re.compile(rf"(?:{one})(?![A-Za-z²³⁻])")
    return whole, tuple((re.compile(rf"(?:{_LOOKS_ON.sub('', form)})\Z"), unit) for form, unit in rows)


@cache
def _normal_unit(surface: str) -> str:
    for candidate in (surface, surface.lower()):
        for pattern, unit in _unit_table()[1]:
            if pattern.match(candidate):
                return unit
    return surface


def unit_at(text: str, end: int) -> tuple[str, int] | None:
    """The unit that follows at `end`, with its end."""
    lead = _LEAD.match(text, end)
    at = lead.end() if lead else end
    hit = _unit_table()[0].match(text, at)
    if not hit:
        if not text[at : at + 1].isalpha():
            return None
        lowered = text[at : at + 24].lower()
        again = _unit_table()[0].match(lowered)
        if not again or len(again.group()) < 3:
            return None
        surface, stop = again.group(), at + again.end()
    else:
        surface, stop = hit.group(), hit.end()
    if at == end and len(surface) == 1 and surface in "mlh" and text[end - 1 : end].isalpha():
        return None
    if surface in ("y", "d", "mo", "mos") and (at == end or not text[end - 1 : end].isdigit()):
        return None
    if surface in {"m", "h", "l", "y", "d"} and text[stop : stop + 1] in ("’", "'"):
        return None
    unit = _normal_unit(surface)
    if unit == "degree" and surface not in "°º" and _NO_DEGREE.match(text, stop):
        return None
    return unit, stop


_TIMES_OF = re.compile(r"\w (?:\w+ )?(?:times|once|twice) ", re.I)
"""What says how often, of its own: "40 minutes of cycling three times a week" are none a week."""


def compound(text: str, unit: str, end: int) -> tuple[str, int]:
    """`unit`, which ends at `end`, with everything it is taken per, and where that ends: ("mg/kg/day", ...)."""
    while match := PER.match(text, end) or ("/" not in unit and PER_LATER.match(text, end)) or None:
        if match["span"] and unit not in _DOSES:
            break
        if _TIMES_OF.search(match[0]):
            break
        if unit in TIMES and not match["adverb"] and per(match) == "dose":
            break
        if "/" in unit and unit.endswith(per(match)):
            break
        unit, end = f"{unit}/{per(match)}", match.end()
    return unit, end


def per(match: re.Match[str]) -> str:
    """The normal form of what a match of `PER` names."""
    if match["adverb"]:
        return ADVERBS[match["adverb"].lower()]
    if match["span"]:
        return "day"
    if match["inverse"]:
        power = {"2": "2", "3": "3", "²": "2", "³": "3"}.get(match[0][-1], "")
        one = match["inverse"].lower()
        return _PER_NORMAL.get(one, one) + power
    one = re.sub(r" (?:of )?body weight\Z", "", match["one"].lower())
    if one.startswith("1.73"):
        return "1.73 m2"
    if one.startswith("24"):
        return "day"
    one = one.removesuffix("s") if one not in {"h", "l"} and len(one) > 3 else one
    return _PER_NORMAL.get(one, one)
