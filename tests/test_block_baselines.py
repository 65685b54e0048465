"""The baselines of our own blocks find what one side gives away, and nothing where it gives nothing away."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PLACES = ("north", "south", "east", "west")


@pytest.fixture
def baselines(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("block_baselines")


def rows(turn: int) -> list[tuple[int, str, str]]:
    """Forty blocks of four claims; with `turn` 0 the words of a claim tell its place."""
    return [(n, f"Claim of {n} is {PLACES[(k + turn * n) % 4]}.", str(k)) for n in range(40) for k in range(4)]


def test_a_claim_that_betrays_its_place_is_found_out(baselines: ModuleType) -> None:
    assert baselines.right(baselines.guesses(rows(0))) == 1
    assert baselines.right(baselines.guesses(rows(1))) < 0.4


def test_a_passage_has_every_label_and_tells_nothing(baselines: ModuleType) -> None:
    passages = [(n, f"Passage {n} has {k}.", label) for n in range(20) for k in range(3) for label in "SCNN"]
    guessed = baselines.guesses(passages)
    assert len({guess for guess, _ in guessed}) == 1
    assert baselines.macro_f1(guessed) <= 2 / 9 + 1e-9  # the commonest label throughout


@pytest.mark.parametrize(
    ("claim", "passage", "share"),
    [
        ("The drug is safe.", "The drug was safe in 40 dogs.", 1),
        ("The drug is safe.", "The drug harmed 40 dogs.", 1 / 2),
        ("It is not.", "Nothing was.", 0),
    ],
)
def test_overlap_counts_content_words_of_the_claim(
    baselines: ModuleType, claim: str, passage: str, share: float
) -> None:
    assert baselines.overlap(claim, passage) == pytest.approx(share)


@pytest.mark.parametrize(
    ("higher", "lower", "area"), [([2, 3], [1], 1), ([1], [2, 3], 0), ([1, 1], [1], 1 / 2), ([1, 3], [2], 1 / 2)]
)
def test_auc(baselines: ModuleType, higher: list[float], lower: list[float], area: float) -> None:
    assert baselines.auc(higher, lower) == area


def test_lay_words_stand_against_technical_ones_in_half_of_lot_l(baselines: ModuleType) -> None:
    rows = list(baselines.pairs(baselines.read("l")))
    shares = [baselines.overlap(claim, passage) for _, claim, passage, label in rows if label == "S"]
    assert sum(share < baselines.LOW for share in shares) >= len(shares) / 2
