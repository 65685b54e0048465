"""A folder of HTML files: what a generator of static sites made, or a copy of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from citewarden.errors import InputError
from citewarden.folders import walk
from citewarden.readers.html import SUFFIXES
from citewarden.sites import Ask, Fault, Listed, is_address

_LINK = re.compile(rb"<link\b[^>]{0,2000}>", re.IGNORECASE)
_CANONICAL = re.compile(rb"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


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
    for link in _LINK.findall(page[:200_000]):
        href = _HREF.search(link) if _CANONICAL.search(link) else None
        if href:
            return (href[1] or href[2] or href[3] or b"").decode("utf-8", "replace").replace("&amp;", "&").strip()
    return ""
