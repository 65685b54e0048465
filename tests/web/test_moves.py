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
        ("/search?q=a", "/search-results?q=a", ""),
        ("/", "/en/", ""),
        ("/en/conditions/asthma", "/de/conditions/asthma", ""),
        ("/topics", "/health-topics", "Topics"),
        ("/about-search-dogs", "/news/search-dogs", "Search dogs"),
    ],
)
def test_moved_there(asked: str, found: str, title: str) -> None:
    assert led(asked, found, title) == ""
