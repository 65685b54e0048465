"""Slips of the pen in medical words: named where one term was meant, left alone where a word may be one."""

from __future__ import annotations

import pytest

from citewarden.text import spelling

SLIPS = """
    metfornin metformin, amoxicilin amoxicillin, hypertention hypertension, sumitriptan sumatriptan,
    hydroxycloroquine hydroxychloroquine, ibuprofin ibuprofen, asprin aspirin, acetaminophin acetaminophen,
    paracetemol paracetamol, lisinipril lisinopril, atorvistatin atorvastatin, simvistatin simvastatin, warferin
    warfarin, prednisilone prednisolone, azithromicin azithromycin, ciprofloxicin ciprofloxacin, levothyroxin
    levothyroxine, omeprazol omeprazole, gabapentine gabapentin, sertralin sertraline, citalapram citalopram,
    flouxetine fluoxetine, amitriptaline amitriptyline, diclofenic diclofenac, naproxin naproxen, penicilin
    penicillin, tramodol tramadol, oxycodon oxycodone, methotrexat methotrexate, clopidigrel clopidogrel,
    rivaroxiban rivaroxaban, insuline insulin, semaglutid semaglutide, furosimide furosemide, spironolacton
    spironolactone, diabetis diabetes, astma asthma, pnuemonia pneumonia, neumonia pneumonia, diarrea diarrhea,
    diarhea diarrhea, diahrrea diarrhea, hemorrage hemorrhage, hemorroids hemorrhoids, rhuematoid rheumatoid,
    arthritus arthritis, osteoperosis osteoporosis, alzeimer alzheimer, parkisons parkinson, schizophernia
    schizophrenia, scitzophrenia schizophrenia, epilepsey epilepsy, migrane migraine, migrain migraine, menengitis
    meningitis, bronchitus bronchitis, psoraisis psoriasis, soriasis psoriasis, exzema eczema, ecxema eczema,
    tonsilitis tonsillitis, appendicitus appendicitis, hepatitus hepatitis, chlamidia chlamydia, gonorhea gonorrhea,
    syphillis syphilis, tuberculosus tuberculosis, pancreatitus pancreatitis, fibromialgia fibromyalgia,
    endometreosis endometriosis, leukimia leukemia, lymphona lymphoma, anemea anemia, thrombosys thrombosis,
    embolysm embolism, tachicardia tachycardia, arrythmia arrhythmia, arhythmia arrhythmia, fibrilation
    fibrillation, glaucaoma glaucoma, catarract cataract, conjuctivitis conjunctivitis, opthalmologist
    ophthalmologist, gastroenteritus gastroenteritis, constipaton constipation, nausia nausea, vommiting vomiting,
    cholesteral cholesterol, triglicerides triglycerides, thyriod thyroid, hypothyrodism hypothyroidism, vacine
    vaccine, antibiotcs antibiotic, corticosteriod corticosteroid, steriods steroid, anaphalaxis anaphylaxis,
    immunodeficency immunodeficiency,
    ibuprofin ibuprofen, ibuprophen ibuprofen, acetominophen acetaminophen, acetaminophin acetaminophen, paracetemol
    paracetamol, amoxicilin amoxicillin, amoxycilin amoxicillin, penicilin penicillin, penecillin penicillin,
    metformine metformin, metfromin metformin, atorvastatine atorvastatin, simvastin simvastatin, warferin warfarin,
    coumadine coumadin, asprin aspirin, lisinoprol lisinopril, omeprazol omeprazole, omeperazole omeprazole,
    prednisilone prednisolone, prednizone prednisone, hydrocortizone hydrocortisone, levothyroxin levothyroxine,
    levothroxine levothyroxine, gabapentine gabapentin, sertaline sertraline, fluoxitine fluoxetine, citalapram
    citalopram, azithromicin azithromycin, azithromycine azithromycin, doxycyclin doxycycline, ciprofloxacine
    ciprofloxacin, insuline insulin, methotrexat methotrexate, metotrexate methotrexate, semiglutide semaglutide,
    ozempik ozempic, morphin morphine, oxycodon oxycodone, diazapam diazepam, diabetis diabetes, diabeties diabetes,
    alzeimers alzheimers, alzhiemer alzheimer, parkinsin parkinson, astma asthma, pnuemonia pneumonia, pneumonea
    pneumonia, bronchitus bronchitis, arthritus arthritis, osteoperosis osteoporosis, osteoporsis osteoporosis,
    fibromyalga fibromyalgia, eczma eczema, exzema eczema, psoriasus psoriasis, psorasis psoriasis, leukimia
    leukemia, lymphona lymphoma, melenoma melanoma, hepatitus hepatitis, cirrosis cirrhosis, tuberculosus
    tuberculosis, hypertention hypertension, hypertenison hypertension, hypotention hypotension, schizophrena
    schizophrenia, schitzophrenia schizophrenia, epilepsey epilepsy, migrane migraine, endometreosis endometriosis,
    hemorroids hemorrhoids, hemmorhage hemorrhage, anemea anemia, diarhea diarrhea, diarrhoae diarrhoea, nausia
    nausea, vommiting vomiting, dizzyness dizziness, fatique fatigue, inflamation inflammation, palpatations
    palpitations, siezure seizure, headahce headache, itchyness itchiness, cholestrol cholesterol, cholesteral
    cholesterol, colonscopy colonoscopy, mamogram mammogram, ultasound ultrasound, biopsey biopsy, electrocardiagram
    electrocardiogram, abdomin abdomen, stomache stomach, esophogus esophagus, pancrease pancreas, thyriod thyroid,
    hepatits hepatitis, arthrits arthritis, appendicits appendicitis, diverticulits diverticulitis,
    pancreatits pancreatitis, fractuer fracture, pressuer pressure, seizuers seizures, dizease disease,
    exercize exercise, emphysemia emphysema, hipocampus hippocampus, anemeia anemia
"""


