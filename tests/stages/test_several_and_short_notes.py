"""Notes that name several works, and short ones that name a work again."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.stages.cite import cite
from citewarden.stages.read import read

A = "Roe B. Salt. Lancet. 2019;393:12-18"
B = "Poe A. Bread. BMJ. 2020;368:m3"
C = "Abe C. Milk in tea. London: Faber; 2011"


def found(path: Path, text: str) -> tuple[list[str], list[list[str]]]:
    path.write_text(text)
    references, citations = cite(read(path, root=path.parent))
    number = {r.id: str(n) for n, r in enumerate(references, 1)}
    return [r.raw.strip(" .") for r in references], [[number.get(i.id, "") for i in c.items] for c in citations]


@pytest.mark.parametrize(
    "note",
    [
        f"{A}; {B}; {C}.",
        f"{A}. See also {B}. Cf. {C}.",
        f"See {A}; {B}; and, for children, {C}.",
        f"{A}; see also {B}; but see {C}.",
    ],
)
@pytest.mark.parametrize("label", ["1", "salt"])
def test_several_works_in_one_note(tmp_path: Path, note: str, label: str) -> None:
    text = f"# T\n\nSalt helps.[^{label}] Rye too.[^9]\n\n[^{label}]: {note}\n[^9]: Coe D. Rye. Gut. 2018;67:1-4.\n"
    raws, marks = found(tmp_path / "a.md", text)
    assert [raw.removeprefix("See ") for raw in raws] == [A, B, C, "Coe D. Rye. Gut. 2018;67:1-4"]
    assert marks == [["1", "2", "3"], ["4"]]


@pytest.mark.parametrize(
    "entry",
    [
        "Zhao, J.; Zeng, X.; Wang, J. Salt in bread. Foods 2017, 6, 12.",
        "Roe B, ed. Salt; Bread; Milk. New York: Knopf; 2012.",
        "World Health Organization. Salt; Geneva: WHO; 2012.",
    ],
)
def test_semicolons_within_one_work(tmp_path: Path, entry: str) -> None:
    text = f"# T\n\nSalt helps.[1] Milk does.[2]\n\n## References\n\n1. {entry}\n2. {C}.\n"
    raws, marks = found(tmp_path / "a.md", text)
    assert len(raws) == 2
    assert marks == [["1"], ["2"]]


@pytest.mark.parametrize(
    "again",
    [
        "Walker, *Why We Sleep*, 145.",
        "Walker, Why We Sleep, pp. 145-146.",
        "See Walker, 145.",
        "Walker, “Why We Sleep,” 145.",
    ],
)
def test_short_notes(tmp_path: Path, again: str) -> None:
    text = (
        f"# T\n\nSleep helps.[^1] Naps do.[^2] Tea does.[^3]\n\n[^1]: Matthew Walker, *Why We Sleep: Unlocking the "
        f"Power of Sleep* (New York: Scribner, 2017), 120.\n[^2]: {A}.\n[^3]: {again}\n"
    )
    raws, marks = found(tmp_path / "a.md", text)
    assert len(raws) == 2
    assert marks == [["1"], ["2"], ["1"]]


def test_short_notes_beside_a_list(tmp_path: Path) -> None:
    text = (
        "# T\n\nSleep helps.[^1]\n\n[^1]: Walker and Roe, *Why We Sleep*, 145.\n\n## Bibliography\n\n"
        "Walker, Matthew, and Ann Roe. *Why We Sleep*. New York: Scribner, 2017.\n\n"
        "Poe, Ann. *Naps*. London: Faber, 2011.\n"
    )
    raws, marks = found(tmp_path / "a.md", text)
    assert len(raws) == 2
    assert marks == [["1"]]


def test_a_short_note_of_a_book_nobody_named_is_told(tmp_path: Path) -> None:
    text = f"# T\n\nSleep helps.[^1] Naps do.[^2]\n\n[^1]: {A}.\n[^2]: Brown, *Book of Tea*, 45.\n"
    _, marks = found(tmp_path / "a.md", text)
    assert marks[0] == ["1"]
    assert marks[1] in ([""], ["2"])  # told, or an entry of its own


@pytest.mark.parametrize("remark", ["Children, 12-17.", "Per day, 45.", "Women who are pregnant, 2019."])
def test_remarks_are_no_short_notes(tmp_path: Path, remark: str) -> None:
    text = f"# T\n\nSleep helps.[^1] Naps do.[^2]\n\n[^1]: {A}.\n[^2]: {remark}\n"
    raws, marks = found(tmp_path / "a.md", text)
    assert len(raws) == 1
    assert marks == [["1"]]


@pytest.mark.parametrize(
    ("note", "works", "places"),
    [
        ("Roe again, n. 1; Poe, n. 2.", ["1", "2"], ["", ""]),
        ("Roe and others, “Salt” (n. 1), 14; see also Poe, “Bread” (n. 2), 3.", ["1", "2"], ["14", "3"]),
        ("See Poe, n. 2, 7; cf. Roe, supra note 1.", ["2", "1"], ["7", ""]),
        ("Roe, op. cit., 15; Poe, op. cit., 2.", ["1", "2"], ["15", "2"]),
        ("Roe, n. 1; children only.", None, []),
        ("Only in children; in adults it does not help.", None, []),
    ],
)
def test_a_note_that_names_several_again(tmp_path: Path, note: str, works: list[str] | None, places: list[str]) -> None:
    (tmp_path / "a.md").write_text(
        f"# T\n\nSalt helps.[^1] Rye too.[^2] So it is.[^4]\n\n[^1]: {A}.\n[^2]: {B}.\n[^4]: {note}\n"
    )
    references, citations = cite(read(tmp_path / "a.md", root=tmp_path))
    number = {r.id: str(n) for n, r in enumerate(references, 1)}
    assert len(references) == 2
    assert [[number.get(i.id, "") for i in c.items] for c in citations[2:]] == ([works] if works else [])
    assert [i.locator for c in citations[2:] for i in c.items] == places


@pytest.mark.parametrize(
    ("law", "other"),
    [
        ("Vaping Reforms Act 2024 (Cth)", "Poisons Standard October 2024 (Cth) sch 3"),
        ("Mental Health Act 2014 (WA) s 25", "Coroners Rules 2009 (UK) r 5"),
        ("Food (Safety) Regulations 2002 (NZ)", "Health Practice Act 2019 (NSW) s 4"),
    ],
)
def test_laws_and_works_in_one_note(tmp_path: Path, law: str, other: str) -> None:
    note = f"{law}; {other}"
    book = "Royal College of Bakers, Bread for All (RCB, 2nd ed, 2021) 41"
    text = f"# T\n\nSalt helps.[^1] Rye too.[^2]\n\n[^1]: {note}.\n[^2]: {book}; cf {B}.\n"
    raws, marks = found(tmp_path / "a.md", text)
    assert raws == [law, other, book, B]
    assert marks == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("short", ["Roe et al., “Salt and Sleep,” 14", "Roe and others, “Salt and Sleep at Night,” 14"])
def test_notes_that_name_a_work_of_the_bibliography(tmp_path: Path, short: str) -> None:
    full = "Ann Roe et al., “Salt and Sleep at Night,” *Sleep* 12, no. 3 (2019): 41, https://doi.org/10.1000/salt.1"
    work = "Roe, Ann, and Bea Poe. “Salt and Sleep at Night.” *Sleep* 12, no. 3 (2019): 40–48. https://doi.org/10.1000/salt.1"
    text = f"# T\n\nSalt helps.[^1] Rye too.[^2]\n\n[^1]: {full}.\n[^2]: {short}.\n\n## Bibliography\n\n{work}\n"
    raws, marks = found(tmp_path / "a.md", text)
    assert len(raws) == 1
    assert marks == [["1"], ["1"]][: len(marks)]
