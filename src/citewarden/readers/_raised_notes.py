"""Notes under a letter that nothing links to its mark, as tables have them.

    <td>8 mg<sup>a</sup></td> ... <p><sup>a</sup> Roe B. ... 2011;1:2-3.</p>

A note begins with its letter, raised, or stands right under the table whose cells print it. It answers all marks with
that letter that stand before it and that no note has answered yet: each table begins its letters anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from citewarden.model import Hyperlink, Unread
from citewarden.readers._drafts import Draft
from citewarden.text import raised

_SMALL = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐ"
"""Letters that are raised by themselves, a to m."""
_ONE = f"(?P<label>[ivx]{{2,5}}|[a-z{_SMALL}])"
_LABEL = re.compile(rf"[\[(]?{_ONE}(?:[\])]?[.:)]?\s*\|?\s+|[\])]?[.:)])(?=\S)")
_RAISED = re.compile(rf"[\[(]?{_ONE}[\])]?[.:)]?\s*\|?\s*")
_FURTHER = re.compile(
    rf"(?:\n|[.;)\d]\s)[ \t]{{0,8}}+(?=[\[(]?(?:[ivx]{{2,5}}|[a-z{_SMALL}])(?:[\])]?[.:)]?\s|[\])]?[.:)]))"
)
"""What stands before a further note in a block of several."""
_COUNT = re.compile(r"[\[(]?(\d{1,2})[\])]?\s*(?=[A-ZÀ-Þ\"“])")
"""A number that markup raised in front of a note: no stop stands behind it."""
_RAISED_BY_ITSELF = re.compile(f"[{_SMALL}]")
_EXPLAINED = re.compile(r"\b(?:superscripts?|letters?|Buchstaben?|lettres?|letras?)\b", re.IGNORECASE)
_KINDS = ("paragraph", "item", "row", "caption", "note")
_MOST = 40
"""Numbered notes under one table at most."""
_FAR = 3
"""Blocks between a table and its first note at most."""


def noted(blocks: Sequence[Draft], text: str, links: Sequence[Hyperlink]) -> tuple[list[Draft], list[Hyperlink]]:
    """The blocks, with such notes as blocks of their own, and the links, with the marks aimed at them."""
    calls = [link for link in links if link.rel == "citation" and raised.LETTERS.fullmatch(link.href)]
    if any(map(text.__contains__, _SMALL)):
        calls += _written(text)
    numbers, numbered = _numbered(blocks, text, links)
    calls += numbers
    if not calls:
        return list(blocks), list(links)
    walk = _Walk(text, sorted(calls, key=lambda call: call.start), numbered)
    out = [part for block in blocks for part in walk.parted(block)]
    kept = [link for link in links if link not in walk.spent]
    return out, sorted([*kept, *walk.aimed], key=lambda link: (link.start, link.end))


def _written(text: str) -> Iterator[Hyperlink]:
    """The letters that are raised by themselves behind a word ("8 mgᵃ")."""
    for match in _RAISED_BY_ITSELF.finditer(text):
        if match.start() and text[match.start() - 1].strip():
            yield Hyperlink(match.start(), match.end(), _plain(match[0]), "citation")


def _numbered(
    blocks: Sequence[Draft], text: str, links: Sequence[Hyperlink]
) -> tuple[list[Hyperlink], dict[int, tuple[int, str]]]:
    """The numbers in the cells of tables that have notes of their own beneath, and these: where each begins, where
    its words begin, its number. The notes are all that are numbered there, count from one, and answer all numbers."""
    calls: list[Hyperlink] = []
    notes: dict[int, tuple[int, str]] = {}
    digits = sorted(
        (link for link in links if link.rel == "citation" and link.href.isdecimal()), key=lambda link: link.start
    )
    starts = [link.start for link in digits]
    for index, block in enumerate(blocks if digits else ()):
        last = block.kind == "row" and (index + 1 == len(blocks) or blocks[index + 1].kind != "row")
        if not last:
            continue
        top = index
        while top and blocks[top - 1].kind == "row":
            top -= 1
        within = digits[bisect_left(starts, blocks[top].start) : bisect_left(starts, block.end)]
        found: dict[int, tuple[int, str]] = {}
        for below in blocks[index + 1 : index + 1 + _MOST]:
            match = _COUNT.match(text, below.start, below.end) if below.kind in ("paragraph", "caption") else None
            if match is None or match[1] != str(len(found) + 1):
                break
            found[below.start] = (match.end(), match[1])
        if within and {link.href for link in within} <= {number for _, number in found.values()}:
            calls += within
            notes |= found
    return calls, notes


def unanswered(blocks: Sequence[Draft], text: str, links: Sequence[Hyperlink]) -> list[Unread]:
    """The letters of tables to which nothing answers: "a", "b" and on, for one alone may be an ordinal."""
    rows = [b for b in blocks if b.kind == "row"] if any(link.rel == "citation" for link in links) else []
    known = {b.label for b in blocks if b.kind in ("reference", "note")}
    first: dict[str, Hyperlink] = {}
    at = 0
    for link in sorted(links, key=lambda link: link.start):
        while at < len(rows) and rows[at].end <= link.start:
            at += 1
        if at < len(rows) and rows[at].start < link.start and link.rel == "citation" and link.href not in known:
            first.setdefault(link.href, link)
    if not {"a", "b"} <= first.keys() or _EXPLAINED.search(text):
        return []
    return [
        Unread(
            "mark",
            f"the marks {', '.join(f'“{letter}”' for letter in sorted(first) if len(letter) == 1)} of a table",
            "no note begins with them",
            "write each note in a line under the table that begins with its letter",
            first["a"].start,
            first["a"].end,
        )
    ]


def _plain(letter: str) -> str:
    return "abcdefghijklm"[_SMALL.index(letter)] if letter in _SMALL else letter


@dataclass(slots=True)
class _Walk:
    """One pass over the blocks. `open`: the marks that nothing has answered yet, by letter; `tabled`: the letters of
    the table above; `since`: blocks behind it."""

    text: str
    calls: list[Hyperlink]
    numbered: dict[int, tuple[int, str]]
    open: dict[str, list[Hyperlink]] = field(default_factory=dict)
    tabled: set[str] = field(default_factory=set)
    since: int = _FAR + 1
    at: int = 0
    notes: int = 0
    aimed: list[Hyperlink] = field(default_factory=list)
    spent: set[Hyperlink] = field(default_factory=set)

    def parted(self, block: Draft) -> list[Draft]:
        """The block, or the notes it is made of."""
        first = self.at
        while self.at < len(self.calls) and self.calls[self.at].start < block.end:
            self.at += 1
        within = self.calls[first : self.at]
        cuts = self._cuts(block, {call.start for call in within}) if block.kind in _KINDS and not block.role else []
        if cuts:
            self.spent.update(within)
            ends = [begin for begin, _, _ in cuts[1:]] + [block.end]
            return [self._note(block, words, end, label) for (_, words, label), end in zip(cuts, ends, strict=True)]
        if block.kind == "row":
            self.tabled = set() if self.since else self.tabled
            self.since = 0
        else:
            self.since += 1 if block.kind in _KINDS else _FAR
        for call in within:
            for mark in _each(call, self.text):
                self.open.setdefault(mark.href, []).append(mark)
                self.tabled.update(re.split(r"[,;]\s?", call.href) if block.kind == "row" else ())
        return [block]

    def _cuts(self, block: Draft, called: set[int]) -> list[tuple[int, int, str]]:
        """(where it begins, where its words begin, its letter) of each note that a block is made of, [] if of none."""
        if block.start in self.numbered:
            return [(block.start, *self.numbered[block.start])]
        lettered = block.label if block.kind == "item" and self.since <= _FAR and block.label in self.tabled else ""
        first = (
            (block.start, block.start, lettered) if lettered in self.open else self._begun(block.start, block, called)
        )
        if first is None or (block.kind == "row" and " | " in self.text[first[1] : block.end]):
            return []
        cuts = [first]
        places = {m.end() for m in _FURTHER.finditer(self.text, first[1], block.end)}
        for at in sorted(places | {at for at in called if at > first[1]}):
            found = self._begun(at, block, called)
            if found is not None and found[2] not in [label for _, _, label in cuts]:
                cuts.append(found)
        return cuts

    def _begun(self, at: int, block: Draft, called: set[int]) -> tuple[int, int, str] | None:
        match = (_RAISED if at in called else _LABEL).match(self.text, at, block.end)
        if match is None or match.end() >= block.end:
            return None
        letter = _plain(match["label"])
        asked = self.open if at in called else self.tabled if self.since <= _FAR else ()
        return (at, match.end(), letter) if letter in self.open and letter in asked else None

    def _note(self, block: Draft, start: int, end: int, letter: str) -> Draft:
        self.notes += 1
        name = f"raised {self.notes}"
        marks = self.open.pop(letter, [])
        self.aimed += [replace(mark, href=f"#{name}", rel="note") for mark in marks]
        self.spent.update(marks)
        return Draft(
            "note", start, start + len(self.text[start:end].rstrip()), label=letter, ids=(name,), group=block.group
        )


def _each(call: Hyperlink, text: str) -> Iterator[Hyperlink]:
    """A mark of one letter, or each of the letters of one of several."""
    if call.href.isalnum():
        yield call
        return
    at = call.start
    for letter in re.split(r"[,;]\s?", call.href):
        at = text.find(letter, at, call.end)
        if at < 0:
            return
        yield replace(call, href=letter, start=at, end=at + len(letter))
        at += len(letter)
