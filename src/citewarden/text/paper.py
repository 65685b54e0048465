"""The running text of a paper set on pages: paragraphs with the page each stands on.

Lines are put together again: running heads and page numbers are taken out, words broken at a line's end are mended,
raised marks of citations go, exponents stay. The list of references ends the text; tables and figures, of which a PDF
keeps only scattered figures, are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from citewarden.text import identifiers, names, raised, sentences

_RAISED = re.compile(r"\x0e([^\x0f]*)\x0f")
_MARK = re.compile(r"[\d,;\s–−*†‡§¶#-]+|[a-z]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u00a0": " ", "\u00ad": "-"})
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,6}\.?|[IVX]{1,4}\.)\s+")
_HEADINGS = frozenset(
    {
        "abstract", "summary", "introduction", "background", "objective", "objectives", "aim", "aims", "methods",
        "method", "materials and methods", "patients and methods", "methods and materials", "participants", "results",
        "findings", "discussion", "comment", "conclusion", "conclusions", "limitations", "strengths and limitations",
        "statistical analysis", "study design", "outcomes", "interpretation", "results and discussion",
    }
)  # fmt: skip
_ENDS = re.compile(
    r"(?:references?|bibliography|literature(?: cited)?|works cited|literatur(?:verzeichnis)?|références|referencias)"
)
_ENTRY = re.compile(r"(?:\[?\d{1,3}[\].]?\s|[A-ZÀ-Þ][\w'’-]+,? [A-Z])")
_BEHIND = re.compile(
    r"(?:acknowledge?ments?|funding|(?:conflicts?|declarations?) of (?:competing )?interests?|competing interests?|"
    r"author contributions?|contributors|data (?:availability|sharing)(?: statement)?|disclosures?|ethics approval|"
    r"supplementary (?:material|data)|abbreviations|keywords?|key words)"
)
_CAPTION = re.compile(r"(?:table|figure|fig\.?|box|appendix|supplement\w*) ?\d", re.I)
_PAGE_NUMBER = re.compile(r"(?:page\s)?\d{1,5}(?:\s(?:of|/)\s\d{1,5})?", re.I)
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*$")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-$")
_ABOUT = (
    "commenton", "commentaryon", "correctionto", "correctionfor", "correction", "erratumto", "erratum", "replyto",
    "responseto", "corrigendumto", "corrigendum", "retractionof", "retractionnote", "editorialon", "letterregarding",
)  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TOKEN = re.compile(r"[^\W_]+")
_AT_LINE_END = re.compile(r"(?<=\w)-\n(?=[a-z])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SHORTEST, LONGEST = 40, 20_000
"""Fewest characters of a paragraph that is kept, and most before it is cut."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`page` and `last` count the file's pages from 1; `section` is the heading above it, "" if none was told."""

    text: str
    section: str
    page: int
    last: int

    @property
    def locator(self) -> str:
        """ "p. 4", "pp. 4-5"."""
        return f"p. {self.page}" if self.page == self.last else f"pp. {self.page}-{self.last}"


