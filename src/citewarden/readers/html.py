"""HTML: the page's main content without its furniture, with what its markup and JSON-LD say of review and sources.

What is left out (navigation, sharing, forms, adverts) is not in `Document.text` at all. A source list is kept wherever
on the page it stands, folded away or not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import _words
from citewarden.readers._assembly import Meta, Writer, assemble
from citewarden.readers._markup import Places, local, select, tags, walk, words_of
from citewarden.text import dates
from citewarden.text.decoding import decode

SUFFIXES = (".html", ".htm", ".xhtml")
MEDIA_TYPE = "text/html"

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = tags(
    "p div section article main body blockquote pre address center figure figcaption caption table tbody "
    "thead tfoot tr ul ol dl li dt dd header footer aside details summary fieldset form nav hgroup legend hr "
    "iframe"
)
_HOLDERS = tags("li ul ol body table tr td th article section main")
_NEVER = tags(
    "script style noscript template svg math iframe object embed canvas select option datalist input textarea "
    "audio video map head dialog progress meter"
)
_FURNITURE_TAGS = tags("nav footer aside form button menu search")
_FURNITURE_ROLES = tags(
    "navigation search banner contentinfo complementary dialog alertdialog menu menubar toolbar form alert"
)
_FURNITURE_NAMES = tags(
    "nav navbar navigation menu breadcrumb breadcrumbs sidebar footer masthead share sharing social related "
    "recirc newsletter cookie cookies consent advert advertisement ad ads promo promotion sponsored comments "
    "comment subscribe subscription toc feedback helpful pagination pager skip popup modal overlay paywall "
    "toolbar print tooltip byline-social trending hidden visually-hidden sr-only screen-reader-text noprint"
)
_ENDING = tags("li figcaption caption tr dt dd summary button legend")
_INLINE = tags("p li td tr sup a em strong span abbr")
_TOLD = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "button", "p", "strong", "b", "dt", "legend")
_SOURCE_NAMES = tags(
    "source sources reference references citation citations bibliography footnotes footnote endnotes notes"
)
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_MODIFIED = ("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "datemodified")
_PUBLISHED = (
    "article:published_time",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date",
    "date",
    "datepublished",
)
_MARK = re.compile(r"[\[(]?\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*[\])]?,?")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)


def read(data: bytes, *, name: str) -> Document:
    """The Document of an HTML page.

    Raises:
        InputError: the bytes are no text, or no HTML.
    """
    declared = _CHARSET.search(data[:8192])
    source = decode(data, name=name, declared=declared[1].decode("ascii") if declared else "").replace("\x00", " ")
    root = _parsed(source, name)
    meta = _meta(root)
    writer = Writer()
    _Page(root, Places(source), writer).write()
    return assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=writer.text,
        blocks=writer.blocks,
        links=writer.links,
        source_map=writer.runs,
        file_text=source,
        meta=meta,
    )


def recognises(head: bytes) -> bool:
    """Whether the first bytes look like an HTML page."""
    return (
        re.search(rb"<!doctype\s+html|<html[\s>]|<(?:body|head|article|main|h1|p)[\s>]", head, re.IGNORECASE)
        is not None
    )


def _parsed(source: str, name: str) -> etree._Element:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            f"no HTML page could be read from it ({error})", where=name, remedy="check the file"
        ) from error
    return root


class _Page:
    """One pass over the tree; text nodes inside `skipping` elements move the cursor and leave no text."""

    def __init__(self, root: etree._Element, places: Places, writer: Writer) -> None:
        self.root, self.places, self.out = root, places, writer
        self.letters = _letters(root)
        self.total = max(1, self.letters[root])
        self.with_sources = _with_sources(root)
        self.main = self._main()
        self.lists: list[tuple[str, int]] = []
        self.anchors: list[tuple[etree._Element, int, str]] = []
        self.cells = 0
        self.holders: list[tuple[str, bool]] = []

    def write(self) -> None:
        """Send the page's content to the writer."""
        skip_from: etree._Element | None = None
        inside = self.main is None or self.main is self.root
        for event, element, text in walk(self.root):
            tag = local(element)
            if event == "start":
                if skip_from is None and tag in _NEVER:
                    skip_from = element
                elif skip_from is None and element is self.main:
                    inside = True
                elif skip_from is None and inside and self._is_furniture(element, tag):
                    skip_from = element
                elif skip_from is None and not inside and self._keeps_sources(element, tag):
                    inside, self.main = True, element
                if skip_from is None and inside:
                    self._start(element, tag)
                self._text(element, text, emit=skip_from is None and inside, raw=tag in ("script", "style"))
            else:
                if skip_from is None and inside:
                    self._end(element, tag)
                if skip_from is element:
                    skip_from = None
                if element is self.main and self.main is not self.root:
                    self.out.close()
                    inside = False
                self._text(element, text, emit=skip_from is None and inside, raw=False)
        self.out.close()

    def _text(self, element: etree._Element, text: str, *, emit: bool, raw: bool) -> None:
        if not text or raw:
            return
        for stretch, place in self.places.of(text):
            if emit:
                self.out.add(stretch, place)

    def _main(self) -> etree._Element | None:
        """The element that holds the article, None if the page does not say."""
        for path in (
            "//*[@itemprop='articleBody']/ancestor-or-self::*[self::article or self::main or @itemprop][1]",
            "//main",
            "//*[@role='main']",
            "//article",
            "//*[@id='content' or @id='main-content' or @id='main' or @id='article']",
        ):
            found = [e for e in select(self.root, path) if local(e) not in _NEVER]
            if found:
                best: etree._Element = max(found, key=self.letters.__getitem__)
                if self.letters[best] >= 0.3 * self.total:
                    return best
        body: etree._Element = next(iter(select(self.root, "//body")), self.root)
        return body

    def _is_furniture(self, element: etree._Element, tag: str) -> bool:
        if tag in ("html", "body", "main", "article") or tag in _HEADINGS:
            return False
        names = set(re.findall(r"[a-z]+", f"{element.get('class', '')} {element.get('id', '')}".lower()))
        whole = set(f"{element.get('class', '')} {element.get('id', '')}".lower().split())
        style = element.get("style", "").replace(" ", "").lower()
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style
        if tag == "button":
            return not _words.is_references_heading(words_of(element))
        suspect = (
            tag in _FURNITURE_TAGS
            or element.get("role", "").lower() in _FURNITURE_ROLES
            or (tag == "header" and not any(held[0] in ("article", "main") for held in self.holders))
            or hidden
            or (
                tag not in ("p", "li", "td", "tr", "sup", "a", "em", "strong", "span", "abbr")
                and bool(names & _FURNITURE_NAMES)
            )
            or bool(whole & {"sr-only", "visually-hidden", "screen-reader-text"})
        )
        if not suspect or self._keeps_sources(element, tag):
            return False
        return self.letters[element] < 0.4 * self.total and element.find(".//h1") is None

    def _keeps_sources(self, element: etree._Element, tag: str) -> bool:
        return tag in _LIST_HOLDERS and element in self.with_sources

    def _start(self, element: etree._Element, tag: str) -> None:
        out = self.out
        within_row = bool(self.holders) and self.holders[-1] == ("tr", True)
        if tag in ("ul", "ol"):
            out.close()
            self.lists.append((tag, int(element.get("start", "1")) - 1 if element.get("start", "1").isdigit() else 0))
        elif tag in _HEADINGS:
            out.open(
                "title" if tag == "h1" and not any(b.kind == "title" for b in out.blocks) else "heading",
                level=_HEADINGS[tag],
            )
        elif tag == "li":
            kind, count = self.lists[-1] if self.lists else ("ul", 0)
            count += 1
            if self.lists:
                self.lists[-1] = (kind, count)
            out.open("item", depth=max(1, len(self.lists)), label=str(count) if kind == "ol" else "")
        elif tag in ("figcaption", "caption"):
            out.open("caption")
        elif tag == "dt":
            out.open("paragraph")
        elif tag == "dd":
            out.open("item", depth=1)
        elif tag == "tr":
            within_row = self._plain_row(element)
            if within_row:
                out.open("row")
                self.cells = 0
            else:
                out.close()
        elif tag in ("td", "th"):
            if within_row:
                if self.cells:
                    out.add(" | ")
                self.cells += 1
            else:
                out.open("paragraph")
        elif tag == "br":
            out.line_break()
        elif tag in ("summary", "legend", "button"):
            out.open("heading" if _words.is_references_heading(words_of(element)) else "paragraph", level=2)
        elif tag in _BLOCKS and not (self._fresh_item() and tag in ("p", "div")):
            if self._row_cell:
                out.add(" ")
            elif not self._inside_item:
                out.open("paragraph")
            elif out.in_block:
                out.line_break()
            else:
                out.open("item", depth=max(1, len(self.lists)))
        if tag in _HOLDERS:
            self.holders.append((tag, within_row))
        if tag == "a" and element.get("href"):
            self.anchors.append((element, out.size, "a"))
        elif tag == "sup":
            self.anchors.append((element, out.size, "sup"))
        for identifier in {element.get("id", ""), element.get("name", "") if tag == "a" else ""}:
            if identifier:
                out.name(identifier)

    def _end(self, element: etree._Element, tag: str) -> None:
        out = self.out
        if self.anchors and self.anchors[-1][0] is element:
            _, start, kind = self.anchors.pop()
            self._link(element, start, kind)
        if tag in _HOLDERS and self.holders:
            held = self.holders.pop()
            if tag in ("td", "th"):
                if not held[1]:
                    out.close()
                return
        if tag in ("ul", "ol"):
            out.close()
            if self.lists:
                self.lists.pop()
        elif tag == "br":
            return
        elif tag in _HEADINGS or tag in (
            "li",
            "figcaption",
            "caption",
            "tr",
            "dt",
            "dd",
            "summary",
            "button",
            "legend",
        ):
            out.close()
        elif tag in _BLOCKS and (self._row_cell or self._inside_item):
            out.add(" ")
        elif tag in _BLOCKS:
            out.close()

    def _link(self, element: etree._Element, start: int, kind: str) -> None:
        words = words_of(element)
        if kind == "sup":
            if _MARK.fullmatch(words) and element.find(".//a") is None and self._marks_word(element):
                self.out.link(start, words.strip("[](), "), "citation")
            return
        href = element.get("href", "").strip()
        if href.lower().startswith(("javascript:", "data:", "mailto:", "tel:")):
            return
        if not href.startswith("#"):
            base = next(iter(select(self.root, "//base/@href")), "")
            if "#" in href and _MARK.fullmatch(words) and not re.match(r"https?://", href):
                href = "#" + href.partition("#")[2]
            elif base and not re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
                from urllib.parse import urljoin

                href = urljoin(base, href)
        self.out.link(start, href)

    def _marks_word(self, element: etree._Element) -> bool:
        """Whether a raised number hangs on a word or a sentence's end, not on a figure or a unit ("m2", "10 3")."""
        previous, parent = element.getprevious(), element.getparent()
        before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
        if not before.strip() and previous is not None:
            before = words_of(previous)
        return re.search(r"(?:[A-Za-z]{4,}|[.,;:!?)\]”\"'’%])\s*$", before) is not None

    def _fresh_item(self) -> bool:
        """Whether an item or heading is open that has no text yet: the paragraph inside it is it."""
        return self.out.in_block and self.out.empty

    @property
    def _inside_item(self) -> bool:
        """Whether the nearest holder of blocks around here is a list item."""
        return bool(self.holders) and self.holders[-1][0] == "li"

    @property
    def _row_cell(self) -> bool:
        """Whether here is inside a cell of a row that is written as one line."""
        for tag, plain_row in reversed(self.holders):
            if tag in ("td", "th"):
                return plain_row
            if tag in ("table", "body"):
                return False
        return False

    def _plain_row(self, row: etree._Element | None) -> bool:
        """Whether a table row holds data, not a page laid out by table: no headings, lists or long prose in it."""
        if row is None or row.find(".//table") is not None:
            return False
        busy = select(row, ".//h1|.//h2|.//h3|.//h4|.//ul|.//ol|.//article|.//nav")
        return not busy and not (len(select(row, "./td|./th")) == 1 and len(select(row, ".//p")) > 1)


