"""Claim beside passage, field by field: what is shared, what is missing, what differs.

Everything here is counted from the two `Reading`s; nothing is learned. `compare` gives the alignment, a list of signals
(each one difference in one field, with the words) and a feature row for the learned scorer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from citewarden.config import lexicon
from citewarden.model import Quantity
from citewarden.nlp.verdict import numbers
from citewarden.nlp.verdict.numbers import Amount
from citewarden.nlp.verdict.protocol import Mark, Pair
from citewarden.nlp.verdict.reading import ADJECTIVES, Event, Reading, defined, read
from citewarden.nlp.verdict.terms import Term, stem, table

NEAR = 0.80
"""Cosine from which two words count as one (inflections, spellings, near synonyms)."""
FAR = 0.62
"""Cosine from which two words count as related."""
PLAIN = 20
"""Words up to which a claim and a sentence are plain."""
LONG = 24
"""Words from which a sentence holds several statements: what differs in it must stand beside what is shared."""
_ANAPHOR_WORDS = "it they them these this that those their its such both he she his her"
_ANAPHOR = frozenset(_ANAPHOR_WORDS.split())
_THE = re.compile(
    r"\b[Tt]he (?:disease|disorder|condition|drug|medicine|trial|study|treatment|vaccine|group|test|same|patients|"
    r"shot|tablets?)\b"
)
_PER_GROUP = re.compile(
    r"\b(?:in|of|per|for) every\b|\bper (?:100|1,?000)\b|percentage point|\babsolute\b|\bextra\b", re.I
)
_RELATIVE = re.compile(r"\brelative\b|\b(?:risk|rate|odds|chance)\b.{0,40}\bby\b", re.I)
_TEMPORAL_WORDS = """
    before after prior following morning evening early late first last day night winter summer
"""
_TEMPORAL = frozenset(_TEMPORAL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Signal:
    """One difference: `kind` is the issue, `weight` how strongly it speaks against (1 contradicts, 0.5 says less)."""

    kind: str
    weight: float
    why: str
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Comparison:
    """A claim beside a passage; `need` are the claim terms that need a counterpart."""

    claim: Reading
    sentences: tuple[Reading, ...]
    need: tuple[int, ...]
    strength: list[list[float]]
    cover: list[float]
    order: list[int]
    best: int
    second: int
    near: float
    wide: float
    missing: float
    missing_terms: tuple[Term, ...]
    signals: list[Signal] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Are claim and best sentence short enough for the rules to decide alone?"""
        return max(len(self.claim.text.split()), len(self.sentences[self.best].text.split())) <= PLAIN

    def against(self, kind: str, weight: float, why: str, *marks: Mark) -> None:
        """Note a difference."""
        self.signals.append(Signal(kind, weight, why, marks))


def compare(pair: Pair) -> Comparison:
    """Read and align a pair, then compare every field."""
    known = defined(pair.sentences)
    claim = read(pair.claim, known)
    sentences = tuple(read(s, known) for s in pair.sentences) or (read(""),)
    need = claim.needed or tuple(range(len(claim.terms)))
    strength = [_strengths(claim, s) for s in sentences]
    weight = [t.weight for t in claim.terms]
    total = sum(weight[k] for k in need) or 1.0
    heading = _strengths(claim, read(pair.heading)) if pair.heading else [0.0] * len(claim.terms)
    everywhere = [max(max(row[k] for row in strength), 0.9 * heading[k]) for k in range(len(claim.terms))]
    cover = [sum(weight[k] * row[k] for k in need) / total for row in strength]
    reach = [_reach(claim, sentences, strength, heading, i, need, weight) / total for i in range(len(sentences))]
    order = sorted(range(len(sentences)), key=lambda i: (-_rank(claim, sentences[i], cover[i], reach[i]), i))
    order = _conditioned(claim, sentences, order)
    best = order[0]
    second = order[1] if len(order) > 1 else best
    third = order[2] if len(order) > 2 else second
    joint = [max(strength[best][k], 0.95 * strength[second][k], 0.9 * strength[third][k]) for k in range(len(weight))]
    near = max(reach[best], sum(weight[k] * joint[k] for k in need) / total)
    slots = [q for q in claim.quantities if numbers.amount(q).dimension not in ("p", "CI")]
    if slots:
        near_by = [numbers.amount(q) for i in {best, second, third} for q in sentences[i].quantities]
        held = sum(any(_comparable(numbers.amount(q), a) for a in near_by) for q in slots)
        near = (near * total + 0.4 * held) / (total + 0.4 * len(slots))
    wide = sum(weight[k] * everywhere[k] for k in need) / total
    lost = tuple(claim.terms[k] for k in need if everywhere[k] < 0.45 and weight[k] >= 0.43)
    missing = sum(t.weight for t in lost) / total
    c = Comparison(claim, sentences, need, strength, cover, order, best, second, near, wide, missing, lost)
    _numbers(c)
    _directions(c)
    _negation(c)
    _opposites(c)
    _quantifiers(c)
    _strength_of_wording(c)
    _durations(c)
    _by_numbers(c)
    _people(c, pair.design)
    _scope(c)
    _features(c)
    return c


def _conditioned(claim: Reading, sentences: Sequence[Reading], order: list[int]) -> list[int]:
    """A claim on people "without X" is answered by the sentence on people without X, where there is one."""
    match = re.search(r"\b(?:without|with no|not having|free of)\b", claim.text, re.I)
    if not match:
        return order
    group = {claim.terms[k].key for k in claim.negated if 0 <= claim.terms[k].start - match.end() < 40}
    for i in order:
        s = sentences[i]
        if re.search(r"\b(?:without|with no|not having|free of)\b", s.text, re.I) and group & {
            s.terms[k].key for k in s.negated
        }:
            return [i, *(x for x in order if x != i)]
    return order


def _reach(
    claim: Reading,
    sentences: Sequence[Reading],
    strength: Sequence[Sequence[float]],
    heading: Sequence[float],
    i: int,
    need: Sequence[int],
    weight: Sequence[float],
) -> float:
    """Weighted coverage by sentence `i` read in its place: what it refers back to counts, a little less."""
    here = sentences[i]
    refers = bool(here.words & _ANAPHOR) or bool(_THE.search(here.text))
    carried = 0.9 if refers else 0.6
    got = 0.0
    for k in need:
        before = max((strength[j][k] * (1.0 if j >= i - 1 else 0.9) for j in range(i)), default=0.0)
        after = 0.6 * strength[i + 1][k] if i + 1 < len(sentences) else 0.0
        got += weight[k] * max(strength[i][k], carried * before, after, 0.8 * heading[k])
    return got


