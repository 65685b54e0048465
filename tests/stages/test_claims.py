"""From an article to its claims, through the real readers and the real model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in

from citewarden.config import Config
from citewarden.model import Document
from citewarden.stages.cite import cite
from citewarden.stages.claims import claims
from citewarden.stages.read import read

SHARED = Path(__file__).parents[2].parent / "shared"
MODELS = Config().models


def forms(text: str, folder: Path) -> list[str]:
    return [c.standalone for c in claims_in(text, folder)]


TWITCHES = """# Are muscle twitches a sign of gout?

Muscle twitching occurs when nerves misfire. They can occur in healthy people and rarely signal a disease.

See our page on cramps. What causes them?

Fasciculations may also be a symptom of certain conditions, such as:

- An overactive thyroid gland
- Severe kidney disease

## Gout

Gout is a form of arthritis. It affects about 4% of adults. Treatment usually consists of rest and ibuprofen.

Talk to your doctor about your concerns. However, the disease may return within 6 to 12 months.[1]

## References

1. Doe J, Roe P. Gout and its course. Example J Med. 2019;4(2):11-18.
"""


def test_bullets_are_joined_and_pronouns_resolved(tmp_path: Path) -> None:
    found = forms(TWITCHES, tmp_path)
    assert "Fasciculations may be a symptom of an overactive thyroid gland." in found
    assert "Fasciculations may be a symptom of severe kidney disease." in found
    assert any(f.startswith("Muscle twitches can occur in healthy people") for f in found)
    assert "Gout affects about 4% of adults." in found
    assert "Treatment of gout usually consists of rest and ibuprofen." in found
    assert "Gout may return within 6 to 12 months." in found


def test_navigation_questions_headings_and_references_are_no_claims(tmp_path: Path) -> None:
    text = " ".join(forms(TWITCHES, tmp_path))
    for no in ("See our page", "What causes", "Talk to your doctor", "Doe J", "Are muscle twitches a sign"):
        assert no not in text


def test_fields_a_verdict_needs(tmp_path: Path) -> None:
    found = {c.standalone: c for c in claims_in(TWITCHES, tmp_path)}
    share = found["Gout affects about 4% of adults."]
    assert share.kind == "statistic"
    assert share.priority == "high"
    assert [(q.low, q.unit, q.comparator) for q in share.quantities] == [(4, "%", "~")]
    assert "adults" in share.population
    assert ("Gout", "mesh:D006073") in share.concepts
    assert share.section == "Gout"
    back = found["Gout may return within 6 to 12 months."]
    assert back.modality == ("may", 0)
    assert back.citations == ("article.md#cit-1",)
    rare = next(c for c in found.values() if "healthy people" in c.standalone)
    assert rare.quantifier == ("rarely", 1)


def test_the_span_is_the_article_s_own_words(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Gout 🙂\n\nβ-blockers lower the blood pressure. Gout is painful.\n", encoding="utf-8")
    document = read(path, root=tmp_path)
    (found,) = claims([(document, [])], models=MODELS)
    for claim in found:
        place = claim.target.position
        assert document.text[place.start : place.end] == claim.text == claim.target.quote.exact
    assert {(c.target.start_line, c.target.start_column) for c in found} == {(3, 1), (3, 38)}


def test_compound_statements_are_split_and_keep_their_sentence(tmp_path: Path) -> None:
    found = claims_in("# Blood\n\nRed blood cells carry oxygen and remove carbon dioxide from the body.\n", tmp_path)
    assert [c.standalone for c in found] == [
        "Red blood cells carry oxygen.",
        "Red blood cells remove carbon dioxide from the body.",
    ]
    assert len({c.target for c in found}) == 1


def test_lists_under_one_verb_stay_whole(tmp_path: Path) -> None:
    found = forms("# Gout\n\nSymptoms of gout include pain, swelling and redness.\n", tmp_path)
    assert found == ["Symptoms of gout include pain, swelling and redness."]


def test_ids_are_unique_and_stable(tmp_path: Path) -> None:
    once = claims_in("# Gout\n\nGout is painful.\n\nGout is painful.\n", tmp_path)
    assert len({c.id for c in once}) == 2
    assert once[1].id == f"{once[0].id}-2"
    later = claims_in("# Gout\n\nA new first sentence says that rest helps.\n\nGout is painful.\n", tmp_path)
    assert once[0].id in {c.id for c in later}


def test_one_list_an_article_in_order(tmp_path: Path) -> None:
    documents: list[tuple[Document, list[object]]] = []
    for name, text in (
        ("a.md", "# A\n\nGout is painful.\n"),
        ("b.md", "# B\n\n## References\n\n1. Doe J. X. Y. 2019.\n"),
        ("c.md", "# C\n\nMigraine is common.\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        documents.append((read(tmp_path / name, root=tmp_path), []))
    found = list(claims(documents, models=MODELS))  # type: ignore[arg-type]
    assert [[c.document for c in row] for row in found] == [["a.md"], [], ["c.md"]]


def test_the_same_article_gives_the_same_claims(tmp_path: Path) -> None:
    assert claims_in(TWITCHES, tmp_path) == claims_in(TWITCHES, tmp_path)


def test_empty_and_odd_articles(tmp_path: Path) -> None:
    assert claims_in("Just a line without a stop", tmp_path, "odd.txt") is not None
    assert claims_in("# ?\n\n...\n\n- •\n\n(((\n\n1. \n\ntext;;; and , but\n", tmp_path) is not None


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared development data")
def test_seed_article() -> None:
    folder = SHARED / "seed"
    document = read(next(folder.glob("*.txt")), root=folder)
    (found,) = claims([(document, cite(document)[1])], models=MODELS)
    assert 30 <= len(found) <= 45
    texts = [c.standalone for c in found]
    assert "Besides neurological diseases, fasciculations may be a symptom of an overactive thyroid gland." in texts
    assert any(t.startswith("Muscle twitches can occur in healthy people") for t in texts)
    assert not any("Was this page" in t or t.startswith("Leite") for t in texts)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared development data")
def test_annotated_pages_keep_their_scores() -> None:
    """Two pages whose annotation the shipped weights saw: a floor under regressions, no measure of quality."""
    folder = SHARED / "data" / "claims-health" / "dev"
    gold = [json.loads(line) for line in (folder.parent / "dev.jsonl").read_text("utf-8").splitlines()]
    names = ("dev-07-cold-urticaria.txt", "dev-10-diabetes.txt")
    documents = [read(folder / name, root=folder) for name in names]
    for name, found in zip(names, claims([(d, []) for d in documents], models=MODELS), strict=True):
        wanted = {u["end"] for u in gold if u["doc"] == name and u["label"] == "claim"}
        seen = {c.target.position.end for c in found}
        assert 2 * len(wanted & seen) / (len(wanted) + len(seen)) > 0.93


TABLES = """# Medicines for gout

