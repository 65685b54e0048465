"""Notes and entries that name a work again: "Ibid., p. 75.", "Flegal et al., op. cit., p. 80.", "Roe, Why We Sleep, 5."

Such an entry is no work of its own. "Ibid." is the work named just before it, "op. cit." the last one before it whose
first author bears the name; one that names nothing known stands for "". A short note (Chicago) is one only where an
entry before it begins with its authors and holds the words of its title.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from itertools import islice
from operator import itemgetter

from citewarden.model import Document, Reference
from citewarden.stages._entries import NOTE, Entry
from citewarden.text import names

_UNIT = (
    r"(?:pp?\.?\s?|pages?\s|chap(?:ter|\.)?\s|vol\.?\s|paras?\.?\s|paragraphs?\s|sect?(?:ions?)?\.?\s|§§?\s?|tables?\s"
    r"|fig(?:ure)?s?\.?\s|box\s|appendix\s|recommendations?\s|rec\.\s)"
)
_FIGURE = r"\d{1,4}[a-z]?(?:\.\d{1,3}){0,3}(?:[–-]\d{1,4}(?:\.\d{1,3}){0,3})?"
_PLACE = rf"(?P<place>(?:at\s|{_UNIT})?[\w–-]+(?:\.\d+)*(?:[,\s]+(?:{_UNIT})?\d[\w–-]*(?:\.\d+)*)*)"
_SAME = (
    r"(?:in\s|from\s)?(?:(?:the\s|this\s)?(?:same|previous|preceding)\s(?:(?:\w+\s)?(?:article|book|chapter|guidance|guideline|leaflet"
    r"|meta-analysis|page|paper|publication|reference|report|review|source|study|survey|trial|website|work)|as\sabove)"
    r"|as\sabove|see\sabove)"
)
"""How a note says in words that it means the work before it."""
_IBID = re.compile(
    rf"\W*(?:see\s)?(?:ibid(?:em)?|idem|id|ebd|ebenda|{_SAME})\b[.,;:\s]*(?:{_PLACE})?\W*\Z", re.IGNORECASE
)
_IBID_IN_WORDS = re.compile(
    r"\W*(?:see\s)?(?:ibid(?:em)?|ebd|ebenda)\b[.,;:]*\s(?P<place>[^;\n]{2,50}\s\w?\d[\w.–-]{0,9}?)[\s.]*\Z",
    re.IGNORECASE,
)
"""The same with a place in words: "Ibid., summary of findings table 1."."""
_AGAIN = re.compile(
    rf"\W*(?:see\s)?(?P<who>[^\W\d][^\d(]{{1,80}}?)[,.\s(]+(?:op\.?\s?cit|loc\.?\s?cit|supra|ibid)\b[.)]*"
    rf"(?:[,\s]*(?:\(?n(?:ote)?\.?\s?\d+\)?))?[.,;:\s]*(?:{_PLACE})?\W*\Z",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:,?\s(?:[A-ZÀ-Þ]{1,3}|(?:[A-ZÀ-Þ]\.[\s-]?){1,3}))(?=,|\Z)")
"""Initials behind a family name, of every name of a list."""
_NOTED = re.compile(
    rf"\W*(?:(?:see|cf\.)\s(?:also\s)?)?(?:(?-i:[A-ZÀ-Þ][^\d(]{{1,60}}?)[,.\s(]+)?(?:(?:see|cf\.|as\sin|as\scited\sin|cited\sin|quoted\sin|in)\s)?"
    rf"(?:(?:also|supra|above)[,\s]+)*(?:foot|end)?n(?:ote|\.)?\s?(?P<note>\d{{1,3}}|(?<=\s)[ivxl]{{1,6}}(?=\W))(?:\s(?:above|supra))?[.,;:)\s]*(?:{_PLACE})?\W*\Z",
    re.IGNORECASE,
)
"""A note that points to another: "See note 1.", "Supra note 1, at 3.", "Roe et al., as in note 1.", "Roe (n 1) 45."."""


_POINTS = re.compile(
    r"\b(?:op|loc)\.?\s?cit\b|\bsupra\b|\bibid|\bpp?\.\s?\d|\b(?:foot|end)?notes?\s(?:\d|[ivx]{1,5}\b)"
    r"|\b(?:same|earlier|previous|preceding|above|aforementioned|latter)\s(?:\w+\s)?(?:article|book|chapter|guideline|meta-analysis"
    r"|paper|report|review|source|study|survey|trial)\b|\bpersonal\s(?:communication|interview|observation|survey)\b|\bunpublished\b",
    re.IGNORECASE,
)
"""What speaks of a source in a note that names none of its own: a page, another note, "the same trial"."""
_PAGES = r"\d{1,4}(?:[–-]\d{1,4})?"
_SHORT = re.compile(
    r"\W*(?:(?i:see|cf\.)\s(?:also\s)?)?"
    r"(?P<who>(?:[A-ZÀ-Þ]\.\s?)*(?:[A-ZÀ-Þ][\w'’-]+\s){0,3}?[A-ZÀ-Þ][\w'’-]+(?:(?:,\s|,?\s(?:and|&|und|et|y)\s)[A-ZÀ-Þ][\w'’-]+){0,3}(?:\set\sal\.?)?),\s"
    r"(?P<title>[^\d\n]{3,90}?)??[,.]?[\"”’*_]*"
    rf"(?:,?\s?(?P<place>(?:{_UNIT})?{_FIGURE}(?:,\s(?:{_UNIT})?{_FIGURE}){{0,9}}))\W*\Z"
)
"""A note that shortens one before it: authors, the title's first words or none, a page."""
_DATED = re.compile(
    r"\W*(?:(?i:see|cf\.)\s(?:also\s)?)?"
    r"(?P<who>(?:(?:[A-ZÀ-Þ][\w'’-]+|[a-z]{2,3})(?:,?\s(?:and|&|und|et|y)\s|,?\s)){0,7}[A-ZÀ-Þ][\w'’-]+(?:,?\set\sal\.?)?),?\s"
    r"\(?(?P<year>(?:1[89]|20)\d\d[a-z]?)\)?"
    rf"(?:[,:]\s?(?P<place>(?:pp?\.?\s?|chap(?:ter|\.)?\s|vol\.?\s|[Ss]\.\s)?[\w–-]{{1,9}}(?:,\s{_PAGES}){{0,9}}))?\W*\Z"
)
"""A note that is nothing but the mark of a work in a second list: "Roe 2011, p. 443."."""
_AND = re.compile(r",?\s(?:and|&|und|et|y)\s|,\s|\set\sal\.?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_WORDS = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w'’-]{2}")
_SMALL = frozenset(["and", "und", "et", "al", "y"])
_SEVERAL = 6
"""Works that one note names again at most."""
_MOST = 500
"""Entries before a short note that are looked at."""
_NEAR = 120
"""Characters at the beginning of an entry in which its authors stand."""


