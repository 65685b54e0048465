"""How large a file may be that is read: just so large, and no larger; the line about one that is larger says both."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.errors import InputError
from citewarden.stages.read import read

TEXT = "# Salt\n\nSalt raises blood pressure [@roe2011].\n"
ENTRIES = "@article{roe2011, title={Salt}, author={Roe, B.}, journal={Lancet}, year={2011}}\n"


def padded(text: str, size: int) -> str:
    return text + " " * (size - len(text) - 1) + "\n"


def test_an_article_may_be_as_large_as_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(padded(TEXT, 2_000))
    assert read(path, root=tmp_path, max_bytes=2_000).title == "Salt"
    assert read(path, root=tmp_path, max_bytes=2_001).title == "Salt"


@pytest.mark.parametrize(
    ("size", "most", "told"),
    [
        (2_600_000, 1_500_000, "the file is 2.6 MB, more than the 1.5 MB allowed"),
        (1_200_000, 500_000, "the file is 1.2 MB, more than the 0.5 MB allowed"),
        (3_000_001, 3_000_000, "the file is 3.0 MB, more than the 3.0 MB allowed"),
    ],
)
def test_a_larger_one_is_one_line_with_both_sizes(tmp_path: Path, size: int, most: int, told: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(padded(TEXT, size))
    with pytest.raises(InputError, match=told):
        read(path, root=tmp_path, max_bytes=most)


@pytest.mark.parametrize(("size", "opened"), [(999_000, True), (1_000_000, True), (1_000_001, False)])
@pytest.mark.parametrize("name", ["_quarto.yml", "_config.yml"])
def test_settings_of_a_megabyte_are_looked_at_and_larger_ones_are_not(
    tmp_path: Path, name: str, size: int, opened: bool
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT)
    (tmp_path / "refs.bib").write_text(ENTRIES)
    (tmp_path / name).write_text(padded("bibliography: refs.bib\n", size))
    found = read(folder / "a.md", root=folder)
    assert [entry.key for entry in found.cited] == (["roe2011"] if opened else [])
