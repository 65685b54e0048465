"""The tables of a finished audit as DataFrames, for questions that no report answers.

    import citewarden
    audit = citewarden.load("my-project")
    audit.findings.groupby("rule_id").size()

The tables join by their ids: `document` is an article's id everywhere, `claim`, `passage` and `work` those of the rows
they name. What a noun's columns mean stands at its class in `citewarden.model`; what is nested there is a Python value
here, and a place in an article is its `line` and `quote`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import config as settings
from citewarden.errors import StateError
from citewarden.model import (
    Citation,
    Claim,
    Document,
    Evidence,
    Finding,
    Notice,
    Passage,
    Probe,
    Reference,
    Resolution,
    Work,
)

if TYPE_CHECKING:
    import pandas as pd

_OWN = ("source_map", "line_starts")
"""Columns of an article that only the program itself can use."""


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """What one audit read and found, a DataFrame each.

    `articles` (model `Document`), `references` (`Reference`, with the `work` it is, the `outcome` of looking it up and
    the `title` and `year` of the record that was accepted, else as printed), `citations`, `claims`, `evidence` (with
    `document`), `findings`, `works`, `resolutions`, `notices`, `passages` and `probes` (addresses that were asked).
    """

    articles: pd.DataFrame
    references: pd.DataFrame
    citations: pd.DataFrame
    claims: pd.DataFrame
    evidence: pd.DataFrame
    findings: pd.DataFrame
    works: pd.DataFrame
    resolutions: pd.DataFrame
    notices: pd.DataFrame
    passages: pd.DataFrame
    probes: pd.DataFrame

    def write(self, folder: Path, form: str) -> list[Path]:
        """Write `<table>.parquet` or `<table>.csv` (`form`) into `folder`; the files written.

        Nested values become JSON text. In CSV, a cell that a spreadsheet would run is led by an apostrophe.
        """
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(getattr(self, f.name), folder / f"{f.name}.{form}", form) for f in fields(self)]


def load(project: str | Path = ".") -> Tables:
    """The tables of the last audit of `project`, the folder that holds `config/` (or nothing but `articles/`).

    Raises:
        StateError: there are no tables, since no audit has ended there.
        InputError: a table is damaged.
    """
    root = Path(project)
    file = root / "config" / "config.yaml"
    results = root / settings.load(file if file.exists() else None).results
    try:
        shards = json.loads((results / "night.json").read_text(encoding="utf-8"))["shards"]
        if not all((results / "judged" / shard / "findings.parquet").exists() for shard in shards):
            raise FileNotFoundError("it did not end")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StateError("holds no finished audit", where=str(results), remedy="run `citewarden audit`") from error

    def of_shards(noun: Any, name: str) -> pd.DataFrame:
        return _frame(noun, [results / f"{name.format(shard=shard)}.parquet" for shard in shards])

    def of_corpus(noun: Any, name: str) -> pd.DataFrame:
        return _frame(noun, sorted((results / "corpus" / name).rglob("*.parquet")))

    claims = _placed(of_shards(Claim, "articles/{shard}/claims"), "target")
    works, resolutions = of_corpus(Work, "works"), of_corpus(Resolution, "resolutions")
    references = _placed(of_shards(Reference, "articles/{shard}/references"), "target")
    return Tables(
        articles=of_shards(Document, "articles/{shard}/documents").drop(columns=list(_OWN)),
        references=_looked_up(references, works, resolutions),
        citations=_placed(of_shards(Citation, "articles/{shard}/citations"), "target"),
        claims=claims,
        evidence=of_shards(Evidence, "judged/{shard}/evidence").merge(
            claims[["id", "document"]].rename(columns={"id": "claim"}), on="claim", how="left", validate="many_to_one"
        ),
        findings=_placed(of_shards(Finding, "judged/{shard}/findings"), "location"),
        works=works,
        resolutions=resolutions,
        notices=of_corpus(Notice, "notices"),
        passages=of_corpus(Passage, "passages"),
        probes=of_corpus(Probe, "probes"),
    )


def _frame(noun: Any, files: Sequence[Path]) -> pd.DataFrame:
    """The rows of a noun's Parquet files, with nested values read."""
    import pandas as pd
    import pyarrow as pa

    from citewarden import tables

    parts = [tables.table(file, noun) for file in files]
    table = pa.concat_tables([tables.schema(noun).empty_table(), *parts]).to_pandas()
    assert isinstance(table, pd.DataFrame)
    for name in tables.nested(noun):
        table[name] = table[name].map(json.loads)
    return table


def _placed(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """`table` with the place that `column` holds as `line` (0 if none) and `quote`."""

    def of(read: Callable[[Any], Any], otherwise: Any) -> list[Any]:
        return [read(place) if place else otherwise for place in table[column]]

    lines, quotes = of(lambda place: place["start_line"], 0), of(lambda place: place["quote"]["exact"], "")
    return table.drop(columns=[column]).assign(line=lines, quote=quotes)


def _looked_up(references: pd.DataFrame, works: pd.DataFrame, resolutions: pd.DataFrame) -> pd.DataFrame:
    """`references` with the work each is, and what the work was found to be."""
    import pandas as pd

    of = works[["id", "references"]].explode("references").rename(columns={"id": "work", "references": "id"})
    found = resolutions[["work", "outcome", "csl"]].rename(columns={"csl": "record"})
    joined = references.merge(of, on="id", how="left").merge(found, on="work", how="left")
    records = [
        record if isinstance(record, dict) and record else csl
        for record, csl in zip(joined["record"], joined["csl"], strict=True)
    ]
    return joined.drop(columns=["record"]).assign(
        title=[record.get("title", "") for record in records],
        year=pd.array([_year(record) for record in records], dtype="Int64"),
    )


def _year(csl: dict[str, Any]) -> int | None:
    """The year of `csl`'s `issued`."""
    parts = (csl.get("issued") or {}).get("date-parts") or [[None]]
    return int(parts[0][0]) if parts[0] and str(parts[0][0] or "").isdecimal() else None


def _write(table: pd.DataFrame, path: Path, form: str) -> Path:
    from citewarden.formats.csv import safe
    from citewarden.tables import atomic, dumps

    flat = table.copy()
    for name in flat.columns:
        if flat[name].map(lambda value: isinstance(value, (list, dict))).any():
            flat[name] = flat[name].map(dumps)
        if form == "csv":
            flat[name] = flat[name].map(lambda value: safe(value) if isinstance(value, str) else value)
    if form == "csv":
        atomic(path, lambda temporary: flat.to_csv(temporary, index=False, encoding="utf-8-sig", lineterminator="\r\n"))
    else:
        atomic(path, lambda temporary: flat.to_parquet(temporary, index=False))
    return path
