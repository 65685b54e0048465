"""What a line says under its heading, term, question or label, and which lines of a page say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nlp.extraction import claims_in, extracted


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("## Go to A&E if:\n\n- your lips turn blue\n", "Go to A&E if your lips turn blue."),
        ("## Call us if\n\nYour wound smells or hurts.\n", "Call us if your wound smells or hurts."),
        ("## When to see a doctor\n\n- You cough up blood\n", "See a doctor if you cough up blood."),
        ("## Do\n\n- put on loose clothes\n\n## Don't\n\n- put ice on the burn\n", "Put on loose clothes"),
        ("## Do\n\n- keep the arm up\n\n## Don't\n\n- put ice on the burn\n", "Do not put ice on the burn"),
        ("Spirometry\n: A test of how much air you blow out.\n", "Spirometry: A test of how much air you blow out."),
        ("Peak flow\n: How fast you can breathe out.\n", "Peak flow: How fast you can breathe out."),
        ("💡 **Key point:** Tea lowers blood pressure by 3 mmHg.\n", "Tea lowers blood pressure by 3 mmHg."),
        ("- ⚠️ Warning: Metformin can cause diarrhoea.\n", "Metformin can cause diarrhoea."),
        ("✅ Good to know — Half of all strokes can be prevented.\n", "Half of all strokes can be prevented."),
        ("## Can teens have the jab?\n\nFor most teens, yes.\n", "For most teens, teens can have the jab."),
        ("## Does tea help?\n\nFor most people, no.\n", "For most people, tea does not help."),
        ("## Does everybody need a test?\n\nNo. Half do.\n", "Not everybody needs a test."),
        ("Surgery helps.[^1]\n\n[^1]: There is a small risk of tearing the muscle.\n",
         "There is a small risk of tearing the muscle."),
        ("| Age | Dose |\n|---|---|\n| 2 years | 5 ml |\n| Under 3 months | Do not give |\n",
         "Under 3 months: Dose: Do not give"),
        ("Most moles are harmless.\n", "Most moles are harmless."),
    ],
)  # fmt: skip
def test_what_is_said(page: str, said: str, tmp_path: Path) -> None:
    forms = extracted(f"# Health at home\n\n{page}", tmp_path)
    assert any(form.endswith(said) and claim.resolved for form, claim in forms.items()), list(forms)


@pytest.mark.parametrize(
    "line",
    [
        "From £14.99 - Start consultation",
        "Flu vaccination from £16.99",
        "Prices start at £25 for one month's supply.",
        "Monday to Friday: 9am to 5.30pm",
        "We are open on Saturdays from 9am to 1pm.",
        "Our pharmacists offer free blood pressure checks to anyone over 40.",
        "Only 3 left.",
        "Outpatients, Level 2, Hill Hospital.",
        "Not everyone agrees on what to do.",
        "Opinions differ.",
        "Please tell the school office if your child is being treated.",
        "Next week: magnesium.",
        "Cherry juice cured mine in 2 days.",
    ],
)
def test_lines_that_say_nothing_of_health(line: str, tmp_path: Path) -> None:
    assert not claims_in(f"# Health at home\n\nTea lowers blood pressure.\n\n{line}\n", tmp_path)[1:]


@pytest.mark.parametrize(
    "line",
    [
        "Diabetes costs the NHS £10 billion a year.",
        "Pain is worse on Monday morning, from 6 am to 9 am, than later.",
        "Not all people with gout have high uric acid.",
        "Mine workers have twice the risk of lung cancer.",
    ],
)
def test_claims_that_look_like_such_lines(line: str, tmp_path: Path) -> None:
    assert claims_in(f"# Health at home\n\nTea lowers blood pressure.\n\n{line}\n", tmp_path)[1:]


@pytest.mark.parametrize(
    ("line", "negated"),
    [
        ("People with a BMI over 30 but no diabetes have twice the risk.", False),
        ("Adults with asthma and no allergy need fewer inhalers.", False),
        ("Blood sugar is raised but no diabetes is present.", False),
        ("People with gout have no higher risk of stroke.", True),
        ("Tea does not lower blood pressure.", True),
        ("No vitamin prevents colds.", True),
    ],
)
def test_what_is_lacked_beside_something_denies_nothing(line: str, negated: bool, tmp_path: Path) -> None:
    assert claims_in(f"# Health at home\n\n{line}\n", tmp_path)[0].negated is negated


@pytest.mark.parametrize(
    ("page", "never"),
    [
        ("# Calcium and fractures\n\nCalcium lowers the risk of fractures by 15% in adults up to age 70.\n\n"
         "Adults up to age 70 need 600 IU a day, and adults older than 70 need 800 IU.\n", "adults with fractures"),
        ("# Stroke\n\nA stroke cuts off blood.\n\nPeople over 60 should have a check each year.\n", "with stroke over"),
        ("# Shingles vaccine\n\nShingles is a rash.\n\nThe vaccine has side effects.\n\n"
         "These effects usually last 3 days.\n", "in shingles"),
        ("# Prediabetes\n\nPrediabetes is common.\n\n## Can children have the test?\n\nFor most, yes. It is safe.\n",
         "prediabetes is safe"),
        ("# Ibuprofen\n\nIbuprofen lowers fever.\n\n## Questions\n\nMy child has chickenpox. Is it OK?\n\n"
         "No. It is linked to infections.\n", "is not ok"),
        ("# Tea\n\nTea helps.\n\n## Can I return it?\n\nNo, medicines cannot be returned.\n", "return it medicines"),
        ("# Joints\n\nPeople with gout\n\n- have pain\n", "gout: have"),
    ],
)  # fmt: skip
def test_nothing_is_invented(page: str, never: str, tmp_path: Path) -> None:
    assert not [form for form in extracted(page, tmp_path) if never in form.lower()]


def test_two_tables_side_by_side_keep_their_own_columns(tmp_path: Path) -> None:
    page = (
        "<h1>Metformin</h1><table><tr><th>Age</th><th>Dose</th></tr><tr><td>Over 12 years</td><td>1 g</td></tr></table>"
        "<table><tr><th>eGFR</th><th>Most a day</th></tr><tr><td>&lt; 30</td><td>avoid</td></tr></table>"
        "<table><tr><th>Part</th><th>Fewer than 1 in 10 people</th></tr><tr><td>Skin</td><td>Rash</td></tr></table>"
    )
    found = claims_in(page, tmp_path, "a.html")
    rows = [(claim.standalone.partition(": ")[2], claim.quantities[0].comparator) for claim in found]
    assert rows == [
        ("Age, Over 12 years: Dose: 1 g", ">"),
        ("eGFR < 30: Most a day: avoid", "<"),
        ("Skin: Fewer than 1 in 10 people: Rash", "<"),
    ]
