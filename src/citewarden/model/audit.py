"""All tables of an audit, joined: what a check sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from citewarden.model.calendar import Calendar
from citewarden.model.citation import Citation, Reference
from citewarden.model.claim import Claim
from citewarden.model.document import Document
from citewarden.model.evidence import Evidence, Passage
from citewarden.model.link import Probe
from citewarden.model.work import Notice, Resolution, Work


@dataclass(frozen=True, slots=True)
class Policy:
    """A house policy (`config/policies/<name>.yaml`).

    `levels` maps check ids to a level or "off"; `fail_on` is the lowest level that blocks; `allow_incomplete` lets a
    gate pass with open questions; `incomplete` lists the checks whose open findings make an audit incomplete ("*" for
    all); `blocking` lists check ids that block whatever their level; `settings` are the knobs of single checks by
    check id (clocks in years and the like). `removed_share` is how much of the articles of the last audit may be gone
    before an audit is incomplete, 0 to 1.
    """

    name: str
    fail_on: str = "error"
    allow_incomplete: bool = False
    incomplete: tuple[str, ...] = ("incomplete-audit", "unread-part")
    levels: Mapping[str, str] = field(default_factory=dict)
    blocking: tuple[str, ...] = ()
    removed_share: float = 0.2
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def setting(self, check: str, name: str, default: Any) -> Any:
        """The value of one knob of one check."""
        return self.settings.get(check, {}).get(name, default)


@dataclass(frozen=True)
class Audit:
    """Every table of one article's audit with the joins checks need. `as_of` is an ISO date."""

    document: Document
    as_of: str
    policy: Policy
    offline: bool = False
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    works: tuple[Work, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    notices: tuple[Notice, ...] = ()
    probes: tuple[Probe, ...] = ()
    passages: tuple[Passage, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    previous: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def calendar(self) -> Calendar:
        """The day of the audit, for every question whose answer changes with it."""
        return Calendar(self.as_of)

    @cached_property
    def work_of(self) -> Mapping[str, Work]:
        """Reference id -> the work it cites."""
        return {reference: work for work in self.works for reference in work.references}

    @cached_property
    def resolution_of(self) -> Mapping[str, Resolution]:
        """Reference id -> its work's resolution."""
        by_work = {resolution.work: resolution for resolution in self.resolutions}
        return {r: by_work[w.id] for r, w in self.work_of.items() if w.id in by_work}

    @cached_property
    def notices_of(self) -> Mapping[str, tuple[Notice, ...]]:
        """Reference id -> notices about its work."""
        by_work = _grouped(self.notices, "work")
        return {r: by_work.get(w.id, ()) for r, w in self.work_of.items()}

    @cached_property
    def probe_of(self) -> Mapping[str, Probe]:
        """Address as printed in a reference (`Reference.URL`) -> its probe."""
        return {probe.url: probe for probe in self.probes}

    @cached_property
    def passage_of(self) -> Mapping[str, Passage]:
        """Passage id -> passage."""
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def evidence_of(self) -> Mapping[str, tuple[Evidence, ...]]:
        """Claim id -> its evidence, best first."""
        return {k: tuple(sorted(v, key=lambda e: e.rank)) for k, v in _grouped(self.evidence, "claim").items()}

    def opposed(self, row: Evidence) -> Evidence | None:
        """What the source of a deciding row says to the contrary in another passage, None if nothing."""
        other = {"SUPPORT": "CONTRADICT", "CONTRADICT": "SUPPORT"}.get(row.label)
        rows = self.evidence_of.get(row.claim, ())
        return next((r for r in rows if r.work == row.work and r.label == other and r.passage in self.passage_of), None)

    @cached_property
    def read_of(self) -> Mapping[str, tuple[Passage, ...]]:
        """Work id -> passages of it that hold text."""
        return _grouped((p for p in self.passages if p.reach != "none"), "work")

    @cached_property
    def passages_of(self) -> Mapping[str, tuple[Passage, ...]]:
        """Reference id -> passages read of its work."""
        by_work = _grouped(self.passages, "work")
        return {r: by_work.get(w.id, ()) for r, w in self.work_of.items()}

    @cached_property
    def named_by(self) -> Mapping[str, tuple[str, ...]]:
        """Citation id -> ids of the references it names."""
        return {c.id: tuple(item.id for item in c.items) for c in self.citations}

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[Claim, ...]]:
        """Reference id -> claims whose in-text citations name it."""
        found: dict[str, dict[Claim, None]] = {}
        for claim in self.claims:
            for reference in (r for c in claim.citations for r in self.named_by.get(c, ())):
                found.setdefault(reference, {})[claim] = None
        return {reference: tuple(claims) for reference, claims in found.items()}


def _grouped(rows: Iterable[Any], key: str) -> dict[str, tuple[Any, ...]]:
    ordered = sorted(rows, key=lambda row: str(getattr(row, key)))
    return {k: tuple(group) for k, group in groupby(ordered, key=lambda row: str(getattr(row, key)))}
