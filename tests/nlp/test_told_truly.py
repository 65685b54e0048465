"""What forms once stated and articles did not: halves without their frame, items given to the wrong noun, "the
condition" of another disease, and "they" for what the sentence itself names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in


def told(article: str, folder: Path) -> dict[str, list[tuple[str, bool]]]:
    """The article's sentence -> its forms and whether each could be told."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for claim in claims_in(article, folder):
        found.setdefault(" ".join(claim.text.split()), []).append((claim.standalone, claim.resolved))
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "In gout, the joints of the toes swell at night, and the kidneys pass less uric acid.",
        "Bleeding in the joints is rare in adults, and its signs may be missed by doctors.",
        "The pump lowers the pressure in the lungs, and during this time the valves of the heart stay closed.",
        "The drug binds to and activates a receptor of the muscle cells.",
        "Testosterone in particular is harmful to the fetus, but other hormones are as well.",
        "Aspirin thins the blood in most people, and clopidogrel does too.",
        "Most colds pass in a week without treatment, but some coughs do not.",
        "Extra heart beats often are harmless in adults, and your heart is working normally.",
        "A mild fall can be shrugged off by young adults, and their bones heal within six weeks.",
        "The nurse grades the pain on a scale of 1 to 5 (1 is very mild and 5 is very severe).",
        "Uptake of the tablets varies with meals, but all are affected by the liver.",
        "Injuries of the hand are a major health issue in the country, and the problem is growing worse.",
        "A small tube is inserted into the mouth and moved down into the stomach.",
        "Gout of the knee: The joint is swollen and the patient has a fever.",
    ],
)
def test_halves_that_need_each_other_stay_together(sentence: str, tmp_path: Path) -> None:
    forms = told(f"# Gout\n\nGout is a painful disease of the joints.\n\n{sentence}\n", tmp_path)
    assert all(len(found) == 1 for found in forms.values())


@pytest.mark.parametrize(
    ("sentence", "halves"),
    [
        ("Repair lowers the risk of infection and decreases the need for blood thinners.", 2),
        ("Most murmurs are harmless in children, and many murmurs need no treatment.", 2),
        ("However, most colds pass in a week, and antibiotics do not shorten the illness of adults.", 2),
    ],
)
def test_halves_that_stand_alone_are_still_parted(sentence: str, halves: int, tmp_path: Path) -> None:
    (found,) = told(f"# Health\n\n{sentence}\n", tmp_path).values()
    assert len(found) == halves


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Acute hepatitis lasts for weeks.", "The condition can be fatal in old people."),
        ("Chronic hepatitis harms the liver for years.", "The disease often has no symptoms at first."),
        ("Some infections lower the number of platelets in hepatitis.", "Treating the infection may raise it again."),
        ("Doctors sometimes treat hepatitis of people with kidney failure.", "The syndrome harms 20% of adults."),
        ("No medicine cures people of diabetes.", "The disease can be held in check with insulin."),
    ],
)
def test_a_sort_of_the_topic_or_another_disease_is_not_the_topic(before: str, sentence: str, tmp_path: Path) -> None:
    text = f"# Hepatitis\n\nHepatitis is an inflammation of the liver.\n\n{before} {sentence}\n"
    assert told(text, tmp_path)[sentence] == [(sentence, False)]


@pytest.mark.parametrize(
    ("first", "before", "sentence", "form"),
    [
        ("Hepatitis is an inflammation of the liver.", "Hepatitis can last for years.",
         "The condition is fatal in 5% of adults.", "Hepatitis is fatal in 5% of adults."),
        ("Tuberculosis is a bacterial infection of the lungs.", "Tuberculosis is rare in Europe.",
         "The infection harms the bones of children.", "Tuberculosis harms the bones of children."),
    ],
)  # fmt: skip
def test_the_topic_is_still_named(first: str, before: str, sentence: str, form: str, tmp_path: Path) -> None:
    title = first.split()[0]
    assert told(f"# {title}\n\n{first}\n\n{before} {sentence}\n", tmp_path)[sentence] == [(form, True)]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Stiffness, cramps and pain at night may come with low iron.", "These signs may point to a stroke."),
        ("Whooping cough and measles once led to many cases of gout.", "These causes are now rare in Europe."),
        ("Headaches and weak arms come on within minutes.", "These complications need care within 3 hours."),
    ],
)
def test_these_signs_are_those_just_told(before: str, sentence: str, tmp_path: Path) -> None:
    text = f"# Gout\n\nGout is a painful disease of the joints.\n\n{before} {sentence}\n"
    assert told(text, tmp_path)[sentence] == [(sentence, False)]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (
            "Parents and teachers can help pupils with asthma.",
            "As pupils with asthma grow older, they may need less care.",
        ),
        ("As asthma gets worse, the attacks tire the client.", "They become reliant on others for help."),
        ("Lung diseases harm many adults.", "They state that a diet of fish lowers the risk by 20%."),
        ("Health care is a world with its own language.", "This includes patients who speak no English."),
    ],
)
def test_pronouns_that_may_mean_another_thing_stay(before: str, sentence: str, tmp_path: Path) -> None:
    found = told(f"# Asthma\n\nAsthma is a disease of the lungs.\n\n{before} {sentence}\n", tmp_path)
    assert all(form == sentence for form, _ in found.get(sentence, []))


