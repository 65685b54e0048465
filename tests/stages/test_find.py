"""Shards: stable by path, rewritten only when they changed, files read only when they may have."""

from __future__ import annotations

import json
import os
from pathlib import Path

from citewarden.stages.pack import RACE, articles, count, pack, unpack


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


def test_shards_are_powers_of_two(tmp_path: Path) -> None:
    assert [count(n, 250) for n in (1, 250, 251, 501, 10_000, 100_000)] == [1, 1, 2, 4, 64, 512]


def test_a_manifest_is_rewritten_only_when_it_changed(tmp_path: Path) -> None:
    root, folder = _site(tmp_path), tmp_path / "pack"
    shards = pack(articles(root), root=root, folder=folder, size=3)
    assert len(shards) > 1
    times = {s: (folder / f"{s}.jsonl").stat().st_mtime_ns for s in shards}
    held = {row["id"]: s for s in shards for row in unpack(folder / f"{s}.jsonl")}
    assert len(held) == 9
    (root / "desk" / "4.md").write_text("# four\n")
    assert pack(articles(root), root=root, folder=folder, size=3) == shards
    changed = [s for s in shards if (folder / f"{s}.jsonl").stat().st_mtime_ns != times[s]]
    assert changed == [held["desk/4.md"]]
    for path in articles(root)[1:]:
        path.unlink()
    assert pack(articles(root), root=root, folder=folder, size=3) == ["00000"]
    assert [p.name for p in folder.glob("*.jsonl")] == ["00000.jsonl"]


def test_a_file_is_read_again_only_when_size_time_or_inode_differ(tmp_path: Path) -> None:
    root, folder = _site(tmp_path), tmp_path / "pack"
    for path in articles(root):
        _age(path)

    def digests() -> dict[str, str]:
        (shard,) = pack(articles(root), root=root, folder=folder, size=100)
        return {row["id"]: row["sha256"] for row in unpack(folder / f"{shard}.jsonl")}

    first = digests()
    path = root / "desk" / "3.md"
    held = path.stat()
    with path.open("r+") as file:
        file.write("# X\n")
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns))
    assert digests() == first, "same size, time and inode: not read"
    known = json.loads((folder / "known.json").read_text())
    assert len(known) == 9
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns + 1))
    second = digests()
    assert {d for d in first if first[d] != second[d]} == {"desk/3.md"}
    (folder / "known.json").write_text("{")
    assert digests() == second


def test_a_file_as_young_as_the_memory_is_read_again(tmp_path: Path) -> None:
    root, folder = _site(tmp_path), tmp_path / "pack"
    path = root / "desk" / "3.md"

    def digest() -> str:
        (shard,) = pack(articles(root), root=root, folder=folder, size=100)
        return next(row["sha256"] for row in unpack(folder / f"{shard}.jsonl") if row["id"] == "desk/3.md")

    first = digest()
    held = path.stat()
    with path.open("r+") as file:
        file.write("# X\n")
    os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns))
    assert digest() != first
