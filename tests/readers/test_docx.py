"""Word: styles, numbering, notes, links, fields, tracked changes; damaged and hostile files."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import docx as reader
from citewarden.stages.cite import cite
from citewarden.text.quantities import find

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


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 not really", "no Word file"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old .doc"),
        ({"mimetype": b"x"}, "no Word file"),
        ({"word/document.xml": b"<w:document/>"}, "damaged"),
        ({"word/document.xml": b"\x00" * 101_000_000}, "more than 100 MB"),
    ],
)
def test_files_that_are_no_articles(data: bytes | dict[str, bytes], words: str) -> None:
    if isinstance(data, dict):
        data = zipped(data)
    with pytest.raises(InputError) as caught:
        reader.read(data, name="a.docx")
    assert words in str(caught.value)
    assert str(caught.value).startswith("a.docx: ")


def test_a_cut_off_file_is_damaged() -> None:
    whole = made(article)
    with pytest.raises(InputError):
        reader.read(whole[: len(whole) // 2], name="a.docx")


def word(body: str, **members: str) -> Document:
    """The Document of a Word file with this body; members are further files ("customXml__item1_xml")."""
    whole = made(lambda file: None)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                spaces = f'{NS} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
                data = f"<w:document {spaces}><w:body>{body}</w:body></w:document>".encode()
            if name.replace("/", "__").replace(".", "_") not in members:
                new.writestr(name, data)
        for name, text in members.items():
            new.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return reader.read(out.getvalue(), name="a.docx")


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    code = code.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


SUPER = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (r("Ferritin ") + sym("Symbol", "F0A3") + r("30 ") + sym("Symbol", "F06D") + r("g/L"), "Ferritin ≤30 µg/L"),
        (r("Give 3") + sym("Symbol", "00B4") + r("500 mg"), "Give 3×500 mg"),
        (r("at 25") + sym("Symbol", "F0B1") + r("2 ") + sym("Symbol", "F0B0") + r("C"), "at 25±2 °C"),
        (r("5 ") + r("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + r("g a day"), "5 µg a day"),
        (r("age \uf0b3 65 years"), "age ≥ 65 years"),
        (r("a ") + sym("Wingdings", "F0E0") + r(" b"), "a → b"),
        (r("10") + r("9", SUPER) + r("/L and 30 kg/m") + r("2", SUPER), "10⁹/L and 30 kg/m²"),
        (r("plain ") + sym("Calibri", "00BD") + r(" cup"), "plain ½ cup"),
    ],
)
def test_signs_of_symbol_fonts_and_raised_exponents(inner: str, text: str) -> None:
    read = word(p(inner))
    assert read.text == text
    assert not read.unread


def test_an_unknown_sign_is_told_and_no_number_beside_it_is_read() -> None:
    read = word(p(r("Take 2") + sym("Webdings", "F061") + r("325 mg daily for 3 days.")))
    assert [(q.low, q.unit) for q in find(read.text)] == [(3, "day")]
    assert [(u.kind, u.place) for u in read.unread] == [("part", "paragraph 1")]


def test_hidden_and_deleted_text_is_none() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="E"/></w:rPr>'
    read = word(
        p(r("One ") + r("secret ", "<w:vanish/>") + r("shown", '<w:vanish w:val="0"/>'))
        + p(r("Half a"), gone)
        + p(f'<w:moveFrom w:id="2">{r("not here")}</w:moveFrom>', '<w:rPr><w:moveFrom w:id="3"/></w:rPr>')
        + p(r("sentence.") + f'<w:moveTo w:id="4">{r(" Moved here.")}</w:moveTo>')
        + p('<w:del w:id="5"><w:r><w:delText>Gone.</w:delText></w:r></w:del>')
        + p(r("Tag") + field('XE "secret"', "") + field("PAGE", r("7")))
    )
    assert shown(read, "paragraph") == ["One shown", "Half a sentence. Moved here.", "Tag7"]


def test_deleted_rows_and_nested_tables() -> None:
    def row(*cells: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{c}</w:tc>' for c in cells)}</w:tr>"

    inner = f"<w:tbl>{row(p(r('Child')), p(r('2 mg')))}</w:tbl>"
    gone = '<w:del w:id="1"/>'
    read = word(
        f"<w:tbl>{row(p(r('Drug')), p(r('Dose')))}"
        f"{row(p(r('Old')), p(r('9 mg')), properties=gone)}"
        f"{row(p(r('A')), p(r('5 mg')) + inner)}</w:tbl>"
    )
    assert shown(read, "row") == ["Drug | Dose", "A | 5 mg", "Child | 2 mg"]


def test_text_boxes_and_content_controls_are_read_once() -> None:
    box = f"<w:txbxContent>{p(r('Key point: sleep.'))}</w:txbxContent>"
    forms = f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent>{forms}</mc:AlternateContent>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p(r('Click here'))}</w:sdtContent></w:sdt>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('in a control')}</w:sdtContent></w:sdt>"
    read = word(p(r("Before the box, ") + control + f"<w:r>{both}</w:r>") + prompt + p(r("After it.")))
    assert shown(read, "paragraph") == ["Before the box, in a control", "Key point: sleep.", "After it."]


def test_a_table_of_contents_is_no_text() -> None:
    toc = (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Sleep 3"))
        + p(r("Doses 5") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )  # fmt: skip
    assert shown(word(toc + p(r("Sleep is good."))), "paragraph") == ["Sleep is good."]


ITEM = (
    '{"id":%d,"uris":["http://zotero.org/users/0/items/%s"],"itemData":{"id":%d,"type":"article-journal",'
    '"title":"%s","author":[{"family":"%s","given":"A"}],"issued":{"date-parts":[["2015"]]}},'
    '"locator":"12","label":"page"}'
)


def zotero(*works: tuple[int, str]) -> str:
    items = ",".join(ITEM % (n, f"K{n}", n, f"Paper {n}", family) for n, family in works)
    return f'ADDIN ZOTERO_ITEM CSL_CITATION {{"citationID":"x","citationItems":[{items}]}}'


def test_live_citations_without_a_list_are_the_sources() -> None:
    read = word(
        p(r("One.") + field(zotero((1, "Zhao")), r("1", SUPER)))
        + p(r("Two ") + field(zotero((2, "Roe"), (1, "Zhao")), r("(Roe 2015, Zhao 2015)")) + r(" three."))
    )
    assert [(e.key, e.csl["title"], e.place) for e in read.cited] == [
        ("1", "Paper 1", "a citation field in paragraph 1"),
        ("2", "Paper 2", "a citation field in paragraph 2"),
    ]
    keys = [(read.text[m.start : m.end], m.href, m.locator) for m in read.links if m.rel == "key"]
    assert keys == [
        ("1", "1", "p. 12"),
        ("(Roe 2015, Zhao 2015)", "2", "p. 12"),
        ("(Roe 2015, Zhao 2015)", "1", "p. 12"),
    ]
    references, citations = cite(read)
    assert [r.csl["author"][0]["family"] for r in references] == ["Zhao", "Roe"]
    assert [[i.id for i in c.items] for c in citations] == [["a.docx#ref-1"], ["a.docx#ref-2", "a.docx#ref-1"]]


def test_live_citations_beside_their_printed_list_are_marks() -> None:
    entry = "Zhao A. Paper 1. A Journal. 2015;3:12-15."
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    read = word(
        p(r("One.") + field(zotero((1, "Zhao")), r("1", SUPER)))
        + p(begin + r(f"1. {entry}"))
        + p(r("2. Roe B. Paper 2. A Journal. 2016;4:1-9.") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p(r("A remark behind the list."))
    )
    assert not read.cited
    assert [(b.label, read.text[b.start : b.end]) for b in read.blocks if b.kind == "reference"] == [
        ("1", entry),
        ("2", "Roe B. Paper 2. A Journal. 2016;4:1-9."),
    ]
    assert shown(read, "paragraph")[-1] == "A remark behind the list."


ENDNOTE = (
    "ADDIN EN.CITE <EndNote><Cite><Author>Zhao</Author><Year>2017</Year><RecNum>4</RecNum><record>"
    '<ref-type name="Journal Article">17</ref-type><contributors><authors><author>Zhao, J. G.</author></authors>'
    '</contributors><titles><title><style face="normal">Calcium</style> and fractures</title>'
    "<secondary-title>JAMA</secondary-title></titles><volume>318</volume><dates><year>2017</year></dates>"
    "<electronic-resource-num>10.1001/jama.2017.19344</electronic-resource-num></record></Cite></EndNote>"
)


def test_endnote_records_are_read() -> None:
    (entry,) = word(p(r("One ") + field(ENDNOTE, r("[1]")))).cited
    assert (entry.key, entry.csl["title"], entry.csl["DOI"]) == (
        "1",
        "Calcium and fractures",
        "10.1001/jama.2017.19344",
    )
    assert entry.csl["author"] == [{"family": "Zhao", "given": "J. G."}]


SOURCES = (
    '<?xml version="1.0"?><b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
    "<b:Source><b:Tag>Zha17</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author><b:NameList>"
    "<b:Person><b:Last>Zhao</b:Last><b:First>Jia</b:First></b:Person></b:NameList></b:Author></b:Author>"
    "<b:Title>Calcium and fractures</b:Title><b:JournalName>JAMA</b:JournalName><b:Year>2017</b:Year></b:Source>"
    "</b:Sources>"
)


def test_citations_of_word_itself() -> None:
    simple = f'<w:fldSimple w:instr="CITATION Zha17 \\l 1033 \\p 9">{r("(Zhao, 2017)")}</w:fldSimple>'
    control = f"<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent>{simple}</w:sdtContent></w:sdt>"
    read = word(
        p(r("One ") + control) + p(r("Two ") + field("CITATION Roe20", r("(Roe, 2020)"))), customXml__item9_xml=SOURCES
    )
    assert [(e.key, e.csl["title"], e.csl["container-title"]) for e in read.cited] == [
        ("1", "Calcium and fractures", "JAMA")
    ]
    _, citations = cite(read)
    assert [[i.id for i in c.items] for c in citations] == [["a.docx#ref-1"], [""]]


def test_mendeley_controls_and_fields_that_hold_no_data() -> None:
    data = base64.b64encode(zotero((1, "Zhao")).partition("CSL_CITATION ")[2].encode()).decode()
    tag = f'<w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{data}"/></w:sdtPr>'
    control = f"<w:sdt>{tag}<w:sdtContent>{r('[1]')}</w:sdtContent></w:sdt>"
    assert [e.csl["title"] for e in word(p(r("One ") + control)).cited] == ["Paper 1"]
    read = word(p(r("One ") + field("ADDIN CitaviPlaceholder{eyJ9}", r("[2]"))))
    assert [(u.kind, u.what) for u in read.unread] == [("field", "the citation field '[2]'")]


def test_a_broken_field_hides_no_text() -> None:
    read = word(p(r("One.") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p(r("Two.")))
    assert read.text == "One.\n\nTwo."


def test_marks_of_notes_that_are_repeated_or_set_by_hand() -> None:
    def notes(kind: str, words: str) -> str:
        return f'<w:{kind}s {NS}><w:{kind} w:id="2">{p(r(words))}</w:{kind}></w:{kind}s>'

    def build(file: docx.document.Document) -> None:
        file.add_paragraph()
        for kind, words in (
            ("footnote", "Zhao JG. Calcium in trials. JAMA. 2015;3:12-20."),
            ("endnote", "Roe BC. Sleep in trials. BMJ. 2016;4:1-9."),
        ):
            form = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
            part = Part(PackURI(f"/word/{kind}s.xml"), form, notes(kind, words).encode(), file.part.package)
            file.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))
        mark = (
            '<w:bookmarkStart w:id="1" w:name="_R"/><w:r><w:footnoteReference w:id="2"/></w:r><w:bookmarkEnd w:id="1"/>'
        )
        again = field("NOTEREF _R \\h", r("1", SUPER))
        own = '<w:r><w:endnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
        file.element.body.insert(
            0, parse_xml(f"<w:p {NS}>{r('One.')}{mark}{r(' Two.')}{again}{r(' Three.')}{own}</w:p>")
        )

    read = reader.read(made(build), name="a.docx")
    assert shown(read, "paragraph") == ["One.[1] Two.1 Three.[*]"]
    assert [(m.rel, m.href) for m in read.links if m.rel == "note"] == [("note", "1"), ("note", "1"), ("note", "*")]
    references, citations = cite(read)
    assert [r.csl["author"][0]["family"] for r in references] == ["Zhao", "Roe"]
    assert [[i.id[-1] for i in c.items] for c in citations] == [["1"], ["1"], ["2"]]


def test_a_file_that_says_nothing_of_itself_is_given_no_title() -> None:
    whole = made(lambda file: file.add_paragraph("Sleep is good."))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", data)
            if name != "docProps/core.xml":
                new.writestr(name, data)
    read = reader.read(out.getvalue(), name="a.docx")
    assert (read.title, read.author, read.modified) == ("", "", "")


@pytest.mark.parametrize(
    ("name", "author"),
    [("Word User", ""), ("Microsoft Office User", ""), ("ADMIN", ""), ("Ann User", "Ann User"), ("Ada Min", "Ada Min")],
)
def test_what_a_program_calls_its_user_is_no_author(name: str, author: str) -> None:
    assert reader.read(made(lambda file: setattr(file.core_properties, "author", name)), name="a.docx").author == author


def test_the_date_of_a_template_is_no_date_of_the_article() -> None:
    found = reader.read(made(lambda file: None), name="a.docx")
    assert (found.published, found.modified) == ("", "")


@pytest.mark.parametrize(
    ("created", "published"),
    [
        (datetime(2024, 5, 2, 8, 0), "2024-05-02"),
        (datetime(2013, 12, 23, 9, 0), "2013-12-23"),
        (datetime(2013, 12, 24, 23, 15), "2013-12-24"),
    ],
)
def test_a_date_that_an_author_set_is_kept(created: datetime, published: str) -> None:
    def dated(file: docx.document.Document) -> None:
        file.core_properties.created = created

    assert reader.read(made(dated), name="a.docx").published == published


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="true"/>'])
def test_struck_through_words_are_told_and_no_text(mark: str) -> None:
    read = word(p(r("Sleep helps. ") + r("Tea cures ", mark) + r("90% of colds.", mark) + r(" Rest too.")))
    assert read.text == "Sleep helps. Rest too."
    assert [(u.what, u.place) for u in read.unread] == [
        ("the struck-through words “Tea cures 90% of colds.”", "paragraph 1")
    ]


def test_words_that_are_not_struck_are_text() -> None:
    read = word(p(r("Sleep helps. ") + r("Tea too.", '<w:strike w:val="0"/>')))
    assert (read.text, read.unread) == ("Sleep helps. Tea too.", ())


@pytest.mark.parametrize(
    ("entry", "dois"),
    [
        ("1. Zhao JG. Calcium and fractures. JAMA. 2017;318(24):2466-82.", ["10.1001/jama.2017.19344"]),
        ("Zhao J.G. 'Calcium and Fractures', JAMA, 318, 2466-82.", ["10.1001/jama.2017.19344"]),
        ("1. Orr C. Vitamin D and falls. BMJ. 2011;342:12-19.", [""]),
    ],
)
def test_field_data_gives_printed_entries_their_identifiers(entry: str, dois: list[str]) -> None:
    heading = p(r("References"), '<w:pStyle w:val="Heading1"/>')
    read = word(p(r("Calcium does not prevent fractures. ") + field(ENDNOTE, r("[1]"))) + heading + p(r(entry)))
    assert [reference.DOI for reference in cite(read)[0]] == dois