def _rank(claim: Reading, sentence: Reading, cover: float, reach: float) -> float:
    """Which sentence speaks of the claim: coverage, a little for like numbers and the same people."""
    score = 0.55 * cover + 0.45 * reach
    alike = 0
    if claim.quantities and sentence.quantities:
        mine = [numbers.amount(q) for q in claim.quantities]
        found = [numbers.amount(q) for q in sentence.quantities]
        alike = len({b.dimension for b in mine if any(_comparable(a, b) for a in found)})
        score += (0.0, 0.10, 0.18)[min(alike, 2)]
        if any(_comparable(a, b) and numbers.relation(b, a) == "equal" for a in found for b in mine):
            score += 0.04
    if cover < 0.12 and not alike:
        return score - 0.2
    if sentence.aim and not claim.aim:
        score -= 0.05
    if sentence.boilerplate:
        score -= 0.25
    if claim.null and sentence.null:
        score += 0.10
    lab = {"species:animals", "species:cells"}
    if bool(claim.groups & lab) != bool(sentence.groups & lab) and sentence.groups:
        score -= 0.12
    if claim.negated:
        own = {claim.terms[k].key for k in claim.negated}
        if own & {sentence.terms[k].key for k in sentence.negated}:
            score += 0.12
    return score


def _comparable(a: Amount, b: Amount) -> bool:
    return a.dimension == b.dimension or {a.dimension, b.dimension} == {"age", "time"}


def _strengths(claim: Reading, sentence: Reading) -> list[float]:
    """For each claim term, how well the sentence holds it, 0 to 1."""
    keys, words = sentence.keys, sentence.words
    out = [1.0 if t.key in keys or t.key in words else 0.0 for t in claim.terms]
    for k, t in enumerate(claim.terms):
        if not out[k] and len(t.key) >= 6 and t.key[:6] in sentence.prefixes:
            out[k] = 0.9
        elif not out[k] and t.width > 1:
            parts = claim.tokens[t.token : t.token + t.width]
            out[k] = 0.75 * sum(p.stem in sentence.stems for p in parts) / t.width
    open_ = [k for k, t in enumerate(claim.terms) if out[k] == 0.0 and t.vector >= 0]
    if open_ and sentence.rows:
        vectors = table().vectors
        cosines = vectors[[claim.terms[k].vector for k in open_]] @ vectors[list(sentence.rows)].T
        for k, value in zip(open_, cosines.max(axis=1).tolist(), strict=True):
            if value >= FAR and not _affixed(claim.terms[k].key, sentence):
                out[k] = 0.95 if value >= NEAR else 0.15 + 0.6 * (value - FAR) / (NEAR - FAR)
    return out


_PREFIX = re.compile(
    r"(?:pre|non|anti|un|in|im|hyper|hypo|post|inter|intra|extra|sub|supra|micro|macro|mono|poly|de|dis)-?(?=\w{4})"
)


def _affixed(key: str, sentence: Reading) -> bool:
    """Is the likeness only that of a word to its own opposite or neighbour (diabetes, prediabetes)?"""
    match = _PREFIX.match(key)
    if match and any(len(k) >= 4 and k[:5] == key[match.end() :][:5] for k in sentence.stems):
        return True
    return any(p and k[p.end() :][:5] == key[:5] for k in sentence.stems if (p := _PREFIX.match(k)))


# --- numbers ----------------------------------------------------------------------------------------------------------


def _numbers(c: Comparison) -> None:
    f = c.features
    f.update(num_claim=float(bool(c.claim.quantities)), num_equal=0.0, num_clash=0.0, num_missing=0.0, num_inside=0.0)
    if c.claim.quantities:
        everything = [(i, numbers.amount(q)) for i, s in enumerate(c.sentences) for q in s.quantities]
        for q in c.claim.quantities:
            mine = numbers.amount(q)
            if mine.dimension not in ("p", "CI"):
                _number(c, q, mine, everything)
    _majority(c)


def _number(c: Comparison, q: Quantity, mine: Amount, everything: Sequence[tuple[int, Amount]]) -> None:
    f = c.features
    around = {c.best, c.second} | {i for i in range(len(c.sentences)) if c.cover[i] >= 0.7 * c.cover[c.best]}
    same = [(i, a) for i, a in everything if a.dimension == mine.dimension] or [
        (i, a) for i, a in everything if _comparable(a, mine)
    ]
    wanted = [k for k in c.need if abs(c.claim.terms[k].start - q.start) < 120]
    rated = sorted(
        ((numbers.relation(mine, a), _fits(c, wanted, i, a.quantity), i, a) for i, a in same),
        key=lambda r: (-r[1], r[2], r[3].low),
    )
    here = [r for r in rated if r[2] in around]
    names = [k for k in c.need if c.claim.terms[k].weight >= 0.75 and c.strength[c.best][k] >= 0.9]
    rivals = any(r[2] == c.best for r in here)
    here = [r for r in here if r[2] == c.best or not rivals or all(c.strength[r[2]][k] >= 0.45 for k in names)]
    equal = [r for r in here if r[0] == "equal"]
    others = [
        numbers.amount(x) for x in c.claim.quantities if x is not q and numbers.amount(x).dimension == mine.dimension
    ]
    if equal:
        top = here[0]
        spare = 0.3 if equal[0][2] == top[2] else 0.05
        paired = bool(others) and all(any(numbers.relation(o, r[3]) == "equal" for r in here) for o in others)
        rival = None if paired or mine.dimension == "1" else _rival(c, equal[0][2], mine)
        if rival is not None:
            weight = 0.5 if _long(c, rival[0]) else 0.8
            f["num_clash"] += weight
            c.against(
                "number",
                weight,
                f"{q.text} in the article; the source gives {rival[1].quantity.text} for this",
                _mark(-1, q, "number"),
                _mark(rival[0], rival[1].quantity, "number"),
            )
            return
        if equal[0][1] >= top[1] - spare or equal[0][3].low == top[3].low or paired:
            f["num_equal"] += 1
            c.agreements.append(f"{q.text} = {equal[0][3].quantity.text}")
            return
        weight = 0.5 if mine.dimension in ("1", "age") or _long(c, top[2]) else 0.75
        f["num_clash"] += weight
        c.against(
            "number",
            weight,
            f"the source gives {top[3].quantity.text} here, not {q.text}",
            _mark(-1, q, "number"),
            _mark(top[2], top[3].quantity, "number"),
        )
        return
    low, high = numbers.interval(mine)
    counts = [(i, a) for i, a in everything if a.dimension == "1"]
    shares = numbers.derived_shares([a for _, a in counts])
    room = min(0.6, 0.1 * abs(mine.low))
    if mine.dimension == "%" and any(low - room <= s <= high + room for s in shares):
        f["num_equal"] += 1
        c.agreements.append(f"{q.text}: the counts given make this share")
        return
    if any(
        d == mine.dimension.split("/")[0] and low * 0.98 <= v <= high * 1.02
        for v, d in numbers.derived_products([a for _, a in everything])
    ):
        f["num_equal"] += 1
        return
    sums = numbers.derived_sums([r[3] for r in here], mine.dimension)
    if mine.dimension == "%" and any(low <= v <= high for v in sums):
        f["num_equal"] += 0.8
        return
    if not here:
        elsewhere = [r for r in rated if r[0] == "equal"]
        if elsewhere and c.cover[elsewhere[0][2]] >= 0.4 * c.cover[c.best]:
            f["num_equal"] += 0.7
            return
        if mine.dimension == "%" and len(shares) == 1 and len(counts) == 2 and c.near >= 0.6:
            f["num_clash"] += 0.8
            c.against(
                "number",
                0.8,
                f"{q.text} in the article; the source's counts make {shares[0]:.0f} %",
                _mark(-1, q, "number"),
            )
            return
        trifling = mine.dimension == "age" or (mine.dimension == "1" and mine.low <= 12 and len(c.claim.quantities) > 1)
        f["num_missing"] += 0.3 if trifling else 1.0
        if not trifling:
            c.against("number", 0.4, f"the passage gives no number to set beside {q.text}", _mark(-1, q, "number"))
        return
    relation, fit, where, found = here[0]
    marks = (_mark(-1, q, "number"), _mark(where, found.quantity, "number"))
    if relation == "inside":
        f["num_inside"] += 1
        c.against("number", 0.45, f"{q.text} is not the same as the source's {found.quantity.text}", *marks)
        return
    absolute = _PER_GROUP.search(c.claim.text) is not None
    if (
        mine.dimension == "%"
        and absolute != (_PER_GROUP.search(c.sentences[where].text) is not None)
        and (_RELATIVE.search(c.sentences[where].text) or _RELATIVE.search(c.claim.text))
    ):
        c.against(
            "number", 0.5, f"{q.text} of all is not comparable with the source's relative {found.quantity.text}", *marks
        )
        return
    if any(r[0] == "unit" for r in here):
        kind = "unit"
    elif mine.dimension.endswith("/time") or mine.dimension in ("frequency", "tablet", "dose"):
        kind = "dose"
    else:
        kind = "temporal" if mine.dimension == "time" and found.quantity.denominator != "age" else "number"
    weight = 1.0 if fit >= 0.3 else 0.75 if fit >= 0.15 else 0.55
    if sum(c.claim.terms[k].weight for k in wanted) < 0.8:
        weight = max(weight, 0.8)
    unmet = [c.claim.terms[k].weight for k in wanted if max(row[k] for row in c.strength) < 0.45]
    if fit < 0.7 and (any(w >= 0.43 for w in unmet) or sum(unmet) >= 0.6):
        weight = min(weight, 0.55)
    if mine.dimension in ("1", "age"):
        counted = _same_counted(q.denominator, found.quantity.denominator)
        aged = mine.dimension == "age" and fit >= 0.3
        close = fit >= 0.6 and c.near >= 0.85 and len(same) <= 3
        weight = min(weight, 0.9 if counted or aged else 0.8 if close else 0.55)
    if sum(r[2] == where for r in here) >= 3 or len(c.claim.quantities) >= 4:
        weight = min(weight, 0.55)
    if mine.dimension == "time" and kind != "unit":
        weight = min(weight, 0.8 if fit >= 0.4 else 0.55)
    if _long(c, where):
        weight = min(weight, 0.55)
    f["num_clash"] += weight
    c.against(kind, weight, f"{q.text} in the article, {found.quantity.text} in the source", *marks)


