"""Denied and supposed statements."""

import pytest

from citewarden.nlp import context


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Fasciculations are usually not a symptom of MS.", True),
        ("There is no cure.", True),
        ("It works but does not cure.", True),
        ("Most cases occur in people with no family history.", False),
        ("Spasticity (unlike fasciculations, which do not) is common.", False),
        ("Not only adults get it.", False),
        ("Attacks subside, even without treatment.", False),
        ("Without treatment, 1 in 4 people die.", False),
        ("About half of patients recover without surgery.", False),
        ("With no treatment, most die within a year.", False),
        ("In people not taking statins, the risk is 2%.", False),
        ("In the absence of insulin, blood sugar rises.", False),
        ("Lack of sleep raises blood pressure.", False),
        ("People die when they do not get treatment.", False),
        ("It is safe because it does not cross the placenta.", False),
        ("The drug is without side effects.", True),
        ("There is a lack of evidence for zinc.", True),
        ("In most adults, zinc does not prevent colds.", True),
        ("Do not take aspirin if you have asthma.", True),
        ("Left untreated, it does not kill.", True),
    ],
)
def test_negation_is_that_of_the_main_statement(text: str, negated: bool) -> None:
    assert context.of(text).negated is negated


def test_scope_ends_at_but() -> None:
    text = "It does not cure but it helps."
    ((start, end),) = context.of(text).scopes
    assert text[start:end].strip() == "not cure"


def test_if_opens_a_supposition() -> None:
    assert context.of("If you smoke, you are at risk.").hypothetical
    assert not context.of("Smokers are at risk.").hypothetical
