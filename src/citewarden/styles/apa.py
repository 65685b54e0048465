"""APA (Publication Manual, 7th edition): "Leite, M. A., & Orsini, M. (2014). Title. Neurology, 6(3), 5208."."""

from __future__ import annotations

import re

from citewarden.styles._pieces import (
    Item,
    address,
    container,
    cut_short,
    inverted,
    is_article,
    is_part,
    join,
    ordinal,
    pages,
    stop,
    text,
    title,
    year,
)
from citewarden.text import dates, names

TITLE = "APA"
_DATED = re.compile(
    r"\((?:Updated )?(?:(?:19|20)\d{2}[a-z]{0,2}(?:,\s\w+(?:\s\d{1,2})?)?|n\.d\.[^)]{0,3}|in press)\)\.\s"
)
_INVERTED = re.compile(r"^[^(,]{2,40},\s[A-Z]\.")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    dated = _DATED.search(raw) if "). " in raw else None
    if not dated or not 2 < dated.start() < 1000:
        return 0.0
    return 0.95 if _INVERTED.match(raw) else 0.8


def _date(item: Item) -> str:
    parts = [int(p) for p in ((item.get("issued") or {}).get("date-parts") or [[]])[0]]
    if not parts:
        return "(n.d.)."
    rest = ""
    if len(parts) > 1 and not is_article(item) and item.get("type") not in ("book", "chapter", "report"):
        rest = ", " + dates.NAMES[parts[1] - 1] + (f" {parts[2]}" if len(parts) > 2 else "")
    return f"({year(item)}{rest})."


def _people(item: Item) -> str:
    people = [inverted(n) for n in item.get("author") or item.get("editor") or ()]
    if not people:
        return ""
    if len(people) > 20:
        people = [*people[:19], "… " + people[-1]]
        return ", ".join(people[:-1]) + ", " + people[-1]
    listed = (
        ", ".join(people) + ", et al."
        if cut_short(item)
        else ", ".join(people[:-1]) + (", & " if people[:-1] else "") + people[-1]
    )
    if not item.get("author") and item.get("editor"):
        listed += " (Eds.)." if len(people) > 1 else " (Ed.)."
    return stop(listed)


def render(item: Item) -> str:
    """The item as a reference in this style, plain text."""
    people = _people(item)
    named = title(item)
    if text(item, "edition") and not is_part(item):
        named += f" ({ordinal(text(item, 'edition'))} ed.)"
    if text(item, "genre") and item.get("type") != "article":
        named += f" [{text(item, 'genre')}]"
    head = join(people, _date(item), stop(named)) if people else join(stop(named), _date(item))
    if is_article(item):
        volume = text(item, "volume") + (f"({text(item, 'issue')})" if text(item, "issue") else "")
        where = ", ".join(p for p in (container(item), volume, pages(item, "–")) if p)
        return join(head, stop(where), address(item))
    if is_part(item):
        editors = [
            join(" ".join(f"{c}." for c in names.initials(str(n.get("given", "")))), names.family(n))
            for n in item.get("editor") or ()
        ]
        inside = (" & ".join([", ".join(editors[:-1]), editors[-1]] if len(editors) > 1 else editors)) + (
            f" ({'Eds' if len(editors) > 1 else 'Ed'}.), " if editors else ""
        )
        extra = ", ".join(
            p
            for p in (
                f"{ordinal(text(item, 'edition'))} ed." if text(item, "edition") else "",
                f"pp. {pages(item, '–')}" if pages(item) else "",
            )
            if p
        )
        return join(
            head,
            stop(f"In {inside}{container(item)}{f' ({extra})' if extra else ''}"),
            stop(text(item, "publisher")),
            address(item),
        )
    author = names.family((item.get("author") or [{}])[0])
    site = text(item, "publisher") or container(item)
    return join(head, stop(site) if names.fold(site) != names.fold(author) else "", address(item))
