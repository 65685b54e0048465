"""Is one of two titles in another language or another script than the other? Then their words cannot be compared.

Registries hold many works under one title only: the original one, or an English one that an index made. A list may
print the other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from citewarden.text import language

_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_LETTER = re.compile(r"[^\W\d_]")


def is_other_script(one: str, other: str) -> bool:
    """Whether one text is written in Latin letters and the other, for the most part, in others."""
    a, b = _latin(one), _latin(other)
    return bool(a and b) and {a, b} == {"latin", "other"}


def is_other_language(one: str, other: str) -> bool:
    """Whether two titles are surely in different languages, or in different scripts."""
    if is_other_script(one, other):
        return True
    a, b = language.of_title_at_best(one), language.of_title_at_best(other)
    return bool(a and b) and a.isdisjoint(b)


@lru_cache(maxsize=65536)
def _latin(text: str) -> str:
    letters = len(_LETTER.findall(text))
    if not letters:
        return ""
    return "latin" if 2 * len(_LATIN.findall(text)) > letters else "other"
