"""Forms that say what the article says, no more and no less, and are sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import extracted

from citewarden.nlp import faithful, phrases, topics


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("Large bowel, such as cramps.", False),
        ("Tiredness is a symptom of liver failure and.", False),
        ("A walk helps with with sleep.", False),
        ("The causes of gout include.", False),
        ("Tiredness is a symptom of liver failure.", True),
        ("The drug doesn't help.", True),
        ("Bleeding stops in minutes.", True),
    ],
)
def test_what_is_a_sentence(form: str, sentence: bool) -> None:
    assert faithful.is_sentence(form, {"stops", "helps"}) == sentence


@pytest.mark.parametrize(
    ("form", "lacks"),
    [
        ("Stroke is one of the most common causes.", True),
        ("Nausea is a symptom.", True),
        ("Smoking is a risk factor.", True),
        ("Nausea is a symptom of gastritis.", False),
        ("Surgery is a treatment for gallstones.", False),
        ("The rash is a common sight.", False),
    ],
)
def test_a_cause_is_of_something(form: str, lacks: bool) -> None:
    assert faithful.lacks_its_of(form) == lacks


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Asthma is a disease of the lungs. It's often worse at night.", "Asthma is often worse at night."),
        ("Scurvy is a lack of vitamin C. It's been known for centuries.", "Scurvy has been known for centuries."),
        ("Gout is a form of arthritis. It’s treated with tablets.", "Gout is treated with tablets."),
    ],
)
def test_a_clipped_verb_is_spelt_out(text: str, form: str, tmp_path: Path) -> None:
    assert form in extracted(f"# Health\n\n{text}\n", tmp_path)


@pytest.mark.parametrize(
    "sentence",
    [
        "Doctors usually notice the rash early and treat the child with antibiotics at home.",
        "Muscles surround the bladder neck and keep it closed for hours at a time.",
        "Patients often gain weight in the first year and lose bone in the second one.",
    ],
)
def test_what_holds_of_both_halves_keeps_a_sentence_whole(sentence: str, tmp_path: Path) -> None:
    assert list(extracted(f"# Health\n\n{sentence}\n", tmp_path)) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ("Aspirin thins the blood", "Aspirin lowers the risk of stroke"),
        ("The vaccine protects children against measles", "The vaccine causes few side effects"),
    ],
)
def test_two_facts_are_still_two(parts: tuple[str, str], tmp_path: Path) -> None:
    first, second = parts
    subject = next(second[:i] for i in range(len(second), 0, -1) if first.startswith(second[:i]))
    found = extracted(f"# Health\n\n{first} and {second.removeprefix(subject)}.\n", tmp_path)
    assert {f"{part}." for part in parts} <= set(found)


def test_items_that_are_orders_stand_after_the_steps_that_announce_them(tmp_path: Path) -> None:
    text = "# Ticks\n\nYou can keep ticks out of the garden by taking these steps:\n\n- Mow the lawn every week.\n"
    text += "- Clear away dead leaves so that ticks find no cover.\n"
    for form in extracted(text, tmp_path):
        assert "taking mow" not in form.lower()
        assert "taking clear" not in form.lower()


def test_a_list_of_what_holds_much_of_something_is_not_of_that(tmp_path: Path) -> None:
    text = "# Phosphate\n\nSome drinks and foods contain high amounts of phosphate, including\n\n- beer\n- nuts\n"
    for form in extracted(text, tmp_path):
        assert "contain beer" not in form
        assert "contain nuts" not in form


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Phosphate binders hold the salt back. Because it is bound, the salt stays in the gut.", "it is bound"),
        ("Surgeons sew the graft in. Once it is in place, the new kidney makes urine.", "it is in place"),
    ],
)
def test_what_the_main_clause_names_is_not_filled_in(text: str, kept: str, tmp_path: Path) -> None:
    assert any(kept in form for form in extracted(f"# Kidneys\n\n{text}\n", tmp_path))


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("What I need to know about Kidney Failure and How It Is Treated", "kidney failure"),
        ("Kidney Failure and What You Can Do", "kidney failure"),
        ("Nutrition for Kidney Failure in Adults", "kidney failure"),
    ],
)
def test_the_second_half_of_a_title_is_no_topic(title: str, topic: str) -> None:
    text = (
        f"{title}\n\nIn kidney failure blood is not cleaned. Many with kidney failure itch, and kidney failure tires."
    )
    assert topics.of_title(title, text) == topic


@pytest.mark.parametrize(
    ("phrase", "text", "written"),
    [
        ("Hashimoto's Disease", "Hashimotos disease is common.", "Hashimoto's disease"),
        ("Bell's Palsy", "The palsy passes.", "Bell's palsy"),
        ("Women's Health", "In women's health much is unknown.", "women's health"),
    ],
)
def test_a_name_keeps_its_capital(phrase: str, text: str, written: str) -> None:
    assert topics.cased(phrase, text) == written


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Respiratory failure is a lack of oxygen in the blood.", "The condition can occur when muscles tire."),
        ("Pneumonia is an infection of the lung.", "The infection can spread to the blood in days."),
    ],
)
def test_the_condition_just_spoken_of_is_not_the_topic(before: str, sentence: str, tmp_path: Path) -> None:
    text = (
        f"# Bronchiectasis\n\nBronchiectasis is a disease of the airways.\n\n## Complications\n\n{before} {sentence}\n"
    )
    assert not any(form.startswith("Bronchiectasis can") for form in extracted(text, tmp_path))


def test_the_condition_is_still_the_topic_where_nothing_else_was_named(tmp_path: Path) -> None:
    text = "# Gout\n\nGout is a form of arthritis. Crystals form in the joint. The condition often runs in families.\n"
    assert "Gout often runs in families." in extracted(text, tmp_path)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Early signs of lung fibrosis are few.", "This makes it hard to find."),
        ("The bladder muscle is weak in old age.", "This allows urine to leak at night."),
    ],
)
def test_what_a_state_of_things_does_is_not_a_noun_s(before: str, sentence: str, tmp_path: Path) -> None:
    for form, claim in extracted(f"# Lung fibrosis\n\n{before} {sentence}\n", tmp_path).items():
        if claim.text == sentence:
            assert (form, claim.resolved) == (sentence, False)


@pytest.mark.parametrize("heading", ["What to do for Gout?", "How to prevent Gout?", "What not to do?"])
def test_a_heading_that_announces_asks_nothing(heading: str, tmp_path: Path) -> None:
    text = f"# Gout\n\nGout is a form of arthritis.\n\n## {heading}\n\nEating less meat can lower uric acid.\n"
    assert not any(" does for " in form or " do for " in form for form in extracted(text, tmp_path))


@pytest.mark.parametrize(
    "sentence", ["Examples include rheumatic fever and infections.", "Too many can cause weight gain and caries."]
)
def test_examples_of_what_nobody_names_are_told(sentence: str, tmp_path: Path) -> None:
    text = f"# Health\n\nSome causes are acquired with age. {sentence}\n"
    found = extracted(text, tmp_path)
    assert not any(claim.resolved for claim in found.values() if claim.text == sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Biliary atresia prevents them from digesting fats.", False),
        ("Your doctor may stop it after two weeks of treatment.", False),
        ("Diabetes damages nerves and makes them slow.", True),
        ("The drug makes it hard to sleep at night.", True),
    ],
)
def test_an_object_that_only_points_is_told(sentence: str, told: bool, tmp_path: Path) -> None:
    found = extracted(f"# Health\n\n{sentence}\n", tmp_path)
    assert all(claim.resolved == told for claim in found.values() if claim.text == sentence)


@pytest.mark.parametrize(
    ("words", "inside"),
    [("Paget's disease", "Paget's disease"), ("Lyme disease", "Lyme disease"), ("Skin disease", "skin disease")],
)
def test_names_of_the_lexicon_keep_their_capital(words: str, inside: str) -> None:
    assert phrases.lower_first(words) == inside


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (
            "The heart has an inner wall that parts the chambers on its left side from the chambers on its right.",
            "This wall is called a septum.",
        ),
        ("Surgeons use a needle which holds a light.", "It is called an endoscope."),
        ("Each kidney has 1 million tiny filters.", "These filters are called glomeruli."),
        ("Torsemide is strong. The drug treats heart failure.", "It can be given by mouth."),
        ("Gout may lead to a stone in the kidney.", "Fewer than one percent of patients have this complication."),
    ],
)
def test_what_the_sentence_before_half_names_stays_open(before: str, sentence: str, tmp_path: Path) -> None:
    for form, claim in extracted(f"# Health\n\n{before} {sentence}\n", tmp_path).items():
        if claim.text == sentence:
            assert (form, claim.resolved) == (sentence, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "With more patients, it is essential that nurses plan ahead.",
        "After surgery, it is important that the wound is kept dry.",
        "In old age, it is essential to eat enough protein.",
    ],
)
def test_an_it_that_stands_for_what_follows_is_left(sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Care\n\nThe care plan lowers the risk of falls. {sentence}\n", tmp_path)
    assert not any("plan is essential" in form or "plan is important" in form for form in found)
    assert not any("plan" in form for form, claim in found.items() if claim.text == sentence and "plan" not in sentence)
