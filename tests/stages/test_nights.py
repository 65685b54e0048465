"""A link over many nights: what a site did each night, and what is said of it. Nobody sleeps; the dates are made up.

A row tells one site's nights: "day weather outcome", with "!" where the link is dead by then. Weathers are cases of the
fault server; "down" is our own network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from citewarden import store
from citewarden.config import Links
from citewarden.model import Link, Probe
from citewarden.stages.probe import observed
from citewarden.store import links
from citewarden.store.codec import decode
from citewarden.testing.faults import DOMAIN, FaultServer

FIRST = datetime.fromisoformat("2026-07-01T02:00:00+00:00")
POLICY = Links(archive_lookup=False, alive_days=0, blocked_days=0)
MONTH = ("0", "8", "16", "24", "31")


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def over_a_month(*weathers: str) -> str:
    """Five nights in 31 days of silence, the last of which makes the link dead."""
    told = {"refused": "refused", "answer-empty": "not-http", "loop": "bad-redirect", "answer-hangs": "timed-out"}
    nights = [f"{day} {w} {told[w]}" for day, w in zip(MONTH, weathers, strict=True)]
    return f"{', '.join(nights)}!"


LOST = {
    "a second night": "0 gone-404 gone, 1 gone-404 gone!",
    "a second night, not a second run": "0 gone-410 gone, 0.1 gone-410 gone, 0.9 gone-410 gone, 1 gone-410 gone!",
    "a page for all": "0 soft-404-words soft-404, 1 soft-404-words soft-404!",
    "a page for all by redirect": "0 soft-404-redirect soft-404, 2 soft-404-redirect soft-404!",
    "a page that says so": "0 missing-honest soft-404, 1 missing-honest soft-404!",
    "for sale": "0 parked-expired parked, 1 parked-expired parked!",
    "a name that is gone": "0 no-host no-host, 1 no-host no-host!",
    "lost in one way, then in another": "0 gone-404 gone, 1 soft-404-words soft-404!, 2 parked-expired parked!",
    "lapsed and then sold": "0 no-host no-host, 30 parked-expired parked!",
    "a wall between": "0 gone-404 gone, 1 wall-cloudflare blocked, 2 gone-404 gone!",
    "a fault between": "0 gone-404 gone, 1 broken server-error, 2 gone-404 gone!",
    "our own outage between": "0 gone-404 gone, 1 down not-checked, 2 gone-404 gone!",
    "our own outage is no night": "0 gone-404 gone, 1 down not-checked, 2 down not-checked",
    "dead stays dead while we are out": "0 gone-404 gone, 1 gone-404 gone!, 2 down gone!, 3 gone-404 gone!",
    "a name server that fails between": "0 no-host no-host, 1 servfail unreachable, 2 no-host no-host!",
    "back to life": "0 gone-404 gone, 1 gone-404 gone!, 2 ok-page ok, 3 gone-404 gone, 4 gone-404 gone!",
    "moved and alive again": "0 gone-404 gone, 1 to-https moved, 2 gone-404 gone",
    "flapping": "0 gone-404 gone, 1 ok-page ok, 2 gone-404 gone, 3 ok-page ok, 4 no-host no-host, 5 ok-page ok",
    "flapping by the hour": "0 gone-404 gone, 0.2 ok-page ok, 1 gone-404 gone, 1.2 ok-page ok, 2 gone-404 gone",
    "the clock set back": "0 gone-404 gone, -2 gone-404 gone, -1.5 gone-404 gone",
    "the clock set back and right again": "0 gone-404 gone, -2 gone-404 gone, 1 gone-404 gone!",
    "a life seen under a wrong clock": "9 ok-page ok, 0 gone-404 gone, 0.5 gone-404 gone, 1 gone-404 gone!",
}
SILENT = {
    "refused for a month": over_a_month(*["refused"] * 5),
    "no answer for a month": over_a_month(*["answer-hangs"] * 5),
    "no HTTP for a month": over_a_month(*["answer-empty"] * 5),
    "in circles for a month": over_a_month(*["loop"] * 5),
    "one way and another": over_a_month("refused", "answer-empty", "loop", "answer-hangs", "refused"),
    "often, but not for long": ", ".join(f"{day} refused refused" for day in range(12)),
    "for long, but not often": "0 refused refused, 20 refused refused, 40 refused refused, 60 refused refused",
    "five runs of two nights": "0 refused refused, 0.1 refused refused, 0.2 refused refused, 40 refused refused",
    "an answer between": "0 loop bad-redirect, 8 loop bad-redirect, 16 wall-cloudflare blocked, 24 loop bad-redirect,"
    " 32 loop bad-redirect, 40 loop bad-redirect",
    "an outage of our own is no night of theirs": "0 refused refused, 8 down not-checked, 16 refused refused,"
    " 24 down not-checked, 32 refused refused",
    "a host that comes back": f"{over_a_month(*['refused'] * 5)}, 32 ok-page ok, 33 refused refused",
    "lost after silence": "0 refused refused, 8 refused refused, 16 gone-404 gone, 17 gone-404 gone!",
    "silence after a loss is counted with it": "0 gone-404 gone, 8 refused refused, 16 refused refused,"
    " 24 refused refused, 31 refused refused!",
    "flapping": ", ".join(f"{8 * n} {'refused refused' if n % 2 else 'ok-page ok'}" for n in range(9)),
}
NEVER = {
    "a name server that fails": ", ".join(f"{8 * n} servfail unreachable" for n in range(9)),
    "a fault of the site": ", ".join(f"{8 * n} broken server-error" for n in range(7)),
    "first a page, then a fault": "0 ok-page ok, " + ", ".join(f"{8 * n} broken server-error" for n in range(1, 8)),
    "a connection that breaks": ", ".join(f"{8 * n} reset-before reset" for n in range(7)),
    "a wall": ", ".join(f"{8 * n} wall-cloudflare blocked" for n in range(7)),
    "a wall that answers 200": ", ".join(f"{8 * n} wall-press blocked" for n in range(7)),
    "a sign-in": ", ".join(f"{8 * n} members-only restricted" for n in range(7)),
    "closed for a while": ", ".join(f"{8 * n} closed-title server-error" for n in range(7)),
    "asked to wait": ", ".join(f"{8 * n} busy-long rate-limited" for n in range(7)),
    "closed, and open again": "0 ok-page ok, 1 closed-503 server-error, 2 closed-503 server-error, 9 ok-page ok",
}
SECURE = {
    "a certificate that has run out": ", ".join(f"{8 * n} tls-expired tls" for n in range(7)),
    "run out, and renewed": "0 tls-good ok, 1 tls-expired tls, 2 tls-expired tls, 3 tls-good ok",
    "of another name, then a page that is gone": "0 tls-wrong-host tls, 1 gone-404 gone, 2 gone-404 gone!",
    "gone, and then run out": "0 gone-404 gone, 1 tls-expired tls, 2 gone-404 gone!",
}
ROBOTS = {
    "shut out, and let in again": "0 ok-page ok, 1 robots-forbids disallowed, 30 robots-forbids disallowed,"
    " 31 ok-page ok",
    "shut out of a page that was gone": "0 gone-404 gone, 1 robots-forbids disallowed, 2 robots-forbids disallowed",
    "gone behind it": "0 robots-forbids disallowed, 1 gone-404 gone, 2 gone-404 gone!",
}
SITES = {
    **{f"{name}, http": ("http", "/guide/twitches.html", row) for name, row in {**LOST, **SILENT, **NEVER}.items()},
    **{f"{name}, https": ("https", "/guide/twitches.html", row) for name, row in SECURE.items()},
    **{f"{name}, robots": ("http", "/private/a.html", row) for name, row in ROBOTS.items()},
}


@pytest.mark.parametrize(("scheme", "path", "nights"), SITES.values(), ids=SITES)
def test_what_is_said_night_by_night(
    server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, path: str, nights: str
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(server.authority))
    said = []
    for day, weather, _ in (night.split() for night in nights.split(",")):
        row = night_of(server, f"{scheme}://site.{DOMAIN}{path}", weather, float(day), tmp_path)
        said.append(f"{day} {weather} {row.outcome}{'!' if row.dead else ''}")
    assert ", ".join(said) == nights


def night_of(server: FaultServer, url: str, weather: str, day: float, memory: Path, policy: Links = POLICY) -> Probe:
    """What is said of a link on one night."""
    server.tonight = {"site": weather}
    network = replace(server.network(), retries=0, timeout=0.4 if "hangs" in weather else 5.0)
    if weather == "down":
        network = replace(network, connect_to={f"*.{DOMAIN}": "SERVFAIL"})
    now = (FIRST + timedelta(days=day)).isoformat()
    with store.connect(memory) as database:
        observed([Link(url, "", ())], database, network=network, policy=policy, now=now, offline=False)
        return decode(Probe, links.shown(database, [url])[url])


def test_a_site_is_left_alone_until_it_said_to_come_back(server: FaultServer, tmp_path: Path) -> None:
    url = f"http://site.{DOMAIN}/guide/twitches.html"
    asked = []
    for hours in (0, 0.5, 0.9, 1.1, 24):
        before = server.count("site")
        row = night_of(server, url, "busy-long", hours / 24, tmp_path)
        asked.append(server.count("site") > before)
        assert (row.outcome, row.dead) == ("rate-limited", False)
    assert asked == [True, False, False, True, True]


def test_an_unsure_answer_is_asked_about_again_and_a_sure_one_keeps(server: FaultServer, tmp_path: Path) -> None:
    url, asked = f"http://site.{DOMAIN}/guide/twitches.html", []
    for day, weather in ((0, "gone-404"), (0.1, "ok-page"), (1, "gone-404"), (2, "gone-404"), (10, "gone-404")):
        before = server.count("site")
        row = night_of(server, url, weather, day, tmp_path, Links(archive_lookup=False))
        asked.append((server.count("site") > before, row.outcome))
    assert asked == [(True, "gone"), (True, "ok"), (False, "ok"), (False, "ok"), (True, "gone")]
