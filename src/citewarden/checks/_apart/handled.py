"""What is done with a thing: the sentence stops what the source has gone on with, allows what it says not to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _opposed
from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.model import Audit, Claim, Passage

_TAKING = re.compile(r"\s*(?:to (?:take|use)|taking|using|with)\b", re.I)
"""What leads from "continue" or "carry on" to the thing."""
_ENDS = re.compile(
    r"\b(?:to|for|in|with|without|on|at|by|after|before|during|if|when|while|who|that|as|from|unless|because|since"
    r"|until|but|behind|near|around)\b|[,.;:(]",
    re.I,
)
"""Where the thing ends, and whom, when or why begins."""
_CASE = re.compile(r"\b(?:if|unless|except|only|until|without|suddenly|abruptly|more than|longer than)\b", re.I)
"""What makes an advice one for a case or for a way of doing it."""
_PLAIN = telling("tablet tablets medicine medicines treatment drug drugs usual need needs worry")
"""Words that name no one thing."""


def otherwise(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence does one thing with what it names, a sentence of the source the opposite, and none the same."""
    for sides in _opposed.opposites() if not claim.hypothetical else ():
        for side, said, thing in _done(sides, claim.standalone):
            there = [
                (other, word, passage, text)
                for passage, text in sentences(read)
                for other, word, what in _done(sides, text)
                if thing <= what
            ]
            if not there or any(other == side for other, *_ in there):
                continue
            _, word, passage, text = there[0]
            if not _CASE.search(text) or _CASE.search(claim.standalone):
                return beside(audit, said, word, passage, text)
    return None


def _done(sides: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> Iterator[tuple[int, str, frozenset[str]]]:
    """What a text does with things, by the words of two sides: which side, the words, the thing."""
    for number, hit in _opposed.outer(sides, text):
        lead = _TAKING.match(text, hit.end())
        rest = text[lead.end() if lead else hit.end() :]
        if thing := telling(_ENDS.split(rest, maxsplit=1)[0]) - _PLAIN:
            yield number, hit[0], thing
