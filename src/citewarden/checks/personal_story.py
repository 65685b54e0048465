"""A personal story stands where evidence should.

## What it does
Notes sentences in which the writer or somebody of theirs was cured: "peanut butter cured my son", "I got rid of my
migraine with magnesium", "one of our patients ..., which shows that it works", "Mara, 9, has had no cough since ..., so
it is worth it". The words are in `config/lexicons/stories.yaml`.

## Why it matters
One case says nothing of the next, and readers trust a story more than a number. Rules for health pages ask that
testimonials are left out or plainly called so.

## What to do
Take the story out, or say beside it what studies found.

## When it is wrong
When the sentence quotes a patient for how an illness feels, not for what cures it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from citewarden.config import lexicon
from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text.anchors import anchor

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_NAMED = r"(?:(?<=\A)|(?<=\A\s))(?-i:[A-Z][a-zà-ÿ]+), (?:aged )?\d{1,3}(?: years old)?,"
"""A person by name and age, with whom a sentence begins: "Mara, 9, ..."."""

_SOMEBODY = re.compile(
    r"(?:\A|[.!?]\s+)[A-Z][a-zà-ÿ]+, (?:aged )?\d{1,3}(?: years old)?,|[”\"’'],? (?:he|she|they|says|said|tells|told) "
    r"|\b(?:he|she) (?:tells|told|says|said)\b|-year-old (?:[A-Z][a-zà-ÿ]+|girl|boy|woman|man|son|daughter)\b"
    r"|(?:\A|[.!?]\s+)[A-Z][a-zà-ÿ]+ \(\d{1,3}\)|\b[Oo]ne (?:reader|patient|mother|father|woman|man|runner|colleague)\b"
)
"""A person of a story: "Mara, 41, a nurse", "she tells me", "ten-year-old Ivo"."""
_OF_THEM = re.compile(r"\s*(?:He|She|They|His|Her|Their)\b")
"""How a sentence begins that goes on about them."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per sentence in which somebody of the writer's was cured."""
    text = audit.document.text
    for block in audit.document.blocks:
        if block.kind not in {"paragraph", "item"}:
            continue
        for found in _SENTENCE.finditer(text, block.start, block.end):
            said = _cured().search(found[0]) or _drawn(text, block.start, found)
            if said and not _owned_up().search(text[found.start() : block.end]):
                cure = next(filter(None, said.groups()))
                start = found.start() + len(found[0]) - len(found[0].lstrip())
                yield Finding(
                    "personal-story",
                    audit.document.id,
                    audit.document.id,
                    LEVEL,
                    Kind.REVIEW,
                    f"A personal story tells a cure (“{cure}”). Take it out, or say beside it what studies found.",
                    anchor(audit.document, start, found.end()),
                    owner=OWNER,
                    confidence=0.8,
                    properties={"key": found[0].strip()[:80]},
                )


def _drawn(text: str, start: int, found: re.Match[str]) -> re.Match[str] | None:
    """What a sentence draws from the story of somebody whom the paragraph before it names or quotes."""
    said = _draws().match(found[0]) or (_proves().search(found[0]) if _OF_THEM.match(found[0]) else None)
    return said if said and _SOMEBODY.search(text[start : found.start()]) else None


@cache
def _draws() -> re.Pattern[str]:
    return re.compile(rf"\s*((?:{_any('draws')})\b)", re.I)


@cache
def _proves() -> re.Pattern[str]:
    return re.compile(rf"\b({_any('proof')}|{_any('cured')})\b", re.I)


@cache
def _cured() -> re.Pattern[str]:
    """Somebody of the writer's, and within the sentence a cure, in either order."""
    who, cure, proof = (_any(name) for name in ("who", "cured", "proof"))
    return re.compile(
        rf"\b(?:{who})\b.*?\b(?P<cure>{proof}|{cure})\b|\b(?P<first>{cure})\b.*?\b(?:{who})\b"
        rf"|{_NAMED}.*?\b(?P<named>{proof}|{cure}"
        r"|so (?:an?|the|this|every|it) [^.;]*?(?:worth|should|works?|helps?))\b",
        re.I,
    )


@cache
def _owned_up() -> re.Pattern[str]:
    """What says in the same breath that a story is none of evidence."""
    return re.compile(rf"\b(?:{_any('owned_up')})\b", re.I)


def _any(name: str) -> str:
    return "|".join(re.escape(str(w)) for w in lexicon("stories")[name])
