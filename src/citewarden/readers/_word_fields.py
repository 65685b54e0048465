"""Live citations in Word files: the fields of Zotero, Mendeley, EndNote and of Word itself, and the data they carry.

A field's code says what is cited and its result what is printed. Zotero and Mendeley keep each work's CSL-JSON item in
the code, EndNote its own record there or in the field's data, Word only a tag of a source in `customXml`.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from citewarden.errors import InputError
from citewarden.readers._xml import parsed

_LINK = re.compile(r'HYPERLINK\s+(?:"(?P<url>[^"]*)"\s*)?(?:\\l\s+"(?P<anchor>[^"]+)")?')
_NOTE = re.compile(r"\s*NOTEREF\s+(\S+)")
_CITES = re.compile(
    r"CSL_CITATION|\bEN\.CITE\b|^\s*CITATION\s|CitaviPlaceholder|REFMGR\.CITE|PAPERS2_CITATIONS|\bRW\.CITE|PROCITE",
    re.I,
)
_LISTS = re.compile(
    r"CSL_BIBLIOGRAPHY|ZOTERO_BIBL|EN\.REFLIST|^\s*BIBLIOGRAPHY\b|CitaviBibliography|REFMGR\.REFLIST|RW\.BIB", re.I
)
_LOCATORS = {
    "page": "p.",
    "chapter": "ch.",
    "section": "sec.",
    "paragraph": "para.",
    "figure": "fig.",
    "table": "table",
}
_ENDNOTE_TYPES = {"17": "article-journal", "6": "book", "5": "chapter", "27": "report", "12": "webpage", "32": "thesis"}
_WORD_TYPES = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine", "Book": "book",
    "BookSection": "chapter", "Report": "report", "InternetSite": "webpage", "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "webpage", "ConferenceProceedings": "paper-conference",
}  # fmt: skip
_SOURCES = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_FIELD = "a citation field in the Word file"


@dataclass(slots=True)
class Field:
    """A field that is open: its code so far, the data beside it, and where its result begins (-1 before that)."""

    code: str = ""
    data: str = ""
    start: int = -1

    @property
    def prints(self) -> str:
        """What its result is: "works" (the list of them), "contents" (of the document, or an index), or ""."""
        if self.start < 0:
            return ""
        if _LISTS.search(self.code):
            return "works"
        return "contents" if self.code.lstrip().startswith(("TOC", "INDEX")) else ""

    @property
    def cites(self) -> bool:
        """Whether it cites works."""
        return _CITES.search(self.code) is not None and not _LISTS.search(self.code)

    @property
    def target(self) -> str:
        """The address it links to, "" if it is no link."""
        link = _LINK.search(self.code)
        if not link:
            return ""
        anchor = f"#{link['anchor']}" if link["anchor"] else ""
        return (link["url"] or "") + anchor

    @property
    def note(self) -> str:
        """The bookmark of the note whose mark it repeats, "" if it repeats none."""
        match = _NOTE.match(self.code)
        return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class Cited:
    """One work that a field cites: what tells it from others, its CSL item ({} if the file holds none), the place."""

    identity: str
    csl: Mapping[str, Any] = field(default_factory=dict)
    locator: str = ""


def cited(live: Field, sources: Mapping[str, Mapping[str, Any]]) -> list[Cited]:
    """The works that a citing field names, in its order; [] if its code was not understood.

    `sources` are Word's own, by tag.
    """
    code = live.code
    if "CSL_CITATION" in code:
        return list(_csl_items(code.partition("CSL_CITATION")[2]))
    if re.search(r"\bEN\.CITE\b", code):
        return list(_endnote(code[code.find("<EndNote") :] if "<EndNote" in code else _unpacked(live.data)))
    if re.match(r"\s*CITATION\s", code):
        return list(_word(code, sources))
    return []


def control(tag: str) -> list[Cited]:
    """The works that a content control of Mendeley Cite names by its tag, [] if it is none."""
    name, _, data = tag.partition("_v3_")
    if not name.startswith("MENDELEY_CITATION"):
        return []
    try:
        return list(_csl_items(base64.b64decode(data + "=" * (-len(data) % 4)).decode("utf-8")))
    except (binascii.Error, ValueError):
        return []


def _csl_items(text: str) -> Iterator[Cited]:
    try:
        found, _ = json.JSONDecoder().raw_decode(text.strip())
        items = found.get("citationItems") or []
    except (ValueError, AttributeError, RecursionError):
        return
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        csl = item.get("itemData")
        csl = csl if isinstance(csl, dict) else {}
        uris = item.get("uris") or item.get("uri") or []
        identity = str(uris[0]) if isinstance(uris, list) and uris else str(item.get("id") or csl.get("id") or "")
        locator = str(item.get("locator") or "")
        if locator:
            locator = f"{_LOCATORS.get(str(item.get('label') or 'page'), '')} {locator}".strip()
        if identity or csl:
            yield Cited(identity or str(csl.get("title")), csl, locator)


def _unpacked(data: str) -> str:
    """The EndNote XML that a field's data holds in base 64."""
    try:
        text = base64.b64decode("".join(data.split())).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
    return text[text.find("<EndNote") :].rstrip("\x00") if "<EndNote" in text else ""


