"""The work behind a reference, and what became of it (Crossref, PubMed, PROV)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Work:
    """A work as one or more references of the corpus print it, deduplicated by `gather`.

    `id` is a stable key: "doi:...", "pmid:...", "pmcid:...", "isbn:..." or "csl:<digest>", then "~" and a digest of the
    printed form: the same DOI under other words is another `Work`, judged by its own words. `references` are the
    Reference ids that print it so; `raw` is how.
    """

    id: str
    references: tuple[str, ...]
    csl: Mapping[str, Any] = field(default_factory=dict)
    raw: str = ""
    DOI: str = ""
    PMID: str = ""
    PMCID: str = ""
    ISBN: str = ""
    URL: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field where the article and the registry disagree. `severity`: "minor" or "major"."""

    field: str
    printed: str
    registered: str
    severity: str = "minor"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one work was found to be.

    `outcome`: matched, ambiguous, not_found or unavailable (nobody could be asked). `registry` is who answered
    ("library", "crossref", ...). `score` is 0 to 1. `csl` is the accepted record (with DOI, PMID, PMCID where known);
    `candidates` are the rejected best ones. `asked_at` is ISO with time, "" for the library. `note` says why, for an
    editor. `digest` is the sha256 of the answer, `record` the registry's own key (a library file's path).

    A source note says what a work is called and says, never whether it still stands: for a work of the library
    `identified` is what the registries made of it ("matched": they know it, and `csl` has their identifiers), "" for
    pages and leaflets, which registries do not hold, and for works of the registries themselves.
    """

    work: str
    outcome: str
    registry: str = ""
    csl: Mapping[str, Any] = field(default_factory=dict)
    score: float = 0.0
    differences: tuple[Difference, ...] = ()
    candidates: tuple[Mapping[str, Any], ...] = ()
    asked_at: str = ""
    note: str = ""
    record: str = ""
    digest: str = ""
    asked: tuple[str, ...] = ()
    identified: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something published about a work after it (Crossref `updated-by`).

    `type`: retraction, partial_retraction, withdrawal, removal, expression_of_concern, correction, erratum,
    corrigendum, retract_and_replace, correct_and_republish, reinstatement, new_version, new_edition, update,
    superseded, published_version (of a preprint), is_notice (the work itself is a notice), addendum, unknown, or
    unavailable (`source` could not be asked: "not clean", merely not known) and none (asked, nothing found).
    `cancelled_by` says which later reinstatement took the notice back ("reinstatement 2021-05-02, retraction_watch").
    """

    work: str
    type: str
    source: str
    label: str = ""
    DOI: str = ""
    PMID: str = ""
    URL: str = ""
    updated: str = ""
    record_id: str = ""
    reasons: tuple[str, ...] = ()
    replacement: Mapping[str, Any] = field(default_factory=dict)
    asked_at: str = ""
    note: str = ""
    cancelled_by: str = ""
