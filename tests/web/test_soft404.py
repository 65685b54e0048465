"""A page is taken for missing by what its neighbour says, not by a phrase alone."""

from __future__ import annotations

import pytest

from citewarden.testing.faults import page
from citewarden.web.html_cues import read
from citewarden.web.sketch import similarity, sketch
from citewarden.web.soft404 import Neighbour, group, is_home, judge, neighbour, seen
from citewarden.web.urls import parse

URL = parse("http://site.example/guide/twitches.html")
GOOD = read(page("Muscle twitches"))
SORRY = read(page("Page not found", "Sorry, there is no such page. Try the search, or the menu above."))


def why(shown, beside: Neighbour, cue: str = "", url=URL) -> str:
    return judge(url, shown, sketch(shown.text), cue, beside)


def test_an_honest_site_is_believed_whatever_its_words() -> None:
    assert why(SORRY, Neighbour(known=True, honest=True), "page not found") == ""


def test_the_same_page_for_an_address_that_cannot_exist() -> None:
    beside = seen(parse("http://site.example/guide/x.html"), SORRY)
    assert "same page" in why(SORRY, beside)
    assert why(GOOD, beside) == ""


def test_the_same_place_for_an_address_that_cannot_exist() -> None:
    assert "leads to the same page" in why(GOOD, seen(URL, GOOD))


def test_a_phrase_counts_only_where_the_neighbour_is_silent_and_the_page_short() -> None:
    assert "says 'page not found'" in why(SORRY, Neighbour(), "page not found")
    assert why(read(page("Page not found", "word " * 300)), Neighbour(), "page not found") == ""
    assert why(GOOD, Neighbour()) == ""


def test_home_pages_are_exempt() -> None:
    home = parse("http://site.example/")
    assert why(SORRY, seen(home, SORRY), "page not found", home) == ""


def test_a_shell_for_scripts_proves_nothing() -> None:
    shell = read(b"<title>App</title><div id=root>Loading</div><script src=a.js></script>")
    beside = seen(parse("http://site.example/guide/x.html"), shell)
    assert why(shell, beside) == ""
    assert why(shell, beside, "page not found") != ""


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/en", "/en-GB/", "/de/index.php", "/home", "/default.aspx", "/?lang=de"]
)
def test_front_pages(path: str) -> None:
    assert is_home(parse(f"http://site.example{path}"))


@pytest.mark.parametrize("path", ["/?p=123", "/about", "/en/guide", "/index/of/things", "/a.html", "/homeopathy"])
def test_deep_pages(path: str) -> None:
    assert not is_home(parse(f"http://site.example{path}"))


def test_the_neighbour_lives_in_the_same_folder_with_the_same_kind_of_name() -> None:
    beside = neighbour(parse("http://site.example/a/b/c.html?x=1"))
    assert beside.path.startswith("/a/b/citewarden-")
    assert beside.path.endswith(".html")
    assert neighbour(parse("http://site.example/a/b/")).path.endswith("/")
    assert beside == neighbour(parse("http://site.example/a/b/c.html?x=1")), "repeatable"


def test_addresses_of_a_group_share_a_neighbour() -> None:
    assert group(parse("http://s.example/news/2014/a.html")) == group(parse("http://s.example/news/2015/b.html"))
    assert group(parse("http://s.example/news/a.html")) != group(parse("http://s.example/news/a.php"))
    assert group(parse("http://s.example/news/a")) != group(parse("http://t.example/news/a"))


def test_sketches_follow_the_jaccard_index() -> None:
    words = [f"word{i}" for i in range(1200)]

    def grams(items: list[str]) -> set[tuple[str, ...]]:
        return {tuple(items[i : i + 4]) for i in range(len(items) - 3)}

    for keep in (1200, 1000, 600, 200):
        other = words[:keep] + [f"new{i}" for i in range(1200 - keep)]
        exact = len(grams(words) & grams(other)) / len(grams(words) | grams(other))
        assert similarity(sketch(" ".join(words)), sketch(" ".join(other))) == pytest.approx(exact, abs=0.15)
    assert similarity("", "") == 1.0
    assert similarity(sketch("one two three"), "") == 0.0
    assert len(sketch(" ".join(words))) == 64 * 8
