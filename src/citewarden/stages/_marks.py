"""The marks in an article's text that point to its sources, and what they bind to.

Marks are found by their form (`_numbered`: numbers and signs; `_named`: names and years; here: what the format itself
links) and bound to the list's entries. A mark that surely is one and binds to nothing keeps its place with the target
"": not knowing is told, never silence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from operator import attrgetter

from citewarden.model import Block, Document, Hyperlink, Reference
from citewarden.stages import _named, _numbered, _paged
from citewarden.stages._entries import NOTE, PART
from citewarden.stages._repeats import leads
from citewarden.text import raised, symbols

NUMERIC = re.compile(rf"[\s\[\](){{}}［］（）,;，、⁰¹²³⁴⁵⁶⁷⁸⁹⁻\d{raised.DASHES}]+")
_LOW = frozenset(["raised", "flat", "round"])
"""Forms of which no part is one that the format links."""
_PROSE = frozenset(["paragraph", "item"])
"""Where a number that nothing answers to is told; in tables it may be that of a note under the table."""
_MOST_IN_NOTE = 20
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_FAR = 5
"""Beyond a list's end by more than this, no number is a slip of the pen."""


_Repeats = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark and the works it names: `targets` are (reference id, what is printed for it), the id "" for unknown.

    `locator` is the place cited in all of them, `locators` that of one, by what is printed or by its id. `form` is how
    the mark is printed: "link", "note", "bracket", "round", "inner", "share", "raised", "flat", "worded", "sign" or
    "named".
    """

    start: int
    end: int
    targets: tuple[tuple[str, str], ...]
    locator: str = ""
    form: str = "link"
    locators: Mapping[str, str] = field(default_factory=dict)

    @property
    def bound(self) -> bool:
        """Whether any work is known for it."""
        return any(target for target, _ in self.targets)

    def place(self, target: str, label: str) -> str:
        """The place cited in one of its works."""
        return self.locators.get(target) or self.locators.get(label, self.locator)


class Targets:
    """The entries of an article's lists by what they print.

    Where two lists print the same number, a mark means the next one after it. Entries that print nothing are counted,
    but for those in `uncounted`, by id.
    `repeats` are notes that name works again ("Ibid."): label -> (reference id, locator) of each.
    """

    def __init__(self, references: Sequence[Reference], repeats: _Repeats, uncounted: Collection[str] = ()) -> None:
        self.repeats = repeats
        self._printed: dict[str, list[tuple[int, str]]] = {}
        self._parts: dict[str, list[str]] = {}
        self.any = bool(references)
        self.numbered = any(r.label.isdecimal() or PART.fullmatch(r.label) for r in references)
        listed = [r for r in references if not r.label.startswith(NOTE) and r.id not in uncounted]
        number, printed = 0, {r.label for r in listed}
        for reference in listed:
            number = int(reference.label) if reference.label.isdecimal() else number + 1
            if reference.label or not self.numbered or str(number) not in printed:
                self._add(reference.label or str(number), reference)
        if not self.numbered:
            for place, reference in enumerate(listed, 1):
                if str(place) not in self._printed:
                    self._add(str(place), reference)
        for reference in references:
            if reference.label.startswith(NOTE):
                self._add(reference.label, reference)
            elif lettered := PART.fullmatch(reference.label):
                self._parts.setdefault(lettered[1], []).append(reference.id)

    def _add(self, label: str, reference: Reference) -> None:
        self._printed.setdefault(label, []).append((reference.target.position.start, reference.id))

    def of(self, key: str, at: int) -> str:
        """The id of the entry that `key`, printed at the offset `at`, names; "" if there is none."""
        if key in self.repeats:
            return self.repeats[key][0][0]
        found = self._printed.get(key, []) if key else []
        return next((i for start, i in found if start > at), found[-1][1] if found else "")

    def each(self, key: str, at: int, words: str = "") -> tuple[tuple[str, str], ...]:
        """(id, what is printed) of the entry that `key` names, or of each of its parts ("4a", "4b") where it has some;
        of the one part that `words` print."""
        if key in self.repeats:
            return tuple((work, words or key) for work, _ in self.repeats[key])
        parts = () if key in self._printed else self._parts.get(key, ())
        if parts and (one := self.of(words.strip("()[]., "), at)):
            return ((one, words),)
        whole = PART.fullmatch(key) if key not in self._printed else None  # a part of an entry that was read as one
        return tuple((part, words or key) for part in parts) or (
            (self.of(whole[1] if whole else key, at), words or key),
        )

    def apart(self, printed: _numbered.Printed, at: int) -> tuple[str, ...]:
        """The numbers a mark prints; two raised side by side are two ("users²³" of a list of three)."""
        keys = printed.keys
        if printed.form not in ("raised", "flat") or len(keys) > 1 or self.of(keys[0], at) or not self.any:
            return keys
        if not keys[0].isdecimal() or int(keys[0]) <= len(self._printed) + _FAR:
            return keys
        pairs = ((keys[0][:i], keys[0][i:]) for i in range(1, len(keys[0])))
        return next((p for p in pairs if int(p[0]) < int(p[1]) and all(self.of(k, at) for k in p)), keys)

    def places(self, key: str) -> dict[str, str]:
        """The page that a note gives which repeats works, by the work's id."""
        return {work: place for work, place in self.repeats.get(key, ()) if place}


