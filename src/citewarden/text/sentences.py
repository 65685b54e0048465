"""Sentences of medical prose, as ranges of code points.

Full stops that end no sentence are common there: doses ("0.5 mg"), "e.g.", "vs.", "et al.", initials ("J. Smith"),
names of bacteria ("E. coli"), journal names, clock times, numbered items. A split needs a stop, then space, then
something a sentence can start with; known abbreviations and initials never split. Brackets and quotation marks that
close after the stop belong to the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

_END = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]+)(?P<close>[\"'”’)\]]*)"
    r"(?P<mark>(?:\s?\[\d[\d,;–\- ]*(?:(?:to|through|and) \d+)?\])+(?=\s|\Z)"
    r"|(?:\[\^?[\w*†‡:@-]{1,24}\])+(?=\s|\Z)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+(?:[⁻,˒–-][¹²³⁴⁵⁶⁷⁸⁹⁰]+)*|[†‡§¶‖]{1,2}|\*{1,3}"
    r"|(?:\^\d[\d, –-]*\^)+(?=\s|\Z)"
    r"|\s?\(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\)(?=\s+[A-Z“\"]|\Z)"
    r"|(?:(?<!\d\.)|(?=\S{1,20}\s+[A-Z][a-z]{2}))\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z“\"]|\Z)"
    r")?(?P<space>\s+|\Z)"
)
_FIGURE_STOP = re.compile(r"\d%?[.!?]\s?\Z")
_BEGINS = re.compile(r"\s+[A-ZÀ-Þ“\"(]")
_NEVER = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "vs",
        "cf",
        "etc.",
        "al",
        "ca",
        "approx",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "fig",
        "figs",
        "eq",
        "ref",
        "refs",
        "no",
        "nos",
        "vol",
        "pp",
        "p",
        "para",
        "ed",
        "eds",
        "dept",
        "univ",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "sp",
        "spp",
        "subsp",
        "var",
        "resp",
        "incl",
        "excl",
        "min",
        "max",
        "avg",
        "est",
        "tel",
        "ext",
        "gen",
        "rev",
        "hon",
        "gov",
        "messrs",
        "mt",
        "viz",
        "op",
        "bros",
        "mlle",
        "mme",
    ]
)
_DEGREES = frozenset(["phd", "md", "do", "rn", "bsc", "msc", "mph", "rd", "np", "pa", "dds", "facp", "jr", "sr"])
"""What stands behind a name: a sentence may end there, but a name may also go on."""
_TITLES = frozenset(["dr", "mr", "mrs", "ms", "prof", "st", "mt", "rev", "hon", "gov", "gen", "messrs", "mme", "mlle"])
_SOMETIMES = frozenset(
    [
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "a.m",
        "p.m",
        "ph.d",
        "m.d",
        "d.c",
        "n.d",
        "hr",
        "hrs",
        "mg",
        "ml",
        "kg",
        "oz",
        "lb",
        "lbs",
        "tsp",
        "tbsp",
    ]
)
_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "it",
        "they",
        "he",
        "she",
        "we",
        "you",
        "i",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "when",
        "while",
        "if",
        "as",
        "although",
        "though",
        "because",
        "since",
        "after",
        "before",
        "during",
        "however",
        "but",
        "and",
        "or",
        "so",
        "some",
        "many",
        "most",
        "all",
        "several",
        "both",
        "other",
        "others",
        "people",
        "patients",
        "symptoms",
        "treatment",
        "there",
        "here",
        "what",
        "how",
        "who",
        "why",
        "where",
        "which",
        "your",
        "our",
        "their",
        "its",
        "his",
        "her",
        "no",
        "not",
        "each",
        "every",
        "one",
        "two",
        "three",
        "according",
        "also",
        "then",
        "next",
        "now",
        "today",
        "later",
        "once",
        "until",
        "unless",
        "only",
        "even",
        "still",
        "yet",
        "thus",
        "therefore",
        "instead",
        "more",
        "less",
        "few",
        "another",
        "such",
        "taking",
        "using",
        "doctors",
        "researchers",
        "studies",
        "research",
        "children",
        "adults",
        "women",
        "men",
        "babies",
    ]
)
_OPENING_QUOTE = re.compile(r"[“\"‘][A-Z]")
_NUMBERED = re.compile(
    r"(?:\b[A-Z]{2,6}|\b(?i:charity|company|registration|registered|registry|order|lot|batch|model|serial|item"
    r"|licen[cs]e|reference|catalogue|catalog|protocol|patent|permit|room|study|project|grant|file|case|member|policy|account"
    r"|publication|report)) no\Z"
)
"""What bears a number: its "no." is no answer and ends no sentence."""
_STOPPED = re.compile(r"(?P<word>[^\s(\[]{0,20})[.!?][\"”’)\]]{0,3}\s+\Z")
"""What stands before a work that is named by its key and begins a sentence: "... helps. roe2016 found"."""
_FIGURE = re.compile(r"\d\s?\Z")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"'‘/]+\Z")


def split(text: str, *, offset: int = 0) -> list[tuple[int, int]]:
    """(start, end) of every sentence of `text` without the white space around it, `offset` added to both."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() < len(text) and not _splits(text, match):
            continue
        end = match.end("mark") if match["mark"] else match.end("close")
        _add(spans, text, start, end, offset)
        start = match.end()
    _add(spans, text, start, len(text), offset)
    return spans


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """`split` as a tuple."""
    return tuple(split(text))