def _long(c: Comparison, where: int) -> bool:
    """Do claim and sentence hold so much that a difference in one word need not concern the other?

    Long sentences of research say several things; a clash counts only where nearly all of the claim stands in one.
    """
    words = max(len(c.sentences[where].tokens), len(c.claim.tokens))
    return c.sentences[where].boilerplate or (words > LONG and c.cover[where] < (0.72 if words <= 36 else 0.85))


def _rival(c: Comparison, where: int, mine: Amount) -> tuple[int, Amount] | None:
    """Another sentence that alone names what the claim's number is about, with another number of the kind."""
    alone = [k for k in c.need if c.claim.terms[k].weight >= 0.5 and c.strength[where][k] < 0.45]
    for k in alone:
        holders = [i for i, row in enumerate(c.strength) if row[k] >= 0.9]
        if len(holders) != 1 or holders[0] < where:
            continue
        found = [numbers.amount(x) for x in c.sentences[holders[0]].quantities]
        same = [a for a in found if a.dimension == mine.dimension]
        if same and not any(numbers.relation(mine, a) == "equal" for a in same):
            term = c.claim.terms[k].key
            s = c.sentences[holders[0]]
            place = min((t.start for t in s.terms if t.key == term), default=0)
            return holders[0], min(same, key=lambda a: abs(a.quantity.start - place))
    return None


def _fits(c: Comparison, wanted: Sequence[int], where: int, q: Quantity) -> float:
    """How much of what the claim's number is about stands beside this number of the source."""
    sentence = c.sentences[where]
    low, high = _stretch(sentence, q)
    terms = [t for t in sentence.terms if low <= t.start < high]
    keys = {t.key for t in terms}
    rows = [t.vector for t in terms if t.vector >= 0]
    vectors = table().vectors
    total = sum(c.claim.terms[k].weight for k in wanted) or 1.0
    got = 0.0
    for k in wanted:
        t = c.claim.terms[k]
        if (
            t.key in keys
            or (len(t.key) >= 6 and any(x[:6] == t.key[:6] for x in keys))
            or (t.vector >= 0 and rows and float((vectors[rows] @ vectors[t.vector]).max()) >= NEAR)
        ):
            got += t.weight
        elif c.strength[where][k] >= 0.9:
            got += 0.35 * t.weight
    return got / total


def _stretch(sentence: Reading, q: Quantity) -> tuple[int, int]:
    """The clause around a number: up to the next comparable number, "and", "but", a semicolon."""
    unit = numbers.amount(q).dimension
    others = [
        (x.start, x.end) for x in sentence.quantities if numbers.amount(x).dimension == unit and x.start != q.start
    ]
    left = max((e for _, e in others if e <= q.start), default=0)
    right = min((s for s, _ in others if s >= q.end), default=len(sentence.text))
    if left == 0 and right == len(sentence.text):
        return 0, right
    cuts = [m.start() for m in re.finditer(r"\b(?:and|but|while|whereas|versus|vs|compared)\b|;|, ", sentence.text)]
    between = [x for x in cuts if left <= x < q.start]
    low = between[0] if left and between else left
    after = [x for x in cuts if q.end <= x < right]
    high = after[-1] if after and right < len(sentence.text) else right
    return low, high


def _same_counted(a: str, b: str) -> bool:
    left, right = {stem(w) for w in a.lower().split()}, {stem(w) for w in b.lower().split()}
    return bool(left & right) or bool(a and b and left & _PEOPLE and right & _PEOPLE)


_PEOPLE = frozenset(
    stem(w)
    for w in [
        "adults",
        "people",
        "patients",
        "participants",
        "women",
        "men",
        "children",
        "persons",
        "volunteers",
        "individuals",
    ]
)


def _majority(c: Comparison) -> None:
    """ "Most" against a share below a half, "few" against one above."""
    word, step = c.claim.quantifier
    if step < 0 or any(q.unit == "%" for q in c.claim.quantities):
        return
    shares = [q for q in c.sentences[c.best].quantities if q.unit == "%"]
    if len(shares) != 1 or step == 2 or c.claim.than >= 0:
        return
    value = shares[0].low
    if (step == 4 and value < 45) or (step >= 5 and value < 90) or (step <= 1 and value > 50):
        c.against(
            "quantifier",
            0.65,
            f"“{word}” in the article, {shares[0].text} in the source",
            _word(c.claim.text, word, -1),
            _mark(c.best, shares[0], "quantifier"),
        )


def _mark(sentence: int, q: Quantity, why: str) -> Mark:
    return Mark(sentence, q.start, q.end, why)


