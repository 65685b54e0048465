"""Every shared case, run as a user would: which come out as wanted, by stage, and which have no test.

python benchmarks/cases.py [WORD ...]    only cases whose name holds one of the words
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT.parent / "shared" / "cases"


class Outcomes:
    """A pytest plugin that keeps each test's outcome by its name."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of a test's phases."""
        name = report.nodeid.rsplit("::test_", 1)[-1].replace("_", "-")
        if report.when == "call" or report.outcome != "passed":
            self.seen[name] = report.outcome


def main() -> None:
    """Run the cases and print the table."""
    words = sys.argv[1:]
    outcomes = Outcomes()
    only = ["-k", " or ".join(w.replace("-", "_") for w in words)] if words else []
    pytest.main(
        [
            "-q",
            "--no-header",
            "--tb=no",
            "--no-summary",
            "-n0",
            "-p",
            "no:cacheprovider",
            *only,
            str(ROOT / "tests" / "cases"),
        ],
        plugins=[outcomes],
    )
    rows = list(csv.DictReader((CASES / "INDEX.tsv").open(encoding="utf-8"), delimiter="\t"))
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        name = row["id"]
        if words and not any(w in name for w in words):
            continue
        outcome = outcomes.seen.get(name, "no test")
        total[row["stage"]] += 1
        right[row["stage"]] += outcome == "passed"
        if outcome != "passed":
            print(f"{name:40} {row['stage']:10} {outcome}")
    for stage in total:
        print(f"{stage:12} {right[stage]:3} of {total[stage]:3}")
    print(f"{'all':12} {sum(right.values()):3} of {sum(total.values()):3}")


if __name__ == "__main__":
    main()
