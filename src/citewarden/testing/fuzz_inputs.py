"""What odd inputs are made of: pieces of each format, a sound sample of each, values of wrong kinds."""

from __future__ import annotations

import json
from typing import Any

HEAD = "Sleep\n\nSome adults sleep badly [1].\n\n"
LIST = "\n\nReferences\n\n1. Vogt J. Sleep. J Sleep. 2010;3:4-9.\n"
WORDS = (
    "a ", "A. ", "1", "1. ", "2010", " 2010;3(2):4-9.", "doi:10.1000/a.1 ", "https://a.example/b ", "et al., ", "[1]",
    "(1-3)", "¹", "*", ", ", ";", ":", "\n", "\n\n", "References\n\n", "Vogt J, ", "van der ", "In: ", "PMID: 12 ",
    "Accessed 3 May 2020. ", "5 mg ", "\u200b", "\u202e", "\x1b[31m", "é", "😀", "\xa0", "\t", "“", "”", "&amp;", "–",
    "9" * 5_000,
)  # fmt: skip
TAGS = (
    "<p>", "</p>", "<div>", "</div>", "<ol>", "<li>", "</li>", "</ol>", "<h2>References</h2>", "<h2>", "</h2>", "<sup>",
    "</sup>", "<a href='#r1'>1</a>", "<p id='r1'>", "<table><tr><td>", "</td></tr></table>", "<section>", "</section>",
    "<details><summary>Sources</summary>", "</details>", "<nav>", "</nav>", "<aside>", "</aside>", "<dl><dt>", "<dd>",
    "<div class='references'>", "<cite>", "</cite>", "<!--", "-->", "<![CDATA[", "]]>", "<br>", "<h1>", "</h1>", "<q>",
)  # fmt: skip
MARKS = (
    "# ", "## References\n\n", "- ", "1. ", "> ", "`", "```\n", "[^1]", "[^1]: ", "[a](b)", "[@vogt2010]", "| a |\n",
    "|-|\n", "**", "_", "---\n", "{{< ref >}}", "<sup>1</sup>", "![", "](", "\\", "    ", "~~", "$", "{#id}", "[[a]]",
)  # fmt: skip
SCHOLARLY = (
    "<sec>", "</sec>", "<title>", "</title>", "<p>", "</p>", "<xref ref-type='bibr' rid='r1'>1</xref>", "<ref-list>",
    "</ref-list>", "<ref id='r1'>", "</ref>", "<mixed-citation>", "</mixed-citation>", "<element-citation>", "<year>",
    "</year>", "<name><surname>A</surname></name>", "<sup>", "</sup>", "<fn id='f'>", "</fn>", "<list>", "<list-item>",
)  # fmt: skip
OFFICE = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>a</w:t>", "<w:t>1. Vogt J. Sleep. 2010;3:4.</w:t>", "<w:tbl>", "<w:tr>",
    "<w:tc>", "</w:tc>", "</w:tr>", "</w:tbl>", "<w:del>", "</w:del>", "<w:fldChar w:fldCharType='begin'/>", "<w:br/>",
    "<w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {} </w:instrText>", "<w:fldChar w:fldCharType='end'/>", "<w:tab/>",
    "<w:footnoteReference w:id='1'/>", "<w:sym w:char='F061'/>",
    "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>",
)  # fmt: skip
SETTINGS = (
    "a: ", "- ", "\n", "  ", "{", "}", "[", "]", "&a ", "*a ", "!!python/object ", "2026-02-30", "null", "1e400", "~",
    '"', "'", "suppressions:\n", "sign_offs:\n", "as_of: ", "network: ", "timeout: ", "---\n", "|\n", ">", "#", "? ",
    "<<: ", "fingerprint: ", "0x1f", "é", ":", ",", "9" * 30, "\t", "!!bool ",
    "!!binary ", "!!set ", "!!omap ", "!!timestamp ", "!!int ", "!!float ", "!!str ", "!!null ", ".nan", ".inf",
    "9" * 5_000,
)  # fmt: skip
ENTRIES = (
    "@article{a,", "title = {", "}", "},\n", "author = ", '"', "#", "@string{", "@comment", "TY  - JOUR\n", "AU  - A\n",
    "ER  - \n", "PMID- 1\n", "TI  - ", "\n", "{\\'e}", "$", "\\", "year = 2010,", "\n\n", "%", "[", "{", ",",
    '"title": ',
)  # fmt: skip
RULES = ("User-agent: ", "*", "Disallow: ", "/", "$", "\n", "Crawl-delay: ", "1e9", "%", "é")
ROWS = (",", "|", "NOT_FOUND", '"', "\n", "Retraction", "10.1000/a", "1/2/2010", "+", ";")
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, float("inf"), "", " ", "a", "\u202e\x1b", "<b>x</b>", "2010-13-45", "10.1000/x",
    [], [None], [[None]], [[]], {}, {"a": None}, [[2010, 99, 99]], "9" * 400, "9" * 5_000, ["a", {"b": []}],
    "—", "2010", [5], {"name": 5}, -1.5,
)  # fmt: skip
WORK = {
    "DOI": "10.1000/a", "type": "journal-article", "title": ["Sleep"], "subtitle": [], "author": [{"family": "Vogt",
    "given": "J"}, {"name": "Group"}], "issued": {"date-parts": [[2010, 5]]}, "published": {"date-parts": [[2011]]},
    "container-title": ["J Sleep"], "volume": "3", "issue": "2", "page": "4-9", "ISBN": ["9780306406157"],
    "updated-by": [{"type": "retraction", "DOI": "10.1000/r", "updated": {"date-parts": [[2012]]}, "source": "x"}],
    "update-to": [{"type": "correction", "DOI": "10.1000/c", "label": "Correction"}], "abstract": "<jats:p>A.</jats:p>",
    "relation": {"is-preprint-of": [{"id": "10.1000/p", "id-type": "doi"}]}, "edition-number": "2",
}  # fmt: skip
ANSWERS: dict[str, Any] = {
    "crossref": {"status": "ok", "message": WORK},
    "crossref list": {"status": "ok", "message": {"total-results": 1, "items": [WORK]}},
    "datacite": {"data": {"id": "10.1000/a", "attributes": {
        "doi": "10.1000/a", "titles": [{"title": "Sleep"}], "creators": [{"familyName": "Vogt", "givenName": "J"}],
        "publicationYear": 2010, "publisher": "X", "types": {"citeproc": "article"}, "dates": [{"date": "2010"}],
        "relatedIdentifiers": [{"relationType": "IsObsoletedBy", "relatedIdentifier": "10.1000/b"}]}}},
    "doi.org": {
        "responseCode": 1, "handle": "10.1000/a", "values": [{"type": "URL", "data": {"value": "https://a.example"}}],
        "DOI": "10.1000/a", "title": "Sleep"},
    "europepmc": {"hitCount": 1, "resultList": {"result": [{
        "id": "1", "source": "MED", "pmid": "1", "doi": "10.1000/a", "title": "Sleep.", "pubYear": "2010",
        "authorList": {"author": [{"lastName": "Vogt", "initials": "J"}]}, "journalInfo": {"volume": "3",
        "journal": {"title": "J Sleep"}}, "pubTypeList": {"pubType": ["retracted publication"]},
        "commentCorrectionList": {"commentCorrection": [{"type": "Retraction in", "id": "2", "source": "MED"}]}}]}},
    "idconv": {"records": [{"pmid": "1", "pmcid": "PMC1", "doi": "10.1000/a"}]},
    "openalex": {
        "id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/a", "title": "Sleep",
        "publication_year": 2010, "is_retracted": True, "authorships": [{"author": {"display_name": "J Vogt"}}],
        "ids": {"pmid": "1"}, "biblio": {"volume": "3"}, "abstract_inverted_index": {"A": [0]},
        "locations": [{"pdf_url": "https://a.example/a.pdf", "is_oa": True}],
        "primary_location": {"source": {"display_name": "J Sleep"}}},
    "openalex list": {"results": [{"id": "https://openalex.org/W1", "title": "Sleep"}]},
    "openlibrary": {
        "docs": [{"key": "/works/OL1W", "title": "Sleep", "author_name": ["J Vogt"], "first_publish_year": 2010}],
        "entries": [{"key": "/books/OL1M", "title": "Sleep", "publish_date": "May 2010", "isbn_13": ["978030"]}],
        "key": "/books/OL1M", "title": "Sleep", "works": [{"key": "/works/OL1W"}], "authors": [{"name": "J Vogt"}]},
    "pubmed": {"esearchresult": {"count": "1", "idlist": ["1"]}},
    "unpaywall": {
        "doi": "10.1000/a", "is_oa": True, "message": "M",
        "best_oa_location": {"url_for_pdf": "https://a.example/a.pdf", "version": "x", "license": "cc-by"},
        "oa_locations": [{"url_for_pdf": "https://b.example/b", "version": "x"}, {"url_for_pdf": None}]},
    "wayback": {"archived_snapshots": {"closest": {
        "available": True, "url": "http://web.archive.org/web/20100503000000/http://a.example/",
        "timestamp": "20100503000000", "status": "200"}}},
    "wayback cdx": [
        ["timestamp", "original", "statuscode"], ["20100503000000", "http://a.example/", "200"],
        ["20120503000000", "http://a.example/b", "-"]],
    "wordpress": [{
        "id": 1, "link": "https://a.example/b", "date_gmt": "2010-05-03T00:00:00", "modified": "2011-01-01T00:00:00",
        "title": {"rendered": "Sleep &amp; rest"}, "content": {"rendered": "<p>Some adults.</p>", "protected": False},
        "meta": {"reviewed": "2010"}, "acf": [], "_embedded": {"author": [{"name": "J Vogt"}]},
        "yoast_head_json": {"schema": {"@graph": [{"@type": "MedicalWebPage", "lastReviewed": "2010-05-03"}]}}}],
}  # fmt: skip
"""A sound answer of each registry."""
PUBMED = (
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Sleep</ArticleTitle><Journal>"
    "<JournalIssue><Volume>3</Volume><PubDate><Year>2010</Year></PubDate></JournalIssue><Title>J</Title></Journal>"
    "<AuthorList><Author><LastName>Vogt</LastName></Author></AuthorList></Article><CommentsCorrectionsList>"
    "<CommentsCorrections RefType='RetractionIn'><PMID>2</PMID></CommentsCorrections></CommentsCorrectionsList>"
    "</MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
CSL = json.dumps(
    [{"id": "a", "type": "book", "title": "Sleep", "author": [{"family": "Vogt"}], "issued": {"date-parts": [[2010]]}}]
)
ZOTERO = json.dumps(
    [
        {
            "itemType": "book",
            "title": "Sleep",
            "creators": [{"creatorType": "author", "lastName": "Vogt"}],
            "date": "2010",
        }
    ]
)
FRONT = json.dumps(
    {
        "title": "Sleep", "lang": "en", "date": "2010-05-03", "lastReviewed": {"date": "2011-01-01", "name": "J Vogt"},
        "reviewer": [{"firstname": "J", "lastname": "Vogt"}], "reviewDue": 2012, "params": {"updated": "2010"},
        "bibliography": ["a.bib"], "doi": "10.1000/a", "references": json.loads(CSL),
    }
)  # fmt: skip
LINKED = json.dumps(
    {"@graph": [{
        "@type": ["MedicalWebPage"], "headline": "Sleep", "lastReviewed": "2010-05-03", "inLanguage": "en",
        "reviewedBy": {"@type": "Person", "name": "J Vogt"}, "author": [{"name": "A Poe"}], "url": "https://a.example/",
        "mainEntity": {"@type": "Article", "dateModified": "2011"}}]}
)  # fmt: skip
FIELD = json.dumps(
    {"citationItems": [{
        "id": 1, "uris": ["https://a.example/1"], "itemData": json.loads(CSL)[0], "locator": "4", "label": "page"}]}
)  # fmt: skip
ENDNOTE = (
    "<xml><records><record><ref-type name='Book'>6</ref-type><contributors><authors><author>Vogt, J</author></authors>"
    "</contributors><titles><title>Sleep</title></titles><dates><year>2010</year></dates></record></records></xml>"
)
TAGGED = "%0 Book\n%A Vogt, J\n%T Sleep\n%D 2010\n"
TOML = (
    "a = ",
    "[a]\n",
    "[[a]]\n",
    "'",
    '"',
    "2010-05-03",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\n",
    "1",
    "reviewed = ",
    "nan",
    "9" * 5_000,
)
BUILDER = json.dumps({"project": {"bibliography": ["a.bib"]}, "scholar": {"source": "b", "bibliography": "a.bib"}})
POLICY = json.dumps({"extends": "offline", "removed_share": 0.5, "levels": {"dead-link": "note"}})
WORD_LIST = json.dumps({"triggers": {"not": 9}, "scope_ends": ["but"], "asides": ["unlike"]})
KEPT = json.dumps(
    {
        "document": "a.md", "fingerprint": "a", "rule_id": "r", "level": "l", "owner": "o", "message": "m",
        "first_seen": "2010-05-03", "kind": "fail", "suppressed": False, "as_of": "2010-05-03",
    }
)  # fmt: skip
STATE = json.dumps(
    {
        "probe": [["https://a.example/", "2010-05-03", "{}", "", ""]], "quote": [["a", "b", "c", "d", "2010"]],
        "roll": [["2010-05-03", "a.md", "{}"]], "seen": [["2010-05-03", "a", "a.md", KEPT]],
        "totals": [["2010-05-03", "{}"]], "move": [["a.md", "b.md"]],
    }
)  # fmt: skip
STAMPS = (
    "Thu, 01 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 99999999999999999999 00:00:00 GMT", "+9999999999", "-2359", "inf",
    "nan", "1e300", "1e20", "0.0001s", "1h", "text/html; charset=", "utf-16", "rot13", "99999999999",
)  # fmt: skip
HUB = json.dumps({"sha": "a", "siblings": [{"rfilename": "model.onnx", "size": 5, "lfs": {"sha256": "a"}}]})
VERDICT = json.dumps({"label": "SUPPORT", "score": 0.9, "quote": "Adults sleep badly in the cold."})
MATCHED = "J Sleep|2010|3|4|Vogt J|a|12\nJ Sleep|2010|3|9||b|NOT_FOUND\n"
"""What PubMed says to printed journals, years, volumes and pages."""
EXPORT = (
    "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    "<wp:author><wp:author_login>v</wp:author_login></wp:author><item><title>Sleep</title><link>https://a.example/b</link>"
    "<content:encoded><![CDATA[Some adults.\n\nEnd [caption id='a']B[/caption]]]></content:encoded>"
    "<wp:post_date>2010-05-03 01:02:03</wp:post_date><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
    "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value>[{}]</wp:meta_value></wp:postmeta></item>"
    "</channel></rss>"
)
SITEMAP = "<urlset><url><loc>https://a.example/b</loc><lastmod>2010-05-03</lastmod></url></urlset>"
FEED = "<feed><entry><title>Sleep</title><link href='/b'/><updated>2010-05-03T00:00:00Z</updated></entry></feed>"
LISTS = (
    "<url>", "</url>", "<loc>", "</loc>", "<sitemap><loc>https://a.example/c</loc></sitemap>", "<item>", "</item>",
    "<link>https://a.example/", "</link>", "<link href='//b'/>", "<guid isPermaLink='false'>", "<guid>", "</guid>",
    "<wp:status>publish</wp:status>", "<content:encoded>", "</content:encoded>", "<![CDATA[", "]]>", "\n",
    "<!--more-->", "[caption]", "[/caption]", "<!-- wp:footnotes /-->", "https://a.example/d\n", "\x1f\x8b",
    "<?xml version='1.0'?>",
)  # fmt: skip
NOTE = "---\ntitle: Sleep\nissued: {year: 2010}\ncustom: {a: b}\ndesign: {n: 5}\n---\n## p. 3\n\nAdults sleep badly.\n"
PAGE = f"<html><body><h1>Sleep</h1><p>Some adults.<sup>1</sup></p>{''.join(TAGS[:12])}</body></html>"


DECISION = (
    "suppressions:\n- {check: dead-link, fingerprint: abcdef, document: a.md, bound: {claim: abc}, decision: accept,"
    " reason: R, signer: B, role: editor, decided_on: 2026-01-15, expires: 2026-06-30}\n"
)
BIBTEX = "@article{a, title = {Sleep}, author = {Vogt, J and {Group}}, year = 2010, doi = {10.1000/a}}\n"
RIS = "TY  - JOUR\nAU  - Vogt, J\nTI  - Sleep\nPY  - 2010\nER  - \n"
RETRACTIONS = (
    "Record ID,Title,RetractionDOI,OriginalPaperDOI,RetractionNature,RetractionDate,Reason\n"
    "1,A,10.1000/r,10.1000/a,Retraction,1/2/2010 0:00,+Error\n"
)
