"""What seems to set a sentence apart from its source and does not; and what does, though it looks the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import citewarden
from citewarden.checks import _everyone, _rows, _shares
from citewarden.checks._ages import NOT_THEMSELVES
from citewarden.checks._chance import of_chance
from citewarden.checks._closest import hedges_it
from citewarden.checks._same_figures import is_same, missing
from citewarden.checks.uncited_claim import _NO_PROMISE
from citewarden.text.quantities import find


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("In a trial in 640 adults with asthma two inhalers were compared.", False),
        ("A survey in 35 clinics asked about pain.", False),
        ("In one study in 1,200 nurses sleep was measured.", False),
        ("There was a fall in 12 of the clinics.", False),
        ("A child in 12 has it.", True),
        ("One woman in 30 has it.", True),
        ("A nurse in ten has had it.", True),
    ],
)
def test_a_study_in_many_people_is_no_share(text: str, share: bool) -> None:
    assert any(q.unit == "%" for q in find(text)) is share


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("They were half as likely again to fall.", 1.5),
        ("Falls were half as common again.", 1.5),
        ("It costs half as much again.", 1.5),
        ("They were half as likely to fall again in May.", 0.5),
    ],
)
def test_half_as_much_again_is_more(text: str, times: float) -> None:
    assert [q.low for q in find(text) if q.unit == "fold"] == [times]


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("39 °C or more", "39 degrees or more", True),
        ("a fever of 38.5 degrees", "a fever of 38.5 °C", True),
        ("102 °F", "102 degrees", True),
        ("39 °C", "38 degrees", False),
        ("500 mg", "maximum 500 mg a dose", True),
        ("50 mg", "maximum 500 mg a dose", False),
        ("0.3 to 0.6 g a day", "300 to 600 mg a day", True),
        ("0.3 to 0.6 g a day", "900 to 1,200 mg a day", False),
        ("1 to 1.5 litres", "1,000 to 1,500 ml", True),
    ],
)
def test_one_figure_in_two_units(mine: str, theirs: str, same: bool) -> None:
    assert is_same(find(mine)[0], find(theirs)[0]) is same


@pytest.mark.parametrize(
    ("said", "source", "lacks"),
    [
        ("Give 20 mg for each kilogram (400 mg for a child of 20 kg).", "The dose is 20 mg/kg.", False),
        ("Give 20 mg for each kilogram (600 mg for a child of 20 kg).", "The dose is 20 mg/kg.", True),
        ("A 60-kilo woman needs 72 g of protein a day.", "Women need 1.2 g of protein per kilogram a day.", False),
        ("A 60-kilo woman needs 90 g of protein a day.", "Women need 1.2 g of protein per kilogram a day.", True),
        ("At 132 pounds, 300 mg of it was given.", "The dose was 4 to 5 mg/kg.", False),
        ("At 132 pounds, 500 mg of it was given.", "The dose was 4 to 5 mg/kg.", True),
        ("Take at most 3 g in a day.", "Take one or two 500 mg tablets. Take no more than six tablets a day.", False),
        ("Take at most 6 g in a day.", "Take one or two 500 mg tablets. Take no more than six tablets a day.", True),
        ("Take 1,500 mg.", "It comes as 750 mg coated tablets; the dose is two capsules.", False),
        ("Take 1,200 mg.", "It comes as 400 mg sachets; take two glasses.", True),
        ("Three years on, it still held.", "It held in the first year and in the third year.", False),
        ("Ten days on, it still held.", "It held on the tenth day.", False),
        ("Four weeks on, it still held.", "It held in the 4th week and the sixth.", False),
        ("Five years on, it still held.", "It held in the fourth year, and five of 20 people had it.", True),
        ("Three months on, it still held.", "It held in the third year.", True),
        ("Drink 2 litres a day (about 3½ pints).", "Drink 2 litres a day.", False),
        ("About 3 fewer of 1,000 women have a clot.", "Of 1,000 women, 8 had a clot; of 1,000 others 11 did.", False),
        ("About 6 fewer of 1,000 women have a clot.", "Of 1,000 women, 8 had a clot; of 1,000 others 11 did.", True),
        ("The gap was 5 mmHg.", "The mean was 131 mmHg with the drug and 136 mmHg without.", False),
        ("The gap was 9 mmHg.", "The mean was 131 mmHg with the drug and 136 mmHg without.", True),
        ("Cases rose by 50% between 2019 and 2021.", "Cases were 200 in 2019, 240 in 2020 and 300 in 2021.", False),
        ("Cases rose by 20% between 2019 and 2021.", "Cases were 200 in 2019, 240 in 2020 and 300 in 2021.", True),
        ("In the nine years to 2020 cases fell.", "Cases were 90 in 2011 and 40 in 2020.", False),
        ("In the twenty years to 2020 cases fell.", "Cases were 90 in 2011 and 40 in 2020.", True),
        ("Bites fell by more than 85%.", "Bites fell from 900 in 1990 to 90 in 2010, stings from 70 to 60.", False),
        ("Bites fell by more than 95%.", "Bites fell from 900 in 1990 to 90 in 2010, stings from 70 to 60.", True),
        (
            "Falls were cut by nearly half.",
            "Staff saw 8.2 falls per 1,000 bed days before and 4.3 per 1,000 after.",
            False,
        ),
        (
            "Out of every 100 given the drops, 9 fewer wept.",
            "Weeping was seen in 30% with the drops and 39% without.",
            False,
        ),
        (
            "Out of every 100 given the drops, 20 fewer wept.",
            "Weeping was seen in 31% with the drops and 39% without.",
            True,
        ),
        (
            "Each 1,000 users would have 7 fewer clots.",
            "Clots came to 9 per 1,000 users and 16 per 1,000 others.",
            False,
        ),
        (
            "Each 1,000 users would have 3 fewer clots.",
            "Clots came to 9 per 1,000 users and 16 per 1,000 others.",
            True,
        ),
        ("One crown in eight came loose.", "In 88% of 900 teeth the crown had been kept in place.", False),
        ("Nine in ten kept their crown.", "A crown had been pulled off in 10% of 900 teeth.", False),
        ("One in ten had been pulled.", "A crown had been pulled off in 90% of 900 teeth.", True),
        ("Some 30% could not name a sign.", "A sign was named by 70% of those asked.", False),
        ("They had three days fewer a month.", "Days with a migraine per month fell by 3.1.", False),
        ("Only about one boy in fifty had a split nail.", "Splitting was seen in 1.9% of the nails.", False),
        ("Four nails out of five grew back.", "The nail grew back in 79% of them.", False),
        ("Four nails out of five grew back.", "The nail grew back in 41% of them.", True),
        ("Fewer than 1 in 100 had a bleed.", "A bleed was seen in 0.3%.", False),
        ("Of every five nurses asked, about four slept badly.", "Of the nurses, 81% slept badly.", False),
        ("Of every five nurses asked, about two slept badly.", "Of the nurses, 81% slept badly.", True),
        ("It fell by 9 percentage points, from 30% to 21%.", "It was 30% before and 21% after.", False),
        ("It fell by 19 percentage points, from 30% to 21%.", "It was 30% before and 21% after.", True),
        ("Drink 2 litres a day (about 9 pints).", "Drink 2 litres a day.", True),
        (
            "Once the pain is gone, keep taking the tablets for another four weeks.",
            "Test after three to four weeks. When the pain is gone, go on with the tablets for four months.",
            True,
        ),
        (
            "Once the pain is gone, keep taking the tablets for another four weeks.",
            "Test after four months. When the pain is gone, go on with the tablets for three to four weeks.",
            False,
        ),
    ],
)
def test_figures_worked_out_by_the_writer(said: str, source: str, lacks: bool, tmp_path: Path) -> None:
    audit = _audit(said, source, tmp_path)
    claim = audit.claims[0]
    assert bool(missing(audit, claim.quantities, (audit.works[0].id,), claim.standalone)) is lacks


@pytest.mark.parametrize(
    ("text", "chance"),
    [
        ("odds ratio 0.91, 95% CI 0.60 to 1.38", True),
        ("hazard ratio 1.17 (95% CI 1.01 to 1.35)", False),
        ("difference 0.6, 95% CI -0.5 to 1.7", True),
        ("mean difference 2.1, 95% CI 0.4 to 3.8", False),
        ("17% and 14% (p = 0.53)", True),
        ("17% and 9% (p < 0.01)", False),
        ("a difference that was not significant", True),
        ("17% and 9% in the two groups", False),
        ("ratio 0.8 (95% CI 0.6 to 1.1; p = 0.04)", False),
    ],
)
def test_what_may_be_chance(text: str, chance: bool) -> None:
    assert bool(of_chance(text)) is chance


@pytest.mark.parametrize(
    ("text", "caution"),
    [
        ("Nobody can promise that the drops will cure your cough.", True),
        ("No treatment promises a life without pain.", True),
        ("No test is completely safe.", True),
        ("No one can guarantee that you will sleep better.", True),
        ("The treatment is completely safe.", False),
        ("We promise a cure.", False),
        ("This vaccine gives complete protection.", False),
    ],
)
def test_a_caution_promises_nothing(text: str, caution: bool) -> None:
    assert bool(_NO_PROMISE.search(text)) is caution


@pytest.mark.parametrize(
    ("before", "other"),
    [("had measles as a ", True), ("as an ", True), ("the parents of ", True), ("in a ", False), ("every ", False)],
)
def test_what_somebody_was_is_no_age_of_his(before: str, other: bool) -> None:
    assert bool(NOT_THEMSELVES.search(before)) is other


@pytest.mark.parametrize(
    ("said", "sentence", "hedged"),
    [
        ("The rash often itches at night.", "The rash may last for weeks, and the skin often itches at night.", False),
        ("The rash may last for weeks.", "The rash may last for weeks, and the skin often itches.", True),
        ("The rash lasts for weeks.", "The rash may last for weeks, and the skin often itches.", True),
        ("Half had pain at ten weeks.", "Rest may help; half had pain at ten weeks.", False),
        ("Rest helps.", "Rest may help.", True),
    ],
)
def test_a_hedge_is_of_its_own_clause(said: str, sentence: str, hedged: bool, tmp_path: Path) -> None:
    claim = _audit(f"{said}", sentence, tmp_path).claims[0]
    assert hedges_it(claim, sentence) is hedged


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Pain eased in 60% with the cream and 40% with the dummy, about one more in every five.", False),
        ("It helped 50%, three fewer in every ten.", False),
        ("It helped half of them, 25 percent.", True),
    ],
)
def test_a_difference_is_no_share_said_again(text: str, twice: bool, tmp_path: Path) -> None:
    claims = _audit(text, "Pain was asked about.", tmp_path).claims
    assert any(_shares.restated(claim) for claim in claims) is twice


TABLE = """
**Table 1. Asthma in nurses by ward [1]**

