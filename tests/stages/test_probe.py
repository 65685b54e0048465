"""Links from observation to judgement: the fault matrix, time, archived copies, and what is remembered."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from citewarden import store
from citewarden.config import Links, Network
from citewarden.errors import ConfigError
from citewarden.model import Link, Probe
from citewarden.stages.probe import archive, dead, doi_of, fresh, observed, probe
from citewarden.store import links as memory
from citewarden.store.codec import decode
from citewarden.store.database import Database
from citewarden.tables import build, plain
from citewarden.testing.faults import DEADLINE, DOMAIN, FaultServer, cases
from citewarden.testing.world import World
from citewarden.web.client import Client
from citewarden.web.urls import redacted

NOW = "2026-07-01T10:00:00+00:00"
POLICY = Links()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with FaultServer() as running:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(running.authority))
        yield running


def at(host: str, path: str = "/guide/twitches.html") -> str:
    return f"http://{host}.{DOMAIN}{path}"


def link(url: str, accessed: str = "") -> Link:
    return Link(url, "", ("a.md#ref-1",), accessed, (accessed,))


def one(
    url: str, network: Network, *, known: Probe | None = None, now: str = NOW, accessed: str = "", **more: object
) -> Probe:
    earlier = {known.url: known} if known else {}
    options: dict[str, object] = {"policy": POLICY, "offline": False, **more}
    (row,) = probe([link(url, accessed)], known=earlier, network=network, now=now, **options)  # type: ignore[arg-type]
    return row


@pytest.mark.long
def test_the_fault_matrix_at_the_command_line(server: FaultServer, tmp_path: Path) -> None:
    """Every way a link can go wrong gets its own right answer from `citewarden probe`, within the deadline."""
    table = cases(server)
    given = {name: value for name, value in plain(server.network()).items() if value != plain(Network())[name]}
    settings = tmp_path / "config.yaml"
    settings.write_text(json.dumps({"network": given}), encoding="utf-8")
    begin = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "citewarden", "probe", "--config", str(settings), "--now", NOW],
        input="".join(json.dumps({"url": case.url}) + "\n" for case in table),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert time.monotonic() - begin < 20
    assert ran.returncode == 0, ran.stderr
    rows = [build(Probe, json.loads(row)) for row in ran.stdout.splitlines()]
    wrong = [
        (case.name, case.outcome, case.note, row.outcome, row.note)
        for case, row in zip(table, rows, strict=True)
        if row.outcome != case.outcome or case.note not in row.note or row.url != redacted(case.url)
    ]
    assert wrong == []
    assert max(row.elapsed for row in rows) <= DEADLINE + 0.5
    assert not any(row.dead for row in rows), "one night proves no death"
    assert "secret" not in ran.stdout + ran.stderr
    assert not any(r.path == "/inside" for r in server.asked), "a redirect to a private address was followed"


@pytest.mark.long
def test_the_fault_matrix_fits_in_memory(server: FaultServer) -> None:
    """A gigabyte of body, packed or not, must not be held: the whole matrix in a fresh process, under 100 MB."""
    urls = [c.url for c in cases(server) if c.outcome not in ("timed-out",)]
    network = {"connect_to": dict(server.network().connect_to), "timeout": 5, "per_host_rate": 1000, "canary": []}
    code = (
        "import json, re, sys\n"
        "from citewarden.config import Links, Network, load\n"
        "from citewarden.model import Link\n"
        "from citewarden.stages.probe import probe\n"
        "urls, network = json.load(sys.stdin)\n"
        "network = load(overrides={'network': network}).network\n"
        "rows = probe([Link(u, '', ()) for u in urls if 'doi.org' not in u], known={}, network=network,\n"
        "             policy=Links(archive_lookup=False), now='2026-07-01T10:00:00', offline=False)\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())\n"
        "print(len(rows), int(peak[1]) // 1024)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps([urls, network]), capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    count, megabytes = map(int, ran.stdout.split())
    assert count > 70
    assert megabytes < 100


def test_an_unchanged_night_asks_nobody(server: FaultServer) -> None:
    urls = [
        at("ok-page"),
        at("ok-pdf", "/a.pdf"),
        at("moved-301", "/old/page.html"),
        at("wall-202"),
        "mailto:a@b.example",
    ]
    links = [link(u) for u in urls]
    first = probe(links, known={}, network=server.network(), policy=POLICY, now=NOW, offline=False)
    asked = len(server.asked)
    later = "2026-07-02T09:00:00+00:00"
    known = {p.url: p for p in first}
    again = probe(links, known=known, network=server.network(), policy=POLICY, now=later, offline=False)
    assert again == first
    assert len(server.asked) == asked


@pytest.mark.parametrize(
    ("outcome", "hours", "keeps"),
    [
        ("ok", 5 * 24, True),
        ("moved", 5 * 24, True),
        ("ok", 9 * 24, False),
        ("ok", -1, False),
        ("blocked", 23, True),
        ("blocked", 25, False),
        ("soft-404", 23, True),
        ("gone", 0.1, False),
        ("timed-out", 0.1, False),
        ("server-error", 0.1, False),
        ("no-host", 0.1, False),
    ],
)
def test_how_long_an_answer_keeps(outcome: str, hours: float, keeps: bool) -> None:
    now = (datetime.fromisoformat(NOW) + timedelta(hours=hours)).isoformat()
    assert fresh(Probe("http://a.example/", outcome, asked_at=NOW), POLICY, now) is keeps


def test_the_next_try_is_what_the_site_said() -> None:
    row = Probe("http://a.example/", "server-error", asked_at=NOW, next_try="2026-07-03T10:00:00+00:00")
    assert fresh(row, POLICY, "2026-07-03T09:00:00+00:00")
    assert not fresh(row, POLICY, "2026-07-03T11:00:00+00:00")


def test_living_links_are_not_all_due_on_one_night() -> None:
    rows = [Probe(f"http://a.example/{n}", "ok", asked_at=NOW) for n in range(500)]
    due = [sum(not fresh(r, POLICY, f"2026-07-{day:02}T10:00:00+00:00") for r in rows) for day in range(2, 13)]
    assert due[4] < 100 < due[6] < 400 < due[8] == 500
    assert due == sorted(due)


@pytest.mark.parametrize(
    ("outcome", "history", "judged"),
    [
        ("gone", [], False),
        ("gone", [("2026-06-30T20:00:00+00:00", "gone")], False),
        ("gone", [("2026-06-30T10:00:00+00:00", "gone")], True),
        ("no-host", [("2026-06-29T10:00:00+00:00", "gone")], True),
        ("gone", [("2026-06-29T10:00:00+00:00", "gone"), ("2026-06-30T10:00:00+00:00", "timed-out")], True),
        ("gone", [("2026-06-29T10:00:00+00:00", "gone"), ("2026-06-30T12:00:00+00:00", "ok")], False),
        ("gone", [("2026-06-29T10:00:00+00:00", "timed-out")], False),
        ("timed-out", [("2026-06-29T10:00:00+00:00", "gone"), ("2026-06-30T09:00:00+00:00", "gone")], False),
        ("gone", [(NOW, "gone")], False),
    ],
)
def test_death_takes_two_runs_a_day_apart_without_life_between(
    outcome: str, history: list[tuple[str, str]], judged: bool
) -> None:
    assert dead(outcome, history, POLICY, NOW) is judged


@pytest.mark.parametrize("again", [1, 2, 5])
def test_two_looks_in_one_run_are_one(again: int) -> None:
    hasty = replace(POLICY, dead_after_hours=0.0)
    earlier = "2026-06-30T20:00:00+00:00"
    assert not dead("gone", [(NOW, "gone")] * again, hasty, NOW)
    assert dead("gone", [(earlier, "gone")], hasty, NOW)
    assert not dead("gone", [(earlier, "gone")] * again, replace(hasty, dead_after_runs=3), NOW)
    silent = replace(POLICY, silent_after_days=0)
    nights = [(f"2026-06-{night}T{hour:02}:00:00+00:00", "timed-out") for night in (28, 29, 30) for hour in (1, 2, 3)]
    assert not dead("timed-out", nights, silent, NOW), "hosts are silent for nights, not for looks"


@pytest.mark.parametrize("outcome", ["soft-404", "parked", "moved-to-home"])
def test_what_is_misplaced_needs_a_second_night_too(outcome: str) -> None:
    assert not dead(outcome, [], POLICY, NOW)
    assert not dead(outcome, [("2026-06-30T20:00:00+00:00", outcome)], POLICY, NOW)
    assert dead(outcome, [("2026-06-30T10:00:00+00:00", outcome)], POLICY, NOW)
    assert dead("gone", [("2026-06-30T10:00:00+00:00", outcome)], POLICY, NOW), "lost in one way, then in another"
    assert not dead(outcome, [("2026-06-29T10:00:00+00:00", outcome), ("2026-06-30T10:00:00+00:00", "ok")], POLICY, NOW)


def silence(days: int, *outcomes: str) -> list[tuple[str, str]]:
    """Observations that end the night before NOW, `days` apart."""
    nights = [datetime.fromisoformat(NOW) - timedelta(days=days * n) for n in range(len(outcomes), 0, -1)]
    return [(night.isoformat(), was) for night, was in zip(nights, outcomes, strict=True)]


@pytest.mark.parametrize("outcome", ["refused", "not-http", "bad-redirect", "timed-out"])
def test_a_host_silent_for_a_month_and_five_nights_is_dead(outcome: str) -> None:
    assert dead(outcome, silence(8, *["refused", "timed-out", outcome, outcome]), POLICY, NOW)
    assert not dead(outcome, silence(10, outcome, outcome, outcome), POLICY, NOW), "four nights only"
    assert not dead(outcome, silence(7, *[outcome] * 4), POLICY, NOW), "four weeks only"
    assert not dead(outcome, silence(8, outcome, outcome, "ok", outcome, outcome, outcome), POLICY, NOW)
    assert not dead(outcome, silence(8, outcome, outcome, "blocked", outcome, outcome), POLICY, NOW), (
        "somebody is there"
    )
    quick = replace(POLICY, silent_after_runs=2, silent_after_days=3)
    assert dead(outcome, silence(3, outcome), quick, NOW)


@pytest.mark.parametrize(
    "outcome", ["unreachable", "reset", "server-error", "blocked", "restricted", "rate-limited", "tls"]
)
def test_other_troubles_are_open_for_ever(outcome: str) -> None:
    assert not dead(outcome, silence(30, *[outcome] * 12), POLICY, NOW)


def test_many_nights_of_silence_stay_known_in_a_short_history(server: FaultServer) -> None:
    """Night after night: the history is cut, and how long the silence has lasted is still seen."""
    network, url = replace(server.network(), retries=0), at("refused")
    row, now = None, datetime.fromisoformat(NOW)
    for night in range(40):
        row = one(url, network, known=row, now=(now + timedelta(days=night)).isoformat())
        assert row.dead is (night >= 30), night
        assert len(row.history) <= 12


def test_a_death_over_three_nights_and_its_replacement(server: FaultServer) -> None:
    network, url = server.network(), at("gone-404")
    first = one(url, network, accessed="2014-06-15")
    assert (first.outcome, first.dead, first.archive) == ("gone", False, "")
    assert first.replacement == "", "nothing is proposed that nobody has seen"
    second = one(url, network, known=first, now="2026-07-01T22:00:00+00:00", accessed="2014-06-15")
    assert (second.dead, second.history) == (False, ((NOW, "gone"),))
    third = one(url, network, known=second, now="2026-07-02T22:00:00+00:00", accessed="2014-06-15")
    assert third.dead
    assert third.history == ((NOW, "gone"), ("2026-07-01T22:00:00+00:00", "gone"))
    assert (third.archive, third.memento_at) == ("found", "2014-06-15")
    assert third.replacement == third.memento == f"https://web.archive.org/web/20140615000000/{url}"


def test_a_death_can_be_revoked(server: FaultServer) -> None:
    was = Probe(at("ok-page"), "gone", asked_at="2026-06-30T10:00:00+00:00", dead=True, replacement="x", note="gone")
    row = one(at("ok-page"), server.network(), known=was)
    assert (row.outcome, row.dead, row.replacement) == ("ok", False, "")
    assert row.history == (("2026-06-30T10:00:00+00:00", "gone"),)


def test_misplaced_pages_get_the_copy_nearest_to_the_access_date(server: FaultServer) -> None:
    url = at("to-home", "/old/page.html")
    row = one(url, server.network(), accessed="2014-01")
    assert (row.outcome, row.memento_at) == ("moved-to-home", "2014-06-07"), (
        "the index knows it, the quick question not"
    )
    none = one(at("soft-404-words"), server.network())
    assert (none.archive, none.memento, none.replacement) == ("none", "", "")


def test_links_that_differ_in_their_fragment_are_looked_up_once_and_keep_it(server: FaultServer) -> None:
    urls = [at("to-home", "/old/page.html") + fragment for fragment in ("#causes", "#help")]
    rows = probe(
        [link(url, "2014-01") for url in urls],
        known={},
        network=server.network(),
        policy=POLICY,
        now=NOW,
        offline=False,
    )
    copy = "https://web.archive.org/web/20140607080910/" + at("to-home", "/old/page.html")
    assert [row.replacement for row in rows] == [f"{copy}#causes", f"{copy}#help"]
    assert sum("/cdx" in r.target for r in server.asked) == 1


def test_without_an_access_date_the_copy_nearest_to_publication_is_taken(server: FaultServer) -> None:
    url = at("to-home", "/old/page.html")
    cited = Link(url, "", ("a.md#ref-1",), days=("2014-01",))
    (row,) = probe([cited], known={}, network=server.network(), policy=POLICY, now=NOW, offline=False)
    assert row.memento_at == "2014-06-07"


def test_an_archive_that_does_not_answer_proposes_nothing(server: FaultServer) -> None:
    network = server.network()
    registries = {
        name: replace(r, base=f"http://refused.{DOMAIN}") if name.startswith("wayback") else r
        for name, r in network.registries.items()
    }
    row = one(at("soft-404-words"), replace(network, registries=registries, retries=0), accessed="2014-06-15")
    assert (row.archive, row.replacement) == ("unavailable", "")
    off = one(at("soft-404-words"), network, policy=replace(POLICY, archive_lookup=False))
    assert (off.archive, off.replacement) == ("", "")


def test_a_living_page_without_a_copy_is_known_for_it(server: FaultServer) -> None:
    asked = one(at("ok-page"), server.network(), live_lookups=5)
    assert (asked.outcome, asked.archive, asked.replacement) == ("ok", "none", "")
    assert one(at("ok-page"), server.network()).archive == ""


def test_pages_never_looked_up_come_before_those_without_a_copy(server: FaultServer) -> None:
    """A page without a copy is looked up again in time: somebody may have had one taken since."""
    pages = {
        at("ok-page", f"/{name}.html"): archive for name, archive in (("a", "none"), ("b", "unavailable"), ("c", ""))
    }
    known = {url: Probe(url, "ok", asked_at="2026-06-01T10:00:00+00:00", archive=was) for url, was in pages.items()}
    looked_up = []
    for live_lookups in (1, 2, 3):
        before = len(server.asked)
        links = [link(url) for url in pages]
        options = {"known": known, "network": server.network(), "policy": POLICY, "offline": False}
        rows = probe(links, now=NOW, live_lookups=live_lookups, **options)  # type: ignore[arg-type]
        looked_up.append(sorted(r.target.partition("&")[0][-6] for r in server.asked[before:] if "cdx?" in r.target))
    assert looked_up == [["b"], ["b", "c"], ["a", "b", "c"]]
    assert [row.archive for row in rows] == ["none"] * 3


def test_the_address_a_site_prefers_is_proposed(server: FaultServer) -> None:
    row = one(at("canonical", "/print/twitches.html"), server.network())
    assert (row.outcome, row.replacement) == ("ok", at("canonical", "/guide/twitches"))


def test_drift_is_measured_from_the_first_sight(server: FaultServer) -> None:
    network, url = server.network(), at("ok-page")
    first = one(url, network)
    assert first.sketch
    assert (first.similarity, first.sketch_at) == (-1.0, NOW)
    same = one(url, network, known=first, now="2026-07-11T10:00:00+00:00")
    assert (same.similarity, same.digest, same.sketch_at) == (1.0, first.digest, NOW)
    other = replace(first, sketch="0123abcd" * 1)
    changed = one(url, network, known=other, now="2026-07-11T10:00:00+00:00")
    assert changed.similarity < 0.1
    assert changed.sketch == other.sketch, "the baseline stays"
    again = one(url, network, known=other, now="2026-07-11T10:00:00+00:00", accessed="2026-07-05")
    assert again.sketch == first.sketch, "an editor has looked at it since: drift counts anew"


def test_a_doi_is_judged_by_its_handle(server: FaultServer) -> None:
    network = server.network()
    walled = one("https://doi.org/10.5555/walled", network)
    assert (walled.outcome, walled.status) == ("ok", 403)
    assert "registered" in walled.note
    opened = one("http://dx.doi.org/10.5555/OPEN", network)
    assert (opened.outcome, opened.note, opened.final_url) == ("ok", "", at("ok-page"))
    missing = one("https://doi.org/10.5555/nothing", network)
    assert (missing.outcome, missing.dead) == ("doi-unregistered", False)
    silent = {**network.registries, "doi_org": replace(network.registries["doi_org"], base=f"http://refused.{DOMAIN}")}
    unknown = one("https://doi.org/10.5555/nothing", replace(network, registries=silent, retries=0))
    assert (unknown.outcome, unknown.asked_at) == ("not-checked", "")


def test_which_addresses_name_a_doi() -> None:
    assert doi_of("https://doi.org/10.1002/ana.21719") == "10.1002/ana.21719"
    assert doi_of("http://dx.doi.org/10.1016/S0140-6736(97)11096-0") == "10.1016/s0140-6736(97)11096-0"
    assert doi_of("https://doi.org/10.1000%2F182") == "10.1000/182"
    assert doi_of("https://www.doi.org/the-identifier") == ""
    assert doi_of("https://publisher.example/doi.org/10.1000/182") == ""


@pytest.mark.parametrize("company", ["x", "xy", "zxy"])
def test_what_a_site_sweeps_together_is_seen_of_each_address_alone(server: FaultServer, company: str) -> None:
    urls = [at("shared-target", f"/a/{n}.html") for n in company]
    rows = probe([link(u) for u in urls], known={}, network=server.network(), policy=POLICY, now=NOW, offline=False)
    assert {(p.outcome, p.note) for p in rows} == {("soft-404", "an address that cannot exist leads to the same page")}


@pytest.mark.parametrize("name", ["leaflet.pdf", "guide.docx", "rates.xlsx"])
def test_a_picture_is_no_document(name: str) -> None:
    instead = {"url": f"http://blank.example/{name}", "media": "image/gif", "body": "GIF89a"}
    picture = {"url": "http://blank.example/knee.gif", "media": "image/gif", "body": "GIF89a"}
    scan = {"url": "http://blank.example/scan/12", "media": "image/png", "body": "PNG"}
    with World({"pages": [instead, picture, scan]}) as world:
        links = [link(each["url"]) for each in (instead, picture, scan)]
        rows = probe(links, known={}, network=world.network(), policy=POLICY, now=NOW, offline=False)
    assert [(p.outcome, p.dead) for p in rows] == [("server-error", False), ("ok", False), ("ok", False)]


def test_an_empty_page_is_no_page_and_an_empty_file_no_file() -> None:
    page = {"url": "http://blank.example/guide.html", "media": "application/xhtml+xml", "body": " "}
    file = {"url": "http://blank.example/leaflet.pdf", "media": "application/pdf", "body": ""}
    kept = {"url": "http://blank.example/poster.pdf", "media": "application/pdf", "body": "%PDF-1.4"}
    links = [link(each["url"]) for each in (page, file, kept)]
    with World({"pages": [page, file, kept]}) as world:
        rows = probe(links, known={}, network=world.network(), policy=POLICY, now=NOW, offline=False)
    assert [(p.outcome, p.dead) for p in rows] == [("server-error", False), ("server-error", False), ("ok", False)]
    assert ["empty" in p.note for p in rows] == [True, True, False]


@pytest.mark.parametrize(
    ("path", "body", "outcome"),
    [
        ("articles/chilblains", "\x00\x01\x02 7f \x03\x04" * 40, "server-error"),
        ("download?id=7", "\x0e\x0f\x10\x11" * 100, "server-error"),
        ("articles/corns", "\x1b\x02" + "ab\x05" * 90, "server-error"),
        ("download?id=8", "PK\x03\x04\x00\x00\x01\x02", "ok"),
        ("articles/frostbite", "Warm the feet slowly, and do not rub them.", "ok"),
        ("sheets/toes.dat", "Toe 1: 12 mm\nToe 2: 14 mm\n", "ok"),
    ],
)
def test_bytes_of_no_known_kind_are_no_source(path: str, body: str, outcome: str) -> None:
    page = {"url": f"http://files.example/{path}", "media": "application/octet-stream", "body": body}
    with World({"pages": [page]}) as world:
        rows = probe([link(page["url"])], known={}, network=world.network(), policy=POLICY, now=NOW, offline=False)
    assert [(p.outcome, p.dead) for p in rows] == [(outcome, False)]


def test_a_short_pdf_is_read_to_its_end() -> None:
    head = "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Ki"
    gone = f"<!DOCTYPE html><title>Page not found</title><h1>Page not found</h1><p>{'This leaflet moved. ' * 20}</p>"
    bodies = {
        "whole": f"{head}ds [] /Count 0 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n<!-- 0.2 s -->",
        "half": head,
        "drawn": f"{head}{'0.2 w 10 20 l S ' * 400}",
        "long": f"{head}{'0.2 w 10 20 l S ' * 9_000}",  # its end is not looked for
        "no-pdf": gone,
    }
    pages = [{"url": f"http://files.example/{n}.pdf", "media": "application/pdf", "body": b} for n, b in bodies.items()]
    with World({"pages": pages}) as world:
        links = [link(each["url"]) for each in pages]
        rows = probe(links, known={}, network=world.network(), policy=POLICY, now=NOW, offline=False)
    assert [p.outcome for p in rows] == ["ok", "server-error", "server-error", "ok", "soft-404"]
    assert [p.dead for p in rows] == [False] * 5
    assert ["breaks off" in p.note for p in rows] == [False, True, True, False, False]


@pytest.mark.parametrize("merged", [1, 2, 5])
@pytest.mark.parametrize("does", ["moved", "redirected"])
def test_pages_that_became_one_are_not_lost_however_many_they_were(merged: int, does: str) -> None:
    """The site leads the old pages to the new one, and says honestly that others are not there."""
    old = [f"http://merged.example/old/twitches-{n}.html" for n in range(merged)]
    new = "http://merged.example/guide/twitches.html"
    text = "Most people feel a muscle twitch now and then, often in the eyelid or the calf, and it goes by itself."
    pages = [{"url": url, "does": does, "to": new} for url in old] + [{"url": new, "title": "Twitches", "body": text}]
    with World({"pages": pages}) as world:
        rows = probe([link(u) for u in old], known={}, network=world.network(), policy=POLICY, now=NOW, offline=False)
    assert {p.outcome for p in rows} == {does}


def test_offline_nothing_is_asked_and_nothing_forgotten(server: FaultServer) -> None:
    network = server.network()
    gone = Probe(at("gone-404"), "gone", asked_at="2026-06-30T10:00:00+00:00", dead=True, note="the site says so")
    alive = Probe(at("ok-page"), "ok", asked_at="2026-06-01T10:00:00+00:00")
    links = [link(gone.url), link(alive.url), link(at("ok-pdf")), link("mailto:a@b.example"), link("")]
    rows = probe(links, known={gone.url: gone, alive.url: alive}, network=network, policy=POLICY, now=NOW, offline=True)
    assert [r.outcome for r in rows] == ["gone", "not-checked", "not-checked", "excluded", "malformed"]
    assert rows[0].dead
    assert "last asked 2026-06-30" in rows[0].note
    assert rows[1].history == (("2026-06-01T10:00:00+00:00", "ok"),)
    down = one(at("ok-page"), replace(network, canary=(at("refused"),)))
    assert (down.outcome, down.note) == ("not-checked", "not asked: our own network is down")
    assert server.asked == []


@pytest.mark.long
def test_the_filter_asks_all_its_addresses_in_one_go(server: FaultServer, tmp_path: Path) -> None:
    """More lines than were ever worked on together: each site's rules are read once, and who asks for rest gets it."""
    pages = [at(f"site{n % 5}", f"/p/{n}.pdf") for n in range(700)]
    busy = [at("busy-long", f"/p/{n}.html") for n in range(700)]
    lines = [url for pair in zip(pages, busy, strict=True) for url in pair]
    lines[700] = json.dumps({"url": 7})
    given = {name: value for name, value in plain(server.network()).items() if value != plain(Network())[name]}
    (tmp_path / "config.yaml").write_text(json.dumps({"network": {**given, "per_host_rate": 0}}), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "citewarden", "probe", "--config", "config.yaml", "--now", NOW],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        cwd=tmp_path,
        text=True,
        timeout=100,
    )
    assert (ran.returncode, ran.stderr) == (
        2,
        'citewarden: standard input:701: not an address - give a line of text, or {"url": ...}\n',
    )
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert rows[700] == {"error": 'standard input:701: not an address - give a line of text, or {"url": ...}'}
    del rows[700], lines[700]
    assert [row["url"] for row in rows] == lines, "in their order"
    assert set(rows[0]) == set(plain(Probe("", "ok")))
    assert Counter(row["outcome"] for row in rows) == {"ok": 699, "rate-limited": 700}
    assert server.count("busy-long") == 2, "robots.txt and one page"
    assert all(server.count(f"site{n}", "/robots.txt") == 1 for n in range(5))


