"""What is cited twice is asked about once."""

from __future__ import annotations

from citewarden.model import Reference, SpecificResource, TextPositionSelector, TextQuoteSelector
from citewarden.stages.gather import gather


def reference(number: int, raw: str, **identifiers: str) -> Reference:
    target = SpecificResource("a", TextQuoteSelector(raw), TextPositionSelector(0, len(raw)))
    return Reference(f"a#ref-{number}", "a", raw, target, **identifiers)  # type: ignore[arg-type]


def test_one_work_for_one_identifier_and_one_link_for_one_address() -> None:
    works, links = gather(
        [
            reference(10, "Doe J. One.", DOI="10.1/x", URL="https://a.example/1"),
            reference(2, "Doe, Jane. One", DOI="10.1/x", PMID="7"),
            reference(3, "Fact  sheet", URL="https://a.example/1"),
            reference(4, "fact sheet"),
        ]
    )
    assert [w.id.split(":")[0] for w in works] == ["csl", "csl", "doi", "doi"]
    assert {w.references for w in works} == {("a#ref-2",), ("a#ref-3",), ("a#ref-4",), ("a#ref-10",)}
    assert {w.id.split("~")[0] for w in works[2:]} == {"doi:10.1/x"}, "the same DOI under other words is judged apart"
    assert [(link.url, link.host, link.references) for link in links] == [
        ("https://a.example/1", "a.example", ("a#ref-3", "a#ref-10"))
    ]


def test_a_bare_address_is_a_work_and_a_broken_one_no_crash() -> None:
    works, links = gather([reference(1, "", URL="https://[bad/"), reference(2, "x", URL="mailto:a@b.example")])
    assert len(works) == 2
    assert [link.host for link in links] == [""]


def test_what_is_printed_alike_is_one_work_whoever_prints_it() -> None:
    twice = [reference(3, "Doe J. One.", DOI="10.1/x", PMID="7"), reference(1, "Doe J. One.", DOI="10.1/x", PMID="7")]
    (one,) = gather(twice)[0]
    assert (one.references, one.raw, one.DOI, one.PMID) == (("a#ref-1", "a#ref-3"), "Doe J. One.", "10.1/x", "7")
    assert gather(reversed(twice))[0] == [one]


def test_a_work_takes_nothing_from_other_references() -> None:
    mine = reference(1, "Doe J. One.", DOI="10.1/x")
    (alone,) = gather([mine])[0]
    others = [
        reference(2, "Roe B. Two.", DOI="10.1/x", PMID="7"),
        reference(3, "Doe J. One.", DOI="10.1/x", URL="https://a.example/"),
        reference(4, "Doe J. One. ", DOI="10.1/x"),
    ]
    assert alone in gather([*others, mine])[0]
