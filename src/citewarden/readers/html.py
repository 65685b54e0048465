"""HTML: the page's main content without its furniture, with what its markup and JSON-LD say of review and sources.

What is left out (navigation, sharing, forms, adverts) is not in `Document.text` at all. A source list is kept wherever
on the page it stands, folded away or not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from lxml import etree
from lxml import html as lxml_html

from citewarden.config import lexicon
from citewarden.errors import InputError
from citewarden.model import Document, Unread
from citewarden.readers import (
    _attributes,
    _day_order,
    _left_out,
    _limits,
    _net,
    _notes,
    _spans,
    _stamps,
    _struck,
    _words,
)
from citewarden.readers._assembly import Draft, Meta, Writer, assemble, day_order, settle_review
from citewarden.readers._markup import Places, local, select, tags, walk, words_of
from citewarden.readers._spans import Spans
from citewarden.text import addresses, dates, names, raised, rows
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
    "audio video map head progress meter"
)
_STRUCK = tags("s strike del")
_FURNITURE_TAGS = tags("nav footer aside form button menu search dialog")
_FURNITURE_ROLES = tags(
    "navigation search banner contentinfo complementary dialog alertdialog menu menubar toolbar form alert tablist"
)
_FURNITURE_NAMES = tags(
    "nav navbar navigation menu breadcrumb breadcrumbs sidebar footer masthead share sharing social related "
    "recirc newsletter cookie cookies consent advert advertisement ad ads promo promotion sponsored comments "
    "comment subscribe subscription toc feedback helpful pagination pager skip popup modal overlay paywall "
    "toolbar print tooltip byline-social trending hidden visually-hidden sr-only screen-reader-text noprint navbox"
    " catlinks bookmark embed signup relatedposts yarpp outbrain taboola"
)
_CARDS = tags("bookmark embed")
"""Cards of other pages; under the heading of a list of sources they are its entries."""
_UNSEEN = tags(
    "sr-only sro visually-hidden visuallyhidden visually-hidden-text screen-reader-text screen-reader-only screenreader"
    " screen-reader screenreader-only sr_only u-visually-hidden is-visually-hidden element-invisible show-for-sr"
    " usa-sr-only govuk-visually-hidden nhsuk-u-visually-hidden a11y-hidden wb-inv u-sr-only hide-visually"
    " hidden-visually assistive-text vh ds-visually-hidden oc-visually-hidden visually-hidden-focusable"
    " offscreen dropblock__holder mw-editsection navbox catlinks printfooter"
)
_WHOLE = tags("ul ol dl table tbody section article main body nav header footer")
_CODE = tags("code kbd samp tt")
_ENDING = tags("li figcaption caption tr dt dd summary button legend")
_LONGEST_HEAD = 6
"""Lines above a paper's title at most: the author, the course, the day."""
_MAIN, _NO_FURNITURE = 0.3, 0.4
"""The share of a page's letters that its main part holds at least, and that no furniture holds."""
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_LONGEST_NAME = 45
"""Characters in the name of a list that its first entry follows on the same line."""
_MARK = re.compile(r"[\[(]?\s*\d{1,3}(?:(?:\)?\s*[,;–-]\s*|\))\d{1,3})*\s*[\])]?,?")
_JOINT = re.compile(rf"[\s,;{raised.DASHES}]+")
"""What parts the numbers of one mark."""
_TO = re.compile(rf"\s?[{raised.DASHES}]\s?")
_NEAR = 4
_CUT = re.compile(r"…|\.\.\.|\[…\]")
_SHORTEST_CUT, _BEFORE_ENTRY = 20, 12
"""Characters by which a note that is cut off is told, and those of arrows and numbers in front of its entry."""
_LONGEST_LINK = 400
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)


def charset(data: bytes) -> str:
    """The encoding that a page names in its head, "" if none."""
    found = _CHARSET.search(data[:8192])
    return found[1].decode("ascii") if found else ""


def read(data: bytes, *, name: str) -> Document:
    """The Document of an HTML page.

    Raises:
        InputError: the bytes are no text or no HTML, or hold too many tags.
    """
    source = decode(data, name=name, declared=charset(data)).replace("\x00", " ")
    _limits.hold(source, "<", _limits.TAGS, name)
    root, deep = _parsed(source, name)
    meta = _meta(root)
    writer = Writer()
    page = _Page(root, Places(source), writer, meta.url)
    page.write()
    unread, silent, left_out = [*page.unread, *_by_script(root), *deep], page.silent(), list(page.left_out())
    order = day_order(writer.blocks, meta, writer.text)
    unread += _from_footers(page.footers(), meta, order)
    meta.publisher = meta.publisher or next(filter(None, map(_words.holder, page.imprints())), "")
    spaced = bool(select(root, "//*[@id='title-text']"))
    scripted = list(_left_out.data(root)) if not any(b.kind in ("reference", "note") for b in writer.blocks) else []
    site, headed = _site(root)
    headings = [words_of(e) for e in select(root, "//h1 | //h2 | //h3")[:_MOST_HEADINGS]]
    entry = {words_of(e) for e in select(root, _ENTRY_TITLE)}
    del page, root  # the tree takes more than all that is made of it
    document = assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=writer.text,
        blocks=writer.blocks,
        links=writer.links,
        source_map=writer.runs,
        file_text=source,
        meta=meta,
        unread=unread,
        code=writer.code,
    )
    if titled := _headed_by(headings, document.title) or (entry.pop() if len(entry) == 1 else ""):
        document = replace(document, title=titled)
    if not document.publisher:
        document = replace(document, publisher=site or _site_behind(headed, document.title))
    if spaced:
        document = replace(document, title=document.title.partition(" : ")[2] or document.title)
    listed = any(b.kind == "reference" for b in document.blocks)
    document = _net.told(document, left_out if listed else [*left_out, *scripted])
    return document if listed or document.unread else replace(document, unread=tuple(silent))