| Ward | Nurses | With asthma | Share |
|---|---|---|---|
| Surgery | 400 | 48 | 12.0% |
| Kitchen | 100 | 24 | 24.0% |
| Garden | 500 | 30 | 6.0% |
| All | 1,000 | 102 | 10.2% |
"""


@pytest.mark.parametrize(
    ("said", "row"),
    [
        ("Nearly a quarter of people working as nurses have asthma [1].", "Kitchen"),
        ("About 24% of people working as nurses have asthma [1].", "Kitchen"),
        ("Only 6% of people working as nurses have asthma [1].", "Garden"),
        ("About 10% of people working as nurses have asthma [1].", ""),
        ("Of those in the kitchen, 24% of people working as nurses have asthma [1].", ""),
        ("About 24% of people working as nurses after dark have asthma [1].", ""),
    ],
)
def test_the_share_of_one_row_told_of_all(said: str, row: str, tmp_path: Path) -> None:
    audit = _audit(f"{said.removesuffix(' [1].')}", "Asthma was asked about.", tmp_path, TABLE)
    found = list(_everyone.told_of_all(audit, list(_rows.tables(audit.document))))
    assert [cell.row for _, _, cell, _ in found] == ([row] if row else [])


def _audit(said: str, source: str, folder: Path, table: str = "") -> citewarden.model.Audit:
    (folder / "references").mkdir(exist_ok=True)
    title = "Wards and what is in them"
    note = f'---\ntype: article-journal\ntitle: "{title}"\nissued: 2024\n---\n{source}\n'
    (folder / "references" / "one.md").write_text(note, encoding="utf-8")
    article = folder / "a.md"
    listed = f"## References\n\n1. Doe J. {title}. Example J. 2024;4(2):11-18.\n"
    article.write_text(f"# Health\n\n{said.removesuffix('.')} [1].\n{table}\n{listed}", encoding="utf-8")
    (judged,) = citewarden.audit(article, references=folder / "references", offline=True, as_of="2026-02-01").articles
    return judged.audit
