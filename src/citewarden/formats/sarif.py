"""Findings for code scanning and editors: SARIF 2.1.0 (OASIS standard).

Open questions and things to judge have level "none", as section 3.27.10 of the standard asks; a registry that was
silent is a tool execution notification, so that nobody takes a partial run for a whole one. Columns are Unicode code
points. No more than `LIMIT` results are written, the worst first (GitHub refuses longer files); how many were left out
is a notification too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any
from urllib.parse import quote

from citewarden.formats import Rule, Site, Summary
from citewarden.model import Finding, Kind, Level, SpecificResource, Suppression
from citewarden.store.codec import encode
from citewarden.tables import dumps
from citewarden.text.hidden import shown

NAME = "sarif"
FILE = "findings.sarif"
GROUP = "programs"
LIMIT = 25_000
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(site: Site) -> Iterator[str]:
    """One SARIF log with one run."""
    rules = _rules(site)
    index = {rule.id: number for number, rule in enumerate(rules)}
    kept, left = _cut(site)
    yield f'{{\n"$schema": {dumps(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
    driver = {
        "name": "Citewarden",
        "semanticVersion": site.run.version,
        "rules": [_rule(rule, rule.address(site.run)) for rule in rules],
    }
    yield f'"tool": {dumps({"driver": driver})},\n"columnKind": "unicodeCodePoints",\n'
    yield f'"automationDetails": {dumps({"id": "citewarden/"})},\n'
    yield f'"originalUriBaseIds": {dumps({"SRCROOT": {"description": {"text": "The project folder."}}})},\n'
    yield f'"invocations": {dumps([_invocation(site, left)])},\n'
    yield f'"properties": {dumps({"as_of": site.run.as_of, "run": site.run.id, "offline": site.run.offline})},\n'
    yield '"results": ['
    comma = ""
    for row in chain(_results(site, kept, index), _absent(site, index)):
        yield f"{comma}\n{row}"
        comma = ","
    yield "\n]}]}\n"


def part(article: Summary) -> str:
    """The results of one article, one a line: their level, rule, fingerprint and whether they are suppressed, then the
    JSON text around what hangs on all articles."""
    return "".join(_SEAM.join(_pieces(article.source, finding)) + "\n" for finding in article.findings)


_SEAM = "\x01"
"""Between the pieces of a result; JSON text holds none."""


def _results(site: Site, kept: Mapping[str, int], index: Mapping[str, int]) -> Iterator[str]:
    """The results that fit, with what hangs on all articles put in."""
    room = dict(kept)
    left = sum(room.values())
    decided = {s.fingerprint: s for s in site.suppressions}
    changed = site.changed()
    levels = {entry.document: entry.levels for entry in site.tally.entries}
    for article, lines in site.parts(part, NAME, lambda article: any(room[level] > 0 for level in levels[article])):
        changes = changed(article)
        for place, line in enumerate(lines.split("\n")[:-1]):
            level, rule, fingerprint, suppressed, head, middle, tail = line.split(_SEAM)
            if room[level] > 0:
                room[level] -= 1
                left -= 1
                change = changes.get(place, site.unchanged)
                state = f',"baselineState":"{change}"' if change else ""
                decision = decided.get(fingerprint)
                if suppressed:
                    state += f',"suppressions":[{encode(_suppression(decision))}]'
                elif site.suppressions:
                    state += ',"suppressions":[]'
                yield f"{head}{index[rule]}{middle}{state}{tail}"
        if not left:
            return


def _cut(site: Site) -> tuple[Mapping[str, int], int]:
    """How many results of each level fit under the limit, worst first, and how many do not."""
    room, kept = LIMIT, {}
    for level, count in site.tally.levels.items():
        kept[level] = min(count, room)
        room -= kept[level]
    return kept, sum(site.tally.levels.values()) - sum(kept.values())


def _rules(site: Site) -> list[Rule]:
    """Every rule of the catalogue, used or not, and any a finding names beside them."""
    known = dict(site.rules)
    for name in (*site.tally.rules, *(seen.rule_id for seen in site.tally.gone)):
        known.setdefault(name, Rule(name, name.replace("-", " ").capitalize() + "."))
    return [known[rule] for rule in sorted(known)]


def _rule(rule: Rule, address: str) -> Mapping[str, Any]:
    parts = (("Why it matters", rule.why), ("What to do", rule.remedy), ("When it is wrong", rule.limits))
    markdown = "\n\n".join(f"## {head}\n{text}" for head, text in parts if text)
    text = "\n\n".join(f"{head}: {text}" for head, text in parts if text)
    help_ = {"help": {"text": text, "markdown": markdown}} if text else {}
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.what or rule.title},
        **({"helpUri": address} if address else {}),
        **help_,
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {"owner": rule.owner.value, "tags": ["health", "citations"]},
    }


def _pieces(source: str, finding: Finding) -> tuple[str, ...]:
    """What `part` says of a finding."""
    kind = finding.kind if finding.level is not Level.NONE or finding.kind is not Kind.FAIL else Kind.INFORMATIONAL
    level = finding.level if kind is Kind.FAIL else Level.NONE
    row: dict[str, Any] = {
        "kind": kind.value,
        "level": level.value,
        "message": {"text": shown(finding.message)},
        "locations": [_location(source, finding.location)],
        "partialFingerprints": {
            "citewarden/v1": finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
        },
        "rank": round(100 * finding.confidence, 1),
    }
    related = [_related(source, number, r) for number, r in enumerate(finding.related, 1)]
    if related:
        row["relatedLocations"] = related
    rest: dict[str, Any] = {}
    if finding.fix and finding.location and finding.properties.get("replaces") == "location":
        region = _region(finding.location)
        replacement = {"deletedRegion": region, "insertedContent": {"text": finding.fix}}
        artifact = {"artifactLocation": _artifact(source), "replacements": [replacement]}
        rest["fixes"] = [{"description": {"text": "Proposed wording"}, "artifactChanges": [artifact]}]
    rest["properties"] = {
        "owner": finding.owner.value,
        "blocking": finding.blocking,
        "houseLevel": finding.level.value,
        "subject": finding.subject,
        **({"fix": finding.fix} if finding.fix else {}),
        **({str(k): v for k, v in finding.properties.items()}),
    }
    keys = (finding.level.value, finding.rule_id, finding.fingerprint, "yes" if finding.suppressed else "")
    head, middle, tail = encode({"ruleId": finding.rule_id, "ruleIndex": 0})[:-2], encode(row), encode(rest)
    return (*keys, head, f",{middle[1:-1]}", f",{tail[1:]}")


def _absent(site: Site, index: Mapping[str, int]) -> Iterator[str]:
    """What the run before found and this one does not, so that a viewer can close it."""
    for seen in site.tally.gone:
        yield encode(
            {
                "ruleId": seen.rule_id,
                "ruleIndex": index[seen.rule_id],
                "kind": seen.kind.value,
                "level": seen.level.value if seen.kind is Kind.FAIL else "none",
                "message": {"text": shown(seen.message)},
                "partialFingerprints": {"citewarden/v1": seen.fingerprint},
                "baselineState": "absent",
                "properties": {"document": seen.document},
            }
        )


def _suppression(decision: Suppression | None) -> Mapping[str, Any]:
    if decision is None:
        return {"kind": "external", "status": "accepted", "justification": "decided in config/suppressions.yaml"}
    return {
        "kind": "external",
        "status": "accepted",
        "justification": decision.justification,
        "properties": {
            "decision": decision.decision,
            "signer": decision.signer,
            "role": decision.role,
            "decided_on": decision.decided_on,
            "expires": decision.expires,
        },
    }


def _location(source: str, place: SpecificResource | None) -> Mapping[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(source)}
    physical["region"] = _region(place) if place else {"startLine": 1}
    return {"physicalLocation": physical}


def _region(place: SpecificResource) -> Mapping[str, Any]:
    """A SARIF region: 1-based, end column exclusive."""
    return {
        "startLine": place.start_line,
        "startColumn": place.start_column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "snippet": {"text": place.quote.exact},
    }


def _related(source: str, number: int, related: Any) -> Mapping[str, Any]:
    row: dict[str, Any] = {"id": number, "message": {"text": shown(f"{related.role}{_page(related)}: {related.text}")}}
    if related.target:
        row["physicalLocation"] = _location(related.target.source or source, related.target)["physicalLocation"]
    elif related.url.startswith(("https://", "http://")):
        row["physicalLocation"] = {"artifactLocation": {"uri": _uri(related.url)}}
    return row


def _page(related: Any) -> str:
    """ ", p. 4" for a passage of a PDF."""
    copy = str(related.properties.get("copy", ""))
    return f", {related.properties['locator']}" if copy.startswith("PDF") and related.properties["locator"] else ""


@lru_cache(maxsize=16)
def _artifact(source: str) -> Mapping[str, Any]:
    uri = quote(source.replace("\\", "/"), safe="/-._~!$&'()*+,;=@")
    return {"uri": f"file://{uri}"} if source.startswith("/") else {"uri": uri, "uriBaseId": "SRCROOT"}


def _uri(url: str) -> str:
    return quote(url, safe="/:?#[]@!$&'()*+,;=%-._~")


def _invocation(site: Site, left: int) -> Mapping[str, Any]:
    run = site.run
    notes: list[Mapping[str, Any]] = []
    for failure in run.failures:
        where = [{"physicalLocation": {"artifactLocation": _artifact(failure.source)}}]
        notes.append(
            {"level": "error", "message": {"text": shown(f"{failure.stage}: {failure.message}")}, "locations": where}
        )
    open_ = site.tally.unchecked
    notes += [{"level": "warning", "message": {"text": shown(message)}} for message in open_[:100]]
    if len(open_) > 100:
        notes.append({"level": "warning", "message": {"text": f"{len(open_) - 100} more things were not checked."}})
    if left:
        text = f"{left} results were left out of this file, the least grave first; findings.csv has them all."
        notes.append({"level": "note", "message": {"text": text}})
    row: dict[str, Any] = {"executionSuccessful": not run.failures and not open_}
    if run.started_at:
        row["startTimeUtc"] = run.started_at
    if run.ended_at:
        row["endTimeUtc"] = run.ended_at
    if notes:
        row["toolExecutionNotifications"] = notes
    return row
