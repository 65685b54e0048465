"""BibTeX and BibLaTeX, entry by entry, so that a broken one costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from citewarden.errors import InputError
from citewarden.text import csl, dates
from citewarden.text.bibliography import _bibtex_syntax, _latex
from citewarden.text.bibliography._bibtex_syntax import Entry
from citewarden.text.bibliography.items import Item, Record, person

_INHERITS = re.compile(r"crossref|xdata", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\A\s*(?:©|\(?c\)?\.?)\s?(?=\d{4})", re.IGNORECASE)
_COUNTED = ("volume", "number", "pages", "eid")
"""Fields of numbers, whose ranges are written with a hyphen."""
_NOTES = ("note", "addendum", "annote", "annotation")

_VARIABLES = {
    "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher", "address": "publisher-place",
    "location": "publisher-place", "edition": "edition", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL",
    "pmid": "PMID", "pmcid": "PMCID", "abstract": "abstract", "eid": "number", "version": "version",
    "language": "language", "series": "collection-title", "institution": "publisher", "school": "publisher",
    "organization": "publisher",
}  # fmt: skip
_BY_NUMBER = (
    "techreport",
    "report",
    "patent",
    "standard",
    "misc",
    "online",
    "manual",
    "dataset",
    "software",
    "unpublished",
)
"""Entries of which `number` is their own, not that of a journal's issue."""
_IN_SERIES = ("book", "mvbook", "inbook", "incollection", "proceedings", "collection", "inproceedings")
"""Entries of which `number` is that of the series."""
_OF_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
"""What a part takes from the book that holds it, under which name; everything else keeps its own."""
_PARTS = ("inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook")


def records(text: str, where: str) -> Iterator[Record | InputError]:
    """The entries of a BibTeX file in order, each with what it inherits from those its `crossref` and `xdata` name."""
    if text.strip() and not _bibtex_syntax.BEGINS.search(text):
        raise InputError("no BibTeX entry in it", where=f"{where}:1")
    parents = _parents(text) if _INHERITS.search(text) else {}
    for entry in _bibtex_syntax.entries(text):
        if isinstance(entry, Entry):
            if entry.type != "xdata":  # which holds what others share, and is no work
                yield from _record(entry, parents, f"{where}:{entry.line}")
        else:
            line, wrong = entry
            told = f"a broken BibTeX entry ({wrong})"
            yield InputError(told, where=f"{where}:{line}", remedy="check its braces and commas")


def _parents(text: str) -> dict[str, Mapping[str, str]]:
    """The fields of the entries that others inherit from, by key; none of the others is held meanwhile."""
    named = {
        name for entry in _sound(text) for name in (entry.fields.get("crossref", "").casefold(), *_shared(entry.fields))
    }
    parents: dict[str, Mapping[str, str]] = {}
    for entry in _sound(text):
        if entry.key.casefold() in named:
            parents.setdefault(entry.key.casefold(), entry.fields)
    return {key: _with_shared(fields, parents) for key, fields in parents.items()}


def _shared(fields: Mapping[str, str]) -> list[str]:
    """The keys of the entries whose fields an entry shares: its `xdata`."""
    return [key.strip().casefold() for key in fields.get("xdata", "").split(",") if key.strip()]


