"""What changed between two versions of a text: sentence by sentence, and word by word within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches

ALIKE = 0.5
"""Share of words from which on two sentences are one that was changed."""


def sentences(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each change as (old, new): "" for old where a sentence is new, for new where it is gone; in the new order."""
    spots = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    gone = [old for tag, i, j, _, _ in spots if tag != "equal" for old in before[i:j]]
    new = [row for tag, _, _, i, j in spots if tag != "equal" for row in after[i:j]]
    moved = set(gone) & set(new)
    gone = [row for row in gone if row not in moved]
    for row in new:
        if row in moved:
            continue
        old = nearest(row, gone)
        if old:
            gone.remove(old)
        yield old, row
    for old in gone:
        yield old, ""


def nearest(sentence: str, others: Sequence[str]) -> str:
    """The one of `others` that `sentence` was made from, "" if none is alike."""
    return next(iter(get_close_matches(sentence, others, 1, ALIKE)), "")


def words(old: str, new: str) -> list[tuple[str, str]]:
    """A sentence's changes as stretches ("same", "gone" or "new", words), in reading order."""
    one, other = (re.findall(r"\s*\S+", text) for text in (old, new))
    out: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        stretches = (("same", one[a:b]),) if tag == "equal" else (("gone", one[a:b]), ("new", other[c:d]))
        out += [(kind, "".join(part)) for kind, part in stretches if part]
    return out
