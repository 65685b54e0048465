"""BibTeX and BibLaTeX, entry by entry, so that a broken one costs no other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.errors import InputError
from citewarden.text import csl, dates
from citewarden.text.bibliography.items import Item, Record, person

_ENTRY = re.compile(r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(]", re.MULTILINE)
_DOTLESS = re.compile(r"\\([ij])(?![A-Za-z])\s?")
"""The i and j that only an accent stands on: "\\'{\\i}"."""
_COMMAND = re.compile(r"\\(?:text[a-z]{2,}|emph|math[a-z]{2,}|uppercase|lowercase|url|href|mbox|ensuremath)\s*(?={)")
"""A command round words, which say enough without it: "\\emph{...}"."""
_FIGURES = re.compile(r"(?<=[=#])\s*(\d+)\s*(?=#)|(?<=#)\s*(\d+)\s*(?=[,}])")
"""Bare figures that are joined with a string: "3 # {~12}"."""
_NOTES = ("note", "addendum", "annote", "annotation")
_UNKNOWN = 8
"""Undefined abbreviations of one entry that are still taken for some."""
_ASIDE = ("string", "comment", "preamble")

_VARIABLES = {
    "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher", "address": "publisher-place",
    "location": "publisher-place", "edition": "edition", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL",
    "pmid": "PMID", "pmcid": "PMCID", "abstract": "abstract", "eid": "number", "version": "version",
    "language": "language", "series": "collection-title", "institution": "publisher", "school": "publisher",
    "organization": "publisher",
}  # fmt: skip
_OF_BOOK = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
"""What a part takes from the book that holds it, under which name; everything else keeps its own."""
_PARTS = ("inbook", "incollection", "inproceedings", "conference", "inreference", "suppbook")


def records(text: str, where: str) -> Iterator[Record | InputError]:
    """The entries of a BibTeX file in order, each with what it inherits from the one its `crossref` names."""
    entries: dict[str, dict[str, str]] = {}
    found: list[tuple[int, dict[str, str] | InputError]] = []
    for line, entry in _entries(text, where):
        found.append((line, entry))
        if not isinstance(entry, InputError):
            entries.setdefault(entry["ID"].casefold(), entry)
    for line, entry in found:
        if isinstance(entry, InputError):
            yield entry
            continue
        parent = entry.get("crossref", "")
        if parent and parent.casefold() not in entries:
            told = f"entry {entry['ID']!r} inherits from {parent!r}, which is not in the file"
            yield InputError(told, where=f"{where}:{line}", remedy="add that entry, or what it should give")
        item = _item(_inherited(entry, entries.get(parent.casefold(), {})))
        if item["title"]:
            yield Record(entry["ID"], line, item)
        else:
            yield InputError(f"entry {entry['ID']!r} has no title", where=f"{where}:{line}")


def _entries(text: str, where: str) -> Iterator[tuple[int, dict[str, str] | InputError]]:
    """(line, fields) of each entry, an error in place of one that is broken."""
    import logging

    from bibtexparser.bparser import BibTexParser

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    starts = list(_ENTRY.finditer(text))
    ends = [m.start() for m in starts[1:]] + [len(text)]
    parts = [text[m.start() : end] for m, end in zip(starts, ends, strict=False)]
    strings = "".join(part for m, part in zip(starts, parts, strict=True) if m[1].lower() == "string")
    if not starts and text.strip():
        raise InputError("no BibTeX entry in it", where=f"{where}:1")
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)  # its grammar takes long to make
    parser.expect_multiple_parse = True
    line = last = 1
    at = 0
    for match, part in zip(starts, parts, strict=True):
        line = last + text.count("\n", at, match.start())
        at, last = match.start(), line
        if match[1].lower() in _ASIDE:
            continue
        made, unknown, told = _made(parser, strings, _FIGURES.sub(r" {\1\2} ", part))
        for name in unknown:
            what = f"the abbreviation {name!r} is not defined and is kept as it is"
            yield line, InputError(what, where=f"{where}:{line}", remedy=f"write @string{{{name} = ...}}")
        for entry in made:
            yield line, entry
        if not made:
            remedy = "check its braces and commas"
            yield line, InputError(f"a broken BibTeX entry{told}", where=f"{where}:{line}", remedy=remedy)


def _made(parser: Any, strings: str, part: str) -> tuple[list[dict[str, str]], list[str], str]:
    """The entries of `part` ([] if it is broken), abbreviations that nobody defines, what the parser says is wrong."""
    from bibtexparser.bibdatabase import BibDatabase, UndefinedString

    unknown: list[str] = []
    while True:
        parser.bib_database = BibDatabase()
        parser.bib_database.load_common_strings()
        try:
            return parser.parse(strings + part).entries, unknown, ""
        except UndefinedString as error:
            name = str(error.args[0])
            if name in unknown or len(unknown) == _UNKNOWN:
                return [], [], f" ({name!r})"
            unknown.append(name)
            strings += f"@string{{{name} = {{{name}}}}}\n"
        except Exception as error:  # the parser raises many kinds on broken entries
            return [], [], f" ({str(error).splitlines()[0][:80]})" if str(error) else ""


def _inherited(entry: Mapping[str, str], parent: Mapping[str, str]) -> dict[str, str]:
    """The fields of an entry with those it lacks from its parent, as BibLaTeX maps them."""
    part = entry.get("ENTRYTYPE", "").lower() in _PARTS
    given = {(_OF_BOOK.get(name, name) if part else name): value for name, value in parent.items()}
    return {**given, **entry}


def _item(entry: Mapping[str, str]) -> Item:
    item: Item = {"type": csl.FROM_BIBTEX.get(entry.get("ENTRYTYPE", "").lower(), "document")}
    item["title"] = _titled(entry, "title", "subtitle")
    for name in ("journal", "journaltitle", "website"):
        if entry.get(name):
            item["container-title"] = _plain(entry[name])
    if entry.get("booktitle"):
        item["container-title"] = _titled(entry, "booktitle", "booksubtitle")
    for key, variable in _VARIABLES.items():
        if entry.get(key):
            item.setdefault(variable, _plain(entry[key]).replace("--", "-"))
    for name, value in _located(entry):
        item.setdefault(name, value)
    for role in ("author", "editor", "translator"):
        people = _split(entry.get(role, ""))
        if people:
            item[role] = [_name(one) for one in people if one != "others"]
        if "others" in people and role == "author":
            item["custom"] = {"et-al": True}
    noted = [_plain(entry[name]) for name in _NOTES if entry.get(name)]
    if noted:
        item["note"] = " ".join(noted)
    written = f"{entry.get('day', '')} {entry.get('month', '')} {entry.get('year', '')}".replace("~", " ").strip()
    item["issued"] = dates.from_iso(entry.get("date", "")) or dates.parse(written) or dates.parse(entry.get("year", ""))
    item["accessed"] = dates.from_iso(entry.get("urldate", "")[:10])
    return item


def _located(entry: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Identifiers and addresses outside their own fields: `eprint` of PubMed or PMC, an address in `howpublished`."""
    scheme = entry.get("eprinttype") or entry.get("archiveprefix") or ""
    name = {"pubmed": "PMID", "pmid": "PMID", "pmc": "PMCID", "pmcid": "PMCID"}.get(scheme.lower())
    if name and entry.get("eprint"):
        yield name, _plain(entry["eprint"])
    address = re.search(r"https?://[^\s{}]+", entry.get("howpublished", ""))
    if address:
        yield "URL", address[0]


def _titled(entry: Mapping[str, str], title: str, subtitle: str) -> str:
    return ": ".join(_plain(entry[name]) for name in (title, subtitle) if entry.get(name))


def _plain(text: str) -> str:
    """A field's words without braces and commands."""
    bare = _unicode(_COMMAND.sub("", text)) if "\\" in text else text
    return re.sub(r"\s+", " ", re.sub(r"(?<!\\)[{}]", "", bare)).replace("\\&", "&").strip()


def _unicode(text: str) -> str:
    """LaTeX's accents as characters."""
    if "\\" not in text:
        return text
    from bibtexparser.latexenc import latex_to_unicode

    return unicodedata.normalize("NFC", str(latex_to_unicode(_DOTLESS.sub(r"\1", text))))


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
    return [name.strip() for name in [*out, people[start:]] if name.strip()]


def _name(text: str) -> dict[str, str]:
    text = re.sub(r"\s+", " ", text).strip()
    if text.startswith("{") and text.endswith("}"):
        return {"literal": _plain(text)}
    return person(_plain(text))