def parted(text: str, found: Sequence[tuple[int, int]], marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences `found`, each cut behind the citation marks in it that stand behind a figure's full stop, where
    they look like decimals ("over 70.1 It raised"), and before those that begin a sentence with a small letter, as a
    key does ("It helps. roe2016 found")."""
    marks = list(marks)
    cuts = sorted(end for start, end in marks if _FIGURE_STOP.search(text, max(0, start - 3), start))
    keys = {start for start, _ in marks if text[start : start + 1].islower() and _stops(text, start)}
    found = _cut_before(text, found, sorted(keys)) if keys else found
    found = _behind(text, found, dict(marks))
    out: list[tuple[int, int]] = []
    for start, end in found:
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
            if _BEGINS.match(text, cut, end):
                out.append((start, cut))
                start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
        out.append((start, end))
    return out


def _behind(text: str, found: Sequence[tuple[int, int]], marks: Mapping[int, int]) -> list[tuple[int, int]]:
    """The sentences, each with the numbers of sources that a blank sets off from its full stop ("It helps. 1 It is
    new."): they are no words of the next."""
    out: list[tuple[int, int]] = []
    for start, end in found:
        stop = marks.get(start, start)
        while stop in marks:
            stop = marks[stop]
        number = stop > start and text[start] != "(" and not any(map(str.isalpha, text[start:stop]))
        if out and number and _BEGINS.match(text, stop, end):
            out[-1] = (out[-1][0], stop)
            start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
        out.append((start, end))
    return out


def _stops(text: str, at: int) -> bool:
    """Whether a sentence ends right before `at`."""
    before = _STOPPED.search(text, max(0, at - 28), at)
    return before is not None and before["word"].lower().rstrip(".") not in _NEVER


def _cut_before(text: str, found: Sequence[tuple[int, int]], places: Sequence[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in found:
        for at in places[bisect_right(places, start) : bisect_left(places, end)]:
            out.append((start, start + len(text[start:at].rstrip())))
            start = at
        out.append((start, end))
    return out


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int, offset: int) -> None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    body = piece.strip()
    if body:
        spans.append((offset + start + lead, offset + start + lead + len(body)))


def _splits(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 40]
    first = after.lstrip("\"'“‘([")[:1]
    if not first:
        return True
    if not (first.isupper() or first.isdigit() or first in "•–—-*" or not first.isascii()):
        return False
    if match["stop"] != ".":
        return not (match["stop"].startswith("..") and first.islower())
    found = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    word = found.group().rstrip(".") if found else ""
    low = word.lower().strip("([")
    if match["close"] and match["close"][0] in ")]":
        return True
    if low in _TITLES:
        return not word[1:].islower()
    if low in {"no", "nos", "fig", "figs", "vol", "art", "ext", "op"}:
        answered = (
            word.islower() and low == "no" and not _NUMBERED.search(text, max(0, match.start() - 40), match.start())
        )
        return not re.match(r"[\s\"'“(]*[\dA-Z]?\d", after) or answered
    if low == "min" and first.isupper() and _FIGURE.search(text, max(0, match.start() - 12), match.start() - 3):
        return True  # "for 30 min. A total of ..."
    if low in _NEVER and not (len(word) > 2 and word.isupper() and first.isupper()):  # "DEC" is no month
        return False
    degree = low in _DEGREES and word[:1].isupper()
    if degree and (_OPENING_QUOTE.match(after) or text[: match.start() - len(word)].endswith(", ")):
        return True
    next_word = re.match(r"[A-Za-z']+", after.lstrip("\"'“‘(["))
    starts = bool(next_word) and next_word.group().lower() in _STARTERS  # type: ignore[union-attr]
    if degree:
        return starts
    if low in _SOMETIMES:
        return starts or low in {"etc", "n.d", "mg", "ml", "kg", "oz", "lb", "lbs", "hr", "hrs"}
    if re.fullmatch(r"[A-Z](?:\.[A-Z])*", word):  # initials, "E. coli", "vitamin D."
        before = text[: match.start() - len(word)].rstrip().rsplit(None, 1)[-1:]
        named = bool(before) and before[0].lower().strip("(") in {
            "vitamin",
            "hepatitis",
            "type",
            "group",
            "class",
            "influenza",
            "factor",
            "protein",
            "c",
            "and",
        }
        return named or starts or _OPENING_QUOTE.match(after) is not None
    begins = match.start() - len(word)
    item = re.fullmatch(r"\(?\d{1,2}", word) and text[max(0, begins - 1) : begins] in {"", "\n"}
    return not item
