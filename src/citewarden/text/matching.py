"""Is this record the work that this reference prints? Evidence field by field, from parsed fields and the raw string.

A top search hit is not a match. Each piece of evidence (title, first author, year, volume, first page, container) is
looked for in the printed string itself, so that a field the parser missed still counts, and titles are not needed:
"Neurology International. 2014;6(3):5208" matches by container, volume and page. The pieces are weighed by a logistic
model whose weights (`WEIGHTS`) `benchmarks/resolution.py --fit` learns on one half of the public pairs it measures the
other half with.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz

from citewarden.model import Difference
from citewarden.text import containers, csl, dates, identifiers, names, same_words, translations

ACCEPT = 0.4
"""Score from which a candidate is the work, if no other comes near."""

NOTHING_MORE = 0.25
"""With the identifier printed, a record of this score is taken for the work: the identifier is evidence too."""

MARGIN = 1.5
"""How far, in log-odds, the next acceptable candidate must stay behind, unless it is the same work."""

WEIGHTS: Mapping[str, float] = {
    "bias": -3.86,
    "title": 2.39,
    "title words": 2.26,
    "title differs": -2.55,
    "author": 0.3,
    "authors": 2.08,
    "author differs": -2.58,
    "year": 0.96,
    "year differs": -3.09,
    "volume": 0.3,
    "volume differs": -3.85,
    "page": 2.26,
    "page differs": -3.12,
    "place differs": -2.0,
    "volume and page": 0.3,
    "container": 2.43,
}
"""Weights of the evidence in the logistic model."""

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"(?<=\w)[-‐\u00ad]\s*\n\s*(?=\w)")
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{0,3}\d+[A-Za-z]{0,2}(?![A-Za-z0-9])")
_NOISE = frozenset(
    {
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "in",
        "on",
        "to",
        "with",
        "by",
        "from",
        "at",
        "as",
        "is",
        "are",
        "or",
        "its",
        "de",
        "la",
        "le",
        "et",
        "und",
        "der",
        "die",
        "das",
    }
)
_QUOTED = re.compile(r"[“\"«]([^”\"»]{8,500})[”\"»]")
_PLAIN_WORD = re.compile(r"(?<![\w’'./@-])[a-zà-ÿ]{4,}(?![\w@/]|\.\w)")
_FURNITURE = frozenset(
    {"accessed", "available", "retrieved", "from", "edition", "volume", "pages", "suppl", "with", "editor", "editors"}
    | {"published", "online", "website", "updated", "version", "erratum", "epub", "ahead", "print", "http", "https"}
)
_LABEL = re.compile(r"^[\[(]?\d{1,3}(?:[\])][.:]?|[.:])?\s*(?=[^\W\d_]{2}|[A-Z]\.|[“\"(])")
_MARKS = re.compile(
    r"^\W*(?:retracted(?: article| paper)?|withdrawn|removed|corrected(?: article)?)\W*[:.\]]\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A reference as printed, made ready for comparing with many records.

    `text` and what is drawn from it hold no identifier and no address: their digits are no volume, year or page.
    """

    raw: str
    csl: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    words: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    solid: str = ""
    bag: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """How a record stands to a reference. `evidence` are the model's inputs by name, `weight` their sum in
    log-odds, `score` the same as a number from 0 to 1."""

    score: float
    evidence: Mapping[str, float]
    weight: float = 0.0
    differences: tuple[Difference, ...] = ()


def printed(raw: str, item: Mapping[str, Any] | None = None) -> Printed:
    """Make a printed reference ready; `item` is what a parser read in it, if one did."""
    item = item or {}
    if not raw:
        raw = as_text(item)
    text = _LABEL.sub("", re.sub(r"\s+", " ", _BREAK.sub("", raw)).strip())
    text = without_identifiers(text)
    found = list(_WORD.finditer(text))
    words = tuple(names.fold(m[0]) for m in found)
    gaps = tuple(text[a.end() : b.start()] for a, b in pairwise(found)) + (".",) * bool(found)
    years = {int(y) for y in _YEAR.findall(text)}
    own = dates.year(item.get("issued"))
    if own:
        years = {own, *(y for y in years if abs(y - own) <= 1)}
    numbers = {_plain_number(n) for n in _NUMBER.findall(text)}
    numbers |= {_plain_number(str(item[k])) for k in ("volume", "issue", "number") if item.get(k)}
    return Printed(raw, item, text, words, gaps, "".join(words), frozenset(words), frozenset(numbers), frozenset(years))


_NAMED = re.compile(
    r"(?:\b(?:doi|pmc?id|pubmed|isbn|arxiv|url|https?)(?:[ -](?:id|number|10|13))?\s*+[:#.]?\s*+(?://)?\s*+){1,6}$",
    re.IGNORECASE,
)
_OWN_NAMES = frozenset({"NCT", "ISRCTN"})