# -- memory --------------------------------------------------------------------------------------------------------


def remembered(links: list[Link], database: Database, **options: Any) -> list[Probe]:
    """What a run with its memory in the store shows, in the order of the links."""
    observed(links, database, **options)
    rows = memory.shown(database, [redacted(link.url) for link in links])
    return [decode(Probe, rows[redacted(link.url)]) for link in links]


def kept(database: Database) -> dict[str, Probe]:
    """Everything remembered."""
    return dict(memory.Known(database))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with store.connect(tmp_path / "state") as database:
        yield database


def test_observations_survive_the_store(database: Database) -> None:
    rows = [
        Probe(
            "http://b.example/ü",
            "moved",
            "http://c.example/",
            200,
            ((301, "http://c.example/"),),
            "d" * 64,
            asked_at=NOW,
        ),
        Probe("http://a.example/", "gone", asked_at=NOW, dead=True, history=((NOW, "gone"),), similarity=0.25),
    ]
    memory.remember(database, rows)
    assert kept(database) == {row.url: row for row in rows}
    assert list(memory.Known(database)) == ["http://a.example/", "http://b.example/ü"]
    assert memory.Known(database).get("http://z.example/") is None
    assert len(memory.Known(database)) == 2


def test_a_run_is_remembered_and_an_unchanged_one_writes_nothing(server: FaultServer, database: Database) -> None:
    links = [link(at("ok-page")), link(at("gone-404")), link("mailto:a@b.example")]
    options = {"network": server.network(), "policy": replace(POLICY, archive_lookup=False), "offline": False}
    remembered(links, database, now=NOW, **options)
    assert set(kept(database)) == {at("ok-page"), at("gone-404")}
    rows = remembered(links, database, now="2026-07-03T10:00:00+00:00", **options)
    assert rows[1].dead
    before = database.execute("select * from probe order by url")
    observed(links[:1], database, now="2026-07-03T11:00:00+00:00", **options)  # type: ignore[arg-type]
    assert database.execute("select * from probe order by url") == before, "not cited in this run, not forgotten"
    remembered(links[:1], database, now="2028-07-03T11:00:00+00:00", **options)
    assert set(kept(database)) == {at("ok-page")}


