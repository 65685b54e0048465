"""A project on two nights: an article is edited, one goes to another place, pages change; all that the store
holds after each night, the reports, and what commands say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from tests.commands.conftest import Site
from tests.conftest import _called
from tests.whole.dressing import altered, dressed, texts

from citewarden.store import codec
from citewarden.testing.records import build
from citewarden.testing.world import World

DAYS = ("2026-01-15", "2026-05-03")
FORMATS = ("json", "sarif", "junit", "github", "gitlab", "rdjson", "markdown", "csv")
REPORTS = (".json", ".csv", ".md")
_MADE = re.compile(r"\b[0-9a-f]{32}(?=[0-9a-f]{64}\b|\b)|(?<=\d\d-\d\d-)[0-9a-f]{8}\b|(?<=\"config\":\")[0-9a-f]{16}\b")
"""Digests and a run's name, which change with any line of the program, and of settings, which name a port."""


def night(name: str) -> Iterator[Any]:
    """The `name`th project."""
    first, second = (dressed(one) for one in list(texts())[20 + 60 * int(name) :: 17][:2])
    chance = Random(name)
    edited = "\n".join(altered(line, chance) if line.endswith(".") else line for line in first.text.split("\n"))
    later = second.text.replace("house", "house-2-")
    plan = {"first.md": (first.text, edited), "a/second.md": ("", later), "third.md": (later, "")}
    plan = {path: nights for path, nights in plan.items() if ("first" in path) == (int(name) % 2 == 0)}
    known = json.loads(json.dumps(second.records).replace("work-", "work-2-").replace("house", "house-2-"))
    with TemporaryDirectory() as place, World(build(first.records) + build(known)) as world:

        def hidden(said: Any) -> str:
            text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
            return _MADE.sub("MADE", text.replace(f"127.0.0.1:{world.port}", "HERE").replace(place, "PLACE"))

        site = Site(_called, Path(place) / "site")
        world.config_yaml(site.folder / "config" / "config.yaml")
        (site.folder / "references").mkdir()
        for note, text in [*first.notes.items(), *((f"second-{n}", t) for n, t in second.notes.items())]:
            (site.folder / "references" / note).write_text(text, encoding="utf-8")
        for number, day in enumerate(DAYS):
            world.night = number + 1
            for path, nights in plan.items():
                if nights[number]:
                    site.write(path, nights[number])
                else:
                    (site.folder / "articles" / path).unlink(missing_ok=True)
            yield site.run(day, offline=False)
            yield from map(hidden, _store(site))
            pages = sorted((path, page) for path, page in site.reports().items() if path.endswith(REPORTS))
            yield [(path, hidden(page)) for path, page in pages if "prov" not in path]
        for arguments in list(_commands(site))[int(name) % 2 :: 2]:
            status, out, err = _called(*arguments, folder=site.folder)
            yield [status, hidden(out), hidden(err)]
        yield [(file.name, hidden(file.read_bytes())) for file in sorted(site.folder.glob("*.said"))]


def _store(site: Site) -> Iterator[Any]:
    for (table,) in sorted(site.table("select name from sqlite_master where type = 'table'")):
        if table in ("file", "meta"):  # when files were last touched, what the program is
            continue
        columns = [row[1] for row in site.table(f"pragma table_info({table})")]
        told = ", ".join(column for column in columns if column != "made_of")
        rows = [
            [codec.text(cell) if isinstance(cell, bytes) else cell for cell in row]
            for row in site.table(f"select {told} from {table}")
        ]
        yield [table, sorted(map(str, rows))]


def _commands(site: Site) -> Iterator[tuple[str, ...]]:
    when = ("--as-of", DAYS[1], "--now", f"{DAYS[1]}T12:00:00+00:00")
    written = (part for name in FORMATS for part in ("--format", f"{name}={name}.said"))
    yield ("gate", "articles", "--offline", "--state", *when, "--fail-on", "note", *written)
    yield ("calendar", "--as-of", DAYS[1])
    yield ("calendar", "--as-of", DAYS[1], "--until", "2027-06-30", "--format", "csv")
    yield ("uses", "ibuprofen", "cancer", "infection", "10.1000/1")
    yield ("notify", "--dry-run", *when)
    article = str(sorted((site.folder / "articles").rglob("*.md"))[0].relative_to(site.folder))
    yield ("sources", article, *when)
    yield ("cite", article)
    (fingerprint,) = site.table("select min(fingerprint) from finding")[0]
    yield ("explain", fingerprint, *when)


def items() -> Mapping[str, Sequence[str]]:
    """Kind -> its items."""
    return {"night": [str(n) for n in range(4)]}
