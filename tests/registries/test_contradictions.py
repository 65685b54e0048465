"""Records that contradict themselves: nothing a registry says is lost, and nothing is made up to settle it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citewarden.registries import crossref
from citewarden.registries._record import Record

WORK: dict[str, Any] = {
    "DOI": "10.1000/a",
    "type": "journal-article",
    "title": ["Sleep"],
    "author": [{"family": "Vogt", "given": "J"}],
    "issued": {"date-parts": [[2010]]},
}


def record(**changes: Any) -> Record:
    return crossref.parse(json.dumps({"message": {**WORK, **changes}}).encode())


def test_a_work_retracted_and_reinstated_keeps_both() -> None:
    found = record(**{"updated-by": [{"type": t, "DOI": f"10.1000/{t}"} for t in ("retraction", "reinstatement")]})
    assert [n.type for n in found.notices] == ["retraction", "reinstatement"]


def test_a_work_that_retracts_itself_and_another_is_both() -> None:
    found = record(**{"update-to": [{"type": "retraction", "DOI": doi} for doi in ("10.1000/a", "10.1000/b")]})
    assert [(n.type, n.DOI) for n in found.notices] == [("retraction", "10.1000/a"), ("is_notice", "10.1000/b")]


@pytest.mark.parametrize("title", [[], [""], None, [None]])
def test_a_work_without_a_title_has_none(title: Any) -> None:
    assert "title" not in record(title=title).csl


def test_of_two_years_the_first_stands() -> None:
    assert record(**{"published-print": {"date-parts": [[2011]]}}).csl["issued"] == {"date-parts": [[2010]]}
    assert record(issued={"date-parts": [[None]]}, published={"date-parts": [[2011]]}).csl["issued"] == {
        "date-parts": [[2011]]
    }


def test_a_name_twice_stays_twice() -> None:
    assert len(record(author=WORK["author"] * 2).csl["author"]) == 2


def test_a_record_of_another_doi_is_the_other_work() -> None:
    other = {"message": {"items": [{**WORK, "DOI": "10.1000/other"}]}}
    assert set(crossref.split(json.dumps(other).encode())) == {"10.1000/other"}
    assert record(DOI="10.1000/OTHER").key == "10.1000/other"
