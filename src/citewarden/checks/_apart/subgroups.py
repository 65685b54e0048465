"""A figure of some told of all: "nearly half" of those with a stricture, where the source gives 29% overall."""

from __future__ import annotations

import re
from dataclasses import replace

from citewarden.checks._apart import effects
from citewarden.checks._apart.asked import Apart, beside, kin, sentences, telling, words_of
from citewarden.checks._apart.people import groups_in
from citewarden.checks._apart.ratios import is_change
from citewarden.checks._doses import drugs_in
from citewarden.checks._figures import TIMES, figures
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
    r"|\b(?:in|among) the (?P<nth>(?:first|second|third|\w+) (?:cohort|subgroup|stratum|subset))\b"
    r"|\b(?:in|among|for) (?:the )?(?P<group>adults|children|women|men|boys|girls|infants|teenagers|adolescents)\b",
    re.I,
)
"""A part of those studied: "among those with a stricture"."""
_ALL = re.compile(
    r"\b(?:overall|summary|pooled|altogether|in all|in total|as a whole|combined|taken together|of all"
    r"|all (?:participants|patients|respondents"
    r"|children|adults|women|men|people|users|who)|(?:the )?(?:whole|entire|total) (?:group|sample|cohort"
    r"|population|trial)"
    r"|both (?:groups|cohorts)|(?:across|in) (?:the|our) (?:sample|cohort|trial population))\b",
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
    for own in (_as_share(q) for q in figures(claim) if q.denominator != "age"):
        if (own.unit == "1" and "." not in own.text) or (own.unit in TIMES and not effects.told(claim)):
            continue
        whole = [q for _, text in sentences(read) for q in _of_all(text, own, claim)]
        if not whole or any(_is_told(own, q) for q in whole) or _names_others(claim.standalone, read):
            continue
        for passage, text in sentences(read):
            some = _of_whom(own, text)
            if some is None or any(_is_told(own, q) for _, t in sentences(read) if t != text for q in figures_of(t)):
                continue
            if not _ALL.search(some) and _narrows(some, claim, read):
                there = whole[0].text
                return beside(audit, own.text, f"{some} … {there}", passage, text, "Name the group of the source.")
    return None


def _as_share(own: Quantity) -> Quantity:
    """A figure, "halved" as the change by 50% that it is."""
    change = 100 * (1 - own.low)
    return replace(own, low=change, high=change, unit="%") if own.unit == "fold" and 0 < own.low < 1 else own


_RATIOS = frozenset(("fold", "RR", "OR", "HR"))


def _is_told(own: Quantity, there: Quantity) -> bool:
    """Whether a figure is the told one, and lies on the side of the told bound."""
    beyond = (own.comparator in (">", ">=") and there.high < own.low) or (
        own.comparator in ("<", "<=") and there.low > own.high
    )
    return is_same(own, there) and not beyond


def _narrows(some: str, claim: Claim, read: list[Passage]) -> bool:
    """Whether a part of those studied is told by what the sentence does not name, nor what is said of all studied."""
    first = " ".join(text for at, (_, text) in enumerate(sentences(read)) if not at or _ALL.search(text)).replace(
        some, " "
    )
    words = kin(claim.standalone) | kin(claim.section)
    if drugs_in(some) & drugs_in(claim.standalone) or _ages(some) & _ages(claim.standalone):
        return False
    named = telling(some) - _PLAIN - telling(first)
    groups = groups_in(some) - groups_in(claim.standalone) - groups_in(first)
    if groups_in(some) & groups_in(claim.standalone) and not _FURTHER.search(some):
        return False
    return not named & words and bool(named or groups or _ages(some))


_FURTHER = re.compile(
    r"\b(?:with|without|who|whose|under|over|aged|younger|older|whom|taking|having|on|living)\b", re.I
)
"""What tells of a group a part: "adults over 75"."""


def found_in_some(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect, of which the source says that there was none over all, and some in a part of those
    studied that the sentence does not name."""
    words = effects.told(claim)
    rows = list(sentences(read))
    if not words or _PICKED.search(claim.standalone):
        return None
    for at, (_, text) in enumerate(rows):
        null = effects.NULL.search(text) or words_of("none").search(text) or _NO_OVERALL.search(text)
        if null is None or not (_ALL.search(text) or _NO_OVERALL.search(text)) or not words & telling(text):
            continue
        for passage, part in rows[at + 1 :]:
            some = _SOME.search(part)
            named = telling(some[0] if some else "") - _PLAIN - telling(rows[0][1])
            picked = _PICKED.search(part) or (some and _narrows(some[0], claim, read))
            if picked and words & telling(part) and not named & words and not effects.NULL.search(part):
                said = picked[0] if isinstance(picked, re.Match) else some[0].strip() if some else ""
                return beside(
                    audit, claim.text[:60], f"{null[0]} … {said}", passage, part, "Tell what was found in all."
                )
    return None


_NO_OVERALL = re.compile(
    r"\bno (?:overall|general) (?:\w+ ){0,2}(?:difference|effect|benefit|change|improvement)", re.I
)
_PICKED = re.compile(
    r"\b(?:post[- ]hoc|exploratory|sub-?group|subset|secondary analysis|unplanned|stratum"
    r"|(?:only|just) (?:in|among|for)"
    r"|helped only)\b",
    re.I,
)
"""What says of a finding that it is of a part picked afterwards."""
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


def _of_all(text: str, own: Quantity, claim: Claim) -> list[Quantity]:
    """The figure of a sentence that it gives for all, of one kind with another: the one nearest to what says so, or the
    only one of a sentence on the same thing that tells of no part."""
    said = _ALL.search(text)
    found = [q for q in figures_of(text) if q.denominator != "age" and _is_of_kind(q, own)]
    if (
        said is None
        and len(found) == 1
        and own.unit == "%"
        and not _SOME.search(text)
        and not is_change(text, found[0])
    ):
        return found if len(telling(text) & telling(claim.standalone)) >= SHARED else []
    if said is None or not found:
        return []
    cuts = [0, *(m.end() for m in _PART.finditer(text)), len(text)]
    start, end = max(c for c in cuts if c <= said.start()), min(c for c in cuts if c > said.start())
    found = [q for q in found if start <= q.start < end] or found
    return [min(found, key=lambda q: min(abs(q.start - said.end()), abs(said.start() - q.end)))]


SHARED = 2
"""Telling words by which a sentence of a source gives for all what the article's tells."""


def _is_of_kind(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or {one.unit, other.unit} <= _RATIOS


def _of_whom(own: Quantity, text: str) -> str | None:
    """The part of those studied whose figure a sentence gives, if it has that figure: what stands beside it, or at the
    head of the sentence."""
    found = [q for q in figures_of(text) if _is_told(own, q)]
    if len(found) != 1:
        return None
    cuts = [0, *(m.end() for m in _PART.finditer(text)), len(text)]
    start = max(c for c in cuts if c <= found[0].start)
    end = min(c for c in cuts if c > found[0].start)
    near = [*_SOME.finditer(text, start, end)] or [m for m in (_SOME.match(text),) if m and start]
    return max((m[0].strip() for m in near), key=len, default=None)
