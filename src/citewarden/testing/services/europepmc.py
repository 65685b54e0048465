"""Europe PMC REST: /search?query=..., /{PMCID}/fullTextXML."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from citewarden.testing.exchange import Reply, Request, as_json, as_text
from citewarden.testing.records import Record, Records, date_parts, initials, names
from citewarden.testing.search import all_words_in, best, journal_names, words
from citewarden.testing.services.pubmed import publication_types, reference_line

TYPES = {
    "retraction": ("Retraction in", "Retraction of"),
    "withdrawal": ("Retraction in", "Retraction of"),
    "retract_and_replace": ("Retracted and republished in", "Retracted and republished from"),
    "expression_of_concern": ("Expression of concern in", "Expression of concern for"),
    "correction": ("Erratum in", "Erratum for"),
    "erratum": ("Erratum in", "Erratum for"),
    "new_version": ("Update in", "Update of"),
    "comment": ("Comment in", "Comment on"),
}
"""Crossref notice type -> the words Europe PMC uses on the changed record and on the notice."""

_CLAUSE = re.compile(
    r'\b(DOI|EXT_ID|SRC|PMCID|PMID|TITLE|AUTH|JOURNAL|PUB_YEAR|VOLUME|PAGE_INFO)\s*:\s*("[^"]*"|\S+)', re.IGNORECASE
)


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as www.ebi.ac.uk/europepmc/webservices/rest."""
    full = re.fullmatch(r"/?(PMC\d+)/fullTextXML", request.path)
    if full:
        work = records.numbered("europepmc", "PMCID").get(full[1].lower())
        if work is None or not work.full_text:
            return as_text("", 404, media="text/html")
        return Reply(200, jats(work).encode(), "application/xml")
    if request.path.strip("/") == "search":
        return _search(request.fields, records)
    return as_text("", 404, media="text/html")


def _search(fields: dict[str, str], records: Records) -> Reply:
    query = fields.get("query", "")
    clauses = [(name.upper(), value.strip('"()')) for name, value in _CLAUSE.findall(query)]
    works = records.held_by("europepmc")
    if clauses and {name for name, _ in clauses} == {"DOI"}:
        works = records.found("europepmc", "DOI", (value for _, value in clauses))
    bare = re.sub(r"\b(AND|OR|NOT)\b|[()]", " ", _CLAUSE.sub(" ", query)).strip()
    either = " OR " in query and bool(clauses)
    judge = any if either else all
    found = [w for w in works if judge(_has(w, name, value) for name, value in clauses)] if clauses else works
    if bare:
        found = [w for _, w in best(found, bare, 100)] if not clauses else [w for w in found if all_words_in(w, bare)]
    if not query:
        found = []
    size = int(fields.get("pageSize", 25))
    core = fields.get("resultType", "lite") == "core"
    body = {
        "version": "6.9",
        "hitCount": len(found),
        "request": {"queryString": query, "resultType": fields.get("resultType", "lite"), "cursorMark": "*",
                    "pageSize": size, "sort": "", "synonym": False},
        "resultList": {"result": [_result(work, records, core) for work in found[:size]]},
    }  # fmt: skip
    return as_json(body, media="application/json;charset=UTF-8")


def _has(work: Record, name: str, value: str) -> bool:
    value = value.lower()
    if name == "DOI":
        return value == work.DOI
    if name in ("EXT_ID", "PMID"):
        return value in (work.PMID, _id(work).lower())
    if name == "SRC":
        return _source_code(work).lower() == value
    if name == "PMCID":
        return work.PMCID.lower() == value
    if name == "TITLE":
        return set(words(value)) <= set(words(work.title))
    if name == "AUTH":
        return any(words(value)[:1] == words(family)[:1] for family, _ in names(work.csl))
    if name == "JOURNAL":
        return words(value) in journal_names(work)
    if name == "PUB_YEAR":
        return work.year == value
    if name == "VOLUME":
        return str(work.csl.get("volume", "")) == value
    return str(work.csl.get("page", "")).startswith(value)


def _source_code(work: Record) -> str:
    return "MED" if work.PMID else "PPR" if work.csl.get("type") == "article" else "PMC"


def _id(work: Record) -> str:
    return work.PMID or work.PMCID or f"PPR{sum(map(ord, work.key)) + 900000}"