def body_blocks(document: Document) -> list[Block]:
    """What readers read as the article: neither lists of sources, nor notes that name one, nor page furniture."""
    aside = [(s.start, s.end) for s in document.sections if s.role != "body"]
    edges = sorted((at, step) for start, end in aside for at, step in ((start, 1), (end, -1)) if start < end)
    depths = list(accumulate(step for _, step in edges))
    places = [at for at, _ in edges]
    return [
        b
        for b in document.blocks
        if b.kind in ("paragraph", "item", "row", "heading", "caption")
        and not ((at := bisect_right(places, b.start)) and depths[at - 1])
        and not symbols.names_source(document.text[b.start : b.end])
    ]


def marks(document: Document, references: Sequence[Reference], repeats: _Repeats | None = None) -> list[Mark]:
    """Every mark of the text in reading order; unknown ones only where they can be nothing else."""
    targets = Targets(references, repeats or {}, _run_in(document, references))
    pointed, taken = _pointed(document, targets, _aims(document, references))
    found = list(pointed)
    naming = _named.Naming(document, references)
    remarks = _remarks(document)
    coded = {at for start, end in document.code for at in range(start, end)}
    sources = sorted(r.target.position.start for r in references)
    remarked = [b for b in note_blocks(document) if bisect_left(sources, b.start) == bisect_left(sources, b.end)]
    for block in [*body_blocks(document), *remarked]:
        body = document.text[block.start : block.end]
        behind = -2  # where a mark ends beside which another can be nothing else
        for printed in _numbered.find(body):
            start, end = block.start + printed.start, block.start + printed.end
            bound = tuple(one for key in targets.apart(printed, start) for one in targets.each(key, start))
            beside = printed.form == "bracket" and (0 <= start - behind < 2 or any(target for target, _ in bound))
            prose = block.kind in _PROSE or beside or _fills_cell(body, printed)
            told = all(target or (prose and key not in remarks) for target, key in bound)
            if start - 1 in coded and end - 1 in coded:
                continue  # an index in code: "data[2]"
            if printed.form == "lettered" and not taken.isdisjoint(range(start, end)):
                continue  # the format links what stands in the brackets
            behind = end if told else -2
            if told and not (start in taken or (printed.form in _LOW and end - 1 in taken)):
                found.append(Mark(start, end, bound, printed.locator, printed.form))
        found.extend(
            Mark(
                block.start + named.start,
                block.start + named.end,
                named.targets,
                named.locator,
                named.form,
            )
            for named in naming.find(body)
        )
    found += _paged_marks(document, references, found)
    found.sort(key=lambda m: (m.start, m.end))
    return _again(document, _from_notes(document, _sure(_in_turn(found), targets, document)), references)


