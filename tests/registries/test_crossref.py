"""Crossref: recorded answers all read; the traps of its notices each held."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from citewarden.registries import crossref
from citewarden.text import csl

SICI = "10.1002/1531-8249(200012)48:6<893::aid-ana10>3.0.co;2-b"


def item(**fields: Any) -> bytes:
    return json.dumps(
        {"message": {"DOI": "10.5555/a", "type": "journal-article", "title": ["A study"], **fields}}
    ).encode()


def update(
    doi: str, kind: str, source: str = "publisher", day: tuple[int, ...] = (2020, 6, 5), **more: Any
) -> dict[str, Any]:
    return {"DOI": doi, "type": kind, "label": kind.replace("_", " ").capitalize(), "source": source,
            "updated": {"date-parts": [list(day)]}, **more}  # fmt: skip


def test_every_recorded_list_and_work_reads(cassettes: Callable[[str], Iterator[Any]]) -> None:
    records = 0
    for uri, status, _, body in cassettes("crossref-habanero/test/cassettes/test-*/*.yaml"):
        if "/works" not in uri or "transform" in uri or "agency" in uri or status != 200:
            continue
        for record in crossref.parse_list(body):
            assert csl.faults(record.csl) == []
            assert record.csl["DOI"] == record.key == record.key.lower()
            records += 1
    assert records > 450


def test_what_is_no_answer_is_an_error_and_never_nothing(cassettes: Callable[[str], Iterator[Any]]) -> None:
    refused = 0
    for _, status, headers, body in cassettes("crossref-habanero/test/cassettes/test-*/*warn*.yaml"):
        if status in (400, 404):
            with pytest.raises(ValueError, match=r"not JSON|refused"):
                crossref.parse_list(body)
            refused += "json" in headers.get("content-type", "")
    assert refused, "among them one that calls itself JSON and is not"
    with pytest.raises(ValueError, match="refused"):
        crossref.parse_list(b'{"status":"failed","message-type":"validation-failure","message":[{"message":"bad"}]}')


def test_the_recorded_messages_give_their_notices(answers: Path) -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for file in sorted(answers.glob("crossref-messages/crossref/*/*.json")):
        data = json.loads(file.read_text("utf-8"))
        if data.get("message"):
            record = crossref.parse(json.dumps(data).encode())
            found[record.key] = {(n.type, n.DOI) for n in record.notices}
    assert found["10.1056/nejmoa2007621"] == {
        ("expression_of_concern", "10.1056/nejme2020822"),
        ("retraction", "10.1056/nejmc2021225"),
    }
    stated = {
        key: {u["type"] for u in json.loads(f.read_text("utf-8"))["message"].get("updated-by", [])}
        for f in answers.glob("crossref-messages/crossref/*/*.json")
        if (key := json.loads(f.read_text("utf-8")).get("doi")) and json.loads(f.read_text("utf-8")).get("message")
    }
    for doi, types in stated.items():
        assert types <= {t for t, _ in found[doi]}, doi


def test_wakefield_has_a_correction_and_a_retraction(answers: Path) -> None:
    (file,) = answers.glob("wakefield-1998/mock-crossref/**/*.json")
    record = crossref.parse(file.read_bytes())
    assert [(n.type, n.DOI, n.updated, n.source, n.record_id) for n in record.notices] == [
        ("correction", "10.1016/s0140-6736(04)15715-2", "2004-03-06", "crossref/retraction-watch", "17269"),
        ("retraction", "10.1016/s0140-6736(10)60175-4", "2010-02-06", "crossref/retraction-watch", "4036"),
    ]
    assert (record.csl["volume"], record.csl["page"], record.csl["author"][0]["family"]) == (
        "351",
        "637-641",
        "Wakefield",
    )


def test_a_new_version_that_names_itself_supersedes_nothing(cassettes: Callable[[str], Iterator[Any]]) -> None:
    seen = 0
    for uri, status, _, body in cassettes("crossref-habanero/test/cassettes/test-*/*.yaml"):
        if "/works" in uri and status == 200 and b"10.1371/journal.ppat.1006930" in body and b'"update-to"' in body:
            for record in crossref.parse_list(body):
                if record.key == "10.1371/journal.ppat.1006930":
                    seen += 1
                    assert record.notices == ()
    own = crossref.parse(item(**{"updated-by": [update("10.5555/A", "new_version")]}))
    assert own.notices == (), "and the comparison does not mind case"


@pytest.mark.parametrize("kind", ["retraction", "withdrawal", "removal", "expression_of_concern"])
def test_a_retraction_under_the_works_own_doi_is_a_retraction(kind: str) -> None:
    for side in ("updated-by", "update-to"):
        (notice,) = crossref.parse(item(**{side: [update("10.5555/a", kind)]})).notices
        assert notice.type == kind


@pytest.mark.parametrize("kind", ["correction", "corrigendum", "erratum", "addendum", "clarification", "new_edition"])
def test_corrections_never_come_out_as_retractions(kind: str) -> None:
    (notice,) = crossref.parse(item(**{"updated-by": [update("10.5555/n", kind)]})).notices
    assert notice.type in ("correction", "corrigendum", "erratum", "addendum", "new_edition")


def test_free_words_are_understood_and_unknown_ones_stay_unknown() -> None:
    kinds = [
        "Retraction",
        "retration",
        "Retraction notice",
        "partial_retraction",
        "Retraction and replacement",
        "musing",
    ]
    record = crossref.parse(item(**{"updated-by": [update(f"10.5555/n{i}", k) for i, k in enumerate(kinds)]}))
    assert [n.type for n in record.notices] == [
        "retraction", "retraction", "retraction", "partial_retraction", "retract_and_replace", "unknown",
    ]  # fmt: skip


def test_the_label_says_more_than_the_type() -> None:
    one = update("10.5555/n", "retraction") | {"label": "Retraction and replacement"}
    (notice,) = crossref.parse(item(**{"updated-by": [one]})).notices
    assert (notice.type, notice.replacement) == ("retract_and_replace", {"DOI": "10.5555/n"})


def test_the_same_notice_from_two_sources_is_kept_twice_with_its_source() -> None:
    both = [
        update("10.5555/n", "retraction"),
        update("10.5555/n", "retraction", "retraction-watch", **{"record-id": "7"}),
    ]
    record = crossref.parse(item(**{"updated-by": [*both, both[0]]}))
    assert [(n.source, n.record_id) for n in record.notices] == [("crossref", ""), ("crossref/retraction-watch", "7")]


def test_a_notice_knows_that_it_is_one() -> None:
    (notice,) = crossref.parse(item(**{"update-to": [update("10.5555/paper", "retraction")]})).notices
    assert (notice.type, notice.DOI, notice.label) == ("is_notice", "10.5555/paper", "Retraction")
    assert crossref.parse(item(**{"update-to": [update("10.5555/v1", "new_version")]})).notices == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("RETRACTED: Sleep and the heart", "retraction"),
        ("RETRACTED ARTICLE: Sleep and the heart", "retraction"),
        ("WITHDRAWN: Sleep and the heart", "withdrawal"),
        ("Retraction notice to “Sleep and the heart”", "is_notice"),
        ("Erratum to: Sleep and the heart", "is_notice"),
        ("Correction", "is_notice"),
        ("Expression of Concern: Sleep and the heart", "is_notice"),
        ("Retracted nerves in sleep", ""),
        ("Corrections of vision in children", ""),
        ("Removed teeth and the heart", ""),
    ],
)
def test_what_the_title_itself_says(title: str, kind: str) -> None:
    assert [n.type for n in crossref.parse(item(title=[title])).notices] == ([kind] if kind else [])


def test_relations_name_the_published_version() -> None:
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/JOURNAL.1", "asserted-by": "subject"}],
                "has-review": [{"id-type": "doi", "id": "10.5555/r"}]}  # fmt: skip
    (notice,) = crossref.parse(item(relation=relation)).notices
    assert (notice.type, notice.replacement) == ("published_version", {"DOI": "10.5555/journal.1"})


def test_dates_titles_and_names_are_mended() -> None:
    record = crossref.parse(
        item(
            title=["Effects of <i>TP53</i> &amp; p21"],
            subtitle=["A trial"],
            issued={"date-parts": [[None]]},
            published={"date-parts": [[2019, 5]]},
            author=[{"given": "Jan", "family": "Dörr"}, {"name": "The Group"}],
        )
    )
    assert record.csl["title"] == "Effects of TP53 & p21: A trial"
    assert record.csl["issued"] == {"date-parts": [[2019, 5]]}
    assert record.csl["author"] == [{"family": "Dörr", "given": "Jan"}, {"literal": "The Group"}]


@pytest.mark.parametrize(
    ("funder", "told"),
    [
        ([{"DOI": "10.13039/100000002", "name": "National Institutes of Health", "award": ["R01"]},
          {"name": "Example Pharma &amp; Co"}, {"name": "National Institutes of Health"}],
         {"funding": ["National Institutes of Health", "Example Pharma & Co"]}),
        ([{"DOI": "10.13039/100000002"}], None),
        ([], None),
        (None, None),
        ("Example Pharma", None),
    ],
)  # fmt: skip
def test_who_paid_is_read(funder: object, told: object) -> None:
    assert crossref.parse(item(funder=funder)).csl.get("custom") == told


def test_addresses() -> None:
    assert crossref.url("https://c.example", SICI).endswith(
        "/works/10.1002%2F1531-8249%28200012%2948%3A6%3C893%3A%3Aaid-ana10%3E3.0.co%3B2-b"
    )
    assert not crossref.batchable(SICI)
    assert not crossref.batchable("10.1000/a,b"), "a comma parts filters: Crossref would answer 400, not 'no notice'"
    query = parse_qs(urlsplit(crossref.batch_url("https://c.example", ["10.1/a(1)", "10.1/b"])).query)
    assert (query["filter"], query["rows"]) == (["doi:10.1/a(1),doi:10.1/b"], ["2"])


def test_notices_found_from_the_notices_side() -> None:
    items = [
        {"DOI": "10.5555/n1", "update-to": [update("10.5555/A", "retraction"), update("10.5555/b", "correction")]},
        {"DOI": "10.5555/b", "update-to": [update("10.5555/b", "new_version")]},
    ]
    found = crossref.split_notices(json.dumps({"message": {"items": items}}).encode())
    assert sorted(found) == ["10.5555/a", "10.5555/b"]
    assert [(n.type, n.DOI) for n in crossref.parse_notices(found["10.5555/a"], "10.5555/a")] == [
        ("retraction", "10.5555/n1")
    ]
    assert [n.type for n in crossref.parse_notices(found["10.5555/b"], "10.5555/b")] == ["correction"]
