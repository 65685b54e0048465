"""The sources a front matter names: lines, objects of a content system, CSL items, and files that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citewarden.model import BibliographyEntry, Unread
from citewarden.readers import _words
from citewarden.readers._front_matter import Front, fold
from citewarden.text import bibliography, csl, identifiers, shapes
from citewarden.text.bibliography import items

_LISTS = ("sources", "references", "citations", "bibliography", "refs", "workscited")
_NAMES = re.compile(
    r"(?:article|medical|page|post|content|our|key|external|scientific|primary|cited|selected|source|reference|citation"
    r"|further|full)*(?:sources?|references?|refs|citations|literature|quellen|literatur|fuentes|fontes|bronnen)"
    r"(?:and(?:references|sources))?(?:list|items?|links?|data|cited|used|urls?|entries)*"
)
"""Further names of such lists, folded."""
_NOTES = ("footnotes", "endnotes", "notes")
_WORDED = ("text", "content", "note", "body", "citation", "source", "html")
_HREF = re.compile(r"<a\s[^<>]{0,300}?href\s*=\s*([\"'])(https?:[^\"'<>\s]{1,500})\1", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,600}>")
_COUNTED = ("label", "number", "index", "ref", "id")
"""What holds a source's number in the list."""
_CALLED = ("key", "citekey", "citationkey", "label", "ref", "slug", "shortname", "short")
"""What holds the word by which the text calls a source."""
_CALL = re.compile(r"[^\W\d_][\w.:+-]{1,40}")
_BODIES = ("organization", "organisation", "org", "institution", "agency")
"""What holds the body that publishes a source and, where no author is named, wrote it."""
_FILES = ("bibliography", "bibfile", "bibfiles")
_FILE = re.compile(r"[^\s<>]+\.[A-Za-z]{2,6}")
_STEM = re.compile(r"[\w./-]+")
"""A BibTeX file as LaTeX names it."""
_SOURCE = re.compile(r"\b(?:19|20)\d\d\b|https?://|\bwww\.|\b10\.\d{4,9}/|\bPMID\b", re.IGNORECASE)
"""What tells that a line is a source."""
_KEY = re.compile(r"@\{?([^\s,;{}]+)")
_VARIABLES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name", "headline", "articletitle", "label", "text"),
    "URL": (
        "url", "href", "link", "uri", "website", "address", "webpage", "weblink", "externallink", "externalurl",
        "pubmedurl", "pubmedlink",
    ),
    "DOI": ("doi", "doiurl", "doilink"),
    "PMID": ("pmid", "pubmed", "pubmedid"),
    "PMCID": ("pmcid", "pmc"),
    "ISBN": ("isbn",),
    "author": ("author", "authors", "byline", "by", "creator", "creators"),
    "container-title": (
        "journal", "containertitle", "container", "publication", "periodical", "booktitle", "site", "sitename",
        "magazine",
    ),
    "publisher": ("publisher", "organization", "organisation", "org", "institution", "source", "agency"),
    "issued": (
        "issued", "date", "year", "published", "publicationdate", "publishedat", "pubdate", "datepublished",
        "publishdate", "publisheddate",
    ),
    "accessed": (
        "accessed", "accessdate", "accessedon", "accessedat", "accesseddate", "dateaccessed", "retrieved",
        "retrievedon", "urldate",
    ),
    "volume": ("volume", "vol"),
    "issue": ("issue", "number"),
    "page": ("page", "pages"),
    "edition": ("edition",),
}  # fmt: skip
"""What content systems call a source's CSL variables."""
_WHOLE = (
    "citation", "reference", "cite", "cites", "entry", "bibitem", "raw", "formatted", "printed", "fullcitation",
    "fullreference", "apa", "ama", "vancouver", "harvard", "chicago", "mla",
)  # fmt: skip
"""What they call a reference that is printed as it is."""
_PREFIX = re.compile(r"(?:source|reference|ref|citation|cite|link|study|paper|article)(?=[a-z])")
"""What content systems put in front of these names: `sourceTitle`, `link_url`."""
_TELLING = ("title", "URL", "DOI", "PMID", "PMCID", "ISBN")


