"""Workflow commands that GitHub shows beside the changed lines: worst first, within its limits.

GitHub shows ten annotations of each kind in a step and drops the rest in silence
(https://docs.github.com/actions/reference/workflow-commands-for-github-actions), so the worst come first and one line
says how many more there are and where. Findings already decided are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest

from citewarden.formats import Site, worst_first
from citewarden.model import Failure, Finding, Kind
from citewarden.text.hidden import shown

NAME = "github"
FILE = ""
SHOWN = 10
LONGEST = 3_000


def render(site: Site) -> Iterator[str]:
    """Lines such as `::error file=articles/a.md,line=3,col=5,endColumn=9,title=Retracted::...`."""
    for command in ("error", "warning", "notice"):
        count = 0
        found: list[tuple[Finding, str, str]] = []
        unread = [_unread(f) for f in site.run.failures] if command == "error" else []
        yield from unread[: SHOWN // 2]
        for article in site.articles:
            mine = [f for f in article.findings if not f.suppressed and _command(f) == command]
            count += len(mine)
            found += [(f, article.source, article.name) for f in nsmallest(SHOWN, mine, key=worst_first)]
            if len(found) > 50 * SHOWN:
                found = nsmallest(SHOWN, found, key=lambda row: worst_first(row[0]))
        full = SHOWN - len(unread[: SHOWN // 2])
        room = full if count <= full and len(unread) <= SHOWN // 2 else full - 1
        for finding, source, _ in nsmallest(room, found, key=lambda row: worst_first(row[0])):
            yield _line(site, command, finding, source)
        left = max(0, count - room) + len(unread[SHOWN // 2 :])
        if left:
            more = f"{left} more not shown here; see the reports (index.html, findings.csv) of this run."
            yield f"::{command} title=Citewarden::{data(more)}\n"


def _unread(failure: Failure) -> str:
    message = failure.message if len(failure.message) <= LONGEST else failure.message[: LONGEST - 1] + "…"
    return f"::error file={value(failure.source)},title=Could not be read::{data(message)}\n"


def _command(finding: Finding) -> str:
    if finding.blocking:
        return "error"
    if finding.kind is Kind.OPEN:
        return "notice"
    return {"error": "warning", "warning": "warning"}.get(finding.level.value, "notice")


def _line(site: Site, command: str, finding: Finding, source: str) -> str:
    rule = site.rules.get(finding.rule_id)
    fields = {"file": source}
    place = finding.location
    if place:
        fields["line"] = str(place.start_line)
        fields["endLine"] = str(place.end_line)
        if place.start_line == place.end_line:  # GitHub refuses columns on a span of lines
            fields["col"] = str(place.start_column)
            fields["endColumn"] = str(place.end_column)
    title = rule.title.rstrip(".") if rule else finding.rule_id
    fields["title"] = f"{'Not known' if finding.kind is Kind.OPEN else title} ({finding.owner.value})"
    message = finding.message + (f"\nProposed: {finding.fix}" if finding.fix else "")
    message = message if len(message) <= LONGEST else message[: LONGEST - 1] + "…"
    heads = ",".join(f"{name}={value(text)}" for name, text in fields.items())
    return f"::{command} {heads}::{data(message)}\n"


def data(text: str) -> str:
    """Text as the message of a workflow command: no line can end it, no command can begin in it."""
    return shown(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def value(text: str) -> str:
    """Text as a property of a workflow command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
