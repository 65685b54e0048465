"""Statements beside a source's sentences: the verdict, how much each difference counts, the words that are marked."""

from __future__ import annotations

from pathlib import Path

import yaml

from citewarden.config import Verify
from citewarden.nlp.verdict.compare import compare
from citewarden.nlp.verdict.protocol import Pair
from citewarden.nlp.verifier import load

ROWS = yaml.load(Path(__file__).with_name("comparisons.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def test_what_is_said_of_a_statement_and_why() -> None:
    pairs = [Pair(row["claim"], tuple(row["source"])) for row in ROWS]
    found = []
    for pair, verdict in zip(pairs, load(Verify()).verify(pairs), strict=True):
        said = (pair.claim, *pair.sentences)
        found.append({
            "claim": pair.claim,
            "source": list(pair.sentences),
            "label": verdict.label,
            "issue": verdict.issue,
            "signals": [[signal.kind, signal.weight] for signal in compare(pair).signals],
            "marks": [f"{m.why}: {said[m.sentence + 1][m.start : m.end]}" for m in verdict.marks],
        })  # fmt: skip
    assert [row for row in found if row not in ROWS] == [row for row in ROWS if row not in found] == []
