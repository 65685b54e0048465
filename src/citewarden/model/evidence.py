"""What the sources say, and how it stands to a claim (SciFact labels)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

UNREAD = "not read on its own"
"""`Evidence.method` of a claim that was not judged, since it cannot be told what a word of it stands for."""

TORN = "sentences that disagree"
"""`Evidence.method` where one sentence of the source would decide the claim and another speaks against it."""

UNASKED = ("could not be asked", "not asked")
"""How an `Opinion.note` begins where a judge of one's own gave no answer, and may give one another time."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one source's text that was read.

    `id` is "<work id>#<section>-<n>". `reach`: full_text, abstract, page or note (an editor's note in `references/`).
    `start`/`end` are code points in the snapshot whose sha256 is `snapshot`. `sentences` are (start, end) in `text`.
    A work no text of which could be read has one row with reach "none", empty text, and `note` saying why.
    `copy` says which copy was read, where that is not the work's page at its registry ("PDF, accepted manuscript, CC
    BY"); a PDF's `locator` counts the file's pages ("p. 4").
    `design` holds what is known of the study: publication types, population class (HUMAN, ANIMAL, MIXED, INVITRO).
    """

    id: str
    work: str
    text: str
    reach: str
    section: str = ""
    start: int = 0
    end: int = 0
    sentences: tuple[tuple[int, int], ...] = ()
    snapshot: str = ""
    retrieved_at: str = ""
    source: str = ""
    locator: str = ""
    design: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Rationale:
    """A decisive stretch: `side` is "claim" (offsets in `Claim.standalone`) or "passage" (in `Passage.text`)."""

    side: str
    start: int
    end: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One layer's view, kept so that a verdict can be traced. `score` is 0 to 1 for `label`."""

    method: str
    label: str
    score: float
    issue: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The verdict for one claim and one passage.

    `label`: SUPPORT, CONTRADICT or NEI. `issue`: "", number, unit, negation, quantifier, hedge, causal, population,
    subgroup, direction, scope, temporal or dose. `rank` orders the passages of one claim, 1 best; `relevance` is the
    retrieval score. `method` names layer and version that decided.
    """

    claim: str
    passage: str
    work: str
    label: str
    score: float
    method: str
    issue: str = ""
    rank: int = 1
    relevance: float = 0.0
    rationale: tuple[Rationale, ...] = ()
    opinions: tuple[Opinion, ...] = ()
