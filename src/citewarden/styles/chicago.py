"""Chicago (author-date): "Leite, Marco, and Marco Orsini. 2014. “Title.” Neurology International 6 (3): 5208."."""

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
    join,
    ordinal,
    pages,
    series,
    stop,
    text,
    title,
    year,
)

TITLE = "Chicago"
_DATED = re.compile(r"^[^.(“\"]{2,80}\.(?:[^.(“\"]{1,160}\.)?\s(?:19|20)\d{2}[a-z]?\.\s")
_LOCATOR = re.compile(r"[”\"]\s[^”\"]*\s\d+(?:,\sno\.\s\d+|\s\(\d+\))?(?:\s\([^)]*(?:19|20)\d{2}\))?:\s\d")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    dated = _DATED.match(raw)
    located = ("”" in raw or '"' in raw) and _LOCATOR.search(raw)
    return 0.94 if dated and located else 0.7 if located else 0.55 if dated else 0.0


def render(item: Item) -> str:
    """The item as a reference in this style, plain text."""
    people = item.get("author") or item.get("editor") or ()
    words = [full(n, first=not i) for i, n in enumerate(people[:10])]
    listed = (
        (series(words, ", and ") if not (cut_short(item) or len(people) > 10) else ", ".join(words) + ", et al.")
        if words
        else ""
    )
    head = join(stop(listed), f"{year(item)}." if year(item) else "n.d.")
    if is_article(item):
        issue = f" ({text(item, 'issue')})" if text(item, "issue") else ""
        where = f"{container(item)} {text(item, 'volume')}{issue}".strip() + (
            f": {pages(item, '–')}" if pages(item) else ""
        )
        return join(head, f"“{stop(title(item))}”", stop(where), stop(address(item)))
    edition = f"{ordinal(text(item, 'edition'))} ed." if text(item, "edition") else ""
    imprint = ": ".join(p for p in (text(item, "publisher-place"), text(item, "publisher")) if p)
    if is_part(item):
        editors = [full(n) for n in item.get("editor") or ()]
        inside = f"In {container(item)}" + (f", edited by {series(editors, ' and ')}" if editors else "")
        inside += f", {pages(item, '–')}" if pages(item) else ""
        return join(head, f"“{stop(title(item))}”", stop(inside), stop(imprint), stop(address(item)))
    site = container(item)
    return join(
        head,
        f"“{stop(title(item))}”" if site else stop(title(item)),
        stop(site),
        edition,
        stop(imprint),
        stop(address(item)),
    )
