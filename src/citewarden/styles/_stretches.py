"""The labelled stretches of a reference, and mending those that neighbours or plain signs contradict.

The tagger decides token by token; what a closing quotation mark, a bracket full of pages or the word "volume" shows
beyond doubt is set right here, before stretches become variables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from citewarden.styles import _tagger
from citewarden.text import names

_WHOLE = ("author", "title")
_HOLDS = ("journal", "booktitle")
_EDITED = re.compile(r"^\W*[Ii]n:?\s(?P<book>.{6,}?)(?:[,.;]\s|\s\()(?:[Ee]ds?\.\s|[Ee]dited\sby\s)", re.DOTALL)
_BOOK_FIRST = re.compile(
    r"^\W*[Ii]n:?\s(?P<book>[A-Z][^,().]{3,}(?<!\s[A-Z])(?<!\s[A-Z]{2})),\s(?=[A-Z][\w'’-]+\s[A-Z]{1,3}\b)"
)
_QUOTED = re.compile(
    r"^[\s,.:;]*(?:“[^“”]{8,}”|\"[^\"]{8,}\"|«[^«»]{8,}»|„[^„“”]{8,}[“”])[\s,.:;]*(?P<rest>.*)$", re.DOTALL
)
_PAGES_LAST = re.compile(r"\s\((?:pp?\.\s?)?(?P<pages>\d+\s?[-–—]\s?\d+)\)[\s.,;:]*$")
_VOLUME_OF = re.compile(r"(?i),?\s(?P<volume>(?:vol\.?|volume)\s\d+)\s(?:of|in)\s(?P<series>\S.+)$")
_VOLUME_LAST = re.compile(r"(?<=[^\W\d_]|[.)])[\s,]+(?P<volume>\d{1,4}|[IVXLC]{1,6})[\s,.:;(]*$")
_EDITION_LAST = re.compile(r"(?i)[,;]\s(?P<edition>\d+(?:st|nd|rd|th)?\s(?:edition|edn?\.?))[\s.,;:(]*$")
_ASIDE = re.compile(r"(?i)^\W*(?:see|cited in|quoted in|available|retrieved|accessed)\b")
_INSIDE = re.compile(r"\b(?:In|IN|in|Dans|dans):?\s*$|^\W*(?:In|IN|Dans)\b")
_UNIT = re.compile(
    r"^\W*(?:Office|Division|Department|Dept|Bureau|Cent(?:er|re)s?|National|Institute|Administration|Committee|Subcommittee"
    r"|Section|Branch|College|School|Faculty|Agency|Board|Council|Commission|Directorate|Secretariat)\b"
)


@dataclass(slots=True)
class Stretch:
    """Neighbouring tokens with one label, and the mean of their confidences."""

    label: str
    start: int
    end: int
    confidence: float


def stretches(tagged: _tagger.Tagged) -> list[Stretch]:
    """The stretches of a tagged reference; parts of the title, or of the authors, that adjoin are one."""
    out: list[Stretch] = []
    sums: list[tuple[float, int]] = []
    last = -2
    for i, (token, start, label, sure) in enumerate(
        zip(tagged.tokens, tagged.starts, tagged.labels, tagged.confidences, strict=True)
    ):
        if label == "O":
            continue
        name = label[2:]
        end = start + len(token)
        follows = bool(out) and out[-1].label == name and (label[0] == "I" or (name in _WHOLE and i == last + 1))
        last = i
        if follows:
            out[-1].end = end
            total, count = sums[-1]
            sums[-1] = (total + sure, count + 1)
        else:
            out.append(Stretch(name, start, end, sure))
            sums.append((sure, 1))
    for stretch, (total, count) in zip(out, sums, strict=True):
        stretch.confidence = total / count
    return out


def mended(raw: str, found: list[Stretch]) -> list[Stretch]:
    """The stretches with the commonest slips set right."""
    found = _parted(raw, found)
    found = _contained(raw, found)
    _entitled(raw, found)
    return _governed(raw, found)


def _parted(raw: str, found: list[Stretch]) -> list[Stretch]:
    """Stretches that hold two fields, as two."""
    labels = {s.label for s in found}
    out: list[Stretch] = []
    for stretch in found:
        text = raw[stretch.start : stretch.end]
        out.append(stretch)
        if stretch.label == "title":
            quoted = _QUOTED.match(text) if labels.isdisjoint(_HOLDS) else None
            if quoted and len(quoted["rest"]) > 5 and re.match(r"[A-ZÀ-Þ]|in\b", quoted["rest"]):
                _cut(out, quoted.start("rest"), "booktitle")
        elif stretch.label in _HOLDS:
            if _ASIDE.match(text):
                out[-1] = replace(stretch, label="note")
                continue
            series = _VOLUME_OF.search(text) if "volume" not in labels else None
            if series:
                _cut(out, series.start("volume"), "volume")
                _cut(out, series.start("series") - series.start("volume"), "collection")
                continue
            paged = _PAGES_LAST.search(text) if "pages" not in labels else None
            if paged:
                _cut(out, paged.start("pages") - 1, "pages")
                continue
            numbered = _VOLUME_LAST.search(text) if stretch.label == "journal" and "volume" not in labels else None
            if numbered and labels & {"pages", "date"}:
                _cut(out, numbered.start("volume"), "volume")
        elif stretch.label == "publisher":
            edition = _EDITION_LAST.search(text) if "edition" not in labels else None
            if edition:
                _cut(out, edition.start("edition"), "edition")
    return out


def _cut(out: list[Stretch], at: int, label: str) -> None:
    """Give what stands in the last stretch from `at` on another label."""
    last = out[-1]
    if 0 < at < last.end - last.start:
        out[-1] = replace(last, end=last.start + at)
        out.append(replace(last, start=last.start + at, label=label))


def _contained(raw: str, found: list[Stretch]) -> list[Stretch]:
    """Find the containing book where the tagger gave it another label.

    A second title, parted from the first, is the book's; so is a series beside an editor, and what stands between "In"
    and "ed." in an editor's stretch.
    """
    labels = [s.label for s in found]
    if "journal" in labels or "booktitle" in labels:
        return found
    titles = [s for s in found if s.label == "title"]
    if len(titles) > 1:
        after = found[found.index(titles[0]) + 1 : found.index(titles[1])]
        if any(s.label in ("editor", "date", "author", "genre") for s in after):
            titles[1].label = "booktitle"
            return found
    for number, stretch in enumerate(found):
        if stretch.label == "collection" and "editor" in labels[:number]:
            stretch.label = "booktitle"
            return found
        if stretch.label == "editor" and "title" in labels[:number]:
            text = raw[stretch.start : stretch.end]
            parted = _EDITED.match(text) or _BOOK_FIRST.match(text)
            if parted:
                at = stretch.start + parted.end("book")
                book = replace(stretch, label="booktitle", end=at)
                return [*found[:number], book, replace(stretch, start=at), *found[number + 1 :]]
    return found


def _entitled(raw: str, found: Sequence[Stretch]) -> None:
    """A book after its editors or authors, with nothing that it could contain, is the work itself."""
    labels = [s.label for s in found]
    if "title" in labels or "booktitle" not in labels or "journal" in labels or "volume" in labels:
        return
    at = labels.index("booktitle")
    before = [s for s in found[:at] if s.label not in ("label", "date")]
    book = found[at]
    if len(before) == 1 and before[0].label in ("editor", "author"):
        first = before[0]
        if not _INSIDE.search(raw[first.start : first.end]) and not _INSIDE.search(raw[book.start : book.end]):
            book.label = "title"


def _governed(raw: str, found: list[Stretch]) -> list[Stretch]:
    """An organisation's office after a comma belongs to its name: "Department of Health, Office of Aging. Title."."""
    labels = [s.label for s in found]
    for number in range(len(found) - 1):
        author, office = found[number], found[number + 1]
        if author.label != "author" or office.label != "title" or not _UNIT.match(raw[office.start : office.end]):
            continue
        if not raw[author.start : author.end].rstrip().endswith(",") or {"volume", "pages"} & set(labels):
            continue
        listed = names.parse(raw[author.start : author.end]).names
        if len(listed) != 1 or "literal" not in listed[0]:
            continue
        inner = raw[office.start : office.end].find(". ")
        following = found[number + 2] if number + 2 < len(found) else None
        if 0 < inner < office.end - office.start - 4:
            at = office.start + inner + 1
            return [*found[:number], replace(author, end=at), replace(office, start=at), *found[number + 2 :]]
        if following and following.label in (*_HOLDS, "publisher"):
            joined, renamed = replace(author, end=office.end), replace(following, label="title")
            return [*found[:number], joined, renamed, *found[number + 3 :]]
    return found
