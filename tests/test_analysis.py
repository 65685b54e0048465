"""The tables of an audit as DataFrames and files; the guide's examples run as they stand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import citewarden
from citewarden import cli, store
from citewarden.analysis import Tables
from citewarden.errors import StateError

ROOT = Path(__file__).resolve().parents[1]
DATE = ("--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00", "--offline")

pytestmark = [pytest.mark.xdist_group("analysis"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("articles", "references", "config", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "Snakefile", folder)
    article = folder / "articles" / "muscle-twitches-and-ms.md"
    said = article.read_text(encoding="utf-8")
    article.write_text(re.sub(r"(?m)^# (Muscle.*)$", r"# =\1", said), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "citewarden", "audit", *DATE], cwd=folder, capture_output=True, check=False)
    return folder


@pytest.fixture(scope="module")
def audit(project: Path) -> Tables:
    return citewarden.load(project)


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
    shutil.copytree(project / "state", tmp_path / "state")
    with store.connect(tmp_path / "state") as database:
        database.execute("delete from judged where article = (select max(article) from judged)")
    with pytest.raises(StateError, match="no finished audit"):
        citewarden.load(tmp_path)


def test_a_damaged_store_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / store.FILE).write_bytes(b"SQLite no more" * 100)
    with pytest.raises(StateError, match=r"store\.sqlite: the store cannot be used"):
        citewarden.load(tmp_path)
