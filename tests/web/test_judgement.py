"""The one judgement of a page, by what walls, doors, closed sites, pages for missing pages, and articles say."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from citewarden import config
from citewarden.testing.doors import bare, shown
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, copy, instead, missing, wall
from citewarden.web.minhash import sketch
from citewarden.web.soft404 import Neighbour, seen
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))
URL = "https://www.site.example/guide/twitches.html"
_TEXT = (
    "Most people feel a muscle twitch now and then, often in the eyelid or the calf. Tiredness, coffee and cold bring "
    "it about, and it goes by itself. When a muscle grows weak or thin as well, a doctor should look at it."
)
ROWS = yaml.load(Path(__file__).with_name("judgement.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def html(row: Mapping[str, str]) -> str:
    """The page of a row."""
    if "html" in row:
        return row["html"]
    if "body" in row:
        return bare(row["title"], row["body"])
    return shown(row["title"], row["text"].replace("TEXT", _TEXT))


def outcome(text: str, found: str = "", *, honest: bool = False) -> str:
    """The judgement where every address shows the page, or where the site is honest about missing ones."""
    asked, there, page = parse(URL), parse(found or URL), read(text.encode())
    sight = Sight(asked, there, page=page, moved=bool(found))
    verdict = wall(sight, CUES) or instead(sight, CUES)
    if verdict is None:
        other = there if found else parse("https://www.site.example/guide/made-up.html")
        beside = Neighbour(known=True, honest=True) if honest else seen(other, page)
        verdict = missing(sight, sketch(page.text), beside, CUES)
    return verdict.outcome if verdict is not None else "ok"


@pytest.mark.parametrize("row", [row for row in ROWS if row["outcome"] != "ok"], ids=lambda row: row["title"][:40])
def test_a_page_that_every_address_of_a_site_shows(row: Mapping[str, str]) -> None:
    assert outcome(html(row), row.get("found", "")) == row["outcome"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["outcome"] == "ok"], ids=lambda row: row["title"][:40])
def test_an_article_is_an_article(row: Mapping[str, str]) -> None:
    assert outcome(html(row), honest=True) == "ok"
    assert copy(read(html(row).encode()), parse(URL), CUES) is None


@pytest.mark.parametrize(
    "piece", ["page not found ", "cookie ", "verify you are ", "<div class=cookie>", "<form><p>", "- | - "]
)
def test_judging_takes_time_in_proportion_to_the_page(piece: str) -> None:
    def seconds(size: int) -> float:
        body = f"<title>{piece * 2000}</title>{piece * (size // len(piece))}".encode()
        begin = time.process_time()
        sight = Sight(parse(URL), parse(URL), page=read(body))
        for judged in (wall(sight, CUES), instead(sight, CUES), missing(sight, "", Neighbour(), CUES)):
            assert judged is None or judged.note
        return time.process_time() - begin

    assert seconds(200_000) < 30 * seconds(20_000) + 0.3


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Knee Trust", "The document you requested could not be located on this server."),
        ("Oops - Knee Trust", "Looks like this page doesn't exist anymore."),
        ("Content removed", "See our other leaflets."),
        ("Knee Trust", "This page has been archived and is no longer available."),
        ("Leaflet no longer available", "See the list."),
        ("This fact sheet has been withdrawn", "See the list."),
        ("Publication has been retired", "See the list."),
        ("Sidan hittades inte", "Till start."),
        ("Страница не найдена", "На главную."),
    ],
)
def test_a_thing_and_what_became_of_it_is_a_missing_page_beside_an_honest_neighbour(title: str, text: str) -> None:
    assert outcome(shown(title, text), honest=True) == "soft-404"


@pytest.mark.parametrize(
    "title",
    [
        "Removed leaflet lists",
        "Tooth removed",
        "Why the file of a patient cannot be found",
        "Evidence not found for bed rest",
    ],
)
def test_near_misses_of_missing_things(title: str) -> None:
    assert outcome(shown(title, _TEXT), honest=True) == "ok"
