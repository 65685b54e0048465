"""An export file of WordPress (WXR): every published post and page, with the names of authors and plugins' fields.

The text in it is as the editor stored it: without the paragraphs that WordPress makes of blank lines, and with
footnotes kept apart. Both are put back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape

from lxml import etree

from citewarden.errors import InputError
from citewarden.sites import Article, Ask, Fault, Listed, opened
from citewarden.sites._fields import meta
from citewarden.sites._xml import elements, unpacked, words

TYPES = ("post", "page")
_BLOCK = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    r"|hr|iframe|li|main|nav|ol|p|pre|section|script|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|!--)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\[caption\b[^\[\]\n]{0,500}\]([^\[]{0,5000})\[/caption\]")
_FOOTNOTES = re.compile(r"<!--\s*wp:footnotes\b[^>]{0,500}-->")
_WHOLE = re.compile(r"<(/?)(?:pre|script|style|table|ul|ol)\b[^>]{0,2000}>", re.IGNORECASE)
"""What stays in one piece, whatever blank lines stand in it."""


def pages(source: str, ask: Ask) -> Iterator[Listed | Fault]:
    """The published posts and pages of an export file."""
    authors: dict[str, str] = {}
    try:
        for element in elements(unpacked(opened(source, ask).body), "author", "item"):
            if element.tag.rpartition("}")[2] == "author":
                authors[words(element, "author_login")] = words(element, "author_display_name")
            elif words(element, "post_type") in TYPES and words(element, "status") == "publish":
                yield _listed(element, authors, source)
    except InputError as error:
        if error.where:
            raise
        yield Fault(source, str(error), "listing")


def _listed(item: etree._Element, authors: Mapping[str, str], source: str) -> Listed | Fault:
    address, title = words(item, "link"), words(item, "title")
    if not address:
        return Fault(source, f"the article {title!r} has no address")
    if words(item, "post_password"):
        return Fault(address, "needs a password", "left out")
    more = {words(field, "meta_key"): words(field, "meta_value") for field in item.findall("{*}postmeta")}
    login = words(item, "creator")
    fields = {
        **more,
        "title": title,
        "url": address,
        "author": authors.get(login) or login,
        "published": words(item, "post_date_gmt")[:10].replace("0000-00-00", "") or words(item, "post_date")[:10],
        "modified": words(item, "post_modified_gmt")[:10].replace("0000-00-00", "")
        or words(item, "post_modified")[:10],
    }
    content = next((e.text or "" for e in item.findall("{*}encoded") if "content" in e.tag), "")
    return Listed(address, held=Article(meta(fields), rendered(content, more.get("footnotes", ""))))


def rendered(content: str, footnotes: str = "") -> str:
    """The text as WordPress shows it: paragraphs for blank lines, captions, and the list of footnotes."""
    content = _CAPTION.sub(r"<figure>\1</figure>", content.replace("\r\n", "\n"))
    if "<!-- wp:" in content:
        listed = _listed_notes(footnotes)
        made = _FOOTNOTES.sub(lambda _: listed, content)
        return made if made != content or not listed else content + listed
    return "\n".join(_stretches(content))


def _stretches(content: str) -> Iterator[str]:
    """The text between lists, tables and the like as paragraphs, and those as they are."""
    at = depth = 0
    for tag in _WHOLE.finditer(content):
        if not tag[1]:
            if not depth:
                yield _paragraphs(content[at : tag.start()])
                at = tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield content[at : tag.end()]
                at = tag.end()
    yield content[at:] if depth else _paragraphs(content[at:])


def _paragraphs(text: str) -> str:
    """Each stretch between blank lines as a paragraph, unless it is a block of its own."""
    made = []
    for piece in re.split(r"\n[ \t]*\n", text):
        if piece.strip():
            own = _BLOCK.match(piece)
            made.append(piece if own else "<p>{}</p>".format(piece.strip().replace("\n", "<br>\n")))
    return "\n".join(made)


def _listed_notes(footnotes: str) -> str:
    """The footnotes that WordPress keeps in a field, as the list that it makes of them."""
    try:
        notes = json.loads(footnotes) if footnotes else []
    except ValueError:
        return ""
    rows = [
        f'<li id="{escape(str(note.get("id", "")))}">{note.get("content", "")}'
        f' <a href="#{escape(str(note.get("id", "")))}-link">↩</a></li>'
        for note in notes
        if isinstance(note, dict)
    ]
    return f'<ol class="wp-block-footnotes">{"".join(rows)}</ol>' if rows else ""
