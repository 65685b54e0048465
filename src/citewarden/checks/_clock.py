"""How old a source may be for what rests on it. The clocks themselves are data: `settings` of the policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from citewarden.checks._reference import kind, record
from citewarden.model import Audit, Reference
from citewarden.text.design import titled

SAID: Mapping[str, str] = {
    "treatment-effect": "treatment",
    "dose": "doses",
    "risk": "risks",
    "statistic": "figures",
    "epidemiology": "how common something is",
    "diagnosis": "diagnosis",
    "prognosis": "the course of a disease",
    "advice": "advice",
}
"""A kind of claim -> what "statements about ..." it makes."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The shortest clock that applies: `limit` years, because of `reason` (a kind of claim or of source, or
    "unlinked")."""

    limit: int
    reason: str

    def words(self, sources: int) -> str:
        """ "web page: 5 years", "web pages: 5 years", "no sentence is known to rest on them: 10 years"."""
        if self.reason == "unlinked":
            return f"no sentence is known to rest on {'it' if sources == 1 else 'them'}: {self.limit} years"
        if self.reason in SAID:
            return f"for statements about {SAID[self.reason]}: {self.limit} years"
        name = "web page" if self.reason == "webpage" else self.reason
        return f"{name}{'' if sources == 1 else 's'}: {self.limit} years"


def shortest(audit: Audit, kinds: Iterable[str]) -> Clock | None:
    """The shortest of the policy's clocks for these kinds of claim or of source, None if none of them has one."""
    years = audit.policy.setting("outdated-reference", "clocks", {})
    ticking = sorted((int(years[name]), name) for name in set(kinds) if int(years.get(name) or 0) > 0)
    return Clock(*ticking[0]) if ticking else None


def seminal(audit: Audit, reference: Reference) -> bool:
    """Whether the policy exempts the reference by DOI or PMID, with a reason."""
    reasons = audit.policy.setting("outdated-reference", "seminal", {})
    exempt = {str(name).lower() for name, why in reasons.items() if str(why or "").strip()}
    known = record(audit, reference)
    names = (reference.DOI, reference.PMID, known.get("DOI"), known.get("PMID"))
    return bool({str(name).lower() for name in names if name} & exempt)


def source(audit: Audit, reference: Reference, known: Mapping[str, Any]) -> str:
    """ "guideline", "systematic review", "webpage" or ""."""
    for passage in audit.passages_of.get(reference.id, ()):
        design = str(passage.design.get("kind") or "")
        if design in ("guideline", "systematic review"):
            return design
    title = str(known.get("title") or reference.csl.get("title") or reference.raw)
    named = "systematic review" if "Cochrane Database" in reference.raw else ""
    return titled(title) or named or ("webpage" if kind(reference, known) == "webpage" else "")