def recognises(head: bytes) -> bool:
    """Whether the first bytes look like an HTML page."""
    return (
        re.search(rb"<!doctype\s+html|<html[\s>]|<(?:body|head|article|main|h1|p)[\s>]", head, re.IGNORECASE)
        is not None
    )


def _parsed(source: str, name: str) -> tuple[etree._Element, list[Unread]]:
    """The root, and what was not read because the parser goes no deeper: it stops there."""
    parser = etree.HTMLParser(  # that of lxml.html looks up a class in Python each time an element is looked at
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            f"no HTML page could be read from it ({error})", where=name, remedy="check the file"
        ) from error
    return root, [
        Unread(
            "part",
            "what stands behind the point where elements are nested deeper than 2,000",
            "read as far as that point only",
            "mend the page's markup: such nesting is a fault of what made it",
            place=f"line {error.line}",
        )
        for error in parser.error_log
        if error.type_name == "ERR_RESOURCE_LIMIT"
    ][:1]


def _from_footers(lines: Iterable[str], meta: Meta, order: _day_order.Order) -> list[Unread]:
    """What a page's footer says of its review, where nothing else does; the dates that nothing settles are told."""
    issued, review = False, ""
    untold: list[Unread] = []
    for words in lines:
        found = _words.byline(order.plain(words), at_top=words.startswith("Author"), bare=False)
        if found is None:
            continue
        if unsettled := order.open(words):
            untold += [_day_order.unsettled(day, place="footer") for day in dict.fromkeys(unsettled.values())]
            continue
        issued, review = issued or found.issued, review or found.review
        for name in ("reviewed", "next_review", *(("author", "published") if found.issued or found.author else ())):
            if not getattr(meta, name):
                setattr(meta, name, getattr(found, name))
    settle_review(meta, review, issued=issued)
    return untold


def _is_glued(element: etree._Element | None) -> bool:
    """Whether an element and the next stand side by side with nothing between, as the parts of a byline do."""
    return element is not None and not element.tail and element.getnext() is not None


class _Holder(NamedTuple):
    """An element that holds blocks. `plain_row`: it is a row that is written as one line, or a cell of one; `in_cell`:
    the nearest cell around what it holds is one of those; `in_article`: it is an article, or in one."""

    tag: str
    plain_row: bool = False
    in_cell: bool = False
    in_article: bool = False


class _Cut(NamedTuple):
    """The raised mark that was written last, which may be the first piece of one."""

    start: int
    end: int
    words: str


