"""EndNote's tagged export (refer): lines of a percent sign, a tag and a value; a blank line ends an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from citewarden.errors import InputError
from citewarden.text import csl, dates, identifiers
from citewarden.text.bibliography.items import Item, Record, lines, persons

_FIELD = re.compile(r"%(\S)[ \t]?(.*)")
_TYPES = {
    "Journal Article": "JOUR", "Book": "BOOK", "Book Section": "CHAP", "Edited Book": "BOOK", "Report": "RPRT",
    "Thesis": "THES", "Web Page": "ELEC", "Newspaper Article": "NEWS", "Magazine Article": "MGZN", "Dataset": "DATA",
    "Conference Paper": "CPAPER", "Conference Proceedings": "CONF", "Standard": "STAND", "Government Document": "RPRT",
    "Electronic Article": "JOUR", "Electronic Book": "BOOK", "Computer Program": "COMP",
}  # fmt: skip


def records(text: str, where: str) -> Iterator[Record | InputError]:
    """The entries of a file in order; a new one begins at "%0" or behind a blank line."""
    start, rows = 1, list[tuple[str, str]]()
    seen = False
    for number, line in enumerate(chain(lines(text), [""]), 1):
        found = _FIELD.match(line)
        if rows and (not line.strip() or (found and found[1] == "0")):
            seen = True
            yield record(rows, f"{where}:{start}", start)
            rows = []
        if found:
            start = start if rows else number
            rows.append((found[1], found[2].strip()))
        elif line.strip() and rows:  # a value that goes on
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}".strip())
        elif line.strip():
            yield InputError("a line that is no EndNote field", where=f"{where}:{number}")
    if not seen:
        raise InputError("no EndNote entry in it", where=f"{where}:1")


def record(rows: Sequence[tuple[str, str]], place: str, line: int) -> Record | InputError:
    """The entry whose tags and values are `rows`; an error that names `place` where it has no title."""
    held: dict[str, list[str]] = {}
    for tag, value in rows:
        held.setdefault(tag, []).append(value)
    item = _item(held)
    if not item["title"]:
        return InputError("an entry without title", where=place)
    return Record(held.get("F", [""])[0] or str(line), line, item)


def _item(held: Mapping[str, Sequence[str]]) -> Item:
    def one(*tags: str) -> str:
        return next((held[tag][0] for tag in tags if held.get(tag) and held[tag][0]), "")

    kind = csl.FROM_RIS.get(_TYPES.get(one("0"), ""), "document")
    thesis = kind == "thesis"
    numbered = re.sub(r"\D", "", one("@"))
    return {
        "type": kind,
        "title": one("T"),
        "author": persons(held.get("A", [])),
        "editor": persons(held.get("E", []) if kind in ("book", "chapter") else []),
        "container-title": one("J", "B"),
        "volume": one("V"),
        "issue": one("N"),
        "page": one("P"),
        "publisher": one("I") or (one("B") if thesis else ""),
        "publisher-place": one("C"),
        "edition": one("7"),
        "issued": dates.parse(one("8") if re.search(r"\d{4}", one("8")) else f"{one('8')} {one('D')}".strip()),
        "accessed": dates.parse(one("[")),
        "DOI": identifiers.doi(one("R")),
        "PMID": identifiers.pmid(one("M")) if re.search(r"(?i)pubmed|medline", one("W", "~")) else "",
        "ISSN" if len(numbered) < 9 else "ISBN": one("@"),
        "URL": one("U"),
        "abstract": one("X"),
        "language": one("G"),
        "note": " ".join(held.get("Z", [])),
    }  # fmt: skip
