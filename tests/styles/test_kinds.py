"""Kinds of reference that patterns know: every field is read, and what only looks alike is left to the tagger."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from citewarden.plugins import discover
from citewarden.styles import parse_reference
from citewarden.text import csl, dates

ROWS: dict[str, list[dict[str, Any]]] = yaml.load(
    (Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
)


def shown(name: dict[str, str]) -> str:
    parts = (name.get("non-dropping-particle"), name.get("family"), name.get("given"))
    return name.get("literal") or " ".join(p for p in parts if p)


@pytest.mark.parametrize("kind", ROWS)
def test_every_field_of_a_known_kind_is_read(kind: str) -> None:
    for row in ROWS[kind]:
        _is_read(row)


def _is_read(row: dict[str, Any]) -> None:
    parsed = parse_reference(row["raw"])
    read: dict[str, Any] = {"raw": row["raw"]}
    for name, value in parsed.csl.items():
        if name in csl.NAMES:
            read[name] = "; ".join(shown(n) for n in value)
        elif name in csl.DATES:
            read[name] = dates.to_iso(value)
        else:
            read[name] = value
    names = ("author", "editor", "title", "container-title", "publisher", "publisher-place", "volume", "issue", "page")
    assert {k: v for k, v in read.items() if k in row} == row
    assert not [k for k in names if k in read and k not in row], "no field is invented"
    assert csl.faults({"id": "1", **parsed.csl}) == []


@pytest.mark.parametrize("kind", sorted(discover("citewarden.styles.kinds")))
def test_a_kind_leaves_what_is_none_alone(kind: str) -> None:
    module = discover("citewarden.styles.kinds")[kind]
    for raw in (
        "",
        "Vogt J, Paul F. Lower motor neuron loss in multiple sclerosis. Ann Neurol. 2009;66(3):310-322.",
        "Younger DS. Motor Disorders. Brookfield, CT: Rothstein Publishing; 2015.",
        "Mayo Clinic Staff. Insomnia. Mayo Clinic. Published October 15, 2016. Accessed May 3, 2021.",
    ):
        assert module.read(raw) is None


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "A. ",
        "[",
        "NCT01234567 ",
        "— ",
        "Sleep Society of Sleep ",
        "10.1000/",
        "vol. 1, č. 2, ",
        "Smith J, ",
        "(eds) ",
    ],
)
@pytest.mark.parametrize("length", [3_900, 60_000])
def test_long_texts_take_no_longer_than_their_length_asks(words: str, length: int) -> None:
    begun = time.process_time()
    parse_reference(words * (length // len(words)))
    assert time.process_time() - begun < 8
