"""A page is taken for missing by what its neighbour says, or by what it says itself and nothing else."""

from __future__ import annotations

import pytest

from citewarden import config
from citewarden.testing.faults import page
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, missing
from citewarden.web.minhash import similarity, sketch
from citewarden.web.moves import is_home
from citewarden.web.soft404 import Neighbour, neighbour, seen
from citewarden.web.urls import parse

URL = parse("http://site.example/guide/twitches.html")
GOOD = read(page("Muscle twitches"))
SORRY = read(page("Page not found", "Sorry, there is no such page. Try the search, or the menu above."))


CUES = Cues.of(config.lexicon("link_cues"))
HONEST = Neighbour(known=True, honest=True)


def why(shown, beside: Neighbour, url=URL) -> str:
    found = missing(Sight(url, url, page=shown), sketch(shown.text), beside, CUES)
    return found.note if found is not None else ""


def test_an_honest_site_is_believed_unless_its_page_says_nothing_but_that_it_is_missing() -> None:
    assert "says 'Page not found'" in why(SORRY, HONEST)
    assert why(GOOD, HONEST) == ""
    about = page("Page not found: what it means", "Page not found is what a server says when it has no such page.")
    named = parse("http://site.example/guide/what-page-not-found-means.html")
    found = missing(Sight(named, named, page=read(about)), "", HONEST, CUES)
    assert found is None or found.outcome == "blocked"


def test_the_same_page_for_an_address_that_cannot_exist() -> None:
    beside = seen(parse("http://site.example/guide/x.html"), SORRY)
    assert "same page" in why(SORRY, beside)
    assert why(GOOD, beside) == ""


def test_the_same_place_for_an_address_that_cannot_exist() -> None:
    other = read(page("Bad breath"))
    assert "leads to the same page" in why(other, seen(URL, other))
    assert why(GOOD, seen(URL, GOOD)) == "", (
        "it names what its address names: it is the page, wherever else it is shown"
    )


def test_words_count_only_on_a_page_that_has_little_else() -> None:
    assert "says 'Page not found'" in why(SORRY, Neighbour())
    assert why(read(page("Page not found: a history", "word " * 300)), Neighbour()) == ""
    assert why(GOOD, Neighbour()) == ""


def test_home_pages_are_exempt() -> None:
    home = parse("http://site.example/")
    assert why(SORRY, seen(home, SORRY), home) == ""


def test_a_shell_for_scripts_proves_nothing() -> None:
    shell = read(b"<title>App</title><div id=root>Loading</div><script src=a.js></script>")
    beside = seen(parse("http://site.example/guide/x.html"), shell)
    assert "not seen" in why(shell, beside), "it is not lost, and not seen"
    assert why(shell, HONEST) == ""
    said = read(b"<title>Page not found</title><div id=root>Loading</div><script src=a.js></script>")
    assert why(said, beside) != ""


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/index.html", "/en", "/en-GB/", "/de/index.php", "/home", "/default.aspx", "/?lang=de"),
        *("/content/trust/en/home.html", "/web/guest/home", "/Pages/default.aspx"),
    ],
)
def test_front_pages(path: str) -> None:
    assert is_home(parse(f"http://site.example{path}"))


@pytest.mark.parametrize(
    "path",
    [
        *("/?p=123", "/about", "/en/guide", "/index/of/things", "/a.html", "/homeopathy"),
        *("/ds?entity=1", "/lp?src=a", "/content/home/care", "/pages/home-care", "/qa/"),
    ],
)
def test_deep_pages(path: str) -> None:
    assert not is_home(parse(f"http://site.example{path}"))


def beside(address: str) -> str:
    url = parse(address)
    return url.at(neighbour(url)).address


def test_the_neighbour_lives_in_the_same_folder_with_the_same_kind_of_name() -> None:
    found = neighbour(parse("http://site.example/a/b/c.html?x=1"))
    assert found.startswith("/a/b/citewarden-")
    assert found.endswith(".html")
    assert neighbour(parse("http://site.example/a/b/")).endswith("/")
    assert found == neighbour(parse("http://site.example/a/b/c.html?x=1")), "repeatable"


def test_one_neighbour_whichever_of_a_folder_is_asked_first() -> None:
    assert beside("http://s.example/news/all/a.html") == beside("http://s.example/news/all/b.HTML?page=2")
    assert beside("http://s.example/news/2014/05/a") == beside("http://s.example/news/2014/06/b"), "deep enough"
    assert beside("http://s.example/news/all/a/") == beside("http://s.example/news/all/b/")
    assert beside("http://s.example/news/a.html") != beside("http://s.example/news/a.php")
    assert beside("http://s.example/news/one/a") != beside("http://s.example/news/two/a")
    assert beside("http://s.example/news/a") != beside("http://t.example/news/a")


def test_a_number_in_the_query_that_names_a_page_is_what_the_neighbour_changes() -> None:
    assert beside("http://s.example/article.php?id=17&lang=en") == "http://s.example/article.php?id=987654321&lang=en"
    assert beside("http://s.example/?p=123") == "http://s.example/?p=987654321"
    assert beside("http://s.example/view.aspx?ArticleID=5") == beside("http://s.example/view.aspx?ArticleID=6")
    for place in ("a/b?page=2", "a/b?year=2014", "a/b?grid=4", "a/b?id=5"):
        assert neighbour(parse(f"http://s.example/{place}")).startswith("/a/citewarden-")


_LINKS = "<ul>" + "<li><a href=/x>Living well with a condition that many readers ask about</a></li>" * 30 + "</ul>"


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Page not found | Health Notes", "Sorry, we can't find that page"),
        ("Health Notes - 404", "This page no longer exists"),
        ("Content unavailable", "Content unavailable"),
    ],
)
def test_a_notice_is_one_however_many_links_stand_beneath(title: str, heading: str) -> None:
    shown = read(f"<title>{title}</title><h1>{heading}</h1><p>Popular now:</p>{_LINKS}".encode())
    assert shown.words > 250
    assert heading in why(shown, HONEST)


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Page not found: what it means", "Page not found: what it means"),
        ("Page not found", "What a server says when it has no such page"),
        ("Muscle twitches", "Page not found"),
    ],
)
def test_a_long_page_about_missing_pages_is_none(title: str, heading: str) -> None:
    assert why(read(f"<title>{title}</title><h1>{heading}</h1>{_LINKS}".encode()), HONEST) == ""


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


@pytest.mark.parametrize(
    ("words", "changed", "likeness"),
    [(20, 10, 13 / 21), (12, 6, 5 / 13), (60, 30, 53 / 61), (20, 0, 16 / 18), (4, 2, 0.0)],
)
def test_one_changed_word_changes_the_four_runs_of_words_that_hold_it(
    words: int, changed: int, likeness: float
) -> None:
    text = [f"word{i}" for i in range(words)]
    other = [*text[:changed], "another", *text[changed + 1 :]]
    assert similarity(sketch(" ".join(text)), sketch(" ".join(other))) == pytest.approx(likeness)
