"""The article with its claims in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citewarden.model import Audit, Claim


def point(cards: Iterable[dict[str, Any]], blocks: Sequence[dict[str, Any]]) -> None:
    """Give each card about a place in the text, no claim and no reference, the block it is in as its target."""
    flat = [b for block in blocks for b in block.get("children", (block,))]
    for card in cards:
        if not card["where"] and card["at"] >= 0:
            block = next((b for b in flat if b["start"] <= card["at"] < b["end"]), None)
            if block is not None:
                block["anchor"] = card["where"] = f"at-{block['start']}"
                card["where"] = f"#{card['where']}"


def article_view(
    audit: Audit, claims: Sequence[Claim], views: Mapping[str, Mapping[str, Any]], numbers: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The article's blocks in order; runs of list items and of table rows are one block with `children`."""
    document = audit.document
    spans = [(b.kind, b.start, b.end, b.level) for b in document.blocks] or _paragraphs(audit)
    marks = _marks(claims)
    listed = {r.target.position.start: numbers[r.id] for r in audit.references if r.listed}
    out: list[dict[str, Any]] = []
    at = 0
    for kind, start, end, level in spans:
        while at < len(marks) and marks[at][0] < start:
            at += 1
        inside, ahead = [], at
        while ahead < len(marks) and marks[ahead][0] < end:
            inside.append(marks[ahead])
            ahead += 1
        runs = _runs(document.text, start, end, inside, views)
        if not any(r["text"].strip() for r in runs):
            continue
        reference = next((n for s, n in listed.items() if start <= s < end), "") if kind == "reference" else ""
        block = {"kind": kind, "level": level, "runs": runs, "reference": reference}
        block |= {"start": start, "end": end, "anchor": ""}
        group = {"item": "list", "row": "rows", "reference": "sources", "furniture": "furniture"}.get(kind, "")
        if group and out and out[-1]["kind"] == group:
            out[-1]["children"].append(block)
        elif group:
            out.append({"kind": group, "level": 0, "anchor": "", "children": [block]})
        else:
            out.append(block)
    return out


def _paragraphs(audit: Audit) -> list[tuple[str, int, int, int]]:
    """Lines as blocks, for a document whose reader made none."""
    document, out, at = audit.document, [], 0
    heads = {s.start: s.level for s in document.sections}
    references = {r.target.position.start for r in audit.references}
    for line in document.text.split("\n"):
        kind = "heading" if at in heads and line else "reference" if at in references else "paragraph"
        if line.strip():
            out.append((kind, at, at + len(line), heads.get(at, 0)))
        at += len(line) + 1
    return out


def _marks(claims: Sequence[Claim]) -> list[tuple[int, int, list[str]]]:
    """Where claims stand, without overlaps: (start, end, ids); claims inside another one share its mark."""
    out: list[tuple[int, int, list[str]]] = []
    for claim in sorted(claims, key=lambda c: (c.target.position.start, -c.target.position.end)):
        start, end = claim.target.position.start, claim.target.position.end
        if out and start < out[-1][1]:
            out[-1][2].append(claim.id)
        elif start < end:
            out.append((start, end, [claim.id]))
    return out


def _runs(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int, list[str]]], views: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    at = start
    for low, high, ids in marks:
        if low > at:
            out.append({"text": text[at:low], "claims": []})
        out.append({"text": text[low : min(high, end)], "claims": [views[i] for i in ids]})
        at = min(high, end)
    if at < end:
        out.append({"text": text[at:end], "claims": []})
    return out
