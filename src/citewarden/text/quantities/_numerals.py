"""How a number is written, in figures and in words, and what it is worth."""

from __future__ import annotations

import re
from functools import lru_cache

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
_GLYPHS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip

THIN = "\x1f"
"""What `legible` writes for a blank that surely parts thousands."""
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "))
_THOUSANDS = re.compile("(?<=\\d)[\u00a0\u2007-\u2009\u202f](?=\\d{3}(?!\\d))")
_POINT = re.compile("(?<=\\d)[⋅∙‧․](?=\\d)(?! ?10[\\^⁻⁰¹²³⁴⁵⁶⁷⁸⁹(])")
"""Other signs that are set for a raised decimal point."""
_RAISED_FRACTION = re.compile("(?<![⁰¹²³⁴⁵⁶⁷⁸⁹])[⁰¹²³⁴⁵⁶⁷⁸⁹]+[⁄/∕](?:[₀₁₂₃₄₅₆₇₈₉]+|[0-9]{1,2}(?![0-9]))")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⁻∕/", "01234567890123456789-⁄⁄")

_WORD = "|".join([*TENS, *sorted(ONES, key=len, reverse=True)])
SCALE = "hundred|thousand|million|billion|trillion|dozen|lakhs?|crores?"
STRENGTH = "mg|mcg|[µμ]g|g|IU|ml|mL|units"
"""Units in which medicines are measured: in front of them a blank may part how many from how strong."""
_SPACED = (
    rf"\d{{1,3}}(?:{THIN}\d{{3}})+(?!\d)"
    rf"|\d{{1,3}}(?: 0\d\d)+(?!\d)|\d{{1,3}}(?: \d{{3}})+(?![\d,/-]|\.\d| ?(?:{STRENGTH})\b)"
)
DIGITS = rf"(?:\d{{1,3}}(?:,\d{{3}})+|{_SPACED}|\d+)(?:\.\d+|·\d+)?|[.·]\d+"
MANY = rf"(?:{DIGITS})(?: (?:{SCALE}))?|(?:a )?(?:hundred (?:thousand|million)|hundred|thousand|million|billion)"
"""A whole that some are counted of: "1,000", "10 thousand", "a hundred thousand"."""
_EXPONENT = r"\d{1,3}(?:\.\d{1,4})?[eE][-−–+]?\d{1,2}(?!\w|\.\d)"
""" "1e3", "2.5E-6", as programs print powers of ten."""
POWER = (
    rf"{_EXPONENT}|"
    rf"(?:(?:{DIGITS}) ?[×x·⋅*∙] ?)?10(?:\^ ?\(?[-−–]?\d{{1,2}}\)?|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})"
    rf"|(?:{DIGITS}) ?[×x·⋅*∙] ?10"
    r"(?:\(-?\d{1,2}\)|\d{1,2}(?= ?/ ?(?:L|l|mL|ml|dL|[µμ][Ll]|mm)| (?:cells|CFU|copies)\b))"
)
"""A power of ten: "10^9", "5.2 × 10⁹"; "5.2 × 10(9)" as PubMed prints it and "5.2 × 109/L" where raising was lost."""
_GLYPH = "".join(_GLYPHS)
_MIXED = (
    rf"(?:\d+[ -]?)?[{_GLYPH}]|\d+ \d{{1,2}}⁄\d{{1,2}}|\d{{1,3}}⁄\d{{1,2}}(?![\d⁄])"
    r"|\d+ \d/\d|\d{1,2}-[1-3]/[2348](?![\d/])|\d/\d(?![\d/])"
)
SPELLED = rf"(?:{_WORD})(?:[- ](?:{_WORD}))?(?: (?:{SCALE})(?: and (?:{_WORD})(?:[- ](?:{_WORD}))?)?)*"
_FRACTION = (
    r"(?:(?:one|two|three|four|five|seven|a|\d)[- ](?:half|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)"
    r"|(?:one|a|an)[- ]half|half)"
)
_AND_PART = (
    rf"\b(?:(?:{_WORD})|\d{{1,2}}) and (?:(?:a|one)[- ](?:half|quarter|third)|(?:two|2)[- ]thirds"
    rf"|(?:three|3)[- ]quarters)(?: (?:hundred|thousand|million|billion)\b)?\b(?! of\b)"
)
""" "Two and a half"; "one in ten and a third of them" are two numbers."""
_SCALED = rf"(?:(?:{DIGITS})(?:[ -](?:{SCALE})\b| ?[Mm]n\b)?)"
VALUE = (
    rf"(?:\b[Hh]alf a (?:million|billion|dozen)\b|{_MIXED}|{_AND_PART}|{_SCALED}|"
    rf"\b(?:{_FRACTION})\b|\b(?:{SPELLED})\b|\b[Aa] (?:{SCALE})(?: (?:thousand|million|billion))?\b)"
)
"""Any one number, as a pattern for a search that ignores case."""
_ANY = re.compile(
    rf"\d|[{_GLYPH}]|\b(?:{_WORD}|{SCALE}|half|halv|quarter|third|fifth|tenth|twice|thrice|once|double[sd]?|triple[sd]?)"
    r"|fold\b",
    re.I,
)
_POWER_PARTS = re.compile(rf"(?:(?P<front>{DIGITS}) ?[×x·⋅*∙] ?)?10\^? ?\(?(?P<power>[-−–⁻]?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)\)?", re.I)
_MIXED_WORDS = re.compile(
    rf"(?P<whole>\w+) and (?P<part>\w+[- ](?:{'|'.join(sorted(_PARTS, key=len, reverse=True))}))(?: (?P<scale>\w+))?"
)
_RAISES = re.compile(r"[\^⁰¹²³⁴⁵⁶⁷⁸⁹]|[×x·⋅*∙] ?10|\de[-−–+]?\d", re.I)
"""What every power of ten holds."""
_EXPONENTED = re.compile(_EXPONENT, re.I)
_GROUPED = re.compile(rf"(?<=\d)[ {THIN}\u2009\u202f](?=\d{{3}}(?!\d))")