def _paged_marks(document: Document, references: Sequence[Reference], found: Sequence[Mark]) -> list[Mark]:
    """The marks of names and pages beside those `found`; those without a page only where others give one."""
    paging = _paged.Paging(references)
    printed = [(b.start, one) for b in body_blocks(document) for one in paging.find(document.text[b.start : b.end])]
    paged = any(one.locator for _, one in printed)
    out = [
        Mark(
            at + one.start,
            at + one.end,
            ((one.target, document.text[at + one.start : at + one.end]),),
            one.locator,
            "named",
        )
        for at, one in printed
        if one.locator or (paged and one.ends_clause)
    ]
    return [m for m in out if all(m.end <= other.start or other.end <= m.start for other in found)]


def _fills_cell(body: str, printed: _numbered.Printed) -> bool:
    """Whether a number in square brackets is all that a cell holds: the cell of a column of sources."""
    before, behind = body[: printed.start].rstrip(" "), body[printed.end :].lstrip(" ")
    return printed.form == "bracket" and before[-1:] == "|" and behind[:1] in ("", "|", "\n")


def _from_notes(document: Document, found: Sequence[Mark]) -> list[Mark]:
    """The marks, those that stand in a note where the note's own marks do: there the text cites what it names."""
    notes = note_blocks(document)
    names = {b.label: b.start for b in reversed(notes)}
    pointing: dict[int, list[Hyperlink]] = {}
    for link in document.links if notes else ():
        start = link.target if link.target >= 0 else names.get(link.href.lstrip("#"), -1)
        if link.rel == "note":
            pointing.setdefault(start, []).append(link)
    out: list[Mark] = []
    for mark in found:
        at = bisect_right(notes, mark.start, key=attrgetter("start")) - 1
        within = notes[at].start if at >= 0 and mark.start < notes[at].end else -1
        links = pointing.get(within, ()) if mark.bound and within >= 0 else ()
        out += [replace(mark, start=link.start, end=link.end) for link in links] or [mark]
    return sorted(out, key=lambda m: (m.start, m.end))


def note_blocks(document: Document) -> list[Block]:
    """The notes that are blocks of their own, in order."""
    return [b for b in document.blocks if b.kind == "note"]


def _in_turn(found: Sequence[Mark]) -> list[Mark]:
    """The marks without the figures behind a figure's stop ("over 65.1 Walking ...") that may be decimals: such a one
    is a mark where others stand flat behind their sentences and it is the only one of its number, next in turn."""
    if not any(mark.form == "flat" and mark.bound for mark in found):
        return [mark for mark in found if mark.form != "figure"]
    cited = {label for mark in found if mark.form != "figure" for _, label in mark.targets}
    out, reached = [], 0
    for mark in found:
        labels = [label for _, label in mark.targets]
        turn = labels[0] == str(reached + 1) and cited.isdisjoint(labels) and all(target for target, _ in mark.targets)
        if mark.form != "figure" or turn:
            out.append(mark)
            if mark.form in ("flat", "figure"):
                reached = max(reached, *map(int, labels))
    return out


def _run_in(document: Document, references: Sequence[Reference]) -> set[str]:
    """The ids of the references behind a heading in their own line ("Source: CDC, 2023", as under a figure), where the
    article has a list beside them: no mark counts them."""
    spans: list[tuple[int, int]] = []
    for before, block in pairwise(document.blocks):
        if block.kind == "reference" and before.kind == "heading" and before.end + 3 > block.start:
            if "\n" not in document.text[before.end : block.start]:
                spans.append((block.start, block.end))
        elif spans and block.kind == "reference" and spans[-1][1] == before.end:
            spans[-1] = (spans[-1][0], block.end)
    found = {r.id for r in references if any(a <= r.target.position.start < b for a, b in spans)}
    return found if any(r.id not in found and not r.label.startswith(NOTE) for r in references) else set()


def _remarks(document: Document) -> set[str]:
    """The numbers of the notes beside the list that are mere remarks, or may be."""
    return {b.label for b in note_blocks(document)}


