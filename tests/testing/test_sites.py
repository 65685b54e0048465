"""What a cited site can do to a visitor."""

from __future__ import annotations

import pytest

from citewarden.testing.world import World

PAGES = [
    {"url": "http://a.example/ok", "title": "Cramps & <more>", "body": "One.\n\n## Two\n- three\n- four"},
    {"url": "http://a.example/missing", "does": "missing"},
    {"url": "http://a.example/gone", "does": "gone"},
    {"url": "http://a.example/moved", "does": "moved", "to": "/ok"},
    {"url": "http://a.example/redirected", "does": "redirected", "to": "http://b.example/ok"},
    {"url": "http://a.example/home", "does": "moved-home"},
    {"url": "http://a.example/loop", "does": "loop"},
    {"url": "http://a.example/soft", "does": "soft-404"},
    {"url": "http://a.example/wall", "does": "blocked"},
    {"url": "http://a.example/login-first", "does": "login"},
    {"url": "http://a.example/busy", "does": "rate-limited", "retry_after": 3600},
    {"url": "http://a.example/broken", "does": "server-error"},
    {"url": "http://a.example/refresh", "does": "refresh", "to": "/ok"},
    {"url": "http://a.example/sold", "does": "parked"},
    {"url": "http://a.example/file.pdf", "media": "application/pdf", "body": "%PDF-1.4"},
    {"url": "http://a.example/drift", "body": "Old words.", "nights": {2: {"body": "New words."}, 3: {"does": "gone"}}},
]


@pytest.fixture
def sites(bare_world: World) -> World:
    """A site with a page of every kind."""
    bare_world.add(
        pages=PAGES, sites=[{"host": "soft.example", "soft": True, "robots": "User-agent: *\nDisallow: /x\n"}]
    )
    return bare_world


@pytest.mark.parametrize(
    ("path", "status", "header"),
    [
        ("/ok", 200, {}),
        ("/missing", 404, {}),
        ("/gone", 410, {}),
        ("/moved", 301, {"location": "http://a.example/ok"}),
        ("/redirected", 302, {"location": "http://b.example/ok"}),
        ("/home", 301, {"location": "http://a.example/"}),
        ("/loop", 302, {"location": "http://a.example/loop"}),
        ("/soft", 200, {}),
        ("/wall", 403, {"cf-mitigated": "challenge"}),
        ("/login-first", 302, {"location": "http://a.example/login?return=/login-first"}),
        ("/busy", 429, {"retry-after": "3600"}),
        ("/broken", 503, {}),
        ("/refresh", 200, {}),
        ("/sold", 200, {}),
        ("/file.pdf", 200, {"content-type": "application/pdf"}),
        ("/unheard-of", 404, {}),
        ("/", 200, {}),
        ("/robots.txt", 200, {"content-type": "text/plain"}),
    ],
)
def test_status_and_headers(sites: World, ask, path: str, status: int, header: dict[str, str]) -> None:
    got = ask(sites, path, host="a.example")
    assert got.status == status
    assert {name: got.headers[name] for name in header} == header


def test_a_page_is_escaped_and_whole(sites: World, ask) -> None:
    text = ask(sites, "/ok", host="a.example").text
    assert "<h1>Cramps &amp; &lt;more&gt;</h1>" in text
    assert "<h2>Two</h2>" in text
    assert "<li>three</li><li>four</li>" in text
    assert "<nav>" in text


def test_a_soft_site_never_says_404(sites: World, ask) -> None:
    got = ask(sites, "/anything", host="soft.example")
    assert got.status == 200
    assert "could not find the page" in got.text
    assert "Disallow: /x" in ask(sites, "/robots.txt", host="soft.example").text


def test_nights_change_pages(sites: World, ask) -> None:
    def drift() -> tuple[int, bool, bool]:
        got = ask(sites, "/drift", host="a.example")
        return got.status, "Old words." in got.text, "New words." in got.text

    seen = []
    for sites.night in (1, 2, 3):
        seen.append(drift())
    assert seen == [(200, True, False), (200, False, True), (410, False, False)]


def test_a_head_has_the_headers_without_the_body(sites: World, ask) -> None:
    got = ask(sites, "/ok", host="a.example", method="HEAD")
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["content-length"]) > 100


def test_a_doi_leads_to_a_landing_page_with_its_tags(demo_world: World, ask) -> None:
    got = ask(demo_world, "/doi/10.5555/exjc.2021.88", host="press.example")
    assert '<meta name="citation_doi" content="10.5555/exjc.2021.88">' in got.text
    assert ask(demo_world, "/40/v1", host="data-archive.example").status == 200
    assert ask(demo_world, "/lancet/S0140673697110960", host="walled-press.example").status == 403


def test_a_page_that_does_nonsense_is_a_mistake_in_the_records(sites: World) -> None:
    from citewarden.testing.exchange import Request
    from citewarden.testing.sites import answer

    sites.add(pages=[{"url": "http://a.example/odd", "does": "dance"}])
    with pytest.raises(ValueError, match="dance"):
        answer(Request("a.example", "GET", "a.example", "/odd"), sites.records)
