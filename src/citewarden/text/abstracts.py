"""What PubMed and Europe PMC answer about a work's abstract and design, as plain sections.

PubMed EFetch XML (DTD pubmed_250101): `AbstractText@Label`, `PublicationType`, `MeshHeading`. Europe PMC search JSON
(resultType=core): `abstractText` (HTML with `<h4>` labels), `pubTypeList`, `meshHeadingList`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from citewarden.text import doctype
from citewarden.text.design import design_of

_HEADED = re.compile(r"<h4[^>]*>(.*?)</h4>", re.S | re.I)
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Abstract:
    """`sections` are (label, text) in printed order; `design` as in `Passage.design`; ids "" when unknown."""

    sections: tuple[tuple[str, str], ...] = ()
    design: Mapping[str, Any] = field(default_factory=dict)
    PMID: str = ""
    PMCID: str = ""
    DOI: str = ""


def plain(text: str) -> str:
    """`text` without mark-up and with single spaces."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", text))).strip()


def from_europepmc(payload: bytes | str, *, DOI: str = "", PMID: str = "") -> Abstract | None:
    """The abstract of a Europe PMC core answer; None when it is not such an answer or holds no (other) work."""
    try:
        results = json.loads(payload).get("resultList", {}).get("result", [])
    except (ValueError, AttributeError, RecursionError):
        return None
    for hit in results if isinstance(results, list) else []:
        if not isinstance(hit, dict):
            continue
        if DOI and str(hit.get("doi", "")).lower() != DOI.lower() and (not PMID or str(hit.get("pmid", "")) != PMID):
            continue
        if not DOI and PMID and str(hit.get("pmid", "")) != PMID:
            continue
        text = str(hit.get("abstractText") or "")
        parts = _HEADED.split(text)
        sections = [("", plain(parts[0]))] + [
            (plain(label), plain(body)) for label, body in zip(parts[1::2], parts[2::2], strict=False)
        ]
        kept = tuple((label, body) for label, body in sections if body)
        mesh = [
            str(m.get("descriptorName", "")) for m in _at(hit, "meshHeadingList", "meshHeading") if isinstance(m, dict)
        ]
        types = [str(t) for t in _at(hit, "pubTypeList", "pubType")]
        words = str(hit.get("title", "")) + " " + " ".join(body for _, body in kept)
        return Abstract(
            sections=kept,
            design=design_of(types, mesh, words),
            PMID=str(hit.get("pmid") or ""),
            PMCID=str(hit.get("pmcid") or ""),
            DOI=str(hit.get("doi") or "").lower(),
        )
    return None


def from_pubmed(payload: bytes | str) -> Abstract | None:
    """The abstract of the first record of an EFetch answer; None when it is not one."""
    data = payload.encode() if isinstance(payload, str) else payload
    try:
        root = ElementTree.fromstring(doctype.without(data))
    except (ElementTree.ParseError, ValueError):
        return None
    record = next((e for e in root.iter() if e.tag in ("PubmedArticle", "PubmedBookArticle")), None)
    if record is None:
        return None
    sections = []
    abstract = next(record.iter("Abstract"), None)
    for node in abstract.iter("AbstractText") if abstract is not None else ():
        body = _SPACE.sub(" ", "".join(node.itertext())).strip()
        if body:
            sections.append((node.get("Label", "").strip().capitalize(), body))
    mesh = [(node.text or "").strip() for node in record.iter("DescriptorName")]
    types = [(node.text or "").strip() for node in record.iter("PublicationType")]
    title = next(("".join(n.itertext()) for n in record.iter("ArticleTitle")), "")
    ids: dict[str, str] = {}
    for group in record.findall("./PubmedData/ArticleIdList") or record.findall("./PubmedBookData/ArticleIdList"):
        for node in group:
            ids.setdefault(node.get("IdType", ""), (node.text or "").strip())
    return Abstract(
        sections=tuple(sections),
        design=design_of(types, mesh, title + " " + " ".join(body for _, body in sections)),
        PMID=ids.get("pubmed", ""),
        PMCID=ids.get("pmc", ""),
        DOI=ids.get("doi", "").lower(),
    )


def _at(data: Mapping[str, Any], *path: str) -> Sequence[Any]:
    value: Any = data
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value if isinstance(value, list) else [value] if value else []
