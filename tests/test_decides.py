"""What the model for "does this passage decide it?" may be trained on, and in what order."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
shared = pytest.mark.skipif(not (SHARED / "claim-verification" / "scifact").exists(), reason="needs the shared sets")


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    monkeypatch.syspath_prepend(ROOT / "benchmarks" / "decides")
    return importlib.import_module("met")


@shared
def test_no_source_that_is_measured_later_is_trained_on(room: ModuleType) -> None:
    cited = sorted(room._cited_by_dev())
    assert len(cited) > 100
    assert not any(room.trainable(f"scifact-{doc}") or room.trainable(f"scifact/{doc}") for doc in cited)
    matching = sys.modules["matching"]
    for name, letter in (("scifact-", "s"), ("scifact/", "s"), ("covid-", "c"), ("ci-", "i")):
        kept = [n for n in range(200) if not matching.opened(f"{letter}{n}")]
        assert 50 < len(kept) < 110
        assert not any(room.trainable(f"{name}{n}") for n in kept)


@shared
def test_sources_that_nothing_measures_are_trained_on(room: ModuleType) -> None:
    assert all(map(room.trainable, ("medquad/a.txt", "openstax/m1", "blocks-f3", "families-a1", "source/ninds.xml")))
    assert sum(room.trainable(f"covid-{n}") for n in range(200)) > 90
    example = sys.modules["verdict_data"].Example("x", "c", ("p",), "NEI", "blocks-f3")
    assert room.free([example]) == [example]


def test_parts_of_set_3_share_no_source(room: ModuleType) -> None:
    found = sys.modules["product_pairs"]
    rows = [
        found.Row(f"r{n}", "c", ("p",), "N", False, "", "medquad/a.txt", f"medquad/{n % 50}.txt") for n in range(200)
    ]
    parts = {part: {r.id for r in rows if room._in(part, r)} for part in ("train", "dev", "opened", "unopened")}
    assert parts["train"] | parts["dev"] == parts["opened"]
    assert not parts["train"] & parts["dev"]
    assert parts["opened"] | parts["unopened"] == {r.id for r in rows}
    sources = {part: {r.source for r in rows if r.id in ids} for part, ids in parts.items()}
    assert not sources["train"] & sources["dev"]
    assert not sources["opened"] & sources["unopened"]


def test_every_row_comes_once_before_any_comes_twice(room: ModuleType) -> None:
    pytest.importorskip("onnx")
    train = importlib.import_module("train")
    rows = [train.Row(str(n), "", "N", pieces=([0] * (n % 7 + 1), [])) for n in range(100)]
    once = -(-len(rows) // train.BATCH)
    got = train.batches(rows, 2 * once)
    assert got == train.batches(rows, 2 * once)
    for part in (got[:once], got[once:]):
        assert sorted(int(r.claim) for batch in part for r in batch) == list(range(100))
    assert got[:once] != got[once:]


def test_a_curve_promises_what_its_law_gives(room: ModuleType) -> None:
    pytest.importorskip("onnx")
    train = importlib.import_module("train")
    curve = [(n, 1 - 2.0 * n**-0.25) for n in (2500, 5000, 10_000, 20_000)]
    assert train.promised(curve, 40_000) == pytest.approx(1 - 2.0 * 40_000**-0.25)
    assert train.promised([(n, 0.8) for n, _ in curve], 50_000) == pytest.approx(0.8)
