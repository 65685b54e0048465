"""Open Library: /isbn/{isbn}.json (a redirect), /books, /works/{id}/editions.json, /search.json, /api/books."""

from __future__ import annotations

import re
from typing import Any

from citewarden.testing.exchange import Reply, Request, as_json, redirect
from citewarden.testing.records import Record, Records, names
from citewarden.testing.search import best, words


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as openlibrary.org."""
    path, fields = request.path, request.fields
    books = list(records.held_by("openlibrary"))
    prefix = f"{base}/openlibrary" if request.host.startswith(("127.", "localhost")) else ""
    if found := re.fullmatch(r"/isbn/([\dXx-]+)(\.json)?", path):
        book = _by_isbn(books, found[1])
        return redirect(f"{prefix}/books/{_edition_id(book)}.json") if book else _missing(path)
    if found := re.fullmatch(r"/books/(OL\d+M)(\.json)?", path):
        book = next((b for b in books if _edition_id(b) == found[1]), None)
        return as_json(_edition(book)) if book else _missing(path)
    if found := re.fullmatch(r"/works/(OL\d+W)(/editions)?(\.json)?", path):
        editions = [b for b in books if _work_id(b) == found[1]]
        if not editions:
            return _missing(path)
        if found[2]:
            return as_json({"links": {}, "size": len(editions), "entries": [_edition(b) for b in editions]})
        return as_json({"key": f"/works/{found[1]}", "title": editions[0].title, "type": {"key": "/type/work"}})
    if path == "/search.json":
        text = " ".join(fields.get(k, "") for k in ("q", "title", "author", "isbn"))
        hits = [b for _, b in best(books, text)] or [b for b in books if str(b.csl["ISBN"]).replace("-", "") in text]
        docs = [_doc(b, [e for e in books if _work_id(e) == _work_id(b)]) for b in _one_a_work(hits)]
        return as_json({"numFound": len(docs), "start": 0, "numFoundExact": True, "docs": docs})
    if path == "/api/books":
        keys = [k for k in fields.get("bibkeys", "").split(",") if k]
        hit = {k: _by_isbn(books, k.removeprefix("ISBN:")) for k in keys}
        return as_json({k: _data(b) for k, b in hit.items() if b})
    return _missing(path)


def _by_isbn(books: list[Record], isbn: str) -> Record | None:
    plain = isbn.replace("-", "").upper()
    return next((b for b in books if str(b.csl["ISBN"]).replace("-", "").upper() == plain), None)


def _number(text: str) -> int:
    return 90_000_000 + sum(ord(c) * (i + 1) for i, c in enumerate(text))


def _edition_id(book: Record) -> str:
    return f"OL{_number(str(book.csl['ISBN']))}M"


def _work_id(book: Record) -> str:
    first = names(book.csl)[0][0] if names(book.csl) else ""
    return f"OL{_number(' '.join(words(book.title)) + first.lower())}W"


def _edition(book: Record) -> dict[str, Any]:
    csl = book.csl
    isbn = str(csl["ISBN"]).replace("-", "")
    made = {
        "key": f"/books/{_edition_id(book)}",
        "title": book.title,
        "works": [{"key": f"/works/{_work_id(book)}"}],
        "by_statement": "; ".join(f"{g} {f}".strip() for f, g in names(csl)),
        "publishers": [csl.get("publisher", "")],
        "publish_places": [csl.get("publisher-place", "")],
        "publish_date": book.year,
        f"isbn_{len(isbn)}": [isbn],
        "type": {"key": "/type/edition"},
    }
    return made | ({"edition_name": f"{csl['edition']}th ed."} if csl.get("edition") else {})


def _doc(book: Record, editions: list[Record]) -> dict[str, Any]:
    return {
        "key": f"/works/{_work_id(book)}",
        "title": book.title,
        "author_name": [f"{g} {f}".strip() for f, g in names(book.csl)],
        "first_publish_year": min(int(e.year or 0) for e in editions),
        "publish_year": sorted(int(e.year or 0) for e in editions),
        "publisher": sorted({str(e.csl.get("publisher", "")) for e in editions}),
        "isbn": [str(e.csl["ISBN"]).replace("-", "") for e in editions],
        "edition_count": len(editions),
        "edition_key": [_edition_id(e) for e in editions],
    }


def _data(book: Record) -> dict[str, Any]:
    people = [{"name": f"{g} {f}".strip()} for f, g in names(book.csl)]
    isbn = str(book.csl["ISBN"]).replace("-", "")
    return {"title": book.title, "authors": people, "publishers": [{"name": book.csl.get("publisher", "")}],
            "publish_date": book.year, "identifiers": {f"isbn_{len(isbn)}": [isbn]}}  # fmt: skip


def _one_a_work(books: list[Record]) -> list[Record]:
    return list({_work_id(b): b for b in reversed(books)}.values())[::-1]


def _missing(path: str) -> Reply:
    return as_json({"error": "notfound", "key": path}, 404)
