"""The documentation as a site: it is built without a warning, asks nobody else for anything, and each of its links
arrives, as our own prober sees it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
import yaml
from lxml import html

from citewarden.config import Links, Network
from citewarden.model import Link
from citewarden.stages.probe import probe

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[1]
HOST = "http://documentation.test/"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stdout + built.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def network(site: Path) -> Iterator[Network]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        here = {"documentation.test": f"127.0.0.1:{server.server_port}"}
        yield Network(connect_to=here, per_host=8, per_host_rate=0, canary=())
        server.shutdown()


def _links(site: Path) -> set[str]:
    """Every address within the site that a page leads to."""
    found = set()
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue  # its links begin at the top of whatever site it is put on
        at = HOST + page.relative_to(site).as_posix()
        tree = html.fromstring(page.read_bytes())
        found |= {urljoin(at, value) for value in map(str, tree.xpath("//a/@href | //img/@src | //link/@href"))}
        found |= {urljoin(at, value) for value in map(str, tree.xpath("//script/@src"))}
    return {address for address in found if address.startswith(HOST)}


def test_every_link_within_the_site_arrives(site: Path, network: Network) -> None:
    addresses = sorted(_links(site))
    assert sum("#" in address for address in addresses) > 300
    gone = probe(
        [Link(address, "", ()) for address in [*addresses, f"{HOST}nowhere.html", f"{HOST}index.html#nowhere"]],
        known={},
        network=network,
        policy=Links(archive_lookup=False),
        now="2026-01-15T02:00:00+00:00",
        offline=False,
    )
    bad = [(row.url.removeprefix(HOST), row.outcome) for row in gone if row.outcome != "ok"]
    assert bad == [("nowhere.html", "gone"), ("index.html#nowhere", "fragment-missing")]


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        tree = html.fromstring(page.read_bytes())
        loaded = tree.xpath("//script/@src | //img/@src | //iframe/@src | //link[@rel!='canonical']/@href")
        assert not [value for value in loaded if re.match(r"(https?:)?//", str(value))], page.name
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet.name


def test_every_page_can_be_found_in_the_navigation(site: Path) -> None:
    front = html.fromstring((site / "index.html").read_bytes())
    led = {urldefrag(str(a))[0] for a in front.xpath("//nav//a/@href")}
    pages = {p.relative_to(site).as_posix() for p in site.rglob("*.html")} - {"404.html", "index.html"}
    assert {page for page in pages - led if not page.startswith("models/")} == set()


def test_the_tool_that_builds_it_is_told_to_ask_nobody() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["theme"]["font"] is False
