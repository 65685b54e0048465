"""Which kind of study a text tells of, and in whom."""

from __future__ import annotations

import pytest

from citewarden.text import design


@pytest.mark.parametrize(
    ("types", "mesh", "words", "told"),
    [
        (
            ["Randomized Controlled Trial"],
            ["Humans"],
            "",
            {"kind": "trial", "population": "HUMAN", "population_by": "MeSH: Humans"},
        ),
        (["Review"], [], "A systematic review of sleep.", {"kind": "systematic review"}),
        (
            [],
            [],
            "Mice ate it. It should be tested in patients.",
            {"population": "ANIMAL", "population_by": "text: Mice"},
        ),
        (
            [],
            [],
            "Rats ran. Whether the human heart gains is open.",
            {"population": "ANIMAL", "population_by": "text: Rats"},
        ),
        (
            [],
            [],
            "In mice it grew back. Islets cultured from people did not.",
            {"population": "ANIMAL", "population_by": "text: mice"},
        ),
        (
            [],
            [],
            "HT-29 colon cells were exposed to tea.",
            {"population": "INVITRO", "population_by": "text: HT-29 colon cells"},
        ),
        ([], [], "After a bite by a cat or another animal, wash the wound.", {}),
        ([], [], "It is caught by contact with infected sheep or pigs.", {}),
        ([], [], "Nobody who lived with a dog had it.", {}),
        (
            ["Review"],
            [],
            "A cohort of nurses.",
            {"kind": "review", "population": "HUMAN", "population_by": "text: nurses"},
        ),
        (
            ["Observational Study"],
            [],
            "Nurses were randomly assigned.",
            {"kind": "trial", "population": "HUMAN", "population_by": "text: Nurses"},
        ),
        (
            ["Journal Article"],
            [],
            "A cohort study of nurses.",
            {"kind": "observational", "population": "HUMAN", "population_by": "text: nurses"},
        ),
        (["Case Reports"], [], "A randomized trial.", {"kind": "case report"}),
        ([], [], "It was associated with it. Randomised trials are needed.", {"kind": "observational"}),
        ([], [], "A case-crossover study. Randomized controlled studies are still lacking.", {"kind": "observational"}),
        ([], [], "A survey was sent out; a randomised trial is required.", {"kind": "observational"}),
        ([], [], "Forty were randomised. Larger trials are needed.", {"kind": "trial"}),
        ([], [], "We report a case of itch.", {"kind": "case report"}),
        (
            ["Practice Guideline"],
            ["Humans", "Animals"],
            "",
            {"kind": "guideline", "population": "MIXED", "population_by": "MeSH: Humans and Animals"},
        ),
        (
            ["Editorial"],
            ["Animals"],
            "Mice",
            {"kind": "opinion", "population": "ANIMAL", "population_by": "MeSH: Animals without Humans"},
        ),
        (
            [],
            ["Animals"],
            "Patients and mice",
            {"population": "MIXED", "population_by": "MeSH: Animals; text: Patients"},
        ),
        ([], ["Humans"], "Patients and mice", {"population": "MIXED", "population_by": "MeSH: Humans; text: mice"}),
        ([], ["Humans"], "mice", {"population": "HUMAN", "population_by": "MeSH: Humans"}),
        ([], [], "mice and cell lines", {"population": "ANIMAL", "population_by": "text: mice"}),
        ([], [], "cell lines", {"population": "INVITRO", "population_by": "text: cell lines"}),
        ([], [], "patients and cell lines", {"population": "MIXED", "population_by": "text: patients, cell lines"}),
        ([], [], "patients", {"population": "HUMAN", "population_by": "text: patients"}),
        ([], [], "mice", {"population": "ANIMAL", "population_by": "text: mice"}),
        ([], [], "", {}),
    ],
)
def test_design(types: list[str], mesh: list[str], words: str, told: dict[str, str]) -> None:
    assert design.design_of(["", *types, *types], ["", *mesh], words) == told | ({"types": types} if types else {})


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Guideline for itch", "guideline"),
        ("Practice recommendations", "guideline"),
        ("Consensus statement on itch", "guideline"),
        ("A systematic review of itch", "systematic review"),
        ("Cochrane Database of itch", "systematic review"),
        ("A meta analysis", "systematic review"),
        ("A systematic review for a guideline", "guideline"),
        ("A trial of itch", ""),
        ("", ""),
    ],
)
def test_what_a_title_says(title: str, told: str) -> None:
    assert design.titled(title) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dogs get it.", True),
        ("In vitro it stops.", True),
        ("Your pets may have it.", True),
        ("A veterinary view of itch.", True),
        ("People get it.", False),
        ("Carpets hold it.", False),
    ],
)
def test_who_speaks_of_animals(text: str, told: bool) -> None:
    assert design.names_animals(text) is told
