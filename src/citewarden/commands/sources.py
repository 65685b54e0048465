"""`citewarden sources FILE...`: what text there is of each reference of an article, and how to get what is missing."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden.commands.session import Session, add_options, start
from citewarden.commands.terminal import printable
from citewarden.errors import InputError

if TYPE_CHECKING:
    from citewarden.model import Passage, Reference

KINDS: Mapping[str, str] = {
    "full": "full text",
    "pdf": "PDF",
    "page": "web page",
    "abstract": "abstract",
    "note": "note",
    "none": "none",
}
"""What text there is, the fullest first, and its name."""
_PUT = "put its PDF into {} or write a note there"
REMEDIES: Mapping[str, str] = {
    "full": "",
    "pdf": "",
    "page": "",
    "abstract": f"for the whole text {_PUT}",
    "note": "for the whole text put its PDF beside the note, under the same name",
    "none": _PUT,
}
"""How to get more, {} being the library's folder."""


def add_sources(parser: argparse.ArgumentParser) -> None:
    """`citewarden sources FILE...`."""
    parser.epilog = (
        "Text is one of: full text, PDF, web page, abstract, note, none. Exit status 2: a file cannot be read."
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="an article")
    parser.add_argument("--json", action="store_true", help="one JSON object a reference a line")
    add_options(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    session = start(options)
    listed, faults = _listed(session, options.files)
    rows = _rows(session, listed)
    if options.json:
        from citewarden.tables import dumps

        for row in rows:
            print(dumps(row))
    else:
        for line in _lines(rows):
            print(printable(line))
    return 2 if faults else 0


def _listed(session: Session, files: Sequence[Path]) -> tuple[list[Reference], int]:
    """The references of the articles, and how many of these cannot be read."""
    from citewarden.stages.cite import cite
    from citewarden.stages.read import read

    found: list[Reference] = []
    faults, config = 0, session.config
    for path in files:
        try:
            document = read(
                path, root=path.parent, max_bytes=config.max_article_bytes, references=Path(config.references)
            )
        except InputError as error:
            faults += 1
            print(f"citewarden: {printable(str(error))}", file=sys.stderr)
            continue
        found += cite(document)[0]
    return found, faults


def _rows(session: Session, references: Sequence[Reference]) -> list[dict[str, Any]]:
    """A row a reference: what text there is of it, which copy, from where, why no more, and what to do."""
    from citewarden.stages.fetch import fetch
    from citewarden.stages.gather import gather
    from citewarden.stages.resolve import resolve

    works, _ = gather(references)
    library = session.library()
    with session.client(offline=not session.online()) as client:
        resolutions = resolve(works, library=library, client=client)
        passages = fetch(works, resolutions, library=library, client=client)
    work_of = {r: work.id for work in works for r in work.references}
    own: dict[str, list[Passage]] = {}
    for passage in passages:
        own.setdefault(passage.work, []).append(passage)
    return [_row(r, own.get(work_of.get(r.id, ""), []), session.config.references) for r in references]


def _row(reference: Reference, passages: Sequence[Passage], folder: str) -> dict[str, Any]:
    kinds = {_kind(p): p for p in reversed(passages)}
    kind = next((name for name in KINDS if name in kinds), "none")
    best = kinds.get(kind)
    return {
        "document": reference.id.rpartition("#")[0],
        "reference": reference.label or reference.id.rsplit("-", 1)[-1],
        "text": kind,
        "also": [name for name in KINDS if name in kinds and name != kind],
        "copy": best.copy if best else "",
        "source": best.source if best else "",
        "retrieved_at": best.retrieved_at if best else "",
        "why": best.note if best and kind == "none" else "",
        "to_do": REMEDIES[kind].format(f"{folder.rstrip('/')}/"),
        "raw": reference.raw,
    }


def _kind(passage: Passage) -> str:
    if passage.reach == "full_text":
        return "pdf" if passage.copy.startswith("PDF") else "full"
    return passage.reach


def _lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The rows in words, by article, and how many there are of each kind."""
    document = None
    for row in rows:
        if row["document"] != document:
            document = row["document"]
            yield document
        raw = " ".join(row["raw"].split())
        yield f"  {row['reference']:>3}  {KINDS[row['text']]:<9}  {raw if len(raw) <= 90 else raw[:89] + '…'}"
        found = "; ".join(row[name] for name in ("copy", "source", "why") if row[name])
        yield from (f"       {line}" for line in (found, row["to_do"]) if line)
    counts = Counter(row["text"] for row in rows)
    told = ", ".join(f"{counts[kind]} {name}" for kind, name in KINDS.items() if counts[kind])
    yield f"{len(rows)} reference{'' if len(rows) == 1 else 's'}: {told}" if rows else "no references"
