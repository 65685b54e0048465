"""A comment for a pull request, or a step summary: what blocks, what to look at, what is not known.

Kept under 60,000 characters (GitHub takes 65,536 in a comment and 1 MiB in a summary, and drops what is longer whole).
Words from articles and registries are escaped, so that they can neither mention people nor draw markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.formats import Site, worst_first
from citewarden.model import Finding, Kind
from citewarden.text.hidden import shown

NAME = "markdown"
FILE = ""
LONGEST = 60_000
MARK = "<!-- citewarden -->"
"""First line of the comment, by which a later run finds it to write it anew."""


def render(site: Site) -> Iterator[str]:
    """GitHub-flavoured Markdown."""
    groups: dict[str, list[tuple[Finding, str]]] = {"blocks": [], "look": [], "notes": [], "open": [], "decided": []}
    articles = 0
    for article in site.articles:
        articles += 1
        for finding in sorted(article.findings, key=worst_first):
            groups[_group(finding)].append((finding, article.source))
    yield MARK + "\n## Citewarden: " + _headline(groups, len(site.run.failures)) + "\n\n"
    yield f"{articles} article{'s' if articles != 1 else ''}, judged as of {site.run.as_of}"
    yield ", offline.\n" if site.run.offline else ".\n"
    for failure in site.run.failures[:10]:
        yield f"\n> **Could not be read:** {text(failure.source[:100])}: {text(failure.message[:300])}\n"
    left, cut = LONGEST - 10_000, 0
    titles = {
        "blocks": "Blocks",
        "look": "To look at",
        "open": "Not known (neither a pass nor a failure)",
        "notes": "Notes",
    }
    for key, title in titles.items():
        if not groups[key]:
            continue
        body = ""
        for finding, source in groups[key]:
            row = _row(site, finding, source)
            if len(body) + len(row) > left:
                cut += 1
            else:
                body += row
        left -= len(body)
        if body and key in ("blocks", "look"):
            yield f"\n### {title}\n\n{body}"
        elif body:
            yield f"\n<details><summary>{title}: {len(groups[key])}</summary>\n\n{body}\n</details>\n"
    if groups["decided"]:
        yield f"\n{len(groups['decided'])} already decided in `config/suppressions.yaml`.\n"
    if cut:
        yield f"\n{cut} more did not fit here; the run's `index.html` and `findings.csv` have them all.\n"


def _group(finding: Finding) -> str:
    if finding.suppressed:
        return "decided"
    if finding.kind is Kind.OPEN:
        return "open"
    if finding.blocking:
        return "blocks"
    return "look" if finding.level.value in ("error", "warning") else "notes"


def _headline(groups: dict[str, list[tuple[Finding, str]]], unread: int) -> str:
    blocks, look, unknown = len(groups["blocks"]), len(groups["look"]), len(groups["open"])
    if unread:
        rest = f", {blocks} finding{'s' if blocks != 1 else ''} to deal with first" if blocks else ""
        return f"hold, {unread} input{'s' if unread != 1 else ''} could not be read{rest}"
    if blocks:
        return f"hold, {blocks} finding{'s' if blocks != 1 else ''} to deal with first"
    if look:
        return f"nothing blocks, {look} to look at"
    if unknown:
        return f"nothing blocks, {unknown} question{'s' if unknown != 1 else ''} open"
    notes = len(groups["notes"])
    return f"nothing blocks, {notes} note{'s' if notes != 1 else ''}" if notes else "nothing found"


def _row(site: Site, finding: Finding, source: str) -> str:
    line = ""
    if finding.location:
        line = f" ({text(finding.location.place)})" if finding.location.place else f":{finding.location.start_line}"
    change = {"new": " **new**", "updated": " changed"}.get(site.change(finding), "")
    fix = f" Proposed: {text(finding.fix)}" if finding.fix else ""
    rule = site.rules.get(finding.rule_id)
    address = rule.address(site.run) if rule else ""
    name = f"[{finding.rule_id}]({address})" if address else f"`{finding.rule_id}`"
    return f"- {text(source)}{line} ({finding.owner.value}){change}: {text(finding.message)}{fix} {name}\n"


def text(words: str) -> str:
    """`words` as Markdown that shows them and does nothing: one line without markup, links, mentions or overrides."""
    line = " ".join(shown(words).split())
    line = re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", line)
    line = re.sub(r"(?i)\b(https?|ftp|mailto|www)(?=[:.])", "\\1\u2060", line)
    return re.sub(r"@(?=\w)", "@\u2060", line)
