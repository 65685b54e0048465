"""What a judge is asked and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

LABEL_NAMES: Mapping[str, str] = {
    "support": "SUPPORT", "supports": "SUPPORT", "supported": "SUPPORT", "entailment": "SUPPORT", "entail": "SUPPORT",
    "entails": "SUPPORT", "contradict": "CONTRADICT", "contradicts": "CONTRADICT", "contradiction": "CONTRADICT",
    "refute": "CONTRADICT", "refutes": "CONTRADICT", "refuted": "CONTRADICT", "nei": "NEI", "neutral": "NEI",
    "not_enough_info": "NEI", "notenoughinfo": "NEI", "noinfo": "NEI", "unsupported": "NEI", "not_supported": "NEI",
    "not_entailment": "NEI", "attributable": "SUPPORT", "not_attributable": "NEI",
}  # fmt: skip
"""The usual spellings of a verdict. "Not supported" is silence: a checker of two labels cannot tell a contradiction."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a judge said of one claim and one passage.

    `chances` give label -> chance (0 to 1), and are empty where the question stays open, with `note` saying why.
    `quote` are the passage's words that the judge rests on. `failed`: it could not be asked, so that the answer is not
    kept and three of them in a row end its asking; `asked` is false where nobody tried. `read` and `written` count
    tokens, where it is told.
    """

    chances: Mapping[str, float] = field(default_factory=dict)
    note: str = ""
    quote: str = ""
    failed: bool = False
    asked: bool = True
    read: int = 0
    written: int = 0


class Judge(Protocol):
    """A model that reads one claim beside one passage; the same two texts always get the same answer.

    `name` is shown beside its verdicts, `place` where it is asked. `terms` is everything but the texts that an answer
    hangs on: the model, its revision, how it is asked. `sentences` is how much of a passage it reads at a time.
    `remote`: it is asked over the network.
    """

    name: str
    place: str
    terms: str
    sentences: int
    remote: bool

    def ask(self, claim: str, passage: str) -> Answer:
        """One answer; what goes wrong on the way is an answer too."""
        ...


def label_named(text: object) -> str:
    """The verdict that one of the usual spellings means, "" for another word."""
    return LABEL_NAMES.get("_".join(str(text).lower().replace("-", " ").replace("_", " ").split()), "")
