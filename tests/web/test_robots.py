"""robots.txt is read as RFC 9309 says."""

from __future__ import annotations

from citewarden.web.robots import parse


def test_the_longest_rule_decides_and_allow_wins_a_tie() -> None:
    rules = parse(b"User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /a/b/c\n", "citewarden")
    assert not rules.allows("/a/x")
    assert rules.allows("/a/b/x")
    assert rules.allows("/a/b/c")
    assert rules.allows("/other")


def test_a_group_of_our_own_replaces_the_one_for_everybody() -> None:
    text = b"user-agent: *\ndisallow: /\n\nUser-Agent: other\nUser-agent: Citewarden/2\nDisallow: /secret # staff\n"
    assert parse(text, "citewarden").allows("/page")
    assert not parse(text, "citewarden").allows("/secret/x")
    assert not parse(text, "someone").allows("/page")


def test_wildcards_and_ends() -> None:
    rules = parse(b"User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print\n", "citewarden")
    assert not rules.allows("/files/a.pdf")
    assert rules.allows("/files/a.pdf?x=1")
    assert not rules.allows("/a.pdf.pdf")
    assert not parse(b"User-agent: *\nDisallow: /x$\n", "citewarden").allows("/x")
    assert parse(b"User-agent: *\nDisallow: /x$\n", "citewarden").allows("/xy")
    assert not rules.allows("/a/b/print/c")


def test_escapes_are_compared_decoded() -> None:
    rules = parse("User-agent: *\nDisallow: /müde\n".encode(), "citewarden")
    assert not rules.allows("/m%C3%BCde/x")
    assert not rules.allows("/m%c3%bcde/x")


def test_empty_and_broken_files_forbid_nothing() -> None:
    for body in (b"", b"<html>404</html>", b"Disallow: /\n", b"User-agent: *\nDisallow:\n", b"\xff\xfe\x00"):
        assert parse(body, "citewarden").allows("/page")


def test_crawl_delay() -> None:
    assert parse(b"User-agent: *\nCrawl-delay: 2.5\n", "citewarden").delay == 2.5
    assert parse(b"User-agent: *\nCrawl-delay: soon\nDisallow: /x\n", "citewarden").delay == 0.0


def test_a_hostile_pattern_takes_no_time() -> None:
    rules = parse(b"User-agent: *\nDisallow: /" + b"a*" * 30 + b"b$\n", "citewarden")
    assert rules.allows("/" + "a" * 40)
