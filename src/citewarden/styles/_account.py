"""What of a printed entry was placed nowhere: its words and numbers that no field holds and that are no known label.

`config/lexicons/entry_words.yaml` has the labels ("Available from", "vol.", "Accessed").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from citewarden.config import lexicon
from citewarden.model import FieldSpan
from citewarden.text import dates, identifiers

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_NUMBER_FIRST = re.compile(r"\s*[\[(]?\d{1,4}[\])]?[.:]?\s")
_ADDRESS = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/)\S+")


def unplaced(raw: str, csl: Mapping[str, Any], fields: Sequence[FieldSpan]) -> tuple[str, ...]:
    """The words and numbers of an entry that stand in no field and are no label, in reading order."""
    left = [m for start, end in _gaps(raw, fields) for m in _WORD.finditer(raw, start, end) if not _is_known(m[0])]
    if not left:
        return ()
    spans = [m.span() for m in _ADDRESS.finditer(raw)] + [(i.start, i.end) for i in identifiers.find(raw)]
    spans += filter(None, [dates.archived(raw)])
    if number := _NUMBER_FIRST.match(raw):
        spans.append(number.span())
    values = {word.casefold() for value in csl.values() for word in _words(value)}
    return tuple(m[0] for m in left if not _inside(m, spans) and m[0].casefold() not in values)


def _gaps(raw: str, fields: Sequence[FieldSpan]) -> Iterator[tuple[int, int]]:
    """Where an entry has words between its fields."""
    at = 0
    for start, end in sorted((f.start, f.end) for f in fields):
        if start > at + 1:
            yield at, start
        at = max(at, end)
    if len(raw) > at + 1:
        yield at, len(raw)


def _inside(word: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < word.end() and word.start() < end for start, end in spans)


def _words(value: Any) -> Iterator[str]:
    """Every word and number of a variable's value, however it is nested."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _words(part)
    else:
        yield from _WORD.findall(str(value))


def is_label(value: str) -> bool:
    """Whether a value is nothing but words that lead to fields: "Consulta", "En"."""
    words = value.casefold().split()
    return len(words) < 4 and all(word.strip(".,:;()[]") in _known() for word in words)


def _is_known(word: str) -> bool:
    return (len(word) < 2 and not word.isdecimal()) or word.casefold() in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(str(word) for words in lexicon("entry_words").values() for word in words)
