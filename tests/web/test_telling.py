"""What is read as the source: pages that something identifies, and no wall, gate, fault or beginning among them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from citewarden import config
from citewarden.testing.doors import bare, shown
from citewarden.text.webpage import main_content
from citewarden.web.html_cues import Cues, read
from citewarden.web.judgement import Sight, instead, missing, wall
from citewarden.web.minhash import sketch
from citewarden.web.soft404 import Neighbour, seen
from citewarden.web.telling import Subject, stems, subject, told, unidentified
from citewarden.web.urls import parse

CUES = Cues.of(config.lexicon("link_cues"))
URL, MADE_UP = "https://www.site.example/a/b-77.html", "https://www.site.example/a/made-up.html"
ROWS = yaml.load(Path(__file__).with_name("telling.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
OPEN = {"blocked", "restricted", "server-error"}


def judged(row: Mapping[str, Any]) -> str:
    """What a page is, as probing and then reading tell it.

    A door stands before every address of its site; other sites are honest about pages that do not exist.
    """
    title = str(row["title"])
    text = bare(title, row["body"]) if "body" in row else shown(title, row["text"])
    page, asked, found = read(text.encode()), parse(URL), parse(row.get("found", URL))
    sight = Sight(asked, found, page=page, moved="found" in row)
    verdict = wall(sight, CUES) or instead(sight, CUES)
    if verdict is None:
        before_all = row["want"] in ("unread", "parked") and not title.startswith(row["cites"])
        beside = seen(parse(row.get("found", MADE_UP)), page) if before_all else Neighbour(known=True, honest=True)
        verdict = missing(sight, sketch(page.text), beside, CUES)
    if verdict is not None:
        return "unread" if verdict.outcome in OPEN else {"moved-to-home": "moved"}.get(verdict.outcome, verdict.outcome)
    parts = main_content(text)
    cited = subject(row["cites"], URL, CUES)
    why = unidentified([p for _, p in parts], (page.title, page.heading), (h for h, _ in parts), cited, CUES)
    return "unread" if why else "read"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["title"])[:40])
def test_a_page_is_told_as_what_it_is_or_left_open(row: Mapping[str, Any]) -> None:
    assert judged(row) == ("unread" if row.get("open") else row["want"])


PROSE = (
    "Ordinary words fill the paper with what a reader came for, and nurses count pills each morning before the round. "
    "In the second winter forty families kept diaries of sleep, food and moods. Half of them grew tired of it. "
)


@pytest.mark.parametrize(
    ("title", "url", "text", "known"),
    [
        ("Diaries of sleep", "", PROSE, True),
        ("Sleep diary", "", PROSE, True),
        ("Malaria in Mali", "", PROSE, False),
        ("Malaria in Mali", "", PROSE * 5, False),
        ("Malaria in Mali", "/sleep-diaries", PROSE, True),
        ("", "/sleep-diaries", PROSE, True),
        ("", "/77", PROSE, False),
        ("", "/77", PROSE * 2, True),
        ("Diaries of sleep", "", PROSE + "Want the rest? Become a member for 3 pounds a month.", False),
        ("Diaries of sleep", "", PROSE + "Den Rest lesen Sie mit einem Abo.", False),
        ("Diaries of sleep", "", PROSE + "Members of the club kept the rest of the money.", True),
        ("Diaries of sleep", "", PROSE + "In the trial the rest of the patients slept no better in a year.", True),
        ("Diaries of sleep", "", PROSE + "Subscribe to our newsletter. Members sign in here.", True),
        ("Diaries of sleep", "", "Log in to read Diaries of sleep. Create an account or reset your password.", False),
    ],
)
def test_what_identifies_a_page(title: str, url: str, text: str, known: bool) -> None:
    cited = subject(title, f"https://site.example{url}", CUES)
    assert (unidentified([text], ("Notes", "Notes"), (), cited, CUES) == "") is known


def test_the_subject_of_a_page_is_never_about_access() -> None:
    text = "Robots check each pill, and the robot stops at a broken one. No robot was faster than a nurse."
    assert told([text], CUES, stems("Robots in the pharmacy")).access == 0


def test_forms_of_a_word_and_scripts_without_blanks() -> None:
    assert stems("washing hands") == stems("hand wash")
    assert stems("発熱について") >= {"発熱"}
    assert subject("A guide for patients", "https://site.example/info", CUES) == Subject()


@pytest.mark.parametrize("piece", ["cookie ", "sleep. ", "x" * 50, "全文", "a-b'c "])
def test_it_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        begin = time.process_time()
        unidentified([piece * (size // len(piece))], ("Sleep", ""), (), Subject(stems("Sleep")), CUES)
        return time.process_time() - begin

    assert seconds(200_000) < 30 * seconds(20_000) + 0.3