@lru_cache(maxsize=30_000)
def numeric(word: str) -> bool:
    """Whether a word may be, or be part of, a number."""
    return _ANY.search(word) is not None


def raises(text: str) -> bool:
    """Whether `text` may hold a power of ten."""
    return _RAISES.search(text) is not None


def legible(text: str) -> str:
    """`text` with one sort of blank, and raised fractions in plain figures; every character keeps its place.

    A no-break or thin blank between a figure and exactly three more is a thousands separator.
    """
    if text.isascii():
        return text
    text = _POINT.sub("·", _THOUSANDS.sub(THIN, text).translate(_BLANKS))
    return _RAISED_FRACTION.sub(lambda match: match[0].translate(_PLAIN), text)


def value(text: str) -> float:
    """The number that `text` spells: "1,200", "two hundred and fifty", "two and a half".

    Raises:
        ValueError: it spells none.
    """
    if text.isascii() and text.isdigit():
        return float(text)
    words = _GROUPED.sub("", text.strip().lower().replace("·", ".").replace(",", ""))
    if words in {"half", "a half", "one-half", "one half", "a-half"}:
        return 0.5
    if words.startswith("half a ") and words[7:] in SCALES:
        return 0.5 * SCALES[words[7:]]
    if words and (words[-1] in _GLYPHS or "/" in words or "⁄" in words):
        return _fraction(words)
    if _EXPONENTED.fullmatch(words):
        return float(f"{float(words.replace('−', '-').replace('–', '-')):.12g}")
    if _RAISES.search(words) and (power := _POWER_PARTS.fullmatch(words)):
        return _power(power)
    if (mixed := _MIXED_WORDS.fullmatch(words)) is not None:
        return (value(mixed["whole"]) + value(mixed["part"])) * SCALES.get(mixed["scale"], 1.0)
    parts = [p for p in re.split(r"[ -]+", words) if p and p != "and"]
    if len(parts) == 2 and parts[1] in _PARTS:
        return (1.0 if parts[0] in {"a", "an"} else value(parts[0])) / _PARTS[parts[1]]
    return _spelled(parts)


def _fraction(words: str) -> float:
    """ "2 1/2", "1½", "3⁄4"; "11⁄2" without a blank is 1½, for no one sets eleven halves."""
    if words[-1] in _GLYPHS:
        head = words[:-1].strip(" -")
        return (float(head) if head else 0.0) + _GLYPHS[words[-1]]
    whole, _, part = words.replace("-", " ").rpartition(" ")
    top, bottom = part.replace("⁄", "/").split("/")
    if "⁄" in part and not whole and int(top) >= int(bottom) and len(top) > 1:
        whole, top = top[:-1], top[-1]
    if int(bottom) == 0 or ("⁄" in part and int(top) >= int(bottom)):
        raise ValueError(words)
    return (float(whole) if whole else 0.0) + int(top) / int(bottom)


def _power(parts: re.Match[str]) -> float:
    exponent = int(parts["power"].translate(_PLAIN).replace("−", "-").replace("–", "-"))
    return float(f"{value(parts['front']) if parts['front'] else 1.0}e{exponent}")


def _spelled(parts: list[str]) -> float:
    total, current = 0.0, 0.0
    for part in parts:
        if part in SCALES:
            current = (current or 1.0) * SCALES[part]
            if part not in {"hundred", "dozen"}:
                total, current = total + current, 0.0
        elif part in ONES or part in TENS:
            current += ONES.get(part, TENS.get(part, 0))
        elif part in {"mn"}:
            total, current = total + (current or 1.0) * 1e6, 0.0
        elif part not in {"a", "an"}:
            current += float(part.removesuffix("mn")) * (1e6 if part.endswith("mn") else 1.0)
    return total + current
