"""EndNote's XML export: <xml><records><record>, with elements where its tagged export has signs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from citewarden.errors import InputError
from citewarden.text import doctype
from citewarden.text.bibliography import endnote
from citewarden.text.bibliography.items import Record

_TAGS = (
    ("A", "contributors/authors/author"),
    ("E", "contributors/secondary-authors/author"),
    ("T", "titles/title"),
    ("J", "periodical/full-title"),
    ("B", "titles/secondary-title"),
    ("V", "volume"),
    ("N", "number"),
    ("P", "pages"),
    ("7", "edition"),
    ("D", "dates/year"),
    ("8", "dates/pub-dates/date"),
    ("I", "publisher"),
    ("C", "pub-location"),
    ("@", "isbn"),
    ("R", "electronic-resource-num"),
    ("M", "accession-num"),
    ("W", "remote-database-name"),
    ("X", "abstract"),
    ("Z", "notes"),
    ("U", "urls/related-urls/url"),
    ("U", "urls/web-urls/url"),
    ("[", "access-date"),
    ("G", "language"),
    ("F", "label"),
    ("F", "rec-number"),
)
"""The tag of EndNote's tagged export, and the element that says the same."""
_XML = re.compile(r"\s*<")
_REMEDY = "export the references from EndNote as XML, or as RIS"


def records(text: str, where: str) -> Iterator[Record | InputError]:
    """The entries of a file in order. One that breaks off keeps what stands before.

    Raises:
        InputError: it is not EndNote's XML, or it declares entities of its own (a way to blow up readers).
    """
    declared = doctype.find(text)
    if declared and declared.entity >= 0:
        line = text.count("\n", 0, declared.entity) + 1
        raise InputError("declares entities of its own", where=f"{where}:{line}", remedy=_REMEDY)
    count = 0
    body = io.BytesIO(text.lstrip("\ufeff").encode("utf-8"))
    try:
        for _, element in etree.iterparse(
            body, tag="record", encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False
        ):
            parent = element.getparent()
            if parent is None or parent.tag != "records":
                continue
            count += 1
            line = int(element.sourceline or 1)
            yield endnote.record([*_rows(element), ("F", str(count))], f"{where}:{line}", line)
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        reason = str(error.msg or error).split(", line")[0]
        told = f"not well-formed XML ({reason})" if _XML.match(text) else "no XML"
        raise InputError(told, where=f"{where}:{error.lineno or 1}", remedy=_REMEDY) from error
    if not count:
        raise InputError("no EndNote record in it", where=f"{where}:1", remedy=_REMEDY)


def _rows(record: etree._Element) -> Iterator[tuple[str, str]]:
    """The fields of a record as tags and values; what is styled in parts is one value."""
    kind = record.find("ref-type")
    if kind is not None:
        yield "0", str(kind.get("name") or "")
    for tag, path in _TAGS:
        for element in record.iterfind(path):
            value = re.sub(r"\s+", " ", "".join(map(str, element.itertext()))).strip()
            if value:
                yield tag, value