_LIST_HOLDERS = tags("div section details footer aside ol ul dl header")


def _with_sources(root: etree._Element) -> frozenset[etree._Element]:
    """The elements that hold a list of sources: said by a heading, or by their name and their entries."""
    out: set[etree._Element] = set()
    for heading in root.iter(
        "h1", "h2", "h3", "h4", "h5", "h6", "summary", "button", "p", "strong", "b", "dt", "legend"
    ):
        if len(heading) > 3 or not _words.is_references_heading(words_of(heading)):
            continue
        for holder in heading.iterancestors():
            if local(holder) == "body":
                break
            if holder not in out and (holder.find(".//li") is not None or len(holder.findall(".//p")) > 1):
                out.add(holder)
    for holder in root.iter("div", "section", "details", "footer", "aside", "ol", "ul"):
        names = set(re.findall(r"[a-z]+", f"{holder.get('class', '')} {holder.get('id', '')}".lower()))
        if names & _SOURCE_NAMES and not names & {"related", "share", "social", "nav"}:
            entries = [words_of(li) for li in holder.iter("li")]
            if entries and sum(map(_words.reads_like_reference, entries)) >= 0.6 * len(entries):
                out.add(holder)
                out.update(a for a in holder.iterancestors() if local(a) in _LIST_HOLDERS)
    return frozenset(out)


