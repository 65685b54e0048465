"""Notes and source lists in an HTML tree, found by what points at them and how they are built.

A mark is a short link ("1", "[2]", "*") to an element that comes later in the page; what it leads to is a note or an
entry of a source list, whatever tool wrote the page and whatever heading stands above. Where a page says so itself
(ARIA's doc-* roles, `epub:type`, Word's mso-element, the class names of the common tools) no mark is needed. Links
from a note back to its mark, and the number it begins with, are no part of its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from lxml import etree

from citewarden.readers import _words
from citewarden.readers._markup import few_words_of, local, select, tags, words_of
from citewarden.text import shapes

_HEADINGS = tags("h1 h2 h3 h4 h5 h6")
_INLINE = tags("span cite sup em i small")
_UNITS = tags("li dd p tr aside blockquote div section td th figure table details")
_WRAPS = tags("li dd div aside section blockquote details")
_ROOTS = tags("html body main article nav form")
_LIST_TAGS = tags("div section ol ul dl table footer aside details")
_RAISED = tags("sup sub")
_NOTE_TAGS = tags("d-footnote dt-fn ref fn footnote")
"""Notes within the text as elements: distill's, MediaWiki's, those of plugins."""
_POINTERS = (
    "aria-describedby",
    "aria-details",
    "aria-controls",
    "data-id",
    "data-fn",
    "data-rid",
    "rid",
    "data-target",
)
_TIPS = [
    "data-content",
    "data-bs-content",
    "data-tooltip",
    "data-tip",
    "data-tippy-content",
    "data-original-title",
    "data-bs-original-title",
    "data-reference",
    "data-citation",
    "data-footnote",
    "data-footnote-content",
    "data-note",
    "data-text",
    "data-title",
    "title",
    "aria-label",
]
_BEARERS = tags("a sup span button abbr cite label small")
_PARTS = tags("div section ol ul dl table footer aside details li dd p tr blockquote td th figure")
_INNER = tags("span small aside div em")
_SAYS = re.compile(
    r"doc-|note|cit(?:e|ation)|ref|source|bib|csl-entry|mso-element|tooltip|popover|popup", re.IGNORECASE
)

_MARK = re.compile(
    r"[\[({]?\s*(?:\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*|[*†‡§¶#‖]{1,4}|(?:(?:foot|end)?(?:note|fn|ref|n)?|reference|citation|source)\.?\s?\d{1,3})\s*[\])}]?[.,]?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[\[(]?\s*(?:[a-z]{1,2}|[ivxl]{1,6}|[A-Za-z]+\+?\d{2,4}[a-z]?)\s*[\])]?", re.IGNORECASE)
_COUNTED = re.compile(r"\d{1,4}\.\d{1,3}")
"""What MediaWiki prints of several links back: "1.0 1.1"."""
_KEYED = re.compile(r"[\[(]?\s*[A-Za-z]{2,}\+?\d{2,4}[a-z]?\s*[\])]?")
"""What Sphinx prints for a citation: "Hal11", "[HP11a]"."""
_CALLED = re.compile(
    r"[\[(]?(?:refs?|references?|sources?|cite|citation|(?:foot)?note|src|quelle|fuente|fonte|bron|info|i|ℹ️?|\?)[\])]?\.?",
    re.IGNORECASE,
)
"""What a mark without a number shows."""
_CALLS_ITSELF = re.compile(
    r"\A(?:reference|source|citation|(?:foot|end)?note)\s?\d{0,3}\s?[:.]\s+(?=\S)", re.IGNORECASE
)
"""What a note in an attribute may begin with: "Reference 1: "."""
_CITING = re.compile(
    r"(?!.*(?:count|total|metric|style|score|stats))(?:.*[\s_-])?(?:cit(?:e|ation)|(?:foot|end)note|bibref|noteref|xref)(?!d)"
)
_REFERRING = re.compile(
    r"(?:.*[\s_-])?ref(?:erence)?s?(?:[\s_-](?:num(?:ber)?|no|mark(?:er)?|link|sup|label|button|btn))?(?:\s|\Z)"
)
"""What the page calls a mark only where it stands right behind a word."""
_LABEL = re.compile(
    r"[\[(^↑⬆↩]*\s*(?:(?:[Rr]ef(?:erence)?|[Ss]ource|[Cc]itation|(?:[Ff]oot|[Ee]nd)?[Nn]ote)\.?\s(?=\d))?"
    r"(\d{1,4}|[a-z]|[*†‡§¶#‖]{1,4}|[A-Za-z]{2,12}\+?\d{2,4}[a-z]?)\s*[\])]?\s*[.:]?"
)
_NOTE_NAMES = re.compile(
    r"foot|note|ftn|edn|(?:^|[^a-z])fn|bib|cit(?:e|ation)|(?:^|[^a-z])ref|source|(?:^|[^a-z])src[-_]?\d|literat|quelle|(?:^|\s)(?:cr|[rb])[-_.]?\d+(?:\s|$)"
    r"|doc-(?:noteref|biblioref)|sdfoot|sdend"
)
_OTHER_NAMES = re.compile(
    r"(?:fig|tab|table|eq|sec|section|step|box|app|appendix|question|faq|page|chapter)[a-z]*[-_.:]?\d"
)
_COMMENT = re.compile(r"cmnt\d+|_msocom_\d+")
_ENTRIES = re.compile(r"doc-|csl-entry|ltx_bibitem|mso-element|note|biblioentry")
_ENTRY = re.compile(r"mso-element:\s*(?:foot|end)note(?!-)")
_LIST_NAMES = tags(
    "source sources reference references citation citations bibliography footnotes footnote endnotes notes"
)
_PLAIN_NAMES = tags("footnotes endnotes references bibliography reflist")
_BIBLIOGRAPHIC = tags("references bibliography citations sources reflist")
_AWAY = tags("related share social nav")
_ASIDE_NAMES = re.compile(r"tooltip|footnote|sidenote|marginnote|popover|ltx_note_outer|popup-?note")
_EDGES = "[](){}^., "
_LONGEST = 4000
_DEEPEST = 60
_NESTED = 6
"""Parts with such a name within each other that are looked at."""


@dataclass(slots=True)
class Notes:
    """What was found. `entries`: the elements that hold one note or one source, with the label printed in front;
    `starts`: the same for notes that share an element, by where they begin; `sources`: the entries that the page calls
    sources; `names`: the ids that lead to an entry; `marks`: marks by element, with the id they lead to; `lost`: marks
    that lead nowhere; `likely`: what the page calls a mark and does not link; `tips`: marks that carry their note in an
    attribute; `asides`: notes within the running text; `labels`: the numbers of list items printed beside them;
    `dropped`: what is no text; `holders`: elements that hold any of these or a headed list; `silent`: lists by name in
    which nothing was found."""

    entries: dict[etree._Element, str] = field(default_factory=dict)
    starts: dict[etree._Element, str] = field(default_factory=dict)
    sources: set[etree._Element] = field(default_factory=set)
    names: dict[etree._Element, list[str]] = field(default_factory=dict)
    marks: dict[etree._Element, str] = field(default_factory=dict)
    lost: set[etree._Element] = field(default_factory=set)
    likely: set[etree._Element] = field(default_factory=set)
    tips: dict[etree._Element, str] = field(default_factory=dict)
    asides: dict[etree._Element, str] = field(default_factory=dict)
    labels: dict[etree._Element, str] = field(default_factory=dict)
    dropped: set[etree._Element] = field(default_factory=set)
    holders: set[etree._Element] = field(default_factory=set)
    silent: list[etree._Element] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)


def find(root: etree._Element, url: str = "") -> Notes:
    """The notes, entries and marks of a page; `url` is its own address."""
    finder = _Finder(root, url.partition("#")[0])
    finder.follow()
    finder.read_roles()
    finder.read_names()
    finder.read_tips()
    for unit in list(finder.found.entries):
        finder.dress(unit)
    finder.drop_back_links()
    finder.read_called()
    finder.number_definitions()
    finder.hold()
    return finder.found


class _Finder:
    """Works on one tree."""

    def __init__(self, root: etree._Element, url: str) -> None:
        self.root, self.url = root, url
        self.found = Notes()
        self.told: list[etree._Element] = []
        self.built: list[tuple[etree._Element, str]] = []
        self.inner: list[etree._Element] = []
        self.called: list[etree._Element] = []
        self._survey()
        self.shown: dict[etree._Element, set[str]] = {}
        self.count: Counter[etree._Element] = Counter()
        self.at = {element: index for index, element in enumerate(self.told)}
        self.ids: dict[str, etree._Element] = {}
        for element in self.told:
            own = element.get("name") if local(element) == "a" else None
            for name in (element.get("id"), own, element.get("data-bib-id")):
                if name:
                    self.ids.setdefault(name, element)

    def _survey(self) -> None:
        """One look at every element, for what the questions below are asked of: those that may point or be pointed at,
        parts whose names speak of notes or sources, and what may be a note within the text."""
        for element in self.root.iter():
            if element.tag in _NOTE_TAGS and (element.text or len(element)):
                self.found.asides[element] = ""
            keys = element.keys()
            if not keys:
                continue
            tag = element.tag
            if tag in _PARTS or tag in _INNER or tag == "button":
                says = " ".join(map(str, element.values()))
                if _SAYS.search(says):
                    if tag in ("span", "button"):
                        self.called.append(element)
                    if tag in _PARTS:
                        self.built.append((element, says))
                    if tag in _INNER and _ASIDE_NAMES.search(says.lower()):
                        self.inner.append(element)
            if "id" in keys or "data-bib-id" in keys or (tag in _BEARERS and keys != ["class"]):
                self.told.append(element)

    # what points

    def follow(self) -> None:
        """Follow every mark to what it leads to."""
        leads: dict[etree._Element, list[etree._Element]] = {}
        for element in self.told:
            name = self._name(element)
            if not name:
                continue
            self.found.targets.add(name)
            target = self.ids.get(name)
            if target is None or self.at[target] > self.at[element]:
                if _COMMENT.fullmatch(name):
                    self._drop_comment(element, target)
                elif self._is_mark(element, name, target):
                    self.found.marks[element] = name
                    if target is not None:
                        leads.setdefault(target, []).append(element)
        for target in leads:
            self.count.update(ancestor for ancestor, _ in zip(target.iterancestors(), range(8), strict=False))
        units: dict[etree._Element, list[etree._Element]] = {}
        for target, marks in leads.items():
            unit = self._unit(target, marks[0])
            if unit is not None and self._answers(marks[0], target, unit):
                units.setdefault(unit, []).append(target)
                self.shown.setdefault(unit, set()).update(words_of(m).strip(_EDGES) for m in marks)
        for unit, held in units.items():
            self._enter(unit, held)
        for unit in [u for u in units if local(u) in ("p", "div") and u in self.found.entries]:
            for sibling in _named_alike(unit):
                self.found.entries.setdefault(sibling, "")
        for unit in [u for u in units if local(u) in ("li", "dd", "tr") and u in self.found.entries]:
            parent = unit.getparent()
            for sibling in parent.iterchildren(local(unit)) if parent is not None else ():
                if local(sibling) != "tr" or (len(sibling) == len(unit) and sibling.find("td") is not None):
                    self.found.entries.setdefault(sibling, "")
        self._forget()

    def _name(self, element: etree._Element) -> str:
        """The id of this page that an element leads to, "" if none."""
        href = element.get("href") if local(element) == "a" else None
        if href and "#" in href:
            page, _, fragment = href.strip().partition("#")
            name = unquote(fragment) if "%" in fragment and fragment not in self.ids else fragment
            if name and (not page or page == self.url or (name in self.ids and _MARK.fullmatch(words_of(element)))):
                return name
            if name and not re.match(r"[a-z]+:", page, re.IGNORECASE):
                words = words_of(element)
                if _MARK.fullmatch(words) or (_KEYED.fullmatch(words) and self._bracketed(element)):
                    return name
        if local(element) not in _BEARERS or (href and not href.startswith(("#", "javascript:"))):
            return ""
        for attribute in _POINTERS:
            name = (element.get(attribute) or "").strip().removeprefix("#")
            if name in self.ids and self.ids[name] is not element:
                return name if _MARK.fullmatch(words_of(element)) else ""
        return ""

    def _is_mark(self, element: etree._Element, name: str, target: etree._Element | None) -> bool:
        """Whether a link's words and place are a mark's."""
        words = words_of(element)
        says = self._says(element)
        if not words:  # the page's style prints its number
            plain = len(element) == 0 and local(element) == "a"
            return plain and target is not None and _NOTE_NAMES.search(f"{says} {name.lower()}") is not None
        stated = "noteref" in says or "biblioref" in says or element.get("rel") == "footnote"
        parent = element.getparent()
        raised = local(parent) in _RAISED or next(element.iter("sup"), None) is not None
        bracketed = self._bracketed(element)
        if _MARK.fullmatch(words):
            firm = stated or raised or bracketed or _NOTE_NAMES.search(f"{says} {name.lower()}") is not None
            return firm if target is None else True
        if _LETTER.fullmatch(words):
            return stated or raised or bracketed or (_is_glued(element) and self._leads_back(element, target))
        if target is None:
            return False
        return len(words) < 60 and (stated or re.search(r"\b(?:1[89]|20)\d\d[a-z]?\b|\bn\.d\.", words) is not None)

    def _leads_back(self, mark: etree._Element, target: etree._Element | None) -> bool:
        """Whether a link in what a mark leads to leads to the mark."""
        return target is not None and any(
            link is not mark and self._leads_to(link, mark) for link in target.iter("a") if self._name(link)
        )

    def _bracketed(self, element: etree._Element) -> bool:
        """Whether brackets stand around a link, or around it and others ("[<a>Roe12</a>, <a>Poe13</a>]")."""
        if words_of(element)[:1] in ("[", "(") or (element.tail or "").lstrip()[:1] in ("]", ")"):
            return True
        parent = element.getparent()
        return parent is not None and local(parent) in _INLINE and few_words_of(parent, 200)[:1] in ("[", "(")

    def _says(self, element: etree._Element) -> str:
        """What an element and the raised one around it say of themselves, in lower case."""
        parent = element.getparent()
        near = [element, parent] if parent is not None and local(parent) in ("sup", "span", "cite") else [element]
        names = ("class", "role", "rel", "epub:type", "type")
        return " ".join(e.get(n) or "" for e in near for n in names).lower()

    def _drop_comment(self, element: etree._Element, target: etree._Element | None) -> None:
        self.found.dropped.add(element)
        unit = self._unit(target, element) if target is not None else None
        if unit is not None:
            self.found.dropped.add(unit)

    # what is pointed at

    def _unit(self, target: etree._Element, mark: etree._Element) -> etree._Element | None:
        """The element that holds the whole note which `target` stands in, begins or names; None if that is no note."""
        if local(target) == "dt":
            return next(target.itersiblings("dd"), None)
        around = {a for a, _ in zip(mark.iterancestors(), range(_DEEPEST), strict=False)}
        unit: etree._Element | None = target
        while unit is not None and local(unit) not in _UNITS:
            if local(unit) in _HEADINGS or local(unit) in _ROOTS or local(unit) in ("ul", "ol", "dl", "tbody"):
                return None
            parent = unit.getparent()
            if parent is None:
                return None
            if local(parent) in _ROOTS or (local(parent) in ("div", "section") and self.count[parent] > 1):
                empty = not words_of(unit) and not (unit.tail or "").strip()
                follower = unit.getnext() if empty else None
                unit = follower if follower is not None and local(follower) in _UNITS else parent
                if unit is parent and local(unit) in _ROOTS:
                    return None
                break
            unit = parent
        if unit is None:
            return None
        if unit in around:
            within = local(target) in ("span", "small", "em", "i", "cite", "aside", "div") and target not in around
            return target if within and len(words_of(target)) > 10 else None
        unit = self._grown(unit, around)
        if not any(map(str.isdigit, target.get("id") or "")) and local(unit) not in ("li", "dd") and _holds_list(unit):
            return None  # the whole list, not an entry of it
        if next(unit.iter(*_HEADINGS), None) is not None or local(unit) in ("figure", "details"):
            return None
        if local(unit) == "table" and "note" not in (unit.get("class") or ""):
            return None
        return unit

    def _grown(self, unit: etree._Element, around: set[etree._Element]) -> etree._Element:
        """A part of a note grown to the whole of it: what holds it alone and begins with it."""
        row = unit.getparent() if local(unit) in ("td", "th") else None
        if row is not None:
            return row
        for _ in range(6):
            parent = unit.getparent()
            stated = local(unit) in ("li", "tr") or (unit.get("role") or "").startswith("doc-")
            if stated or parent is None or local(parent) not in _WRAPS or parent in around:
                break
            if next(_named_alike(unit), None) is not None:
                break
            if self.count[parent] > 1 or next(parent.iter("ul", "ol", *_HEADINGS), None) is not None:
                break
            before = "".join(str(s) for s in (parent.text, *(words_of(e) + (e.tail or "") for e in _before(unit))) if s)
            if any(c.isalnum() for c in before) and not _LABEL.fullmatch(before.strip()):
                break
            unit = parent
        return unit

    def _answers(self, mark: etree._Element, target: etree._Element, unit: etree._Element) -> bool:
        """Whether what a mark leads to is a note or a source: said by a name, a link back, its number or its words."""
        identifier = (target.get("id") or target.get("name") or "").lower()
        if _OTHER_NAMES.match(identifier):
            return False
        words = words_of(unit)
        if not words or len(words) > _LONGEST:
            return False
        named = " ".join(e.get("class") or "" for e in (target, unit, unit.getparent()) if e is not None).lower()
        shown = words_of(mark)
        if shown and not (_MARK.fullmatch(shown) or _LETTER.fullmatch(shown)):
            return shapes.is_shaped(words) or "csl-entry" in named
        if _NOTE_NAMES.search(f" {identifier} ") or _NOTE_NAMES.search(f"{self._says(mark)} {named}"):
            return True
        number = shown.strip(_EDGES)
        begins = _LABEL.match(words)
        labelled = begins is not None and begins[1] == number and not words[begins.end(1) :][:1].isalnum()
        back = any((self._name(a) and self.at[a] > self.at[mark] and self._leads_to(a, mark)) for a in unit.iter("a"))
        return labelled or back or shapes.cites(words)

    def _leads_to(self, link: etree._Element, mark: etree._Element) -> bool:
        """Whether a link leads to a mark or to what stands right around it."""
        target = self.ids.get(self._name(link))
        near = [mark, *(a for a, _ in zip(mark.iterancestors(), range(2), strict=False))]
        return target is not None and (target in near or target in (mark.getprevious(), mark.getnext()))

    def _enter(self, unit: etree._Element, targets: list[etree._Element]) -> None:
        """Note that marks lead to `targets` in `unit`."""
        if unit in self.found.entries or any(
            a in self.found.entries for a, _ in zip(unit.iterancestors(), range(8), strict=False)
        ):
            unit = (
                unit if unit in self.found.entries else next(a for a in unit.iterancestors() if a in self.found.entries)
            )
        elif local(unit) in ("span", "small", "em", "i", "cite") or (
            local(unit) == "aside" and local(unit.getparent()) == "p"
        ):
            self.found.asides[unit] = ""
        elif len(targets) > 1 and local(unit) in ("p", "div", "section", "blockquote", "td"):
            self.found.starts.update(dict.fromkeys(targets, ""))
            for target in targets:
                self.found.names.setdefault(target, []).extend(self._ids(target))
            return
        else:
            self.found.entries[unit] = ""
        for target in targets:
            self.found.names.setdefault(unit, []).extend(self._ids(target))

    def _ids(self, element: etree._Element) -> list[str]:
        return [n for n in (element.get("id"), element.get("name"), element.get("data-bib-id")) if n]

    def _forget(self) -> None:
        """Keep of the marks those that lead to a note, and of the others those that can be nothing else."""
        known = {name for names in self.found.names.values() for name in names}
        for element, name in list(self.found.marks.items()):
            if name in known:
                continue
            del self.found.marks[element]
            words = words_of(element)
            shown = _MARK.fullmatch(words) or _LETTER.fullmatch(words)
            raised = local(element.getparent()) in _RAISED or next(element.iter("sup"), None) is not None
            target = self.ids.get(name)
            says = self._says(element)
            keyed = _KEYED.fullmatch(words) is not None and self._bracketed(element)
            called = target is None and _NOTE_NAMES.search(says) is not None
            firm = raised or keyed or called or words[:1] == "[" or "noteref" in says
            other = target is not None and _OTHER_NAMES.match(name.lower())
            if shown and firm and not other and not self._in_entry(element):
                self.found.lost.add(element)

    def _in_entry(self, element: etree._Element) -> bool:
        held = self.found.entries
        return any(a in held for a, _ in zip(element.iterancestors(), range(_DEEPEST), strict=False))

    # what the page says itself

    def read_roles(self) -> None:
        """Take as entries what the page calls so."""
        for element, said in self.built:
            cited = element.get("itemprop") == "citation"
            if not (cited or _ENTRIES.search(said)):
                continue
            kinds = f"{element.get('role') or ''} {element.get('epub:type') or ''} {element.get('class') or ''}".split()
            source = cited or bool({"doc-biblioentry", "biblioentry", "csl-entry", "ltx_bibitem"}.intersection(kinds))
            note = bool({"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"}.intersection(kinds))
            if not (source or note or _ENTRY.search(element.get("style") or "")) or local(element) not in _UNITS:
                continue
            if self._in_entry(element) or any(
                e in self.found.entries for e in element.iter(*_UNITS) if e is not element
            ):
                continue
            self.found.entries.setdefault(element, "")
            if source:
                self.found.sources.add(element)

    def read_names(self) -> None:
        """Take as entries the items of lists that the page names as lists of notes or sources."""
        done: set[etree._Element] = set()
        named_around: dict[etree._Element, int] = {}
        for holder, _ in [pair for pair in self.built if local(pair[0]) in _LIST_TAGS][:200]:
            around = (named_around.get(a, 0) for a, _ in zip(holder.iterancestors(), range(_DEEPEST), strict=False))
            named_around[holder] = depth = 1 + next(filter(None, around), 0)
            if depth > _NESTED:
                continue
            role = f"{holder.get('role') or ''} {holder.get('epub:type') or ''}".split()
            stated = bool(
                {"doc-endnotes", "doc-bibliography", "footnotes", "endnotes", "rearnotes", "bibliography"}.intersection(
                    role
                )
            )
            named = f"{holder.get('class', '')} {holder.get('id', '')}".lower()
            names = set(re.findall(r"[a-z]+", named))
            if not (stated or names & _LIST_NAMES or "reflist" in names) or names & _AWAY:
                continue
            if (
                any(a in done for a, _ in zip(holder.iterancestors(), range(_DEEPEST), strict=False))
                or holder in self.found.entries
            ):
                continue
            if any(e in self.found.entries for e in holder.iter("li", "dd", "p", "tr", "div", "aside")):
                continue
            items = [e for e in _items(holder) if not _words.is_references_heading(few_words_of(e, 60))]
            told = sum(map(shapes.reads_like_reference, map(words_of, items)))
            shaped = sum(shapes.is_shaped(words_of(e)) for e in items)
            tight = bool(items) and local(items[0]) in ("li", "dd")
            if len(items) == 1 and not tight and next(islice(items[0].iter("br"), 1, None), None) is not None:
                continue  # its lines are the entries
            if items and (stated or (told if tight else shaped) >= 0.6 * len(items)):
                done.add(holder)
                self.found.entries.update(dict.fromkeys(items, ""))
                if (
                    "doc-bibliography" in role
                    or "bibliography" in role
                    or (names & _BIBLIOGRAPHIC and 2 * told >= len(items))
                ):
                    self.found.sources.update(items)
            elif names & _PLAIN_NAMES and len(words_of(holder)) > 20:
                self.found.silent.append(holder)

    def read_tips(self) -> None:
        """Take the notes that marks carry in an attribute, and those that stand hidden behind them in the text."""
        for element in self.told:
            if local(element) not in _BEARERS or element in self.found.marks:
                continue
            further = (name for name in map(str, element.attrib) if name.startswith("data-") and name not in _TIPS)
            for attribute in (*_TIPS, *further):
                value = element.get(attribute)
                if value and len(value) > 20 and len(words_of(element)) < 12 and self._tip(element, value):
                    break
        for element in self.inner[:2000]:
            if element in self.found.asides or element in self.found.entries or self._in_entry(element):
                continue
            says = f"{element.get('class') or ''} {element.get('role') or ''}".lower()
            if not _ASIDE_NAMES.search(says) or local(element.getparent()) in _ROOTS or self._in_aside(element):
                continue
            words = words_of(element)
            inner = element.iterdescendants("span", "small", "div")
            named = (e for e in inner if _ASIDE_NAMES.search((e.get("class") or "").lower()))
            if any(2 * len(words_of(e)) > len(words) for e in named):
                continue  # it only holds the note
            before = element.getprevious()
            marked = (
                before is not None and not (before.tail or "").strip() and _MARK.fullmatch(words_of(before)) is not None
            )
            noted = re.search(r"footnote|sidenote|marginnote|ltx_note_outer", says) is not None
            inline = local(element) != "div" or marked
            if (
                inline
                and len(words) > 15
                and (shapes.cites(words) if not noted else marked or "side" in says or "margin" in says)
            ):
                self.found.asides[element] = ""
                if marked and before is not None and before not in self.found.marks:
                    name = f"aside {len(self.found.asides)}"
                    self.found.marks[before] = name
                    self.found.names.setdefault(element, []).append(name)

    def read_called(self) -> None:
        """Take as likely marks the numbers that the page calls citations without a link."""
        for element in self.called:
            says = f"{element.get('class') or ''} {element.get('data-component') or ''}".lower()
            named = _CITING.match(says) or (_REFERRING.match(says) and _is_glued(element))
            words = words_of(element) if named and len(element) < 3 else ""
            inner = ("a",) if local(element) == "button" else ("a", "sup")
            if _MARK.fullmatch(words) and next(element.iter(*inner), None) is None:
                pointed = element in self.found.marks or element in self.found.lost or element in self.found.tips
                if not pointed and not self._in_entry(element):
                    self.found.likely.add(element)

    def _in_aside(self, element: etree._Element) -> bool:
        return any(a in self.found.asides for a, _ in zip(element.iterancestors(), range(8), strict=False))

    def _tip(self, element: etree._Element, value: str) -> bool:
        note = " ".join(re.sub(r"<[^<>]{0,300}>", " ", value).split()) if "<" in value else " ".join(value.split())
        note = _CALLS_ITSELF.sub("", note)
        shown = words_of(element)
        raised = local(element) == "sup" or local(element.getparent()) == "sup"
        says = self._says(element)
        mark = (
            _MARK.fullmatch(shown)
            or _CALLED.fullmatch(shown)
            or (_LETTER.fullmatch(shown) and (raised or self._bracketed(element)))
            or (not shown and _NOTE_NAMES.search(says))
        )
        if not mark or not shapes.cites(note):
            return False
        self.found.tips[element] = note
        return True

    # what is no text

    def dress(self, unit: etree._Element) -> None:
        """Part an entry's words from the number in front of them and from the links back."""
        label = self._label(unit)
        backs = (e for e in unit.iter("span", "div") if "backlink" in (e.get("class") or ""))
        self.found.dropped.update(e for e in backs if len(words_of(e)) < 60)
        for link in unit.iter("a", "button"):
            href = link.get("href") or ""
            if href[:1] in ("", "#") and _words.is_entry_link(words_of(link)):
                self._drop(link, unit)
                continue
            if link in self.found.dropped or "#" not in href or link in self.found.marks:
                continue
            target = self.ids.get(self._name(link))
            forth = target is not None and (target in self.found.entries or self._in_entry(target))
            words = words_of(link)
            if _words.is_back_link(words):
                self._drop(link, unit)
            elif not forth and any(form.fullmatch(words.rstrip(".,:")) for form in (_MARK, _LETTER, _COUNTED)):
                printed = not label and words.strip(_EDGES) in self.shown.get(unit, ())
                if not printed or self._stands_behind(link, unit):
                    self._drop(link, unit)
        self.found.entries[unit] = label

    def drop_back_links(self) -> None:
        """Drop the links back to a mark that stand elsewhere than in an entry by itself."""
        for link in self.told:
            if local(link) != "a" or "#" not in (link.get("href") or "") or link in self.found.dropped:
                continue
            target = self.ids.get(self._name(link))
            if target is None or self.at[target] > self.at[link] or not _words.is_back_link(words_of(link)):
                continue
            parent = target.getparent()
            if any(e is not None and _MARK.fullmatch(words_of(e)) for e in (target, parent, target.getnext())):
                self.found.dropped.add(link)

    def _label(self, unit: etree._Element) -> str:
        """The number an entry begins with in an element of its own, which is dropped; a letter only if its marks
        show it, or if it is no link back ("^ a b")."""
        before = unit.getprevious() if local(unit) == "dd" else None
        if before is not None and local(before) == "dt" and (match := _LABEL.fullmatch(words_of(before))):
            self.found.dropped.add(before)
            return match[1]
        element = unit
        for _ in range(6):
            if (element.text or "").strip(" \t\r\n\xa0^"):
                return ""
            child = next((c for c in element if words_of(c) or (c.tail or "").strip()), None)
            if child is None or not words_of(child):
                return ""
            words, shown = words_of(child), self.shown.get(unit, ())
            match = _LABEL.fullmatch(words)
            label = match[1] if match else words.strip(_EDGES) if words.strip(_EDGES) in shown else ""
            if label and words != words_of(unit):
                back = local(child) == "a" or next(child.iter("a"), None) is not None
                if back and not label.isdigit() and label not in shown:
                    return ""
                self.found.dropped.add(child)
                return label
            element = child
        return ""

    def _stands_behind(self, link: etree._Element, unit: etree._Element) -> bool:
        """Whether any word of `unit` stands in front of a link in it."""
        element: etree._Element | None = link
        while element is not unit and element is not None:
            for sibling in element.itersiblings(preceding=True):
                if any(c.isalnum() for c in sibling.tail or ""):
                    return True
                if sibling not in self.found.dropped and any(c.isalnum() for c in words_of(sibling)):
                    return True
            element = element.getparent()
            if element is not None and any(c.isalnum() for c in element.text or ""):
                return True
        return False

    def _drop(self, link: etree._Element, unit: etree._Element) -> None:
        """Drop a link back, and what holds nothing besides such links."""
        self.found.dropped.add(link)
        for holder, _ in zip(link.iterancestors(), range(4), strict=False):
            own = [holder.text or "", *(c.tail or "" for c in holder)]
            own += [words_of(c) for c in holder if c not in self.found.dropped]
            if holder is unit or any(c.isalnum() for piece in own for c in piece):
                break
            self.found.dropped.add(holder)

    def number_definitions(self) -> None:
        """Make a term that is only a number ("1.") the label of its definition."""
        for term in select(self.root, "//dt"):
            match = _LABEL.fullmatch(few_words_of(term, 200)) if term not in self.found.dropped else None
            definition = term.getnext()
            if match and local(definition) == "dd":
                self.found.dropped.add(term)
                self.found.labels[definition] = match[1]

    def hold(self) -> None:
        """Note every element that holds a list of sources, so that it is read wherever on the page it stands."""
        self.found.holders.update(_headed(self.root))
        for element in [*self.found.entries, *self.found.starts]:
            self.found.holders.add(element)
            for ancestor, _ in zip(element.iterancestors(), range(_DEEPEST), strict=False):
                if local(ancestor) in ("body", "main", "article") or ancestor in self.found.holders:
                    break
                self.found.holders.add(ancestor)