@dataclass(frozen=True, slots=True)
class Line:
    """A source written as a line of text, and its number or name in the list; `beside` are the addresses of it that
    stand in fields of their own."""

    label: str
    words: str
    beside: tuple[str, ...] = ()


def listed(front: Front, *, by_key: bool) -> Iterator[Line | BibliographyEntry | Unread]:
    """The sources the front matter lists, in order. `by_key`: whether the text cites by key; then the items of a list
    that have ids are cited by these, otherwise all are listed under their number."""
    number, named = 0, set(files(front))
    for name in (*_LISTS, *_further(front)):
        value = front.fields.get(name)
        rows = _rows(value)
        for label, row in rows:
            if isinstance(row, str) and (not row.strip() or row.strip() in named):
                continue
            number += 1
            yield _source(row, label or str(number), front.line(name), by_key=by_key)
        if isinstance(value, str) and not rows and value.strip() not in {"", *named}:
            yield Unread(
                "field",
                f"the field {front.printed(name)}",
                "it lists no source that was understood",
                "write each source as a line of a list",
                place=front.place(name),
            )


def notes(front: Front) -> Iterator[tuple[str, str]]:
    """(label, words) of the notes the front matter holds for marks in the text."""
    for name in _NOTES:
        for number, (label, row) in enumerate(_rows(front.fields.get(name)), 1):
            held = {fold(str(key)): value for key, value in row.items()} if isinstance(row, dict) else {}
            words = (
                row if isinstance(row, str) else next((held[n] for n in _WORDED if isinstance(held.get(n), str)), "")
            )
            said = next((str(held[n]) for n in ("id", "label", "number", "key") if held.get(n)), "")
            if words.strip():
                yield label or said or str(number), words


def _further(front: Front) -> Iterator[str]:
    """The fields besides the usual ones whose name says that they list sources and that hold a list."""
    for name, value in front.fields.items():
        if name not in (*_LISTS, *_FILES) and isinstance(value, list) and _NAMES.fullmatch(name):
            yield name


def files(front: Front) -> Iterator[str]:
    """The bibliography files the front matter names."""
    for name in (*_FILES, "references"):
        value = front.fields.get(name)
        rows = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
        for row in rows:
            words = row.strip() if isinstance(row, str) else ""
            if _FILE.fullmatch(words) and (name in _FILES or words.lower().endswith(bibliography.SUFFIXES)):
                yield words
            elif name in _FILES and _STEM.fullmatch(words):
                yield f"{words}.bib"


def nocite(front: Front) -> tuple[str, ...]:
    """The keys that are listed without being cited; "*" for all."""
    value = front.fields.get("nocite")
    words = " ".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else ""
    return tuple(key.rstrip(".") for key in _KEY.findall(words))


def keys(front: Front) -> frozenset[str]:
    """The ids of the items in the front matter."""
    rows = front.fields.get("references")
    held = rows if isinstance(rows, list) else []
    return frozenset(str(row["id"]) for row in held if isinstance(row, dict) and row.get("id"))


def names(front: Front) -> frozenset[str]:
    """By what words the text may call the sources that the front matter lists as objects."""
    lists = (front.fields.get(name) for name in (*_LISTS, *_further(front)))
    rows = (row for value in lists if isinstance(value, list) for row in value)
    return frozenset(name for row in rows if isinstance(row, Mapping) and _CALL.fullmatch(name := _name(row)))


def _name(row: Mapping[Any, Any]) -> str:
    """By what the text calls the source of a row, "" if the row gives it no name."""
    if row.get("id"):
        return str(row["id"])
    held = {fold(str(key)): value for key, value in row.items()}
    named = (held.get(key) for key in _CALLED)
    return next((value for value in named if isinstance(value, str) and _CALL.fullmatch(value)), "")


