"""Which articles there are, and files read only when they may have changed."""

from __future__ import annotations

import os
from pathlib import Path

from citewarden.stages.find import RACE, Files, articles


def _site(folder: Path) -> Path:
    root = folder / "articles"
    (root / "desk").mkdir(parents=True)
    for n in range(9):
        (root / "desk" / f"{n}.md").write_text(f"# {n}\n")
    return root


def _age(path: Path) -> None:
    """Make a file old enough for its time to be trusted."""
    held = path.stat()
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns - 2 * RACE))


def test_only_articles_are_found(tmp_path: Path) -> None:
    root = _site(tmp_path)
    for name in ("README.md", "notes.log", ".hidden.md", "desk/UPPER.HTML"):
        (root / name).write_text("x")
    (root / ".git").mkdir()
    (root / ".git" / "a.md").write_text("x")
    names = [p.relative_to(root).as_posix() for p in articles(root)]
    assert names == [*(f"desk/{n}.md" for n in range(9)), "desk/UPPER.HTML"]


def _digests(root: Path, known: dict[str, tuple[str, str, str]]) -> dict[str, str]:
    """Name -> digest of each article; what is remembered is brought up to date."""
    files = Files(known, root=root)
    found = {path.name: files.article(path) for path in articles(root)}
    known.update(files.fresh)
    return found


def test_a_file_is_read_again_only_when_size_time_or_inode_differ(tmp_path: Path) -> None:
    root, known = _site(tmp_path), dict[str, tuple[str, str, str]]()
    for path in articles(root):
        _age(path)
    first = _digests(root, known)
    path = root / "desk" / "3.md"
    held = path.stat()
    with path.open("r+") as file:
        file.write("# X\n")
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns))
    assert _digests(root, known) == first, "same size, time and inode: not read"
    assert len(known) == 9
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns + 1))
    second = _digests(root, known)
    assert {name for name in first if first[name] != second[name]} == {"3.md"}
    assert _digests(root, {}) == second


def test_a_file_as_young_as_the_memory_is_read_again(tmp_path: Path) -> None:
    root, known = _site(tmp_path), dict[str, tuple[str, str, str]]()
    path = root / "desk" / "3.md"
    first = _digests(root, known)
    held = path.stat()
    with path.open("r+") as file:
        file.write("# X\n")
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns))
    assert _digests(root, known)["3.md"] != first["3.md"]


def test_what_cannot_be_read_has_no_digest(tmp_path: Path) -> None:
    root = _site(tmp_path)
    files = Files({}, root=root)
    assert files.article(root / "gone.md") == ""
    assert files.file(root) == ""
