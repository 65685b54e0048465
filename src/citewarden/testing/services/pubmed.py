"""PubMed E-utilities: esearch, efetch, ecitmatch, for pubmed, books and nlmcatalog.

The PubMed Article DTD's element order; "...In" on the changed record, "...Of"/"...For" on the notice; a plain 400 or an
"error" field where NCBI gives one; ECitMatch answers with a PMID though author or year disagree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from citewarden.testing.exchange import Reply, Request, as_json, as_text, as_xml
from citewarden.testing.records import NoticeRecord, Record, Records, date_parts, initials, names
from citewarden.testing.search import all_words_in, journal_names, words

REFTYPES = {
    "retraction": ("RetractionIn", "RetractionOf"),
    "withdrawal": ("RetractionIn", "RetractionOf"),
    "retract_and_replace": ("RetractedandRepublishedIn", "RetractedandRepublishedFrom"),
    "expression_of_concern": ("ExpressionOfConcernIn", "ExpressionOfConcernFor"),
    "correction": ("ErratumIn", "ErratumFor"),
    "erratum": ("ErratumIn", "ErratumFor"),
    "new_version": ("UpdateIn", "UpdateOf"),
    "comment": ("CommentIn", "CommentOn"),
}
"""Crossref notice type -> PubMed reference types, on the changed record and on the notice."""

_MARKS = {"retraction": "Retracted Publication", "withdrawal": "Retracted Publication"}
_UI = {
    "Journal Article": "D016428", "Review": "D016454", "Systematic Review": "D000078182", "Meta-Analysis": "D017418",
    "Randomized Controlled Trial": "D016449", "Observational Study": "D064888", "Case Reports": "D002363",
    "Retracted Publication": "D016441", "Retraction of Publication": "D016440", "Published Erratum": "D016425",
    "Expression of Concern": "D000075742", "Practice Guideline": "D017065", "Preprint": "D000076942",
    "Humans": "D006801", "Animals": "D000818", "Mice": "D051379",
}  # fmt: skip
_DOIS = re.compile(r'"[^"]*"\[aid\](?: OR "[^"]*"\[aid\])*')
_FIELDS = {
    "doi": "DOI", "aid": "DOI", "article identifier": "DOI", "pmid": "PMID", "uid": "PMID", "pmc": "PMCID",
    "pmcid": "PMCID", "isbn": "ISBN", "vi": "volume", "volume": "volume", "ip": "issue", "issue": "issue",
}  # fmt: skip


def answer(request: Request, records: Records, base: str) -> Reply:
    """Answer as eutils.ncbi.nlm.nih.gov/entrez/eutils."""
    tool = request.path.strip("/").removesuffix(".fcgi").removesuffix(".cgi")
    fields = request.fields
    if tool == "esearch":
        return _esearch(fields, records)
    if tool == "efetch":
        return _efetch(fields, records)
    if tool == "ecitmatch":
        return _ecitmatch(fields, records)
    return as_text("Not found", 404)


def _esearch(fields: dict[str, str], records: Records) -> Reply:
    term = fields.get("term", "")
    found = _search(term, _of(fields.get("db", "pubmed"), term, records))
    start, most = int(fields.get("retstart", 0)), int(fields.get("retmax", 20))
    ids = [work.PMID for work in found][start : start + most]
    quoted = f'"{term}"[All Fields]'
    if fields.get("retmode") != "json":
        listed = "".join(f"<Id>{i}</Id>\n" for i in ids)
        return as_xml(
            '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN"'
            ' "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
            f"<eSearchResult><Count>{len(found)}</Count><RetMax>{len(ids)}</RetMax><RetStart>{start}</RetStart>"
            f"<IdList>\n{listed}</IdList><TranslationSet/><QueryTranslation>{escape(quoted)}</QueryTranslation>"
            "</eSearchResult>"
        )
    result: dict[str, Any] = {
        "count": str(len(found)), "retmax": str(len(ids)), "retstart": str(start), "idlist": ids,
        "translationset": [], "querytranslation": quoted,
    }  # fmt: skip
    if not found:
        missing = {"phrasesnotfound": [term], "fieldsnotfound": []}
        result |= {"errorlist": missing, "warninglist": {"outputmessages": ["No items found."]}}
    return as_json({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})


def _of(database: str, term: str, records: Records) -> Sequence[Record]:
    """The works of a database; of a question for DOIs only those that have one of them."""
    held = records.held_by("pubmed")
    if _DOIS.fullmatch(term):
        held = records.found("pubmed", "DOI", re.findall(r'"([^"]*)"', term))
    if database == "books":
        return [work for work in held if work.csl.get("type") == "chapter"]
    if database == "nlmcatalog":
        return [work for work in held if work.csl.get("type") == "book"]
    return held


def _search(term: str, works: Sequence[Record]) -> list[Record]:
    """Works that satisfy `term`: clauses joined by AND, each of alternatives joined by OR."""
    clauses = [c.strip(" ()") for c in re.split(r"\s+AND\s+", term) if c.strip(" ()")]
    if not clauses:
        return []
    return [w for w in works if all(any(_has(w, a) for a in re.split(r"\s+OR\s+", c)) for c in clauses)]


def _has(work: Record, clause: str) -> bool:
    found = re.fullmatch(r"\(*(.*?)\s*\[([^\]]+)\]\)*", clause.strip())
    if not found:
        plain = clause.strip(' ()"')
        return bool(plain) and (plain.lower() in (work.DOI, work.PMID) or all_words_in(work, plain))
    text, tag = found[1].strip(' "()'), found[2].lower().partition(":")[0].strip()
    if tag in _FIELDS:
        return str(work.csl.get(_FIELDS[tag], "")).lower().removeprefix("pmc") == text.lower().removeprefix("pmc")
    if tag in ("ti", "title"):
        return set(words(text)) <= set(words(work.title))
    if tag in ("au", "author", "1au", "first author", "fau"):
        people = names(work.csl)[:1] if tag.startswith(("1", "first")) else names(work.csl)
        return any(words(text)[:1] == words(family)[:1] for family, _ in people)
    if tag in ("ta", "journal", "jour"):
        return words(text) in journal_names(work)
    if tag in ("dp", "pdat", "date - publication"):
        low, _, high = text.partition(":")
        return bool(work.year) and low[:4] <= work.year <= (high or low)[:4]
    if tag in ("pg", "pagination", "page"):
        return _first_page(work) == text.split("-")[0]
    return all_words_in(work, text)


def _first_page(work: Record) -> str:
    return re.split(r"[-–]", str(work.csl.get("page") or work.csl.get("number") or ""))[0]


def _efetch(fields: dict[str, str], records: Records) -> Reply:
    held = records.numbered("pubmed", "PMID")
    ids = [i for i in fields.get("id", "").replace(" ", "").split(",") if i]
    rows = "\n".join(_article(held[i], records) for i in ids if i in held)
    return as_xml(
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
        ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
        f"<PubmedArticleSet>\n{rows}\n</PubmedArticleSet>"
    )


def _article(work: Record, records: Records) -> str:
    if work.csl.get("type") == "chapter":
        return _book_article(work)
    csl = {k: escape(v) if isinstance(v, str) else v for k, v in work.as_held_by("pubmed").items()}
    date = "".join(
        f"<{tag}>{value}</{tag}>" for tag, value in zip(("Year", "Month", "Day"), _date_words(csl), strict=False)
    )
    start, _, end = str(csl.get("page") or csl.get("number", "")).partition("-")
    pages = f"<StartPage>{start}</StartPage>" + (f"<EndPage>{end}</EndPage>" if end else "")
    pages += f"<MedlinePgn>{csl.get('page') or csl.get('number', '')}</MedlinePgn>"
    doi = f'<ELocationID EIdType="doi" ValidYN="Y">{escape(work.DOI)}</ELocationID>' if work.DOI else ""
    types = "".join(
        f'<PublicationType UI="{_UI.get(t, "D000000")}">{escape(t)}</PublicationType>'
        for t in publication_types(work, records)
    )
    ids = [("pubmed", work.PMID), ("doi", work.DOI), ("pmc", work.PMCID)]
    listed = "".join(f'<ArticleId IdType="{kind}">{escape(value)}</ArticleId>' for kind, value in ids if value)
    mesh = "".join(
        f'<MeshHeading><DescriptorName UI="{_UI.get(m, "D000001")}" MajorTopicYN="N">{escape(m)}'
        "</DescriptorName></MeshHeading>"
        for m in work.mesh
    )
    return f"""<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Automated">
