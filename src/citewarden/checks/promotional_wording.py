"""The page sells or praises where it should inform.

## What it does
Notes sentences that ask the reader to buy ("order it in our shop today"), and words that only an advertisement uses
("a miracle capsule", "unrivalled on the market"). The words are in `config/lexicons/promotion.yaml`. Sentences that
warn of such words, deny them or quote them are left out.

## Why it matters
Readers take a health page for advice. Rules for health pages ask that advertising is kept apart and marked, and that no
product is praised.

## What to do
Take the sentence out, say soberly what was shown, or mark it as advertising and set it apart.

## When it is wrong
When the sentence tells of a claim that it goes on to judge. Then say whose claim it is in the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from citewarden.config import lexicon
from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text.anchors import anchor
from citewarden.text.sentences import spans

LEVEL = Level.WARNING
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per sentence that sells or praises."""
    document = audit.document
    for block in document.blocks:
        if block.kind not in {"paragraph", "item"} or not _promotes().search(document.text, block.start, block.end):
            continue
        for start, end in spans(document.text[block.start : block.end]):
            sentence = document.text[block.start + start : block.start + end]
            said = sells(sentence)
            if said is None:
                continue
            yield Finding(
                "promotional-wording",
                document.id,
                document.id,
                LEVEL,
                Kind.REVIEW,
                f"“{said[0]}” is the language of advertising. Take it out, or mark it as advertising and set it apart.",
                anchor(document, block.start + start, block.start + end),
                owner=OWNER,
                confidence=0.8,
                properties={"key": sentence[:80]},
            )


def sells(sentence: str) -> re.Match[str] | None:
    """The words by which a sentence sells or praises, None where it speaks of such words or has none."""
    said = _promotes().search(sentence)
    told = said is None or _is_judged(sentence) or _is_quoted(sentence, said.start())
    return None if told else said


def _is_judged(sentence: str) -> bool:
    """Whether a sentence speaks of such words: denies them, warns of them, says whose they are."""
    return _judged().search(_promotes().sub(" ", sentence)) is not None


def _is_quoted(sentence: str, at: int) -> bool:
    """Whether quotation marks stand around a word."""
    return bool(re.search(r"[“\"«][^”\"»]*\Z", sentence[:at])) and bool(re.search(r"[”\"»]", sentence[at:]))


@cache
def _promotes() -> re.Pattern[str]:
    return _any("sells", "praises")


@cache
def _judged() -> re.Pattern[str]:
    """What tells that a sentence speaks of such words."""
    return _any("judged")


def _any(*names: str) -> re.Pattern[str]:
    words = (re.escape(str(w)) for name in names for w in lexicon("promotion")[name])
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)
