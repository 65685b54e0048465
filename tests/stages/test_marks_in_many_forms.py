"""Marks as they are printed, pasted and left over: bound where a list answers, told where nothing does."""

from __future__ import annotations

import pytest

from citewarden.model import Document
from citewarden.readers import html, markdown, plain_text
from citewarden.stages.cite import cite

ENTRIES = [
    "Allen RE, Kirby KA. Leg cramps. Am Fam Physician. 2012;86(4):350-355.",
    "Earley CJ. The role of iron. Mov Disord. 2007;22:440-8.",
    "Silber MH. Opioids. Sleep. 2018;93(1):59-67.",
]
LISTED = "\n\n## References\n\n" + "\n".join(f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1))


def marks(document: Document) -> list[list[str]]:
    references, citations = cite(document)
    numbers = {r.id: str(number) for number, r in enumerate(references, 1)}
    return [[numbers.get(item.id, "") for item in c.items] for c in citations]


def of(text: str) -> Document:
    return markdown.read(f"# Legs\n\n{text}\n".encode(), name="a.md")


def raised(words: str) -> Document:
    listed = "".join(f"<li>{entry}</li>" for entry in ENTRIES)
    page = f"<h1>Legs</h1><p>Iron helps people.{words} Rest well.</p><h2>References</h2><ol>{listed}</ol>"
    return html.read(f"<html><body>{page}</body></html>".encode(), name="a.html")


@pytest.mark.parametrize(
    ("words", "bound", "place"),
    [
        ("<sup>1(p572)</sup>", [["1"]], "p572"),
        ("<sup>1,3(pp786,790)</sup>", [["1", "3"]], "pp786,790"),
        ("<sup>2(Table 3)</sup>", [["2"]], "Table 3"),
        ("<sup>1‑3</sup>", [["1", "2", "3"]], ""),
        ("<sup>1−3</sup>", [["1", "2", "3"]], ""),
        ("<sup>2）</sup>", [["2"]], ""),
        ("<sup>1，3）</sup>", [["1", "3"]], ""),
    ],
)
def test_raised_marks_with_places_and_dashes(words: str, bound: list[list[str]], place: str) -> None:
    document = raised(words)
    assert marks(document) == bound
    assert cite(document)[1][0].items[0].locator == place


@pytest.mark.parametrize("words", ["<sup>(p572)</sup>", "<sup>TM</sup>", "<sup>®</sup>"])
def test_what_is_raised_and_no_mark(words: str) -> None:
    assert marks(raised(words)) == []


@pytest.mark.parametrize(
    ("mark", "bound"),
    [
        ("{1}", [["1"]]),
        (" {1,3}", [["1", "3"]]),
        ("{2-3}", [["2", "3"]]),
        ("^1^", [["1"]]),
        ("^2", [["2"]]),
        (" [#2]", [["2"]]),
        (" [1,\n2]", [["1", "2"]]),
        ("［1，3］", [["1", "3"]]),
        (" [1−3]", [["1", "2", "3"]]),
    ],
)
def test_further_brackets(mark: str, bound: list[list[str]]) -> None:
    assert marks(of(f"Iron helps tired people{mark}. Rest well.{LISTED}")) == bound


@pytest.mark.parametrize("words", ["x^{2} and y_{1}.", "10^6 cells.", "the set {a, 1}.", "20 m^2.", "$a^2$ people."])
def test_powers_and_sets_are_no_marks(words: str) -> None:
    assert marks(of(f"Iron helps in {words} Rest well.{LISTED}")) == []


@pytest.mark.parametrize(
    ("mark", "count"),
    [
        (" (1)", 2),
        (" {1}", 2),
        (" [Roe2019]", 2),
        (" (Ref 1)", 2),
        (" (Allen and Kirby, 2012)", 0),
    ],
)
def test_marks_without_any_list(mark: str, count: int) -> None:
    document = plain_text.read(
        f"Legs\n\nIron helps tired people{mark}. Rest is good for them{mark}.\n".encode(), name="a.txt"
    )
    assert sum(not item.id for c in cite(document)[1] for item in c.items) == count


