"""What a run is of: its date, its network, its articles, as the first process found them.

That is written down once (`results/run.json`), by the audit or by a workflow that was started without one; every step
reads it, so that all of them work on the same.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from citewarden import config as settings
from citewarden import store
from citewarden.commands import reading
from citewarden.commands.reports import EXPORTS, roll
from citewarden.commands.session import RUN, Session, code, described, opened, terms
from citewarden.config import Config
from citewarden.folders import Contents
from citewarden.stages import turnover
from citewarden.stages.find import Files
from citewarden.stages.report import file_names
from citewarden.store import articles
from citewarden.store.articles import Found
from citewarden.store.database import Database
from citewarden.tables import dumps, remove_unfinished, write_text

DONE = "site.done"
"""In the folder of results; there when the reports are of the run that is described there."""


def begin(
    config: Config,
    policy: str,
    contents: Sequence[Contents],
    *,
    whole: bool,
    references: Path,
    said: Mapping[str, Any],
) -> dict[str, Any]:
    """Look at the articles in `contents` (`whole`: all there are) and write down what the run is of.

    `said` is what was decided already: `as_of`, `now`, `offline`, `config` (its file, "" where there is none), and
    `accept` (whether any number of articles may be gone). Added are `policy`, `references`, `whole`, `unusable` (what
    cannot be an article, a line each), `root`, the articles that `moved`, and digests of all that steps hang on:
    `articles`, `library`, `code`, the store's own (`store`), what reading, asking and judging hang on besides
    (`reading`, `asking`, `terms`). A run that is of the same as the one before keeps its time: then nothing is written.
    """
    paths = [path for part in contents for path in part.files]
    root, known = _named(paths, Path(config.articles))
    unusable = [str(error) for part in contents for error in part.unusable]
    with opened(config) as database:
        files = Files(articles.known_files(database), root=root, references=references)
        names, here = file_names(list(known)), Path.cwd()
        rows = [Found(name, _near(path, here), names[name], files.article(path)) for name, path in known.items()]
        library = files.whole(references)
        gone = files.known.keys() - files.seen if whole and not unusable else set()
        articles.keep_files(database, files.fresh, sorted(gone))
        run = {
            **said,
            "policy": policy,
            "references": str(references),
            "root": str(root),
            "whole": whole,
            "unusable": unusable,
            "articles": articles.wanted(database, sorted(rows)),
            "library": library,
            "code": code(),
            "store": store.identity(database),
        }
        session = Session(
            replace(config, references=str(references)), settings.policy(policy), run["now"], run["as_of"]
        )
        run["terms"] = terms(session, run["code"], offline=run["offline"])
        run["asking"] = terms(session, run["code"], offline=run["offline"], policy=False)
        run["reading"] = reading.terms(session.config, run)
        run["moved"] = _moved(database, run, root)
    file = Path(config.results) / RUN
    before = described(file)
    is_known = {**before, "now": run["now"]} == run
    if not is_known:
        write_text(file, dumps(run))
    if not file.with_name(DONE).exists():  # the run before did not come to its end
        for folder in (config.results, config.reports):
            remove_unfinished(Path(folder))
    _drop_plans(file, Path(config.reports))
    return before if is_known else run


def _drop_plans(run: Path, reports: Path) -> None:
    """Remove the plans that are older than the run or its decisions, or whose plan before is missing, and the word that
    the reports are of this run, also where one of them is missing.

    Where a process that made a plan was killed, Snakemake does not look whether the files behind it are older than the
    run (it looks again once a plan is made, and none is): it would go on with a later plan of an earlier run, or find
    nothing to do, and what had changed would never be read. A file that is missing it always makes.
    """
    since = max(path.stat().st_mtime_ns for path in (run, Path("config/suppressions.yaml")) if path.exists())
    is_stale = False
    for made in ("batches/read.json", "batches/judge.json", DONE):
        file = run.parent / made
        is_stale = is_stale or not file.exists() or file.stat().st_mtime_ns < since
        if is_stale:
            file.unlink(missing_ok=True)
    if not all((reports / name).exists() for name in EXPORTS):
        (run.parent / DONE).unlink(missing_ok=True)


def _named(paths: Sequence[Path], folder: Path) -> tuple[Path, dict[str, Path]]:
    """The folder article ids count from, and the files by id: the project's articles folder, else what the given files
    share."""
    known = {_below(path, folder): path for path in paths}
    if "" in known:
        folder = Path(os.path.commonpath([path.resolve().parent for path in paths]))
        known = {_below(path, folder): path for path in paths}
    return folder, known


def _below(path: Path, folder: Path) -> str:
    """The way from a folder to a file below it, "" if it lies elsewhere."""
    if (text := path.as_posix()).startswith(near := folder.as_posix() + "/"):
        return text[len(near) :]
    for whole in (Path.absolute, Path.resolve):
        here, there = whole(path), whole(folder)
        if here.is_relative_to(there):
            return here.relative_to(there).as_posix()
    return ""


def _near(path: Path, folder: Path) -> str:
    """A path as it is seen from a folder, where it lies in it."""
    if not path.is_absolute():
        return path.as_posix()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _moved(database: Database, run: Mapping[str, Any], root: Path) -> dict[str, str]:
    """Former id -> present id of articles that have moved, where there are decisions that could go with them."""
    if not Path("config/suppressions.yaml").exists():
        return {}
    if run["whole"] and not run["unusable"]:
        turnover.follow(database, run["as_of"], lambda: roll(database))
    return turnover.moved(database, lambda document: (root / document).exists())