def paragraphs(pages: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of a paper's pages in order, up to its list of references."""
    sheets = _bodies([[_plain(line) for line in page.split("\n")] for page in pages])
    known = Counter(word for lines in sheets for line in lines for word in _WORD.findall(line.lower()))
    out: list[Paragraph] = []
    for each in (part for whole in _joined(sheets, known) for part in whole.by_page()):
        letters = sum(c.isalpha() or c.isspace() for c in each.text)
        if len(each.text) >= SHORTEST and letters >= 0.65 * len(each.text) and not _CAPTION.match(each.text):
            out.append(each)
    return out


def opening(pages: Sequence[str], most: int = 3) -> str:
    """What stands on the first pages, a line a line, without marks; a list of references is no part of it."""
    lines: list[str] = []
    for line in (_plain(line) for page in pages[:most] for line in page.split("\n")):
        if _ENDS.fullmatch(_NUMBERED.sub("", line).rstrip(".: ").casefold()):
            break
        lines.append(line)
    return "\n".join(lines)


def words(text: str) -> list[str]:
    """Words and figures, words broken at a line's end whole."""
    return _TOKEN.findall(_AT_LINE_END.sub("", text))


def years(text: str) -> frozenset[int]:
    """The years printed in a text."""
    return frozenset(map(int, _YEAR.findall(text)))


def own_doi(info: Mapping[str, str]) -> str:
    """The DOI by which a file's own particulars name it, "" if they name none or several."""
    found = {doi for value in info.values() if (doi := identifiers.doi(value))}
    return found.pop() if len(found) == 1 else ""


def dois(text: str) -> frozenset[str]:
    """The DOIs printed in a text, in lower case."""
    return frozenset(f.value.lower() for f in identifiers.find(text) if f.kind == "DOI")


def headed_by(title: str, text: str, *, alone: bool = False) -> bool:
    """Whether `text` prints a title: all of its letters in a row, however it is cased, spaced and broken.

    `alone`: on lines of its own, so that a longer title is not taken for a shorter one. A correction of a work, or a
    comment on it, prints its title too, behind words that say so.
    """
    wanted = names.fold("".join(words(title)))
    lines = [names.fold("".join(words(line))) for line in text.split("\n")]
    ends = set(accumulate(map(len, lines), initial=0))
    held, at = "".join(lines), -1
    while len(wanted) >= 15 and (at := held.find(wanted, at + 1)) >= 0:
        if not held[max(0, at - 30) : at].endswith(_ABOUT) and (not alone or {at, at + len(wanted)} <= ends):
            return True
    return False


def _plain(line: str) -> str:
    """A line without raised marks, exponents in raised figures."""
    line = line.translate(_LIGATURES)
    if "\x0e" in line:
        out, at = "", 0
        for found in _RAISED.finditer(line):
            out += line[at : found.start()]
            at = found.end()
            after = line[at : at + 3]
            held, figures = out[-raised.BEFORE :], found[1]
            exponent = raised.is_exponent(held + figures + after, len(held), len(held) + len(figures))
            out += "" if _MARK.fullmatch(figures) and not exponent else raised.written(out, figures, after)
        line = out + line[at:]
    return " ".join(re.sub(r"[\x0e\x0f]", "", line).split())


def _bodies(sheets: Sequence[list[str]]) -> list[list[str]]:
    """The lines of each page without its running heads, feet and numbers."""
    held = [[line for line in lines if line] for lines in sheets]
    edge = Counter(form for lines in held for form in {_form(line) for line in (*lines[:3], *lines[-3:])})
    least = max(2, min(3, len(held) - 1))
    out = []
    for lines in held:
        last = len(lines)
        out.append(
            [
                line
                for at, line in enumerate(lines)
                if not (
                    (at < 3 or at >= last - 3)
                    and (_PAGE_NUMBER.fullmatch(line) or (edge[_form(line)] >= least and len(line) < 150))
                )
            ]
        )
    return out


def _form(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold()


def _joined(sheets: Sequence[Sequence[str]], known: Counter[str]) -> Iterator[_Run]:
    """Lines put together to paragraphs, over page breaks too."""
    run, reading, width = _Run(""), True, _width(sheets)
    lines = [(number, line) for number, lines in enumerate(sheets, 1) for line in lines]
    for at, (number, line) in enumerate(lines):
        name = _NUMBERED.sub("", line).rstrip(".: ").casefold()
        after = [line for _, line in lines[at + 1 : at + 3]]
        if _ENDS.fullmatch(name) and any(map(_ENTRY.match, after or ["1 "])):
            break
        if name in _HEADINGS or _BEHIND.fullmatch(name):
            yield run
            reading = name in _HEADINGS
            run = _Run(_NUMBERED.sub("", line).rstrip(".: "))
        elif reading and run.ended and _is_heading(line, after, width):
            yield run
            run = _Run(run.section)
        elif reading:
            run.add(line, number, known)
            if (run.ended and len(line) < 0.75 * width) or len(run.text) > LONGEST:
                yield run
                run = _Run(run.section)
    yield run


class _Run:
    """A paragraph while it is put together: its text, and where in it each page begins."""

    def __init__(self, section: str) -> None:
        self.section, self.text = section, ""
        self.starts: list[int] = []
        self.pages: list[int] = []

    @property
    def ended(self) -> bool:
        """Whether it ends with a sentence's end, or has not begun."""
        return not self.text or bool(_SENTENCE_END.search(self.text[-8:]))

    def add(self, line: str, page: int, known: Counter[str]) -> None:
        """Put a line behind it."""
        before = len(self.text)
        self.text = _mended(self.text, line, known) if self.text else line
        if not self.pages or self.pages[-1] != page:
            self.starts.append(min(before, len(self.text)))
            self.pages.append(page)

    def by_page(self) -> Iterator[Paragraph]:
        """What stands on each page; a sentence that runs over the page's end stands by itself."""
        if len(self.pages) == 1:
            yield Paragraph(self.text, self.section, self.pages[0], self.pages[0])
            return
        spans = sentences.split(self.text) if self.pages else []
        for (first, last), group in groupby(spans, key=lambda span: (self._page(span[0]), self._page(span[1] - 1))):
            held = list(group)
            yield Paragraph(self.text[held[0][0] : held[-1][1]], self.section, first, last)

    def _page(self, offset: int) -> int:
        return self.pages[max(0, bisect_right(self.starts, offset) - 1)]


def _is_heading(line: str, after: Sequence[str], width: int) -> bool:
    """Whether a line between two paragraphs is set as a heading is: short, without a stop, before a new sentence."""
    return (
        len(line) < 0.6 * width
        and line[0].isupper()
        and line[-1].isalnum()
        and not any(c.isdigit() for c in line)
        and bool(after)
        and after[0][0].isupper()
        and len(after[0]) > len(line)
    )


def _width(sheets: Sequence[Sequence[str]]) -> int:
    """How long a full line is: shorter ones that end a sentence end a paragraph."""
    lengths = sorted(len(line) for lines in sheets for line in lines if len(line) > 20)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _mended(text: str, line: str, known: Counter[str]) -> str:
    """`text` with the next line behind it; a word broken between them is one again.

    Where the paper has the word both ways, as it has it more often; a compound keeps its hyphen.
    """
    broken = _BROKEN.search(text[-60:])
    if broken is None or not line[:1].isalnum():
        return f"{text}{'' if text.endswith(('-', '–')) and line[:1].isdigit() else ' '}{line}"
    rest = re.match(r"[^\W\d_]*", line)
    end = rest[0] if rest else ""
    if not end or not end[0].islower():
        return text + line
    head = broken[1].lower()
    whole, compound = known[head + end.lower()], known[f"{head}-{end.lower()}"]
    keep = compound > whole or (not whole and head in _COMPOUNDING)
    return (text if keep else text[:-1]) + line


_COMPOUNDING = frozenset(
    {"self", "non", "well", "high", "low", "long", "short", "double", "single", "follow", "age", "dose", "health",
     "cross", "placebo", "evidence", "large", "small", "meta", "half", "full", "time", "first", "second", "random"}
)  # fmt: skip
"""First parts of compounds that are written with a hyphen more often than without."""
