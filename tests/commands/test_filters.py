"""Filters: one line in, one line out, and a fault stays in its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., tuple[int, str, str]]

ARTICLE = """# Sleep and the heart

- [Home](/)

Regular exercise lowers blood pressure in most adults [1]. Is that so?

## References

1. Doe J. Sleep and blood pressure. Example Heart J. 2019;4(2):11-18.
"""


@pytest.fixture
def run(cli: Cli) -> Callable[..., tuple[int, list[Any], str]]:
    """`run(*arguments, given="")`: (exit status, JSON lines, standard error)."""

    def call(*arguments: str, given: str = "") -> tuple[int, list[Any], str]:
        status, out, said = cli(*arguments, given=given)
        return status, [json.loads(line) for line in out.splitlines()], said

    return call


Run = Callable[..., tuple[int, list[Any], str]]


def test_files_become_lines_and_a_broken_one_is_named(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(ARTICLE)
    bad.write_bytes(b"")
    status, (document,), said = run("read", str(bad), str(good))
    assert status == 2
    assert "bad.md" in said
    assert len(said.splitlines()) == 1
    assert document["title"] == "Sleep and the heart"
    status, (cited,), _ = run("cite", str(good))
    assert status == 0
    (reference,) = cited["references"]
    assert reference["csl"]["container-title"].rstrip(".") == "Example Heart J"
    assert cited["citations"][0]["items"][0]["id"] == reference["id"]
    status, claims, _ = run("claims", str(good))
    assert status == 0
    assert [c["text"] for c in claims] == ["Regular exercise lowers blood pressure in most adults [1]."]
    assert document["text"][claims[0]["start"] : claims[0]["end"]] == claims[0]["text"]
    assert claims[0]["citations"] == [cited["citations"][0]["id"]]


RAW = "Doe J. Sleep and blood pressure. Example Heart J. 2019;4(2):11-18. doi:10.5555/sleep.1"


def test_references_are_parsed_line_by_line(run: Run) -> None:
    given = "\n".join([RAW, json.dumps({"raw": RAW}), '{"raw": 3}', "{broken", ""])
    status, (text, wrapped, number, broken), said = run("parse-references", given=given)
    assert status == 2
    assert text["DOI"] == "10.5555/sleep.1"
    assert text["custom"]["raw"] == RAW
    assert {k: v for k, v in text.items() if k != "id"} == {k: v for k, v in wrapped.items() if k != "id"}
    assert "error" in number
    assert "error" in broken
    assert [line.split(": ")[1] for line in said.splitlines()] == ["standard input:3", "standard input:4"]


def test_glued_references_are_parted_and_identifiers_kept_as_printed(run: Run) -> None:
    sici = "10.1002/1531-8249(200012)48:6<893::AID-ANA10>3.0.CO;2-B"
    glued = f"1. Doe J, et al. Sleep. Example Heart J. 2019;4(2):11-18. doi:{sici}"
    glued += " 2. Roe R. Tea and bone density. Bone. 1999;3:5-9."
    status, (line,), _ = run("parse-references", given=glued)
    assert status == 0
    assert (line["DOI"], line["custom"]["et-al"]) == (sici, True)
    (other,) = line["custom"]["others"]
    assert (other["title"], other["page"]) == ("Tea and bone density", "5-9")
    for item in (line, other):
        for field in item["custom"]["fields"]:
            if field["name"] in ("title", "page", "DOI"):
                assert glued[field["start"] : field["end"]] == item[field["name"]]


def test_references_are_matched_against_a_closed_list(run: Run, tmp_path: Path) -> None:
    item = {
        "id": "1",
        "type": "article-journal",
        "title": "Sleep and blood pressure",
        "author": [{"family": "Doe", "given": "Jane"}],
        "container-title": "Example Heart Journal",
        "issued": {"date-parts": [[2019]]},
        "volume": "4",
        "page": "11-18",
        "DOI": "10.5555/sleep.1",
    }
    other = {**item, "id": "2", "title": "Tea and bones", "DOI": "10.5555/tea", "volume": "9", "page": "1"}
    library = tmp_path / "list.json"
    library.write_text(json.dumps([item, other]))
    given = "\n".join([RAW.split(" doi")[0], "Roe R. Kites. 1999.", json.dumps({"type": "book", "DOI": "10.5555/tea"})])
    status, (found, unknown, by_doi), _ = run("resolve", "--library", str(library), given=given)
    assert status == 0
    assert (found["outcome"], found["csl"]["DOI"]) == ("matched", "10.5555/sleep.1")
    assert unknown["outcome"] == "not_found"
    assert (by_doi["outcome"], by_doi["csl"]["DOI"]) == ("matched", "10.5555/tea")


def test_pairs_are_judged(run: Run) -> None:
    pair = {"claim": "MS very rarely harms motor neurons.", "passage": ["Weather.", "MS often harms motor neurons."]}
    status, (judged, wrong), _ = run("verify", given=json.dumps(pair) + '\n{"claim": "x"}\n')
    assert status == 2
    assert judged["label"] == "CONTRADICT"
    assert judged["issue"] == "quantifier"
    assert judged["rationale"] == [1]
    assert "error" in wrong


def test_credentials_in_an_address_are_not_printed(run: Run) -> None:
    status, (probe,), _ = run("probe", "--offline", given="http://user:secret@a.example/\n")
    assert status == 0
    assert "secret" not in json.dumps(probe)


@pytest.mark.parametrize(
    ("url", "outcome"),
    [("http://127.0.0.1:1/", "malformed"), ("mailto:a@b.example", "excluded"), ("https://a.example/", "not-checked")],
)
def test_addresses_offline(run: Run, url: str, outcome: str) -> None:
    status, (probe,), _ = run("probe", "--offline", given=url + "\n")
    assert status == 0
    assert probe["outcome"] == outcome
