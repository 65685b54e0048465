"""What the rest of a passage makes of a sentence that decides: takes it back, narrows it, doubts it, says the opposite.

A claim is never called by one sentence against its neighbours: where they disagree, the verdict stays open and names
both.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citewarden.nlp.verdict.groups import LAB, groups
from citewarden.nlp.verdict.items import words
from citewarden.nlp.verdict.protocol import Pair
from citewarden.nlp.verdict.terms import tokens

REACH = 2
"""Sentences behind the deciding one that may speak of it."""
_TAKES_UP = re.compile(
    r"(?:However|But|Yet|Nevertheless|Nonetheless|Still|In fact|Actually|This|That|These|Only|Such|So far|Later|"
    r"Since then|Whether|Others?|The (?:claim|belief|idea|notion|view|finding|study|studies|trial|experiment|work|data|"
    r"result|effect|link|association|benefit|paper)s?)\b"
)
_REFERS = re.compile(r"\b(?:it|they|them|this|that|these|those|such|so)\b(?! (?:that|as)\b)", re.I)
_PRONOUN = re.compile(r"(?:It|They)\b")
_BACK = re.compile(
    r"\b(?:no|not|never|only|may|might|could|some|except|unless|few|small|weak|uncertain|vanish\w*|disappear\w*|none|"
    r"neither|cannot)\b|n['’]t\b",
    re.I,
)
_ACTS = re.compile(
    r"\b(?:works?|worked|helps?|helped|acts?|acted|holds?|held|appl(?:y|ies|ied)|happens?|occurs?|effects?|effective|"
    r"benefits?|true|safe|shown|seen|found|proved|proven|confirmed|repeated|reproduced|replicated|suits?|suitable)\b",
    re.I,
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|possibl\w+|perhaps|un(?:clear|certain|known|proven|confirmed)|doubt\w*|question\w*|cautio\w*|"
    r"preliminary|inconclusive|disputed?s?|contested|controversial|small|weak|whether)\b",
    re.I,
)
_NARROWED = re.compile(r"\b(?:only|some|few|except|unless)\b", re.I)
_REPORTED = re.compile(
    r"\b(?:myths?|misconceptions?|rumou?rs?|hearsay|believed?|advert\w*|claims? that|claimed)\b", re.I
)


class Doubt(NamedTuple):
    """Sentence `sentence` (an index into the passage; outside it: before or behind it) speaks against a call. `kind` is
    the issue, "" where it is only a contrast; `why` says it to an editor."""

    sentence: int
    kind: str
    why: str


def doubt(pair: Pair, where: int) -> Doubt | None:
    """What the sentences beside the deciding one, or the heading above it, say against it; None if nothing."""
    before = pair.sentences[where - 1] if where else pair.before
    for text in (before, pair.heading):
        if _REPORTED.search(text):
            return Doubt(
                where - 1 if text is before else -1, "negation", f"the source reports it as a belief: “{text}”"
            )
    behind = (*pair.sentences, *pair.after)[where + 1 : where + 1 + REACH]
    for n, text in enumerate(behind, where + 1):
        if _speaks_back(text, near=n == where + 1) or (_of_the_lab(text) and not _of_the_lab(pair.claim)):
            kind = _kind(text, pair.claim)
            return Doubt(n, kind, f"{_SAID[kind]}: “{text}”")
    return None


def both(pair: Pair, for_it: int, against: int, kind: str) -> Doubt:
    """Two sentences of one passage, one for the claim and one against it."""
    said, denied = pair.sentences[for_it], pair.sentences[against]
    return Doubt(against, kind, f"the source says both “{said}” and “{denied}”")


def _speaks_back(text: str, *, near: bool) -> bool:
    """Does a sentence behind the deciding one take it back, doubt it or narrow it? `near`: it is the next one."""
    takes_up = _TAKES_UP.match(text) is not None
    if words().taken_back.search(text) and (near or takes_up):
        return True
    if words().doubting.search(text) and (takes_up or (near and _REFERS.search(text))):
        return True
    if _BACK.search(text):
        return takes_up or (near and _PRONOUN.match(text) is not None and _ACTS.search(text) is not None)
    return False


def _of_the_lab(text: str) -> bool:
    """Is it about animals or cells? Only where the sentence speaks of the work behind what was said before."""
    return (_TAKES_UP.match(text) is not None or _PRONOUN.match(text) is not None) and not LAB.isdisjoint(
        groups(tokens(text), text)
    )


def _kind(text: str, claim: str) -> str:
    people = groups(tokens(text), text) - groups(tokens(claim), claim)
    if not LAB.isdisjoint(people):
        return "population"
    if _HEDGED.search(text) or words().doubting.search(text):
        return "hedge"
    if people or _NARROWED.search(text):
        return "scope"
    rest = _CONTRAST.sub("", text)
    return "negation" if _BACK.search(rest) or words().taken_back.search(rest) else ""


_CONTRAST = re.compile(r"(?:However|But|Yet|Nevertheless|Nonetheless|Although|Though|Still|In fact)\b", re.I)
_SAID = {
    "population": "the source goes on to say in whom",
    "hedge": "the source goes on to hedge or doubt it",
    "scope": "the source goes on to say of whom or when",
    "negation": "the source goes on to take it back",
    "": "the source goes on with a contrast",
}