def test_what_nobody_was_asked_is_shown_and_not_kept(server: FaultServer, database: Database) -> None:
    links = [link(at("ok-page")), link(at("gone-404"))]
    options = {"network": server.network(), "policy": replace(POLICY, archive_lookup=False)}
    remembered(links[:1], database, now=NOW, offline=False, **options)
    before = kept(database)
    rows = remembered(links, database, now="2026-09-01T10:00:00+00:00", offline=True, **options)
    assert [row.outcome for row in rows] == ["not-checked", "not-checked"]
    assert kept(database) == before
    rows = remembered(links, database, now="2026-07-02T10:00:00+00:00", offline=True, **options)
    assert [row.outcome for row in rows] == ["ok", "not-checked"], "what is remembered keeps on that day"


def test_what_is_passed_over_is_what_nothing_is_new_about(server: FaultServer, tmp_path: Path) -> None:
    """The same nights with and without passing over links end in the same rows, whatever happens to them."""
    days = Link(at("gone-404"), "", (), "2026-06-01", ("2026-06-01",))
    first = [link(at("ok-page")), link(at("gone-404")), link("http://x"), link("http://u:p@h.example/"), link("http:/")]
    more = [*first[:1], days, *first[2:], link(at("ok-page", "/other.html"))]
    nights = [  # moment, links, offline, terms
        ("2026-07-01T10:00:00+00:00", first, True, "a"),
        ("2026-07-02T10:00:00+00:00", first, True, "a"),
        ("2026-07-02T12:00:00+00:00", first, False, "b"),
        ("2026-07-03T10:00:00+00:00", more, False, "b"),
        ("2026-07-04T10:00:00+00:00", more, True, "a"),
        ("2026-07-01T10:00:00+00:00", more, True, "a"),  # the clock went back
        ("2026-07-02T13:00:00Z", more, True, "a"),
        ("2026-09-05T10:00:00+00:00", more, True, "a"),
        ("2026-09-05T11:00:00+00:00", more, True, "c"),
        ("2026-09-06T10:00:00+00:00", first, False, "b"),
    ]
    options: Any = {"network": server.network(), "policy": replace(POLICY, archive_lookup=False)}
    columns = "url, row, shown"
    for _ in range(2):
        with store.connect(tmp_path / "plain") as plain, store.connect(tmp_path / "passing") as passing:
            for now, links, offline, terms in nights:
                told = observed(links, plain, now=now, offline=offline, **options)
                counted = observed(links, passing, now=now, offline=offline, terms=terms, **options)
                assert counted == told
                rows = [d.execute(f"select {columns} from probe order by url") for d in (plain, passing)]
                assert _lasting(rows[0]) == _lasting(rows[1]), now


