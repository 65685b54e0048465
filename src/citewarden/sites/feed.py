"""An RSS or Atom feed: the addresses of a site's newest articles. What it says of them itself is often an extract."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from citewarden.errors import InputError
from citewarden.sites import Ask, Fault, Listed, is_address, opened
from citewarden.sites._xml import elements, unpacked, words
from citewarden.text import addresses


def pages(source: str, ask: Ask) -> Iterator[Listed | Fault]:
    """The pages of a feed."""
    found = set()
    try:
        for item in elements(unpacked(opened(source, ask).body), "item", "entry"):
            address = _address(item, source if is_address(source) else "")
            if not address:
                yield Fault(source, f"an entry without an address ({words(item, 'title')[:80] or 'no title'})")
            elif address not in found:
                found.add(address)
                yield Listed(address, words(item, "updated") or words(item, "modified"))
    except InputError as error:
        if error.where:
            raise
        yield Fault(source, str(error), "listing")


def _address(item: etree._Element, base: str) -> str:
    """RSS has it as text, Atom as an attribute; an RSS guid is an address unless it says that it is none."""
    links = item.findall("{*}link")
    for link in links:
        if link.get("rel", "alternate") == "alternate" and (address := link.get("href") or (link.text or "").strip()):
            return addresses.join(base, address)
    guid = item.find("{*}guid")
    text = (guid.text or "").strip() if guid is not None and guid.get("isPermaLink", "true") == "true" else ""
    return text if is_address(text) else ""
