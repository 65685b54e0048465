"""What two sentences must share for a verdict: every word explained, one sure difference, the same roles."""

from __future__ import annotations

import pytest

from citewarden.nlp.verdict.account import account
from citewarden.nlp.verdict.items import items
from citewarden.nlp.verdict.protocol import Pair, Verdict
from citewarden.nlp.verdict.witnesses import Witnesses


def verdict(claim: str, *sentences: str) -> Verdict:
    return Witnesses().one(Pair(claim, sentences))


SAME = [
    ("The dose is 500 mg a day.", "The dose is 0.5 g a day."),
    ("The baby weighed 3.5 kg.", "The baby weighed 7.7 pounds."),
    ("A fever is a temperature above 38 °C.", "A fever is a temperature above 100.4 °F."),
    ("One in four adults has gum disease.", "25% of adults have gum disease."),
    ("The operation takes two hours.", "The operation takes about 120 minutes."),
    ("Drink at least 8 glasses of water a day.", "Drink 8 or more glasses of water per day."),
    ("Zinc intake above 1\u202f000 mg a week is toxic.", "Zinc intake above 1000 mg a week is toxic."),
    ("Take ¼ teaspoon of the powder.", "Take 1⁄4 teaspoon of the powder."),
    ("Nightly brushing halves the risk of caries.", "Caries risk was lowered by 50% with nightly brushing."),
    ("The jab cut admissions by 30%.", "The jab cut admissions (hazard ratio, 0.70; 95% CI, 0.6 to 0.8)."),
    ("Brush your teeth every day.", "Brush your teeth daily."),
    ("The kidney filters the blood.", "The blood is filtered by the kidney."),
    ("Hypertension was present in 60% of adults with gout.", "60% of adults with gout had high blood pressure."),
    ("The shot protects against rubella.", "The shot protects against measles, mumps and rubella."),
    ("Insulin lowers blood sugar.", "Insulin lowers blood sugar, whereas glucagon raises it."),
    ("Honey may ease cough.", "Honey eases cough."),
    ("The jab cut admissions by 30%.", "The jab cut admissions by 30% over two years."),
    ("The risk of falls rises with age.", "The risk of falls increases with age."),
    ("Asthma worsens at night.", "Asthma worsens at night."),
    ("2% of nurses have asthma.", "2.4% of nurses have asthma."),
    ("4 in 1,000 nurses have asthma.", "0.42% of nurses have asthma."),
    ("1 in 700 nurses have asthma.", "0.14% of nurses have asthma."),
    ("12 million nurses have asthma.", "12.1 million nurses have asthma."),
    ("More than 2% of nurses have asthma.", "More than 2.4% of nurses have asthma."),
    ("The operation takes an hour and a half.", "The operation takes 90 minutes."),
    ("Take zinc for 3 months.", "Take zinc for 12 weeks."),
    ("Take 50 mcg of iodine.", "Take 0.05 mg of iodine."),
]
NEVER = [
    ("Four in 1,000 nurses have asthma.", "Four in 10,000 nurses have asthma."),
    ("2 per 1,000 nurses have asthma.", "2 per 100,000 nurses have asthma."),
    ("1 in 400 nurses have asthma.", "1 in 700 nurses have asthma."),
    ("One nurse in 10 thousand has asthma.", "One nurse in ten has asthma."),
    ("1% of nurses have asthma.", "1.4% of nurses have asthma."),
    ("36.8% of nurses have asthma.", "36.4% of nurses have asthma."),
    ("Fewer than 2% of nurses have asthma.", "Fewer than 2.4% of nurses have asthma."),
    ("1 million nurses have asthma.", "1.4 million nurses have asthma."),
    ("Take 1 g of zinc.", "Take 500 mg of zinc."),
    ("Take 1 g of zinc four times a day.", "Take 500 mg of zinc four times a day."),
    ("Take 1 mg of melatonin.", "Take 1.4 mg of melatonin."),
    ("Take 1 to 2 g of zinc.", "Take 0.5 to 2 g of zinc."),
    ("Give 1 mg/kg of zinc.", "Give 600 mcg/kg of zinc."),
    ("Drink 1 litre of juice.", "Drink 600 ml of juice."),
    ("Take two tablets of zinc.", "Take one tablet of zinc."),
    ("Take zinc three times a day.", "Take zinc twice a day."),
    ("Take zinc for 1 week.", "Take zinc for 5 days."),
    ("The operation takes 2 hours.", "The operation takes 90 minutes."),
    ("Lead in the blood was 7 micromol/L.", "Lead in the blood was 7 mmol/L."),
    ("Smoking made asthma 2 times more common.", "Smoking made asthma 1.6 times more common."),
    ("A fever is a temperature above 37.5 °C.", "A fever is a temperature above 37.9 °C."),
    ("Asthma occurred in 2 per 1,000 person-years.", "Asthma occurred in 3 per 1,000 person-years."),
]
"""Amounts of one thing that differ by more than the figures printed leave open."""
OTHERWISE = [
    ("Aspirin lowers the risk of stroke by 20%.", "Aspirin lowered the risk of stroke by 12%.", "number"),
    ("The drug cut deaths to 20%.", "The drug cut deaths by 20%.", "number"),
    ("The score changed by -4 points.", "The score changed by +4 points.", "number"),
    ("The dose is 5 mg a day.", "The dose is 5 mcg a day.", "unit"),
    ("The bath should be at 37 °C.", "The bath should be at 37 °F.", "unit"),
    ("Take the tablet once a day.", "Take the tablet twice a day.", "dose"),
    ("Fewer than 5% of users get hives.", "More than 5% of users get hives.", "number"),
    ("The vaccine is safe in pregnancy.", "The vaccine is not safe in pregnancy.", "negation"),
    ("Iron tablets should be taken with milk.", "Iron tablets should be taken without milk.", "negation"),
    ("Swallow the capsule with a meal.", "Swallow the capsule on an empty stomach.", "direction"),
    ("Coffee raises blood pressure.", "Coffee lowers blood pressure.", "direction"),
    ("Women get migraine more often than men.", "Men get migraine more often than women.", "direction"),
    ("Take the tablet in the morning.", "Take the tablet in the evening.", "direction"),
    (
        "The implant works for 9 years.",
        "The implant works for at least 3 years; longer data are not available.",
        "number",
    ),
]
UNKNOWN = [
    ("Children with fever should be given aspirin.", "Children with fever should avoid aspirin."),
    ("Ice should be put on a burn.", "Water rather than ice should be put on a burn."),
    ("Insulin is given for obesity.", "Diet instead of insulin is given for obesity."),
    ("Sugar lowers the risk of gout.", "Eating less sugar lowers the risk of gout."),
    ("Oestrogen raises the risk of falls.", "Stopping oestrogen raises the risk of falls."),
    ("Vitamin D causes fractures.", "Vitamin D deficiency causes fractures."),
    ("Statins lower mortality in all adults.", "Statins lowered mortality in men aged 40 to 49 years."),
    ("Zinc shortens colds in women.", "Zinc shortened colds in men."),
    ("Zinc shortens colds.", "Zinc shortened colds only in men."),
    ("Zinc shortens colds.", "Zinc may shorten colds."),
    ("Zinc shortens colds.", "It is a myth that zinc shortens colds."),
    ("Zinc shortens colds.", "We asked whether zinc shortens colds."),
    ("Zinc shortens colds.", "Does zinc shorten colds?"),
    ("Lupus affects only women.", "Lupus affects women."),
    ("Type 2 diabetes can be reversed.", "Type 1 diabetes can be reversed."),
    ("Hepatitis B is curable.", "Hepatitis C is curable."),
    ("Hypoglycemia causes sweating.", "Hyperglycemia causes sweating."),
    ("Depression causes insomnia.", "Depression is caused by insomnia."),
    ("Bacteria infect viruses.", "Viruses infect bacteria."),
    ("Zinc shortens colds.", "Zinc would shorten colds."),
    ("Both kidneys make the hormone.", "One of both kidneys makes the hormone."),
    ("High doses cause jaundice.", "High doses caused jaundice in one patient."),
    ("Blood pressure raises exercise.", "Blood pressure rose with exercise."),
    ("Sleep decreases stress.", "Sleep decreases with stress."),
    ("Obesity worsens asthma.", "Obesity worsens with asthma."),
    ("Symptoms improve treatment.", "Symptoms improve with treatment."),
    ("Cholesterol lowers statins.", "Cholesterol lowers under statins."),
    ("Heart rate slows breathing.", "Heart rate slows during breathing."),
    ("Ibuprofen lowers fever in infants.", "Paracetamol lowers fever in infants; ibuprofen was not tested."),
    ("The gel relieves pain in women.", "The gel relieved pain in men; results for women were not reported."),
    ("Late syphilis is curable.", "Early syphilis is curable."),
    ("The implant works for 9 years.", "The implant works for at least 3 years."),
    ("The jab protects.", "The jab protects for two years."),
    ("Almost half of them do not know.", "Almost half of adults with the disease do not know."),
]


