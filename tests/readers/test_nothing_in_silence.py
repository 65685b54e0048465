"""Sources that stand where none is read, and marks that lead nowhere: told, or read after all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from citewarden.model import Document
from citewarden.readers import docx, html, jats
from citewarden.stages.cite import cite
from citewarden.stages.read import read

A = "Hallam T, Orr V. Walking after a hip fracture. Age Ageing 2021;50:112-9."
B = "Orr V. Night splints for bunions. Foot 2017;28:14-19."


def page(body: str) -> Document:
    return html.read(f"<html><body>{body}</body></html>".encode(), name="a.html")


def told(document: Document) -> list[str]:
    _, citations = cite(document)
    return [u.kind for u in document.unread] + ["mark" for c in citations for i in c.items if not i.id]


def bound(document: Document) -> list[list[str]]:
    references, citations = cite(document)
    raw = {r.id: r.raw.split()[0] for r in references}
    return [[raw.get(i.id, "") for i in c.items] for c in citations]


@pytest.mark.parametrize(
    "link",
    [
        "Download the reference list (PDF)",
        "View all references",
        "See the full list of sources here.",
        "Click here for our bibliography",
    ],
)
def test_a_list_that_stands_elsewhere(link: str) -> None:
    document = page(f"<h1>Feet</h1><p>Falls hurt.</p><h2>References</h2><p><a href='/refs.pdf'>{link}</a></p>")
    assert told(document) == ["part"]
    assert not any(b.kind == "reference" for b in document.blocks)


NOT_PRINTED = [
    "The reference list for this booklet is available on request.",
    "For a full list of sources, please e-mail the editors.",
    "If you would like a copy of the references, please contact our information team on 01234 567 890.",
    "Please write to us for the complete bibliography.",
    "References can be obtained by emailing team@foot.example. Leaflet code FT-3.",
    "Die Literaturliste kann bei der Redaktion angefordert werden.",
    "Les références sont disponibles sur simple demande.",
    "La bibliografía está disponible previa petición.",
    "De volledige literatuurlijst is opvraagbaar.",
]


@pytest.mark.parametrize("words", NOT_PRINTED)
@pytest.mark.parametrize("heading", ["<h2>References</h2>", ""])
def test_a_list_that_is_to_be_asked_for_is_told(words: str, heading: str) -> None:
    document = page(f"<h1>Feet</h1><p>Falls hurt.<sup>1</sup></p>{heading}<p>{words}</p><p>Code: FT-3</p>")
    assert told(document) == ["part", "mark"]
    assert not any(b.kind == "reference" for b in document.blocks)
    assert next(b.kind for b in document.blocks if document.text[b.start : b.end] == words) == "furniture"


@pytest.mark.parametrize(
    "words",
    [
        "Large print copies of this leaflet are available on request.",
        "Please contact us for a list of clinics.",
        "Sources of calcium are available from the market.",
        "For other sources of support, please call your nurse.",
    ],
)
def test_what_else_is_to_be_asked_for_is_text(words: str) -> None:
    document = page(f"<h1>Feet</h1><p>Falls hurt.</p><p>{words}</p>")
    assert told(document) == []
    assert document.blocks[-1].kind == "paragraph"


def test_a_note_on_a_list_that_is_printed_is_no_entry() -> None:
    more = "A full list of references is available on request."
    document = page(f"<h1>Feet</h1><p>Falls hurt [1].</p><h2>References</h2><ol><li>{A}</li></ol><p>{more}</p>")
    assert told(document) == []
    assert bound(document) == [["Hallam"]]


@pytest.mark.parametrize(
    "entry",
    [
        "Hallam, T. et al., A College Trial of Walking after a Hip Fracture (2021), Age and Ageing 50:112",
        "Hallam T. Clinic visits after a hip fracture. Age Ageing 2021;50:112-9.",
        "Hallam T. Sign up for our trial: letters to patients. Age Ageing 2021;50:112-9.",
        "Hallam T. We link primary sources and patients. Age Ageing 2021;50:112-9.",
    ],
)
def test_no_word_of_its_title_drops_an_entry(entry: str) -> None:
    """In a short article that counts its readers under the title, too."""
    document = page(
        "<h1>Feet</h1><p>--</p><p>3</p><p>Falls hurt [1]. So do bunions [2].</p><h2>Sources</h2>"
        f"<p>[1] {entry}</p><p>[2] {B}</p>"
    )
    assert bound(document) == [["Hallam"] if "," not in entry[:8] else ["Hallam,"], ["Orr"]]


@pytest.mark.parametrize("entry", [f"<a href='https://x.example/1'>{A}</a>", f"See {A}", A])
def test_an_entry_that_is_a_link_is_one(entry: str) -> None:
    document = page(f"<h1>Feet</h1><p>Falls hurt.</p><h2>References</h2><p>{entry}</p>")
    assert told(document) == []
    assert sum(b.kind == "reference" for b in document.blocks) == 1


@pytest.mark.parametrize(
    "element",
    [
        "<reference-list data-items='[1]'></reference-list>",
        "<my-citation n=1></my-citation>",
        "<app-footnotes></app-footnotes>",
    ],
)
def test_elements_that_a_script_fills_in(element: str) -> None:
    assert told(page(f"<h1>Feet</h1><p>Falls hurt.</p>{element}")) == ["part"]


@pytest.mark.parametrize("element", ["<my-menu></my-menu>", "<cite-box>NHS</cite-box>", "<pre-ference></pre-ference>"])
def test_other_elements_are_not_told(element: str) -> None:
    assert told(page(f"<h1>Feet</h1><p>Falls hurt.</p>{element}")) == []


def test_sources_in_a_dialog_and_in_an_article_of_their_own() -> None:
    text = "<h1>Feet</h1><p>Falls hurt.<sup>1</sup></p>"
    listed = f"<h2>References</h2><ol><li>{A}</li></ol>"
    assert bound(page(f"<main>{text}<dialog>{listed}</dialog></main>")) == [["Hallam"]]
    assert bound(page(f"<article>{text}</article><article>{listed}</article>")) == [["Hallam"]]
    document = page(f"<article>{text}</article><article><h2>Next</h2><p>Another text.</p></article>")
    assert "Another" not in document.text


@pytest.mark.parametrize(
    "mark",
    [
        '<span class="ref">1</span>',
        '<span class="ref-num">1</span>',
        '<button class="citation-button"><sup>1</sup></button>',
        '<button class="reference-link">1</button>',
    ],
)
def test_marks_by_their_names(mark: str) -> None:
    assert bound(page(f"<h1>Feet</h1><p>Falls hurt{mark}.</p><h2>References</h2><ol><li>{A}</li></ol>")) == [["Hallam"]]


@pytest.mark.parametrize("words", ["Step <span class='ref'>1</span>", "Room<span class='refresh'>1</span>"])
def test_numbers_that_are_no_marks(words: str) -> None:
    assert bound(page(f"<h1>Feet</h1><p>{words} is it.</p><h2>References</h2><ol><li>{A}</li></ol>")) == []


def test_sources_in_the_footer_of_a_word_file() -> None:
    word = pytest.importorskip("docx")

    def made(footer: str) -> Document:
        file = word.Document()
        file.add_paragraph("Falls hurt.")
        file.sections[0].footer.paragraphs[0].text = footer
        data = io.BytesIO()
        file.save(data)
        return docx.read(data.getvalue(), name="a.docx")

    for footer in (A, f"Source: {A}", f"References: {B}"):
        assert told(made(footer)) == ["part"]
    for footer in ("Page 3 of 9", "© 2024 Our Clinic. All rights reserved.", "Version 2, 3 May 2021", ""):
        assert told(made(footer)) == []


def test_a_journals_mark_of_an_entry_that_is_not_there() -> None:
    body = (
        "<article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>"
        '<body><sec><title>S</title><p>Falls hurt [<xref ref-type="bibr" rid="{rid}">9</xref>].</p></sec></body>'
        f'<back><ref-list><ref id="b1"><label>1</label><mixed-citation>{A}</mixed-citation></ref></ref-list></back>'
        "</article>"
    )
    assert told(jats.read(body.replace("{rid}", "b9").encode(), name="a.xml")) == ["mark"]
    assert told(jats.read(body.replace("{rid}", "b1 b9").encode(), name="a.xml")) == ["mark"]
    assert told(jats.read(body.replace("{rid}", "b1").encode(), name="a.xml")) == []


def test_two_works_under_one_key(tmp_path: Path) -> None:
    def made(bib: str) -> list[str]:
        (tmp_path / "r.bib").write_text(bib)
        (tmp_path / "a.md").write_text("---\nbibliography: r.bib\n---\n# T\n\nFalls hurt [@roe].\n")
        return told(read(tmp_path / "a.md", root=tmp_path))

    one = "@article{roe, title={Salt}, author={Roe, B}, year={2017}}\n"
    assert made(one + one.replace("Salt", "Milk")) == ["entry"]
    assert made(one + one) == []
    assert made(one + one.replace("roe", "poe")) == []


def test_html_in_the_lines_of_the_front_matter(tmp_path: Path) -> None:
    row = '<a href=\\"https://doi.org/10.1000/x1\\">Roe B. <em>Salt</em>. Lancet. 2019;393:12-18.</a>'
    (tmp_path / "a.md").write_text(f'---\nsources:\n  - "{row}"\n---\n# T\n\nSalt helps [1].\n')
    references, _ = cite(read(tmp_path / "a.md", root=tmp_path))
    assert [(r.raw, r.DOI) for r in references] == [("Roe B. Salt . Lancet. 2019;393:12-18.", "10.1000/x1")]


YEARLESS = [
    "National Institute of Rest. Sleep in adults.",
    "World Health Organization: Falls",
    "Feet Trust. Iron and legs.",
]


def pointed_at(items: list[str], marks: str = "[1] [2] [3]", between: str = "<p>Ask your doctor.</p>") -> Document:
    words = " ".join(f"Rest helps people {mark}." for mark in marks.split())
    listed = "".join(f"<li>{item}</li>" for item in items)
    return page(f"<h1>Feet</h1><p>{words}</p>{between}<ol>{listed}</ol>")


def test_a_list_without_years_that_the_marks_name() -> None:
    assert bound(pointed_at(YEARLESS)) == [["National"], ["World"], ["Feet"]]
    raised = page(
        "<h1>Feet</h1><p>Rest helps.<sup>1</sup> Iron helps.<sup>2</sup></p>"
        f"<ol><li>{YEARLESS[0]}</li><li>{YEARLESS[2]}</li></ol><p>Was this page helpful?</p>"
    )
    assert bound(raised) == [["National"], ["Feet"]]


@pytest.mark.parametrize(
    "document",
    [
        pointed_at(YEARLESS, "[1] [2]"),
        pointed_at(YEARLESS, "[1] [2] [4]"),
        pointed_at(YEARLESS, between="<p>These help:</p>"),
        pointed_at(YEARLESS, between="<h2>Where to get help</h2>"),
        pointed_at(["Wash your feet.", "Dry them well.", "Rest."]),
    ],
)
def test_another_list_is_none_and_the_marks_are_told(document: Document) -> None:
    assert not any(b.kind == "reference" for b in document.blocks)
    assert "mark" in told(document)
