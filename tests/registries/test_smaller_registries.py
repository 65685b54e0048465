"""OpenAlex, DataCite, doi.org, the id converter and Open Library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from citewarden.registries import datacite, doi_org, idconv, openalex, openlibrary, unpaywall
from citewarden.registries._record import Copy
from citewarden.text import csl


def test_openalex_gives_a_hint_with_its_name_on_it(answers: Path) -> None:
    (file,) = answers.glob("wakefield-1998/mock-openalex/**/*.json")
    record = openalex.parse(file.read_bytes())
    assert (record.key, record.csl["PMID"]) == ("W2117847125", "9500320")
    assert [(n.type, n.source, n.note) for n in record.notices] == [("retraction", "openalex", "a hint only")]
    plain = json.loads(file.read_text("utf-8")) | {"is_retracted": False}
    assert openalex.parse(json.dumps(plain).encode()).notices == ()
    with pytest.raises(ValueError, match="OpenAlex"):
        openalex.parse(b'{"error": "Invalid", "message": "bad"}')


OPEN = {"pdf_url": "https://a.example/1.pdf", "is_oa": True, "version": "publishedVersion", "license": "cc-by"}


def test_openalex_says_where_a_work_lies_open() -> None:
    rows = [OPEN, {**OPEN, "is_oa": False, "pdf_url": "https://b.example/2.pdf"}, {**OPEN, "pdf_url": None}, None, "x"]
    found = openalex.copies(json.dumps({"id": "W1", "best_oa_location": OPEN, "locations": rows}).encode())
    assert found == (Copy("https://a.example/1.pdf", "publishedVersion", "cc-by"),)
    assert openalex.copies(b'{"id": "W1", "best_oa_location": null, "locations": null}') == ()
    assert openalex.copies(b'{"locations": [{"is_oa": true, "pdf_url": "javascript:alert(1)"}]}') == ()


def test_unpaywall_says_where_a_work_lies_open() -> None:
    place = {"url_for_pdf": "https://a.example/1.pdf", "version": "acceptedVersion", "license": None}
    answer = {"doi": "10.5555/a", "is_oa": True, "best_oa_location": place, "oa_locations": [place, {"url": "x"}]}
    assert unpaywall.copies(json.dumps(answer).encode()) == (Copy("https://a.example/1.pdf", "acceptedVersion"),)
    assert unpaywall.copies(b'{"is_oa": false, "best_oa_location": null, "oa_locations": []}') == ()
    assert unpaywall.url("https://api.unpaywall.org/v2", "10.1002/(sici)1<2>3;2") == (
        "https://api.unpaywall.org/v2/10.1002/%28sici%291%3C2%3E3%3B2"
    )
    for wrong in (b'{"error": true, "message": "Please use your own email address"}', b"<html>", b"[]"):
        with pytest.raises(ValueError, match=r"."):
            unpaywall.copies(wrong)


@pytest.mark.parametrize(
    ("version", "licence", "words"),
    [
        ("publishedVersion", "cc-by", "PDF, published version, CC BY"),
        ("acceptedVersion", "cc-by-nc-nd", "PDF, accepted manuscript, CC BY-NC-ND"),
        ("acceptedVersion", "", "PDF, accepted manuscript"),
        ("publishedVersion", "public-domain", "PDF, published version, public domain"),
        ("publishedVersion", "other-oa", "PDF, published version"),
    ],
)
def test_a_copy_in_an_editors_words(version: str, licence: str, words: str) -> None:
    assert Copy("https://a.example/1.pdf", version, licence).words == words


def test_every_recorded_datacite_answer_reads(cassettes: Callable[[str], Iterator[Any]]) -> None:
    records = []
    for uri, status, _, body in cassettes("datacite/tests/fixtures/dc_dois.yml"):
        if status == 200 and "/dois" in uri:
            data = json.loads(body)
            records += datacite.parse_list(body) if isinstance(data["data"], list) else [datacite.parse(body)]
    assert records
    for record in records:
        assert csl.faults(record.csl) == [], record.key


def datacite_item(doi: str, relation: str, other: str) -> bytes:
    related = [{"relationType": relation, "relatedIdentifier": other, "relatedIdentifierType": "DOI"}]
    attributes = {"doi": doi, "titles": [{"title": "Data"}], "publicationYear": 2021, "relatedIdentifiers": related}
    return json.dumps({"data": {"id": doi, "attributes": attributes}}).encode()


@pytest.mark.parametrize(
    ("doi", "relation", "found"),
    [
        ("10.5281/zenodo.1", "IsPreviousVersionOf", "new_version"),
        ("10.5281/zenodo.1", "IsObsoletedBy", "superseded"),
        ("10.5281/zenodo.1", "IsNewVersionOf", ""),
        ("10.5281/zenodo.1", "IsVersionOf", ""),
        ("10.48550/arxiv.2101.00001", "IsVersionOf", "published_version"),
    ],
)
def test_datacite_versions(doi: str, relation: str, found: str) -> None:
    record = datacite.parse(datacite_item(doi, relation, "10.5281/zenodo.2"))
    assert [n.type for n in record.notices] == ([found] if found else [])
    assert datacite.parse(datacite_item(doi, relation, doi)).notices == (), "a relation to itself says nothing"


@pytest.mark.parametrize(("code", "exists"), [(1, True), (200, True), (100, False)])
def test_a_handle_exists_or_not(code: int, exists: bool) -> None:
    assert doi_org.parse(json.dumps({"responseCode": code, "handle": "10.5555/x"}).encode()) is exists


@pytest.mark.parametrize("payload", [b'{"responseCode": 2}', b"<html>404</html>", b""])
def test_a_handle_servers_trouble_is_no_answer(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r"handle|JSON"):
        doi_org.parse(payload)


def test_agencies() -> None:
    answer = b'[{"DOI":"10.5281/X","RA":"DataCite"},{"DOI":"10.5555/y","status":"DOI does not exist"}]'
    assert doi_org.parse_agency(answer) == {"10.5281/x": "DataCite", "10.5555/y": ""}
    assert (
        doi_org.url("https://doi.org", "10.1002/a<b>;2-c")
        == "https://doi.org/api/handles/10.1002/a%3Cb%3E%3B2-c?type=URL"
    )


def test_recorded_content_negotiation(cassettes: Callable[[str], Iterator[Any]]) -> None:
    pattern = "crossref-habanero/test/cassettes/test-content_negotation/test_content_negotiation_citeproc_json.yaml"
    records = [doi_org.parse_record(body) for _, status, _, body in cassettes(pattern) if status == 200]
    assert [r.csl["title"] for r in records] == ["The Structure of Ordinary Water"]
    for _, status, _, body in cassettes("crossref-habanero/test/cassettes/test-content_negotation/*bad_requests.yaml"):
        assert status == 404
        with pytest.raises(ValueError, match="not JSON"):
            doi_org.parse_record(body)


def test_not_in_pmc_says_nothing(answers: Path) -> None:
    (file,) = answers.glob("wakefield-1998/mock-pmc/**/*.json")
    assert idconv.parse(file.read_bytes()) == {}
    row = {"pmid": 25309711, "pmcid": "PMC4192433", "doi": "10.4081/ni.2014.5208", "requested-id": "PMC4192433"}
    found = idconv.parse(json.dumps({"status": "ok", "records": [row]}).encode())
    assert found == {"PMC4192433": {"DOI": "10.4081/ni.2014.5208", "PMID": "25309711", "PMCID": "PMC4192433"}}


@pytest.mark.parametrize(
    ("more", "said"),
    [({"message": "Too many ids."}, "Too many ids."), ({"errmsg": "No tool named."}, "No tool named."),
     ({"message": "", "errmsg": "No tool named."}, "No tool named."), ({}, "refused the question")],
)  # fmt: skip
def test_why_the_id_converter_refused_is_told(more: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        idconv.parse(json.dumps({"status": "error", **more}).encode())


def test_open_library() -> None:
    edition = {"key": "/books/OL1M", "title": "Motor Disorders", "subtitle": "A Guide",
               "by_statement": "David S. Younger.",
               "publishers": ["Rothstein"], "publish_date": "June 2015", "edition_name": "3rd ed.",
               "isbn_10": ["0306406152"], "works": [{"key": "/works/OL1W"}]}  # fmt: skip
    record = openlibrary.parse(json.dumps(edition).encode())
    assert record.csl["title"] == "Motor Disorders: A Guide"
    assert record.csl["ISBN"] == "9780306406157"
    assert record.csl["author"][0]["family"] == "Younger"
    assert openlibrary.work_key(json.dumps(edition).encode()) == "/works/OL1W"
    doc = {"key": "/works/OL1W", "title": "Motor Disorders", "author_name": ["David S. Younger"],
           "first_publish_year": 1999, "publish_year": [2015, 1999], "isbn": ["0306406152"]}  # fmt: skip
    (found,) = openlibrary.parse_search(json.dumps({"docs": [doc, {"key": "x"}]}).encode())
    assert found.csl["custom"]["years"] == [1999, 2015]
    with pytest.raises(ValueError, match="without title"):
        openlibrary.parse(b'{"error": "notfound"}')
