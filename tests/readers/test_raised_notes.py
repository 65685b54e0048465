"""Notes under a letter that nothing links: tables have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.stages.cite import cite
from citewarden.stages.read import read

A = "Hallam T, Orr V. Walking after a hip fracture. Age Ageing 2021;50:112-9."
B = "Orr V. Night splints for bunions. Foot 2017;28:14-19."
C = "Diallo M, Hallam T. Falls at home. Thorax 2019;74:311-8."
TABLE = (
    "<table><tr><th>Group</th><th>Falls</th></tr><tr><td>Men</td><td>8 mg<sup>{a}</sup></td></tr>"
    "<tr><td>Women</td><td>12.5<sup>{b}</sup></td></tr>{foot}</table>{below}"
)


def found(folder: Path, body: str | bytes, suffix: str = ".html") -> tuple[list[str], list[list[str]], list[str]]:
    """The sources, what each mark names by its first word, and what is told."""
    path = folder / f"a{suffix}"
    path.write_text(f"<html><body><article><h1>Feet</h1>{body}</article></body></html>" if suffix == ".html" else body)
    document = read(path, root=folder)
    references, citations = cite(document)
    first = {r.id: r.raw.split()[0] for r in references}
    told = [u.kind for u in document.unread] + ["mark" for c in citations for i in c.items if not i.id]
    return [r.raw for r in references], [[first.get(i.id, "") for i in c.items] for c in citations], told


@pytest.mark.parametrize(
    ("foot", "below"),
    [
        ("", f"<p><sup>a</sup> {A}</p><p><sup>b</sup> {B}</p>"),
        ("", f"<p><sup>a</sup>{A} <sup>b</sup>{B}</p><p>Ask your doctor.</p>"),
        ("", f"<p>a. {A}<br>b. {B}</p>"),
        ("", f"<p>Values are means.</p><p>(a) {A}</p><p>(b) {B}</p>"),
        ("", f"<ol type='a'><li>{A}</li><li>{B}</li></ol>"),
        (f"<tr><td colspan='2'><sup>a</sup> {A}</td></tr><tr><td colspan='2'><sup>b</sup> {B}</td></tr>", ""),
        (f"<tr><td>a</td><td>{A}</td></tr><tr><td>b</td><td>{B}</td></tr>", ""),
    ],
)
def test_notes_of_a_table(tmp_path: Path, foot: str, below: str) -> None:
    body = TABLE.format(a="a", b="b", foot=foot, below=below)
    assert found(tmp_path, body) == ([A, B], [["Hallam"], ["Orr"]], [])


def test_two_letters_on_one_figure_and_a_list_beside(tmp_path: Path) -> None:
    below = f"<p><sup>a</sup> {A}</p><p><sup>b</sup> Per day.</p><h2>References</h2><ol><li>{C}</li></ol>"
    raws, marks, told = found(tmp_path, "<p>Falls hurt [1].</p>" + TABLE.format(a="a,b", b="b", foot="", below=below))
    assert (raws, marks, told) == ([C, A], [["Diallo"], ["Hallam"]], [])


def test_notes_under_numbers_are_none_of_the_list(tmp_path: Path) -> None:
    below = (
        "<p><sup>1</sup> Per day.</p><p><sup>2</sup> Aged 19 to 50.</p>{more}<h2>References</h2><ol><li>{C}</li></ol>"
    )
    table = TABLE.format(a="1", b="2", foot="", below=below)
    one = table.replace("12.5", "years").format(more="", C=C)
    assert found(tmp_path, f"<p>Falls hurt [1].</p>{one}") == ([C], [["Diallo"]], [])


@pytest.mark.parametrize("below", ["<p>1. Wash your feet.</p><p>2. Dry them.</p>", "<p>Two words.</p>", ""])
def test_numbers_of_a_table_that_are_those_of_the_list(tmp_path: Path, below: str) -> None:
    table = TABLE.format(a="1", b="2", foot="", below=below).replace("12.5", "years")
    body = f"{table}<h2>References</h2><ol><li>{A}</li><li>{B}</li></ol>"
    assert found(tmp_path, body) == ([A, B], [["Hallam"], ["Orr"]], [])


def test_roman_numbers_and_signs(tmp_path: Path) -> None:
    body = f"<p>Falls hurt.<sup>i</sup> Splints help.<sup>ii</sup></p><p><sup>i</sup> {A}</p><p><sup>ii</sup> {B}</p>"
    assert found(tmp_path, body) == ([A, B], [["Hallam"], ["Orr"]], [])
    foot = f"<tr><td colspan='2'>*{A}</td></tr><tr><td colspan='2'>†{B}</td></tr>"
    table = TABLE.format(a="*", b="†", foot=foot, below="")
    assert found(tmp_path, table) == ([A, B], [["Hallam"], ["Orr"]], [])


def test_each_table_begins_its_letters_anew(tmp_path: Path) -> None:
    one = TABLE.format(a="a", b="b", foot="", below=f"<p><sup>a</sup> {A}</p><p><sup>b</sup> {B}</p>")
    two = TABLE.format(a="a", b="a", foot="", below=f"<p><sup>a</sup> {C}</p>")
    assert found(tmp_path, one + two)[1] == [["Hallam"], ["Orr"], ["Diallo"], ["Diallo"]]


@pytest.mark.parametrize(
    "text",
    [
        f"| G | F |\n|---|---|\n| Men | 8 mg<sup>a</sup> |\n| Women | 9^b^ |\n\n<sup>a</sup> {A}\n\n^b^ {B}\n",
        f"| G | F |\n|---|---|\n| Men | 8 mgᵃ |\n| Women | 9ᵇ |\n\nᵃ {A}\nᵇ {B}\n",
    ],
)
def test_markdown(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, f"# Feet\n\n{text}", ".md") == ([A, B], [["Hallam"], ["Orr"]], [])


def test_notes_of_running_text(tmp_path: Path) -> None:
    body = f"<p>Falls hurt.<sup>a</sup> Splints help.<sup>b</sup></p><p><sup>a</sup> {A}</p><p><sup>b</sup> {B}</p>"
    assert found(tmp_path, body) == ([A, B], [["Hallam"], ["Orr"]], [])


def test_letters_that_nothing_answers_are_told(tmp_path: Path) -> None:
    assert found(tmp_path, TABLE.format(a="a", b="b", foot="", below="<p>Ask.</p>")) == ([], [], ["mark"])
    said = "<p>Means with different superscript letters differ.</p>"
    assert found(tmp_path, TABLE.format(a="a", b="b", foot="", below=said)) == ([], [], [])


def test_ordinals_are_no_marks_and_remarks_no_sources(tmp_path: Path) -> None:
    body = "<p>La 2<sup>e</sup> dose au XX<sup>e</sup> siècle, dit le D<sup>r</sup> Roe.</p><p>a person may fall.</p>"
    assert found(tmp_path, body) == ([], [], [])
    below = "<p><sup>a</sup> Per day.</p><p><sup>b</sup> Aged 19 to 50 years.</p>"
    assert found(tmp_path, TABLE.format(a="a", b="b", foot="", below=below)) == ([], [], [])


def test_a_letter_is_no_part_of_the_value(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><h1>T</h1>{TABLE.format(a='a', b='b', foot='', below='')}</body></html>")
    text = read(path, root=tmp_path).text
    assert "8 mg[a]" in text
    assert "12.5[b]" in text


def test_notes_under_a_table_of_a_journal(tmp_path: Path) -> None:
    foot = (
        '<table-wrap-foot><fn id="f1"><label>a</label><p>From Orr [<xref ref-type="bibr" rid="b2">2</xref>].</p></fn>'
        "<p>SD, standard deviation.</p></table-wrap-foot>"
    )
    body = (
        "<article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>"
        '<body><sec><title>S</title><p>Falls hurt [<xref ref-type="bibr" rid="b1">1</xref>].</p><table-wrap><table><tr>'
        '<td>Men</td><td>8 mg<xref ref-type="table-fn" rid="f1"><sup>a</sup></xref></td></tr></table>'
        f"{foot}</table-wrap></sec></body>"
        f'<back><ref-list><ref id="b1"><label>1</label><mixed-citation>{A}</mixed-citation></ref>'
        f'<ref id="b2"><label>2</label><mixed-citation>{B}</mixed-citation></ref></ref-list></back></article>'
    )
    assert found(tmp_path, body, ".xml") == ([A, B], [["Hallam"], ["Orr"]], [])
    assert "8 mg[a]" in read(tmp_path / "a.xml", root=tmp_path).text


def test_what_a_note_cites_is_cited_at_its_mark(tmp_path: Path) -> None:
    text = (
        f"# T\n\nFalls hurt.[^x]\n\nSplints help [2].\n\n[^x]: More in women [1].\n\n## References\n\n1. {A}\n2. {B}\n"
    )
    path = tmp_path / "a.md"
    path.write_text(text)
    document = read(path, root=tmp_path)
    references, citations = cite(document)
    assert [(c.target.quote.exact, [i.id for i in c.items]) for c in citations] == [
        ("[x]", [references[0].id]),
        ("[2]", [references[1].id]),
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Falls hurt [1, p. 12; 2].", [["Hallam", "Orr"]]),
        ("Falls hurt [1, pp. 12-13; 2, Table 2].", [["Hallam", "Orr"]]),
        ("Falls hurt [2; 1, p. 3].", [["Orr", "Hallam"]]),
        ("Falls hurt.<sup>1,2.</sup> Walk.<sup>2.</sup>", [["Hallam", "Orr"], ["Orr"]]),
    ],
)
def test_marks_with_places_and_stops(tmp_path: Path, text: str, named: list[list[str]]) -> None:
    assert found(tmp_path, f"# T\n\n{text}\n\n## References\n\n1. {A}\n2. {B}\n", ".md")[1] == named