def _endnote(text: str) -> Iterator[Cited]:
    end = text.find("</EndNote>")
    try:
        root = parsed(text[: end + 10], name=_FIELD) if end > 0 else None
    except InputError:
        root = None
    for cite in root.iter("Cite") if root is not None else ():
        record = cite.find("record")
        csl = _endnote_item(record) if record is not None else {}
        if not csl:
            csl = {"author": [{"literal": _said(cite, "Author")}], "issued": _said(cite, "Year")}
        pages = _said(cite, "Pages")
        identity = _said(cite, "RecNum") or json.dumps(csl, sort_keys=True)
        yield Cited(identity, csl, f"p. {pages}" if pages else "")


def _endnote_item(record: etree._Element) -> dict[str, Any]:
    kind = _said(record, "ref-type")
    journal = _said(record, "titles/secondary-title") or _said(record, "periodical/full-title")
    item: dict[str, Any] = {
        "type": _ENDNOTE_TYPES.get(kind, "article-journal" if journal else "document"),
        "author": [_name(_words(a)) for a in record.iterfind("contributors/authors/author")],
        "title": _said(record, "titles/title"),
        "container-title": journal,
        "issued": _said(record, "dates/year"),
        "volume": _said(record, "volume"),
        "issue": _said(record, "number"),
        "page": _said(record, "pages"),
        "DOI": _said(record, "electronic-resource-num"),
        "PMID": _said(record, "accession-num") if _said(record, "accession-num").isdigit() else "",
        "publisher": _said(record, "publisher"),
        "URL": _said(record, "urls/related-urls/url"),
    }
    return {name: value for name, value in item.items() if value}


def _word(code: str, sources: Mapping[str, Mapping[str, Any]]) -> Iterator[Cited]:
    """ "CITATION Smi10 \\l 1033 \\p 23 \\m Jon11": tags, each with its pages."""
    for part in re.split(r"\\m\s+", re.sub(r"\A\s*CITATION\s+", "", code)):
        tag = part.split()[0].strip('"') if part.split() else ""
        page = re.search(r"\\p\s+\"?([^\"\\]+)", part)
        if tag:
            yield Cited(tag, sources.get(tag, {}), f"p. {page[1].strip()}" if page else "")


def word_sources(package: zipfile.ZipFile) -> dict[str, Mapping[str, Any]]:
    """Word's own list of sources, by tag: `customXml/item*.xml` of the bibliography namespace."""
    out: dict[str, Mapping[str, Any]] = {}
    for name in sorted(package.namelist()):
        if not re.fullmatch(r"customXml/item\d+\.xml", name):
            continue
        data = package.read(name)
        if b"officeDocument/2006/bibliography" not in data and b"b\x00i\x00b\x00l\x00i\x00o" not in data:
            continue
        try:
            root = parsed(data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"), name=name)
        except (InputError, UnicodeDecodeError):
            continue
        for source in root.iter(f"{_SOURCES}Source"):
            tag = source.findtext(f"{_SOURCES}Tag") or ""
            if tag:
                out[tag] = _word_item(source)
    return out


def _word_item(source: etree._Element) -> dict[str, Any]:
    def said(name: str) -> str:
        return " ".join((source.findtext(f"{_SOURCES}{name}") or "").split())

    people = [
        {"family": _part(p, "Last"), "given": f"{_part(p, 'First')} {_part(p, 'Middle')}".strip()}
        for p in source.iterfind(f"{_SOURCES}Author/{_SOURCES}Author/{_SOURCES}NameList/{_SOURCES}Person")
    ]
    body = source.findtext(f"{_SOURCES}Author/{_SOURCES}Author/{_SOURCES}Corporate")
    item: dict[str, Any] = {
        "type": _WORD_TYPES.get(said("SourceType"), "document"),
        "author": people or ([{"literal": body.strip()}] if body else []),
        "title": said("Title"),
        "container-title": said("JournalName")
        or said("PeriodicalTitle")
        or said("InternetSiteTitle")
        or said("BookTitle"),
        "issued": _date(said("Year"), said("Month"), said("Day")) or said("Year"),
        "volume": said("Volume"),
        "issue": said("Issue"),
        "page": said("Pages"),
        "publisher": said("Publisher"),
        "publisher-place": said("City"),
        "edition": said("Edition"),
        "DOI": said("DOI") or (said("StandardNumber") if said("StandardNumber").startswith("10.") else ""),
        "URL": said("URL"),
        "accessed": _date(said("YearAccessed"), said("MonthAccessed"), said("DayAccessed")),
    }
    return {name: value for name, value in item.items() if value}


def _date(*parts: str) -> dict[str, Any]:
    """A CSL date of the leading parts that are figures, {} if the year is none."""
    known: list[int] = []
    for part in parts:
        if not part.isdecimal():
            break
        known.append(int(part))
    return {"date-parts": [known]} if known else {}


def _part(person: etree._Element, name: str) -> str:
    return (person.findtext(f"{_SOURCES}{name}") or "").strip()


def _name(printed: str) -> dict[str, str]:
    family, comma, given = printed.partition(",")
    return (
        {"family": family.strip(), "given": given.strip()}
        if comma and given.strip()
        else {"literal": printed.strip(", ")}
    )


def _said(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return _words(found) if found is not None else ""


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