def _word(text: str, word: str, sentence: int, why: str = "") -> Mark:
    start = max(0, text.lower().find(word.lower()))
    return Mark(sentence, start, start + len(word), why)


# --- direction, negation, opposites -----------------------------------------------------------------------------------


def _shared(c: Comparison, a: frozenset[int], sentence: Reading, b: frozenset[int]) -> float:
    """Weight of the claim terms of `a` that stand among the sentence's terms `b`."""
    keys = {sentence.terms[k].key for k in b}
    prefixes = {k[:6] for k in keys if len(k) >= 6 and k[0] != "="}
    return sum(
        c.claim.terms[k].weight for k in a if c.claim.terms[k].key in keys or c.claim.terms[k].key[:6] in prefixes
    )


def _directions(c: Comparison) -> None:
    f = c.features
    f["dir_same"] = f["dir_clash"] = f["null_clash"] = 0.0
    around = [i for i in c.order[:3] if i == c.best or c.cover[i] >= 0.75 * c.cover[c.best]]
    clashes: list[tuple[float, Event, int, Event]] = []
    same = 0.0
    theirs_all = [(i, e) for i in around if not c.sentences[i].aim or c.claim.aim for e in c.sentences[i].events]
    taken: set[tuple[int, int]] = set()
    waiting = []
    for mine in c.claim.events:
        twin = next(
            (
                (i, e)
                for i, e in theirs_all
                if (i, e.token) not in taken
                and (e.key == mine.key or e.word == mine.word)
                and e.turned == mine.turned
                and not (mine.right and e.right)
                and _shared(c, mine.near, c.sentences[i], e.near) >= 0.15
            ),
            None,
        )
        if twin is not None:
            taken.add((twin[0], twin[1].token))
            same += max(0.3, _shared(c, mine.near, c.sentences[twin[0]], twin[1].near))
        else:
            waiting.append(mine)
    for mine in waiting:
        options: list[tuple[float, int, Event, int]] = []
        agreed = False
        for i, theirs in theirs_all:
            if (i, theirs.token) in taken or not _alike(c, mine, c.sentences[i], theirs):
                agreed = agreed or (mine.sign * theirs.sign > 0 and _same_words(c, mine, c.sentences[i], theirs))
                continue
            shared = _shared(c, mine.near, c.sentences[i], theirs.near)
            shared += 0.7 if _paired(mine, theirs) else 0.0
            if shared < 0.25:
                continue
            sign = -theirs.sign if _swapped(mine, theirs) else theirs.sign
            if mine.key == theirs.key and not (mine.right and theirs.right):
                sign = mine.sign if mine.turned == theirs.turned else -mine.sign
            options.append((shared - (0.0 if i == c.best else 0.2), i, theirs, sign))
        if not options:
            continue
        shared, i, theirs, sign = max(options, key=lambda o: (o[0], -o[1], -o[2].token))
        if mine.sign * sign > 0:
            same += shared
        elif (
            mine.sign * sign < 0
            and not agreed
            and not any(mine.sign * o[3] > 0 and o[0] >= shared - 0.3 for o in options)
        ):
            clashes.append((shared, mine, i, theirs))
    f["dir_same"] = min(same, 3.0)
    if clashes:
        shared, mine, i, theirs = max(clashes, key=lambda r: r[0])
        f["dir_clash"] = min(shared, 3.0)
        weight = (1.0 if shared >= 0.8 else 0.85 if shared >= 0.5 else 0.65) - (0.25 if same else 0.0)
        if len(c.claim.events) > 2 or len(c.sentences[i].events) > 4:
            weight = min(weight, 0.55)
        stopped = any(k.endswith(":stop") for k in c.claim.keys) != any(
            k.endswith(":stop") for k in c.sentences[i].keys
        )
        if stopped or _long(c, i):
            weight = min(weight, 0.5)
        turned = mine.key == theirs.key and mine.turned != theirs.turned and not (mine.right and theirs.right)
        c.against(
            "negation" if turned else "direction",
            max(weight, 0.55),
            f"“{mine.word}” in the article, “{theirs.word}” in the source"
            if mine.word != theirs.word or turned
            else f"“{mine.word}” is said of one in the article, of the other in the source",
            Mark(-1, mine.start, mine.end, "direction"),
            Mark(i, theirs.start, theirs.end, "direction"),
        )
    f["dir_left"] = float(bool(waiting) and _left(c, waiting, around))
    _compared(c, around, bool(same))
    best = c.sentences[c.best]
    tells = bool(c.claim.events) or c.claim.causal[1] >= 0
    told = {w for i in around for w in c.sentences[i].words}
    stems = {w for i in around for w in c.sentences[i].stems}
    keys = {k for i in around for k in c.sentences[i].keys}
    f["dir_unmet"] = (
        0.0
        if same
        else float(
            any(
                e.sign
                and c.claim.tokens[e.token].stem not in stems
                and e.word not in ("most", "least")
                and e.key not in keys
                for e in c.claim.events
            )
        )
    )
    f["dir_alone"] = float(
        bool(c.claim.events)
        and not same
        and not clashes
        and not any(e.word in told or not e.sign for e in c.claim.events)
        and not any(e.sign for i in around for e in c.sentences[i].events)
    )
    if (
        best.null
        and not c.claim.null
        and tells
        and not c.claim.denies
        and not any(e.sign and (e.right or abs(e.sign) == 1) for e in best.events)
    ):
        f["null_clash"] = 1.0
        weak = re.search(
            r"\bno (?:worse|better|more|less)\b|\bas (?:well|good)|\bsimilar|\bcomparable|\bsame\b", best.text, re.I
        )
        sized = c.claim.than >= 0 and any(q.unit in ("%", "fold") for q in c.claim.quantities)
        loose = (weak and not sized) or (_long(c, c.best) and not (sized and c.near >= 0.8))
        c.against("negation", 0.5 if loose else 0.8, "the source reports no difference or no effect here")
    elif c.claim.null and not best.null:
        found = next(
            (
                i
                for i in c.order[:3]
                if c.cover[i] >= 0.3 * c.cover[c.best]
                and c.sentences[i].significant
                and not c.sentences[i].null
                and not c.sentences[i].negators
            ),
            None,
        )
        if found is not None:
            f["null_clash"] = 1.0
            mixed = any(e.sign for e in c.claim.events) or _long(c, found)
            c.against("negation", 0.5 if mixed else 0.85, "the source reports a difference here")


def _left(c: Comparison, waiting: Sequence[Event], around: Sequence[int]) -> bool:
    """Does the claim say "worse" or "less" of something where no sentence at hand uses a word of that direction?"""
    signs = {e.sign > 0 for i in around for e in c.sentences[i].events if e.sign}
    stems = {w for i in around for w in c.sentences[i].stems}
    return any(e.sign and (e.sign > 0) not in signs and c.claim.tokens[e.token].stem not in stems for e in waiting)


