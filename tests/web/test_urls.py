"""An address is taken apart as a careful browser would do it, or refused with a reason."""

from __future__ import annotations

import pytest

from citewarden.web.urls import ExcludedError, MalformedError, confusable, join, literal, parse, redacted


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("HTTP://WWW.Example.ORG", "http://www.example.org/"),
        ("https://example.org:443/a b?q=ü#x", "https://example.org/a%20b?q=%C3%BC"),
        ("http://example.org:8080/%7Ea/%zz", "http://example.org:8080/%7Ea/%zz"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://faß.example/", "http://xn--fa-hia.example/"),
        ("http://example.org./", "http://example.org/"),
        ("http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x"),
        (" https://exam\nple.org/\t", "https://example.org/"),
        ("http:\\\\example.org\\a", "http://example.org/a"),
        ("http://my_site.example.org/", "http://my_site.example.org/"),
    ],
)
def test_normal_form(text: str, address: str) -> None:
    assert parse(text).address == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("guide/page.html", "relative"),
        ("//example.org/x", "relative"),
        ("http://", "no host"),
        ("http://exa mple.org/", "host name"),
        ("http://-x.example/", "host name"),
        ("http://example.org:port/", "cannot be read"),
        ("http://example.org:99999/", "cannot be read"),
        ("http://[::1/", "cannot be read"),
        ("https://user:secret@example.org/", "password"),
        ("https://user@example.org/", "password"),
        ("http://example.org/" + "a" * 8000, "8,019 characters"),
    ],
)
def test_malformed_addresses_say_why(text: str, why: str) -> None:
    with pytest.raises(MalformedError, match=why) as caught:
        parse(text)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["mailto:a@b.org", "tel:123", "javascript:void(0)", "data:,x", "file:///x", "ftp://x.org/"]
)
def test_kinds_that_are_not_asked(text: str) -> None:
    with pytest.raises(ExcludedError):
        parse(text)


def test_redirect_targets_are_seen_from_the_page() -> None:
    base = parse("http://example.org/a/b.html#part")
    assert join(base, "../c.html") == "http://example.org/c.html#part"
    assert join(base, "/c.html#other") == "http://example.org/c.html#other"
    assert join(base, "//else.example/x") == "http://else.example/x#part"
    assert parse(join(base, "/müde.html")).target == "/m%C3%BCde.html"


def test_credentials_never_show() -> None:
    assert redacted("https://user:secret@example.org/x?y=@z") == "https://example.org/x?y=@z"
    assert redacted("http://a:b@c@example.org/") == "http://example.org/"
    assert redacted("https://example.org/@name") == "https://example.org/@name"
    assert redacted("mailto:desk@example.org") == "mailto:desk@example.org"


@pytest.mark.parametrize(("host", "ip"), [("127.1", "127.0.0.1"), ("0x7f.0.0.1", "127.0.0.1"), ("8.8.2056", "8.8.8.8")])
def test_literals_in_every_spelling(host: str, ip: str) -> None:
    assert str(literal(host)) == ip


def test_names_that_begin_like_numbers_are_names() -> None:
    assert literal("1.2.3.4.example") is None
    assert literal("0x.example.org") is None


def test_look_alike_names_are_pointed_out() -> None:
    assert "mixes Cyrillic and Latin" in confusable(parse("http://p\u0430ypal.example/").host)
    assert "look Latin" in confusable(parse("http://\u0441\u0430\u0440\u0435.example/").host)
    assert confusable(parse("http://bücher.example/").host) == ""
    assert confusable(parse("http://здоровье.example/").host) == ""
