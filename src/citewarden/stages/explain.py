"""How a finding came about: the claim as read, the passages considered, what each layer said, the thresholds."""

from __future__ import annotations

from collections.abc import Mapping

from citewarden.model import Audit, Claim, Evidence, Finding, Quantity


def explain(audit: Audit, finding: Finding, *, thresholds: Mapping[str, float] | None = None) -> str:
    """The trace of a finding about a claim as plain text; others give message and what stands beside it."""
    claim = next((c for c in audit.claims if c.id == finding.subject), None)
    lines = [f"{finding.rule_id} ({finding.level}, {finding.kind}) {finding.fingerprint}".rstrip(), finding.message, ""]
    if claim is None:
        lines += [f"{r.role}: {r.text}" + (f" <{r.url}>" if r.url else "") for r in finding.related]
        return "\n".join(lines).rstrip() + "\n"
    lines += ["Claim", f"  in the article  {_one(claim.text)}", f"  read alone      {_one(claim.standalone)}"]
    lines += [f"  {name:<15} {value}" for name, value in _fields(claim) if value]
    rows = audit.evidence_of.get(claim.id, ())
    lines += ["", f"Passages considered: {len(rows)}"]
    for row in rows:
        lines += _passage(audit, row)
    unread = [w for w in audit.works if not any(p.work == w.id and p.text for p in audit.passages)]
    for work in unread:
        note = next((p.note for p in audit.passages if p.work == work.id and p.note), "not read")
        lines.append(f"  {work.id}: {note}")
    if thresholds:
        lines += ["", "Thresholds: " + ", ".join(f"{k} {v:g}" for k, v in sorted(thresholds.items()))]
    return "\n".join(lines).rstrip() + "\n"


def _fields(claim: Claim) -> list[tuple[str, str]]:
    return [
        ("kind", f"{claim.kind}, priority {claim.priority}"),
        ("quantifier", f"{claim.quantifier[0]} (step {claim.quantifier[1]})" if claim.quantifier[1] >= 0 else ""),
        ("modality", f"{claim.modality[0]} (step {claim.modality[1]})" if claim.modality[1] >= 0 else ""),
        ("negated", "yes" if claim.negated else ""),
        ("direction", claim.direction),
        ("numbers", "; ".join(_quantity(q) for q in claim.quantities)),
        ("people", ", ".join(claim.population)),
        ("cited", ", ".join(claim.citations)),
    ]


def _quantity(q: Quantity) -> str:
    value = f"{q.low:g}" if q.low == q.high else f"{q.low:g} to {q.high:g}"
    return f"{q.text} = {q.comparator if q.comparator != '=' else ''}{value} {q.unit}".rstrip()


def _passage(audit: Audit, row: Evidence) -> list[str]:
    passage = audit.passage_of.get(row.passage)
    head = f"  {row.rank}. {row.label} {row.score:.2f}" + (f" ({row.issue})" if row.issue else "")
    if passage is None:
        return [f"{head} {row.passage}"]
    place = ", ".join(x for x in (passage.reach, passage.copy, passage.section, passage.locator) if x)
    out = [
        f"{head} by {row.method}; relevance {row.relevance:.2f}",
        f"     {row.work} ({place}) {passage.source}".rstrip(),
    ]
    out += [f"     > {_one(passage.text[m.start : m.end])}" for m in row.rationale if m.why == "sentence"]
    words = [passage.text[m.start : m.end] for m in row.rationale if m.side == "passage" and m.why != "sentence"]
    if words:
        out.append(f"     words: {' | '.join(words)}")
    out += [
        f"     {o.method}: {o.label} {o.score:.2f}"
        + (f" {o.issue}" if o.issue else "")
        + (f" - {o.note}" if o.note else "")
        for o in row.opinions
    ]
    if passage.snapshot:
        out.append(f"     snapshot {passage.snapshot[:12]} read {passage.retrieved_at or 'from references/'}")
    return out


def _one(text: str) -> str:
    return " ".join(text.split())