def _compared(c: Comparison, around: Sequence[int], same: bool) -> None:
    """A claim that sets one thing above another, where the passage compares nothing or says both "more" and "less"."""
    f = c.features
    f["uncompared"] = f["two_ways"] = 0.0
    mine = [e for e in c.claim.events if e.right and e.sign]
    if not mine or c.claim.null:
        return
    spoken = [i for i in range(len(c.sentences)) if i in around or c.cover[i] >= 0.5 * c.cover[c.best]]
    signs = {e.sign > 0 for e in c.sentences[c.best].events if abs(e.sign) == 1}
    f["two_ways"] = float(len(signs) == 2 and c.sentences[c.best].than < 0)
    f["uncompared"] = float(
        not any(
            c.sentences[i].than >= 0 or c.sentences[i].null or _COMPARES.search(c.sentences[i].text) for i in spoken
        )
        and not any(len([q for q in c.sentences[i].quantities if q.unit != "1"]) >= 2 for i in spoken)
    )
    if f["uncompared"] or (f["two_ways"] and not same):
        c.against("scope", 0.45, f"“{mine[0].word} than” in the article; the source does not make this comparison")


_COMPARES = re.compile(
    r"\b(?:more|less|fewer|most|least|\w{3,}(?:er|est)|twice|half|double|triple|times|as \w+ as|superior|inferior|"
    r"outperform\w*|exceed\w*|highest|lowest|worse|better|best|worst|differ\w*|while|whereas|but)\b",
    re.I,
)


def _alike(c: Comparison, mine: Event, sentence: Reading, theirs: Event) -> bool:
    """Can two events be set against each other: of one sort, about one property?"""
    if mine.key == theirs.key or (_paired(mine, theirs) and {mine.word, theirs.word} <= _PLAIN_COMPARISONS):
        return True
    if mine.sign and theirs.sign and abs(mine.sign) != abs(theirs.sign):
        return False
    plain = ADJECTIVES - {"more", "less", "least"}
    if (mine.word in plain) != (theirs.word in plain):
        return False
    return _same_attribute(c, mine, sentence, theirs)


def _same_words(c: Comparison, mine: Event, sentence: Reading, theirs: Event) -> bool:
    """Do both events stand beside the same word?"""
    return bool({c.claim.terms[k].key for k in mine.attribute} & {sentence.terms[k].key for k in theirs.attribute})


def _same_attribute(c: Comparison, mine: Event, sentence: Reading, theirs: Event) -> bool:
    """Do both events speak of one property (the nearest words), not only of the same subject?"""
    a, b = mine.attribute, theirs.attribute
    long = len(sentence.tokens) > LONG
    if not a or not b:
        return not long
    left, right = {c.claim.terms[k].key for k in a}, {sentence.terms[k].key for k in b}
    if left & right:
        return True
    rows = [c.claim.terms[k].vector for k in a if c.claim.terms[k].vector >= 0]
    others = [sentence.terms[k].vector for k in b if sentence.terms[k].vector >= 0]
    if not rows or not others:
        return False
    vectors = table().vectors
    return float((vectors[rows] @ vectors[others].T).max()) >= (NEAR if long else FAR)


def _by_numbers(c: Comparison) -> None:
    """ "More A than B" against the shares the source gives for A and for B."""
    f = c.features
    f["by_numbers"] = 0.0
    for e in c.claim.events:
        if not e.right or abs(e.sign) != 1:
            continue
        before = frozenset(t.key for t in c.claim.terms if t.token < c.claim.than and t.token != e.token)
        left, right = before - e.right, e.right - before
        values: dict[str, list[float]] = {"left": [], "right": []}
        shares = [(s, q) for s in c.sentences for q in s.quantities if q.unit in ("%", "percentage point")]
        held = []
        for s, q in shares:
            low, high = _stretch(s, q)
            held.append(frozenset(t.key for t in s.terms if low <= t.start < high))
        common = frozenset.intersection(*held) if len(held) > 1 else frozenset()
        for (_, q), keys in zip(shares, held, strict=True):
            a, b = len((keys & left) - common), len((keys & right) - common)
            if a != b:
                values["left" if a > b else "right"].append(q.low)
        if len(values["left"]) == 1 and len(values["right"]) == 1:
            gap = values["left"][0] - values["right"][0]
            f["by_numbers"] = 1.0 if gap * e.sign > 0 else -1.0
            f["dir_unmet"] = 0.0
            if gap * e.sign < 0:
                c.against(
                    "direction",
                    0.9,
                    f"“{e.word}” in the article; the source gives {values['left'][0]:g} % and {values['right'][0]:g} %",
                    Mark(-1, e.start, e.end, "direction"),
                )
            return


_VERDICT_WORDS = frozenset(
    ("effective", "ineffective", "better", "worse", "best", "worst", "superior", "inferior", "efficacy")
)


_PLAIN_COMPARISONS_WORDS = """
    more less fewer higher lower greater smaller better worse effective ineffective superior inferior common
"""
_PLAIN_COMPARISONS = frozenset(_PLAIN_COMPARISONS_WORDS.split())


def _paired(mine: Event, theirs: Event) -> bool:
    """Are the same two things compared, whichever way?"""
    if not (mine.right and theirs.right):
        return False
    if abs(mine.sign) != abs(theirs.sign) and not {mine.word, theirs.word} & _VERDICT_WORDS:
        return False
    a, b = mine.right - mine.left, mine.left - mine.right
    return bool((a & (theirs.left | theirs.right)) and (b & (theirs.left | theirs.right)))


def _swapped(mine: Event, theirs: Event) -> bool:
    """A than B here, B than A there?"""
    if not (mine.right and theirs.right):
        return False
    own, other = mine.right - mine.left, theirs.right - theirs.left
    crossed = len(own & (theirs.left - theirs.right)) + len(other & (mine.left - mine.right))
    return crossed >= 2 and crossed > 2 * len(own & other)


