"""Claim beside passage, field by field: what is shared, what is missing, what differs.

Everything here is counted from the two `Reading`s; nothing is learned. `compare` gives the alignment, a list of signals
(each one difference in one field, with the words) and a feature row for the learned scorer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from citewarden.config import lexicon
from citewarden.nlp.verdict import numbers
from citewarden.nlp.verdict.protocol import Mark, Pair
from citewarden.nlp.verdict.reading import Event, Reading, defined, read
from citewarden.nlp.verdict.terms import Term, stem, table

NEAR = 0.80
"""Cosine from which two words count as one (inflections, spellings, near synonyms)."""
FAR = 0.62
"""Cosine from which two words count as related."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One difference: `kind` is the issue, `weight` how strongly it speaks against (1 contradicts, 0.5 says less)."""

    kind: str
    weight: float
    why: str
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Comparison:
    """A claim beside a passage."""

    claim: Reading
    sentences: tuple[Reading, ...]
    strength: list[list[float]]
    cover: list[float]
    best: int
    second: int
    near: float
    wide: float
    missing: float
    missing_terms: tuple[Term, ...]
    signals: list[Signal] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)


def compare(pair: Pair) -> Comparison:
    """Read and align a pair, then compare every field."""
    known = defined(pair.sentences)
    claim = read(pair.claim, known)
    sentences = tuple(read(s, known) for s in pair.sentences) or (read(""),)
    strength = [_strengths(claim, s) for s in sentences]
    total = sum(t.weight for t in claim.terms) or 1.0
    cover = [sum(t.weight * v for t, v in zip(claim.terms, row, strict=True)) / total for row in strength]
    heading = _strengths(claim, read(pair.heading)) if pair.heading else [0.0] * len(claim.terms)
    order = sorted(range(len(sentences)), key=lambda i: (-_rank(claim, sentences[i], cover[i]), i))
    best = order[0]
    second = order[1] if len(order) > 1 else best
    everywhere = [max(max(row[k] for row in strength), 0.9 * heading[k]) for k in range(len(claim.terms))]
    pair_row = [max(strength[best][k], 0.9 * strength[second][k], 0.8 * everywhere[k]) for k in range(len(claim.terms))]
    near = sum(t.weight * v for t, v in zip(claim.terms, pair_row, strict=True)) / total
    wide = sum(t.weight * v for t, v in zip(claim.terms, everywhere, strict=True)) / total
    lost = tuple(t for t, v in zip(claim.terms, everywhere, strict=True) if v < 0.45 and t.weight >= 0.45)
    c = Comparison(
        claim, sentences, strength, cover, best, second, near, wide, sum(t.weight for t in lost) / total, lost
    )
    _numbers(c)
    _directions(c)
    _negation(c)
    _opposites(c)
    _quantifiers(c)
    _strengths_of_claim(c)
    _people(c, pair.design)
    _scope(c)
    _features(c)
    return c


def _rank(claim: Reading, sentence: Reading, cover: float) -> float:
    """Which sentence speaks of the claim: coverage, and a little for numbers of the same kind and for findings."""
    score = cover
    if claim.quantities and sentence.quantities:
        dims = {numbers.amount(q).dimension for q in claim.quantities}
        found = [numbers.amount(q) for q in sentence.quantities]
        score += 0.06 if any(a.dimension in dims for a in found) else 0.0
        mine = [numbers.amount(q) for q in claim.quantities]
        score += (
            0.08
            if any(a.dimension == b.dimension and numbers.relation(b, a) == "equal" for a in found for b in mine)
            else 0.0
        )
    if sentence.aim and not claim.aim:
        score -= 0.06
    return score


def _strengths(claim: Reading, sentence: Reading) -> list[float]:
    """For each claim term, how well the sentence holds it, 0 to 1."""
    out = [1.0 if t.key in sentence.keys else 0.0 for t in claim.terms]
    open_ = [k for k, (t, v) in enumerate(zip(claim.terms, out, strict=True)) if v == 0.0 and t.vector >= 0]
    rows = sentence.rows
    if open_ and rows:
        vectors = table().vectors
        cosines = vectors[[claim.terms[k].vector for k in open_]] @ vectors[list(rows)].T
        for k, value in zip(open_, cosines.max(axis=1).tolist(), strict=True):
            out[k] = 0.95 if value >= NEAR else 0.55 * (value - FAR) / (NEAR - FAR) + 0.15 if value >= FAR else 0.0
    for k, t in enumerate(claim.terms):
        if out[k] < 0.9 and len(t.key) >= 6 and not t.key.startswith("="):
            if t.key[:6] in sentence.prefixes:
                out[k] = 0.9
            elif t.key in sentence.words:
                out[k] = 1.0
    return out


