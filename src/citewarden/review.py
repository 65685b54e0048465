"""The reports in a browser, with decisions that are saved: one process, loopback only.

`serve` shows the report folder under a secret path and writes decisions into `config/suppressions.yaml`. What keeps
others out: the socket listens on 127.0.0.1 alone; every address starts with a random token; requests that name another
host (DNS rebinding) or come from another origin are refused; a decision is taken only as JSON, which no foreign form
can send; what a decision is bound to is read from the report on disk, never from the browser.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Mapping
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from citewarden.errors import CitewardenError, ConfigError
from citewarden.stages.decide import about, load, look_up, record, reviewed_text, sign_off
from citewarden.text import addresses

LARGEST = 65_536
MOST = 500
"""Findings one request may decide on."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".sarif": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves `reports` and writes into the file `decisions`; `today` gives the ISO date a decision is taken on."""

    daemon_threads = True
    request_queue_size = 128  # as many may ask at once

    def __init__(
        self, reports: Path, decisions: Path, *, today: Callable[[], str], port: int = 0, token: str = ""
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.reports, self.decisions, self.today = reports.resolve(), decisions, today
        self.token = token or secrets.token_urlsafe(24)
        self.pen = threading.Lock()

    @property
    def host(self) -> str:
        """The host and port of every honest request."""
        return f"127.0.0.1:{self.server_port}"

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{self.host}/{self.token}/index.html"


def serve(
    reports: Path, decisions: Path, *, today: Callable[[], str], port: int = 0, say: Callable[[str], None] = print
) -> None:
    """Serve until interrupted.

    Raises:
        OSError: the port is taken.
    """
    with ReviewServer(reports, decisions, today=today, port=port) as server:
        say(f"Review at {server.url}")
        say(f"Decisions go to {decisions}. Stop with Ctrl-C.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("Stopped.")


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "citewarden"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """A file of the report folder."""
        path = self._inside()
        if path is None:
            return
        file = (self.server.reports / path).resolve()
        kind = TYPES.get(file.suffix)
        if kind is None or not file.is_relative_to(self.server.reports) or not file.is_file():
            self._answer(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"No such report.\n")
            return
        body = file.read_bytes()
        if file.suffix == ".html":
            meta = (
                f'<meta name="citewarden-decisions" content="/{self.server.token}/decisions">\n'
                f'<meta name="citewarden-decided" content="{escape(self._decided(body))}">\n<title>'
            )
            body = body.replace(b"<title>", meta.encode(), 1)
        self._answer(HTTPStatus.OK, kind, body)

    def do_POST(self) -> None:
        """A decision or a sign-off."""
        path = self._inside()
        if path is None:
            return
        if path != "decisions":
            return self._say(HTTPStatus.NOT_FOUND, "There is nothing to write to here.")
        if self.headers.get("Origin") != f"http://{self.server.host}":
            return self._say(HTTPStatus.FORBIDDEN, "Only the pages of this server may write decisions.")
        if self.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            return self._say(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "A decision comes as JSON.")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            return self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is too long for a decision.")
        try:
            data = json.loads(self.rfile.read(int(length)))
            words = {k: v for k, v in data.items() if isinstance(v, str)}
        except (ValueError, AttributeError, RecursionError):
            return self._say(HTTPStatus.BAD_REQUEST, "That is not a decision.")
        try:
            self._say(HTTPStatus.OK, self._write(words))
        except CitewardenError as error:
            self._say(HTTPStatus.BAD_REQUEST, f"Not saved. {error}")

    def _write(self, words: Mapping[str, str]) -> str:
        """Write what was decided, bound to what the report on disk says."""
        server = self.server
        with server.pen:
            if words.get("sha256"):
                bound = reviewed_text(server.reports, words.get("document", ""), words["sha256"])
                signed = {k: words.get(k, "") for k in ("signer", "role", "note")}
                record(server.decisions, sign_off(**bound, **signed, signed_on=server.today()), under="sign_offs")
                return f"Saved: {bound['document']} signed off by {signed['signer']}."
            taken = {k: words.get(k, "") for k in ("decision", "reason", "signer", "role", "expires")}
            names = words.get("fingerprint", "").split() or [""]
            if len(names) > MOST:
                raise ConfigError(f"{len(names)} findings at once", where="decision", remedy=f"{MOST} at most")
            rows = [about(look_up(server.reports, name), decided_on=server.today(), **taken) for name in names]
            for row in rows:  # every one of them may be saved, or none is
                record(server.decisions, row)
        if len(rows) > 1:
            return f"Saved {len(rows)} decisions in {server.decisions.name}; they count from the next run on."
        return f"Saved in {server.decisions.name}; it counts from the next run on."

    def _decided(self, page: bytes) -> str:
        """The decisions on file about the findings of a page, as JSON for its script."""
        try:
            known = load(self.server.decisions).suppressions
        except CitewardenError:
            return "[]"  # the next decision says what is wrong with the file
        keys = ("fingerprint", "decision", "signer", "role", "decided_on", "expires")
        newest = {s.fingerprint: s for s in reversed(known) if s.fingerprint.encode() in page}
        rows = [{k: getattr(s, k) for k in keys} | {"reason": s.justification} for s in newest.values()]
        return json.dumps(rows, ensure_ascii=False)

    def _inside(self) -> str | None:
        """The path below the token, None (and an answer) if the request is not an honest one."""
        if self.headers.get("Host") != self.server.host:
            self._say(HTTPStatus.MISDIRECTED_REQUEST, "This server answers to its own address only.")
            return None
        parts = addresses.split(self.path).path.split("/", 2)
        if len(parts) < 3 or not secrets.compare_digest(parts[1].encode(), self.server.token.encode()):
            self._answer(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"Open the address citewarden printed.\n")
            return None
        path = unquote(parts[2]) or "index.html"
        return "" if "\x00" in path else path

    def _say(self, status: HTTPStatus, message: str) -> None:
        body = json.dumps({"message": message, "saved": status == HTTPStatus.OK}, ensure_ascii=False).encode()
        self._answer(status, "application/json; charset=utf-8", body)

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the address holds the token."""
