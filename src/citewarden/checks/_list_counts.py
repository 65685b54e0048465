"""A list that has more or fewer items than what leads it in says: "Five signs" over four items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.model import Block, Document
from citewarden.text.quantities import ONES

MOST = 12
"""Most items that a lead counts."""
_NUMBERS = {word: number for word, number in ONES.items() if 2 <= number <= MOST}
_NOUNS = (
    "tips|steps|signs|things|ways|rules|questions|facts|symptoms|reasons|points|causes|options|habits|measures|exercises"
    "|myths|groups|kinds|types|stages|warning signs|risk factors|remedies|methods|foods|triggers|treatments|medicines"
    "|criteria|conditions|checks|ideas|mistakes"
)
_COUNT = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}|[2-9]|1[0-2]) (?:\w+ ){{0,2}}?(?P<what>{_NOUNS})\b(?P<rest>[^.?!]*)", re.I
)
_PART = re.compile(r"\b(?:of|or more|at least|first|another|more|other|up to|top)\b", re.I)
FEWEST = 2
"""Fewest items of a list that is counted."""


def wrong(document: Document) -> Iterator[tuple[Block, str, int]]:
    """What leads in a list and counts its items otherwise: the block, its words, how many there are."""
    text, blocks = document.text, document.blocks
    for number, lead in enumerate(blocks):
        items = [b for b in blocks if b.kind == "item" and b.lead_in == number]
        if not items and lead.kind == "heading":
            items = _under(blocks, number)
        said = _COUNT.search(text[lead.start : lead.end]) if len(items) >= FEWEST else None
        if (
            said is None
            or not _leads(lead, said)
            or _PART.search(text[max(lead.start, lead.start + said.start() - 12) : lead.start + said.start("what")])
        ):
            continue
        told = _NUMBERS.get(said["number"].casefold()) or int(said["number"])
        level = min(b.level for b in items)
        there = sum(b.level == level for b in items)
        if told != there:
            yield lead, f"{said['number']} {said['what']}", there


def _under(blocks: tuple[Block, ...], number: int) -> list[Block]:
    """The items that follow a heading at once."""
    out = []
    for block in blocks[number + 1 :]:
        if block.kind != "item":
            break
        out.append(block)
    return out


def _leads(lead: Block, said: re.Match[str]) -> bool:
    """Whether a count is of the list behind it: a heading's, or one whose sentence ends with a colon."""
    return lead.kind == "heading" or said["rest"].rstrip(" 0123456789[](),").endswith(":")
