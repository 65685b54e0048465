"""Changes to a sentence: (start, end, words to put there), offsets in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citewarden.nlp.phrases import lower_first, upper_first

if TYPE_CHECKING:
    from spacy.tokens import Token

Edit = tuple[int, int, str]
DROPPED_BEFORE = re.compile(
    r"\A(?:all|both|other|another|various|about|"
    r"approximately|nearly|almost|roughly|\d[\d,.]*%? (?:percent )?(?:of )?)\s+(?:of (?:the )?)?",
    re.I,
)
"""What is left out of a phrase that is said again; "some" stays, for what holds of some babies does not of all."""


@dataclass(frozen=True, slots=True)
class Told:
    """The edits for what was pointed at; `resolved` False where it cannot be told what that is."""

    edits: tuple[Edit, ...] = ()
    resolved: bool = True


def replaced(token: Token, words: str, *, opens: bool) -> Edit:
    """`words` in the place of a token."""
    return token.idx, token.idx + len(token.text), upper_first(words) if opens else lower_first(words)


def applied(text: str, edits: list[Edit], begin: int, stop: int) -> str:
    """The text from `begin` to `stop` with the edits made."""
    pieces, at = [], begin
    for start, end, words in sorted(edits):
        if start < at or end > stop:
            continue
        pieces += [text[at:start], words]
        at = end
    return "".join([*pieces, text[at:stop]])
