"""Where the topic is named in a sentence that leaves it out, and where it is not."""

from __future__ import annotations

import pytest

from citewarden.config import Config
from citewarden.nlp import dangling, language_model, leadins, setting, topics
from citewarden.nlp import phrases as np
from citewarden.nlp.discourse import Discourse
from citewarden.nlp.edits import applied


def placed(sentence: str, topic: str, heading: str = "") -> str:
    """The sentence with its topic in the place that is offered; "" if none is."""
    doc = language_model.load(Config().models)(sentence)
    np.keep_text(doc, sentence)
    slot = setting.offered(doc, Discourse(topic, heading=heading), sentence, 0)
    return "" if slot is None else slot.before(applied(sentence, list(slot.edits), 0, len(sentence)))


@pytest.mark.parametrize(
    ("sentence", "topic", "form"),
    [
        ("Most patients soon feel well.", "coeliac disease", "Most patients with coeliac disease soon feel well."),
        ("A biopsy confirms the diagnosis.", "gastritis", "A biopsy confirms the diagnosis of gastritis."),
        ("The infected person may have a cough.", "measles", "The person infected with measles may have a cough."),
        ("Seizures may occur at night.", "meningitis", "In meningitis, seizures may occur at night."),
        ("Drink two litres of water a day.", "kidney stones", "With kidney stones, drink two litres of water a day."),
    ],
)  # fmt: skip
def test_the_topic_goes_where_the_sentence_leaves_room(sentence: str, topic: str, form: str) -> None:
    assert placed(sentence, topic) == form


@pytest.mark.parametrize(
    ("sentence", "topic", "heading"),
    [
        ("People get infected by the bite of a tick.", "babesiosis", ""),
        ("Pregnant women should stay below 3,000 m.", "altitude sickness", "Who is at risk?"),
        ("People can catch it from raw pork.", "cysticercosis", "How to prevent it"),
    ],
)
def test_those_who_may_fall_ill_are_not_said_to_be_ill(sentence: str, topic: str, heading: str) -> None:
    assert f"with {topic} " not in placed(sentence, topic, heading).replace(f"infected with {topic} ", "")
    assert not placed(sentence, topic, heading).startswith("In ")


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Gout hurts at night.", "gout"),
        ("Healthy people have these antibodies too.", "coeliac disease"),
        ("Treatment of asthma may cause tremor.", "anxiety"),
        ("Antibodies are proteins of the blood.", "lupus nephritis"),
        ("Other diseases may look the same.", "psoriasis"),
        ("Other tablets help most adults.", "gout"),
    ],
)
def test_what_names_its_subject_or_another_is_left_alone(sentence: str, topic: str) -> None:
    assert placed(sentence, topic) == ""


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("An overactive thyroid makes people feel hot.", "hot flushes"),
        ("Migraine affects more women.", "epilepsy"),
        ("Anemia is treated with iron to relieve the symptoms.", "gastritis"),
    ],
)
def test_whom_another_disease_makes_ill_is_not_ill_with_the_topic(sentence: str, topic: str) -> None:
    assert f"with {topic}" not in placed(sentence, topic)
    assert f"of {topic}" not in placed(sentence, topic)


@pytest.mark.parametrize("raw", ["It is fatal in most children.", "It has no cure.", "It may cause pain in patients."])
def test_what_is_said_of_another_disease_put_in_for_a_pronoun_is_not_said_of_the_topic(raw: str) -> None:
    doc = language_model.load(Config().models)(raw)
    np.keep_text(doc, raw)
    assert setting.offered(doc, Discourse("gout"), raw.replace("It", "Rabies"), 0) is None


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("How can it be prevented?", "To prevent hookworm infection, wear shoes on warm sand."),
        ("Symptoms", "With hookworm infection, wear shoes on warm sand."),
    ],
)
def test_advice_on_prevention_is_said_to_prevent(heading: str, form: str) -> None:
    assert placed("Wear shoes on warm sand.", "hookworm infection", heading) == form


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Patches and gels do not.", True),
        ("The last one kills climbers every year.", True),
        ("Nerves do that, and it passes.", True),
        ("Men are as often ill as women are.", False),
        ("Insulin does not work the way it should.", False),
        ("Aspirin thins the blood.", False),
        ("Gout and lupus hurt, the latter in all joints.", False),
    ],
)
def test_sentences_that_break_off_are_told(sentence: str, left: bool) -> None:
    doc = language_model.load(Config().models)(sentence)
    np.keep_text(doc, sentence)
    assert dangling.left(doc, sentence) is left


