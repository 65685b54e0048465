"""Which rows a mark beside a table stands for: one over it, in its columns' names or under it, for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from citewarden.model import Block, Document
from citewarden.text import rows

_POINTS = re.compile(
    r"\b(?:the|this|following|next) (?:\w+ )?(?:table|chart)\b|\btable (?:below|shows|\d)|:\s*\Z", re.I
)
"""What leads from a sentence into the table under it."""
_GIVEN = re.compile(r"\W*(?:sources?|data|figures|adapted|taken|compiled|based|from|after)\b", re.I)
"""How a line under a table begins that says where it is from."""
_BEHIND = '0123456789[](),; –-*_"”’\n'
"""What may stand behind the full stop of a sentence: marks, brackets, quotes."""
LONGEST = 24
"""Most words of a line over a table that is its name."""


def spans(document: Document) -> Iterator[tuple[int, int, int, int]]:
    """The stretches beside a table whose marks stand for its rows: start and end, and those of the rows."""
    text, blocks = document.text, document.blocks
    for kind, run in groupby(range(len(blocks)), key=lambda number: blocks[number].kind):
        if kind != "row":
            continue
        numbers = list(run)
        first, last = numbers[0], numbers[-1]
        stretch = blocks[first].start, blocks[last].end
        if rows.table([text[blocks[n].start : blocks[n].end] for n in numbers])[0] is None:
            yield blocks[first].start, blocks[first].end, *stretch
        if (start := _over(document, first)) < blocks[first].start:
            yield start, blocks[first].start, *stretch
        under = blocks[last + 1] if last + 1 < len(blocks) else None
        if under is not None and _says_whence(text, under, last + 2 < len(blocks) and blocks[last + 2].kind == "row"):
            yield under.start, under.end, *stretch


def _over(document: Document, first: int) -> int:
    """Where begins what stands over the rows and names them: captions, a heading, a line of words, or the last sentence
    of a paragraph that points to the table."""
    text, blocks = document.text, document.blocks
    start, at = blocks[first].start, first - 1
    while at >= 0 and blocks[at].kind == "caption":
        start, at = blocks[at].start, at - 1
    if at < 0 or blocks[at].kind not in ("heading", "paragraph"):
        return start
    said = text[blocks[at].start : blocks[at].end]
    if blocks[at].kind == "heading" or (said.rstrip(_BEHIND)[-1:] not in ".!?" and len(said.split()) <= LONGEST):
        return blocks[at].start
    sentence = max((m.end() for m in re.finditer(r"[.!?](?:\[[\d,; –-]*\])?\s+(?=[A-Z])", said)), default=0)
    return blocks[at].start + sentence if _POINTS.search(said, sentence) else start


def _says_whence(text: str, block: Block, above_another: bool) -> bool:
    """Whether a line under a table says where its figures are from."""
    if block.kind == "caption":
        return not above_another
    return block.kind in ("paragraph", "note") and _GIVEN.match(text, block.start, block.end) is not None