def _mark_quantity(sentence: int, q: Any, why: str) -> Mark:
    return Mark(sentence, q.start, q.end, why)


def _numbers(c: Comparison) -> None:
    f = c.features
    f["num_claim"] = float(bool(c.claim.quantities))
    f["num_equal"] = f["num_clash"] = f["num_missing"] = f["num_inside"] = 0.0
    if not c.claim.quantities:
        _majority(c)
        return
    around = [c.best, *(i for i in (c.second,) if i != c.best)]
    everything = [(i, numbers.amount(q)) for i, s in enumerate(c.sentences) for q in s.quantities]
    shares = numbers.derived_shares([a for _, a in everything])
    products = numbers.derived_products([a for _, a in everything])
    for q in c.claim.quantities:
        mine = numbers.amount(q)
        if mine.dimension in ("p", "CI"):
            continue
        here = [(i, a) for i, a in everything if i == c.best and a.dimension == mine.dimension]
        beside = [(i, a) for i, a in everything if i in around and i != c.best and a.dimension == mine.dimension]
        wanted = _slot(c.claim, q)
        scored = sorted(
            ((_fits(wanted, c.sentences[i], a.quantity, c), -i, a) for i, a in here),
            key=lambda r: (-r[0], -r[1], r[2].low),
        )
        relations = [(numbers.relation(mine, a), fit, -i, a) for fit, i, a in scored]
        equal = [r for r in relations if r[0] == "equal"]
        if equal:
            top = max(r[1] for r in relations)
            if equal[0][1] >= top - 0.18 or len({r[3].low for r in relations}) == 1:
                f["num_equal"] += 1
                c.agreements.append(f"{q.text} = {equal[0][3].quantity.text}")
                continue
            other = next(r for r in relations if r[1] == top)
            f["num_clash"] += 0.7
            c.signals.append(
                Signal(
                    "number",
                    0.75,
                    f"the source gives {other[3].quantity.text} here, not {q.text}",
                    (_mark_quantity(-1, q, "number"), _mark_quantity(c.best, other[3].quantity, "number")),
                )
            )
            continue
        low, high = numbers.interval(mine)
        if mine.dimension == "%" and any(low - 0.6 <= s <= high + 0.6 for s in shares):
            f["num_equal"] += 1
            c.agreements.append(f"{q.text}: the counts given make this share")
            continue
        if any(d == mine.dimension.split("/")[0] and low <= v <= high for v, d in products):
            f["num_equal"] += 1
            continue
        elsewhere = [
            (i, a) for i, a in everything if a.dimension == mine.dimension and numbers.relation(mine, a) == "equal"
        ]
        near_equal = [(i, a) for i, a in elsewhere if i in around or c.cover[i] >= c.cover[c.best] - 0.2]
        if near_equal and not relations:
            f["num_equal"] += 0.8
            c.agreements.append(f"{q.text} = {near_equal[0][1].quantity.text}")
            continue
        pool = relations or [
            (numbers.relation(mine, a), _fits(wanted, c.sentences[i], a.quantity, c), i, a) for i, a in beside
        ]
        if not pool:
            f["num_missing"] += 1
            c.signals.append(
                Signal(
                    "number",
                    0.4,
                    f"the passage gives no number to set beside {q.text}",
                    (_mark_quantity(-1, q, "number"),),
                )
            )
            continue
        rel, fit, where, found = max(pool, key=lambda r: (r[1], -r[3].low))
        if rel == "inside":
            f["num_inside"] += 1
            c.signals.append(
                Signal(
                    "number",
                    0.4,
                    f"{q.text} lies within the source's {found.quantity.text}",
                    (_mark_quantity(-1, q, "number"), _mark_quantity(where, found.quantity, "number")),
                )
            )
            continue
        kind = (
            "unit"
            if any(r[0] == "unit" for r in pool)
            else "dose"
            if mine.dimension in ("mass/time", "tablet/time", "frequency", "IU/time")
            else "number"
        )
        strong = 1.0 if fit >= 0.25 and mine.dimension not in ("1", "age") else 0.8 if fit >= 0.45 else 0.6
        if mine.dimension == "1" and not _same_counted(q.denominator, found.quantity.denominator):
            strong = 0.4 if fit < 0.5 else 0.6
        if elsewhere and not near_equal:
            strong = min(strong, 0.7)
        if mine.dimension == "time":
            strong = min(strong, 0.85)
        f["num_clash"] += strong
        c.signals.append(
            Signal(
                kind,
                strong,
                f"{q.text} in the article, {found.quantity.text} in the source",
                (_mark_quantity(-1, q, kind), _mark_quantity(where, found.quantity, kind)),
            )
        )
    _majority(c)


