"""A page in the words of a link, whose it is and where: "NHS: Insomnia – https://www.nhs.uk/conditions/insomnia/"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.styles.kinds.corporate_author import is_body

SIGNS = ("http", "www.")
YIELDS = True

_LINKED = re.compile(
    r"(?P<who>[A-ZÀ-Þ][^.:;\[\]()–—]{1,80}?)(?::\s|\s[–—-]\s)(?P<title>[A-ZÀ-Þ0-9][^.;\[\]]{2,160}?[?!]?)"
    r"(?P<gap>\s?(?:\s[–—-]|[.,:;])?\s(?:Available\s(?:at|from|online):?\s)?)(?=https?://|www\.)"
)
_SHORT = re.compile(
    r"[A-Z]{2,8}|[A-Z]\w*[a-z][A-Z]\w*|(?:[A-Z][\w’'-]+\s){1,4}(?:Clinic|Health|Hospital|Medicine|Trust)"
)


def read(raw: str) -> Known | None:
    """The organisation and the title, where nothing else stands before the address."""
    match = _LINKED.match(raw)
    if not match or not (_SHORT.fullmatch(match["who"]) or is_body(match["who"])):
        return None
    fields = (*groups(match, (("body", "who"), ("title", "title"))), ("aside", *match.span("gap")))
    return Known(fields, "webpage", drops=frozenset({"author", "title", "note", "booktitle", "url"}))
