"""Journal titles and their abbreviations."""

from __future__ import annotations

import pytest

from citewarden.text.containers import KNOWN_AS, same, title_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J Clin Oncol", "Journal of Clinical Oncology"),
        (
            "Proc. Natl. Acad. Sci. U.S.A.",
            "Proceedings of the National Academy of Sciences of the United States of America",
        ),
        ("N Engl J Med", "The New England Journal of Medicine"),
        ("Lancet", "The Lancet"),
        ("Lancet (London, England)", "The Lancet"),
        ("Ann Neurol", "Annals of neurology"),
        ("Cochrane Database Syst Rev", "The Cochrane Database of Systematic Reviews"),
        ("Neurol Int", "Neurology International"),
        ("NEJM", "New England Journal of Medicine"),
        ("Arch Intern Med", "JAMA Internal Medicine"),
        ("BMJ", "British Medical Journal"),
        ("PLoS ONE", "PLOS ONE"),
        ("Rev. Méd. Chile", "Revista medica de Chile"),
        ("JNCI", "Journal of the National Cancer Institute"),
        ("Dtsch Med Wochenschr", "Deutsche medizinische Wochenschrift"),
        ("J Bone Jt Surg", "The Journal of Bone and Joint Surgery"),
        ("Gt Lakes Nurs", "Great Lakes Nursing"),
        ("St Lucia Med Rep", "Saint Lucia Medical Reports"),
    ],
)
def test_an_abbreviation_is_its_journal(one: str, other: str) -> None:
    assert same(one, other) == same(other, one) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Neurology", "Neurology International"),
        ("Neurology", "Annals of Neurology"),
        ("J Clin Oncol", "Journal of Clinical Oncology Nursing"),
        ("Lancet", "Lancet Neurology"),
        ("Lancet Neurol", "Lancet Oncol"),
        ("J Neurol", "Journal of Neurosurgical Techniques"),
        ("J Neurol", "J Neurosurgical"),
        ("Ann Neurol", "Ann Neurosci"),
        ("Heart", "Heart Rhythm"),
        ("Am J Med", "Am J Med Sci"),
        ("J Jt Health", "Journal of Just Health"),
        ("Bull St Med", "Bulletin of Sport Medicine"),
        ("", "Heart"),
    ],
)
def test_a_namesake_is_not(one: str, other: str) -> None:
    assert same(one, other) < 0.7


def test_no_name_stands_for_two_journals() -> None:
    names = [name for group in KNOWN_AS for name in {" ".join(title_words(n)) for n in group}]
    assert len(names) == len(set(names))
