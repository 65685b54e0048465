"""Does the source of a page break off in the middle, as where the program that writes it died?

HTML need not be closed, and old pages often are not: an end that is missing says nothing by itself. A page that says
anywhere that it ends is whole. Else it is cut if it stops inside a tag, a comment or a script, in the middle of a
sentence while places that must be closed are open, or before its `main` part or article is closed.
"""

from __future__ import annotations

import re

LARGE = 500_000
"""Bytes from which a page may be one that was not read to its end."""
_PLACES = (b"main", b"article")
_BOXES = (*_PLACES, b"div", b"section", b"table")
_STOPS = tuple(mark.encode() for mark in '.!?…:;)"”»。！？।؟')
_IN_TAG = re.compile(rb"</?[a-z!][^>]*\Z")
_LONGEST_TAG = 20_000


def breaks_off(body: bytes, *, hardly_any: bool) -> bool:
    """Does a page break off in the middle? `hardly_any`: it has next to no text, and so any open place will do."""
    if len(body) >= LARGE:
        return False
    low = body.lower().rstrip()
    if b"</html" in low or b"</body" in low or (b"<html" not in low and b"<body" not in low):
        return False
    last = low.rfind(b"<")
    if len(low) - last < _LONGEST_TAG and _IN_TAG.match(low, last):
        return True
    if low.rfind(b"<!--") > low.rfind(b"-->") or low.rfind(b"<script") > low.rfind(b"</script"):
        return True
    if _open(low, _PLACES):
        return True
    in_sentence = not low.endswith((b">", *_STOPS))
    return (in_sentence or hardly_any) and _open(low, _BOXES)


def _open(low: bytes, names: tuple[bytes, ...]) -> bool:
    """Is one of these elements opened more often than closed?"""
    return any(low.count(b"<" + name) > low.count(b"</" + name) for name in names)
