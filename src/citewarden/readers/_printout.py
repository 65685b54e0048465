"""Printouts as text: page numbers and running heads interrupt what they stand in, and addresses break at line ends."""

from __future__ import annotations

import re
from collections import Counter

_PAGE = re.compile(
    r"[ \t\f]*(?:[-–—][ \t]*)?(?:page[ \t]+\d{1,4}(?:[ \t]*(?:of|/)[ \t]*\d{1,4})?|\d{1,4}[ \t]+of[ \t]+\d{1,4}"
    r"|[-–—][ \t]*\d{1,4}[ \t]*[-–—])[ \t]*(?:[-–—][ \t]*)?",
    re.IGNORECASE,
)
"""A line that says its page and nothing else: "Page 3 of 4", "3 of 4", "- 3 -"."""
_FOOT = re.compile(
    r"\f?\S[^\n]{0,120}[ \t]{3,}(?:page[ \t]+\d{1,4}|(?:page[ \t]+)?\d{1,4}[ \t]+of[ \t]+\d{1,4})[ \t]*", re.IGNORECASE
)
"""A page's foot or head that says more beside its number: "Example Trust      Hives leaflet      2 of 3"."""
_HINT = re.compile(r"page[ \t]{1,9}\d|\d[ \t]{1,9}of[ \t]{1,9}\d|[-–—][ \t]{0,9}\d{1,4}[ \t]{0,9}[-–—]", re.IGNORECASE)
"""What every page line holds."""
_OPEN = re.compile(r"(?:10\.\d{4,9}/|https?://)[^\s]{0,200}(?=\n[ \t])")
"""A DOI or an address that reaches to the end of its line, with an indented line after it."""
_TWO_SIDED = re.compile(r"\S(?:[^\s]| (?! ))*[ \t]{4,}\S(?:[^\s]| (?! ))*")
"""Words at the left margin and words at the right one."""
_FIGURES = re.compile(r"\d+")
_ENDED = (".", "!", "?", ":", ";")

SourceMap = tuple[tuple[int, int, int], ...]


def unbroken(text: str) -> tuple[str, SourceMap]:
    """`text` without its page lines, and the (text start, file start, length) runs of it that are left.

    A line beside a page line that stands beside another one too is a running head and goes with it. Where a page line
    interrupts a sentence, the blank lines around it go as well. The indent of a line that goes on with a DOI or an
    address goes too.
    """
    if not _HINT.search(text) and "\f" not in text and not _OPEN.search(text):
        return text, ((0, 0, len(text)),)
    lines = text.split("\n")
    pages = {i for i, line in enumerate(lines) if _PAGE.fullmatch(line)}
    pages |= {i for i, line in enumerate(lines) if _FOOT.fullmatch(line) and _at_edge(lines, i)}
    gone = set(pages)
    beside = {j: _FIGURES.sub("", lines[j]).strip() for i in pages for j in _neighbours(lines, i)}
    times = Counter(beside.values())
    gone |= {j for j, words in beside.items() if times[words] > 1 and len(words) < 90}
    gone |= {j for j in beside if _heads(lines, j)}
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    gone |= {j for j, words in beside.items() if j > first and words == lines[first].strip()}  # the title once more
    for i in sorted(pages):
        gone |= _gap(lines, gone, i)
    return _kept(lines, gone)


def _at_edge(lines: list[str], index: int) -> bool:
    """Whether a line is the first or the last one of its page."""
    after = [line for line in lines[index + 1 : index + 4] if line.strip(" \t\n")][:1]
    return lines[index].startswith("\f") or any(line.startswith("\f") for line in after)


def _heads(lines: list[str], index: int) -> bool:
    """Whether a line at the top of a page is a running head: set at both margins, and nothing goes on in columns."""
    if not lines[index].startswith("\f") or not _TWO_SIDED.fullmatch(lines[index].strip()):
        return False
    after = next((line.strip() for line in lines[index + 1 : index + 4] if line.strip()), "")
    return not _TWO_SIDED.fullmatch(after)


def _neighbours(lines: list[str], index: int) -> list[int]:
    """The next lines with words above and below a page line, across at most two blank ones."""
    out = []
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lines) and abs(at - index) < 3 and not lines[at].strip():
            at += step
        if 0 <= at < len(lines) and lines[at].strip():
            out.append(at)
    return out


def _gap(lines: list[str], gone: set[int], index: int) -> set[int]:
    """The blank lines around a page line that stands in the middle of a sentence or an entry."""
    above, below = index, index
    while above >= 0 and (above in gone or not lines[above].strip()):
        above -= 1
    while below < len(lines) and (below in gone or not lines[below].strip()):
        below += 1
    if above < 0 or below >= len(lines) or lines[above].rstrip().endswith(_ENDED):
        return set()
    after = lines[below].lstrip()
    return set(range(above + 1, below)) if after[0].islower() or after[0] in "(,;" else set()


def _kept(lines: list[str], gone: set[int]) -> tuple[str, SourceMap]:
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    at = size = 0
    for index, line in enumerate(lines):
        end = "\n" if index + 1 < len(lines) else ""
        if index not in gone:
            broken = parts and line[:1] in " \t" and _OPEN.search(f"{parts[-1][-220:]} ")
            cut = len(line) - len(line.lstrip(" \t")) if broken else 0
            kept = f"{line[cut:]}{end}".replace("\f", "\n")
            if runs and sum(runs[-1][1:]) == at + cut:
                runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + len(kept))
            else:
                runs.append((size, at + cut, len(kept)))
            parts.append(kept)
            size += len(kept)
        at += len(line) + len(end)
    return "".join(parts), tuple(runs)
