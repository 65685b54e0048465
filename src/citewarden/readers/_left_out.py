"""What a page of HTML holds besides what is read of it, for the net: parts that were left out, attributes, data of
scripts. What leads to other pages is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from citewarden.readers import _net
from citewarden.readers._markup import local, select, tags

_LINES = tags("li p dd dt td th h1 h2 h3 h4 h5 h6 blockquote pre text option div")
_WORDLESS = tags("script style head nav math audio video menu search progress meter")
_AROUND = tags(
    "nav navbar navigation menu breadcrumb breadcrumbs share sharing social related recirc newsletter cookie cookies"
    " consent advert advertisement ad ads promo promotion sponsored comments comment subscribe subscription toc pager"
    " pagination trending navbox catlinks recommended recommendations"
)
"""What parts of a page are called that lead to other pages."""
_WORDED = (
    "//body//@*[string-length() > 40 and contains(normalize-space(), ' ') and not("
    + " or ".join(
        f"name()='{name}'" for name in ("href", "src", "srcset", "style", "class", "d", "sizes", "data-srcset")
    )
    + ")]"
)
"""Attributes that may hold a sentence."""


def parts(elements: Iterable[etree._Element]) -> Iterator[tuple[str, str]]:
    """(words, place) of each line of the elements that may hold something of the article's own."""
    for element in elements:
        names = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if local(element) in _WORDLESS or not _AROUND.isdisjoint(re.findall(r"[a-z]+", names)):
            continue
        for link in select(element, ".//@href[contains(., '10.') or contains(., 'pubmed')]"):
            yield str(link), f"line {element.sourceline}"
        inner = [e for e in element.iter(*_LINES) if next(e.iterdescendants(*_LINES), None) is None]
        for part in inner or [element]:
            yield " ".join(map(str, part.itertext())), f"line {part.sourceline}"


def attributes(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(words, place) of the sentences that attributes hold."""
    for value in select(root, _WORDED):
        yield from _net.paragraphs(str(value), f"line {value.getparent().sourceline}")


def data(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(words, place) of the data from which scripts may fill in the page."""
    for script in root.iter("script"):
        if "json" in (script.get("type") or "") or script.get("id") == "__NEXT_DATA__":
            for words in re.split(r"(?<!\\)\"", script.text or ""):
                yield words, f"line {script.sourceline}"