def _is_glued(element: etree._Element) -> bool:
    """Whether no blank stands between an element and the words before it."""
    before, parent = element.getprevious(), element.getparent()
    words = (before.tail if before is not None else parent.text if parent is not None else "") or " "
    return not words[-1].isspace()


def _holds_list(element: etree._Element) -> bool:
    """Whether an element holds a list of several items."""
    return next(islice(element.iter("li"), 1, None), None) is not None


def _named_alike(unit: etree._Element) -> Iterator[etree._Element]:
    """What stands behind an entry and bears its name with another number: "src4", "src5"."""
    stem, number = _numbered_name(unit)
    for sibling in unit.itersiblings(local(unit)) if stem and number else ():
        other, count = _numbered_name(sibling)
        if other == stem and count and words_of(sibling):
            yield sibling


def _numbered_name(element: etree._Element) -> tuple[str, str]:
    name = element.get("id") or ""
    stem = name.rstrip("0123456789")
    return stem, name[len(stem) :]


def _before(element: etree._Element) -> Iterator[etree._Element]:
    return element.itersiblings(preceding=True)


def _items(holder: etree._Element) -> list[etree._Element]:
    """What stands in a list: its items, else its definitions, rows, paragraphs or parts."""
    for kind in ("li", "dd", "tr", "p"):
        found = [e for e in holder.iter(kind) if words_of(e)]
        if found:
            return [e for e in found if not any(local(a) == kind for a in _within(e, holder))]
    return [e for e in holder if local(e) in ("div", "span", "cite") and words_of(e)]


