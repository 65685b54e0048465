"""Harvard (Cite Them Right): "Leite, M.A.A. and Orsini, M. (2014) 'Title', Neurology International, 6(3), p. 5208."."""

from __future__ import annotations

import re

from citewarden.styles._pieces import (
    Item,
    container,
    cut_short,
    inverted,
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
from citewarden.text import dates

TITLE = "Harvard"
_DATED = re.compile(
    r"^[^(.]{2,40}\.[^(]{0,260}?(?:\s\((?:19|20)\d{2}[a-z]?\)(?!\.)[,\s]|[A-Z]\.,?\s(?:19|20)\d{2}[a-z]?\.\s)"
)
_AVAILABLE = re.compile(r"Available at:?\s.*\([Aa]ccessed:?\s")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if "vailable at" in raw and _AVAILABLE.search(raw):
        return 0.9
    return 0.6 if _DATED.match(raw) else 0.0


def render(item: Item) -> str:
    """The item as a reference in this style, plain text."""
    people = [inverted(n, "") for n in item.get("author") or item.get("editor") or ()]
    listed = (
        (", ".join(people) + " et al." if cut_short(item) or len(people) > 4 else series(people, " and "))
        if people
        else ""
    )
    if len(people) > 4:
        listed = f"{people[0]} et al."
    head = join(listed or title(item), f"({year(item) or 'no date'})")
    accessed = dates.words(item.get("accessed"), "dmy")
    reach = f"doi:{text(item, 'DOI')}" if text(item, "DOI") else ""
    if not reach and text(item, "URL"):
        reach = f"Available at: {text(item, 'URL')}" + (f" (Accessed: {accessed})" if accessed else "")
    if is_article(item) or is_part(item):
        volume = text(item, "volume") + (f"({text(item, 'issue')})" if text(item, "issue") else "")
        span = pages(item, "–")
        span = f"{'pp' if '–' in span else 'p'}. {span}" if span else ""
        editors = [inverted(n, "") for n in item.get("editor") or ()]
        inside = (
            f"in {series(editors, ' and ')} ({'eds' if len(editors) > 1 else 'ed'}.) "
            if editors and is_part(item)
            else ""
        )
        imprint = (
            ": ".join(p for p in (text(item, "publisher-place"), text(item, "publisher")) if p) if is_part(item) else ""
        )
        where = ", ".join(p for p in (f"‘{title(item)}’", inside + container(item), imprint, volume, span) if p)
        return join(head, stop(where), stop(reach))
    edition = f"{ordinal(text(item, 'edition'))} edn." if text(item, "edition") else ""
    imprint = ": ".join(p for p in (text(item, "publisher-place"), text(item, "publisher") or container(item)) if p)
    return join(
        head, stop(title(item)) if listed else "", edition, stop(imprint) if imprint != listed else "", stop(reach)
    )
