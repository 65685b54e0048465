"""AMA (AMA Manual of Style, 11th edition): "Leite MAA, Orsini M. Title. Neurol Int. 2014;6(3):5208. doi:10.1/x"."""

from __future__ import annotations

import re

from citewarden.styles._pieces import (
    Item,
    container,
    cut_short,
    is_article,
    is_part,
    is_web,
    join,
    kind,
    ordinal,
    pages,
    stop,
    text,
    title,
    year,
)
from citewarden.text import dates, names

TITLE = "AMA"
_LOCATOR = re.compile(r"\b(?:19|20)\d{2}[^;.:]{0,12};\s?\S+?(?:\([^)]+\))?:\s?\w")
_WEB = re.compile(r"\.\s(?:https?://\S+\s?\.?\s)?Accessed\s[A-Z]\w+ \d")
_NAMES = re.compile(r"^[^.,(]{2,40}\s[A-Z]{1,3}(?:,|\.|\set al)")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if ";" in raw and ":" in raw and _LOCATOR.search(raw):
        return 0.9 if _NAMES.match(raw) else 0.6
    if "Accessed" in raw and _WEB.search(raw):
        return 0.85
    return 0.4 if ";" in raw and _NAMES.match(raw) and re.search(r";\s?(?:19|20)\d{2}\.?", raw) else 0.0


def render(item: Item) -> str:
    """The item as a reference in this style, plain text."""
    listed = names.listed(item.get("author") or item.get("editor") or (), most=6, first=3, et_al=cut_short(item))
    if not item.get("author") and item.get("editor"):
        listed += ", eds" if len(item["editor"]) > 1 else ", ed"
    head = join(stop(listed), stop(title(item)))
    doi = f"doi:{text(item, 'DOI')}" if text(item, "DOI") else ""
    if is_article(item):
        locator = text(item, "volume") + (f"({text(item, 'issue')})" if text(item, "issue") else "")
        where = f"{year(item)};{locator}" if locator else year(item)
        where += f":{pages(item)}" if pages(item) else ""
        return join(head, stop(container(item, short=True)), stop(where), doi or text(item, "URL"))
    if is_part(item) or (item.get("type") in ("book", "thesis", "report") and not item.get("URL")):
        book = ""
        if is_part(item):
            editors = names.listed(item.get("editor") or ())
            role = ", eds" if len(item.get("editor") or ()) > 1 else ", ed"
            book = "In: " + join(stop(editors + role) if editors else "", stop(container(item)))
        edition = f"{ordinal(text(item, 'edition'))} ed." if text(item, "edition") else ""
        imprint = ": ".join(p for p in (text(item, "publisher-place"), text(item, "publisher")) if p)
        ending = "; ".join(p for p in (imprint, year(item)) if p) + (f":{pages(item)}" if pages(item) else "")
        return join(head, book, edition, stop(ending), doi)
    issued = dates.words(item.get("issued"))
    site = container(item) or text(item, "publisher")
    accessed = dates.words(item.get("accessed"))
    if is_web(item) or item.get("URL"):
        published = (f"Published {issued}." if issued and len(issued) > 4 else stop(issued)) if issued else ""
        author = listed if names.fold(listed) != names.fold(site) else ""
        head = join(stop(author), stop(title(item)), stop(kind(item)))
        return join(head, stop(site), published, f"Accessed {accessed}." if accessed else "", text(item, "URL") or doi)
    return join(head, stop(site), stop(issued), doi)
