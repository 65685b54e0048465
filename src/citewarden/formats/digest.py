"""The nightly digest to read: what is new, worse, fixed, gone and about to expire since the run before, by who acts.

A night without news is one line. At most `SHOWN` lines stand under each heading; the rest is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from citewarden.formats import Site, Turnover, plural
from citewarden.formats._changes import Item, News, news, title
from citewarden.formats.markdown import text
from citewarden.text import reviews

NAME = "digest"
FILE = "digest.md"
SHOWN = 50

HEADS = {
    "new": "New",
    "worse": "Worse than before",
    "better": "Less grave than before",
    "fixed": "Gone",
    "unsure": "Not seen, but this run could not check everything",
}
"""What became of a finding since the run before -> the heading of those."""


def render(site: Site) -> Iterator[str]:
    """Markdown."""
    told = news(site)
    yield f"# Citewarden, {told.as_of}\n\n"
    yield headline(told) + "\n"
    if told.empty:
        return
    for failure in told.failures[:SHOWN]:
        yield f"\nCould not be read: {text(failure)}\n"
    for owner, items in told.by_owner().items():
        yield f"\n## For the {owner}\n"
        for what, head in HEADS.items():
            rows = [i for i in items if i.what == what]
            if rows:
                yield f"\n### {head} ({len(rows)})\n\n"
                yield from (_line(site, item) for item in rows[:SHOWN])
                if len(rows) > SHOWN:
                    yield f"- and {len(rows) - SHOWN} more, in [findings.csv](findings.csv)\n"
    change = told.turnover
    if change.held:
        yield f"\n{text(held(change))}\n"
    if change.gone:
        yield f"\n## Articles that are gone ({len(change.gone)})\n\n"
        yield from (f"- {text(row.document)}\n" for row in change.gone[:SHOWN])
        yield f"- and {len(change.gone) - SHOWN} more\n" if len(change.gone) > SHOWN else ""
    if change.moved:
        yield f"\n## Articles that moved ({len(change.moved)})\n\n"
        yield from (f"- {text(before.document)} is now {text(now.document)}\n" for before, now in change.moved[:SHOWN])
        yield f"- and {len(change.moved) - SHOWN} more\n" if len(change.moved) > SHOWN else ""
    if told.due:
        late = sum(day < told.as_of for day, *_ in told.due)
        yield f"\n## Due for review until {reviews.quarter_end(told.as_of)} ({len(told.due)}, {late} overdue)\n\n"
        for owner, own in groupby(
            sorted(told.due, key=lambda row: (row[1], row[0], row[2]))[:SHOWN], lambda row: row[1]
        ):
            yield f"- {text(owner or 'no owner named')}\n"
            yield from (f"  - {day}: [{text(document)}](<{report}>)\n" for day, _, document, report in own)
        yield f"- and {len(told.due) - SHOWN} more: `citewarden calendar`\n" if len(told.due) > SHOWN else ""
    if told.expiring:
        yield f"\n## Decisions about to expire ({len(told.expiring)})\n\n"
        for decision in told.expiring[:SHOWN]:
            yield (
                f"- {decision.expires}: {text(decision.rule_id)}, {text(decision.justification)}"
                f" ({text(decision.signer)}, {text(decision.role)})\n"
            )


def headline(told: News) -> str:
    """The run in one line."""
    counted = (told.articles, "article"), (told.blocking, "blocking finding"), (told.open, "open question")
    state = ", ".join(plural(*part) for part in counted)
    if told.first:
        blocks = "what blocks is listed" if told.items else "nothing blocks"
        return f"First run, so nothing to compare with; {blocks}. {state}."
    if told.empty:
        return f"No news: nothing new, nothing gone, nothing about to expire. {state}."
    counts = {what: sum(1 for i in told.items if i.what == what) for what in HEADS}
    parts = [f"{count} {HEADS[what].lower()}" for what, count in counts.items() if count and what != "unsure"]
    if told.expiring:
        parts.append(f"{len(told.expiring)} about to expire")
    if told.failures:
        parts.append(f"{len(told.failures)} not readable")
    if told.turnover.gone:
        parts.append(f"{len(told.turnover.gone)} of {told.turnover.before} articles gone")
    if told.turnover.moved:
        parts.append(f"{len(told.turnover.moved)} moved")
    return f"{', '.join(parts)}. {state}.".capitalize() if parts else f"{state}."


def held(change: Turnover) -> str:
    """Why an audit from which too many articles are gone is not complete, and what to do."""
    return (
        f"{len(change.gone)} of {change.before} articles of the last audit are not there any more. Is the export whole?"
        " Bring them back, or run `citewarden audit --accept-removed`; until then the audit is incomplete."
    )


def _line(site: Site, item: Item) -> str:
    place = f"[{text(item.document)}](<{item.report}>)" if item.report else text(item.document)
    since = f" (since {item.since})" if item.since and item.what == "fixed" else ""
    was = f" (was {item.was})" if item.was and item.what in ("worse", "better") else ""
    return f"- {place}: **{text(title(site.rules, item.rule_id))}**{was}{since}. {text(item.message)}\n"
