"""Word: styles, numbering, notes, links, fields, tracked changes; damaged and hostile files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import docx as reader

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def made(build: Callable[[docx.document.Document], None]) -> bytes:
    file = docx.Document()
    build(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def shown(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def article(file: docx.document.Document) -> None:
    file.core_properties.author = "Jo Bloggs"
    file.add_heading("Muscle twitches", 0)
    file.add_paragraph("Medically reviewed by Ann Example, MD on 4 March 2023")
    paragraph = file.add_paragraph("Twitches are common.")
    paragraph.add_run("1,2").font.superscript = True
    paragraph.add_run(" They pass; ")
    target = file.part.relate_to("https://example.org/x", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {NS} xmlns:r="{rels}" r:id="{target}"><w:r><w:t>see here</w:t></w:r></w:hyperlink>')
    )
    paragraph._p.append(parse_xml(f"<w:del {NS}><w:r><w:delText>gone</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t>, says one</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f'<w:r {NS}><w:footnoteReference w:id="2"/></w:r>'))
    file.add_paragraph("Causes include:")
    file.add_paragraph("strong coffee", style="List Bullet")
    file.add_paragraph("on an empty stomach", style="List Bullet 2")
    file.add_paragraph().add_run("A heading set by hand").bold = True
    table = file.add_table(2, 2)
    for row, words in enumerate((("Drug", "Dose"), ("A", "5 mg"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    file.add_heading("References", 1)
    file.add_paragraph("Smith J. A title. 2010.", style="List Number")
    file.add_paragraph("Jones K. Another. 2011.", style="List Number")
    note = f'<w:footnote w:id="2" {NS}><w:p><w:r><w:t>A remark on that.</w:t></w:r></w:p></w:footnote>'
    blob = f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>{note}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob.encode(), file.part.package)
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def test_an_article_with_everything(sound: Callable[..., None]) -> None:
    read = reader.read(made(article), name="a.docx")
    sound(read)
    assert (read.title, read.author, read.reviewed) == ("Muscle twitches", "Jo Bloggs", "2023-03-04")
    assert shown(read, "paragraph") == ["Twitches are common.1,2 They pass; see here, says one[1]", "Causes include:"]
    assert shown(read, "item") == ["strong coffee", "on an empty stomach"]
    assert [b.level for b in read.blocks if b.kind == "item"] == [1, 2]
    assert shown(read, "heading") == ["A heading set by hand", "References"]
    assert shown(read, "row") == ["Drug | Dose", "A | 5 mg"]
    assert [(b.label, read.text[b.start : b.end]) for b in read.blocks if b.kind in ("reference", "note")] == [
        ("1", "Smith J. A title. 2010."),
        ("2", "Jones K. Another. 2011."),
        ("1", "A remark on that."),
    ]
    assert [(m.rel, read.text[m.start : m.end], m.href) for m in read.links] == [
        ("citation", "1,2", "1,2"),
        ("link", "see here", "https://example.org/x"),
        ("note", "[1]", "1"),
    ]


def test_reference_manager_fields_are_marks() -> None:
    def build(file: docx.document.Document) -> None:
        file.add_heading("Title", 0)
        paragraph = file.add_paragraph("Twitches are common ")
        for xml in (
            '<w:r {n}><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r {n}><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {{"citationID":"x"}} </w:instrText></w:r>',
            '<w:r {n}><w:fldChar w:fldCharType="separate"/></w:r>',
            "<w:r {n}><w:t>[3]</w:t></w:r>",
            '<w:r {n}><w:fldChar w:fldCharType="end"/></w:r>',
        ):
            paragraph._p.append(parse_xml(xml.format(n=NS)))

    read = reader.read(made(build), name="a.docx")
    assert shown(read, "paragraph") == ["Twitches are common [3]"]
    assert [(m.rel, m.href) for m in read.links] == [("citation", "3")]


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 not really", "no Word file"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old .doc"),
        (zipped(mimetype=b"x"), "no Word file"),
        (zipped(word__document_xml=b"<w:document/>"), "damaged"),
        (zipped(word__document_xml=b"\x00" * 301_000_000), "more than 300 MB"),
    ],
)
def test_files_that_are_no_articles(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        reader.read(data, name="a.docx")
    assert words in str(caught.value)
    assert str(caught.value).startswith("a.docx: ")


def test_a_cut_off_file_is_damaged() -> None:
    whole = made(article)
    with pytest.raises(InputError):
        reader.read(whole[: len(whole) // 2], name="a.docx")