def _rows(value: Any) -> list[tuple[str, Any]]:
    """(label or "", source) of each item of a list, of a mapping by label, of a text of lines."""
    if isinstance(value, list):
        return [("", row) for row in value]
    if isinstance(value, dict):
        if _object(value):
            return [("", value)]
        return [(str(label), row) for label, row in value.items() if isinstance(row, str | dict)]
    if not isinstance(value, str):
        return []
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    if len(lines) == 1 and not _SOURCE.search(lines[0]):
        return []
    out = []
    for line in lines:
        label, length = _words.marker(line)
        out.append((label, line[length:]))
    return out


def _source(row: Any, label: str, line: int, *, by_key: bool) -> Line | BibliographyEntry | Unread:
    if isinstance(row, str):
        links = tuple(match[2] for match in _HREF.finditer(row))
        return Line(label, " ".join(_TAG.sub(" ", row).split()), links) if "<" in row else Line(label, row)
    if isinstance(row, Mapping):
        within = [value for value in row.values() if isinstance(value, Mapping)]
        row = within[0] if len(within) == 1 and not _object(row) else row  # {source: {title: ..., url: ...}}
        held = {fold(str(key)): value for key, value in row.items()}
        whole = next((held[key] for key in _WHOLE if isinstance(held.get(key), str) and held[key].strip()), "")
        whole = whole or next((held[key] for key in _WORDED if shapes.cites(str(held.get(key) or ""))), "")
        counted = (str(held.get(key) or "") for key in _COUNTED)
        label = next((said for said in counted if said.isdecimal() and len(said) < 6), label)
        name = _name(row)
        row = {key: value for key, value in row.items() if value != name or fold(str(key)) not in _CALLED}
        item = _csl(row) if row.get("id") and (by_key or set(row) & (csl.DATES | csl.NAMES)) else _object(row)
        key = name if by_key and name else label
        if whole and key == label:
            doi = identifiers.doi(str(item.get("DOI") or ""))
            said = (f"https://doi.org/{doi}" if doi else "", str(item.get("URL") or ""))
            return Line(label, whole, tuple(filter(None, said)))
        if item or whole:
            return BibliographyEntry(key, items.normal(item) if item else {}, whole, line=line)
    return Unread(
        "entry",
        f"source {label}",
        "no title, address or identifier was read in it",
        "write it as a line, or with `title:` and `url:` or `doi:`",
        place=f"front matter, line {line}",
    )


def _csl(row: Mapping[Any, Any]) -> dict[str, Any]:
    item = {str(name): value for name, value in row.items() if name != "id"}
    return item if any(item.get(name) for name in _TELLING) else _object(row)


def _object(row: Mapping[Any, Any]) -> dict[str, Any]:
    """The CSL item of an object of a content system; {} if it says neither title nor address nor identifier."""
    held = {fold(str(key)): value for key, value in row.items()}
    held = {**{_PREFIX.sub("", key, count=1): value for key, value in held.items()}, **held}
    item = {
        variable: value
        for variable, names in _VARIABLES.items()
        if (value := next((held[name] for name in names if _says(held.get(name), variable)), None)) is not None
    }
    if not any(item.get(name) for name in _TELLING):
        return {}
    body = next((held[name] for name in _BODIES if isinstance(held.get(name), str) and held[name].strip()), "")
    if body and "author" not in item:
        item["author"] = [{"literal": body.strip()}]
    journal = any(held.get(name) for name in ("journal", "volume", "pmid", "pmcid"))
    guessed = "article-journal" if journal else "book" if item.get("ISBN") else "webpage" if item.get("URL") else ""
    said = str(held.get("type") or "")
    return {"type": said if said in csl.TYPES else guessed or "document", **item}


def _says(value: Any, variable: str) -> bool:
    """Whether a field of an object can be the value of a CSL variable."""
    if value in (None, "", [], {}) or isinstance(value, bool) or (variable == "title" and str(value).isdecimal()):
        return False
    return variable in csl.NAMES or variable in csl.DATES or not isinstance(value, list | dict)
