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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from citewarden import config as settings
from citewarden import store
from citewarden.errors import ConfigError, StateError
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
from citewarden.store import judgements, works
from citewarden.store.codec import text

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
        StateError: there are no tables, since no audit has ended there, or they cannot be read.
        ConfigError: pandas is not installed.
    """
    if find_spec("pandas") is None:
        raise ConfigError("the tables of an audit need pandas", remedy="pip install 'citewarden[audit]'")
    root = Path(project)
    file = root / "config" / "config.yaml"
    config = settings.load(file if file.exists() else None)
    state = root / config.state
    if not store.exists(state, config.store):
        raise StateError("holds no finished audit", where=str(state), remedy="run `citewarden audit`")
    with store.connect(state, config.store) as database:
        if not store.get(database, "articles") or judgements.missing(database):
            raise StateError("holds no finished audit", where=database.where, remedy="run `citewarden audit`")

        def of_articles(noun: Any, table: str) -> pd.DataFrame:
            order = "article.id" if table == "document" else "article.id, place"
            of = f"{table} join article on article.id = {table}.article"
            return _frame(noun, database.stream(f"select row from {of} where wanted = 1 order by {order}"))

        def of_works(noun: Any, table: str) -> pd.DataFrame:
            sql = f"select row from {table} where work in ({works.CITED}) order by work, place"
            return _frame(noun, database.stream(sql))

        cited = _frame(Work, database.stream(f"select row from work where id in ({works.CITED}) order by id"))
        pairs = (
            "select reference.id, work from reference join article on article.id = reference.article where wanted = 1"
        )
        of = _pairs(database.stream(f"{pairs} order by work, reference.id"), ["id", "work"])
        citing = of.groupby("work")["id"].agg(list)
        cited["references"] = [citing.get(work, []) for work in cited["id"]]
        probes = (
            "select coalesce(nullif(shown, ''), row) from probe where url in (select url from reference"
            " join article on article.id = reference.article where wanted = 1) order by url"
        )
        claims = _placed(of_articles(Claim, "claim"), "target")
        resolutions = of_works(Resolution, "resolution")
        references = _placed(of_articles(Reference, "reference"), "target")
        return Tables(
            articles=of_articles(Document, "document").drop(columns=list(_OWN)),
            references=_looked_up(references, of, resolutions),
            citations=_placed(of_articles(Citation, "citation"), "target"),
            claims=claims,
            evidence=of_articles(Evidence, "evidence").merge(
                claims[["id", "document"]].rename(columns={"id": "claim"}),
                on="claim",
                how="left",
                validate="many_to_one",
            ),
            findings=_placed(of_articles(Finding, "finding"), "location"),
            works=cited,
            resolutions=resolutions,
            notices=of_works(Notice, "notice"),
            passages=of_works(Passage, "passage"),
            probes=_frame(Probe, database.stream(probes)),
        )


def _frame(noun: Any, rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """The rows of a noun's table, with nested values read."""
    import pandas as pd

    names = [f.name for f in fields(noun)]
    found = pd.DataFrame([json.loads(text(row)) for (row,) in rows], columns=names)
    kinds = {str: "str", int: "int64", float: "float64", bool: "bool"}
    hints = get_type_hints(noun)
    for name in names:
        hint = hints[name]
        kind: Any = "str" if isinstance(hint, type) and issubclass(hint, Enum) else kinds.get(hint, "object")
        found[name] = found[name].astype(kind)
    return found


def _pairs(rows: Iterable[tuple[Any, ...]], names: Sequence[str]) -> pd.DataFrame:
    """Plain rows under names."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(names), dtype="str")


def _placed(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """`table` with the place that `column` holds as `line` (0 if none) and `quote`."""

    def of(read: Callable[[Any], Any], otherwise: Any) -> list[Any]:
        return [read(place) if place else otherwise for place in table[column]]

    lines, quotes = of(lambda place: place["start_line"], 0), of(lambda place: place["quote"]["exact"], "")
    return table.drop(columns=[column]).assign(line=lines, quote=quotes)


def _looked_up(references: pd.DataFrame, of: pd.DataFrame, resolutions: pd.DataFrame) -> pd.DataFrame:
    """`references` with the work `of` each, and what the work was found to be."""
    import pandas as pd

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
