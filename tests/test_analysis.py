"""The tables of an audit as DataFrames and files; the guide's examples run as they stand."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

import citewarden
from citewarden import cli
from citewarden.analysis import Tables
from citewarden.errors import InputError, StateError

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def project(audited: Path) -> Path:
    return audited


@pytest.fixture(scope="module")
def audit(audited: Path) -> Tables:
    return citewarden.load(audited)


def test_every_finding_of_the_reports_is_a_row(project: Path, audit: Tables) -> None:
    for article in audit.articles["id"]:
        page = project / "reports" / Path(article).with_suffix(".json")
        said = json.loads(page.read_text(encoding="utf-8"))
        rows = audit.findings[audit.findings["document"] == article]
        assert sorted(rows["fingerprint"]) == sorted(f["fingerprint"] for f in said["findings"])


def test_tables_join_by_their_ids(audit: Tables) -> None:
    assert set(audit.claims["document"]) <= set(audit.articles["id"])
    assert set(audit.evidence["claim"]) <= set(audit.claims["id"])
    assert audit.evidence["document"].notna().all()
    assert set(audit.evidence["passage"]) <= set(audit.passages["id"])
    assert set(audit.references["work"]) == set(audit.works["id"]) == set(audit.resolutions["work"])
    assert len(audit.references) == audit.references["id"].nunique()


def test_nested_values_are_values_and_places_are_lines(project: Path, audit: Tables) -> None:
    leite = audit.references.query("label == '1' and document.str.startswith('muscle')").iloc[0]
    assert leite["csl"]["author"][0]["family"] == "Leite"
    assert leite["year"] == 2014
    lines = (project / "articles" / "muscle-twitches-and-ms.md").read_text(encoding="utf-8").splitlines()
    assert "Leite MAA" in lines[leite["line"] - 1]
    assert leite["quote"].startswith("Leite MAA")
    overdue = audit.findings.query("rule_id == 'review-overdue'").iloc[0]
    assert (overdue["line"], overdue["quote"]) == (0, "")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_files_hold_the_same_rows(
    project: Path, audit: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert cli.main(["export", str(tmp_path), "--format", form, "--project", str(project)]) == 0
    assert "11 tables" in capsys.readouterr().out
    claims = pd.read_csv(tmp_path / "claims.csv") if form == "csv" else pd.read_parquet(tmp_path / "claims.parquet")
    assert list(claims["id"]) == list(audit.claims["id"])
    assert [json.loads(q) for q in claims["quantities"]] == list(audit.claims["quantities"])


def test_no_cell_is_a_formula(audit: Tables, tmp_path: Path) -> None:
    assert audit.articles["title"].str.startswith("=").any()
    audit.write(tmp_path, "csv")
    assert not pd.read_csv(tmp_path / "articles.csv")["title"].str.startswith("=").any()


def test_the_examples_of_the_guide(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    code = re.findall(r"(?s)```python\n(.*?)```", (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8"))
    assert len(code) == 4
    exec("\n".join(code), {})
    said = capsys.readouterr().out
    assert "Another perspective on fasciculations" in said
    assert "uncited-claim" in said


def test_a_folder_without_an_audit_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StateError, match="no finished audit"):
        citewarden.load(tmp_path)
    assert cli.main(["export", str(tmp_path / "out"), "--project", str(tmp_path)]) == 2
    assert "run `citewarden audit`" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_audit_that_did_not_end_is_none(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "results", tmp_path / "results")
    shutil.rmtree(tmp_path / "results" / "judged")
    with pytest.raises(StateError, match="no finished audit"):
        citewarden.load(tmp_path)


def test_a_damaged_table_is_one_line(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "config", tmp_path / "config")
    shutil.copytree(project / "results", tmp_path / "results")
    next((tmp_path / "results" / "articles").rglob("claims.parquet")).write_bytes(b"PAR1 no more")
    with pytest.raises(InputError, match="not a readable table"):
        citewarden.load(tmp_path)