def _negation(c: Comparison) -> None:
    f = c.features
    best = c.sentences[c.best]
    agree = clash = 0.0
    states: dict[str, set[bool]] = {}
    for k, t in enumerate(best.terms):
        states.setdefault(t.key, set()).add(k in best.negated)
    for k in c.need:
        t = c.claim.terms[k]
        known = states.get(t.key)
        if known is None or t.weight < 0.1:
            continue
        if (k in c.claim.negated) in known:
            agree += t.weight
        else:
            clash += t.weight
    parity = (_count(c.claim, best) + _count(best, c.claim)) % 2
    f.update(
        neg_agree=min(agree, 4.0),
        neg_clash=min(clash, 4.0),
        neg_parity=float(parity),
        neg_claim=float(bool(c.claim.negators)),
        neg_source=float(bool(best.negators)),
    )
    if best.aim and not c.claim.aim:
        return
    if c.claim.null and best.null:
        return
    turned = any(s.kind == "direction" for s in c.signals)
    states_claim = {c.claim.terms[k].key: k in c.claim.negated for k in range(len(c.claim.terms))}
    crossed = any(
        no and False in states.get(key, ()) and True not in states[key] for key, no in states_claim.items()
    ) and any(True in known and states_claim.get(key) is False for key, known in states.items())
    if (clash > 0.25 and clash > 0.3 * agree and parity) or (
        crossed and not parity and c.claim.negators and best.negators
    ):
        side, reading = (-1, c.claim) if c.claim.negators else (c.best, best)
        token = reading.tokens[reading.negators[0]]
        echoed = side < 0 and any(
            c.sentences[i].negators or c.sentences[i].null
            for i in c.order[:3]
            if i != c.best and c.cover[i] >= 0.4 * c.cover[c.best]
        )  # the next sentence denies it too: the denial is no difference
        weight = (
            0.5
            if turned or not parity or echoed or _long(c, c.best)
            else 1.0
            if c.near >= 0.75 and clash > agree
            else 0.7
        )
        where = "article" if side < 0 else "source"
        c.against(
            "negation",
            weight,
            f"“{token.word}” stands only in the {where}",
            Mark(side, token.start, token.end, "negation"),
        )
        return
    spoken = [i for i in c.order[:3] if c.cover[i] >= 0.4 * c.cover[c.best]]
    f["neg_alone"] = float(
        bool(c.claim.negators)
        and not c.claim.null
        and not any(c.sentences[i].negators or c.sentences[i].null for i in spoken)
    )
    if f["neg_alone"]:
        token = c.claim.tokens[c.claim.negators[0]]
        c.against(
            "negation",
            0.5,
            f"“{token.word}” stands only in the article",
            Mark(-1, token.start, token.end, "negation"),
        )
        return
    for k in c.need:
        t = c.claim.terms[k]
        if t.weight < 0.5 or k in c.claim.negated or c.claim.negators:
            continue
        places = [
            (i, j in s.negated) for i, s in enumerate(c.sentences) for j, o in enumerate(s.terms) if o.key == t.key
        ]
        if places and all(negated for _, negated in places):
            i = places[0][0]
            refers = bool(c.sentences[i].words & _ANAPHOR) or c.cover[i] >= 0.5
            others = [o for o in c.need if o != k and c.strength[i][o] >= 0.9 and c.claim.terms[o].weight >= 0.2]
            if refers and (others or c.cover[i] >= 0.5) and not _long(c, i):
                f["neg_clash"] = max(f["neg_clash"], t.weight)
                token = c.sentences[i].tokens[c.sentences[i].negators[0]]
                c.against(
                    "negation",
                    0.85,
                    f"the source denies it of “{c.claim.text[t.start : t.end]}”",
                    Mark(i, token.start, token.end, "negation"),
                    Mark(-1, t.start, t.end, "negation"),
                )
                return


def _count(reading: Reading, other: Reading) -> int:
    """Negators whose reach holds something the other side speaks of, and that are not part of a comparison."""
    return sum(
        not 0 <= reading.than <= at and any(at < t.token <= end and t.key in other.keys for t in reading.terms)
        for at, end in reading.scopes
    )


@cache
def _opposite() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for a, b in lexicon("directions")["opposites"]:
        out.setdefault(str(a), set()).add(str(b))
        out.setdefault(str(b), set()).add(str(a))
    return {k: frozenset(v) for k, v in out.items()}


def _opposites(c: Comparison) -> None:
    """ "before" against "after", "mild" against "severe" where all else is shared."""
    best = c.sentences[c.best]
    c.features["opposite"] = 0.0
    for token in c.claim.tokens:
        against = _opposite().get(token.word)
        if not against or token.word in best.words or re.search(r"\bat $", c.claim.text[: token.start], re.I):
            continue
        found = next(
            (
                t
                for t in best.tokens
                if t.word in against
                and t.word not in c.claim.words
                and not re.search(r"\bat $", best.text[: t.start], re.I)
                and {t.word, token.word} != {"upper", "lower"}
            ),
            None,
        )
        if found is not None:
            c.features["opposite"] += 1.0
            kind = "temporal" if token.word in _TEMPORAL else "direction"
            c.against(
                kind,
                0.5 if _long(c, c.best) else 0.8,
                f"“{token.word}” in the article, “{found.word}” in the source",
                Mark(-1, token.start, token.end, kind),
                Mark(c.best, found.start, found.end, kind),
            )
            return


# --- strength of wording ----------------------------------------------------------------------------------------------


_GREAT = re.compile(
    r"\b(?:massive|extensive|widespread|marked|severe|substantial|profound|prominent|considerable|pronounced|"
    r"striking|large|major|heavy)\b",
    re.I,
)
"""Words by which a source says "much" where a claim says "rarely": how much, not how often: a candidate only."""


def _quantifiers(c: Comparison) -> None:
    f = c.features
    best = c.sentences[c.best]
    (mine, a), (theirs, b) = c.claim.quantifier, best.quantifier
    if a >= 0 and not _quantified(c, mine):
        b = -1
    f["quant_gap"] = float(a - b) if a >= 0 and b >= 0 else 0.0
    f["quant_claim"] = float(a)
    wide = a == 5 and not c.claim.negators
    great = _GREAT.search(best.text)
    if 0 <= a <= 1 and b < 2 and great and not best.negators and not best.null:
        c.against(
            "quantifier",
            0.8,
            f"“{mine}” in the article, “{great.group()}” in the source",
            _word(c.claim.text, mine, -1, "quantifier"),
            Mark(c.best, great.start(), great.end(), "quantifier"),
        )
        return
    if a >= 0 and b >= 0 and a != b:
        marks = (_word(c.claim.text, mine, -1, "quantifier"), _word(best.text, theirs, c.best, "quantifier"))
        if (a <= 1 and b >= 3) or (a >= 3 and b <= 1):
            c.against("quantifier", 0.85, f"“{mine}” in the article, “{theirs}” in the source", *marks)
            return
        if wide and b in (2, 3, 4):
            strong = best.exception or any(step <= 2 for _, step, _ in best.quantifiers) or bool(best.negators)
            c.against(
                "quantifier", 0.9 if strong else 0.55, f"“{mine}” in the article, only “{theirs}” in the source", *marks
            )
            return
        if a - b >= 2 or (a >= 4 and b <= 3 and a > b):
            c.against("quantifier", 0.5, f"“{mine}” in the article, only “{theirs}” in the source", *marks)
    if wide and not c.claim.exception:
        for i in sorted({c.best, c.best + 1, c.second} & set(range(len(c.sentences)))):
            s = c.sentences[i]
            turn = i > c.best and re.match(
                r"(?:However|But|There (?:is|are)|The (?:fourth|third|second|last|others?)|One |Others?|Except)\b",
                s.text,
            )
            if re.search(r"\bnot (?:been )?(?:tested|studied|examined|measured|looked|asked)\b", s.text):
                continue
            if (s.null or s.exception or s.denies or turn) and (turn or c.cover[i] >= 0.75 * c.cover[c.best]):
                f["exception_left_out"] = 1.0
                c.against(
                    "quantifier",
                    0.5 if _long(c, i) else 0.75,
                    f"“{mine}” in the article; the source makes an exception",
                    _word(c.claim.text, mine, -1),
                )
                return


def _quantified(c: Comparison, word: str) -> bool:
    """Does the best sentence speak of what the claim's "seldom" or "all" is said of (the words after it)?"""
    at = c.claim.text.lower().find(word.lower()) + len(word)
    after = [k for k in c.need if c.claim.terms[k].start >= at][:3]
    return not after or any(c.strength[c.best][k] >= 0.6 for k in after)


