"""Entries that point back: a dash for the author of the one before, "Ibid." for the whole of it."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("—", "__", "---", "――", "–––", "⸺", "⸻", "ibid")

_DASH = re.compile(
    r"^(?P<dash>(?:[—―⸺⸻]{1,6}|-{3,10}|_{3,12}|–{2,6})(?![-_–—])\s?)[.,;]?\s?(?:and\s)?(?=[“\"'«(]|[^\W_])"
)
_IBID = re.compile(r"^(?P<ibid>[Ii]bid(?:em)?\.?)[,;\s]*+(?:(?:at\s|pp?\.\s?)?(?P<pages>\d+(?:\s?[-–]\s?\d+)?))?\W*$")
_FIELDS = frozenset(
    {"author", "title", "journal", "booktitle", "publisher", "place", "editor", "pages", "note", "genre"}
)


def read(raw: str) -> Known | None:
    """No author of its own; `custom.same-author` or `custom.ibid` says that it points back."""
    dash = _DASH.match(raw)
    if dash:
        return Known((("aside", *dash.span("dash")),), made={"custom": {"same-author": True}})
    ibid = _IBID.match(raw)
    if not ibid:
        return None
    fields = (("pages", *ibid.span("pages")),) if ibid["pages"] else ()
    return Known((("aside", *ibid.span("ibid")), *fields), "document", {"custom": {"ibid": True}}, _FIELDS)
