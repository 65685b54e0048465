"""Orders that say what to do and not what for: claims only where the model is rather sure."""

from __future__ import annotations

import pytest

from citewarden.nlp import claims
from citewarden.nlp.units import Unit


def unit(text: str, kind: str = "item") -> Unit:
    return Unit(0, len(text), text, text, kind, 0, True, -1, False, -1, ("Foot care",))


ORDER = ["bias", "imperative"]


@pytest.mark.parametrize("text", ["Check your feet.", "Walk in the park.", "Put on clean socks."])
def test_a_mere_order_needs_a_surer_model(text: str) -> None:
    assert claims.is_mere_order(unit(text), ORDER)
    assert claims.least(unit(text), ORDER) == claims.ORDERS > claims.threshold()
    assert claims.certain(unit(text), ORDER) is None


@pytest.mark.parametrize(
    ("text", "names", "lead"),
    [
        ("Walk to lower the blood pressure.", [*ORDER, "is:purpose"], None),
        ("Walk for 30 minutes.", [*ORDER, "is:dose"], None),
        ("Do not smoke.", ORDER, None),  # what is named harms or helps
        ("Feet swell in the heat.", ["bias", "finite"], None),
        ("walk every day", ORDER, unit("You can lower your blood pressure if you", "paragraph")),
        ("Walk every day.", ORDER, unit("To prevent ulcers:", "paragraph")),
    ],
)
def test_other_units_do_not(text: str, names: list[str], lead: Unit | None) -> None:
    assert claims.least(unit(text), names, lead) == claims.threshold()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Take methotrexate ONCE A WEEK, never every day.", True),
        ("Inject it once a month, not every week.", True),
        ("Use the patch every third day.", True),
        ("Take it only on Mondays, never daily.", True),
        ("Take a walk every day.", False),
        ("Take your tablets with you every day.", False),
        ("Brush your teeth twice a day.", False),
    ],
)
def test_how_often_a_medicine_is_taken_is_told(text: str, told: bool) -> None:
    assert claims.tells_how_often(text) == told