def test_it_occurs_because_names_the_thing(tmp_path: Path) -> None:
    text = "# Skin\n\nCyanosis is a bluish tint of the skin. It occurs because the blood holds too little oxygen.\n"
    forms = [form for found in told(text, tmp_path).values() for form, _ in found]
    assert "Cyanosis occurs because the blood holds too little oxygen." in forms


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("Some falls are caused by a health problem such as", "poor sight", "Some falls are caused by poor sight."),
        ("Some coughs are caused by a lung disease such as", "asthma", "Some coughs are caused by asthma."),
        ("Some rashes are triggered by a food such as", "cow's milk", "Some rashes are triggered by cow's milk."),
        ("The four goals of care consist of:", "relieving pain", "Goals of care include relieving pain."),
        ("Signs of a stroke often come within minutes. They include:", "Slurred speech",
         "Signs of a stroke include slurred speech."),
    ],
)  # fmt: skip
def test_an_item_takes_the_place_that_the_lead_in_gives_it(lead: str, item: str, form: str, tmp_path: Path) -> None:
    found = told(f"# Health\n\nMany people fall ill in winter.\n\n{lead}\n\n- {item}\n- low blood sugar\n", tmp_path)
    assert found[item][0][0] == form


@pytest.mark.parametrize(
    "item",
    [
        "Loss of cells: This loss of cells first occurs in the part of the brain that stores what we learn.",
        "Serum iron: Decreased iron levels result in pale skin, which is easily overlooked.",
        "Exception: Nitroglycerin tablets are often left at the bedside so that a client can take them.",
    ],
)
def test_a_sentence_behind_a_label_is_no_definition(item: str, tmp_path: Path) -> None:
    text = f"# Anaemia\n\nThe following changes have been seen in anaemia:\n\n- {item}\n- Pale skin\n"
    label = item.split(":")[0]
    for form, _ in told(text, tmp_path)[item]:
        assert not form.startswith((f"{label} is ", f"{label} are "))


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("With haemophilia, quick treatment for bleeding is needed.", "Treatment can limit the harm to the knees."),
        ("No drug can cure people of diabetes.", "Symptoms may get worse within 2 days."),
        ("Doctors order tests for anaemia before surgery.", "Tests take 20 minutes as a rule."),
    ],
)
def test_what_was_said_of_another_thing_is_not_given_the_topic(before: str, sentence: str, tmp_path: Path) -> None:
    text = f"# Haemophilia\n\nHaemophilia is a disease of the blood.\n\n{before} {sentence}\n"
    assert all("haemophilia" not in form.lower() for form, _ in told(text, tmp_path)[sentence])


@pytest.mark.parametrize(
    ("lead", "item"),
    [
        ("To find the cause, a urologist may perform", "ultrasound of the bladder - an x ray of the bladder"),
        ("The doctor may order", "a blood test - a urine test that is done at home"),
        ("The clinic offers", "group classes - the diet of the month"),
    ],
)
def test_two_items_in_one_line_are_no_definition(lead: str, item: str, tmp_path: Path) -> None:
    for found in told(f"# Gout\n\n{lead}\n\n- {item}\n- a scan of the joints\n", tmp_path).values():
        assert all(
            " is an x ray" not in form and " is a urine" not in form and " are the" not in form for form, _ in found
        )


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Some inhalers can cause laryngitis in adults.", "Risk factors include smoking and poor mouth care."),
        ("The tablets may lead to hepatitis.", "Symptoms include dark urine and pale stools."),
        ("Long journeys result in leg cramps and thrombosis.", "Risk factors include older age and smoking."),
        ("If you are on a drip, salt is fine.", "Instead, you may need to watch your sugar."),
        ("Some people take a steroid.", "In that case, the dose is lowered over many weeks."),
        ("Most children stop wheezing by the age of six.", "Otherwise, they need an inhaler every day."),
    ],
)
def test_what_hangs_on_the_sentence_before_is_not_the_topic_s(before: str, sentence: str, tmp_path: Path) -> None:
    found = told(f"# Asthma\n\nAsthma is a disease of the lungs.\n\n{before} {sentence}\n", tmp_path)
    assert all("asthma" not in form.lower() for form, _ in found.get(sentence, ()))


