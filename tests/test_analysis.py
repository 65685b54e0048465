"""The tables of an audit as DataFrames and files; the guide's examples run as they stand."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.later import Later

import citewarden
from citewarden import cli, store
from citewarden.commands.uses import uses
from citewarden.errors import StateError

if TYPE_CHECKING:
    from citewarden.analysis import Tables

pandas = Later("pandas")

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
    read = {"csv": pandas.read_csv, "parquet": pandas.read_parquet}[form]
    claims = read(tmp_path / f"claims.{form}")
    assert list(claims["id"]) == list(audit.claims["id"])
    assert [json.loads(q) for q in claims["quantities"]] == list(audit.claims["quantities"])


def test_no_cell_is_a_formula(audit: Tables, tmp_path: Path) -> None:
    assert audit.articles["title"].str.startswith("=").any()
    audit.write(tmp_path, "csv")
    assert not pandas.read_csv(tmp_path / "articles.csv")["title"].str.startswith("=").any()


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


@pytest.mark.parametrize("what", ["Leite", "Another perspective on FASCICULATIONS"])
def test_a_source_is_used_where_its_mark_stands(audit: Tables, what: str) -> None:
    rows = uses(audit, what)
    cited = [row for row in rows if row["why"] == "cites it"]
    assert {row["reference"] for row in cited} == {"1"}
    assert any("ALS" in row["sentence"] for row in cited)
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_an_identifier_in_other_letters_or_as_an_address_is_the_same_source(audit: Tables) -> None:
    doi = next(doi for doi in audit.references["DOI"] if doi)
    asked = [doi, doi.upper(), f"doi:{doi}", f"https://doi.org/{doi}"]
    answers = [uses(audit, what) for what in asked]
    assert answers[0]
    assert all(answer == answers[0] for answer in answers)
    assert uses(audit, f"{doi}0") == []


def test_a_condition_is_found_under_its_other_names(audit: Tables) -> None:
    rows = uses(audit, "multiple sclerosis")
    assert any("MS harms" in row["sentence"] for row in rows)
    assert all(row["why"] in {"cites it", "says what it says", "lists it", "speaks of it"} for row in rows)
    assert uses(audit, "multiple scler") == []


def test_a_source_that_no_sentence_rests_on_is_listed(audit: Tables) -> None:
    used = {i["id"] for items in audit.citations["items"] for i in items}
    unused = audit.references[~audit.references["id"].isin(used)].iloc[0]
    rows = [row for row in uses(audit, unused["title"]) if row["document"] == unused["document"]]
    assert any(row["why"] in {"lists it", "says what it says"} for row in rows)


def test_the_answer_as_text_csv_and_json(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert cli.main(["uses", "Leite"]) == 0
    assert "in 1 article" in capsys.readouterr().out
    assert cli.main(["uses", "Leite", "--format", "csv"]) == 0
    table = capsys.readouterr().out
    assert table.startswith("document,title,line")
    assert ",'=Muscle" in table
    assert cli.main(["uses", "Leite", "--format", "json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == table.count("\n") - 1
    assert cli.main(["uses", "no such thing"]) == 0
    assert "nothing in the last audit" in capsys.readouterr().out


def test_the_calendar_names_the_pages_that_are_due(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    assert cli.main(["calendar", "--as-of", "2026-01-15"]) == 0
    said = capsys.readouterr().out
    assert "Neurology desk\n  overdue since 2025-02-14  muscle-twitches-and-ms.md" in said
    assert "2 pages due until 2026-06-30, 2 of them overdue" in said
    assert cli.main(["calendar", "--until", "2030-01-01", "--owner", "Heart desk", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("2027-11-18,salt-and-blood-pressure.html")
    assert cli.main(["calendar", "--until", "2030-02-31"]) == 2
    assert "--until: '2030-02-31' is not a date" in capsys.readouterr().err


def test_an_article_is_exported_with_its_findings(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = project / "articles" / "salt-and-blood-pressure.html"
    told = json.loads((project / "reports" / "salt-and-blood-pressure.json").read_text(encoding="utf-8"))
    wanted = sum(not f["suppressed"] for f in told["findings"])
    for form, file in (("--docx", tmp_path / "a.docx"), ("--html", tmp_path / "a.html")):
        assert cli.main(["export", str(article), form, str(file), "--project", str(project)]) == 0
        assert f"{wanted} comments" in capsys.readouterr().out
        assert file.stat().st_size > 5_000


def test_the_evidence_file_says_what_rests_on_each_source_and_who_decided(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("articles", "reports", "config"):
        shutil.copytree(project / name, tmp_path / name)
    told = json.loads((project / "reports" / "muscle-twitches-and-ms.json").read_text(encoding="utf-8"))
    finding = next(f for f in told["findings"] if f["rule_id"] == "contradicted-claim")
    (tmp_path / "config" / "suppressions.yaml").write_text(
        f"""
suppressions:
  - check: contradicted-claim
    fingerprint: {finding["fingerprint"]}
    document: muscle-twitches-and-ms.md
    decision: reword
    reason: "Men, not <b>women</b>."
    signer: A. Editor
    role: editor
    decided_on: "2026-01-16"
    bound: {{claim: {finding["bound"]["claim"]}}}
sign_offs:
  - {{document: muscle-twitches-and-ms.md, sha256: "{"0" * 64}", signer: B. Doctor, role: medical reviewer,
      signed_on: "2022-02-14"}}
""",
        encoding="utf-8",
    )
    article = tmp_path / "articles" / "muscle-twitches-and-ms.md"
    target = tmp_path / "evidence.html"
    assert cli.main(["export", str(article), "--evidence", str(target), "--project", str(tmp_path)]) == 0
    page = target.read_text(encoding="utf-8")
    sections = [s.split("</section>")[0] for s in page.split("<section>")[1:]]
    assert len(sections) == len(told["references"])
    assert "Healthy people have them too [1]." in sections[0]
    assert "Abstract" in sections[0]
    assert "It hardly ever touches" in sections[1]
    assert "It hardly ever touches" not in sections[0]
    assert sections[3].count("It is frequent in MS and mostly troubles the legs [4].") == 1
    assert "Men, not &lt;b&gt;women&lt;/b&gt;." in page
    assert "reword (not in force)" in page
    assert "B. Doctor (medical reviewer), February 14, 2022: an earlier text" in page
    assert "<script" not in page
    assert page.count("<tr><td>") == len(told["findings"])


@pytest.mark.parametrize("fault", ["outside", "changed", "not audited", "over itself"])
def test_what_cannot_be_exported_is_one_line(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    shutil.copytree(project / "articles", tmp_path / "articles")
    shutil.copytree(project / "reports", tmp_path / "reports")
    article, target = tmp_path / "articles" / "trouble-sleeping.txt", tmp_path / "out.docx"
    said = {
        "outside": "no article of the project",
        "changed": "has changed",
        "not audited": "no report",
        "over itself": "over",
    }
    if fault == "outside":
        article = Path(shutil.copy(article, tmp_path / "elsewhere.txt"))
    elif fault == "changed":
        article.write_text(article.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    elif fault == "not audited":
        article = Path(shutil.copy(article, tmp_path / "articles" / "new.txt"))
    else:
        target = article
    before = article.read_bytes()
    assert cli.main(["export", str(article), "--docx", str(target), "--project", str(tmp_path)]) == 2
    assert said[fault] in capsys.readouterr().err
    assert article.read_bytes() == before
    assert not (tmp_path / "out.docx").exists()


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
