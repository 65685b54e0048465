"""PubMed E-utilities (https://www.ncbi.nlm.nih.gov/books/NBK25501/): records, notices and citation matching.

In `CommentsCorrections` a type ending in "In" says that another record changed this one; "Of" and "For" say that this
record is itself the notice. "Cites" and comments are everywhere and mean nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from citewarden.model import Notice, Service
from citewarden.registries._capabilities import Lookup, Query, Search
from citewarden.registries._kinds import title_notices
from citewarden.registries._record import Record, disclosed, distinct, listed, loads, mapping, only, plain
from citewarden.text import csl, dates, doctype, identifiers, names

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SERVICES = (
    Service(
        "pubmed", "PubMed", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
        "records by PubMed number, journal place and title, notices, abstracts",
        tool="tool", mail="email", key="api_key", rate_with_key=10, key_buys="ten questions a second instead of three",
    ),
)  # fmt: skip

BATCH = 200
"""PMIDs a call."""

CITATIONS = 25
"""Citations an ECitMatch call."""

DOIS = 25
"""DOIs a search: the address stays under the 8 kB that servers take."""

_CHANGED = {
    "retractionin": "retraction",
    "partialretractionin": "partial_retraction",
    "retractedandrepublishedin": "retract_and_replace",
    "correctedandrepublishedin": "correct_and_republish",
    "expressionofconcernin": "expression_of_concern",
    "erratumin": "erratum",
    "updatein": "new_version",
}
_IS_NOTICE = {
    "retractionof": "retraction of publication",
    "partialretractionof": "partial retraction",
    "erratumfor": "published erratum",
    "expressionofconcernfor": "expression of concern",
}
_NOTICE_TYPES = ("retraction of publication", "retraction notice", "published erratum", "expression of concern")


def url(base: str, pmids: Sequence[str]) -> str:
    """Where the full records of up to `BATCH` PMIDs are (XML)."""
    return f"{base}/efetch.fcgi?{urlencode({'db': 'pubmed', 'id': ','.join(pmids), 'retmode': 'xml'}, safe=',')}"


def search_url(base: str, term: str, *, rows: int = 5) -> str:
    """Where the PMIDs for a query are."""
    fields = {"db": "pubmed", "term": term, "retmax": rows, "retmode": "json"}
    return f"{base}/esearch.fcgi?{urlencode(fields)}"


def term(*, title: str = "", author: str = "", year: str = "", dois: Sequence[str] = ()) -> str:
    """A query in PubMed's language; characters that it would read as operators are left out."""
    if dois:
        return " OR ".join(f'"{doi}"[aid]' for doi in dois)
    words = " ".join(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", title))
    parts = [f"{words}[Title]" if words else "", f"{author}[Author]" if author else "", f"{year}[pdat]" if year else ""]
    return " AND ".join(part for part in parts if part)


def match_url(base: str, lines: Sequence[str]) -> str:
    """Where ECitMatch answers up to `CITATIONS` lines of `match_line`."""
    fields = {"db": "pubmed", "retmode": "xml", "bdata": "\r".join(lines)}
    return f"{base}/ecitmatch.cgi?{urlencode(fields, safe='|')}"


def match_line(reference: Mapping[str, Any], key: str) -> str:
    """`reference` (CSL) as an ECitMatch line "journal|year|volume|first page|author|key|"; "" if it says too little.

    A journal and two of year, volume and page are what the service needs to mean anything.
    """
    journal = str(reference.get("container-title-short") or reference.get("container-title") or "")
    year = str(dates.year(reference.get("issued")) or "")
    volume, page = str(reference.get("volume") or ""), csl.first_page(reference)
    authors = reference.get("author") or []
    author = names.display(authors[0]) if authors else ""
    if not journal or not page or not (year or volume):
        return ""
    cells = [re.sub(r"[|\r\n]", " ", cell).strip() for cell in (journal, year, volume, page, author, key)]
    return "|".join(cells) + "|"


def parse_match(payload: bytes) -> dict[str, str]:
    """Key -> PMID of an ECitMatch answer; keys answered NOT_FOUND or AMBIGUOUS, and lines left out, are missing.

    The service finds by journal, volume and page alone and answers with a PMID also where author and year disagree:
    every hit must be held against its record.

    Raises:
        ValueError: no line repeats a question.
    """
    rows = [line.split("|") for line in payload.decode("utf-8", "replace").splitlines()]
    rows = [cells for cells in rows if len(cells) >= 7]
    if not rows:
        raise ValueError("not an ECitMatch answer")
    return {c[-2].strip(): c[-1].strip().lstrip("0") for c in rows if c[-1].strip().isdecimal()}


def parse_search(payload: bytes) -> list[str]:
    """The PMIDs of a search, best first.

    Raises:
        ValueError: the service reports an error.
    """
    result = mapping(mapping(loads(payload), "an ESearch answer").get("esearchresult"), "an ESearch result")
    if "ERROR" in result:
        raise ValueError(f"PubMed refused the question: {plain(result['ERROR'])}")
    if "idlist" not in result:
        raise ValueError("an ESearch result without list")
    return [str(pmid) for pmid in listed(result.get("idlist"))]


def split(payload: bytes) -> dict[str, bytes]:
    """The records of an EFetch answer by PMID, each a small document of its own.

    Raises:
        ValueError: the payload is no PubMed record set.
    """
    from lxml import etree

    out = {}
    for article in _articles(payload):
        pmid = article.findtext(".//MedlineCitation/PMID") or article.findtext("./BookDocument/PMID") or ""
        if pmid:
            out[pmid.strip()] = (
                b"<PubmedArticleSet>" + etree.tostring(article, with_tail=False) + b"</PubmedArticleSet>"
            )
    return out


def parse(payload: bytes) -> list[Record]:
    """The records of an EFetch answer (`PubmedArticle` and `PubmedBookArticle`), in its order.

    Raises:
        ValueError: the payload is no PubMed record set.
    """
    return [_book(a) if a.tag == "PubmedBookArticle" else _article(a) for a in _articles(payload)]


def _articles(payload: bytes) -> list[Element]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(doctype.without(payload), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not PubMed XML: {str(error)[:80]}") from error
    if root.tag == "MedlineCitationSet":
        return list(root.iter("MedlineCitation"))
    if root.tag not in ("PubmedArticleSet", "PubmedBookArticleSet"):
        raise ValueError(f"not a PubMed record set: <{root.tag}>")
    return [node for node in root if node.tag in ("PubmedArticle", "PubmedBookArticle")]


def _article(node: Element) -> Record:
    citation = node if node.tag == "MedlineCitation" else node.find("MedlineCitation")
    if citation is None:
        raise ValueError("a PubMed article without citation")
    pmid = (citation.findtext("PMID") or "").strip()
    article = citation.find("Article")
    types = [_text(t).lower() for t in citation.iterfind(".//PublicationType")]
    made: dict[str, Any] = {"type": "article" if "preprint" in types else "article-journal", "PMID": pmid}
    if article is not None:
        journal = article.find("Journal")
        title = _text(article.find("ArticleTitle"))
        made |= {
            "title": re.sub(r"^\[(.*?)\]?\.?$", r"\1", title) if title.startswith("[") else title.rstrip("."),
            "original-title": _text(article.find("VernacularTitle")).rstrip("."),
            "author": [n for n in map(_name, article.iterfind("AuthorList/Author")) if n],
            "container-title": _text(journal.find("Title")) if journal is not None else "",
            "container-title-short": _text(journal.find("ISOAbbreviation")) if journal is not None else "",
            "ISSN": _text(article.find("Journal/ISSN")),
            "volume": _text(article.find("Journal/JournalIssue/Volume")),
            "issue": _text(article.find("Journal/JournalIssue/Issue")),
            "issued": _date(article.find("Journal/JournalIssue/PubDate")) or _date(article.find("ArticleDate")),
            "page": _pages(article),
            "language": _text(article.find("Language")),
            "abstract": "\n".join(
                f"{part.get('Label')}: {_text(part)}" if part.get("Label") else _text(part)
                for part in article.iterfind("Abstract/AbstractText")
            ),
            "custom": disclosed(
                (_text(agency) for agency in article.iterfind("GrantList/Grant/Agency")),
                _text(citation.find("CoiStatement")),
            ),
        }
    short = _text(citation.find("MedlineJournalInfo/MedlineTA"))
    if short:
        made["container-title-short"] = short
    for where in ("PubmedData/ArticleIdList/ArticleId", "MedlineCitation/Article/ELocationID", "Article/ELocationID"):
        for identifier in node.iterfind(where):
            sort, value = identifier.get("IdType") or identifier.get("EIdType"), _text(identifier)
            if sort == "doi":
                made.setdefault("DOI", identifiers.doi(value))
            elif sort == "pmc":
                made.setdefault("PMCID", identifiers.pmcid(value))
            elif sort == "pii" and not made.get("page"):
                made.setdefault("number", value)
    record = csl.clean({k: v for k, v in made.items() if v})
    return Record("pubmed", pmid, record, distinct(_notices(citation, types, str(record.get("title", "")))))


def _notices(citation: Element, types: Sequence[str], title: str) -> list[Notice]:
    out = []
    preprint = "preprint" in types
    for row in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        out += _correction(
            row.get("RefType", ""),
            _text(row.find("RefSource")),
            _text(row.find("PMID")),
            _text(row.find("Note")),
            preprint,
        )
    return out + _typed(types, title, out)


def _typed(types: Sequence[str], title: str, known: Sequence[Notice]) -> list[Notice]:
    """What publication types and the title say beyond the notices already known."""
    have = {n.type for n in known}
    out = []
    if "retracted publication" in types and not have & {"retraction", "retract_and_replace", "partial_retraction"}:
        out.append(Notice("", "retraction", "pubmed", 'publication type "Retracted Publication"'))
    for name in _NOTICE_TYPES:
        if name in types and "is_notice" not in have:
            out.append(Notice("", "is_notice", "pubmed", name))
            break
    if "is_notice" not in have and not out and not have & {"retraction", "withdrawal", "removal"}:
        out += title_notices(title, "pubmed")
    return out


def _correction(sort: str, source: str, pmid: str, note: str, preprint: bool) -> list[Notice]:
    """One row of the corrections list; comments, citations and what else does not change a work give nothing."""
    folded = re.sub(r"[^a-z]", "", sort.lower())
    if folded in _IS_NOTICE:
        return [Notice("", "is_notice", "pubmed", _IS_NOTICE[folded], identifiers.doi(source), pmid, _address(pmid))]
    found = _CHANGED.get(folded, "")
    if not found:
        return []
    if found == "new_version" and preprint:
        found = "published_version"
    doi, when = identifiers.doi(source), dates.to_iso(dates.parse(re.sub(r"doi:.*", "", source)))
    renewed = found in ("retract_and_replace", "correct_and_republish", "new_version", "published_version")
    replacement = {k: v for k, v in (("PMID", pmid), ("DOI", doi), ("title", "")) if v} if renewed else {}
    label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", sort.replace("edand", "ed and")).capitalize()
    return [
        Notice(
            "",
            found,
            "pubmed",
            label,
            doi,
            pmid,
            _address(pmid),
            when,
            note=plain(f"{source} {note}"),
            replacement=replacement,
        )
    ]


def _address(pmid: str) -> str:
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else ""


def _book(node: Element) -> Record:
    document = node.find("BookDocument")
    if document is None:
        raise ValueError("a PubMed book without document")
    book = document.find("Book")
    pmid = _text(document.find("PMID"))
    chapter, whole = _text(document.find("ArticleTitle")), _text(book.find("BookTitle") if book is not None else None)
    editors = document.findall("Book/AuthorList[@Type='editors']/Author")
    revised = _date(document.find("DateRevised")) or _date(document.find("ContributionDate"))
    accession = next((_text(i) for i in document.iterfind("ArticleIdList/ArticleId[@IdType='bookaccession']")), "")
    made = {
        "type": "chapter" if chapter else "book",
        "title": (chapter or whole).rstrip("."),
        "container-title": whole if chapter else "",
        "author": [n for n in map(_name, document.iterfind("AuthorList/Author")) if n],
        "editor": [n for n in map(_name, editors) if n],
        "publisher": _text(document.find("Book/Publisher/PublisherName")),
        "publisher-place": _text(document.find("Book/Publisher/PublisherLocation")),
        "edition": _text(document.find("Book/Edition")),
        "ISBN": identifiers.isbn(_text(document.find("Book/Isbn"))),
        "issued": revised or _date(document.find("Book/PubDate")),
        "original-date": _date(document.find("ContributionDate")),
        "PMID": pmid,
        "abstract": "\n".join(_text(part) for part in document.iterfind("Abstract/AbstractText")),
        "URL": f"https://www.ncbi.nlm.nih.gov/books/{accession}/" if accession else "",
    }
    return Record("pubmed", pmid, csl.clean({k: v for k, v in made.items() if v}))


def _name(node: Element) -> dict[str, str]:
    if node.find("CollectiveName") is not None:
        return {"literal": _text(node.find("CollectiveName"))}
    family = _text(node.find("LastName"))
    made = {"family": family, "given": _text(node.find("ForeName")) or _text(node.find("Initials"))}
    made["suffix"] = _text(node.find("Suffix"))
    return {k: v for k, v in made.items() if v} if family else {}


def _pages(article: Element) -> str:
    start, end = _text(article.find("Pagination/StartPage")), _text(article.find("Pagination/EndPage"))
    printed = _text(article.find("Pagination/MedlinePgn"))
    return printed or ("-".join(p for p in (start, end) if p))


def _date(node: Element | None) -> dict[str, Any]:
    """A date element; free text ("2009 Sep-Oct") is read as printed."""
    if node is None:
        return {}
    free = _text(node.find("MedlineDate"))
    if free:
        return dates.parse(free)
    parts = [_text(node.find(part)) for part in ("Year", "Month", "Day")]
    if all(p.isdecimal() for p in parts if p):
        numbers = [int(p) for p in parts if p]
        return {"date-parts": [numbers]} if numbers else {}
    return dates.parse(" ".join(parts).strip())


def _text(node: Element | None) -> str:
    return "" if node is None else re.sub(r"\s+", " ", "".join(map(str, node.itertext()))).strip()


def _question(base: str, query: Query) -> str:
    return search_url(base, term(title=query.title, author=query.author)) if query.title and not query.is_book else ""


RECORDS = Lookup("PMID", url, only(parse), split, BATCH)
SEARCH = Search(_question, parse_search, records=RECORDS, turn=30)
