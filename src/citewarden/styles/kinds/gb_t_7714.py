"""Chinese entries (GB/T 7714) of books and pages: "杨月欣. 书名[M]. 2版. 北京: 出版社, 2019: 1203-1210."."""

from __future__ import annotations

import re
from typing import Any

from citewarden.styles._known import Known, groups
from citewarden.text import dates

SIGNS = ("出版", "[m]", "[j]", "/ol]")

_BOOK = re.compile(
    r"(?P<head>[^\[\]]{2,400}?)(?P<mark>\[M(?:/OL)?\])[.．]\s?"
    r"(?:第?\s?(?P<edition>\d{1,2})\s?(?:版|(?:st|nd|rd|th)\s[Ee]d)[.．]\s?)?"
    r"(?P<place>[^:：,，.\[\]]{2,40})[:：]\s?(?P<publisher>[^,，\[\]]{2,80})[,，]\s?(?P<date>(?:19|20)\d\d)"
    r"(?:[:：]\s?(?P<pages>\d+(?:\s?[-–]\s?\d+)?))?"
)
_DAYS = re.compile(
    r"\[(?:EB|R|DB|J|N|M|D|S|CP)/OL\][.．]?[^\[\]]{0,200}?\[(?P<accessed>(?:19|20)\d\d-[01]?\d-[0-3]?\d)\]"
)

_PRINTED = re.compile(
    r"(?<=[.．。]\s)(?P<place>[一-鿿]{2,6})[:：]\s?(?P<publisher>[^,，;；:：\[\]]{2,40}出版[^,，;；:：\[\]]{0,6})[,，;；]\s?(?P<date>(?:19|20)\d\d)[.。]?\Z"
)
"""A book's imprint, which says of the house that it is one."""
_SIGNED = re.compile(
    r"(?P<author>[一-鿿][一-鿿·、，, ]{1,60}?)(?P<more>[,，]\s?等)?[.．]\s?(?P<title>[^\[\]]{2,200}?)\["
    r"(?:J(?:/OL)?\][.．]\s?(?P<journal>[^,，.\[\]]{2,60}?)[,，]\s?(?=(?:19|20)\d\d))?"
)
"""Chinese authors, which neither commas nor initials part from a short title."""


def read(raw: str) -> Known | None:
    """A book's edition, place, house and pages; of what stands on the net the day on which it was seen."""
    made: dict[str, Any] = {}
    days = _DAYS.search(raw)
    if days:
        made["accessed"] = dates.parse(days["accessed"])
    fields: tuple[tuple[str, int, int], ...] = (
        (("aside", days.start("accessed") - 1, days.end("accessed") + 1),) if days else ()
    )
    printed = None if "[" in raw else _PRINTED.search(raw)
    if printed:
        imprint = groups(printed, [("place", "place"), ("publisher", "publisher"), ("date", "date")])
        return Known(imprint, drops=frozenset({"journal", "booktitle", "place", "publisher", "date"}))
    book = _BOOK.match(raw)
    if book:
        fields += groups(
            book,
            [
                ("edition", "edition"),
                ("place", "place"),
                ("publisher", "publisher"),
                ("date", "date"),
                ("pages", "pages"),
            ],
        )
        drops = frozenset(
            {"journal", "booktitle", "volume", "issue", "genre", "number", "edition", "place", "publisher"}
        )
        return Known(fields, "book", made, drops)
    signed = _SIGNED.match(raw)
    if signed is None or not (days or signed["journal"]):
        return Known(fields, made=made) if days else None
    fields += groups(signed, [("author", "author"), ("aside", "more"), ("title", "title"), ("journal", "journal")])
    made |= {"custom": {"et-al": True}} if signed["more"] else {}
    held = frozenset({"journal", "booktitle"} if signed["journal"] else ())
    return Known(fields, made=made, drops=held | {"author", "title"})
