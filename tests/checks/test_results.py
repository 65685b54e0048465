"""Whose figure it is, tables that do not add up, and facts that an article tells twice."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from citewarden.checks import _again, _results, _totals
from citewarden.checks._apart import results
from citewarden.checks._same_figures import figures_of, is_same
from citewarden.model import Block
from citewarden.text.sentences import spans

ROWS = yaml.safe_load(Path(__file__).with_name("results.yaml").read_text(encoding="utf-8"))
PAIRS = [(row["said"], row["source"], kind == "another") for kind, rows in ROWS.items() for row in rows]


def asked(said: str, source: str) -> bool:
    """Whether a sentence gives a figure to another thing than the source does."""
    sentences = [source[a:b] for a, b in spans(source)]
    claim: Any = SimpleNamespace(standalone=said, quantities=figures_of(said))
    for unit in results.units(claim):
        there = _results.of_source(sentences, unit)
        for own in _results.of_claim(said, unit):
            same = [t for t in there if is_same(own.figure, t.figure)]
            if same and results.elsewhere(own, same, there):
                return True
    return False


@pytest.mark.parametrize(("said", "source", "fires"), PAIRS)
def test_whose_figure_it_is(said: str, source: str, fires: bool) -> None:
    assert asked(said, source) is fires


def table(*rows: str) -> Any:
    """A document that is one table."""
    text, blocks = "", []
    for row in rows:
        blocks.append(Block("row", len(text), len(text) + len(row)))
        text += f"{row}\n"
    return SimpleNamespace(text=text, blocks=tuple(blocks))


HEAD = "Group | Asked | Ill | Share"


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ((HEAD, "Boys | 200 | 20 | 10%", "Girls | 300 | 45 | 25%", "Staff | 50 | 5 | 10%"), ["25%"]),
        ((HEAD, "Boys | 200 | 20 | 10%", "Girls | 300 | 45 | 15%", "All | 500 | 85 | 13%"), ["85"]),
        ((HEAD, "North | 1,000 | 120 | 12%", "South | 2,000 | 180 | 9%", "Total | 3,000 | 300 | 10%"), []),
        ((HEAD, "Cough | 200 | 120 | 60%", "Fever | 200 | 90 | 45%", "All signs | 200 | 150 | 75%"), []),
        (("Sign | Children", "Cough | 30 of 60", "Rash | 12 of 60", "Fever | 6 of 60"), []),
        (
            ("Sign | Children | Share", "Cough | 30 of 60 | 50%", "Rash | 12 of 60 | 30%", "Itch | 6 of 60 | 10%"),
            ["30%"],
        ),
        (("Dose | Price", "10 mg | 120", "20 mg | 240", "All | 500"), []),
    ],
)
def test_tables_add_up(rows: tuple[str, ...], cells: list[str]) -> None:
    assert [slip.cell for slip in _totals.wrong(table(*rows))] == cells


def claim(text: str, at: int) -> Any:
    place = SimpleNamespace(position=SimpleNamespace(start=at))
    return SimpleNamespace(
        text=text, standalone=text, quantities=figures_of(text), hypothetical=False, negated=False, target=place
    )


@pytest.mark.parametrize(
    ("one", "other", "fires"),
    [
        (
            "In a national survey 8.2% of adults had hives in the past year.",
            "1 in 5 adults had hives in the past year.",
            True,
        ),
        ("Some 60% of toddlers with colic cry at night.", "Of toddlers with colic 35% cry at night.", True),
        ("Wash your hands with soap for 20 seconds.", "Rub soap on your hands for 40 seconds.", True),
        (
            "In a national survey 8.2% of adults had hives in the past year.",
            "1 in 12 adults had hives in the past year.",
            False,
        ),
        ("About 8.2% of women had hives in the past year.", "About 4% of men had hives in the past year.", False),
        ("Hold the stretch for 20 seconds.", "Press the bleeding nose for 600 seconds.", False),
        ("Colic goes away in 60% by three months.", "Reflux goes away in 90% by a year.", False),
    ],
)
def test_a_fact_told_twice(one: str, other: str, fires: bool) -> None:
    assert bool(list(_again.pairs([claim(one, 0), claim(other, 90)]))) is fires
