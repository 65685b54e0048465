"""MLA (Handbook, 9th edition): "Leite, Marco, et al. “Title.” Neurology, vol. 6, no. 3, 2014, p. 5208."."""

from __future__ import annotations

import re

from citewarden.styles._pieces import (
    Item,
    address,
    container,
    cut_short,
    full,
    is_article,
    is_part,
    is_web,
    join,
    ordinal,
    pages,
    stop,
    text,
    title,
    year,
)
from citewarden.text import dates

TITLE = "MLA"
_LOCATOR = re.compile(r"[”\"]\s.*\bvol\.\s\w+,.*\b(?:19|20)\d{2}(?:,\spp?\.|[,.])")
_WEB = re.compile(r"^(?:[^“\"]{3,80}\.\s)?[“\"][^”\"]+[.?!][”\"]\s[^,]+,.*\d\s[A-Z]\w+\.?\s(?:19|20)\d{2},")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if "”" not in raw and '"' not in raw:
        return 0.0
    return 0.93 if _LOCATOR.search(raw) or _WEB.match(raw) else 0.0


def _people(item: Item) -> str:
    people = item.get("author") or item.get("editor") or ()
    if not people:
        return ""
    first = full(people[0], first=True)
    if len(people) > 2 or cut_short(item):
        return f"{first}, et al."
    return stop(f"{first}, and {full(people[1])}" if len(people) == 2 else first)


def render(item: Item) -> str:
    """The item as a reference in this style, plain text."""
    span = pages(item)
    parts = [
        f"vol. {text(item, 'volume')}" if text(item, "volume") else "",
        f"no. {text(item, 'issue')}" if text(item, "issue") else "",
        dates.words(item.get("issued"), "dmy") if is_web(item) else year(item),
        f"{'pp' if '-' in span else 'p'}. {span}" if span else "",
        address(item),
    ]
    if is_article(item) or is_web(item) or is_part(item):
        where = ", ".join(p for p in (container(item), text(item, "publisher") if is_part(item) else "", *parts) if p)
        return join(_people(item), f"“{stop(title(item))}”", stop(where))
    edition = f"{ordinal(text(item, 'edition'))} ed." if text(item, "edition") else ""
    return join(
        _people(item),
        stop(title(item)),
        stop(", ".join(p for p in (edition, text(item, "publisher"), year(item), address(item)) if p)),
    )
