"""Entries that point back: a dash for the author of the one before, a second one for the title or the office under the
author, "Ibid." for the whole of it."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("—", "__", "---", "――", "–––", "⸺", "⸻", "ibid")

_DASH = re.compile(
    r"^(?P<dash>(?:[—―⸺⸻]{1,6}|-{3,10}|_{3,12}|–{2,6})(?![-_–—])\s?)[.,;]?\s?(?:(?P<second>_{3,12}|-{3,10}|[—―⸺⸻]{1,6})[.,;]?\s)?(?:and\s)?(?=[“\"'«(]|[^\W_])"
)
_NO_TITLE = re.compile(r"\d{1,2}[.ªaº]{0,2}\s?ed\b|[^.:]{2,40}:\s[^.:,]{2,60},\s(?:1[89]|20)\d\d")
"""What follows a second dash that stands for the title: the edition, or place and publisher."""
_IBID = re.compile(r"^(?P<ibid>[Ii]bid(?:em)?\.?)[,;\s]*+(?:(?:at\s|pp?\.\s?)?(?P<pages>\d+(?:\s?[-–]\s?\d+)?))?\W*$")
_FIELDS = frozenset(
    {"author", "title", "journal", "booktitle", "publisher", "place", "editor", "pages", "note", "genre"}
)


def read(raw: str) -> Known | None:
    """No author of its own; `custom.same-author` or `custom.ibid` says that it points back."""
    dash = _DASH.match(raw)
    if dash:
        titled = bool(dash["second"]) and _NO_TITLE.match(raw, dash.end())
        said = {"same-author": True, **({"same-title": True} if titled else {})}
        return Known((("aside", dash.start(), dash.end()),), made={"custom": said})
    ibid = _IBID.match(raw)
    if not ibid:
        return None
    fields = (("pages", *ibid.span("pages")),) if ibid["pages"] else ()
    return Known((("aside", *ibid.span("ibid")), *fields), "document", {"custom": {"ibid": True}}, _FIELDS)
