"""An article as a web page whose words are marked where something was found; the findings also as Web annotations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from citewarden.formats._annotated import Comment, Piece, blocks
from citewarden.model import Document
from citewarden.text.hidden import shown

_TAGS = {"title": "h1", "caption": "p", "item": "li", "row": "p"}
_STYLE = (
    "body{font:1rem/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "mark{background:#fff2b3;color:inherit}mark.error{background:#ffd6d1}mark.none{background:#e4ecf7}"
    "sup a,aside{font:.85rem/1.5 system-ui,sans-serif}aside li{margin:.6rem 0;white-space:pre-line}"
    "article,aside{overflow-wrap:anywhere}@media print{mark{border-bottom:1px solid}}"
)


def page(document: Document, noted: Sequence[Comment], as_of: str) -> str:
    """A whole page without scripts: the article, marked; the comments in a list; JSON-LD of the W3C annotations.

    Everything from the article and its sources is escaped. A content management system may take the `<article>` and
    `<aside>` elements alone.
    """
    body, in_list = [], False
    begun: set[int] = set()
    for block, pieces in blocks(document, noted):
        if (block.kind == "item") != in_list:
            in_list = not in_list
            body.append("<ul>" if in_list else "</ul>")
        tag = f"h{min(max(block.level, 2), 6)}" if block.kind == "heading" else _TAGS.get(block.kind, "p")
        label = f"{escape(block.label)}. " if block.label and block.kind in ("reference", "note") else ""
        body.append(f"<{tag}>{label}{''.join(_marked(piece, noted, begun) for piece in pieces)}</{tag}>")
    if in_list:
        body.append("</ul>")
    notes = "\n".join(f'<li id="note-{n + 1}">{escape(c.text)} {_back(n)}</li>' for n, c in enumerate(noted))
    data = json.dumps(annotation_page(document, noted), ensure_ascii=False).replace("<", "\\u003c")
    language, day = escape(document.language or "en"), escape(as_of[:10])
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(shown(document.title or document.id))}, annotated</title>\n<style>{_STYLE}</style>\n"
        f'<script type="application/ld+json">{data}</script>\n</head>\n<body>\n<main>\n<article>\n'
        f"{chr(10).join(body)}\n</article>\n</main>\n"
        f'<aside aria-label="What the audit found">\n<h2>What the audit of {day} found</h2>\n'
        f"<ol>\n{notes}\n</ol>\n</aside>\n</body>\n</html>\n"
    )


def _marked(piece: Piece, noted: Sequence[Comment], begun: set[int]) -> str:
    """A piece of text; the first of each comment bears its number."""
    text = escape(shown(piece.text))
    if not piece.comments:
        return text
    new = [n for n in piece.comments if n not in begun]
    begun.update(new)
    level = min((noted[n].finding for n in piece.comments), key=lambda f: f.level.value != "error").level.value
    numbers = ", ".join(f'<a id="mark-{n + 1}" href="#note-{n + 1}">{n + 1}</a>' for n in new)
    return f'<mark class="{level}">{text}</mark>' + (f"<sup>{numbers}</sup>" if numbers else "")


def _back(number: int) -> str:
    return f'<a href="#mark-{number + 1}" aria-label="back to the text">↩</a>'


def annotation_page(document: Document, noted: Sequence[Comment]) -> Mapping[str, Any]:
    """The comments as a W3C AnnotationPage (Web Annotation Data Model); offsets are code points of the text."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"urn:citewarden:{comment.finding.fingerprint}",
                "type": "Annotation",
                "motivation": "assessing",
                "creator": {"type": "Software", "name": "Citewarden"},
                "body": {"type": "TextualBody", "value": comment.text, "format": "text/plain", "language": "en"},
                "target": {"source": document.url or document.source, "selector": _selectors(comment)},
            }
            for comment in noted
        ],
    }


def _selectors(comment: Comment) -> list[Mapping[str, Any]]:
    place = comment.finding.location
    position = {"type": "TextPositionSelector", "start": comment.start, "end": comment.end}
    if place is None:
        return [position]
    quote = place.quote
    words = {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    return [words, position]
