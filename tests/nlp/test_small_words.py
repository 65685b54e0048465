"""Small words of a form: "another", "other", contractions, articles before a long form, "it is said that"."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in

from citewarden.config import Config
from citewarden.nlp.coreference import finish
from citewarden.nlp.discourse import Discourse
from citewarden.stages.cite import cite
from citewarden.stages.claims import claims
from citewarden.stages.read import read
from citewarden.text.sentences import split


def forms(article: str, folder: Path) -> dict[str, tuple[str, bool]]:
    return {claim.text.strip(): (claim.standalone, claim.resolved) for claim in claims_in(article, folder)}


@pytest.mark.parametrize(
    ("sentence", "form", "told"),
    [
        ("Another method is a small cut near the tailbone.", "Another method is a small cut near the tailbone.", False),
        ("Another option is surgery that lasts 2 hours.", "Another option is surgery that lasts 2 hours.", False),
        ("Another technique involves 3 injections.", "Another technique involves 3 injections.", False),
        ("Another cause is heavy drinking of alcohol.", "A cause of gout is heavy drinking of alcohol.", True),
        ("Another form of gout affects the hands.", "A form of gout affects the hands.", True),
        ("Other animals that become infected may be eaten by people.",
         "Other animals that become infected may be eaten by people.", True),
        ("Other drugs are safe for most adults.", "Other drugs are safe for most adults.", True),
        ("Other foods raise the risk of kidney stones.", "Other foods raise the risk of kidney stones.", True),
        ("Other rich foods include liver and beer.", "Rich foods include liver and beer.", True),
        ("Other symptoms include fever and chills.", "Symptoms of gout include fever and chills.", True),
    ],
)  # fmt: skip
def test_one_more_of_what_was_named(sentence: str, form: str, told: bool, tmp_path: Path) -> None:
    assert forms(f"# Gout\n\nGout hurts the joints of adults.\n\n{sentence}\n", tmp_path)[sentence] == (form, told)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is postulated that the virus is kept in the eggs of mosquitoes.",
        "It is widely accepted that the virus spreads by mosquito bites.",
        "It has been shown that the virus harms the liver of sheep.",
        "It can be assumed that 20% of the sheep die of the virus.",
    ],
)
def test_it_that_stands_for_what_follows(sentence: str, tmp_path: Path) -> None:
    found = forms(f"# Fever\n\nThe current theory explains outbreaks of fever. {sentence}\n", tmp_path)
    assert all(form == text for text, (form, _) in found.items())


def test_contractions_are_written_out(tmp_path: Path) -> None:
    text = "# Gout\n\nResearchers look for genes of gout. They're trying to find 20 new genes in adults with gout.\n"
    found = forms(text, tmp_path)
    assert [form for form, _ in found.values()][
        -1
    ] == "Researchers are trying to find 20 new genes in adults with gout."


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("An HRCT scan shows the lungs.", "A high-resolution CT scan (HRCT) shows the lungs."),
        ("We saw an HRCT scan of the lungs.", "We saw a high-resolution CT scan (HRCT) of the lungs."),
        ("Sera were read in the VN test.", "Sera were read in the virus neutralization test (VN)."),
        ("A VN tested 20 sera.", "A virus neutralization test (VN) tested 20 sera."),
        ("An MRI costs more.", "A magnetic resonance imaging (MRI) costs more."),
        ("A UTI hurts.", "A urinary tract infection (UTI) hurts."),
        ("Read the original OHIP of 1994.", "Read the original Oral Health Impact Profile (OHIP) of 1994."),
        ("The Dutch OHIP has 49 items.", "The Dutch Oral Health Impact Profile (OHIP) has 49 items."),
        ("The use of OHIP is free.", "The use of the Oral Health Impact Profile (OHIP) is free."),
        ("A RTA is rare.", "An acute renal tubular acidosis (RTA) is rare."),
    ],
)
def test_a_long_form_fits_the_words_around_it(text: str, form: str) -> None:
    long = {
        "HRCT": "high-resolution CT scan",
        "VN": "virus neutralization test",
        "MRI": "magnetic resonance imaging",
        "UTI": "urinary tract infection",
        "OHIP": "the Oral Health Impact Profile",
        "RTA": "acute renal tubular acidosis",
    }
    assert finish(text, Discourse("", long)) == form


def test_what_is_said_to_cause_pain_is_its_cause(tmp_path: Path) -> None:
    text = "# Kidney disease\n\nPeople live with it.\n\nIf cysts are causing pain, a doctor may drain the cyst.\n"
    assert not any("pain of kidney" in form for form, _ in forms(text, tmp_path).values())


def test_side_effects_under_a_heading_are_not_a_disease_s(tmp_path: Path) -> None:
    items = "- nausea\n- fever and chills\n\nSide effects may include:\n\n- vomiting\n- hair loss\n"
    text = f"# Gout\n\nGout hurts joints.\n\n## Side effects\n\n{items}"
    found = forms(text, tmp_path)
    assert not any("effect of gout" in form or "effects of gout" in form for form, _ in found.values())
    assert all(not told for form, told in found.values() if "vomiting" in form)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They were kept at 37°C for 30 min. A total of 20 grew.", 2),
        ("Heat for 5 min. Then add 2 mL.", 2),
        ("Rest 10 min. Samples were cooled.", 2),
        ("The dose is min. 5 mg a day.", 1),
        ("Give min. Two doses of it.", 1),
        ("It takes 30 min. in adults.", 1),
    ],
)
def test_minutes_end_a_sentence(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_a_phrase_cut_at_a_bracket_stands_for_nothing(tmp_path: Path) -> None:
    group = "A group of 118 patients (107 women and 11 men, mean age 57.1 ± 12.2 yrs)."
    text = f"# Teeth\n\n{group} They were referred to a clinic.\n"
    assert not any("yrs) were" in form for form, _ in forms(text, tmp_path).values())


def test_a_name_within_a_name_takes_no_abbreviation_of_its_own(tmp_path: Path) -> None:
    text = (
        "# Childhood interstitial lung disease\n\nChildhood interstitial lung disease (chILD) is rare."
        " Interstitial lung disease (ILD) is common in adults.\n\nSymptoms may include a cough.\n\n"
        "The signs of chILD include fever.\n"
    )
    assert not any(") (" in form for form, _ in forms(text, tmp_path).values())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nurses should help adults to check advice on social media in the same way news from websites and the media is"
         " checked.", 1),
        ("Doctors do not know whether gout and the pain are caused by beer.", 1),
        ("Adults know how wine and the beer are made.", 1),
        ("The liver breaks down warfarin and the kidneys remove half of it in 40 hours.", 2),
        ("Gout is more common in men than it is in women, and the risk rises with age.", 2),
    ],
)  # fmt: skip
def test_a_clause_of_two_subjects_is_not_cut(text: str, parts: int, tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(f"# Health\n\n{text}\n", encoding="utf-8")
    document = read(path, root=tmp_path)
    (found,) = claims([(document, cite(document)[1])], models=Config().models)
    assert len(found) == parts


@pytest.mark.parametrize(
    ("item", "form"),
    [
        ("a cyst, which can cause fever", "A cyst, which can cause fever, is a complication of gout."),
        ("swelling, which may last", "Swelling, which may last, is a complication of gout."),
        ("kidney stones", "Kidney stones are a complication of gout."),
    ],
)  # fmt: skip
def test_an_aside_in_an_item_is_closed(item: str, form: str, tmp_path: Path) -> None:
    items = f"- {item}\n- joint damage\n"
    found = forms(f"# Gout\n\nGout hurts joints.\n\n## Complications of gout\n\n{items}", tmp_path)
    assert form in {said for said, _ in found.values()}