| Drug | Dose |
| --- | --- |
| Colchicine | 0.6 mg once a day |
| Allopurinol | 100 mg once a day |

Gout is treated with medicines.

| Heart rate: | 98 beats/min |
| --- | --- |
| Respiratory rate: | 14 breaths/min |
"""


def test_rows_take_the_names_of_their_columns_and_never_another_row_s_values(tmp_path: Path) -> None:
    found = forms(TABLES, tmp_path)
    assert "Gout: Colchicine: Dose: 0.6 mg once a day" in found
    assert "Gout: Allopurinol: Dose: 100 mg once a day" in found
    assert not any("beats/min" in f for f in found), "one patient's chart asserts nothing of medicine"


ANSWERS = """# Smoking and gout

## Does smoking cause gout?

Mostly it does not. Smoking raises uric acid in the blood by about 3%. They should tell their doctor about it.

## Foods

- Dizziness
- Brown rice

This video explains how gout is treated. Uric acid was described. Gout causes pain in joints. shows the joints.
"""


def test_answers_are_read_with_their_question_and_fragments_assert_nothing(tmp_path: Path) -> None:
    found = forms(ANSWERS, tmp_path)
    assert "Smoking mostly does not cause gout." in found
    assert not any(f.startswith(("Mostly it", "Dizziness", "Brown rice", "This video", "Uric acid was")) for f in found)
    assert not any(f.startswith(("Smoking should", "Gout should", "Uric acid should")) for f in found)
    assert "Gout causes pain in joints." in found


def test_a_mark_after_the_stop_stays_with_its_sentence(tmp_path: Path) -> None:
    text = (
        "# Gout\n\nGout affects 4% of adults. [1] It causes pain.\n\n## References\n\n1. Doe J. Gout. Ex J. 2019;4:1.\n"
    )
    found = claims_in(text, tmp_path)
    assert [c.text for c in found] == ["Gout affects 4% of adults. [1]", "It causes pain."]
    assert [len(c.citations) for c in found] == [1, 0]


STORY = """# Gout

