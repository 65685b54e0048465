"""The exit status: input before findings, findings before open questions, and always a reason."""

from __future__ import annotations

from dataclasses import replace

from citewarden.model import Failure, Finding, Kind, Level, Policy
from citewarden.stages.gate import gate

BLOCKING = Finding("retracted-reference", "a", "a#ref-1", Level.ERROR, Kind.FAIL, "m", blocking=True)
NOTE = Finding("outdated-reference", "a", "a#ref-1", Level.NOTE, Kind.FAIL, "m")
UNKNOWN = Finding("incomplete-audit", "a", "a", Level.NONE, Kind.OPEN, "crossref did not answer")
SILENT = Finding("unsupported-claim", "a", "a#claim-1", Level.NONE, Kind.OPEN, "only the abstract could be read")
FAILURE = Failure("b.md", "read", "b.md: empty")


def test_status_and_reason() -> None:
    policy = Policy("default")
    assert gate([NOTE, SILENT], [], policy) == (
        0,
        "PASSED (0): nothing blocks under policy 'default'; 1 other finding to look at",
    )
    assert gate([UNKNOWN, BLOCKING], [], policy)[0] == 1
    assert gate([BLOCKING], [FAILURE], policy)[0] == 2
    status, line = gate([NOTE, UNKNOWN], [], policy)
    assert status == 3
    assert "crossref did not answer" in line


def test_policy_may_allow_not_knowing_or_mind_every_open_question() -> None:
    assert gate([UNKNOWN], [], Policy("lenient", allow_incomplete=True))[0] == 0
    assert gate([SILENT], [], Policy("strict", incomplete=("*",)))[0] == 3


def test_a_suppressed_finding_does_not_block() -> None:
    assert gate([replace(BLOCKING, suppressed=True)], [], Policy("default"))[0] == 0
