"""A folder of HTML files: what a generator of static sites made, or a copy of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from citewarden.errors import InputError
from citewarden.folders import walk
from citewarden.readers.html import SUFFIXES
from citewarden.sites import Ask, Fault, Listed, is_address

_CANONICAL = r"""[^>]{0,1000}?\brel\s?=\s?["']?canonical\b"""


def pages(source: str, ask: Ask) -> Iterator[Listed | Fault]:
    """The pages of a folder, by the address that each gives itself, else by its path."""
    folder = Path(source)
    if not folder.is_dir():
        raise InputError("no such folder", where=source, remedy="name a folder of HTML files")
    contents = walk(folder, lambda name: name.lower().endswith(SUFFIXES))
    yield from (Fault(str(error), "left out") for error in contents.unusable)
    found: set[str] = set()
    for path in contents.files:
        name = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Fault(str(path), f"cannot be read ({error.strerror})")
            continue
        address = canonical(data)
        if not is_address(address) or address in found:  # some generators give all pages the front page's address
            address = name
        found.add(address)
        yield Listed(address, held=data)


def canonical(page: bytes) -> str:
    """The address that an HTML page gives itself, "" if none."""
    return attribute(page, f"link(?={_CANONICAL})", "href")


def attribute(page: bytes, element: str, name: str) -> str:
    """The value of an attribute of the first such element near the beginning of a page, "" if none."""
    text = page[:200_000].decode("utf-8", "replace")
    pattern = (
        rf"""<{element}\b[^>]{{0,1000}}?\b{name}\s?=\s?(?:"([^"]{{0,4000}})"|'([^']{{0,4000}})'|([^\s>]{{1,4000}}))"""
    )
    found = re.search(pattern, text, re.IGNORECASE)
    return unescape(found[1] or found[2] or found[3] or "").strip() if found else ""
