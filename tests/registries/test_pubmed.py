"""PubMed: recorded XML and JSON all read; "In" and "Of" are told apart; ECitMatch's habits."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.registries import pubmed
from citewarden.text import csl


def article(
    corrections: str = "", types: str = "<PublicationType>Journal Article</PublicationType>", title: str = "A study."
) -> bytes:
    return f"""<?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "https://dtd.example/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">111</PMID><Article>
<Journal><JournalIssue><Volume>6</Volume><PubDate><MedlineDate>2009 Sep-Oct</MedlineDate></PubDate></JournalIssue>
<Title>Journal of Examples</Title><ISOAbbreviation>J Ex</ISOAbbreviation></Journal>
<ArticleTitle>{title}</ArticleTitle><Pagination><StartPage>310</StartPage><EndPage>22</EndPage></Pagination>
<PublicationTypeList>{types}</PublicationTypeList></Article>
<CommentsCorrectionsList>{corrections}</CommentsCorrectionsList></MedlineCitation></PubmedArticle></PubmedArticleSet>
""".encode()


def row(kind: str, pmid: str = "222", source: str = "J Ex. 2020 Jan 3;1(1):9. doi: 10.5555/n.", note: str = "") -> str:
    return (f'<CommentsCorrections RefType="{kind}"><RefSource>{source}</RefSource><PMID Version="1">{pmid}</PMID>'
            f"<Note>{note}</Note></CommentsCorrections>")  # fmt: skip


def only(payload: bytes) -> list[tuple[str, str]]:
    (record,) = pubmed.parse(payload)
    return [(n.type, n.PMID) for n in record.notices]


def test_every_recorded_article_reads(answers: Path) -> None:
    files = [*answers.glob("pubmed-metapub/tests/**/*.xml"), *answers.glob("entrez-biopython/Tests/Entrez/pubmed*.xml")]
    records = []
    for file in files:
        text = file.read_bytes()
        if b"<PubmedArticleSet" in text or b"<PubmedBookArticle" in text:
            records += pubmed.parse(text)
    assert len(records) > 100
    for record in records:
        assert csl.faults(record.csl) == [], record.key
        assert record.csl["PMID"] == record.key
        assert record.csl.get("title"), record.key


def test_split_gives_each_record_its_own_document(answers: Path) -> None:
    file = answers / "entrez-biopython/Tests/Entrez/pubmed2.xml"
    whole = pubmed.parse(file.read_bytes())
    parts = pubmed.split(file.read_bytes())
    assert list(parts) == [r.key for r in whole]
    assert [pubmed.parse(part)[0] for part in parts.values()] == whole


def test_a_search_names_numbers(answers: Path) -> None:
    (search,) = answers.glob("wakefield-1998/mock-ncbi/**/esearch*.json")
    assert pubmed.parse_search(search.read_bytes()) == ["9500320"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("RetractionIn", "retraction"),
        ("PartialRetractionIn", "partial_retraction"),
        ("RetractedandRepublishedIn", "retract_and_replace"),
        ("CorrectedandRepublishedIn", "correct_and_republish"),
        ("ExpressionOfConcernIn", "expression_of_concern"),
        ("ErratumIn", "erratum"),
        ("UpdateIn", "new_version"),
        ("RetractionOf", "is_notice"),
        ("ErratumFor", "is_notice"),
        ("ExpressionOfConcernFor", "is_notice"),
    ],
)
def test_in_changes_this_record_and_of_makes_it_the_notice(kind: str, found: str) -> None:
    assert only(article(row(kind))) == [(found, "222")]


@pytest.mark.parametrize(
    "kind",
    ["Cites", "CommentIn", "CommentOn", "UpdateOf", "RetractedandRepublishedFrom", "SummaryForPatientsIn", "ReprintIn",
     "AssociatedDataset", "RepublishedFrom", "OriginalReportIn"],
)  # fmt: skip
def test_what_changes_nothing_gives_nothing(kind: str) -> None:
    assert only(article(row(kind))) == []


def test_publication_types_speak_where_the_list_is_silent() -> None:
    assert only(article(types="<PublicationType>Retracted Publication</PublicationType>")) == [("retraction", "")]
    assert only(article(types="<PublicationType>Retraction of Publication</PublicationType>")) == [("is_notice", "")]
    assert only(article(types="<PublicationType>Published Erratum</PublicationType>")) == [("is_notice", "")]
    both = article(row("RetractionIn"), "<PublicationType>Retracted Publication</PublicationType>")
    assert only(both) == [("retraction", "222")]


def test_an_update_of_a_preprint_is_its_published_version() -> None:
    assert only(article(row("UpdateIn"), "<PublicationType>Preprint</PublicationType>")) == [
        ("published_version", "222")
    ]


def test_who_paid_and_what_authors_declare_is_read() -> None:
    payload = b"""<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
    <ArticleTitle>A trial.</ArticleTitle><GrantList>
    <Grant><GrantID>R01</GrantID><Agency>NHLBI NIH HHS</Agency></Grant>
    <Grant><Agency>NHLBI NIH HHS</Agency></Grant><Grant><GrantID>7</GrantID></Grant></GrantList></Article>
    <CoiStatement>Dr. Roe has been paid by <i>Example Pharma</i>.</CoiStatement></MedlineCitation></PubmedArticle>
    <PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>Another.</ArticleTitle></Article></MedlineCitation>
    </PubmedArticle></PubmedArticleSet>"""
    one, other = pubmed.parse(payload)
    assert one.csl["custom"] == {
        "funding": ["NHLBI NIH HHS"],
        "interests": "Dr. Roe has been paid by Example Pharma.",
    }
    assert "custom" not in other.csl


def test_free_dates_split_pages_and_a_doctype_do_no_harm() -> None:
    (record,) = pubmed.parse(article())
    assert record.csl["issued"]["date-parts"][0] == [2009, 9]
    assert (record.csl["page"], record.csl["volume"], record.csl["title"]) == ("310-22", "6", "A study")


@pytest.mark.parametrize(
    "payload",
    [b"", b"<html><body>502</body></html>", b"<eFetchResult><ERROR>x</ERROR></eFetchResult>", b'{"error":"rate"}'],
)
def test_what_is_no_record_set_is_an_error(payload: bytes) -> None:
    with pytest.raises(ValueError, match="PubMed"):
        pubmed.parse(payload)


def test_entities_of_a_hostile_document_are_not_expanded() -> None:
    inner = b"<PubmedArticle><MedlineCitation><PMID>&b;</PMID></MedlineCitation></PubmedArticle>"
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><PubmedArticleSet>' + inner + b"</PubmedArticleSet>"
    with pytest.raises(ValueError, match="PubMed"):
        pubmed.parse(bomb)


def test_a_bookshelf_chapter_is_dated_by_its_last_revision() -> None:
    payload = b"""<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>333</PMID><ArticleIdList>
    <ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList><Book><Publisher><PublisherName>Example Press
    </PublisherName></Publisher><BookTitle>Pearls</BookTitle><PubDate><Year>2020</Year></PubDate></Book>
    <ArticleTitle>Cramps</ArticleTitle><AuthorList Type="authors"><Author><LastName>Doe</LastName></Author></AuthorList>
    <ContributionDate><Year>2018</Year><Month>03</Month></ContributionDate>
    <DateRevised><Year>2024</Year><Month>5</Month><Day>1</Day></DateRevised></BookDocument></PubmedBookArticle>
    </PubmedArticleSet>"""
    (record,) = pubmed.parse(payload)
    assert (record.csl["type"], record.csl["title"], record.csl["container-title"]) == ("chapter", "Cramps", "Pearls")
    assert record.csl["issued"] == {"date-parts": [[2024, 5, 1]]}
    assert record.csl["URL"] == "https://www.ncbi.nlm.nih.gov/books/NBK1/"


def test_citation_matching() -> None:
    item = {"container-title": "Neurol Int", "volume": "6", "page": "5208", "issued": {"date-parts": [[2014]]}}
    assert pubmed.match_line(item, "k1") == "Neurol Int|2014|6|5208||k1|"
    assert pubmed.match_line({"container-title": "Neurol Int"}, "k1") == ""
    answer = (
        b"Neurol Int|2014|6|5208|Leite|k1|25309711\n"
        b"Nowhere J|2014|6|1||k2|NOT_FOUND;INVALID_JOURNAL\n"
        b"Lancet|1998|351|637||k3|AMBIGUOUS 9500320,9500321\n"
    )
    assert pubmed.parse_match(answer) == {"k1": "25309711"}, "and a line left out is a key not found"


def test_queries_hold_no_operators_of_their_own() -> None:
    assert (
        pubmed.term(title='Sleep (and "rest"): AND [ti]', author="Doe")
        == "Sleep and rest AND ti[Title] AND Doe[Author]"
    )
    with pytest.raises(ValueError, match="refused"):
        pubmed.parse_search(b'{"esearchresult": {"ERROR": "bad term"}}')
