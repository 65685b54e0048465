"""A figure of some told of all: "nearly half" of those with a stricture, where the source gives 29% overall."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import Apart, beside, kin, sentences, telling
from citewarden.checks._apart.people import groups_in
from citewarden.checks._doses import drugs_in
from citewarden.checks._figures import figures
from citewarden.checks._same_figures import figures_of, is_same
from citewarden.model import Audit, Claim, Passage, Quantity

_WHOM = (
    r"(?:the \d[\d,]* |the |those |all )?(?:(?:people|patients|participants|respondents|adults|women|men|children"
    r"|pupils|users"
    r"|volunteers|mothers|babies|smokers|members|cases|users|employees|residents|teenagers|girls|boys) )?"
)
_SOME = re.compile(
    rf"\b(?:in|among|for|of|by) {_WHOM}(?:(?<=those )|(?<=patients )|(?<=people )|(?<=participants )|(?<=respondents )"
    r"|(?<=adults )|(?<=women )|(?<=men )|(?<=children )|(?<=users )|(?<=babies )|(?<=mothers ))"
    r"(?P<what>(?:with|without|who|whose|under|over|aged|younger|older|in whom|taking|having|on|at|from|living)\b"
    r"[^,.;:()]{2,80})"
    r"|\b(?:in|among) the (?P<nth>(?:first|second|third|\w+) (?:cohort|subgroup|stratum|subset))\b",
    re.I,
)
"""A part of those studied: "among those with a stricture"."""
_ALL = re.compile(
    r"\b(?:overall|altogether|in all|in total|as a whole|combined|taken together|of all|all (?:participants"
    r"|patients|respondents"
    r"|children|adults|women|men|people|users|who)|(?:the )?(?:whole|entire|total) (?:group|sample|cohort"
    r"|population|trial)"
    r"|both (?:groups|cohorts))\b",
    re.I,
)
_PART = re.compile(
    r"[;:] |, (?:and |but |while |whereas |rising |falling |against )|\b(?:and|but|while|whereas|against|rising"
    r"|falling) "
)
_PLAIN = telling("group cohort subgroup trial part study had were was did does enrolled assigned treated given")


def told_of_all(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A figure that the sentence gives without saying of whom, the source of some alone, and another one for all."""
    if claim.hypothetical and not figures(claim):
        return None
    words = kin(claim.standalone) | kin(claim.section)
    wholes = [(p, text, q) for p, text in sentences(read) if _ALL.search(text) for q in _of_all(text)]
    for own in (q for q in figures(claim) if q.denominator != "age" and q.unit in ("%", "fold", "1")):
        if own.unit == "1" and "." not in own.text:
            continue
        whole = [row for row in wholes if row[2].unit == own.unit]
        if not whole or any(is_same(own, q) for *_, q in whole):
            continue
        if _names_others(claim.standalone, read):
            continue
        for passage, text in sentences(read):
            some = _of_whom(own, text)
            if some is None or any(is_same(own, q) for _, t in sentences(read) if t != text for q in figures_of(t)):
                continue
            named = telling(some) - _PLAIN
            if groups_in(some) & groups_in(claim.standalone) or drugs_in(some) & drugs_in(claim.standalone):
                continue
            if named & words or _ages(some) & _ages(claim.standalone) or _ALL.search(some):
                continue
            if named or _ages(some):
                there = whole[0][2].text
                return beside(audit, own.text, f"{some} … {there}", passage, text, "Name the group of the source.")
    return None


_CLAIMED = re.compile(r"\b(?:who|whose|with|without|in whom|having|taking)\b(?P<what>[^,.;:()]{3,40})", re.I)


def _names_others(text: str, read: list[Passage]) -> bool:
    """Whether a sentence names a part of those studied in words that the source has not: perhaps the source's part."""
    there = kin(" ".join(p.text for p in read))
    return any(
        telling(" ".join(m["what"].split()[:2])) - there - _PLAIN and not m[0].startswith("with ")
        for m in _CLAIMED.finditer(text)
    )


def _ages(text: str) -> set[float]:
    return {q.low for q in figures_of(text)}


def _of_all(text: str) -> list[Quantity]:
    """The figures of a sentence that it gives for all: the one nearest to the words that say so."""
    said = _ALL.search(text)
    found = [q for q in figures_of(text) if q.denominator != "age" and q.unit not in ("CI", "p")]
    shares = [q for q in found if q.unit == "%"] or found
    if said is None or not shares:
        return []
    return [min(shares, key=lambda q: min(abs(q.start - said.end()), abs(said.start() - q.end)))]


def _of_whom(own: Quantity, text: str) -> str | None:
    """The part of those studied whose figure a sentence gives, if it has that figure: what stands beside it, or at the
    head of the sentence."""
    found = [q for q in figures_of(text) if is_same(own, q)]
    if len(found) != 1:
        return None
    cuts = [0, *(m.end() for m in _PART.finditer(text)), len(text)]
    start = max(c for c in cuts if c <= found[0].start)
    end = min(c for c in cuts if c > found[0].start)
    near = _SOME.search(text, start, end) or (_SOME.match(text) if start else None)
    if near is None:
        return None
    return near[0].strip()
