"""The deciding layer: SUPPORT and CONTRADICT only where two sentences are accounted for, NEI everywhere else.

The comparison of fields (`compare.py`, `rules.py`) finds the sentences that speak of the claim, names the issue and
may veto; it never calls SUPPORT. The account of the aligned sentence (`account.py`) does, and finds the one sure
difference that makes a CONTRADICT. The chance shown is the share of such calls that were right (`chance.json`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from citewarden import learned
from citewarden.model import Opinion
from citewarden.model.evidence import TORN
from citewarden.nlp.verdict.account import Account, account, likely
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.differences import Difference, same_number
from citewarden.nlp.verdict.doubts import Doubt, both, doubt
from citewarden.nlp.verdict.items import firm_keys, items
from citewarden.nlp.verdict.protocol import Mark, Pair, Verdict
from citewarden.nlp.verdict.rules import shared_marks, with_parts
from citewarden.nlp.verdict.short_forms import defined

NAME = "witnesses-1"
READ = 3
"""Sentences of a passage that are accounted for: those that speak of the claim most."""
OTHERS = frozenset(("population", "subgroup", "scope"))
"""Issues by which the source speaks of others than the claim: no verdict stands against them."""
VETOES = OTHERS | {"hedge", "causal"}
"""Issues that no support stands against."""
_FILE = Path(__file__).with_name("chance.json")
_STANDS_FOR = re.compile(
    r"\b(?:it|they|them|he|she|him|her)\b|"
    r"\b(?:this|that|these|those)\b(?= (?:is|are|was|were|can|may|does|do|has|have|will)\b)",
    re.I,
)


class Witnesses:
    """Fields and accounts together."""

    name = NAME

    def __init__(self, *, support: float = 0.0, contradict: float = 0.0) -> None:
        self.thresholds = {"support": support, "contradict": contradict}

    def verify(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """A verdict for each pair, in order."""
        return [self.one(pair) for pair in pairs]

    def one(self, pair: Pair) -> Verdict:
        """The verdict on one pair."""
        c = compare(pair)
        told = accounts(pair, c)
        ruled = _narrowed(with_parts(pair, c), told)
        call = _called(pair, c, told)
        if call.doubt is not None and ruled.label != "CONTRADICT":
            return _doubted(ruled, call.where, call.doubt, pair.sentences, c.near)
        label, where, found = call.label, call.where, call.account
        kind = found.differences[0].kind if found is not None and label == "CONTRADICT" else ""
        if label == "NEI" and ruled.label == "CONTRADICT":
            label, kind = ruled.label, ruled.issue
        score = chance(label, kind or ruled.issue, c.near)
        if score < self.thresholds.get(label.lower(), 0.0):
            label, found, score = "NEI", None, chance("NEI", ruled.issue, c.near)
        if found is None:
            return replace(ruled, label=label, score=score)
        why = found.differences[0].why if kind else "every word of the claim stands in this sentence, in the same sense"
        marks = _marks(where, found.differences[0]) if kind else shared_marks(c, where)
        opinion = Opinion(NAME, label, score, kind, why)
        return Verdict(label, score, NAME, kind, why, where, marks, (*ruled.opinions, opinion), label)


class Call(NamedTuple):
    """What the accounts allow: a label, the sentence that decides and its account; or what speaks against a call."""

    label: str
    where: int
    account: Account | None = None
    doubt: Doubt | None = None


def accounts(pair: Pair, c: Comparison) -> list[tuple[int, Account]]:
    """The claim set against the sentences that speak of it, in the order of the passage's own `order`."""
    known = defined(pair.sentences)
    needed = firm_keys(pair.claim, known)
    out = []
    for i in c.order[: READ if pair.sentences else 0]:
        earlier = pair.sentences[:i]
        named = frozenset[str]().union(*(firm_keys(s, known) for s in earlier))
        if likely(needed, firm_keys(pair.sentences[i], known), named):
            before = [item for s in earlier for item in items(s, known)]
            texts = (pair.claim, pair.sentences[i])
            out.append((i, account(items(pair.claim, known), items(pair.sentences[i], known), texts, before)))
    return out


