"""Pieces that several styles set alike: author lists, titles, containers, locators and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citewarden.text import dates, names

Item = Mapping[str, Any]


def stop(text: str, sign: str = ".") -> str:
    """`text` closed by `sign` unless it already ends a sentence."""
    text = text.strip()
    return text if not text or text[-1] in ".?!" else text + sign


def join(*parts: str) -> str:
    """The parts that are not empty, a blank between them."""
    return " ".join(p for p in (part.strip() for part in parts) if p)


def text(item: Item, name: str) -> str:
    """A variable as text, "" if absent."""
    return str(item.get(name) or "").strip()


def title(item: Item) -> str:
    """The title without its final full stop."""
    return text(item, "title").rstrip(".")


def container(item: Item, *, short: bool = False) -> str:
    """The container's title, abbreviated if asked for and known."""
    return (text(item, "container-title-short") if short else "") or text(item, "container-title")


def dotted(given: str, gap: str = " ") -> str:
    """Initials with points: "MAA" -> "M. A. A."; "Jean-Paul" -> "J.-P."."""
    if "-" in given and not given.isupper():
        return "-".join(f"{p[0].upper()}." for p in given.split("-") if p)
    return gap.join(f"{c}." for c in names.initials(given))


def inverted(name: Mapping[str, Any], gap: str = " ") -> str:
    """Family name first ("Leite, M. A. A."), or an organisation."""
    given = dotted(str(name.get("given", "")), gap)
    suffix = text(name, "suffix")
    return ", ".join(p for p in (names.family(name), given, suffix) if p)


def full(name: Mapping[str, Any], *, first: bool = False) -> str:
    """As MLA and Chicago set it: "Leite, Marco" for the first name, "Marco Leite" for the others."""
    given = str(name.get("given", ""))
    if " " not in given and given.isupper() and len(given) <= 4:
        given = dotted(given)
    if first:
        return ", ".join(p for p in (names.family(name), given, text(name, "suffix")) if p)
    return join(given, names.family(name), text(name, "suffix"))


def cut_short(item: Item) -> bool:
    """Does the record itself say that its author list is cut short?"""
    custom = item.get("custom")
    return bool(isinstance(custom, Mapping) and custom.get("et-al"))


def series(words: Sequence[str], last: str) -> str:
    """A list "a, b{last}c": `last` stands before the final one."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + last + words[-1]


def ordinal(edition: str) -> str:
    """A number as an ordinal, "2" -> "2nd"; anything else as it is."""
    if not edition.isdecimal() or len(edition) > 4:
        return edition
    number = int(edition)
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def year(item: Item) -> str:
    """The year issued, with its letter; "" if none."""
    issued = item.get("issued")
    found = dates.year(issued)
    return f"{found}{text(item, 'year-suffix')}" if found else ""


def address(item: Item) -> str:
    """The DOI as an address, else the URL."""
    doi = text(item, "DOI")
    return f"https://doi.org/{doi}" if doi else text(item, "URL")


def pages(item: Item, dash: str = "-") -> str:
    """The pages with the style's dash."""
    return re.sub(r"(?<=\w)-(?=\w)", dash, text(item, "page"))


def kind(item: Item) -> str:
    """The genre, where a reader should see it ("NICE guideline NG220", "Press release")."""
    genre = (
        f"{text(item, 'genre')} {text(item, 'number')}".strip() if item.get("type") == "report" else text(item, "genre")
    )
    return "" if genre == "Clinical trial registration" or item.get("type") in ("thesis", "article") else genre


def is_web(item: Item) -> bool:
    """Is it set as a web page?"""
    return item.get("type") in ("webpage", "post", "post-weblog", "pamphlet") or (
        item.get("type") == "document" and "URL" in item
    )


def is_part(item: Item) -> bool:
    """Is it a part of a book?"""
    return item.get("type") in ("chapter", "paper-conference", "entry", "entry-encyclopedia", "entry-dictionary")


def is_article(item: Item) -> bool:
    """Is it set as an article of a periodical?"""
    return str(item.get("type", "")).startswith(("article", "review"))
