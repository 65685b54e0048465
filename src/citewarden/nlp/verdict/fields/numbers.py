"""The numbers of a claim against those of the passage: equal, other, or not there, and what each is said of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from citewarden.nlp.verdict import amounts
from citewarden.nlp.verdict.alignment import NEAR
from citewarden.nlp.verdict.amounts import Amount, comparable, relation
from citewarden.nlp.verdict.comparison import Comparison, number_mark
from citewarden.nlp.verdict.sentence import Reading
from citewarden.nlp.verdict.terms import stem, table

_PER_GROUP = re.compile(
    r"\b(?:in|of|per|for) every\b|\bper (?:100|1,?000)\b|percentage point|\babsolute\b|\bextra\b", re.I
)
_RELATIVE = re.compile(r"\brelative\b|\b(?:risk|rate|odds|chance)\b.{0,40}\bby\b", re.I)
_CLAUSE = re.compile(r"\b(?:and|but|while|whereas|versus|vs|compared)\b|;|, ")
_PEOPLE_WORDS = "adults people patients participants women men children persons volunteers individuals"
_PEOPLE = frozenset(stem(w) for w in _PEOPLE_WORDS.split())


STATED = 0.6
"""Fit from which a share in the best sentence is the source's own answer, and counts elsewhere make no other."""


class Candidate(NamedTuple):
    """A number of the passage beside one of the claim: how they relate, how much of what it is said of is shared."""

    relation: str
    fit: float
    where: int
    amount: Amount


def compare(c: Comparison) -> None:
    """Set every number of the claim beside its likeliest counterpart (p-values and intervals aside)."""
    if c.claim.amounts:
        everything = [(i, a) for i, s in enumerate(c.sentences) for a in s.amounts]
        for mine in c.claim.amounts:
            if mine.dimension not in ("p", "CI"):
                _one(c, mine, everything)


def _one(c: Comparison, mine: Amount, everything: Sequence[tuple[int, Amount]]) -> None:
    same = [(i, a) for i, a in everything if a.dimension == mine.dimension] or [
        (i, a) for i, a in everything if comparable(a, mine)
    ]
    start = mine.quantity.start
    wanted = [k for k in c.need if abs(c.claim.terms[k].start - start) < 120]
    rated = sorted(
        (Candidate(relation(mine, a), _fit(c, wanted, i, a), i, a) for i, a in same),
        key=lambda r: (-r.fit, r.where, r.amount.low),
    )
    here = _at_hand(c, rated)
    if any(r.relation == "equal" for r in here):
        _equal(c, mine, here)
    elif not _worked_out(c, mine, everything, here):
        if here:
            _other(c, mine, here, wanted, len(same))
        else:
            _absent(c, mine, everything, rated)


def _at_hand(c: Comparison, rated: Sequence[Candidate]) -> list[Candidate]:
    """Candidates in sentences that speak of the claim; beside the best one only where those name what it names."""
    around = {c.best, c.second} | {i for i in range(len(c.sentences)) if c.cover[i] >= 0.7 * c.cover[c.best]}
    here = [r for r in rated if r.where in around]
    if not any(r.where == c.best for r in here):
        return here
    names = [k for k in c.need if c.claim.terms[k].weight >= 0.75 and c.strength[c.best][k] >= 0.9]
    return [r for r in here if r.where == c.best or all(c.strength[r.where][k] >= 0.45 for k in names)]


def _equal(c: Comparison, mine: Amount, here: Sequence[Candidate]) -> None:
    """The number is there; is it said of the same, or does another stand nearer to what the claim says it of?"""
    q, top = mine.quantity, here[0]
    first = next(r for r in here if r.relation == "equal")
    others = [a for a in c.claim.amounts if a is not mine and a.dimension == mine.dimension]
    paired = bool(others) and all(any(relation(o, r.amount) == "equal" for r in here) for o in others)
    rival = None if paired or mine.dimension == "1" else _rival(c, first.where, mine)
    if rival is not None:
        where, weight = rival[0], 0.5 if c.long(rival[0]) else 0.8
        other, why = rival[1].quantity, f"{q.text} in the article; the source gives {rival[1].quantity.text} for this"
    else:
        spare = 0.3 if first.where == top.where else 0.05
        if first.fit >= top.fit - spare or first.amount.low == top.amount.low or paired:
            c.agreements.append(f"{q.text} = {first.amount.quantity.text}")
            return
        where, weight = top.where, 0.5 if mine.dimension in ("1", "age") or c.long(top.where) else 0.75
        other, why = top.amount.quantity, f"the source gives {top.amount.quantity.text} here, not {q.text}"
    c.against("number", weight, why, number_mark(-1, q, "number"), number_mark(where, other, "number"))


