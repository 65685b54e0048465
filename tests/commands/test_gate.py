"""The gate: what blocks, what only changed text may block, and the last line that says why."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

LIST = """
## References

1. Doe J. Sleep and blood pressure. Example Heart J. 2019;4(2):11-18.
2. Roe R. Tea and bones. Example Bone J. 2018;1(1):1-9.
"""
FIRST = "Regular exercise lowers blood pressure in most adults [1].\n"
POLICY = "allow_incomplete: true\nfail_on: note\nlevels: {uncited-reference: warning}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "config" / "policies").mkdir(parents=True)
    (tmp_path / "config" / "policies" / "house.yaml").write_text(POLICY)
    (tmp_path / "articles" / "sleep.md").write_text(f"# Sleep and the heart\n\n{FIRST}{LIST}")
    return tmp_path


Gate = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def gate(cli: Callable[..., tuple[int, str, str]], project: Path) -> Gate:
    """`gate(*arguments)` in the project: (exit status, lines printed, standard error)."""

    def call(*arguments: str) -> tuple[int, list[str], str]:
        status, out, said = cli("gate", "--offline", "--as-of", "2026-01-15", *arguments, folder=project)
        return status, out.splitlines(), said

    return call


def test_the_last_line_says_why(gate: Gate, project: Path) -> None:
    status, lines, _ = gate("articles")
    assert status == 3
    assert lines[-1].startswith("INCOMPLETE (3)")
    status, lines, _ = gate("--policy", "house", "articles/sleep.md")
    assert status == 1
    assert lines[-1].startswith("BLOCKED (1)")
    assert "uncited-reference" in lines[-1]
    assert any(line.startswith("articles/sleep.md:8:") and "BLOCKS" in line for line in lines)


def test_a_slip_can_be_mended_where_it_is_shown(gate: Gate, project: Path) -> None:
    text = "# Diabetes\n\nDoctors often give metfornin to adults [1].\n" + LIST
    (project / "articles" / "slip.md").write_text(text)
    gate("--format", "sarif=a.sarif", "--format", "rdjson=a.json", "articles/slip.md")
    results = json.loads((project / "a.sarif").read_text())["runs"][0]["results"]
    (fix,) = [fix for result in results for fix in result.get("fixes", ())]
    (change,) = fix["artifactChanges"][0]["replacements"]
    region = change["deletedRegion"]
    line = text.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "metfornin"
    assert change["insertedContent"]["text"] == "metformin"
    told = json.loads((project / "a.json").read_text())["diagnostics"]
    assert [d["suggestions"][0]["text"] for d in told if "suggestions" in d] == ["metformin"]


def test_only_changed_lines_block(gate: Gate, project: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    article = project / "articles" / "sleep.md"
    article.write_text(article.read_text().replace("most adults", "many adults"))
    options = ("--policy", "house", "--changed-since", "HEAD", "articles/sleep.md")
    status, lines, _ = gate(*options)
    assert "uncited-reference" in "\n".join(lines)
    assert not any("BLOCKS" in line and "uncited-reference" in line for line in lines)
    assert "would block, not on lines changed since HEAD" in lines[-1]
    article.write_text(article.read_text().replace("Tea and bones", "Tea and old bones"))
    assert gate(*options)[0] == 1
    assert gate("--changed-since", "nowhere", "articles")[0] == 2
    (project / "articles" / "new.md").write_text(article.read_text())
    assert gate("--policy", "house", "--changed-since", "HEAD", "articles/new.md")[0] == 1
    assert status in (0, 1)


def test_of_a_folder_only_changed_articles_are_read(gate: Gate, project: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)

    (project / "articles" / "unreadable.md").write_text("")  # read, it would make the status 2
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    options = ("--policy", "house", "--changed-since", "HEAD", "articles")
    assert gate(*options)[:2] == (0, ["PASSED (0): no article changed since HEAD"])
    article = project / "articles" / "sleep.md"
    article.write_text(article.read_text().replace("Tea and bones", "Tea and old bones"))
    status, lines, _ = gate(*options)
    assert status == 1
    assert lines[-1].startswith("BLOCKED (1)")
    article.rename(project / "articles" / "Sueño y corazón.md")
    status, lines, _ = gate(*options)
    assert any(line.startswith("articles/Sueño y corazón.md:") for line in lines)
    assert not any(line.startswith("articles/sleep.md") for line in lines)
    for name in ("README.md", "plan.ods", ".draft.md"):  # what an audit of the folder leaves alone too
        (project / "articles" / name).write_text("")
    assert gate(*options)[0] == status


def test_what_others_did_on_the_branch_since_is_no_change_of_ours(gate: Gate, project: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    git("checkout", "-qb", "ours")
    git("checkout", "-q", "main")
    article = project / "articles" / "sleep.md"
    article.write_text(article.read_text().replace("Tea and bones", "Tea and old bones"))
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "ours")
    options = ("--policy", "house", "--changed-since", "main", "articles")
    assert gate(*options)[:2] == (0, ["PASSED (0): no article changed since main"])


def git(project: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)


NOTE = """---
type: article-journal
title: Tea and bones
author: [{family: Roe, given: R}]
container-title: Example Bone J
issued: {date-parts: [[2018]]}
volume: "1"
issue: "1"
page: 1-9
---

