"""The Retraction Watch file: its header, its odd cells, and several rows for one work."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.registries import retraction_watch

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,\n"
)


def row(
    number: int,
    doi: str,
    nature: str,
    day: str = "6/5/2020 0:00",
    by: str = "10.5555/n",
    pmid: str = "0",
    reason: str = "",
) -> str:
    return f'{number},"A, study",S,I,J,P,C,A,,T,{day},{by},0,1/1/2019 0:00,{doi},{pmid},{nature},{reason},No,,\n'


def test_the_sample_reads() -> None:
    folder = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "retractions" / "retraction-watch-sample"
    if not folder.exists():
        pytest.skip("the shared data are not here")
    found = retraction_watch.parse((folder / "retractionwatch-sample.csv").read_bytes())
    wakefield = found["doi:10.1016/s0140-6736(97)11096-0"]
    assert {n.type for n in wakefield} <= {"correction", "retraction"}
    assert all(n.updated and n.record_id and n.reasons for n in wakefield)


def test_rows_of_one_work_come_oldest_first_each_with_its_nature() -> None:
    text = HEADER + row(3, "10.5555/A", "Reinstatement", "2/1/2022 0:00") + row(1, "10.5555/a", "Expression of concern")
    text += row(2, "10.5555/a", "Retraction", "11/30/2021 0:00", reason="+Unreliable Data;+Error in Analyses;")
    found = retraction_watch.parse(text.encode())["doi:10.5555/a"]
    assert [(n.type, n.updated, n.record_id) for n in found] == [
        ("expression_of_concern", "2020-06-05", "1"),
        ("retraction", "2021-11-30", "2"),
        ("reinstatement", "2022-02-01", "3"),
    ]
    assert found[1].reasons == ("Unreliable Data", "Error in Analyses")


@pytest.mark.parametrize("cells", [15, 16, 17, 19])
def test_a_row_that_breaks_off_says_what_it_has(cells: int) -> None:
    short = ",".join(row(1, "10.5555/a", "Retraction").replace('"A, study"', "A").split(",")[:cells])
    found = retraction_watch.parse((HEADER + short + "\n" + row(2, "10.5555/b", "Retraction")).encode())
    assert sorted(found) == ["doi:10.5555/a", "doi:10.5555/b"]
    assert found["doi:10.5555/b"][0].type == "retraction"


def test_odd_cells() -> None:
    text = (
        HEADER
        + row(1, "unavailable", "Retraction")
        + row(2, "Unavailable", "Retraction", pmid="12345.0", by="unavailable")
    )
    text += row(3, "10.5555/c", "Correction")
    found = retraction_watch.parse(b"\xef\xbb\xbf" + text.encode())
    assert sorted(found) == ["doi:10.5555/c", "pmid:12345"]
    assert found["pmid:12345"][0].DOI == ""


def test_replacement_is_told_from_retraction() -> None:
    found = retraction_watch.parse(
        (HEADER + row(1, "10.5555/a", "Retraction", by="10.5555/new", reason="+Retract and Replace;")).encode()
    )
    (notice,) = found["doi:10.5555/a"]
    assert (notice.type, notice.replacement) == ("retract_and_replace", {"DOI": "10.5555/new"})


@pytest.mark.parametrize("payload", [b"", b"<html>sign in</html>", b"a,b,c\n1,2,3\n"])
def test_another_file_is_no_file(payload: bytes) -> None:
    with pytest.raises(ValueError, match="columns"):
        retraction_watch.parse(payload)
