"""Each registry of the world in its registry's own shapes, read both raw and by Citewarden's own readers."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

from citewarden.registries import (
    crossref,
    datacite,
    doi_org,
    europepmc,
    idconv,
    openalex,
    openlibrary,
    pubmed,
    retraction_watch,
)
from citewarden.testing.services.doi_org import CSL
from citewarden.testing.services.retraction_watch import HEADER
from citewarden.testing.world import World

WAKEFIELD = "10.1016/s0140-6736(97)11096-0"


def test_crossref_gives_the_record_with_its_notices_by_source(demo_world: World, ask) -> None:
    got = ask(demo_world, crossref.url("/crossref", WAKEFIELD))
    item = got.json["message"]
    assert got.json["message-type"] == "work"
    assert item["title"][0].startswith("RETRACTED: ")
    assert item["issued"]["date-parts"] == [[1998, 2, 28]]
    assert [(u["type"], u["source"], u["record-id"]) for u in item["updated-by"]] == [
        ("correction", "retraction-watch", "17269"),
        ("retraction", "retraction-watch", "4036"),
    ]
    record = crossref.parse(got.body)
    assert record.csl["DOI"] == WAKEFIELD
    assert "retraction" in {notice.type for notice in record.notices}


def test_crossref_tells_the_notice_and_the_changed_work_apart(demo_world: World, ask) -> None:
    notice = ask(demo_world, "/crossref/works/10.5555/exji.2021.301").json["message"]
    work = ask(demo_world, "/crossref/works/10.5555/exji.2016.55").json["message"]
    assert [(u["DOI"], u["type"], u["source"]) for u in notice["update-to"]] == [
        ("10.5555/exji.2016.55", "retraction", "publisher")
    ]
    assert "updated-by" not in notice
    assert [u["source"] for u in work["updated-by"]] == ["publisher", "retraction-watch"]


def test_crossref_has_no_type_for_retract_and_replace(demo_world: World, ask) -> None:
    replaced = ask(demo_world, "/crossref/works/10.5555/exjc.2018.201").json["message"]
    assert {(u["type"], u["DOI"]) for u in replaced["updated-by"]} == {("retraction", "10.5555/exjc.2019.33")}


def test_crossref_gives_preprint_relations_both_ways(demo_world: World, ask) -> None:
    preprint = ask(demo_world, "/crossref/works/10.5555/expre.2022.0417").json["message"]
    article = ask(demo_world, "/crossref/works/10.5555/exjm.2023.44").json["message"]
    assert (preprint["type"], preprint["subtype"]) == ("posted-content", "preprint")
    assert preprint["relation"]["is-preprint-of"][0]["id"] == "10.5555/exjm.2023.44"
    assert article["relation"]["has-preprint"][0] == {
        "id-type": "doi",
        "id": "10.5555/expre.2022.0417",
        "asserted-by": "object",
    }


def test_crossref_refuses_as_the_real_one_does(demo_world: World, ask) -> None:
    unknown = ask(demo_world, "/crossref/works/10.5555/nothing")
    assert (unknown.status, unknown.headers["content-type"], unknown.text) == (404, "text/plain", "Resource not found.")
    comma = ask(demo_world, "/crossref/works?filter=doi:10.1/a,b")
    assert comma.status == 400
    assert comma.json["message-type"] == "validation-failure"
    assert ask(demo_world, "/crossref/works/10.1/a?query.author=x").status == 400
    assert ask(demo_world, "/crossref/works?colour=red").status == 400
    other_agency = ask(demo_world, "/crossref/works/10.5555/exdata.40.v1")
    assert other_agency.status == 404


def test_crossref_answers_batches_and_searches(demo_world: World, ask) -> None:
    batch = ask(demo_world, crossref.batch_url("/crossref", ["10.5555/exjc.2021.88", "10.5555/exjc.2018.201"]))
    assert sorted(crossref.split(batch.body)) == ["10.5555/exjc.2018.201", "10.5555/exjc.2021.88"]
    found = ask(demo_world, crossref.search_url("/crossref", "Brandt K. Beetroot juice and blood pressure. 2021"))
    assert crossref.parse_list(found.body)[0].csl["DOI"] == "10.5555/exjc.2021.88"
    wrong = crossref.parse_list(ask(demo_world, crossref.search_url("/crossref", "Quill Sunlight diaries")).body)
    assert wrong[0].csl["title"] == "A diary of sunlight", "a search gives its best hit, right or not"


def test_pubmed_searches_by_field(demo_world: World, ask) -> None:
    for term, expected in (
        ("10.1002/ana.21719[aid]", ["19798635"]),
        ("Beetroot juice[Title] AND Brandt[Author]", ["90000101"]),
        ("Neurol Int[ta] AND 6[vi] AND 5208[pg]", ["25309711"]),
        ("90000101[uid] OR 90000102[uid]", ["90000101", "90000102"]),
        ("Sleep in the city[Title] AND 2019[pdat]", ["90000503", "90000504"]),
        ("no such words anywhere", []),
    ):
        assert pubmed.parse_search(ask(demo_world, pubmed.search_url("/pubmed", term)).body) == expected, term
    xml = ask(demo_world, "/pubmed/esearch.fcgi?db=pubmed&term=Vogt[au]").body
    assert ElementTree.fromstring(xml).findtext("IdList/Id") == "19798635"


def test_pubmed_records_keep_the_documented_order_and_reference_types(demo_world: World, ask) -> None:
    body = ask(demo_world, pubmed.url("/pubmed", ["9500320", "90000203", "90000102", "17636648", "1"])).body
    tree = ElementTree.fromstring(body)
    rows = {a.findtext(".//PMID"): a for a in tree}
    assert set(rows) == {"9500320", "90000203", "90000102", "17636648"}
    types = {pmid: [c.get("RefType") for c in row.iter("CommentsCorrections")] for pmid, row in rows.items()}
    assert types == {
        "9500320": ["RetractionIn"],
        "90000203": ["ExpressionOfConcernIn"],
        "90000102": ["RetractedandRepublishedIn"],
        "17636648": ["UpdateIn"],
    }
    assert "Retracted Publication" in [t.text for t in rows["9500320"].iter("PublicationType")]
    kinds = {r.csl["PMID"]: {n.type for n in r.notices} for r in pubmed.parse(body)}
    assert "retraction" in kinds["9500320"]
    assert "expression_of_concern" in kinds["90000203"]
    assert "retract_and_replace" in kinds["90000102"]


def test_pubmed_matches_citations_though_author_and_year_disagree(demo_world: World, ask) -> None:
    lines = [
        "Neurol Int|2014|6|5208|Leite MAA|a|",
        "Neurology International|1999|6|5208|Nobody X|b|",
        "Ex J Bone Med|2011|99|1|Quill Z|c|",
        "Bone Letters of Northfield|2011|3|14|Quill Z|d|",
    ]
    got = ask(demo_world, pubmed.match_url("/pubmed", lines))
    assert pubmed.parse_match(got.body) == {"a": "25309711", "b": "25309711"}
    assert "|c|NOT_FOUND" in got.text
    assert "|d|NOT_FOUND;INVALID_JOURNAL" in got.text
    posted = ask(
        demo_world,
        "/pubmed/ecitmatch.cgi",
        method="POST",
        body="db=pubmed&retmode=xml&bdata=Ann+Neurol|2009|66|310|Vogt+J|e|",
        Content_Type="application/x-www-form-urlencoded",
    )
    assert pubmed.parse_match(posted.body) == {"e": "19798635"}


def test_europe_pmc_finds_by_identifier_batch_and_words(demo_world: World, ask) -> None:
    one = ask(demo_world, europepmc.url("/europepmc", europepmc.query(doi=WAKEFIELD)))
    assert one.json["hitCount"] == 1
    assert (
        one.json["resultList"]["result"][0]["commentCorrectionList"]["commentCorrection"][0]["type"] == "Retraction in"
    )
    two = ask(demo_world, europepmc.batch_url("/europepmc", ["10.1002/ana.21719", "10.4081/ni.2014.5208"]))
    assert two.json["hitCount"] == 2
    query = europepmc.query(title="Beetroot juice and blood pressure", author="Brandt")
    assert [r.csl["DOI"] for r in europepmc.parse(ask(demo_world, europepmc.url("/europepmc", query)).body)] == [
        "10.5555/exjc.2021.88"
    ]
    preprint = ask(demo_world, europepmc.url("/europepmc", europepmc.query(doi="10.5555/expre.2022.0417"))).json
    assert preprint["resultList"]["result"][0]["source"] == "PPR"
    assert preprint["resultList"]["result"][0]["commentCorrectionList"]["commentCorrection"][0]["type"] == "Preprint of"


def test_europe_pmc_gives_full_text_of_open_works_only(demo_world: World, ask) -> None:
    got = ask(demo_world, "/europepmc/PMC4192433/fullTextXML")
    article = ElementTree.fromstring(got.body)
    assert [s.findtext("title") for s in article.iterfind("body/sec")] == [
        "What a fasciculation is",
        "Causes outside the nervous system",
        "Benign syndromes",
    ]
    assert ask(demo_world, "/europepmc/PMC1/fullTextXML").status == 404


def test_openalex_answers_by_doi(demo_world: World, ask) -> None:
    by_doi = ask(demo_world, openalex.url("/openalex", WAKEFIELD)).json
    assert by_doi["is_retracted"] is True
    vogt = openalex.parse(ask(demo_world, openalex.url("/openalex", "10.1002/ana.21719")).body)
    assert vogt.csl["volume"] == "66"
    assert ask(demo_world, openalex.url("/openalex", "10.5555/nothing")).status == 404


def test_datacite_gives_versions(demo_world: World, ask) -> None:
    got = ask(demo_world, datacite.url("/datacite", "10.5555/exdata.40.v1"))
    relations = got.json["data"]["attributes"]["relatedIdentifiers"]
    assert [(r["relationType"], r["relatedIdentifier"]) for r in relations] == [
        ("IsPreviousVersionOf", "10.5555/exdata.40.v2")
    ]
    assert {n.type for n in datacite.parse(got.body).notices} == {"new_version"}
    assert ask(demo_world, datacite.url("/datacite", "10.1002/ana.21719")).status == 404


def test_doi_org_knows_what_is_registered_and_with_whom(demo_world: World, ask) -> None:
    assert doi_org.parse(ask(demo_world, doi_org.url("/doi_org", "10.1002/ANA.21719")).body)
    unregistered = ask(demo_world, doi_org.url("/doi_org", "10.5555/exjbm.2020.9999"))
    assert (unregistered.status, unregistered.json["responseCode"]) == (404, 100)
    agencies = ask(demo_world, doi_org.agency_url("/doi_org", ["10.5555/exdata.40.v1", "10.5555/exjbm.2020.9999"])).json
    assert agencies[0]["RA"] == "DataCite"
    assert agencies[1]["status"] == "DOI does not exist"
    landing = ask(demo_world, "/doi_org/10.5555/exjc.2021.88")
    assert (landing.status, landing.headers["location"]) == (302, "http://press.example/doi/10.5555/exjc.2021.88")
    csl = ask(demo_world, doi_org.record_url("/doi_org", "10.1002/ana.21719"), Accept=CSL)
    assert csl.json["title"].startswith("Lower motor neuron loss")
    assert ask(demo_world, "/doi_org/10.5555/nothing").status == 404
    assert ask(demo_world, "/doi_org/nonsense").status == 400


def test_the_id_converter_knows_pmc_only(demo_world: World, ask) -> None:
    got = ask(demo_world, idconv.url("/idconv", ["10.4081/ni.2014.5208", "10.1002/ana.21719"]))
    assert idconv.parse(got.body) == {
        "10.4081/ni.2014.5208": {"DOI": "10.4081/ni.2014.5208", "PMID": "25309711", "PMCID": "PMC4192433"}
    }
    assert got.json["records"][1]["errmsg"] == "Identifier not found in PMC"


def test_open_library_redirects_to_the_edition_and_lists_its_sisters(demo_world: World, ask) -> None:
    got = ask(demo_world, "/openlibrary/isbn/978-0-00-000022-4.json")
    assert got.status == 302
    edition = ask(demo_world, got.headers["location"].removeprefix(demo_world.base))
    work = openlibrary.work_key(edition.body)
    sisters = ask(demo_world, openlibrary.editions_url("/openlibrary", work)).json["entries"]
    assert sorted(e["publish_date"] for e in sisters) == ["2012", "2023"]
    search = openlibrary.search_url("/openlibrary", title="Clinical Nutrition for Nurses", author="Grant")
    assert ask(demo_world, search).json["docs"][0]["edition_count"] == 2
    assert ask(demo_world, "/openlibrary/isbn/9780000000316.json").status == 404


def test_the_retraction_watch_file_has_its_header_and_answers_etags(demo_world: World, ask) -> None:
    got = ask(demo_world, "/retraction_watch")
    rows = list(csv.reader(io.StringIO(got.text)))
    assert tuple(rows[0]) == HEADER
    assert len(HEADER) == 21
    wakefield = [row for row in rows if row[14].lower() == WAKEFIELD]
    assert [(row[0], row[10], row[16]) for row in wakefield] == [
        ("17269", "3/6/2004 0:00", "Correction"),
        ("4036", "2/6/2010 0:00", "Retraction"),
    ]
    assert {n.type for n in retraction_watch.parse(got.body)[f"doi:{WAKEFIELD}"]} == {"correction", "retraction"}
    again = ask(demo_world, "/retraction_watch", If_None_Match=got.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_the_archive_gives_the_nearest_copy_the_index_and_the_page(demo_world: World, ask) -> None:
    url = "http://heartland-clinic.example/patients/home-monitoring"
    near = ask(demo_world, f"/wayback/wayback/available?url={url}&timestamp=20230304").json
    closest = near["archived_snapshots"]["closest"]
    assert (closest["timestamp"], closest["status"], closest["available"]) == ("20230301101500", "200", True)
    assert ask(demo_world, "/wayback/wayback/available?url=http://nobody.example/").json["archived_snapshots"] == {}
    index = ask(demo_world, f"/wayback_cdx/cdx/search/cdx?url={url}&output=json&fl=timestamp,statuscode").json
    assert index == [
        ["timestamp", "statuscode"],
        ["20190611080000", "200"],
        ["20230301101500", "200"],
        ["20250801120000", "404"],
    ]
    good = f"/wayback_cdx/cdx/search/cdx?url={url}&output=json&filter=statuscode:200&limit=1"
    assert len(ask(demo_world, good).json) == 2
    page = ask(demo_world, f"/wayback_cdx/web/20230301101500/{url}")
    assert page.headers["memento-datetime"] == "Wed, 01 Mar 2023 10:15:00 GMT"
    assert "one minute apart" in page.text
    other = ask(demo_world, f"/wayback_cdx/web/2023/{url}")
    assert other.status == 302
    assert other.headers["location"].endswith(f"/web/20230301101500/{url}")