Josh works in a clinic and has had gout for 5 years. Robert Koch described the bacterium of tuberculosis in 1882.

Care of gout is based on three aims:

- Relief of pain
"""


def test_stories_of_first_names_are_no_claims_and_counted_lists_keep_their_colon(tmp_path: Path) -> None:
    found = forms(STORY, tmp_path)
    assert not any("Josh" in f for f in found)
    assert any(f.startswith("Robert Koch described") for f in found)
    assert not any("aims relief" in f for f in found)


def test_ms_the_disease_is_no_person(tmp_path: Path) -> None:
    text = "# MS\n\nMultiple sclerosis (MS) affects nerves. Ms. Doe has MS. Doctors treat MS with interferon.\n"
    found = forms(text, tmp_path)
    assert len(found) == 2
    assert not any("Doe" in f for f in found)
    assert "interferon" in found[1]


def test_what_a_list_exemplifies_and_what_words_point_to_are_told_apart(tmp_path: Path) -> None:
    found = forms(
        """# Twitches and multiple sclerosis

## Fasciculations

A fasciculation is a brief twitch of one bundle of muscle fibers. Healthy people have them too. In a person without
weakness, they do not point to a disease of the nerves.

Nerve cells in the brain stem steer the muscles. That is what happens in every movement.

Many things outside the nervous system can set off fasciculations, including:

- an overactive thyroid
- advanced kidney disease

Most passing twitches have a plain cause:

- hard exercise
- too little sleep
""",
        tmp_path,
    )
    assert "An overactive thyroid can set off fasciculations." in found
    assert "Most passing twitches have a plain cause: too little sleep." in found
    assert "In a person without weakness, healthy people do not point to a disease of the nerves." not in found
    assert not any(f.startswith(("Brain stem is what", "Nerve cells in the brain stem is")) for f in found)


@pytest.mark.parametrize(
    "line",
    [
        "This article is for informational purposes only.",
        "Our product is not intended to diagnose, treat, cure, or prevent any disease.",
        "We may earn a commission if you buy through our links.",
        "Order now and get 20% off your order.",
        "Sign up for our newsletter to get 5 tips a week.",
        "I lost 12 pounds in 3 weeks with this diet.",
        "My blood pressure fell by 10 mm Hg.",
        "Worse at night, better after food.",
        "Dull ache in both knees.",
    ],
)
def test_pages_wares_and_own_stories_assert_nothing(tmp_path: Path, line: str) -> None:
    assert forms(f"# Gout\n\nGout affects 4% of adults. {line}\n", tmp_path) == ["Gout affects 4% of adults."]


@pytest.mark.parametrize(
    "line",
    [
        "The FDA has not approved colchicine for children.",
        "Type I allergies cause hives.",
        "A trial sponsored by the NIH found that zinc shortens colds by 1 day.",
        "“I tell patients that ibuprofen lowers fever within 30 minutes,” says Ann Poe, MD.",
        "Zinc lowers the risk of colds.",
    ],
)
def test_what_only_looks_like_a_page_s_own_words_is_a_claim(tmp_path: Path, line: str) -> None:
    assert any(c.text == line for c in claims_in(f"# Gout\n\nGout affects 4% of adults. {line}\n", tmp_path))


REASONS = """# Gout

