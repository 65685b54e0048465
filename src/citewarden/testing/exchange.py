"""One question to the world and its answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, as the log keeps it.

    `service` is a registry's name or a site's host; `path` is what follows the service's base, percent-encoded as
    sent; header names are in lower case. `started` and `ended` are seconds of one monotonic clock; `ended` is 0 until
    the answer is out.
    """

    service: str
    method: str
    host: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    started: float = 0.0
    ended: float = 0.0

    @property
    def url(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def fields(self) -> dict[str, str]:
        """Query and form fields, the first value of each."""
        form = self.body.decode("utf-8", "replace") if self.method == "POST" else ""
        found = parse_qs(form, keep_blank_values=True) | parse_qs(self.query, keep_blank_values=True)
        return {name: values[0] for name, values in found.items()}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `wait` delays it by seconds; `hang_up` breaks the connection without an answer."""

    status: int = 200
    body: bytes = b""
    media: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    hang_up: bool = False
    truncate: bool = False


def as_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None, media: str = "") -> Reply:
    """A JSON answer."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, body, media or "application/json", headers or {})


def as_text(text: str, status: int = 200, headers: Mapping[str, str] | None = None, media: str = "text/plain") -> Reply:
    """A text answer."""
    return Reply(status, text.encode(), media, headers or {})


def as_xml(text: str, status: int = 200) -> Reply:
    """An XML answer."""
    return Reply(status, text.encode(), "text/xml; charset=UTF-8")


def as_page(title: str, body: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """An HTML answer; `body` is HTML."""
    html = f'<!DOCTYPE html>\n<html lang="en"><head><title>{title}</title></head>\n<body>\n{body}\n</body></html>\n'
    return Reply(status, html.encode(), "text/html; charset=utf-8", headers or {})


def redirect(to: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(status, b"", "text/html", {"Location": to})


def split_target(target: str) -> tuple[str, str, str]:
    """(host or "", path, query) of a request line's target, which may be a whole address."""
    parts = urlsplit(target)
    return (parts.hostname or "").lower(), parts.path or "/", parts.query
