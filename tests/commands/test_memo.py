"""The memo saves work and changes nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from citewarden import config as settings
from citewarden.commands.memo import analysed, code
from citewarden.commands.session import Session
from citewarden.config import Config
from citewarden.model import Policy

SESSION = Session(Config(), Policy("default"), "2026-01-15T00:00:00+00:00", "2026-01-15")
ARTICLE = """# {title}

Regular exercise lowers blood pressure in most adults [1]. About 30 percent of adults sleep badly.

## References

1. Doe J. {title}. Example Heart J. 2019;4(2):11-18.
"""


def rows(folder: Path) -> list[dict[str, str]]:
    return [
        {"id": p.name, "path": str(p), "name": p.stem, "sha256": hashlib.sha256(p.read_bytes()).hexdigest()}
        for p in sorted(folder.glob("*.md"))
    ]


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    folder, memo = tmp_path / "articles", tmp_path / "memo"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.md").write_text(ARTICLE.format(title=f"Sleep {name}"))
    read: list[int] = []

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "read":
            read.append(total)

    def run(code: str = "1") -> dict[str, object]:
        read.clear()
        found = analysed(SESSION, rows(folder), folder, memo, code, progress=progress)
        return {name: table.to_pylist() for name, table in found.items()}

    first = run()
    assert len(read) == 3
    assert run() == first
    assert read == []
    (folder / "b.md").write_text(ARTICLE.format(title="Rest b"))
    second = run()
    assert read == [1]
    assert [d["id"] for d in second["documents"]] == ["a.md", "b.md", "c.md"]  # type: ignore[attr-defined]
    (memo / "keys.json").unlink()
    assert run() == second
    assert len(read) == 3
    run("2")
    assert len(read) == 3
    (folder / "c.md").unlink()
    third = run("2")
    assert {r["document"] for r in third["claims"]} == {"a.md", "b.md"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("damage", [b"", b"{", json.dumps({"code": "1"}).encode()])
def test_a_damaged_memo_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    folder, memo = tmp_path / "articles", tmp_path / "memo"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE.format(title="Sleep"))
    first = analysed(SESSION, rows(folder), folder, memo, "1", progress=lambda *_: None)
    (memo / "keys.json").write_bytes(damage)
    (memo / "claims.parquet").write_bytes(b"no")
    again = analysed(SESSION, rows(folder), folder, memo, "1", progress=lambda *_: None)
    assert {n: t.to_pylist() for n, t in again.items()} == {n: t.to_pylist() for n, t in first.items()}


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("stages/_marks.py", True),
        ("text/new.py", True),
        ("config.py", True),
        ("testing/world.py", False),
        ("a.txt", False),
    ],
)
def test_whatever_changes_in_the_program_changes_its_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, counts: bool
) -> None:
    package = tmp_path / "citewarden"
    for name in ("stages/_marks.py", "testing/world.py", "config.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(settings, "__file__", str(package / "config.py"))
    before = code()
    (package / file).parent.mkdir(exist_ok=True)
    (package / file).write_text("x = 2\n", encoding="utf-8")
    assert (code() != before) is counts