<PMID Version="1">{work.PMID}</PMID>
<Article PubModel="Print">
<Journal><ISSN IssnType="Print">{csl.get("ISSN", "0000-0000")}</ISSN>
<JournalIssue CitedMedium="Print">{_tag("Volume", csl.get("volume"))}{_tag("Issue", csl.get("issue"))}\
<PubDate>{date}</PubDate></JournalIssue>
<Title>{csl.get("container-title", "")}</Title>{_tag("ISOAbbreviation", csl.get("container-title-short"))}</Journal>
<ArticleTitle>{csl.get("title", "")}.</ArticleTitle>
<Pagination>{pages}</Pagination>
{doi}
{_abstract(work)}
<AuthorList CompleteYN="Y">{_authors(work)}</AuthorList>
<Language>eng</Language>
<PublicationTypeList>{types}</PublicationTypeList>
</Article>
<MedlineJournalInfo><Country>England</Country><MedlineTA>{csl.get("container-title-short", "")}</MedlineTA>\
</MedlineJournalInfo>
{_comments(work, records)}
{f"<MeshHeadingList>{mesh}</MeshHeadingList>" if mesh else ""}
</MedlineCitation>
<PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>{listed}</ArticleIdList></PubmedData>
</PubmedArticle>"""


def _book_article(work: Record) -> str:
    csl = {k: escape(v) if isinstance(v, str) else v for k, v in work.as_held_by("pubmed").items()}
    revised = zip(("Year", "Month", "Day"), (work.revised or work.year).split("-"), strict=False)
    date = "".join(f"<{tag}>{int(value):02d}</{tag}>" for tag, value in revised)
    return f"""<PubmedBookArticle><BookDocument>
