"""Notes and entries that name a work again: "Ibid., p. 75.", "Id. at 5.", "Flegal et al., op. cit., p. 80."

Such an entry is no work of its own. "Ibid." is the work named just before it, "op. cit." the last one before it whose
first author bears the name; one that names nothing known stands for "".
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter

from citewarden.model import Document, Reference
from citewarden.stages._entries import NOTE, Entry
from citewarden.text import names

_PLACE = r"(?P<place>(?:at\s|pp?\.?\s?|pages?\s|chap(?:ter|\.)?\s|vol\.?\s)?[\w–-]+(?:[,\s]+(?:pp?\.?\s?)?\d[\w–-]*)*)"
_IBID = re.compile(rf"\W*(?:see\s)?(?:ibid(?:em)?|idem|id|ebd|ebenda)\b[.,;:\s]*(?:{_PLACE})?\W*\Z", re.IGNORECASE)
_AGAIN = re.compile(
    rf"\W*(?:see\s)?(?P<who>[^\W\d][^\d(]{{1,80}}?)[,.\s(]+(?:op\.?\s?cit|loc\.?\s?cit|supra|ibid)\b[.)]*"
    rf"(?:[,\s]*(?:\(?n(?:ote)?\.?\s?\d+\)?))?[.,;:\s]*(?:{_PLACE})?\W*\Z",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:,?\s(?:[A-ZÀ-Þ]{1,3}|(?:[A-ZÀ-Þ]\.[\s-]?){1,3}))(?=,|\Z)")
"""Initials behind a family name, of every name of a list."""
_NOTED = re.compile(
    rf"\W*(?:(?:see|cf\.)\s)?(?:(?:also|supra|above)[,\s]+)*(?:foot|end)?n(?:ote|\.)\s?(?P<note>\d{{1,3}})(?:\s(?:above|supra))?[.,;:\s]*(?:{_PLACE})?\W*\Z",
    re.IGNORECASE,
)
"""A note that points to another: "See note 1.", "Supra note 1, at 3."."""


def parted(document: Document, entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The entries that are works, and the entries and notes that only name one again; both in printed order."""
    again = {e: None for e in entries if _repeats(document.text[e.start : e.end])}
    taken = {e.start for e in entries}
    notes = [
        Entry(b.start, b.end, b.label)
        for b in document.blocks
        if b.kind == "note" and b.start not in taken and _repeats(document.text[b.start : b.end])
    ]
    return [e for e in entries if e not in again], sorted([*again, *notes], key=lambda e: e.start)


def _repeats(words: str) -> bool:
    return len(words) < 160 and any(again.match(words) for again in (_IBID, _NOTED, _AGAIN))


def resolved(document: Document, again: Sequence[Entry], works: Sequence[Reference]) -> dict[str, tuple[str, str]]:
    """What each repeating entry stands for: its label -> (reference id, locator)."""
    out: dict[str, tuple[str, str]] = {}
    said: list[tuple[int, Reference]] = sorted(((w.target.position.start, w) for w in works), key=itemgetter(0))
    for entry in again:
        words = document.text[entry.start : entry.end]
        before = bisect_left(said, entry.start, key=itemgetter(0))
        match = _IBID.match(words)
        noted = None if match else _NOTED.match(words)
        if match:
            work = said[before - 1][1] if before else None
        elif noted:
            match = noted
            work = next((w for w in works if w.label.removeprefix(NOTE) == noted["note"]), None)
        else:
            match = _AGAIN.match(words)
            who = re.sub(r",?\s(?:et\sal\b\.?|(?:&|and)\s.*)\Z", "", match["who"]) if match else ""
            work = next((w for _, w in islice(reversed(said), len(said) - before, None) if leads(who, w)), None)
        if work is not None:
            insort(said, (entry.start, work), key=itemgetter(0))
        out[entry.label] = (work.id if work else "", (match["place"] or "").removeprefix("at ") if match else "")
    return out


def leads(who: str, work: Reference) -> bool:
    """Whether the work's first author, or its title, is called `who`."""
    authors = work.csl.get("author") or work.csl.get("editor") or ()
    who = _INITIALS.sub("", who.strip(" ,."))
    said = names.fold(who)
    if authors and names.same_family(who.split(",")[0].split()[-1], names.family(authors[0])):
        return True
    return bool(said) and any(
        names.fold(str(name)).startswith(said)
        for name in (*(names.family(a) for a in authors[:1]), work.csl.get("title", ""))
        if name
    )
