"""An article with what was found beside its words: which comment stands where, for Word and for web pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citewarden.formats import worst_first
from citewarden.model import Block, Document, Finding, Kind, Level
from citewarden.text.hidden import shown

_LEADS = {Level.ERROR: "Error", Level.WARNING: "Warning", Level.NOTE: "Note", Level.NONE: "Not known"}


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said at code points `start` to `end` of `Document.text`; about the whole article they are the title's."""

    start: int
    end: int
    text: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same comments on all of it, by their place in the list."""

    text: str
    comments: tuple[int, ...]


def comments(document: Document, findings: Iterable[Finding]) -> list[Comment]:
    """A comment per finding that nobody has decided, in the order of the article, the worst first at one place."""
    title = next((b for b in document.blocks if b.kind == "title"), None) or next(iter(document.blocks), None)
    whole = (title.start, title.end) if title else (0, 0)
    out = []
    for finding in sorted(findings, key=worst_first):
        if not finding.suppressed:
            at = finding.location.position if finding.location else None
            start, end = (at.start, max(at.end, at.start + 1)) if at else whole
            out.append(Comment(start, end, _said(finding), finding))
    return sorted(out, key=lambda comment: comment.start)


def _said(finding: Finding) -> str:
    """The finding in words: how grave, what and where to read it, what may be pasted."""
    lead = "Blocks publication" if finding.blocking else _LEADS[finding.level]
    lead = "Not known" if finding.kind is Kind.OPEN else lead
    lines = [f"{lead}: {finding.message}"]
    if finding.fix:
        lines.append(f"Proposed: {finding.fix}")
    lines += [f"{r.role.capitalize()}: “{r.text}”" for r in finding.related if r.role == "source passage"][:3]
    lines.append(f"[{finding.rule_id}, for the {finding.owner.value}]")
    return "\n".join(shown(" ".join(line.split())) for line in lines)


def blocks(document: Document, noted: Sequence[Comment]) -> Iterator[tuple[Block, list[Piece]]]:
    """The article's blocks in pieces; page furniture only where something is said about it."""
    here: list[int] = []
    following = 0
    for block in document.blocks:
        while following < len(noted) and noted[following].start < block.end:
            here.append(following)
            following += 1
        here = [n for n in here if noted[n].end > block.start]
        if block.kind != "furniture" or here:
            yield block, pieces(document.text, block.start, block.end, noted, here)


def pieces(text: str, start: int, end: int, noted: Sequence[Comment], here: Sequence[int]) -> list[Piece]:
    """`text[start:end]` cut where one of the comments `here` begins or ends."""
    cuts = {start, end} | {cut for n in here for cut in (noted[n].start, noted[n].end) if start < cut < end}
    edges = sorted(cuts)
    return [
        Piece(text[a:b], tuple(n for n in here if noted[n].start < b and noted[n].end > a)) for a, b in pairwise(edges)
    ]
