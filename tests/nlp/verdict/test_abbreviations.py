"""Abbreviations a passage explains."""

from __future__ import annotations

from citewarden.nlp.verdict.abbreviations import defined
from citewarden.nlp.verdict.reading import read

LONG = "Motivational interviewing (MI) was offered to every patient."


def test_either_order_is_read() -> None:
    assert dict(defined((LONG,)))["mi"] == dict(defined(("MI (motivational interviewing) was offered.",)))["mi"]


def test_letters_must_be_those_of_the_words() -> None:
    assert defined(("The clinic (Leeds) was offered to every patient (or not).",)) == ()


def test_a_sentence_is_read_again_only_where_it_uses_one() -> None:
    known = defined((LONG,))
    assert read("It lowered blood pressure.", known) is read("It lowered blood pressure.")
    assert "mi" in read("MI lowered blood pressure.").keys
    assert dict(known)["mi"] in read("MI lowered blood pressure.", known).keys
