"""A sitemap, or an index of sitemaps (sitemaps.org), packed or not; also one of plain lines."""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.errors import InputError
from citewarden.sites import Ask, Fault, Listed, is_address, opened, why
from citewarden.sites._xml import elements, root_name, unpacked, words
from citewarden.text import addresses

MOST = 5_000
"""Sitemaps read of one index."""


def pages(source: str, ask: Ask) -> Iterator[Listed | Fault]:
    """The pages of a sitemap and of those it names; one that cannot be read is a fault, and the rest goes on."""
    inner: list[str] = []
    found: set[str] = set()
    yield from _read(source, opened(source, ask).body, inner, found)
    asked = {source}
    while due := [address for address in dict.fromkeys(inner) if address not in asked]:
        if len(asked) + len(due) > MOST:
            yield Fault(source, f"names more than {MOST:,} sitemaps", "listing")
            return
        asked.update(due)
        inner.clear()
        for address, answer in ask(due):
            if answer.ok:
                yield from _read(address, answer.body, inner, found)
            else:
                yield Fault(address, why(answer), "listing")


def _read(source: str, body: bytes, inner: list[str], found: set[str]) -> Iterator[Listed | Fault]:
    """The pages of one sitemap not `found` before; the sitemaps that it names go into `inner`."""
    try:
        data = unpacked(body)
        if not root_name(data):
            yield from _lines(source, data, found)
            return
        for element in elements(data, "url", "sitemap"):
            address = words(element, "loc")
            address = addresses.join(source, address) if address and is_address(source) else address
            if element.tag.rpartition("}")[2] == "sitemap":
                inner += [address] if address else []
            elif address not in found and address:
                found.add(address)
                yield Listed(address, words(element, "lastmod"))
    except InputError as error:
        yield Fault(source, str(error), "listing")


def _lines(source: str, data: bytes, found: set[str]) -> Iterator[Listed | Fault]:
    for line in data.decode("utf-8-sig", "replace").split():
        if not is_address(line):
            yield Fault(source, "neither XML nor a list of addresses", "listing")
            return
        if line not in found:
            found.add(line)
            yield Listed(line)
