"""Abbreviations a passage explains, as terms: "MI (motivational interviewing)", "motivational interviewing (MI)".

What is an explanation is decided in `text/abbreviations.py`, for claims and passages alike.
"""

from __future__ import annotations

from functools import lru_cache

from citewarden.nlp.verdict.terms import stem, terms, tokens
from citewarden.text import abbreviations


def defined(sentences: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(short form in lower case, key of the long form) of every abbreviation `sentences` explain, sorted."""
    return tuple(sorted({short: key for s in sentences if "(" in s for short, key in explained(s)}.items()))


@lru_cache(maxsize=16_384)
def explained(sentence: str) -> tuple[tuple[str, str], ...]:
    """(short form, key) of the abbreviations one sentence explains, in the order found."""
    found = {item.short.lower(): item.long.lower() for item in abbreviations.find(sentence)}
    return tuple((short, _key(long)) for short, long in found.items())


def _key(long: str) -> str:
    inner = terms(tokens(long))
    return inner[0].key if len(inner) == 1 else "~" + " ".join(stem(w) for w in long.split())
