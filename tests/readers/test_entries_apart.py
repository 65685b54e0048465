"""Entries of a list that nothing but a bare number, a semicolon or a line end parts, and those that none does."""

from __future__ import annotations

import pytest

from citewarden.model import Reference
from citewarden.readers import html, markdown, plain_text
from citewarden.stages.cite import cite

ROE = "Roe AB, Poe C. Rest and the knee in adults.\nBMJ. 2011;342:12-19."
VOGT = "Vogt D, Lind E, et al. Walking after a hip fracture:\na trial. Lancet. 2015;385(9):100-107."
BODY = "World Health Organization. Guideline on the care of\nolder people. Geneva: WHO; 2017."


def of(text: str, reader: object = plain_text) -> tuple[Reference, ...]:
    assert hasattr(reader, "read")
    return tuple(cite(reader.read(text.encode(), name="a"))[0])


def begins(references: tuple[Reference, ...]) -> list[tuple[str, str]]:
    return [(r.label, r.raw.split()[0]) for r in references]


LEAD = (
    "Sore knees\n\nRest helps most people with a sore knee, and walking does so too in the long run.1,2\n\nReferences\n"
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (f"1 {ROE}\n2 {VOGT}\n3 {BODY}\n", [("1", "Roe"), ("2", "Vogt"), ("3", "World")]),
        (f"1  {BODY}\n2  {ROE}\n", [("1", "World"), ("2", "Roe")]),
        (f"\n1 {VOGT}\n\n2 {ROE}\n", [("1", "Vogt"), ("2", "Roe")]),
        (
            f" 1 {ROE}\n 2 {VOGT} https://example.org/a\n 3 {BODY}\n",
            [("1", "Roe"), ("2", "Vogt"), ("3", "World")],
        ),
    ],
)
def test_numbers_without_a_stop_part_wrapped_entries(rows: str, expected: list[tuple[str, str]]) -> None:
    assert begins(of(LEAD + rows)) == expected


def test_marks_that_are_glued_to_their_words_name_such_entries() -> None:
    document = plain_text.read(f"{LEAD}1 {ROE}\n2 {VOGT}\n".encode(), name="a")
    references, citations = cite(document)
    assert [[item.id for item in c.items] for c in citations] == [[r.id for r in references]]


@pytest.mark.parametrize(
    "rows",
    [
        "1 Roe AB, Poe C.\nThe care of adults with type\n2 Diabetes in the clinic, by them.\nBMJ. 2011;342:12-19.\n",
        "Roe AB, Poe C.\nHow people care for themselves after step\n1 Walking, and at home.\nBMJ. 2011;342:12-19.\n",
    ],
)
def test_a_line_that_goes_on_with_a_figure_begins_no_entry(rows: str) -> None:
    assert len(of(LEAD + rows)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        f"1 {ROE}\n2 {VOGT}\n3 {BODY}",
        f"(1) {ROE}\n(2) {VOGT} PROSPERO CRD42020111222\n(3) {BODY}",
        f"(1) {ROE} https://example.org/show?id=7\n(2) {VOGT} https://example.org/book/43\n(3) {BODY}",
        f"(1) Bodies, 2016\n(2) {VOGT[:-1]}\n(3) Roe AB. On rest. Oslo: Reed; 2017.",
    ],
)
def test_numbers_behind_a_register_an_address_and_pages_part_entries_of_one_paragraph(rows: str) -> None:
    references = of(f"# Knees\n\nRest helps (1). Walking too (2,3).\n\n## References\n\n{rows}\n", markdown)
    assert [r.label for r in references] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "row",
    [
        "(1) Roe AB, Poe C. Rest and the knee in adults. BMJ 342 (2) Suppl: 12-19. 2011.",
        "1 Roe AB, Poe C. Rest and the knee. Part 1. 2 Sides of it. BMJ. 2011;342:12-19.",
    ],
)
def test_an_issue_and_a_part_of_a_title_begin_no_entry(row: str) -> None:
    assert len(of(f"# Knees\n\nRest helps (1).\n\n## References\n\n{row}\n", markdown)) == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            'NHS, "Gout"; Roe AB et al., "Rest after a fall in older people who live alone," Lancet, 2014; Arthritis '
            "Foundation; interview with Dr. Ann Poe, rheumatologist",
            ["NHS,", "Roe", "Arthritis", "interview"],
        ),
        (
            'Mayo Clinic, "Hives"; personal communication with Prof. Ben Lind, Oslo University Hospital',
            ["Mayo", "personal"],
        ),
        (
            'Vogt D, Lind E, "How walking helps a great many people with a hip fracture," The Lancet, 2015; and phone '
            "interview with Cara Roe, physiotherapist at the County Hospital",
            ["Vogt", "phone"],
        ),
    ],
)
def test_a_line_of_sources_between_semicolons_is_one_each(line: str, expected: list[str]) -> None:
    references = of(f"# Knees\n\nRest helps most people.\n\n*Sources: {line}.*\n", markdown)
    assert [r.raw.split()[0] for r in references] == expected


