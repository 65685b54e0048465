"""The cited sites: what each address answers, tonight."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import quote, unquote, urljoin, urlsplit

from citewarden.testing.exchange import Reply, Request
from citewarden.testing.records import Page, Record, Records, Site, names

_HTML = "text/html; charset=utf-8"


def answer(request: Request, records: Records, night: int = 1) -> Reply:
    """Answer as the host the request names; a host without any page has only a home page that says so."""
    host, path = request.host.partition(":")[0].lower(), request.path
    site = records.by_host.get(host, Site(host))
    place = path + (f"?{request.query}" if request.query else "")
    page = records.by_address.get((host, place)) or records.by_address.get((host, path))
    if page:
        return _served(tonight(page, night), site, request)
    if path == "/robots.txt":
        return Reply(200, (site.robots or "User-agent: *\nAllow: /\n").encode(), "text/plain")
    if path == "/":
        return _page(200, _name(site), site.home or f"Welcome to {_name(site)}.\n\nFind a topic in the menu.", site)
    work = _landing(records, host, path)
    if work:
        return Reply(200, landing_html(work).encode(), _HTML)
    return _not_here(site, 200 if site.soft else 404)


def tonight(page: Page, night: int) -> Page:
    """The page as it is on a night: what changed on earlier nights and tonight laid over it."""
    changes = {k: v for since in sorted(page.nights) if int(since) <= night for k, v in page.nights[since].items()}
    return replace(page, **changes)


def _served(page: Page, site: Site, request: Request) -> Reply:
    modified = {"Last-Modified": page.modified} if page.modified else {}
    target = urljoin(page.url, page.to) if page.to else ""
    does = page.does
    if does in ("moved", "redirected", "loop", "moved-home"):
        status = page.status or (301 if does.startswith("moved") else 302)
        to = page.url if does == "loop" else urljoin(page.url, "/") if does == "moved-home" else target
        return Reply(status, b"", _HTML, {"Location": to})
    if does == "login":
        return Reply(302, b"", _HTML, {"Location": urljoin(page.url, f"/login?return={quote(request.path)}")})
    if does in ("gone", "missing"):
        return _not_here(site, page.status or {"gone": 410, "missing": 404}[does])
    if does == "soft-404":
        return _not_here(site, 200)
    if does == "blocked":
        wall = "<p>Checking that you are not a robot. Enable JavaScript and cookies to continue.</p>"
        html = f"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>{wall}</body></html>"
        return Reply(page.status or 403, html.encode(), _HTML, {"cf-mitigated": "challenge", "Server": "cloudflare"})
    if does in ("rate-limited", "server-error"):
        wait = {"Retry-After": str(page.retry_after)} if page.retry_after else {}
        code, text = (429, "Too many requests") if does == "rate-limited" else (503, "Service unavailable")
        return Reply(page.status or code, f"<html><title>{text}</title><h1>{text}</h1></html>".encode(), _HTML, wait)
    if does == "slow":
        return replace(_page(200, page.title, page.body, site), wait=page.seconds)
    if does == "refresh":
        html = f'<html><head><meta http-equiv="refresh" content="0; url={escape(target)}"></head><body></body></html>'
        return Reply(200, html.encode(), _HTML)
    if does == "parked":
        text = f"{site.host} is for sale. Buy this domain now. Related searches: pills, insurance, loans."
        return Reply(200, html_of("This domain may be for sale", text).encode(), _HTML)
    if does != "ok":
        raise ValueError(f"a page cannot do {does!r}")
    if not page.media.startswith("text/html"):
        return Reply(page.status or 200, page.body.encode(), page.media, modified)
    reply = _page(page.status or 200, page.title, page.body, site)
    return replace(reply, headers={**reply.headers, **modified})


def html_of(title: str, body: str, name: str = "") -> str:
    """A whole page with menu and footer around `body`: blank lines part paragraphs, "## " heads, "- " lists items."""
    parts = []
    for block in body.strip().split("\n\n"):
        lines = [line.strip() for line in block.strip().splitlines()]
        if lines and lines[0].startswith("## "):
            parts.append(f"<h2>{escape(lines[0][3:])}</h2>")
            lines = lines[1:]
        if lines and all(line.startswith("- ") for line in lines):
            parts.append("<ul>" + "".join(f"<li>{escape(line[2:])}</li>" for line in lines) + "</ul>")
        elif lines:
            parts.append(f"<p>{escape(' '.join(lines))}</p>")
    heading, name = escape(title), escape(name or "Example site")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n<title>{heading} | {name}</title></head>\n'
        f'<body>\n<header><a href="/">{name}</a></header>\n'
        '<nav><ul><li><a href="/topics">Topics</a></li><li><a href="/about">About us</a></li>'
        '<li><a href="/contact">Contact</a></li></ul></nav>\n'
        f"<main><article><h1>{heading}</h1>\n" + "\n".join(parts) + "\n</article></main>\n"
        f"<footer><p>{name}. All content is for information only.</p></footer>\n</body></html>\n"
    )


def landing_html(work: Record) -> str:
    """The page a DOI leads to: the tags readers of scholarly pages look for, and the abstract."""
    csl = work.csl
    people = [f"{family}, {given}" if given else family for family, given in names(csl)]
    tags = [("citation_title", work.title), ("citation_doi", work.DOI), ("citation_publication_date", work.year),
            ("citation_journal_title", str(csl.get("container-title", ""))),
            *(("citation_author", person) for person in people)]  # fmt: skip
    meta = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags if value)
    text = "\n\n".join(f"## {head}\n{text}" if head else text for head, text in work.abstract) or "No abstract."
    return html_of(work.title, text, "Example Press").replace("</head>", f"{meta}</head>", 1)


def _landing(records: Records, host: str, path: str) -> Record | None:
    if host == "press.example" and path.startswith("/doi/"):
        return records.by_doi.get(unquote(path.removeprefix("/doi/")).lower())
    for work in records.works:
        parts = urlsplit(work.landing)
        if work.landing and (parts.hostname, parts.path) == (host, path):
            return work
    return None


def _page(status: int, title: str, body: str, site: Site) -> Reply:
    return Reply(status, html_of(title, body, _name(site)).encode(), _HTML)


def _not_here(site: Site, status: int) -> Reply:
    text = "Sorry, we could not find the page you asked for. It may have been removed or renamed.\n\n- Home\n- Search"
    return _page(status, "Page not found", text, site)


def _name(site: Site) -> str:
    return site.name or site.host
