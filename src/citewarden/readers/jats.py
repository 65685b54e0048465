"""JATS XML (and its forerunner, the NLM DTDs): sections, captions, tables, citation marks and the reference list.

An entry set by elements alone ("element-citation") has no printed form: it is written out as names, title, journal,
year;volume(issue):pages and identifiers, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from citewarden.errors import InputError
from citewarden.model import Document, Hyperlink
from citewarden.readers import _net, _spans
from citewarden.readers._assembly import Meta, Writer, assemble
from citewarden.readers._markup import Places, local, tags, walk, words_of
from citewarden.readers._spans import Spans
from citewarden.readers._xml import ascii_of, parsed, source_of
from citewarden.text import raised

SUFFIXES = (".xml", ".nxml", ".jats")
MEDIA_TYPE = "application/jats+xml"

_SKIP = tags(
    "journal-meta supplementary-material graphic media inline-formula disp-formula tex-math processing-meta "
    "alternatives object-id alt-text long-desc sub-article response trans-abstract"
)
_FRONT_SHOWN = tags("title-group article-title abstract")
_BLOCKS = tags("p disp-quote verse-line speech attrib list-item def term")
_CITATIONS = tags("mixed-citation element-citation citation nlm-citation")
_TELLING = tags("article-title chapter-title pub-id")
_PARTS = ("sec", "abstract", "ack", "app", "boxed-text", "glossary", "notes", "fn-group")
_ENDING = tags("caption tr list-item fn disp-quote def term verse-line attrib")
_ABOUT_AUTHORS = ("fn", "author-notes", "corresp", "aff")
"""What a mark in the title of the article leads to: who paid for it, where it was read out, but no source."""
_HOLDERS = tags("p title td th fn-group table-wrap-foot back front author-notes list-item caption")
_HEAD = re.compile(
    rb"<(?:\w+:)?(?:article|book-part-wrapper|book-part)[\s>]|JATS|BITS|NLM//DTD|<(?:\w+:)?pmc-articleset"
)
_NOTE_MARK = re.compile(r"(?!st|nd|rd|th)[a-z]{1,2}|[*†‡§¶#‖]{1,3}|\d{1,2}")
"""The mark of a note as it stands raised behind a word: "a", "*", "2"."""
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(data: bytes, *, name: str) -> Document:
    """The Document of a JATS article.

    Raises:
        InputError: not well-formed, or its root holds no `<article>`.
    """
    source = source_of(data, name=name)
    root = parsed(source, name=name)
    article = next(root.iter("{*}article"), next(root.iter("{*}book-part"), None))
    if article is None:
        raise InputError(f"no <article> in it (the root is <{local(root)}>)", where=name, remedy="give a JATS article")
    writer = Writer()
    _Article(article, Places(source), writer).write(root)
    document = assemble(
        name=name,
        media_type=MEDIA_TYPE,
        data=data,
        text=writer.text,
        blocks=writer.blocks,
        links=writer.links,
        source_map=writer.runs,
        file_text=source,
        meta=_meta(article),
    )
    return _net.told(document, _seen(article))


def recognises(head: bytes) -> bool:
    """Whether the first bytes are those of a JATS article."""
    return _HEAD.search(ascii_of(head)) is not None


def _seen(article: etree._Element) -> Iterator[tuple[str, str]]:
    """(words, place) of what is left out and may yet name a source."""
    for element in article.iter("{*}supplementary-material", "{*}alternatives", "{*}long-desc"):
        yield " ".join(map(str, element.itertext())), f"line {element.sourceline}"


class _Article:
    """One pass over the tree; every text node moves the cursor over the file, shown or not."""

    def __init__(self, article: etree._Element, places: Places, writer: Writer) -> None:
        self.article, self.places, self.out = article, places, writer
        self.depth = 0
        self.lists: list[list[object]] = []
        self.labels = {
            str(ref.get("id")): _label_of(ref) or str(number)
            for number, ref in enumerate((e for e in article.iter() if local(e) == "ref"), 1)
        }
        self.spans = Spans(writer)
        self.citing: etree._Element | None = None
        self.bare = False
        self.bracketed: set[etree._Element] = set()
        self.aside: etree._Element | None = None
        self.kept: dict[etree._Element, list[tuple[str, int]]] = {}
        self.asides: dict[etree._Element, tuple[int, int]] = {}

    def write(self, root: etree._Element) -> None:
        """Send the article's blocks to the writer."""
        skip: etree._Element | None = None
        inside = False
        places: dict[etree._Element, list[tuple[str, int]]] = {}
        marks: list[tuple[etree._Element, int]] = []
        for event, element, text in walk(root):
            tag = local(element)
            if event == "start":
                inside = inside or element is self.article
                stretches = list(self.places.of(text)) if text else []
                if self.bare:
                    places[element] = stretches
                    continue
                if skip is None and inside and self._skipped(element, tag):
                    skip = element
                if skip is not None or not inside:
                    continue
                if self.aside is not None or (tag == "fn" and _within_text(element)):
                    self._note_within(element, tag, stretches)
                    continue
                self._start(element, tag)
                if self.bare:
                    places = {element: stretches}
                    continue
                if tag in ("xref", "ext-link", "uri", "pub-id"):
                    marks.append((element, self.out.size))
                if self._is_note_mark(element, tag):
                    self.bracketed.add(element)
                    self.out.add("[")
                self._add(self._raised(element, stretches) if tag == "sup" else stretches)
                continue
            if self.bare and element is self.citing:
                self._written_out(element, places)
                self.bare, self.citing = False, None
            if self.aside is not None:
                stretches = list(self.places.of(text)) if text else []
                if skip is element:
                    skip = None
                if element is self.aside:
                    self.aside = None
                    self._add(stretches)
                elif skip is None:
                    self.kept[self.aside] += [(" ", -1), *stretches] if tag == "p" else stretches
                continue
            if not self.bare and skip is None and inside:
                if element in self.bracketed:
                    self.out.add("]")
                if marks and marks[-1][0] is element:
                    self._mark(element, marks.pop()[1])
                self._end(element, tag)
            if skip is element:
                skip = None
            if element is self.article:
                inside = False
            stretches = list(self.places.of(text)) if text else []
            if skip is None and inside and not self.bare:
                self._add(stretches)
        self.out.close()
        self._write_asides()

    def _note_within(self, element: etree._Element, tag: str, stretches: list[tuple[str, int]]) -> None:
        """Keep the words of a note that stands within the text for the end; write its mark unless one is there. What is
        cited in the note is cited where its mark is."""
        if self.aside is None:
            self.aside, self.kept[element] = element, []
            identifier = str(element.get("id") or "")
            pointed = any(x.get("rid") == identifier and words_of(x) for x in self._marks_before(element))
            start, end = (self.out.links[-1].start, self.out.links[-1].end) if pointed and self.out.links else (0, 0)
            if not pointed:
                start = self.out.size
                label = _label_of(element) or str(len(self.asides) + 1)
                self.out.add(f"[{label}]")
                self.out.link(start, f"#{identifier or f'aside {len(self.asides) + 1}'}", "note")
                end = self.out.size
            self.asides[element] = (start, end)
        elif tag == "xref" and element.get("ref-type") == "bibr" and self.asides[self.aside][1]:
            names = [self.labels.get(rid, rid) for rid in str(element.get("rid") or "").split()]
            self.out.links.append(Hyperlink(*self.asides[self.aside], ",".join(names), "citation"))
        self.kept[self.aside] += stretches

    def _marks_before(self, note: etree._Element) -> Iterator[etree._Element]:
        """The marks of notes that stand right before one."""
        before = note.getprevious()
        while before is not None and not (before.tail or "").strip():
            yield from before.iter("{*}xref")
            before = before.getprevious()

    def _write_asides(self) -> None:
        for number, (element, words) in enumerate(self.kept.items(), 1):
            self.out.open("note", label=_label_of(element) or str(number))
            self.out.name(str(element.get("id") or "") or f"aside {number}")
            self._add(words)
            self.out.close()

    def _add(self, stretches: list[tuple[str, int]]) -> None:
        for stretch, place in stretches:
            if self.out.in_block or stretch.strip():
                self.out.add(stretch, place)

    def _is_note_mark(self, element: etree._Element, tag: str) -> bool:
        """Whether `element` is a mark that would read as part of the word or number before it."""
        if tag not in ("xref", "sup") or self.citing is not None or not self.out.tail(self.out.size - 1).strip():
            return False
        kind = element.get("ref-type") if tag == "xref" else ""
        words = words_of(element)
        if kind == "bibr":
            return words.isdigit() and self.out.tail(self.out.size - 1).isdigit()
        if tag == "xref" and kind not in ("fn", "table-fn"):
            return False
        if tag == "sup" and (words.isdigit() or _within_mark(element)):
            return False
        return _NOTE_MARK.fullmatch(words) is not None

    def _raised(self, element: etree._Element, stretches: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Raised text: figures of an exponent as raised figures, all else as it is."""
        words = "".join(stretch for stretch, _ in stretches)
        if element in self.bracketed or _within_mark(element):
            return stretches
        shown = raised.written(self.out.before(raised.BEFORE), words)
        return stretches if shown == words else [(shown, -1)]

    def _gap(self, element: etree._Element) -> None:
        """Set an element of an entry apart from one it follows without a blank, and say what a bare identifier is."""
        if self.citing is None or self.out.empty:
            return
        previous = element.getprevious()
        glued = previous is not None and not previous.tail and re.search(r"[\w.?!)]$", self.out.tail(self.out.size - 1))
        if local(element) == "pub-id":
            words = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: "}.get(str(element.get("pub-id-type")), "")
            said = self.out.tail(max(0, self.out.size - 8)).lower()
            if words and words.rstrip(": ").lower() not in said and not _RESOLVER.match(words_of(element)):
                self.out.add((". " if self.out.tail(self.out.size - 1) not in ".?!" else " ") + words)
                return
        if glued:
            self.out.add(" ")

    def _skipped(self, element: etree._Element, tag: str) -> bool:
        parent = local(element.getparent()) if element.getparent() is not None else ""
        if parent in ("article-meta", "book-part-meta", "title-group"):
            if tag == "abstract":
                return element.get("abstract-type") in ("graphical", "toc", "teaser", "key-points")
            return tag not in _FRONT_SHOWN and not _is_title(tag, parent)
        if tag in _CITATIONS and (parent == "citation-alternatives" or _tells_twice(element.getparent())):
            return element is not _preferred(element)
        if tag == "label":
            return parent in ("ref", "list-item", "fn", *_CITATIONS)
        if tag == "xref" and element.get("ref-type") in _ABOUT_AUTHORS:
            return any(local(above) == "title-group" for above in element.iterancestors())
        return tag in _SKIP

    def _start(self, element: etree._Element, tag: str) -> None:
        parent = local(element.getparent()) if element.getparent() is not None else ""
        _ = (
            self._start_part(element, tag, parent)
            or self._start_heading(element, tag, parent)
            or self._start_piece(element, tag)
            or self._start_reference(element, tag, parent)
            or self._start_block(element, tag, parent)
        )
        if (name := str(element.get("id") or "")) and tag != "ref":
            self.out.name(name)

    def _start_part(self, element: etree._Element, tag: str, parent: str) -> bool:
        """The title, and parts with the headings that stand in no element; whether it was one."""
        out = self.out
        if _is_title(tag, parent):
            out.open("title", level=1)
            return True
        if tag not in _PARTS and tag != "ref-list":
            return False
        out.close()
        self.depth += 1
        if tag == "abstract" and element.find("{*}title") is None:
            out.open("heading", level=self.depth + 1)
            out.add("Abstract")
            out.close()
        elif tag == "ref-list" and element.find("{*}title") is None and not _headed(element):
            out.open("heading", level=self.depth + 1, role="references")
            out.add("References")
            out.close()
        return True

    def _start_heading(self, element: etree._Element, tag: str, parent: str) -> bool:
        """Headings and captions; whether it was one."""
        out = self.out
        if tag in ("label", "title") and parent in _PARTS:
            if tag == "title" and out.in_block and out.blocks is not None and self._after_label(element):
                out.add(" ")
            else:
                lists = tag == "title" and _headed(element.getnext())
                out.open("heading", level=self.depth + 1, role="references" if lists else "")
        elif tag == "title" and parent == "ref-list":
            out.open("heading", level=self.depth + 1, role="references")
        elif (tag == "label" and parent in ("fig", "table-wrap")) or (
            tag == "caption" and parent != "boxed-text" and not self._after_label(element)
        ):
            out.open("caption")
        elif tag == "title" and self._heads_box(element):
            out.open("heading", level=self.depth + 1)
        elif tag == "caption" or (tag in ("p", "title") and parent == "caption"):
            out.add(" ")
        else:
            return False
        return True

    def _start_piece(self, element: etree._Element, tag: str) -> bool:
        """Items of lists, cells, notes; whether it was one."""
        out = self.out
        if tag == "list":
            out.close()
            self.lists.append([element.get("list-type") or "bullet", 0])
        elif tag == "list-item":
            if self.lists:
                self.lists[-1][1] = int(str(self.lists[-1][1])) + 1
            ordered = bool(self.lists) and str(self.lists[-1][0]) == "order"
            out.open("item", depth=max(1, len(self.lists)), label=str(self.lists[-1][1]) if ordered else "")
        elif tag == "tr":
            out.open("row")
            self.spans.open()
        elif tag in ("td", "th"):
            self.spans.cell(*_spans.of(element))
        elif tag in ("thead", "tbody", "tfoot", "table"):
            self.spans = Spans(out)
        elif tag == "fn":
            out.open("note", label=_label_of(element))
        elif tag == "ref":
            out.close()
        else:
            return False
        return True

    def _start_reference(self, element: etree._Element, tag: str, parent: str) -> bool:
        """Entries of the list of references, and what stands within one; whether it was that."""
        if tag in _CITATIONS:
            self.citing = element
            words = (element.text, *(child.tail for child in element))
            self.bare = len(element) > 0 and not any((some or "").strip() for some in words)
            if not self.bare:
                self._open_reference(element)
        elif tag == "p" and (parent == "ref" or (parent == "note" and self._in_ref(element))):
            if _cites_beside(element):
                self.out.open("furniture", role="references")  # what editors say of the entry
            else:
                self._open_reference(element)
        elif tag == "break":
            self.out.line_break()
        elif self.citing is not None:
            self._gap(element)
        else:
            return False
        return True

    def _start_block(self, element: etree._Element, tag: str, parent: str) -> bool:
        """Any other block; whether it was one."""
        out = self.out
        if tag not in _BLOCKS or (out.in_block and out.empty) or parent in ("td", "th"):
            return False
        if parent in ("list-item", "fn") and out.in_block:
            out.line_break()
        elif parent == "list-item":
            out.open("item", depth=max(1, len(self.lists)))
        else:
            out.open("note" if parent == "fn" else "caption" if parent == "table-wrap-foot" else "paragraph")
        return True

    def _in_ref(self, element: etree._Element) -> bool:
        return any(local(a) == "ref" for a in element.iterancestors())

    def _open_reference(self, element: etree._Element) -> None:
        ref = next((a for a in element.iterancestors() if local(a) == "ref"), None)
        identifier = str(ref.get("id")) if ref is not None else ""
        label = self.labels.get(identifier, "")
        letter = _letter(element, ref) if ref is not None and label.isdecimal() else ""
        self.out.open("reference", label=f"{label}{letter}", role="references")
        self.out.name(identifier)

    def _end(self, element: etree._Element, tag: str) -> None:
        out = self.out
        parent = local(element.getparent()) if element.getparent() is not None else ""
        if tag in ("td", "th"):
            self.spans.end()
        elif tag == "tr":
            self.spans.close()
            out.close()
        elif tag in _PARTS or tag == "ref-list":
            out.close()
            self.depth -= 1
        elif tag == "list":
            out.close()
            if self.lists:
                self.lists.pop()
        elif tag in _CITATIONS:
            out.close()
            self.citing = None
        elif tag == "label" and parent in ("sec", "fig", "table-wrap", "boxed-text", "app"):
            sibling = element.getnext()
            if sibling is None or local(sibling) not in ("title", "caption"):
                out.close()
        elif (
            _is_title(tag, parent)
            or (tag == "title" and (parent != "caption" or self._heads_box(element)))
            or (tag == "p" and parent not in ("td", "th", "caption", "list-item", "fn"))
            or tag in _ENDING
        ):
            out.close()

    def _heads_box(self, element: etree._Element) -> bool:
        """Whether a title is that of a box, which has its own in a caption."""
        caption = element.getparent()
        box = caption.getparent() if caption is not None and local(caption) == "caption" else None
        return box is not None and local(box) == "boxed-text"

    def _after_label(self, element: etree._Element) -> bool:
        previous = element.getprevious()
        return self.out.in_block and previous is not None and local(previous) == "label"

    def _mark(self, element: etree._Element, start: int) -> None:
        tag = local(element)
        if tag == "xref":
            kind = element.get("ref-type") or ""
            if kind == "bibr":
                names = str(element.get("rid") or "").split()
                known = [self.labels[rid] for rid in names if rid in self.labels]
                self.out.link(start, ",".join(known), "citation")
                for name in names:
                    if name not in self.labels:
                        self.out.link(start, f"#{name}", "note")  # to nothing, which is told
            elif kind in ("fn", "table-fn"):
                self.out.link(start, "#" + str(element.get("rid") or ""), "note")
            return
        href = str(element.get(_XLINK) or "").strip()
        if tag == "uri" and not href:
            href = words_of(element)
        if href and re.match(r"(?:https?|ftp)://|doi:|10\.", href, re.IGNORECASE):
            self.out.link(start, href)

    def _written_out(self, element: etree._Element, places: dict[etree._Element, list[tuple[str, int]]]) -> None:
        """Write an entry that is nothing but elements in the order a reader expects."""
        self._open_reference(element)
        out = self.out
        first = True
        for joint, parts in _reading_order(element):
            for index, part in enumerate(parts):
                words = "et al" if local(part) == "etal" else words_of(part)
                if not words.strip():
                    continue
                if not first:
                    before = out.tail(max(0, out.size - 1))
                    lead = joint if index == 0 else " " if local(part) == "given-names" else ", "
                    out.add(lead.lstrip(".") if before in ".?!" and lead.startswith(".") else lead)
                first = False
                start = out.size
                in_brackets = joint == "("
                if local(part) == "etal":
                    out.add(words)
                for stretch, place in _shown(part, places):
                    out.add(stretch, place)
                if in_brackets:
                    out.add(")")
                href = str(part.get(_XLINK) or "")
                if href:
                    out.link(start, href)
        if not out.empty and out.tail(max(0, out.size - 1)) not in ".?!":
            out.add(".")
        out.close()


def _letter(citation: etree._Element, ref: etree._Element) -> str:
    """The letter of one of several works under one number: its place among them."""
    works = [e for e in ref if local(e) in (*_CITATIONS, "citation-alternatives")]
    if _tells_twice(ref):
        return ""
    holder = citation.getparent()
    work = holder if holder is not None and holder in works else citation
    return chr(ord("a") + works.index(work)) if 1 < len(works) < 9 and work in works else ""


def _shown(part: etree._Element, places: dict[etree._Element, list[tuple[str, int]]]) -> Iterator[tuple[str, int]]:
    """The text of a part of an entry with its places; a DOI without its resolver, a group without its members."""
    bare = local(part) == "pub-id" and part.get("pub-id-type") == "doi"
    members = {node for group in part.iter("{*}contrib-group") for node in group.iter()}
    for node in part.iter():
        if node in members:
            continue
        for stretch, place in places.get(node, ((node.text or "", -1),) if node.text else ()):
            cut = _RESOLVER.match(stretch) if bare else None
            lead = cut.end() if cut else 0
            yield stretch[lead:], place + lead if place >= 0 else place
            bare = bare and not stretch.strip()
        if node is not part and node.tail:
            yield node.tail, -1


def _is_title(tag: str, parent: str) -> bool:
    """Whether an element is the title of the article, or of the chapter (BITS)."""
    return tag in ("article-title", "title") and parent == "title-group"


def _cites_beside(paragraph: etree._Element) -> bool:
    """Whether the entry that a paragraph stands in holds a citation set as one."""
    ref = next((a for a in paragraph.iterancestors() if local(a) == "ref"), None)
    return ref is not None and any(local(e) in _CITATIONS for e in ref.iter())


def _within_text(note: etree._Element) -> bool:
    """Whether a note stands in the running text itself, not in a list of notes or under a table."""
    holder = next((local(a) for a in note.iterancestors() if local(a) in _HOLDERS), "")
    return holder in ("p", "title", "td", "th")


def _within_mark(element: etree._Element) -> bool:
    """Whether raised text is the mark of a source or a note, in whole or in part."""
    around = [a for a in element.iterancestors() if local(a) == "xref"]
    return bool(around) or any(local(e) == "xref" for e in element.iter())


def _tells_twice(ref: etree._Element | None) -> bool:
    """Whether an entry holds one work as printed and once more by its elements, side by side, as SciELO sets it."""
    if ref is None or local(ref) != "ref":
        return False
    forms = {local(e): e for e in ref if local(e) in _CITATIONS}
    if len([e for e in ref if local(e) in _CITATIONS]) != 2 or forms.keys() != {"mixed-citation", "element-citation"}:
        return False
    named = [words_of(e).casefold() for e in forms["element-citation"].iter() if local(e) in _NAMED]
    printed = words_of(forms["mixed-citation"]).casefold()
    return bool(named) and any(name in printed for name in named)


_NAMED = frozenset({"article-title", "chapter-title", "part-title", "data-title", "source"})


def _preferred(citation: etree._Element) -> etree._Element:
    """Of the forms of one citation the one with punctuation, for it says what is printed; another if that is only a
    short form, which leaves out the title or the identifiers."""
    holder = citation.getparent()
    forms = [e for e in holder if local(e) in _CITATIONS] if holder is not None else [citation]
    if len(forms) == 1:
        return citation
    parts = {words_of(part).casefold() for form in forms for part in form.iter() if local(part) in _TELLING}
    told = {_RESOLVER.sub("", words) for words in parts} - {""}

    def says(form: etree._Element) -> tuple[int, bool]:
        words = words_of(form).casefold()
        return sum(part in words for part in told), local(form) == "mixed-citation"

    return max(forms, key=says)


def _headed(element: etree._Element | None) -> bool:
    """Whether a list of references has no title of its own but that of the section it is alone in."""
    if element is None or local(element) != "ref-list" or element.find("{*}title") is not None:
        return False
    parent, before = element.getparent(), element.getprevious()
    return local(parent) == "sec" and before is not None and local(before) == "title" and element.getnext() is None


def _reading_order(citation: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
    """The parts of an entry as (what stands before them, the elements)."""

    def every(*tags: str) -> list[etree._Element]:
        return [e for e in citation.iter() if local(e) in tags]

    people: list[etree._Element] = []
    editors: list[etree._Element] = []
    for name in every("name", "string-name", "collab", "etal", "anonymous"):
        if any(local(a) in ("collab", "string-name") for a in name.iterancestors()):
            continue  # a member of the group that signs
        group = next((a for a in name.iterancestors() if local(a) == "person-group"), None)
        held = editors if group is not None and "editor" in str(group.get("person-group-type")) else people
        if local(name) == "name":
            held.extend(e for e in name if local(e) in ("surname", "given-names"))
        else:
            held.append(name)
    yield "", people
    yield ". ", every("article-title", "chapter-title", "part-title", "data-title", "trans-title")
    yield ". In: ", editors
    yield ". ", every("source")
    yield ". ", every("edition")
    yield ". ", every("publisher-loc")
    yield ": ", every("publisher-name") or [e for e in every("institution") if local(e.getparent()) != "collab"]
    yield ". ", every("conf-name")
    yield ". ", every("year")
    yield ";", every("volume")
    yield "(", every("issue")
    yield ":", every("fpage", "elocation-id")[:1]
    yield "-", every("lpage")[:1]
    identifiers = every("pub-id")
    known = {words_of(e) for e in identifiers}
    for extra in every("comment", "date-in-citation", "uri", "ext-link"):
        words = words_of(extra)
        if local(extra.getparent()) != "comment" and not any(k and k in words for k in known):
            yield ". ", [extra]
    for identifier in identifiers:
        kind = str(identifier.get("pub-id-type") or "")
        yield {"doi": ". doi:", "pmid": ". PMID: ", "pmcid": ". PMCID: "}.get(kind, ". "), [identifier]


def _label_of(element: etree._Element) -> str:
    found = element.find("{*}label")
    return words_of(found).strip("[]().") if found is not None else ""


def _meta(article: etree._Element) -> Meta:
    front = next((e for e in article if local(e) in ("front", "front-stub", "book-part-meta")), article)

    def first(tag: str, **attributes: str) -> str:
        for found in front.iter("{*}" + tag):
            if all(found.get(k.replace("_", "-")) == v for k, v in attributes.items()):
                return words_of(found)
        return ""

    people = []
    for contributor in front.iter("{*}contrib"):
        if contributor.get("contrib-type", "author") == "author":
            given = contributor.findtext("{*}name/{*}given-names") or ""
            surname = contributor.findtext("{*}name/{*}surname") or contributor.findtext("{*}collab") or ""
            people.append(" ".join(f"{given} {surname}".split()))
    published = sorted(filter(None, (_date(d) for d in front.iter("{*}pub-date"))))
    return Meta(
        language=str(article.get(_XML_LANG) or "").lower(),
        identifier=first("article-id", pub_id_type="doi") or first("article-id", pub_id_type="pmid"),
        author=", ".join(filter(None, people)),
        published=published[0] if published else "",
        reviewed="",
    )


def _date(element: etree._Element) -> str:
    year, month, day = (element.findtext("{*}" + part) or "" for part in ("year", "month", "day"))
    if not re.fullmatch(r"\d{4}", year.strip()):
        return ""
    parts = [year.strip()]
    for part in (month, day):
        if not part.strip().isdecimal():
            break
        parts.append(f"{int(part):02d}")
    return "-".join(parts)
