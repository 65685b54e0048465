"""A sentence as a row of things said, each to be accounted for: words, listed phrases, numbers.

Words of one group (`config/lexicons/witnesses.yaml`, trusted groups of `synonyms.yaml`) share a key; empty words are
left out. Nothing is matched by likeness: what is not listed is another thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from citewarden.config import lexicon
from citewarden.nlp.verdict.amounts import Amount
from citewarden.nlp.verdict.groups import groups
from citewarden.nlp.verdict.sentence import Reading, read
from citewarden.nlp.verdict.terms import Token, stem, tokens
from citewarden.text.quantities import ADVERBS, measure

NOT = "not"
DOWN, UP = "fewer", "more"
"""Keys of denials, and of what goes down or up, is less or more."""
_ENDINGS = ("ation", "ition", "ment", "ance", "ence", "ion")
_STATISTICS = frozenset(("p", "CI"))
_RATIOS = frozenset(("HR", "RR", "OR"))
_BEFORE_NUMBER = re.compile(r"\b(by|to|from) (?:about |around |roughly |nearly |almost |up to |a further )?$", re.I)
_EACH = re.compile(
    r"\b(?:every|each) (day|night|morning|evening|week|month|year)\b|\b(daily|nightly|weekly|monthly|yearly)\b", re.I
)
_ONCE_A_DAY = frozenset(("night", "morning", "evening"))
_VERBS = frozenset(("rais", "elevat"))
"""Verbs that stand in phrases of synonyms.yaml as adjectives: "raises blood pressure" is not "high blood pressure"."""
_NO_MEASURE = frozenset(("well", "soon", "far", "long"))
_OF_WHAT = re.compile(r" of (?:(?! of )[a-z -])+?(?P<per> (?:an?|per|each|every) [a-z]+)$", re.I)
_PUNCTUATION = re.compile(r"[;:—()]|,|(?<!\d)–(?!\d)")


class Item(NamedTuple):
    """One thing said. `key` compares; `amount` if it is a number, `lead` the "by" or "to" before it, `often` how many
    times a day; `gap` is the punctuation between it and the item before, `words` its words in lower case."""

    key: str
    start: int
    end: int
    words: str
    gap: str = ""
    amount: Amount | None = None
    lead: str = ""
    sign: int = 0
    often: float = 0.0
    harmless: bool = False


class Words(NamedTuple):
    """The lists of `witnesses.yaml`, phrases as stems."""

    empty: frozenset[str]
    harmless: frozenset[str]
    may_add: frozenset[str]
    turning: frozenset[str]
    taken_back: re.Pattern[str]
    doubting: re.Pattern[str]
    related: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    opposites: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """The lists, read once."""
    data = lexicon("witnesses")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group in data["same"]:
        key = NOT if "not" in group else str(group[0])
        for phrase in group:
            split = _stems(phrase)
            phrases.setdefault(split[0], []).append((split, key))
    pairs: dict[str, set[str]] = {}
    for left, right in data["opposites"]:
        for side in (left, right):
            for phrase in side:
                split = _stems(phrase)
                if len(split) > 1 and not any(split == p for p, _ in phrases.get(split[0], ())):
                    phrases.setdefault(split[0], []).append((split, str(side[0])))
        a, b = _named(left, phrases), _named(right, phrases)
        for x in a:
            pairs.setdefault(x, set()).update(b)
        for x in b:
            pairs.setdefault(x, set()).update(a)
    return Words(
        frozenset(map(str, data["empty"])),
        frozenset(stem(str(w)) for w in data["harmless"]),
        frozenset(map(str, data["source_may_add"])),
        frozenset(map(str, data["turning"])),
        _any(data["taken_back"]),
        _any(data["doubting"]),
        frozenset(map(str, data["related_only"])),
        {k: tuple(sorted(v, key=lambda row: (-len(row[0]), row))) for k, v in phrases.items()},
        {k: frozenset(v) for k, v in pairs.items()},
    )


def _any(phrases: Iterable[object]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(w)) for w in phrases)})\b", re.I)


def _stems(phrase: object) -> tuple[str, ...]:
    return tuple(t.stem for t in tokens(str(phrase)))


def _named(side: Iterable[object], phrases: dict[str, list[tuple[tuple[str, ...], str]]]) -> set[str]:
    """The keys the phrases of one side of an opposition get in `items`."""
    out = set()
    for phrase in side:
        split = _stems(phrase)
        key = next((k for p, k in phrases.get(split[0], ()) if p == split), "")
        out.add(key or root(split[0]))
    return out


@lru_cache(maxsize=65_536)
def root(stemmed: str) -> str:
    """A stem without the ending that makes a verb a noun ("prevention" as "prevent")."""
    for ending in _ENDINGS:
        if stemmed.endswith(ending) and len(stemmed) - len(ending) >= 4:
            return stemmed[: -len(ending)]
    return stemmed


@lru_cache(maxsize=16_384)
def items(text: str, known: tuple[tuple[str, str], ...] = ()) -> tuple[Item, ...]:
    """What a sentence says, in order; `known` as for `read`."""
    reading = read(text, known)
    numbers = _numbers(reading)
    wide = {t.token: (t.key, t.width) for t in reversed(reading.terms) if not _related(t.key)}
    out: list[Item] = []
    toks = reading.tokens
    end = i = 0
    while i < len(toks):
        token = toks[i]
        number = next((n for n in numbers if n.start <= token.start < n.end), None)
        if number is not None:
            while i < len(toks) and toks[i].start < number.end:
                i += 1
            if number.key:
                out.append(number._replace(gap=_gap(reading.text, end, number.start)))
                end = number.end
            continue
        key, width = _key(reading, toks, i, wide)
        last = toks[i + width - 1]
        if key:
            said = " ".join(t.word for t in toks[i : i + width])
            plain = width == 1 and token.stem in words().harmless
            out.append(Item(key, token.start, last.end, said, _gap(reading.text, end, token.start), harmless=plain))
            end = last.end
        i += width
    return tuple(out)


@lru_cache(maxsize=16_384)
def firm_keys(text: str, known: tuple[tuple[str, str], ...] = ()) -> frozenset[str]:
    """Keys of what a sentence says that is neither a number nor harmless."""
    return frozenset([i.key for i in items(text, known) if not i.harmless and i.key[0] != "#"])


def _gap(text: str, low: int, high: int) -> str:
    return "".join(_PUNCTUATION.findall(text[low:high]))


def _related(key: str) -> bool:
    return key[0] == "=" and key.split(":", 1)[1] in words().related


def _key(reading: Reading, toks: tuple[Token, ...], i: int, wide: dict[int, tuple[str, int]]) -> tuple[str, int]:
    """The key of what begins at token `i` ("" if it says nothing), and how many tokens it takes."""
    token, listed = toks[i], words()
    if (
        token.word == "as"
        and any(t.word == "as" for t in toks[max(0, i - 4) : i - 1])
        and toks[i - 1].word not in _NO_MEASURE
    ):
        return "than", 1  # "three times as often as"
    for phrase, key in listed.phrases.get(token.stem, ()):
        if len(phrase) <= len(toks) - i and all(toks[i + k].stem == phrase[k] for k in range(1, len(phrase))):
            if len(phrase) == 1 and i in wide and wide[i][1] > 1 and token.stem not in _VERBS:
                break
            return key, len(phrase)
    if token.word in ("lose", "lost", "losing", "gained", "gain", "gains", "loses"):
        near = range(token.end, token.end + 32)
        if any(a.dimension == "mass" and a.quantity.start in near for a in reading.amounts):
            return ("gain weight" if token.stem == "gain" else "lose weight"), 1
    if (
        i in wide
        and (wide[i][1] > 1 or token.word not in listed.empty)
        and not (wide[i][1] > 1 and token.stem in _VERBS)
    ):
        return wide[i]
    if token.word in listed.empty:
        return "", 1
    return root(token.stem), 1


def _numbers(reading: Reading) -> list[Item]:
    """Every number as an item; those that only describe the statistics have no key."""
    text = reading.text
    out = []
    for a in reading.amounts:
        q = a.quantity
        lead = _BEFORE_NUMBER.search(text[max(0, q.start - 24) : q.start])
        sign = -1 if q.text[:1] in "-−–" else 1 if q.text[:1] == "+" else 0
        key = "" if a.dimension in _STATISTICS else "#ratio" if a.dimension in _RATIOS else "#"
        inside = _OF_WHAT.search(q.text)
        stop = q.start + inside.start() if inside else q.end
        out.append(Item(key, q.start, stop, q.text, "", a, lead[1].lower() if lead else "", sign))
        if inside:  # "7 hours of sleep a night": what it is of is said too, the night is part of the number
            out.append(Item("", q.start + inside.start("per"), q.end, ""))
    for match in _EACH.finditer(text):
        if any(n.start < match.end() and match.start() < n.end for n in out):
            continue
        span = match[1].lower() if match[1] else ADVERBS[match[2].lower()]
        often = 1 / measure("day" if span in _ONCE_A_DAY else span).factor
        out.append(Item("#often", match.start(), match.end(), match.group(), often=often))
    return sorted(out, key=lambda n: n.start)


def turns(item: Item) -> bool:
    """Could the item turn the sense of what stands beside it?"""
    return any(w in words().turning for w in item.words.split())


def names_people(item: Item) -> bool:
    """Does it name some people (women, infants) among others?"""
    return not item.harmless and bool(groups(tokens(item.words), item.words))