"""


@pytest.fixture
def committed(project: Path) -> Path:
    (project / "references").mkdir()
    (project / "references" / "tea.md").write_text(NOTE + "A note.\n")
    other = (
        "# Walking\n\nWalking is good for the heart [1].\n\n## References\n\n1. Foe J. Walking. Heart. 2015;1(1):1-2.\n"
    )
    other += "2. Moe J. Running. Heart. 2016;1(1):1-2.\n"
    (project / "articles" / "walking.md").write_text(other)
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "first")
    return project


SINCE = ("--policy", "house", "--changed-since", "HEAD")


def test_a_renamed_article_is_not_all_new(gate: Gate, committed: Path) -> None:
    (committed / "articles" / "heart").mkdir()
    git(committed, "mv", "articles/sleep.md", "articles/heart/sleep and [heart].md")
    status, lines, _ = gate(*SINCE, "articles")
    assert status == 0, lines
    assert "would block, not on lines changed since HEAD" in lines[-1]
    moved = committed / "articles" / "heart" / "sleep and [heart].md"
    moved.write_text(moved.read_text().replace("Tea and bones", "Tea and old bones"))
    assert gate(*SINCE, "articles")[0] == 1


@pytest.mark.parametrize(
    ("change", "blocked"),
    [
        (("references/tea.md", NOTE + "Another note.\n"), {"sleep.md"}),
        (("references/unused.md", NOTE.replace("Tea", "Cats").replace("Roe", "Poe") + "A note.\n"), set()),
        (("references/tea.md", None), {"sleep.md", "walking.md"}),  # whose it was nobody can tell any more
        (("config/policies/house.yaml", POLICY + "description: stricter\n"), {"sleep.md", "walking.md"}),
        (("config/suppressions.yaml", "suppressions: []\n"), set()),  # a decision that is new can only silence
        (("other/file.md", "# Not an article"), set()),
    ],
)
def test_a_change_beside_the_articles_counts_for_those_it_concerns(
    gate: Gate, committed: Path, change: tuple[str, str | None], blocked: set[str]
) -> None:
    path, text = committed / change[0], change[1]
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True) if text is None else path.write_text(text)
    status, lines, _ = gate(*SINCE, "articles")
    assert {line.split(":")[0].removeprefix("articles/") for line in lines if "BLOCKS" in line} == blocked
    assert status == (1 if blocked else 0)


KEYED = """---
title: Running
bibliography: refs.bib
---

Running is good for the heart [@poe2018].
"""
BIB = """@article{poe2018, author = {Poe, R}, title = {Cats and bones}, journal = {Example Bone J}, year = {2018},
  volume = {1}, pages = {1--9}}
