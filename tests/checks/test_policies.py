"""The policies that come with the program: what they promise in docs/policies.md is so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from citewarden import config
from citewarden.errors import ConfigError
from citewarden.model import Audit, Claim, Evidence, Finding, Passage, Policy
from citewarden.plugins import names
from citewarden.stages.check import check
from citewarden.stages.cite import cite
from citewarden.stages.gather import gather
from citewarden.stages.read import read
from citewarden.text.anchors import anchor

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
FILES = sorted((ROOT / "config" / "policies").glob("*.yaml"))
CHECKS = {name.replace("_", "-") for name in names("citewarden.checks")}
AGE = {"outdated-reference", "review-overdue"}
OLD = """---
title: Blood pressure
published: 2012-02-01
reviewed: 2012-02-01
next_review: 2015-02-01
reviewer: A. Reader, MD
---

# Blood pressure

The diet lowers the upper value by 11 mm Hg.[1]

## Sources

1. Appel LJ, Moore TJ. A clinical trial of dietary patterns. N Engl J Med. 1997;336(16):1117-1124.
2. Example AB. High blood pressure: a clinical practice guideline. Ex J Cardiol. 2001;3(1):1-9.
"""


@pytest.fixture
def old(tmp_path: Path) -> Audit:
    """An article that has no fault but its age, and that of all it rests on."""
    path = tmp_path / "old.md"
    path.write_text(OLD, encoding="utf-8")
    document = read(path, root=tmp_path)
    references, citations = cite(document)
    works, _ = gather(references)
    said = "The diet lowers the upper value by 11 mm Hg."
    start = document.text.index(said)
    claim = Claim("old.md#claim-1", document.id, anchor(document, start, start + len(said)), said, said,
                  kind="treatment-effect", priority="high", citations=(citations[0].id,))  # fmt: skip
    work = next(w.id for w in works if references[0].id in w.references)
    return Audit(
        document=document,
        as_of="2026-01-15",
        policy=Policy("none"),
        references=tuple(references),
        citations=tuple(citations),
        claims=(claim,),
        works=tuple(works),
        passages=(Passage("p", work, said, "abstract"),),
        evidence=(Evidence(claim.id, "p", work, "SUPPORT", 0.95, "example"),),
    )


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_age_alone_never_blocks(name: str, old: Audit) -> None:
    found = [f for f in check(replace(old, policy=config.policy(name))) if f.rule_id in AGE]
    assert {f.rule_id for f in found} == AGE, "all of them see that it is old"
    assert [f.message for f in found if f.blocking] == []


def test_a_policy_of_ones_own_may_let_age_block(old: Audit) -> None:
    policy = replace(config.policy("default"), fail_on="note")
    assert {f.rule_id for f in check(replace(old, policy=policy)) if f.blocking} >= AGE


def test_without_a_policys_clocks_nothing_is_old(old: Audit) -> None:
    found = {f.rule_id for f in check(old)}
    assert "outdated-reference" not in found
    assert "review-overdue" in found, "the page's own date needs no clock"


def test_an_exempted_classic_is_not_old(old: Audit) -> None:
    first = replace(old.references[0], PMID="9099655")
    exempt: dict[str, object] = {"seminal": {"9099655": "the trial that gave the diet its name"}}
    policy = config.policy("default")
    settings = {**policy.settings, "outdated-reference": {**policy.settings["outdated-reference"], **exempt}}
    audit = replace(
        old, references=(first, *old.references[1:]), policy=replace(policy, settings=settings)
    )  # fmt: skip
    aged = [f.properties["references"] for f in check(audit) if f.rule_id == "outdated-reference"]
    assert aged == [[old.references[1].id]]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_policy_names_checks_that_exist_and_says_what_it_is(path: Path) -> None:
    data = config.read_yaml(path)
    assert data["description"].endswith(".")
    assert {*data.get("levels", {}), *data.get("blocking", ()), *data.get("settings", {})} <= CHECKS
    assert set(data.get("incomplete", ())) <= {*CHECKS, "*"}
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert f"| `{path.stem}` |" in PAGE


def test_every_knob_is_documented_and_every_documented_knob_exists() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/citewarden/checks").glob("*.py"))
    calls = re.findall(r'\.setting\(\s*"([\w-]+)",\s*"(\w+)"', code)
    assert len(calls) == len(re.findall(r"\.setting\(", code)), (
        "a knob's check and name are written out where it is read"
    )
    documented = re.findall(r"(?m)^\| `([\w-]+)` \| `(\w+)` \|", PAGE)
    assert sorted(documented) == sorted(set(calls))
    set_in_files = {
        (rule, knob)
        for path in FILES
        for rule, knobs in (config.read_yaml(path).get("settings") or {}).items()
        for knob in knobs
    }
    assert set_in_files <= set(calls)


def test_the_example_of_the_page_is_a_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config" / "policies").mkdir(parents=True)
    (tmp_path / "config/policies/house.yaml").write_text(re.findall(r"(?ms)^```yaml\n(.*?)^```$", PAGE)[0], "utf-8")
    monkeypatch.chdir(tmp_path)
    house = config.policy("house")
    clocks = house.setting("outdated-reference", "clocks", {})
    assert (clocks["guideline"], clocks["advice"], clocks["dose"]) == (5, 0, 5)
    assert house.levels == {"outdated-reference": "warning", "uncited-reference": "off"}


@pytest.mark.parametrize(
    "settings",
    [
        "outdated-reference: {seminal: [10.1000/x]}",
        "outdated-reference: {clocks: {dose: five}}",
        "missing-reviewer: {required: sometimes}",
    ],
)
def test_a_knob_turned_wrongly_is_said_in_one_line(
    settings: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config" / "policies").mkdir(parents=True)
    (tmp_path / "config/policies/house.yaml").write_text(f"settings:\n  {settings}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=re.escape(settings.partition(":")[0])):
        config.policy("house")


def test_what_each_preset_promises(old: Audit) -> None:
    bare = replace(old.document, reviewed="", reviewer="", next_review="")
    made: Callable[[str], list[Finding]] = lambda name: check(  # noqa: E731
        replace(old, document=bare, policy=config.policy(name))
    )
    assert {f.level for f in made("nhs") if f.rule_id.startswith("missing-review")} == {"warning"}
    assert {f.rule_id for f in made("default") if f.rule_id.startswith("missing-review")} == {"missing-review-date"}
    assert {f.rule_id for f in made("strict") if f.level == "warning"} <= {
        f.rule_id for f in made("strict") if f.blocking
    }
    strict, offline = config.policy("strict"), config.policy("offline")
    assert (strict.fail_on, strict.incomplete, strict.allow_incomplete) == ("warning", ("*",), False)
    assert (offline.fail_on, offline.allow_incomplete) == ("error", True)
    assert config.policy("ama").levels["malformed-author"] == "warning"
