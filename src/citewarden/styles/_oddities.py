"""Values that cannot be: an author named by a particle, a place that is a month, a title of three letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.styles._account import is_label
from citewarden.text import dates, names

_DATE = re.compile(
    rf"\W*(?:(?:(?:{dates.MONTH})\.?|\d{{1,2}}(?:st|nd|rd|th|\.)?|(?:1[89]|20)\d\d[a-z]?|of|de)[\s,./-]*){{1,6}}\W*",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?i)(?:accessed|retrieved|available|updated|published|(?:last )?(?:updated|reviewed|modified)|zuletzt|abgerufen"
    r"|consult(?:é|ado|ato)|hämtad|geraadpleegd|dostęp|zugriff)\b.{0,40}"
)
_ADDRESS = re.compile(r"(?i)https?:|www\.|\bdoi\b|\b10\.\d{4}")
_IMPRINT = re.compile(r"\b(?:1[89]|20)\d\d[\s\w]{0,12};\s?\d{1,4}\s?(?:\(|:)")
"""Where a journal's article stands, which is told once in an entry: "2009;66(4)", "2021 Mar;12:"."""
_NO_NAME = re.compile(
    r"(?i:(?:et|al|etal|i|y|e)?[\s.]*(?:al|wsp|cols?|coll|m\.?\s?fl|medarb|autres|otros|outros|altri|др|соавт)"
    r"|hrsg|hg|eds?|editors?|red|dir|coords?|trans)\.?|o\.?\s?[VJ]|[euo]\.\s?a"
)
"""What shortens a list of names, or says what they did."""
_AGAIN = re.compile(r"[-–—_]+")
"""What stands for the authors of the entry before."""
_CONTAINER = ("container-title", "publisher", "publisher-place")
_PAGES = re.compile(r"(\d+)-(\d+)")
_NUMBERED = re.compile(r"(?i)(?:nos?|nr|n)\b\.?\s?\d")
_NO_VOLUME = re.compile(rf"(?i)\b(?:{dates.MONTH})\b|\b(?:edn?|edition|aufl|auflage|wyd)\b")
_BROKEN = re.compile(r"[:;()\[\]]|\d{2}|\A[a-z]\s")
"""What no family name holds."""


def oddities(raw: str, csl: Mapping[str, Any]) -> tuple[str, ...]:
    """What of an entry's values cannot be, as the names of the variables that hold it (and "entry" for the whole)."""
    return tuple(dict.fromkeys(_odd(raw, csl)))


def _odd(raw: str, csl: Mapping[str, Any]) -> Iterator[str]:
    for role in ("author", "editor"):
        if any(_is_no_name(name) for name in csl.get(role, ())):
            yield role
    title = str(csl.get("title", ""))
    if title and _is_no_title(title, raw):
        yield "title"
    for name in _CONTAINER:
        value = str(csl.get(name, ""))
        if value and (_DATE.fullmatch(value) or _SAID.fullmatch(value) or _ADDRESS.search(value) or is_label(value)):
            yield name
    if title and title == csl.get("container-title") and "author" not in csl:
        yield "container-title"
    page, volume = str(csl.get("page", "")), str(csl.get("volume", ""))
    if _turned(page) or _NUMBERED.match(page):
        yield "page"
    if (volume.isdecimal() and len(volume) > 4) or _NO_VOLUME.search(volume):
        yield "volume"
    published, seen = dates.year(csl.get("issued")), dates.year(csl.get("accessed"))
    if published and (published < 1450 or (seen and published > seen + 1)):
        yield "issued"
    if len(_IMPRINT.findall(raw)) > 1:
        yield "entry"


def _is_no_name(name: Mapping[str, str]) -> bool:
    """Whether a name is none: a particle, a role, what shortens a list, a date or an address."""
    words = (name.get("family") or name.get("literal") or "").strip(" .,;-–—")
    if len(words) > 3 and words.isalpha() and words[0].isupper():
        return len(words) < 10 and "given" not in name and any(p.fullmatch(words) for p in (_DATE, _NO_NAME))
    if words in names.PARTICLES or _NO_NAME.fullmatch(words):
        return True
    if not any(map(str.isalpha, words)):
        return not any(map(str.isdecimal, words)) and not _AGAIN.fullmatch(name.get("literal", "-"))
    return _ADDRESS.search(words) is not None or (
        "family" in name and (words.count(" ") > 4 or _BROKEN.search(words) is not None)
    )


def _is_no_title(title: str, raw: str) -> bool:
    """Whether words are no title: too few letters within a sentence, a date, or what leads to an address."""
    if len(title) < 4 and title.isascii() and not title.isupper() and f" {title}. " not in raw:
        return True
    if len(title) < 60 and (_DATE.fullmatch(title) or _SAID.fullmatch(title)):
        return True
    return _IMPRINT.search(title) is not None or title.startswith(("http", "www.", "doi:"))


def _turned(pages: str) -> bool:
    """Whether pages run backwards: "310-298", where "310-22" is short for 322."""
    both = _PAGES.fullmatch(pages)
    return both is not None and len(both[1]) == len(both[2]) and int(both[1][:9]) > int(both[2][:9])
