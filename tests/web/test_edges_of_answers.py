# ruff: noqa: E501
"""Addresses, paces, neighbours and short pages at the lengths and numbers where they become something else."""

from __future__ import annotations

import re

from citewarden import config
from citewarden.errors import CitewardenError
from citewarden.web import page_kinds, rate_limit, robots, soft404
from citewarden.web.html_cues import Cues, Page, read
from citewarden.web.urls import literal, parse

CUES = Cues.of(config.lexicon("link_cues"))
URL = parse("https://www.clot.example/leaflets/warfarin-and-food")


def spelt(host: str) -> str:
    try:
        return str(literal(host))
    except CitewardenError:
        return "no"
    except ValueError:
        return "no"


def test_addresses_of_four_numbers_and_fewer() -> None:
    rows = {
        "1.2.3.255": "1.2.3.255", "1.2.3.256": "no", "255.2.3.4": "255.2.3.4", "256.2.3.4": "no", "1.2.65535": "1.2.255.255",
        "1.2.65536": "no", "1.16777215": "1.255.255.255", "1.16777216": "no", "4294967295": "255.255.255.255",
        "4294967296": "no", "010.1.1.1": "8.1.1.1", "0x7f.1": "127.0.0.1", "0X7F.1": "127.0.0.1", "0x": "0.0.0.0",
        "1.2.3.4.5": "no", "08.1": "no", "a.b": "None", "1.2.3.4.": "1.2.3.4", "0": "0.0.0.0", "1.2.3.b": "None", "b.2": "no",
    }  # fmt: skip
    assert {host: spelt(host) for host in rows} == rows


def address(text: str) -> str:
    try:
        return str(parse(text))
    except (CitewardenError, ValueError):
        return "no"


def test_ports_and_the_longest_address() -> None:
    stem = "http://a.example/"
    long = stem + "x" * (4096 - len(stem))
    rows = {
        "http://a.example:65535/": "http://a.example:65535/", "http://a.example:65536/": "no", "http://a.example:0/": stem,
        "http://a.example:80/": stem, "https://a.example:443/x": "https://a.example/x",
        "http://a.example:443/": "http://a.example:443/", long: long, long + "x": "no",
    }  # fmt: skip
    assert {text: address(text) for text in rows} == rows


def test_what_a_site_is_asked_for_that_it_cannot_have() -> None:
    rows = {
        "https://a.example/x": "/#", "https://a.example/a/x.html": "/a/#.html", "https://a.example/a/b/c/x.PDF": "/a/b/#.pdf",
        "https://a.example/a/b/": "/a/#/", "https://a.example/": "/#/", "https://a.example/a/view?id=7": "/a/#",
        "https://a.example/index.php?id=7": "/index.php?id=987654321", "https://a.example/show.php?idx=7": "/#.php",
        "https://a.example/a/?q=1&p=12": "/a/?q=1&p=987654321", "https://a.example/show.php?name=7": "/#.php",
    }  # fmt: skip
    found = {text: soft404.neighbour(parse(text)) for text in rows}
    assert {text: re.sub(r"citewarden-[0-9a-f]{16}", "#", other) for text, other in found.items()} == rows


def test_the_pace_that_an_answer_asks_for() -> None:
    def learnt(limit: str = "", interval: str = "", at_once: str = "") -> tuple[float, int]:
        pace = rate_limit.RateLimit(10, 4)
        said = {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval, "x-concurrency-limit": at_once}
        pace.learn({name: value for name, value in said.items() if value})
        return round(pace.rate, 4), pace.concurrency

    rows = {
        (): (10, 4), ("5",): (5, 4), ("50",): (10, 4), ("50", "10s"): (5, 4), ("1", "2m"): (0.0167, 4), ("1", "50m"): (0.0167, 4),
        ("1", "500ms"): (2, 4), ("3600", "1h"): (1, 4), ("5", "soon"): (5, 4), ("0",): (10, 4), ("x",): (10, 4),
        ("", "", "2"): (10, 2), ("", "", "9"): (10, 4), ("", "", "0.5"): (10, 1), ("", "", "0"): (10, 4),
    }  # fmt: skip
    assert {said: learnt(*said) for said in rows} == rows
    pace = rate_limit.RateLimit(0, 0)
    assert (pace.rate, pace.concurrency) == (0.01, 1)
    for rests in (False, False, True):
        pace.failed("down")
        assert (pace.resting, pace.why) == (rests, "down" * rests)
    again = rate_limit.RateLimit(1, 1)
    for event in (again.failed, again.failed, lambda _: again.succeeded(), again.failed, again.failed):
        event("down")
    assert not again.resting


