"""docs/reliability.md: what is promised, the tests that hold it, and how much they try, counted by pytest itself.

python docs/reliability.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reliability.md"


@dataclass(frozen=True)
class Promise:
    """What is promised, which tests hold it (a file, or file::test), what one try is called, and a table of inputs that
    one test goes through by itself (a file with a line an input, under a heading; its lines begin with `wanted`).
    """

    text: str
    tests: tuple[str, ...]
    tries: str
    table: str = ""
    wanted: str = ""


PROMISES: Mapping[str, Sequence[Promise]] = {
    "No false alarm, no false all-clear": (
        Promise(
            "A right reference blocks nothing, however its DOI is broken and its words are shortened or translated",
            ("tests/stages/test_blocking.py::test_no_right_reference_blocks_however_it_is_printed",),
            "entries",
            "tests/stages/blocking.tsv",
            r"\t",
        ),
        Promise(
            "A wrong, unregistered, made-up or retracted reference blocks",
            ("tests/stages/test_blocking.py::test_every_wrong_reference_blocks",),
            "entries",
            "tests/stages/blocking.tsv",
            r"[a-z-]+\t",
        ),
        Promise(
            "What is known of a reference hangs on no order, company or outage",
            ("tests/stages/test_chance.py",),
            "cases, each over all orders or all requests it speaks of",
        ),
        Promise(
            "An answer that is none (a wall, an empty list, a maintenance page) clears and blames nothing",
            ("tests/stages/test_other_worlds.py::test_what_is_no_answer_of_a_registry_clears_and_blames_nothing",),
            "false answers",
        ),
        Promise(
            "Inputs of kinds that editors report come out as wanted",
            ("tests/cases",),
            "inputs (they are not part of this repository)",
        ),
        Promise(
            "A page of a wall, a parking or an error is never read as the source, and none of ours is called one",
            ("tests/web/test_judgement.py", "tests/stages/test_reading.py"),
            "pages",
        ),
    ),
    "Exit status 1 means that a finding blocks, and nothing else": (
        Promise(
            "Wrong settings, wrong command lines and faults of the program are one line and exit status 2",
            ("tests/test_exit_status.py", "tests/test_wrong_inputs.py"),
            "mistakes",
        ),
        Promise(
            "Files that are hostile or broken are one line, in time and memory that their size allows",
            (
                "tests/readers/test_html.py::test_hostile_pages_end_soon",
                "tests/readers/test_plain_text.py::test_files_that_are_no_text",
                "tests/text/test_pdf_pages.py::test_hostile_files_are_one_line",
                "tests/registries/test_library.py::test_a_broken_file_is_one_clear_line_and_the_others_go_on",
            ),
            "files",
        ),
        Promise(
            "Odd inputs of every kind that is read from outside are read or refused in one line, in time",
            ("tests/test_fuzz.py",),
            "readers, kept findings and slow texts; `make fuzz` makes new ones by chance, `make fuzz-guided` by the"
            " lines they reach",
        ),
        Promise(
            "Time grows in proportion to the input: no regular expression explodes, no reader or parser is quadratic",
            ("tests/test_expressions.py", "tests/test_linear.py"),
            "twelfths of all expressions (`long`; those that are new always), readers and texts",
        ),
        Promise(
            "Reading an article takes ten times the file in memory at most; what is far denser than articles are takes"
            " up to 500 times, but no more than 250 MB: beyond 400,000 tags, 100,000 lines and cells or paragraphs, or"
            " 50,000 marks in a paragraph it is refused in one line. A bibliography takes ten times its file, too, in"
            " every format, however short its entries; the index that finds entries by their words, made when one is"
            " sought so, comes to 25 times the file where no two entries share a word",
            (
                "tests/test_memory.py",
                "tests/test_linear.py::test_far_more_than_an_article_has_is_one_line",
                "tests/test_linear.py::test_what_unpacks_to_too_much_is_one_line",
            ),
            "files (most of them `long`)",
        ),
        Promise(
            "A folder that cannot be written or locked, a full disk, a clock that went back (for those who call"
            " Snakemake themselves, too) or a failure of Snakemake is one line with its remedy",
            (
                "tests/test_workflow.py::test_a_folder_that_cannot_be_written_is_one_line",
                "tests/test_workflow.py::test_a_read_only_folder_is_one_line",
                "tests/test_workflow.py::test_a_full_disk_is_one_line",
                "tests/test_workflow.py::test_snakemakes_own_failure_is_told",
                "tests/test_full_disk.py",
                "tests/commands/test_tasks.py",
            ),
            "faults",
        ),
    ),
    "Nothing is lost, whatever is killed": (
        Promise(
            "A killed audit leaves no workflow beside the next one: it has ended, or it holds the lock",
            (
                "tests/commands/test_child.py",
                "tests/test_workflow.py::test_a_killed_parents_workflow_is_never_beside_another",
            ),
            "kills",
        ),
        Promise(
            "A killed audit is taken up where it was, and ends in the same bytes",
            (
                "tests/test_kills.py",
                "tests/test_workflow.py::test_a_killed_night_is_taken_up_where_it_was",
            ),
            "series, a hundred kills of the audit, its steps or all of it (`long`) and one of a night",
        ),
        Promise(
            "Decisions made at once, in the browser and on command lines, are all on file",
            ("tests/test_review.py::test_decisions_made_at_once_are_all_on_file",),
            "test, of fifty decisions at once",
        ),
    ),
    "Tests notice": (
        Promise(
            "A fault planted in the source makes a test fail",
            ("tests/test_mutants.py::test_a_planted_fault_is_noticed",),
            "faults of `tests/planted.yaml` (`long`); of forty planted by chance (seed 34034) ten seconds of tests"
            " each noticed 29, of the first 19 of forty others (seed 35035) 15 (wanted 34 of 40)",
        ),
    ),
    "Nobody is let in, and nothing gets out": (
        Promise(
            "No request goes to a private address, however it is spelt",
            ("tests/web/test_guard.py",),
            "addresses",
        ),
        Promise(
            "Hostile words stay words in every report",
            (
                "tests/formats/test_html.py::test_hostile_words_stay_words",
                "tests/formats/test_html.py::test_which_addresses_become_links",
                "tests/formats/test_csv.py::test_formulas_become_words",
                "tests/browser",
            ),
            "texts and views",
        ),
        Promise(
            "The review server serves this machine and its own folder only",
            ("tests/test_review.py",),
            "requests",
        ),
        Promise(
            "A model that was changed is not used",
            ("tests/test_learned.py",),
            "files and ways",
        ),
    ),
}  # fmt: skip

HEAD = """# Reliability