def _worked_out(
    c: Comparison, mine: Amount, everything: Sequence[tuple[int, Amount]], here: Sequence[Candidate]
) -> bool:
    """Do numbers of the passage make it together: a share of counts, tablets times strength, a sum of shares?"""
    low, high = amounts.interval(mine)
    room = min(0.6, 0.1 * abs(mine.low))
    stated = any(r.where == c.best and r.fit >= STATED for r in here)
    if mine.dimension == "%" and not stated and any(low - room <= s <= high + room for s in _shares(everything)):
        c.agreements.append(f"{mine.quantity.text}: the counts given make this share")
        return True
    kind = mine.dimension.split("/")[0]
    products = amounts.derived_products([a for _, a in everything])
    if any(d == kind and low * 0.98 <= v <= high * 1.02 for v, d in products):
        return True
    sums = amounts.derived_sums([r.amount for r in here], mine.dimension) if mine.dimension == "%" else []
    return any(low <= v <= high for v in sums)


def _shares(everything: Sequence[tuple[int, Amount]]) -> list[float]:
    return amounts.derived_shares([a for _, a in everything if a.dimension == "1"])


def _absent(c: Comparison, mine: Amount, everything: Sequence[tuple[int, Amount]], rated: Sequence[Candidate]) -> None:
    """No number of the kind where the passage speaks of the claim."""
    q = mine.quantity
    elsewhere = next((r for r in rated if r.relation == "equal"), None)
    if elsewhere is not None and c.cover[elsewhere.where] >= 0.4 * c.cover[c.best]:
        return
    if mine.dimension == "%" and c.near >= 0.6 and sum(a.dimension == "1" for _, a in everything) == 2:
        shares = _shares(everything)
        if len(shares) == 1:
            why = f"{q.text} in the article; the source's counts make {shares[0]:.0f} %"
            c.against("number", 0.8, why, number_mark(-1, q, "number"))
            return
    trifling = mine.dimension == "age" or (mine.dimension == "1" and mine.low <= 12 and len(c.claim.quantities) > 1)
    if not trifling:
        why = f"the passage gives no number to set beside {q.text}"
        c.against("number", 0.4, why, number_mark(-1, q, "number"))


def _other(c: Comparison, mine: Amount, here: Sequence[Candidate], wanted: Sequence[int], rivals: int) -> None:
    """Another number of the kind stands where the passage speaks of the claim."""
    q, nearest = mine.quantity, here[0]
    where, found = nearest.where, nearest.amount.quantity
    marks = (number_mark(-1, q, "number"), number_mark(where, found, "number"))
    if nearest.relation == "inside":
        c.against("number", 0.45, f"{q.text} is not the same as the source's {found.text}", *marks)
        return
    claim, sentence = c.claim, c.sentences[where]
    if (
        mine.dimension == "%"
        and (claim.search(_PER_GROUP) is None) != (sentence.search(_PER_GROUP) is None)
        and (sentence.search(_RELATIVE) or claim.search(_RELATIVE))
    ):
        why = f"{q.text} of all is not comparable with the source's relative {found.text}"
        c.against("number", 0.5, why, *marks)
        return
    if any(r.relation == "unit" for r in here):
        kind = "unit"
    elif mine.dimension.endswith("/time") or mine.dimension in ("frequency", "tablet", "dose"):
        kind = "dose"
    else:
        kind = "temporal" if mine.dimension == "time" and found.denominator != "age" else "number"
    weight = _clash(c, mine, here, wanted, rivals, kind)
    c.against(kind, weight, f"{q.text} in the article, {found.text} in the source", *marks)