def _slot(claim: Reading, q: Any) -> frozenset[int]:
    """Claim terms near a number (all of them, in a short claim)."""
    return frozenset(k for k, t in enumerate(claim.terms) if abs(t.start - q.start) < 120)


def _fits(wanted: frozenset[int], sentence: Reading, q: Any, c: Comparison) -> float:
    """How much of what the claim's number is about stands in the same stretch as this number of the source."""
    others = sorted(x.start for x in sentence.quantities)
    left = max((x for x in others if x < q.start), default=-1)
    right = min((x for x in others if x > q.start), default=10**9)
    cut = _boundaries(sentence)
    low = max([left, *(x for x in cut if x <= q.start and (left >= 0 or x > 0))], default=0)
    high = min([right, *(x for x in cut if x >= q.end)], default=10**9)
    keys = {t.key for t in sentence.terms if low <= t.start < high}
    vectors = [t.vector for t in sentence.terms if low <= t.start < high and t.vector >= 0]
    total = sum(c.claim.terms[k].weight for k in wanted) or 1.0
    got = 0.0
    for k in wanted:
        t = c.claim.terms[k]
        if t.key in keys or (
            t.vector >= 0 and vectors and float((table().vectors[vectors] @ table().vectors[t.vector]).max()) >= NEAR
        ):
            got += t.weight
    return got / total


def _boundaries(sentence: Reading) -> list[int]:
    out = []
    for i, token in enumerate(sentence.tokens):
        if token.word in ("and", "but", "while", "whereas", "versus", "vs") or (
            i and ";" in sentence.text[sentence.tokens[i - 1].end : token.start]
        ):
            out.append(token.start)
    return out


def _same_counted(a: str, b: str) -> bool:
    return bool(a and b and ({stem(w) for w in a.lower().split()} & {stem(w) for w in b.lower().split()}))


def _majority(c: Comparison) -> None:
    """ "Most" against a share below a half, "few" against one above."""
    word, step = c.claim.quantifier
    if step < 0 or any(q.unit == "%" for q in c.claim.quantities):
        return
    shares = [q for q in c.sentences[c.best].quantities if q.unit == "%"]
    if len(shares) != 1 or word.lower() in ("some", "certain", "several"):
        return
    value = shares[0].low
    if (step == 4 and value < 45) or (step >= 5 and value < 95) or (step <= 1 and value > 50):
        c.signals.append(
            Signal(
                "quantifier",
                0.6,
                f'"{word}" in the article, {shares[0].text} in the source',
                (_word_mark(c.claim.text, word, -1), _mark_quantity(c.best, shares[0], "quantifier")),
            )
        )


def _word_mark(text: str, word: str, sentence: int, why: str = "") -> Mark:
    start = max(0, text.lower().find(word.lower()))
    return Mark(sentence, start, start + len(word), why)


def _aligned(claim: Reading, a: frozenset[int], sentence: Reading, b: frozenset[int]) -> float:
    """Weight of the terms two events share."""
    keys = {sentence.terms[k].key for k in b}
    prefixes = {k[:6] for k in keys if len(k) >= 6}
    return sum(claim.terms[k].weight for k in a if claim.terms[k].key in keys or claim.terms[k].key[:6] in prefixes)


