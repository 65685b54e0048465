"""Whose side effects, complications, risks and benefits are; who does what in a list of two lead-ins."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in

from citewarden.model import Claim
from citewarden.nlp import run_in_lists


def extracted(article: str, folder: Path) -> dict[str, Claim]:
    return {claim.text.strip(): claim for claim in claims_in(article, folder)}


@pytest.mark.parametrize(
    ("before", "sentence", "form"),
    [
        ("Metformin lowers blood sugar in most adults.", "Side effects include nausea and diarrhea.",
         "Side effects of metformin include nausea and diarrhea."),
        ("Gallbladder surgery is done through small cuts.", "Possible complications include bleeding and infection.",
         "Possible complications of gallbladder surgery include bleeding and infection."),
        ("Omeprazole reduces acid in the stomach.", "The most common side effects are headache and nausea.",
         "The most common side effects of omeprazole are headache and nausea."),
        ("Radiation kills cells of the tumor in most adults.", "The side effects can include tiredness and hair loss.",
         "The side effects of radiation can include tiredness and hair loss."),
        ("Angioplasty opens narrow arteries of the heart.", "Risks include bleeding and a heart attack.",
         "Risks of angioplasty include bleeding and a heart attack."),
    ],
)  # fmt: skip
def test_they_are_those_of_what_the_sentence_before_speaks_of(
    before: str, sentence: str, form: str, tmp_path: Path
) -> None:
    claim = extracted(
        f"# Kidney disease\n\nKidney disease affects many adults.\n\n## Care\n\n{before} {sentence}\n", tmp_path
    )[sentence]
    assert (claim.standalone, claim.resolved) == (form, True)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Drugs for depression that also relax the bladder include imipramine, a tricyclic antidepressant.",
         "Side effects may include fatigue, dry mouth and dizziness."),
        ("Some people consider a surgery that removes the muscle. The surgeon burns away the tissue with a laser.",
         "Possible complications include bleeding and problems with erections."),
        ("This medicine is used to treat kidney failure.", "Adverse effects include high blood pressure and weakness."),
        ("Such tablets thin the blood of most adults.", "Side effects include bleeding and bruises."),
        ("These drugs open the airways of the lungs.", "Side effects include tremor and a fast pulse."),
        ("Simvastatin and atorvastatin lower cholesterol.", "Common side effects are muscle pain and nausea."),
        ("The kidneys clean the blood of wastes all day.", "Side effects may include fatigue and nausea."),
        ("The kidneys clean the blood of wastes all day.", "Risks include bleeding and infection."),
        ("Doctors may use injections. The skin is cleaned.", "Benefits may include less pain and better sleep."),
    ],
)  # fmt: skip
def test_what_cannot_be_told_keeps_its_words_and_says_so(before: str, sentence: str, tmp_path: Path) -> None:
    claim = extracted(
        f"# Kidney disease\n\nKidney disease affects many adults.\n\n## Care\n\n{before} {sentence}\n", tmp_path
    )[sentence]
    assert (claim.standalone, claim.resolved) == (sentence, False)


@pytest.mark.parametrize(
    ("title", "sentence", "form"),
    [
        ("Gout", "Complications include kidney stones and joint damage.",
         "Complications of gout include kidney stones and joint damage."),
        ("Metformin", "Side effects include nausea and diarrhea.",
         "Side effects of Metformin include nausea and diarrhea."),
        ("Gout", "Side effects are common with colchicine tablets.",
         "Side effects are common with colchicine tablets."),
    ],
)  # fmt: skip
def test_near_misses_are_told(title: str, sentence: str, form: str, tmp_path: Path) -> None:
    claim = extracted(f"# {title}\n\nMany adults in Europe know about {title}.\n\n{sentence}\n", tmp_path)[sentence]
    assert (claim.standalone.lower(), claim.resolved) == (form.lower(), True)


@pytest.mark.parametrize(
    "sentence",
    [
        "The immune system mistakenly attacks the body's own tissues and cells.",
        "Autoimmune disease means that the body attacks the lining of its joints.",
        "The virus attacks healthy cells of the liver.",
    ],
)
def test_attacks_is_a_verb_too(sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Childhood asthma\n\nChildhood asthma harms the lungs of children.\n\n{sentence}\n", tmp_path)
    assert all("asthma attacks" not in claim.standalone for claim in found.values())


def test_attacks_of_a_disease_take_its_name(tmp_path: Path) -> None:
    sentence = "Attacks often begin at night and last for hours."
    assert extracted(f"# Asthma\n\nAsthma harms the lungs.\n\n{sentence}\n", tmp_path)[sentence].standalone.startswith(
        "Asthma attacks"
    )


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("People with gout - have pain in one joint - have high uric acid People with lupus - do not have swollen toes"
         " - have a rash",
         [(False, "People with gout"), (True, "have pain in one joint"), (True, "have high uric acid"),
          (False, "People with lupus"), (True, "do not have swollen toes"), (True, "have a rash")]),
        ("Symptoms include: - fever - a sore throat Call a doctor if the child has - a stiff neck - a rash",
         [(False, "Symptoms include:"), (True, "fever"), (True, "a sore throat"),
          (False, "Call a doctor if the child has"), (True, "a stiff neck"), (True, "a rash")]),
        ("You should - drink water - rest You should not: - take aspirin - drink alcohol",
         [(False, "You should"), (True, "drink water"), (True, "rest"),
          (False, "You should not:"), (True, "take aspirin"), (True, "drink alcohol")]),
        # near misses: names in capitals, and a sentence of its own
        ("Causes are: - infection with Lyme bacteria - bites of a Lone Star tick - travel in The Gambia - heat",
         [(False, "Causes are:"), (True, "infection with Lyme bacteria"), (True, "bites of a Lone Star tick"),
          (True, "travel in The Gambia"), (True, "heat")]),
        ("Signs are: - fever. People often shiver. - cough - rash",
         [(False, "Signs are:"), (True, "fever. People often shiver."), (True, "cough"), (True, "rash")]),
    ],
)  # fmt: skip
def test_a_second_lead_in_on_the_line_is_no_part_of_an_item(line: str, parts: list[tuple[bool, str]]) -> None:
    found = run_in_lists.pieces(line, 0, len(line))
    assert [(piece.item, line[piece.start : piece.end].strip()) for piece in found] == parts


def test_items_take_the_lead_in_before_them(tmp_path: Path) -> None:
    line = (
        "People with gout - have pain - have high uric acid People with lupus - do not have swollen toes - have a rash"
    )
    forms = {claim.standalone for claim in extracted(f"# Joints\n\n{line}\n", tmp_path).values()}
    assert "People with lupus do not have swollen toes." in forms
    assert not any("gout do not" in form or "uric acid People" in form for form in forms)
