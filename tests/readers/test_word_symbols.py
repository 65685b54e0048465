"""Signs of symbol fonts: known ones, and those that nobody knows, which are never taken for letters."""

from __future__ import annotations

import pytest

from citewarden.readers._word_symbols import UNKNOWN, sign


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", 0x61, "α"),
        ("Symbol", 0xF061, "α"),  # in the private area, as Word writes it
        (" SYMBOL ", 0xB3, "≥"),
        ("Wingdings", 0xFC, "✓"),
        ("Arial", 0x20, " "),
        ("Arial", 0xB1, "±"),
        ("Arial", 0x2265, "≥"),
        ("Arial", 0x1F600, "\U0001f600"),
        ("Arial", 0x10FFFF, "\U0010ffff"),
        ("Arial", 0xD7FF, "\ud7ff"),
        ("Arial", 0xF900, "\uf900"),
    ],
)
def test_known_signs(font: str, code: int, shown: str) -> None:
    assert sign(font, code) == shown


@pytest.mark.parametrize(
    ("font", "code"),
    [
        ("Arial", 0x1F),
        ("Arial", 0x09),
        ("Arial", 0xD800),
        ("Arial", 0xDFFF),
        ("Arial", 0x110000),
        ("Arial", 0xE123),
        ("Webdings", 0x61),
        ("Wingdings", 0x21),
    ],
)
def test_unknown_signs(font: str, code: int) -> None:
    assert sign(font, code) == UNKNOWN