def _directions(c: Comparison) -> None:
    f = c.features
    f["dir_same"] = f["dir_clash"] = f["null_clash"] = 0.0
    around = [c.best] + ([c.second] if c.second != c.best and c.cover[c.second] >= 0.75 * c.cover[c.best] else [])
    clashes: list[tuple[float, Event, int, Event]] = []
    same = 0.0
    for mine in c.claim.events:
        options: list[tuple[float, int, Event, bool]] = []
        for i in around:
            sentence = c.sentences[i]
            for theirs in sentence.events:
                if abs(mine.sign) != abs(theirs.sign) and mine.sign and theirs.sign:
                    if mine.word != theirs.word:
                        continue
                shared = _aligned(c.claim, mine.near, sentence, theirs.near)
                if shared < 0.3:
                    continue
                swapped = _swapped(c, mine, sentence, theirs)
                options.append((shared - (0.15 if i != c.best else 0.0), i, theirs, swapped))
        if not options:
            continue
        shared, i, theirs, swapped = max(options, key=lambda o: (o[0], -o[1], -o[2].token))
        sign = -theirs.sign if swapped else theirs.sign
        if mine.sign * sign > 0:
            same += shared
        elif mine.sign * sign < 0:
            if any(mine.sign * (-o[2].sign if o[3] else o[2].sign) > 0 and o[0] >= shared - 0.2 for o in options):
                continue
            clashes.append((shared, mine, i, theirs))
    f["dir_same"] = min(same, 3.0)
    if clashes:
        shared, mine, i, theirs = max(clashes, key=lambda r: r[0])
        f["dir_clash"] = min(shared, 3.0)
        weight = 1.0 if shared >= 0.8 and not same else 0.8 if shared >= 0.5 and not same else 0.6
        c.signals.append(
            Signal(
                "direction",
                weight,
                f'"{mine.word}" in the article, "{theirs.word}" in the source',
                (Mark(-1, mine.start, mine.end, "direction"), Mark(i, theirs.start, theirs.end, "direction")),
            )
        )
    best = c.sentences[c.best]
    if best.null and not c.claim.null and c.claim.events and not c.claim.negators and not best.only:
        if not any(e.sign for e in best.events):
            f["null_clash"] = 1.0
    if c.claim.null and not best.null and any(e.sign for e in best.events) and not best.negators:
        f["null_clash"] = 1.0


def _swapped(c: Comparison, mine: Event, sentence: Reading, theirs: Event) -> bool:
    """A than B here, B than A there?"""
    if not (mine.right and theirs.right):
        return False
    own_left, own_right = mine.left - mine.right, mine.right - mine.left
    straight = len(own_left & (theirs.left - theirs.right)) + len(own_right & theirs.right)
    crossed = len(own_left & (theirs.right - theirs.left)) + len(own_right & (theirs.left - theirs.right))
    return crossed > straight


