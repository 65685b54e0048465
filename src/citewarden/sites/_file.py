"""The file an article is kept in: its name, from its address, and its HTML with what is known of it in its head."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from html import escape
from urllib.parse import unquote

from citewarden.readers import html
from citewarden.sites import Article, Listed, is_address
from citewarden.sites.folder import attribute, canonical
from citewarden.text import addresses, dates
from citewarden.text.decoding import decode

_HEAD = re.compile(r"<head\b[^>]{0,1000}>", re.IGNORECASE)
_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,500}\?>\s*)?(?:<!DOCTYPE[^>]{0,1000}>\s*)?(?:<html\b[^>]{0,2000}>)?", re.IGNORECASE
)
_DATED = re.compile(
    r"dateModified|article:modified_time|og:updated_time|dcterms\.modified|[\"'](?:last-modified|datemodified)[\"']",
    re.I,
)
_UNSAFE = re.compile(r"[^\w.-]+")
_ENDING = re.compile(r"\.(?:x?html?|php|aspx?|jsp)$", re.IGNORECASE)
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$")
LONGEST, DEEPEST = 100, 8
"""Bytes of one part of a name (file systems take 255), and how many parts are kept."""

_PASSING = re.compile(
    r"<input\b[^>]{0,2000}>|<meta\b[^>]{0,300}(?:csrf|nonce|token)[^>]{0,1000}>"
    r"|\s(?:nonce|integrity|data-[\w-]{0,40}(?:nonce|token|csrf)[\w-]{0,40})\s?=\s?(?:\"[^\"]{0,1000}\"|'[^']{0,1000}')",
    re.IGNORECASE,
)
"""What a server makes anew for each visitor, besides scripts and comments."""
_SCRIPT = re.compile(r"<script\b[^>]{0,2000}>", re.IGNORECASE)


def name(address: str) -> str:
    """The path of the file for an address: stable, safe on every file system, and short.

    Where a part had to be changed, a few letters of the address's digest tell it from others.
    """
    parts = addresses.split(address)
    path = parts.path if is_address(address) else address
    pieces = [piece for piece in path.split("/") if piece not in ("", ".", "..")] or ["index"]
    pieces[-1] = _ENDING.sub("", pieces[-1])
    if parts.query and is_address(address):
        pieces[-1] += f"-{parts.query}"
    made = [_safe(piece) for piece in pieces][-DEEPEST:]
    if made != [unicodedata.normalize("NFC", unquote(piece)) for piece in pieces]:
        made[-1] = f"{made[-1]}-{_mark(address)}"
    return "/".join(made) + ".html"


def other_name(address: str) -> str:
    """Another name for an address whose own is taken."""
    return f"{name(address).removesuffix('.html').removesuffix('-' + _mark(address))}-{_mark(address)}.html"


def _mark(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:8]


def _safe(piece: str) -> str:
    text = _UNSAFE.sub("-", unicodedata.normalize("NFC", unquote(piece))).strip(".-_") or "page"
    text = f"page-{text}" if _RESERVED.match(text) else text
    return text.encode()[:LONGEST].decode("utf-8", "ignore").strip(".-_")


def of(listed: Listed, page: bytes | Article, charset: str = "") -> str:
    """The file's text.

    Raises:
        InputError: the page is no text.
    """
    if isinstance(page, Article):
        return _article(page)
    text = decode(page, name=listed.address, declared=charset or html.charset(page))
    lines = ['<meta charset="utf-8">']
    if is_address(listed.address):
        lines.append(f'<base href="{escape(addresses.join(listed.address, attribute(page, "base", "href")))}">')
        if not is_address(canonical(page)):
            lines.append(f'<link rel="canonical" href="{escape(listed.address)}">')
    day = dates.to_iso(dates.from_iso(listed.modified)) if listed.modified else ""
    if day and not _DATED.search(text):
        lines.append(f'<meta name="last-modified" content="{day}">')
    head = _HEAD.search(text)
    start = _START.match(text)
    at = head.end() if head else start.end() if start else 0
    return f"{text[:at]}{''.join(lines)}{text[at:]}"


def _article(article: Article) -> str:
    """A page around an article that came without one."""
    meta = article.meta
    lines = [
        "<!DOCTYPE html>",
        "<html>",
        '<head><meta charset="utf-8">',
        f"<title>{escape(meta.title)}</title>",
        f'<base href="{escape(meta.url)}"><link rel="canonical" href="{escape(meta.url)}">',
        *(
            f'<meta name="{key}" content="{escape(value)}">'
            for key, value in (
                ("author", meta.author),
                ("article:published_time", meta.published),
                ("article:modified_time", meta.modified),
                ("reviewer", meta.reviewer),
                ("last-reviewed", meta.reviewed),
                ("next-review", meta.next_review),
                ("owner", meta.owner),
            )
            if value
        ),
    ]
    if article.linked:
        told = json.dumps(article.linked, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
        lines.append(f'<script type="application/ld+json">{told}</script>')
    title = f"<h1>{escape(meta.title)}</h1>" if meta.title else ""
    return "\n".join([*lines, "</head>", "<body><article>", title, article.body, "</article></body>", "</html>", ""])


def digest(text: str) -> str:
    """A digest of what a page says, whatever its server makes anew for each visitor."""
    return hashlib.sha256(_PASSING.sub("", "".join(_lasting(text))).encode("utf-8", "surrogatepass")).hexdigest()


def _lasting(text: str) -> Iterator[str]:
    """A page without its comments, and without its scripts unless they are data."""
    at = 0
    for mark in re.finditer(r"<!--|<script\b", text, re.IGNORECASE):
        start = mark.start()
        if start < at:
            continue
        end, close = (text.find("-->", start), 3) if mark[0] == "<!--" else (text.find("</script", start), 0)
        opened = _SCRIPT.match(text, start)
        if opened and "ld+json" in opened[0].lower():
            continue
        yield text[at:start]
        if end < 0:
            return
        at = end + close
    yield text[at:]


def digest_of(data: bytes) -> str:
    """A digest of a file as it lies there."""
    return hashlib.sha256(data).hexdigest()
