"""CSL-JSON items: which types and variables there are, whether an item is valid, and types from other vocabularies.

Source: the CSL 1.0.2 specification and its CSL-JSON format; `config/schemas/csl.schema.json` says the same as a schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
    """.split()  # noqa: SIM905
)
NAMES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author
    performer producer recipient reviewed-author script-writer series-creator translator
    """.split()  # noqa: SIM905
)
DATES = frozenset("accessed available-date event-date issued original-date submitted".split())  # noqa: SIM905
TEXTS = frozenset(
    """
    abstract annote archive archive-place archive_collection archive_location authority call-number chapter-number
    citation-key citation-label citation-number collection-number collection-title container-title
    container-title-short dimensions division DOI edition event event-place event-title first-reference-note-number
    genre ISBN ISSN issue journalAbbreviation jurisdiction keyword language locator medium note number
    number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first part
    part-title PMCID PMID printing publisher publisher-place references reviewed-genre reviewed-title scale section
    shortTitle source status supplement title title-short URL version volume volume-title volume-title-short
    year-suffix
    """.split()  # noqa: SIM905
)
_NAME_TEXTS = frozenset("family given dropping-particle non-dropping-particle suffix literal".split())  # noqa: SIM905
_NAME_FLAGS = frozenset("comma-suffix static-ordering parse-names".split())  # noqa: SIM905

FROM_CROSSREF: Mapping[str, str] = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "reference-book": "book",
    "edited-book": "book",
    "monograph": "book",
    "book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "standard": "standard",
    "peer-review": "review",
    "journal": "periodical",
    "journal-issue": "periodical",
    "component": "figure",
    "grant": "document",
    "other": "document",
}
"""Crossref work types as CSL types."""

FROM_DATACITE: Mapping[str, str] = {
    "Audiovisual": "motion_picture",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Image": "graphic",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "PeerReview": "review",
    "Preprint": "article",
    "Report": "report",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
    "Text": "document",
}
"""DataCite resourceTypeGeneral as CSL types."""

FROM_BIBTEX: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "webpage": "webpage",
}
"""BibTeX and BibLaTeX entry types as CSL types."""

FROM_RIS: Mapping[str, str] = {
    "ABST": "article-journal",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "GEN": "document",
    "GOVDOC": "report",
    "HEAR": "hearing",
    "ICOMM": "post",
    "INPR": "article-journal",
    "JFULL": "article-journal",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "PAT": "patent",
    "RPRT": "report",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "UNPB": "manuscript",
    "WEB": "webpage",
}
"""RIS type tags as CSL types."""


def faults(item: Mapping[str, Any]) -> list[str]:
    """What is wrong with a CSL-JSON item, one plain line each; [] if it is valid. An "id" is not asked for."""
    out = []
    if item.get("type") not in TYPES:
        out.append(f"type: {item.get('type')!r} is no CSL type")
    for key, value in item.items():
        if key in ("type", "custom", "categories", "id"):
            kind = {"custom": dict, "categories": list}.get(key)
            if kind is not None and not isinstance(value, kind):
                out.append(f"{key}: must be {'an object' if kind is dict else 'a list'}")
        elif key in NAMES:
            out.extend(_name_faults(key, value))
        elif key in DATES:
            out.extend(_date_faults(key, value))
        elif key in TEXTS:
            if not isinstance(value, (str, int, float)) or isinstance(value, bool):
                out.append(f"{key}: must be text or a number")
        else:
            out.append(f"{key}: no CSL variable")
    return out


def _name_faults(key: str, value: Any) -> list[str]:
    if not isinstance(value, (list, tuple)):
        return [f"{key}: must be a list of names"]
    out = []
    for number, name in enumerate(value):
        place = f"{key}.{number}"
        if not isinstance(name, Mapping):
            out.append(f"{place}: must be an object")
            continue
        if not (name.get("family") or name.get("literal") or name.get("given")):
            out.append(f"{place}: has neither family nor literal")
        for part, text in name.items():
            if part in _NAME_FLAGS:
                continue
            if part not in _NAME_TEXTS:
                out.append(f"{place}.{part}: no part of a CSL name")
            elif not isinstance(text, str):
                out.append(f"{place}.{part}: must be text")
    return out


def _date_faults(key: str, value: Any) -> list[str]:
    if not isinstance(value, Mapping):
        return [f"{key}: must be a date object"]
    out = [
        f"{key}.{p}: no part of a CSL date"
        for p in value
        if p not in ("date-parts", "season", "circa", "literal", "raw")
    ]
    parts = value.get("date-parts")
    if parts is not None:
        sound = (
            isinstance(parts, (list, tuple))
            and 1 <= len(parts) <= 2
            and all(
                isinstance(p, (list, tuple)) and 1 <= len(p) <= 3 and all(isinstance(n, (int, str)) for n in p)
                for p in parts
            )
        )
        if not sound:
            out.append(f"{key}.date-parts: must be one or two lists of one to three numbers")
    elif not any(p in value for p in ("literal", "raw")):
        out.append(f"{key}: has neither date-parts nor literal")
    return out


def clean(item: Mapping[str, Any]) -> dict[str, Any]:
    """`item` as valid CSL-JSON without id: unknown keys and empty values dropped, Crossref's lists made text."""
    out: dict[str, Any] = {}
    for key, value in item.items():
        if key == "type":
            continue
        if key in TEXTS and isinstance(value, (list, tuple)):
            value = value[0] if value else ""
        if value in (None, "", [], {}, ()):
            continue
        if key in DATES:
            value = _sound_date(value) if isinstance(value, Mapping) else {}
            if value:
                out[key] = value
        elif _is_sound(key, value):
            out[key] = value
        elif key in NAMES and isinstance(value, (list, tuple)) and (people := _sound_names(value)):
            out[key] = people
    kind = str(item.get("type", ""))
    return {"type": kind if kind in TYPES else FROM_CROSSREF.get(kind, "document"), **out}


