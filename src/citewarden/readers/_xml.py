"""XML from strangers: parsed without network, outside files or entity definitions."""

from __future__ import annotations

import html
import re

from lxml import etree

from citewarden.errors import InputError
from citewarden.readers import _limits
from citewarden.text import doctype
from citewarden.text.decoding import decode

_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.:-]+)["']""")
_PROLOG = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][\w.-]*);")
_XML_OWN = ("amp", "lt", "gt", "quot", "apos")


def source_of(data: bytes, *, name: str) -> str:
    """The decoded file, its encoding taken from the XML declaration where UTF-8 does not fit.

    Raises:
        InputError: the bytes are no text.
    """
    declared = _DECLARED.search(data[:300])
    return decode(data, name=name, declared=declared[1].decode("ascii") if declared else "")


def ascii_of(head: bytes) -> bytes:
    """The first bytes of a file so that ASCII can be looked for in them, be it UTF-8, UTF-16 or UTF-32."""
    return head.replace(b"\x00", b"")


def parsed(source: str, *, name: str) -> etree._Element:
    """The root of `source`. Its DOCTYPE is dropped unread; HTML's named characters are known, no others.

    Raises:
        InputError: not well-formed, too many tags, or it declares entities of its own (a way to blow up readers).
    """

    def spelled_out(match: re.Match[str]) -> str:
        if match[1] in _XML_OWN:
            return match[0]
        char = html.unescape(match[0])
        return f"&amp;{match[1]};" if char == match[0] else char

    _limits.hold(source, "<", _limits.TAGS, name)
    body = _without_doctype(_PROLOG.sub(lambda m: "\n" * m[0].count("\n"), source, count=1), name)
    body = _ENTITY.sub(spelled_out, body)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(body.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        reason = str(error.msg or error).split(", line")[0]
        raise InputError(f"not well-formed XML ({reason})", where=f"{name}:{line}", remedy="mend the file") from error


def _without_doctype(source: str, name: str) -> str:
    """`source` without its DOCTYPE, on the same lines."""
    found = doctype.find(source)
    if found is None:
        return source
    if found.entity >= 0:
        line = source.count("\n", 0, found.entity) + 1
        raise InputError(
            "the file declares entities of its own, which are not expanded",
            where=f"{name}:{line}",
            remedy="save it with the characters themselves",
        )
    lines = "\n" * source.count("\n", found.start, found.end)
    return source[: found.start] + lines + source[found.end :]
