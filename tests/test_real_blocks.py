"""Blocks on real passages: every passage is found by its digest, and claims and labels have the form they should."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "benchmarks" / "real_blocks"
SHARED = ROOT.parent / "shared" / "data"
ROWS = [json.loads(line) for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
NAMES = [row["id"] for row in ROWS]


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("real_blocks")


def runs(text: str) -> set[tuple[str, ...]]:
    """Five words in a row."""
    words = re.findall("[a-z0-9]+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def test_a_label_for_every_passage_and_two_for_every_claim() -> None:
    for name, row in zip(NAMES, ROWS, strict=True):
        assert len(row["p"]) in (2, 3), name
        assert 4 <= len(row["c"]) <= 6, name
        assert len(row["labels"]) == len(row["c"]), name
        assert all(8 <= len(claim.split()) <= 30 for claim in row["c"]), name
        for letters in row["labels"]:
            assert len(letters) == len(row["p"]), name
            assert set(letters) <= set("SCN"), name
            assert len(set(letters)) >= 2, f"a claim of {name} has one label: it alone tells"


def test_no_block_and_no_claim_stands_twice() -> None:
    claims = [claim for row in ROWS for claim in row["c"]]
    assert len(set(NAMES)) == len(NAMES)
    assert len(set(claims)) == len(claims)


@pytest.mark.skipif(not (SHARED / "articles" / "medquad").exists(), reason="needs the shared articles")
@pytest.mark.long
def test_every_passage_is_found_and_no_claim_is_copied_from_it(real: ModuleType) -> None:
    found = [block for lot in real.lots() for block in real.blocks(lot)]
    assert sorted(block.id for block in found) == sorted(NAMES)
    copied = {b.id: claim for b in found for claim, passage, _ in b.pairs() if runs(claim) & runs(passage)}
    assert not copied
    examples = real.examples()
    assert {e.label for e in examples} == {"SUPPORT", "CONTRADICT", "NEI"}
    assert len(examples) == sum(len(letters) for row in ROWS for letters in row["labels"])
    assert len(real.examples("opened")) + len(real.examples("unopened")) == len(examples)


def test_no_block_takes_from_documents_that_only_set_3_keeps_unopened(real: ModuleType) -> None:
    shares = {real.share(p["document"]) for row in ROWS for p in row["p"]}
    assert not shares & set(range(real.UNOPENED, 25))
