"""A project of three articles over three nights: one comes, one goes, one is edited, pages change; all that the store
holds after each night, the reports, and what commands say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from tests.commands.conftest import Site
from tests.conftest import _called
from tests.whole.dressing import altered, dressed, texts

from citewarden.store import codec
from citewarden.testing.records import Records, build
from citewarden.testing.world import World

DAYS = ("2026-01-15", "2026-01-17", "2026-05-03")
FORMATS = ("json", "sarif", "junit", "github", "gitlab", "rdjson", "markdown", "csv")
_OWN = re.compile(r"made_of")
"""Columns that change with any line of the program."""


def night(name: str) -> Iterator[Any]:
    """The `name`th project."""
    known = list(texts())[20 + 60 * int(name) :: 17][:3]
    made = [dressed(one) for one in known]
    records = Records()
    for number, one in enumerate(made):  # a press, a site and a work are known by other names in each article
        text = repr(one.records).replace("work-", f"work-{number}-").replace("house", f"house-{number}-")
        records += build(eval(text, {}))
    chance = Random(name)
    with TemporaryDirectory() as place, World(records) as world:

        def hidden(said: Any) -> Any:
            text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
            return text.replace(f"127.0.0.1:{world.port}", "HERE").replace(place, "PLACE")

        site = Site(_called, Path(place) / "site")
        world.config_yaml(site.folder / "config" / "config.yaml")
        notes = site.folder / "references"
        notes.mkdir()
        for number, one in enumerate(made):
            for note, text in one.notes.items():
                (notes / f"{number}-{note}").write_text(text, encoding="utf-8")
        files = [
            (f"a/{one.name}.md" if number else f"{one.name}.md", one.text.replace("house", f"house-{number}-"))
            for number, one in enumerate(made)
        ]
        for number, day in enumerate(DAYS):
            world.night = number + 1
            for at, (path, text) in enumerate(files):
                if (number, at) == (1, 0):
                    (site.folder / "articles" / path).unlink()
                elif (number, at) == (1, 1):
                    lines = text.split("\n")
                    site.write(
                        path,
                        "\n".join(
                            altered(line, chance) if at > 8 and line[-1:] == "." else line
                            for at, line in enumerate(lines)
                        ),
                    )
                elif (number, at) != (0, 2):
                    site.write(path, text)
            yield site.run(day, offline=False)
            yield from map(hidden, _store(site))
            yield [
                (path, len(text), hidden(text))
                for path, text in sorted(site.reports().items())
                if path.endswith((".json", ".csv", ".md")) and "prov" not in path
            ]
        for arguments in _commands(site):
            status, out, err = _called(*arguments, folder=site.folder)
            yield [status, hidden(out), hidden(err)]
        yield [(file.name, hidden(file.read_bytes())) for file in sorted(site.folder.glob("*.said"))]


def _store(site: Site) -> Iterator[Any]:
    for (table,) in sorted(site.table("select name from sqlite_master where type = 'table'")):
        if table in ("file", "meta"):  # when files were last touched, what the program is
            continue
        columns = [row[1] for row in site.table(f"pragma table_info({table})")]
        told = ", ".join(column for column in columns if not _OWN.search(column))
        rows = [
            [codec.text(cell) if isinstance(cell, bytes) else cell for cell in row]
            for row in site.table(f"select {told} from {table}")
        ]
        yield [table, sorted(map(str, rows))]


def _commands(site: Site) -> Iterator[tuple[str, ...]]:
    when = ("--as-of", DAYS[2], "--now", f"{DAYS[2]}T12:00:00+00:00")
    written = (part for name in FORMATS for part in ("--format", f"{name}={name}.said"))
    yield ("gate", "articles", "--offline", "--state", *when, "--fail-on", "note", *written)
    yield ("calendar", "--as-of", DAYS[2])
    yield ("calendar", "--as-of", DAYS[2], "--until", "2027-06-30", "--format", "csv")
    yield ("uses", "ibuprofen", "cancer", "infection", "10.1000/1")
    yield ("notify", "--dry-run", *when)
    article = str(sorted((site.folder / "articles").rglob("*.md"))[0].relative_to(site.folder))
    yield ("sources", article, *when)
    yield ("cite", article)
    (fingerprint,) = site.table("select min(fingerprint) from finding")[0]
    yield ("explain", fingerprint, *when)
