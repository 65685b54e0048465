"""`benchmarks/make_product_pairs.py rank` prints the same pairs whatever the seed of Python's hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
CODE = """
import hashlib, itertools, json, sys
sys.path.insert(0, "benchmarks")
import make_product_pairs as made
import product_pairs
few = {n: p for n, p in product_pairs.files().items() if n.startswith(("medquad/a", "medquad/b", "dev/"))}
few = dict(itertools.islice(few.items(), 10))
some = dict(itertools.islice(product_pairs.abstracts().items(), 60))
made.files = product_pairs.files = lambda: few
made.abstracts = product_pairs.abstracts = lambda: some
rows = [json.dumps(row) for row in made.make()]
print(len(rows), hashlib.sha256("\\n".join(rows).encode()).hexdigest())
"""


@pytest.mark.skipif(not (SHARED / "articles" / "medquad").exists(), reason="needs the shared articles")
def test_the_same_pairs_under_any_hash_seed() -> None:
    def told(seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", CODE], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    first, second = told("1"), told("4711")
    assert int(first.split()[0]) > 10
    assert first == second
