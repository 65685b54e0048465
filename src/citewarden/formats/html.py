"""The page an editor opens: one self-contained file for each article, for screen, phone, paper and screen reader.

The page asks nobody for anything: its style sheet and script are inside, and a content security policy forbids the
rest. Whatever comes from articles, sources and registries is escaped by the template; an address becomes a link only if
it is plain http or https.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citewarden.formats import ArticleReport, Progress, plural, progress, worst_first
from citewarden.formats import cards as problems
from citewarden.formats._article_view import article_view, point
from citewarden.formats._card_view import card_view, groups, together
from citewarden.formats._claim_view import VERDICTS, claim_view
from citewarden.formats._overview import overview
from citewarden.formats._reference_view import elsewhere, reference_view, unread
from citewarden.formats._template import environment, policy, seen
from citewarden.model import Finding
from citewarden.plugins import title
from citewarden.text.bindings import digest, signable

NAME = "html"
FILE = "{article}.html"

LEVELS: Mapping[str, str] = {"error": "Serious", "warning": "Look at this", "note": "Note", "none": "Open"}
KINDS: Mapping[str, str] = {
    "fail": "Problem",
    "review": "For judgement",
    "open": "Not known",
    "informational": "For information",
}
FOLDED = 6
"""Findings of one check shown at once; the rest is a click away."""


def render(report: ArticleReport) -> str:
    """The whole page."""
    view = _view(report)
    template = environment().get_template("article.html.jinja")
    return seen(template.render(view))


def _view(report: ArticleReport) -> dict[str, Any]:
    audit, run = report.audit, report.run
    numbers = {r.id: r.id.rsplit("-", 1)[-1] for r in audit.references}
    claims = sorted(audit.claims, key=lambda c: (c.target.position.start, c.target.position.end, c.id))
    keys = {c.id: f"claim-{digest(c.id)[:10]}" for c in claims}
    findings = sorted(report.findings, key=worst_first)
    by_subject: dict[str, list[Finding]] = {}
    for finding in findings:
        by_subject.setdefault(finding.subject, []).append(finding)
    claim_views = {c.id: claim_view(audit, c, keys[c.id], by_subject.get(c.id, []), numbers) for c in claims}
    rows = {f.fingerprint: card_view(report, f, claim_views.get(f.subject), numbers) for f in findings}
    blocks = article_view(audit, claims, claim_views, numbers)
    point(rows.values(), blocks)
    told = problems(findings)
    cards = [together([rows[f.fingerprint] for f in card.findings]) for card in told]
    judge = [c for c in cards if c["kind"] != "open" and not c["suppressed"] and c["level"] == "none"]
    todo = [c for c in cards if c["kind"] != "open" and not c["suppressed"] and c["level"] != "none"]
    first = [c for c in todo if c["level"] in ("error", "warning") or c["blocking"]]
    notes = [c for c in todo if c not in first] + judge
    unknown = [c for c in cards if c["kind"] == "open" and not c["suppressed"]]
    compare = [c for c in unknown if c["differs"]]
    return {
        "audit": audit,
        "document": audit.document,
        "signable": signable(audit.document),
        "run": run,
        "up": "../" * report.name.count("/"),
        "csp": policy("style.css", "early.js", "article.js"),
        "verdict": _verdict(todo, judge, unknown),
        "overview": overview(audit),
        "progress": _progress(progress(told)),
        "todo": first,
        "todo_groups": groups(first),
        "note_groups": groups(notes),
        "notes": notes,
        "incomplete": next((c for c in unknown if c["rule"].id == "incomplete-audit"), None),
        "silenced": [c for c in cards if c["suppressed"]],
        "unknown": unknown,
        "compare": compare,
        "compare_groups": groups(compare),
        "unknown_groups": groups([c for c in unknown if c not in compare]),
        "unread": unread(audit, numbers),
        "cards": cards,
        "owners": sorted({c["owner"] for c in cards}),
        "blocks": blocks,
        "compared": sum(1 for c in claim_views.values() if c["verdict"] != "none"),
        "claims": [claim_views[c.id] for c in claims],
        "tally": _tally(list(claim_views.values())),
        "references": [
            reference_view(report, r, by_subject.get(r.id, []), elsewhere(audit, r, findings), numbers)
            for r in audit.references
        ],
        "provenance": _provenance(report),
        "levels": LEVELS,
        "kinds": KINDS,
        "folded": FOLDED,
        "failures": run.failures,
    }


def _verdict(todo: Sequence[Any], judge: Sequence[Any], unknown: Sequence[Any]) -> dict[str, str]:
    """The banner: a word, and what it means."""
    blocking = [c for c in todo if c["blocking"]]
    rest = [c for c in todo if not c["blocking"] and c["level"] in ("error", "warning")]
    notes = [c for c in todo if c["level"] == "note" and not c["blocking"]]
    parts = []
    if rest:
        parts.append(plural(len(rest), "thing") + " to look at")
    if notes:
        parts.append(plural(len(notes), "note"))
    if judge:
        parts.append(plural(len(judge), "thing") + " to judge")
    if unknown:
        parts.append(plural(len(unknown), "question") + " this audit could not answer")
    tail = f" {_sentence(parts, 'also ')}" if parts else ""
    if blocking:
        who = _and([f"the {owner}" for owner in sorted({c["owner"] for c in blocking})])
        need = "needs" if len(blocking) == 1 else "need"
        line = f"{plural(len(blocking), 'finding')} {need} {who} before this goes out.{tail}"
        return {"word": "Hold", "tone": "hold", "line": line}
    if rest:
        return {"word": "Look first", "tone": "look", "line": f"Nothing blocks. {_sentence(parts)}"}
    if unknown:
        return {"word": "Not complete", "tone": "open", "line": f"Nothing found that blocks. {_sentence(parts)}"}
    if parts:
        return {"word": "Ready", "tone": "ready", "line": f"Nothing blocks. {_sentence(parts)}"}
    return {"word": "Ready", "tone": "ready", "line": "Nothing was found, and nothing was left unchecked."}


def _progress(made: Progress) -> str:
    """ "2 of 9 decided, 1 being mended; waiting for the medical reviewer (1) and the editor (5)"; "" if nothing is to
    decide."""
    waiting = _and([f"the {who} ({count})" for who, count in made.waiting.items()])
    mended = f", {made.planned} to be reworded or replaced" if made.planned else ""
    tail = f"; waiting for {waiting}" if waiting else ""
    return f"{made.decided} of {made.whole} decided{mended}{tail}" if made.whole else ""


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _sentence(parts: Sequence[str], also: str = "") -> str:
    return f"There {'is' if parts[0].startswith('1 ') else 'are'} {also}{_and(parts)}." if parts else ""


def _tally(claims: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"key": key, "label": label, "count": sum(1 for c in claims if c["verdict"] == key)}
        for key, label in VERDICTS.items()
    ]


def _provenance(report: ArticleReport) -> dict[str, Any]:
    audit, run = report.audit, report.run
    snapshots = sorted(
        {(p.work, p.reach, p.source, p.retrieved_at, p.snapshot) for p in audit.passages if p.snapshot},
    )
    rows = [("Article", audit.document.source), ("Article digest (sha256)", audit.document.sha256)]
    rows += [("Judged as of", audit.as_of), ("Policy", audit.policy.name), ("Citewarden", run.version), ("Run", run.id)]
    rows.append(("Network", "not used" if audit.offline else "used"))
    judges = {o.method for e in audit.evidence for o in e.opinions if o.method.startswith("judge:")}
    rows += [("Judge", name.partition(":")[2]) for name in sorted(judges)]
    if run.started_at:
        rows.append(("Started", run.started_at))
    if run.ended_at:
        rows.append(("Ended", run.ended_at))
    return {
        "rows": rows,
        "used": sorted(run.used.items()),
        "snapshots": [dict(zip(("work", "reach", "source", "at", "sha"), s, strict=True)) for s in snapshots],
        "asked": [
            {
                "number": r.id.rsplit("-", 1)[-1],
                "registry": title(q.registry),
                "at": q.asked_at,
                "digest": q.digest[:12],
            }
            for r in audit.references
            if (q := audit.resolution_of.get(r.id)) and q.digest
        ],
    }
