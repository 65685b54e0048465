"""The statistics of papers: p-values, ratios, confidence intervals and blood pressures."""

from __future__ import annotations

import re

from citewarden.model import Quantity
from citewarden.text.quantities._comparators import compared, compared_after
from citewarden.text.quantities._numerals import DIGITS, value

_DASH = r"(?: ?[-–—‑−] ?)"
_PRESSURE = re.compile(r"(?<![\w/.])(?P<high>\d{1,3}) ?(?:/|over) ?(?P<low>\d{1,3})(?![\d/])(?P<unit> ?mm ?Hg)?")
_NAMED_PRESSURE = re.compile(r"(?:blood )?pressure\b[^.;]*\Z|\bBP\b[^.;]*\Z", re.I)
_STATISTIC = re.compile(
    rf"\b(?P<name>[Pp](?:[- ](?:values?|trend|for trend|interaction))?|OR|RR|HR|aOR|aHR|odds ratio|hazard ratio|"
    rf"relative risk|risk ratio)(?: (?:of|was|is)|, ?)?"
    rf" ?(?P<op>[=:<>≤≥]|of|was|is)? ?(?P<value>{DIGITS})(?!\s?%|\d|[.,]\d)"
)
_INTERVAL = re.compile(
    rf"(?P<level>\d\d(?:\.\d)?) ?% ?(?:CI|confidence intervals?|"
    rf"credible intervals?|CrI)(?: ?[\[(]CI[\])])?(?:,? (?:of|from|was|is|being|ranging from|ranged from"
    rf"|between) |[ ,:=(\[]*)(?P<low>[-−–]?(?:{DIGITS}))(?: ?%)?"
    rf"(?:{_DASH}| ?to | and |[,;] ?)(?P<high>[-−–]?(?:{DIGITS}))(?: ?%)?"
)
_LEVEL = re.compile(
    r"(?<![\d.,])\d\d(?:\.\d)? ?%(?= ?(?:CIs?|CrIs?|confidence (?:interval|limit)|credible interval"
    r"|prediction interval|uncertainty interval))"
)
"""How sure an interval is, where its ends cannot be read: no share of anything."""
_BARE_INTERVAL = re.compile(
    rf" ?[(\[](?P<low>[-−–]?(?:{DIGITS}))(?:{_DASH}| to |[,;] )(?P<high>[-−–]?(?:{DIGITS}))[)\]]"
)
"""The interval behind a ratio that does not say it is one: "HR 0.75 (0.64–0.89)"."""
_STAT_UNITS = {
    "odds ratio": "OR",
    "hazard ratio": "HR",
    "relative risk": "RR",
    "risk ratio": "RR",
    "aor": "OR",
    "ahr": "HR",
}
_OPS = {"=": "=", ":": "=", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "": "=", "of": "=", "was": "=", "is": "="}


def statistics(masked: str) -> list[Quantity]:
    """Every statistic of `masked`; their `text` is what stands in it."""
    return [*_intervals(masked), *_ratios(masked), *_pressures(masked)]


def without_levels(masked: str) -> str:
    """`masked` with blanks for the levels of intervals ("95% CI")."""
    return _LEVEL.sub(lambda match: " " * len(match[0]), masked) if "%" in masked else masked


def _pressures(masked: str) -> list[Quantity]:
    """ "120/80 mmHg": a systolic and a diastolic value."""
    found = []
    for match in _PRESSURE.finditer(masked):
        high, low = float(match["high"]), float(match["low"])
        named = _NAMED_PRESSURE.search(masked[max(0, match.start() - 200) : match.start()])
        pressure = 60 <= high <= 260 and 30 <= low <= 160 and low < high
        change = match["unit"] is not None and 0 < low <= high < 60  # "lowered it by 5/3 mmHg"
        if not (match["unit"] or (named and "/" in match.group())) or not (pressure or change):
            continue
        before = compared(masked[max(0, match.start() - 48) : match.start()])
        after = compared_after(masked, match.end())
        bound = after[0] if after else before[0] if before else "="
        second = masked[match.start("low") : match.end()]
        found += [
            Quantity(match["high"], high, high, "mmHg", match.start(), match.end("high"), bound, "systolic"),
            Quantity(second, low, low, "mmHg", match.start("low"), match.end(), bound, "diastolic"),
        ]
    return found


def _intervals(masked: str) -> list[Quantity]:
    return [
        Quantity(m.group(), _plain(m["low"]), _plain(m["high"]), "CI", m.start(), m.end(), denominator=f"{m['level']}%")
        for m in _INTERVAL.finditer(masked)
    ]


def _ratios(masked: str) -> list[Quantity]:
    """p-values and ratios, and the interval in brackets behind a ratio."""
    found = []
    for match in _STATISTIC.finditer(masked):
        name, op = match["name"].lower(), match["op"] or ""
        if name.startswith("p") and op not in set("=<>≤≥") and len(name) == 1:
            continue
        number = _plain(match["value"])
        unit = "p" if name.startswith("p") else _STAT_UNITS.get(name, name.upper())
        found.append(Quantity(match.group(), number, number, unit, match.start(), match.end(), _OPS.get(op, "=")))
        span = _BARE_INTERVAL.match(masked, match.end()) if unit != "p" else None
        if span and _plain(span["low"]) <= number <= _plain(span["high"]):
            low, high = _plain(span["low"]), _plain(span["high"])
            words = masked[span.start("low") : span.end("high")]
            found.append(Quantity(words, low, high, "CI", span.start("low"), span.end("high")))
    return found


def _plain(digits: str) -> float:
    return value(digits.lstrip("-−–")) * (-1 if digits[0] in "-−–" else 1)
