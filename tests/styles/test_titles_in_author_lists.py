"""A title that was drawn into the list of authors is given back."""

from __future__ import annotations

import pytest

from citewarden.styles import parse_references
from citewarden.text import names


def read(raw: str) -> tuple[list[str], str]:
    csl = parse_references([raw])[0].csl
    return [str(a.get("family") or a.get("literal")) for a in csl.get("author", ())], str(csl.get("title", ""))


@pytest.mark.parametrize(
    ("raw", "families", "title"),
    [
        (
            "Murphy SL, Xu J, Arias E. Deaths in the United States, 2021. NCHS data brief, no 456. Hyattsville, MD:"
            " National Center for Health Statistics. 2022.",
            ["Murphy", "Xu", "Arias"],
            "Deaths in the United States, 2021",
        ),
        ("Bouillon, R. Vitamin K Intake. Lancet 2010, 12, 33–40.", ["Bouillon"], "Vitamin K Intake"),
        ("Reid, I.R. Calcium Supplements. N. Engl. J. Med. 2014, 370, 12–14.", ["Reid"], "Calcium Supplements"),
        (
            "Looker, A.C.; Dawson, B. Vitamin B Status. Am. J. Clin. Nutr. 2011, 59, 1–9.",
            ["Looker", "Dawson"],
            "Vitamin B Status",
        ),
        (
            "Roe, A.; World Health Organization. Sleep in adults. Geneva: WHO; 2012.",
            ["Roe", "World Health Organization"],
            "Sleep in adults",
        ),
    ],
)
def test_the_title_is_no_author(raw: str, families: list[str], title: str) -> None:
    assert read(raw) == (families, title)


@pytest.mark.parametrize(
    ("printed", "given"),
    [
        ("Dolan, M.S.; Chou, S.H.", "M.S."),
        ("McAdam, M.A.; Poe, A.", "M.A."),
        ("Barr, B.A.", "B.A."),
        ("Tran, D.O.", "D.O."),
    ],
)
def test_initials_that_are_also_a_degree(printed: str, given: str) -> None:
    assert names.parse(printed).names[0]["given"] == given


@pytest.mark.parametrize("printed", ["Ann Roe, M.S.", "Ann Roe, M.D., Lia Gray, M.A.", "Roe A, M.S."])
def test_degrees_are_none(printed: str) -> None:
    read = str(names.parse(printed).names)
    assert not any(degree in read for degree in ("M.S.", "M.D.", "M.A."))
