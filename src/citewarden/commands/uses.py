"""`citewarden uses WHAT`: the articles and sentences that rest on a source, or that speak of a drug or condition."""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden.commands.terminal import printable

if TYPE_CHECKING:
    import pandas as pd

    from citewarden.analysis import Tables

FORMATS = ("text", "csv", "json")
COLUMNS = ("document", "title", "line", "why", "sentence", "reference", "source")
"""A row of the answer: an article, its title, a line, why it is there, the sentence, the reference and its title."""
_WHY = ("cites it", "says what it says", "lists it", "speaks of it")
"""Why a row is there."""


def add_uses(parser: argparse.ArgumentParser) -> None:
    """`citewarden uses WHAT`."""
    parser.epilog = (
        "WHAT is a DOI, PMID, PMCID, ISBN or address, or words: of a source's title, a drug, a condition (listed "
        "synonyms count). Asked of the last audit. Exit status 2: there is none."
    )
    parser.add_argument("what", metavar="WHAT", nargs="+", help='"10.1000/xyz", "NG136", "ibuprofen"')
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="default: %(default)s")
    parser.add_argument("--project", type=Path, default=Path(), metavar="FOLDER", help="the project; default: here")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from citewarden.analysis import load

    rows = uses(load(options.project), " ".join(options.what))
    if options.format == "text":
        for line in _lines(rows, " ".join(options.what)):
            print(printable(line))
    elif options.format == "csv":
        from citewarden.formats.csv import safe

        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: safe(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows)
    else:
        from citewarden.tables import dumps

        for row in rows:
            print(dumps(row))
    return 0


def uses(audit: Tables, what: str) -> list[dict[str, Any]]:
    """Where an audited site rests on `what`: rows of `COLUMNS`, by article and line.

    A sentence rests on a source if a mark at it names the source, or if the words of a passage of it agree with the
    sentence. A source that no sentence rests on is listed with its article. Words are looked for in sentences too.
    """
    sources = {source.id: source for source in _sources(audit, what)}
    titles = dict(zip(audit.articles["id"], audit.articles["title"], strict=True))
    of_mark = {
        mark: [sources[item["id"]] for item in items if item["id"] in sources]
        for mark, items in zip(audit.citations["id"], audit.citations["items"], strict=True)
    }
    agreeing = _agreeing(audit, sources)
    spoken = None if _identifiers(what) else _pattern(what)
    rows = []
    for claim in _tuples(audit.claims):
        found = {s.id: (s, _WHY[1]) for s in agreeing.get(claim.id, ())}
        found |= {s.id: (s, _WHY[0]) for mark in claim.citations for s in of_mark.get(mark, ())}
        rows += [_row(claim, titles, why, source) for source, why in found.values()]
        if not found and spoken and (spoken.search(claim.text) or spoken.search(claim.standalone)):
            rows.append(_row(claim, titles, _WHY[3]))
    used = {(row["document"], row["reference"]) for row in rows}
    unused = [s for s in sources.values() if (s.document, _label(s)) not in used]
    rows += [_row(source, titles, _WHY[2], source) for source in unused]
    told = {tuple(row.values()): row for row in rows}  # a sentence may hold several claims
    return sorted(told.values(), key=lambda row: (row["document"], row["line"], row["sentence"], row["reference"]))


def _row(at: Any, titles: dict[str, str], why: str, source: Any = None) -> dict[str, Any]:
    """A row about a claim, or about a reference that no claim rests on."""
    sentence = " ".join(at.text.split()) if at is not source else ""
    label, title = (_label(source), str(source.title or source.raw)) if source is not None else ("", "")
    cells = (at.document, titles.get(at.document, ""), int(at.line), why, sentence, label, " ".join(title.split()))
    return dict(zip(COLUMNS, cells, strict=True))


def _label(reference: Any) -> str:
    """The number a reader sees, or its place in the list."""
    return str(reference.label or reference.id.rpartition("-")[2])


def _agreeing(audit: Tables, sources: dict[str, Any]) -> dict[str, list[Any]]:
    """Claim -> those of the sources that its own article lists and whose words agree with it."""
    of_work: dict[tuple[str, str], Any] = {(s.document, s.work): s for s in reversed(sources.values())}
    out: dict[str, list[Any]] = {}
    agreed = audit.evidence[audit.evidence["label"] == "SUPPORT"]
    for claim, document, work in zip(agreed["claim"], agreed["document"], agreed["work"], strict=True):
        if source := of_work.get((document, work)):
            out.setdefault(claim, []).append(source)
    return out


def _sources(audit: Tables, what: str) -> list[Any]:
    """The references that are `what`: by identifier or address, also that of the record; else by their words."""
    asked, references = _identifiers(what), _tuples(audit.references)
    if not asked:
        pattern = _pattern(what)
        return [r for r in references if pattern.search(f"{r.title} {r.raw}")]
    found = {r.work: str(r.csl.get("DOI", "")) for r in _tuples(audit.resolutions) if r.csl}
    return [r for r in references if asked & _identified(r, found.get(r.work, ""))]


def _tuples(table: pd.DataFrame) -> list[Any]:
    """The rows of a table, with its columns as attributes."""
    return list(table.itertuples())


def _identifiers(text: str) -> set[tuple[str, str]]:
    """The identifiers and addresses that `text` is, not those it merely holds."""
    from citewarden.text import identifiers

    bare = f"https://doi.org/{text}" if text.startswith("10.") else text
    if any(c.isspace() for c in bare.removeprefix("PMID").removeprefix("ISBN").strip(": ")):
        return set()
    return {(found.kind, found.value.lower()) for found in identifiers.find(bare) if found.value}


def _identified(reference: Any, record: str) -> set[tuple[str, str]]:
    """The identifiers and the address a reference prints, and the DOI of its record."""
    from citewarden.text import identifiers

    held = [(kind, str(getattr(reference, kind))) for kind in ("DOI", "PMID", "PMCID", "ISBN")]
    held += [("URL", identifiers.normal_url(reference.URL)), ("DOI", record)]
    return {(kind, value.lower()) for kind, value in held if value}


def _pattern(words: str) -> re.Pattern[str]:
    """A whole-word pattern for `words`, their plural and what the house's lists hold for the same."""
    from citewarden import config

    asked = " ".join(words.lower().split())
    names = {asked}
    for group in config.lexicon("synonyms")["groups"]:
        if asked in (known := {str(name).lower() for name in group}):
            names |= known
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(names))
    return re.compile(rf"(?<!\w)(?:{either})(?:e?s)?(?!\w)", re.I)


def _lines(rows: Sequence[dict[str, Any]], what: str) -> Iterator[str]:
    """The rows in words, by article, and how many there are."""
    for document, own in groupby(rows, key=lambda row: str(row["document"])):
        own_rows = list(own)
        yield f"{document}  {own_rows[0]['title']}"
        for row in own_rows:
            source = f" [{row['reference']}]" if row["reference"] else ""
            yield f"  line {row['line']:>4}  {row['why']}{source}: {row['sentence'] or row['source']}"
    articles = len({row["document"] for row in rows})
    told = f"{len(rows)} place{'' if len(rows) == 1 else 's'} in {articles} article{'' if articles == 1 else 's'}"
    yield told if rows else f"nothing in the last audit rests on {what}, or speaks of it"
