"""What a sentence says beyond the claim, and what excuses it: another clause, an aside, a list, a harmless word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citewarden.nlp.verdict.amounts import Amount
from citewarden.nlp.verdict.items import NOT, Item, names_people, turns, words

_ADVERSE = frozenset(("but", "although", "though", "while", "whereas"))
_JOINS = _ADVERSE | {"and", "so", "which", "because"}
_TAILS = _ADVERSE | {"than", "against", "versus", "vs", "compared with", "compared to"}
_ASIDE = re.compile(r"\([^()]*\)")
_SIZES = frozenset(("than", "ratio", "odd", "hazard", "interval", "relative"))
_UNLESS_WORDS = "only|except|unless|if|until|provided|rather|instead"
_UNLESS = re.compile(rf"\b(?:{_UNLESS_WORDS})\b|^\W*(?:and |but )?not\b", re.I)
_BUT_NOT = re.compile(
    rf"\b(?:{_UNLESS_WORDS}|no|not|never|none|neither|nor|vanish\w*|disappear\w*|adjust\w*|small|weak|uncertain|unclear|"
    r"few|low)\b|n't\b",
    re.I,
)
_TURNS_BEFORE = re.compile(
    r"\b(?:if|when|whether|unless|although|though|despite|while|no|not|never|only|except|without|may|might|myth|"
    r"believed|thought)\b",
    re.I,
)
_PEOPLE = re.compile(
    r" (?:[a-z-]+ )?(?:people|adults|patients|participants|persons|volunteers|residents|respondents|individuals|"
    r"subjects)\b",
    re.I,
)
_OVER = re.compile(r"\b(?:over|during|throughout) (?:the |a )?$", re.I)
"""How long a study looked: no part of what it found."""
_AND = re.compile(r"\s*(?:,|,? and|,? or|,? as well as|/)\s+(?:the |a |an )?", re.I)
_YEAR = 365.25


def left_over(
    claim: Sequence[Item], source: Sequence[Item], used: set[int], spare: Sequence[int], text: str
) -> list[int]:
    """The sentence's things left over that nothing excuses."""
    if not used:
        return list(spare)
    first, last = _own_clause(source, used, text)
    asides = [m.span() for m in _ASIDE.finditer(text)]
    said = {source[n].key for n in used}
    listed = _listed(source, used, spare, text)
    out = []
    for n in spare:
        item = source[n]
        if not first <= n < last or n in listed:
            continue
        if n not in range(min(used), max(used)) and any(x < item.start < y for x, y in asides) and item.key != NOT:
            continue
        if any(x < item.start < y for x, y in asides) and (item.key[0] == "#" or item.key in _SIZES):
            continue
        if (
            not _says_nothing(item, text)
            and not (item.key in said and item.key[0] != "#" and not turns(item))
            and not _counted(claim, item)
        ):
            out.append(n)
    return out


def _counted(claim: Sequence[Item], item: Item) -> bool:
    """Does the word stand inside a number of the claim ("one newborn in 3,500")?"""
    return any(item.words.rstrip("s") in i.words for i in claim if i.amount is not None and len(item.words) > 3)


def _listed(source: Sequence[Item], used: set[int], spare: Sequence[int], text: str) -> set[int]:
    """What stands in one list with something the claim names ("measles, mumps and rubella")."""
    out: set[int] = set()
    runs: list[list[int]] = []
    for n in spare:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    for run in runs:
        if not min(used) < run[0] < max(used) or len(run) > 4:
            continue
        inside = [source[n] for n in run]
        before = text[source[run[0] - 1].end : inside[0].start]
        after = text[inside[-1].end : source[run[-1] + 1].start]
        plain = not any(i.key[0] == "#" or i.key == NOT or turns(i) or names_people(i) for i in inside)
        if plain and (_AND.fullmatch(before) or (_AND.fullmatch(after) and "," not in before)):
            out.update(run)
    return out


def _own_clause(source: Sequence[Item], used: set[int], text: str) -> tuple[int, int]:
    """(first, last) items of the sentence that speak with the claim: what another clause adds is left out, unless it
    may take something back."""
    first, last = 0, len(source)
    for n in range(max(used) + 1, len(source)):
        between = text[source[n - 1].end : source[n].start].lower()
        join = next((w for w in between.replace(",", " ").split() if w in _JOINS), "")
        if join or any(mark in between for mark in ";:—") or ("," in between and source[n].amount is not None):
            if not _takes_back(text[source[n - 1].end :], adverse=join in _ADVERSE):
                last = n
            break
        if source[n].words in _TAILS and ("," in between or source[n].words not in _ADVERSE):
            if not _takes_back(text[source[n].end :], adverse=source[n].words in _ADVERSE):
                last = n
            break
    for n in range(min(used), 0, -1):
        between = text[source[n - 1].end : source[n].start].lower()
        if ";" in between or re.search(r",\s+(?:and|whereas|while)\b", between):
            head = text[: source[n].start]
            if not _TURNS_BEFORE.search(head):
                first = n
            break
    return first, last


def _takes_back(rest: str, *, adverse: bool) -> bool:
    return bool(words().taken_back.search(rest.lstrip(" ,;:").removeprefix("but").removeprefix("although"))) or bool(
        (_BUT_NOT if adverse else _UNLESS).search(rest)
    )


def _says_nothing(item: Item, text: str) -> bool:
    """Is an item harmless whatever the claim says?"""
    if item.harmless or item.words in words().may_add or item.key == "#ratio" or _grown_up(item.amount):
        return True
    if item.amount is None:
        return False
    if item.amount.dimension == "time":
        return item.words.lower().startswith("over ") or bool(_OVER.search(text[: item.start]))
    return item.amount.dimension == "1" and item.amount.low >= 10 and bool(_PEOPLE.match(text, item.end))


def _grown_up(a: Amount | None) -> bool:
    """Adults of about every age: no narrower than "adults"."""
    return (
        a is not None and a.dimension == "age" and a.low <= 22 * _YEAR and (a.high >= 59 * _YEAR or a.bound[0] == ">")
    )
