"""Lines that ask for gifts or thank somebody are no claims; cases listed under an order are advice."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in

from citewarden.nlp import claims, kinds


@pytest.mark.parametrize(
    "line",
    [
        "Your gift of €40 pays for 2 home visits.",
        "Your donation helps 300 families a year.",
        "Please donate to keep our 24-hour line open.",
        "We thank the 40 nurses who took part.",
        "The authors would like to thank 3 reviewers.",
        "We are grateful to 12 families.",
        "If you need this leaflet in Polish or Braille, ask us.",
        "This leaflet is for people over 60 with gout.",
        "We use cookies to make this site better.",
        "Get 15% off our ear drops until 3 June!",
        "Save up to 30% on your first order.",
        "There is a 10% discount for carers.",
        "Save 15% when you buy two sprays.",
        "Buy one, get one free until 3 June.",
        "Use code EAR10 at the till.",
        "Internal: please add the doses by Friday.",
        "Please leave comments in the margin.",
        "Tone = warm, reading age 12.",
        "Our nurse line is staffed around the clock.",
        "The ward is open to visitors from 2 pm to 8 pm.",
        "Lines are open 24 hours a day.",
        "Night nurses can be called free on 116 001, day or night.",
        "Ring our team on 01632 960 001 for a leaflet.",
        "Call us on 0800 000 0000 when you have questions.",
        "Give $10 a month and help 5 children breathe.",
        "Text BREATHE to 70000 to give £5.",
        "Your next visit will be on 3 May at 10:30.",
        "Please arrive 15 minutes before your appointment.",
        "Name: ________ Ward: ________",
        "CPD: 2 hours",
        "Pass the quiz with 80% for your certificate.",
        "Listen to our podcast (25 min)",
        "Photograph © 2020 Ear Trust",
        "ISBN 978-1-234-56789-7",
        "Tags: ears, wax, 2019",
        "Page 3 of 8",
        "Rated 4.5 out of 5 by 230 readers.",
        "Registered charity number 123456",
        "The health board hopes to open 3 ear clinics by May.",
        "The government has pledged to test 2 million ears a year.",
        "6 quick soups under 300 calories",
        "Mr Moss is a partner of our Ear Day 2024.",
        "At your visit we will look into your ears.",
        "Our nurses will show you how to use the drops.",
        "A member of the team will ring you with a date.",
        "Praise: if you have a comment on your stay, ring 01632 960 003.",
        "Author disclosure: none.",
        "Pronunciation: oh TYE tis",
        "Drops as low as $3.50 with your card",
        "The wash is free for everyone.",
        "Our alliance urges the government to fund more audiologists.",
        "We are calling on ministers to pay for hearing aids.",
        "7,000 of you read the last letter.",
        "This sheet is a guide only.",
    ],
)
def test_lines_of_the_house(line: str) -> None:
    assert claims.is_disclaimer(line)


@pytest.mark.parametrize(
    "line",
    [
        "A blood donation takes about 10 minutes.",
        "Donors who gave a kidney lived as long as others.",
        "Thanks to vaccines, measles fell by 80%.",
        "Your donation of blood can be used for 35 days.",
        "Statins take about 20% off the risk of a stroke.",
        "Only 40% of users get off the drug within a year.",
        "Oats cookies hold 8 g of sugar.",
        "Vaccines save 3% of all costs.",
        "Internal bleeding needs care at once.",
        "The tone of muscles falls by 20% with age.",
        "Call 112 if the chest pain lasts more than 15 minutes.",
        "Call us if the rash lasts more than 2 weeks.",
        "Contact us on 01632 960 001 if you bleed for over 10 minutes.",
        "Book an appointment if your sight gets worse within 3 days.",
        "Call 01632 960 001 right away when a child swallows bleach.",
        "The tablets are available in 500 mg and 1000 mg.",
        "Vaccines are available at 10 000 pharmacies.",
        "The IV line stays open for 24 hours.",
        "Stop warfarin 5 days before your visit to theatre.",
        "Do not eat for 6 hours before your appointment.",
        "Donate blood at most every 12 weeks.",
        "Pain rated 7 out of 10 or more needs a strong drug.",
        "Images show damage in 30% of brains.",
        "Watch for a fever above 38 °C (100.4 °F).",
        "Helplines help 1 in 3 smokers to quit.",
        "Contact with 2-3 infected people doubles the risk.",
        "Free T4 at 12-22 pmol/l is normal.",
        "The health board found that 3 in 10 ears need drops.",
        "The town cut noise by 5 dB and hearing loss fell.",
        "5 quick meals a day raise blood sugar.",
        "We will give you drops, because wax hardens after the wash.",
        "Our bodies will make more wax in the heat, which blocks the ear.",
        "Ring 01632 960 003 if the ear bleeds for over an hour.",
        "Our inner ears will lose hair cells with age.",
        "The drops are free of perfume and do not sting.",
        "Doctors urge people over 65 to have their ears checked.",
        "In 9 of 10 ears the wax was gone.",
        "Costs fell as low as 3% of income.",
    ],
)
def test_sentences_on_gifts_and_thanks(line: str) -> None:
    assert not claims.is_disclaimer(line)


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        ("“My ears were shut for 3 weeks. It was nine out of ten.”", 0),
        ('"Drops cleared my ears within 2 days," says Mina Moss, 34.', 0),
        ("Mina, 34, says: “The rash went within 2 days.”", 0),
        ("“It cured the rash in 3 days,” said one mother.", 0),
        ("“Sugar raises blood pressure by 5 mmHg,” said a nurse I met.", 0),
        ("“Drops clear 90% of ears within 5 days,” says Dr Lia Gray, a surgeon.", 1),
        ("“Drops clear 90% of ears within 5 days,” Dr Gray told us.", 1),
        ("“I prescribe drops to my patients. Drops clear 90% of ears within 5 days.”", 1),
        ("“Drops clear 90% of ears within 5 days.”", 1),
    ],
)
def test_who_is_quoted_for_what_he_lived_through(paragraph: str, told: int, tmp_path: Path) -> None:
    assert len(claims_in(f"# Ear wax\n\n{paragraph}\n", tmp_path)) == told


@pytest.mark.parametrize(
    ("over", "tells"),
    [
        ("See a GP if:", True),
        ("Non-urgent advice: See a GP if:", True),
        ("Call 911 right away if you or your child", True),
        ("Speak to your pharmacist before taking it if you:", True),
        ("Do not take it if you have:", True),
        ("Symptoms include:", False),
        ("You may have asthma if you:", False),
        ("When to see a doctor", False),
        ("See the table. Pain is common if:", False),
        ("Seeing a GP", False),
    ],
)
def test_what_tells_when_to_act(over: str, tells: bool) -> None:
    assert kinds.tells_when_to_act(over) is tells
