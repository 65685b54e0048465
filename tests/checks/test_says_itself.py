"""What a source says of its own standing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import _says_itself
from citewarden.text.sentences import spans


def audit(text: str) -> Any:
    passage = SimpleNamespace(text=text, sentences=tuple(spans(text)), work="w", id="p")
    return SimpleNamespace(passages_of={"r": (passage,)})


REFERENCE: Any = SimpleNamespace(id="r")


@pytest.mark.parametrize(
    ("text", "retracted", "replaced"),
    [
        ("RETRACTION NOTICE, May 2022. The records could not be produced.", True, False),
        ("Notice of retraction. Two figures are the same.", True, False),
        ("Retraction: the ethics approval was of another project.", True, False),
        ("Pain fell by half. The editors have retracted this article. The text stays online.", True, False),
        ("The publisher therefore retracts this paper at the request of its authors.", True, False),
        ("This study has been retracted.", True, False),
        ("THIS EDITION IS NO LONGER VALID. It is kept for the archive only.", False, True),
        ("This guidance is no longer in force. Drink two litres a day.", False, True),
        ("This version was replaced in March by the fourth.", False, True),
        ("Retraction of the foreskin needs no treatment in boys under six.", False, False),
        ("Retraction rates rose from 2 to 9 per 10,000 papers.", False, False),
        ("We left out studies that had been retracted, and asked why journals had retracted them.", False, False),
        ("The old dressing is no longer valid as an option. It is in use.", False, False),
        ("The guideline says that milk is no longer recommended.", False, False),
    ],
)
def test_what_a_source_says_of_itself(text: str, retracted: bool, replaced: bool) -> None:
    made = audit(text)
    assert (bool(_says_itself.retracted(made, REFERENCE)), bool(_says_itself.replaced(made, REFERENCE))) == (
        retracted,
        replaced,
    )