def _negation(c: Comparison) -> None:
    f = c.features
    best = c.sentences[c.best]
    agree = clash = 0.0
    keys: dict[str, list[bool]] = {}
    for k, t in enumerate(best.terms):
        keys.setdefault(t.key, []).append(k in best.negated)
    for k, t in enumerate(c.claim.terms):
        states = keys.get(t.key)
        if states is None or t.weight < 0.1:
            continue
        if (k in c.claim.negated) in states:
            agree += t.weight
        else:
            clash += t.weight
    f["neg_agree"], f["neg_clash"] = min(agree, 4.0), min(clash, 4.0)
    f["neg_parity"] = float((len(c.claim.negators) + len(best.negators)) % 2)
    f["neg_claim"], f["neg_source"] = float(bool(c.claim.negators)), float(bool(best.negators))
    if clash > 0.25 and clash > 0.5 * agree and f["neg_parity"] and not best.aim:
        side, index, reading = (
            (-1, c.claim.negators[0], c.claim) if c.claim.negators else (c.best, best.negators[0], best)
        )
        token = reading.tokens[index]
        weight = 1.0 if c.near >= 0.8 and clash > agree else 0.7
        if any(s.kind == "direction" for s in c.signals):
            weight = 0.5
        c.signals.append(
            Signal(
                "negation",
                weight,
                f'"{token.word}" stands only in {"the article" if side < 0 else "the source"}',
                (Mark(side, token.start, token.end, "negation"),),
            )
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
        if not against or token.word in best.words:
            continue
        found = next((t for t in best.tokens if t.word in against and t.word not in c.claim.words), None)
        if found is not None:
            c.features["opposite"] += 1.0
            kind = (
                "temporal"
                if token.word
                in (
                    "before",
                    "after",
                    "prior",
                    "following",
                    "morning",
                    "evening",
                    "early",
                    "late",
                    "first",
                    "last",
                    "day",
                    "night",
                )
                else "direction"
            )
            c.signals.append(
                Signal(
                    kind,
                    0.75,
                    f'"{token.word}" in the article, "{found.word}" in the source',
                    (Mark(-1, token.start, token.end, kind), Mark(c.best, found.start, found.end, kind)),
                )
            )
            return


def _quantifiers(c: Comparison) -> None:
    f = c.features
    best = c.sentences[c.best]
    (mine, a), (theirs, b) = c.claim.quantifier, best.quantifier
    f["quant_gap"] = float(a - b) if a >= 0 and b >= 0 else 0.0
    f["quant_claim"] = float(a)
    if a >= 0 and b >= 0 and a != b:
        marks = (_word_mark(c.claim.text, mine, -1, "quantifier"), _word_mark(best.text, theirs, c.best, "quantifier"))
        if (a <= 1 and b >= 3) or (a >= 3 and b <= 1):
            c.signals.append(Signal("quantifier", 0.8, f'"{mine}" in the article, "{theirs}" in the source', marks))
        elif a == 5 and b in (2, 3, 4):
            strong = (
                0.9 if best.exception or any(step <= 2 for _, step, _ in best.quantifiers) or best.negators else 0.6
            )
            c.signals.append(
                Signal("quantifier", strong, f'"{mine}" in the article, only "{theirs}" in the source', marks)
            )
        elif a - b >= 2 or (a >= 4 and b <= 3 and a > b):
            c.signals.append(
                Signal("quantifier", 0.5, f'"{mine}" in the article, only "{theirs}" in the source', marks)
            )
    elif a == 5 and b < 0 and c.claim.every and best.only:
        c.signals.append(Signal("scope", 0.5, f'"{mine}" in the article, the source speaks of a part', ()))


def _strengths_of_claim(c: Comparison) -> None:
    """Hedges, causes, aims and beliefs."""
    f = c.features
    best = c.sentences[c.best]
    (word, a), (theirs, b) = c.claim.modality, best.modality
    f["hedge_gap"] = f["causal_gap"] = f["aim_gap"] = f["belief_gap"] = 0.0
    own_soft = a in (0, 1, 2) or c.claim.attributed or c.claim.aim
    if b == 0 and not own_soft:
        certain = a >= 3 or c.claim.every
        f["hedge_gap"] = 1.0 if certain else 0.5
        if certain or c.claim.causal[1] >= 2:
            c.signals.append(
                Signal(
                    "hedge",
                    0.5,
                    f'"{word or "said as a fact"}" in the article, "{theirs}" in the source',
                    (
                        _word_mark(best.text, theirs, c.best, "hedge"),
                        *((_word_mark(c.claim.text, word, -1, "hedge"),) if word else ()),
                    ),
                )
            )
    ca, cb = c.claim.causal[1], best.causal[1]
    if ca >= 1 and cb == 0 and not own_soft and not c.claim.null:
        f["causal_gap"] = 1.0
        c.signals.append(
            Signal(
                "causal",
                0.5,
                f'"{c.claim.causal[0]}" in the article, "{best.causal[0]}" in the source',
                (
                    _word_mark(c.claim.text, c.claim.causal[0], -1, "causal"),
                    _word_mark(best.text, best.causal[0], c.best, "causal"),
                ),
            )
        )
    if best.aim and not c.claim.aim and not c.claim.attributed and not c.claim.negators:
        f["aim_gap"] = 1.0
        c.signals.append(
            Signal("hedge", 0.5, "the source asks this question; it does not answer it in this sentence", ())
        )
    if best.belief and not c.claim.belief and not c.claim.attributed:
        f["belief_gap"] = 1.0
        after = c.sentences[c.best + 1] if c.best + 1 < len(c.sentences) else None
        refuted = after is not None and (
            after.null or bool(after.negators) or "now" in after.words or "myth" in best.words
        )
        c.signals.append(
            Signal(
                "negation" if refuted else "hedge",
                0.9 if refuted else 0.5,
                "the source reports this as a belief" + (" and then sets it right" if refuted else ""),
                (),
            )
        )


def _people(c: Comparison, design: Mapping[str, Any]) -> None:
    f = c.features
    f["population"] = f["subgroup"] = 0.0
    best = c.sentences[c.best]
    passage = frozenset(g for s in c.sentences for g in s.groups)
    near = best.groups or passage
    mine = c.claim.groups
    lab = {"species:animals", "species:cells"}
    if not mine & lab:
        kind = str(design.get("population", ""))
        here = best.groups & lab and "species:people" not in best.groups
        whole = passage & lab and "species:people" not in passage
        if here or whole or (kind in ("ANIMAL", "INVITRO") and "species:people" not in passage):
            f["population"] = 1.0
            c.signals.append(
                Signal("population", 0.5, "the source speaks of animals or cells here, the article of people", ())
            )
    within = {str(k): {str(x) for x in v} for k, v in (lexicon("populations").get("within") or {}).items()}
    for axis in ("sex", "age"):
        own = {g.split(":")[1] for g in mine if g.startswith(axis)}
        theirs = {g.split(":")[1] for g in near if g.startswith(axis)} or {
            g.split(":")[1] for g in passage if g.startswith(axis)
        }
        if own and theirs and not own & theirs:
            if any(within.get(o, set()) & theirs for o in own) or any(within.get(t, set()) & own for t in theirs):
                continue
            f["subgroup"] = 1.0
            c.signals.append(
                Signal(
                    "subgroup",
                    0.5,
                    f"the source speaks of {', '.join(sorted(theirs))}, the article of {', '.join(sorted(own))}",
                    (),
                )
            )


def _scope(c: Comparison) -> None:
    """The claim says "all" or "only" and the source does not, or the source's condition is left out."""
    f = c.features
    best = c.sentences[c.best]
    f["only_gap"] = float(c.claim.only and not best.only)
    f["every_gap"] = float(c.claim.every and not best.every)
    f["exception"] = float(any(s.exception for s in c.sentences) and not c.claim.exception)
    if (
        c.claim.every
        and c.claim.quantifier[1] == 5
        and not best.every
        and best.quantifier[1] < 0
        and "of" in c.claim.words
    ):
        c.signals.append(
            Signal("scope", 0.5, f'"{c.claim.quantifier[0]}" in the article, nothing so wide in the source', ())
        )


def _features(c: Comparison) -> None:
    f = c.features
    best = c.sentences[c.best]
    weights = sorted(
        (t.weight * (1 - max(row[k] for row in c.strength)) for k, t in enumerate(c.claim.terms)), reverse=True
    )
    f.update(
        cover=c.cover[c.best],
        cover2=c.cover[c.second],
        near=c.near,
        wide=c.wide,
        missing=min(c.missing, 1.0),
        lost1=weights[0] if weights else 0.0,
        lost2=weights[1] if len(weights) > 1 else 0.0,
        terms=min(len(c.claim.terms), 20) / 20,
        back=_back(c),
        sentences=min(len(c.sentences), 15) / 15,
        aim=float(best.aim),
        null_claim=float(c.claim.null),
        null_best=float(best.null),
        hedged=float(best.modality[1] == 0),
        contradicting=max((s.weight for s in c.signals if s.weight >= 0.6), default=0.0),
        lesser=max((s.weight for s in c.signals if s.weight < 0.6), default=0.0),
    )
    f["order"] = _order(c)


def _back(c: Comparison) -> float:
    """Share of the best sentence that the claim holds."""
    best = c.sentences[c.best]
    total = sum(t.weight for t in best.terms) or 1.0
    return sum(t.weight for t in best.terms if t.key in c.claim.keys) / total


def _order(c: Comparison) -> float:
    """Do the shared terms come in the same order? 1 yes, 0 turned round."""
    place = {t.key: t.token for t in reversed(c.sentences[c.best].terms)}
    seen = [place[t.key] for t in c.claim.terms if t.key in place]
    if len(seen) < 2:
        return 0.5
    pairs: Sequence[tuple[int, int]] = [(a, b) for i, a in enumerate(seen) for b in seen[i + 1 :]]
    return sum(a < b for a, b in pairs) / len(pairs)
