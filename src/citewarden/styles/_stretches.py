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
_JOINS = frozenset({("journal", "place"), ("title", "journal"), ("title", "date")})
_EDITED = re.compile(r"^\W*[Ii]n:?\s(?P<book>.{6,}?)(?:[,.;]\s|\s\()(?:[Ee]ds?\.\s|[Ee]dited\sby\s)", re.DOTALL)
_BOOK_FIRST = re.compile(
    r"^\W*[Ii]n:?\s(?P<book>[A-Z][^,().]{3,}(?<!\s[A-Z])(?<!\s[A-Z]{2})),\s(?=[A-Z][\w'’-]+\s[A-Z]{1,3}\b)"
)
_QUOTED = re.compile(
    r"^[\s,.:;]*(?:“[^“”]{8,}”|\"[^\"]{8,}\"|«[^«»]{8,}»|„[^„“”]{8,}[“”])[\s,.:;]*(?P<rest>.*)$", re.DOTALL
)
_PAGES_LAST = re.compile(r"\s\((?:pp?\.\s?)?(?P<pages>\d+\s?[-–—]\s?\d+)\)[\s.,;:]*$")
_VOLUME_OF = re.compile(r"(?i),?\s(?P<volume>(?:vol\.?|volume)\s\d+)\s(?:of|in)\s(?P<series>\S.+)$")
_VOLUME_LAST = re.compile(
    r"(?<=[^\W\d_]|[.)])[\s,]+(?P<volume>(?:[Vv]ol(?:ume|\.)?\s|Bd\.?\s)?(?:\d{1,4}(?:\.\d{1,3})?|[IVXLC]{1,6}))[\s,.:;(]*$"
)
_VOLUME_WORD = re.compile(r"[Vv]ol|Bd")
_EDITORS_LAST = re.compile(r"[.,]\s+(?P<editor>(?:[Ee]ds?\.|[Ee]dited\sby|[Ee]d\.\sby)\s+[A-Z].*)$", re.DOTALL)
_COUNTRY = re.compile(r"\W*(?:USA|U\s?S\s?A|U\.\s?S\.\s?A\.|UK)\W*")
_EDITION_LAST = re.compile(r"(?i)[,;]\s(?P<edition>\d+(?:st|nd|rd|th)?\s(?:edition|edn?\.?))[\s.,;:(]*$")
_THESIS_FIRST = re.compile(
    r"(?i)\W*(?:(?:ph\.?\s?d\.?|m\.?\s?sc?\.?|master['’]?s?|doctoral)\s(?:thesis|dissertation))[\s,.]+"
)
_PLACE_LAST = re.compile(
    r"(?<=\w)(?<!\bof)(?<!\bat)(?<!\bin)(?<!\bthe)(?<!\band)(?<!&)[,.]?\s(?P<place>(?:New\sYork|London|Berlin|Heidelberg|Paris"
    r"|Amsterdam|Dordrecht|Netherlands|Philadelphia|Boston|Baltimore|Chicago|Providence|Boulder|Berkeley|M[üu]nchen|Stuttgart"
    r"|Frankfurt|Wien|Oxford|Cambridge|Geneva|Basel|Tokyo|Japan|Washington|Hoboken|San\s(?:Diego|Francisco|Mateo)|Singapore)"
    r"(?:[\s/,-]+(?:Berlin|Heidelberg|Dordrecht|New\sYork|London|[A-Z]{2}|D\.?C\.?|MA|Mass\.?|Calif\.?)){0,4})[\s.,;:)]*$"
)
_IMPRINT_LAST = re.compile(
    r"(?<=[.?!\]])\s(?P<place>[A-ZÀ-Þ][\w.'’-]+(?:[\s,-]+[A-ZÀ-Þ][\w.'’-]+){0,3}\s\((?:[A-Z]{2,4}|[A-Z][a-z]{2,12})\)):\s*\Z"
)
"""The place of a publisher, with its state in brackets: "[thesis]. Mount Pleasant (MI):"."""
_HOUSE_AFTER = re.compile(r"(?<=\])\.\s(?P<house>[A-ZÀ-Þ][^\[\].]{3,100})\.?\s*\Z")
"""Who published what a bracket tells the kind of: "Title [Data set]. Harvard Dataverse."."""
_SUPPLIED = re.compile(r"[.,;]\s\[(?P<place>[A-ZÀ-Þ][^\[\]:;]{2,40})\]:\s")
_ASIDE = re.compile(r"(?i)^\W*(?:see|cited in|quoted in|available|retrieved|accessed)\b")
_IN_BOOK = re.compile(r"\w[.?!]\s+(?P<book>In:\s+[A-Z0-9].{3,})$")
_INSIDE = re.compile(r"\b(?:In|IN|in|Dans|dans):?\s*$|^\W*(?:In|IN|Dans)\b")
_UPTODATE = re.compile(
    r"\bIn:?\s(?P<book>UpToDate)(?:,|\.)\s(?P<editor>[^()]{3,80}?\s?\((?:[Ee]ds?\.?)\))(?:,\s(?P<press>UpToDate)"
    r"(?:,\s(?P<place>[A-Z][a-z]+(?:,\s[A-Z]{2})?))?)?"
)
_BODY_FIRST = re.compile(
    r"(?P<who>(?:[A-Z(]|\d{4}\s)[^.:;?]{5,160}?\b(?:Collaborators|Investigators|Group|Consortium|Committee|Guidelines|Network"
    r"|Commission|Panel|Force|Collaboration|Association|Society|Institute|Organi[sz]ation|Academy|College|Agency|Department"
    r"|Administration|Council|Foundation)(?:\s\([A-Z]{2,8}\))?)\.\s(?=[A-Z0-9])"
)
_LISTED_ONLY = re.compile(
    r"\s?(?:[A-ZÀ-Þ][\w'’-]+\s[A-Z]{1,3}(?:\s(?:Jr|Sr|2nd|3rd|II|III))?(?:,\s|\.\s(?=[A-ZÀ-Þ][\w-]{3,}[^,]*$)))+"
    r"(?=[A-ZÀ-Þ][\w-]{3,})(?!(?:[A-ZÀ-Þ][\w'’-]+\s[A-Z]{1,3}(?:,\s|\.?\s*$))+$)"
)
_INVERTED_ONLY = re.compile(
    r"\s?(?:[A-ZÀ-Þ][\w'’-]{1,40},\s(?:[A-ZÀ-Þ]\.[\s-]?){1,3},?\s?(?:(?:&|and)\s)?){1,60}(?=[A-ZÀ-Þ][a-zß-ÿ][\w-]{2,}(?:\s[a-z][^,]*)?[.?!]\s*$)"
)
"""The same of names turned round: "Buysse, D. J. Insomnia."."""
_DRAWN_IN = re.compile(
    r"\s?(?:[A-ZÀ-Þ][\w'’-]{1,40}\s[A-Z]{1,3}(?:,\s|\.\s(?=[A-ZÀ-Þ][\w-]{3,},\s*$))){1,60}(?=[A-ZÀ-Þ][\w-]{3,},\s*$)"
)
"""Authors into whose list the first word of the title was drawn: "Kanton S. Health, | United States"."""
_MEDICAL_IMPRINT = re.compile(r";\s(?:[A-Z][a-z]+\s)?(?:19|20)\d\d")
_LAST_NAME = re.compile(r"\s?[A-ZÀ-Þ][\w'’-]{1,40}\s[A-Z]{1,3}\.(?=\s[A-ZÀ-Þ])")
"""The last author behind the dots: "Roe A, Poe B ... | Zoe Z. Title"."""
_SHORTENED = r"(?:Circulation|JAMA|Lancet|Acta|Chem|Phys|Angew|Biochem|Appl|Proc|Anal|Clin)\b"
"""How names of journals begin that hold a stop."""
_HOUSE_LAST = re.compile(
    r"\b(?:Conference|Symposium|Congress|Workshop)\b[^.]{4,}\.\s(?P<publisher>[A-Z][\w&-]+(?:\s(?:&\s)?[A-Z][\w-]+){0,3});\s*$"
)
"""Who published the papers of a conference: "... Conference on Human Factors. ACM;"."""
_COMPANY_LAST = re.compile(r"\s(?:Inc|LLC|Ltd|GmbH|Corp)\.?\s*$")
_YEAR_VOLUME = re.compile(r"\b(?:19|20)\d\d;\s?\d")
_ENTRY_WORD = re.compile(r"\s?[A-ZÀ-Þ][\w-]{3,}(?:\s[a-z][\w-]*){0,5}[.?!]?\s*")
"""What an entry of a dictionary is about: "Insomnia. In: ..."."""
_ALL_IN_ONE = re.compile(
    rf"\s?(?P<who>(?:[A-ZÀ-Þ][\w'’-]+\s[A-Z]{{1,3}}(?:,\s(?:et\sal)?)?)+\.)\s(?P<title>(?!{_SHORTENED})[A-Z][a-z][^.?!]{{2,60}}[.?!])\s(?=[A-Z][^.]{{2,60}}\.?\s?$)"
)
"""Authors and a title of a word or two that were taken for the journal's: "Roe J. Salt. Lancet"."""
_TITLE_FIRST = re.compile(rf"\s?(?P<title>(?!{_SHORTENED})[A-Z][a-z][^.?!]{{2,60}}[.?!])\s(?=[A-Z][^.]{{2,60}}\.?\s?$)")
"""The same behind the authors: "Naps. Sleep"."""
_RUN_ON = re.compile(
    r"\s?(?:[A-ZÀ-Þ][\w'’-]+\s[A-Z]{1,3}(?:,\s)?)+\.\s(?=[^,;]{4,}[.?!,]\s*$)(?=[A-ZÀ-Þ][\w-]+\s(?:(?:and|und|et|y|or|in|of|on|for|with)\s[a-z]"
    r"|(?!(?:de|del|der|den|des|di|da|do|dos|du|van|von|vom|la|le|el|al|bin|ibn|ter|ten|af|av|zu|and|und|et|y|e|og|och|en)\b)[a-z]{3,}))"
)
"""Authors into whose list a short title was drawn: "Chan K. Salt and sleep", "Chang A. Blue light"."""
_RUN_ON_INVERTED = re.compile(
    r"\s?(?:[A-ZÀ-Þ][\w'’-]{1,40},\s(?:[A-ZÀ-Þ]\.[\s-]?){1,3}(?:;\s)?){1,60}(?=[A-ZÀ-Þ][a-zß-ÿ][\w-]+(?:\s[^\s,;&]+){1,20}[.?!]\s*$)"
)
"""The same of names turned round, where no further name stands behind: "Roe, A.B. Iron Deficiency in Women."."""
_IN = re.compile(r"\b[Ii]n\b")
_GROUP_FIRST = re.compile(
    r"\s?(?:[A-Z][\w'’-]*\s){0,6}(?:Group|Investigators|Collaborators|Consortium|Registry|Network|Committee|Trialists"
    r"|Collaboration|Team)\.(?=\s)"
)
_SOCIETY_FIRST = re.compile(
    r"\s?(?:[A-Z]\w+\s){0,4}(?:Society|Association|College|Academy|Institute|Federation|Foundation|Organi[sz]ation)\.(?=\s[A-Z])"
)
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
    labels, starts, tokens, sure = tagged.labels, tagged.starts, tagged.tokens, tagged.confidences
    out: list[Stretch] = []
    sizes: list[int] = []
    at, count, last = 0, len(labels), -1
    while at < count:
        label = labels[at]
        if label == "O":
            at += 1
            continue
        name = label[2:]
        inside = "I-" + name
        stop = at + 1
        while stop < count and labels[stop] == inside:
            stop += 1
        end, total = starts[stop - 1] + len(tokens[stop - 1]), sum(sure[at:stop])
        if last == at and name in _WHOLE and out[-1].label == name:
            out[-1].end = end
            out[-1].confidence += total
            sizes[-1] += stop - at
        else:
            out.append(Stretch(name, starts[at], end, total))
            sizes.append(stop - at)
        at = last = stop
    for stretch, size in zip(out, sizes, strict=True):
        stretch.confidence /= size
    return out


