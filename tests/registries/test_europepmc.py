"""Europe PMC: lone objects, changing case, and which relations matter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citewarden.registries import europepmc


def payload(*rows: dict[str, Any], lone: bool = False) -> bytes:
    return json.dumps({"hitCount": len(rows), "resultList": {"result": rows[0] if lone else list(rows)}}).encode()


def work(kind: str = "", source: str = "MED", **fields: Any) -> dict[str, Any]:
    corrections = {
        "commentCorrection": {"id": "222", "source": "MED", "type": kind, "reference": "J Ex. 2020 May 4;1:9."}
    }
    return {"id": "111", "source": source, "title": "A study.", "doi": "10.5555/A", "pubYear": "2019",
            **({"commentCorrectionList": corrections} if kind else {}), **fields}  # fmt: skip


def test_wakefield_in_europe_pmc(answers: Path) -> None:
    (file,) = answers.glob("wakefield-1998/mock-europepmc/**/*.json")
    (record,) = europepmc.parse(file.read_bytes())
    assert [(n.type, n.PMID, n.updated) for n in record.notices] == [
        ("retraction", "15016483", "2004-03-06"),
        ("retraction", "20137807", "2010-02-06"),
        ("expression_of_concern", "21971344", "2011-11"),
    ]
    assert len(record.csl["author"]) == 13
    assert record.csl["author"][-1] == {"family": "Walker-Smith", "given": "J A"}
    assert europepmc.split(file.read_bytes()).keys() == {"10.1016/s0140-6736(97)11096-0"}


@pytest.mark.parametrize(
    ("grants", "told"),
    [
        ({"grant": [{"grantId": "1", "agency": "A Fund"}, {"agency": "A Fund"}, {"grantId": "2"}]}, ["A Fund"]),
        ({"grant": {"agency": "Wellcome Trust"}}, ["Wellcome Trust"]),
    ],
)  # fmt: skip
def test_who_paid_is_read(grants: object, told: list[str]) -> None:
    (record,) = europepmc.parse(payload(work(grantsList=grants)))
    assert record.csl["custom"] == {"funding": told}


@pytest.mark.parametrize("grants", [None, {}, [], {"grant": ["x"]}, {"grant": [{"grantId": "2"}]}])
def test_where_nobody_is_named_nothing_is_told(grants: object) -> None:
    (record,) = europepmc.parse(payload(work(grantsList=grants)))
    assert "custom" not in record.csl


def test_a_single_hit_may_be_a_lone_object() -> None:
    assert europepmc.parse(payload(work(), lone=True)) == europepmc.parse(payload(work()))


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("Retraction in", "retraction"),
        ("RETRACTION IN", "retraction"),
        ("Partial retraction in", "partial_retraction"),
        ("Expression of Concern in", "expression_of_concern"),
        ("Erratum in", "erratum"),
        ("Update in", "new_version"),
        ("Retracted and republished in", "retract_and_replace"),
        ("Retraction of", "is_notice"),
        ("Erratum for", "is_notice"),
        ("Preprint of", "published_version"),
        ("Comment in", ""),
        ("Comment on", ""),
        ("Update of", ""),
        ("Preprint in", ""),
        ("Cites", ""),
    ],
)
def test_relations(kind: str, found: str) -> None:
    (record,) = europepmc.parse(payload(work(kind)))
    assert [n.type for n in record.notices] == ([found] if found else [])


def test_a_preprints_update_is_its_published_version() -> None:
    (record,) = europepmc.parse(payload(work("Update in", "PPR")))
    assert [(n.type, n.replacement["PMID"]) for n in record.notices] == [("published_version", "222")]


@pytest.mark.parametrize("types", ["retracted publication", ["Journal Article", "Retracted Publication"]])
def test_publication_types_in_any_shape(types: object) -> None:
    (record,) = europepmc.parse(payload(work(pubTypeList={"pubType": types})))
    assert [n.type for n in record.notices] == ["retraction"]


def test_an_error_is_an_error() -> None:
    with pytest.raises(ValueError, match="refused"):
        europepmc.parse(b'{"errCode": 404, "errMsg": "bad query"}')
    assert europepmc.parse(b'{"hitCount": 0, "resultList": {"result": []}}') == []
