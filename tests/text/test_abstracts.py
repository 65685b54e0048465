"""What PubMed and Europe PMC answer about a work's abstract, and whose answer it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citewarden.text import abstracts

HIT = {
    "pmid": "1",
    "doi": "10.5555/A",
    "pmcid": "PMC9",
    "title": "Itch in mice",
    "abstractText": "Before. <h4>Aim</h4>To see&amp;tell.<h4>None</h4> <h4 class='x'>Result</h4><i>It</i>  fell.",
    "pubTypeList": {"pubType": ["Review"]},
    "meshHeadingList": {"meshHeading": [{"descriptorName": "Animals"}, "x"]},
}
OTHER = {**HIT, "pmid": "3", "doi": "10.5555/c"}


def answer(*hits: Any) -> str:
    return json.dumps({"resultList": {"result": list(hits)}})


@pytest.mark.parametrize(
    ("asked", "pmid"),
    [
        ({}, "3"),
        ({"DOI": "10.5555/a"}, "1"),
        ({"DOI": "10.5555/C"}, "3"),
        ({"DOI": "10.5555/b"}, ""),
        ({"DOI": "10.5555/b", "PMID": "1"}, "1"),
        ({"DOI": "10.5555/b", "PMID": "2"}, ""),
        ({"PMID": "1"}, "1"),
        ({"PMID": "2"}, ""),
    ],
)
def test_only_what_was_asked_for_is_taken(asked: dict[str, str], pmid: str) -> None:
    found = abstracts.from_europepmc(answer("no record", OTHER, HIT), **asked)
    assert (found.PMID if found else "") == pmid


def test_an_answer_of_europe_pmc() -> None:
    assert abstracts.from_europepmc(answer(HIT).encode()) == abstracts.Abstract(
        sections=(("", "Before."), ("Aim", "To see&tell."), ("Result", "It fell.")),
        design={
            "kind": "review",
            "population": "ANIMAL",
            "population_by": "MeSH: Animals without Humans",
            "types": ["Review"],
        },
        PMID="1",
        PMCID="PMC9",
        DOI="10.5555/a",
    )


@pytest.mark.parametrize("payload", ["no JSON", "[]", "3", '{"resultList": {"result": 5}}', answer(), answer(7)])
def test_other_answers_of_europe_pmc(payload: str) -> None:
    assert abstracts.from_europepmc(payload) is None


def test_a_record_without_lists_has_no_design() -> None:
    assert abstracts.from_europepmc(answer({"title": "Itch", "pubTypeList": {"pubType": None}})) == abstracts.Abstract()


RECORD = """<!DOCTYPE PubmedArticleSet [<!ENTITY a "b">]>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article>
<ArticleTitle>Itch <i>at</i> night</ArticleTitle><Abstract>
<AbstractText Label="AIMS">To  see <b>it</b>.</AbstractText><AbstractText> </AbstractText>
<AbstractText>It fell.</AbstractText></Abstract>
<PublicationTypeList><PublicationType>Case Reports</PublicationType></PublicationTypeList></Article>
<MeshHeadingList><MeshHeading><DescriptorName>Humans</DescriptorName></MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">7</ArticleId><ArticleId IdType="doi">10.5555/UP</ArticleId>
<ArticleId IdType="pmc">PMC7</ArticleId><ArticleId IdType="doi">10.5555/other</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle></PubmedArticleSet>"""


@pytest.mark.parametrize("kind", ["Pubmed", "PubmedBook"])
def test_a_record_of_pubmed(kind: str) -> None:
    named = RECORD.replace("PubmedArticle>", f"{kind}Article>").replace("PubmedData", f"{kind}Data")
    assert abstracts.from_pubmed(named) == abstracts.Abstract(
        sections=(("Aims", "To see it."), ("", "It fell.")),
        design={
            "kind": "case report",
            "population": "HUMAN",
            "population_by": "MeSH: Humans",
            "types": ["Case Reports"],
        },
        PMID="7",
        PMCID="PMC7",
        DOI="10.5555/up",
    )


def test_a_record_without_an_abstract_is_judged_by_its_title() -> None:
    start, end = RECORD.index("<Abstract>"), RECORD.index("</Abstract>")
    bare = (
        (RECORD[:start] + RECORD[end + 11 :]).replace("Case Reports", "").replace("Itch", "A cohort of men with itch")
    )
    found = abstracts.from_pubmed(bare)
    assert found is not None
    assert (found.sections, found.design["kind"]) == ((), "observational")


@pytest.mark.parametrize("payload", ["no XML", "<PubmedArticleSet/>", b""])
def test_other_answers_of_pubmed(payload: str | bytes) -> None:
    assert abstracts.from_pubmed(payload) is None