def mended(raw: str, found: list[Stretch]) -> list[Stretch]:
    """The stretches with the commonest slips set right."""
    found = _joined(raw, _parted(raw, _supplied(raw, _inside(raw, found))))
    found = _contained(raw, found)
    entitled(raw, found)
    return _governed(raw, found)


def _parted(raw: str, found: list[Stretch]) -> list[Stretch]:
    """Stretches that hold two fields, as two."""
    labels = {s.label for s in found}
    out: list[Stretch] = []
    for stretch in found:
        text = raw[stretch.start : stretch.end]
        out.append(stretch)
        if stretch.label == "title":
            _part_title(out, text, labels)
        elif stretch.label in _HOLDS:
            _part_container(out, text, labels)
        elif stretch.label == "publisher":
            _part_publisher(out, text, labels)
    return out


def _part_title(out: list[Stretch], text: str, labels: set[str]) -> None:
    """An aside, or a title with the book that holds it."""
    if _ASIDE.match(text) and len(text) < 16:
        out[-1] = replace(out[-1], label="note")
    elif not labels.isdisjoint(_HOLDS):
        return
    elif "place" not in labels and (placed := _IMPRINT_LAST.search(text)):
        _cut(out, placed.start("place"), "place")
    elif "publisher" not in labels and (housed := _HOUSE_AFTER.search(text)):
        _cut(out, housed.start("house"), "publisher")
    elif inside := _IN_BOOK.search(text):
        _cut(out, inside.start("book"), "booktitle")
    elif (quoted := _QUOTED.match(text)) and len(quoted["rest"]) > 5 and re.match(r"[A-ZÀ-Þ]|in\b", quoted["rest"]):
        _cut(out, quoted.start("rest"), "booktitle")


