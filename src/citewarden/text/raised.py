"""Raised figures that are no citation marks: exponents of units and powers of ten, fractions, statistics and ions.

"kg/m²", "10³ cells", "cm⁻³", "R² = 0.8", "Ca²⁺" and "¹³C-urea" raise figures as a citation mark does. What stands
around the figure tells them apart; whether a source list has an entry of that number does not.
"""

from __future__ import annotations

import re

FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
"""Raised figures and signs to plain ones."""

BEFORE = 24
"""Characters in front of a raised figure that may tell what it is."""
_APART = re.compile(r"(?<=\d)\s+(?=\d)")
DASHES = "‐‑‒–—−~～-"
"""What stands in a range of numbers, for a class of characters in a pattern."""
NUMBERS = re.compile(
    rf"[\[(［（]?\s*\d{{1,3}}(?:(?:[)）]?\s*[,;，、{DASHES}]\s*|[)）]|\s)\d{{1,3}})*\s*[\])］）]?[,.]?"
)
"""The words of a mark: "3", "[1,2]", "4-6", "1)2", "1 2"."""
_PLACE = re.compile(
    rf"\s?\((pp?\.?\s?[\w,\s{DASHES}]{{1,30}}|(?:[Tt]ab(?:le)?|[Ff]ig(?:ure)?|[Bb]ox|[Cc]h(?:ap(?:ter)?)?|[Ss]ec(?:tion)?"
    r"|[Aa]pp(?:endix)?|e[Tt]able|e[Ff]ig(?:ure)?)s?\.?\s?\w{1,6})\)"
)
"""The place in the work that a mark gives: "1(p572)", "2,3(pp786,790)", "2(Table 3)"."""
_CLOSED = re.compile(rf"[)）]\s*(?=[{DASHES}])")
"""What closes the first number of "1)–3)"."""
_STARRED = re.compile(r"[*＊※](?=\d{1,3}(?!\d))")
"""What Japanese pages set before the number of a note: "*1,*4", "※2"."""
LETTERS = re.compile(r"(?:[a-z]|[ivx]{2,5})(?:[,;]\s?(?:[a-z]|[ivx]{2,5})){0,5}")
"""The words of a mark by letters, as stand in tables, or by small Roman numbers: "a", "a,b", "ii"."""
_SHORTENED = re.compile(r"(?:(?<![\d.,])\d{1,4}|(?<![^\W_])(?:n|[A-ZÀ-Þ]{1,7}|[A-ZÀ-Þ][a-z]))\Z")
"""What a last letter is raised behind that is no mark: "2e", "XXe", "no", "Dr"."""
_RUN = re.compile(r"[⁻⁺−–+-]?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d+)")
_SIGNED = re.compile(r"[⁻−-]\d{1,2}\Z|⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}\Z")
_LENGTH = re.compile(
    r"(?:[\d½¼¾)\]] ?|[/·⋅×*(] ?|(?<![^\W_])(?:per|in|of|by|a|square|cubic|kg|g|mg|µg|μg|N|W|J|IU|mU) )"
    r"(?:[dcmkµμn]?m|ft|in|yd|mi)\Z"
)
"""A unit of length as a symbol: spelt out ("5 miles²") it takes no exponent."""
_TIME = re.compile(r"[\w)]/(?:s|sec|min|h)\Z")
_FRACTION = re.compile("[⁄∕/][0-9₀-₉]")
"""What follows the raised figure of a fraction: "¹⁄₂"."""
_TEN = re.compile(r"(?<![\d.,:/-])10\Z")
_COUNTED = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine))\s(?:in|of|out\sof)\s\d[\d,]{0,9}\Z", re.IGNORECASE
)
"""How many of how many: what is raised behind "1 in 10" is no exponent, be it small."""
_ANOTHER = re.compile(r"[,;˒⁾][⁰¹²³⁴⁵⁶⁷⁸⁹]")
_STATISTIC = re.compile(r"(?<![^\W_])(?:[RrIχηΧ]|chi|tau|τ)\Z")
_WORD = re.compile(r"[A-Za-zµμ%°]\Z")
_CHARGE = re.compile(r"[⁺⁻+](?![⁰¹²³⁴⁵⁶⁷⁸⁹])")
_ION = re.compile(r"(?<![^\W_])(?:Ca|Mg|Fe|Zn|Cu|Mn|Al|Cr|Co|Ni|Pb|Hg|Sr|Ba|Cd)\Z")
_ELEMENT = re.compile(
    r"m?(?:[CFINOHPSKYU]|Tc|Ga|Lu|In|Sr|Rb|Xe|Cs|Ra|Co|Mo|Cu|Zr|Cr|Fe|Th|Am|Na|Kr|Sm|Re|At|Ac)(?![a-z])"
)