@pytest.mark.parametrize(
    ("title", "headings", "body", "topic"),
    [
        ("Enterobiasis (also known as Pinworm Infection)", [], "The pinworm is small. People with pinworm "
         "infection itch, and pinworm eggs stick.", "pinworm infection"),
        ("Polycythemia Vera", [], "In polycythemia vera the blood is thick; polycythemia vera is slow, and "
         "polycythemia vera is rare.", "polycythemia vera"),
        ("TRAVEL SHEET 12", ["Going high: altitude sickness"], "In altitude sickness rest. Mild altitude sickness "
         "passes.",
         "altitude sickness"),
        ("Your knees are not worn out", ["Who gets it"], "Osteoarthritis of the knee is a disease of the joint.\n\n"
         "In osteoarthritis cartilage thins.", "osteoarthritis of the knee"),
        ("Smoking and Your Heart", ["Smoking and Heart Disease Risk"], "Smoking harms the heart.", ""),
    ],
)  # fmt: skip
def test_an_article_is_about_what_it_names(title: str, headings: list[str], body: str, topic: str) -> None:
    assert topics.of_article(title, headings, "\n\n".join([title, *headings, body])) == topic


@pytest.mark.parametrize("heading", ["Keep cool", "If you find a wound", "Don't try the diet", "Myth 1: it is old"])
def test_orders_and_clauses_name_no_topic(heading: str) -> None:
    assert topics.of_heading(heading, f"{heading}\n\n{heading} and keep cool if you find a wound.") == ""


@pytest.mark.parametrize(
    ("lead", "item", "form"),
    [
        ("Possible risk factors for stroke include:", "smoking", "Smoking is a possible risk factor for stroke."),
        ("Possible complications include:", "bleeding", "Possible complications include bleeding."),
        ("Common causes of cough are:", "colds", "Colds are a common cause of cough."),
        ("Sometimes there is:", "Sore skin: the mask may be too tight.", "Sore skin: the mask may be too tight."),
        ("Some causes of cough are:", "colds", "Colds are a cause of cough."),
    ],
)
def test_a_lead_in_keeps_how_sure_it_is(lead: str, item: str, form: str) -> None:
    nlp = language_model.load(Config().models)
    docs = [nlp(text) for text in (lead, item)]
    for doc, text in zip(docs, (lead, item), strict=True):
        np.keep_text(doc, text)
    assert leadins.join(lead, docs[0], item, docs[1]) == form


def heard(sentence: str, topic: str, before: str) -> str:
    """The sentence with its topic, after another one."""
    nlp = language_model.load(Config().models)
    discourse = Discourse(topic)
    said = nlp(before)
    np.keep_text(said, before)
    discourse.remember(said, {})
    doc = nlp(sentence)
    np.keep_text(doc, sentence)
    slot = setting.offered(doc, discourse, sentence, 0)
    return "" if slot is None else slot.before(applied(sentence, list(slot.edits), 0, len(sentence)))


@pytest.mark.parametrize(
    ("before", "sentence", "topic"),
    [
        ("Two vaccines protect against the virus.", "The first is given to infants at 2 months.", "gastroenteritis"),
        ("A vaccine is offered every autumn.", "Patients get a second dose after a month.", "influenza"),
        ("Babies are immunised at 8 weeks.", "Most infants have a sore arm.", "meningitis"),
    ],
)
def test_those_who_are_vaccinated_are_not_said_to_have_the_disease(before: str, sentence: str, topic: str) -> None:
    assert f"with {topic}" not in heard(sentence, topic, before)


