"""Slips of the pen put right for those who compare words, and the way back to the places of what was written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import chain

from citewarden.text import spelling

FOREIGN = 0.5
"""Share of words nobody knows from which a text is taken for one in another language."""

Shifts = tuple[tuple[int, int], ...]
"""(place in the mended text from which it holds, what to add to a place there to find it in the text as written)."""


def find(texts: Iterable[str], said: Container[str] = ()) -> dict[str, str]:
    """Slip -> term meant, both lower case, of the words of English statements.

    `said` are words that are right, such as those of the sources. A word with a capital inside a sentence is a name.
    """
    texts = list(texts)
    words = set(chain.from_iterable(_words(text) for text in texts))
    unknown = sorted(w for w in words if not spelling.known(w))
    if len(unknown) > FOREIGN * len(words):
        return {}
    return {w: right for w in unknown if w not in said and (right := spelling.meant(w, words.difference(unknown)))}


def _words(text: str) -> Iterable[str]:
    return (m.group().lower() for m in spelling.WORD.finditer(text) if m.start() == 0 or text[m.start()].islower())


def mend(text: str, slips: Mapping[str, str]) -> tuple[str, Shifts]:
    """`text` with the terms meant, and how far places in it have moved."""
    out, shifts, at, moved = [], [], 0, 0
    for match in spelling.WORD.finditer(text) if slips else ():
        right = slips.get(match.group().lower())
        if right:
            shown = right.capitalize() if match.group()[0].isupper() else right
            out += [text[at : match.start()], shown]
            at = match.end()
            moved += len(match.group()) - len(shown)
            shifts.append((at - moved, moved))
    return "".join(out) + text[at:] if out else text, tuple(shifts)


def back(place: int, shifts: Shifts) -> int:
    """A place of the mended text in the text as it was written; one inside a mended word is the nearest of it."""
    return place + next((moved for start, moved in reversed(shifts) if place >= start), 0)
