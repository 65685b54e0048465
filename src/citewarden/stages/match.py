"""Set each claim beside the passages that speak of it, and judge every pair.

In-text citations narrow the list of sources; without marks all sources compete. Sources are ordered by all that was
read of them, title and headings with it, never by a verdict; within a source a passage that decides comes first. Of
each listed source the best passage is kept, and the best ones over all; the verifier says SUPPORT, CONTRADICT or NEI
for each. A claim that cannot be read on its own ("It is fatal.") is not judged: its passages are kept to be looked at,
with NEI and `UNREAD` as method.
A slip of the pen ("amitriptylin") is compared as the term that is meant; what is shown stays the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from citewarden.config import Verify
from citewarden.model import Citation, Claim, Evidence, Passage, Rationale, Reference, Work
from citewarden.model.evidence import UNREAD
from citewarden.nlp.relevance import Texts
from citewarden.nlp.verdict.doubts import REACH
from citewarden.nlp.verifier import Pair, Verdict, Verifier
from citewarden.text import slips

LONGEST = 8
"""Most sentences of a passage shown to the verifier; longer passages are judged in overlapping windows."""


def match(
    claims: Iterable[Claim],
    citations: Iterable[Citation],
    references: Iterable[Reference],
    works: Iterable[Work],
    passages: Iterable[Passage],
    *,
    verifier: Verifier,
    config: Verify,
) -> list[Evidence]:
    """The evidence of one article, by claim and rank; claims that no passage shares a word with have none."""
    claims = list(claims)
    readable = [p for p in passages if p.text]
    if not claims or not readable:
        return []
    work_of = {reference: work.id for work in works for reference in work.references}
    cited = {c.id: [work_of[item.id] for item in c.items if item.id in work_of] for c in citations}
    texts = Texts(readable, _titles(readable, references, work_of))
    meant = slips.find((c.standalone for c in claims), _Said(readable))
    forms = {c.id: slips.mend(c.standalone, meant) for c in claims}
    candidates, sources = [], {}
    for claim in claims:  # of the passages' scores, one claim's at a time
        scores, sources[claim.id] = texts.scores(forms[claim.id][0])
        candidates.append(_candidates(claim, scores, cited, readable, config.top_passages))
    beside = _neighbours(readable)
    pairs, owners = [], []
    for claim, found in zip(claims, candidates, strict=True):
        for number, relevance in found:
            passage = readable[number]
            heading = " ".join(x for x in (passage.section, str(passage.design.get("title", ""))) if x)
            for first, window, before, after in _windows(passage, *beside[number]):
                pairs.append(Pair(forms[claim.id][0], window, passage.design, heading, before, after))
                owners.append((claim, passage, first, relevance))
    judged = iter(verifier.verify([p for p, (claim, *_) in zip(pairs, owners, strict=True) if claim.resolved]))
    verdicts = [next(judged) if claim.resolved else Verdict("NEI", 0.0, UNREAD) for claim, *_ in owners]
    best: dict[str, dict[str, _Row]] = {}
    for (claim, passage, first, relevance), verdict in zip(owners, verdicts, strict=True):
        rows = best.setdefault(claim.id, {})
        kept = rows.get(passage.id)
        if kept is None or _weight(verdict) > _weight(kept[0]):
            rows[passage.id] = (verdict, passage, first, relevance)
    out = []
    for claim in claims:
        if claim.id in best:
            ordered = _ordered(best[claim.id].values(), sources[claim.id])
            out += [_evidence(claim, forms[claim.id][1], row, rank) for rank, row in enumerate(ordered, 1)]
    return out


_Row = tuple[Verdict, Passage, int, float]
"""A verdict, its passage, the first sentence it looked at, and the passage's relevance."""


def _ordered(rows: Iterable[_Row], sources: Mapping[str, float]) -> list[_Row]:
    """By source, the likeliest first; within a source what decides, then what is nearest."""

    def key(row: _Row) -> tuple[object, ...]:
        verdict, passage, _, relevance = row
        decides, sure = _weight(verdict)
        return -sources.get(passage.work, 0.0), passage.work, -decides, -sure, -relevance, passage.id

    return sorted(rows, key=key)


