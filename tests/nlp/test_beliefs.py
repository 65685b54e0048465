"""Beliefs that a page refutes, and recipes: neither is what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import extracted

TRUE = "Antibiotics kill bacteria and do not act on the viruses that cause colds."


def claims(body: str, folder: Path, name: str = "article.md") -> str:
    return "\n".join(extracted(f"# Colds\n\n{TRUE}\n\n{body}\n", folder, name))


@pytest.mark.parametrize(
    "body",
    [
        "Myth: Antibiotics cure a cold in 3 days.\n\nFact: Colds last about 10 days.",
        "Myth #2: Antibiotics cure a cold in 3 days.\n\nColds last about 10 days.",
        "Misconception – Antibiotics cure a cold in 3 days.\n\nColds last about 10 days.",
        "## Myth\n\nAntibiotics cure a cold in 3 days.\n\n## Fact\n\nColds last about 10 days.",
        "## Myth 3\n\nAntibiotics cure a cold in 3 days.\n\n## Truth\n\nColds last about 10 days.",
        "“Antibiotics cure a cold in 3 days.”\n\nFALSE\n\nColds last about 10 days.",
        "Antibiotics cure a cold in 3 days.\n\nThis is a myth.\n\nColds last about 10 days.",
        "Some people still believe that antibiotics cure a cold in 3 days. Colds last about 10 days.",
        "It is a common misconception that antibiotics cure a cold in 3 days. Colds last about 10 days.",
        "Online you may read that antibiotics cure a cold in 3 days. Colds last about 10 days.",
        "| Myth | Fact |\n|---|---|\n| Antibiotics cure a cold in 3 days. | Colds last about 10 days. |",
        "| What you hear | What is so |\n|---|---|\n| Antibiotics cure a cold in 3 days. | Colds last about 10 days. |",
        "| Fact | Misconception |\n|---|---|\n| Colds last about 10 days. | Antibiotics cure a cold in 3 days. |",
    ],
)
def test_what_a_page_refutes_is_none_of_its_claims(body: str, tmp_path: Path) -> None:
    found = claims(body, tmp_path)
    assert "3 days" not in found
    assert "10 days" in found
    assert "Antibiotics kill" in found


@pytest.mark.parametrize(
    "body",
    [
        "Most experts believe that colds last about 10 days.",
        "Researchers think that colds last about 10 days.",
        "“Colds last about 10 days.”\n\nTRUE\n\nRest helps.",
        "## Myths about colds\n\nColds last about 10 days.",
        "Contrary to popular belief, colds last about 10 days.",
        "The tests were false. Colds last about 10 days.",
        "| Cold | Length |\n|---|---|\n| Common cold | Colds last about 10 days. |",
    ],
)
def test_what_it_holds_true_is(body: str, tmp_path: Path) -> None:
    assert "10 days" in claims(body, tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        "## Ginger tea\n\nServes 4\n\n1. Grate 20 g of ginger.\n2. Boil it for 10 minutes.",
        "## Oat bath\n\nMakes 1 bath · Ready in 20 minutes\n\n- Grind 200 g of oats.\n- Soak for 10 to 15 minutes.",
        "## Onion syrup\n\nPrep time: 5 minutes | Cook time: 30 minutes\n\n- 2 onions\n- Boil for 10 minutes.",
        "Imagine a cream that works in 10 days.",
        "If only a cold were gone in 10 days.",
    ],
)
def test_recipes_and_wishes_are_no_claims(body: str, tmp_path: Path) -> None:
    found = claims(body, tmp_path)
    assert "10" not in found
    assert "20" not in found


@pytest.mark.parametrize(
    "body",
    [
        "## Fever\n\n- Take 500 mg of paracetamol to lower the fever within 10 minutes.",
        "The body makes 10 million blood cells.\n\n- Colds last 10 days in children.",
        "## Soup\n\nServes 4\n\n## Fever\n\n- A fever above 39 degrees lasts for 10 days in few children.",
    ],
)
def test_orders_that_stand_in_no_recipe_are(body: str, tmp_path: Path) -> None:
    assert "10" in claims(body, tmp_path)