def _strength_of_wording(c: Comparison) -> None:
    """Hedges, causes, aims and beliefs."""
    f = c.features
    best = c.sentences[c.best]
    (word, a), (theirs, b) = c.claim.modality, best.modality
    f.update(hedge_gap=0.0, causal_gap=0.0, aim_gap=0.0, belief_gap=0.0)
    soft = a in (0, 1, 2) or c.claim.attributed or c.claim.aim
    if b == 0 and not soft and _applies(c, theirs):
        certain = bool(re.search(r"\b(?:will|always|certain\w*|inevitabl\w*|proven?|must)\b", c.claim.text, re.I))
        f["hedge_gap"] = 1.0 if certain else 0.5
        guess = bool(
            re.search(
                r"\b(?:may|might|could|possibl\w*|perhaps|suggest\w*|thought|believed|appears?|seems?)\b",
                best.text,
                re.I,
            )
        )
        if certain or (guess and c.claim.causal[1] >= 2) or (guess and not c.claim.negators):
            c.against(
                "hedge",
                0.5,
                f"“{word or 'stated as a fact'}” in the article, “{theirs}” in the source",
                _word(best.text, theirs, c.best, "hedge"),
                *((_word(c.claim.text, word, -1, "hedge"),) if word else ()),
            )
    own, other = c.claim.causal, best.causal
    direct = (
        c.claim.causal[1] >= 1
        and c.claim.than < 0
        and not re.search(r"\b(?:more|less) (?:common|likely|frequent)|\bhigher\b|\blower risk", c.claim.text)
    )
    observed = other[1] == 0 or (other[1] < 1 and best.than >= 0 and any(e.sign for e in best.events))
    if direct and observed and not soft and not c.claim.null:
        f["causal_gap"] = 1.0
        doubt = next(
            (
                s
                for s in c.sentences
                if re.search(
                    r"\b(?:could|did|can)(?: not|n't) (?:show|prove|establish|tell|say) (?:whether|that|if)", s.text
                )
            ),
            None,
        )
        c.against(
            "causal",
            0.8 if doubt is not None and "show" in c.claim.text else 0.5,
            f"“{own[0]}” in the article, {'“' + other[0] + '”' if other[0] else 'a comparison'} in the source",
            _word(c.claim.text, own[0], -1, "causal"),
        )
    if best.aim and not c.claim.aim and not c.claim.attributed and not c.claim.negators:
        f["aim_gap"] = 1.0
        c.against("hedge", 0.5, "the source asks this question; this sentence does not answer it")
    if best.belief and not c.claim.belief and not c.claim.attributed:
        f["belief_gap"] = 1.0
        after = c.sentences[c.best + 1] if c.best + 1 < len(c.sentences) else None
        refuted = after is not None and (
            after.null or "now" in after.words or bool(re.search(r"\b(?:in fact|however|but)\b", after.text, re.I))
        )
        denied = bool(c.claim.negators)
        if refuted and not denied:
            c.against("negation", 0.9, "the source reports this as a belief and then sets it right")
        elif not denied:
            mixed = after is not None and re.search(r"\bmixed|inconsistent|conflicting|unclear\b", after.text)
            sure = re.search(r"\bconsistent|clear|proven|shown\b", c.claim.text)
            c.against("hedge", 0.8 if mixed and sure else 0.5, "the source reports this as a belief")


def _applies(c: Comparison, hedge: str) -> bool:
    """Does the hedge stand before something the claim speaks of (and not in an aside, "who might become ...")?"""
    best = c.sentences[c.best]
    at = best.text.lower().find(hedge.lower())
    if (
        at < 0
        or re.search(r"\b(?:who|that|which)\s+$", best.text[:at])
        or re.match(r"\s+not\b", best.text[at + len(hedge) :])
    ):
        return False
    after = [t for t in best.terms if at < t.start < at + 70]
    return any(t.key in c.claim.keys for t in after) or len(after) <= 1


# --- people and scope -------------------------------------------------------------------------------------------------


_LONG = re.compile(
    r"\bfor (?:many |several )?(?:years|decades|life|good)\b|\blong[- ]term\b|\blifelong\b|\bpermanent\w*|"
    r"\bfor ever\b",
    re.I,
)


def _durations(c: Comparison) -> None:
    """ "For years" where the source speaks of a stated, shorter time."""
    found = _LONG.search(c.claim.text)
    stated = [q for s in c.sentences for q in s.quantities if numbers.amount(q).dimension == "time"]
    if (
        found
        and stated
        and not any(_LONG.search(s.text) for s in c.sentences)
        and max(numbers.amount(q).high for q in stated) < 700
    ):
        c.against(
            "temporal",
            0.5,
            f"“{found.group()}” in the article, {stated[0].text} in the source",
            Mark(-1, found.start(), found.end(), "temporal"),
        )


def _people(c: Comparison, design: Mapping[str, Any]) -> None:
    f = c.features
    f["population"] = f["subgroup"] = 0.0
    best = c.sentences[c.best]
    passage = frozenset(g for s in c.sentences for g in s.groups)
    lab = frozenset(("species:animals", "species:cells"))
    if not c.claim.groups & lab:
        here = bool(best.groups & lab) and "species:people" not in best.groups
        kind = str(design.get("population", ""))
        if here or (kind in ("ANIMAL", "INVITRO") and "species:people" not in passage):
            f["population"] = 1.0
            people = "species:people" in c.claim.groups
            refuted = (
                people
                and not c.missing_terms
                and not c.claim.null
                and not c.claim.negators
                and any(s.null and "species:people" in s.groups for s in c.sentences)
            )
            c.against(
                "population",
                0.85 if refuted else 0.5,
                "the source found this in animals or cells"
                + (" and not in people" if refuted else ", the article speaks of people"),
            )
    within = {str(k): {str(x) for x in v} for k, v in (lexicon("populations").get("within") or {}).items()}
    for axis in ("sex", "age"):
        own = {g.split(":")[1] for g in c.claim.groups if g.startswith(axis)}
        near = {g.split(":")[1] for g in best.groups if g.startswith(axis)}
        theirs = near or {g.split(":")[1] for g in passage if g.startswith(axis)}
        if not own or not theirs or own & theirs:
            continue
        if any(within.get(o, set()) & theirs for o in own) or any(within.get(t, set()) & own for t in theirs):
            continue
        f["subgroup"] = 1.0
        c.against(
            "subgroup",
            0.5,
            f"the source speaks of {', '.join(sorted(theirs))}, the article of {', '.join(sorted(own))}",
        )


