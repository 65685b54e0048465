"""Each shard's own part of the corpus tables, rewritten only where it changed.

A slice is a small corpus folder (works, resolutions, notices, passages, probes) and `key.json`. The key is what the
workflow looks at: it is rewritten when the slice, an editor's decision, the code or a setting changed, or when the
calendar reached a date on which an article's answers may change; every other shard's judging is left alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import tables
from citewarden.commands.heaps import Heaps
from citewarden.commands.parts import Parts, digest
from citewarden.model import Link, Notice, Passage, Probe, Resolution, Work
from citewarden.stages.pack import shard

if TYPE_CHECKING:
    import pyarrow as pa

    from citewarden.stages.decide import Decisions

CORPUS: Mapping[str, type[Any]] = {
    "works": Work,
    "resolutions": Resolution,
    "notices": Notice,
    "passages": Passage,
    "probes": Probe,
}
"""The tables of a slice."""

_FILES = tuple(f"{table}.parquet" for table in CORPUS)


SHARDS_AT_ONCE = 64
"""Slices held together; each lot reads the corpus once."""


def cut(
    corpus: Path,
    out: Path,
    shards: Sequence[str],
    number: int,
    *,
    terms: str,
    decisions: Decisions,
    due: Callable[[str], list[str]],
) -> list[str]:
    """Cut the corpus folder into slices below `out`; the names of the shards whose key was rewritten.

    `number` is how many shards the articles are spread over (`stages/pack.py`), `terms` what holds for all of them
    (`memo.terms`); `due` names the articles of a shard that the calendar asks to judge again.
    """
    decided = _decided(decisions, number)
    renewed = []
    for first in range(0, len(shards), SHARDS_AT_ONCE):
        some = shards[first : first + SHARDS_AT_ONCE]
        lot = _lot(corpus, frozenset(some), number)
        for name in some:
            said = hashlib.sha256((terms + decided.get(name, "")).encode("utf-8"))
            for table, heaps in lot.items():
                said.update(tables.renew(out / name / f"{table}.parquet", heaps.table(name)))
            key = {"slice": said.hexdigest(), "due": due(name)}
            path = out / name / "key.json"
            before = _key(path)
            if before.get("slice") != key["slice"] or (key["due"] and before != key):
                tables.write_text(path, tables.dumps(key))
                renewed.append(name)
    return renewed


def whole(out: Path, shards: Sequence[str]) -> bool:
    """Whether every shard has its slice."""
    return all((out / name / file).exists() for name in shards for file in (*_FILES, "key.json"))


def contents(corpus: Path) -> str:
    """A digest of everything that is cut, by the records of its parts."""
    return digest(*(table.contents() for table in (*_of_works(corpus).values(), *_probes(corpus))))


def _key(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _decided(decisions: Decisions, number: int) -> dict[str, str]:
    """Shard -> everything decided about its articles, as text."""
    own: dict[str, str] = {}
    rows = [(s.document, tables.dumps(s)) for s in decisions.suppressions]
    rows += [(s.document, tables.dumps(s)) for s in decisions.sign_offs]
    for document, text in rows:
        name = shard(document, number)
        own[name] = own.get(name, "") + text
    return own


def _of_works(corpus: Path) -> dict[str, Parts]:
    return {name: Parts.made(corpus / name, noun) for name, noun in CORPUS.items() if noun is not Probe}


def _probes(corpus: Path) -> list[Parts]:
    return [Parts.made(folder, Probe) for folder in sorted((corpus / "probes").glob("[0-9]*"))]


def _lot(corpus: Path, shards: frozenset[str], number: int) -> dict[str, Heaps]:
    """The rows of some shards, by table."""
    lot = {name: Heaps(tables.to_table(noun, ())) for name, noun in CORPUS.items()}
    parts = _of_works(corpus)
    for name in parts["works"]:
        works = parts["works"].table(name)
        rows, texts = _citing(works.column("references").to_pylist(), shards, number)
        lot["works"].add(*_narrowed(works, rows, texts))
        ids = works.column("id").to_pylist()
        shards_of: dict[str, list[str]] = {}
        for shard_, own in rows.items():
            for row in own:
                shards_of.setdefault(ids[row], []).append(shard_)
        for table in ("resolutions", "notices", "passages"):
            rows_of_part = parts[table].table(name)
            lot[table].add(rows_of_part, _rows(rows_of_part.column("work").to_pylist(), shards_of))
    links = Parts.made(corpus / "links", Link)
    for probes in _probes(corpus):
        for name in probes:
            listed, asked = links.table(name), probes.table(name)
            urls = zip(listed.column("url").to_pylist(), listed.column("references").to_pylist(), strict=True)
            shards_of = {url: _shards(json.loads(text), shards, number) for url, text in urls}
            lot["probes"].add(asked, _rows(asked.column("url").to_pylist(), shards_of))
    return lot


def _narrowed(
    works: pa.Table, rows: Mapping[str, Sequence[int]], texts: Mapping[str, Sequence[str]]
) -> tuple[pa.Table, dict[str, range]]:
    """Each shard's works with only its own references, and where they stand."""
    taken = works.take(tables.column([row for own in rows.values() for row in own], "int64"))
    place = taken.schema.get_field_index("references")
    column = tables.column([text for own in texts.values() for text in own])
    ends = list(accumulate((len(own) for own in rows.values()), initial=0))
    places = {name: range(ends[n], ends[n + 1]) for n, name in enumerate(rows)}
    return taken.set_column(place, taken.schema.field(place), column), places


def _citing(
    references: Iterable[str], shards: frozenset[str], number: int
) -> tuple[dict[str, list[int]], dict[str, list[str]]]:
    """Shard -> which works its articles cite, and for each of them the shard's references as JSON text."""
    rows: dict[str, list[int]] = {}
    texts: dict[str, list[str]] = {}
    for row, text in enumerate(references):
        own: dict[str, list[str]] = {}
        for reference in json.loads(text):
            own.setdefault(_shard_of(reference.rpartition("#")[0], number), []).append(reference)
        for name, ids in own.items():
            if name in shards:
                rows.setdefault(name, []).append(row)
                texts.setdefault(name, []).append(tables.dumps(ids))
    return rows, texts


def _rows(keys: Iterable[str], shards_of: Mapping[str, Iterable[str]]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        for name in shards_of.get(key, ()):
            rows.setdefault(name, []).append(row)
    return rows


def _shards(references: Iterable[str], shards: frozenset[str], number: int) -> list[str]:
    return sorted({_shard_of(reference.rpartition("#")[0], number) for reference in references} & shards)


_shard_of = lru_cache(maxsize=1 << 18)(shard)
