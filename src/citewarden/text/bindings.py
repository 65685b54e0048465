"""What a decision was about, as digests, so that any change to it reopens the question."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from citewarden.model import Audit, Document, Finding, SignOff, SpecificResource, Suppression

T = TypeVar("T")

SILENCING = ("accept", "waive")
"""Decisions that silence a finding; the others say what will be done about it."""

_SUBJECTS = ("claim", "reference", "references", "article")

LENGTH = 20
"""Hexadecimal digits kept of a digest."""


def bind(audit: Audit, finding: Finding) -> dict[str, str]:
    """The digests a decision about `finding` hangs on.

    `claim`: the claim's standalone words. `reference`: the printed entry. `notices`: what was published about the
    reference's work. `references`: the printed entries of a finding about several (`properties["references"]`),
    space-separated. `snapshot`: the source texts the finding shows, likewise. `article`: the article's text, for a
    finding that is about nothing less. Keys without a value are left out.
    """
    claims = {c.id: c for c in audit.claims}
    references = {r.id: r for r in audit.references}
    out: dict[str, str] = {}
    if finding.subject in claims:
        out["claim"] = digest(claims[finding.subject].standalone)
    elif finding.subject in references:
        out["reference"] = digest(references[finding.subject].raw)
        out["notices"] = _notices(audit, finding.subject)
    elif finding.properties.get("references"):
        out["references"] = " ".join(digest(references[r].raw) for r in finding.properties["references"])
    else:
        out["article"] = digest(audit.document.text)
    shown = {audit.passage_of[r.id].snapshot for r in finding.related if r.id in audit.passage_of}
    out["snapshot"] = " ".join(sorted(s[:LENGTH] for s in shown if s))
    return {name: value for name, value in out.items() if value}


def quoted(audit: Audit, finding: Finding) -> str:
    """The words a decision about `finding` hangs on: the statement or the printed reference, "" for anything else."""
    claim = next((c.standalone for c in audit.claims if c.id == finding.subject), "")
    return " ".join((claim or next((r.raw for r in audit.references if r.id == finding.subject), "")).split())


def statements(audit: Audit) -> tuple[str, ...]:
    """What the article states: what a sign-off remembers of it."""
    return tuple(" ".join(c.standalone.split()) for c in audit.claims)


def changed(audit: Audit, bound: Mapping[str, str]) -> str:
    """What of a decision's grounds is no longer so, in plain words; "" if all of it still holds.

    What this run could not ask about (no network, a silent registry) is not taken for a change.
    """
    if "article" in bound and bound["article"] != digest(audit.document.text):
        return "the article has changed"
    if "claim" in bound and bound["claim"] not in {digest(c.standalone) for c in audit.claims}:
        return "the sentence has changed"
    if "reference" in bound:
        same = [r for r in audit.references if digest(r.raw) == bound["reference"]]
        if not same:
            return "the reference has changed"
        if all(_known(audit, r.id) and _notices(audit, r.id) != bound.get("notices", "") for r in same):
            return "something new was published about the reference"
    if not set(bound.get("references", "").split()) <= {digest(r.raw) for r in audit.references}:
        return "a reference has changed"
    known = {p.snapshot[:LENGTH] for p in audit.passages if p.snapshot}
    if not audit.offline and any(part not in known for part in bound.get("snapshot", "").split()):
        return "the source's text has changed"
    return ""


def same(audit: Audit, finding: Finding, bound: Mapping[str, str]) -> bool:
    """Whether a decision bound to `bound` is about `finding` as it stands now."""
    now = bind(audit, finding)
    if not bound or any(now[key] != bound.get(key) for key in _SUBJECTS if key in now):
        return False
    shown = set(now.get("snapshot", "").split())
    if not audit.offline and not shown <= set(bound.get("snapshot", "").split()):
        return False
    return not changed(audit, bound)


def suppressions(audit: Audit) -> tuple[Suppression, ...]:
    """The decisions on this article's findings, the newest for each finding, from `audit.previous["suppressions"]`."""
    newest: dict[str, Suppression] = {}
    for row in audit.previous.get("suppressions", ()):
        decision = _noun(Suppression, row)
        if decision.document == audit.document.id:
            old = newest.get(decision.fingerprint)
            if old is None or old.decided_on < decision.decided_on:
                newest[decision.fingerprint] = decision
    return tuple(newest[key] for key in sorted(newest))


def sign_offs(audit: Audit) -> tuple[SignOff, ...]:
    """The sign-offs of this article, newest last, from `audit.previous["sign_offs"]` (a new one stands on top)."""
    rows = [_noun(SignOff, row) for row in reversed(audit.previous.get("sign_offs", ()))]
    return tuple(sorted((r for r in rows if r.document == audit.document.id), key=lambda r: r.signed_on))


def subject(audit: Audit, decision: Suppression) -> tuple[str, SpecificResource | None, str]:
    """What a decision is about now: (id, place, words for it); the document if it is there no more."""
    bound = decision.bound
    for claim in audit.claims:
        if digest(claim.standalone) == bound.get("claim"):
            return claim.id, claim.target, f"the statement “{_short(claim.standalone)}”"
    for reference in audit.references:
        if digest(reference.raw) == bound.get("reference"):
            return reference.id, reference.target, f"reference {reference.id.rsplit('-', 1)[-1]}"
    return audit.document.id, None, "this article"


def _short(text: str, limit: int = 80) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def said(document: Document) -> str:
    """Digest of what an article says, without furniture and the lines on its own making (dates, names)."""
    return digest("\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind != "furniture"))


def signable(document: Document) -> dict[str, str]:
    """What a sign-off of this article is bound to, whoever records it: its id, bytes, words and review date."""
    return {
        "document": document.id,
        "sha256": document.sha256,
        "text": said(document),
        "reviewed": document.reviewed,
    }


def digest(text: str) -> str:
    """Digest of the words of `text`: line breaks and runs of spaces do not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:LENGTH]


def _noun(cls: type[T], row: T | Mapping[str, Any]) -> T:
    """A noun of text fields from the row a file holds; what is missing is ""."""
    if isinstance(row, cls):
        return row
    assert isinstance(row, Mapping)
    names = {f.name: f for f in fields(cls)}  # type: ignore[arg-type]
    given = {name: row[name] for name in names if name in row}
    return cls(
        **{
            name: given.get(name, "")
            for name, f in names.items()
            if name in given or (f.default is MISSING and f.default_factory is MISSING)
        }
    )


def _known(audit: Audit, reference: str) -> bool:
    """Whether everyone who keeps notices about this reference answered."""
    notices = audit.notices_of.get(reference, ())
    return not audit.offline and bool(notices) and all(n.type != "unavailable" for n in notices)


def _notices(audit: Audit, reference: str) -> str:
    """Digest of the notices about a reference's work; "" if there are none. Who was asked when does not count."""
    rows = sorted(
        {
            "\t".join((n.type, n.DOI or n.PMID or n.record_id or n.URL))
            for n in audit.notices_of.get(reference, ())
            if n.type not in ("none", "unavailable")
        }
    )
    return digest("\n".join(rows)) if rows else ""