What is promised, the tests that hold it, and how much they try. The figures are counted by the tests themselves
(`docs/reliability.py`; a test says when they are old). They run with
`make test`, those that take minutes (`long`) with `make test-long` and every night, all without a network.
"""


def collected(files: Sequence[str]) -> str:
    """The cases that pytest collects of `files`, a line each, those marked `long` too."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    command += ["-o", "addopts=--import-mode=importlib", *files]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    return done.stdout


def counted(promises: Sequence[Promise], cases: Sequence[str] = ()) -> dict[str, int]:
    """Test (as a promise names it) -> number of its cases, among `cases` where those hold all files that are named."""
    named = sorted({test for promise in promises for test in promise.tests})
    files = sorted({test.split("::")[0] for test in named})
    text = "\n".join(cases) if set(files) <= {*_above(cases)} else collected(files)
    found: Counter[str] = Counter()
    for case in re.findall(r"(?m)^(tests/\S+?\.py::\w+)", text):
        found.update(test for test in named if case == test or (case.startswith(test) and "::" not in test))
    return {test: found[test] for test in named}


def _above(cases: Sequence[str]) -> set[str]:
    """The files of some cases, and the folders above them."""
    files = {case.split("::")[0] for case in cases}
    return files | {parent.as_posix() for file in files for parent in Path(file).parents}


def page(cases: Sequence[str] = ()) -> str:
    """The text of docs/reliability.md; `cases` are those that a run of pytest has collected already."""
    counts = counted([promise for part in PROMISES.values() for promise in part], cases)
    out = [HEAD]
    for title, promises in PROMISES.items():
        out.append(f"## {title}\n\n| promise | tried | tests |\n|---|---|---|")
        out += [_row(promise, counts) for promise in promises]
        out.append("")
    return "\n".join(out)


def _row(promise: Promise, counts: Mapping[str, int]) -> str:
    number = sum(counts[test] for test in promise.tests)
    if promise.table:
        lines = (ROOT / promise.table).read_text(encoding="utf-8").splitlines()[1:]
        number = sum(bool(re.match(promise.wanted, line)) for line in lines)
    tests = "<br>".join(f"[{_short(test)}](../{test.split('::')[0]})" for test in promise.tests)
    return f"| {promise.text} | {number} {promise.tries} | {tests} |"


def _short(test: str) -> str:
    file, _, name = test.partition("::")
    return name or file.removeprefix("tests/")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