def _clash(
    c: Comparison, mine: Amount, here: Sequence[Candidate], wanted: Sequence[int], rivals: int, kind: str
) -> float:
    """How surely another number contradicts: how well it fits, how many others there are, how much else is said."""
    _, fit, where, found = here[0]
    weights = c.claim.weights
    weight = 1.0 if fit >= 0.3 else 0.75 if fit >= 0.15 else 0.55
    if sum([weights[k] for k in wanted]) < 0.8:
        weight = max(weight, 0.8)
    unmet = [weights[k] for k in wanted if c.held[k] < 0.45]
    if fit < 0.7 and (any(w >= 0.43 for w in unmet) or sum(unmet) >= 0.6):
        weight = min(weight, 0.55)
    if mine.dimension in ("1", "age"):
        counted = _same_counted(mine.quantity.denominator, found.quantity.denominator)
        aged = mine.dimension == "age" and fit >= 0.3
        close = fit >= 0.6 and c.near >= 0.85 and rivals <= 3
        weight = min(weight, 0.9 if counted or aged else 0.8 if close else 0.55)
    if sum(r.where == where for r in here) >= 3 or len(c.claim.quantities) >= 4:
        weight = min(weight, 0.55)
    if mine.dimension == "time" and kind != "unit":
        weight = min(weight, 0.8 if fit >= 0.4 else 0.55)
    return min(weight, 0.55) if c.long(where) else weight


def _rival(c: Comparison, where: int, mine: Amount) -> tuple[int, Amount] | None:
    """Another sentence that alone names what the claim's number is about, with another number of the kind."""
    for k in c.need:
        if c.claim.terms[k].weight < 0.5 or c.strength[where][k] >= 0.45:
            continue
        holders = [i for i, row in enumerate(c.strength) if row[k] >= 0.9]
        if len(holders) != 1 or holders[0] < where:
            continue
        s = c.sentences[holders[0]]
        same = [a for a in s.amounts if a.dimension == mine.dimension]
        if same and not any(relation(mine, a) == "equal" for a in same):
            place = min((t.start for t in s.terms if t.key == c.claim.terms[k].key), default=0)
            return holders[0], min(same, key=lambda a: abs(a.quantity.start - place))
    return None


def _fit(c: Comparison, wanted: Sequence[int], where: int, number: Amount) -> float:
    """How much of what the claim's number is about stands beside this number of the source."""
    sentence = c.sentences[where]
    low, high = stretch(sentence, number)
    terms = [t for t in sentence.terms if low <= t.start < high]
    keys = {t.key for t in terms}
    openings = {key[:6] for key in keys}
    rows = [t.vector for t in terms if t.vector >= 0]
    weights = c.claim.weights
    total = sum([weights[k] for k in wanted]) or 1.0
    beside = {}
    unmet = []
    for k in wanted:
        t = c.claim.terms[k]
        beside[k] = t.key in keys or (len(t.key) >= 6 and t.key[:6] in openings)
        if not beside[k] and t.vector >= 0 and c.strength[where][k] >= 0.9:
            unmet.append(k)
    if unmet and rows:
        found = table().likeness([c.claim.terms[k].vector for k in unmet], [rows])
        beside.update((k, value >= NEAR) for k, (value,) in zip(unmet, found, strict=True))
    got = 0.0
    for k in wanted:
        if beside[k]:
            got += weights[k]
        elif c.strength[where][k] >= 0.9:
            got += 0.35 * weights[k]
    return got / total


def stretch(sentence: Reading, number: Amount) -> tuple[int, int]:
    """The clause around a number: up to the next comparable number, "and", "but", a semicolon."""
    q = number.quantity
    alike = [a.quantity for a in sentence.amounts if a.dimension == number.dimension]
    others = [(x.start, x.end) for x in alike if x.start != q.start]
    left = max((e for _, e in others if e <= q.start), default=0)
    right = min((s for s, _ in others if s >= q.end), default=len(sentence.text))
    if left == 0 and right == len(sentence.text):
        return 0, right
    cuts = [m.start() for m in _CLAUSE.finditer(sentence.text)]
    between = [x for x in cuts if left <= x < q.start]
    low = between[0] if left and between else left
    after = [x for x in cuts if q.end <= x < right]
    high = after[-1] if after and right < len(sentence.text) else right
    return low, high


def _same_counted(a: str, b: str) -> bool:
    left, right = {stem(w) for w in a.lower().split()}, {stem(w) for w in b.lower().split()}
    return bool(left & right) or bool(a and b and left & _PEOPLE and right & _PEOPLE)
