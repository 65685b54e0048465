"""XML that a site wrote: parsed without outside files, and packed or not."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from citewarden.errors import InputError

LARGEST = 200_000_000
"""Bytes a packed file may unpack to: sitemaps hold at most 50 MB."""
_NAME = re.compile(rb"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_CONTROLS = bytes(n for n in range(32) if n not in (0, 9, 10, 13))
"""What no XML may hold and exports hold all the same."""


def root_name(head: bytes) -> str:
    """The name of the root element without its prefix, "" where there is none."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    while text.startswith((b"<!", b"<?")):
        close = b"-->" if text.startswith(b"<!--") else b"?>" if text.startswith(b"<?") else b">"
        text = text.partition(close)[2].lstrip()
    name = _NAME.match(text)
    return name[2].decode("ascii", "replace") if name else ""


def unpacked(data: bytes, *, whole: bool = True) -> bytes:
    """`data`, unpacked if it is gzip; of one that is not `whole`, its beginning.

    Raises:
        InputError: it is broken, or unpacks to more than `LARGEST`.
    """
    if data[:2] != b"\x1f\x8b":
        return data
    engine = zlib.decompressobj(31)
    try:
        made = engine.decompress(data, LARGEST)
    except zlib.error as error:
        raise InputError(f"a broken gzip file ({error})") from error
    if whole and (engine.unconsumed_tail or not engine.eof):
        raise InputError("a gzip file that breaks off or is too large")
    return made


def elements(data: bytes, *names: str) -> Iterator[etree._Element]:
    """The elements of those names (without namespace), each freed once it was used.

    Raises:
        InputError: the XML is broken; what stands before the break was given.
    """
    wanted = [f"{{*}}{name}" for name in names]
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.translate(None, _CONTROLS)
    try:
        for _, element in etree.iterparse(
            BytesIO(data.lstrip()), tag=wanted, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        ):
            yield element
            element.clear()
            parent = element.getparent()  # none of the root, which comments may stand before
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise InputError(f"the XML is broken ({error.msg})") from error


def words(element: etree._Element, name: str) -> str:
    """The text of a child by its name without namespace, "" where it has none."""
    child = element.find(f"{{*}}{name}")
    return "".join(map(str, child.itertext())).strip() if child is not None else ""
