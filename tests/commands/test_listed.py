"""What the library said is remembered, and nothing comes out differently for it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from citewarden import tables
from citewarden.commands.listed import Listed
from citewarden.commands.parts import Parts
from citewarden.model import Resolution, Work
from citewarden.registries.library import load

NOTE = """---
type: article-journal
title: {title}
author: [{{family: Doe, given: J}}]
container-title: Example Heart J
issued: 2019
volume: '4'
page: 11-18
---

It is so.
"""
Cli = Callable[..., tuple[int, str, str]]
MEMO = "memo/0000.json"


def work(number: int, title: str, volume: str) -> Work:
    csl = {"type": "article-journal", "title": title, "container-title": "Example Heart J", "volume": volume,
           "author": [{"family": "Doe", "given": "J"}], "issued": {"date-parts": [[2019]]}}  # fmt: skip
    return Work(f"csl:{number}", (f"a.md#ref-{number}",), csl, f"Doe J. {title}. Example Heart J. 2019;{volume}:11-18.")


WORKS = [work(1, "Sleep and the ageing heart", "4"), work(2, "Brittle bones of older nuns", "9")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "sleep.md").write_text(NOTE.format(title="Sleep and the ageing heart"))
    cited(tmp_path, WORKS)
    return tmp_path


def cited(project: Path, works: Sequence[Work]) -> None:
    """Lay the works into the corpus folder, in one part."""
    table = Parts.open(project / "works", Work)
    table.put("0000", tables.to_table(Work, works), "made")
    table.save()


def resolved(cli: Cli, project: Path, code: str = "1") -> bytes:
    """The resolutions, made anew from the memo and the library."""
    shutil.rmtree(project / "resolutions", ignore_errors=True)
    options = ("--corpus", ".", "--memo", "memo", "--code", code, "--now", "2026-01-15T00:00:00+00:00", "--offline")
    status, _, said = cli("table", "resolve", *options, folder=project)
    assert status == 0, said
    return (project / "resolutions/0000.parquet").read_bytes()


def anew(cli: Cli, project: Path) -> bytes:
    shutil.rmtree(project / "memo")
    return resolved(cli, project)


def registries(project: Path) -> list[str]:
    return [r.registry for r in tables.read(project / "resolutions/0000.parquet", Resolution)]


def known(project: Path, code: str = "1") -> set[str]:
    """The works the library needs not be asked about."""
    works = tables.read(project / "works/0000.parquet", Work)
    return set(Listed.load(project / MEMO, works, load(project / "references"), code).known)


def test_from_memory_comes_what_came_from_nothing(cli: Cli, project: Path) -> None:
    first = resolved(cli, project)
    assert registries(project)[0] == "library"
    assert registries(project)[1] != "library"
    assert known(project) == {"csl:1", "csl:2"}
    assert resolved(cli, project) == first
    assert anew(cli, project) == first


def test_what_is_remembered_is_not_looked_up(cli: Cli, project: Path) -> None:
    resolved(cli, project)
    data = json.loads((project / MEMO).read_text())
    data["works"] = dict.fromkeys(data["works"])
    (project / MEMO).write_text(json.dumps(data))
    resolved(cli, project)
    assert "library" not in registries(project)


def test_only_works_that_changed_are_looked_up(cli: Cli, project: Path) -> None:
    resolved(cli, project)
    again = replace(WORKS[0], references=("a.md#ref-1", "b.md#ref-7"))
    cited(project, [again, replace(WORKS[1], raw=WORKS[1].raw + " "), work(3, "x", "1")])
    assert known(project) == {"csl:1"}
    assert resolved(cli, project) == anew(cli, project)
    cited(project, [work(1, "Nothing like it at all", "31"), WORKS[1]])
    resolved(cli, project)
    assert "library" not in registries(project)


def test_another_library_or_other_code_forgets(cli: Cli, project: Path) -> None:
    resolved(cli, project)
    assert known(project, "2") == set()
    (project / "references" / "bones.md").write_text(NOTE.format(title="Brittle bones of older nuns"))
    assert known(project) == set()
    resolved(cli, project)
    assert registries(project) == ["library", "library"]
    (project / "references" / "sleep.md").write_text(NOTE.format(title="Something about kidneys"))
    resolved(cli, project)
    assert registries(project)[0] != "library"
    assert registries(project)[1] == "library"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"terms": 1}', "WORKS"])
def test_a_damaged_memo_is_made_anew(cli: Cli, project: Path, damage: str) -> None:
    first = resolved(cli, project)
    if damage == "WORKS":
        data = json.loads((project / MEMO).read_text())
        damage = json.dumps(data | {"works": {key: {"odd": 1} for key in data["works"]}})
    (project / MEMO).write_text(damage)
    assert resolved(cli, project) == first