def _lasting(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows without how long an answer took, which is another one each time."""
    return [(url, *(re.sub(r'"elapsed":[^,}]*', "", text) for text in said)) for url, *said in rows]


def test_what_is_settled_is_not_looked_up_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    links = [link("http://a.example/"), link("http://b.example/"), link("mailto:a@b.example")]
    options: Any = {"network": Network(), "policy": POLICY, "offline": True}
    observed(links, database, now=NOW, terms="a", **options)
    looked_up: set[str] = set()
    look_up = memory.look_up
    monkeypatch.setattr(memory, "look_up", lambda d, urls: looked_up.update(urls) or look_up(d, urls))

    def night(terms: str, *cited: Link, now: str = NOW) -> set[str]:
        looked_up.clear()
        observed(cited, database, now=now, terms=terms, **options)
        return set(looked_up)

    assert not night("a", *links, now="2026-08-01T10:00:00+00:00")
    other = Link("http://b.example/", "", (), "2026-07-20", ("2026-07-20",))
    assert night("a", links[0], other) == {other.url}, "it is cited as of another day"
    assert night("b", *links) == {row.url for row in links}, "other terms"
    memory.remember(database, [Probe("http://a.example/", "gone", asked_at=NOW)])
    assert night("b", *links) == {"http://a.example/"}, "it was observed"
    assert not night("b", *links)


def test_a_killed_run_goes_on_where_it_stopped(server: FaultServer, tmp_path: Path) -> None:
    urls = [*(at("ok-page", f"/p/{n}.html") for n in range(5)), at("answer-hangs")]
    code = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from citewarden import store\n"
        "from citewarden.config import Links, load\n"
        "from citewarden.model import Link\n"
        "from citewarden.stages.probe import observed\n"
        "urls, network = json.load(sys.stdin)\n"
        "network = load(overrides={'network': network}).network\n"
        "with store.connect(Path(sys.argv[1])) as database:\n"
        "    observed([Link(u, '', ()) for u in urls], database, network=network,\n"
        "             policy=Links(archive_lookup=False), now=sys.argv[2], offline=False)\n"
    )
    network = {"connect_to": dict(server.network().connect_to), "timeout": 30, "per_host_rate": 1000, "canary": []}
    state = tmp_path / "state"
    with store.connect(state):
        pass
    child = subprocess.Popen([sys.executable, "-c", code, str(state), NOW], stdin=subprocess.PIPE, text=True)
    assert child.stdin is not None
    child.stdin.write(json.dumps([urls, network]))
    child.stdin.close()
    with store.connect(state) as database:
        until = time.monotonic() + 20
        while time.monotonic() < until and len(memory.Known(database)) < 5:
            time.sleep(0.05)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        assert len(memory.Known(database)) == 5
        asked = server.count("ok-page")
        short = replace(server.network(), timeout=0.5)
        rows = remembered(
            [link(u) for u in urls],
            database,
            network=short,
            policy=replace(POLICY, archive_lookup=False),
            now="2026-07-01T10:05:00+00:00",
            offline=False,
        )
        assert [r.outcome for r in rows] == ["ok"] * 5 + ["timed-out"]
        assert server.count("ok-page") == asked, "what the killed run had learnt was not asked again"
        assert set(kept(database)) == set(urls)


def test_saving_is_asked_for_only_when_configured(server: FaultServer) -> None:
    with Client(server.network(), cache=None, now=NOW) as client:
        with pytest.raises(ConfigError, match="switched off"):
            archive([at("ok-page")], client=client)
        assert server.asked == []


def test_hosts_come_and_go_and_each_link_is_judged_by_itself(server: FaultServer, database: Database) -> None:
    urls = [at("ok-page", f"/p/{n}.pdf") for n in range(300)] + [at("gone-404", f"/p/{n}.html") for n in range(40)]
    urls += [at("shared-target", f"/a/{name}.html") for name in "vwxyz"] + ["mailto:a@b.example", "http://10.0.0.1/x"]
    old = [Probe(url, "ok", asked_at="2026-06-01T10:00:00+00:00") for url in urls[300:320]]
    memory.remember(database, reversed(old))
    options = {"network": server.network(), "policy": replace(POLICY, archive_lookup=False), "offline": False}
    counts = observed((link(url) for url in reversed(urls)), database, now=NOW, **options)  # type: ignore[arg-type]
    told = {"ok": 300, "gone": 40, "soft-404": 5}
    assert counts == {**told, "kept": 2}
    rows = [decode(Probe, row) for row in memory.shown(database, urls).values()]
    assert Counter(row.outcome for row in rows) == {**told, "excluded": 1, "malformed": 1}
    assert sum(bool(row.history) for row in rows) == 20
    assert kept(database) == {row.url: row for row in rows if row.asked_at}
    asked = len(server.asked)
    again = observed((link(u) for u in urls[:300]), database, now="2026-07-01T12:00:00+00:00", **options)  # type: ignore[arg-type]
    assert again == {"kept": 300}
    assert len(server.asked) == asked


def test_each_citation_gets_the_copy_near_to_its_own_day() -> None:
    """The same page is cited as of several days; in what company, and in which order, changes none of its copies."""
    url = "http://gone.example/page"
    shots = [{"url": url, "at": f"{year}0601000000", "title": "Twitches", "body": "x"} for year in range(2012, 2020)]
    wanted = {"2012-07-01": "2012-06-01", "2015-05": "2015-06-01", "2019-12-31": "2019-06-01", "": "2019-06-01"}

    def night(days: Sequence[str], database: Database) -> Probe:
        cited = Link(url, "", (), min(filter(None, days), default=""), tuple(sorted(days)))
        at_once = Links(dead_after_runs=1, dead_after_hours=0)
        (row,) = remembered([cited], database, network=world.network(), policy=at_once, now=NOW, offline=False)
        return row

    with World({"pages": [{"url": url, "does": "gone"}], "snapshots": shots}) as world, store.memory() as together:
        everybody = night(list(wanted), together)
        for day, at in wanted.items():
            with store.memory() as apart:
                alone = night([day], apart)
            assert alone.for_day(day) == replace(everybody.for_day(day), copies=())
            assert (alone.dead, alone.for_day(day).memento_at) == (True, at)
            assert alone.for_day(day).replacement == alone.for_day(day).memento
        asked = len(world.asked("wayback_cdx"))
        later = night(["2015-05", "2013-01-01"], together)
        assert later.for_day("2013-01-01").memento_at == "2013-06-01"
        assert later.for_day("2015-05").memento_at == "2015-06-01"
        assert len(world.asked("wayback_cdx")) == asked + 1, "what is known of a day is not asked again"
