"""Russian entries (GOST R 7.0.5, 7.1): "Иванов И. И. Название // Журнал. 2017. Т. 117, № 4. С. 25–30."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.text import names

SIGNS = (" // ", ". – ", ". — ", ".: ", ". : ", " м., ", " л., ", " к., ", " спб., ", "а", "о", "і")

_UPPER = "A-ZÀ-ÞА-ЯЁІЇЄҐ"
_NAME = rf"[{_UPPER}][\w'’-]+,?\s(?:[{_UPPER}]\.[\s-]?){{1,3}}"
_AUTHORS = (
    rf"(?:(?P<author>(?:{_NAME}(?:,\s?"
    rf"|\s(?=[{_UPPER}][\w'’-]+,?\s[{_UPPER}]\.))){{0,40}}{_NAME}(?:,?\s?(?:и\sдр|et\sal)\.)?)\s*)?"
)
_PEOPLE = re.compile(
    rf"(?P<who>(?:[{_UPPER}]\.[\s-]?){{1,3}}[{_UPPER}][\w'’-]+(?:,\s(?:[{_UPPER}]\.[\s-]?){{1,3}}[{_UPPER}][\w'’-]+){{0,40}}(?:\s?\[и\sдр\.?\])?)"
    r"\W*(?:\Z|[;\[])"
)
"""The persons behind the stroke, where none stands in front of the title: "А. И. Петров, В. С. Орлова [и др.]"."""
_DASH = r"\.?\s(?:[–—-]\s)?"
_LOCATED = (
    rf"(?P<date>(?:[A-Z][a-z]+\s)?(?:19|20)\d\d)[.,;]{_DASH[3:]}"
    r"(?:(?:Т|Том|V|Vol|T)\.?\s?(?P<volume>\d+)[.,]?\s(?:[–—-]\s)?)?(?:\(?(?:№|No\.?|N|Вып\.|Iss\.?|вып\.)\s?(?P<issue>\d+(?:\s?\(\d+\)|[-–/]\d+)?)\)?[.,]?\s(?:[–—-]\s)?)?"
    r"(?:(?:С|P|Pp|S|Стр|с|p)\.\s?(?P<pages>[A-Za-zА-я]?\d+(?:\s?[–—-]\s?[A-Za-zА-я]?\d+)?))?"
)
_ARTICLE = re.compile(
    rf"^{_AUTHORS}(?P<title>[^/]{{4,400}}?)(?:\s/\s(?P<resp>[^/]+?))?\s//\s(?P<journal>[^/]+?){_DASH}{_LOCATED}"
)
_IN_JOURNAL = (
    rf"^{_AUTHORS}(?P<title>[А-ЯЁІЇЄҐ«][^/.]{{3,300}}?)[.?!]\s(?:[–—-]\s)?(?P<journal>[А-ЯЁІЇЄҐ][^/.;\d]{{3,120}})"
)
_WITHOUT = re.compile(rf"{_IN_JOURNAL}{_DASH}{_LOCATED}")
"""Without the stroke: "Иванов И.И. Название. Журнал. 2016. № 4. С. 12–19."."""
_VANCOUVER = re.compile(
    rf"{_IN_JOURNAL}\.\s(?P<date>(?:19|20)\d\d)\s?[;,]\s?(?P<volume>\d+)"
    r"(?:\s?\((?P<issue>[^)]{1,12})\))?\s?[:,]\s?(?:[Сс]\.\s?)?(?P<pages>\d+(?:\s?[–—-]\s?\d+)?)"
)
"""The same as medical journals set it: "Иванов И.И. Название. Журнал. 2016;66(4):405-419."."""
_BOOK = re.compile(
    rf"^{_AUTHORS}(?P<title>[^/]{{4,300}}?)(?:\s/\s(?P<resp>[^/]+?))?{_DASH}(?P<place>(?:[А-ЯЁ][\w.-]*\s?){{1,3}}?)(?:\s?:\s(?P<publisher>[^:,]{{2,80}}),|(?<=[\s–—](?:М|Л|К)\.),|(?<=СПб\.),)\s(?P<date>(?:19|20)\d\d)\."
)


def read(raw: str) -> Known | None:
    """What stands on both sides of the double stroke; books need Cyrillic letters."""
    match = _ARTICLE.match(raw) if " // " in raw else _VANCOUVER.match(raw) or _WITHOUT.match(raw)
    if match and (match["volume"] or match["issue"] or match["pages"]):
        found = match.groupdict()
        labels = [("author", "author"), ("title", "title"), ("aside", "resp"), ("journal", "journal"), ("date", "date"),
                  ("volume", "volume"), ("issue", "issue"), ("pages", "pages")]  # fmt: skip
        fields: tuple[tuple[str, int, int], ...] = ()
        if not found.get("author") and (resp := _PEOPLE.match(found.get("resp") or "")):
            labels = [label for label in labels if label[1] != "resp"]
            start = match.start("resp")
            fields = (("author", start, start + resp.end("who")), ("aside", start + resp.end("who"), match.end("resp")))
        fields += groups(match, [(label, name) for label, name in labels if found.get(name)])
        return Known(
            fields, "article-journal", drops=frozenset({"author", "title", "journal", "booktitle", "date", "editor"})
        )
    book = _BOOK.match(raw) if re.match(r"[А-ЯЁІЇЄҐ]", raw) else None
    if book:
        labels = [("author", "author"), ("title", "title"), ("aside", "resp"), ("place", "place"),
                  ("publisher", "publisher"), ("date", "date")]  # fmt: skip
        fields = groups(book, labels)
        if book["resp"] and not book["author"] and names.is_foreign_body(book["resp"]):
            fields = (*(f for f in fields if f[0] != "aside"), ("body", *book.span("resp")))
        body, stop, title = book["title"].partition(". ")
        if stop and not book["author"] and names.is_foreign_body(body):
            start = book.start("title")
            fields += (("body", start, start + len(body)), ("title", book.end("title") - len(title), book.end("title")))
            fields = tuple(f for f in fields if f != ("title", *book.span("title")))
        return Known(fields, "book", drops=frozenset({"author", "title", "journal", "booktitle", "date"}))
    return None
