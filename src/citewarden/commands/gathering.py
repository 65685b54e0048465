"""Gathering in parts: only the works and addresses whose references changed are put together again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citewarden import tables
from citewarden.commands.heaps import Heaps, digests
from citewarden.commands.links import BUCKETS, bucket
from citewarden.commands.parts import Parts, digest, part, together
from citewarden.model import Link, Reference, SpecificResource, TextPositionSelector, TextQuoteSelector, Work
from citewarden.stages.gather import is_link, links_of, stem, works_of

if TYPE_CHECKING:
    import pyarrow as pa

_LOOKED_AT = ("id", "document", "raw", "csl", "DOI", "PMID", "PMCID", "ISBN", "URL", "accessed")
PARTS_AT_ONCE = 64
"""Parts whose references are held together; each lot reads all shards once."""

_NOWHERE = SpecificResource("", TextQuoteSelector(""), TextPositionSelector(0, 0))


def gathered(references: Sequence[Path], corpus: Path, parts: Sequence[str], code: str) -> None:
    """Renew the corpus folder's `works`, by part, and `links`, by bucket of hosts, from the shards' `references`."""

    def of_works(row: _Row) -> str:
        return part(stem(row), len(parts))

    def of_links(row: _Row) -> str:
        return bucket(row.URL) if is_link(row.URL) else ""

    buckets = [f"{number:02d}" for number in range(BUCKETS)]
    _renew(Parts.open(corpus / "works", Work), references, parts, of_works, works_of, code)
    _renew(Parts.open(corpus / "links", Link), references, buckets, of_links, links_of, code)


def _renew(
    table: Parts,
    references: Sequence[Path],
    names: Sequence[str],
    of: Callable[[_Row], str],
    make: Callable[[Iterable[Reference]], Sequence[Any]],
    code: str,
) -> None:
    """Make the parts to which other references go than last time; no more than some parts are held."""
    known, shards = _known(table.folder / _SHARDS), {}
    for path in references:
        key = digest(code, str(len(names)), hashlib.sha256(path.read_bytes()).hexdigest())
        before = known.get(path.parent.name, {})
        if before.get("") == key:
            shards[path.parent.name] = before
        else:
            shard = _read(path)
            shards[path.parent.name] = {"": key, **digests(shard, _places(shard, of))}
    wanted = {name: digest(code, *(said.get(name, "") for said in shards.values())) for name in names}
    for some in together(table.due(wanted), PARTS_AT_ONCE):
        heaps = Heaps(tables.to_table(Reference, ()).select(_LOOKED_AT))
        for path in references:
            shard = _read(path)
            heaps.add(shard, {name: rows for name, rows in _places(shard, of).items() if name in some})
        for name in some:
            table.put(name, tables.to_table(table.noun, make(_references(heaps.table(name)))), wanted[name])
    tables.write_text(table.folder / _SHARDS, tables.dumps(shards) + "\n")
    table.done()


_SHARDS = "shards.json"
"""Shard -> what its references were ("") and, by part, the digests of those that went there."""


def _known(path: Path) -> dict[str, dict[str, str]]:
    try:
        return {shard: dict(said) for shard, said in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _read(path: Path) -> pa.Table:
    """A shard's references as far as gathering looks at them."""
    return tables.table(path, Reference, columns=_LOOKED_AT)


class _Row(NamedTuple):
    """What tells where a reference goes."""

    raw: str
    DOI: str
    PMID: str
    PMCID: str
    ISBN: str
    URL: str


def _places(shard: pa.Table, of: Callable[[_Row], str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    columns = (shard.column(name).to_pylist() for name in _Row._fields)
    for number, row in enumerate(map(_Row._make, zip(*columns, strict=True))):
        if name := of(row):
            places.setdefault(name, []).append(number)
    return places


def _references(table: pa.Table) -> Iterator[Reference]:
    """Without where they stand (half the time)."""
    names = table.column_names
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        values = dict(zip(names, row, strict=True))
        yield Reference(target=_NOWHERE, **{**values, "csl": json.loads(values["csl"])})
