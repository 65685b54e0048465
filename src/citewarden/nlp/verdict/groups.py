"""Who a sentence speaks of: women, children, mice (`config/lexicons/populations.yaml`)."""

from __future__ import annotations

from functools import cache

from citewarden.config import lexicon
from citewarden.nlp.verdict.terms import Token

LAB = frozenset(("species:animals", "species:cells"))


@cache
def within() -> dict[str, frozenset[str]]:
    """Group -> the groups it is part of (infants are children)."""
    return {str(k): frozenset(map(str, v)) for k, v in (lexicon("populations").get("within") or {}).items()}


@cache
def _people_words() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for axis, groups in lexicon("populations")["axes"].items():
        for name, words in groups.items():
            for word in words:
                if " " not in word:
                    out.setdefault(str(word).lower(), []).append(f"{axis}:{name}")
    return {k: tuple(v) for k, v in out.items()}


@cache
def _people_phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(word).lower(), f"{axis}:{name}")
        for axis, groups in lexicon("populations")["axes"].items()
        for name, words in groups.items()
        for word in words
        if " " in word
    )


def groups(toks: tuple[Token, ...], text: str) -> frozenset[str]:
    """ "axis:group" of everyone `text` names."""
    words = _people_words()
    out = {g for t in toks for g in words.get(t.word, ())}
    lower = text.lower()
    out.update(name for phrase, name in _people_phrases() if phrase in lower)
    return frozenset(out)
