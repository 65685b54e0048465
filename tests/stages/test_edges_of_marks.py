# ruff: noqa: E501
"""Marks, entries and notes at their edges: what is still one, and what is one no longer."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.stages.test_cite import article, covered, numbers

from citewarden.stages import _entries, _numbered

LIST = "\n## References\n\n" + "\n".join(
    f"{n}. {who} A, Poe B. Clots in cohort {n}. Thromb Res. 201{n};{n}:1{n}-2{n}."
    for n, who in enumerate(("Roe", "Vogt", "Leite", "Younger", "Walker"), 1)
)


def test_how_many_works_a_number_names() -> None:
    rows = {
        "4-4": ["4"], "5-4": [], "3 through 5 and 8": ["3", "4", "5", "8"], "3–5;8，9、10": ["3", "4", "5", "8", "9", "10"],
        "2)(5": ["2", "5"], "123456789": ["123456789"], "1234567890": [],
        "7-37": [str(n) for n in range(7, 38)], "7-38": [],
    }  # fmt: skip
    assert {words: _numbered.numbers(words) for words in rows} == rows


def test_a_number_is_a_mark_by_what_stands_around_it() -> None:
    rows: dict[str, list[tuple[str, str]]] = {
        # a range of values is no mark, a figure outside of it makes it one
        "CI [1-3] was.": [], "It was 2.1 [1, 3] then.": [], "It was 1 [1, 3] then.": [], "It was 3 [1, 3] then.": [],
        "It was 4 [1, 3] then.": [("[1, 3]", "bracket")], "At 50 [1, 3] it.": [("[1, 3]", "bracket")],
        "At 50% [1–3] it.": [("[1–3]", "bracket")], "At 2 (1, 3), it": [],
        # what is shortened is counted
        "see Fig.3 and no.4 now.": [], "as in vol.12 They": [], "in approx.12 They": [],
        "in approxi.12 They": [("12", "flat")], "It passes.3 Then": [("3", "flat")], "They pass.1,2 Next": [("1,2", "flat")],
        "They pass.123 Next": [("123", "flat")], "They pass.1234 Next": [],
        # round brackets count, measure, part a clause, or cite
        "(1) Wash. (2) Dry.": [], "Do (1) wash (2) dry": [], "Do (1) wash": [(" (1)", "inner")],
        "Legs swell (1). Then (2).": [(" (1)", "round"), (" (2)", "round")], "Legs swell.(1) Then": [("(1)", "round")],
        "Legs (12) swell": [(" (12)", "inner")], "Legs (1)–(3) swell": [(" (1)", "round")],
        "It was (5) mg": [], "It was (5), mg": [(" (5)", "round")], "Article 9(1). It": [], "section 5(2) and 7(3), so": [],
        # raised figures, carets, braces
        "Legs² and m⁻² and 10² ok.²": [("²", "raised"), ("²", "raised")], "Legs.²⁻⁴ and": [("²⁻⁴", "raised")],
        "x10⁻³⁴ y": [], "legs^3^ and x^2": [("^3^", "careted")], "Legs^12 swell": [("^12", "careted")],
        "Legs [#4] or {5} swell": [(" [#4]", "braced"), (" {5}", "braced")],
        # words that say so
        "Refs. 3-5 say": [("Refs. 3-5", "worded")], "(see ref 3) it": [("(see ref 3)", "worded")], "Source 12% of": [],
        "References 5 mg": [], "[see 3] ok": [("[see 3]", "seen")], "(note 3)": [("(note 3)", "noted")], "see endnote 4": [],
        # behind a figure only in front of a new sentence
        "Over 65.1 Walking": [("1", "figure")], "Over 65.12": [("12", "figure")], "Over 65.1 walking": [],
    }  # fmt: skip
    found = {body: [(body[m.start : m.end], m.form) for m in _numbered.find(body)] for body in rows}
    assert found == rows


def test_what_marks_name_where_a_list_numbers_its_works(tmp_path: Path) -> None:
    said = [
        ("Clots are rare.¹² They pass.", [("¹²", "1 2")]),  # no twelve, but one and two side by side
        ("Clots are rare.²¹ They pass.", [("²¹", "?")]),
        ("Clots are rare.¹⁰ They pass.", [("¹⁰", "?")]),
        ("Clots are rare.⁶ They pass.", [("⁶", "?")]),
        ("Clots `data[2]` pass.", []),
        ("Clots pass [1]–[4] by day.", [("[1]–[4]", "1 2 3 4")]),
        ("Clots pass [1], [3] by day.", [("[1], [3]", "1 3")]),
        ("Clots pass [1] and [3] by day.", [("[1]", "1"), ("[3]", "3")]),
        ("Clots pass [4]–[1] by day.", [("[4]", "4"), ("[1]", "1")]),
        ("Clots pass [2] (ibid. at 7) by day.", [("[2]", "2"), ("(ibid. at 7)", "2@p. 7")]),
        ("Clots pass (Vogt, op. cit., p. 9) by day.", [("(Vogt, op. cit., p. 9)", "2@p. 9")]),
        ("Clots pass (Roe & Poe, 2011) by day.", [("Roe & Poe, 2011", "1")]),
        ("Clots pass (Vogt et al., 2012, p. 14) by day.", [("Vogt et al., 2012, p. 14", "2@p. 14")]),
        ("As Vogt and Poe (2012) said, clots pass.", [("Vogt and Poe (2012)", "2")]),
        ("As Poe and Vogt (2012) said, clots pass.", []),
        ("Clots pass (Nagy & Kim, 2015) by day.", [("Nagy & Kim, 2015", "?")]),
        ("Clots pass (Vogt, 2013) by day.", [("Vogt, 2013", "?")]),
    ]
    paragraphs = "\n\n".join(text for text, _ in said)
    document, _, citations = article(tmp_path, f"# Clots\n\n{paragraphs}\n{LIST}\n")
    found: dict[str, list[tuple[str, str]]] = {text: [] for text, _ in said}
    for citation in citations:
        at = citation.target.position
        block = next(b for b in document.blocks if b.start <= at.start < b.end)
        names = " ".join(
            f"{item.id.rpartition('-')[2]}{'@' * bool(item.locator)}{item.locator}" if item.id else "?"
            for item in citation.items
        )
        found[document.text[block.start : block.end].replace("data[2]", "`data[2]`")] += [
            (document.text[at.start : at.end], names)
        ]
    assert found == dict(said)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Clots pass (1). They come (2). And go (3).", ["1", "2", "3"]),
        ("Clots pass (1) now. They come (2) then.", []),
        ("Over 65.1 Walking helps.2 They rest.3", ["1", "2", "3"]),
        ("Over 65.4 Walking helps.2 They rest.3", ["2", "3"]),
        ("Over 65.1 Walking helps. They rest.", []),
    ],
)
def test_what_may_be_a_figure_is_a_mark_where_others_are(body: str, wanted: list[str], tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, f"# Clots\n\n{body}\n{LIST}\n")
    assert [n for c in citations for n in numbers(c)] == wanted


def test_how_far_a_mark_reaches_back(tmp_path: Path) -> None:
    rows = {
        "Legs ache. Clots pass. [3] So be it.": ["Clots pass. [3]"],
        "Legs ache. Clots pass. [3]": ["Legs ache. Clots pass. [3]"],
        "Legs ache [1]. Clots pass. [3]": ["Legs ache [1].", "Clots pass. [3]"],
        "Clots pass [1] but stay [2] long.": ["Clots pass [1]", "but stay [2]"],
        "Clots pass [1], which (a) stay [2].": ["Clots pass [1]", "which (a) stay [2]."],
    }
    document, _, citations = article(tmp_path, "# Clots\n\n" + "\n\n".join(rows) + f"\n{LIST}\n")
    assert [covered(document, c) for c in citations] == [words for row in rows.values() for words in row]


A, B, C = "Roe A. Clots. Lancet. 2011;1:2-3.", "Poe B. Legs. BMJ. 2012;4:5-6.", "Moe C. Veins. Chest. 2013;7:8-9."


def test_entries_that_stand_in_one_line() -> None:
    rows = {
        f"{A} {B}": [A, B], f"1. {A} 2. {B}": [A, B], f"1. {A} 3. {B}": [f"{A} 3. {B}"], f"[1] {A} [2] {B} [3] {C}": [A, B, C],
        f"1 {A} 2 {B}": [A, B], f"3. a) {A}; b) {B}; c) {C}": [A, B, C], f"3. a) {A}; b) {B}; d) {C}": [A, f"{B}; d) {C}"],
        f"{A}; {B}": [A, B], f"{A}; see also {B}": [A, B], f"• {A}": [A], f"See also {A}": [A], f"[12] {A}": [A],
        f"(a) {A} (b) {B}": [f"(a) {A} (b) {B}"], f"{A} and {B}": [f"{A} and {B}"],
        "; ".join([A] * 8): [A] * 8, "; ".join([A] * 9): [*[A] * 7, f"{A}; {A}"],
    }  # fmt: skip
    assert {words: [words[a:b] for a, b in _entries.parts(words)] for words in rows} == rows


NOTED = (
    "Roe A, Poe B. *Clots of the Leg and Arm*. London: Wiley; 2011.",
    "Vogt C. *Veins in Winter*. Paris: Elsevier; 2012.",
)


@pytest.mark.parametrize(
    ("notes", "wanted"),
    [
        (("Ibid., p. 5.", "Roe, op. cit., p. 7.", "See note 1, at 9."), ["2 p. 5", "1 p. 7", "1 9"]),
        (("Roe and Poe, Clots of the Leg, 12–14.", "Vogt, Veins, p. 3.", "Roe, Poe, 99."), ["1 12–14", "2 p. 3", "1 99"]),
        (("Roe 2011, p. 443.", "Vogt, ibid., 5.", "Id. at 6."), ["1 p. 443", "2 5", "2 6"]),
        (("Roe, supra note 1, at 4.", "Moe, op. cit., 4.", "Roe, Poe, 2011."), ["1 4", "? 4", "1 "]),
    ],
)  # fmt: skip
def test_notes_that_name_a_work_again(notes: tuple[str, ...], wanted: list[str], tmp_path: Path) -> None:
    said = "\n".join(f"[^{n}]: {words}" for n, words in enumerate((*NOTED, *notes), 1))
    _, references, citations = article(
        tmp_path, f"# Clots\n\nLegs.[^1] Arms.[^2] They come.[^3] They go.[^4] They stay.[^5]\n\n{said}\n"
    )
    found = [
        f"{i.id.rpartition('-')[2] if '#ref-' in i.id else '?'} {i.locator}" for c in citations[2:] for i in c.items
    ]
    assert (found, len(references)) == (wanted, 2)


@pytest.mark.parametrize(
    ("mark", "wanted"),
    [
        ("(Vogt et al., 2012, p. 14; Leite 2013)", {"2": "p. 14", "3": ""}),
        ("(Vogt et al., 2012; Leite 2013, p. 9)", {"2": "", "3": "p. 9"}),
        ("(Roe & Poe, 2011, p. 1; Vogt et al., 2012; Leite 2013, p. 9)", {"1": "p. 1", "2": "", "3": "p. 9"}),
        ("[1, p. 7], [2]", {"1": "p. 7", "2": ""}),
        ("[1], [2, p. 7]", {"1": "", "2": "p. 7"}),
        ("[1, p. 7]", {"1": "p. 7"}),
    ],
)
def test_a_page_is_that_of_the_work_it_stands_behind(mark: str, wanted: dict[str, str], tmp_path: Path) -> None:
    _, _, citations = article(tmp_path, f"# Clots\n\nClots pass {mark} by day.\n{LIST}\n")
    assert {item.id.rpartition("-")[2]: item.locator for c in citations for item in c.items} == wanted