def _called(pair: Pair, c: Comparison, told: Sequence[tuple[int, Account]]) -> Call:
    """The call the accounts allow; none where sentences of the passage disagree, or one takes another back."""
    for_it = [(i, a) for i, a in told if a.carried and not _idle(c, i)]
    against = [(i, a) for i, a in told if a.opposed and not _idle(c, i)]
    silent = Call("NEI", c.best)
    if _unresolved(pair.claim):
        return silent
    if for_it and against:
        kind = against[0][1].differences[0].kind
        return Call("NEI", for_it[0][0], doubt=both(pair, for_it[0][0], against[0][0], kind))
    if for_it and not _named(c, VETOES):
        where, found = for_it[0]
        back = doubt(pair, where)
        return Call("NEI", where, doubt=back) if back else Call("SUPPORT", where, found)
    if against and not for_it and not _named(c, OTHERS) and not _stated(pair, against[0][1].differences[0]):
        where, found = against[0]
        back = doubt(pair, where)
        return Call("NEI", where, doubt=back) if back else Call("CONTRADICT", where, found)
    return silent


def _doubted(ruled: Verdict, where: int, it: Doubt, sentences: Sequence[str], near: float) -> Verdict:
    """No call: the sentence that would decide, and the one that speaks against it."""
    score = chance("NEI", it.kind, near)
    opinion = Opinion(NAME, "NEI", score, it.kind, it.why)
    inside = it.kind and 0 <= it.sentence < len(sentences)
    marks = (Mark(it.sentence, 0, len(sentences[it.sentence]), it.kind),) if inside else ()
    return replace(
        ruled,
        score=score,
        method=TORN,
        issue=it.kind,
        note=it.why,
        best=where,
        marks=marks,
        opinions=(*ruled.opinions, opinion),
    )


def _unresolved(claim: str) -> bool:
    """Does the claim speak of an "it" or "them" that it does not name?"""
    found = _STANDS_FOR.search(claim)
    return found is not None and sum(not i.harmless for i in items(claim) if i.end <= found.start()) < 2


def _idle(c: Comparison, where: int) -> bool:
    """Does the sentence state nothing: a question, an aim, a caption?"""
    sentence = c.sentences[where]
    return sentence.boilerplate or sentence.text.rstrip().endswith("?") or (sentence.aim and not c.claim.aim)


def _stated(pair: Pair, it: Difference) -> bool:
    """Does the passage give the claim's number too, of something else or at another time?"""
    mine = it.claim
    if mine is None or mine.amount is None:
        return False
    known = defined(pair.sentences)
    return any(
        same_number(mine, other) for s in pair.sentences for other in items(s, known) if other.amount is not None
    )


def _named(c: Comparison, kinds: frozenset[str]) -> bool:
    return any(s.kind in kinds for s in c.signals)


def _narrowed(ruled: Verdict, told: Sequence[tuple[int, Account]]) -> Verdict:
    """The fields' verdict, with the scope named where "all" stands against a group and the fields name nothing."""
    for where, a in told:
        if not ruled.issue and (pair := a.narrowed):
            it = Difference("scope", *pair)
            opinion = Opinion(NAME, "NEI", ruled.score, it.kind, it.why)
            marks = _marks(where, it)
            return replace(
                ruled, issue=it.kind, note=it.why, best=where, marks=marks, opinions=(*ruled.opinions, opinion)
            )
    return ruled


def _marks(where: int, it: Difference) -> tuple[Mark, ...]:
    places = ((-1, it.claim), (where, it.source))
    return tuple(Mark(n, i.start, i.end, it.kind) for n, i in places if i is not None)


@cache
def _chances() -> Mapping[str, Mapping[str, float]]:
    data: dict[str, dict[str, float]] = json.loads(learned.read(_FILE))
    return data


def sorts(label: str, issue: str, near: float) -> tuple[str, ...]:
    """The sorts of call a verdict belongs to, the narrowest first."""
    if label == "NEI":
        return (f"{'issue' if issue else 'none'} {min(int(near * 5), 4)}",)
    return (issue, "") if issue else ("",)


def chance(label: str, issue: str, near: float) -> float:
    """The share of calls of this sort that were right on pairs that were looked at (`benchmarks/fit_chances.py`)."""
    table = _chances()[label]
    return next((table[sort] for sort in sorts(label, issue, near) if sort in table), 0.5)
