"""What is said when the workflow stops: a step's own last words, else Snakemake's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citewarden.commands import tasks


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            "Building DAG of jobs...\nWorkflowError:\nError recording metadata for finished job ([Errno 2] No such file"
            " or directory: '/p/rules/environment.yml').\n",
            "WorkflowError: Error recording metadata for finished job ([Errno 2] No such file or directory:"
            " '/p/rules/environment.yml').",
        ),
        (
            'Traceback (most recent call last):\n\n  File "/x.py", line 1, in run\n\nPermissionError: [Errno 13]'
            " Permission denied: '/p/.snakemake/log'\n\n",
            "PermissionError: [Errno 13] Permission denied: '/p/.snakemake/log'",
        ),
        (
            'SyntaxError in file "/p/Snakefile", line 10:\nExpected name or colon after rule keyword.:\nNone\n',
            'SyntaxError in file "/p/Snakefile", line 10: Expected name or colon after rule keyword.',
        ),
        (
            "MissingInputException in rule judge in file \"/p/read.smk\", line 3:\nMissing input files for rule"
            " judge:\n    output: a\nExiting.\n",
            'MissingInputException in rule judge in file "/p/read.smk", line 3: Missing input files for rule judge',
        ),
        (
            "Error in rule analyse:\n    jobid: 3\n    (command exited with non-zero exit code)\nShutting down.\n",
            "Error in rule analyse: jobid: 3",
        ),
        ("IncompleteFilesException:\nThe files below seem to be incomplete.\n" + "x" * 999, None),
        ("Select jobs to execute...\n3 of 3 steps (100%) done\n", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_snakemakes_own_last_error(said: str, line: str | None) -> None:
    told = tasks._error(said)
    assert "\n" not in told
    assert len(told) <= 300
    if line is not None:
        assert told == line


def test_a_steps_own_words_come_first_and_old_ones_not_at_all(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    (logs / "judge").mkdir(parents=True)
    workflow, step, old = logs / "workflow.log", logs / "judge" / "0.log", logs / "judge" / "1.log"
    workflow.write_text("WorkflowError:\nno room\n")
    assert tasks._last_words(workflow, 1000) == f"WorkflowError: no room - mend that and run again ({workflow})"
    old.write_text("citewarden: of another night\n")
    os.utime(old, (10, 10))
    assert "no room" in tasks._last_words(workflow, 1000)
    step.write_text("citewarden: judged\ncitewarden: state: cannot be written\x1b[2J\n")
    told = tasks._last_words(workflow, 1000)
    assert told.startswith("citewarden: state: cannot be written")
    assert "\x1b" not in told
    for path in (workflow, step):
        path.unlink()
    assert tasks._last_words(workflow, 1000) == "run again with --verbose"
