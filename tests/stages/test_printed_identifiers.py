"""Identifiers printed in the text are marks: each with all of the address it stands in, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.stages.cite import cite
from citewarden.stages.read import read


@pytest.mark.parametrize(
    "marks",
    [
        ["https://doi.org/10.5555/abc.1"],
        ["10.5555/abc.1", "https://doi.org/10.5555/abc.2"],
        ["https://doi.org/10.5555/abc.1", "10.5555/abc.2"],
        ["https://doi.org/10.5555/abc.1", "https://www.example.org/doi/10.5555/abc.2?x=1", "doi:10.5555/abc.3"],
        ["PMID 12345678", "https://doi.org/10.5555/abc.1", "https://pubmed.ncbi.nlm.nih.gov/23456789/"],
    ],
)
def test_each_is_a_mark_of_its_own(tmp_path: Path, marks: list[str]) -> None:
    path = tmp_path / "a.txt"
    said = " So does tea, which is ".join(f"proved by {mark} for most." for mark in marks)
    path.write_text(f"Sleep\n\nSleep helps, as {said}\n")
    references, citations = cite(read(path, root=tmp_path))
    assert [citation.target.quote.exact for citation in citations] == marks
    assert [item.id for citation in citations for item in citation.items] == [r.id for r in references]
    assert len(references) == len(marks)
