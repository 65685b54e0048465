"""Patterns that look for a word they need before they run.

A pattern of fifty phrases costs tens of microseconds a sentence and nearly always finds nothing. `Gated` reads off the
pattern, once, a set of literals of which at least one is in every text it can match ("risk", "likel", "odds"); a text
without any of them is answered by plain substring tests. Patterns without such literals always run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SHORTEST = 3


class WordClasses:
    """Named patterns of single words: which of them a word falls under is found once a word, then remembered."""

    __slots__ = ("_known", "patterns")

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self.patterns = {name: re.compile(rf"(?:{pattern})\Z", re.IGNORECASE) for name, pattern in patterns.items()}
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, words: Iterable[str]) -> set[str]:
        """The names of every pattern that one of `words` falls under."""
        known = self._known
        found: set[str] = set()
        for word in words:
            names = known.get(word)
            if names is None:
                if len(known) > _REMEMBERED:
                    known.clear()
                names = known[word] = tuple(n for n, pattern in self.patterns.items() if pattern.match(word))
            if names:
                found.update(names)
        return found


_REMEMBERED = 50_000


class Gated:
    """A compiled pattern behind its literals; `low` is the text in lower case if the caller has it."""

    __slots__ = ("literals", "pattern")

    def __init__(self, pattern: str, flags: int = re.IGNORECASE) -> None:
        self.pattern = re.compile(pattern, flags)
        self.literals = tuple(sorted(required(pattern), key=lambda word: (len(word), word)))

    def search(self, text: str, low: str | None = None) -> re.Match[str] | None:
        """The first match in `text`, if any."""
        low = text.lower() if low is None else low
        for word in self.literals:
            if word in low:
                break
        else:
            if self.literals:
                return None
        return self.pattern.search(text)


def required(pattern: str) -> frozenset[str]:
    """Lower-case literals at least one of which is in every text `pattern` matches; empty if none can be told."""
    found, _ = _alternation(pattern, 0)
    return found if found and min(map(len, found)) >= _SHORTEST else frozenset()


def _alternation(text: str, at: int) -> tuple[frozenset[str], int]:
    """The literals of `a|b|c` from `at` to the closing bracket or the end, with the offset after it."""
    branches: list[frozenset[str]] = []
    while True:
        found, at = _sequence(text, at)
        branches.append(found)
        if at < len(text) and text[at] == "|":
            at += 1
            continue
        break
    if any(not branch for branch in branches):
        return frozenset(), at
    return frozenset().union(*branches), at


def _sequence(text: str, at: int) -> tuple[frozenset[str], int]:
    """The best literals of one branch: of the parts that must be there, the one whose shortest literal is longest."""
    best: frozenset[str] = frozenset()
    run = ""

    def keep(candidate: frozenset[str]) -> None:
        nonlocal best
        if candidate and (not best or (min(map(len, candidate)), -len(candidate)) > (min(map(len, best)), -len(best))):
            best = candidate

    while at < len(text) and text[at] not in "|)":
        sign = text[at]
        if sign == "(":
            inner, at, looks = _group(text, at)
            optional, at = _quantifier(text, at)
            keep(frozenset([run]) if run else frozenset())
            run = ""
            if not (optional or looks):
                keep(inner)
            continue
        literal, at = _atom(text, at)
        optional, after = _quantifier(text, at)
        if literal and not optional:
            run += literal.lower()
            if after != at:
                keep(frozenset([run]))
                run = ""
        elif literal is None or optional:
            keep(frozenset([run]) if run else frozenset())
            run = ""
        at = after
    keep(frozenset([run]) if run else frozenset())
    return best, at


def _group(text: str, at: int) -> tuple[frozenset[str], int, bool]:
    """A bracketed part from its "(": its literals, the offset after it, whether it only looks around."""
    looks = bool(re.match(r"\((?:\?[=!]|\?<[=!])", text[at:]))
    opener = re.match(r"\((?:\?(?::|[=!]|<[=!]|P<\w+>|-?[a-z]+:))?", text[at:])
    inner, end = _alternation(text, at + (opener.end() if opener else 1))
    return inner, end + 1, looks


def _atom(text: str, at: int) -> tuple[str | None, int]:
    """One sign: (its letter, offset after), ("", ...) for an anchor, (None, ...) for anything that varies."""
    sign = text[at]
    if sign == "\\":
        code = text[at + 1]
        return ("" if code in "bBAZ" else None if code.isalnum() else code), at + 2
    if sign == "[":
        end = at + 1
        while text[end] != "]" or end == at + 1:
            end += 2 if text[end] == "\\" else 1
        return None, end + 1
    if sign in "^$":
        return "", at + 1
    if sign == ".":
        return None, at + 1
    return sign, at + 1


def _quantifier(text: str, at: int) -> tuple[bool, int]:
    """Whether the part before `at` may be absent, and the offset after its quantifier."""
    match = re.match(r"(?P<q>[?*+]|\{(?P<low>\d*),?\d*\})[?+]?", text[at:])
    if not match:
        return False, at
    optional = match["q"] in {"?", "*"} or (match["low"] is not None and match["low"] in {"", "0"})
    return optional, at + match.end()
