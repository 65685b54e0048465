"""Patterns that look for a word they need before they run.

A pattern of fifty phrases costs tens of microseconds a sentence and nearly always finds nothing. `Gated` takes such a
pattern apart into its alternatives and reads off each, once, literals of which at least one is in every text that the
alternative can match ("risk", "likel", "odds"). Which literals a word holds is found once a word and remembered as the
bits of one number, so a sentence's literals are the union over its words, and only alternatives that can match are
tried. Alternatives without such literals always run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SHORTEST = 3
_REMEMBERED = 30_000
_BEGIN, _STOP = "\x02", "\x03"


class _Register:
    """Every literal of every gate with its bits; the bits of a word are worked out once."""

    __slots__ = ("by_start", "known", "taken")

    def __init__(self) -> None:
        self.by_start: dict[str, list[tuple[str, int]]] = {}
        self.known: dict[str, int] = {}
        self.taken = 0

    def bit(self, literals: Iterable[str]) -> int:
        """A new bit that is set for every word which holds one of `literals`: lower case, no spaces, 3 signs or more.

        `_BEGIN` and `_STOP` in a literal stand for the edges of a run of letters and digits.
        """
        bit = 1 << self.taken
        self.taken += 1
        for literal in literals:
            self.by_start.setdefault(literal[:_SHORTEST], []).append((literal, bit))
        self.known.clear()
        bits.cache_clear()
        return bit

    def of(self, word: str) -> int:
        """The bits of one word, worked out and remembered."""
        found = 0
        written = word + "".join(f"{_BEGIN}{piece}{_STOP}" for piece in re.findall(r"\w+", word))
        for place in range(len(written) - _SHORTEST + 1):
            for literal, bit in self.by_start.get(written[place : place + _SHORTEST], ()):
                if written.startswith(literal, place):
                    found |= bit
        if len(self.known) > _REMEMBERED:
            self.known.clear()
        self.known[word] = found
        return found


_REGISTER = _Register()


@lru_cache(maxsize=256)
def bits(text: str) -> int:
    """The bits of every literal that a text's words hold."""
    known = _REGISTER.known
    found = 0
    for word in text.lower().split():
        held = known.get(word)
        found |= _REGISTER.of(word) if held is None else held
    return found


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


class Words:
    """Whole words of a list: whether a text may hold one of them; of a phrase its longest word is looked for."""

    __slots__ = ("_bit",)

    def __init__(self, words: Iterable[str]) -> None:
        pieces = {max(re.findall(r"\w+", word.lower()), key=len, default="") for word in words}
        self._bit = _REGISTER.bit(f"{_BEGIN}{piece}{_STOP}" for piece in sorted(pieces) if piece)

    def near(self, text: str) -> bool:
        """False where `text` holds none of them for sure."""
        return bits(text) & self._bit != 0


class Gated:
    """A pattern taken apart into alternatives, each behind its literals; compiled when a text first asks for it."""

    __slots__ = ("_always", "_bits", "_parts", "flags", "pattern")

    def __init__(self, pattern: str, flags: int = re.IGNORECASE) -> None:
        groups: dict[frozenset[str], list[str]] = {}
        for branch in branches(pattern):
            groups.setdefault(_pieces(required(branch)) or _opening_word(branch), []).append(branch)
        always = groups.pop(frozenset(), [])
        self.pattern, self.flags = pattern, flags
        self._always = re.compile("|".join(always), flags) if always else None
        self._parts: dict[int, str | re.Pattern[str]] = {}
        self._bits = 0
        for literals in sorted(groups, key=sorted):
            bit = _REGISTER.bit(sorted(literals))
            self._parts[bit] = "|".join(groups[literals])
            self._bits |= bit

    def found(self, text: str, held: int | None = None) -> bool:
        """Whether the pattern matches anywhere in `text`; `held` are the bits of a text that holds it, if known."""
        held = (bits(text) if held is None else held) & self._bits
        while held:
            bit = held & -held
            part = self._parts[bit]
            if isinstance(part, str):
                part = self._parts[bit] = re.compile(part, self.flags)
            if part.search(text):
                return True
            held ^= bit
        return self._always is not None and self._always.search(text) is not None


