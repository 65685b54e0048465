"""A spreadsheet opens the findings and runs nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from citewarden.formats import Site
from citewarden.formats.csv import COLUMNS, render, safe


def rows(site: Site) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(render(site)).removeprefix("\ufeff"))))


def test_one_row_for_each_finding_worst_first(site: Site) -> None:
    (article,) = site.articles
    table = rows(site)
    assert len(table) == len(article.findings)
    assert tuple(table[0]) == COLUMNS
    assert table[0]["rule"] == "unsupported-claim"
    assert table[0]["blocking"] == "yes"
    assert table[0]["line"] == "8"
    assert table[0]["report"].startswith("neurology/twitches-and-ms.html#finding-")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_formulas_become_words(cell: str) -> None:
    assert safe(cell) == "'" + cell


def test_plain_words_stay_as_they_are() -> None:
    assert safe("5 mg, once a day; 3-4 weeks = long") == "5 mg, once a day; 3-4 weeks = long"


def test_hostile_words_in_every_column(site: Site) -> None:
    (article,) = site.articles
    finding = replace(article.findings[0], message="=HYPERLINK(1)", fix="@x", subject="+y", rule_id="-z")
    table = rows(replace(site, articles=(replace(article, findings=(finding,)),)))
    assert [table[0][c] for c in ("message", "fix", "subject", "rule")] == ["'=HYPERLINK(1)", "'@x", "'+y", "'-z"]


def test_line_ends_and_quotes_survive(site: Site) -> None:
    (article,) = site.articles
    finding = replace(article.findings[0], message='a "b"\nc, d')
    assert rows(replace(site, articles=(replace(article, findings=(finding,)),)))[0]["message"] == 'a "b"\nc, d'