def _pointed(document: Document, targets: Targets, aims: Mapping[int, Sequence[str]]) -> tuple[list[Mark], set[int]]:
    """The marks that the format links, and every offset they or marks of mere remarks take up."""
    out: list[Mark] = []
    taken: set[int] = set()
    remarks = _remarks(document)
    starts = {link.start for link in document.links}
    named = _several_works(document, aims)
    for link in document.links:
        words = document.text[link.start : link.end]
        if link.rel == "link" and link.href.startswith("http") and NUMERIC.fullmatch(words):
            taken.update(range(link.start - 2, link.end))  # a linked "(1)" means what it leads to, not number 1
        if link.rel not in ("citation", "note"):
            continue
        if link.target < 0 and raised.is_exponent(document.text, link.start, link.end):
            continue
        inner = document.text[link.start - 1 : link.start] == "[" and document.text[link.end : link.end + 1] == "]"
        taken.update(range(link.start - inner, link.end + inner))
        at = named.get(link.href, -1) if link.target < 0 and link.rel == "note" else link.target
        aimed = _ranged(words, aims.get(at, ()), targets, link.start)
        mark = (
            Mark(link.start, link.end, aimed, _place(link, words))
            if aimed
            else _bound(document, link, targets, remarks)
        )
        if mark is not None:
            out.append(mark)
        beside = _BESIDE.match(document.text, link.end) if words[-1:].isdigit() else None
        if beside and beside.end() not in taken and link.end not in starts:  # the second of two raised side by side
            keys = _numbered.numbers(beside[0])
            bound = tuple((targets.of(key, link.end), key) for key in keys)
            if keys and remarks.isdisjoint(keys):
                taken.update(range(*beside.span()))
                out.append(Mark(*beside.span(), bound, "", "raised"))
    return out, taken


def _several_works(document: Document, aims: Mapping[int, Sequence[str]]) -> dict[str, int]:
    """Where the notes begin that name several works, by their labels; those whose label another bears are left out."""
    blocks = [b for b in document.blocks if b.kind in ("reference", "note") and b.label]
    count = Counter(b.label for b in blocks)
    return {b.label: b.start for b in blocks if count[b.label] == 1 and len(aims.get(b.start, ())) > 1}


def _ranged(words: str, aimed: Sequence[str], targets: Targets, at: int) -> tuple[tuple[str, str], ...]:
    """What a linked mark names: what it leads to, or all its numbers where it leads to the first of them ("1-3")."""
    keys = _numbered.numbers(words) if len(aimed) == 1 and NUMERIC.fullmatch(words) else []
    works = [(targets.of(key, at), key) for key in keys]
    if len(works) > 1 and works[0][0] == aimed[0] and all(work for work, _ in works):
        return tuple(works)
    return tuple((work, words) for work in aimed)


def _aims(document: Document, references: Sequence[Reference]) -> dict[int, list[str]]:
    """Where each entry's block begins, and its references: all that it or the next blocks hold under its one number."""
    rows = sorted((r.target.position.start, r.id, r.label) for r in references)
    out: dict[int, list[str]] = {}
    held: list[str] = []
    number = ""
    for block in document.blocks:
        at = bisect_left(rows, (block.start,)) if block.kind in ("reference", "note") else len(rows)
        within = [row for row in rows[at : at + _MOST_IN_NOTE] if row[0] < block.end]
        part = PART.fullmatch(within[0][2]) if within else None
        if part is None or part[1] != number:
            held = []
        number = part[1] if part else ""
        held += [work for _, work, printed in within if part or printed in ("", within[0][2])]
        if held:
            out[block.start] = held
    return out


_LONGEST_PLACE = 40
"""Code points of the longest mark in which a place is looked for."""


def _place(link: Hyperlink, words: str) -> str:
    """The place in the work that a linked mark names: "[4, p. 26]"."""
    return link.locator or (_numbered.place(words) if len(words) < _LONGEST_PLACE else "")


