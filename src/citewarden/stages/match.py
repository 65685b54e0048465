"""Set each claim beside the passages that speak of it, and judge every pair.

In-text citations narrow the list of sources; without marks all sources compete. Of each listed source the best passage
is kept, and the best ones over all; the verifier then says SUPPORT, CONTRADICT or NEI for each. A claim that cannot be
read on its own ("It is fatal.") is not judged: its passages are kept to be looked at, with NEI and `UNREAD` as method.
A slip of the pen ("amitriptylin") is compared as the term that is meant; what is shown stays the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from citewarden.config import Verify
from citewarden.model import Citation, Claim, Evidence, Passage, Rationale, Reference, Work
from citewarden.model.evidence import UNREAD
from citewarden.nlp.verdict.reading import read
from citewarden.nlp.verifier import Pair, Verdict, Verifier
from citewarden.text import sentences, slips
from citewarden.text.retrieval import Index

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
    index = Index([_terms(p.text) + _terms(p.section) for p in readable])
    meant = slips.find((c.standalone for c in claims), _Said(readable))
    forms = {c.id: slips.mend(c.standalone, meant) for c in claims}
    candidates = [_candidates(c, forms[c.id][0], cited, readable, index, config.top_passages) for c in claims]
    pairs, owners = [], []
    for claim, found in zip(claims, candidates, strict=True):
        for number, relevance in found:
            passage = readable[number]
            for first, window in _windows(passage):
                heading = " ".join(x for x in (passage.section, str(passage.design.get("title", ""))) if x)
                pairs.append(Pair(forms[claim.id][0], window, passage.design, heading))
                owners.append((claim, passage, first, relevance))
    judged = iter(verifier.verify([p for p, (claim, *_) in zip(pairs, owners, strict=True) if claim.resolved]))
    verdicts = [next(judged) if claim.resolved else Verdict("NEI", 0.0, UNREAD) for claim, *_ in owners]
    best: dict[tuple[str, str], tuple[Verdict, Passage, int, float]] = {}
    for (claim, passage, first, relevance), verdict in zip(owners, verdicts, strict=True):
        key = (claim.id, passage.id)
        kept = best.get(key)
        if kept is None or _weight(verdict) > _weight(kept[0]):
            best[key] = (verdict, passage, first, relevance)
    out = []
    for claim in claims:
        rows = [(k, v) for k, v in best.items() if k[0] == claim.id]
        rows.sort(key=lambda row: (*(-w for w in _weight(row[1][0])), -row[1][3], row[0][1]))
        out += [_evidence(claim, forms[claim.id][1], row, rank) for rank, (_, row) in enumerate(rows, 1)]
    return out


class _Said:
    """The words of the passages, gathered when one is first asked for."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for p in self.passages for word in re.findall(r"[a-z]+", p.text.lower()))

    def __contains__(self, word: object) -> bool:
        return word in self.words


def _terms(text: str) -> list[str]:
    return (
        [t.key for t in read(text).terms]
        if len(text) < 400
        else [t.key for part in _chunks(text) for t in read(part).terms]
    )


def _chunks(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences.split(text)]


def _candidates(
    claim: Claim, form: str, cited: dict[str, list[str]], readable: Sequence[Passage], index: Index, top: int
) -> list[tuple[int, float]]:
    """(passage number, relevance 0 to 1) of the passages worth judging, best first."""
    terms = read(form).terms
    scores = index.scores([t.key for t in terms], {t.key: t.weight for t in terms})
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
    total = scores[ranked[0]] + 4.0
    return [(n, round(scores[n] / total, 4)) for n in sorted(chosen, key=lambda n: (-scores[n], readable[n].id))]


def _windows(passage: Passage) -> list[tuple[int, tuple[str, ...]]]:
    """(first sentence, sentences) of the stretches judged: the whole passage, or overlapping parts of a long one."""
    marks = passage.sentences or ((0, len(passage.text)),)
    texts = tuple(passage.text[a:b] for a, b in marks)
    if len(texts) <= LONGEST:
        return [(0, texts)]
    starts = list(range(0, len(texts) - LONGEST // 2, LONGEST // 2))
    return [(s, texts[s : s + LONGEST]) for s in starts]


def _weight(verdict: Verdict) -> tuple[int, float]:
    """Decided before undecided, an undecided one with a named difference before one without."""
    return (
        2 if verdict.label != "NEI" else 1 if verdict.issue else 0,
        verdict.score if verdict.label != "NEI" else 0.0,
    )


def _evidence(claim: Claim, shifts: slips.Shifts, row: tuple[Verdict, Passage, int, float], rank: int) -> Evidence:
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
