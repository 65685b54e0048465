"""Marks whose name and year stand apart, that have no year, that no list can answer, and figures that are none."""

from __future__ import annotations

import pytest

from citewarden.readers import html, markdown
from citewarden.stages.cite import cite

LIST = """
## References

Roe, A. B., Poe, C. and Lind, D. (2016) 'Rest and the knee', *BMJ*, 12(3), pp. 4-9.

Vogt, D. (2017) 'Walking after a fall', *Lancet*, 38(9), pp. 100-107.

World Health Organization (2021) *Step by step*. Geneva: WHO.
"""


def marked(said: str, rest: str = LIST) -> list[tuple[str, tuple[str, ...]]]:
    """(the entry's number or "", the labels) of each mark."""
    document = markdown.read(f"# Knees\n\nRest helps (Roe et al., 2016). {said}\n{rest}".encode(), name="a.md")
    _, citations = cite(document)
    return [
        (",".join(item.id.rsplit("-", 1)[-1] for item in c.items), tuple(item.label for item in c.items))
        for c in citations
    ][1:]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Roe and her team (2016) followed 90 people.", "1"),
        ("Roe and their colleagues (2016) followed 90 people.", "1"),
        ("Vogt's later review (2017) says so too.", "2"),
        ("Vogt’s trial of walking (2017) says so too.", "2"),
        ("Vogt later found the same (2017).", "2"),
        ("WHO said in its report (2021) that walking helps.", "3"),
    ],
)
def test_words_between_a_name_and_its_year(said: str, number: str) -> None:
    assert [found for found, _ in marked(said)] == [number]


@pytest.mark.parametrize(
    "said",
    [
        "Vogt's later review (2018) is not listed.",
        "Britain's new law on rest (2017) came into force.",
        "Oslo and Vogt later built a clinic (2017).",
        "Vogt built it. A new law came (2017).",
        "Vogt, who is a nurse of many years in Oslo, left work (2017).",
    ],
)
def test_what_is_no_mark_of_a_listed_work(said: str) -> None:
    assert not any(number for number, _ in marked(said))


@pytest.mark.parametrize(
    "words",
    ["J. Hart, personal communication, 4 May 2023", "Hart, pers. comm.", "J. Hart, personal communication"],
)
def test_what_somebody_told_the_author_is_told(words: str) -> None:
    assert marked(f'"It hurts" ({words}).') == [("", (words,))]


@pytest.mark.parametrize(
    "entry",
    ["Personal communication with Dr. Jane Hart, 4 May 2023.", "Hart, J. (2023) Personal communication, 4 May."],
)
def test_what_somebody_told_the_author_binds_to_its_entry(entry: str) -> None:
    listed = f"\n## References\n\n- Roe, A. B. (2016) 'Rest', *BMJ*, 12(3), pp. 4-9.\n- {entry}\n"
    found = marked('"It hurts" (J. Hart, personal communication, 4 May 2023).', listed)
    assert [number for number, _ in found] == ["2"]


@pytest.mark.parametrize("said", ["Good communication helps (see below).", "It is common (in Oslo, personal care)."])
def test_talk_of_communication_is_no_mark(said: str) -> None:
    assert marked(said) == []


@pytest.mark.parametrize("words", ["Kirby, undated", "Hart and Kirby, n.d.", "Hart, no date"])
def test_a_mark_without_a_year_that_nothing_answers_is_told(words: str) -> None:
    assert marked(f"Experts agree [{words}].") == [("", (words,))]


@pytest.mark.parametrize(
    "said",
    [
        "Health data come under article 9(1), and use is lawful under article 9(2)(h) [1].",
        "Section 5(2) allows it, as do sections 3(1), 4(1) and 6(1); so it is [1].",
        "See 45 CFR 164(1). The rule is old [1].",
        "Under regulation 12(1), and rule 7A of it, you may ask [1].",
    ],
)
def test_the_parts_of_a_clause_are_no_marks(said: str) -> None:
    page = f"<h1>Law</h1><p>{said}</p><h2>References</h2><p>[1] Roe A. On law. Oslo: Reed; 2021.</p>"
    document = html.read(f"<html><body><main>{page}</main></body></html>".encode(), name="a.html")
    assert [item.label for c in cite(document)[1] for item in c.items] == ["1"]


def test_a_number_behind_words_of_a_section_is_a_mark() -> None:
    rows = "<li>Roe A. On rest. BMJ. 2011;342:12-19.</li><li>Poe C. On walking. Lancet. 2015;385:100-107.</li>"
    said = "<p>In part 2 of the trial pain fell in 45(1), and in section 9 of it walking helps (2).</p>"
    page = f"<h1>Rest</h1>{said}<h2>References</h2><ol>{rows}</ol>"
    document = html.read(f"<html><body><main>{page}</main></body></html>".encode(), name="a.html")
    assert [item.label for c in cite(document)[1] for item in c.items] == ["1", "2"]


@pytest.mark.parametrize(
    "block",
    [
        '<TabItem value="a" label="A">Rest helps.[^a]</TabItem>',
        "<div>\nRest helps.[^a]\n</div>",
        "<details><summary>More</summary><p>Rest &amp; sleep help.[^a]</p></details>",
    ],
)
def test_the_mark_of_a_note_in_a_block_of_markup(block: str) -> None:
    text = f"# Knees\n\n{block}\n\n[^a]: Roe A, Poe C. On rest. BMJ. 2011;342:12-19.\n"
    document = markdown.read(text.encode(), name="a.mdx")
    assert [bool(item.id) for c in cite(document)[1] for item in c.items] == [True]
    assert "[^" not in document.text


def test_what_looks_like_a_note_in_markup_and_is_none_stays() -> None:
    document = markdown.read(b"# Code\n\n<div>\nA class such as [^x] means any other letter.\n</div>\n", name="a.md")
    assert "[^x]" in document.text
