"""Abbreviations a passage explains: "MI (motivational interviewing)", "motivational interviewing (MI)"."""

from __future__ import annotations

import re
from functools import lru_cache

from citewarden.nlp.verdict.terms import stem, terms, tokens

_SHORT_FIRST = re.compile(r"\b([A-Z][A-Za-z0-9]{1,7}) \(([a-z][a-z -]{5,60})\)")
_LONG_FIRST = re.compile(r"(?<![\w-])((?:[\w-]+ ){1,7})\(([A-Z][A-Za-z0-9-]{1,7})\)")


def defined(sentences: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(short form in lower case, key of the long form) of every abbreviation `sentences` explain, sorted."""
    return tuple(sorted({short: key for s in sentences if "(" in s for short, key in explained(s)}.items()))


@lru_cache(maxsize=16_384)
def explained(sentence: str) -> tuple[tuple[str, str], ...]:
    """(short form, key) of the abbreviations one sentence explains, in the order found."""
    out: dict[str, str] = {}
    for match in _SHORT_FIRST.finditer(sentence):
        if _initials(match[1], match[2].split()):
            out[match[1].lower()] = match[2].lower()
    for match in _LONG_FIRST.finditer(sentence):
        words = match[1].split()
        short = match[2].rstrip("s")
        for size in range(min(len(words), len(short) + 2), 0, -1):
            if _initials(short, words[-size:]):
                out[match[2].lower()] = " ".join(words[-size:]).lower()
                break
    return tuple((short, _key(long)) for short, long in out.items())


def _key(long: str) -> str:
    inner = terms(tokens(long))
    return inner[0].key if len(inner) == 1 else "~" + " ".join(stem(w) for w in long.split())


def _initials(short: str, words: list[str]) -> bool:
    parts = [p for w in words for p in w.replace("-", " ").split()]
    letters = "".join(p[0] for p in parts if p).lower()
    return len(short) >= 2 and (
        letters == short.lower() or (letters.replace("o", "") == short.lower() and len(short) > 2)
    )
