"""An article that disagrees with itself in other words: times to wait, shares of people, tables."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citewarden.checks import _again, _list_counts, _ranked, _rows, _spans_twice, _totals, _waits
from citewarden.checks import inconsistent_statement as inconsistent
from citewarden.checks._results import of_claim
from citewarden.checks._same_figures import missing
from citewarden.readers import markdown, plain_text
from citewarden.text import quantities


def claim(text: str, at: int = 0) -> Any:
    return SimpleNamespace(
        text=text,
        kind="advice",
        standalone=text,
        quantities=tuple(quantities.find(text)),
        hypothetical=False,
        negated=" not " in text,
        target=SimpleNamespace(position=SimpleNamespace(start=at)),
    )


@pytest.mark.parametrize(
    ("said", "shares"),
    [
        ("It was found in 3% of people between 40 and 59 and in 5% of the others.", {"40 to 59": "3%"}),
        ("Of those between 20 and 29 8% had it, but 4% of people between 30 and 44 did.", {"30 to 44": "4%"}),
        ("It was seen in 7% of pupils between 10 and 14.", {"10–14": "7%"}),
        ("It was found in 3% of people at 40 and 59.", {}),
        ("It was found in 3% of people from the age of 80.", {"80 and over": "3%"}),
        ("Of those with a weight between 20 and 25, 7% had it.", {"20 to 24.9": "7%"}),
        ("It was seen in 6% of people aged 80 or older.", {"80 and over": "6%"}),
        ("It was seen in 6% from the age of 80 to 90.", {}),
    ],
)
def test_ages_between_name_a_row(said: str, shares: dict[str, str]) -> None:
    rows = ("5 to 9", "10–14", "20 to 29", "30 to 44", "40 to 59", "80 and over", "20 to 24.9")
    told = {row: t.figure.text for t in of_claim(said, "%") for row in rows if inconsistent._is_named(row, t.text)}
    assert {row: told.get(row) for row in shares} == shares
    assert bool(told) is bool(shares)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "You can drive five hours after the tablet.",
            "Stay away: do not take the wheel until ten hours after the tablet.",
            True,
        ),
        ("Eating is fine 1 hour after the scope.", "Do not have a meal until 3 hours after the scope.", True),
        ("Bathing is safe two days after it.", "Avoid the pool for 7 days after the stitches.", True),
        ("You can drive ten hours after it.", "Do not take the wheel until five hours after it.", False),
        ("You can drink one hour after the scope.", "Do not fly until 24 hours after the scope.", False),
        ("Pain is gone two hours after it.", "Do not drive until six hours after it.", False),
    ],
)
def test_two_times_to_wait(one: str, other: str, told: bool) -> None:
    assert bool(list(_waits.clashes([claim(one), claim(other, 80)]))) is told
    assert not list(_waits.clashes([claim(one), claim(other, 4_000)]))


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "A third of people with heart failure had died within a year.",
            "Remember that nearly two thirds of people with heart failure do not live another year, so act.",
            True,
        ),
        (
            "Of dogs with a tumour of the spleen 20% died within two months.",
            "Half of dogs with a tumour of the spleen did not survive two months.",
            True,
        ),
        (
            "About 10% of patients with sepsis died in hospital.",
            "Bear in mind that 40% of patients with sepsis will not survive in hospital.",
            True,
        ),
        (
            "A third of people with heart failure had died within a year.",
            "Keep in mind that a third of people with heart failure do not live another year.",
            False,
        ),
        (
            "A third of people with heart failure died within a year.",
            "Two thirds of people with heart failure do not smoke within a year.",
            False,
        ),
        (
            "If you wear a pessary, it should be changed after six months.",
            "A pessary is changed after four months as a rule.",
            True,
        ),
        ("The hearing aid is checked every two years.", "Have your hearing aid checked every five years.", True),
        (
            "Stitches in the scalp come out after ten days.",
            "Stitches of the scalp are taken out after five days.",
            True,
        ),
        ("The hearing aid is checked every two years.", "Have your eyes checked every five years.", False),
        ("A pessary is changed after four months.", "After four months the pessary is changed.", False),
    ],
)
def test_a_share_told_twice_of_those_who_died(one: str, other: str, told: bool) -> None:
    assert bool(list(_again.pairs([claim(one), claim(other, 90)]))) is told


def slips(text: str) -> list[str]:
    document = plain_text.read(text.encode(), name="a.txt")
    return [f"{slip.cell}: {slip.why}" for slip in _totals.wrong(document)]


TABLE = """Falls

Falls were counted in one year.

Where | Women | Men | Both
Kitchen | 210 | 130 | 340
Garden | 140 | 160 | {garden}
Stairs | 320 | 210 | 530
All | 670 | 500 | 1,170

Most falls took place on stairs.
"""


def test_rows_that_do_not_add_up_across() -> None:
    assert slips(TABLE.format(garden=300)) == []
    assert slips(TABLE.format(garden=200)) == ["200: its row makes 300"]
    assert slips(TABLE.format(garden=300).replace("670", "760")) == [
        "1,170: its row makes 1,260",
        "760: its rows make 670",
    ]
    assert slips(TABLE.format(garden=200).replace("Both", "Risk")) == ["1,170: its rows make 1,070"]


SHARES = """Corns