@pytest.mark.parametrize(("claim", "source"), SAME)
def test_all_of_a_claim_in_one_sentence_is_support(claim: str, source: str) -> None:
    assert verdict(claim, source).label == "SUPPORT"


@pytest.mark.parametrize(("claim", "source", "issue"), OTHERWISE)
def test_one_sure_difference_is_a_contradiction(claim: str, source: str, issue: str) -> None:
    found = verdict(claim, source)
    assert (found.label, found.issue) == ("CONTRADICT", issue)


@pytest.mark.parametrize(("claim", "source"), NEVER)
def test_another_amount_is_never_support(claim: str, source: str) -> None:
    assert verdict(claim, source).label != "SUPPORT"


@pytest.mark.parametrize(("claim", "source"), UNKNOWN)
def test_what_is_left_over_leaves_it_open(claim: str, source: str) -> None:
    assert verdict(claim, source).label == "NEI"


@pytest.mark.parametrize(
    "after",
    [
        "However, this was not seen in women.",
        "This finding was later retracted.",
        "The study has since been debunked.",
        "But it may hold for some people only.",
    ],
)
def test_the_next_sentence_may_take_it_back(after: str) -> None:
    claim, source = "Zinc shortens colds.", "Zinc shortened colds."
    assert verdict(claim, source, "Colds last a week.").label == "SUPPORT"
    assert verdict(claim, source, after).label == "NEI"