@pytest.mark.parametrize(
    "mark",
    [
        " [cite: 1, 2]",
        " [cite_start]",
        " [web:3]",
        " [4†source]",
        " \\cite{roe2011}",
        " {{cite journal|x}}",
        " [@roe2011]",
        "<sup>2</sup>",
    ],
)
def test_what_other_programs_leave(mark: str) -> None:
    document = plain_text.read(f"Legs\n\nIron helps tired people{mark}. Rest well.\n".encode(), name="a.txt")
    assert [u.kind for u in document.unread] == ["mark"]


@pytest.mark.parametrize(
    "words", ["(1) Wash. (2) Dry.", "type (1) or (2) people", "[sic] people", "in May (May, 2012)", "a@b.example"]
)
def test_what_is_no_mark_is_not_told(words: str) -> None:
    document = plain_text.read(f"Legs\n\nIron helps: {words} and rest.\n".encode(), name="a.txt")
    assert (document.unread, cite(document)[1]) == ((), [])


def test_names_and_years_that_nothing_answers() -> None:
    told = [
        i.label
        for c in cite(of("Iron helps (Poe, 2012). Rest is good (Roe and Vogt, 2014; Leite, 2015)."))[1]
        for i in c.items
    ]
    assert told == ["Poe, 2012", "Roe and Vogt, 2014", "Leite, 2015"]
    assert marks(of(f"Iron helps (Poe, 2012). Rest is good (Allen & Kirby, 2012).{LISTED}")) == [[""], ["1"]]
    assert marks(of(f"We met once (Hull, 2012). Rest is good [1].{LISTED}")) == [["1"]]
    assert marks(of("We met once (Hull, 2012). Rest is good (May, 2014).")) == []


def test_labels_with_a_place() -> None:
    text = "Iron helps [GLA-20, sec. 3]. Rest helps [KNK17, p. 4].\n\n## Sources\n\n" + "\n\n".join(
        f"[{label}] {entry}" for label, entry in zip(("GLA-20", "KNK17"), ENTRIES, strict=False)
    )
    assert marks(of(text)) == [["1"], ["2"]]
    assert [c.items[0].locator for c in cite(of(text))[1]] == ["sec. 3", "p. 4"]


def test_years_of_two_editions() -> None:
    listed = "\n\n## References\n\nAllen, R. E. (2003). Leg cramps. Sage. (Original work published 1982)\n"
    assert marks(of(f"The idea is that of Allen (1982/2003), not new.{listed}")) == [["1"]]


@pytest.mark.parametrize("form", ["{n}）{e}", "［{n}］{e}", "{n}．{e}", "【{n}】{e}"])
def test_lists_with_wide_numbers(form: str) -> None:
    listed = "\n".join(form.format(n=number, e=entry) for number, entry in enumerate(ENTRIES, 1))
    for text in (
        f"# Legs\n\nIron helps［2］.\n\n## References\n\n{listed}\n",
        f"Legs\n\nIron helps［2］.\n\nReferences\n\n{listed}\n",
    ):
        reader = markdown if text.startswith("#") else plain_text
        document = reader.read(text.encode(), name="a")
        assert [r.raw for r in cite(document)[0]] == ENTRIES
        assert marks(document) == [["2"]]


@pytest.mark.parametrize(
    "entry",
    [
        "Royal College of Rest. Early Warning Score (EWS) 2. London: RCR; 2017.",
        "Poe A, Roe B. Rest. Headache, 53 (2) (2013), pp. 344-355",
        "Ministry of Rest. Global plan, version 2. Geneva: MoR; 2020.",
    ],
)
def test_a_number_within_an_entry_begins_none(entry: str) -> None:
    document = of(f"Iron helps [1]. Rest helps [2].\n\n## References\n\n1. {entry}\n2. {ENTRIES[0]}\n")
    assert [r.raw for r in cite(document)[0]] == [entry, ENTRIES[0]]