@pytest.mark.parametrize(
    ("about", "sentence", "form"),
    [
        ("Aluminum hydroxide is used to relieve acid symptoms.", "It may be used for ulcers of the stomach.",
         "Aluminum hydroxide may be used for ulcers of the stomach."),
        ("Aluminum hydroxide is given by mouth.", "It binds phosphate in the bowel.",
         "Aluminum hydroxide binds phosphate in the bowel."),
        ("Aluminum salts are given by mouth.", "They bind phosphate in the bowel.",
         "Aluminum salts bind phosphate in the bowel."),
    ],
)  # fmt: skip
def test_a_name_that_the_parser_cuts_is_whole(about: str, sentence: str, form: str, tmp_path: Path) -> None:
    found = told(f"# Antacids\n\n## Aluminum hydroxide\n\n{about} {sentence}\n", tmp_path)
    assert found[sentence] == [(form, True)]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("A checklist is one example of a safety project that wards run.", "This project lowers deaths by 5%."),
        ("Yoga is an example of a gentle exercise that adults can do.", "This exercise lowers blood pressure."),
        (
            "Ibuprofen is one example of a painkiller that shops sell.",
            "This painkiller harms the stomach of some people.",
        ),
    ],
)
def test_what_one_example_does_is_not_said_of_its_kind(before: str, sentence: str, tmp_path: Path) -> None:
    forms = told(f"# Health\n\n{before} {sentence}\n", tmp_path)[sentence]
    assert all(" that " not in form for form, _ in forms)


@pytest.mark.parametrize(
    ("title", "over", "row", "form"),
    [
        ("Diabetes", "## What do the tests show?", "Ferritin | 30–300 ng/mL", "Ferritin: Dose: 30–300 ng/mL"),
        ("Diabetes", "## Blood tests", "Sodium | 135–145 mmol/L", "Blood tests: Sodium: Dose: 135–145 mmol/L"),
        ("Gout", "## Foods", "Sardines | 480 mg", "Foods: Sardines: Dose: 480 mg"),
        ("Asthma drugs", "Table 1. Card: Salbutamol", "Puffs | 100 mcg", "Card: Salbutamol: Puffs: Dose: 100 mcg"),
        ("Beta blockers", "## Signs of harm", "Cold hands | 1 in 10", "Signs of harm: Cold hands: Dose: 1 in 10"),
        ("Metformin", "## Doses for adults", "Start | 500 mg", "Metformin, doses for adults: Start: Dose: 500 mg"),
        ("Metformin", "## Overview", "Start | 500 mg", "Metformin: Start: Dose: 500 mg"),
        ("Gout", "## Overview", "Men | 4%", "Gout: Men: Dose: 4%"),
        ("Asthma", "## Treatments", "Mild | 100 mcg", "Asthma, treatments: Mild: Dose: 100 mcg"),
    ],
)  # fmt: skip
def test_a_row_gets_the_topic_only_where_it_is_of_it(
    title: str, over: str, row: str, form: str, tmp_path: Path
) -> None:
    article = f"# {title}\n\n{title} is what this page is about.\n\n{over}\n\n| What | Dose |\n|---|---|\n| {row} |\n"
    assert form in [said for found in told(article, tmp_path).values() for said, _ in found]


@pytest.mark.parametrize(
    "title",
    [
        "Characteristics of drugs to treat nervous system disorders",
        "Management of drug allergy",
        "Acne drugs",
        "Flu pandemic",
        "Drugs used in the treatment of gout",
        "Surgery for arthritis",
        "Medicines for high blood pressure",
    ],
)
def test_pages_on_care_name_no_disease(title: str, tmp_path: Path) -> None:
    text = f"# {title}\n\nNerves run from the brain to the muscles.\n\nSymptoms may occur within 2 days.\n"
    assert told(text, tmp_path)["Symptoms may occur within 2 days."][0][0] == "Symptoms may occur within 2 days."