Corns were counted.

Age | Asked | With corns | Share
Young | 400 | 20 | 5.0%
Middle | 500 | 50 | 10.0%
Old | 100 | 20 | 20.0%
All | 1,000 | 90 | {all}

Most feet had none.
"""


@pytest.mark.parametrize(("cell", "told"), [("9.0%", []), ("9%", []), ("12.0%", ["12.0%: 90 of 1,000 is 9.0%"])])
def test_the_share_of_all(cell: str, told: list[str]) -> None:
    assert slips(SHARES.format(all=cell)) == told


@pytest.mark.parametrize(
    ("said", "source", "lacks"),
    [
        ("It was healed at six months.", "At six weeks it was healed; the score fell by six points.", True),
        ("It takes ten days.", "It takes ten weeks, and ten of them were ill.", True),
        ("They rested for five hours.", "Five patients rested for five minutes.", True),
        ("It was healed at six weeks.", "At six weeks it was healed; six months later, too.", False),
        ("It takes 14 days.", "It takes two weeks, and not 14 months.", False),
        ("Have it done every 12 months.", "Have it done once a year and rest for 12 hours.", False),
    ],
)
def test_a_number_with_another_unit_of_time(said: str, source: str, lacks: bool) -> None:
    audit: Any = SimpleNamespace(read_of={"w": (SimpleNamespace(text=source, sentences=()),)})
    assert bool(missing(audit, [quantities.find(said)[0]], ("w",))) is lacks


@pytest.mark.parametrize("text", ["of men between 40 and 59", "people between 20 and 30", "Of women between 65 and 79"])
def test_ages_between(text: str) -> None:
    assert [q.denominator for q in quantities.find(text)] == ["age"]


@pytest.mark.parametrize("text", ["men between 40 and 59 kg", "a score between 20 and 30", "between 65 and 79 people"])
def test_what_lies_between_is_no_age(text: str) -> None:
    assert "age" not in [q.denominator for q in quantities.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ulcers of the foot fell from 12% to 4%.",
        "Nosebleeds were halved, from about 30% to 15%.",
        "Deaths went from 9% down to 6%.",
    ],
)
def test_both_ends_of_a_change_have_its_words(text: str) -> None:
    told = of_claim(text, "%")
    assert len(told) == 2
    assert told[0].own == told[1].own
    assert told[0].own


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("A cluster headache lasts 15 to 180 minutes.", "The headache of a cluster lasts 50 to 180 minutes.", True),
        ("Croup in toddlers lasts 3 to 7 days.", "In toddlers croup lasts between 3 and 10 days.", True),
        (
            "Women aged 50 to 70 are invited to a mammogram.",
            "If you are between 50 and 74, you can book one mammogram.",
            True,
        ),
        ("A cluster headache lasts 15 to 180 minutes.", "A cluster headache lasts between 15 and 180 minutes.", False),
        ("Croup in toddlers lasts 3 to 7 days.", "A cold in adults keeps them at home for 3 to 10 days.", False),
        ("Of women aged 50 to 70, 8% had it.", "Of women aged 50 to 59, 5% had it.", False),
        ("Girls aged 5 to 11 sleep badly with eczema.", "Boys aged 5 to 15 sleep badly with eczema.", False),
    ],
)
def test_a_span_told_twice(one: str, other: str, told: bool) -> None:
    assert bool(list(_spans_twice.clashes([claim(one), claim(other, 80)]))) is told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Thirst was more common with lithium than with valproate.", False),
        ("Thirst was less common with lithium than with valproate.", True),
        ("Tremor was rarer with valproate than with lithium.", False),
        ("Tremor was more frequent with valproate than with lithium.", True),
        ("Weight gain was more common with lithium than with valproate.", True),
        ("Hair loss was more common with lithium than with valproate.", False),
    ],
)
def test_a_rank_against_a_table(said: str, told: bool) -> None:
    table = markdown.read(
        b"| Side effect | Lithium | Valproate |\n|---|---|---|\n| Thirst | 30 | 12 |\n| Tremor | 25 | 14 |\n"
        b"| Weight gain | 9 | 28 |\n",
        name="a.md",
    )
    assert bool(list(_ranked.turned([claim(said)], tuple(_rows.tables(table))))) is told


@pytest.mark.parametrize(
    ("lead", "items", "told"),
    [
        ("Four signs should make you call:", 3, True),
        ("## Five ways to fall asleep", 4, True),
        ("There are 3 stages:", 4, True),
        ("Four signs should make you call:", 4, False),
        ("At least three of these signs should make you call:", 5, False),
        ("Two of the four signs are enough. Look out for:", 3, False),
        ("Three weeks later, the following may help:", 2, False),
    ],
)
def test_a_list_is_counted(lead: str, items: int, told: bool) -> None:
    text = f"# Sleep\n\n{lead}\n\n" + "".join(f"- a sign of number {n}\n" for n in "abcdef"[:items])
    assert bool(list(_list_counts.wrong(markdown.read(text.encode(), name="a.md")))) is told