Smokers need 35 mg more vitamin C. This is probably because smoke destroys it.

Ibuprofen and naproxen are NSAIDs. They both lower pain.

Colchicine blocks inflammation. They both cause nausea.
"""


def test_reasons_are_joined_and_two_unknown_things_are_left_alone(tmp_path: Path) -> None:
    found = forms(REASONS, tmp_path)
    assert "Smokers need 35 mg more vitamin C, probably because smoke destroys it." in found
    assert "Ibuprofen and naproxen both lower pain." in found
    assert not any(f.startswith("Colchicine both") for f in found)


def test_rows_say_what_their_table_is_about(tmp_path: Path) -> None:
    page = (
        "<html><body><main><h1>Calcium</h1><p>Calcium builds bones.</p><h2>Overview</h2><table>"
        "<caption>Table 2. Recommended daily amounts</caption><tr><th>Age</th><th>Amount</th></tr>"
        "<tr><td>1–3 years</td><td>700 mg</td></tr></table><h2>How much is in food?</h2>"
        "<table><tr><th>Food</th><th>Amount</th></tr><tr><td>Yogurt</td><td>415 mg</td></tr></table>"
        "<h2>Calcium supplements</h2><table><tr><th>Form</th><th>Dose</th></tr>"
        "<tr><td>Citrate</td><td>500 mg a day</td></tr></table></main></body></html>"
    )
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    document = read(path, root=tmp_path)
    (found,) = claims([(document, cite(document)[1])], models=MODELS)
    assert [c.standalone for c in found if "mg" in c.standalone] == [
        "Calcium, recommended daily amounts: Age 1–3 years: Amount: 700 mg",
        "Calcium: Yogurt: Amount: 415 mg",
        "Calcium supplements: Citrate: Dose: 500 mg a day",
    ]


NESTED = """# Anemia

Iron deficiency can be caused by:

- blood loss
  - heavy periods
- a diet without
  - red meat
  - beans

See a doctor if you have a headache:

- that
  - starts suddenly
"""


def test_nested_items_hang_on_the_item_that_breaks_off(tmp_path: Path) -> None:
    found = forms(NESTED, tmp_path)
    assert "Iron deficiency can be caused by heavy periods." in found
    assert "Iron deficiency can be caused by a diet without red meat." in found
    assert "Iron deficiency can be caused by a diet without beans." in found
    assert "See a doctor if you have a headache that starts suddenly." in found
    assert "Iron deficiency can be caused by a diet without." not in found


FAQ = """# Vitamin C

## Who needs more vitamin C?

- Smokers
- People with kidney disease

## How much vitamin C do adults need?

75 to 90 mg a day. Fruit has most of it.

## Is it safe?

Yes. It rarely harms.

## Questions for your doctor

Q: Does vitamin C cure colds?

