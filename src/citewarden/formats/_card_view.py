"""Findings as cards: one problem, what it is about, what stands beside it and what may be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citewarden.formats import ArticleReport, Rule
from citewarden.model import Audit, Finding, Kind, Related
from citewarden.tables import dumps
from citewarden.text import places, rewritten
from citewarden.text.bindings import bind, quoted

ROLES: Mapping[str, str] = {
    "record": "On record",
    "notice": "Notice",
    "candidate": "May be this one",
    "earlier entry": "Listed before as",
    "earlier passage": "The page said before",
    "other statement": "Said elsewhere in the article",
    "observation": "Seen",
    "redirects": "Leads on to",
    "proposed address": "New address",
    "archived copy": "Archived copy",
    "rests on it": "Rests on it",
    "old source": "As printed",
    "source passage": "The source says",
    "changed": "What changed",
}

PROPOSED: Mapping[str, str] = {
    "overstated-claim": "Proposed wording, to be checked",
    "number-mismatch": "Proposed wording, to be checked",
}
"""What a fix is called, by check, where it is no plain correction."""

SURE = 90
"""Per cent from which on a finding is not said to be unsure."""

OTHERWISE = "The source may say it otherwise"
"""What is over a question that says how the closest passage differs."""

SHORT = 60
"""Code points up to which several things beside a finding stand in one line."""


def _spot(audit: Audit, finding: Finding) -> str:
    """Where a finding stands, as somebody reading the page would say it: its heading and paragraph."""
    place = finding.location
    return (place.place or places.described(audit.document, place.position.start)) if place else ""


def together(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One card of its findings: `alike` are those shown as rows, the first among them if all are of one check, and
    `said` the words these have in common."""
    head, *others = rows
    parts = [{**row, "related": [g for g in row["related"] if g not in head["related"]]} for row in others]
    alike = parts if parts and parts[0]["rule"] is not head["rule"] else [head, *parts] if parts else []
    said = alike[0]["message"] if len({row["message"] for row in alike}) == 1 else ""
    return {**head, "parts": parts, "alike": alike, "said": said}


def groups(cards: Sequence[Mapping[str, Any]]) -> list[Sequence[Mapping[str, Any]]]:
    """Cards of one check and level together, in the order of the first of each."""
    groups: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for card in cards:
        key = (card["rule"].id, card["level"], card["kind"], card["owner"], card["blocking"])
        groups.setdefault(key, []).append(card)
    return list(groups.values())


def card_view(
    report: ArticleReport, finding: Finding, claim: Mapping[str, Any] | None, numbers: Mapping[str, str]
) -> dict[str, Any]:
    """What the template wants to know of a finding; `claim` is the view of the claim that it is about, if any."""
    rule = report.rules.get(finding.rule_id) or Rule(finding.rule_id, finding.rule_id.replace("-", " ").capitalize())
    shown, differs = None, "differs" in finding.properties
    if claim:
        named = {r.id for r in finding.related}
        known = [*claim["evidence"], *claim["silent"]]
        shown = next((e for e in known if e["passage_id"] in named), None)
        shown = shown or next((e for e in known if e["label"] != "NEI"), None)
    where, quote = "", finding.location.quote.exact if finding.location else ""
    if claim:
        where = f"#{claim['key']}"
    elif finding.subject in numbers:
        where = f"#ref-{numbers[finding.subject]}"
    return {
        "fingerprint": finding.fingerprint,
        "rule": rule,
        "title": OTHERWISE if finding.rule_id == "unsupported-claim" and differs else rule.title.rstrip("."),
        "differs": differs,
        "level": finding.level.value,
        "kind": finding.kind.value,
        "owner": finding.owner.value,
        "blocking": finding.blocking,
        "suppressed": finding.suppressed,
        "message": finding.message,
        "fix": finding.fix,
        "proposed": PROPOSED.get(finding.rule_id, "Proposed"),
        "place": _spot(report.audit, finding),
        "at": finding.location.position.start if finding.location else -1,
        "quote": ""
        if any(_within(quote, said) for said in (finding.message, *(r.text for r in finding.related)))
        else quote,
        "where": where,
        "reference": numbers.get(finding.subject, ""),
        "claim": claim,
        "evidence": shown,
        "related": _beside([r for r in finding.related if not (shown and r.id in report.audit.passage_of)], numbers),
        "sure": _sure(finding, shown),
        "bound": dumps(bind(report.audit, finding)),
        "decision": str(finding.properties.get("decision", "")),
        "words": quoted(report.audit, finding),
    }


def _beside(related: Iterable[Related], numbers: Mapping[str, str]) -> list[dict[str, Any]]:
    """What stands beside a finding, one row for each role; entries of the reference list with their numbers."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in related:
        text = _rewritten(row) if "before" in row.properties else row.text
        text = f"{numbers[row.id]}. {text}" if row.role == "old source" and row.id in numbers else text
        rows.setdefault(ROLES.get(row.role, row.role.capitalize()), []).append({"text": text, "url": row.url})
    return [
        {"role": role, "rows": found, "apart": max(len(row["text"]) for row in found) > SHORT}
        for role, found in rows.items()
    ]


def _rewritten(row: Related) -> Any:
    """A sentence with what went struck out and what came underlined, every word escaped."""
    from markupsafe import Markup

    tags = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    stretches = rewritten.words(str(row.properties["before"]), str(row.properties["after"]))
    return Markup("").join(Markup(tags[kind]).format(words) for kind, words in stretches)


def _within(quote: str, message: str) -> bool:
    """Whether a message already holds the words it is about (at least how they begin)."""
    words, text = " ".join(quote.split()), " ".join(message.split())
    return len(words) > 3 and words[:60] in text


def _sure(finding: Finding, shown: Mapping[str, Any] | None) -> str:
    """How sure a finding is, where that is a figure worth reading: not for what nobody decided."""
    percent = round(100 * finding.confidence)
    if finding.kind is Kind.OPEN or percent >= SURE or (shown is not None and not shown["score"]):
        return ""
    return f"{percent}\u00a0%\u00a0sure"