class _Said:
    """The words of the passages, gathered when one is first asked for."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for p in self.passages for word in re.findall(r"[a-z]+", p.text.lower()))

    def __contains__(self, word: object) -> bool:
        return word in self.words


def _titles(passages: Iterable[Passage], references: Iterable[Reference], work_of: Mapping[str, str]) -> dict[str, str]:
    """Work -> title, as the article lists it, else as the source's record has it."""
    listed = {work_of[r.id]: str(r.csl.get("title") or "") for r in references if r.id in work_of}
    return {p.work: listed.get(p.work) or str(p.design.get("title", "")) for p in passages}


def _candidates(
    claim: Claim, scores: Mapping[int, float], cited: Mapping[str, list[str]], readable: Sequence[Passage], top: int
) -> list[tuple[int, float]]:
    """(passage number, relevance 0 to 1) of the passages worth judging, best first."""
    allowed = {work for citation in claim.citations for work in cited.get(citation, ())}
    numbers = [n for n in scores if not allowed or readable[n].work in allowed]
    ranked = sorted(numbers, key=lambda n: (-scores[n], readable[n].id))
    if not ranked:
        return []
    floor = 0.25 * scores[ranked[0]]
    first_of_work: dict[str, int] = {}
    for n in ranked:
        first_of_work.setdefault(readable[n].work, n)
    chosen = dict.fromkeys([*ranked[:top], *(n for n in first_of_work.values() if scores[n] >= floor)])
    order = sorted(chosen, key=lambda n: (-scores[n], readable[n].id))
    return [(n, round(min(1.0, max(0.0, scores[n])), 4)) for n in order]


def _neighbours(readable: Sequence[Passage]) -> list[tuple[str, tuple[str, ...]]]:
    """The sentence before each passage and those behind it, where its source goes on (one heading, one abstract)."""
    order = sorted(range(len(readable)), key=lambda n: (readable[n].work, readable[n].start, readable[n].id))
    out: list[tuple[str, tuple[str, ...]]] = [("", ())] * len(readable)
    for number, following in pairwise(order):
        one, other = readable[number], readable[following]
        follows = (one.work, one.snapshot) == (other.work, other.snapshot) and 0 < one.end <= other.start
        if follows and (one.section == other.section or one.reach == "abstract"):
            out[number] = (out[number][0], _texts(other)[:REACH])
            out[following] = (_texts(one)[-1], ())
    return out


def _texts(passage: Passage) -> tuple[str, ...]:
    marks = passage.sentences or ((0, len(passage.text)),)
    return tuple(passage.text[a:b] for a, b in marks)


_Window = tuple[int, tuple[str, ...], str, tuple[str, ...]]
"""First sentence, sentences, the one before them, those behind them."""


def _windows(passage: Passage, before: str, after: tuple[str, ...]) -> list[_Window]:
    """The stretches judged: the whole passage, or overlapping parts of a long one."""
    texts = _texts(passage)
    if len(texts) <= LONGEST:
        return [(0, texts, before, after)]
    starts = range(0, len(texts) - LONGEST // 2, LONGEST // 2)
    whole = (*texts, *after)
    return [
        (s, texts[s : s + LONGEST], texts[s - 1] if s else before, whole[s + LONGEST : s + LONGEST + REACH])
        for s in starts
    ]


def _weight(verdict: Verdict) -> tuple[int, float]:
    """Decided before undecided, an undecided one with a named difference before one without."""
    return (
        2 if verdict.label != "NEI" else 1 if verdict.issue else 0,
        verdict.score if verdict.label != "NEI" else 0.0,
    )


def _evidence(claim: Claim, shifts: slips.Shifts, row: _Row, rank: int) -> Evidence:
    verdict, passage, first, relevance = row
    marks = passage.sentences or ((0, len(passage.text)),)
    rationale = []
    for mark in verdict.marks:
        if mark.sentence < 0:
            places = (slips.back(mark.start, shifts), slips.back(mark.end, shifts))
            rationale.append(Rationale("claim", *places, mark.why))
        else:
            base = marks[first + mark.sentence][0]
            rationale.append(Rationale("passage", base + mark.start, base + mark.end, mark.why))
    place = marks[min(first + verdict.best, len(marks) - 1)]
    rationale.append(Rationale("passage", place[0], place[1], "sentence"))
    return Evidence(
        claim=claim.id,
        passage=passage.id,
        work=passage.work,
        label=verdict.label,
        score=verdict.score,
        method=verdict.method,
        issue=verdict.issue,
        rank=rank,
        relevance=relevance,
        rationale=tuple(rationale),
        opinions=verdict.opinions,
    )
