"""Plans and reports that are not of this run are not taken for this one's (the same with real kills: test_kills.py)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citewarden.commands import begin

MADE = ("batches/read.json", "batches/judge.json", begin.DONE)


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        ({MADE[0]: 2, MADE[1]: 3, MADE[2]: 4}, set(MADE)),
        ({MADE[0]: 0, MADE[1]: 3, MADE[2]: 4}, set()),
        ({MADE[1]: 3, MADE[2]: 4}, set()),
        ({MADE[0]: 2, MADE[1]: 0, MADE[2]: 4}, {MADE[0]}),
        ({MADE[0]: 2, MADE[2]: 4}, {MADE[0]}),
        ({MADE[0]: 2, MADE[1]: 3, MADE[2]: 0}, {MADE[0], MADE[1]}),
    ],
)
def test_what_is_older_than_the_run_or_stands_alone_goes(
    made: dict[str, int], kept: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "batches").mkdir()
    for name, at in {"run.json": 1, **made}.items():
        file = tmp_path / name
        file.touch()
        os.utime(file, (1_000_000 + at, 1_000_000 + at))
    for name in begin.EXPORTS:
        (tmp_path / name).touch()
    begin._drop_plans(tmp_path / "run.json", tmp_path)
    assert {name for name in MADE if (tmp_path / name).exists()} == kept


@pytest.mark.parametrize("lost", begin.EXPORTS)
def test_a_file_for_programs_that_is_gone_is_made_again(
    lost: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "batches").mkdir()
    for name in ("run.json", *MADE, *(n for n in begin.EXPORTS if n != lost)):
        (tmp_path / name).touch()
    begin._drop_plans(tmp_path / "run.json", tmp_path)
    assert {name for name in MADE if (tmp_path / name).exists()} == set(MADE[:2])