def test_how_long_an_answer_asks_to_wait() -> None:
    date = "Wed, 21 Oct 2015 07:28:00 GMT"
    rows = {
        "": 0,
        "7": 7,
        "-3": 0,
        "nan": 0,
        "soon": 0,
        "1e20": 1e15,
        date: 0,
        date.replace("00 GMT", "30 GMT"): 30,
        date.replace("28", "27"): 0,
    }
    assert {said: rate_limit.retry_after({"retry-after": said, "date": date}) for said in rows} == rows
    assert rate_limit.retry_after({"retry-after": date}) == rate_limit.retry_after({}) == 0


def test_which_rule_of_a_site_counts() -> None:
    rows = {
        "Disallow: /a": ("/a", "/a/b", "/a/bc", "/ab", "/ac", "/abcd"), "Disallow: /a$": ("/a",), "Disallow: /a*c": ("/a/bc", "/ac", "/abcd"),
        "Disallow: /a*c$": ("/a/bc", "/ac"), "Disallow: *b": ("/a/b", "/a/bc", "/ab", "/abcd"), "Disallow: /a/\nAllow: /a/b": (),
        "Disallow: /a/b\nAllow: /a/": ("/a/b", "/a/bc"), "Disallow: /a/b\nAllow: /a/b": (), "Disallow:": (), "Disallow /a": (),
        "Disallow: /ab\nUser-agent: other\nDisallow: /a": ("/ab", "/abcd"),
        "User-agent: two\nDisallow: /a/": ("/a/b", "/a/bc"),
    }  # fmt: skip
    asked = ("/a", "/a/b", "/a/bc", "/ab", "/ac", "/abcd", "/robots.txt")
    found = {said: robots.parse(f"User-agent: *\n{said}\n".encode(), "citewarden") for said in rows}
    assert {said: tuple(path for path in asked if not rules.allows(path)) for said, rules in found.items()} == rows
    delays = {"": 0, "Crawl-delay: 2.5": 2.5, "Crawl-delay: -1": 0, "Crawl-delay: soon": 0}
    assert {said: robots.parse(f"User-agent: *\n{said}\n".encode(), "citewarden").delay for said in delays} == delays


def page(inner: str) -> Page:
    head = "<head><title>Warfarin and food - Clots</title><script>1</script></head>"
    return read(
        f"<html lang=en>{head}<body><nav><button>menu</button>Menu</nav><h1>Warfarin and food</h1>{inner}"
        "<div id=root></div><footer>Imprint</footer></body></html>".encode()
    )


SENTENCE = "Warfarin thins blood and food counts. "


def test_what_is_looked_at_in_a_page() -> None:
    """What its features tell of its size and its words; the words themselves are the model's."""
    rows = {
        "<p>Eat greens.</p>": "common=3 named=True_True_own=0 own=1 strange=3_4 words=1",
        "<form><p>Log in here</p><input type=password><button>Go</button></form>": "common=3 named=True_True_own=0 own=0 strange=3_3 words=0",
        f"<p>{SENTENCE * 6}</p><img src=x>": "common=3 named=True_True_own=2 own=4 strange=3_4 words=4",
        f"<p>{SENTENCE * 25}</p>": "common=3 named=True_True_own=2 own=4 strange=3_4 words=7",
    }
    words = frozenset(("and", "in", "log"))
    found = [page_kinds.features(page(inner), URL, CUES, words) for inner in rows]
    told = [
        " ".join(
            sorted(
                n.replace(" ", "_") for n in names if re.match(r"words=|own=|common=|named=.* own=|strange=\d \d", n)
            )
        )
        for names in found
    ]
    assert dict(zip(rows, told, strict=True)) == rows
    others = ("asks", "mount", "password", "scripts", "no heading", "no title")
    assert [[name for name in others if name in names] for names in found] == [
        ["mount", "scripts"],
        ["asks", "mount", "password", "scripts"],
        ["mount"],
        ["mount"],
    ]
    counts = [(p.words, p.asks, p.password, p.media, p.mount, p.scripts) for p in map(page, rows)]
    assert counts == [
        (5, False, False, False, True, 1),
        (3, True, True, False, True, 1),
        (39, False, False, True, True, 1),
        (153, False, False, False, True, 1),
    ]
    assert page("").heads == ("warfarin and food", "warfarin and food - clots", "clots")


def test_runs_of_a_page_that_may_be_notices() -> None:
    rows = {3: 0, 4: 1, 40: 1, 41: 0}
    assert {n: len([*page_kinds.notices(page(f"<p>{'gone ' * n}</p>"), CUES)]) for n in rows} == rows
    assert page_kinds.stems("warfarins 404 77 page ไม่พบ") == ["warfar", "404", "#", "page", "ไม", "ม่", "่พ", "พบ"]
