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
