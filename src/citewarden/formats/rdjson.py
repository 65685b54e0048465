"""Findings for reviewdog (rdjson): columns count UTF-8 bytes from 1, the end is exclusive.

Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Bytes can only be counted with the file's line at
hand (`Site.line`); where it is not, the lines alone are given, which is true, rather than a column that is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from citewarden.formats import Site, worst_first
from citewarden.model import Finding, Kind, SpecificResource
from citewarden.tables import dumps
from citewarden.text.anchors import utf8_column
from citewarden.text.hidden import shown

NAME = "rdjson"
FILE = ""

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "note": "INFO", "none": "INFO"}


def render(site: Site) -> Iterator[str]:
    """One DiagnosticResult object."""
    yield '{"source": {"name": "citewarden"}, "diagnostics": ['
    comma = ""
    for failure in site.run.failures:
        unread = {
            "message": shown(f"Could not be read: {failure.message}"),
            "location": {"path": failure.source},
            "severity": "ERROR",
            "code": {"value": "unreadable-input"},
        }
        yield f"{comma}\n{dumps(unread)}"
        comma = ","
    for article in site.articles:
        for finding in sorted(article.findings, key=worst_first):
            if not finding.suppressed:
                yield f"{comma}\n{dumps(_diagnostic(site, finding, article.source))}"
                comma = ","
    yield "\n]}\n"


def _diagnostic(site: Site, finding: Finding, source: str) -> Mapping[str, Any]:
    rule = site.rules.get(finding.rule_id)
    address = rule.address(site.run) if rule else ""
    location: dict[str, Any] = {"path": source}
    if finding.location:
        location["range"] = span(finding.location, site.line)
    row: dict[str, Any] = {
        "message": shown(finding.message),
        "location": location,
        "severity": "INFO" if finding.kind is Kind.OPEN else _SEVERITY[finding.level.value],
        "code": {"value": finding.rule_id, **({"url": address} if address else {})},
    }
    if finding.fix and finding.properties.get("replaces") == "location" and "column" in location["range"]["start"]:
        row["suggestions"] = [{"range": location["range"], "text": finding.fix}]
    return row


def span(place: SpecificResource, line: Callable[[str, int], str]) -> dict[str, Any]:
    """Lines, and byte columns where the lines are at hand."""
    out: dict[str, Any] = {"start": {"line": place.start_line}, "end": {"line": place.end_line}}
    first, last = line(place.source, place.start_line), line(place.source, place.end_line)
    if first and last and place.start_column <= len(first) + 1 and place.end_column <= len(last) + 1:
        out["start"]["column"] = utf8_column(first, place.start_column)
        out["end"]["column"] = utf8_column(last, place.end_column)
    return out