def without_identifiers(text: str) -> str:
    """`text` without DOI, PMID, PMCID, ISBN, arXiv numbers and addresses, and without the words that announce them.

    Trial numbers stay, which titles hold, and bare hosts, which are names of sources ("Drugs.com").
    """
    kept, at = [], 0
    for found in identifiers.find(text):
        shown = text[found.start : found.end]
        if found.kind in _OWN_NAMES or (found.kind == "URL" and "/" not in shown and not shown.startswith("www")):
            continue
        if found.start >= at:
            kept.append(_NAMED.sub("", text[at : found.start]))
        at = max(at, found.end)
    return " ".join(part for part in (*kept, text[at:]) if part.strip()).strip() if at else text


def as_text(item: Mapping[str, Any]) -> str:
    """A CSL item as one plain line, for comparing where no printed form exists."""
    people = ", ".join(names.display(n) for n in item.get("author") or item.get("editor") or [])
    year = dates.to_iso(item.get("issued"))[:4]
    volume = f"{item.get('volume', '')}({item['issue']})" if item.get("issue") else str(item.get("volume", ""))
    page = str(item.get("page") or item.get("number") or "")
    parts = [people, str(item.get("title", "")), str(item.get("container-title") or item.get("publisher") or "")]
    return f"{'. '.join(p for p in parts if p)}. {year};{volume}:{page}"


def compare(reference: Printed, record: Mapping[str, Any]) -> Match:
    """Weigh the evidence that `record` (CSL) is the work that `reference` prints."""
    evidence = gather_evidence(reference, record)
    total = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in evidence.items())
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return Match(score, evidence, total)


def weigh(reference: Printed, record: Mapping[str, Any]) -> Match:
    """As `compare`; where both sides have a title and the titles are those of two works, much less.

    One author's papers of one year in one journal agree in all but title, volume and page. A title in another language
    says nothing, neither for nor against.
    """
    match = compare(reference, record)
    if match.evidence.get("title words", 0) < 0.5 and is_title_major(reference.csl, record):
        return lessen(match, 4.0)
    return match


def weigh_found(reference: Printed, record: Mapping[str, Any]) -> Match:
    """As `weigh`, for a record that no printed identifier led to: a thesis and the paper that came of it are two works
    of one name."""
    match = weigh(reference, record)
    if _shares_a_place_alone(reference, record, match):
        return lessen(match, 6.0)
    return lessen(match, 4.0) if _is_of_another_kind(reference.csl, record) else match


def _shares_a_place_alone(reference: Printed, record: Mapping[str, Any], match: Match) -> bool:
    """Whether an entry has another title and other people than a record: what stands at its place is another work, as
    where an entry is put together of two."""
    told = match.evidence
    others = not told["authors"] or _mixes_people(reference.csl, record)
    return others and told["title"] < 0.95 and is_another(reference.csl, record)


