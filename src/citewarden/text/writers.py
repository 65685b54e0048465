"""CSL items as references in each style, plain text: one function a style, named as the style is.

AMA (11th edition), APA (7th), Chicago (author-date), Harvard (Cite Them Right), consumer health magazines, MLA (9th),
Vancouver ("Citing Medicine"). How printed references of each style are recognised is in `citewarden.styles`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from citewarden.text import dates, names
from citewarden.text.pieces import (
    Item,
    address,
    container,
    cut_short,
    full,
    inverted,
    is_article,
    is_part,
    is_web,
    join,
    kind,
    ordinal,
    pages,
    series,
    stop,
    text,
    title,
    year,
)


def ama(item: Item) -> str:
    """The item as a reference in AMA style, plain text."""
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


def _date_apa(item: Item) -> str:
    parts = [int(p) for p in ((item.get("issued") or {}).get("date-parts") or [[]])[0]]
    if not parts:
        return "(n.d.)."
    rest = ""
    if len(parts) > 1 and not is_article(item) and item.get("type") not in ("book", "chapter", "report"):
        rest = ", " + dates.NAMES[parts[1] - 1] + (f" {parts[2]}" if len(parts) > 2 else "")
    return f"({year(item)}{rest})."


def _people_apa(item: Item) -> str:
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


def apa(item: Item) -> str:
    """The item as a reference in APA style, plain text."""
    people = _people_apa(item)
    named = title(item)
    if text(item, "edition") and not is_part(item):
        named += f" ({ordinal(text(item, 'edition'))} ed.)"
    if text(item, "genre") and item.get("type") != "article":
        named += f" [{text(item, 'genre')}]"
    head = join(people, _date_apa(item), stop(named)) if people else join(stop(named), _date_apa(item))
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
        span = pages(item, "–")
        extra = ", ".join(
            p
            for p in (
                f"{ordinal(text(item, 'edition'))} ed." if text(item, "edition") else "",
                f"{'pp' if '–' in span else 'p'}. {span}" if span else "",
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


def chicago(item: Item) -> str:
    """The item as a reference in Chicago style, plain text."""
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


def harvard(item: Item) -> str:
    """The item as a reference in Harvard style, plain text."""
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


def magazine(item: Item) -> str:
    """The item as a reference in Magazine style, plain text."""
    if "volume" in item or "page" in item or "publisher" in item or item.get("type") == "article":
        return ama(item)
    listed = names.listed(item.get("author") or (), most=3, first=1, et_al=cut_short(item))
    site = container(item)
    issued = dates.words(item.get("issued"))
    day = f"({issued})." if issued else f"({year(item) or 'n.d.'})."
    site = f"{site} website" if site and not pages(item) else site
    if not listed or names.fold(listed) == names.fold(container(item)):
        return join(stop(site or listed), day, stop(title(item)), text(item, "URL"))
    return join(stop(listed), day, stop(site), stop(title(item)), text(item, "URL"))


def _people_mla(item: Item) -> str:
    people = item.get("author") or item.get("editor") or ()
    if not people:
        return ""
    first = full(people[0], first=True)
    if len(people) > 2 or cut_short(item):
        return f"{first}, et al."
    return stop(f"{first}, and {full(people[1])}" if len(people) == 2 else first)


def mla(item: Item) -> str:
    """The item as a reference in MLA style, plain text."""
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
        return join(_people_mla(item), f"“{stop(title(item))}”", stop(where))
    edition = f"{ordinal(text(item, 'edition'))} ed." if text(item, "edition") else ""
    return join(
        _people_mla(item),
        stop(title(item)),
        stop(", ".join(p for p in (edition, text(item, "publisher"), year(item), address(item)) if p)),
    )


def vancouver(item: Item) -> str:
    """The item as a reference in Vancouver style, plain text."""
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


WRITERS: Mapping[str, Callable[[Item], str]] = {
    "ama": ama,
    "apa": apa,
    "chicago": chicago,
    "harvard": harvard,
    "magazine": magazine,
    "mla": mla,
    "vancouver": vancouver,
}