def _with_shared(fields: Mapping[str, str], parents: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The fields of an entry with those it lacks from its `xdata`, and from theirs."""
    out, asked, known = dict(fields), _shared(fields), set[str]()
    while asked:
        key = asked.pop(0)
        if key not in known:
            known.add(key)
            shared = parents.get(key, {})
            out = {**shared, **out}
            asked += _shared(shared)
    return out


def _sound(text: str) -> Iterator[Entry]:
    return (entry for entry in _bibtex_syntax.entries(text) if isinstance(entry, Entry))


def _record(entry: Entry, parents: Mapping[str, Mapping[str, str]], place: str) -> Iterator[Record | InputError]:
    """An entry as a record, and what of it could not be read."""
    for name in entry.unknown:
        told = f"the abbreviation {name!r} is not defined and is kept as it is"
        yield InputError(told, where=place, remedy=f"write @string{{{name} = ...}}")
    parent = entry.fields.get("crossref", "")
    for name in (parent, *_shared(entry.fields)):
        if name and name.casefold() not in parents:
            told = f"entry {entry.key!r} inherits from {name!r}, which is not in the file"
            yield InputError(told, where=place, remedy="add that entry, or what it should give")
    item = _item(entry.type, _inherited(entry, parents))
    also = [key.strip() for key in entry.fields.get("ids", "").split(",") if key.strip()]
    if also:
        item["custom"] = {**item.get("custom", {}), "ids": also}
    if item["title"]:
        yield Record(entry.key, entry.line, item)
    else:
        yield InputError(f"entry {entry.key!r} has no title", where=place)


def _inherited(entry: Entry, parents: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The fields of an entry with those it lacks from what it shares and from its parent, as BibLaTeX maps them."""
    own = _with_shared(entry.fields, parents)
    part = entry.type in _PARTS
    parent = parents.get(own.get("crossref", "").casefold(), {})
    given = {(_OF_BOOK.get(name, name) if part else name): value for name, value in parent.items() if name != "ids"}
    return {**given, **own}


def _item(kind: str, entry: Mapping[str, str]) -> Item:
    item: Item = {"type": csl.FROM_BIBTEX.get(kind, "document")}
    item["title"] = _titled(entry, "title", "subtitle")
    for name in ("journal", "journaltitle", "website"):
        if entry.get(name):
            item["container-title"] = _latex.plain(entry[name])
    if entry.get("booktitle"):
        item["container-title"] = _titled(entry, "booktitle", "booksubtitle")
    for key, variable in _VARIABLES.items():
        if entry.get(key):
            words = _latex.plain(entry[key]) if key not in ("url", "doi") else _latex.address(entry[key])
            item.setdefault(variable, words.replace("–", "-") if key in _COUNTED else words)
    if "issue" in item and kind in (*_BY_NUMBER, *_IN_SERIES):
        item["number" if kind in _BY_NUMBER else "collection-number"] = item.pop("issue")
    for name, value in _located(entry):
        item.setdefault(name, value)
    for role in ("author", "editor", "translator"):
        people = _split(entry.get(role, ""))
        if people:
            item[role] = [_name(one) for one in people if one != "others"]
        if "others" in people and role == "author":
            item["custom"] = {"et-al": True}
    noted = [_latex.plain(entry[name]) for name in _NOTES if entry.get(name)]
    if noted:
        item["note"] = " ".join(noted)
    written = f"{entry.get('day', '')} {entry.get('month', '')} {entry.get('year', '')}".replace("~", " ").strip()
    item["issued"] = (
        dates.from_iso(entry.get("date", ""))
        or dates.parse(written)
        or dates.parse(_COPYRIGHT.sub("", entry.get("year", "")))
    )
    item["accessed"] = dates.from_iso(entry.get("urldate", "")[:10])
    return item


def _located(entry: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Identifiers and addresses outside their own fields: `eprint` of PubMed or PMC, an address in `howpublished`."""
    scheme = entry.get("eprinttype") or entry.get("archiveprefix") or ""
    name = {"pubmed": "PMID", "pmid": "PMID", "pmc": "PMCID", "pmcid": "PMCID"}.get(scheme.lower())
    if name and entry.get("eprint"):
        yield name, _latex.plain(entry["eprint"])
    if scheme.lower() == "arxiv" and entry.get("eprint"):
        yield "number", f"arXiv:{_latex.plain(entry['eprint'])}"
    address = re.search(r"https?://[^\s{}]+", entry.get("howpublished", ""))
    if address:
        yield "URL", _latex.address(address[0])


def _titled(entry: Mapping[str, str], title: str, subtitle: str) -> str:
    return ": ".join(_latex.plain(entry[name]) for name in (title, subtitle) if entry.get(name))


def _split(people: str) -> list[str]:
    """The names of a list, parted at each "and" outside braces: "{Vitamin D and Bone Group} and Roe, B." are two."""
    out: list[str] = []
    depth = start = 0
    for match in re.finditer(r"\\.|[{}]|(?<!\s)\s+and\s+", people, re.DOTALL | re.IGNORECASE):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth <= 0 and match[0][0] != "\\":
            out.append(people[start : match.start()])
            start = match.end()
    names = [*out, people[start:]]
    if not out and "{" not in people:  # "Roe, J; Poe, A", as no BibTeX has it
        names = people.split(";")
    return [name.strip() for name in names if name.strip()]


def _name(text: str) -> dict[str, str]:
    text = re.sub(r"\s+", " ", text).strip()
    if _is_whole(text):
        return {"literal": _latex.plain(text)}
    return person(_latex.plain(text))


def _is_whole(name: str) -> bool:
    """Whether a name stands in braces from end to end, as that of a body does, of which no parts are told."""
    depth = 0
    for brace in re.finditer(r"\\.|[{}]", name):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0 and brace.end() < len(name):
            return False
    return name[:1] == "{" and name[-1:] == "}"
