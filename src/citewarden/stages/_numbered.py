"""Marks that are printed as numbers or signs: "[1, 3-5]", "(refs. 2, 3)", "text.¹⁻³", "text.4", "text†"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citewarden.text import raised, symbols

_NUMBER = r"\d{1,3}"
_NUMBERS = (
    rf"{_NUMBER}(?:\s*(?:(?:,\s*)?(?:and|&)\s|[,;，、]|[{raised.DASHES}]|to\s|through\s|thru\s)\s*{_NUMBER}(?!\d))*"
)
_LOCATED = (
    r"(?:[,:]\s?(?P<{name}>(?i:pp?|pages?|ch|chap(?:ter)?s?|secs?(?:tions?)?|§§?|paras?(?:graphs?)?|¶|vols?|notes?|nn?|fn"
    r"|tables?|fig(?:ure|s)?s?|box|app(?:endix)?|suppl|s|kap|tab|abb|cap|art|с|стр|стор)\.?\s?"
    r"\w[\w.–-]*(?<![.–-])))?"
)
_SQUARE = re.compile(
    rf"[\[［【〔]\s*(?P<n>{_NUMBERS})\s*(?:{_LOCATED.format(name='p1')}|:\s?(?P<at>\d{{2,4}}(?:[–-]\d{{1,4}})?))\s*[\]］】〕]"
)
_BRACED = re.compile(
    rf"(?<=[^\W_^])\s?\{{\s?(?P<n>{_NUMBERS})\s?\}}(?=[\s.,;:)]|\Z)|(?<=[\w.,;:!?)\"”’])\s?\[[\^#]\s?(?P<m>{_NUMBERS})\]"
)
"""Numbers in braces behind a word, and in brackets with the sign of a note: "{1,2}", "[^3]", "[#3]"."""
_CARETED = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?)\"”’]))\^[({]?(?P<n>\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)[)}]?\^?(?=[\s.,;:!?)]|\Z)"
)
"""What markup left of a raised mark: "people^1^", "people.^2"."""
_SEVERAL = re.compile(
    rf"\[(?P<n>{_NUMBER}{_LOCATED.format(name='p3')}(?:\s?;\s?{_NUMBER}{_LOCATED.format(name='p4')}){{1,9}})\]"
)
"""Several with a place: "[1, p. 12; 4]"."""
_ROUND = re.compile(
    rf"[(（](?P<n>{_NUMBER}(?:\s?[,;，、{raised.DASHES}]\s?{_NUMBER})*){_LOCATED.format(name='p2')}[)）]"
)
_PART = re.compile(rf"\[(?P<n>{_NUMBER}[a-h](?:\s?[,;]\s?{_NUMBER}[a-h]?){{0,9}}){_LOCATED.format(name='p5')}\]")
"""Works by the letter they bear under one number: "[1a]", "[2b, 4]"."""
_SPELT = re.compile(
    r"(?:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|type|grade|stage|phase|step|table|figure"
    r"|level|group|class|no\.?)|(?<!\d)\d{1,3}|[.\d]{5}|[^\w\s)%])\s?\Z",
    re.IGNORECASE,
)
"""What a number in brackets belongs to that is no mark: "two (2) tablets", "type (2)"."""
_CALL = r"(?:[A-Za-z]|[ivxl]{2,6}|[IVXL]{2,6}|[A-Za-z]{1,14}\+?[ -]?\d{1,4}[a-z]?)"
_LETTERED = re.compile(
    rf"(?<=\S)\s?(?:\[({_CALL}(?:[,;]\s?{_CALL}){{0,9}}){_LOCATED.format(name='place')}\]|\(([A-Za-z]|[ivxl]{{1,6}})\)(?=[.,;])"
    r"|(?<=[.!?])\(([A-Za-z])\)(?=\s+[A-ZÀ-Þ“\"]|\s*\Z))"
)
"""A mark by what entries are called that have no numbers: "[a]", "[ii]", "[R1, R2]", "[Roe12]", "(iv)." """
_PARTS = r"\d{1,4}[A-Za-z]?(?:\.\d{1,4}){0,3}(?:\(\w{1,5}\)){0,4}"
_CLAUSE = re.compile(
    r"(?:\b(?:articles?|arts?\.|(?:sub)?sections?|secs?\.|ss?\.|regulations?|regs?\.|(?:sub)?paragraphs?|paras?\.?|clauses?|rules?"
    r"|schedules?|chapters?|parts?|annex|appendix|acts?|code|directive|CFR|U\.?S\.?C\.?)|§)\s?§{0,2}\s?"
    rf"{_PARTS}(?:(?:,\s|,?\s(?:and|or|to)\s|\s?–\s?){_PARTS}){{0,9}}\Z",
    re.IGNORECASE,
)
"""The number of a clause, whose own parts stand in brackets glued to it: "article 9(1)", "sections 5(2) and 7(3)"."""
_FAR = 160
_BESIDE = re.compile(rf"\s?[-–—]?\s?\({_NUMBER}\)")
"""The rest of "(1)–(3)" or "(1) (2)"."""
_BEHIND = re.compile(r"\S\s?\Z")
_DIALLED = re.compile(r"[\s-]?\d{3,4}[\s.-]\d{3,4}\b")
"""The rest of a telephone number, behind the code in brackets that it begins with."""
_NEXT_SENTENCE = re.compile(r"\s+[A-ZÀ-Þ“\"]|\s*\Z")
_FIGURE = re.compile(r"[\d¹²³⁰⁴⁵⁶⁷⁸⁹]")
_WORDED = re.compile(
    r"(?P<open>[(\[]\s*(?:(?:see|cf\.?|reviewed in|from|in|e\.g\.,?)\s+(?:also\s+)?)?)?(?<![\w-])"
    r"(?:[Rr]efs?\b\.?|[Rr]eferences?|[Ss]ources?|[Cc]itations?):?\s?(?:[Nn]os?\.?\s?|[Nn]umbers?\s|#\s?)?"
    rf"(?P<n>{_NUMBERS})(?![\d%°]|\.\d|[\w-]|\s?(?:%|mg|mcg|µg|g|kg|mL|ml|IU|mmol|years?|days?)\b)(?P<close>\s*[)\]])?"
)
_NOTED = re.compile(
    rf"[(\[]\s*(?:see\s+)?(?:foot|end)?notes?\.?\s(?:nos?\.?\s)?(?P<n>{_NUMBERS})\s*[)\]]", re.IGNORECASE
)
_WORDS = re.compile(r"(?:[Rr]ef|[Ss]ource|[Cc]itation)[a-z]{0,9}[.:]?\s?(?:[Nn][ou]|#|\d)")
_SEEN = re.compile(
    rf"(?:[(\[]\s*(?:[Ss]ee|[Cc]f\.?|[Rr]eviewed\sin)(?:\salso)?|\[\s*(?:e\.\s?g\.,?|for\sexample,?|i\.\s?e\.,?))\s(?P<n>{_NUMBERS})\s*[)\]]"
)
_RAISED = re.compile(r"[¹²³⁰⁴⁵⁶⁷⁸⁹]+(?:(?:, |[⁻⁾,;˒\s–-])?[¹²³⁰⁴⁵⁶⁷⁸⁹]+)*(?![⁄/∕][\d₀-₉])")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_FLAT = re.compile(r"(?<=[a-zß-ÿ)”’\"%])[.,;:!?](?P<n>\d{1,3}(?:[,–-]\d{1,3})*)(?=\s|$)")
_BEHIND_FIGURE = re.compile(r"(?<=\d)\.(?P<n>\d{1,3}(?:[,–-]\d{1,3})*)(?=\s+[A-ZÀ-Þ“\"]|\s*\Z)")
"""The marks behind a sentence that ends in a figure, or its decimals where no full stop follows them."""
_SHORTENED = re.compile(
    r"(?<![\w.])(?:figs?|pp?|nos?|vols?|ver|v|secs?|chs?|tabs?|eqs?|refs?|eds?|ca|approx|arts?|paras?|ops?|nr|cf|vs|"
    r"apps?|st|dr)\Z",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(?:CI|IQR|SD|SE|ranges?|interval|median|mean|aged?)\b[\s:,=]*\Z|(?P<value>\d{1,9}(?:\.\d{1,9})?)\s?%?\s?\Z"
)
_MEASURED = re.compile(r"\s?(?:%|mg|mcg|µg|g|kg|mL|ml|IU|mmol|years?|days?|hours?|weeks?)\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """A mark by its form: where it stands in its block, the numbers or the sign it prints, a page."""

    start: int
    end: int
    keys: tuple[str, ...]
    form: str
    locator: str = ""


_LONGEST = 9
"""Figures in the number of a source at most."""


def numbers(printed: str) -> list[str]:
    """["3", "4", "5", "8"] of "3-5,8" or "3 through 5 and 8"; [] if a range runs backwards, or what is too long."""
    out: list[str] = []
    for part in re.split(r"[,;，、&)）]|\band\b", printed):
        ends = re.findall(r"\d+", part)
        if not ends:
            continue
        if max(map(len, ends)) > _LONGEST:
            return []
        first, last = int(ends[0]), int(ends[-1])
        if last < first or last - first > 30:
            return []
        out.extend(str(n) for n in range(first, last + 1))
    return out


def find(body: str) -> Iterator[Printed]:
    """Every mark of `body` that numbers or signs print, by form, whether or not anything answers to it."""
    for match in _LETTERED.finditer(body):
        yield Printed(
            match.start(),
            match.end(),
            tuple(re.split(r"[,;]\s?", next(filter(None, match.group(1, 3, 4))))),
            "lettered",
            match["place"] or "",
        )
    if _FIGURE.search(body):
        yield from _bracketed(body)
        yield from _worded(body)
        yield from _risen(body)
        for match in _FLAT.finditer(body):
            if not _SHORTENED.search(body, max(0, match.start() - 8), match.start()):
                yield from _printed(match.start("n"), match.end(), match["n"], "flat")
        for match in _BEHIND_FIGURE.finditer(body):
            yield from _printed(match.start("n"), match.end(), match["n"], "figure")
    for sign in symbols.marks(body):
        yield Printed(sign.start, sign.end, (sign.symbol,), "sign")


def place(words: str) -> str:
    """The place that a mark of one number prints behind it: "p. 26" of "[4, p. 26]"."""
    found = _bracketed(words if words[:1] == "[" else f"[{words}]")
    return next((one.locator for one in found if len(one.keys) == 1), "")


def _printed(start: int, end: int, words: str, form: str, locator: str = "") -> Iterator[Printed]:
    keys = numbers(words)
    if keys:
        yield Printed(start, end, tuple(keys), form, locator)


def _bracketed(body: str) -> Iterator[Printed]:
    for match in _SQUARE.finditer(body):
        if not _is_range(body, match):
            yield from _printed(match.start(), match.end(), match["n"], "bracket", match["p1"] or match["at"] or "")
    for match in _SEVERAL.finditer(body):
        if match["p3"] or match["p4"]:
            keys = [re.match(r"\d+", part.strip()) for part in match["n"].split(";")]
            yield Printed(match.start(), match.end(), tuple(key[0] for key in keys if key), "bracket")
    for match in _PART.finditer(body):
        each = tuple(re.findall(r"\w+", match["n"]))
        yield Printed(match.start(), match.end(), each, "bracket", match["p5"] or "")
    for match in _BRACED.finditer(body) if "{" in body or "[^" in body or "[#" in body else ():
        yield from _printed(match.start(), match.end(), match["n"] or match["m"], "braced")
    for match in _CARETED.finditer(body) if "^" in body else ():
        if raised.is_mark(body[max(0, match.start() - raised.BEFORE) : match.start()], match["n"]):
            yield from _printed(match.start(), match.end(), match["n"], "careted")
    rounded = [match for match in _ROUND.finditer(body) if not _DIALLED.match(body, match.end())]
    counts = _counts(body, rounded)
    for match in rounded:
        behind = _BEHIND.search(body, max(0, match.start() - 2), match.start())
        if not behind or _is_range(body, match) or _MEASURED.match(body, match.end()):
            continue
        if behind[0].isdigit() and _CLAUSE.search(body, max(0, match.start() - _FAR), match.start()):
            continue
        closes = not counts and behind[0][0] in ".!?" and _NEXT_SENTENCE.match(body, match.end())
        goes_on = not counts and _BESIDE.match(body, match.end()) is not None
        ends = closes or goes_on or body[match.end() : match.end() + 1] in ".,;"
        if ends or match["p2"] or len(numbers(match["n"])) > 1:
            yield from _printed(behind.start() + 1, match.end(), match["n"], "round", match["p2"] or "")
        elif not counts and not _SPELT.search(body, max(0, match.start() - 12), match.start()):
            yield from _printed(
                behind.start() + 1, match.end(), match["n"], "share" if behind[0][0] == "%" else "inner"
            )


def _counts(body: str, rounded: Sequence[re.Match[str]]) -> bool:
    """Whether numbers in round brackets count what follows each ("Do this. (1) Wash. (2) Dry.")."""
    said = [match["n"] for match in rounded]
    if not said or body.startswith(rounded[0][0]):
        return True
    return (
        len(said) > 1 and said == [str(n) for n in range(1, len(said) + 1)] and rounded[-1].end() < len(body.rstrip())
    )


def _is_range(body: str, match: re.Match[str]) -> bool:
    """Whether the brackets hold a range of values: "CI [1-3]", "IQR (1, 3)", "2.1 [1, 3]", but not "at 50 [1, 3]"."""
    two = re.fullmatch(r"(\d+)\s*(?:[-–—,;]|to|through)\s*(\d+)", match["n"])
    if not (two or re.search(r"\d\s*[-–—]|to|through", match["n"])):
        return False
    before = _RANGE.search(body, max(0, match.start() - 16), match.start())
    if before and before["value"] and two and (body[match.start()] == "[" or "," in match["n"]):
        return int(two[1]) <= float(before["value"]) <= int(two[2])
    return before is not None


def _worded(body: str) -> Iterator[Printed]:
    if _WORDS.search(body):
        for match in _WORDED.finditer(body):
            whole = match["open"] and match["close"]
            start = match.start() if whole or not match["open"] else match.end("open")
            end = match.end() if whole or not match["close"] else match.start("close")
            yield from _printed(start, end, match["n"], "worded")
    for match in _NOTED.finditer(body):
        yield from _printed(match.start(), match.end(), match["n"], "noted")
    for match in _SEEN.finditer(body):
        yield from _printed(match.start(), match.end(), match["n"], "seen")


def _risen(body: str) -> Iterator[Printed]:
    for match in _RAISED.finditer(body):
        signed = body[match.start() - 1 : match.start()] == "⁻"
        start = max(match.start(), raised.exponent_end(body, match.start() - signed))
        words = re.sub(r"\s", ",", body[start : match.end()].translate(_RAISED_DIGITS))
        yield from _printed(start, match.end(), words, "raised")
