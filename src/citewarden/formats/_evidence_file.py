"""The evidence file of a page, for an assessor: its sources, what rests on each, who checked and decided what, when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citewarden.formats._template import environment, seen
from citewarden.formats.html import LEVELS
from citewarden.model import SignOff, Suppression
from citewarden.text import dates

_AGREES = {"SUPPORT": "the words agree with it", "CONTRADICT": "differs from it", "NEI": "closest passage"}
_FOUND = {"matched": "found", "ambiguous": "several works fit", "unresolved": "not found", "": "not looked up"}


def render(told: Mapping[str, Any], suppressions: Sequence[Suppression], sign_offs: Sequence[SignOff]) -> str:
    """One HTML page, to be printed, without scripts.

    `told` is the article's report as `json` writes it; the decisions are those on file for it. Of a passage only the
    closest one is given for a claim and source. Nothing is left out because it is decided.
    """
    claims = {claim["id"]: claim for claim in told["claims"]}
    rests = _rests(told["claims"], told["citations"])
    by_print = {s.fingerprint: s for s in suppressions}
    return seen(
        environment()
        .get_template("evidence_file.html.jinja")
        .render(
            document=told["document"],
            run=told["run"],
            signed=[{**_plain(s), "current": s.sha256 == told["document"]["sha256"]} for s in sign_offs],
            sources=[_source(r, rests.get(r["id"], ()), claims) for r in told["references"]],
            unbacked=[c["standalone"] for c in told["claims"] if c["priority"] == "high" and not c["citations"]],
            findings=[_finding(f, by_print.get(f["fingerprint"])) for f in told["findings"]],
            spoken=dates.spoken,
        )
    )


def _rests(claims: Iterable[Mapping[str, Any]], citations: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Reference -> the claims that a mark rests on it, and those whose words agree with it."""
    cited = {c["id"]: [item["id"] for item in c["items"] if item["id"]] for c in citations}
    out: dict[str, list[str]] = {}
    for claim in claims:
        marked = [reference for mark in claim["citations"] for reference in cited.get(mark, ())]
        agreeing = [r for e in claim["evidence"] if e["label"] == "SUPPORT" for r in e["references"]]
        for reference in dict.fromkeys([*marked, *agreeing]):
            out.setdefault(reference, []).append(claim["id"])
    return out


def _source(reference: Mapping[str, Any], resting: Sequence[str], claims: Mapping[str, Any]) -> Mapping[str, Any]:
    resolution = reference["resolution"] or {}
    statements: dict[str, Mapping[str, Any]] = {}  # a sentence may hold several claims
    for name in resting:
        evidence = [e for e in claims[name]["evidence"] if reference["id"] in e["references"]]
        best = min(evidence, key=lambda e: (e["label"] == "NEI", e["rank"])) if evidence else None
        said = _AGREES[best["label"]] if best else ""
        statements.setdefault(claims[name]["text"], {"text": claims[name]["text"], "passage": best, "agrees": said})
    return {
        "number": reference["label"] or reference["id"].rpartition("-")[2],
        "raw": reference["raw"],
        "identifiers": reference["identifiers"],
        "found": _FOUND.get(resolution.get("outcome", ""), resolution.get("outcome", "")),
        "registry": resolution.get("registry", ""),
        "asked": resolution.get("asked_at", "")[:10],
        "note": resolution.get("note", ""),
        "notices": [n for n in reference["notices"] if not n["cancelled_by"]],
        "probe": reference["probe"],
        "statements": list(statements.values()),
    }


def _finding(finding: Mapping[str, Any], decision: Suppression | None) -> Mapping[str, Any]:
    return {**finding, "grave": LEVELS[finding["level"]], "decision": _plain(decision) if decision else None}


def _plain(row: Suppression | SignOff) -> dict[str, Any]:
    from citewarden.tables import plain

    return dict(plain(row))
