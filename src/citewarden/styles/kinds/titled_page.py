"""Pages under their title, then whose they are: "Diabetes. World Health Organization. April 5, 2023. https://..."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known
from citewarden.styles.kinds.corporate_author import is_body
from citewarden.text import names

SIGNS = ("accessed", "updated", "reviewed", "published", "http", "retrieved")
YIELDS = True

_STOP = re.compile(
    r"(?:(?<=[Vv]itamin\s[A-Z]\.)|(?<=epatitis\s[A-Z]\.)|(?<=nfluenza\s[A-Z]\.)|(?<!\b[A-Z]\.)(?<!\bSt\.)(?<=[.?!]))\s+"
)
_AUTHOR = re.compile(
    r"(?!Vitamin|Hepatitis|Influenza|Coenzyme)[A-ZÀ-Þ][\w'’-]{1,60}(?:\s[A-ZÀ-Þ][\w'’-]{1,60})?,?\s(?:[A-Z]{1,3}|(?:[A-Z]\.[\s-]?){1,3})[.,;\s]"
)
_DATED = re.compile(
    r"(?:(?:Last|Page)\s(?:last\s)?)?(?:[Pp]ublished|[Uu]pdated|[Rr]eviewed|[Rr]evised|[Mm]odified|[Aa]ccessed"
    r"|[Rr]etrieved|[Ee]dited|[Pp]osted|[Cc]reated)\b|https?:|www\.|(?:19|20)\d\d\b|\d{1,2}\s[A-Z][a-z]{2,8}\s(?:19|20)\d\d"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d"
)
_HOUSE = re.compile(
    r"\b(?:University|School|Hospitals?|Clinic|Library|Medicine|Health(?:care)?|Medical\sCent(?:er|re))\b"
)
_SITES = frozenset(
    ["Wikipedia", "WebMD", "Healthline", "MedlinePlus", "Medscape", "Britannica", "KidsHealth", "Verywell Health"]
)
_SMALL = frozenset(["of", "for", "and", "the", "on", "in", "at"])
_PERSON = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*\s){1,3}[A-ZÀ-Þ][\w'’-]+\.\Z")
"""Words written large, as a person's: "Jane Roe."."""
_SITE = re.compile(r"\w*[a-z][A-Z]\w*\.|(?:The\s)?[A-Z]{2,5}\.\Z")
"""A site by its name, which stands in front of titles: "MedlinePlus", "NHS"."""


def read(raw: str) -> Known | None:
    """The title and whose site it stands on, where the first names nobody and the second surely does."""
    parts = [] if _AUTHOR.match(raw) else _sentences(raw)
    if not 2 <= len(parts) <= 3 or any(raw[start] in '([“"' for start, _ in parts[1:]):
        return None
    first, *others = (raw[start:end] for start, end in parts)
    if (
        _is_house(first[:-1])
        or _SITE.match(first)
        or names.is_foreign_body(first)
        or re.search(r"[\[\]:;]\s|\[", first)
    ):
        return None
    if len(parts) == 3 and _PERSON.match(first):
        return None
    if re.search(r"[”\"]\s", first):
        return None
    title, house, *site = parts
    if site and not _is_house(others[0][:-1]):
        title, house, site = (title[0], house[1]), parts[2], []
    if not _is_house(raw[slice(*house)].rstrip(".")) or raw[house[1] - 1] != ".":
        return None
    end = title[1] - (raw[title[1] - 1] == ".")
    fields = [("title", title[0], end), ("publisher" if site else "booktitle", house[0], house[1] - 1)]
    fields += [("booktitle", start, stop - 1) for start, stop in site]
    return Known(tuple(fields), "webpage", drops=frozenset({"author", "title", "booktitle", "journal", "publisher"}),
                 unless=frozenset({"volume", "page"}))  # fmt: skip


def _sentences(raw: str) -> list[tuple[int, int]]:
    """Where the sentences stand that come before the first date or address; [] where there is none, or too many."""
    out: list[tuple[int, int]] = []
    at = 0
    for stop in _STOP.finditer(raw, 0, 400):
        out.append((at, stop.start()))
        at = stop.end()
        if _DATED.match(raw, at):
            return out
        if len(out) == 3:
            break
    return []


def _is_house(words: str) -> bool:
    """Whether words name an organisation, each written large, as titles of pages seldom are."""
    if words in _SITES:
        return True
    parted = words.replace(",", "").split()
    large = all(word[0].isupper() or word in _SMALL or not word[0].isalpha() for word in parted)
    return is_body(words) or (
        not re.search(r"\d", words) and len(parted) > 1 and large and _HOUSE.search(words) is not None
    )