def _bound(document: Document, link: Hyperlink, targets: Targets, remarks: set[str]) -> Mark | None:
    key = link.href.lstrip("#")
    words = document.text[link.start : link.end]
    if link.rel == "note":
        target = targets.of(NOTE + key, link.start)
        if not target and key in remarks and key not in targets.repeats:
            return None  # of a remark: never of the entry that happens to have its number
        works = ((target, words),) if target else targets.each(key, link.start, words)
        return Mark(link.start, link.end, works, "", "note", targets.places(key))
    works = targets.each(key, link.start, words)
    if works[0][0]:
        return Mark(link.start, link.end, works, _place(link, words), locators=targets.places(key))
    several = tuple((targets.of(one, link.start), one) for one in re.split(r"[,;]\s?", key))
    if key[0].isalpha() and all(work for work, _ in several):
        return Mark(link.start, link.end, several)
    keys = _numbered.numbers(key) if NUMERIC.fullmatch(key) else []
    if not remarks.isdisjoint(keys):
        return None
    return (
        Mark(
            link.start,
            link.end,
            tuple(one for k in keys for one in targets.each(k, link.start)),
            link.locator,
            "raised",
        )
        if keys
        else None
    )


def _is_key(mark: Mark) -> bool:
    """Whether what stands in brackets and binds to nothing is the key of a source: a name and a year."""
    return mark.form == "lettered" and all(_KEY.fullmatch(label) for _, label in mark.targets)


def _closes(document: Document, found: Sequence[Mark]) -> bool:
    """Whether numbers in round brackets stand right before the ends of sentences, twice at least, and begin at one."""
    text = document.text
    ends = [m for m in found if m.form == "round" and _ENDS.match(text, m.end)]
    return len(ends) > 1 and any(label == "1" for m in ends for _, label in m.targets)


def _close_sentences(text: str, found: Sequence[Mark]) -> bool:
    """Whether names and years in round brackets all stand at the ends of clauses, several of them: no events do."""
    loose = [m for m in found if m.form == "loose"]
    return len({m.targets for m in loose}) > 1 and all(_CLOSED.match(text, m.end) for m in loose)


_CLOSED = re.compile(r"[^()\n]{0,30}\)(?:[.,;:!?]|\s*\Z|\n)")
_KEY = re.compile(r"[A-Za-z][a-z-]{2,13}\+?(?:19|20)\d\d[a-z]?")
_ENDS = re.compile(r"[.!?](?=\s|\Z)")
_CODE = re.compile(r"\s?=(?!=)|\(\)|\.\w+\(")
_BESIDE = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*(?=[\s.,;:)]|\Z)")
_GLUED = re.compile(r"(?:[a-zß-ÿ]{4}|[\s.,;:!?)\]\"”’'%])\Z")


def _sure(found: Sequence[Mark], targets: Targets, document: Document) -> list[Mark]:
    """The marks that bind, and of the others those that can be nothing else.

    What binds to nothing is a mark where the same form binds elsewhere, or where a numbered list is there to be missed.
    With no list at all, brackets and flat numbers must come at least twice. Numbers in round brackets are amounts where
    other marks are many, and inside a sentence ("inner") unless such marks are the article's; behind
    a percentage ("share") they count cases ("5% (2) had pain") unless the number is cited nowhere else.
    """
    bound = Counter(m.form for m in found if all(target for target, _ in m.targets))
    lone = Counter(m.form for m in found if not m.bound)
    others = bound["bracket"] + bound["raised"] + bound["link"]
    firsts = {label for m in found if m.form == "flat" for _, label in m.targets}
    known = {
        "note": True,
        "raised": True,
        "named": True,
        "naming": bound["named"] + lone["named"] > 0 or len({m.targets for m in found if m.form == "naming"}) > 1,
        "loose": bound["named"] > others or (not targets.any and _close_sentences(document.text, found)),
        "bracket": targets.numbered or bound["bracket"] > 0 or (not targets.any and lone["bracket"] >= 2),
        "flat": bound["flat"] > 0 or (not targets.any and lone["flat"] >= 2 and "1" in firsts),
        "braced": targets.numbered or bound["braced"] > 0 or (not targets.any and lone["braced"] >= 2),
        "careted": targets.numbered or (not targets.any and lone["careted"] >= 2),
        "worded": True,
        "round": (bound["round"] >= 2 and bound["round"] > others) or (not targets.any and _closes(document, found)),
    }
    letters = {
        label
        for m in found
        if m.form == "lettered" and document.text[m.start : m.end].endswith("]")
        for _, label in m.targets
    }
    known["lettered"] = not targets.any and len(letters) > 1 and letters == set(_ALPHABET[: len(letters)])
    rounds = known["round"]
    cited = {label for m in found if m.form != "share" for _, label in m.targets}
    return [
        mark
        for mark in found
        if (
            (mark.form != "round" or 3 * bound["round"] >= others)
            and (mark.form not in ("inner", "share") or rounds)
            and (mark.form != "share" or cited.isdisjoint(label for _, label in mark.targets))
            and not _CODE.match(document.text, mark.end)
            if all(target for target, _ in mark.targets)
            else (known.get(mark.form, False) or _is_key(mark))
            and _stands_as_mark(document.text, mark)
            and (others > 0 or not _is_power(document.text, mark))
        )
    ]


