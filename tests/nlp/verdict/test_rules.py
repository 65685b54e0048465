"""The whole verdict on pairs written for these tests: what is called, what is named, what is left open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.protocol import Pair, Verdict
from citewarden.nlp.verdict.rules import parts, with_parts
from citewarden.nlp.verdict.witnesses import Witnesses

SHARED = Path(__file__).parents[4] / "shared" / "data" / "claim-verification" / "phenomena" / "dev.jsonl"


def judge(claim: str, *sentences: str, **design: Any) -> Verdict:
    return Witnesses().one(Pair(claim, sentences, design))


SUPPORTED = [
    (
        "Three in five adults with gout have high blood pressure.",
        "Hypertension was present in 60% of adults with gout.",
    ),
    ("The usual dose is 1.5 grams a day.", "The usual dose is 1,500 mg a day."),
    ("Wheezing is common in children with asthma.", "Wheezing is a common symptom in children with asthma."),
    ("Women have gallstones more often than men.", "Gallstones are more common in women than in men."),
]
CONTRADICTED = [
    ("The vaccine does not protect against pneumonia.", "The vaccine protects against pneumonia.", "negation"),
    ("The pills raise blood pressure.", "The pills lowered blood pressure.", "direction"),
    (
        "About 45% of adults with gout have hypertension.",
        "Hypertension was present in 60% of adults with gout.",
        "number",
    ),
    ("The pain lasts for 3 to 5 weeks.", "The pain lasts for 3 to 5 days.", "unit"),
    (
        "Gallstones are more common in men than in women.",
        "Gallstones are more common in women than in men.",
        "direction",
    ),
    ("Gallstones always cause pain.", "Gallstones rarely cause pain.", "quantifier"),
    ("The tablets should be taken before breakfast.", "The tablets should be taken after breakfast.", "temporal"),
]
CONTEXT = ("Motor neuron diseases occur at every age.", "They are more common in men than in women.")
LESSER = [
    ("Untreated sleep apnea will damage the heart.", "Untreated sleep apnea can damage the heart.", "hedge"),
    ("Eating berries prevents dementia.", "Eating berries was associated with less dementia.", "causal"),
    ("The extract shrinks tumors in patients.", "The extract shrank tumors in mice.", "population"),
    ("The drug strengthens bones in men.", "The drug strengthened bones in women.", "subgroup"),
    ("All antihistamines cause dry mouth.", "All sedating antihistamines cause dry mouth.", "scope"),
]


@pytest.mark.parametrize(("claim", "source"), SUPPORTED)
def test_the_same_said_otherwise_is_support(claim: str, source: str) -> None:
    assert judge(claim, source).label == "SUPPORT"


@pytest.mark.parametrize(("claim", "source", "issue"), CONTRADICTED)
def test_one_thing_turned_over_is_named(claim: str, source: str, issue: str) -> None:
    found = judge(claim, source)
    assert (found.label, found.issue) == ("CONTRADICT", issue), found


@pytest.mark.parametrize(("claim", "source", "issue"), LESSER)
def test_more_than_the_source_says_is_never_support(claim: str, source: str, issue: str) -> None:
    found = judge(claim, source)
    assert (found.label, found.issue) == ("NEI", issue), found


def test_who_is_compared_with_whom_is_read_across_a_pronoun() -> None:
    assert judge("Motor neuron diseases are more common in men than in women.", *CONTEXT).label == "SUPPORT"
    turned = judge("Motor neuron diseases are more common in women than in men.", *CONTEXT)
    assert (turned.label, turned.issue) == ("CONTRADICT", "direction")


def test_the_main_clause_after_a_condition_is_judged() -> None:
    found = judge(
        "If the nerve cells of the spinal cord fall silent, the muscles always become weak and twitch.",
        "When these signals are disturbed, the muscles can weaken and twitch.",
    )
    assert (found.label, found.issue) == ("NEI", "hedge")


def test_another_subject_is_not_enough() -> None:
    found = judge("Ginger tea relieves seasickness.", "Ginger tea contains oils and starch.")
    assert (found.label, found.issue) == ("NEI", "")


def test_a_part_of_a_sentence_can_be_contradicted() -> None:
    claim = "Lupus very rarely affects the kidneys, which is why urine tests are seldom needed."
    found = judge(claim, "Biopsies showed extensive damage to the kidneys in people with lupus.")
    assert (found.label, found.issue) == ("CONTRADICT", "quantifier")
    mark = next(m for m in found.marks if m.sentence < 0)
    assert claim[mark.start : mark.end] == "very rarely"


def test_patients_beside_mice_are_no_animal_study() -> None:
    claim = "The antibody protects the heart."
    mixed = judge(claim, "The antibody protected the heart in patients and in mice.", population="MIXED")
    assert mixed.issue != "population"
    assert judge(claim, "The antibody protected the heart in mice.", population="ANIMAL").issue == "population"


def test_numbers_made_from_counts() -> None:
    source = ("The study followed 200 smokers.", "After a year 50 of them had stopped smoking.")
    found = judge("A quarter of the smokers had stopped smoking after a year.", *source)
    assert (found.label, found.issue) == ("NEI", "")  # the share agrees, but no sentence says it


def test_words_that_decided_are_marked_where_they_stand() -> None:
    claim, source = "The pills raise blood pressure.", "In this trial the pills lowered blood pressure."
    found = judge(claim, source)
    texts = {-1: claim, 0: source}
    assert {texts[m.sentence][m.start : m.end] for m in found.marks} == {"raise", "lowered"}


def test_empty_and_hostile_texts_are_judged_without_harm() -> None:
    for text in ("", " ", "…", "\u202e\x00<script>", "9" * 400, "not " * 300, "(((((" * 200):
        assert judge(text, text).label in ("NEI", "SUPPORT")
        assert judge("Aspirin thins the blood.", text).label == "NEI"


def test_clauses_are_cut_where_a_reader_would() -> None:
    claim = "Sugar harms growing teeth, because bacteria turn the sugar into strong acid"
    assert [claim[a:b].strip() for a, b in parts(claim)] == [
        "Sugar harms growing teeth",
        "bacteria turn the sugar into strong acid",
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the development data is not beside the repository")
def test_hand_written_phenomena_hold() -> None:
    import json

    rows = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()]
    found = [judge(r["claim"], *r["passage"]).label for r in rows]
    gold = [r["label"] for r in rows]
    for label in ("SUPPORT", "CONTRADICT"):
        right = [a == b for a, b in zip(gold, found, strict=True) if b == label]
        assert sum(right) >= 0.9 * len(right)
    wrong = [r for r, s in zip(rows, found, strict=True) if r["label"] != "SUPPORT" and s == "SUPPORT"]
    assert not [r for r in wrong if r["phenomenon"] in ("negation", "number_changed")]


def test_how_strongly_is_no_direction() -> None:
    found = judge("Sunlight is associated with higher infection rates.", "Sunlight was most strongly associated with"
                  " lower infection rates.")  # fmt: skip
    assert (found.label, found.issue, found.first) == ("NEI", "direction", "CONTRADICT")


def test_at_least_is_no_direction() -> None:
    source = "People who reported at least one earlier attack of gout were tested for uric acid in the urine."
    assert judge("Gout attacks are most common in men with uric acid in the urine.", source).label == "NEI"


@pytest.mark.parametrize(
    "source",
    [
        "Figure 2. Kidney stones did not recur in people who drank more water.",
        "Marsh T., Bailey H., Chen X., Gordon J. Kidney stones did not recur in people who drank more water.",
    ],
)
def test_captions_and_reference_items_contradict_nothing(source: str) -> None:
    claim = "Kidney stones recur in people who drink more water."
    assert judge(claim, "Kidney stones did not recur in people who drank more water.").label == "CONTRADICT"
    assert judge(claim, source).label == "NEI"


def test_a_denial_in_another_clause_of_a_long_sentence_is_no_conflict() -> None:
    source = (
        "In this cohort of adults from six hospitals, tablets of the extract lowered blood pressure over twelve"
        " weeks, although the secondary outcomes of sleep, mood and appetite were not recorded at two smaller sites."
    )
    assert judge("The extract lowers blood pressure and improves sleep in adults.", source).label != "CONTRADICT"


def test_a_comparison_needs_one_in_the_source() -> None:
    source = "The exercise programme was effective in reducing shoulder pain and improving function."
    claim = "The exercise programme was more effective than surgery in reducing shoulder pain."
    assert judge(claim, source).label == "NEI"


def test_a_share_is_not_made_of_any_two_counts() -> None:
    source = "Of the 32,000 samples 16 were positive for the protein."
    assert judge("1 in 5 million samples were positive for the protein.", source).label != "SUPPORT"


def test_a_stated_difference_conflicts_with_the_same() -> None:
    found = judge(
        "Women on 2,000 IU have 5% higher bone density than women on 400 IU.",
        "Bone density was the same in women on 400 IU and in women on 2,000 IU.",
    )
    assert (found.label, found.issue, found.first) == ("NEI", "negation", "CONTRADICT")


def test_how_often_is_compared_where_it_is_said_of_the_same() -> None:
    source = "Adults with hypertension drank 250 mL of the juice every day for eight weeks."
    assert judge("Hypertension seldom causes symptoms in adults.", source).label == "NEI"


def test_similarly_begins_a_sentence_and_reports_no_null_result() -> None:
    source = "Walking lowered blood pressure significantly in nurses."
    claim = "Similarly, walking lowers blood pressure in nurses."
    assert judge(claim, source).issue == ""
    found = judge("Walking had a similar effect on blood pressure in nurses.", source)
    assert (found.label, found.issue) == ("NEI", "negation")


def test_a_comparison_ends_at_its_comma() -> None:
    source = "The plasma, compared with saline alone, did not improve survival in adults."
    assert judge("The plasma does not improve survival in adults.", source).issue == ""
    assert judge("The plasma improves survival in adults.", source).issue == "negation"


def test_a_share_the_source_states_is_not_made_from_counts_elsewhere() -> None:
    source = ("We looked at 40 trials, 20 of them in children.", "One in five surgical trials was stopped early.")
    assert judge("One in five surgical trials is stopped early.", *source).label == "SUPPORT"
    found = judge("One in two surgical trials is stopped early.", *source)
    assert (found.label, found.issue) == ("CONTRADICT", "number")


def test_rare_and_common_kinds_in_one_sentence_are_no_clash() -> None:
    source = "Common variants explain most of the heritability of asthma, and rare variants explain little."
    assert judge("Rare variants explain part of the heritability of asthma.", source).issue != "quantifier"


@pytest.mark.parametrize("often", ["every month", "every two weeks", "each night"])
def test_how_often_a_thing_is_done_leaves_nobody_out(often: str) -> None:
    source = ("Drops taken at set times clear the eye.", "However, drops taken at set times sting in some eyes.")
    assert judge(f"Drops taken {often} clear the eye.", *source).issue != "quantifier"
    assert judge("Drops clear every eye.", *source).issue == "quantifier"
    assert judge(f"All drops taken {often} clear the eye.", *source).issue == "quantifier"


def test_a_range_is_no_clause() -> None:
    assert parts("The share of adults with stones is 25–30% in hospital patients, which is high") == (
        (0, len("The share of adults with stones is 25–30% in hospital patients")),
    )
    assert len(parts("The stones were found in many adults – the pain was felt by most patients")) == 2


def test_author_lists_with_many_initials_are_no_statement() -> None:
    source = "Mills F.A., van der Berg M.J.H.A., Holt N.J.M. Kidney stones recur in people who drink more water."
    assert judge("Kidney stones recur in people who drink more water.", source).label == "NEI"


@pytest.mark.parametrize(
    "said",
    ["The abstract does not mention twitches or fasciculations.", "The authors did not discuss fasciculations."],
)
@pytest.mark.parametrize("claim", ["Fasciculations are usually not a symptom.", "Twitches or fasciculations occur."])
def test_what_a_text_leaves_out_it_neither_backs_nor_denies(claim: str, said: str) -> None:
    verdict = judge(claim, said)
    assert (verdict.label, verdict.issue) == ("NEI", "")


def leaning(claim: str, source: str) -> tuple[str, str]:
    """What the rules alone lean to, and the issue they name."""
    pair = Pair(claim, (source,))
    verdict = with_parts(pair, compare(pair))
    return verdict.first, verdict.issue


SURVEY = (
    "Over the two years of the survey, which was paid for by the makers and run at six hospitals that kept records of"
    " weight and smoking, {}."
)


@pytest.mark.parametrize(
    ("clause", "said", "issue"),
    [
        ("the extract raises cholesterol in adults after meals", "the extract lowered cholesterol in adults"
         " after meals", "direction"),
        ("the extract raises cholesterol in adults after meals", "the extract did not raise cholesterol in adults after"
         " meals", "negation"),
        ("the extract lowers blood pressure by 12 mmHg in adults", "the extract lowered blood pressure by 5 mmHg in"
         " adults", "number"),
    ],
)  # fmt: skip
def test_a_clause_of_a_claim_is_not_held_against_one_of_many_in_a_long_sentence(
    clause: str, said: str, issue: str
) -> None:
    claim = f"Cranberries prevent dandruff in sailors, and {clause}."
    assert leaning(claim, f"{said[0].upper()}{said[1:]}.") == ("CONTRADICT", issue)
    assert leaning(claim, SURVEY.format(said)) == ("NEI", "")


@pytest.mark.parametrize("said", ["The extract lowered cholesterol in adults after meals.",
                                  "The extract did not raise cholesterol in adults after meals."])  # fmt: skip
@pytest.mark.parametrize("besides", ["sheepdogs", "rowers", "goalkeepers"])
def test_a_source_that_lacks_whom_a_claim_is_of_does_not_contradict_it(said: str, besides: str) -> None:
    ahead = "Sailors often sleep badly, but "
    claim = f"{ahead}the extract raises cholesterol in adults after meals"
    assert leaning(f"{claim}.", said)[0] == "CONTRADICT"
    assert leaning(f"{claim} in {besides}.", said)[0] == "NEI"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Rice is among the grains that contain gluten.", "The grains that contain gluten are wheat, barley and rye."),
        ("Leeks are among the foods that cause heartburn.", "The foods that cause heartburn are garlic and onion."),
        ("Mussels are among the foods that cause hives.", "The foods that cause hives are eggs, nuts and wheat."),
    ],
)
def test_a_source_that_lacks_what_a_claim_is_of_does_not_lean_to_it(claim: str, source: str) -> None:
    assert leaning(claim, source)[0] == "NEI"


@pytest.mark.parametrize(
    ("claim", "judged"),
    [
        ("Zinc shortens colds in adults, but taste suffers.", ["Zinc shortens colds in adults"]),
        ("Ginger eases nausea, and it lowers fever.", ["Ginger eases nausea"]),
        ("Zinc shortens colds in adults, but nurses rarely recommend zinc.",
         ["Zinc shortens colds in adults", "nurses rarely recommend zinc."]),
    ],
)  # fmt: skip
def test_a_clause_of_two_words_is_not_judged_by_itself(claim: str, judged: list[str]) -> None:
    assert [claim[start:end] for start, end in parts(claim)] == judged


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Iron takes the restlessness away.", "Iron probably improves restlessness in comparison to placebo."),
        ("The spray shortens a cold.", "Zinc spray probably shortens a cold."),
        ("Massage eases labour pain.", "Massage presumably eases labour pain somewhat."),
    ],
)
def test_what_is_probable_in_the_source_is_no_fact(claim: str, source: str) -> None:
    assert fields(claim, source).issue == "hedge"


@pytest.mark.parametrize(
    "claim", ["Massage may ease labour pain.", "Massage probably eases labour pain.", "Massage is likely to ease pain."]
)
def test_what_is_probable_in_both_is_no_difference(claim: str) -> None:
    assert fields(claim, "Massage probably eases labour pain.").issue != "hedge"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "In a trial with 2717 adults who had heart disease, the mask (CPAP) prevented heart attacks and strokes.",
            "In 2717 adults with cardiovascular disease, CPAP did not prevent heart attacks, strokes or other events.",
        ),
        (
            "In a trial with 300 pregnant women from two cities, probiotics prevented diabetes and preeclampsia.",
            "In 300 women in early pregnancy, probiotics did not prevent diabetes or high blood pressure.",
        ),
        (
            "In a study of 900 older people in Oslo, vitamin D prevented falls and broken bones.",
            "In 900 people over 70, vitamin D did not prevent falls, fractures or other injuries.",
        ),
    ],
)
def test_a_plain_denial_is_named_where_half_of_the_claim_is_there(claim: str, source: str) -> None:
    found = fields(claim, source)
    assert (found.label, found.issue) == ("NEI", "negation")
    assert "not " in found.note


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It lowered the number of events by 25 an hour.", "The change in the number of events per hour was −25.3."),
        ("Weight fell by 4 kg.", "The mean change in weight was −4.1 kg."),
        ("Pressure fell by 8 mm Hg.", "The mean change in pressure was −8 mm Hg."),
    ],
)
def test_a_fall_is_told_without_its_sign(claim: str, source: str) -> None:
    assert fields(claim, source).issue not in ("number", "unit")


def test_a_fall_of_another_size_is_another_number() -> None:
    assert fields("Weight fell by 9 kg.", "The mean change in weight was −4.1 kg.").issue == "number"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Oxygen at home lengthens life, also in people whose blood holds only a little too little of it.",
            "In 738 patients with moderate desaturation, oxygen did not lengthen life.",
        ),
        (
            "The tablets prevent colds, even in children who go to a nursery in the colder parts of the country.",
            "In 400 people the tablets did not prevent colds.",
        ),
        (
            "Stretching prevents sore muscles, especially in those who have not been to a gym for a long time.",
            "Stretching before exercise did not prevent sore muscles.",
        ),
    ],
)
def test_what_is_added_with_also_does_not_hide_what_is_denied(claim: str, source: str) -> None:
    assert fields(claim, source).issue == "negation"


@pytest.mark.parametrize(
    "claim", ["Glaucoma came in 9 percent of those who were only watched.", "Of those only observed, 9 percent got it."]
)
def test_only_watched_is_no_claim_on_all(claim: str) -> None:
    assert fields(claim, "9 percent of the untreated participants developed glaucoma.").issue != "scope"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Asthma causes shingles.", "Asthma was associated with an increased risk of zoster (odds ratio 1.21)."),
        ("Coffee prevents gout.", "Coffee was associated with a decreased risk of gout in 45,000 men."),
        ("Long naps cause diabetes.", "Long naps were linked to a moderately increased incidence of diabetes."),
    ],
)
def test_an_increased_risk_that_is_associated_is_no_cause(claim: str, source: str) -> None:
    assert fields(claim, source).issue == "causal"


@pytest.mark.parametrize(
    "source",
    [
        "Coffee reduced the risk of gout, and was associated with better sleep.",
        "Coffee lowers the risk of gout; tea was associated with it.",
    ],
)
def test_a_risk_that_was_reduced_is_an_effect(source: str) -> None:
    assert fields("Coffee lowers the risk of gout.", source).issue != "causal"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Eating less salt for four weeks or longer lowers pressure.",
            "Less salt for at least four weeks lowers pressure.",
        ),
        (
            "Walking for half an hour or longer lowers pressure.",
            "Walking for 30 minutes or more led to a fall in pressure.",
        ),
        ("Naps of 20 minutes or shorter lower stress.", "Naps of up to 20 minutes decreased stress."),
    ],
)
def test_or_longer_is_a_bound_and_no_direction(claim: str, source: str) -> None:
    assert fields(claim, source).issue != "direction"


def test_of_two_differences_of_one_weight_the_denial_is_named() -> None:
    said = (
        "A trial with 944 babies says yes: small amounts of gluten between four and six months of age lowered the"
        " number of children with celiac disease at the age of three."
    )
    source = "Gluten did not lower the number of children with celiac disease at 3 years of age."
    assert fields(said, source).issue == "negation"


def fields(claim: str, source: str) -> Verdict:
    pair = Pair(claim, (source,))
    return with_parts(pair, compare(pair))
