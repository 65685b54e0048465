"""Forms that can be read alone: what is filled in, what is left alone and said to be so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.nlp.extraction import extracted

from citewarden.nlp import concepts, faithful, run_in_lists, topics
from citewarden.text import sentences


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("A piece of a clot in the leg may come loose and lodge in the lung.", "This is called an embolism."),
        ("When the throat closes, air cannot reach the lungs.", "This happens many times a night in sleep apnoea."),
        ("The lens of the eye grows stiff with age.", "That is why older people need reading glasses."),
        ("Nerves in the foot die and a blister is not felt.", "This means that wounds are found late."),
    ],
)
def test_what_stands_for_a_whole_statement_keeps_its_words_and_says_so(
    before: str, sentence: str, tmp_path: Path
) -> None:
    found = extracted(f"# Health\n\n{before} {sentence}\n", tmp_path)
    for form, claim in found.items():
        if claim.text == sentence and sentence.startswith("This"):
            assert (form, claim.resolved) == (sentence, False)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Gout is a form of arthritis. It affects about 4% of adults.", "Gout affects about 4% of adults."),
        ("Asthma is a disease of the lungs. It often begins in childhood.", "Asthma often begins in childhood."),
        ("Scurvy is a lack of vitamin C. It causes bleeding gums.", "Scurvy causes bleeding gums."),
    ],
)
def test_the_one_thing_spoken_of_is_put_in(text: str, form: str, tmp_path: Path) -> None:
    found = extracted(f"# Health\n\n{text}\n", tmp_path)
    assert found[form].resolved


@pytest.mark.parametrize(
    "text",
    [
        "The latter is fatal in half of all cases of infection.",
        "Neither slowed the growth of the tumour in adults.",
        "So are people with diabetes and kidney disease.",
    ],
)
def test_openings_that_point_back_are_not_read_on_their_own(text: str, tmp_path: Path) -> None:
    found = extracted(f"# Health\n\nSmoking harms the lungs and drinking harms the liver of adults. {text}\n", tmp_path)
    assert all(not claim.resolved for claim in found.values() if claim.text == text)


@pytest.mark.parametrize(
    ("before", "sentence", "told"),
    [
        ("Nerve signals run from the spine to the muscles.", "When these nerve signals stop, muscles waste.", True),
        ("Doctors use beta blockers for the heart.", "These beta blockers slow the pulse of adults.", True),
        ("Stem cells grow into blood cells.", "In leukaemia these stem cells do not ripen.", True),
        (
            "Clots and fat can block a vessel of the brain.",
            "When these small plugs break up, speech may return.",
            False,
        ),
    ],
)
def test_a_phrase_that_takes_up_the_sentence_before_tells_by_itself(
    before: str, sentence: str, told: bool, tmp_path: Path
) -> None:
    found = [c for c in extracted(f"# Health\n\n{before} {sentence}\n", tmp_path).values() if c.text == sentence]
    assert [c.resolved for c in found] == [told]


def test_near_misses_of_pointing_words_are_read(tmp_path: Path) -> None:
    sentences_ = [
        "The first sign of measles is a fever.",
        "Neither aspirin nor ibuprofen cures a cold.",
        "It is known that smoking causes lung cancer.",
        "When there are too many platelets, they may form clots in the blood.",
    ]
    found = extracted("# Health\n\n" + "\n\n".join(sentences_) + "\n", tmp_path)
    assert found
    assert all(claim.resolved for claim in found.values())


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("You should not take ibuprofen if you:", "are pregnant", "You should not take ibuprofen if you are pregnant."),
        ("Do not use the patch if you have:", "a rash", "Do not use the patch if you have a rash."),
        (
            "Check with your doctor if you have any of the following:",
            "Fever for no known reason.",
            "Check with your doctor if you have fever for no known reason.",
        ),
        (
            "Check with your doctor if you have any of the following:",
            "Feeling very tired.",
            "Check with your doctor if you are feeling very tired.",
        ),
        ("Steps that help to prevent falls include:", "Remove loose rugs", "To prevent falls, remove loose rugs."),
        (
            "The outlook for leukemia depends on the following:",
            "Whether the patient is anemic.",
            "The outlook for leukemia depends on whether the patient is anemic.",
        ),
    ],
)
def test_items_keep_the_force_of_their_lead_in(lead: str, item: str, form: str, tmp_path: Path) -> None:
    found = extracted(f"# Health\n\n{lead}\n\n- {item}\n- bleeding\n", tmp_path)
    assert form in found
    assert found[form].resolved


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Symptoms include: - fever - rash - cough", ["fever", "rash", "cough"]),
        ("Check for the following: - Pain. - Swelling.", ["Pain.", "Swelling."]),
        ("Signs are fever - chills - sweats - headache", ["chills", "sweats", "headache"]),
        ("Insulin - a hormone - lowers blood sugar.", []),
        ("People aged 20 - 30 are at low risk.", []),
        ("Well-known low-dose aspirin helps.", []),
    ],
)
def test_lists_run_into_a_line(line: str, items: list[str]) -> None:
    found = run_in_lists.pieces(line, 0, len(line))
    assert [line[p.start : p.end].strip() for p in found if p.item] == items


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bleeding is the main side effect.^4^ It occurs in 2 of 100 people.", 2),
        ("Treatment starts with metformin.^2,3^ Insulin may follow.", 2),
        ("It is safer to use DEC. Sometimes it is not used.", 2),
        ("It was seen on 3 Dec. 2019 in Rome.", 1),
        ("The area is 5 m^2^ in size.", 1),
    ],
)
def test_marks_after_a_stop_end_the_sentence(text: str, count: int) -> None:
    assert len(sentences.split(text)) == count


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("What is (are) Gout ?", "gout"),
        ("Parasites - Babesiosis", "babesiosis"),
        ("Your Guide to Diabetes", "diabetes"),
        ("Skip to content", ""),
        ("Your knees are not worn out", ""),
    ],
)
def test_titles_name_topics(title: str, topic: str) -> None:
    text = f"{title}\n\nPeople with gout, babesiosis or diabetes hurt. In gout, babesiosis and diabetes drugs help."
    assert topics.of_title(title, text) == topic


@pytest.mark.parametrize(
    ("form", "unit", "lead", "kept"),
    [
        ("Aspirin helps.", "It does not help.", "", False),
        ("Aspirin helps.", "It may help.", "", False),
        ("Aspirin helps.", "It helps if taken early.", "", False),
        ("Take it when pregnant.", "when pregnant", "Do not take it:", False),
        ("Do not take it when pregnant.", "when pregnant", "Do not take it:", True),
        ("Aspirin may help if taken early.", "It may help if taken early.", "", True),
        ("Aspirin does not help.", "It doesn't help.", "", True),
    ],
)
def test_denials_hedges_and_conditions_stay(form: str, unit: str, lead: str, kept: bool) -> None:
    assert faithful.keeps(form, unit, lead) is kept


def test_words_from_elsewhere_are_seen() -> None:
    known = faithful.words("Gout hurts the joints")
    assert faithful.adds("Malaria hurts at night.", "It hurts at night.", known)
    assert not faithful.adds("Gout hurts at night.", "It hurts at night.", known)
    assert not faithful.adds("Fever is a symptom of gout.", "fever", known)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Iron deficiency causes fatigue.", ""),
        ("High blood pressure is common.", ""),
        ("A raised temperature is a symptom of flu.", ""),
        ("Vitamin D deficiency is linked to falls.", ""),
        ("Reduced kidney function is treated with diet.", ""),
        ("Low-dose aspirin lowers the risk of stroke.", "down"),
        ("Smoking is linked to an increased risk of stroke.", "up"),
        ("Deaths were reduced by the vaccine.", "down"),
        ("Wear a mask for at least 20 minutes.", ""),
        ("It happens in fewer than 1 in 50 births.", ""),
        ("Fewer than half finish the course.", ""),
        ("Fewer babies died.", "down"),
        ("Waist size and sugar dropped.", "down"),
        ("Sugar kept dropping.", "down"),
        ("Weight changed by -3 kg, sugar stayed.", "down"),
        ("Vitamin D at 500,000 IU once a year increased falls in older women.", "up"),
        ("Sedatives raised falls by 50%.", "up"),
        ("1 in 3 people over 65 falls at least once a year.", ""),
        ("Falls are the main cause of broken hips.", ""),
        ("A fall from a ladder can break 2 bones.", ""),
        ("Most babies fall asleep within 20 minutes.", ""),
        ("Exercise reduces the rate of falls by 23%.", "down"),
        ("Blood pressure falls at night.", "down"),
        ("A fall in blood pressure makes you dizzy.", "down"),
        ("The rate fell from 12% to 8%.", "down"),
        ("Eye drops are used 4 times a day.", ""),
        ("Put 2 drops in each eye.", ""),
        ("It gives rise to 2 new cells.", ""),
        ("Home visits reduced readmissions from 22% to 15%.", "down"),
        ("Daily aspirin increased bleeding by 40%.", "up"),
        ("Adults with raised cholesterol from 40 to 74 are tested.", ""),
        ("Death rates were 27 to 46 percent lower than elsewhere.", "down"),
        ("Lower back pain affects 1 in 6 adults.", ""),
        ("Statins cut the risk of a stroke.", "down"),
        ("Clean cuts and grazes with water.", ""),
        ("The mean change was stable: muscle changed by +2 kg.", "up"),
    ],
)
def test_the_name_of_a_state_has_no_direction(text: str, direction: str) -> None:
    assert concepts.direction(text) == direction


@pytest.mark.parametrize(
    "text",
    [
        "The agency regulates and monitors the safety of drinking water in cities.",
        "The kidneys filter and clean the blood of the whole body each day.",
        "Doctors diagnose and treat most infections of the ear with antibiotics.",
    ],
)
def test_two_verbs_with_one_object_stay_together(text: str, tmp_path: Path) -> None:
    found = extracted(f"# Health\n\n{text}\n", tmp_path)
    assert set(found) <= {text}


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("What are the treatments for occipital neuralgia ?", "occipital neuralgia"),
        ("What is the outlook for gout?", "gout"),
        ("What are the symptoms of measles?", "measles"),
    ],
)
def test_a_question_after_treatments_is_about_the_disease(heading: str, topic: str) -> None:
    assert topics.of_heading(heading, f"{heading}\n\nPeople with {topic} may need help for {topic}.") == topic


@pytest.mark.parametrize(
    ("title", "before", "sentence", "form"),
    [
        # "this" takes up what was just said, not the page's title
        ("Bronchiolitis", "Bronchodilators relax the airways.", "This eases breathing within minutes.", ""),
        ("Anaemia", "Iron tablets fill the stores.", "This lifts the count of red cells in two weeks.", ""),
        ("Glaucoma", "Eye drops lower the pressure in the eye.", "This protects the nerve for many years.", ""),
        # no disease is a test, a procedure or a person
        ("Kawasaki disease", "The disease's effects show in week three.", "This test is repeated every month.", ""),
        ("Peyronie's disease", "A urologist takes a piece of tissue away.", "This procedure rarely harms a nerve.", ""),
        (
            "Rh disease",
            "An obstetrician will screen for antibodies.",
            "This is a doctor who specialises in treating pregnant women.",
            "An obstetrician is a doctor who specialises in treating pregnant women.",
        ),
        # another one is not the one that the page is about
        ("Croup", "Croup may come before tracheitis.", "This is another infection that narrows the airway.", ""),
        # what is a complication of it is spoken of
        ("Haemophilia", "A bleed in the brain is a complication of haemophilia.", "It can follow a small bump.",
         "A bleed in the brain can follow a small bump."),
        ("Gout", "A swollen toe is a sign of gout.", "It can wake people at night.",
         "A swollen toe can wake people with gout at night."),
        ("Asthma", "A dry cough is a symptom of asthma.", "It often comes at night in children.",
         "A dry cough often comes at night in children with asthma."),
    ],
)  # fmt: skip
def test_the_topic_is_not_put_where_something_else_was_spoken_of(
    title: str, before: str, sentence: str, form: str, tmp_path: Path
) -> None:
    found = [c for c in extracted(f"# {title}\n\n{before} {sentence}\n", tmp_path).values() if c.text == sentence]
    assert [(c.standalone, c.resolved) for c in found] == [(form or sentence, bool(form))]


def test_near_misses_of_a_topic_put_in_are_still_filled(tmp_path: Path) -> None:
    text = "# Asthma\n\nAsthma is a disease of the airways. It often begins in childhood. This is a long disease.\n"
    found = extracted(text, tmp_path)
    assert found["Asthma often begins in childhood."].resolved


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Migraine in teenagers: what helps", "migraine"),
        ("Asthma with exercise", "asthma"),
        ("Pneumonia in older people", "pneumonia"),
        ("Diabetes and your feet", "diabetes"),
    ],
)
def test_a_topic_does_not_end_with_a_preposition(title: str, topic: str) -> None:
    text = f"{title}. {title} is common. Many have {topic}. Of all with {topic} some recover from {topic}."
    assert topics.of_title(title, text) == topic


@pytest.mark.parametrize(("title", "form"), [("Migraine", "A migraine"), ("Asthma", "An asthma"), ("Gout", "A gout")])
def test_the_article_fits_what_is_put_in(title: str, form: str, tmp_path: Path) -> None:
    text = "An attack can be triggered by beer in 30 percent of adults."
    found = extracted(f"# {title}\n\n{title} is a disease of adults. Doctors treat it well.\n\n{text}\n", tmp_path)
    assert f"{form} attack can be triggered by beer in 30 percent of adults." in found


@pytest.mark.parametrize(
    "sentence",
    [
        "That holds for women with heart failure, too.",
        "This applies to adults with kidney disease.",
        "That goes for children with asthma as well.",
    ],
)
def test_what_holds_is_a_statement(sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Stroke\n\nAlcohol raises the risk of a stroke by 8 percent. {sentence}\n", tmp_path)
    assert all(form == sentence and not c.resolved for form, c in found.items() if c.text == sentence)


def test_a_thing_that_the_parser_did_not_see_is_not_passed_over(tmp_path: Path) -> None:
    text = "A blood thinner makes clots less likely. It does not cure the rhythm of the heart."
    found = extracted(f"# Atrial fibrillation\n\nIn atrial fibrillation the heart quivers.\n\n{text}\n", tmp_path)
    assert not any("trial fibrillation does not" in form for form in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "About 3 in 4 women have them at some time.",
        "By the age of three, most children have had at least one.",
        "Nearly 40 percent of adults over 60 get it.",
        "Some 20 percent of patients develop them within a year.",
    ],
)
def test_who_has_it_is_not_it(sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Hot flashes\n\nHot flashes are a sign of menopause.\n\n{sentence}\n", tmp_path)
    own = [(form, claim.resolved) for form, claim in found.items() if claim.text == sentence]
    assert all(form == sentence and not resolved for form, resolved in own)


@pytest.mark.parametrize(
    "sentence",
    [
        "If you miss a tablet of warfarin, take one.",
        "When people eat eggs raw, salmonella can make them ill.",
        "Adults who have a cold can pass it on for 10 days.",
    ],
)
def test_what_the_sentence_names_itself_may_be_pointed_to(sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Colds\n\nA cold is a disease of the nose.\n\n{sentence}\n", tmp_path)
    assert all(claim.resolved for claim in found.values() if claim.text == sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The desk keeps a table of foods with much iron.",
        "We went through the evidence on vitamin D and cancer.",
        "Karim Odell | Medically reviewed by Ana Ferreira, MD | Last reviewed 3 February 2026",
        "This page explains how gout is treated with medicines.",
    ],
)
def test_what_the_page_says_of_itself_is_no_claim(sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Iron\n\nIron is a metal in the blood.\n\n{sentence}\n", tmp_path)
    assert not [c for c in found.values() if c.text == sentence]


def test_a_desk_of_wood_is_no_desk_of_editors(tmp_path: Path) -> None:
    text = "The desk should stand at the height of the elbows to prevent back pain in adults."
    assert any(c.text == text for c in extracted(f"# Back pain\n\n{text}\n", tmp_path).values())


@pytest.mark.parametrize(
    "sentence",
    [
        "Colchicine has eased pain for years, and studies suggest that this drug protects the heart.",
        "A biopsy needs a day in hospital, and most clinics repeat this test after a year.",
        "Physiotherapy strengthens the knee, but this treatment takes six weeks.",
    ],
)
def test_what_the_sentence_itself_names_is_not_replaced(sentence: str, tmp_path: Path) -> None:
    text = f"# Gout\n\nAllopurinol is not recommended at first, as studies show a lack of effect. {sentence}\n"
    forms = [c.standalone for c in extracted(text, tmp_path).values() if c.text == sentence]
    assert forms
    assert not any(form.lower().count("allopurinol") for form in forms)


@pytest.mark.parametrize(
    "sentence",
    [
        "Doctors do not use blood tests as ways to find gout; therefore, the diagnosis of gout needs a sample.",
        "Uric acid rises slowly for years; thus, attacks of gout come late.",
        "Gout hurts at night, and, therefore, patients seek help early.",
    ],
)
def test_a_connective_goes_with_its_comma(sentence: str, tmp_path: Path) -> None:
    forms = extracted(f"# Gout\n\nGout is a form of arthritis. {sentence}\n", tmp_path)
    assert len(forms) > 1
    assert not any(re.search(r"[;,],|therefore|thus", form) for form in forms)


@pytest.mark.parametrize(
    "sentence",
    [
        "Women should not drink while on these tablets if they have any of these signs or symptoms.",
        "These signs and symptoms come at night.",
        "Some people never have these signs and symptoms.",
    ],
)
def test_signs_and_symptoms_are_of_the_topic_once(sentence: str, tmp_path: Path) -> None:
    forms = extracted(f"# Gout\n\nGout is a form of arthritis. {sentence}\n", tmp_path)
    assert not any("signs of gout and symptoms" in f or "signs of gout or symptoms" in f for f in forms)


@pytest.mark.parametrize(
    "sentence",
    [
        "When the glands make too little cortisol, this is known as a crisis.",
        "If the stomach empties slowly, this can lead to a feeling of fullness.",
        "Because salt holds water in the body, this raises the weight within a day.",
        "When the stomach empties too slowly for months, the condition is called gastroparesis.",
    ],
)
def test_this_behind_a_clause_stands_for_the_clause(sentence: str, tmp_path: Path) -> None:
    text = f"# Gout\n\nGout is a form of arthritis. Allopurinol lowers uric acid. {sentence}\n"
    found = {c.text: c for c in extracted(text, tmp_path).values()}
    assert found[sentence].standalone == sentence


@pytest.mark.parametrize(
    ("article", "sentence", "form"),
    [
        # nothing but a question was said: what it asks after is meant, or nothing can be told
        ("# Gout\n\nGout hurts.\n\n## Does walking help gout?\n\n{}", "This has not been shown in trials.", ""),
        ("# Gout\n\nGout hurts.\n\n## How long does an attack last?\n\n{}", "It lasts a week in most adults.", ""),
        ("# Gout\n\nGout hurts.\n\n## When is a scan needed?\n\n{}", "It can show crystals in most joints.", ""),
        ("# Gout\n\nGout hurts.\n\n## Is gout hereditary?\n\n{}", "It runs in families in one case in five.",
         "Gout runs in families in one case in five."),
        # what a list named is meant behind it, no item
        ("# Shingles\n\nThe symptoms of shingles are:\n\n- pain\n- blisters\n- fever\n\n{}",
         "They usually fade within four weeks.", "The symptoms of shingles usually fade within four weeks."),
        ("# Gout\n\nCommon triggers of gout include:\n\n- beer\n- red meat\n- stress\n\n{}",
         "They differ from person to person.", "Common triggers of gout differ from person to person."),
        ("# Gout\n\nDoctors use these drugs:\n\n- colchicine\n- naproxen\n\n{}", "They work best within a day.", ""),
        # some are not all
        ("# Croup\n\nSome babies breathe too fast with croup.\n\n{}", "They need oxygen in a hospital.",
         "Some babies need oxygen in a hospital."),
    ],
)  # fmt: skip
def test_what_a_question_or_a_list_leaves_to_be_meant(article: str, sentence: str, form: str, tmp_path: Path) -> None:
    found = [c for c in extracted(article.format(sentence) + "\n", tmp_path).values() if c.text == sentence]
    assert [(c.standalone, c.resolved) for c in found] == [(form or sentence, bool(form))]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (
            "# Eye color\n\nEye color is a trait.\n\n## Causes of eye color\n\n{}\n\n## Symptoms of eye color\n\nNone.",
            "Most people in the world have brown eyes.",
        ),
        ("# Asthma\n\nAsthma narrows the airways of children.\n\n{}", "Wheezing is common in children under five."),
        ("# Croup\n\nCroup swells the throat.\n\n{}", "Surfactant keeps the lungs open so that infants can breathe."),
    ],
)
def test_people_who_need_not_be_ill_are_not_given_the_topic(page: str, sentence: str, tmp_path: Path) -> None:
    found = {c.text: c.standalone for c in extracted(page.format(sentence) + "\n", tmp_path).values()}
    assert " with " not in found.get(sentence, sentence)


@pytest.mark.parametrize(
    ("sentence", "framed"),
    [
        ("The kidneys make urine from waste and water.", False),
        ("Blood tests show how much iron the body holds.", False),
        ("Red blood cells carry oxygen from the lungs.", False),
        ("A scan uses sound waves to make pictures of the belly.", False),
        ("The best way to prevent cholera is to boil the water.", False),
    ],
)
def test_what_holds_of_everybody_gets_no_frame(sentence: str, framed: bool, tmp_path: Path) -> None:
    text = f"# Hemochromatosis\n\nHemochromatosis is a disorder in which iron builds up. {sentence}\n"
    found = {c.text: c.standalone for c in extracted(text, tmp_path).values()}
    assert found.get(sentence, "").startswith("In hemochromatosis") is framed


@pytest.mark.parametrize(
    "said",
    [
        "It is ten past three.",
        "It was half past six in the morning.",
        "It is 3 a.m. and nobody sleeps.",
        "It is midnight.",
    ],
)
def test_a_time_of_day_is_of_nothing(said: str, tmp_path: Path) -> None:
    found = extracted(f"# Gout\n\nGout is a form of arthritis. {said} Gout comes at night.\n", tmp_path)
    assert not any(form.startswith("Gout is ten") or "Gout was half" in form or "Gout is 3" in form for form in found)
    assert not any("Gout is midnight" in form for form in found)


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("TALKING CURE", "And it does work."),
        ("THE PILL DRAWER", "It helps many."),
        ("BLUE HOURS", "It can be treated."),
    ],
)
def test_capitals_of_a_heading_name_nothing(heading: str, sentence: str, tmp_path: Path) -> None:
    found = extracted(f"Lying awake\n\nMany people lie awake.\n\n{heading}\n\n{sentence}\n", tmp_path, "article.txt")
    assert not any(heading.casefold() in form.casefold() for form in found)


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("food", "Such food contains less than 20 mg of gluten per kilogram."),
        ("cream", "Such cream contains 1% of hydrocortisone."),
        ("shoes", "Such shoes lower the pressure by 30%."),
    ],
)
def test_the_house_itself_is_no_such_thing(thing: str, said: str, tmp_path: Path) -> None:
    found = extracted(f"# Health\n\nOur award-winning team will see you. Look for good {thing}. {said}\n", tmp_path)
    assert not any("team contains" in form or "team lower" in form for form in found)


@pytest.mark.parametrize("label", ["Blood test", "Gene test", "Skin tests"])
def test_a_label_called_as_its_heading_says_nothing(label: str, tmp_path: Path) -> None:
    items = f"- {label}. We look for uric acid.\n- Scan. It shows crystals.\n"
    text = f"# Gout\n\nGout is a form of arthritis.\n\n## Tests\n\n{items}"
    assert not any(form.startswith(label) and " a test" in form for form in extracted(text, tmp_path))