<PMID Version="1">{work.PMID}</PMID>
<ArticleIdList><ArticleId IdType="bookaccession">{csl.get("number", "NBK900000")}</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>{csl.get("publisher", "Example Press")}</PublisherName></Publisher>
<BookTitle book="examplebook">{csl.get("container-title", "")}</BookTitle>
<PubDate><Year>{work.year}</Year></PubDate>{_tag("Edition", csl.get("edition"))}<Medium>Internet</Medium></Book>
<ArticleTitle book="examplebook" part="part">{csl.get("title", "")}</ArticleTitle>
<AuthorList Type="authors" CompleteYN="Y">{_authors(work)}</AuthorList>
{_abstract(work)}
<ContributionDate>{date}</ContributionDate><DateRevised>{date}</DateRevised>
</BookDocument></PubmedBookArticle>"""


def _abstract(work: Record) -> str:
    if not work.abstract:
        return ""
    parts = "".join(
        f'<AbstractText Label="{escape(h.upper())}" NlmCategory="{escape(h.upper())}">{escape(t)}</AbstractText>'
        if h
        else f"<AbstractText>{escape(t)}</AbstractText>"
        for h, t in work.abstract
    )
    return f"<Abstract>{parts}</Abstract>"


def _authors(work: Record) -> str:
    made = []
    for family, given in names(work.as_held_by("pubmed")):
        if given:
            made.append(
                f'<Author ValidYN="Y"><LastName>{escape(family)}</LastName><ForeName>{escape(given)}</ForeName>'
                f"<Initials>{initials(given)}</Initials></Author>"
            )
        else:
            made.append(f'<Author ValidYN="Y"><CollectiveName>{escape(family)}</CollectiveName></Author>')
    return "".join(made)


def _comments(work: Record, records: Records) -> str:
    rows = []
    for place, changes in ((0, records.changes_to(work, "pubmed")), (1, records.changes_by(work, "pubmed"))):
        for notice in changes:
            if notice.type not in REFTYPES and not notice.pubmed:
                continue
            kind = notice.pubmed + ("In" if place == 0 else "For") if notice.pubmed else REFTYPES[notice.type][place]
            other = records.by_key.get(notice.by if place == 0 else notice.of)
            pmid = f'<PMID Version="1">{other.PMID}</PMID>' if other and other.PMID else ""
            source = f"<RefSource>{escape(reference_line(other, notice))}</RefSource>"
            rows.append(
                f'<CommentsCorrections RefType="{kind}">{source}{pmid}'
                f"{_tag('Note', escape(notice.note))}</CommentsCorrections>"
            )
    return f"<CommentsCorrectionsList>{''.join(rows)}</CommentsCorrectionsList>" if rows else ""


def publication_types(work: Record, records: Records) -> list[str]:
    """PubMed's publication types of a work, its marks of retraction included."""
    marks = [_MARKS[n.type] for n in records.changes_to(work, "pubmed") if n.type in _MARKS]
    return list(dict.fromkeys([*(work.publication_types or ("Journal Article",)), *marks]))