def is_another(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether title and people of an entry and a record are those of two works; of an organisation nothing is known."""
    own, theirs = item.get("author") or (), record.get("author") or ()
    if not own or not theirs or any("literal" in each for each in (own[0], theirs[0])):
        return False
    if have_people(item, record) and not _mixes_people(item, record):
        return False
    return is_title_major(item, record) or _tell_apart(item, record)


def is_of_its_name(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether a record has the very title and the first author that an entry prints, wherever it stands."""
    own, theirs = item.get("author") or (), record.get("author") or ()
    if not own or not theirs or not names.same_family(own[0], theirs[0]):
        return False
    return same_words.are_same(str(item.get("title") or ""), str(record.get("title") or ""))


def have_people(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether an entry and a record have somebody in common, or nearly so."""
    own, theirs = ([names.family(each) for each in who.get("author") or ()] for who in (item, record))
    return any(_alike(names.fold(one), names.fold(other)) for one in own for other in theirs)


def _mixes_people(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether an entry names some of a record's people, begins with somebody else, and lacks one of them: people put
    together of two works."""
    own, theirs = ([names.fold(names.family(each)) for each in who.get("author") or ()] for who in (item, record))
    if not own or not theirs or any("literal" in each for who in (item, record) for each in who["author"]):
        return False
    strangers = [one for one in own if not any(_alike(one, other) for other in theirs)]
    missed = [one for one in theirs[: len(own)] if not any(_alike(one, other) for other in own)]
    return bool(missed) and len(strangers) < len(own) and own[0] in strangers


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= 4 and fuzz.ratio(one, other) >= 85)


def _tell_apart(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether each of two titles that differ tells of something of which the other has no word."""
    for told in _title_difference(item, record):
        own, theirs = (
            {token[:_STEM] for token in _title_forms(title)[1] if token not in _NOISE}
            for title in (told.printed, told.registered)
        )
        return len(own - theirs) >= 2 and bool(theirs - own)
    return False


_STEM = 5


def _is_of_another_kind(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether one is a thesis or data and the other the paper that came of it, or the other way round."""
    kinds = {str(item.get("type") or ""), str(record.get("type") or "")}
    return bool(kinds & _CAME_BEFORE) and bool(kinds & _CAME_OF_IT)


_CAME_BEFORE = frozenset({"thesis", "dataset", "software"})
_CAME_OF_IT = frozenset({"article-journal", "paper-conference", "chapter"})


def is_translated(reference: Printed, record: Mapping[str, Any]) -> bool:
    """Whether the printed title, and the registered one in each of its forms, are in different languages."""
    own = str(reference.csl.get("title") or reference.text)
    told = [str(record.get(key) or "") for key in ("title", "original-title") if record.get(key)]
    return bool(told) and all(translations.is_other_language(own, title) for title in told)


def is_borne_out(reference: Printed, record: Mapping[str, Any], match: Match) -> bool:
    """Whether a record found by a printed identifier may be the work: nothing else printed speaks against it."""
    if _is_anothers(reference, record, match):
        return False
    return (
        match.score >= NOTHING_MORE
        or (says_little(reference) and not _has_another_place(reference, match))
        or not record.get("title")
        or (_is_in_other_letters(reference, record) and not any(match.evidence[name] for name in _AGAINST))
        or (_prints_a_part(reference, record, match) and not _is_elsewhere(reference, match))
        or _stands_there(match)
    )


_AGAINST = ("author differs", "year differs", "volume differs", "page differs")


def _is_in_other_letters(reference: Printed, record: Mapping[str, Any]) -> bool:
    """Whether a record's title is written in letters that the entry does not use: little else can be compared."""
    return translations.is_other_script(reference.text, str(record.get("title") or ""))


def _prints_a_part(reference: Printed, record: Mapping[str, Any], match: Match) -> bool:
    """Whether the entry prints the first words of a title and stops there, its later part that has the study's short
    name ("... : the ORCHID trial"), or a title of few words and where it appeared.

    Editors leave a part of the title out, and put a body or nobody in the place of the authors.
    """
    title = _MARKS.sub("", str(record.get("title") or ""))
    whole = [names.fold(word) for word in _WORD.findall(title)]
    least = 1 if match.evidence["container"] >= 0.8 else 3
    parts = [part for part in re.split(r"[:?.–—]\s", title)[1:] if _ACRONYM.search(part) and not title.isupper()]
    named = [[names.fold(word) for word in _WORD.findall(part)] for part in parts]
    return _stops(reference, whole, least) or any(_stops(reference, part, 1, whole=True) for part in named)


def _stops(reference: Printed, tokens: Sequence[str], least: int, *, whole: bool = False) -> bool:
    """Whether the entry prints words in a row, all of them (`least` telling ones) or the first three and more telling
    ones, and then a stop."""
    words, gaps = reference.words, reference.gaps
    for start in (n for n, word in enumerate(words) if tokens and word == tokens[0]):
        length = next((n for n, (a, b) in enumerate(zip(words[start:], tokens, strict=False)) if a != b), None)
        length = min(len(tokens), len(words) - start) if length is None else length
        telling = sum(token not in _NOISE for token in tokens[:length])
        complete = length == len(tokens) and telling >= least
        if complete and (telling >= 3 or (_STOP.search(gaps[start + length - 1]) and _opens(gaps, start))):
            return True
        if not whole and telling >= 3 and _STOP.search(gaps[start + length - 1]):
            return True
    return False


def _opens(gaps: Sequence[str], start: int) -> bool:
    return start == 0 or _STOP.search(gaps[start - 1]) is not None


_ACRONYM = re.compile(r"\b[A-Z][A-Z\d-]{3,}\b")
_STOP = re.compile(r"[.,;:?!…\"“”«»()\[\]]|\s[-–—]\s")


def _is_elsewhere(reference: Printed, match: Match) -> bool:
    """Whether neither the people nor the year, or neither the people nor the printed place, are the record's."""
    told = match.evidence
    return bool(told["author differs"] and (told["year differs"] or _has_another_place(reference, match)))


def _has_another_place(reference: Printed, match: Match) -> bool:
    """Whether the entry prints volume and page, and neither the people nor the place are the record's."""
    told = match.evidence
    printed = reference.csl.get("volume") and reference.csl.get("page")
    elsewhere = told["place differs"] or (told["volume differs"] and told["page differs"])
    return bool(printed and told["author differs"] and elsewhere)


def _stands_there(match: Match) -> bool:
    """Whether author, year, volume and page are the record's: then the title is translated, or put in other words."""
    told = match.evidence
    return told["author"] >= 0.9 and told["volume and page"] == 1 and not told["year differs"]


def _is_anothers(reference: Printed, record: Mapping[str, Any], match: Match) -> bool:
    """Whether the entry prints another title and another first author: whatever its place, it is not this work in other
    words."""
    own, people = reference.csl.get("author") or (), record.get("author") or ()
    if not own or not people or says_little(reference) or names.same_family(own[0], people[0]):
        return False
    return match.evidence["title words"] < 0.5 and is_title_major(reference.csl, record)


def is_at_its_place(match: Match) -> bool:
    """Whether title, author, year, volume and page are all the record's."""
    told = match.evidence
    return told["title"] >= 0.95 and told["year"] == 1 and _stands_there(match)


def says_little(reference: Printed) -> bool:
    """Whether next to nothing but an identifier is printed."""
    return len(_TELLING.findall(reference.text)) < 5


_TELLING = re.compile(r"[^\W\d_]{3,}")


def gather_evidence(reference: Printed, record: Mapping[str, Any]) -> dict[str, float]:
    """The model's inputs: each name of `WEIGHTS` but the bias, mostly 0 to 1."""
    out: dict[str, float] = {}
    title, words = _title(reference, record)
    out["title"], out["title words"] = title, words
    unlike = title < 0.5 and words < 0.6 and not is_translated(reference, record)
    out["title differs"] = _another_title(reference, record) if unlike else 0.0
    out.update(_authors(reference, record))
    out.update(_year(reference, record))
    out.update(_numbers(reference, record))
    out["container"] = _container(reference, record)
    if (
        out["container"] >= 0.8
        and out["page"] >= 0.8
        and reference.csl.keys().isdisjoint(("title", "author", "editor"))
    ):
        out["author differs"] = 0.0  # "Brain 2010;133:911" names nobody: journal, volume and page say which work it is
    elsewhere = out["volume differs"] + out["page differs"] == 2 or (
        out["page differs"] == 1 and not record.get("volume")
    )
    out["place differs"] = 1.0 - title if elsewhere and title < 0.9 else 0.0
    return out


def _title(reference: Printed, record: Mapping[str, Any]) -> tuple[float, float]:
    """(title as a phrase in the string, share of its telling words in the string); both 0 to 1."""
    best = (0.0, 0.0)
    for key in ("title", "original-title", "title-short"):
        title = str(record.get(key) or "")
        if not title:
            continue
        solid, tokens = _title_forms(title)
        if not solid:
            continue
        sure = min(1.0, len(solid) / 25)
        if solid in reference.solid:
            phrase = 1.0
        elif len(solid) < 12:
            phrase = 0.0
        else:
            phrase = fuzz.partial_ratio(solid, reference.solid, score_cutoff=60) / 100
            if len(solid) > len(reference.solid):
                phrase *= len(reference.solid) / len(solid)
            head = _title_forms(re.split(r"[:?.–—]\s", title, maxsplit=1)[0])[0]
            if phrase < 0.95 and 25 <= len(head) < len(solid) and head in reference.solid:
                phrase = max(phrase, 0.95)
        telling = [t for t in tokens if t not in _NOISE]
        share = sum(len(t) for t in telling if t in reference.bag) / max(1, sum(map(len, telling)))
        found = (max(0.0, (phrase - 0.6) / 0.4) * sure, max(0.0, (share - 0.5) / 0.5) * sure)
        best = max(best, found)
    return best


def _another_title(reference: Printed, record: Mapping[str, Any]) -> float:
    """Whether the string holds another title: plain words, or words in quotation marks, that the record lacks."""
    known = set(_title_forms(str(record.get("title") or ""))[1])
    for key in ("container-title", "container-title-short", "collection-title", "publisher"):
        known.update(containers.title_words(str(record.get(key) or "")))
    quoted = {names.fold(w) for part in _QUOTED.findall(reference.text) for w in _WORD.findall(part)}
    plain = {names.fold(w) for w in _PLAIN_WORD.findall(reference.text)}
    strange = (plain | {w for w in quoted if len(w) > 3}) - known - _FURNITURE
    return min(1.0, max(0, len(strange) - 1) / 3)


@lru_cache(maxsize=100_000)
def _title_forms(title: str) -> tuple[str, tuple[str, ...]]:
    tokens = tuple(names.fold(w) for w in _WORD.findall(_MARKS.sub("", title)))
    return "".join(tokens), tuple(dict.fromkeys(tokens))


def _authors(reference: Printed, record: Mapping[str, Any]) -> dict[str, float]:
    people = list(record.get("author") or record.get("editor") or [])
    if not people:
        return {"author": 0.0, "authors": 0.0, "author differs": 0.0}
    found = [_named(reference, names.family(person)) for person in people[:8]]
    first = found[0]
    own = reference.csl.get("author") or []
    if own and names.same_family(own[0], people[0]):
        first = 1.0
    share = sum(found) / len(found)
    nobody = max(found) < 0.5 and not translations.is_other_script(reference.text, names.family(people[0]))
    return {"author": first, "authors": share if len(found) > 1 else first, "author differs": float(nobody)}


def _named(reference: Printed, family: str) -> float:
    """Whether a family name stands in the string: 1 as a word, less inside others or nearly."""
    best = 0.0
    for spelling in names.spellings(family):
        if not spelling:
            continue
        if spelling in reference.bag:
            return 1.0
        if len(spelling) >= 5 and spelling in reference.solid:
            return 0.9
        if len(spelling) >= 6:
            head = reference.solid[: max(60, len(reference.solid) // 2)]
            best = max(best, 0.7 * (fuzz.partial_ratio(spelling, head, score_cutoff=84) > 0))
    last = re.split(r"[\s-]+", family.strip())[-1]
    if last != family and names.fold(last) in reference.bag and len(last) > 3:
        best = max(best, 0.8)
    return best


def _year(reference: Printed, record: Mapping[str, Any]) -> dict[str, float]:
    year = dates.year(record.get("issued"))
    if not year or not reference.years:
        return {"year": 0.0, "year differs": 0.0}
    gap = min(abs(y - year) for y in reference.years)
    return {"year": 1.0 if gap == 0 else 0.6 if gap == 1 else 0.0, "year differs": min(1.0, max(0, gap - 1) / 3)}


def _numbers(reference: Printed, record: Mapping[str, Any]) -> dict[str, float]:
    volume, page = _plain_number(str(record.get("volume") or "")), _plain_number(csl.first_page(record))
    years = {str(y) for y in reference.years}
    loose = {n for n in reference.numbers if n not in years}
    placed = loose - _told_elsewhere(reference.csl)
    out = dict.fromkeys(("volume", "volume differs", "page", "page differs", "volume and page"), 0.0)
    if volume:
        own = _plain_number(str(reference.csl.get("volume") or ""))
        if volume == own or volume in loose or (volume in years and reference.raw.count(volume) > 1):
            out["volume"] = min(1.0, 0.4 + 0.2 * len(volume))
        elif len(placed) >= 2:
            out["volume differs"] = 1.0
    if page:
        own = _plain_number(csl.first_page(reference.csl))
        if page == own or page in loose:
            out["page"] = min(1.0, 0.25 * len(page) + 0.1)
        elif len(placed) >= 2:
            out["page differs"] = 1.0
        if volume and len(volume) + len(page) > 3 and volume + page in reference.solid:
            out |= {"page": max(0.6, out["page"]), "volume": max(0.6, out["volume"])}
            out |= {"page differs": 0.0, "volume differs": 0.0}
        if out["page"] and out["volume"]:
            close = re.search(
                rf"(?<!\d){re.escape(volume)}\D(?:.{{0,16}}?\D)?0*{re.escape(page)}(?!\d)", reference.text.lower()
            )
            out["volume and page"] = 1.0 if close else 0.5
    return out


def _told_elsewhere(item: Mapping[str, Any]) -> set[str]:
    """The numbers of an entry's title and the day of its date: they say nothing of where a work stands."""
    parts = (item.get("issued") or {}).get("date-parts") or ()
    days = {str(number) for part in parts for number in part[1:]}
    placed = {_plain_number(str(item[name])) for name in ("volume", "issue", "number") if item.get(name)}
    told = {_plain_number(n) for n in _NUMBER.findall(str(item.get("title") or ""))}
    return (told | days) - placed - {_plain_number(csl.first_page(item))}


def _plain_number(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower()).lstrip("0")


def _container(reference: Printed, record: Mapping[str, Any]) -> float:
    own, whole = str(reference.csl.get("container-title") or ""), names.fold(str(record.get("title") or ""))
    best = 0.0
    for key in ("container-title-short", "container-title", "collection-title"):
        title = str(record.get(key) or "")
        solid = names.fold(title)
        if not title or (solid == whole and reference.solid.count(solid) < 2):
            continue
        for name in containers.names_of(title):
            if own:
                best = max(best, containers.same(own, name))
            if best < 1:
                best = max(best, _run(reference, containers.title_words(name)))
            if best >= 1:
                return 1.0
        if best < 0.8 and len(solid) >= 12:
            if solid in reference.solid:
                best = 0.8
            elif best < 0.6 and fuzz.partial_ratio(solid, reference.solid, score_cutoff=86):
                best = 0.6
    return best


def _run(reference: Printed, wanted: Sequence[str]) -> float:
    """Whether the words of a journal title, perhaps abbreviated, stand one after the other in the string."""
    words, gaps = reference.words, reference.gaps
    if not wanted:
        return 0.0
    best = 0.0
    for start, word in enumerate(words):
        if not (word[:1] == wanted[0][:1] and (containers.abbreviates(word, wanted[0]) or word == wanted[0])):
            continue
        at, reached = start, 0
        while at < len(words) and reached < len(wanted):
            if words[at] == wanted[reached] or containers.abbreviates(words[at], wanted[reached]):
                reached += 1
            elif not (words[at] in _NOISE and reached):
                break
            at += 1
        if reached < len(wanted):
            if reached >= 3 and reached >= len(wanted) - 2 and (at >= len(words) or words[at][:1].isdigit()):
                best = max(best, 0.7)
            continue
        ends = at >= len(words) or words[at][:1].isdigit() or bool(re.search(r"[.,;:(\[\"”]", gaps[at - 1]))
        begins = start == 0 or bool(re.search(r"[.,;:)\]?!\"”]", gaps[start - 1]))
        if len(wanted) == 1:
            best = max(best, 0.8 if ends and begins else 0.2)
        else:
            best = max(best, 1.0 if ends or len(wanted) > 2 else 0.6)
        if best == 1.0:
            break
    return best


_PARTS = frozenset({"chapter", "entry", "entry-encyclopedia", "entry-dictionary"})
_WHOLES = frozenset({"book", "monograph", "edited-book", "reference-book"})
_OF_BOOKS = ("editor", "publisher", "publisher-place", "issued", "edition", "DOI", "ISBN")


def book_of(item: Mapping[str, Any], record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What a chapter's entry says of the book in which it stands, if that is what the record is of; else None."""
    name = item.get("container-title")
    if item.get("type") not in _PARTS or not name or record.get("type") not in _WHOLES or not record.get("title"):
        return None
    book = {"type": "book", "title": name, **{key: item[key] for key in _OF_BOOKS if key in item}}
    return None if is_title_major(book, record) else book


def differences(
    item: Mapping[str, Any], record: Mapping[str, Any], match: Match | None = None, words: str = ""
) -> tuple[Difference, ...]:
    """Where the printed fields (CSL) and the record disagree, major ones first.

    What `match` found in the printed string itself (the whole title, the first author, the journal) is no difference,
    whatever a parser took for that field.

    Major is what points a reader to another work: another title, first author, journal, or a year more than one off.
    A field that either side lacks, an abbreviation and a transliteration are no difference. A chapter is held against
    the record of its book by what it says of the book. `words` is the entry as printed.
    """
    item = book_of(item, record) or item
    seen = match.evidence if match is not None else {}
    out = [*_year_difference(item, record, words)]
    phrase, titles = seen.get("title", 0.0), [str(one.get("title") or "") for one in (item, record)]
    if (phrase < 0.95 and not (seen.get("title words", 0.0) == 1 and phrase > 0.5)) or (
        phrase < 1 and same_words.count_apart(*titles)
    ):
        out += _title_difference(item, record)
    sure = seen.get("author", 0.0) < 0.95 or _mixes_people(item, record)
    if sure or names.compare((item.get("author") or [{}])[0], _first_name(record)) >= 0.4:
        out += _author_difference(item, record)
    journal, known = str(item.get("container-title") or ""), str(record.get("container-title") or "")
    legible = not translations.is_other_script(journal, known)
    if journal and known and legible and item.get("type") in _IN_JOURNALS and record.get("type") in _IN_JOURNALS:
        agree = max(
            containers.same(journal, name)
            for title in (known, str(record.get("container-title-short") or known))
            for name in containers.names_of(title)
        )
        if agree < 0.7 and seen.get("container", 0.0) < 0.8:
            alike = fuzz.token_sort_ratio(journal.lower(), known.lower())
            out.append(Difference("container-title", journal, known, "minor" if alike > 80 else "major"))
    for name, own, theirs in (
        ("volume", str(item.get("volume") or ""), str(record.get("volume") or "")),
        ("issue", str(item.get("issue") or ""), str(record.get("issue") or "")),
        ("page", csl.first_page(item), csl.first_page(record)),
    ):
        if own and theirs and _plain_number(own) != _plain_number(theirs) and not _within(own, theirs):
            out.append(Difference(name, own, theirs, "minor"))
    own_doi, doi = str(item.get("DOI") or "").lower(), str(record.get("DOI") or "").lower()
    if own_doi and doi and own_doi != doi:
        out.append(Difference("DOI", own_doi, doi, "major"))
    return tuple(sorted(out, key=lambda d: d.severity != "major"))


def _first_name(record: Mapping[str, Any]) -> Mapping[str, Any]:
    people = record.get("author") or record.get("editor") or [{}]
    first: Mapping[str, Any] = people[0]
    return first


_IN_JOURNALS = frozenset({"article-journal", "article", "review", "article-magazine", "article-newspaper"})


def doi_readings(item: Mapping[str, Any]) -> tuple[str, ...]:
    """The other DOIs that the printed one may be, where a line end or a bracket leaves open where it ends."""
    return tuple(map(str, _listed(item, "DOI-readings")))


def is_title_major(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether both sides have a title and the titles are not those of one work."""
    return any(d.severity == "major" for d in _title_difference(item, record))


def put_together(
    item: Mapping[str, Any], records: Sequence[Mapping[str, Any]]
) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """The two records of which an entry has the pieces: the title of the first, which stands elsewhere, and of the
    second, of another title, the place in the journal or the identifier; None if there are no such two."""
    title = str(item.get("title") or "")
    titled = [
        r for r in records if same_words.are_same(title, str(r.get("title") or "")) and _stands_elsewhere(item, r)
    ]
    placed = [r for r in records if is_title_major(item, r) and (in_its_place(item, r) or _is_named(item, r))]
    return next(((one, other) for one in titled for other in placed), None)


def _stands_elsewhere(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    told = {d.field for d in differences(item, record)}
    return len(told & {"author", "container-title", "issued", "volume", "page"}) >= 2


def _is_named(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    pairs = ((str(each.get(name) or "").lower() for each in (item, record)) for name in ("DOI", "PMID"))
    return any(own and own == theirs for own, theirs in pairs)


def in_its_place(item: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Whether journal, volume and first page of an entry are a record's."""
    journals = [str(record.get(k) or "") for k in ("container-title", "container-title-short")]
    own = str(item.get("container-title") or "")
    page, volume = csl.first_page(item), str(item.get("volume") or "")
    return (
        bool(page and volume)
        and page == csl.first_page(record)
        and volume == str(record.get("volume") or "")
        and any(containers.same(own, journal) >= 0.8 for journal in journals if journal)
    )


def lessen(match: Match, by: float) -> Match:
    """The match with `by` log-odds taken away."""
    total = max(-30.0, match.weight - by)
    return Match(1 / (1 + math.exp(-total)), match.evidence, total, match.differences)


def _title_difference(item: Mapping[str, Any], record: Mapping[str, Any]) -> list[Difference]:
    own, theirs = str(item.get("title") or ""), str(record.get("title") or "")
    if not own or not theirs:
        return []
    solid = _title_forms(own)[0]
    original = str(record.get("original-title") or "")
    if all(translations.is_other_language(own, title) for title in (theirs, original) if title):
        return []
    forms = [_title_forms(t)[0] for t in (theirs, original)]
    if not solid or not any(forms):
        return []  # nothing but signs
    heads = [_title_forms(re.split(r"[:?.–—]\s", t, maxsplit=1)[0])[0] for t in (own, theirs)]
    if solid in forms or (len(solid) >= 12 and solid == heads[1]) or (len(forms[0]) >= 12 and heads[0] == forms[0]):
        return []
    alike = max(
        max(fuzz.ratio(solid, form) for form in forms if form),
        fuzz.token_set_ratio(_spaced(own), _spaced(theirs)) - 3,
    )
    apart = all(same_words.count_apart(own, title) for title in (theirs, original) if title)
    if (alike >= 97 and not apart) or any(same_words.are_same(own, title) for title in (theirs, original) if title):
        return []
    return [Difference("title", own, theirs, "minor" if alike >= 75 else "major")]


def _spaced(title: str) -> str:
    return " ".join(_title_forms(title)[1])


def _author_difference(item: Mapping[str, Any], record: Mapping[str, Any]) -> list[Difference]:
    own, theirs = item.get("author") or [], record.get("author") or record.get("editor") or []
    if not own or not theirs:
        return []
    shown = (names.display(own[0]), names.display(theirs[0]))
    agree = names.compare(own[0], theirs[0])
    if agree >= 0.7 or translations.is_other_script(*shown):
        return []
    if agree >= 0.4 or fuzz.ratio(names.fold(names.family(own[0])), names.fold(names.family(theirs[0]))) >= 85:
        return [Difference("author", *shown, "minor")]
    listed_later = any(names.same_family(own[0], other) for other in theirs[1:])
    organisation = "literal" in own[0] or "literal" in theirs[0]
    return [Difference("author", *shown, "minor" if listed_later or organisation else "major")]


def _year_difference(item: Mapping[str, Any], record: Mapping[str, Any], words: str = "") -> list[Difference]:
    own, theirs = dates.year(item.get("issued")), dates.year(record.get("issued"))
    if not own or not theirs or own in (theirs, *years(record)) or (own > theirs and is_reprint(item, words)):
        return []
    if record.get("original-date") and own < theirs:  # a chapter that is revised in place: `stages.notices` says so
        return []
    later = record.get("type") in _WHOLES and any(year < own for year in years(record))  # of a printing not listed
    return [Difference("issued", str(own), str(theirs), "minor" if later or abs(own - theirs) == 1 else "major")]


def is_reprint(item: Mapping[str, Any], words: str = "") -> bool:
    """Whether an entry says that it is of a book printed again, so that its year is not the edition's."""
    told = (words, *(str(item.get(name) or "") for name in ("edition", "note", "publisher")))
    return item.get("type") in _WHOLES | _PARTS and any(_REPRINT.search(each) for each in told)


_REPRINT = re.compile(
    r"\b(?:re-?print(?:ed|ing)?|(?:\w{2,8}|\d{4}) (?:printing|impression)|nachdruck|nachdr\.|réimpr\w*|reimpr\w*"
    r"|ristampa|rist\.|herdruk|opptrykk|nytryck|optryk|dodruk)",
    re.IGNORECASE,
)


def years(record: Mapping[str, Any]) -> Sequence[int]:
    """All years in which a work came out, where its registry tells several."""
    return [year for year in _listed(record, "years") if isinstance(year, int)]


def _listed(item: Mapping[str, Any], name: str) -> Sequence[Any]:
    """A list in an item's `custom`; anybody may have written it."""
    custom = item.get("custom")
    held = custom.get(name) if isinstance(custom, Mapping) else None
    return held if isinstance(held, list | tuple) else ()


def _within(one: str, other: str) -> bool:
    """ "6-7" and "6", "Suppl 1" and "S1", "e0012" and "12" are one number printed in two ways."""
    a, b = ([n.lstrip("0") for n in re.findall(r"\d+", x)] for x in (one, other))
    return bool(a and b and set(a) & set(b) and (set(a) <= set(b) or set(b) <= set(a)))


class Index:
    """Records in memory, found by the letters and numbers they share with a printed reference.

    Letters count in runs of five with spaces left out, so that broken words, joined words and abbreviations still meet;
    rare runs weigh more (inverse document frequency). A whole library of some ten thousand records fits: most runs
    stand in one record, whose number is then kept as it is, those of more as four bytes each.
    """

    def __init__(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        self._records = records
        self._keys = tuple(records)
        self._postings: dict[str, int | array[int]] = {}
        for number, record in enumerate(records.values()):
            for gram in _grams(record):
                found = self._postings.get(gram)
                if found is None:
                    self._postings[gram] = number
                elif isinstance(found, int):
                    self._postings[gram] = array("I", (found, number))
                else:
                    found.append(number)
        most = max(50, len(self._keys) // 5)
        for gram in [g for g, held in self._postings.items() if not isinstance(held, int) and len(held) > most]:
            del self._postings[gram]
        self._length = [0.0] * len(self._keys)
        for gram in self._postings:
            weight, numbers = self._weighed(gram)
            for number in numbers:
                self._length[number] += weight

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, key: str) -> Mapping[str, Any]:
        return self._records[key]

    def _weighed(self, gram: str) -> tuple[float, Sequence[int]]:
        """What a run weighs, and the numbers of the records that it stands in."""
        found = self._postings.get(gram)
        if found is None:
            return 0.0, ()
        numbers = (found,) if isinstance(found, int) else found
        return math.log(1 + len(self._keys) / len(numbers)), numbers

    def candidates(self, reference: Printed, most: int = 8) -> list[str]:
        """The keys of the records most like the reference, best first."""
        scores: dict[int, float] = defaultdict(float)
        for gram in sorted(_asked(reference)):
            weight, numbers = self._weighed(gram)
            for number in numbers:
                scores[number] += weight
        plain = sorted(scores, key=lambda n: (-scores[n], n))[:most]
        even = sorted(scores, key=lambda n: (-scores[n] / (self._length[n] + 40) ** 0.5, n))[:most]
        merged = dict.fromkeys(n for pair in zip(even, plain, strict=False) for n in pair)
        return [self._keys[n] for n in merged]

    def search(self, reference: Printed, most: int = 8) -> list[tuple[str, Match]]:
        """The best candidates with the evidence for each, best first."""
        found = [(key, compare(reference, self._records[key])) for key in self.candidates(reference, most)]
        return sorted(found, key=lambda pair: -pair[1].score)


def decide(found: Sequence[tuple[str, Match]], *, same: Mapping[str, str] | None = None) -> tuple[str, str]:
    """(outcome, key): "matched" with the key, "ambiguous" with the best of several as good, or ("not_found", "").

    `same` maps keys to the work they are records of, where two records are known to be one work.
    """
    if not found or found[0][1].score < ACCEPT:
        return "not_found", ""
    key, best = found[0]
    rival = next((m for k, m in found[1:] if not same or same.get(k, k) != same.get(key, key)), None)
    if rival is not None and rival.score >= ACCEPT and best.weight - rival.weight < MARGIN:
        return "ambiguous", key
    return "matched", key


def _grams(record: Mapping[str, Any]) -> set[str]:
    solid = _title_forms(str(record.get("title") or ""))[0]
    out = {solid[i : i + 5] for i in range(max(1, len(solid) - 4))} if solid else set()
    for key in ("container-title", "container-title-short"):
        title = str(record.get(key) or "")
        out.update(f"c:{word[:4]}" for word in containers.title_words(title))
        solid = names.fold(title)
        out.update(solid[i : i + 5] for i in range(len(solid) - 4))
    for person in (record.get("author") or [])[:8]:
        out.update(f"a:{s}" for s in names.spellings(names.family(person)))
    volume, page = _plain_number(str(record.get("volume") or "")), _plain_number(csl.first_page(record))
    year = dates.year(record.get("issued"))
    out |= {f"n:{n}" for n in (volume, page, str(year or "")) if n}
    if volume and page:
        out.add(f"v:{volume}:{page}")
    return out


def _asked(reference: Printed) -> set[str]:
    solid = reference.solid
    out = {solid[i : i + 5] for i in range(len(solid) - 4)}
    out |= {f"c:{word[:4]}" for word in reference.words} | {f"a:{word}" for word in reference.words}
    out |= {f"n:{n}" for n in reference.numbers | {str(y) for y in reference.years}}
    own = sorted(reference.numbers)
    out |= {f"v:{a}:{b}" for a in own for b in own if a != b} if len(own) < 12 else set()
    return out
