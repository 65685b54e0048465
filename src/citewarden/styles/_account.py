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


def unplaced(
    raw: str, csl: Mapping[str, Any], fields: Sequence[FieldSpan], apart: Sequence[tuple[int, int]] = ()
) -> tuple[str, ...]:
    """The words and numbers of an entry that stand in no field and are no label, in reading order; `apart` is where
    words stand that are known to be no field."""
    spans = [*((f.start, f.end) for f in fields), *apart]
    left = [m for start, end in _gaps(raw, spans) for m in _WORD.finditer(raw, start, end) if not is_known(m[0])]
    if not left:
        return ()
    spans = [m.span() for m in _ADDRESS.finditer(raw)] + [(i.start, i.end) for i in identifiers.find(raw)]
    spans += filter(None, [dates.archived(raw)])
    spans += [(d.start, d.end) for d in dates.find(raw) if _is_said(raw[: d.start])]
    if number := _NUMBER_FIRST.match(raw):
        spans.append(number.span())
    values = {word.casefold() for value in csl.values() for word in _words(value)}
    return tuple(m[0] for m in left if not _inside(m, spans) and m[0].casefold() not in values)


def _gaps(raw: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where an entry has words between its fields."""
    at = 0
    for start, end in sorted(spans):
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


def _is_said(before: str) -> bool:
    """Whether what stands before a date says of what it is one: "Updated", "Reviewed on"."""
    words = before[-40:].rpartition(".")[2].casefold().split()
    return bool(words) and len(words[-1]) > 1 and words[-1].strip(":,([") in _known()


def is_label(value: str) -> bool:
    """Whether a value is nothing but words that lead to fields: "Consulta", "En"."""
    words = value.casefold().split()
    return not value.isupper() and len(words) < 4 and all(word.strip(".,:;()[]") in _known() for word in words)


def is_known(word: str) -> bool:
    """Whether a word leads to a field and is of none."""
    return (len(word) < 2 and not word.isdecimal()) or word.casefold() in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(str(word) for words in lexicon("entry_words").values() for word in words)
