"""A statement says of which year it is, and that year is long past.

## What it does
Notes sentences of the text that tell the state of things "as of" a year, in the present tense, when that year lies
further back than the policy allows (3 years). So it does with those that tell news ("a new drug was approved this
year", "there is no vaccine yet") on a page whose newest date lies that far back.

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
_NEWS = re.compile(
    r"\b(?P<said>th(?:is|e current) year|last year|this (?:month|spring|summer|autumn|fall|winter)"
    r"|(?:just|recently|newly) (?:been )?(?:approved|licensed|launched)|not yet (?:been )?(?:approved|licensed)"
    r"|awaiting approval|(?:is|are) (?:still|now|currently) being (?:tested|tried|developed)"
    r"|no (?:cure|vaccine|vaccination|treatment|test|drug|medicine|remedy|antidote)s?\b(?: \w+){0,5}?"
    r" (?:yet|so far|to date|at present)"
    r"|(?:there is|there['’]s|there are) (?:as yet|so far|still) no (?:\w+ )?"
    r"(?:cure|vaccine|treatment|test|drug|medicine|remedy|antidote)s?"
    r"|(?:a|the) new (?:drug|medicine|vaccine|treatment|test|therapy|pill)\b"
    r"(?=[^.]{0,60}\b(?:approved|licensed|launched|on the market|available)))\b",
    re.I,
)
"""What is news on the day that it is written."""
_LATELY = re.compile(r"th(?:is|e current) |last year", re.I)
_EVENT = re.compile(
    r"\b(?:approved|licensed|launched|published|found|introduced|announced|showed|reported|began|started"
    r"|came (?:out|on)|will be)\b",
    re.I,
)
"""What takes place in a year: no "if you had one last year"."""
_YOURS = re.compile(r"\b(?:if|you|your|each|every)\b", re.I)
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
    yield from _news(audit, years)


def _news(audit: Audit, years: int) -> Iterator[Finding]:
    """What was news when the page was last touched, if that is long past."""
    document = audit.document
    dates = (document.reviewed, document.modified, document.published)
    days = [day for day in dates if day and audit.calendar.reached(day)]
    age = audit.calendar.years(max(days)) if days else 0
    for block in document.blocks if age >= years else ():
        if block.kind not in {"paragraph", "item"}:
            continue
        done = block.start
        for found in _NEWS.finditer(document.text, block.start, block.end):
            start, end = _sentence(document.text, found.start(), block.start, block.end)
            sentence = document.text[start:end]
            if found.start() < done or (_LATELY.match(found["said"]) and not _tells_event(sentence)):
                continue
            done = end
            yield Finding(
                "dated-statement",
                document.id,
                document.id,
                LEVEL,
                Kind.REVIEW,
                f"“{found['said']}” was written {age} years ago or more, by the page’s dates. See if it still holds,"
                " and put the year.",
                anchor(document, start, end),
                owner=OWNER,
                confidence=0.8,
                properties={"key": sentence[:80]},
            )


def _tells_event(sentence: str) -> bool:
    """Whether a sentence tells what took place in a year, and not what the reader does in any."""
    return _EVENT.search(sentence) is not None and _YOURS.search(sentence) is None


def _sentence(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """The sentence of a block that holds a place."""
    starts = [m.end() for m in _ENDS.finditer(text, low, at)]
    end = next((m.end() for m in _ENDS.finditer(text, at, high)), high)
    start = starts[-1] if starts else low
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end
