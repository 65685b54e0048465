"""Which words of a claim a passage holds, in which of its sentences, and which sentence speaks of the claim."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citewarden.nlp.verdict.amounts import comparable, relation
from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.protocol import Pair
from citewarden.nlp.verdict.sentence import Reading, read
from citewarden.nlp.verdict.short_forms import defined
from citewarden.nlp.verdict.terms import table, unprefixed

NEAR = 0.80
"""Cosine from which two words count as one (inflections, spellings, near synonyms)."""
FAR = 0.62
"""Cosine from which two words count as related."""
_WITHOUT = re.compile(r"\b(?:without|with no|not having|free of)\b", re.I)


def align(pair: Pair) -> Comparison:
    """Read a pair, find a counterpart for each word of the claim, and the sentences that speak of it."""
    known = defined(pair.sentences)
    claim = read(pair.claim, known)
    sentences = tuple([read(s, known) for s in pair.sentences]) or (read(""),)
    need = claim.needed or tuple(range(len(claim.terms)))
    weight = claim.weights
    total = sum([weight[k] for k in need]) or 1.0
    strength = _strengths(claim, sentences)
    heading = _strengths(claim, (read(pair.heading),))[0] if pair.heading else [0.0] * len(weight)
    held = [max(column) for column in zip(*strength, strict=True)]
    cover = [sum([weight[k] * row[k] for k in need]) / total for row in strength]
    reach = [r / total for r in _reaches(sentences, strength, heading, need, weight)]
    rank = [_rank(claim, *row) for row in zip(sentences, cover, reach, strict=True)]
    order = _conditioned(claim, sentences, sorted(range(len(sentences)), key=lambda i: (-rank[i], i)))
    best = order[0]
    second = order[1] if len(order) > 1 else best
    third = order[2] if len(order) > 2 else second
    one, two, three = strength[best], strength[second], strength[third]
    joint = sum([weight[k] * max(one[k], 0.95 * two[k], 0.9 * three[k]) for k in need])
    near = _with_numbers(claim, [sentences[i] for i in {best, second, third}], max(reach[best], joint / total), total)
    everywhere = [max(a, 0.9 * b) for a, b in zip(held, heading, strict=True)] if pair.heading else held
    wide = sum([weight[k] * everywhere[k] for k in need]) / total
    lost = tuple([claim.terms[k] for k in need if everywhere[k] < 0.45 and weight[k] >= 0.43])
    missing = sum([t.weight for t in lost]) / total
    return Comparison(
        claim=claim,
        sentences=sentences,
        design=pair.design,
        need=need,
        strength=strength,
        held=held,
        cover=cover,
        order=order,
        best=best,
        second=second,
        closest=sentences[best],
        near=near,
        wide=wide,
        missing=missing,
        missing_terms=lost,
    )


def _with_numbers(claim: Reading, sentences: Sequence[Reading], near: float, total: float) -> float:
    """`near` with the claim's numbers counted as words: is one of the kind at hand?"""
    slots = [a for a in claim.amounts if a.dimension not in ("p", "CI")]
    if not slots:
        return near
    at_hand = [a for s in sentences for a in s.amounts]
    held = sum([any(comparable(slot, a) for a in at_hand) for slot in slots])
    return (near * total + 0.4 * held) / (total + 0.4 * len(slots))


def _conditioned(claim: Reading, sentences: Sequence[Reading], order: list[int]) -> list[int]:
    """A claim on people "without X" is answered by the sentence on people without X, where there is one."""
    match = claim.search(_WITHOUT)
    if not match:
        return order
    group = {claim.terms[k].key for k in claim.negated if 0 <= claim.terms[k].start - match.end() < 40}
    for i in order:
        if sentences[i].search(_WITHOUT) and group & sentences[i].denied:
            return [i, *(x for x in order if x != i)]
    return order


def _reaches(
    sentences: Sequence[Reading],
    strength: Sequence[Sequence[float]],
    heading: Sequence[float],
    need: Sequence[int],
    weight: Sequence[float],
) -> list[float]:
    """Weight held by each sentence read in its place: what it refers back to counts, a little less."""
    out = []
    none = [0.0] * len(weight)
    carried = earlier = none
    for i, row in enumerate(strength):
        after = strength[i + 1] if i + 1 < len(strength) else none
        back = 0.9 if sentences[i].refers else 0.6
        got = 0.0
        for k in need:
            here = row[k]
            if here < 0.9:
                here = max(here, back * carried[k], 0.6 * after[k], 0.8 * heading[k])
            got += weight[k] * here
        out.append(got)
        carried = [max(a, 0.9 * b) for a, b in zip(row, earlier, strict=True)]
        earlier = [max(a, b) for a, b in zip(row, earlier, strict=True)]
    return out


def _rank(claim: Reading, sentence: Reading, cover: float, reach: float) -> float:
    """Which sentence speaks of the claim: coverage, a little for like numbers and the same people."""
    score = 0.55 * cover + 0.45 * reach
    alike = 0
    if claim.amounts and sentence.amounts:
        pairs = [(a, b) for b in claim.amounts for a in sentence.amounts if comparable(a, b)]
        alike = len({b.dimension for _, b in pairs})
        score += (0.0, 0.10, 0.18)[min(alike, 2)]
        if any(relation(b, a) == "equal" for a, b in pairs):
            score += 0.04
    if cover < 0.12 and not alike:
        return score - 0.2
    if sentence.aim and not claim.aim:
        score -= 0.05
    if sentence.boilerplate:
        score -= 0.25
    if claim.null and sentence.null:
        score += 0.10
    if claim.lab != sentence.lab and sentence.groups:
        score -= 0.12
    if claim.negated and not claim.denied.isdisjoint(sentence.denied):
        score += 0.12
    return score


def _strengths(claim: Reading, sentences: Sequence[Reading]) -> list[list[float]]:
    """For each sentence and claim term how well the sentence holds it, 0 to 1: by words first, else by meaning."""
    rows = [_by_words(claim, s) for s in sentences]
    spoken = [(s, row) for s, row in zip(sentences, rows, strict=True) if s.rows]
    columns = zip(*(row for _, row in spoken), strict=True)
    unmet = [k for k, column in enumerate(columns) if 0.0 in column and claim.terms[k].vector >= 0]
    if not unmet:
        return rows
    found = table().likeness([claim.terms[k].vector for k in unmet], [s.rows for s, _ in spoken])
    for k, values in zip(unmet, found, strict=True):
        if max(values) < FAR:
            continue
        for value, (sentence, row) in zip(values, spoken, strict=True):
            if value >= FAR and not row[k] and not _affixed(claim.terms[k].key, sentence):
                row[k] = 0.95 if value >= NEAR else 0.15 + 0.6 * (value - FAR) / (NEAR - FAR)
    return rows


def _by_words(claim: Reading, sentence: Reading) -> list[float]:
    keys, words, prefixes, stems = sentence.keys, sentence.words, sentence.prefixes, sentence.stems
    return [
        1.0
        if key in keys or key in words
        else 0.9
        if prefix in prefixes
        else 0.75 * sum([p in stems for p in parts]) / len(parts)
        if parts
        else 0.0
        for key, prefix, parts in claim.probes
    ]


def _affixed(key: str, sentence: Reading) -> bool:
    """Is the likeness only that of a word to its own opposite or neighbour (diabetes, prediabetes)?"""
    bare = unprefixed(key)
    return (bare[:5] in sentence.openings if bare else False) or key[:5] in sentence.unprefixed