def test_two_sentences_that_disagree_decide_nothing() -> None:
    assert verdict("Zinc shortens colds.", "Zinc shortened colds.", "Zinc did not shorten colds.").label == "NEI"


def test_a_topic_named_before_is_taken_for_granted() -> None:
    before = "Glue ear is fluid behind the drum."
    assert (
        verdict("Glue ear resolves within three months.", before, "It resolves within three months.").label == "SUPPORT"
    )
    assert verdict("Otitis resolves within three months.", before, "It resolves within three months.").label == "NEI"


def test_a_number_the_passage_gives_elsewhere_contradicts_nothing() -> None:
    source = ("Pain fell by 20% after a month.", "After a year it fell by 35%.")
    assert verdict("Pain fell by 35% after a month.", *source).label != "SUPPORT"
    assert verdict("Pain fell by 35% after a month.", *source).label != "CONTRADICT"


def test_hyphenated_words_are_whole() -> None:
    claim, source = "The high-salt diet raised blood pressure.", "The low-salt diet raised blood pressure."
    a = account(items(claim), items(source), (claim, source))
    assert [i.words for i in a.left] == ["high-salt"]
    assert [i.words for i in a.over] == ["low-salt"]


def test_other_numbers_of_a_sentence_are_left_over() -> None:
    claim = "One in five school beginners is obese."
    assert verdict(claim, "One in five school beginners is overweight and one in twelve is obese.").label == "NEI"


def test_a_second_denial_is_not_excused_by_the_first() -> None:
    assert (
        verdict("The drug does not harm the liver.", "It is not true that the drug does not harm the liver.").label
        == "NEI"
    )