def _part_container(out: list[Stretch], text: str, labels: set[str]) -> None:
    """A journal or a book with its series, pages, volume, house or editors."""
    if _ASIDE.match(text):
        out[-1] = replace(out[-1], label="note")
    elif "volume" not in labels and (series := _VOLUME_OF.search(text)):
        _cut(out, series.start("volume"), "volume")
        _cut(out, series.start("series") - series.start("volume"), "collection")
    elif "pages" not in labels and (paged := _PAGES_LAST.search(text)):
        _cut(out, paged.start("pages") - 1, "pages")
    elif (at := _volume_at(out[-1], text, labels)) is not None:
        _cut(out, at, "volume")
    elif "publisher" not in labels and (housed := _HOUSE_LAST.search(text)):
        _cut(out, housed.start("publisher"), "publisher")
    elif "editor" not in labels and (edited := _EDITORS_LAST.search(text)) and edited.start() > 5:
        _cut(out, edited.start("editor"), "editor")


def _volume_at(container: Stretch, text: str, labels: set[str]) -> int | None:
    """Where a container's volume begins; a number at the end of a book's title is one only if it says so."""
    numbered = _VOLUME_LAST.search(text) if "volume" not in labels and labels & {"pages", "date"} else None
    if numbered and container.label == "booktitle":
        said = _VOLUME_WORD.match(numbered["volume"]) or ("doi" in labels and text[numbered.start()] == ",")
        numbered = numbered if said else None
    return numbered.start("volume") if numbered else None