A: No.
"""


def test_answers_and_items_stand_with_their_question(tmp_path: Path) -> None:
    found = forms(FAQ, tmp_path)
    assert "Smokers need more vitamin C." in found
    assert "Adults need 75 to 90 mg of vitamin C a day." in found
    assert "Vitamin C is safe." in found
    assert "Vitamin C does not cure colds." in found
    assert not any(f.startswith(("Yes", "No.", "A: ", "75")) for f in found)


def test_a_page_in_a_mark_is_no_quantity(tmp_path: Path) -> None:
    text = (
        "The fall is steeper in men (Roe, Poe, and Moe 2017, 21). Naps of 20 minutes help nurses (Lind 2014, 33)."
        " Salt raises blood pressure (Doe 2016, p. 4). Of 21 nurses, 12 slept badly (Lind 2014).\n\n## References\n\n"
        "Roe, Ann, Ben Poe, and Cy Moe. 2017. “Sleep of Men.” *Sleep Health* 4 (1): 19–36.\n\n"
        "Lind, Eva. 2014. “Naps.” *Sleep Health* 1 (1): 30–36.\n\nDoe, Jane. 2016. “Salt.” *Hypertension* 3 (2): 1–9.\n"
    )
    read = {c.text[:9]: [q.text for q in c.quantities] for c in claims_in(text, tmp_path)}
    assert read == {"The fall ": [], "Naps of 2": ["20 minutes"], "Salt rais": [], "Of 21 nur": ["21", "12"]}


def test_marks_leave_no_digits_and_exponents_stay(tmp_path: Path) -> None:
    text = (
        "# Gout\n\nGout affects adults (refs. 1, 2). Rest helps gout (PMID: 12345678). Obesity is a BMI of 30 kg/m² or"
        " more.² Ibuprofen lowers fever [7].\n"
        "\n## References\n\n1. Doe J. Gout. Ex J. 2019;4:1.\n2. Roe J. Ice. Ex J. 2020;4:1.\n"
    )
    found = claims_in(text, tmp_path)
    assert [c.standalone for c in found] == [
        "Gout affects adults.",
        "Rest helps gout.",
        "Obesity is a BMI of 30 kg/m² or more.",
        "Ibuprofen lowers fever.",
    ]
    assert [len(c.citations) for c in found] == [1, 1, 1, 1]
    assert [q.low for c in found for q in c.quantities] == [30.0]


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("Ibuprofen is not free of risk.", False),
        ("The vaccine is not free from side effects.", False),
        ("Surgery is not risk-free.", False),
        ("The milk is free of lactose.", True),
        ("The drug did not lower deaths.", True),
    ],
)
def test_a_denied_denial_denies_nothing(sentence: str, denied: bool, tmp_path: Path) -> None:
    assert [c.negated for c in claims_in(f"# Pain\n\n{sentence}\n", tmp_path)] == [denied]


@pytest.mark.parametrize(
    "sentence",
    [
        "Individual results will vary.",
        "You may also like: 7 benefits of omega-3.",
        "Recommended: 9 foods that fight pain.",
        "In an emergency, call 911.",
        "Call 911 for all medical emergencies.",
        "This food supplement is not a medicine and is not intended to treat or cure any disease.",
        "See our guide to the 5 best diets.",
        "For somebody with sciatica, the same ache raises a question.",
        "That poses new questions for people in pain.",
    ],
)
def test_what_a_page_says_of_itself_is_no_claim(sentence: str, tmp_path: Path) -> None:
    assert forms(f"# Pain\n\nTurmeric lowers pain by 15%. {sentence}\n", tmp_path) == ["Turmeric lowers pain by 15%."]


@pytest.mark.parametrize("who", ["a doctor", "your GP", "a skin specialist", "the midwife", "a cardiologist"])
def test_to_see_a_doctor_is_advice(who: str, tmp_path: Path) -> None:
    said = forms(f"# Cough\n\nSee {who} if you have any of these signs:\n\n- a cough of 3 weeks\n- blood\n", tmp_path)
    assert said == [f"See {who} if you have a cough of 3 weeks.", f"See {who} if you have blood."]


def test_the_time_in_which_a_share_changes_is_not_its_whole(tmp_path: Path) -> None:
    text = "# Iron\n\nFerritin rose by 10% in a month. Pain fell by 20% in the first week. It helped 5% in one ward.\n"
    assert [q.denominator for c in claims_in(text, tmp_path) for q in c.quantities][:2] == ["", ""]


def test_answers_in_a_list_of_definitions(tmp_path: Path) -> None:
    faq = (
        "<html lang='en'><body><main><h1>Gout</h1><dl><dt>Is gout contagious?</dt><dd>No. Crystals cause it.</dd>"
        "<dt>How many tablets do I need?</dt><dd>Two, if pain lasts.</dd></dl></main></body></html>"
    )
    said = {claim.standalone for claim in claims_in(faq, tmp_path, "a.html")}
    assert {"Gout is not contagious.", "You need two tablets, if pain lasts."} <= said


def test_a_name_that_looks_like_many_is_one_illness(tmp_path: Path) -> None:
    assert forms("# Shingles\n\n## What is it?\n\nIt is a painful rash caused by a virus.\n", tmp_path) == [
        "Shingles is a painful rash caused by a virus."
    ]