def _scope(c: Comparison) -> None:
    """ "All" of something wider, "only" where the source names more, a closed list that does not hold it."""
    f = c.features
    best = c.sentences[c.best]
    f.update(
        only_gap=float(c.claim.only and not best.only),
        every_gap=float(c.claim.every and not best.every),
        exception=float(any(s.exception for s in c.sentences) and not c.claim.exception),
        narrowed=0.0,
    )
    top = _SUPERLATIVE.search(c.claim.text)
    f["superlative"] = float(bool(top) and not any(_TOP.search(c.sentences[i].text) for i in c.order[:3]))
    if top and f["superlative"]:
        c.against(
            "scope",
            0.45,
            f"“{top.group()}” in the article; the source does not rank it",
            Mark(-1, top.start(), top.end(), "scope"),
        )
    if c.claim.only and best.every and not best.only:
        c.against("scope", 0.85, "“only” in the article, “all” in the source")
    elif (
        c.claim.only
        and not best.only
        and not any(
            re.match(r"only (?:about|a|\d)", c.claim.text[m.start() :], re.I)
            for m in re.finditer(r"\bonly\b", c.claim.text, re.I)
        )
    ):
        c.against("scope", 0.5, "“only” in the article, not in the source")
    if (
        best.only
        and c.missing_terms
        and c.near >= 0.35
        and re.search(
            r"\bonly:|\bonly (?:the )?(?:following|these|two|three|four)\b|\b(?:two|three|four|five) \w+ only",
            best.text,
        )
    ):
        c.against(
            "closed",
            0.75,
            "the source's list is closed and does not hold"
            f" “{c.claim.text[c.missing_terms[0].start : c.missing_terms[0].end]}”",
        )
    if re.search(r"\b(?:of|from|in) all\b", c.claim.text, re.I) and any(
        _PART_OF.search(c.sentences[i].text) for i in c.order[:3]
    ):
        same_share = any("%" in a or "share" in a for a in c.agreements)
        c.against("scope", 0.75 if same_share else 0.55, "“all” in the article, a part of them in the source")
    if re.search(r"\bboth (?:groups|sexes|kinds|types|arms|trials|studies)\b", c.claim.text, re.I) and not any(
        re.search(r"\b(?:both|each|either|neither)\b", c.sentences[i].text, re.I) for i in c.order[:3]
    ):
        c.against("scope", 0.5, "“both” in the article, the source speaks of one")
    if c.claim.every:
        narrower = _modifier(c)
        if narrower is not None:
            f["narrowed"] = 1.0
            c.against(
                "scope",
                0.5,
                f"the source speaks of “{best.text[narrower.start : narrower.end]}” only",
                Mark(c.best, narrower.start, narrower.end, "scope"),
            )


_SUPERLATIVE = re.compile(
    r"\b(?:most|least) (?:common|prevalent|frequent|often|likely|effective|severe|important|abundant|deadly|dangerous|"
    r"widespread|costly|accurate|powerful)(?:ly)?\b|\bthe (?:best|worst|leading|commonest|largest|highest|lowest)\b",
    re.I,
)
_TOP = re.compile(
    r"\b(?:(?<!at )most|(?<!at )least|\w{3,}est|best|worst|leading|main|chief|primary|predominant\w*|top|peak\w*|"
    r"majority|first|than|usual(?:ly)?|typical(?:ly)?|nearly all|almost all|all|only)\b",
    re.I,
)
"""Words by which a source ranks one thing above the others."""
_PART_OF = re.compile(
    r"\b(?:of|in|among) (?:those|them|the (?:people|patients|adults|women|men)) (?:who|with|without|that)\b", re.I
)


def _modifier(c: Comparison) -> Term | None:
    """A word that narrows, in the source, what the claim says of all."""
    match = re.search(r"\b(?:all|every|any|everyone|each)\b", c.claim.text, re.I)
    if not match:
        return None
    head = next((t for t in c.claim.terms if t.start >= match.end()), None)
    best = c.sentences[c.best]
    if head is None:
        return None
    for i, t in enumerate(best.terms):
        if t.key == head.key and i and best.terms[i - 1].key not in c.claim.keys and best.terms[i - 1].weight >= 0.5:
            gap = best.text[best.terms[i - 1].end : t.start]
            if gap == " ":
                return best.terms[i - 1]
    return None


# --- what the scorer sees ---------------------------------------------------------------------------------------------


def _features(c: Comparison) -> None:
    f = c.features
    best = c.sentences[c.best]
    lost = sorted((c.claim.terms[k].weight * (1 - max(row[k] for row in c.strength)) for k in c.need), reverse=True)
    by_kind = {
        kind: max((s.weight for s in c.signals if s.kind == kind), default=0.0)
        for kind in ("number", "unit", "negation", "direction", "quantifier", "temporal", "scope", "hedge", "causal")
    }
    f.update({f"sig_{k}": v for k, v in by_kind.items()})
    f.update(
        cover=c.cover[c.best],
        cover2=c.cover[c.second],
        near=c.near,
        wide=c.wide,
        missing=min(c.missing, 1.0),
        lost1=lost[0] if lost else 0.0,
        lost2=lost[1] if len(lost) > 1 else 0.0,
        terms=min(len(c.need), 20) / 20,
        back=_back(c),
        sentences=min(len(c.sentences), 15) / 15,
        aim=float(best.aim),
        null_claim=float(c.claim.null),
        null_best=float(best.null),
        hedged=float(best.modality[1] == 0),
        hedged_claim=float(c.claim.modality[1] == 0),
        contradicting=max((s.weight for s in c.signals if s.weight >= 0.6), default=0.0),
        lesser=max((s.weight for s in c.signals if s.weight < 0.6), default=0.0),
        signals=float(min(len(c.signals), 4)),
        order=_order(c),
    )
    f.update(_counterparts(c))
    f.setdefault("exception_left_out", 0.0)
    f.setdefault("neg_alone", 0.0)


def _counterparts(c: Comparison) -> dict[str, float]:
    """Which words of the claim have a counterpart, where: its beginning, its end, its names, neighbours together."""
    best = c.sentences[c.best]
    here = c.strength[c.best]
    everywhere = [max(row[k] for row in c.strength) for k in range(len(c.claim.terms))]
    head, tail = c.need[:3], c.need[-3:]
    names = [k for k in c.need if _NAME.search(c.claim.text[c.claim.terms[k].start : c.claim.terms[k].end])]
    pairs = list(pairwise(c.need))
    return {
        "claim_words": min(len(c.claim.tokens), 40) / 40,
        "best_words": min(len(best.tokens), 60) / 60,
        "long": float(_long(c, c.best)),
        "boilerplate": float(best.boilerplate),
        "exact": sum(here[k] >= 0.9 for k in c.need) / max(1, len(c.need)),
        "lost_here": sum(here[k] < 0.45 for k in c.need) / max(1, len(c.need)),
        "head": sum(here[k] for k in head) / max(1, len(head)),
        "tail": sum(here[k] for k in tail) / max(1, len(tail)),
        "tail_wide": sum(everywhere[k] for k in tail) / max(1, len(tail)),
        "names_lost": sum(everywhere[k] < 0.45 for k in names) / max(1, len(names)),
        "together": sum(here[a] >= 0.9 and here[b] >= 0.9 for a, b in pairs) / max(1, len(pairs)),
        "around": c.near - c.cover[c.best],
    }


_NAME = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}")


def _back(c: Comparison) -> float:
    """Share of the best sentence that the claim holds."""
    best = c.sentences[c.best]
    total = sum(t.weight for t in best.terms) or 1.0
    return sum(t.weight for t in best.terms if t.key in c.claim.keys) / total


def _order(c: Comparison) -> float:
    """Do the shared terms come in the same order? 1 yes, 0 turned round."""
    place = {t.key: t.token for t in reversed(c.sentences[c.best].terms)}
    seen = [place[t.key] for t in c.claim.terms if t.key in place]
    pairs = [(a, b) for i, a in enumerate(seen) for b in seen[i + 1 :]]
    return sum(a < b for a, b in pairs) / len(pairs) if pairs else 0.5
