"""Multiples in one word: "twice", "doubled", "a sixfold increase", "halved"."""

from __future__ import annotations

import re

from citewarden.model import Quantity
from citewarden.text.quantities._comparators import compared
from citewarden.text.quantities._numerals import value
from citewarden.text.quantities._units import PER, per

_MULTIPLIER = re.compile(
    r"\b(?P<word>twice|thrice|once|double[sd]?|doubling|halve[sd]?|halving|triple[sd]?|tripling|quadruple[sd]?|"
    r"(?P<n>two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)fold)\b",
    re.I,
)
_MULTIPLES = {
    "twice": 2,
    "once": 1,
    "thrice": 3,
    "doubl": 2,
    "halv": 0.5,
    "tripl": 3,
    "quadrupl": 4,
    "hundredfold": 100,
    "thousandfold": 1000,
}
_NO_RATE = re.compile(r" (?:an? )?(?:dose|meal)")
_AS_MUCH = re.compile(r" (?:as|the|that|more)\b")
_CHANGE = re.compile(
    r" (?:the|their|your|his|her|its|one|risk|in|that|or|since|over(?! (?:in|with)\b)|between|every|by|with|after|among"
    r"|when|from|for|compared|during|while|at|on)\b|[.,;)]|\Z"
)
_ARTICLE = re.compile(r"\b(?:a|an|the) \Z")
_OF_A_THING = re.compile(
    r"(?:\A|[.!?:;,(\[]|\b(?:a|an|the|of|with|and|or|to|in|into|from|on|by|for|as|is|are|was|were|be|been|both|two|three|four|these|those|some|fresh|peeled|small|large|add|use"
    r"|serve|put|place|arrange|peel|mix|roast|grill|eat|wash|fill|your)) ?\Z",
    re.I,
)
"""What stands in front of "halved", "doubles" and the like where they are no verb: "two halves"."""
_DONE_TO = re.compile(r" (?!(?:over|up|down|back|as)\b)[a-z]")


def multiples(masked: str) -> list[Quantity]:
    """The multiples of `masked`; their `text` is what stands in it."""
    found = []
    for match in _MULTIPLIER.finditer(masked):
        word = match["word"].lower()
        factor = next((float(v) for k, v in _MULTIPLES.items() if word.startswith(k)), 0.0) or value(match["n"])
        start, end = match.span()
        if word in {"once", "twice", "thrice"}:
            rate = PER.match(masked, end)
            if rate and not _NO_RATE.match(masked, end):
                said = compared(masked[max(0, start - 48) : start])
                at = start if said is None else max(0, start - 48) + said[1]
                sign = said[0] if said else "="
                words = masked[at : rate.end()]
                found.append(Quantity(words, factor, factor, f"/{per(rate)}", at, rate.end(), sign))
                continue
            if word == "once" or not _AS_MUCH.match(masked, end):
                continue
        elif not match["n"] and not _changes(masked, start, end):
            continue
        left = masked[max(0, start - 48) : start]
        comparator = "="
        if said := compared(left):
            comparator, start = said[0], start - len(left) + said[1]
        found.append(Quantity(masked[start:end], factor, factor, "fold", start, end, comparator))
    return found


def _changes(masked: str, start: int, end: int) -> bool:
    """Whether "double" and the like say a change ("doubles the risk") and not a sort ("a double room")."""
    last, of_a_thing = masked[end - 1].lower(), _OF_A_THING.search(masked[max(0, start - 12) : start]) is not None
    if last == "s" and of_a_thing:
        return False
    if not _CHANGE.match(masked, end):  # "doubles stroke risk", "halved new sprains"
        return last in "sd" and not of_a_thing and _DONE_TO.match(masked, end) is not None
    return not _ARTICLE.search(masked[max(0, start - 5) : start]) or masked.startswith(" the ", end)