def _is_sound(key: str, value: Any) -> bool:
    """Whether a variable may stay as it is."""
    if key in NAMES:
        return not _name_faults(key, value)
    text = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    if key in ("custom", "categories"):
        return isinstance(value, Mapping if key == "custom" else (list, tuple))
    return key in TEXTS and text


def _sound_names(names: Sequence[Any]) -> list[dict[str, str]]:
    """The names that say a family or a whole, with the parts that CSL knows; Crossref's `name` is a whole."""
    people = [name for name in names if isinstance(name, Mapping)]
    out = []
    for name in people:
        kept = {p: t for p, t in name.items() if p in _NAME_TEXTS and isinstance(t, str) and t}
        if not kept.get("family") and not kept.get("literal") and name.get("name"):
            kept["literal"] = str(name["name"])
        if kept.get("family") or kept.get("literal"):
            out.append(kept)
    return out


def _sound_date(date: Mapping[str, Any]) -> dict[str, Any]:
    """A date with those of its parts that can be ones, of one day or two; {} where nothing is left."""
    rows = date.get("date-parts")
    held = [row for row in rows if isinstance(row, (list, tuple))] if isinstance(rows, (list, tuple)) else []
    parts = [part for part in map(date_parts, held) if part][:2]
    if parts:
        sound = not _date_faults("issued", date)
        return {**(date if sound else {}), "date-parts": parts}
    words = {name: date[name] for name in ("literal", "raw") if isinstance(date.get(name), str) and date[name]}
    return words


def date_parts(row: Sequence[Any]) -> list[int]:
    """Year, month and day of a row of a date, as far as they can be ones."""
    said = [str(n) for n in row[:3]]
    numbers = [int(n) if n.isdecimal() and len(n) < 5 else 0 for n in said]
    limits = (9999, 12, 31)
    fits = next((i for i, (n, most) in enumerate(zip(numbers, limits, strict=False)) if not 0 < n <= most), 3)
    return numbers[:fits]


def first_page(item: Mapping[str, Any]) -> str:
    """The first page or electronic locator of an item ("310" of "310-22"), "" if none."""
    page = str(item.get("page") or item.get("number") or "")
    return re.split(r"(?<!\s)\s*[-–—,;]\s*", page.strip(), maxsplit=1)[0]


def short_title(title: str) -> str:
    """The title up to its first colon, dash or question mark, for naming a work in a message: ten words, or eight of
    more. A head that names no subject ("Meta-analysis: ...") is given with what follows."""
    head, *more = re.split(r"(?<=[?!])\s|:\s|\s[–—-]\s", title.strip(), maxsplit=1)
    words = (title if more and len(head.split()) < NAMING else head).split()
    return " ".join(words if len(words) <= SHORT else [*words[: SHORT - 2], "…"])


NAMING, SHORT = 4, 10
"""Words a head needs to name a work; words a short title may have."""
