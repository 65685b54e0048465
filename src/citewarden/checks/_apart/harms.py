"""Harms denied: the sentence says that there are none, the source tells of some."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences
from citewarden.model import Audit, Claim, Passage

NONE = re.compile(
    r"\b(?:(?:has|have|had|with|causes?|there (?:are|were)|brings?|showed?|free of|free from) (?:almost |virtually )?"
    r"(?:no|none of the|any) (?:known |serious |adverse |unwanted |harmful )*(?:side[ -]effects?|adverse (?:effects?"
    r"|events?)"
    r"|risks?|harms?|dangers?)|without (?:any )?(?:known |serious |unwanted )?(?:side[ -]effects?"
    r"|adverse (?:effects?|events?)"
    r"|risks?|harms?)|no side[ -]effects|free (?:of|from) (?:side[ -]effects?|risks?|harms?|dangers?)|(?:no"
    r"|not a single) (?:child|patient|one|(?:wo)?man|person|participant"
    r"|baby) (?:had|has|suffered|got|showed)"
    r" (?:any )?(?:side[ -]effects?|harms?)|nobody (?:had|has|suffered) (?:any )?(?:side[ -]effects?|harms?)|(?:is"
    r"|are) (?:completely |entirely |totally |absolutely |perfectly )?harmless"
    r"|(?:completely|entirely|totally|absolutely|perfectly|100 ?% |always) safe|side[ -]effect[ -]free|risk[ -]free)\b",
    re.I,
)
"""What denies all harm."""
_HARM = re.compile(
    r"\b(?P<said>side[ -]effects?|adverse (?:effects?|events?|reactions?)|harms?|complications?|bleeding|diarrh\w+"
    r"|nausea"
    r"|vomiting|dizziness|constipation|headaches?|rash|deaths?|overdos\w+|poisoning|liver (?:damage|injury)"
    r"|stopped (?:taking|because)"
    r"|withdrew|discontinued)\b",
    re.I,
)
_NO_HARM = re.compile(
    r"\b(?:no|not|without|few(?:er)?|lower|less|reduc\w+|similar|rare(?:ly)?|neither|prevent\w*)\b", re.I
)
_CASE = re.compile(r"\b(?:not|never|does|if|unless)\b[^.]{0,30}\Z", re.I)


NEAR = 40
"""Characters before a denial in which a share may tell who had no harm."""


def told_of_a_share(claim: Claim, at: int) -> bool:
    """Whether a share of people stands right before a place of a sentence: "three in four had none"."""
    return any(q.unit == "%" and q.low < ALL and 0 <= at - q.end <= NEAR for q in claim.quantities)


ALL = 100.0


def denied(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence denies harms that its source tells of."""
    own = NONE.search(claim.standalone)
    if own is None or _CASE.search(claim.standalone[: own.start()]):
        return None
    if told_of_a_share(claim, own.start()):
        return None  # what the others had is not denied
    for passage, sentence in sentences(read):
        harm = _HARM.search(sentence)
        if harm and not _NO_HARM.search(sentence):
            return beside(audit, own[0], harm["said"], passage, sentence, "Name the harms.")
    return None
