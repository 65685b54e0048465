"""Several works under one number: each is a reference, and a mark means the one it prints or all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.stages.cite import cite
from citewarden.stages.read import read

A = "Roe B. Salt. Lancet. 2019;393:12-18."
B = "Poe A. Bread. BMJ. 2020;368:m3."
C = "Abe C. Milk. JAMA. 2021;325:4-9."
JATS = (
    "<article><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>"
    '<body><sec><title>S</title><p>Salt helps <xref ref-type="bibr" rid="b1">{mark}</xref>. Milk does '
    '<xref ref-type="bibr" rid="b2">2</xref>.</p></sec></body><back><ref-list><ref id="b1"><label>1</label>{works}'
    f'</ref><ref id="b2"><label>2</label><mixed-citation>{C}</mixed-citation></ref></ref-list></back></article>'
)


def found(path: Path, text: str) -> tuple[list[str], list[list[str]]]:
    path.write_text(text)
    references, citations = cite(read(path, root=path.parent))
    return [r.raw for r in references], [[item.id.rpartition("-")[2] for item in c.items] for c in citations]


@pytest.mark.parametrize(
    "works",
    [
        f"<mixed-citation>a) {A}; b) {B}</mixed-citation>",
        f"<mixed-citation>(a) {A} (b) {B}</mixed-citation>",
        f"<mixed-citation>a. {A}, b. {B}</mixed-citation>",
        f"<mixed-citation>{A}</mixed-citation><mixed-citation>{B}</mixed-citation>",
        f"<mixed-citation>a) {A}</mixed-citation><mixed-citation>(b) {B}</mixed-citation>",
        f"<citation-alternatives><mixed-citation>a. {A}</mixed-citation><element-citation><year>2019</year>"
        f"</element-citation></citation-alternatives><mixed-citation>{B}</mixed-citation>",
        f"<note><p>Trials:</p></note><mixed-citation>{A}</mixed-citation><citation-alternatives><mixed-citation>{B}"
        "</mixed-citation><element-citation><year>2020</year></element-citation></citation-alternatives>",
    ],
)
def test_parts_of_a_journal(tmp_path: Path, works: str) -> None:
    raws, marks = found(tmp_path / "a.xml", JATS.format(mark="1", works=works))
    assert [raw.rstrip(".,;") for raw in raws] == [one.rstrip(".") for one in (A, B, C)]
    assert marks == [["1", "2"], ["3"]]
    assert found(tmp_path / "a.xml", JATS.format(mark="1b", works=works))[1] == [["2"], ["3"]]


def test_parts_of_a_printed_list(tmp_path: Path) -> None:
    text = f"# T\n\nSalt helps.[1] Milk does.[2]\n\n## References\n\n1. (a) {A}; (b) {B}\n2. {C}\n"
    assert found(tmp_path / "a.md", text) == ([A, B, C], [["1", "2"], ["3"]])


@pytest.mark.parametrize(
    "entry",
    [
        "a) Is salt b) good? Roe B. Lancet. 2019;393:12-18.",
        "Roe B. Salt: a) in bread, b) in milk. Lancet. 2019;393:12-18.",
    ],
)
def test_letters_in_a_title_part_nothing(tmp_path: Path, entry: str) -> None:
    text = f"# T\n\nSalt helps.[1] Milk does.[2]\n\n## References\n\n1. {entry}\n2. {C}\n"
    raws, marks = found(tmp_path / "a.md", text)
    assert len(raws) == 2
    assert marks == [["1"], ["2"]]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Salt helps [1a]. Bread does [1b, 1a].", [["1"], ["2", "1"]]),
        ("Salt helps [2a, p. 4]. Milk [1b].", [["3"], ["2"]]),  # of an entry that is one
        ("Salt helps [1]. Milk does [7b].", [["1", "2"], [""]]),
        ("Salt [x1a] helps [1].", [["1", "2"]]),
    ],
)
def test_a_part_that_a_mark_prints(tmp_path: Path, text: str, marks: list[list[str]]) -> None:
    listed = f"## References\n\n1. a) {A} b) {B}\n2. {C}\n"
    assert found(tmp_path / "a.md", f"# T\n\n{text}\n\n{listed}")[1] == marks
