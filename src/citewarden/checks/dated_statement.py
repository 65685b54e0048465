"""A statement says of which year it is, and that year is long past.

## What it does
Notes sentences of the text that tell the state of things "as of" a year, in the present tense, when that year lies
further back than the policy allows (3 years).

## Why it matters
"As of 2013, no antidote is available" was true when it was written. The reader takes it for today's answer.

## What to do
Look up how things stand now, and put the new year; or tell it as history.

## When it is wrong
When nothing has changed since, or no newer count exists. Then say so ("the last count, of 2013").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text.anchors import anchor

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
YEARS = 3
"""Years after which a dated statement is called old; a policy may set `years`."""
_AS_OF = re.compile(
    r"\b(?P<said>(?:as (?:of|at)|status:?|up to|until|so far, in|at present,? in)"
    r" (?:(?:early|mid|late|the end of|spring|summer|autumn|fall|winter|[A-Z][a-z]{2,8}\.?(?: \d{1,2},?)?)[ -]?)?"
    r"(?P<year>(?:19|20)\d\d))\b(?! ?[-–/] ?\d)",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|can|cannot|does|do|remains?|lives?|uses?|there['’]s|isn['’]t|aren['’]t)\b", re.I
)
_PAST = re.compile(r"\b(?:had|was|were|did|could)\b", re.I)
_ENDS = re.compile(r"[.!?](?=\s|\Z)|\n")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per statement of a year that lies too far back."""
    text = audit.document.text
    years = int(audit.policy.setting("dated-statement", "years", YEARS))
    for block in audit.document.blocks:
        if block.kind not in {"paragraph", "item", "row"}:
            continue
        for found in _AS_OF.finditer(text, block.start, block.end):
            start, end = _sentence(text, found.start(), block.start, block.end)
            sentence = text[start:end]
            age = audit.calendar.years(found["year"])
            if age >= years and _PRESENT.search(sentence) and not _PAST.search(sentence):
                yield Finding(
                    "dated-statement",
                    audit.document.id,
                    audit.document.id,
                    LEVEL,
                    Kind.REVIEW,
                    f"“{found['said']}” lies {age} years back or more. See if it still holds, and put the new year.",
                    anchor(audit.document, start, end),
                    owner=OWNER,
                    confidence=0.8,
                    properties={"key": sentence[:80]},
                )


def _sentence(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """The sentence of a block that holds a place."""
    starts = [m.end() for m in _ENDS.finditer(text, low, at)]
    end = next((m.end() for m in _ENDS.finditer(text, at, high)), high)
    start = starts[-1] if starts else low
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end
