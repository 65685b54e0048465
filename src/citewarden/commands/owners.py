"""What is new for one owner, sent to that owner alone: to a mail command, or to a webhook, once a night.

An owner is who an article names (`owner` in its front matter) or the role that a check's findings are for (`editor`,
`section editor`, `medical reviewer`). What was delivered is noted in the store; what was not is tried by the next run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from citewarden.commands.notify import complain, run
from citewarden.commands.session import Session, add_options, looked_at, opened, start
from citewarden.commands.terminal import printable
from citewarden.errors import InputError
from citewarden.formats import plural
from citewarden.formats.digest import HEADS

if TYPE_CHECKING:
    from citewarden.config import Config, Recipient

SHOWN = 100
"""Lines a digest holds; the rest is counted."""
NEWS = tuple(what for what in HEADS if what != "unsure")
"""What is news for an owner, in this order."""


def add_notify(parser: argparse.ArgumentParser) -> None:
    """`citewarden notify`."""
    parser.epilog = (
        "Who gets what stands under notify: owners in config/config.yaml. `citewarden audit` does this at its end;"
        " nothing is sent twice for one night. Exit status 2: there is no digest."
    )
    parser.add_argument("--dry-run", action="store_true", help="print what would be sent, and send nothing")
    add_options(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    session = start(options)
    if not _file(session.config).exists():
        raise InputError("no digest here", where=str(_file(session.config)), remedy="run `citewarden audit` first")
    send(session, dry=options.dry_run)
    return 0


def send(session: Session, *, dry: bool = False) -> None:
    """Send each owner what the last audit's digest has for it and was not sent for that night yet.

    With `dry` it is printed instead. What goes wrong is one line on standard error, and nothing else fails for it.
    """
    from citewarden.store import runs

    wanted = session.config.notify.owners
    if not wanted or not _file(session.config).exists():
        return
    try:
        digest = json.loads(_file(session.config).read_text(encoding="utf-8"))
        night, news = str(digest["as_of"]), [row for rows in digest["owners"].values() for row in rows]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError("is no digest", where=str(_file(session.config)), remedy="run `citewarden audit`") from error
    with looked_at(session.config) if dry else opened(session.config) as database:
        for owner, to in wanted.items():
            told = runs.told(database, night, owner)
            rows = {key: row for row in _own(news, owner) if (key := f"{row['fingerprint']} {row['what']}") not in told}
            if not rows:
                continue
            if dry:
                print(f"--- {printable(owner)}\n{printable(written(session, owner, night, list(rows.values())))}")
            elif trouble := _sent(session, owner, to, night, list(rows.values())):
                complain(f"notify.owners: {printable(owner)}", trouble)
            else:
                runs.keep_told(database, night, owner, rows)


def _file(config: Config) -> Path:
    return Path(config.reports) / "digest.json"


def _own(rows: Iterable[dict[str, Any]], owner: str) -> list[dict[str, Any]]:
    """The news that is an owner's, by the article or by the check, the newest kind first."""
    mine = owner.casefold()
    own = [r for r in rows if r["what"] in NEWS and mine in (r["owner"].casefold(), str(r.get("desk", "")).casefold())]
    return sorted(own, key=lambda row: NEWS.index(row["what"]))


def _sent(session: Session, owner: str, to: Recipient, night: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Hand the digest over; "" if it was taken, else what went wrong."""
    if to.command:
        return run(to.command, _mail(session, owner, to, night, rows))
    address = urlsplit(to.webhook)
    if address.scheme != "https" and address.hostname not in session.config.network.allow_hosts:
        return "not https; name the host in network.allow_hosts if it is your own"
    from citewarden.tables import dumps
    from citewarden.web.webhook import post

    said = {"owner": owner, "as_of": night, "items": list(rows), "text": written(session, owner, night, rows)}
    return post(to.webhook, dumps(said).encode("utf-8"), session.config.network)


def _mail(session: Session, owner: str, to: Recipient, night: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The digest as a message of text/plain, as `sendmail -t` takes it."""
    from datetime import datetime

    message = EmailMessage()
    message["Subject"] = _head(owner, night, rows)
    if to.to:
        message["To"] = to.to
    message["Date"] = format_datetime(datetime.fromisoformat(session.now))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(written(session, owner, night, rows), charset="utf-8", cte="8bit")
    return message.as_string()


def written(session: Session, owner: str, night: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The digest as text: what is new, worse, better and gone, a line each, and where the report is."""
    lines = [f"{_head(owner, night, rows)}."]
    shown = rows[:SHOWN]
    for what in NEWS:
        if some := [row for row in shown if row["what"] == what]:
            lines += ["", f"{HEADS[what]} ({sum(row['what'] == what for row in rows)})", ""]
            lines += [f"- {printable(str(row['document']))}: {printable(str(row['message']))}" for row in some]
    if len(rows) > SHOWN:
        lines += ["", f"and {len(rows) - SHOWN} more"]
    return "\n".join([*lines, "", f"Report: {Path(session.config.reports) / 'index.html'}", ""])


def _head(owner: str, night: str, rows: Sequence[Mapping[str, Any]]) -> str:
    return f"Citewarden, {night}: {plural(len(rows), 'item')} of news for {' '.join(printable(owner).split())}"
