"""Names and years without a comma, and sources named by what is no mark of a list: told where nothing answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.stages.cite import cite
from citewarden.stages.read import read

LIST = (
    "\n\n## References\n\n- Merrow A, Poole B. Salt in adults. J Hypertens. 2019;37(2):101-110.\n"
    "- Tarn C. Sodium and age. Lancet. 2020;395:200-210.\n"
)
RIS = "".join(
    f"TY  - JOUR\nAU  - {who}\nTI  - {title}\nJO  - Lancet\nPY  - {year}\nER  - \n\n"
    for who, title, year in (("Merrow, Ann", "Salt in adults", 2019), ("Tarn, Cleo", "Sodium and age", 2020))
)


def marks(folder: Path, text: str) -> list[tuple[str, bool]]:
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    document = read(path, root=folder)
    return [(i.label, bool(i.id)) for c in cite(document)[1] for i in c.items]


@pytest.mark.parametrize("mark", ["[Kessel 2021]", "[Kessel and Brandt 2021]", "[van Kessel 2021]", "(Kessel 2021)"])
def test_beside_a_list(tmp_path: Path, mark: str) -> None:
    found = marks(tmp_path, f"# Salt\n\nSalt raises it (Merrow 2019). Age counts {mark}.{LIST}")
    assert found == [("Merrow 2019", True), (mark[1:-1], False)]


@pytest.mark.parametrize("text", ["[Kessel 2021] and [Brandt & Voss 2020]", "by Kessel [2021] and Brandt [2020]"])
def test_without_a_list(tmp_path: Path, text: str) -> None:
    assert [known for _, known in marks(tmp_path, f"# Salt\n\nSalt raises it, as was found {text}.")] == [False, False]


@pytest.mark.parametrize(
    "text",
    ["The games (Tokyo 2020) were moved.", "It came in (Autumn 2021) and again [June 2022].", "See (Figure 2020)."],
)
def test_events(tmp_path: Path, text: str) -> None:
    assert marks(tmp_path, f"# Salt\n\n{text} Salt raises it [1]. Age counts [2].{LIST.replace('- ', '1. ')}")[-2:] == [
        ("1", True),
        ("2", True),
    ]


def test_of_a_library(tmp_path: Path) -> None:
    (tmp_path / "lib.ris").write_text(RIS, encoding="utf-8")
    head = "---\nbibliography: lib.ris\n---\n# Salt\n\n"
    assert marks(tmp_path, f"{head}Salt raises it [Merrow 2019]; so does age (Kessel 2021).") == [
        ("Merrow 2019", True),
        ("Kessel 2021", False),
    ]


def test_a_library_that_no_mark_uses(tmp_path: Path) -> None:
    (tmp_path / "lib.ris").write_text(RIS, encoding="utf-8")
    path = tmp_path / "a.md"
    path.write_text("---\nbibliography: lib.ris\n---\n# Salt\n\nSalt raises it.\n", encoding="utf-8")
    assert [part.kind for part in read(path, root=tmp_path).unread] == ["bibliography"]


@pytest.mark.parametrize("isbn", ["(ISBN 978-0-306-40615-7)", "[ISBN 0306406152]", "(ISBN-13: 9780306406157)"])
def test_books_by_isbn(tmp_path: Path, isbn: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Salt\n\nSalt raises the pressure {isbn}.\n", encoding="utf-8")
    assert [r.ISBN for r in cite(read(path, root=tmp_path))[0]] == ["9780306406157"]


@pytest.mark.parametrize("note", ["Roe 2011, p. 44.", "Roe (2011), 45.", "Roe, as in note 1.", "Roe (n 1) 45."])
def test_short_notes(tmp_path: Path, note: str) -> None:
    text = f"# Salt\n\nIt rises.[^1] It falls.[^2]\n\n[^1]: Roe A. Salt and us. Lancet. 2011;1:2-3.\n[^2]: {note}\n"
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    references, citations = cite(read(path, root=tmp_path))
    assert len(references) == 1
    assert [i.id for c in citations for i in c.items] == [references[0].id] * 2