@pytest.mark.parametrize("pair", SLIPS.replace("\n", " ").split(","), ids=str.strip)
def test_a_slip_is_named(pair: str) -> None:
    slip, right = pair.split()
    assert not spelling.known(slip)
    assert spelling.meant(slip).removesuffix("s") == right.removesuffix("s")


@pytest.mark.parametrize(
    "word",
    [
        "prostrate", "oesophagus", "haemoglobin", "sulphasalazine", "leukaemias", "randomised", "counselling", "tumour",
        "hyperkalemic", "thrombocytopenic", "rheumatologic", "petechial", "septicemic", "bronchoscope", "nonulcerative",
        "idiomatic", "congenial", "dioxins", "medication", "meditation", "arthritides", "metastases", "diagnoses",
        "anemiaa", "treatmentat", "afluoride", "reovirus",
    ],
)  # fmt: skip
def test_a_word_a_form_and_a_glued_mark_are_left_alone(word: str) -> None:
    assert spelling.known(word) or not spelling.meant(word)


def test_where_two_terms_lie_as_near_none_is_named() -> None:
    assert spelling.meant("zolbramotine", ["zolbramatine", "zolbramitine"]) == ""


def test_a_word_of_the_article_is_a_term_too_but_not_its_plural() -> None:
    assert spelling.meant("zolbramtine", ["zolbramitine"]) == "zolbramitine"
    assert spelling.meant("zolbramitine", ["zolbramitines"]) == ""
    assert spelling.meant("microfilaria", ["microfilariae"]) == ""


@pytest.mark.parametrize(
    ("slip", "american", "british"), [("diarhoea", "diarrhea", "diarrhoea"), ("dyspnoa", "dyspnea", "dyspnoea")]
)
def test_the_term_is_spelt_as_the_article_spells(slip: str, american: str, british: str) -> None:
    assert spelling.meant(slip) == american
    assert spelling.meant(slip, british=True) == british


def test_what_is_named_is_a_word() -> None:
    for pair in SLIPS.replace("\n", " ").split(","):
        assert spelling.known(spelling.meant(pair.split()[0])), pair


@pytest.mark.parametrize(
    ("word", "term"),
    [("tamsolusin", "tamsulosin"), ("clopidegrol", "clopidogrel"), ("omeprozale", "omeprazole"), ("tamsulosin", "")],
)
def test_vowels_that_changed_places(word: str, term: str) -> None:
    assert spelling.meant(word) == term


@pytest.mark.parametrize(("letter", "beside"), [("q", "w"), ("p", "o"), ("a", "s"), ("g", "fh"), ("z", "x"), ("é", "")])
def test_the_letters_beside_one_on_a_keyboard(letter: str, beside: str) -> None:
    assert spelling._neighbours(letter) == set(beside)


@pytest.mark.parametrize(
    ("word", "cost"),
    [
        ("metforman", 0.7),  # a vowel for a vowel
        ("metfromin", 0.7),  # two letters changed places
        ("metfrmin", 0.7),  # a vowel left out
        ("metformij", 1.0),  # no such slip
        ("metforwin", 1.0),
        ("metfxrmin", 1.0),
        ("metormin", 0.8),  # a letter left out
        ("methformin", 0.5),  # it sounds the same
        ("mettformin", 0.5),
        ("metformin", float("inf")),
        ("getformin", 1.0),  # another first letter in a long word
    ],
)
def test_how_unlikely_a_slip_is(word: str, cost: float) -> None:
    assert spelling._cost(word, "metformin") == cost


@pytest.mark.parametrize(
    ("word", "term", "cost"),
    [
        ("simvastin", "simvastatin", 1.4),
        ("tamsolusin", "tamsulosin", 0.9),
        ("zalbutamol", "salbutamol", 0.5),
        ("xmoxicillin", "amoxicillin", 1.0),
        ("amoxycilin", "amoxicillin", 0.5),
        ("warferin", "warfarin", 0.7),
    ],
)
def test_how_unlikely_other_slips_are(word: str, term: str, cost: float) -> None:
    assert spelling._cost(word, term) == cost
