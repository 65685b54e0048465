"""Whatever a report links to is there: a file of the report folder, or the address of a source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from lxml import html

NAMES = {
    "https://json.schemastore.org/sarif-2.1.0.json",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/2001/XMLSchema#",
    "http://www.w3.org/2005/Atom",
}
"""What standards ask to be called; nobody follows these."""
REGISTRIES = ("doi.org", "pubmed.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "europepmc.org", "web.archive.org")
ADDRESS = re.compile(r"https?://[^\s\"'<>\\)]+")


@pytest.fixture(scope="module")
def reports(audited: Path) -> Path:
    return audited / "reports"


@pytest.fixture(scope="module")
def printed(audited: Path) -> str:
    """All that the articles and notes on sources say."""
    files = [p for name in ("articles", "references") for p in sorted((audited / name).rglob("*")) if p.is_file()]
    return "\n".join(p.read_text(encoding="utf-8", errors="replace") for p in files)


def _is_a_sources(address: str, printed: str) -> bool:
    parts = urlsplit(address)
    return address in NAMES or parts.hostname in REGISTRIES or f"{parts.hostname}" in printed


def _links(page: Path) -> Iterator[str]:
    for element in html.fromstring(page.read_bytes()).iter():
        for name in ("href", "src", "action", "poster"):
            if value := element.get(name):
                yield value


def test_pages_lead_to_files_and_places_that_are_there(reports: Path, printed: str) -> None:
    places = {p: set(html.fromstring(p.read_bytes()).xpath("//@id")) for p in reports.rglob("*.html")}
    followed = 0
    for page in places:
        for link in _links(page):
            parts = urlsplit(link)
            if parts.scheme:
                assert _is_a_sources(link, printed), (page.name, link)
                continue
            to = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
            assert to.is_file(), (page.name, link)
            if parts.fragment and to.suffix == ".html":
                ids = next(ids for other, ids in places.items() if other.resolve() == to)
                assert unquote(parts.fragment) in ids, (page.name, link)
            followed += 1
    assert followed > 500


def test_the_feed_and_the_digest_lead_to_files_that_are_there(reports: Path) -> None:
    feed = ElementTree.parse(reports / "digest.xml")
    links = [link.get("href", "") for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    links += re.findall(r"\]\(<?([^)>]+)>?\)", (reports / "digest.md").read_text(encoding="utf-8"))
    assert links
    assert all((reports / unquote(link)).is_file() for link in links), links


@pytest.mark.parametrize("name", ["*.json", "findings.sarif", "findings.csv", "digest.xml", "junit.xml"])
def test_data_name_no_address_but_those_of_sources(name: str, reports: Path, printed: str) -> None:
    files = list(reports.rglob(name))
    assert files
    for file in files:
        for address in set(ADDRESS.findall(file.read_text(encoding="utf-8"))):
            assert _is_a_sources(address, printed), (file.name, address)


def test_every_rule_of_the_sarif_log_brings_its_own_help(reports: Path) -> None:
    rules = json.loads((reports / "findings.sarif").read_text("utf-8"))["runs"][0]["tool"]["driver"]["rules"]
    assert all(rule["help"]["markdown"] and "helpUri" not in rule for rule in rules)
