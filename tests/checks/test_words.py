"""Messages that are not in the words of the house are noticed (`test_examples.py` asks it of every example's)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.checks.wording import LONGEST, NEVER, faults

from citewarden.plugins import discover
from citewarden.testing.sample import sample_audit, sample_findings


@pytest.mark.parametrize(
    ("message", "what"),
    [
        ("The authors were lying. Cite another source.", "says ['lying']"),
        ("The TODO stands there still. Take it out.", "says ['TODO']"),
        ("Cite another source", "does not end"),
        ("cite another source.", "does not begin"),
        ("Cite  another source.", "has odd signs"),
        ("Cite {name}.", "has odd signs"),
        (f"Cite {'another ' * LONGEST}source.", "is too long"),
        ("The source was taken back.", "says not what to do"),
    ],
)
def test_words_that_no_message_may_have(message: str, what: str) -> None:
    finding = replace(sample_findings(sample_audit())[0], message=message, fix=())
    assert any(fault.startswith(what) for fault in faults(finding))


def test_what_is_quoted_is_no_word_of_ours() -> None:
    finding = replace(
        sample_findings(sample_audit())[0], message="“He was lying.” stands nowhere. Cite another source."
    )
    assert faults(finding) == []


@pytest.mark.parametrize("rule", sorted(discover("citewarden.checks")))
def test_documentation_keeps_to_the_same_words(rule: str) -> None:
    assert NEVER.findall(re.sub(r"`[^`]*`", "", discover("citewarden.checks")[rule].__doc__ or "")) == []
