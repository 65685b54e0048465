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
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import tables
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
    (`judging.terms`); `due` names the articles of a shard
    that the calendar asks to judge again.
    """
    own = _decided(decisions, number)
    parts = _parts(corpus, number)
    renewed = []
    for name in shards:
        digest = hashlib.sha256((terms + own.get(name, "")).encode("utf-8"))
        for table, noun in CORPUS.items():
            digest.update(tables.renew(out / name / f"{table}.parquet", parts[table](name, noun)))
        key = {"slice": digest.hexdigest(), "due": due(name)}
        path = out / name / "key.json"
        before = _key(path)
        if before.get("slice") != key["slice"] or (key["due"] and before != key):
            tables.write_text(path, tables.dumps(key))
            renewed.append(name)
    return renewed


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


def _parts(corpus: Path, number: int) -> Mapping[str, Callable[[str, type[Any]], pa.Table]]:
    """Table name -> the rows of one shard."""
    works = tables.table(corpus / "works.parquet", Work)
    citing, texts = _citing(works.column("references").to_pylist(), number)
    shards_of: dict[str, list[str]] = {work: [] for work in works.column("id").to_pylist()}
    for name, rows in citing.items():
        for work in works.column("id").take(rows).to_pylist():
            shards_of[work].append(name)

    def own_works(name: str, noun: type[Any]) -> pa.Table:
        part = works.take(citing.get(name, tables.column((), "int64")))
        place = part.schema.get_field_index("references")
        return part.set_column(place, part.schema.field(place), tables.column(texts.get(name, [])))

    found: dict[str, Callable[[str, type[Any]], pa.Table]] = {"works": own_works}
    for table in ("resolutions", "notices", "passages"):
        whole = tables.table(corpus / f"{table}.parquet", CORPUS[table])
        found[table] = _rows(whole, whole.column("work").to_pylist(), shards_of)
    links = tables.concat(sorted((corpus / "links").glob("*.parquet")), Link)
    urls = dict(zip(links.column("url").to_pylist(), links.column("references").to_pylist(), strict=True))
    probes = tables.concat(sorted((corpus / "probes").glob("*.parquet")), Probe)
    asked = probes.column("url").to_pylist()
    shards_of = {url: _shards(json.loads(urls[url]), number) if url in urls else [] for url in asked}
    found["probes"] = _rows(probes, asked, shards_of)
    return found


def _citing(references: Iterable[str], number: int) -> tuple[dict[str, pa.Array], dict[str, list[str]]]:
    """Shard -> which works its articles cite, and for each of them the shard's references as JSON text."""
    rows: dict[str, list[int]] = {}
    texts: dict[str, list[str]] = {}
    for row, text in enumerate(references):
        own: dict[str, list[str]] = {}
        for reference in json.loads(text):
            own.setdefault(_shard_of(reference.rpartition("#")[0], number), []).append(reference)
        for name, ids in own.items():
            rows.setdefault(name, []).append(row)
            texts.setdefault(name, []).append(tables.dumps(ids))
    return {name: tables.column(numbers, "int64") for name, numbers in rows.items()}, texts


def _rows(
    whole: pa.Table, keys: Sequence[str], shards_of: Mapping[str, Sequence[str]]
) -> Callable[[str, type[Any]], pa.Table]:
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        for name in shards_of.get(key, ()):
            rows.setdefault(name, []).append(row)
    return lambda name, noun: whole.take(tables.column(rows.get(name, []), "int64"))


def _shards(references: Iterable[str], number: int) -> list[str]:
    return sorted({_shard_of(reference.rpartition("#")[0], number) for reference in references})


_shard_of = lru_cache(maxsize=1 << 18)(shard)
