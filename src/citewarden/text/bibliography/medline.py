"""MEDLINE, as PubMed exports it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from citewarden.errors import InputError
from citewarden.text import dates, identifiers, names
from citewarden.text.bibliography.items import Item, Record, lines, person


def records(text: str, where: str) -> Iterator[Record | InputError]:
    """MEDLINE: a tag of up to four letters, a dash, and lines indented by six that go on with it."""
    start, rows = 1, list[tuple[str, str]]()
    seen = False
    for number, line in enumerate(chain(lines(text), [""]), 1):
        found = re.match(r"([A-Z]{2,4}) *- ?(.*)", line)
        if found:
            if not rows:
                start = number
            rows.append((found[1], found[2].strip()))
        elif line.startswith("      ") and rows:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}")
        elif not line.strip():
            if rows:
                seen = True
                item = _item(rows)
                if item.get("title"):
                    yield Record(item["PMID"] or str(start), start, item)
                else:
                    yield InputError("a record without title", where=f"{where}:{start}")
            rows = []
        else:
            yield InputError("a line that is no MEDLINE field", where=f"{where}:{number}")
    if not seen:
        raise InputError("no MEDLINE record in it", where=f"{where}:1")


def _item(rows: Iterable[tuple[str, str]]) -> Item:
    held: dict[str, list[str]] = {}
    for tag, value in rows:
        held.setdefault(tag, []).append(value)

    def one(tag: str) -> str:
        return held.get(tag, [""])[0]

    located = held.get("LID", []) + held.get("AID", [])
    doi = next((identifiers.doi(v) for v in located if v.endswith("[doi]")), "")
    people = [person(n) for n in held.get("FAU", [])] or list(names.parse(", ".join(held.get("AU", []))).names)
    people += [{"literal": n} for n in held.get("CN", [])]
    return {
        "type": "chapter" if "BTI" in held else "article-journal",
        "title": (one("TI") or one("BTI")).rstrip("."),
        "author": people,
        "container-title": one("JT") or one("BTI"),
        "container-title-short": one("TA"),
        "volume": one("VI"),
        "issue": one("IP"),
        "page": one("PG"),
        "number": next((v.removesuffix("[pii]").strip() for v in located if v.endswith("[pii]")), "")
        if not one("PG")
        else "",
        "issued": dates.parse(one("DP")),
        "publisher": one("PB"),
        "DOI": doi,
        "PMID": one("PMID").lstrip("0"),
        "PMCID": identifiers.pmcid(one("PMC")) if one("PMC") else "",
        "ISSN": one("IS")[:9],
        "abstract": one("AB"),
        "language": one("LA"),
    }
