"""Signs that nobody sees are written out, in every report; what scripts need stays."""

from __future__ import annotations

import pytest

from citewarden.commands.terminal import printable
from citewarden.formats import csv, github, junit, markdown
from citewarden.text.hidden import shown

HIDDEN = [
    ("\x1b[31mred", r"\x1b[31mred"),
    ("\x9b31m", r"\x9b31m"),
    ("a\x00b\x07\x08", r"a\x00b\x07\x08"),
    ("45 \u202e% lla\u202c", r"45 \u202e% lla\u202c"),
    ("\u2066x\u2069", r"\u2066x\u2069"),
    ("as\u200bpirin", r"as\u200bpirin"),
    ("as\u200dpirin", r"as\u200dpirin"),
    ("\ufeffx\u2060\u2028", r"\ufeffx\u2060\u2028"),
    ("x\U000e0041", r"x\U000e0041"),
    ("\u061c\u200e\u200f", r"\u061c\u200e\u200f"),
    ("\x7f\x85", r"\x7f\x85"),
]
PLAIN = [
    "plain words\nover\tlines\r\n",
    "naïve café – “quoted” 5 µg",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, joined by what it needs
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
    "\u0915\u094d\u200d\u0937",
    "non\u00a0breaking, soft\u00adhyphen",
]


@pytest.mark.parametrize(("text", "written"), HIDDEN)
def test_hidden_signs_are_written_out(text: str, written: str) -> None:
    assert shown(text) == written
    assert shown(shown(text)) == written


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_seen_stays(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(("text", "written"), HIDDEN)
def test_every_format_shows_them_alike(text: str, written: str) -> None:
    assert csv.safe(text).lstrip("'") == written
    assert github.data(text) == written.replace("%", "%25")
    assert junit.clean(text) == written
    assert markdown.text(text).replace("\\\\", "\\").replace("\\[", "[") == written
    assert printable(text) == written