@article{moe2016, author = {Moe, J}, title = {Running}, journal = {Heart}, year = {2016}, volume = {1}}
"""


def test_a_change_of_a_bibliography_counts_for_the_articles_that_name_it(gate: Gate, committed: Path) -> None:
    (committed / "articles" / "running.md").write_text(KEYED)
    (committed / "articles" / "refs.bib").write_text(BIB)
    git(committed, "add", ".")
    git(committed, "commit", "-qm", "keyed")
    assert gate(*SINCE, "articles")[1] == ["PASSED (0): no article changed since HEAD"]
    (committed / "articles" / "refs.bib").write_text(BIB.replace("Cats", "Dogs"))
    for given in ("articles", "articles/running.md"):
        _, lines, _ = gate(*SINCE, given)
        read = {line.split(":")[0] for line in lines if line.startswith("articles/")}
        assert read == {"articles/running.md"}, lines
    (committed / "articles" / "refs.bib").unlink()
    _, lines, _ = gate(*SINCE, "articles")
    assert any("@poe2018" in line or "refs.bib" in line for line in lines), lines


def test_a_library_outside_the_repository_is_no_change(
    gate: Gate, committed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    library = tmp_path_factory.mktemp("library")
    (library / "tea.md").write_text("---\ntitle: Tea and bones\n---\nTea spares bones.\n")
    given = (*SINCE, "--references", str(library), "articles")
    assert gate(*given)[:2] == (0, ["PASSED (0): no article changed since HEAD"])


def test_a_history_that_does_not_reach_that_far_is_told(
    cli: Callable[..., tuple[int, str, str]], committed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for number in range(3):
        (committed / "articles" / f"more-{number}.md").write_text("# More\n\nMore.\n")
        git(committed, "add", ".")
        git(committed, "commit", "-qm", "more")
    git(committed, "checkout", "-qb", "side", "HEAD~2")
    git(committed, "commit", "-qm", "side", "--allow-empty")
    shallow = tmp_path_factory.mktemp("shallow") / "clone"
    git(committed, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{committed}", str(shallow))
    first = subprocess.run(
        ["git", "-C", str(committed), "rev-parse", "main~3"], capture_output=True, text=True, check=True
    )
    for revision in (first.stdout.strip(), "origin/main"):
        status, _, said = cli("gate", "--offline", "--changed-since", revision, "articles", folder=shallow)
        assert status == 2
        assert "too shallow" in said
        assert "fetch-depth: 0" in said


def test_what_is_not_new_can_be_left_out(gate: Gate, committed: Path) -> None:
    article = committed / "articles" / "sleep.md"
    article.write_text(article.read_text().replace("Tea and bones", "Tea and old bones"))
    status, whole, _ = gate(*SINCE, "--format", "github", "articles")
    _, new, _ = gate(*SINCE, "--format", "github", "--only-new", "articles")
    assert status == 1
    assert 0 < len(new) < len(whole)
    assert all("line=8" in line for line in new)
    (log,) = json.loads("\n".join(gate(*SINCE, "--format", "sarif", "--only-new", "articles")[1]))["runs"]
    assert {r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in log["results"]} == {8}


def test_paths_get_a_prefix(gate: Gate, committed: Path) -> None:
    options = ("--path-prefix", "site/content/", "articles/sleep.md")
    assert all("file=site/content/articles/sleep.md" in line for line in gate("--format", "github", *options)[1])
    (log,) = json.loads("\n".join(gate("--format", "sarif", *options)[1]))["runs"]
    places = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["results"]}
    assert places == {"site/content/articles/sleep.md"}


def test_json_is_an_array_of_reports(gate: Gate, committed: Path) -> None:
    _, lines, said = gate("--format", "json", "articles")
    reports = json.loads("\n".join(lines))
    assert [r["document"]["id"] for r in reports] == ["sleep.md", "walking.md"]
    assert all(r["findings"] for r in reports)
    assert said.splitlines()[-1].startswith("INCOMPLETE")
    gate("--format", "json=out.json", "articles")
    assert json.loads((committed / "out.json").read_text()) == reports


def test_a_folder_without_articles_is_no_pass(gate: Gate, project: Path) -> None:
    (project / "empty").mkdir()
    status, _, said = gate("empty")
    assert status == 2
    assert "empty: no article here" in said


def test_a_baseline_keeps_old_findings_from_blocking(gate: Gate, project: Path) -> None:
    gate("--policy", "house", "--format", "sarif=old.sarif", "articles")
    status, lines, _ = gate("--policy", "house", "--baseline", "old.sarif", "articles")
    assert status == 0, lines
    assert lines[-1].startswith("PASSED (0)")
    assert re.search(r"; [1-9]\d* would block, known from old\.sarif$", lines[-1])
    article = project / "articles" / "sleep.md"
    article.write_text(article.read_text() + "3. Poe P. Salt and sleep. Example Salt J. 2020;1(1):1-3.\n")
    gate("--policy", "house", "--baseline", "old.sarif", "--format", "sarif=new.sarif", "articles")
    results = json.loads((project / "new.sarif").read_text())["runs"][0]["results"]
    assert {r["baselineState"] for r in results} == {"new", "unchanged"}
    (project / "none.sarif").write_text("nothing")
    status, _, said = gate("--baseline", "none.sarif", "articles")
    assert status == 2
    assert "none.sarif: holds no findings" in said


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson", "junit", "github", "markdown", "csv"])
def test_formats_are_printed_alone(gate: Gate, project: Path, name: str) -> None:
    status, lines, said = gate("--format", name, "--quiet", "articles")
    assert status == 3
    assert said.splitlines()[-1].startswith("INCOMPLETE")
    text = "\n".join(lines)
    assert text
    if name in ("sarif", "gitlab", "rdjson"):
        json.loads(text)


def test_an_unreadable_article_is_named_and_the_rest_goes_on(gate: Gate, project: Path) -> None:
    (project / "articles" / "empty.md").write_text("")
    status, lines, said = gate("articles")
    assert status == 2
    assert "empty.md" in said
    assert any("sleep.md" in line for line in lines)
    assert lines[-1].startswith("FAILED (2)")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "arguments", [("--format", "pdf", "articles"), ("missing.md",), ("--policy", "nope", "articles")]
)
def test_usage_is_one_line(gate: Gate, project: Path, arguments: tuple[str, ...]) -> None:
    status, _, said = gate("--quiet", *arguments)
    assert status == 2
    assert len(said.splitlines()) == 1


# -- what an audit without a network knows ------------------------------------------------------------

WAKEFIELD = "Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and"
WAKEFIELD += " pervasive developmental disorder in children. Lancet. 1998;351:637-41."


@pytest.mark.parametrize(
    "entry",
    [
        f"{WAKEFIELD} doi:10.1016/S0140-6736(97)11096-0",
        f"{WAKEFIELD} PMID: 9500320",
        WAKEFIELD,
        "Mehra MR, Desai SS, et al. Hydroxychloroquine or chloroquine. Lancet. 2020."
        " https://doi.org/10.1016/S0140-6736%2820%2931180-6",
        "Jans AB, et al. Elastic fibres of arteries. Tox. 2013. doi:10.1142/S1793557118500420",
    ],
)
def test_offline_a_retracted_work_blocks_and_a_clean_one_stays_open(gate: Gate, project: Path, entry: str) -> None:
    text = f"# Vaccines\n\nThey were said to cause a disease [1].\n\n## References\n\n1. {entry}\n"
    (project / "articles" / "sleep.md").write_text(text)
    status, lines, _ = gate("articles")
    assert status == 1
    assert any("Reference 1 was retracted" in line and "as known" in line for line in lines)
    (project / "articles" / "sleep.md").write_text(
        text.replace(entry, "Doe J. Sleep. Heart J. 2019. doi:10.5555/none.1")
    )
    assert gate("articles")[0] == 3, "not being in the list is no all-clear"
