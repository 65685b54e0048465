"""The readers of `citewarden.testing.fuzz` under a fuzzer that is guided by which lines an input reaches (atheris).

python tests/fuzz_guided.py SECONDS [READER ...]    (`make fuzz-guided` has the package in an environment of its own)

What it finds is printed as a row for FOUND in tests/test_fuzz.py and makes the exit status 1. Inputs that reached new
lines are kept under build/fuzz/corpus and begin the next run.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["citewarden"]):  # before any other import of it
    from citewarden.testing.fuzz import hold, targets

READERS = targets()
ROOT = Path(__file__).resolve().parents[1] / "build" / "fuzz"
LONGEST = 4096
"""Bytes of an input at most."""
SLOW = 1.0
"""CPU seconds that reading it may take, though each line is counted while it runs: some ten times what it may else."""


def main(seconds: float, names: list[str]) -> int:
    """Fuzz each reader for its share of the time; the exit status."""
    names = names or list(READERS)
    tried = found = 0
    for name in names:
        hold(READERS[name], _read(name, READERS[name].samples[0].encode()))  # what is made once
        log = _fuzzed(name, max(1, int(seconds / len(names))))
        said = log.read_text("utf-8", "replace")
        count = re.search(r"number_of_executed_units: (\d+)", said)
        tried += int(count[1]) if count else 0
        print(f"{name}: {count[1] if count else 'some'} inputs", flush=True)
        odd = re.search(r"Test unit written to (\S+\.(?:crash|timeout|oom|leak)-\S+)", said)
        if odd or count is None:
            found += 1
            data = _read(name, Path(odd[1]).read_bytes()) if odd else b""
            print(f"    ({name!r}, {data!r}),  # {log}", flush=True)
    print(f"{tried:,} inputs in {seconds:,.0f} seconds, {found} findings")
    return 1 if found else 0


def _fuzzed(name: str, seconds: int) -> Path:
    """Fuzz one reader in a copy of this process, which the fuzzer ends; what it said, as a file."""
    folder = ROOT / "corpus" / re.sub(r"\W", "-", name)
    folder.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(READERS[name].samples):
        (folder / f"sample-{number}").write_text(sample)
    words = ROOT / "words.txt"
    words.write_text("".join(f'"{_quoted(piece)}"\n' for piece in READERS[name].pieces))
    limits = [f"-max_total_time={seconds}", "-timeout=60", f"-max_len={LONGEST}", f"-dict={words}"]
    log = folder.with_suffix(".log")
    child = os.fork()
    if child == 0:
        with log.open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        atheris.Setup(
            ["fuzz", str(folder), *limits, f"-artifact_prefix={folder}.", "-print_final_stats=1"],
            lambda data: _hold(name, data),
        )
        atheris.Fuzz()
        os._exit(0)
    os.waitpid(child, 0)
    return log


def _hold(name: str, data: bytes) -> None:
    begin = time.process_time()
    hold(READERS[name], _read(name, data))
    assert time.process_time() - begin < SLOW, "slow"


def _read(name: str, data: bytes) -> bytes:
    """The file of an input: its text as the reader's own kind of file has it, or what stands behind a high byte."""
    return data[1:] if data[:1] >= b"\x80" else READERS[name].wrap(data.decode("utf-8", "replace"))


def _quoted(piece: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece.encode("utf-8", "surrogatepass")[:60])


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
