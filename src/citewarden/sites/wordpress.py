"""A site's own WordPress: its posts and pages as its REST interface gives them, a hundred at a time.

Authors come by name where the site tells them (`_embed`); reviewers and review dates from the fields that plugins add
(`acf`, `meta`) and from the JSON-LD of the Yoast plugin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from citewarden.errors import InputError
from citewarden.sites import Article, Ask, Fault, Listed, why
from citewarden.sites._fields import meta, plain
from citewarden.text import addresses
from citewarden.web.ask import Answer

TYPES = ("posts", "pages")
SIZE = 100
"""Articles a question: the most that WordPress gives."""
MOST = 10_000
"""Questions of one type."""
_API = re.compile(r"""<link[^>]{0,500}\brel=["']https://api\.w\.org/["'][^>]{0,500}>""")
_HREF = re.compile(r"""\bhref=["']([^"']+)["']""")


def announced(answer: Answer, site: str) -> str:
    """Where a site says its REST interface is (a Link header or element), "" if it says nothing."""
    header = re.search(r'<([^>]+)>;\s*rel="https://api\.w\.org/"', answer.headers.get("link", ""))
    if header:
        return addresses.join(site, header[1])
    element = _API.search(answer.body[:500_000].decode("utf-8", "replace"))
    href = _HREF.search(element[0]) if element else None
    return addresses.join(site, href[1].replace("&amp;", "&")) if href else ""


def pages(source: str, ask: Ask) -> Iterator[Listed | Fault]:
    """The published posts and pages. `source` is the site's address, that of its REST interface, or of one type.

    Raises:
        InputError: neither is there.
    """
    base, kinds = _base(source)
    failed = []
    for kind in kinds:
        for one in _type(base, kind, ask):
            if isinstance(one, Fault) and one.where == _question(base, kind, 1) and one.weight == "listing":
                failed.append(one)
            yield one
    if len(failed) == len(kinds):
        remedy = "check that the site lets its REST interface be read, or name its sitemap"
        raise InputError(failed[0].why, where=source, remedy=remedy)


def _base(source: str) -> tuple[str, Sequence[str]]:
    """The address to which a type and its query are put (".../wp-json/wp/v2/", "...?rest_route=/wp/v2/"), the types."""
    before, found, after = source.partition("rest_route=")
    if found:
        base = f"{before}rest_route=/wp/v2/"
    else:
        before, found, after = source.partition("/wp-json")
        site = before if found else addresses.split(source)._replace(query="", fragment="").geturl().rstrip("/")
        base = f"{site}/wp-json/wp/v2/"
    named = re.search(r"/wp/v2/([\w-]+)", after)
    return base, (named[1],) if named else TYPES


def _question(base: str, kind: str, number: int) -> str:
    query = urlencode({"per_page": SIZE, "page": number, "orderby": "id", "order": "asc", "_embed": "author"})
    return f"{base}{kind}{'&' if '?' in base else '?'}{query}"


def _type(base: str, kind: str, ask: Ask) -> Iterator[Listed | Fault]:
    total, number, got = 1, 0, 0
    while number < min(total, MOST):
        number += 1
        question = _question(base, kind, number)
        ((_, answer),) = ask([question])
        rows = answer.json() if answer.ok else None
        if not isinstance(rows, list):
            said = "an answer that is no list of articles" if answer.ok else why(answer)
            yield Fault(question, said, "listing")
            if number == 1:
                return
            continue
        total = _count(answer, "x-wp-totalpages") or (number + 1 if len(rows) == SIZE else number)
        got += len(rows)
        for row in rows:
            yield _listed(row, question)
    expected = _count(answer, "x-wp-total")
    if expected is not None and got < expected:
        yield Fault(f"{base}{kind}", f"{got} of {expected} articles came", "listing")


def _count(answer: Answer, name: str) -> int | None:
    value = answer.headers.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() else None


def _listed(row: Any, question: str) -> Listed | Fault:
    address = plain(row.get("link")) if isinstance(row, dict) else ""
    content = row.get("content") if address else None
    if not isinstance(content, dict) or not isinstance(content.get("rendered"), str):
        named = address or plain(row.get("id") if isinstance(row, dict) else "") or "one"
        return Fault(address or question, f"article {named} has no address or no text")
    if content.get("protected"):
        return Fault(address, "needs a password", "left out")
    fields = {
        **_mapping(row.get("meta")),
        **_mapping(row.get("acf")),
        "title": _text(_mapping(row.get("title")).get("rendered")),
        "url": address,
        "author": [plain(person.get("name")) for person in _embedded(row) if person.get("name")],
        "published": _utc(row.get("date_gmt") or row.get("date")),
        "modified": _utc(row.get("modified_gmt") or row.get("modified")),
    }
    linked = _mapping(row.get("yoast_head_json")).get("schema")
    return Listed(address, held=Article(meta(fields), content["rendered"], linked))


def _embedded(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    held = _mapping(row.get("_embedded")).get("author")
    return [_mapping(person) for person in held] if isinstance(held, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(html: Any) -> str:
    """A title without its markup: WordPress gives it as HTML."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]*>", "", html if isinstance(html, str) else "")).split())


def _utc(moment: Any) -> str:
    return plain(moment)[:10]