def test_a_semicolon_within_a_source_parts_nothing() -> None:
    line = "Roe AB, Poe C. Rest and the knee; what a nurse who visits at home can do about it. BMJ. 2011;342:12-19."
    assert len(of(f"# Knees\n\nRest helps.\n\nSources: {line}\n", markdown)) == 1


@pytest.mark.parametrize(
    "note",
    [
        "Roe AB, Poe C.\n    Rest and the knee in adults who run.\n\n    *BMJ.* 2011;342:12-19. doi:10.1000/xyz12",
        "Vogt D, Lind E. Walking after a hip fracture.\n\n    *Lancet.* 2015;385(9):100-107.",
        "Roe AB. Rest after a fall in older people.\n\n    Oslo: Reed Press; 2017. 44 p.",
    ],
)
def test_a_note_of_two_paragraphs_is_one_source(note: str) -> None:
    assert len(of(f"# Knees\n\nRest helps.[^a]\n\n[^a]: {note}\n", markdown)) == 1


def test_a_note_of_two_whole_sources_is_two() -> None:
    note = "Roe AB. On rest. BMJ. 2011;342:12-19.\n\n    Poe C. On walking. Lancet. 2015;385(9):100-107."
    assert len(of(f"# Knees\n\nRest helps.[^a]\n\n[^a]: {note}\n", markdown)) == 2


def test_a_page_that_breaks_its_lines_reads_likewise() -> None:
    rows = f"1 {ROE}<br>2 {VOGT}<br>3 {BODY}".replace("\n", " ")
    page = f"<html><body><main><h1>Knees</h1><p>Rest helps.</p><h2>References</h2><p>{rows}</p></main></body></html>"
    assert [r.label for r in of(page, html)] == ["1", "2", "3"]


@pytest.mark.parametrize("word", ["Reference", "Source", "Citation"])
@pytest.mark.parametrize("mark", ['<button aria-describedby="r{n}">{words}</button>', '<a href="#r{n}">{words}</a>'])
def test_marks_and_rows_that_say_in_a_hidden_word_what_they_are(word: str, mark: str) -> None:
    def called(number: int) -> str:
        return f'<span class="sr-only">{word} </span>{number}'

    said = f"<p>Rest helps.{mark.format(n=1, words=called(1))} So does sleep.{mark.format(n=2, words=called(2))}</p>"
    rows = "".join(
        f'<tr id="r{n}"><td>{called(n)}</td><td>{raw}</td></tr>'.replace("\n", " ") for n, raw in ((1, ROE), (2, VOGT))
    )
    page = f"<html><body><main><h1>Knees</h1>{said}<table><tbody>{rows}</tbody></table></main></body></html>"
    document = html.read(page.encode(), name="a")
    references, citations = cite(document)
    assert begins(tuple(references)) == [("1", "Roe"), ("2", "Vogt")]
    assert [[item.id for item in c.items] for c in citations] == [[r.id] for r in references]


@pytest.mark.parametrize("words", ["Table 1", "Step 1", "Source of iron"])
def test_a_link_to_a_part_of_the_page_is_no_mark(words: str) -> None:
    page = f'<h1>Knees</h1><p>Rest helps, see <a href="#x">{words}</a>.</p><table id="x"><tr><td>Iron</td></tr></table>'
    assert not cite(html.read(f"<html><body><main>{page}</main></body></html>".encode(), name="a"))[1]


@pytest.mark.parametrize("name", ["src", "s", "entry-"])
@pytest.mark.parametrize("tag", ["p", "div"])
def test_what_bears_a_notes_name_with_the_next_number_is_an_entry_of_its_own(name: str, tag: str) -> None:
    entries = "".join(
        f'<{tag} id="{name}{n}"><strong>{n}</strong>&nbsp;&nbsp;{words}</{tag}>'
        for n, words in enumerate((ROE, VOGT, BODY), start=1)
    )
    page = f'<h1>Knees</h1><p>Rest helps.<sup><a href="#{name}1">1</a></sup></p><h2>Sources</h2><div>{entries}</div>'
    assert [r.raw.split()[0] for r in of(page, html)] == ["Roe", "Vogt", "World"]


def test_what_a_page_says_of_itself_behind_its_sources_is_none() -> None:
    about = "<dl><dt>Leaflet reference</dt><dd>KNE/0217.4</dd><dt>Produced</dt><dd>March 2025</dd></dl>"
    page = f"<h1>Knees</h1><p>Rest helps.</p><h2>References</h2><ol><li>{ROE}</li><li>{BODY}</li></ol>{about}"
    assert [r.raw.split()[0] for r in of(page, html)] == ["Roe", "World"]