def _letters(root: etree._Element) -> dict[etree._Element, int]:
    """How much visible text every element holds."""
    out: dict[etree._Element, int] = {}
    stack: list[int] = []
    for event, element, text in walk(root):
        unseen = local(element) in _NEVER or local(element) == "nav"
        if event == "start":
            stack.append(0 if unseen else len(text.strip()))
            continue
        held = 0 if unseen else stack[-1]
        stack.pop()
        out[element] = held
        if stack:
            stack[-1] += held + len(text.strip())
    return out


def _meta(root: etree._Element) -> Meta:
    """What the head, the microdata and the JSON-LD say; JSON-LD first."""
    meta = Meta(language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip())
    for thing in _things(root):
        for name, keys in (
            ("reviewed", ("lastReviewed",)),
            ("modified", ("dateModified",)),
            ("published", ("datePublished",)),
        ):
            if not getattr(meta, name):
                setattr(meta, name, _iso(next((thing[k] for k in keys if thing.get(k)), "")))
        meta.reviewer = meta.reviewer or _people(thing.get("reviewedBy"))
        meta.author = meta.author or _people(thing.get("author"))
        meta.title = meta.title or _first_text(thing.get("headline") or thing.get("name"))
        meta.language = meta.language or _first_text(thing.get("inLanguage"))
        meta.identifier = meta.identifier or _first_text(thing.get("identifier"))
    named = {}
    for e in reversed(select(root, "//meta[@content]")):
        key = e.get("name") or e.get("property") or e.get("itemprop") or e.get("http-equiv") or ""
        named[key.lower()] = (e.get("content") or "").strip()

    def tag(*names: str) -> str:
        return next((named[n] for n in names if named.get(n)), "")

    meta.url = _first_text(select(root, "//link[@rel='canonical']/@href")) or tag("og:url")
    meta.title = (
        meta.title or tag("citation_title", "og:title", "dc.title") or _first_text(select(root, "//head/title/text()"))
    )
    meta.author = meta.author or tag("citation_author", "author", "article:author", "dc.creator")
    meta.modified = meta.modified or _iso(
        tag("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "datemodified")
    )
    meta.published = meta.published or _iso(
        tag("article:published_time", "citation_publication_date", "dcterms.issued", "dc.date", "date")
    )
    meta.reviewed = meta.reviewed or _iso(tag("lastreviewed", "last-reviewed", "dcterms.valid", "review_date"))
    meta.next_review = meta.next_review or _iso(tag("next-review", "nextreview", "review_due"))
    meta.reviewer = meta.reviewer or tag("reviewedby", "reviewer", "medical-reviewer")
    meta.owner = meta.owner or tag("owner", "content-owner", "page-owner")
    meta.identifier = meta.identifier or tag("citation_doi", "dc.identifier")
    meta.language = meta.language or tag("content-language", "dc.language")
    return meta


def _things(root: etree._Element) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects of the page that describe a page or an article, medical ones first."""
    found: list[Mapping[str, Any]] = []
    for script in select(root, "//script[@type='application/ld+json']"):
        try:
            stack = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            thing = stack.pop()
            if isinstance(thing, list):
                stack.extend(reversed(thing))
            elif isinstance(thing, dict):
                types = thing.get("@type", "")
                names = " ".join(map(str, types)) if isinstance(types, list) else str(types)
                if "Page" in names or "Article" in names or "BlogPosting" in names:
                    found.append(thing)
                stack.extend(
                    v for k, v in thing.items() if k in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
                )
    yield from sorted(found, key=lambda t: "Medical" not in str(t.get("@type", "")))


def _people(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    names = [_first_text(v.get("name") if isinstance(v, dict) else v) for v in values if v]
    return ", ".join(n for n in names if n)


def _first_text(value: Any) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("value") or value.get("name") or ""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _iso(value: Any) -> str:
    words = _first_text(value)
    return dates.to_iso(dates.from_iso(words) or dates.parse(words))
