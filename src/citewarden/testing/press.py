"""A site whose articles are brought in: WordPress with its REST interface, sitemaps and feed, all on loopback.

What a test changes in `posts`, `robots` and `broken` holds from the next question on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from dataclasses import dataclass, field, replace
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from citewarden.config import Network

HOST = "press.example"
SITE = f"http://{HOST}"


@dataclass
class Post:
    """One article of the site. `fields` are those of a plugin (ACF)."""

    slug: str
    title: str
    body: str
    kind: str = "posts"
    modified: str = "2026-01-02T03:04:05"
    author: str = "Ann Writer"
    fields: dict[str, Any] = field(default_factory=dict)
    protected: bool = False

    @property
    def address(self) -> str:
        """Where a reader finds it."""
        return f"{SITE}/{self.slug}/"


class Press:
    """The site. `asked` are the questions in their order: (path and query, status); `broken` gives paths a status."""

    def __init__(self, posts: list[Post], *, size: int = 0, announced: bool = False) -> None:
        self.posts, self.size, self.announced = posts, size, announced
        self.robots = ""
        self.broken: dict[str, int] = {}
        self.asked: list[tuple[str, int]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.press = self  # type: ignore[attr-defined]

    def __enter__(self) -> Press:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def network(self) -> Network:
        """Manners for a test: straight to this server, and without waiting."""
        to = f"127.0.0.1:{self.port}"
        return replace(
            Network(), connect_to={"*.example": to}, offline="false", per_host_rate=0.0, timeout=5.0, retries=0
        )

    def statuses(self, status: int) -> list[str]:
        """The articles' addresses that were answered so."""
        slugs = {f"/{post.slug}/" for post in self.posts}
        return [path for path, told in self.asked if told == status and path in slugs]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer."""
        press: Press = self.server.press  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        status, media, body, headers = self._answer(press, parts.path, parse_qs(parts.query))
        if status == 200 and media.startswith("text/html"):
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            headers["ETag"] = tag
            if self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
        press.asked.append((self.path, status))
        self.send_response(status)
        for name, value in {"Content-Type": media, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _answer(self, press: Press, path: str, query: dict[str, list[str]]) -> tuple[int, str, bytes, dict[str, str]]:
        html = "text/html; charset=utf-8"
        if path in press.broken:
            return press.broken[path], "text/plain", b"", {}
        if path == "/robots.txt":
            return 200, "text/plain", press.robots.encode(), {}
        if path == "/":
            link = {"Link": f'<{SITE}/wp-json/>; rel="https://api.w.org/"'} if press.announced else {}
            return 200, html, b"<!DOCTYPE html><html><title>Press</title><body><h1>Press</h1></body></html>", link
        if path.startswith("/wp-json/wp/v2/"):
            return _rows(press, path.rpartition("/")[2], query)
        if path == "/wp-sitemap.xml":
            inner = "".join(f"<sitemap><loc>{SITE}/sitemap-{k}.xml.gz</loc></sitemap>" for k in ("posts", "pages"))
            return 200, "text/xml", _xml("sitemapindex", inner), {}
        if path in ("/sitemap-posts.xml.gz", "/sitemap-pages.xml.gz"):
            kind = path[9:14]
            return 200, "application/gzip", gzip.compress(_xml("urlset", _urls(press, kind))), {}
        if path == "/feed/":
            items = "".join(f"<item><title>x</title><link>{post.address}</link></item>" for post in press.posts[:2])
            return 200, "application/rss+xml", f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), {}
        post = next((post for post in press.posts if path == f"/{post.slug}/"), None)
        return (200, html, shown(post).encode(), {}) if post else (404, html, b"<h1>Not here</h1>", {})

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def shown(post: Post) -> str:
    """An article's page as its readers see it."""
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><title>{escape(post.title)}</title>'
        f'<meta name="author" content="{escape(post.author)}"></head>\n<body><nav><a href="/">Press</a></nav>'
        f"<main><article><h1>{escape(post.title)}</h1>{post.body}</article></main></body></html>"
    )


def _xml(root: str, inner: str) -> bytes:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}">{inner}</{root}>'.encode()


def _urls(press: Press, kind: str) -> str:
    held = (post for post in press.posts if post.kind == kind)
    return "".join(f"<url><loc>{post.address}</loc><lastmod>{post.modified}</lastmod></url>" for post in held)


def _rows(press: Press, kind: str, query: dict[str, list[str]]) -> tuple[int, str, bytes, dict[str, str]]:
    """A page of articles as WordPress gives them; past the last one it answers 400."""
    held = [post for post in press.posts if post.kind == kind]
    size = press.size or int(query.get("per_page", ["10"])[0])
    number = int(query.get("page", ["1"])[0])
    total = max(1, -(-len(held) // size))
    if number > total:
        return 400, "application/json", b'{"code":"rest_post_invalid_page_number"}', {}
    rows = [
        {
            "id": press.posts.index(post),
            "link": post.address,
            "date_gmt": "2025-12-01T00:00:00",
            "modified_gmt": post.modified,
            "title": {"rendered": escape(post.title)},
            "content": {"rendered": "" if post.protected else post.body, "protected": post.protected},
            "acf": post.fields,
            "meta": [],
            "_embedded": {"author": [{"name": post.author}]},
        }
        for post in held[(number - 1) * size : number * size]
    ]
    headers = {"X-WP-Total": str(len(held)), "X-WP-TotalPages": str(total)}
    return 200, "application/json; charset=UTF-8", json.dumps(rows).encode(), headers
