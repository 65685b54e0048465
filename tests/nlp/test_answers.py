"""Short answers read with their question, through the real model."""

from __future__ import annotations

from typing import Any

import pytest

from citewarden.config import Config
from citewarden.nlp import answers, language_model


@pytest.fixture(scope="module")
def nlp() -> Any:
    return language_model.load(Config().models)


@pytest.mark.parametrize(
    ("question", "answer", "it", "said"),
    [
        ("Is gout contagious?", "No.", "", "Gout is not contagious."),
        ("Does every cough need treatment?", "No.", "", "Not every cough needs treatment."),
        ("Do all moles need treatment?", "No", "", "Not all moles need treatment."),
        ("Can every burn be treated at home?", "No.", "", "Not every burn can be treated at home."),
        ("Does every cough need treatment?", "Yes.", "", "Every cough needs treatment."),
        (
            "Can I drink alcohol while taking metronidazole?",
            "No.",
            "",
            "You cannot drink alcohol while taking metronidazole.",
        ),
        ("Q: Does it hurt?", "A: Yes, a little.", "the test", "The test hurts a little."),
        ("Do antibiotics help?", "No.", "", "Antibiotics do not help."),
        ("Can you get shingles twice?", "Yes, but it is rare.", "", "You can get shingles twice, but it is rare."),
        ("Should I take vitamin D?", "Not usually.", "", "You should not usually take vitamin D."),
        ("Is asthma contagious?", "Not always.", "", "Asthma is not always contagious."),
        ("Is eczema contagious?", "Absolutely not.", "", "Eczema is not contagious."),
        ("Can food help?", "No diet cures an ulcer.", "", ""),
        # a sentence that repeats what is asked, however it is parsed
        (
            "Who is at risk for bone marrow failure?",
            "Older age and being male increase the risk of bone marrow failure.",
            "",
            "",
        ),
        ("What causes simple kidney cysts?", "The cause of simple kidney cysts is not fully understood.", "", ""),
        ("Who gets osteoporosis?", "Small bones and low weight raise the odds of osteoporosis.", "", ""),
        ("Who is at risk for gout?", "Men over 40.", "", "Men over 40 are at risk for gout."),
        ("Are there side effects?", "No serious side effects are known.", "", ""),
        ("Can I drive?", "Never drive at night.", "", ""),
        ("Is asthma contagious?", "No one gets it from others.", "", ""),
        ("Does smoking cause cancer?", "Yes in most people.", "", "Smoking causes cancer in most people."),
        ("How long does immunity last?", "Up to 10 years.", "", "Immunity lasts up to 10 years."),
        (
            "How often should adults get the flu shot?",
            "Once a year.",
            "",
            "Adults should get the flu shot once a year.",
        ),
        (
            "How much water should I drink?",
            "About 2 liters a day.",
            "",
            "You should drink about 2 liters of water a day.",
        ),
        ("How many people get gout?", "About 4%.", "", "About 4% of people get gout."),
        (
            "Is the flu shot safe in pregnancy?",
            "Yes, at any stage.",
            "",
            "The flu shot is safe in pregnancy at any stage.",
        ),
        ("Are statins safe for older people?", "Yes.", "", "Statins are safe for older people."),
        ("Is low-dose aspirin safe for everyone?", "No.", "", "Low-dose aspirin is not safe for everyone."),
        ("Are antibiotics needed for a cold?", "No.", "", "Antibiotics are not needed for a cold."),
        ("Is a safe dose of iron available?", "No.", "", "A safe dose of iron is not available."),
        ("How many doses do I need?", "Two, if you start early.", "", "You need two doses, if you start early."),
        (
            "How much water should I drink?",
            "2 liters if it is hot.",
            "",
            "You should drink 2 liters of water if it is hot.",
        ),
        ("What causes gout?", "Uric acid crystals.", "", "Uric acid crystals cause gout."),
        ("What is gout?", "A form of arthritis.", "", "Gout is a form of arthritis."),
        ("Who gets gout?", "Mostly men.", "", "Mostly men get gout."),
        ("Is it safe to drink raw milk?", "No.", "raw milk", "It is not safe to drink raw milk."),
    ],
)
def test_answers_say_what_was_asked(nlp: Any, question: str, answer: str, it: str, said: str) -> None:
    assert answers.statement(nlp(answers.bare(question)), answer, nlp(answer), it=it) == said


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Is gout contagious?", "Doctors agree that it is caused by crystals."),
        ("What causes gout?", "Gout is caused by crystals in a joint."),
        ("What can you do?", "Drink more water."),
        ("Why do people get gout?", "Age."),
        ("Is gout contagious?", "Yes, the crystals spread. They do so slowly."),
        ("How common is gout?", "Very."),
    ],
)
def test_whole_sentences_and_other_questions_are_left_alone(nlp: Any, question: str, answer: str) -> None:
    assert answers.statement(nlp(question), answer, nlp(answer), it="") == ""


@pytest.mark.parametrize(
    ("question", "item", "said"),
    [
        ("Who should not get it?", "Babies under 6 months", "Babies under 6 months should not get the flu shot."),
        ("Which foods contain purines?", "Liver", "Liver contains purines."),
        ("What should I avoid?", "Alcohol;", "You should avoid alcohol."),
        ("When should I see a doctor?", "After 3 days of fever", "You should see a doctor after 3 days of fever."),
        ("What are the symptoms of gout?", "Pain", ""),
        ("What can I do?", "Drink water", ""),
    ],
)
def test_items_under_a_question(nlp: Any, question: str, item: str, said: str) -> None:
    assert answers.statement(nlp(question), item, nlp(item), it="the flu shot", item=True) == said
