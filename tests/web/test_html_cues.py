"""What is read of a page, and the words that give a bad page away."""

from __future__ import annotations

import pytest

from citewarden import config
from citewarden.testing.faults import page
from citewarden.web.html_cues import Cues, has_anchor, read
from citewarden.web.judgement import unfilled

CUES = Cues.of(config.lexicon("link_cues"))


def test_main_text_leaves_out_navigation_scripts_and_comments() -> None:
    body = page(
        "Twitches", "They are <b>common</b>.", body="<script>var x=1</script><!-- hidden --><p>And harmless.</p>"
    )
    found = read(body)
    assert found.title == found.heading == "Twitches"
    assert found.text == "Twitches They are common . And harmless."


@pytest.mark.parametrize(
    ("content", "to"),
    [
        ("0; url=/new.html", "/new.html"),
        ("0;URL='../new.html'", "../new.html"),
        ("1.5, /new.html", "/new.html"),
        ("300; url=/news.html", ""),
        ("5", ""),
        ("soon", ""),
    ],
)
def test_meta_refresh(content: str, to: str) -> None:
    assert read(f'<html><head><meta http-equiv="Refresh" content="{content}"></head></html>'.encode()).refresh == to


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("<p>müde</p>".encode(), "", "müde"),
        ("<p>müde</p>".encode("latin-1"), "text/html; charset=iso-8859-1", "müde"),
        ('<meta charset="windows-1252"><p>“müde”</p>'.encode("cp1252"), "", "“müde”"),
        ("<p>müde</p>".encode()[:5] + b"\xc3", "", "m"),
        (b"<p>x</p>", "text/html; charset=no-such-code", ""),
    ],
)
def test_encodings(body: bytes, kind: str, text: str) -> None:
    assert read(body, kind).text.startswith(text)


@pytest.mark.parametrize("body", [b"", b"   ", b"\x00\x01", b"<" * 5000, b"<div>" * 5000, b"<?xml version='1.0'?>"])
def test_anything_can_be_read(body: bytes) -> None:
    assert read(body, anchors=True).anchors is not None


def test_places_in_a_page() -> None:
    found = read(b"<h2 id=causes></h2><a name='m%C3%BCde'></a><p id='\xc3\xbcber'></p>", anchors=True)
    for there in ("causes", "top", "", "über", "%C3%BCber", "m%C3%BCde", ":~:text=harmless", "!/route", "page=3"):
        assert has_anchor(found, there), there
    assert not has_anchor(found, "treatment")
    assert has_anchor(read(b"<p></p>"), "treatment"), "anchors were not asked for"


def test_words_for_missing_pages_count_in_titles_and_short_pages() -> None:
    assert CUES.missing_in(read(page("Page not found")))
    assert CUES.missing_in(read(page("Sorry", "The page you are looking for is not here.")))
    long = "Twitches are common. " * 60 + "A page not found answer is something else."
    assert not CUES.missing_in(read(page("Twitches", long)))
    assert not CUES.missing_in(read(page("Study 404", "A trial with 404 people.")))


def test_words_for_lapsed_domains_and_walls() -> None:
    assert CUES.parked_in(read(page("x.example", "This domain is for sale!")))
    assert not CUES.parked_in(read(page("Twitches")))
    assert CUES.parking_host("www.sedoparking.com")
    assert not CUES.parking_host("notdan.com")
    assert CUES.bot_wall_in(read(page("Just a moment...", "")))
    assert CUES.bot_wall_in(read(page("Health", "Loading", body="<div id='px-captcha'></div>")))
    assert not CUES.bot_wall_in(read(page("Just a moment of rest", "word " * 300)))
    assert not CUES.bot_wall_in(read(page("Twitches")))


def test_sign_in_addresses() -> None:
    for there in ("/account/login", "/user/sign-in", "/idp/profile/SAML2", "/wp-login.php", "/Login.aspx"):
        assert CUES.login("www.example.org", there), there
    assert CUES.login("sso.example.org", "/")
    for elsewhere in (
        "/blogins/x",
        "/assign-in-time",
        "/lessons",
        "/gossip",
        "/sign-in-language",
        "/login-fatigue.html",
    ):
        assert not CUES.login("www.example.org", elsewhere), elsewhere
    assert not CUES.login("login.org", "/guide")


def test_a_shell_for_scripts_is_hollow() -> None:
    shell = read(b"<html><title>App</title><body><div id=root></div><script src=a.js></script></body></html>")
    assert unfilled(shell, CUES)
    assert not unfilled(read(page("Twitches")), CUES)