def _part_publisher(out: list[Stretch], text: str, labels: set[str]) -> None:
    """A publisher with the kind of thesis before it, its edition or its place."""
    whole = out[-1]
    thesis = _THESIS_FIRST.match(text)
    if thesis and thesis.end() < len(text) - 4:
        out[-1] = replace(whole, end=whole.start + thesis.end(), label="genre")
        out.append(replace(whole, start=whole.start + thesis.end()))
    elif "edition" not in labels and (edition := _EDITION_LAST.search(text)):
        _cut(out, edition.start("edition"), "edition")
    elif "place" not in labels and (place := _PLACE_LAST.search(text)):
        _cut(out, place.start("place"), "place")


def _inside(raw: str, found: list[Stretch]) -> list[Stretch]:
    """ "In UpToDate, Post TW (Ed), UpToDate, Waltham, MA": the book stands before its editor."""
    match = _UPTODATE.search(raw) if "UpToDate" in raw else None
    if not match:
        return found
    for label, group in (("booktitle", "book"), ("editor", "editor"), ("publisher", "press"), ("place", "place")):
        if match[group]:
            start = match.start() if group == "book" else match.start(group)
            found = laid(found, Stretch(label, start, match.end(group), 0.9))
    return found


def _supplied(raw: str, found: list[Stretch]) -> list[Stretch]:
    """ "[Bristol]: University of Bristol": a place that the list's author supplied."""
    match = _SUPPLIED.search(raw) if "]:" in raw and all(s.label != "place" for s in found) else None
    return laid(found, Stretch("place", *match.span("place"), 0.9)) if match else found