def parted(document: Document, entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries that are works, and the entries and notes that only name one again; both in printed order."""
    said = [document.text[e.start : e.end] for e in entries]
    again = {
        e: None
        for n, (e, words) in enumerate(zip(entries, said, strict=True))
        if all(_again(w, said, n) for w in _each(words))
    }
    taken = {e.start for e in entries}
    notes = [
        Entry(b.start, b.end, b.label)
        for b in document.blocks
        if b.kind == "note" and b.start not in taken and _speaks_of_source(document.text[b.start : b.end], said)
    ]
    return [e for e in entries if e not in again], sorted([*again, *notes], key=lambda e: e.start)


def _speaks_of_source(words: str, said: Sequence[str]) -> bool:
    """Whether a note that is no entry names a source again, or none that is known: it is no mere remark."""
    return (
        all(_again(part, said, len(said)) for part in _each(words))
        or _names_book(words)
        or (len(words) < 160 and _POINTS.search(words) is not None)
    )


def _each(words: str) -> list[str]:
    """What a note names again, or the works of one that names several: "Roe, n. 3; see also Poe, n. 1."."""
    parts = [words] if _repeats(words) else [part for part in words.split("; ") if part.strip()]
    return parts if 1 < len(parts) <= _SEVERAL else [words]


def _again(words: str, entries: Sequence[str], before: int) -> bool:
    return _repeats(words) or _shortened(words, entries, before) is not None or _dated(words, entries) is not None


def _repeats(words: str) -> bool:
    return len(words) < 160 and any(again.match(words) for again in (_IBID, _IBID_IN_WORDS, _NOTED, _AGAIN))


def _names_book(words: str) -> bool:
    """Whether a short note names a title, so that it is no remark even where nothing before it fits."""
    match = _SHORT.match(words) if len(words) < 160 else None
    return match is not None and len(_CAPITAL.findall(match["title"] or "")) > 1


def _shortened(words: str, entries: Sequence[str], before: int) -> int | None:
    """Which of the first `before` entries a short note names again, the last that fits; None if it is no such note."""
    match = _SHORT.match(words) if len(words) < 160 else None
    if match is None or _YEAR.fullmatch(match["place"]):
        return None
    who = {word.casefold() for name in _AND.split(match["who"]) for word in _WORDS.findall(name) if len(word) > 1}
    who -= _SMALL
    title = set(_WORDS.findall((match["title"] or "").casefold()))
    for number in range(before - 1, max(-1, before - _MOST), -1):
        held = entries[number].casefold()
        if who <= set(_WORDS.findall(held[:_NEAR])) and title <= set(_WORDS.findall(held)):
            return number
    return None


def _dated(words: str, entries: Sequence[str]) -> int | None:
    """Which entry a note names by authors and year alone; None if it says more, or none bears them."""
    match = _DATED.match(words) if len(words) < 160 else None
    if match is None:
        return None
    who = {name.casefold() for name in _WORDS.findall(match["who"])} - _SMALL
    for number, entry in enumerate(entries[:_MOST]):
        held = entry[:_NEAR].casefold()
        if match["year"] in entry and who <= set(_WORDS.findall(held)) and not _DATED.match(entry):
            return number
    return None


def resolved(
    document: Document, again: Sequence[Entry], works: Sequence[Reference]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each repeating entry stands for: its label -> (reference id, locator) of each work that it names."""
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    raw = [work.raw for work in works]
    said: list[tuple[int, Reference]] = sorted(((w.target.position.start, w) for w in works), key=itemgetter(0))
    for entry in again:
        found = [_meant(words, entry, said, works, raw) for words in _each(document.text[entry.start : entry.end])]
        for work, _ in found:
            if work is not None:
                insort(said, (entry.start, work), key=itemgetter(0))
        out[entry.label] = tuple((work.id if work else "", place) for work, place in found)
    return out


def listed_too(works: Sequence[Reference]) -> dict[str, tuple[Reference, Reference]]:
    """The notes beside a list that name a work of the list in full: id -> (note, the listed work)."""
    known: dict[tuple[str, ...], Reference] = {}
    out: dict[str, tuple[Reference, Reference]] = {}
    for work in works:
        keys = _identity(work)
        if work.label.startswith(NOTE):
            meant = next((known[key] for key in keys if key in known), None)
            out |= {work.id: (work, meant)} if meant else {}
        else:
            known |= {key: work for key in keys if key not in known}
    return out


def places(
    shown: Mapping[str, tuple[Reference, Reference]], works: Sequence[Reference]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """What each of these notes stands for, as `resolved` tells it; `works` are the references without them."""
    at = {work.target: work for work in works}
    out: dict[str, tuple[tuple[str, str], ...]] = {}
    for note, meant in shown.values():
        page = str(note.csl.get("page", ""))
        label = note.label.removeprefix(NOTE)
        other = page if page != meant.csl.get("page") else ""
        out[label] = (*out.get(label, ()), (at[meant.target].id, other))
    return out


def _identity(work: Reference) -> list[tuple[str, ...]]:
    """What tells a work: its DOI; its first author and title."""
    authors = work.csl.get("author") or ()
    title = names.fold(str(work.csl.get("title", "")))
    by = [(names.fold(names.family(authors[0])).split()[-1:] or [""])[0], title] if authors else []
    return [(work.DOI,)] * bool(work.DOI) + ([tuple(by)] if len(title) > 15 and by else [])


def _meant(
    words: str, entry: Entry, said: Sequence[tuple[int, Reference]], works: Sequence[Reference], raw: Sequence[str]
) -> tuple[Reference | None, str]:
    """The work that `words` of an entry name again, None if unknown, and the place they give; `said` are the works
    by where the document names them."""
    before = bisect_left(said, entry.start, key=itemgetter(0))
    match = _IBID.match(words) or _IBID_IN_WORDS.match(words)
    noted = None if match else _NOTED.match(words)
    if match:
        work = said[before - 1][1] if before else None
    elif noted:
        match = noted
        work = next((w for w in works if w.label.removeprefix(NOTE) == noted["note"]), None)
    elif (number := _dated(words, raw)) is not None:
        match, work = _DATED.match(words), works[number]
    elif (number := _shortened(words, raw, len(works))) is not None:
        match, work = _SHORT.match(words), works[number]
    else:
        match = _AGAIN.match(words)
        who = re.sub(r",?\s(?:et\sal\b\.?|(?:&|and)\s.*)\Z", "", match["who"]) if match else ""
        earlier = islice(reversed(said), len(said) - before, None)
        work = next((w for _, w in earlier if who and leads(who, w)), None)
    return work, (match["place"] or "").removeprefix("at ") if match else ""


def leads(who: str, work: Reference) -> bool:
    """Whether the work's first author, or its title, is called `who`."""
    authors = work.csl.get("author") or work.csl.get("editor") or ()
    who = _INITIALS.sub("", who.strip(" ,."))
    said = names.fold(who)
    if authors and names.same_family(who.split(",")[0].split()[-1], names.family(authors[0])):
        return True
    return bool(said) and any(
        names.fold(str(name)).startswith(said)
        for name in (*(names.family(a) for a in authors[:1]), work.csl.get("title", ""))
        if name
    )
