"""Tell people that an audit has ended: a webhook, a command; off unless configured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from citewarden.commands.session import Session
from citewarden.commands.terminal import printable

PATIENCE = 60
"""Seconds a notification command may take."""


def tell(session: Session, status: int, line: str) -> None:
    """Tell of an audit that ended with `status` and said `line`; what goes wrong is one line on standard error."""
    wanted = session.config.notify
    if wanted.when == "never" or (wanted.when == "trouble" and status == 0):
        return
    report = str(Path(session.config.reports) / "index.html")
    text = f"Citewarden, {session.as_of}: {printable(line)}\nReport: {report}\n"
    if wanted.webhook:
        from citewarden.tables import dumps
        from citewarden.web.webhook import post

        said = {"status": status, "line": line, "as_of": session.as_of, "report": report, "text": text}
        complain("notify.webhook", post(wanted.webhook, dumps(said).encode("utf-8"), session.config.network))
    if wanted.command:
        complain("notify.command", run(wanted.command, text))


def run(command: Sequence[str], text: str) -> str:
    """Give `text` to a program on standard input, never through a shell; "" if it took it, else what went wrong."""
    try:
        done = subprocess.run(command, input=text.encode("utf-8"), capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return f"exit status {done.returncode}" if done.returncode else ""


def complain(what: str, trouble: str) -> None:
    """Say in one line on standard error what was not delivered and why; nothing if `trouble` is ""."""
    if trouble:
        print(f"citewarden: {what}: not delivered ({printable(trouble)})", file=sys.stderr)