class Phrases:
    """Whole words and phrases of a list, any case; of those that begin at one place the longest is taken.

    `lead` is a pattern that may stand before a phrase and then belongs to the match (give it as a named group).
    """

    __slots__ = ("_all", "_always", "_lead", "_patterns", "_phrases")

    def __init__(self, phrases: Iterable[str], *, lead: str = "") -> None:
        self._lead = lead
        self._phrases: dict[int, str] = {}
        always: list[str] = []
        for phrase in dict.fromkeys(phrases):
            pieces = re.findall(r"\w+", phrase.lower())
            longest = max(pieces, key=len, default="")
            if longest:
                self._phrases[_REGISTER.bit([f"{_BEGIN}{longest}{_STOP}"])] = phrase
            else:
                always.append(phrase)
        self._all = sum(self._phrases)
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._always = [self._compiled(phrase) for phrase in always]

    def matches(self, text: str, held: int | None = None) -> list[re.Match[str]]:
        """Every match in reading order, none overlapping; group `phrase` is the phrase as written."""
        held = (bits(text) if held is None else held) & self._all
        if not held and not self._always:
            return []
        hits = [match for pattern in self._always for match in pattern.finditer(text)]
        while held:
            bit = held & -held
            pattern = self._patterns.get(bit)
            if pattern is None:
                pattern = self._patterns[bit] = self._compiled(self._phrases[bit])
            hits += pattern.finditer(text)
            held ^= bit
        if len(hits) < 2:
            return hits
        hits.sort(key=lambda m: (m.start(), m.start("phrase") - m.end("phrase")))
        apart, end = [], -1
        for match in hits:
            if match.start() >= end:
                apart.append(match)
                end = match.end()
        return apart

    def _compiled(self, phrase: str) -> re.Pattern[str]:
        words = re.escape(phrase).replace("'", "['’]").replace(r"\ ", r"\s+")
        return re.compile(rf"(?<![\w-]){self._lead}(?P<phrase>{words})(?![\w-])", re.IGNORECASE)


def branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, also those of a group that it opens with (`\\b(?:a|b)c` is `\\bac`, `\\bbc`)."""
    parts = _split(pattern)
    if len(parts) > 1:
        return [branch for part in parts for branch in branches(part)]
    opener = re.match(r"(?P<edge>(?:\\[bA])*)\(\?:", pattern)
    if not opener:
        return [pattern]
    close = _closing(pattern, opener.end())
    if pattern[close + 1 : close + 2] in {"?", "*", "+", "{"}:
        return [pattern]
    inner, rest = pattern[opener.end() : close], pattern[close + 1 :]
    return [branch for part in _split(inner) for branch in branches(f"{opener['edge']}{part}{rest}")]


def _split(pattern: str) -> list[str]:
    """`a|b|c` at its outermost level."""
    parts, at, begin = [], 0, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "(":
            at = _closing(pattern, at + 1) + 1
        elif sign in "\\[":
            at = _atom(pattern, at)[1]
        else:
            if sign == "|":
                parts.append(pattern[begin:at])
                begin = at + 1
            at += 1
    return [*parts, pattern[begin:]]


def _closing(pattern: str, at: int) -> int:
    """The offset of the bracket that closes the group whose inside begins at `at`."""
    while pattern[at] != ")":
        at = _closing(pattern, at + 1) + 1 if pattern[at] == "(" else _atom(pattern, at)[1]
    return at


def _opening_word(branch: str) -> frozenset[str]:
    """The short word an alternative opens with (`\\bhe\\b`), with its edges; nothing if it opens otherwise."""
    match = re.match(r"\\[bA](?P<word>[A-Za-z]{1,2})(?:\\b| )", branch)
    return frozenset([f"{_BEGIN}{match['word'].lower()}{_STOP}"]) if match else frozenset()


def _weakest(literals: frozenset[str]) -> int:
    """Letters of the shortest among the literals, each counted by its longest part without a space."""
    return min(max(map(len, literal.split()), default=0) for literal in literals)


def _pieces(literals: frozenset[str]) -> frozenset[str]:
    """Of each literal its longest part without a space; none at all if one is too short."""
    pieces = {max(literal.split(), key=len, default="") for literal in literals}
    return frozenset(pieces) if all(len(piece) >= _SHORTEST for piece in pieces) else frozenset()


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
        if candidate and (not best or (_weakest(candidate), -len(candidate)) > (_weakest(best), -len(best))):
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
