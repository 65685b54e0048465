"""Raised figures are exponents by what stands before them in their block, be it the first of the file or another."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.stages.read import read


@pytest.mark.parametrize("heading", [False, True])
@pytest.mark.parametrize(
    ("raised", "words"),
    [
        ("10<sup>9</sup> cells a litre are few.", "10⁹ cells a litre are few."),
        ("10<sup>-9</sup> mol a litre are few.", "10⁻⁹ mol a litre are few."),
        ("An area of 5 m<sup>2</sup> is small.", "An area of 5 m² is small."),
    ],
)
def test_an_exponent_is_one_in_any_block(tmp_path: Path, raised: str, words: str, heading: bool) -> None:
    for name, text in (("a.html", f"<p>{raised}</p>"), ("a.md", f"{raised}\n")):
        head = {"a.html": "<h1>T</h1>", "a.md": "# T\n\n"}[name] if heading else ""
        path = tmp_path / name
        path.write_text(head + text, encoding="utf-8")
        assert read(path, root=tmp_path).text == ("T\n\n" if heading else "") + words
