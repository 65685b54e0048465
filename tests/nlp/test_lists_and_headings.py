"""Items joined with what introduces them, and headings that a conversion ran into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.nlp.extraction import extracted

from citewarden.config import Config
from citewarden.model import Claim
from citewarden.nlp import run_in_lists, topics
from citewarden.nlp.phrases import upper_first
from citewarden.nlp.units import clean, units
from citewarden.readers import plain_text
from citewarden.stages.cite import cite
from citewarden.stages.claims import claims
from citewarden.stages.read import read


def listed(lead: str, item: str, folder: Path, title: str = "Gout") -> dict[str, Claim]:
    article = f"# {title}\n\n{title} hurts the joints of many adults.\n\n{lead}\n\n- {item}\n- a fall on the ice\n"
    return extracted(article, folder)


def unframed(found: Iterable[str]) -> set[str]:
    """Forms without the topic before them."""
    return {upper_first(re.sub(r"\A(?:In|With) gout, ", "", form)) for form in found}


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        (
            "The signs and symptoms of gout are:",
            "a red toe",
            "The signs and symptoms of gout include a red toe.",
        ),
        (
            "The symptoms of a migraine are:",
            "pain on one side of the head",
            "The symptoms of a migraine include pain on one side of the head.",
        ),
        (
            "Side effects, which fade within a week, are:",
            "nausea",
            "Side effects, which fade within a week, include nausea.",
        ),
        ("The causes of gout are:", "too much uric acid", "Too much uric acid is a cause of gout."),
    ],
)
def test_one_item_is_not_all_of_what_is_listed(lead: str, item: str, form: str, tmp_path: Path) -> None:
    assert form in listed(lead, item, tmp_path)


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("If you only wheeze at night, it may be enough to:", "sleep on two pillows",
         "If you only wheeze at night, it may be enough to sleep on two pillows."),
        ("You should not take ibuprofen if you have had an ulcer, or if you have:", "kidney disease",
         "You should not take ibuprofen if you have kidney disease."),
        ("Call an ambulance if you faint, or if you have:", "pain in the chest",
         "Call an ambulance if you have pain in the chest."),
        ("The best way to prevent cholera is to always:", "boil the water",
         "The best way to prevent cholera is to always boil the water."),
        ("If the lump does not go away, there are three options:", "surgery",
         "If the lump does not go away, one option is surgery."),
        ("There are several factors that may affect the dose:", "body weight",
         "One factor that may affect the dose is body weight."),
        ("The biopsy can be done in the following ways:", "a thin needle",
         "The biopsy can be done by a thin needle."),
    ],
)  # fmt: skip
def test_items_keep_the_conditions_that_are_theirs(lead: str, item: str, form: str, tmp_path: Path) -> None:
    assert form in unframed(listed(lead, item, tmp_path))


@pytest.mark.parametrize("list_", ["list", "table", "chart"])
def test_a_lead_in_that_speaks_of_its_list_is_not_joined(list_: str, tmp_path: Path) -> None:
    lead = f"Trust is built in steps; the following {list_} presents examples of how this may be done:"
    found = listed(lead, "displaying posters of people with gout in the ward", tmp_path)
    assert not any("how displaying" in form for form in found)


def test_what_to_do_is_said_without_its_heading(tmp_path: Path) -> None:
    article = (
        "# Dry mouth\n\nDry mouth is common in adults.\n\n## Dos and don'ts\n\nDo\n\n"
        "- chew sugar-free gum – it makes the mouth produce more saliva\n- drink 2 litres of water a day\n"
    )
    found = extracted(article, tmp_path)
    assert not any("gum makes" in form for form in found)
    assert not any(form.startswith("Do drink") for form in found)


@pytest.mark.parametrize(
    ("entry", "form"),
    [
        (
            "rare diseases (RDs): illnesses that few people have",
            "Rare diseases (RDs) are illnesses that few people have.",
        ),
        ("stent: device that keeps an artery open", "Stent is a device that keeps an artery open."),
        ("insulin pump: small device that gives insulin", "Insulin pump is a small device that gives insulin."),
        ("oedema: swelling of the legs", "Oedema is swelling of the legs."),
    ],
)
def test_entries_of_a_glossary_are_sentences(entry: str, form: str, tmp_path: Path) -> None:
    article = f"# Heart disease\n\nHeart disease kills.\n\n## Glossary\n\n{entry}\n"
    assert form in extracted(article, tmp_path)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Rest Is Best The knee needs six weeks to heal.", ["Rest Is Best", "The knee needs six weeks to heal."]),
        (
            "Plan Your Way Home To get home you need a driver.",
            ["Plan Your Way Home", "To get home you need a driver."],
        ),
        ("A Treatable Disease Most people get well.", ["A Treatable Disease", "Most people get well."]),
        ("In New York The Lancet Group met.", ["In New York The Lancet Group met."]),
        ("Doctors at Mount Sinai treat many people.", ["Doctors at Mount Sinai treat many people."]),
        ("Vitamin D and The Heart", ["Vitamin D and The Heart"]),
    ],
)
def test_a_heading_run_into_its_sentence_is_cut_off(line: str, parts: list[str]) -> None:
    text = f"Knees\n\nKnees wear out in time.\n\n{line} It is not hard to do so.\n"
    document = plain_text.read(text.encode(), name="a.txt")
    assert [unit.clean for unit in units(document) if unit.start >= text.index(line)][: len(parts)] == parts


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("- iron - vitamin B12 - folic acid", ["vitamin B12", "folic acid"]),
        ("- keep the wound dry - change the dressing", []),
        ("• aspirin - a blood thinner - helps", []),
    ],
)
def test_a_bullet_with_two_more_dashes_is_a_list(line: str, items: list[str]) -> None:
    found = run_in_lists.pieces(line, 2, len(line))
    assert [line[p.start : p.end].strip() for p in found if p.item] == items


def test_a_list_run_into_an_item_has_the_item_s_end_for_its_lead_in(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Gout\n\nGout hurts.\n\nTreatment\n\nTablets come first.\n\n"
        "- Tablets by mouth. Tablets by mouth may include - colchicine - naproxen - prednisone\n"
    )
    document = read(path, root=tmp_path)
    (found,) = claims([(document, cite(document)[1])], models=Config().models)
    assert "Tablets by mouth may include naproxen." in {claim.standalone for claim in found}


@pytest.mark.parametrize(
    "sentence",
    [
        "Treatment of a child who has pneumonia depends on the severity of the condition.",
        "People whose asthma is bad may die of the disease.",
        "Measles spreads fast, and the disease kills children.",
    ],
)
def test_the_condition_of_a_sentence_that_names_one_is_that_one(sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Gout\n\nGout hurts the joints of many adults. {sentence}\n", tmp_path)
    assert not any("of gout" in claim.standalone for claim in found.values() if claim.text == sentence)


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("Symptoms of a panic attack include feelings that your heart is:", "racing",
         "Symptoms of a panic attack include feelings that your heart is racing."),
        ("Gout may give you the feeling that the toe is:", "on fire",
         "Gout may give you the feeling that the toe is on fire."),
        ("Some people have a fear that their joints are:", "wearing out",
         "Some people have a fear that their joints are wearing out."),
    ],
)  # fmt: skip
def test_the_verb_of_a_clause_inside_does_not_end_the_lead_in(lead: str, item: str, form: str, tmp_path: Path) -> None:
    assert form in listed(lead, item, tmp_path)


@pytest.mark.parametrize(
    ("lead", "item"),
    [
        ("These conditions and factors include:", "alcohol use"),
        ("Other factors may include:", "alcohol use"),
        ("These things include:", "alcohol use"),
    ],
)
def test_factors_of_nothing_named_are_told(lead: str, item: str, tmp_path: Path) -> None:
    found = listed(lead, item, tmp_path)
    assert not any(claim.resolved for form, claim in found.items() if "lcohol use" in form and "gout" not in form)


@pytest.mark.parametrize(
    ("before", "sentence", "wrong"),
    [
        ("Some babies are born with complex heart defects.", "These defects need surgery soon after birth.",
         "Heart defects need surgery soon after birth."),
        ("A few people get severe heart defects.", "These defects can kill within days.",
         "Heart defects can kill within days."),
        ("Doctors can see large heart defects on a scan.", "These defects cause a loud murmur.",
         "Heart defects cause a loud murmur."),
    ],
)  # fmt: skip
def test_the_narrower_name_just_said_is_meant(before: str, sentence: str, wrong: str, tmp_path: Path) -> None:
    found = extracted(f"# Heart defects\n\nHeart defects are common at birth. {before} {sentence}\n", tmp_path)
    assert wrong not in found


def test_examples_inside_a_clause_do_not_give_way_to_it(tmp_path: Path) -> None:
    found = listed("Feedback loops occur in processes that require fast responses, such as:", "birth", tmp_path)
    assert "Feedback loops occur in processes that require birth." not in found


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("When a nerve fires, salt rushes in and displaces the drug.", "This causes a short spasm of the muscle."),
        ("Fat builds up in the wall of an artery.", "This causes the artery to narrow."),
        ("Smoke harms the lining of the airways.", "That causes a cough in most adults."),
    ],
)
def test_what_an_event_causes_is_not_a_thing_s(before: str, sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Gout\n\nGout hurts the joints of many adults. {before} {sentence}\n", tmp_path)
    assert not any(claim.resolved for claim in found.values() if claim.text == sentence)


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("Oxygen therapy may help:", "Increase the lifespan of some people",
         "Oxygen therapy may help increase the lifespan of some people."),
        ("Walking may help to:", "Lower the blood pressure", "Walking may help to lower the blood pressure."),
        ("Aspirin helps:", "Lower the risk of a stroke", "Aspirin helps lower the risk of a stroke."),
        ("Other causes of gout are:", "Kidney failure, HIV/AIDS, and other health problems",
         "Kidney failure, HIV/AIDS, and other health problems are a cause of gout."),
    ],
)  # fmt: skip
def test_what_helps_to_do_something_is_no_order(lead: str, item: str, form: str, tmp_path: Path) -> None:
    assert form in unframed(listed(lead, item, tmp_path))


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("What I need to know about My Child's Urinary Tract Infection", "urinary tract infection"),
        ("Understanding Your Child's Asthma", "asthma"),
        ("My Gout", "gout"),
    ],
)
def test_whose_it_is_belongs_to_no_topic(title: str, topic: str) -> None:
    text = f"{title}\n\nA {topic} hurts. Many children have a {topic}. The {topic} is common. It is a {topic}."
    assert topics.of_title(title, text) == topic


def test_a_second_list_in_a_line_has_the_lead_in_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Thyroid disease\n\nThe thyroid is a gland.\n\nTests\n\nBlood tests may include the\n\n"
        "- TSH test. The test shows how much of the hormone is in the blood. - Antibody test. The test finds proteins "
        "of the immune system. Two main types of antibodies are - anti-TG antibodies - anti-TPO antibodies\n"
    )
    document = read(path, root=tmp_path)
    (found,) = claims([(document, cite(document)[1])], models=Config().models)
    forms = {claim.standalone for claim in found if claim.resolved}
    assert not any("include the anti-TPO" in form for form in forms)


@pytest.mark.parametrize(
    ("before", "sentence", "opens"),
    [
        ("Signs and symptoms of gout include fever, a red toe, and pain.",
         "These and other signs and symptoms may be caused by gout or by other diseases.",
         "Fever, a red toe, pain, and other signs and symptoms"),
        ("Symptoms of gout include fever and chills.", "These and other symptoms may go away by themselves.",
         "Fever, chills, and other symptoms"),
        ("The complications of gout are stones, and pain and swelling of the knee.",
         "These and other complications can be prevented.",
         "Stones, and pain and swelling of the knee, and other complications"),
        ("Gout hurts at night.", "These and other symptoms may be caused by an infection.", ""),
        ("Symptoms include fever.", "These and other treatments can cause harm.", ""),
    ],
)  # fmt: skip
def test_these_and_others_are_those_just_listed(before: str, sentence: str, opens: str, tmp_path: Path) -> None:
    found = extracted(f"# Gout\n\nGout hurts the joints of many adults. {before} {sentence}\n", tmp_path)
    told = [(form, claim.resolved) for form, claim in found.items() if claim.text == sentence]
    assert all(form.startswith(opens) and resolved is (opens != "") for form, resolved in told)


@pytest.mark.parametrize(
    ("written", "read_"),
    [
        ("Acinetobacter [ass-in-ee-toe] is a germ.", "Acinetobacter is a germ."),
        ("Ebola [ee−boh−la vy-rus] is a virus.", "Ebola is a virus."),
        ("The dose [high-dose only] is 5 mg.", "The dose [high-dose only] is 5 mg."),
        ("Gout [see note] is painful.", "Gout [see note] is painful."),
    ],
)
def test_how_a_word_is_spoken_is_no_part_of_a_claim(written: str, read_: str) -> None:
    assert clean(written) == read_


def test_another_number_is_not_one(tmp_path: Path) -> None:
    found = extracted("# Gout\n\nOf 100 adults, 4 have gout. Another 15 million live with arthritis.\n", tmp_path)
    assert not any(form.startswith("A 15") for form in found)


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("A stem cell becomes one of three types of blood cells.", "Red cells",
         "Red cells are one of the three types of blood cells."),
        ("The heart has four kinds of valves.", "The mitral valve",
         "The mitral valve is one of the four kinds of valves."),
        ("The eye has three layers.", "The retina", "The eye has three layers: the retina."),
        ("People with kidney failure may have the following symptoms:", "swollen feet",
         "People with kidney failure may have swollen feet."),
        ("Gout has four stages.", "Quiet gout", "Quiet gout is one of the four stages of gout."),
    ],
)  # fmt: skip
def test_kinds_of_something_named_are_not_the_topic_s(lead: str, item: str, form: str, tmp_path: Path) -> None:
    found = listed(lead, item, tmp_path)
    assert form in found


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("A rare complication of gout is intussusception of the bowel.", "With this condition, the bowel folds up."),
        ("A severe form of gout is the tophus of the toe.", "This condition needs surgery."),
        ("One effect of gout is a stone in the kidney.", "This problem can block the flow of urine."),
    ],
)
def test_this_condition_is_what_a_complication_was_said_to_be(before: str, sentence: str, tmp_path: Path) -> None:
    found = extracted(f"# Gout\n\nGout hurts the joints of many adults. {before} {sentence}\n", tmp_path)
    said = [form for form, claim in found.items() if claim.text == sentence and claim.resolved]
    assert not any("gout" in form.lower() for form in said)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Facing the Challenges of Kidney Disease", "kidney disease"),
        ("Coping With Gout", "gout"),
        ("The Challenge of Asthma", "asthma"),
    ],
)
def test_what_is_done_with_a_disease_belongs_to_no_topic(title: str, topic: str) -> None:
    text = f"{title}\n\nMany adults have {topic}. The {topic} hurts. He has {topic}. Her {topic} is bad."
    assert topics.of_title(title, text) == topic


def test_a_superlative_keeps_its_article_and_drugs_are_many(tmp_path: Path) -> None:
    found = listed("The most common causes of gout include the following:", "too much beer", tmp_path)
    assert "The most common causes of gout include too much beer." in found or not any(
        form.startswith("Most common causes") for form in found
    )
    article = "# Heart disease\n\nHeart disease kills.\n\n## Glossary\n\nthrombolytics: drugs that dissolve clots\n"
    assert "Thrombolytics are drugs that dissolve clots." in extracted(article, tmp_path)


def test_guidelines_pointed_at_before_a_list_are_told(tmp_path: Path) -> None:
    found = listed("These guidelines, reviewed in 2021, recommend the following foods:", "whole grains", tmp_path)
    assert not any(claim.resolved for form, claim in found.items() if "These guidelines" in form)


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Many adults do not know that they have gout and, therefore, are not treated.",
         "Many adults do not know that they have gout and are not treated."),
        ("Gout hurts and, also, ruins joints.", "Gout hurts and ruins joints."),
    ],
)  # fmt: skip
def test_a_small_word_takes_its_commas_along(sentence: str, form: str, tmp_path: Path) -> None:
    found = extracted(f"# Gout\n\nGout is a disease of adults. {sentence}\n", tmp_path)
    assert not any(",," in said for said in found)


@pytest.mark.parametrize(
    ("heading", "caption", "drug"),
    [
        ("Eptifibatide", "Antiplatelets", "Clopidogrel"),
        ("Flutamide", "Hormonal drugs", "Tamoxifen"),
        ("Aspirin", "Painkillers", "Ibuprofen"),
    ],
)
def test_a_table_with_a_name_is_not_of_the_drug_in_the_heading(
    heading: str, caption: str, drug: str, tmp_path: Path
) -> None:
    article = (
        f"# Heart disease\n\nHeart disease kills many adults.\n\n## {heading}\n\n{heading} helps most adults. "
        f"{heading} is given by mouth.\n\nTable 1. {caption}\n\n| Drug | Dose |\n|---|---|\n"
        f"| {drug} | 75 mg by mouth once a day |\n| {heading} | 100 mg by mouth once a day |\n"
    )
    found = extracted(article, tmp_path)
    assert not any(form.startswith(heading) and drug in form for form in found)


@pytest.mark.parametrize("verb", ["needs to ensure", "must check", "should see"])
def test_a_label_s_clause_is_not_what_the_label_is(verb: str, tmp_path: Path) -> None:
    found = listed("The rights are:", f"Right dose: The nurse {verb} that the dose of the drug is right.", tmp_path)
    assert not any("dose is the nurse" in form for form in found)


LIST = """# Migraine