_STOP = re.compile(r"[.,;:!?)\]”\"'’%]\Z")
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]+\Z")
_LONG = re.compile(r"[^\W\d_]{4}\Z")
_UNIT = re.compile(
    r"(?:[dcmkµμn]?m|ft|in|yd|mi|sq|[mk]?g|mcg|[mdµμ]?[lL]|s|sec|min|h|hr|mol|kcal|IU|mU|[mk]?(?:Pa|Hz|[WJNV])|cal)\Z"
)
_FORMULA = re.compile(r"(?:CO|CD|PM|NO|SO|HCO|PO|NH|IL|CH|[A-Z][a-z]?)\Z")
"""What takes a lowered or raised figure of its own: "CO2", "CD4", "Zn"."""
_LETTERED = re.compile(r"(?i:vitamins?|hepatitis|influenza|group|type|category|grade|class|(?:and|or|,)) [A-Z]\Z")
_NAMED = re.compile(r"(?<![^\W_])(?!x10)[^\W\d_]+-?\d{1,2}\Z|(?<![\d.,])(?:19|20)\d\d\Z", re.IGNORECASE)
"""A name or a year that ends in figures: "COVID-19", "B12", "in 2019"."""
_LENGTH_WORD = re.compile(
    r"\b(?:square|cubic)?\s?(?:milli|centi|kilo|micro)?(?:met(?:er|re)|inch|foot|feet|yard|mile)(?:e?s)?\Z",
    re.IGNORECASE,
)


def exponent_end(text: str, start: int) -> int:
    """Where the exponent, charge or mass number that begins at `start` ends; `start` itself if none begins there.

    `start` is the offset of the first raised character, be it "²" or a plain "2" that the file's markup raises. Figures
    left over after the returned offset may be a mark: in "kg/m²³" the exponent is "²", the mark "³".
    """
    run = _RUN.match(text, start)
    if run is None:
        return start
    if _FRACTION.match(text, run.end()):
        return run.end()
    before = text[max(0, start - BEFORE) : start]
    if _SIGNED.match(run[0]):
        return run.end() if _WORD.search(before) or _TEN.search(before) else start
    if _CHARGE.match(text, run.end()) and (_ION.search(before) or text[run.end()] != "+"):
        return run.end() + 1 if _WORD.search(before) else start
    first = run[0][0].translate(FIGURES)
    if _TEN.search(before) and not _ANOTHER.match(text, run.end()):
        return start if run[0].translate(FIGURES) in ("1", "2", "3") and _COUNTED.search(before) else run.end()
    if first in "23" and (_LENGTH.search(before) or _TIME.search(before)):
        return start + 1
    if first == "2" and len(run[0]) == 1 and _STATISTIC.search(before):
        return run.end()
    unattached = not before or before[-1] in " \n\u00a0([-–/"
    if unattached and _ELEMENT.match(text, run.end()) and (len(run[0]) > 1 or run[0] in "²³"):
        return run.end()
    return start


def is_exponent(text: str, start: int, end: int) -> bool:
    """Whether all of the raised figures in `text[start:end]` belong to a unit, a power, an ion or an isotope."""
    return end > start and exponent_end(text, start) >= end


def called(before: str, words: str) -> str:
    """What is called by `words`, which markup raises behind `before`: "1,2", "a"; "" if they are no mark."""
    words = _STARRED.sub("", _PLACE.sub("", words.strip()))
    inner = _CLOSED.sub("", _APART.sub(",", words.strip("[]().,;［］（） ")))
    if LETTERS.fullmatch(inner):
        return "" if inner in "eorstnd" and _SHORTENED.search(before) else inner
    return inner if NUMBERS.fullmatch(words) and is_mark(before, words) else ""


def place(words: str) -> str:
    """The place in the work that a raised mark gives ("p572" of "1(p572)"), "" if none or more than one."""
    found = _PLACE.findall(words)
    return str(found[0]) if len(found) == 1 else ""


def is_mark(before: str, figures: str) -> bool:
    """Whether `figures`, which markup raises behind `before` (at least `BEFORE` characters of the line, if it has so
    many), can be a mark: they hang on a word, a name or a stop, not on a unit, a symbol or a number."""
    before = before.rpartition("\n")[2].rstrip()
    squares = figures in ("2", "3")
    if _STOP.search(before):
        return True
    if _LONG.search(before):
        return not (squares and _LENGTH_WORD.search(before))
    word = _LETTERS.search(before)
    if word is None:
        return (_NAMED.search(before) or _COUNTED.search(before)) is not None
    if _LETTERED.search(before):
        return True
    if len(word[0]) == 1 or _FORMULA.match(word[0]):
        return False
    return not (squares and _UNIT.match(word[0]))


_TO_RAISED = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_FIGURED = re.compile(r"[-−–+]?\d{1,3}[+-]?")
_LISTED = re.compile(r"\d{1,3}(?:[,;–-] ?\d{1,3}){0,9}")


def written(before: str, words: str, after: str = "") -> str:
    """`words`, which markup raises between `before` and `after`, as they stand in a text without markup.

    Figures of an exponent become raised figures ("10" with "15" raised is "10¹⁵", not 1015), as many characters as they
    were, and so do all that stand behind a figure ("fell to 20" with a mark "2" raised is no 202). Letters of a mark
    stand in brackets behind a word or a figure ("8 mg" with a mark "a" raised is no "mga"). All else stays as it is.
    """
    held = before[-BEFORE:]
    if LETTERS.fullmatch(words):
        return f"[{words}]" if held[-1:].strip() and called(held, words) else words
    if held[-1:].isdigit() and _LISTED.fullmatch(words):
        return words.translate(_TO_RAISED)
    if not _FIGURED.fullmatch(words):
        return words
    return (
        words.translate(_TO_RAISED) if is_exponent(held + words + after, len(held), len(held) + len(words)) else words
    )
