"""Consumer health magazines: "Leite MAA. (June 2014). Site website. Title." - date in brackets, site, title."""

from __future__ import annotations

import re

from citewarden.styles._pieces import Item, container, cut_short, join, pages, stop, text, title, year
from citewarden.text import dates, names

TITLE = "Health magazine"
_DATED = re.compile(
    r"^[^(]{2,200}\.\s\((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s(?:\d{1,2},\s)?(?:19|20)\d{2}\)\.\s"
)
_SITE = re.compile(r"\b[Ww]eb ?site\.\s")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if "). " in raw and _DATED.match(raw):
        return 0.97
    return 0.5 if "eb" in raw and _SITE.search(raw) else 0.0


def render(item: Item) -> str:
    """The item as a reference in this style, plain text."""
    if "volume" in item or "page" in item or "publisher" in item or item.get("type") == "article":
        from citewarden.styles import ama

        return ama.render(item)
    listed = names.listed(item.get("author") or (), most=3, first=1, et_al=cut_short(item))
    site = container(item)
    issued = dates.words(item.get("issued"))
    day = f"({issued})." if issued else f"({year(item) or 'n.d.'})."
    site = f"{site} website" if site and not pages(item) else site
    if not listed or names.fold(listed) == names.fold(container(item)):
        return join(stop(site or listed), day, stop(title(item)), text(item, "URL"))
    return join(stop(listed), day, stop(site), stop(title(item)), text(item, "URL"))
