"""The exit status: input before findings, findings before open questions, and always a reason."""

from __future__ import annotations

import json
from dataclasses import replace

from citewarden.model import Failure, Finding, Kind, Level, Policy
from citewarden.stages.gate import Tally, gate, tally, together
from citewarden.tables import build, dumps

BLOCKING = Finding("retracted-reference", "a", "a#ref-1", Level.ERROR, Kind.FAIL, "m", blocking=True)
NOTE = Finding("outdated-reference", "a", "a#ref-1", Level.NOTE, Kind.FAIL, "m")
UNKNOWN = Finding("incomplete-audit", "a", "a", Level.NONE, Kind.OPEN, "crossref did not answer")
SILENT = Finding("unsupported-claim", "a", "a#claim-1", Level.NONE, Kind.OPEN, "only the abstract could be read")
FAILURE = Failure("b.md", "read", "b.md: empty")


def test_status_and_reason() -> None:
    policy = Policy("default")
    assert gate(tally([NOTE, SILENT]), [], policy) == (
        0,
        "PASSED (0): nothing blocks under policy 'default'; 1 other finding to look at",
    )
    assert gate(tally([UNKNOWN, BLOCKING]), [], policy)[0] == 1
    assert gate(tally([BLOCKING]), [FAILURE], policy)[0] == 2
    status, line = gate(tally([NOTE, UNKNOWN]), [], policy)
    assert status == 3
    assert "crossref did not answer" in line


def test_policy_may_allow_not_knowing_or_mind_every_open_question() -> None:
    assert gate(tally([UNKNOWN]), [], Policy("lenient", allow_incomplete=True))[0] == 0
    assert gate(tally([SILENT]), [], Policy("strict", incomplete=("*",)))[0] == 3


def test_a_suppressed_finding_does_not_block() -> None:
    assert gate(tally([replace(BLOCKING, suppressed=True)]), [], Policy("default"))[0] == 0


def test_shards_counted_apart_are_the_whole_site() -> None:
    found = [BLOCKING, replace(SILENT, document="b"), replace(UNKNOWN, document="b"), NOTE, UNKNOWN]
    for cut in range(len(found) + 1):
        parts = [tally(found[:cut], articles=1, claims=2), tally(found[cut:], articles=2, references=3)]
        whole = together(parts)
        assert (whole.articles, whole.claims, whole.references, whole.rest) == (3, 2, 3, 2)
        assert whole.levels == {"error": 1, "note": 1, "none": 3}
        assert (whole.blocking, whole.rules) == ({"retracted-reference": 1}, {"retracted-reference": 1})
        assert {a.rule: a.number for a in whole.open} == {
            "unsupported-claim": 1,
            "incomplete-audit": 2,
        }


def test_the_first_open_question_is_the_one_of_the_first_article() -> None:
    later, first = replace(UNKNOWN, document="b", message="later"), replace(UNKNOWN, document="a", message="first")
    whole = together([tally([later]), tally([first])])
    assert gate(whole, [], Policy("default"))[1].endswith("2 questions stayed open: first")


def test_a_tally_comes_back_from_its_file() -> None:
    counted = tally([BLOCKING, UNKNOWN, NOTE], articles=1)
    assert build(Tally, json.loads(dumps(counted))) == counted
