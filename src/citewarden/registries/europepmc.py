"""Europe PMC (https://europepmc.org/RestfulWebService): PubMed's records, preprints and books, with PMCID and notices.

Lists may be a lone object when there is one hit, and publication types come in lower case or as one string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from citewarden.model import Notice, Service
from citewarden.registries._capabilities import FullText, Lookup, Query, Search
from citewarden.registries._kinds import kind, title_notices
from citewarden.registries._record import Record, disclosed, distinct, listed, loads, mapping, only, plain
from citewarden.text import csl, dates, fulltext, identifiers, names

SERVICES = (
    Service(
        "europepmc", "Europe PMC", "https://www.ebi.ac.uk/europepmc/webservices/rest",
        "search, identifiers, notices, abstracts, open full texts", rate=5,
    ),
)  # fmt: skip

BATCH = 25
"""Identifiers a query."""


def url(base: str, query: str, *, rows: int = 5) -> str:
    """Where the records for a query are."""
    fields = {"query": query, "format": "json", "resultType": "core", "pageSize": rows}
    return f"{base}/search?{urlencode(fields)}"


def query(*, doi: str = "", pmid: str = "", pmcid: str = "", title: str = "", author: str = "") -> str:
    """A query in Europe PMC's language."""
    if doi:
        return f'DOI:"{doi}"'
    if pmid:
        return f"EXT_ID:{pmid} AND SRC:MED"
    if pmcid:
        return f"PMCID:{pmcid}"
    words = " ".join(re.findall(r"\w+(?:['’-]\w+)*", title))
    return " AND ".join(p for p in (f'TITLE:"{words}"' if words else "", f'AUTH:"{author}"' if author else "") if p)


def batch_url(base: str, dois: Sequence[str]) -> str:
    """Where the records of up to `BATCH` DOIs are."""
    return url(base, " OR ".join(query(doi=doi) for doi in dois), rows=4 * len(dois))


def split(payload: bytes) -> dict[str, bytes]:
    """The records of an answer by DOI in normal form; MEDLINE's before others of the same DOI."""
    out: dict[str, bytes] = {}
    for item in sorted(_items(payload), key=lambda item: item.get("source") != "MED"):
        doi = identifiers.doi(str(item.get("doi", "")))
        if doi:
            out.setdefault(doi, json.dumps({"resultList": {"result": [item]}}).encode())
    return out


def parse(payload: bytes) -> list[Record]:
    """The records of an answer, best first."""
    return [_record(item) for item in _items(payload)]


def _items(payload: bytes) -> list[Mapping[str, Any]]:
    data = mapping(loads(payload), "a Europe PMC answer")
    if "errMsg" in data or "errCode" in data:
        raise ValueError(f"Europe PMC refused the question: {plain(data.get('errMsg') or data.get('errCode'))}")
    found = mapping(data.get("resultList"), "a Europe PMC result list").get("result")
    return [item for item in listed(found) if isinstance(item, Mapping)]


def _record(item: Mapping[str, Any]) -> Record:
    journal = item.get("journalInfo") if isinstance(item.get("journalInfo"), Mapping) else {}
    inner = journal.get("journal") if isinstance(journal, Mapping) else {}
    inner = inner if isinstance(inner, Mapping) else {}
    book = item.get("bookOrReportDetails") if isinstance(item.get("bookOrReportDetails"), Mapping) else {}
    source = str(item.get("source", ""))
    issued = dates.from_iso(plain(journal.get("printPublicationDate") if journal else "")) or dates.from_iso(
        plain(item.get("firstPublicationDate"))
    )
    year = plain(item.get("pubYear") or (journal or {}).get("yearOfPublication"))
    if year.isdecimal() and (not issued or issued["date-parts"][0][0] != int(year)):
        issued = {"date-parts": [[int(year)]]}
    made = {
        "type": "article" if source == "PPR" else "book" if book else "article-journal",
        "title": plain(item.get("title")).rstrip("."),
        "author": _authors(item),
        "container-title": plain(inner.get("title")),
        "container-title-short": plain(inner.get("isoabbreviation") or inner.get("medlineAbbreviation")),
        "issued": issued,
        "volume": plain((journal or {}).get("volume")),
        "issue": plain((journal or {}).get("issue")),
        "page": plain(item.get("pageInfo")),
        "publisher": plain((book or {}).get("publisher")),
        "ISBN": identifiers.isbn(plain((book or {}).get("isbn13") or (book or {}).get("isbn10"))),
        "ISSN": plain(inner.get("issn") or inner.get("essn")),
        "abstract": plain(item.get("abstractText")),
        "DOI": identifiers.doi(plain(item.get("doi"))),
        "PMID": plain(item.get("pmid")),
        "PMCID": identifiers.pmcid(plain(item.get("pmcid"))),
        "custom": disclosed(_agencies(item)),
    }
    record = csl.clean({k: v for k, v in made.items() if v})
    return Record("europepmc", f"{source}:{item.get('id', '')}", record, distinct(_notices(item, source, record)))


