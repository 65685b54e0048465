"""A CSL item as one line of a reference list, ready to paste, in the list's own style.

Records of registries lack what the full AMA and APA forms ask for (places, days of access), so these two have short
forms here that leave missing things out; the other styles are set by `text.writers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citewarden.text import dates, names
from citewarden.text.pieces import cut_short
from citewarden.text.writers import WRITERS


def cited(item: Mapping[str, Any], style: str = "ama") -> str:
    """The item in the named style (a key of `WRITERS`; AMA if there is none such); missing fields are left out."""
    if style == "apa":
        return _apa(item)
    return _ama(item) if style in ("ama", "") or style not in WRITERS else WRITERS[style](item)


def _ama(item: Mapping[str, Any]) -> str:
    people = list(item.get("author") or item.get("editor") or [])
    parts = [names.listed(people, et_al=cut_short(item))] if people else []
    title = str(item.get("title") or "").rstrip(". ")
    journal = str(item.get("container-title-short") or item.get("container-title") or "")
    if item.get("type") in ("book", "report", "pamphlet", "standard", "thesis"):
        edition = str(item.get("edition") or "").rstrip(". ")
        parts.append(title + (f". {edition if 'ed' in edition else _ordinal(edition) + ' ed'}" if edition else ""))
        parts.append(f"{item.get('publisher') or journal}; {_year(item)}".strip("; "))
    elif journal:
        parts += [title, journal, _place(item)]
    else:
        when = dates.words(item.get("issued"))
        parts += [title, str(item.get("publisher") or ""), f"Published {when}" if when else ""]
    line = ". ".join(p.rstrip(".") for p in parts if p.strip(" ."))
    return f"{line}.{_located(item)}".replace("?.", "?").replace("!.", "!")


def _place(item: Mapping[str, Any]) -> str:
    """ "2014;6(3):5208"."""
    volume = str(item.get("volume") or "")
    issue = f"({item['issue']})" if item.get("issue") else ""
    page = str(item.get("page") or item.get("number") or "")
    numbers = f"{volume}{issue}" + (f":{page}" if page else "")
    return ";".join(p for p in (_year(item), numbers) if p)


def _apa(item: Mapping[str, Any]) -> str:
    people = list(item.get("author") or item.get("editor") or [])
    shown = [_inverted(n) for n in people[:20]]
    listed = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f", & {shown[-1]}" if shown else ""
    if shown and cut_short(item):
        listed = ", ".join(shown) + ", et al"
    year = _year(item) or "n.d."
    title = str(item.get("title") or "").rstrip(". ")
    journal = str(item.get("container-title") or "")
    issue = f"({item['issue']})" if item.get("issue") else ""
    page = str(item.get("page") or item.get("number") or "")
    where = ", ".join(p for p in (journal, f"{item.get('volume', '')}{issue}", page) if p) if journal else ""
    where = where or str(item.get("publisher") or "")
    line = ". ".join(p.rstrip(".") for p in (f"{listed} ({year})" if listed else f"{title} ({year})",
                                             title if listed else "", where) if p)  # fmt: skip
    return f"{line}.{_located(item, prefix='https://doi.org/')}".replace("?.", "?").replace("!.", "!")


def _inverted(name: Mapping[str, Any]) -> str:
    if "literal" in name:
        return str(name["literal"])
    given = " ".join(f"{c}." for c in names.initials(str(name.get("given") or "")))
    return ", ".join(p for p in (names.family(name), given) if p)


def _year(item: Mapping[str, Any]) -> str:
    year = dates.year(item.get("issued"))
    return str(year) if year else ""


def _located(item: Mapping[str, Any], prefix: str = "doi:") -> str:
    if item.get("DOI"):
        return f" {prefix}{item['DOI']}"
    if item.get("URL"):
        return f" {item['URL']}"
    return f" ISBN {item['ISBN']}." if item.get("ISBN") else ""


def _ordinal(number: str) -> str:
    if not number.isdecimal():
        return number
    ending = "th" if number[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return number + ending
