"""What the sentence denies or calls no part of a thing, seldom or none, where the source says it."""

from __future__ import annotations

import re
from functools import cache

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, beside, fine_words, is_brief, kin, sentences, telling, titles
from citewarden.checks._figures import quantities_of
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage

_PLAIN = telling("result results outcome finding findings treatment")
HALF = 0.5
"""Share of a denial's telling words that the source's sentence must have."""


_NEVER = re.compile(r"\b(?:never|cannot|can['’]?t|impossible|nobody|no one|no (?:risk|danger|chance))\b", re.I)
_SELDOM = re.compile(
    r"\b(?:uncommon|rare(?:ly)?|seldom|occasional(?:ly)?|unusual|infrequent(?:ly)?|unlikely)\b[^.;]{0,60}?"
    r"\b(?:but|though|although|yet)\b[^.;]{0,30}?\b(?:can|may|does|do|has|have|happens?|occurs?|possible)\b"
    r"|\b(?:can|may|could) (?:very )?(?:rarely|occasionally|sometimes|still)\b|\bin rare (?:cases|instances)\b",
    re.I,
)
"""What is rare, and is: "uncommon but can occur"."""
_RARE = re.compile(r"\b(?:uncommon|rare(?:ly)?|seldom|unlikely)\b", re.I)
_ORDER = re.compile(r"\W*(?:and |but |so )?(?:(?:you|people|patients) should )?never\b", re.I)
"""What forbids, and tells nothing: "never use it without a test"."""
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|so|because|as)\b", re.I)


def seldom(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that something never is, a sentence of the source on it that it seldom is."""
    for clause in _CLAUSE.split(claim.standalone) if not _RARE.search(claim.standalone) else ():
        own = _NEVER.search(clause)
        if own is None or not (words := telling(clause)) or _ORDER.match(clause):
            continue
        for passage, text in sentences(read):
            there = _SELDOM.search(text)
            if there and len(words & kin(text)) >= max(1, HALF * len(words)):
                return beside(audit, own[0], there[0], passage, text)
    return None


_IS_NO = re.compile(
    r"\b(?:is|are|was|were) (?:not|no longer|never) (?P<what>(?:an? |the )?(?!only\b|always\b)[^.;:,]{4,60})", re.I
)
_IS = re.compile(
    r"\b(?:is|are|was|were|remains?|counts? as|acts? as|belongs? to|works? as|serves? as) (?:still |also |therefore )?"
    r"(?P<what>[^.;:,]{4,60})",
    re.I,
)


def is_none(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence calls a thing what a sentence of its brief source says that it is not."""
    own = list(_IS.finditer(claim.standalone))
    if not own or not all(is_brief(audit, p.work) for p in read):
        return None
    for passage, text in sentences(read):
        there = _IS_NO.search(text)
        if there is None:
            continue
        what = telling(re.split(r"\b(?:and|but|for|in|of|to|that|which|than)\b", there["what"])[0])
        before = fine_words(text[: there.start()]) - _SMALL
        near = before & fine_words(claim.standalone) or re.match(r"\W*(?:it|this|they)\b", text, re.I)
        told = any(what <= telling(t) and not _IS_NO.search(t) for _, t in sentences(read))
        named = next((m for m in own if what <= telling(m["what"]) and not _OWNS.search(m[0])), None)
        if what and named and near and not told and named[0]:
            return beside(audit, named[0], there[0], passage, text)
    return None


_SMALL = frozenset(("the", "and", "this", "that", "for", "with", "its"))


@cache
def _no_part() -> re.Pattern[str]:
    """What a source says was no part of it: "sleeping tablets were not compared with the app"."""
    part, do = ("|".join(map(re.escape, lexicon("cues")[name])) for name in ("part", "do"))
    return re.compile(
        r"(?:\A|[.;:] )(?P<what>[^.;:]{3,80}?) (?:was|were) not (?:\w+ and (?:was |were )?not )?"
        rf"(?:{part})\b(?! for\b)"
        rf"|\bneither (?P<neither>[^.;:]{{3,80}}?) (?:was|were) (?:{part})\b"
        rf"|\b(?:did|does|do) not (?:{do}) (?P<which>[^.;:]{{3,60}})",
        re.I,
    )


def _parts(found: re.Match[str]) -> list[str]:
    """What one by one was no part: "the length" and "the quality" of sleep are sleep."""
    what = found["what"] or found["which"] or found["neither"].rpartition(" of ")[2]
    return re.split(r",| and | or | nor ", what)


def _short(part: str) -> frozenset[str]:
    """A thing of one short word: "tea"."""
    return fine_words(part) if len(part.split()) == 1 else frozenset()


def _label(audit: Audit, claim: Claim) -> str:
    """What an item of a list opens with, which its sentences are on."""
    start = claim.target.position.start
    block = next((b for b in audit.document.blocks if b.start <= start < b.end and b.kind == "item"), None)
    return audit.document.text[block.start : start] if block else ""


_PEOPLE = re.compile(
    r"\b(?:people|patients|persons|participants|donors|volunteers|those|adults|children|(?:wo)?men)\b", re.I
)
"""Who was not studied: `people` tells of them."""
_OWNS = re.compile(r"\b(?:no|not|never|neither|nor|without|unknown|unclear)\b|n['’]t\b", re.I)
"""What says that something was not found, or not looked for."""


def no_part(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells of what its source says was no part of it."""
    if claim.negated or _OWNS.search(claim.standalone) or not claim.citations:
        return None
    said = f"{_label(audit, claim)} {claim.standalone}"
    words, names = kin(said) | fine_words(said), telling(titles(audit, read[0].work))
    for passage, sentence in sentences(read):
        found = _no_part().search(sentence)
        parts = _parts(found) if found else []
        if any(
            (what := (telling(part) or _short(part)) - _PLAIN)
            and what <= words
            and not any(what <= telling(t) and quantities_of(t) for _, t in sentences(read) if t != sentence)
            and not what <= names
            and not _PEOPLE.search(part)
            for part in parts
        ):
            return Apart(
                f"{ev.capital(ev.source_read(audit, passage))} says that it is no part of it: {ev.quoted(sentence)}."
                " Tell what was studied, or cite another source.",
                passage,
                sentence,
            )
    return None
