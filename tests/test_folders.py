"""Odd things in folders: each is said in a line, and nothing is stopped or doubled by it."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from citewarden.folders import one, walk

ARTICLE = "# Sleep\n\nSome adults sleep badly.\n"
NOTE = "---\ntype: book\ntitle: Sleep\nauthor: [{family: Doe}]\n---\n\nA note.\n"


def is_text(name: str) -> bool:
    return name.endswith(".md")


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in walk(folder, is_text).files]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name in ("a.md", "sub/b.md", "c.txt", ".hidden.md", "<script>.md", "{shard}.md", "new\nline.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_what_is_wanted_is_found_whatever_its_name(folder: Path) -> None:
    assert names(folder) == ["<script>.md", "a.md", "new\nline.md", "sub/b.md", "{shard}.md"]


def test_a_link_to_what_is_there_is_left_out_and_one_to_elsewhere_is_not(folder: Path, tmp_path: Path) -> None:
    away = tmp_path.parent / f"{tmp_path.name}-away.md"
    away.write_text(ARTICLE, encoding="utf-8")
    for name, target in (("x.md", "a.md"), ("y.md", "sub/b.md"), ("z.md", str(away)), ("lost.md", "nowhere")):
        (folder / name).symlink_to(target)
    (folder / "zz.md").symlink_to(away)  # the same file elsewhere, twice
    (folder / "again").symlink_to("sub")
    (folder / "sub" / "up").symlink_to("..")
    found = walk(folder, is_text)
    assert [Path(link).name for link in found.twice] == ["x.md", "y.md", "zz.md"]
    assert "z.md" in names(folder)
    assert len(found.files) == 6


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"sub\xff/b.md", b"\x80\x80/deep/er.md"])
def test_a_name_that_is_no_text_is_a_line(folder: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(folder), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    Path(os.fsdecode(path)).write_text(ARTICLE, encoding="utf-8")
    found = walk(folder, is_text)
    assert len(found.files) == 5
    (error,) = found.unusable
    assert str(error).isprintable()
    assert "is not UTF-8" in str(error)
    assert one(Path(os.fsdecode(path))).files == ()


def _heed_modes() -> None:
    """Let root, too, be refused what a mode forbids: a program started now may not override reading and searching."""
    if os.geteuid() == 0:
        for capability in (1, 2):
            assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0


@pytest.mark.parametrize("command", [("gate", "articles"), pytest.param(("audit",), marks=pytest.mark.long)])
def test_an_audit_goes_on_past_all_of_it(tmp_path: Path, command: tuple[str, ...]) -> None:
    articles, references = tmp_path / "articles", tmp_path / "references"
    for place in (articles / "locked", articles / "sub", references / "locked"):
        place.mkdir(parents=True)
    for place in (articles / "a.md", articles / "sub" / "b {x}.md", articles / "locked" / "c.md"):
        place.write_text(ARTICLE, encoding="utf-8")
    (articles / "link.md").symlink_to("a.md")
    for note in ("evil<script>alert(1)<script>.md", "{wildcard}.md", "odd\nname.md"):
        (references / note).write_text(NOTE, encoding="utf-8")
    Path(os.fsdecode(os.path.join(os.fsencode(articles), b"caf\xe9.md"))).write_text(ARTICLE, encoding="utf-8")
    for locked in (articles / "locked", references / "locked"):
        locked.chmod(0)
    done = subprocess.run(
        [sys.executable, "-m", "citewarden", *command, "--offline", "--policy", "offline", "--as-of", "2026-01-15"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_heed_modes,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
    )
    said = done.stdout + done.stderr
    assert done.returncode == 2, said
    assert "Traceback" not in said
    assert "FAILED (2): 3 inputs could not be read, first articles/caf\\xe9.md" in said
    assert "articles/locked: this folder cannot be read (Permission denied)" in said
    assert "articles/link.md: left out, a link to an article" in said
    for locked in (articles / "locked", references / "locked"):
        locked.chmod(0o700)
    if command[0] == "gate":
        return
    pages = {path.name for path in (tmp_path / "reports").rglob("*.json")}
    assert "a.json" in pages
    assert any(
        json.loads(p.read_text())["document"]["id"] == "sub/b {x}.md" for p in (tmp_path / "reports/sub").glob("*.json")
    )
    assert not any("script>alert" in path.read_text("utf-8") for path in (tmp_path / "reports").rglob("*.html"))