Migraine is a headache.

{lead}

- **Magnesium.** Magnesium prevents migraine attacks [1]. It has no side effects [1].
- In a trial, 15 percent had fewer attacks.

## References

1. Doe J, Roe P. Magnesium and migraine. Example J Med. 2019;4(2):11-18.
"""


@pytest.mark.parametrize(
    "lead",
    ["Here is what the studies say:", "Here's what trials found:", "Here is why it helps:", "We looked them up:"],
)
def test_marked_sentences_and_figures_of_a_list_are_claims_whatever_leads_in(lead: str, tmp_path: Path) -> None:
    found = " ".join(extracted(LIST.format(lead=lead), tmp_path))
    assert "Magnesium prevents migraine attacks" in found
    assert "no side effects" in found
    assert "15 percent" in found


@pytest.mark.parametrize("lead", ["Learn more about migraine here:", "For more information, visit:", "Read more:"])
def test_a_list_of_pages_holds_no_claims(lead: str, tmp_path: Path) -> None:
    article = (
        f"# Migraine\n\nMigraine is a headache.\n\n{lead}\n\n- Treating migraine at home\n- Living with migraine\n"
    )
    assert not [form for form in extracted(article, tmp_path) if "home" in form or "Living" in form]


def test_a_sentence_that_points_to_the_table_is_a_claim(tmp_path: Path) -> None:
    article = "# Pain\n\nAs the table shows, ibuprofen can be taken on 20 days a month. The table shows the limits.\n"
    found = list(extracted(article, tmp_path))
    assert any("20 days" in form for form in found)
    assert not any("the limits" in form for form in found)


@pytest.mark.parametrize(
    ("label", "lead", "items", "after"),
    [
        ("Starch.", "Foods with starch include", ["rice", "noodles", "bread"], "Salt. Kidneys hold back water."),
        ("Milk.", "Foods made of milk include", ["yogurt", "cheese", "butter"], "Alcohol. Beer raises uric acid."),
        ("Legs.", "Aids for the legs include", ["a stocking", "a sleeve", "a cane"], "Wrists. A splint eases pain."),
    ],
)
def test_a_label_after_a_list_run_into_its_line_is_no_member_of_it(
    label: str, lead: str, items: list[str], after: str, tmp_path: Path
) -> None:
    run_in = f"- {label} Adults need to know some of it each day. {lead} - {' - '.join(items)} - {after}"
    forms = extracted(f"# Gout\n\nKeep an eye on the following: {run_in}\n", tmp_path)
    assert f"{lead} {items[1]}." in forms
    assert not any(form.startswith(lead) and after.split(".")[0].lower() in form for form in forms)


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("The team includes a:", "Allergist", "The team includes an allergist."),
        ("Staff who can help include an:", "Urologist", "Staff who can help include a urologist."),
        ("The team includes a:", "A nurse", "The team includes a nurse."),
    ],
)
def test_an_article_before_a_list_suits_each_item(lead: str, item: str, form: str, tmp_path: Path) -> None:
    assert form in unframed(listed(lead, item, tmp_path))


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("The nurse should do the following:", "If the pulse is below 60, hold the next dose",
         "If the pulse is below 60, the nurse should hold the next dose."),
        ("The nurse should do the following:", "Before the first dose, weigh the client",
         "Before the first dose, the nurse should weigh the client."),
        ("The nurse should do the following:", "Weigh the client before the first dose",
         "The nurse should weigh the client before the first dose."),
    ],
)  # fmt: skip
def test_an_order_for_a_case_keeps_the_case_in_front(lead: str, item: str, form: str, tmp_path: Path) -> None:
    assert form in unframed(listed(lead, item, tmp_path))


@pytest.mark.parametrize(
    ("lead", "item"),
    [
        ("Sudeck syndrome is diagnosed if you have two of the following conditions:", "a swollen hand"),
        ("A heart that beats too fast may come from one of these conditions:", "an overactive thyroid"),
        ("Examples of these medical conditions include:", "low blood sugar"),
    ],
)
def test_conditions_of_a_list_are_not_the_topics_own(lead: str, item: str, tmp_path: Path) -> None:
    assert not any("condition of" in form for form in listed(lead, item, tmp_path))


@pytest.mark.parametrize(
    "before",
    ["The WHO lists ten tasks.", "Nurses visit many homes.", "Doctors use tests and scans."],
)
def test_these_include_takes_only_what_it_can_mean(before: str, tmp_path: Path) -> None:
    article = f"# Gout\n\nGout hurts the joints.\n\n{before} These include:\n\n- care of the feet\n- a yearly check\n"
    subject = before.split()[0] if before.split()[0] != "The" else "The WHO"
    found = extracted(article, tmp_path)
    assert not any(form.startswith(f"{subject} include") for form in found)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Colchicine Colchicine eases the pain of gout.", "Colchicine eases the pain of gout."),
        ("Low dose Low dose aspirin prevents some strokes.", "Low dose aspirin prevents some strokes."),
        ("Other tests Other tests show uric acid in the blood.", "Other tests show uric acid in the blood."),
        ("Loa loa parasites are found in West Africa.", "Loa loa parasites are found in West Africa."),
    ],
)
def test_a_heading_run_into_a_sentence_of_the_same_words_is_cut_off(line: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"Gout\n\nGout hurts the joints of many adults. {line}\n", "utf-8")
    assert sentence in [unit.clean for unit in units(read(path, root=tmp_path))]


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("The nurse should do the following for clients who take diuretics:", "Weigh the client each morning",
         "For clients who take diuretics, the nurse should weigh the client each morning."),
        ("Parents should do the following when a child faints:", "Raise the legs",
         "When a child faints, parents should raise the legs."),
        ("You must do the following before surgery:", "Do not eat, as food can reach the lungs",
         "Before surgery, you must not eat, as food can reach the lungs."),
        ("The nurse should do the following for clients with asthma:", "If the lips turn blue, give oxygen",
         "For clients with asthma, if the lips turn blue, the nurse should give oxygen."),
    ],
)  # fmt: skip
def test_for_whom_a_list_of_orders_is_stays(lead: str, item: str, form: str, tmp_path: Path) -> None:
    assert form in unframed(listed(lead, item, tmp_path))


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("The amount of blood in the urine may be", "visible with the naked eye",
         "The amount of blood in the urine may be visible with the naked eye."),
        ("Your skin may be", "pale or yellow", "Your skin may be pale or yellow."),
        ("The eight fields of work are as follows:", "Public health skills",
         "Public health skills are a field of work."),
        ("The rules are described within the following eight fields:", "Public health",
         "The rules are described within the following eight fields: public health."),
        ("Try the following tips:", "If you smoke, quit or cut down", "If you smoke, quit or cut down."),
        ("The nurse should consider other shortages as well:", "Low folate",
         "The nurse should consider other shortages as well: low folate."),
        ("Here are some measures backed by trials:", "Home visits",
         "Here are some measures backed by trials: home visits."),
        ("The drug harms other organs too:", "Liver", "The drug harms other organs too: liver."),
        ("There are matters that the nurse must know:", "Avoid quick judgement",
         "The nurse should avoid quick judgement."),
        ("Policy work:", "Supporting families: offer classes that teach them to cook",
         "Supporting families: offer classes that teach them to cook."),
        ("Forms of help:", "Counseling: a talk with a person who is trained to help",
         "Counseling is a talk with a person who is trained to help."),
    ],
)  # fmt: skip
def test_what_is_counted_or_said_of_one_thing_is_joined_in_order(
    lead: str, item: str, form: str, tmp_path: Path
) -> None:
    assert form in unframed(listed(lead, item, tmp_path))