class _Page:
    """One pass over the tree; text nodes inside `skipping` elements move the cursor and leave no text. Notes that stand
    within the running text, or in attributes of it, are kept and written behind it."""

    def __init__(self, root: etree._Element, places: Places, writer: Writer, url: str) -> None:
        self.root, self.places, self.out = root, places, writer
        self.total, self.letters = _letters(root)
        self.notes = _notes.find(root, url)
        self.main = self._main()
        self.article, self.around = self.main, list(self.main.iterancestors()) if self.main is not None else []
        self.above = frozenset(self.around)
        self.base = str(next(iter(select(root, "//base/@href")), ""))
        self.lists: list[tuple[str, int, int]] = []
        self.groups = 0
        self.tables: list[int] = []
        self.anchors: list[tuple[etree._Element, int, str]] = []
        self.spans = Spans(writer)
        self.cut = _Cut(-1, -1, "")
        self.holders = [_Holder("")]
        self.titled, self.looked = False, 0
        self.entry: etree._Element | None = None
        self.stamp: etree._Element | None = None
        self.aside: etree._Element | None = None
        self.kept: dict[etree._Element, list[tuple[str, int]]] = {}
        self.tips: dict[str, str] = {}
        self.unread: list[Unread] = []
        self.unseen = set(self.notes.silent)
        self.skipped: list[etree._Element] = []

    def write(self) -> None:
        """Send the page's content to the writer."""
        skip_from: etree._Element | None = None
        inside = self.main is None or self.main is self.root
        for event, element, text in walk(self.root):
            tag = local(element)
            if event == "start":
                if skip_from is None and (tag in _NEVER or element in self.notes.dropped):
                    skip_from = element
                elif skip_from is None and tag in _STRUCK and inside:
                    skip_from = element
                    self._tell_struck(element)
                elif skip_from is None and element is self.main:
                    inside = True
                elif skip_from is None and inside and self._is_furniture(element, tag):
                    skip_from = element
                elif skip_from is None and not inside and self._keeps_sources(element, tag):
                    inside, self.main = True, element
                if skip_from is element:
                    self.skipped.append(element)
                if skip_from is None and inside and self.aside is None:
                    self._start(element, tag)
                self._text(element, text, emit=skip_from is None and inside, raw=tag in ("script", "style"), own=True)
            else:
                if element is self.aside:
                    self.aside = None
                elif skip_from is None and inside and self.aside is None:
                    self._end(element, tag)
                if skip_from is element:
                    skip_from = None
                if element is self.main and self.main is not self.root:
                    self.out.close()
                    inside = False
                self._text(element, text, emit=skip_from is None and inside, raw=False)
        self.out.close()
        self._write_asides()

    def _tell_struck(self, element: etree._Element) -> None:
        if words := words_of(element):
            self.unread.append(_struck.told(words, f"line {element.sourceline}"))

    def left_out(self) -> Iterator[tuple[str, str]]:
        """(words, place) of what was left out and may hold more than what is around an article on any page."""
        beside = (e for holder in self.around for e in holder if e not in self.above and e is not self.article)
        parts = (e for e in (*self.skipped, *beside) if e not in self.notes.dropped)
        yield from _left_out.parts(parts)
        yield from _left_out.attributes(self.root)

    def footers(self) -> list[str]:
        """The lines of the footers that were left out."""
        feet = (
            e for e in self.skipped if local(e) == "footer" or "footer" in re.findall(r"[a-z]+", e.get("class", ""))
        )
        return [words for words, _ in _left_out.parts(feet)]

    def imprints(self) -> list[str]:
        """The lines that tell whose the page is, wherever on it they stand."""
        return [words_of(e) for e in select(self.root, "//body//*[contains(text(), '©')]")]

    def silent(self) -> list[Unread]:
        """The lists that the page names as lists of sources and that gave none."""
        return [
            Unread(
                "part",
                f"the part named “{' '.join((e.get('class') or e.get('id') or '').split())[:60]}”",
                "no source could be read in it",
                "write each source as an item of a list under a heading such as “References”",
            )
            for e in self.notes.silent
            if e not in self.unseen
        ]

    def _text(self, element: etree._Element, text: str, *, emit: bool, raw: bool, own: bool = False) -> None:
        """Write `text`, an element's `own` or what follows it; raised figures of an exponent as raised figures."""
        if not text or raw:
            return
        stretches = list(self.places.of(text))
        if emit and own and "sup" in (local(element), local(element.getparent())):
            shown = raised.written(self.out.before(raised.BEFORE), text)
            stretches = stretches if shown == text else [(shown, -1)]
        if emit and own and self.aside is None and local(element) == "pre" and self._set_out(element, text, stretches):
            return
        for stretch, place in stretches:
            if emit and self.aside is not None:
                self.kept[self.aside].append((stretch, place))
            elif emit:
                self.out.add(stretch, place)

    def _set_out(self, element: etree._Element, text: str, stretches: Sequence[tuple[str, int]]) -> bool:
        """Write the lines of preformatted text that is a table as its rows, and whether it is one."""
        lines = [line for line in text.split("\n") if any(map(str.isalnum, line))]
        cells = rows.set_out(lines) if len(element) == 0 and not self.holders[-1].in_cell else []
        begins = stretches[0][1] if len(stretches) == 1 else -1
        at = 0
        self.groups += bool(cells)
        for row in cells:
            self.out.open("row", group=self.groups)
            for number, cell in enumerate(row):
                found = text.find(cell, at)
                self.out.add(" | " if number else "")
                self.out.add(cell, begins + found if begins >= 0 <= found else -1)
                at = found + len(cell) if found >= 0 else at
        if len(lines) > 2 and not cells and all(any(map(str.isdigit, line)) for line in lines) and len(element) == 0:
            for line in lines:
                self.out.line_break()
                found = text.find(line, at)
                self.out.add(line, begins + found if begins >= 0 else -1)
                at = found + len(line)
            return True
        return bool(cells)

    def _write_asides(self) -> None:
        """Write the notes that stood within the text; one that a list on the page repeats is its entry."""
        printed = self._printed() if self.kept else {}
        for element, words in self.kept.items():
            said = _bare("".join(stretch for stretch, _ in words))
            again = printed.get(said) or _begun(said, printed)
            if again is not None:
                again.ids = (*again.ids, *self.notes.names.get(element, ()))
                continue
            self.out.open("note", group=self.groups + 1)
            for name in self.notes.names.get(element, ()):
                self.out.name(name)
            for stretch, place in words:
                self.out.add(stretch, place)
            self.out.close()
        for note, name in self.tips.items():
            self.out.open("note", group=self.groups + 1)
            self.out.name(name)
            self.out.add(note)
            self.out.close()

    def _printed(self) -> dict[str, Draft]:
        """The blocks by their words, rows by their last cell, without the numbers in front."""
        text = self.out.text
        said = ((block, text[block.start : block.end].rpartition(" | ")[2]) for block in self.out.blocks)
        return {_bare(words[_words.marker(words)[1] :]): block for block, words in said}

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
                titled = [e for e in found if e.find(".//h1") is not None] if len(found) > 1 else []
                best: etree._Element = max(titled or found, key=lambda e: self.letters.get(e, 0))
                if self.letters.get(best, 0) >= _MAIN * self.total:
                    return best
        body: etree._Element = next(iter(select(self.root, "//body")), self.root)
        return body

    def _is_furniture(self, element: etree._Element, tag: str) -> bool:
        if tag in ("html", "body", "main", "article") or tag in _HEADINGS:
            return False
        if tag == "a" and local(element.getparent()) in _HEADINGS and _is_permalink(element):
            return True
        runs = tag == "a" and element.get("role") == "button" and _leads_nowhere(element)
        if tag == "button" or (runs and any(map(str.isalpha, words_of(element)))):
            return not (self._marks(element) or _words.is_references_heading(words_of(element)) or _unfolds(element))
        said = f"{element.get('class', '')} {element.get('id', '')}".lower()
        whole = set(said.split())
        if not whole.isdisjoint(_UNSEEN):
            return True
        style = element.get("style", "").replace(" ", "").lower()
        if self.anchors and self.anchors[-1][2] == "mark" and tag == "span" and _names_mark(element):
            return True
        unsaid = element.get("aria-hidden") == "true" and not (self.anchors and self.anchors[-1][2] == "mark")
        hidden = (element.get("hidden") is not None or unsaid or "display:none" in style) and not _is_panel(element)
        suspect = (
            tag in _FURNITURE_TAGS
            or element.get("role", "").lower() in _FURNITURE_ROLES
            or (tag == "header" and not self.holders[-1].in_article)
            or hidden
            or (
                tag not in ("p", "li", "td", "tr", "sup", "a", "em", "strong", "span", "abbr")
                and not _FURNITURE_NAMES.isdisjoint(re.findall(r"[a-z]+", said))
            )
            or (
                tag in ("span", "em", "i")
                and local(element.getparent()) == "a"
                and _words.is_link_note(words_of(element))
            )
        )
        if not suspect or self._keeps_sources(element, tag) or element in self.notes.asides:
            return False
        if tag == "aside" and not hidden and any(self._marks(e) for e in element.iter("a", "sup")):
            return False  # what is cited for is the article's own words: "In brief"
        if not _CARDS.isdisjoint(re.findall(r"[a-z]+", said)) and self._in_list():
            return False
        return self.letters.get(element, 0) < _NO_FURNITURE * self.total and element.find(".//h1") is None

    def _in_list(self) -> bool:
        """Whether the last heading is that of a list of sources."""
        last = next((b for b in reversed(self.out.blocks) if b.kind == "heading"), None)
        return last is not None and _words.is_references_heading(self.out.tail(last.start)[: last.end - last.start])

    def _marks(self, element: etree._Element) -> bool:
        notes = self.notes
        return element in notes.marks or element in notes.lost or element in notes.likely or element in notes.tips

    def _keeps_sources(self, element: etree._Element, tag: str) -> bool:
        return tag in _LIST_HOLDERS and element in self.notes.holders and element not in self.above

    def _start(self, element: etree._Element, tag: str) -> None:
        self.unseen.discard(element)
        if element in self.notes.asides:
            self._set_aside(element)
            return
        if self.entry is not None:
            self._within_entry(tag)
        elif element in self.notes.entries:
            self._open_entry(element, tag)
        elif tag != "button" or not self._marks(element):
            if self.stamp is None and _is_stamp(element, tag):
                self.stamp = element
            self._open(element, tag)
            if self.stamp is not None:
                self.out.stamp()
        if element in self.notes.starts:
            self.out.open("note", group=self.groups)
        if element in self.notes.marks or element in self.notes.tips or element in self.notes.lost:
            self.anchors.append((element, self.out.size, "mark"))
        elif tag == "a" and element.get("href"):
            self.anchors.append((element, self.out.size, "a"))
        elif tag == "sup" or element in self.notes.likely:
            self.anchors.append((element, self.out.size, "sup"))
        elif tag in _CODE:
            self.anchors.append((element, self.out.size, "code"))
        elif self.entry is None and any(_attributes.source(element)):
            self.anchors.append((element, self.out.size, "attribute"))
        self._name(element, tag)

    def _name(self, element: etree._Element, tag: str) -> None:
        """Let the ids by which links lead here name the block; a list's own name is none of its first item's."""
        for name in self.notes.names.get(element, ()):
            self.out.name(name)
        for name in (element.get("id") or "", (element.get("name") or "") if tag == "a" else ""):
            if (
                name
                and name in self.notes.targets
                and tag not in _WHOLE
                and not (tag == "div" and _holds_several(element))
            ):
                self.out.name(name)

    def _set_aside(self, element: etree._Element) -> None:
        """Keep a note that stands within the text for its end; one without a visible mark gets one."""
        self.aside = element
        self.kept[element] = []
        names = self.notes.names.setdefault(element, [])
        if not names:
            names.append(f"aside {len(self.kept)}")
            start = self.out.size
            self.out.add(f"[{len(self.kept)}]")
            self.out.link(start, f"#{names[0]}", "note")

    def _open_entry(self, element: etree._Element, tag: str) -> None:
        """Begin the block of a note or a source that the page's markup tells."""
        label = self.notes.entries[element]
        if tag == "li":
            label = label or self._count(element)
        elif not self.lists:
            self.groups += self.out.blocks == [] or self.out.blocks[-1].kind not in ("note", "reference")
        self.entry = element
        kind = "reference" if element in self.notes.sources else "note"
        self.out.open(kind, label=label, depth=max(1, len(self.lists)), group=self._group)
        self._hold("li", False)

    def _within_entry(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.out.add(" ")
        elif tag in _BLOCKS or tag == "br":
            self.out.line_break()

    @property
    def _group(self) -> int:
        return self.lists[-1][2] if self.lists else self.groups

    def _count(self, element: etree._Element) -> str:
        """Count a list item; what it is numbered, "" in a list without numbers."""
        if not self.lists:
            return ""
        kind, count, group = self.lists[-1]
        value = element.get("value") or ""
        step = -1 if kind == "reversed" else 1
        count = int(value) if value.isdecimal() and len(value) < 6 else count + step
        self.lists[-1] = (kind, count, group)
        if kind in ("i", "I") and 0 < count < 100:
            return _words.roman(count).upper() if kind == "I" else _words.roman(count)
        if kind in ("a", "A") and 0 < count <= 26:
            return chr(ord(kind) + count - 1)
        return "" if kind == "ul" else str(count)

    def _open(self, element: etree._Element, tag: str) -> None:
        out = self.out
        within_row = self.holders[-1].tag == "tr" and self.holders[-1].plain_row
        if tag in ("table", "thead", "tbody", "tfoot"):
            self.spans = Spans(out)
        if tag == "table":
            self.groups += 1
            self.tables.append(self.groups)
        if tag in ("ul", "ol"):
            out.close()
            self.groups += 1
            self.lists.append((*_counted(element, tag), self.groups))
        elif tag in _HEADINGS:
            first = tag == "h1" and not self._has_title()
            below = not first and self._is_subtitle(element)
            kind = "title" if first else _kind_below(element) if below else "heading"
            out.open(kind, level=0 if below else _HEADINGS[tag])
        elif tag == "li":
            out.open("item", depth=max(1, len(self.lists)), label=self._count(element), group=self._group)
        elif tag in ("figcaption", "caption"):
            out.open("caption")
        elif tag == "dl":
            out.close()
            self.groups += 1
        elif tag == "dt":
            out.open("paragraph", group=self.groups)
        elif tag == "dd":
            out.open("item", depth=1, label=self.notes.labels.get(element, ""), group=self.groups)
        elif tag == "tr":
            within_row = self._plain_row(element)
            if within_row:
                out.open("row", group=self.tables[-1] if self.tables else 0)
                self.spans.open()
            else:
                out.close()
        elif tag in ("td", "th"):
            if within_row:
                self.spans.cell(*_spans.of(element))
            else:
                out.open("paragraph")
        elif tag == "br" or (tag == "time" and _is_glued(element.getprevious())):
            out.line_break()
        elif tag == "button" and _unfolds(element):
            return
        elif tag in ("summary", "legend", "button"):
            out.open("heading" if _words.is_references_heading(words_of(element)) else "paragraph", level=2)
        elif tag == "p" and (shown := self._shown_as(element)):
            out.open(shown, level=int(shown == "title"))
        elif tag in _BLOCKS and not (self._fresh_item() and tag in ("p", "div")):
            if self.holders[-1].in_cell:
                out.add(" ")
            elif not self._inside_item:
                out.open("paragraph")
            elif out.in_block:
                out.line_break()
            else:
                out.open("item", depth=max(1, len(self.lists)), group=self._group)
        if tag in _HOLDERS:
            self._hold(tag, within_row)

    def _shown_as(self, element: etree._Element) -> str:
        """What a paragraph at the top is that an editor set in the style of a title or subtitle, "" if neither."""
        named = set((element.get("class") or "").lower().split())
        if named.isdisjoint(("title", "subtitle", "msotitle", "msosubtitle")) or self._inside_item:
            return ""
        if not named.isdisjoint(("title", "msotitle")) and self._heads_all() and self.root.find(".//h1") is None:
            return "title"
        return "caption" if not named.isdisjoint(("subtitle", "msosubtitle")) and self._is_subtitle(element) else ""

    def _heads_all(self) -> bool:
        """Whether nothing was written yet, or only the short lines of a paper's head."""
        self.out.close()
        above = self.out.blocks
        return len(above) < _LONGEST_HEAD and all(
            b.kind == "paragraph" and b.end - b.start < _LONGEST_NAME for b in above
        )

    def _is_subtitle(self, element: etree._Element) -> bool:
        """Whether a heading right under the title is said to be its second part."""
        self.out.close()
        under = bool(self.out.blocks) and self.out.blocks[-1].kind == "title"
        return under and not _SUBTITLES.isdisjoint(
            re.findall(r"[a-z]+", (element.get("class") or "").lower().replace("sub-", "sub"))
        )

    def _hold(self, tag: str, plain_row: bool) -> None:
        """Note that what comes stands in an element that holds blocks."""
        around = self.holders[-1]
        in_cell = plain_row if tag in ("td", "th") else around.in_cell and tag not in ("table", "body")
        self.holders.append(_Holder(tag, plain_row, in_cell, around.in_article or tag in ("article", "main")))

    def _end(self, element: etree._Element, tag: str) -> None:
        out = self.out
        if element is self.stamp:
            self.stamp = None
        if self.anchors and self.anchors[-1][0] is element:
            _, start, kind = self.anchors.pop()
            self._link(element, start, kind)
        if element is self.entry:
            self.entry = None
            self.holders.pop()
            out.close()
            return
        if self.entry is not None:
            if tag in _BLOCKS:
                out.add(" ")
            return
        if tag in _HOLDERS and len(self.holders) > 1:
            held = self.holders.pop()
            if tag in ("td", "th"):
                if held.plain_row:
                    self.spans.end()
                else:
                    out.close()
                return
            if held.plain_row:
                self.spans.close()
        if tag == "table" and self.tables:
            self.tables.pop()
        if (tag in ("b", "strong") and self._heads_line()) or (tag == "time" and _is_glued(element)):
            out.line_break()
        if tag in ("ul", "ol"):
            out.close()
            if self.lists:
                self.lists.pop()
        elif tag == "br" or (tag == "button" and (self._marks(element) or _unfolds(element))):
            return
        elif tag in _HEADINGS or tag in _ENDING:
            out.close()
        elif tag in _BLOCKS and (self.holders[-1].in_cell or self._inside_item):
            out.add(" ")
        elif tag in _BLOCKS:
            out.close()

    def _heads_line(self) -> bool:
        """Whether all that stands in the open block is the name of a list of sources."""
        words = self.out.before(_LONGEST_NAME + 1)
        return 2 < len(words) <= _LONGEST_NAME and _words.is_references_heading(words)

    def _link(self, element: etree._Element, start: int, kind: str) -> None:
        if kind == "sup" and (self.anchors or element.find(".//a") is not None):
            return
        words = words_of(element)
        if kind == "mark":
            self._mark(element, start, words)
            return
        if kind == "code":
            self.out.set_as_code(start)
            return
        if kind == "attribute":
            self._attribute(element, start, words)
            return
        if kind == "sup":
            self._raised(start, words)
            return
        href = element.get("href", "").strip()
        if href.lower().startswith(("javascript:", "data:", "mailto:", "tel:")):
            return
        if not href.startswith("#"):
            if "#" in href and _MARK.fullmatch(words) and not re.match(r"https?://", href):
                href = "#" + href.partition("#")[2]
            elif self.base and not re.match(r"[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
                href = addresses.join(self.base, href)
        self.out.link(start, href)

    def _attribute(self, element: etree._Element, start: int, words: str) -> None:
        """Link the words whose source an attribute names; tell of it where it is a key or the words are many."""
        address, shown = _attributes.source(element)
        if address and 0 < len(words) < _LONGEST_LINK and "\n" not in self.out.tail(start).strip():
            self.out.link(start, address)
        elif words:
            self.unread.append(
                Unread(
                    "mark",
                    f"the attribute {shown}",
                    "it names a source that readers of the page do not see",
                    "write the source out",
                    place=f"line {element.sourceline}",
                )
            )

    def _raised(self, start: int, words: str) -> None:
        """Link a raised number to the list that counts so, or to nothing; with what is raised right in front of it,
        where an editor has cut one mark in pieces ("1", "–", "3")."""
        out, cut = self.out, self.cut
        held = out.tail(cut.end) if 0 <= start - cut.end < _NEAR else ""
        between, blank = held[: start - cut.end], held[start - cut.end :][:1].isspace()
        if held and (
            (_JOINT.match(words) or _JOINT.fullmatch(cut.words[-1:]) or blank)
            if not between
            else _TO.fullmatch(between)
        ):
            start, words = cut.start, f"{cut.words}{between}{' ' * blank}{words}"
        self.cut = _Cut(-1, -1, "")
        before = out.tail(max(0, start - raised.BEFORE))[: min(raised.BEFORE, start)]
        if called := raised.called(before, words.strip(f" ,;{raised.DASHES}")):
            if out.links and out.links[-1].start == start:
                out.links.pop()
            out.link(start, called, "citation", raised.place(words))
            self.cut = _Cut(start, out.size, words)

    def _mark(self, element: etree._Element, start: int, words: str) -> None:
        """Link a mark to its note; to a number of the list, or to nothing, where it leads to no note."""
        out = self.out
        if element in self.notes.tips:
            note = self.notes.tips[element]
            if out.size == start:
                out.add(f"[{len(self.tips) + 1}]")
            out.link(start, "#" + self.tips.setdefault(note, f"tip {len(self.tips) + 1}"), "note")
        elif element in self.notes.marks:
            if out.size == start:
                told = re.search(r"\d{1,3}", f"{element.get('aria-label') or ''} {self.notes.marks[element]}")
                out.add(f"[{told[0] if told else '*'}]")
            out.link(start, "#" + self.notes.marks[element], "note")
        elif number := re.fullmatch(r"[\[(]?\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[\])]?[.,]?", words):
            out.link(start, number[1], "citation")
        elif start < out.size:
            self.unread.append(
                Unread(
                    "mark",
                    f"the mark “{words}”",
                    "what it leads to is not in the page",
                    "write the note it stands for, or take the mark out",
                    start,
                    out.size,
                )
            )

    def _has_title(self) -> bool:
        """Whether a title was written."""
        new = self.out.blocks[self.looked :]
        self.looked += len(new)
        self.titled = self.titled or any(b.kind == "title" for b in new)
        return self.titled

    def _fresh_item(self) -> bool:
        """Whether an item or heading is open that has no text yet: the paragraph inside it is it."""
        return self.out.in_block and self.out.empty

    @property
    def _inside_item(self) -> bool:
        """Whether the nearest holder of blocks around here is a list item."""
        return self.holders[-1].tag == "li"

    def _plain_row(self, row: etree._Element | None) -> bool:
        """Whether a table row holds data, not a page laid out by table: no headings, lists or long prose in it."""
        if row is None or row.find(".//table") is not None:
            return False
        busy = select(row, ".//h1|.//h2|.//h3|.//h4|.//ul|.//ol|.//article|.//nav")
        return not busy and not (len(select(row, "./td|./th")) == 1 and len(select(row, ".//p")) > 1)


_SUBTITLES = tags("subtitle subheading subhead deck dek standfirst strapline tagline")
_STAMPS = tags("byline bylines dateline timestamp submitted reviewer reviewers medreviewer")
_STAMPED_THINGS = tags("entry post article blog item page content story doc node")


def _kind_below(element: etree._Element) -> str:
    """What a heading is that stands right under the title: the title's second part, or the article's first sentence."""
    return "paragraph" if len(words_of(element).split()) >= _SENTENCE else "caption"


_SENTENCE = 8
"""Words from which a line under the title is a statement of its own."""


def _is_stamp(element: etree._Element, tag: str) -> bool:
    """Whether an element's names say that it holds a line on the page's making: "byline", "entry-meta"."""
    if tag not in ("div", "p", "ul", "section", "header", "address", "aside"):
        return False
    names = set(re.findall(r"[a-z]+", f"{element.get('class') or ''} {element.get('id') or ''}".lower()))
    return not names.isdisjoint(_STAMPS) or ("meta" in names and not names.isdisjoint(_STAMPED_THINGS))


_LIST_HOLDERS = tags("div section details footer aside ol ul dl header p table nav article dialog")


def _by_script(root: etree._Element) -> list[Unread]:
    """Citations and lists that a script of the page fills in when it is shown: distill's `<d-cite key="roe2011">`,
    elements of one's own without words (`<reference-list data-items="...">`)."""
    keys = dict.fromkeys(
        key
        for element in root.iter("d-cite", "dt-cite")
        for key in (element.get("key") or element.get("bibtex-key") or "").replace(",", " ").split()
    )
    own = dict.fromkeys(str(e.tag) for e in root.iter() if "-" in e.tag and _OWN.search(e.tag) and not words_of(e))
    out = [
        Unread("part", f"the element <{tag}>", "a script of the page fills it in", "audit the page as readers see it")
        for tag in own
        if not keys or tag not in ("d-cite", "dt-cite")
    ]
    if not keys:
        return out
    what = f"the citations by key {', '.join(keys)}"[:200]
    return [Unread("part", what, "a script of the page fills them in", "audit the page as readers see it"), *out]


_OWN = re.compile(r"(?:\A|-)(?:references?|refs?|citations?|cites?|bibliography|footnotes?|endnotes?)(?:-|\Z)")
"""What an element of one's own is called that marks or lists sources."""


def _names_mark(element: etree._Element) -> bool:
    """Whether words beside a mark's number, in a span of their own, only say what it is: "Footnote"."""
    around = element.getparent()
    said = words_of(element)
    number = around is not None and any(map(str.isdigit, words_of(around).replace(said, "", 1)))
    return number and _MARK_NAME.fullmatch(said) is not None


_MARK_NAME = re.compile(r"\W*(?:foot|end)?note\W*|\W*(?:ref(?:erence)?|source|citation|number|no)\W*", re.IGNORECASE)


def _leads_nowhere(link: etree._Element) -> bool:
    """Whether a link only runs a script."""
    return (link.get("href") or "#").strip().lower() in (
        "#",
        "#!",
        "javascript:void(0)",
        "javascript:void(0);",
        "javascript:;",
    )


def _unfolds(button: etree._Element) -> bool:
    """Whether a button is the heading of what it unfolds: it stands in one by itself."""
    parent = button.getparent()
    return parent is not None and (
        local(parent) in _HEADINGS and words_of(button) == words_of(parent) and any(map(str.isalpha, words_of(parent)))
    )


def _is_panel(element: etree._Element) -> bool:
    """Whether an element is what the button in the heading before it unfolds, as accordions are written."""
    before = element.getprevious()
    if before is None or local(before) not in _HEADINGS or (element.get("aria-hidden") == "true" and not len(element)):
        return False
    return any(e.get("aria-expanded") is not None for e in before.iter("button", "a"))


def _is_permalink(link: etree._Element) -> bool:
    """Whether a link in a heading leads to the heading itself: "¶", "#", a picture."""
    return "#" in (link.get("href") or "") and not any(map(str.isalnum, words_of(link)))


def _begun(said: str, printed: Mapping[str, Draft]) -> Draft | None:
    """The block that begins with what a note says up to "…", where it is cut off."""
    first = _CUT.split(said, maxsplit=1)[0].strip(" .")
    if first == said or len(first) < _SHORTEST_CUT:
        return None
    return next((block for words, block in printed.items() if first in words[: len(first) + _BEFORE_ENTRY]), None)


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" .")


def _counted(element: etree._Element, tag: str) -> tuple[str, int]:
    """How a list counts ("ol", "ul", "a", "I", "reversed"), and the number before its first one."""
    start = element.get("start") or ""
    first = int(start) if start.isdecimal() and len(start) < 6 else 0
    if tag == "ol" and element.get("reversed") is not None:
        return "reversed", (first or sum(local(item) == "li" for item in element)) + 1
    kind = element.get("type") if tag == "ol" and element.get("type") in ("a", "A", "i", "I") else tag
    return str(kind), first - 1 if first or start == "0" else 0


def _holds_several(element: etree._Element) -> bool:
    """Whether an element holds more than one entry, so that its name is none of theirs."""
    return element.find(".//li") is not None or len(element.findall("./p")) + len(element.findall("./div")) > 1


def _letters(root: etree._Element) -> tuple[int, dict[etree._Element, int]]:
    """How many visible letters the page holds, at least 1, and how many each element with a good part of them."""
    out: dict[etree._Element, int] = {}
    stack: list[int] = []
    hidden = counted = 0
    for event, element, text in walk(root):
        unseen = local(element) in _NEVER or local(element) == "nav"
        own = len(text.strip())
        if event == "start":
            hidden += unseen
            stack.append(0 if unseen else own)
            counted += own if not hidden else 0
            continue
        hidden -= unseen
        held = 0 if unseen else stack[-1]
        stack.pop()
        if held and held >= _MAIN * counted:
            out[element] = held
        if stack:
            stack[-1] += held + own
            counted += own if not hidden else 0
    return max(1, counted), out


_SEPARATORS = re.compile(r"[\W_]+")
_MODIFIED = (
    "articlemodifiedtime", "ogupdatedtime", "lastmodified", "dctermsmodified", "datemodified", "dcdatemodified",
    "modified", "lastupdated", "dateupdated", "updated", "modifieddate", "updatedate", "daterevised", "revised",
)  # fmt: skip
_PUBLISHED = (
    "articlepublishedtime", "citationpublicationdate", "dctermsissued", "datepublished", "publishdate", "pubdate",
    "publicationdate", "dcdate", "dcdateissued", "date", "citationdate", "dctermscreated", "dcdatecreated", "published",
)  # fmt: skip
_REVIEWED = (
    "lastreviewed", "dctermsvalid", "reviewdate", "lastreviewdate", "datereviewed", "lastreviewedon", "reviewed",
    "medicallyreviewed", "reviewedon",
)  # fmt: skip


def _meta(root: etree._Element) -> Meta:
    """What the head, the microdata and the JSON-LD say; JSON-LD first."""
    meta = Meta(language=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip())
    things, known = _things(root)
    for thing in things:
        for name, keys in (
            ("reviewed", ("lastReviewed",)),
            ("modified", ("dateModified",)),
            ("published", ("datePublished",)),
        ):
            if not getattr(meta, name):
                setattr(meta, name, _iso(next((thing[k] for k in keys if thing.get(k)), "")))
        meta.reviewer = meta.reviewer or _people(thing.get("reviewedBy"), known)
        meta.author = meta.author or _people(thing.get("author"), known)
        meta.publisher = meta.publisher or _people(thing.get("publisher"), known)
        meta.title = meta.title or _first_text(thing.get("headline") or thing.get("name"))
        meta.language = meta.language or _first_text(thing.get("inLanguage"))
        meta.identifier = meta.identifier or _first_text(thing.get("identifier"))
    named = {}
    for e in reversed(select(root, "//meta[@content]")):
        key = e.get("name") or e.get("property") or e.get("itemprop") or e.get("http-equiv") or ""
        named[key.lower()] = (e.get("content") or "").strip()

    def tag(*names: str) -> str:
        return next((named[n] for n in names if named.get(n)), "")

    def dated(*names: str) -> str:
        said = {_SEPARATORS.sub("", key): value for key, value in reversed(named.items())}
        return _iso(next((said[n] for n in names if said.get(n)), ""))

    meta.url = _first_text(select(root, "//link[@rel='canonical']/@href")) or tag("og:url")
    meta.title = (
        meta.title or tag("citation_title", "og:title", "dc.title") or _first_text(select(root, "//head/title/text()"))
    )
    meta.author = (
        meta.author
        or _authors(root)
        or _by_name(tag("author", "article:author", "dc.creator", "dcterms.creator"))
        or _signed(root)
    )
    if meta.author.casefold() in lexicon("colophons")["bodies"]:  # the desk, no author by name
        meta.author, meta.filed = "", meta.author
    meta.modified = meta.modified or dated(*_MODIFIED)
    meta.published = meta.published or dated(*_PUBLISHED) or _stamped(root)
    meta.reviewed = meta.reviewed or dated(*_REVIEWED)
    meta.next_review = meta.next_review or dated("nextreview", "reviewdue", "nextreviewdate", "reviewduedate")
    meta.reviewer = meta.reviewer or tag("reviewedby", "reviewer", "medical-reviewer")
    meta.owner = meta.owner or tag("owner", "content-owner", "page-owner")
    meta.identifier = meta.identifier or tag("citation_doi", "dc.identifier")
    meta.language = meta.language or tag("content-language", "dc.language")
    return meta


def _site(root: etree._Element) -> tuple[str, str]:
    """What the page's head calls its site, and the head's title, which often ends in it."""
    sites = select(
        root, "//meta[@property='og:site_name' or @name='og:site_name' or @name='application-name']/@content"
    )
    return _first_text(sites), _first_text(select(root, "//head/title/text()"))


_BEHIND_TITLE = re.compile(r"\s*[|–—·•»:-]+\s+(?P<site>[^|–—·•»]{3,60})\Z")


_MOST_HEADINGS = 40


def _headed_by(headings: Sequence[str], title: str) -> str:
    """The heading that stands on the page as its title and that the head's title has a site's name behind."""
    behind = (said for words in headings if words and title.startswith(words) and (said := title[len(words) :]))
    return next((title[: -len(site)] for site in behind if _BEHIND_TITLE.fullmatch(site)), "")


def _site_behind(headed: str, title: str) -> str:
    """The body that a head's title names behind the page's: "Ear wax | Ear Trust"."""
    said = _BEHIND_TITLE.fullmatch(headed.removeprefix(title)) if title and headed.startswith(title) else None
    return said["site"].strip() if said and names.is_organisation(said["site"].strip()) else ""


_STAMPED = (
    "//time[@pubdate or contains(@itemprop, 'datePublished') or contains(@class, 'published')]/@datetime[string()]"
    " | //abbr[contains(concat(' ', @class, ' '), ' published ')]/@title[string()]"
)
_ENTRY_TITLE = (
    "//*[contains(concat(' ', @class, ' '), ' hentry ')]//*[contains(concat(' ', @class, ' '), ' entry-title ')]"
)
"""The title of a post in a blog's template (the hAtom microformat), whose first heading is the blog's name."""


def _stamped(root: etree._Element) -> str:
    """The day that the page's own stamp says it was published, "" where several stand on it (those of cards, too)."""
    days = {_iso(value) for value in select(root, _STAMPED)}
    return days.pop() if len(days) == 1 else ""


_SIGNED = (
    "//*[@itemprop='author']",
    "//*[@rel='author' or @data-testid='authorName'"
    " or contains(concat(' ', @class, ' '), ' author-name ')"
    " or contains(concat(' ', @class, ' '), ' p-author ') or contains(concat(' ', @class, ' '), ' byline__name ')"
    " or contains(concat(' ', @class, ' '), ' blog-author-name ')]",
    "//*[contains(concat(' ', @class, ' '), ' vcard ')]//*[contains(concat(' ', @class, ' '), ' fn ')]",
)
"""Where the author stands in a page's markup, the surer one first."""


def _authors(root: etree._Element) -> str:
    """The authors that the head names for indexes of papers, one element each."""
    named = [_first_text(e.get("content") or "") for e in select(root, "//meta[@name='citation_author']")]
    return ("; " if any("," in name for name in named) else ", ").join(dict.fromkeys(filter(None, named)))


def _by_name(author: str) -> str:
    """The author a head names, "" where a program put a word for nobody there ("Super User")."""
    return "" if author.casefold() in lexicon("sections")["nobody"] else author


def _signed(root: etree._Element) -> str:
    """The author whom the page's markup names, "" where several do (those of cards, too)."""
    for where in _SIGNED:
        said = {re.sub(r"\A(?:written )?by:?\s+", "", words_of(e), flags=re.IGNORECASE) for e in select(root, where)}
        named = {name for name in said if _stamps.are_names(name)}
        if named:
            return named.pop() if len(named) == 1 else ""
    return ""


def _things(root: etree._Element) -> tuple[list[Mapping[str, Any]], Mapping[str, Mapping[str, Any]]]:
    """The JSON-LD objects of the page that describe a page or an article, medical ones first; and by its "@id" whatever
    has a name."""
    found: list[Mapping[str, Any]] = []
    named: dict[str, Mapping[str, Any]] = {}
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
                elif thing.get("name") and isinstance(thing.get("@id"), str):
                    named.setdefault(thing["@id"], thing)
                stack.extend(v for k, v in thing.items() if k in _NESTED)
    return sorted(found, key=lambda t: "Medical" not in str(t.get("@type", ""))), named


def _people(value: Any, named: Mapping[str, Mapping[str, Any]]) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, (_person(v, named) for v in values if v)))


def _person(value: Any, named: Mapping[str, Mapping[str, Any]]) -> str:
    """A name with the degrees that the page's data give for it, be it told elsewhere under its "@id"."""
    if isinstance(value, dict):
        value = named.get(str(value.get("@id", "")), value) if not value.get("name") else value
    name = _first_text(value.get("name") if isinstance(value, dict) else value)
    degrees = _first_text(value.get("honorificSuffix") or "") if isinstance(value, dict) else ""
    return f"{name}, {degrees}" if name and degrees and degrees not in name else name


def _first_text(value: Any) -> str:
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("value") or value.get("name") or ""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _iso(value: Any) -> str:
    """The ISO date of a value; a date in figures that can be read two ways as it is, for the page to settle."""
    words = _first_text(value)
    if _day_order.is_figures(words):
        return words
    return dates.to_iso(dates.from_iso(words) or dates.parse(words))
