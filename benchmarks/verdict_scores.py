"""Figures for verdicts: confusion, precision, recall, F1, precision at coverage, calibration. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence

LABELS = ("SUPPORT", "CONTRADICT", "NEI")


def confusion(gold: Sequence[str], said: Sequence[str], labels: Sequence[str] = LABELS) -> dict[str, dict[str, int]]:
    """gold -> said -> count."""
    table = {g: dict.fromkeys(labels, 0) for g in labels}
    for g, s in zip(gold, said, strict=True):
        table[g][s] += 1
    return table


def scores(
    gold: Sequence[str], said: Sequence[str], labels: Sequence[str] = LABELS
) -> dict[str, tuple[float, float, float]]:
    """label -> (precision, recall, F1)."""
    out = {}
    for label in labels:
        hit = sum(g == s == label for g, s in zip(gold, said, strict=True))
        called, there = sum(s == label for s in said), sum(g == label for g in gold)
        p, r = (hit / called if called else 0.0), (hit / there if there else 0.0)
        out[label] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    return out


def macro_f1(gold: Sequence[str], said: Sequence[str], labels: Sequence[str] = LABELS) -> float:
    """Mean F1 over the labels."""
    return sum(f for _, _, f in scores(gold, said, labels).values()) / len(labels)
