"""A DOI behind a name and year in the text and the listed work of that name and year are one reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.model import Reference
from citewarden.stages.cite import cite
from citewarden.stages.read import read

LIST = """
## References

- Vega R, Lund P, Moss T. Tea and blood pressure in adults. Tea Res. 2019;12(3):44-52.
- Okoro A. Tea and sleep. Tea Res. 2018;11(1):1-9. doi:10.5555/sleep.1
"""


def works(folder: Path, text: str) -> tuple[list[Reference], list[list[str]]]:
    (folder / "a.md").write_text(f"# Tea\n\n{text}\n{LIST}", encoding="utf-8")
    references, citations = cite(read(folder / "a.md", root=folder))
    return references, [[item.id.rpartition("-")[2] for item in citation.items] for citation in citations]


@pytest.mark.parametrize(
    "words", ["Vega 2019", "Vega et al., 2019", "Vega, Lund & Moss 2019", "(Vega et al. 2019)", "Vega et al. (2019)"]
)
def test_one_work(tmp_path: Path, words: str) -> None:
    references, bound = works(
        tmp_path, f"Tea lowers blood pressure by 3 mmHg [{words}](https://doi.org/10.5555/tea.9)."
    )
    assert [(r.DOI, r.listed) for r in references] == [("10.5555/tea.9", True), ("10.5555/sleep.1", True)]
    assert bound == [["1"]]


def test_a_pubmed_number(tmp_path: Path) -> None:
    references, bound = works(tmp_path, "Tea helps [Vega 2019](https://pubmed.ncbi.nlm.nih.gov/31234567/).")
    assert [r.PMID for r in references] == ["31234567", ""]
    assert bound == [["1"]]


@pytest.mark.parametrize(
    "words",
    ["a trial", "Vega 2017", "Vega 2019 showed that tea helps", "Okoro 2018"],
)
def test_other_words_or_another_identifier_stay_two(tmp_path: Path, words: str) -> None:
    references, _ = works(tmp_path, f"Tea helps people, says [{words}](https://doi.org/10.5555/tea.9).")
    assert [r.DOI for r in references] == ["", "10.5555/sleep.1", "10.5555/tea.9"]


def test_two_identifiers_under_one_name_tell_none(tmp_path: Path) -> None:
    one, other = "[Vega 2019](https://doi.org/10.5555/tea.9)", "[Vega 2019](https://doi.org/10.5555/tea.8)"
    references, _ = works(tmp_path, f"Tea helps ({one}).\n\nTea helps again ({other}).")
    assert references[0].DOI == ""
