"""How long something was watched, beside how long the article says that it lasts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import _evidence as ev
from citewarden.checks._apart import spans


def said(monkeypatch: pytest.MonkeyPatch, text: str, source: str, **more: bool) -> Any:
    monkeypatch.setattr(ev, "source_read", lambda audit, passage: "the source")
    claim: Any = SimpleNamespace(standalone=text, **{"negated": False, "hypothetical": False, **more})
    passage: Any = SimpleNamespace(text=source, id="p", work="w", reach="abstract", sentences=())
    audit: Any = SimpleNamespace(passage_of={"p": passage})
    return spans.longer(audit, claim, [passage])


YEARS = "It works for years."


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (YEARS, "Adults were watched for 12 weeks."),
        (YEARS, "Adults were watched for 52 weeks."),
        (YEARS, "Adults were watched for 6 weeks, and then for 40 weeks."),
        ("It works for a year.", "Adults were watched for 31 weeks."),
        ("It works for two years.", "Adults were watched for 14 months."),
        ("It works for half a year.", "Adults were watched for 15 weeks."),
        ("It works for several months.", "Adults were watched for 7 weeks."),
        ("It works for one month.", "Adults were watched for 18 days."),
        ("It is a lifelong protection.", "How it works beyond six weeks is not known."),
    ],
)
def test_longer_than_the_source_watched(monkeypatch: pytest.MonkeyPatch, text: str, source: str) -> None:
    found = said(monkeypatch, text, source)
    assert found is not None
    assert found.text == source


def test_the_longest_span_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said(monkeypatch, YEARS, "Adults were watched for 6 weeks, and then for 40 weeks.")
    assert "“for years” in the article; the longest time that the source tells of is “40 weeks”" in found.message


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (YEARS, "Adults were watched for 53 weeks."),
        (YEARS, "Adults were watched for 13 months."),
        (YEARS, "Adults were watched for 12 weeks, some for many years."),
        (YEARS, "Adults with a history of 12 weeks took part."),
        (YEARS, "Many adults took part."),
        ("It works for a year.", "Adults were watched for 32 weeks."),
        ("It works for two years.", "Adults were watched for 15 months."),
        ("It works for half a year.", "Adults were watched for 16 weeks."),
        ("It works for several months.", "Adults were watched for 8 weeks."),
        ("It works for one month.", "Adults were watched for 19 days."),
        ("You may come off it for good.", "Adults were watched for 12 weeks."),
        ("Follow-up goes on for years.", "Adults were watched for 12 weeks."),
        ("Whether it works for years is unknown.", "Adults were watched for 12 weeks."),
        ("It works well.", "Adults were watched for 12 weeks."),
        (YEARS, "Children aged 3 to 6 months took part."),
    ],
)
def test_no_longer(monkeypatch: pytest.MonkeyPatch, text: str, source: str) -> None:
    assert said(monkeypatch, text, source) is None


@pytest.mark.parametrize("how", ["negated", "hypothetical"])
def test_what_is_denied_or_supposed_is_not_said(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    assert said(monkeypatch, YEARS, "Adults were watched for 12 weeks.", **{how: True}) is None
