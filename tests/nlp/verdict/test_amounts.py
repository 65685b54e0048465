"""Numbers in base units, and when two agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from citewarden.checks._same_figures import is_same
from citewarden.model import Quantity
from citewarden.nlp.verdict.amounts import (
    Amount,
    agrees,
    amount,
    comparable,
    derived_products,
    derived_shares,
    relation,
)
from citewarden.text import quantities
from citewarden.text.quantities import find


@pytest.mark.parametrize(
    ("claim", "source", "said"),
    [
        ("1.5 grams a day", "1,500 mg a day", "equal"),
        ("3 weeks", "3 days", "unit"),
        ("45%", "60%", "clash"),
        ("about 60%", "58.7%", "equal"),
        ("12 weeks", "8 to 16 weeks", "inside"),
        ("more than 10 mg", "15 mg", "equal"),
        ("one person in 29", "3.4%", "equal"),
        ("more than 60%", "61%", "equal"),
        ("more than 60%", "70%", "equal"),
        ("more than 50%", "85%", "inside"),
        ("more than 60%", "59%", "clash"),
        ("more than 60%", "more than 61%", "equal"),
        ("more than 60%", "more than 80%", "clash"),
        ("at least 10 mg", "9 to 20 mg", "inside"),
        ("3 in 5 adults", "59%", "equal"),
        ("3 in 5 adults", "58%", "clash"),
        ("2 in 5 adults", "41.5%", "clash"),
        ("about a week", "7 days", "equal"),
        ("1 g", "500 mg", "clash"),
        ("1 week", "5 days", "clash"),
        ("1 litre", "600 ml", "clash"),
        ("4 in 1,000", "4.2 per 1,000", "equal"),
        ("12 million", "12.1 million", "equal"),
    ],
)
def test_relation(claim: str, source: str, said: str) -> None:
    (mine,), (theirs,) = map(find, (claim, source))
    assert relation(amount(mine), amount(theirs)) == said


def test_counts_make_shares_and_tablets_make_grams() -> None:
    counts = [amount(q) for q in find("Of 480 nurses 360 answered.")]
    assert 75 in derived_shares(counts)
    tablets = [amount(q) for q in find("They took 8 tablets of 500 mg.")]
    assert (4000.0, "mass") in derived_products(tablets)


FIGURES: dict[str, dict[str, str]] = yaml.load(
    Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
"""Figures, each beside each in the order of the file: a letter for what is said of the two, "." where nothing is."""


def beside_each(ask: Callable[[Quantity, Quantity], object]) -> dict[str, str]:
    """What is said of each of the figures beside each."""
    found = {text: find(text)[0] for text in FIGURES}
    return {
        text: "".join(str(ask(mine, theirs))[:1].replace("N", ".") for theirs in found.values())
        for text, mine in found.items()
    }


@pytest.mark.parametrize("asked", ["relation", "agrees", "can be", "same"])
def test_each_figure_beside_each(asked: str) -> None:
    def compared(say: Callable[[Amount, Amount], object]) -> Callable[[Quantity, Quantity], object]:
        return lambda a, b: say(x, y) if comparable(x := amount(a), y := amount(b)) else None

    ways = {"relation": compared(relation), "agrees": compared(agrees), "can be": quantities.agree, "same": is_same}
    assert beside_each(ways[asked]) == {text: said[asked] for text, said in FIGURES.items()}
