"""`citewarden calendar`: the pages whose medical review falls due, by owner: a list, a table, an iCalendar file."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from citewarden.commands.session import read_day, time_now
from citewarden.commands.terminal import printable
from citewarden.text.reviews import Due, due, quarter_end

FORMATS = ("text", "csv", "ics")


def add_calendar(parser: argparse.ArgumentParser) -> None:
    """`citewarden calendar`."""
    parser.epilog = (
        "A page is due on the date it states, or when its last review is as old as the policy allows (review-overdue: "
        "years), whichever comes first. Asked of the last audit. Exit status 2: there is none."
    )
    parser.add_argument("--until", metavar="DATE", help="the last day (YYYY-MM-DD; default: the end of next quarter)")
    parser.add_argument("--as-of", metavar="DATE", help="count from this date (default: today)")
    parser.add_argument("--owner", metavar="NAME", help="only the pages of this owner")
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="default: %(default)s")
    parser.add_argument("--project", type=Path, default=Path(), metavar="FOLDER", help="the project; default: here")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from citewarden import config
    from citewarden.analysis import load

    as_of = read_day(options.as_of, "--as-of") if options.as_of else time_now()[:10]
    until = read_day(options.until, "--until") if options.until else quarter_end(as_of)
    file = options.project / "config" / "config.yaml"
    policy = config.policy(config.load(file if file.exists() else None).policy)
    articles = load(options.project).articles
    columns = (articles[name] for name in ("id", "title", "owner", "reviewed", "next_review"))
    rows = due(zip(*columns, strict=True), years=int(policy.setting("review-overdue", "years", 0)))
    dated = {row.document for row in rows}
    rows = [row for row in rows if row.day <= until and (not options.owner or row.owner == options.owner)]
    if options.format == "csv":
        from citewarden.formats.csv import safe

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([Due._fields, *([safe(cell) for cell in row] for row in rows)])
    elif options.format == "ics":
        sys.stdout.write(icalendar(rows, as_of))
    else:
        for line in _lines(rows, as_of, until, undated=len(articles) - len(dated)):
            print(printable(line))
    return 0


def icalendar(rows: Sequence[Due], as_of: str) -> str:
    """The rows as all-day events of an iCalendar file (RFC 5545), the same bytes for the same rows."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Citewarden//Review calendar//EN")
    calendar.add("version", "2.0")
    for row in rows:
        event = Event()
        event.add("uid", f"{row.document}@citewarden")
        event.add("dtstamp", datetime.fromisoformat(f"{as_of}T00:00:00+00:00"))
        event.add("dtstart", date.fromisoformat(row.day))
        event.add("dtend", date.fromisoformat(row.day) + timedelta(days=1))
        event.add("summary", f"Review due: {row.title or row.document}")
        event.add("description", f"{row.document}; owner: {row.owner or 'none named'}; {row.why}")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _lines(rows: Sequence[Due], as_of: str, until: str, *, undated: int) -> Iterator[str]:
    """The rows in words, by owner, and how many pages have no date."""
    for owner, own in groupby(sorted(rows, key=lambda row: (row.owner, row)), key=lambda row: row.owner):
        yield owner or "no owner named"
        for row in own:
            late = "overdue since" if row.day < as_of else "due"
            yield f"  {late} {row.day}  {row.document}  {row.title} ({row.why})"
    overdue = sum(row.day < as_of for row in rows)
    yield f"{len(rows)} page{'' if len(rows) == 1 else 's'} due until {until}, {overdue} of them overdue"
    if undated:
        yield f"{undated} state no date by which a review could be due"