def reference_line(other: Record | None, notice: NoticeRecord) -> str:
    """How PubMed prints the other record of a correction: journal, date, volume, pages, DOI."""
    if other is None:
        return notice.date[:4]
    csl = other.csl
    issue = f"({csl['issue']})" if csl.get("issue") else ""
    journal = csl.get("container-title-short") or csl.get("container-title", "")
    pages = csl.get("page") or csl.get("number", "")
    doi = f" doi: {other.DOI}." if other.DOI else ""
    return f"{journal}. {' '.join(_date_words(csl))};{csl.get('volume', '')}{issue}:{pages}.{doi}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _date_words(csl: Any) -> list[str]:
    parts = date_parts(csl)
    return [str(parts[0]), *(_MONTHS[m - 1] for m in parts[1:2]), *(str(d) for d in parts[2:3])] if parts else []


def _spaced(reftype: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", reftype).capitalize()


def _tag(name: str, value: Any) -> str:
    return f"<{name}>{value}</{name}>" if value else ""


def _ecitmatch(fields: dict[str, str], records: Records) -> Reply:
    lines = []
    for line in fields.get("bdata", "").replace("\n", "\r").split("\r"):
        if not line.strip():
            continue
        journal, year, volume, page, _author, _key = (*line.split("|"), "", "", "", "", "", "")[:6]
        hits = [w for w in records.held_by("pubmed") if _matches(w, journal, volume, page)]
        if len(hits) > 1:
            hits = [w for w in hits if not year or w.year == year] or hits
        verdict = (
            hits[0].PMID if len(hits) == 1
            else f"AMBIGUOUS {','.join(w.PMID for w in hits)}" if hits
            else "NOT_FOUND;INVALID_JOURNAL" if journal and not any(_journal(w, journal) for w in records.works)
            else "NOT_FOUND"
        )  # fmt: skip
        lines.append(f"{line.rstrip('|')}|{verdict}" if line.endswith("|") else f"{line}|{verdict}")
    return as_text("\n".join(lines) + "\n")


def _matches(work: Record, journal: str, volume: str, page: str) -> bool:
    same_volume = not volume or str(work.csl.get("volume", "")) == volume
    return _journal(work, journal) and same_volume and bool(page) and _first_page(work) == page


def _journal(work: Record, journal: str) -> bool:
    return words(journal) in journal_names(work)