def _within(element: etree._Element, holder: etree._Element) -> Iterator[etree._Element]:
    for ancestor in element.iterancestors():
        if ancestor is holder:
            return
        yield ancestor


_TOLD = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "button", "p", "strong", "b", "dt", "legend", "span", "div")


_MOST_INSIDE = 20
"""Elements in a heading at most."""


def _headed(root: etree._Element) -> set[etree._Element]:
    """The elements that hold a list of sources under a heading that says so. What one heading's way up the tree has
    passed, another's does not pass again."""
    out: set[etree._Element] = set()
    in_nav: dict[etree._Element, bool] = {}
    listing: set[etree._Element] | None = None
    for heading in root.iter(*_TOLD):
        text = heading.text or ""
        if (
            len(heading) > 3
            or len(text) > 60
            or not (len(heading) or text)
            or (len(heading) and local(heading) == "div")
        ):
            continue
        if next(islice(heading.iter(), _MOST_INSIDE, None), None) is not None:
            continue
        if not _words.is_references_heading(words_of(heading) if len(heading) else text):
            continue
        if listing is None:
            listing = _listing(root)
        branch, shut = heading, False
        passed: list[etree._Element] = []
        found: set[etree._Element] = set()
        for holder in heading.iterancestors():
            shut = (local(holder) == "nav" and not _cites(holder)) or in_nav.get(holder, False)
            if shut or local(holder) == "body" or holder in in_nav or holder in out:
                break
            passed.append(holder)
            beside = branch.getnext()
            if beside is not None and local(beside) in _LIST_TAGS and _lists(beside):
                found.add(beside)  # folded away
            if holder in listing or local(holder) == "p":
                found.add(holder)
                found.update(beside for beside in branch.itersiblings("nav", "aside", "footer") if _lists(beside))
            branch = holder
        in_nav.update(dict.fromkeys(passed, shut))
        if not shut:
            out |= found
    return out


def _listing(root: etree._Element) -> set[etree._Element]:
    """The elements that have list items, or more than one paragraph, in them."""
    out: set[etree._Element] = set()
    paragraph: set[etree._Element] = set()
    for element in root.iter("li", "dd", "p"):
        for holder in element.iterancestors():
            if holder in out:
                break
            if element.tag == "p" and holder not in paragraph:
                paragraph.add(holder)
            else:
                out.add(holder)
    return out


def _cites(nav: etree._Element) -> bool:
    """Whether all that a part for navigation lists are sources, set as references are."""
    items = [words_of(e) for e in _items(nav)]
    return bool(items) and all(map(shapes.is_shaped, items))


def _lists(holder: etree._Element) -> bool:
    """Whether most of what an element lists are sources."""
    items = [words_of(e) for e in _items(holder)]
    return bool(items) and sum(map(shapes.cites, items)) >= 0.6 * len(items)
