"""What is remembered of pages from night to night: the sentences that backed an article's claims.

One file of JSON Lines for each of 4,096 groups of articles (by their id's digest, as shards are made), sorted, a row
{document, claim, source, quote, retrieved_at} a line, written whole or not at all and only where it changed. Shards are
a power of two, 4,096 at most, so each group's articles are in one shard's hands and no two jobs write one file; and a
site that grows into more shards loses nothing.

A row stands as long as the article makes the claim (its standalone text) and lists the address: what a page said first
is what it is held to. An editor who has read the page again says so with a later access date, which ends the row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from citewarden.errors import InputError, StateError
from citewarden.model import Audit, Evidence, Passage
from citewarden.stages.pack import MOST, shard
from citewarden.tables import objects, write_text

Row = Mapping[str, str]

FIELDS = ("document", "claim", "source", "quote", "retrieved_at")


def read(folder: Path, documents: Iterable[str]) -> dict[str, tuple[Row, ...]]:
    """Document -> its rows, for those of `documents` that have any.

    Raises:
        StateError: a file is damaged.
    """
    wanted = set(documents)
    found: dict[str, list[Row]] = {}
    for path in files(folder, wanted):
        for row in _rows(path):
            if row["document"] in wanted:
                found.setdefault(row["document"], []).append(row)
    return {document: tuple(rows) for document, rows in found.items()}


def files(folder: Path, documents: Iterable[str]) -> list[Path]:
    """The files that hold what is remembered of pages for `documents`, whether they exist or not."""
    return sorted({_path(folder, document) for document in documents})


def write(folder: Path, rows: Mapping[str, Iterable[Row]]) -> None:
    """Replace the rows of each document in `rows`; others' are left as they are.

    Raises:
        StateError: a file is damaged, or the folder cannot be written.
    """
    groups: dict[Path, dict[str, Iterable[Row]]] = {}
    for document, own in rows.items():
        groups.setdefault(_path(folder, document), {})[document] = own
    for path, fresh in sorted(groups.items()):
        before = _rows(path)
        kept = [row for row in before if row["document"] not in fresh]
        lines = sorted({_line(row) for row in (*kept, *(row for own in fresh.values() for row in own))})
        if lines and lines != [_line(row) for row in before]:
            write_text(path, "".join(lines))
        elif before and not lines:
            path.unlink(missing_ok=True)


def standing(audit: Audit, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those of an article's remembered `rows` that still count: its claim, its address, not read again since."""
    made, read_on = {claim.standalone for claim in audit.claims}, _read_on(audit)
    return tuple(
        row
        for row in rows
        if row["claim"] in made and row["source"] in read_on and row["retrieved_at"][:10] >= read_on[row["source"]]
    )


def renewed(audit: Audit) -> tuple[Row, ...]:
    """What to remember after `audit`: the rows that stood (`audit.previous["evidence"]`), and new ones."""
    claims, read_on = {claim.id: claim.standalone for claim in audit.claims}, _read_on(audit)
    held = {(row["claim"], row["source"]): row for row in audit.previous.get("evidence", ())}
    for claim, rows in sorted(audit.evidence_of.items()):
        for evidence in rows:
            passage = audit.passage_of.get(evidence.passage)
            if evidence.label != "SUPPORT" or passage is None or passage.reach != "page" or claim not in claims:
                continue
            quote, key = _quote(evidence, passage), (claims[claim], passage.source)
            if quote and passage.source in read_on and key not in held:
                values = (audit.document.id, *key, quote, passage.retrieved_at)
                held[key] = dict(zip(FIELDS, values, strict=True))
    return tuple(held[key] for key in sorted(held))


def _read_on(audit: Audit) -> dict[str, str]:
    """Listed address -> the date on which the article says it was read, "" if it does not say."""
    return {r.URL: r.accessed for r in audit.references if r.URL}


def _quote(evidence: Evidence, passage: Passage) -> str:
    """The sentence that decided."""
    places = [r for r in evidence.rationale if r.side == "passage" and r.why == "sentence"]
    return passage.text[places[0].start : places[0].end].strip() if places else ""


def _path(folder: Path, document: str) -> Path:
    return folder / f"{shard(document, MOST)}.jsonl"


def _rows(path: Path) -> list[Row]:
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8") as lines:
            return [{name: str(row[name]) for name in FIELDS} for _, row in objects(lines, where=str(path))]
    except (OSError, ValueError, KeyError, InputError) as error:
        remedy = "delete it: the pages are remembered anew"
        raise StateError(f"not a page state file ({error})", where=str(path), remedy=remedy) from error


def _line(row: Row) -> str:
    whole: dict[str, Any] = {name: row[name] for name in FIELDS}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"
