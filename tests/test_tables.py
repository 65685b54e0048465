"""Nouns are kept to the byte, whatever their text; files appear whole or not at all."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewarden import tables
from citewarden.errors import InputError, StateError
from citewarden.model import (
    Finding,
    Kind,
    Level,
    Owner,
    Probe,
    Reference,
    Related,
    SpecificResource,
    TextPositionSelector,
    TextQuoteSelector,
)
from citewarden.store import codec

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


def reference(raw: str) -> Reference:
    target = SpecificResource(
        "a.md", TextQuoteSelector(raw, "(", ")"), TextPositionSelector(3, 3 + len(raw)), 2, 1, 2, 9
    )
    csl = {"type": "book", "title": raw, "author": [{"family": raw}], "issued": {"date-parts": [[2014, 8]]}}
    return Reference("a.md#ref-1", "a.md", raw, target, csl=csl, PMID="0012")


@settings(deadline=None)
@given(raw=TEXT)
def test_json_gives_back_what_was_put_in(raw: str) -> None:
    row = reference(raw)
    assert tables.build(Reference, json.loads(tables.dumps(row))) == row
    assert codec.decode(Reference, codec.encode(row)) == row
    assert codec.encode(row) == tables.dumps(row)


def test_enums_nesting_and_leading_zeros_are_kept() -> None:
    ref = reference("Müller")
    related = Related("source", "passage", target=ref.target, properties={"n": 1})
    finding = Finding(
        "dead-link", "a.md", ref.id, Level.ERROR, Kind.OPEN, "x", ref.target, (related,), owner=Owner.WEB_TEAM
    )
    probe = Probe(
        "https://a.example/", "gone", redirects=((301, "https://b.example/"),), history=(("2026-01-01", "ok"),)
    )
    for row in (finding, probe, ref):
        assert codec.decode(type(row), codec.encode(row)) == row
        assert codec.decode(type(row), tables.dumps(row)) == row
    assert codec.decode(Reference, codec.encode(ref)).PMID == "0012"


def test_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    tables.write_text(path, "old")

    def fail(temporary: Path) -> None:
        temporary.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(StateError, match=r"No space left.*free space"):
        tables.atomic(path, fail)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("line", ["{", "[1]", "3", '"text"'])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(InputError, match=r"standard input:3: not"):
        list(tables.objects(io.StringIO('{"a": 1}\n\n' + line)))


def test_same_value_same_bytes() -> None:
    assert tables.dumps({"b": {3, 1, 2}, "a": "é"}) == '{"b":[1,2,3],"a":"é"}'
