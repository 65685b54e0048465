"""Drugs, operations, devices, tests and procedures, by the words and endings of `config/lexicons/remedies.yaml`."""

from __future__ import annotations

import re
from functools import cache

from citewarden.config import lexicon


def is_remedy(text: str) -> bool:
    """Whether a text names a drug, an operation or the like."""
    return _named("words", "endings").search(text) is not None


def is_procedure(text: str) -> bool:
    """Whether a text names a test, an operation or another thing that is done to patients."""
    return _named("procedures", "procedure_endings").search(text) is not None


@cache
def words() -> frozenset[str]:
    """The words for drugs, operations and the like."""
    return frozenset(lexicon("remedies")["words"])


@cache
def _named(whole: str, endings: str) -> re.Pattern[str]:
    lists = lexicon("remedies")
    return re.compile(rf"\b(?:{'|'.join(lists[whole])}|\w{{3,30}}(?:{'|'.join(lists[endings])}))\b", re.I)