@pytest.mark.parametrize(
    ("before", "sentence", "topic"),
    [
        ("Constipation is a condition of the bowel.", "Stools are hard and dry.", "cystitis"),
        ("Eczema is a disease of the skin.", "The skin itches at night.", "asthma"),
        ("Anaemia is a lack of red blood cells.", "The skin looks pale.", "coeliac disease"),
    ],
)
def test_what_is_said_of_another_disease_is_not_put_under_the_topic(before: str, sentence: str, topic: str) -> None:
    assert topic not in heard(sentence, topic, before)


@pytest.mark.parametrize(
    "sentence",
    [
        "Corticosteroid treatment lowers the chance of a bleed.",
        "Smoking and some foods and medications change the result.",
        "The size of the infants liver matters.",
    ],
)
def test_nouns_that_are_someone_elses_get_no_owner(sentence: str) -> None:
    assert "of gastritis" not in placed(sentence, "gastritis")
    assert "for gastritis" not in placed(sentence, "gastritis")
    assert "with gastritis liver" not in placed(sentence, "gastritis")


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Strep throat and, in some cases, impetigo can cause rheumatic fever.", "heart disease"),
        ("Light sedation may be used in some cases.", "hematuria"),
        ("A stent can be left in place in rare cases.", "kidney stones"),
        ("Your doctor may prescribe other treatments as needed for back trouble.", "asthma"),
        ("Further tests may be ordered to check the liver.", "gallstones"),
        ("Blood tests are often repeated to check for lead.", "anemia"),
        ("Pediatricians are doctors who specialize in treating children.", "Kawasaki disease"),
        ("Dietitians are experts who plan meals that suit adults.", "coeliac disease"),
        ("A chaplain is a person whom many patients trust.", "lung cancer"),
        ("Watch for symptoms suggestive of another tickborne illness.", "anaplasmosis"),
        ("The gallbladder can become infected within days.", "gallstones"),
        ("Most passing twitches have a plain cause.", "multiple sclerosis"),
    ],
)
def test_what_is_of_another_matter_gets_no_of_nor_with(sentence: str, topic: str) -> None:
    assert f"of {topic}" not in placed(sentence, topic)
    assert f"with {topic}" not in placed(sentence, topic)
    assert f"for {topic}" not in placed(sentence, topic)


@pytest.mark.parametrize(
    ("sentence", "topic", "form"),
    [
        ("Most cases are found by chance.", "hepatitis", "Most cases of hepatitis are found by chance."),
        ("They become infected in spring.", "babesiosis", "They become infected with babesiosis in spring."),
        ("Screening starts at birth.", "scoliosis", "Screening for scoliosis starts at birth."),
    ],
)
def test_what_is_of_the_topic_still_does(sentence: str, topic: str, form: str) -> None:
    assert placed(sentence, topic) == form


@pytest.mark.parametrize("topic", ["acne drugs", "epilepsy medicines", "diabetes diet", "cancer screening"])
def test_what_is_for_a_disease_is_none(topic: str) -> None:
    assert placed("Treatment takes many weeks.", topic) == ""


@pytest.mark.parametrize(
    ("title", "text", "topic"),
    [
        ("Seeing clearly again", "Cataract is a clouding of the lens. It comes with age.", "cataract"),
        ("Ringing in the ears", "Tinnitus is a sound that nobody else hears. Noise brings it on.", "tinnitus"),
        ("", "A hernia is a gap in the wall of the belly. It grows.", "hernia"),
        ("Thirty days to go", "Many fear gout. With gout a toe swells. Gout comes at night.", "gout"),
        ("Your pump and you", "The pump fills. With asthma the pump helps. The pump lasts. Asthma can be deadly.", ""),
        ("Two of a kind", "Measles spread fast. Mumps spread, too. Measles and mumps: measles last, mumps do not.", ""),
    ],
)
def test_an_article_whose_title_names_nothing_is_about_what_it_says(title: str, text: str, topic: str) -> None:
    assert topics.of_article(title, (), text) == topic


def test_a_name_with_a_curly_apostrophe_is_whole() -> None:
    text = "Parkinson’s disease harms nerves. Parkinson’s disease lasts. Many live with Parkinson’s disease."
    assert topics.most_said("Eating", text) == "Parkinson’s disease"
