"""What editors decided, by check and over time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from citewarden.formats import Site, index
from citewarden.formats._decisions import decided, quarter, quarters
from citewarden.model import Suppression


def decision(number: int, rule: str, kind: str, day: str = "2026-05-01") -> Suppression:
    return Suppression(f"f{number}", rule, "because", "C. Roe", "editor", day, "", kind)


WAIVED = [decision(n, "uncited-claim", "waive", f"2026-0{1 + n}-10") for n in range(4)]
MIXED = [*WAIVED, decision(9, "uncited-claim", "reword"), decision(10, "dead-link", "replace", "2025-11-30")]


def test_counts_by_check_and_quarter() -> None:
    rows = decided(MIXED, {}, "2026-06-30")
    assert [(row.rule, row.total, row.quarters) for row in rows] == [
        ("uncited-claim", 5, (0, 0, 3, 2)),
        ("dead-link", 1, (0, 1, 0, 0)),
    ]
    assert rows[0].kinds == {"accept": 0, "reword": 1, "replace": 0, "escalate": 0, "waive": 4}


def test_a_check_that_is_mostly_waived_says_so(site: Site) -> None:
    assert [row.mostly_waived for row in decided(MIXED, {}, "2026-06-30")] == [True, False]
    told = replace(site, suppressions=tuple(MIXED), run=replace(site.run, as_of="2026-06-30"))
    root = html.document_fromstring("".join(index.render(told)))
    rows = root.xpath("//table[contains(@class,'decided')]/tbody/tr")
    assert [bool(row.xpath(".//*[contains(@class,'chip')]")) for row in rows] == [True, False]
    assert "Mostly waived" in rows[0].text_content()


@pytest.mark.parametrize("rows", [WAIVED, MIXED[1:], []])
def test_few_decisions_or_other_ones_say_nothing(rows: list[Suppression]) -> None:
    assert not any(row.mostly_waived for row in decided(rows, {}, "2026-06-30"))


def test_no_decision_no_table(site: Site) -> None:
    root = html.document_fromstring("".join(index.render(replace(site, suppressions=()))))
    assert not root.xpath("//table[contains(@class,'decided')]")


def test_later_decisions_than_the_day_judged_by_are_left_out() -> None:
    assert [row.total for row in decided(MIXED, {}, "2026-01-31")] == [1, 1]


def test_quarters_over_the_turn_of_a_year_and_days_that_are_none() -> None:
    assert quarters("2026-02-01") == ["2025 Q2", "2025 Q3", "2025 Q4", "2026 Q1"]
    assert [quarter(day) for day in ("2026-12-31", "2026-13-01", "", "spring")] == ["2026 Q4", "", "", ""]
