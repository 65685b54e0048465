"""A page in the words of a link, whose it is and where: "NHS: Insomnia – https://www.nhs.uk/conditions/insomnia/",
"NIH MedlinePlus: LDL: The "Bad" Cholesterol"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups
from citewarden.styles.kinds.corporate_author import is_body

SIGNS = (": ", " – ", " — ", " - ")
YIELDS = True

_LINKED = re.compile(
    r"(?P<who>[A-ZÀ-Þ][^.:;\[\]()–—]{1,80}?)(?::\s|\s[–—-]\s)(?P<title>[A-ZÀ-Þ0-9][^.;\[\]]{2,160}?[?!]?)"
    r"(?P<gap>\s?(?:\s[–—-]|[.,:;])?\s(?:Available\s(?:at|from|online):?\s)?)(?=https?://|www\.)"
)
_ALONE = re.compile(r"(?P<who>[A-ZÀ-Þ][^.:;\[\]()–—]{1,80}?):\s(?P<title>[A-ZÀ-Þ0-9][^.;\[\]]{2,200}?[?!]?)\.?")
"""Nothing else, as a link's words are where its address stands in none of them."""
_IMPRINT = re.compile(r"\b(?:19|20)\d\d\b|\d\s?[:(]\s?\d|[“”]|^\"")
_SHORT = re.compile(
    r"(?:[A-Z]{2,8}\s)?[A-Z]{2,8}|(?:[A-Z]{2,8}\s)?[A-Z]\w*[a-z][A-Z]\w*|(?:[A-Z][\w’'-]+\s){1,4}(?:Clinic|Health|Hospital|Medicine|Trust)"
)


def read(raw: str) -> Known | None:
    """The organisation and the title, where nothing else stands before the address."""
    linked = _LINKED.match(raw)
    match = linked or (None if _IMPRINT.search(raw) else _ALONE.fullmatch(raw))
    if not match or not (_SHORT.fullmatch(match["who"]) or is_body(match["who"])):
        return None
    fields = groups(match, (("body", "who"), ("title", "title")))
    fields += (("aside", *linked.span("gap")),) if linked else ()
    return Known(fields, "webpage", drops=frozenset({"author", "title", "note", "booktitle", "url"}))
