"""What pages said is remembered article by article, whatever shards the site is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.errors import StateError
from citewarden.stages import _page_state as page_state
from citewarden.stages.pack import MOST, count, shard


def row(document: str, quote: str = "Adults need seven hours.") -> dict[str, str]:
    return {
        "document": document,
        "claim": "Adults need seven hours of sleep.",
        "source": "https://sleep.example/adults",
        "quote": quote,
        "retrieved_at": "2026-01-14T02:00:00+00:00",
    }


def neighbours() -> tuple[str, str]:
    """Two articles whose rows share a file."""
    first = shard("a.md", MOST)
    return "a.md", next(name for n in range(100_000) if shard(name := f"{n}.md", MOST) == first)


def test_what_was_written_is_read_and_neighbours_are_left_alone(tmp_path: Path) -> None:
    one, two = neighbours()
    page_state.write(tmp_path, {one: [row(one)]})
    page_state.write(tmp_path, {two: [row(two, "Rest – daily.")]})
    assert page_state.read(tmp_path, [one, two, "c.md"]) == {one: (row(one),), two: (row(two, "Rest – daily."),)}
    page_state.write(tmp_path, {one: []})
    assert page_state.read(tmp_path, [one, two]) == {two: (row(two, "Rest – daily."),)}
    page_state.write(tmp_path, {two: []})
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_only_when_its_rows_change(tmp_path: Path) -> None:
    page_state.write(tmp_path, {"a.md": [row("a.md")], "b.md": []})
    (path,) = tmp_path.iterdir()
    before = path.stat().st_ino
    page_state.write(tmp_path, {"a.md": [row("a.md")]})
    assert path.stat().st_ino == before
    page_state.write(tmp_path, {"a.md": [row("a.md", "Other words.")]})
    assert path.stat().st_ino != before


@pytest.mark.parametrize("text", ["{", '{"document": "a.md"}\n', "[1]\n"])
def test_a_damaged_file_is_one_line(tmp_path: Path, text: str) -> None:
    page_state.write(tmp_path, {"a.md": [row("a.md")]})
    (path,) = tmp_path.iterdir()
    path.write_text(text)
    with pytest.raises(StateError, match=r"not a page state file .* - delete it"):
        page_state.read(tmp_path, ["a.md"])


def test_no_two_shards_share_a_file() -> None:
    number = count(10**9, 250)
    assert number == MOST
    for shards in (2, 64, MOST):
        owners: dict[str, str] = {}
        for n in range(3_000):
            name = f"{n}.md"
            assert owners.setdefault(shard(name, MOST), shard(name, shards)) == shard(name, shards)