def _agencies(item: Mapping[str, Any]) -> Iterator[Any]:
    box = item.get("grantsList")
    grants = listed(box.get("grant")) if isinstance(box, Mapping) else []
    return (grant.get("agency") for grant in grants if isinstance(grant, Mapping))


def _authors(item: Mapping[str, Any]) -> list[dict[str, str]]:
    box = item.get("authorList")
    people = listed(box.get("author")) if isinstance(box, Mapping) else []
    out = []
    for person in people:
        if not isinstance(person, Mapping):
            continue
        family = plain(person.get("lastName"))
        given = plain(person.get("firstName") or person.get("initials"))
        if family:
            out.append({"family": family, "given": given} if given else {"family": family})
        elif person.get("collectiveName") or person.get("fullName"):
            out.append({"literal": plain(person.get("collectiveName") or person.get("fullName"))})
    return out or list(names.parse(plain(item.get("authorString")).rstrip(".")).names)


def _notices(item: Mapping[str, Any], source: str, record: Mapping[str, Any]) -> list[Notice]:
    box = item.get("commentCorrectionList")
    out: list[Notice] = []
    for row in listed(box.get("commentCorrection")) if isinstance(box, Mapping) else []:
        if isinstance(row, Mapping):
            out += _correction(row, source)
    types = item.get("pubTypeList")
    kinds = {plain(t).lower() for t in listed(types.get("pubType"))} if isinstance(types, Mapping) else set()
    if "retracted publication" in kinds and not any(n.type in ("retraction", "retract_and_replace") for n in out):
        out.append(Notice("", "retraction", "europepmc", 'publication type "Retracted Publication"'))
    own = kinds & {"retraction of publication", "published erratum", "expression of concern", "retraction notice"}
    if own and not any(n.type == "is_notice" for n in out):
        out.append(Notice("", "is_notice", "europepmc", min(own)))
    if not any(n.type in ("is_notice", "retraction", "withdrawal", "removal") for n in out):
        out += title_notices(str(record.get("title", "")), "europepmc")
    return out


def _correction(row: Mapping[str, Any], source: str) -> list[Notice]:
    """One row, "Retraction in" or "Preprint of"; letters' case and spaces vary."""
    folded = re.sub(r"\s+", " ", plain(row.get("type")).lower())
    stem, _, way = folded.rpartition(" ")
    where, number = plain(row.get("source")), plain(row.get("id"))
    pmid = number if where in ("MED", "") and number.isdigit() else ""
    told = plain(row.get("reference"))
    doi = identifiers.doi(told) or identifiers.doi(number)
    when = dates.to_iso(dates.parse(re.sub(r"doi:.*", "", told)))
    note = plain(f"{told} {plain(row.get('note'))}")
    if way in ("of", "for") and stem in ("retraction", "partial retraction", "erratum", "expression of concern"):
        return [Notice("", "is_notice", "europepmc", stem, doi, pmid, _address(pmid), note=note)]
    found = ""
    if folded == "preprint of" or (source == "PPR" and folded == "update in"):
        found = "published_version"
    elif way == "in" and stem not in ("comment", "republished", "summary for patients", "reprint", "cited"):
        found = {"update": "new_version"}.get(stem) or kind(stem)
    if found in ("", "unknown"):
        return []
    renewed = found in ("published_version", "new_version", "retract_and_replace", "correct_and_republish")
    replacement = {k: v for k, v in (("PMID", pmid), ("DOI", doi)) if v} if renewed else {}
    return [
        Notice(
            "",
            found,
            "europepmc",
            folded.capitalize(),
            doi,
            pmid,
            _address(pmid),
            when,
            note=note,
            replacement=replacement,
        )
    ]


def _address(pmid: str) -> str:
    return f"https://europepmc.org/article/MED/{pmid}" if pmid else ""


def _question(base: str, asked: Query) -> str:
    return url(base, query(title=asked.title)) if asked.title and not asked.is_book else ""


def _full_text_url(base: str, pmcid: str) -> str:
    return f"{base}/{pmcid}/fullTextXML"


def _page(pmcid: str) -> str:
    return f"https://europepmc.org/article/PMC/{pmcid.removeprefix('PMC')}"


SEARCH = Search(_question, parse, turn=20)
NOTICES = Lookup("DOI", batch_url, only(parse), split, BATCH)
FULL_TEXT = FullText("PMCID", _full_text_url, fulltext.paragraphs, _page)
