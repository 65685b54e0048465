"""Run the catalogue of checks over one article's tables."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from citewarden.model import Audit, Block, Finding, Kind, Level, Policy
from citewarden.plugins import discover

ORDER = (Level.ERROR, Level.WARNING, Level.NOTE, Level.NONE)
"""Worst first."""


def check(audit: Audit) -> list[Finding]:
    """Every finding of every check the policy leaves on, worst first, each with its fingerprint.

    A level the policy names wins over the check's own; an open question keeps level "none" whatever the policy says.
    """
    found = [
        _judged(finding, audit.policy)
        for rule, module in sorted(discover("citewarden.checks").items())
        if audit.policy.levels.get(rule) != "off"
        for finding in module.check(audit)
    ]
    found = _once(found)
    found.sort(key=_place)
    return _fingerprinted(audit, _listed(audit, found))


_TOLD_BY = {
    "uncited-claim": ("inconsistent-statement",),
    "overstated-claim": ("causal-overreach", "contradicted-claim", "number-mismatch"),
    "unsupported-claim": ("causal-overreach", "weak-source-for-claim", "contradicted-claim", "number-mismatch"),
    "scope-mismatch": ("unsupported-claim",),
}
"""Checks whose finding on a claim says nothing new where one of the others has told what is wrong with it."""


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` without those on a claim of which another check has told what is wrong: a card a claim."""
    told: dict[str, set[str]] = {}
    for finding in findings:
        sure = finding.kind is not Kind.OPEN or finding.properties.get("differs")
        if sure and finding.subject != finding.document:
            told.setdefault(finding.subject, set()).add(finding.rule_id)
    twice = {(f.subject, _figure(f)) for f in findings if f.rule_id == "inconsistent-statement" and _figure(f)}
    findings = [f for f in findings if f.rule_id != "unsupported-claim" or (f.subject, _figure(f)) not in twice]
    return [f for f in findings if not told.get(f.subject, set()).intersection(_TOLD_BY.get(f.rule_id, ()))]


def _figure(finding: Finding) -> str:
    """What a message quotes first, "" if it begins with something else."""
    return finding.message[1:].partition("”")[0] if finding.message.startswith("“") else ""


def _listed(audit: Audit, findings: Sequence[Finding]) -> list[Finding]:
    """`findings` with those on statements of one list or table marked: `properties["list"]` is the block that leads it
    in, or its first row, or the first of some items that only their heading makes statements."""
    blocks, claims = audit.document.blocks, {c.id for c in audit.claims}
    starts = [b.start for b in blocks]
    leads = {n: _lead(blocks, n) for n, b in enumerate(blocks) if b.kind == "item" and b.lead_in >= 0}
    leads |= {lead: lead for lead in leads.values()}
    for n, b in enumerate(blocks):
        if b.kind == "row" or (n not in leads and _is_fragment(audit.document.text, b)):
            leads[n] = leads.get(n - 1, n) if n and blocks[n - 1].kind == b.kind else n
    out = []
    for finding in findings:
        if leads and finding.location and finding.subject in claims:
            number = bisect_right(starts, finding.location.position.start) - 1
            if number in leads:
                finding = replace(finding, properties={**finding.properties, "list": leads[number]})
        out.append(finding)
    return out


def _is_fragment(text: str, block: Block) -> bool:
    """Whether a block is an item of words that are no sentence: "pregnant women"."""
    return block.kind == "item" and text[block.start : block.end].rstrip()[-1:] not in ".!?"


def _lead(blocks: Sequence[Block], number: int) -> int:
    """The block outside the list that leads in an item, also one of a list within a list."""
    while blocks[number].kind == "item" and 0 <= blocks[number].lead_in < number:
        number = blocks[number].lead_in
    return number


def _judged(finding: Finding, policy: Policy) -> Finding:
    if finding.kind is Kind.OPEN:
        return replace(finding, level=Level.NONE, blocking=False)
    level = Level(policy.levels.get(finding.rule_id, finding.level))
    severe = level is not Level.NONE and ORDER.index(level) <= ORDER.index(Level(policy.fail_on))
    return replace(finding, level=level, blocking=severe or finding.rule_id in policy.blocking)


def _place(finding: Finding) -> tuple[int, int, int, str, str, str]:
    start = finding.location.position.start if finding.location else -1
    return (
        0 if finding.blocking else 1,
        ORDER.index(finding.level),
        start,
        finding.rule_id,
        finding.subject,
        finding.message,
    )


def _fingerprinted(audit: Audit, findings: Sequence[Finding]) -> list[Finding]:
    digests = fingerprints(audit, findings, document=audit.document.id)
    return [replace(finding, fingerprint=digest) for finding, digest in zip(findings, digests, strict=True)]


def fingerprints(audit: Audit, findings: Sequence[Finding], *, document: str) -> list[str]:
    """The fingerprints of an article's findings, under the name that it has or has had.

    Fingerprints hang on what the finding is about, not on where it stands, so unrelated edits leave them alone.

    `properties["key"]` tells apart two findings of one check about one subject; any left over are numbered.
    """
    subjects = {r.id: r.raw for r in audit.references} | {c.id: c.standalone for c in audit.claims}
    own, named = f"{audit.document.id}#", f"{document}#"
    seen: Counter[str] = Counter()
    out = []
    for finding in findings:
        subject = " ".join(subjects.get(finding.subject, "").split())
        key = str(finding.properties.get("key", "")).replace(own, named)
        about = "\n".join((finding.rule_id, document, subject, key))
        seen[about] += 1
        out.append(hashlib.sha256(f"{about}\n{seen[about]}".encode()).hexdigest()[:20])
    return out
