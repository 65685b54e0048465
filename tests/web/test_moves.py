"""Where a redirect leads: to the page, or only to a place from which to look for it."""

from __future__ import annotations

import pytest

from citewarden import config
from citewarden.testing.doors import shown
from citewarden.web.html_cues import Cues, read
from citewarden.web.moves import away
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))


def led(asked: str, found: str, title: str = "Health Notes") -> str:
    there = [address if "://" in address else f"http://site.example{address}" for address in (asked, found)]
    return away(parse(there[0]), parse(there[1]), read(shown(title, "Words.").encode()), CUES)


@pytest.mark.parametrize(
    ("asked", "found", "title", "what"),
    [
        ("/guide/twitches.html", "/", "", "front page"),
        ("/guide/twitches.html", "http://new.example/us/en/", "", "front page"),
        ("/conditions/asthma/inhaler-technique.html", "/conditions/asthma/", "Asthma", "topic"),
        ("/conditions/asthma/inhaler-technique.html", "/conditions/asthma", "Asthma", "topic"),
        ("/diseases/flu/vaccine-2012.pdf", "/flu/", "Flu", "topic"),
        ("/news/2014/05/eyelid-study", "/news/2014/", "News", "topic"),
        ("/news/48151623", "/news/", "News", "topic"),
        ("/guide/twitches.html", "/search?q=twitches", "Results", "search"),
        ("/guide/twitches.html", "/suche.php?suchwort=x", "Suche", "search"),
        ("/guide/twitches.html", "/pages?s=guide", "Results", "search"),
        ("/guide/twitches.html", "http://www.new.example/health-topics", "Topics", "list"),
        ("/leaflets/eyelids.pdf", "/publications/", "Publications", "list"),
        ("/leaflets/eyelids.pdf", "/sitemap.xml", "Map", "list"),
        ("/doi/10.5555/jk.2014.3", "/journals/", "Journals", "list"),
        ("/doi/full/10.5555/123", "http://pub.example/current-issue", "Current issue", "list"),
        ("/content/10.1136/77/88", "/news", "News", "list"),
    ],
)
def test_moved_away(asked: str, found: str, title: str, what: str) -> None:
    assert what in led(asked, found, title)


@pytest.mark.parametrize(
    ("asked", "found", "title"),
    [
        ("http://site.example/guide/twitches", "https://site.example/guide/twitches", ""),
        ("/guide/twitches.html", "/guide/twitches/", ""),
        ("/guide/twitches/index.html", "/guide/twitches", ""),
        ("/guide/twitches/print", "/guide/twitches", ""),
        ("/guide/twitches/amp/", "/guide/twitches/", ""),
        ("/articles/2014/muscle-twitches.html", "/muscle-twitches", ""),
        ("/article/48151623/fulltext", "/article/48151623", ""),
        ("/content/10/3/123.full", "/content/10/3/123", ""),
        ("/leaflets/L-20", "/library/muscle-twitches", ""),
        ("/flu/symptoms.html", "/flu/", "Flu: symptoms and treatment"),
        ("/node/123", "/topics/asthma", "Asthma"),
        ("/node/123", "/faq", "Questions"),
        ("/post/7", "/blog", "Blog"),
        ("/view/88/", "/about/services", "Services"),
        ("/doi/10.5555/jk.2014.3", "/articles/10.5555/jk.2014.3", "A trial"),
        ("/doi/10.5555/jk.2014.3", "/journals/jk/2014/3/a-trial", "A trial"),
        ("/search?q=a", "/search-results?q=a", ""),
        ("/", "/en/", ""),
        ("/en/conditions/asthma", "/de/conditions/asthma", ""),
        ("/topics", "/health-topics", "Topics"),
        ("/about-search-dogs", "/news/search-dogs", "Search dogs"),
    ],
)
def test_moved_there(asked: str, found: str, title: str) -> None:
    assert led(asked, found, title) == ""


_FEET = (
    "Check your feet every day, between the toes too, and see a nurse at once about any sore that does not heal. " * 4
)
_PUFFER = (
    "Shake the puffer, breathe out, press once, breathe in slowly. Who has asthma learns this in a minute or two. " * 4
)


@pytest.mark.parametrize("asked", ["/guides/asthma-inhalers", "/leaflets/iron_tablets.pdf", "/a/muscle-twitch-eyelid/"])
def test_a_long_page_without_a_word_of_the_name_is_another(asked: str) -> None:
    there = read(shown("Diabetes and your feet", _FEET).encode())
    assert away(parse(f"http://site.example{asked}"), parse("http://site.example/guides/feet"), there, CUES)


@pytest.mark.parametrize(
    ("asked", "title", "text"),
    [
        ("/guides/asthma-inhalers", "How to use a puffer", _PUFFER),  # one word of the name is in its text
        ("/guides/inhalers", "Diabetes and your feet", _FEET),  # one word alone may be a code
        ("/ucm/48151623", "Diabetes and your feet", _FEET),
        ("/guides/asthma-inhalers", "Diabetes and your feet", "Check your feet."),  # too short to tell
    ],
)
def test_a_page_that_may_have_been_renamed(asked: str, title: str, text: str) -> None:
    there = read(shown(title, text).encode())
    assert not away(parse(f"http://site.example{asked}"), parse("http://site.example/topics/new-place"), there, CUES)


@pytest.mark.parametrize(
    ("asked", "text", "another"),
    [
        (
            "/children/fever-in-small-children",
            "Fieber ist bei kleinen Kindern meist harmlos und geht von selbst vorbei. ",
            "",
        ),
        (
            "/guides/asthma-inhalers",
            "La diabète abîme les pieds et les yeux, et il faut les voir une fois par an. ",
            "",
        ),
        ("/guides/asthma-inhalers", "Сахарный диабет вредит ногам, и их надо смотреть каждый день. ", ""),
        (
            "/ratgeber/husten-und-schnupfen-bei-der-grippe",
            "Die Füße sind bei Zucker in Gefahr, und man sieht es nicht. ",
            "another",
        ),
    ],
)
def test_a_page_in_another_language_than_its_name_cannot_be_compared(asked: str, text: str, another: str) -> None:
    there = read(shown("Info", text * 10).encode())
    found = away(parse(f"http://site.example{asked}"), parse("http://site.example/neu/info-77"), there, CUES)
    assert another in found
    assert bool(another) == bool(found)