def laid(found: Sequence[Stretch], new: Stretch) -> list[Stretch]:
    """The stretches with a new one laid over them."""
    out: list[Stretch] = []
    for one in found:
        if one.end <= new.start or one.start >= new.end:
            out.append(one)
            continue
        if one.start < new.start:
            out.append(replace(one, end=new.start))
        if one.end > new.end:
            out.append(replace(one, start=new.end))
    return sorted([*out, new], key=lambda s: s.start)


def _joined(raw: str, found: list[Stretch]) -> list[Stretch]:
    """A group before the authors ("SPRINT Research Group; Wright JT") is one of them; "... of Sleep | Research Society.
    Sleep" breaks after the society."""
    found = _headed(raw, found)
    grouped = len(found) > 1 and found[0].label in ("publisher", "title", "booktitle") and found[1].label == "author"
    if grouped and raw[found[0].start : found[1].start].rstrip().endswith(";"):
        found = [replace(found[1], start=found[0].start), *found[2:]]
    for number in range(1, len(found)):
        one, other = found[number - 1], found[number]
        pair = (one.label, other.label)
        if pair not in _JOINS or not raw[one.end - 1].isalnum():
            continue
        text = raw[other.start : other.end]
        if pair == ("journal", "place") and _COUNTRY.fullmatch(text) and len(raw) - other.start > 8:
            return [*found[: number - 1], replace(one, end=other.end), *found[number + 1 :]]
        broken = _SOCIETY_FIRST.match(text) if pair == ("title", "journal") else None
        if broken:
            at = other.start + broken.end()
            return [*found[: number - 1], replace(one, end=at), replace(other, start=at), *found[number + 1 :]]
        online = pair == ("title", "date") and any(s.label in ("url", "accessed") for s in found[number + 1 :])
        if online and re.match(r"\s?\d{4}\.\s", raw[one.end :]):  # "Healthy People 2030."
            return [*found[: number - 1], replace(one, end=other.end), *found[number + 1 :]]
    return found


def _headed(raw: str, found: list[Stretch]) -> list[Stretch]:
    """Who made the work, where the names run over into the title or the other way round."""
    labels = [s.label for s in found]
    at = next((number for number, label in enumerate(labels) if label != "label"), -1)
    if at < 0:
        return found
    head = _parted_head(raw, found[at:], frozenset(labels))
    return [*found[:at], *head] if head else found


def _parted_head(raw: str, found: list[Stretch], labels: frozenset[str]) -> list[Stretch]:
    """The stretches with the first, or the first two, set right; [] where they are."""
    first, *rest = found
    text = raw[first.start : first.end]
    if first.label == "publisher" and labels.isdisjoint(("author", "editor")) and "title" in labels:
        published = "Accessed" in raw or "ClinicalTrials" in raw or _COMPANY_LAST.search(text)
        return [replace(first, label="author"), *rest] if published else []
    if first.label == "editor" and labels.isdisjoint(("author", "title")) and rest and rest[0].label == "booktitle":
        alone = _ENTRY_WORD.fullmatch(text) and _INSIDE.match(raw[rest[0].start : rest[0].end])
        return [replace(first, label="title"), *rest] if alone else []
    if first.label == "title" and "author" not in labels:
        body = _BODY_FIRST.match(text)
        by_body = body and names.is_organisation(body["who"]) and len(text) - body.end() > 8
        return [*_halves(first, body.end(), "author", "title"), *rest] if body and by_body else []
    if first.label == "journal":
        return _all_in_one(raw, found, labels)
    return _run_over(raw, found, labels) if first.label == "author" else []


