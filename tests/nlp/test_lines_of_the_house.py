"""Lines that ask for gifts or thank somebody are no claims; cases listed under an order are advice."""

from __future__ import annotations

import pytest

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
    ],
)
def test_sentences_on_gifts_and_thanks(line: str) -> None:
    assert not claims.is_disclaimer(line)


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
