"""What a decision was about, as digests, so that any change to it reopens the question."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from citewarden.model import Audit, Finding

LENGTH = 20
"""Hexadecimal digits kept of a digest."""


def bind(audit: Audit, finding: Finding) -> dict[str, str]:
    """The digests a decision about `finding` hangs on.

    `claim`: the claim's standalone words. `reference`: the printed entry. `notices`: what was published about the
    reference's work. `snapshot`: the source texts the finding shows, space-separated. `article`: the article's text,
    for a finding that is about no claim and no reference. Keys without a value are left out.
    """
    claims = {c.id: c for c in audit.claims}
    references = {r.id: r for r in audit.references}
    out: dict[str, str] = {}
    if finding.subject in claims:
        out["claim"] = digest(claims[finding.subject].standalone)
    elif finding.subject in references:
        out["reference"] = digest(references[finding.subject].raw)
        out["notices"] = _notices(audit, finding.subject)
    else:
        out["article"] = digest(audit.document.text)
    shown = {audit.passage_of[r.id].snapshot for r in finding.related if r.id in audit.passage_of}
    out["snapshot"] = " ".join(sorted(s[:LENGTH] for s in shown if s))
    return {name: value for name, value in out.items() if value}


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
    known = {p.snapshot[:LENGTH] for p in audit.passages if p.snapshot}
    if not audit.offline and any(part not in known for part in bound.get("snapshot", "").split()):
        return "the source's text has changed"
    return ""


def digest(text: str) -> str:
    """Digest of the words of `text`: line breaks and runs of spaces do not count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:LENGTH]


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