def _is_power(text: str, mark: Mark) -> bool:
    """Whether what binds to nothing may be a power: raised behind a figure ("2⁵")."""
    return mark.form == "raised" and text[max(0, mark.start - 1) : mark.start].isdigit()


def _stands_as_mark(text: str, mark: Mark) -> bool:
    """Whether what binds to nothing stands where only marks do: no list number, no index in code."""
    if mark.form == "worded":
        return text[mark.start] in "(["
    if mark.form != "bracket":
        return True
    before = text[max(0, mark.start - 4) : mark.start]
    return _GLUED.search(before) is not None and before[-1:] != "\n" and not _CODE.match(text, mark.end)


_PLACE = r"(?:,?\s(?:at\s|pp?\.?\s?|pages?\s)(?P<at>\d+(?:[–-]\d+)?))?[)\]]?"
_IBID = re.compile(
    rf"[(\[]?(?<!\w)(?:[Ii]bid(?:em)?\b\.?|Id\.(?= at\b)|(?<=[(\[])(?:[Oo]p|[Ll]oc)\.?\s?cit\b\.?){_PLACE}"
)
_AGAIN = ("bid", "Id. at", "p. cit", "p.cit", "p cit", "c. cit", "c.cit", "c cit", "supra")
"""What every such mark holds."""
_OP_CIT = re.compile(
    r"[(\[]?(?:[Ss]ee\s)?(?<!\w)(?P<who>[A-ZÀ-Þ][\w'’-]{1,40})(?:\set\sal\b\.?|\s(?:and|&)\s[A-ZÀ-Þ][\w'’-]{1,40})?,?\s[(\[]?"
    rf"(?:(?:op|loc)\.?\s?cit\b\.?|supra\b(?:,?\sn(?:ote|\.)\s?\d+)?){_PLACE}"
)


def _again(document: Document, found: list[Mark], references: Sequence[Reference]) -> list[Mark]:
    """The marks with each "(Ibid., p. 5)" and "(Roe, op. cit.)" of the text bound to what a mark before it names."""
    if not any(map(document.text.__contains__, _AGAIN)):
        return found
    out = list(found)
    starts = [m.start for m in found]
    for block in body_blocks(document):
        if not any(map(document.text[block.start : block.end].__contains__, _AGAIN)):
            continue
        matches = [m for p in (_OP_CIT, _IBID) for m in p.finditer(document.text, block.start, block.end)]
        for match in matches:
            at = bisect_right(starts, match.start()) - 1
            words = match[0].strip("()[]")
            if match.re is _OP_CIT:
                works: tuple[tuple[str, str], ...] = (_led(match["who"], found[: at + 1], references, words),)
            else:
                works = found[at].targets if at >= 0 else (("", words),)
            out.append(Mark(match.start(), match.end(), works, f"p. {match['at']}" if match["at"] else "", "note"))
    return sorted(out, key=lambda m: (m.start, m.end))


def _led(who: str, before: Sequence[Mark], references: Sequence[Reference], words: str) -> tuple[str, str]:
    """The last work cited before that `who` leads, or the only one of the list; what is not told apart is unknown."""
    led = [r.id for r in references if leads(who, r)]
    cited = [target for mark in before for target, _ in mark.targets if target in led]
    return ((cited or led)[-1] if cited or len(led) == 1 else "", words)
