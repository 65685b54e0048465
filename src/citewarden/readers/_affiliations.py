"""Where authors work: raised numbers behind the names under a title lead to departments and hospitals, not to sources.

The line of the names and the lines of the places are furniture, and the numbers in them no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from citewarden.model import Hyperlink
from citewarden.readers import _words
from citewarden.readers._drafts import Draft
from citewarden.text.raised import FIGURES

_TOP = 12
"""Blocks at an article's top among which authors and their places of work stand."""
_KINDS = frozenset(["title", "paragraph", "item", "caption", "heading", "furniture"])
_LABEL = re.compile(r"[\[(]?(?:\d{1,2}|[a-h]|[¹²³⁴⁵⁶⁷⁸⁹]|[*†‡])[\])]?\s?(?=[A-ZÀ-Þ])")
_PLACE = re.compile(
    r"(?<![A-Za-z])(?:Dep(?:artmen)?t|Division|School|Facult|College|Universit|Hospital|Institut|Cent(?:re|er)|Clinic|Unit\b|Laborator|Academy"
    r"|Trust\b|Ministry|Foundation|Independent|Correspond|Klinik|Klinikum|Abteilung|Hospices?\b|Servi[cç]|Escuela|Ospedale)"
)
_SIGNS = re.compile(r"[\d¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§¶\[\]()]+")
_BY = re.compile(r"\A(?:written\s)?by\b:?\s", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;·|&\n]|\s(?:and|und|et|y|e)\s")
_NAME = re.compile(
    r"(?:Dr\.?\s|Prof\.?\s)?(?:(?:[A-ZÀ-Þ][\w.'’-]*|van|von|de|der|den|da|dos|del|la|le|al|bin)\s?){1,6}|"
)


def set_apart(blocks: list[Draft], text: str, links: list[Hyperlink]) -> tuple[list[Draft], list[Hyperlink], str]:
    """The blocks and links, with authors and their places of work made furniture and the numbers there no marks; and
    the authors."""
    top = list(takewhile(lambda b: b.kind in _KINDS and not _heads_list(text[b.start : b.end]), blocks[:_TOP]))
    places = [i for i, b in enumerate(top) if b.kind != "title" and _is_place(text[b.start : b.end])]
    if not places:
        return blocks, links, ""
    names = next((i for i in range(places[0] - 1, -1, -1) if _are_names(text[top[i].start : top[i].end])), -1)
    if names < 0:
        return blocks, links, ""
    apart = [top[names], *(top[i] for i in places)]
    for block in apart:
        block.kind = "furniture"
    named = ", ".join(filter(None, _named(text[top[names].start : top[names].end])))
    kept = [k for k in links if k.rel == "link" or not any(b.start <= k.start < b.end for b in apart)]
    return blocks, kept, named


def _heads_list(words: str) -> bool:
    """Whether a line is the heading of the sources, behind which nobody's place of work is told."""
    return len(words) < 60 and _words.is_references_heading(words)


def _is_place(words: str) -> bool:
    label = _LABEL.match(words)
    return label is not None and _PLACE.search(words, label.end(), label.end() + 120) is not None


def _are_names(words: str) -> bool:
    """Whether a line is nothing but names with the numbers of their places of work."""
    if len(words) > 1500 or not any(c.isdigit() for c in words.translate(FIGURES)) or words.rstrip().endswith("."):
        return False
    named = [*_named(words)]
    return any(named) and all(map(_NAME.fullmatch, named))


def _named(words: str) -> Iterator[str]:
    return (name.strip() for name in _BETWEEN.split(_SIGNS.sub("", _BY.sub("", words))))
