"""Vancouver (NLM, "Citing Medicine"): "Leite MA, Orsini M. Title. Neurol Int. 2014 Aug 8;6(3):5208."."""

from __future__ import annotations

import re

from citewarden.styles._pieces import (
    Item,
    container,
    cut_short,
    is_article,
    is_part,
    join,
    kind,
    ordinal,
    pages,
    stop,
    text,
    title,
)
from citewarden.text import dates, names

TITLE = "Vancouver (NLM)"
_DATED = re.compile(r"\b(?:19|20)\d{2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[\w-]*(?:\s\d{1,2})?;")
_MEDIUM = re.compile(r"\[Internet\]|\[cited\s|Available from:")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if ("[" in raw or "Available" in raw) and _MEDIUM.search(raw):
        return 0.95
    return 0.92 if ";" in raw and _DATED.search(raw) else 0.0


def render(item: Item) -> str:
    """The item as a reference in this style, plain text."""
    listed = names.listed(item.get("author") or item.get("editor") or (), most=6, first=6, et_al=cut_short(item))
    if not item.get("author") and item.get("editor"):
        listed += ", editors" if len(item["editor"]) > 1 else ", editor"
    issued = dates.words(item.get("issued"), "ymd")
    doi = f"doi: {text(item, 'DOI')}." if text(item, "DOI") else ""
    online = bool(item.get("URL")) and not is_article(item)
    named = title(item) + (" [Internet]" if online and not is_part(item) else "")
    head = join(stop(listed), stop(named), stop(kind(item)) if not is_article(item) else "")
    accessed = dates.words(item.get("accessed"), "ymd")
    cited = f" [cited {accessed}]" if accessed else ""
    available = f"Available from: {text(item, 'URL')}" if item.get("URL") else ""
    if is_article(item):
        locator = text(item, "volume") + (f"({text(item, 'issue')})" if text(item, "issue") else "")
        where = f"{issued};{locator}" if locator else issued
        where += f":{pages(item)}" if pages(item) else ""
        return join(head, stop(container(item, short=True)), stop(where), doi, available if not doi else "")
    book = ""
    if is_part(item):
        editors = names.listed(item.get("editor") or ())
        role = ", editors" if len(item.get("editor") or ()) > 1 else ", editor"
        book = "In: " + join(stop(editors + role) if editors else "", stop(container(item)))
    edition = f"{ordinal(text(item, 'edition'))} ed." if text(item, "edition") else ""
    publisher = text(item, "publisher") or ("" if is_part(item) else container(item))
    imprint = ": ".join(p for p in (text(item, "publisher-place"), publisher) if p)
    ending = "; ".join(p for p in (imprint, issued) if p) + cited
    span = f"p. {pages(item)}." if pages(item) else ""
    return join(head, book, edition, stop(ending), span, available or doi)