def _result(work: Record, records: Records, core: bool) -> dict[str, Any]:
    csl = work.as_held_by("europepmc")
    people = names(csl)
    issn = csl.get("ISSN", "")
    made: dict[str, Any] = {
        "id": _id(work),
        "source": _source_code(work),
        "title": f"{csl.get('title', '')}.",
        "authorString": ", ".join(f"{f} {initials(g)}".strip() for f, g in people) + ("." if people else ""),
        "pubYear": work.year,
        "isOpenAccess": "Y" if work.full_text else "N",
        "inEPMC": "Y" if work.full_text else "N",
        "inPMC": "Y" if work.PMCID else "N",
        "hasPDF": "Y" if work.full_text else "N",
        "hasBook": "N",
        "citedByCount": 0,
    }
    made |= {name: value for name, value in (("pmid", work.PMID), ("pmcid", work.PMCID), ("doi", work.DOI)) if value}
    pages = csl.get("page") or csl.get("number")
    if pages:
        made["pageInfo"] = str(pages)
    if not core:
        made["journalTitle"] = csl.get("container-title-short", "")
        return made | {"journalVolume": csl.get("volume", ""), "issue": csl.get("issue", "")}
    if csl.get("container-title"):
        made["journalInfo"] = {
            "issue": csl.get("issue", ""),
            "volume": csl.get("volume", ""),
            "yearOfPublication": int(work.year or 0),
            "printPublicationDate": "-".join(f"{p:02d}" for p in (*date_parts(csl), 1, 1)[:3]),
            "journal": {"title": csl["container-title"], "issn": issn,
                        "medlineAbbreviation": csl.get("container-title-short", ""),
                        "isoabbreviation": csl.get("container-title-short", "")},
        }  # fmt: skip
    made["authorList"] = {"author": [
        {"fullName": f"{f} {initials(g)}".strip(), "firstName": g, "lastName": f, "initials": initials(g)}
        if g else {"collectiveName": f} for f, g in people
    ]}  # fmt: skip
    if work.abstract:
        made["abstractText"] = "".join(f"<h4>{h}</h4>{t}" if h else t for h, t in work.abstract)
    kinds = publication_types(work, records) if work.PMID else ["Preprint"]
    made["pubTypeList"] = {"pubType": kinds}
    if work.mesh:
        made["meshHeadingList"] = {"meshHeading": [{"majorTopic_YN": "N", "descriptorName": m} for m in work.mesh]}
    comments = _comments(work, records)
    if comments:
        made["commentCorrectionList"] = {"commentCorrection": comments}
    return made


def _comments(work: Record, records: Records) -> list[dict[str, Any]]:
    rows: list[tuple[str, Record | None, str]] = []
    for place, changes in ((0, records.changes_to(work, "europepmc")), (1, records.changes_by(work, "europepmc"))):
        for notice in changes:
            if notice.type in TYPES:
                other = records.by_key.get(notice.by if place == 0 else notice.of)
                rows.append((TYPES[notice.type][place], other, reference_line(other, notice).rstrip(".")))
    for name, others in work.relations.items():
        rows += [("Preprint of", records.by_key.get(other), "") for other in others if name == "is-preprint-of"]
    rows += [
        ("Preprint in", preprint, "")
        for preprint in records.works
        if any(records.by_key.get(o) is work for o in preprint.relations.get("is-preprint-of", ()))
    ]
    made = []
    for order, (kind, other, reference) in enumerate(rows, 1):
        row = {"reference": reference, "type": kind, "orderIn": order}
        known = {"id": _id(other), "source": _source_code(other)} if other else {}
        made.append(known | row)
    return made


def jats(work: Record) -> str:
    """The full text of a work as JATS."""
    csl = {k: escape(v) if isinstance(v, str) else v for k, v in work.csl.items()}
    people = "".join(
        f'<contrib contrib-type="author"><name><surname>{escape(f)}</surname><given-names>{escape(g)}</given-names>'
        "</name></contrib>" for f, g in names(csl)
    )  # fmt: skip
    abstract = "".join(
        f"<sec><title>{escape(h)}</title><p>{escape(t)}</p></sec>" if h else f"<p>{escape(t)}</p>"
        for h, t in work.abstract
    )
    sections = "".join(
        f'<sec id="sec{n}"><title>{escape(title)}</title>{"".join(f"<p>{escape(p)}</p>" for p in paragraphs)}</sec>'
        for n, (title, paragraphs) in enumerate(work.full_text, 1)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
<front><journal-meta><journal-title-group><journal-title>{csl.get("container-title", "")}</journal-title>\
</journal-title-group></journal-meta>
<article-meta><article-id pub-id-type="pmid">{work.PMID}</article-id>\
<article-id pub-id-type="pmc">{work.PMCID.removeprefix("PMC")}</article-id>\
<article-id pub-id-type="doi">{escape(work.DOI)}</article-id>
<title-group><article-title>{csl.get("title", "")}</article-title></title-group>
<contrib-group>{people}</contrib-group>
<pub-date pub-type="ppub"><year>{work.year}</year></pub-date>
<volume>{csl.get("volume", "")}</volume><issue>{csl.get("issue", "")}</issue>
<abstract>{abstract}</abstract></article-meta></front>
<body>{sections}</body>
</article>"""
