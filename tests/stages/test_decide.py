"""Decisions silence a finding while they are signed, in time and about the same words; everything else reopens it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import filelock
import pytest

from citewarden.errors import ConfigError, StateError
from citewarden.model import Audit, Finding, Notice, SignOff, Suppression
from citewarden.stages.check import fingerprints
from citewarden.stages.decide import Decisions, decide, entry, load, look_up, record, sign_off, snippet
from citewarden.stages.report import report
from citewarden.tables import plain
from citewarden.testing.sample import sample_audit, sample_findings, sample_run
from citewarden.text.bindings import bind

AUDIT = sample_audit()
FINDINGS = sample_findings(AUDIT)
CLAIM = FINDINGS[0]  # unsupported-claim, the medical reviewer's
LINK = next(f for f in FINDINGS if f.rule_id == "malformed-author")  # the editor's, about reference 4


def decision(finding: Finding, **changes: Any) -> Suppression:
    made = Suppression(
        finding.fingerprint,
        finding.rule_id,
        "Seen and judged.",
        "C. Reviewer, MD",
        "medical reviewer",
        "2026-01-01",
        "2026-07-01",
        "waive",
        bind(AUDIT, finding),
        AUDIT.document.id,
    )
    return replace(made, **changes)


def decided(decision: Suppression, audit: Audit = AUDIT, findings: Sequence[Finding] = FINDINGS) -> Finding:
    """What becomes of the finding the decision is about."""
    audit = replace(audit, previous={"suppressions": (plain(decision),)})
    return next(f for f in decide(audit, findings) if f.fingerprint == decision.fingerprint)


def test_a_signed_waiver_silences_its_finding_and_no_other() -> None:
    audit = replace(AUDIT, previous={"suppressions": (decision(CLAIM),)})
    done = [f.rule_id for f in decide(audit, FINDINGS) if f.suppressed]
    assert done == ["unsupported-claim"]


def test_nothing_on_file_changes_nothing() -> None:
    assert decide(AUDIT, FINDINGS) == list(FINDINGS)


@pytest.mark.parametrize("made", ["replace", "reword", "escalate"])
def test_a_plan_is_noted_and_silences_nothing(made: str) -> None:
    found = decided(decision(CLAIM, decision=made))
    assert not found.suppressed
    assert found.properties["decision"].startswith(f"{made} by C. Reviewer, MD")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"signer": " "}, "not signed"),
        ({"role": ""}, "not signed"),
        ({"justification": ""}, "not signed"),
        ({"expires": ""}, "date on which it ends"),
        ({"expires": "2026-01-14"}, "expired on 2026-01-14"),
        ({"role": "editor"}, "needs the medical reviewer's signature"),
        ({"role": "section editor"}, "needs the medical reviewer's signature"),
        ({"bound": {}}, "has changed"),
        ({"bound": {"claim": "0" * 20}}, "has changed"),
    ],
)
def test_a_decision_that_does_not_count_says_why(changes: dict[str, Any], why: str) -> None:
    found = decided(decision(CLAIM, **changes))
    assert not found.suppressed
    assert why in found.properties["decision"]


def test_it_counts_on_its_last_day() -> None:
    assert decided(decision(CLAIM, expires=AUDIT.as_of)).suppressed


def test_accepting_needs_no_end() -> None:
    assert decided(decision(CLAIM, decision="accept", expires="")).suppressed


def test_an_editor_may_sign_for_what_is_the_editors() -> None:
    assert decided(decision(LINK, role="editor")).suppressed


def test_a_changed_sentence_reopens() -> None:
    claims = tuple(
        replace(c, standalone=c.standalone + " Always.") if c.id == CLAIM.subject else c for c in AUDIT.claims
    )
    assert not decided(decision(CLAIM), replace(AUDIT, claims=claims)).suppressed


def test_a_changed_source_text_reopens_and_an_unread_one_offline_does_not() -> None:
    changed = tuple(replace(p, snapshot="ab" * 32) for p in AUDIT.passages)
    assert not decided(decision(CLAIM), replace(AUDIT, passages=changed)).suppressed
    assert decided(decision(CLAIM), replace(AUDIT, passages=(), offline=True)).suppressed


def test_a_changed_reference_reopens() -> None:
    references = tuple(replace(r, raw=r.raw + " x") for r in AUDIT.references)
    assert not decided(decision(LINK), replace(AUDIT, references=references)).suppressed


def test_spaces_and_line_ends_do_not() -> None:
    references = tuple(replace(r, raw=r.raw.replace(" ", " \n ")) for r in AUDIT.references)
    assert decided(decision(LINK), replace(AUDIT, references=references)).suppressed


def test_a_new_notice_reopens_and_a_silent_registry_does_not() -> None:
    work = AUDIT.work_of[LINK.subject].id
    retracted = (*AUDIT.notices, Notice(work, "retraction", "crossref", DOI="10.5555/r"))
    assert not decided(decision(LINK), replace(AUDIT, notices=retracted)).suppressed
    silent = (*AUDIT.notices, Notice(work, "unavailable", "crossref"))
    assert decided(decision(LINK), replace(AUDIT, notices=silent)).suppressed


def test_the_newest_decision_counts() -> None:
    old, new = decision(CLAIM, decided_on="2025-12-01"), decision(CLAIM, decision="reword", decided_on="2026-01-10")
    audit = replace(AUDIT, previous={"suppressions": (new, old)})
    assert not any(f.suppressed for f in decide(audit, FINDINGS))


def test_a_decision_for_another_article_does_not_count() -> None:
    assert not decided(decision(CLAIM, document="other.md")).suppressed


@pytest.mark.parametrize(
    ("owner", "role", "how", "may"),
    [
        ("medical reviewer", "editor", "accept", False),
        ("medical reviewer", "section editor", "waive", False),
        ("section editor", "web team", "accept", False),
        ("medical reviewer", "editor", "reword", True),
        ("medical reviewer", "editor", "escalate", True),
        ("medical reviewer", "medical reviewer", "accept", True),
        ("web team", "editor", "accept", True),
    ],
)
def test_who_may_decide_what_is_checked_when_it_is_written_down(owner: str, role: str, how: str, may: bool) -> None:
    if may:
        assert row(owner=owner, role=role, decision=how)["role"] == role
    else:
        with pytest.raises(ConfigError, match=f"only a {owner} may {how} this finding"):
            row(owner=owner, role=role, decision=how)


# The file -----------------------------------------------------------------------------------------------------------


def row(**changes: str) -> dict[str, Any]:
    parts = {
        "check": "dead-link",
        "fingerprint": "0123456789abcdef0123",
        "document": "a.md",
        "decision": "waive",
        "reason": 'He said: "#no" – maybe',
        "signer": "Zoë: Æ",
        "role": "editor",
        "decided_on": "2026-01-15",
        "expires": "2026-07-15",
    }
    return entry(bound={"reference": "ab" * 10}, **{**parts, **changes})  # type: ignore[arg-type]


def test_what_is_recorded_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "config" / "suppressions.yaml"
    record(path, row())
    (read,) = load(path).suppressions
    assert (read.rule_id, read.justification, read.signer) == ("dead-link", 'He said: "#no" – maybe', "Zoë: Æ")
    assert read.bound == {"reference": "ab" * 10}


def test_who_cannot_write_a_decision_is_told_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config" / "suppressions.yaml"

    def held(*_: object, **__: object) -> None:
        raise filelock.Timeout("lock")

    with monkeypatch.context() as busy:
        busy.setattr(filelock.FileLock, "acquire", held)
        with pytest.raises(StateError) as told:
            record(path, row())
    assert str(told.value) == f"{path}: another decision is being written - try again"
    assert not path.exists()
    (tmp_path / "config").rmdir()
    (tmp_path / "config").write_text("a file in the folder's place")
    with pytest.raises(StateError, match="cannot be written") as told:
        record(path, row())
    assert str(told.value).startswith(f"{path.parent}: ")


def test_a_second_entry_of_the_same_person_takes_the_place_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "suppressions.yaml"
    others = snippet(row(fingerprint="1" * 20)), snippet(row()), snippet(row(fingerprint="2" * 20))
    path.write_text("# ours\nsuppressions:\n" + "  # one\n".join(others) + "\nsign_offs: []\n", encoding="utf-8")
    record(path, row(decision="reword"))
    record(path, row(decision="escalate", signer="Somebody else"))
    text = path.read_text(encoding="utf-8")
    known = [(s.fingerprint[0], s.decision, s.signer) for s in load(path).suppressions]
    assert known == [
        ("0", "escalate", "Somebody else"),
        ("0", "reword", "Zoë: Æ"),
        ("1", "waive", "Zoë: Æ"),
        ("2", "waive", "Zoë: Æ"),
    ]
    assert text.startswith("# ours\n")
    assert text.count("# one") == 2
    assert "sign_offs: []" in text


@pytest.mark.parametrize(
    "text",
    [
        "suppressions: []\n",
        "suppressions: [] # none yet\n\nsign_offs: []\n",
        "# ours\nsuppressions:\n\nsign_offs:\n",
        "",
        "sign_offs: []\n",
        "suppressions: # see the wiki\n# a comment\n- check: a\n  fingerprint: abcdef\n  document: b.md\n"
        "  decision: accept\n  bound: {claim: x}\n",
        "suppressions:\n    - check: a\n      fingerprint: abcdef\n      document: b.md\n"
        "      decision: accept\n      bound: {claim: x}\nsign_offs: null\n",
    ],
)
def test_the_rest_of_the_file_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "suppressions.yaml"
    path.write_text(text, encoding="utf-8")
    before = len(load(path).suppressions)
    record(path, row())
    record(path, sign_off(document="a.md", sha256="a" * 64, signer="B", role="editor", signed_on="2026-01-15"),
           under="sign_offs")  # fmt: skip
    after = load(path)
    assert (len(after.suppressions), len(after.sign_offs)) == (before + 1, 1)
    assert after.suppressions[0].rule_id == "dead-link"
    new = path.read_text(encoding="utf-8")
    assert all(line.strip() in new for line in text.splitlines() if line.startswith("#"))


def test_a_file_it_cannot_follow_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "suppressions.yaml"
    text = "suppressions: [{check: a, fingerprint: abcdef, document: b, decision: accept, bound: {claim: x}}]\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="by hand"):
        record(path, row())
    assert path.read_text(encoding="utf-8") == text


def test_a_faulty_file_is_named_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "suppressions.yaml"
    path.write_text("suppressions:\n  - check: dead-link\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"suppressions\.yaml.*suppressions\.0"):
        record(path, row())


def test_dates_without_quotes_are_dates(tmp_path: Path) -> None:
    path = tmp_path / "suppressions.yaml"
    path.write_text(
        "suppressions:\n  - {check: a, fingerprint: abcdef, document: b, decision: accept,"
        " bound: {claim: x}, expires: 2026-02-01}\n",
        encoding="utf-8",
    )
    assert load(path).suppressions[0].expires == "2026-02-01"


def test_no_file_no_decisions(tmp_path: Path) -> None:
    assert load(tmp_path / "none.yaml") == Decisions()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": " "}, "no reason given"),
        ({"signer": ""}, "no signer given"),
        ({"role": "intern"}, "'intern' is not a role"),
        ({"decision": "ignore"}, "'ignore' is not a decision"),
        ({"expires": ""}, "a waiver needs a date"),
        ({"expires": "2026-01-15"}, "not after today"),
        ({"expires": "soon"}, "'soon' is not a date"),
    ],
)
def test_a_decision_is_refused_in_one_line(changes: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigError) as error:
        row(**changes)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_the_snippet_is_the_yaml_a_page_offers(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("suppressions:\n" + snippet(row(reason="two\nlines")), encoding="utf-8")
    assert load(path).suppressions[0].justification == "two lines"


def test_the_shipped_file_is_read() -> None:
    assert load(Path(__file__).parents[2] / "config" / "suppressions.yaml") == Decisions()


# Looking a finding up ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    report([(AUDIT, FINDINGS)], sample_run(), folder)
    return folder


def test_a_finding_is_found_by_the_start_of_its_fingerprint(reports: Path) -> None:
    found = look_up(reports, CLAIM.fingerprint[:8])
    assert (found["fingerprint"], found["rule_id"]) == (CLAIM.fingerprint, "unsupported-claim")
    assert found["bound"] == bind(AUDIT, CLAIM)


@pytest.mark.parametrize(("fingerprint", "words"), [("zzzzzz", "no findings begin"), ("ab", "too short")])
def test_what_is_not_there_is_said(reports: Path, fingerprint: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        look_up(reports, fingerprint)


def test_without_reports(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="run `citewarden audit` first"):
        look_up(tmp_path, "abcdef")


def renamed(name: str) -> tuple[Audit, list[Finding]]:
    """The sample article under another name, and its findings there."""
    old = AUDIT.document.id

    def under(text: str) -> str:
        return text.replace(f"{old}#", f"{name}#")

    audit = replace(
        AUDIT,
        document=replace(AUDIT.document, id=name),
        claims=tuple(replace(c, id=under(c.id)) for c in AUDIT.claims),
        references=tuple(replace(r, id=under(r.id)) for r in AUDIT.references),
    )
    found = [
        replace(
            f,
            document=name,
            subject=name if f.subject == old else under(f.subject),
            properties={k: under(v) if isinstance(v, str) else v for k, v in f.properties.items()},
        )
        for f in FINDINGS
    ]
    digests = fingerprints(audit, found, document=name)
    return audit, [replace(f, fingerprint=d) for f, d in zip(found, digests, strict=True)]


def test_a_fingerprint_is_twenty_digits_of_its_own() -> None:
    """Decisions on file name findings by them, and every later version must find those."""
    made = fingerprints(AUDIT, [*FINDINGS, *FINDINGS], document=AUDIT.document.id)
    assert len(set(made)) == len(made), "the same said twice is told apart"
    assert all(re.fullmatch("[0-9a-f]{20}", one) for one in made)


def test_decisions_go_with_an_article_that_moved() -> None:
    audit, found = renamed("sleep/better.md")
    before = fingerprints(AUDIT, FINDINGS, document=AUDIT.document.id)
    assert fingerprints(audit, found, document=AUDIT.document.id) == before
    known = dict(zip((f.fingerprint for f in FINDINGS), before, strict=True))
    on_file = Decisions(tuple(decision(f, fingerprint=known[f.fingerprint]) for f in (CLAIM, LINK)))
    for moved, silenced in (
        ({}, set()),
        ({AUDIT.document.id: "another.md"}, set()),
        ({AUDIT.document.id: "sleep/better.md"}, {CLAIM.rule_id, LINK.rule_id}),
    ):
        previous = on_file.following(moved).previous("sleep/better.md")
        done = decide(replace(audit, previous=previous), found)
        assert {f.rule_id for f in done if f.suppressed} == silenced
        assert len([f for f in done if f.suppressed]) == len(silenced)
    changed = replace(audit, references=(), previous=on_file.following(moved).previous("sleep/better.md"))
    assert LINK.rule_id not in {f.rule_id for f in decide(changed, found) if f.suppressed}, "what it was about is gone"


def test_a_sign_off_goes_with_an_article_that_moved() -> None:
    signed = SignOff("a.md", "0" * 64, "C. Reviewer, MD", "medical reviewer", "2026-01-01")
    previous = Decisions((), (signed,)).following({"a.md": "b.md", "c.md": "d.md"}).previous("b.md")
    assert previous["sign_offs"] == (replace(signed, document="b.md"),)
