"""Of whom a source is, as its title says: children alone, mice; and words that another source of the list has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks._apart import people, subjects
from citewarden.nlp.concepts import direction
from citewarden.text import quantities
from citewarden.text.sentences import spans


def audit(title: str, *texts: str) -> Any:
    read = [
        SimpleNamespace(
            text=t, sentences=tuple(spans(t)), work=f"w{n}", id=f"w{n}", reach="note", section="", design={}
        )
        for n, t in enumerate(texts)
    ]
    reference = SimpleNamespace(id="r", csl={"title": title}, label="1")
    return SimpleNamespace(
        references=(reference,),
        work_of={"r": SimpleNamespace(id="w0")},
        read_of={p.work: (p,) for p in read},
        document=SimpleNamespace(title="Coughs and colds"),
        evidence_of={},
        passage_of={},
        named_by={"c": ("r",)},
    )


def claim(text: str) -> Any:
    return SimpleNamespace(
        id="x",
        text=text,
        standalone=text,
        kind="treatment-effect",
        quantities=tuple(quantities.find(text)),
        negated=" not " in text,
        hypothetical=False,
        direction=direction(text),
        section="",
        citations=("c",),
    )


@pytest.mark.parametrize(
    ("said", "title", "text", "asked"),
    [
        ("Among people with asthma 12% snore.", "Snoring in children with asthma", "Of the children 12% snored.", True),
        ("Of those with a stoma 30% leak.", "Leaks in adolescents", "Of 90 adolescents 27 (30%) had leaks.", True),
        ("Patients wake 3.5 times a night.", "Sleep of infants", "Infants woke 3.5 times a night.", True),
        ("Among children with asthma 12% snore.", "Snoring in children", "Of the children 12% snored.", False),
        ("Among people with asthma 12% snore.", "Snoring in children and adults", "Of the children 12% snored.", False),
        ("Among people with asthma 12% snore.", "Snoring in asthma", "Of the children 12% snored.", False),
        ("Among people with asthma 9% snore.", "Snoring in children", "Of the children 12% snored.", False),
    ],
)
def test_a_figure_of_children_alone(said: str, title: str, text: str, asked: bool) -> None:
    made = audit(title, text)
    assert (people.of_all_ages(made, claim(said), list(made.read_of["w0"])) is not None) is asked


@pytest.mark.parametrize(
    ("said", "title", "text", "asked"),
    [
        ("A copper bracelet heals joints.", "Copper and joints of mice", "Joints of the mice healed.", True),
        ("Green tea kills cancer.", "Green tea in cancer cell lines", "The tea killed cancer cells.", True),
        ("Peppermint calms the stomach.", "Peppermint oil in rats", "It relaxed the stomach of rats.", True),
        ("In mice a bracelet heals joints.", "Copper and joints of mice", "Joints of the mice healed.", False),
        ("A copper bracelet heals joints.", "Copper in mice and in women", "Joints healed.", False),
        ("A copper bracelet heals joints.", "Copper and joints", "Joints healed.", False),
    ],
)
def test_a_study_of_animals_told_of_people(said: str, title: str, text: str, asked: bool) -> None:
    made = audit(title, text)
    assert (people.in_animals(made, claim(said), list(made.read_of["w0"])) is not None) is asked


@pytest.mark.parametrize("said", ["Green tea lowers weight.", "Ginger shortens a cold.", "The drops clear the eyes."])
def test_what_a_card_says_of_animals_is_not_asked_again(said: str) -> None:
    made = audit("Tea, ginger and drops in rats", "Tea, ginger and drops: weight, colds and eyes of rats.")
    read = list(made.read_of["w0"])
    assert people.in_animals(made, claim(said), read) is not None
    read[0].design = {"population": "ANIMAL"}
    assert people.in_animals(made, claim(said), read) is None


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Mind the words “free from added sugar”, which say little.", True),
        ('Labels with "free from added sugar" may hold fruit sugar.', True),
        ("The phrase “free from added sugar” is not defined.", True),
        ("Sugar is found in fruit.", False),
        ("Mind the word “sugarless”.", False),
        ("The words “as much as you like” are common.", False),
    ],
)
def test_words_that_another_source_has(said: str, asked: bool) -> None:
    made = audit("Teeth", "Sugar harms teeth.", "The words free from added sugar are no promise.")
    found = subjects.quoted_elsewhere(made, claim(said), ("w0",), list(made.read_of["w0"]))
    assert (found is not None) is asked
