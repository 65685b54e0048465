"""Plain text: what layout and words alone tell."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nlp.extraction import claims_in

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import plain_text
from citewarden.text.anchors import anchor

SHARED = Path(__file__).parents[2].parent / "shared"

ARTICLE = """\
Why Calves Cramp at Night

Older man stretching his leg on the floor

Medically reviewed by Ann Example, MD on March 4, 2023

Night cramps are common after the age of 60. They often wake people up.

What Brings Them On

Cramps are more likely after, among others:

  • Long standing
  • Some medicines:
      - water pills
      - statins, which lower cholesterol and are
        taken by many people
  • Pregnancy

See a doctor when cramps last.

Was this page helpful?
12 Sources
1. Allen RE, Kirby KA. Nocturnal leg cramps. Am Fam Physician. 2012;86(4):350-355.
2. National Health Service. Leg cramps.
   https://www.nhs.uk/conditions/leg-cramps/
By Joan Writer
"""


def of(text: str) -> Document:
    return plain_text.read(text.encode(), name="a.txt")


def kinds(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def test_an_article_with_everything() -> None:
    read = of(ARTICLE)
    assert read.title == "Why Calves Cramp at Night"
    assert kinds(read, "caption") == ["Older man stretching his leg on the floor"]
    assert (read.reviewer, read.reviewed) == ("Ann Example, MD", "2023-03-04")
    assert kinds(read, "heading") == ["What Brings Them On", "12 Sources"]
    assert [s.role for s in read.sections] == ["body", "body", "references"]
    references = [b for b in read.blocks if b.kind == "reference"]
    assert [b.label for b in references] == ["1", "2"]
    assert kinds(read, "reference")[1].endswith("leg-cramps/")
    assert kinds(read, "reference")[1].startswith("National Health Service")
    assert "Was this page helpful?" in kinds(read, "furniture")


def test_list_items_hang_on_what_introduces_them() -> None:
    read = of(ARTICLE)
    items = {read.text[b.start : b.end].split("\n")[0]: b for b in read.blocks if b.kind == "item"}
    lead = {words: read.text[read.blocks[b.lead_in].start : read.blocks[b.lead_in].end] for words, b in items.items()}
    assert lead["Long standing"] == lead["Pregnancy"] == "Cramps are more likely after, among others:"
    assert lead["water pills"] == "Some medicines:"
    assert items["water pills"].level == 2
    assert items["Pregnancy"].level == 1
    assert "statins, which lower cholesterol and are" in items


def test_text_is_the_file() -> None:
    read = plain_text.read(ARTICLE.replace("\n", "\r\n").encode("utf-16"), name="a.txt")
    assert read.text == ARTICLE
    start = read.text.index("Am Fam Physician")
    place = anchor(read, start, start + 16)
    line = ARTICLE.split("\n")[place.start_line - 1]
    assert line[place.start_column - 1 : place.end_column - 1] == "Am Fam Physician"


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        ("• One A. First. 2001.\n\n• Two B. Second. 2002.", 2),
        ("One A. First. 2001.\nTwo B. Second. 2002.\nThree C. Third. 2003.", 3),
        ("One A. First, a title that\n    goes on. 2001.\nTwo B. Second. 2002.", 2),
        ("One A. First, a title that\ngoes on. 2001.\n\nTwo B. Second. 2002.", 2),
        ("[1] One A. First. 2001.\n[2] Two B. Second. 2002.", 2),
        ("1) One A. First. 2001.\n\n2) Two B. Second. 2002.\n\n3) Three.", 3),
        ("https://www.nhs.uk/a\nhttps://www.cdc.gov/b", 2),
    ],
)
@pytest.mark.parametrize(
    "heading", ["References", "Article Sources", "View Article Sources:", "Bibliography", "Sources (3)"]
)
def test_source_lists(heading: str, listing: str, expected: int) -> None:
    read = of(f"A Title\n\nA sentence of the article that ends here.\n\n{heading}\n\n{listing}\n")
    assert len(kinds(read, "reference")) == expected, kinds(read, "reference")
    assert read.sections[-1].role == "references"


def test_what_follows_the_source_list_is_not_a_source() -> None:
    read = of("T\n\nText here.\n\nSources\n\n• One A. First. 2001.\n\nAbout the Author\n\nJo writes for a living.\n")
    assert kinds(read, "reference") == ["One A. First. 2001."]
    assert read.sections[-1].role == "furniture"
    assert "Jo writes for a living." in kinds(read, "furniture")


def test_hand_wrapped_text_and_underlined_headings() -> None:
    read = of(
        "Sleep and the Heart\n===================\n\n"
        "People who sleep for less than six hours a night have heart attacks\n"
        "more often than people who sleep for seven or eight.\n\n"
        "What to do\n----------\n\nGo to bed at the same time every evening and put the telephone in\n"
        "another room.\n"
    )
    assert read.title == "Sleep and the Heart"
    assert kinds(read, "heading") == ["What to do"]
    assert len(kinds(read, "paragraph")) == 2


def test_words_that_only_look_like_headings() -> None:
    read = of(
        "Iron\n\nA short sentence stands alone.\n\nSigns include\n\n  • being pale\n  • being tired\n\n"
        "In sum, eat well;\n\nand sleep.\n"
    )
    assert kinds(read, "heading") == []
    assert [b.lead_in for b in read.blocks if b.kind == "item"] == [2, 2]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "only blanks"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04rest", "zip archive"),
        (bytes(range(256)) * 20, "binary"),
        ("Ein Satz über Migräne und Übelkeit. Größe.".encode() + b"\xff\xfe", "UTF-8"),
        (b"\xff\xfeA", "UTF-16"),
    ],
)
def test_files_that_are_no_text(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        plain_text.read(data, name="a.txt")
    assert words in str(caught.value)
    assert str(caught.value).startswith("a.txt")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_encodings(encoding: str) -> None:
    text = "Migräne\n\nThe patient’s pain is “severe” – naïve readers may doubt it.\n"
    assert plain_text.read(text.encode(encoding), name="a.txt").text == text


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\n\n\t•-1.2) :"), max_size=400)
)
def test_any_text_is_covered_once(text: str) -> None:
    """Every visible character is in exactly one block, but for list marks, rules and heading marks."""
    if not text.strip():
        return
    read = of("Title line\n\n" + text)
    last, left = 0, []
    for block in read.blocks:
        assert last <= block.start < block.end <= len(read.text)
        words = read.text[block.start : block.end]
        assert words == words.strip()
        left.append(read.text[last : block.start])
        last = block.end
    left.append(read.text[last:])
    for gap in left:
        assert sum(c.isalnum() for c in gap) <= 3 * gap.count("\n") + 6, gap
    for section in read.sections:
        assert 0 <= section.start < section.end <= len(read.text)


@pytest.mark.skipif(not SHARED.exists(), reason="no development data")
def test_annotated_pages_agree_on_headings() -> None:
    folder = SHARED / "data/claims-health"
    pages = {p.name: plain_text.read(p.read_bytes(), name=p.name) for p in (folder / "dev").glob("*.txt")}
    seen: Counter[tuple[bool, bool]] = Counter()
    for row in map(json.loads, (folder / "dev.jsonl").open(encoding="utf-8")):
        middle = (row["start"] + row["end"]) // 2
        kind = next(b.kind for b in pages[row["doc"]].blocks if b.start <= middle < b.end)
        seen[row.get("why") == "heading", kind in ("heading", "title")] += 1
    assert seen[True, False] + seen[False, True] <= 2
    assert seen[True, True] >= 70


@pytest.mark.skipif(not SHARED.exists(), reason="no seed article")
def test_the_seed_article() -> None:
    path = next((SHARED / "seed").glob("*.txt"))
    read = plain_text.read(path.read_bytes(), name=path.name)
    assert read.title == "Are Muscle Twitches a Symptom of MS?"
    assert [s.title for s in read.sections if s.role == "body"][1:] == [
        "Understanding Fasciculations",
        "Understanding Spasticity and Clonus",
        "Understanding Benign Muscle Twitching",
        "A Word From Verywell",
    ]
    assert [len(kinds(read, k)) for k in ("reference", "item", "caption", "furniture")] == [5, 12, 1, 1]
    assert read.text[read.blocks[11].start : read.blocks[11].end] == "An overactive thyroid gland"
    assert read.text[read.blocks[10].start : read.blocks[10].end].endswith("such as:")
    assert read.blocks[11].lead_in == 10


@pytest.mark.parametrize("mark", ["[1]", " [1, 2]", "¹", " (1)", "1,2"])
def test_a_sentence_with_its_mark_is_no_heading(mark: str) -> None:
    text = f"Iron\n\nIron tablets help tired adults.{mark}\n\nReferences\n\n1. Roe B. Salt. Lancet. 2019;393:12-18.\n"
    document = plain_text.read(text.encode(), name="a.txt")
    assert [b.kind for b in document.blocks] == ["title", "paragraph", "heading", "reference"]


@pytest.mark.parametrize(
    ("lead", "items"),
    [
        ("A hearing test shows:", ["How soft a sound you notice", "Whether both ears hear alike", "Where it lies"]),
        ("Call the clinic if the cast:", ["Smells", "Feels too tight", "Gets wet"]),
        ("The doctor may ask about:", ["Your diet", "Any pills (also those bought without a slip) that you take"]),
        ("Gout is more common in people who have:", ["Kidney disease", "Psoriasis", "High blood pressure"]),
    ],
)
def test_lines_below_a_colon_are_a_list_without_marks(lead: str, items: list[str]) -> None:
    lines = "\n \n".join(items)
    text = f"Care at home\n\nThis is about care.\n\n{lead}\n \n{lines}\n \nRest helps most people. It takes a week.\n"
    document = plain_text.read(text.encode(), name="a.txt")
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "item"] == items
    assert document.blocks[-1].kind == "paragraph"


@pytest.mark.parametrize(
    "below",
    [
        "Types of Gout\n\nThere are two types.",
        "Who gets it?\n\nMost are men.",
        "Iron\n\nEat meat, eggs, beans and greens. All of these hold much of the iron that adults and children need",
    ],
)
def test_headings_below_a_colon_stay(below: str) -> None:
    text = f"Gout\n\nGout hurts.\n\nThis is what we know:\n\n{below}\n\nHow Gout Is Treated\n\nTablets help."
    document = plain_text.read(text.encode(), name="a.txt")
    assert [b.kind for b in document.blocks].count("heading") == 2


def test_a_heading_of_one_word_ends_a_list_without_marks() -> None:
    text = "Falls\n\nOw.\n\nThe aims are:\n\nFewer falls\n\nLess fear\n\nMedicines\n\nSome pills make you dizzy.\n"
    document = plain_text.read(text.encode(), name="a.txt")
    assert [b.kind for b in document.blocks][-4:] == ["item", "item", "heading", "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        "Age             People     Share\n18 to 34        1,500      7.0%\n35 to 54        2,100      9.0%",
        "Drug     Dose     Cases\nZinc     10 mg    12\nIron     20 mg    14\nTotal    -        26",
        "Year  Deaths\n2019  340\n2020  410\n2021  380",
        "Weight      Dose      How often\n10-15 kg    120 mg    every 6 hours\n16-25 kg    240 mg    every 6 hours",
        "Age         Morning   Evening\n3 months              2 ml\n6 months    4 ml      4 ml",
    ],
)
def test_lines_in_columns_are_rows(lines: str) -> None:
    text = (
        f"Sleep and age\n\nSleep changes with age, and many people notice it.\n\nSHARES [1]\n\n{lines}\n\nThat is all."
    )
    document = plain_text.read(text.encode(), name="a.txt")
    assert [b.kind for b in document.blocks].count("row") == len(lines.split("\n"))
    assert next(document.text[b.start : b.end] for b in document.blocks if b.kind == "caption") == "SHARES [1]"


FORMS = ["Syrup\n\nGive it by age.\n\n{}\n\nWhat then?\n", "<h1>Syrup</h1><pre>{}</pre><p>What then?</p>"]
DOSES = [("3 months", "2.5 ml", "4"), ("6 months", "5 ml", "4"), ("2 years", "7.5 ml", "3")]


def told_in(lines: str, form: str, folder: Path) -> list[str]:
    name = "a.html" if form.startswith("<") else "a.txt"
    return [claim.standalone.removeprefix("Syrup: ") for claim in claims_in(form.format(lines), folder, name)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("{:<12}{:<10}{}", None),
        ("{:<12}{:<10}{}", ""),
        ("{:<12}{:<10}{}", "---------------------------"),
        ("{:<12}{:<10}{}", "--------    ------    -----"),
        ("{:>10}  {:>8}  {}", None),
        ("{} ........ {} ........ {}", None),
        ("{} . . . . . . {} . . . . {}", None),
        ("{}\t{}\t{}", None),
        ("{} | {} | {}", None),
        ("| {} | {} | {} |", "+-----+------+-------+"),
    ],
)
def test_every_row_of_a_table_of_doses_has_its_names(tmp_path: Path, form: str, line: str, rule: str | None) -> None:
    head, *below = (line.format(*cells) for cells in [("Age", "Dose", "Times"), *DOSES])
    lines = "\n".join([head, *([] if rule is None else [rule]), *below])
    assert told_in(lines, form, tmp_path) == [f"Age {age}: Dose: {dose}; Times: {n}" for age, dose, n in DOSES]


@pytest.mark.parametrize("sign", ["<h1>Syrup</h1><pre>{}</pre>", "<h1>Syrup</h1><p>{}</p>"])
@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["Babies: 2.5 ml 4 times a day", "Toddlers: 5 ml 4 times a day", "Adults: 10 ml 3 times a day"], 3),
        (["Babies - 2.5 ml - 4 times a day", "Toddlers - 5 ml - 3 a day", "Adults - 10 ml - 3 a day"], 3),
        (["Babies take 2.5 ml", "Toddlers take 5 ml", "Adults take 10 ml"], 3),
        (["In 2019 drops helped 300 adults in", "Paris, which was 30% of all, and 20% in", "Berlin in 2 weeks."], 1),
        (["Babies take 2.5 ml of this, and", "adults take 10 ml, both of them for", "5 days."], 1),
    ],
)
def test_lines_that_state_a_dose_each_are_told_apart(tmp_path: Path, sign: str, lines: list[str], told: int) -> None:
    between = "\n" if "pre" in sign else "<br/>"
    assert len(claims_in(sign.format(between.join(lines)), tmp_path, "a.html")) == told


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [("Drug", "Dose", "Notes"), ("Zinc", "10 mg", "not with"), ("", "", "milk"), ("Iron", "20 mg", "at night")],
            ["Zinc: Dose: 10 mg; Notes: not with milk", "Iron: Dose: 20 mg; Notes: at night"],
        ),
        (
            [("Drug", "Morning", "Evening"), ("Zinc", "", "10 mg"), ("Iron", "20 mg", "20 mg")],
            ["Zinc: Evening: 10 mg", "Iron: Morning: 20 mg; Evening: 20 mg"],
        ),
        (
            [("Drug", "Dose", "Most"), ("Zinc", "10 mg", "40 mg"), ("Iron", "20 mg", ""), ("Lime", "30 mg", "60 mg")],
            ["Zinc: Dose: 10 mg; Most: 40 mg", "Iron: Dose: 20 mg", "Lime: Dose: 30 mg; Most: 60 mg"],
        ),
    ],
)
def test_cells_stand_in_the_columns_they_are_printed_in(
    tmp_path: Path, form: str, rows: list[tuple[str, str, str]], told: list[str]
) -> None:
    lines = "\n".join("{:<12}{:<10}{}".format(*row).rstrip() for row in rows)
    assert told_in(lines, form, tmp_path) == told


@pytest.mark.parametrize(
    "lines",
    [
        "Ann Poe    2 Long Road\nJoe Roe      and a garden\nZoe Loe    9 Short Road",
        "He took 2 pills.  She took none.\nThey slept.  It rained.  Dogs barked.\nIt was 9.  They woke.",
        "Wait....\nand see....\nwhat comes",
        "Call us:  any day\nWrite to us:  any time\nCome by:  at noon",
        "Most people sleep.  Some do not.\nOld people wake.  They nap.\nThat is so.  It is known.",
        "Roses are red,\n  violets are blue,\n  sugar is sweet,\n  and so are you.",
    ],
)
def test_lines_with_wide_blanks_are_no_rows(lines: str) -> None:
    document = plain_text.read(f"Sleep and age\n\nSleep changes.\n\n{lines}\n".encode(), name="a.txt")
    assert "row" not in {b.kind for b in document.blocks}


SENTENCE = "Legs swell when water stays in them, and it is called oedema by doctors."


def line(size: int, word: str = "salt") -> str:
    """Words of so many characters."""
    words = ("Salt " + f"{word} " * size)[:size]
    return f"{words[:-1]}t" if words.endswith(" ") else words


@pytest.mark.parametrize(
    ("most", "longest", "page"),
    [
        ("title", 200, lambda n: f"{line(n)}\n\n{SENTENCE}\n\n{SENTENCE}\n"),
        ("title", 200, lambda n: f"{line(90)}\n{line(n - 91).lower()}\n\n{SENTENCE}\n\n{SENTENCE}\n"),
        ("heading", 110, lambda n: f"Legs\n\n{SENTENCE}\n\n{line(n, 'saltiness')}\n\n{SENTENCE}\n"),
        ("heading", 16, lambda n: f"Legs\n\n{SENTENCE}\n\n{' '.join(['Sal'] * n)}\n\n{SENTENCE}\n"),
        ("heading", 8, lambda n: f"Legs\n\n{SENTENCE}\n\n{' '.join(['Sal'] * n)}!\n\n{SENTENCE}\n"),
        ("heading", 120, lambda n: f"Legs\n\n{SENTENCE}\n\n{line(n)}\n=====\n\n{SENTENCE}\n"),
        ("furniture", 72, lambda n: f"Legs\nBy Ann Roe, {line(n - 12)}\n\n{SENTENCE}\n\n{SENTENCE}\n"),
    ],
)
def test_how_long_a_line_may_be(most: str, longest: int, page: Callable[[int], str]) -> None:
    """To be read as what its place makes of it: with one letter or word more it is something else."""
    at = {"title": 0, "furniture": 1, "heading": 2}[most]
    within, over = (plain_text.read(page(n).encode(), name="a").blocks for n in (longest, longest + 1))
    assert within[at].kind == most
    assert over[at].kind != most