def _all_in_one(raw: str, found: list[Stretch], labels: frozenset[str]) -> list[Stretch]:
    """Authors and a short title that were taken for the journal's, in lists set as medicine sets them."""
    first, *rest = found
    whole = _ALL_IN_ONE.match(raw[first.start : first.end]) if _YEAR_VOLUME.search(raw) else None
    if not whole or "title" in labels or any(s.label == "journal" for s in rest):
        return []
    who, journal = _halves(first, whole.end("title"), "author", "journal")
    return [*_halves(who, whole.end("who"), "author", "title"), journal, *rest]


def _run_over(raw: str, found: list[Stretch], labels: frozenset[str]) -> list[Stretch]:
    """Authors that hold the beginning of the title, or that lack their last."""
    first, *rest = found
    text = raw[first.start : first.end]
    second = rest[0] if rest else first
    beside = raw[second.start : second.end]
    if second.label == "journal" and "title" not in labels and {"volume", "pages"} <= labels:
        # lists of physics and chemistry leave titles out
        short = _TITLE_FIRST.match(beside) if _YEAR_VOLUME.search(raw) else None
        if short:
            return [first, *_halves(second, short.end("title"), "title", "journal"), *rest[1:]]
    ran_on = _RUN_ON.match(text)
    if ran_on:
        return [*_halves(first, ran_on.end(), "author", "title"), *rest]
    listed = (
        (_LISTED_ONLY.match(text) or _INVERTED_ONLY.match(text) or _RUN_ON_INVERTED.match(text))
        if "title" not in labels
        else None
    )
    if listed and len(text) - listed.end() > 3:
        return [*_halves(first, listed.end(), "author", "title"), *rest]
    drawn = _DRAWN_IN.match(text) if second.label == "title" and _MEDICAL_IMPRINT.search(raw) else None
    if drawn:
        return [
            replace(first, end=first.start + drawn.end()),
            replace(second, start=first.start + drawn.end()),
            *rest[1:],
        ]
    if second.label == "title" and text.rstrip().endswith(("...", "…")) and (last := _LAST_NAME.match(beside)):
        at = second.start + last.end()
        return [replace(first, end=at), replace(second, start=at), *rest[1:]]
    if second.label == "editor" and text.rstrip().endswith(",") and not _IN.search(raw[first.start : second.end]):
        return [replace(second, start=first.start), *rest[1:]]
    group = _GROUP_FIRST.match(beside) if second.label == "title" and ";" in text else None
    if group:
        parted = second.start + group.end()
        return [replace(first, end=parted), replace(second, start=parted), *rest[1:]]
    return []


def _halves(one: Stretch, at: int, label: str, other: str) -> tuple[Stretch, Stretch]:
    """A stretch as two, parted `at` code points behind its beginning."""
    return replace(one, end=one.start + at, label=label), replace(one, start=one.start + at, label=other)


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
        before = found[number - 1] if number else None
        if stretch.label == "publisher" and before and before.label == "editor" and "title" in labels[:number]:
            book, comma, press = raw[stretch.start : stretch.end].rpartition(", ")
            if comma and re.search(r"\w", press) and _INSIDE.search(raw[before.start : before.end].lower()[:5]):
                at = stretch.start + len(book) + 1
                return [
                    *found[:number],
                    replace(stretch, end=at, label="booktitle"),
                    replace(stretch, start=at),
                    *found[number + 1 :],
                ]
        if stretch.label == "editor" and "title" in labels[:number]:
            text = raw[stretch.start : stretch.end]
            parted = _EDITED.match(text) or _BOOK_FIRST.match(text)
            if parted:
                at = stretch.start + parted.end("book")
                whole = replace(stretch, label="booktitle", end=at)
                return [*found[:number], whole, replace(stretch, start=at), *found[number + 1 :]]
    return found


def entitled(raw: str, found: Sequence[Stretch]) -> None:
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
