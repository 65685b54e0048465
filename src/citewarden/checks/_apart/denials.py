"""What the sentence denies in words in which the source says it: "does not rule it out" of "rules it out"."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.model import Audit, Claim, Passage

_DENIED = re.compile(
    r"\b(?:(?:do|does|did|can|could|will|would) ?not|(?:do|does|did|ca|could|wo|would)n['’]t) (?!(?:only|always|"
    r"necessarily"
    r"|alone|just|need|have|mean|know|seem|appear|think|believe)\b)(?:\w+ly )?(?P<verb>[a-z]{4,})\b(?P<rest>[^.;:]*)",
    re.I,
)
_NOT = re.compile(
    r"\b(?:no|not|never|neither|nor|without|hardly|unless|cannot|few|less|fewer|fails?|failed|only|too|if|whether"
    r"|may|might|could|unlikely|doubt\w*)\b|n['’]t\b",
    re.I,
)
_SIDES = (("positive", "negative"), ("high", "low"), ("short", "long"), ("first", "second"), ("old", "young"))
"""Words of which each takes another thing: a positive test and a negative one."""
_PLAIN = telling("result results outcome finding findings treatment")
HALF = 0.5
"""Share of a denial's telling words that the source's sentence must have."""


def affirmed(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence denies of something what a sentence of the source affirms of it by the same verb."""
    own = _DENIED.search(claim.standalone)
    if own is None or claim.hypothetical or len(list(_NOT.finditer(claim.standalone))) > 1:
        return None
    verb, subject = own["verb"].casefold().rstrip("ey"), telling(claim.standalone[: own.start()]) - _PLAIN
    what = telling(own["rest"]) - subject
    if not subject or not what:
        return None
    same = re.compile(rf"\b{re.escape(verb)}(?:e|es|s|ed|ing|y|ies|ied)?\b", re.I)
    told = [(p, t) for p, t in sentences(read) if same.search(t) and what & telling(t)]
    if any(_NOT.search(t) for _, t in told):
        return None
    for passage, text in told:
        words = telling(text)
        enough = len(subject & words) >= HALF * len(subject) and len(what & words) >= HALF * len(what)
        if enough and not _other_side(claim.standalone, text):
            there = same.search(text)
            return beside(audit, own[0].strip(), there[0] if there else "", passage, text)
    return None


def _other_side(one: str, other: str) -> bool:
    """Whether two sentences speak of the two sides of a thing."""
    said = [[bool(re.search(rf"\b{word}", text, re.I)) for word in sides] for sides in _SIDES for text in (one, other)]
    return any(a != b and any(a) and any(b) for a, b in zip(said[::2], said[1::2], strict=True))
