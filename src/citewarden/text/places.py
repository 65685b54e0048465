"""Where a span stands, in words: by line, or by heading and paragraph in a file without lines (Word)."""

from __future__ import annotations

import re

from citewarden.model import Document, Passage, SpecificResource

_KINDS = {"reference": "entry", "row": "table row", "note": "note"}


def words(target: SpecificResource) -> str:
    """ "line 30", or "under “Doses”, paragraph 3" where the file has no lines."""
    return target.place or f"line {target.start_line}"


def place(document: Document, start: int) -> str:
    """The heading a span of a document without lines stands under and its paragraph there; "" if the file has lines."""
    return "" if document.source_map else described(document, start)


def described(document: Document, start: int) -> str:
    """The heading a span stands under and its paragraph there, "" if the reader knew no blocks."""
    heading, counts, kind = "", dict.fromkeys(("paragraph", *_KINDS.values()), 0), "paragraph"
    for block in document.blocks:
        if block.start > start:
            break
        if block.kind in ("heading", "title"):
            heading, counts = " ".join(document.text[block.start : block.end].split()), dict.fromkeys(counts, 0)
            kind = "heading"
        else:
            kind = _KINDS.get(block.kind, "paragraph")
            counts[kind] += 1
    if kind == "heading":
        return f"the heading “{_short(heading)}”" if heading else ""
    if kind == "note":
        return f"note {counts[kind]}"
    return f"under “{_short(heading)}”, {kind} {counts[kind]}" if heading else f"{kind} {counts[kind]}"


def link(passage: Passage) -> str:
    """The address at which a passage can be read, of a PDF at its page (RFC 8118); "" if it has none."""
    if not passage.source.startswith(("http://", "https://")):
        return ""
    page = re.match(r"pp?\. (\d+)", passage.locator) if passage.copy.startswith("PDF") else None
    return f"{passage.source.partition('#')[0]}#page={page[1]}" if page else passage.source


def _short(heading: str) -> str:
    return heading if len(heading) <= 60 else heading[:57].rstrip() + "…"
