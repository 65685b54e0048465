"""A step carried out in another folder: what it needs, what comes back, and what must not travel."""

from __future__ import annotations

import json
import shutil
import zipfile
from contextlib import chdir, redirect_stderr
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from citewarden import tables
from citewarden.cli import main
from citewarden.commands.slices import CORPUS
from citewarden.model import Reference, Work
from citewarden.stages import _page_state as page_state
from citewarden.stages.gather import works_of
from citewarden.stages.pack import pack

NIGHT = {"as_of": "2026-01-15", "now": "2026-01-15T02:00:00+00:00"}
TEXT = "# Salt\n\nEating less salt lowers blood pressure.[1]\n\n## References\n\n1. Doe J. Salt. BMJ 2013;346:f1325.\n"
ANALYSE = (
    "table analyse results/pack/00000.jsonl --root articles --out results/articles/00000 --memo results/memo/00000"
)
JUDGE = (
    "table judge results/pack/00000.jsonl --analysis results/articles/00000 --corpus results/slices/00000"
    " --memo results/memo/00000 --out results/judged/00000 --summaries results/pages/00000.jsonl"
    " --night results/night.json --offline"
)


def citewarden(folder: Path, *arguments: str) -> tuple[int, str]:
    """The program called in `folder`: its exit status, and what it said on standard error."""
    said = StringIO()
    with chdir(folder), redirect_stderr(said):
        status = main(arguments)
    return status, said.getvalue()


def names(parcel: Path) -> set[str]:
    with zipfile.ZipFile(parcel) as file:
        return set(file.namelist())


def scan(folder: Path) -> None:
    with chdir(folder):
        pack(sorted(Path("articles").iterdir()), root=Path("articles"), folder=Path("results/pack"), size=250)


def empty(folder: Path) -> Path:
    """`folder`, a job's on another machine: Snakemake has brought the night's date, and nothing else."""
    (folder / "results").mkdir(parents=True)
    (folder / "results" / "night.json").write_text(json.dumps(NIGHT))
    return folder


def there_and_back(home: Path, away: Path, command: str) -> str:
    """Carry a command out in `away`; what opening its parcel at home said."""
    step = ("--", "citewarden", *command.split())
    assert citewarden(home, "parcel", "pack", "../sent.zip", *step) == (0, "")
    status, said = citewarden(away, "parcel", "run", "../sent.zip", "../made.zip")
    assert status == 0, said
    assert citewarden(home, "parcel", "open", "../made.zip", *step) == (0, said)
    return said


@dataclass(frozen=True)
class Judged:
    """A project of two articles, read and judged elsewhere, and what was said there."""

    folder: Path
    said: str


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    tmp_path = tmp_path_factory.mktemp("judged")
    home = empty(tmp_path / "home")
    (home / "articles").mkdir()
    for name in ("pepper", "salt"):
        (home / "articles" / f"{name}.md").write_text(TEXT.replace("Salt", name.title()))
    scan(home)
    said = there_and_back(home, empty(tmp_path / "away"), ANALYSE)
    works = works_of(tables.read(home / "results" / "articles" / "00000" / "references.parquet", Reference))
    for name, noun in CORPUS.items():
        tables.write(home / "results" / "slices" / "00000" / f"{name}.parquet", noun, works if noun is Work else [])
    return Judged(home, said + there_and_back(home, empty(tmp_path / "again"), JUDGE))


@pytest.fixture
def home(judged: Judged, tmp_path: Path) -> Path:
    """The judged project, to be changed."""
    return shutil.copytree(judged.folder, tmp_path / "home")


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """Where a job runs."""
    return empty(tmp_path / "away")


def test_what_a_step_made_comes_home(judged: Judged) -> None:
    assert "citewarden: read (2)" in judged.said
    assert "2 judged, 0 as they were" in judged.said
    for name in ("results/articles/00000/claims.parquet", "results/judged/00000/findings.parquet", "reports/salt.html"):
        assert (judged.folder / name).stat().st_size


def test_the_memo_travels_to_an_empty_folder(home: Path, away: Path) -> None:
    (home / "articles" / "salt.md").write_text(TEXT + "\nMore.\n")
    scan(home)
    assert "citewarden: read (1)" in there_and_back(home, away, ANALYSE)
    assert not [name for name in names(home.parent / "made.zip") if name.startswith("articles/")]


def test_only_a_page_that_is_gone_is_made_anew(home: Path, away: Path) -> None:
    page, other = home / "reports" / "salt.html", home / "reports" / "pepper.html"
    before = page.read_bytes(), other.read_bytes()
    page.unlink()
    assert "1 judged, 1 as they were" in there_and_back(home, away, JUDGE)
    assert (page.read_bytes(), other.read_bytes()) == before
    with zipfile.ZipFile(home.parent / "sent.zip") as sent:
        assert sent.read("reports/pepper.html") == b""  # only that it is there
    assert "reports/pepper.html" not in names(home.parent / "made.zip")


def test_what_is_remembered_of_pages_travels_and_may_end(home: Path, away: Path) -> None:
    pages = home / "state" / "pages"
    row = dict.fromkeys(page_state.FIELDS, "2025-01-01") | {"document": "salt.md", "claim": "no longer made"}
    page_state.write(pages, {"salt.md": [row]})
    (kept,) = pages.iterdir()
    (home / "reports" / "salt.html").unlink()  # so that it is judged
    there_and_back(home, away, JUDGE)
    assert kept.relative_to(home).as_posix() in names(home.parent / "sent.zip")
    assert not kept.exists()


def test_a_step_that_fails_leaves_nothing(home: Path, away: Path) -> None:
    citewarden(home, "parcel", "pack", "../sent.zip", "--", "citewarden", *ANALYSE.split())
    with zipfile.ZipFile(home.parent / "sent.zip", "a") as sent:
        sent.writestr("config/config.yaml", "shard_size: none\n")
    status, said = citewarden(away, "parcel", "run", "../sent.zip", "../made.zip")
    assert status == 2
    assert "shard_size" in said
    assert not (home.parent / "made.zip").exists()


def test_another_version_is_refused(home: Path, away: Path) -> None:
    citewarden(home, "parcel", "pack", "../sent.zip", "--", "citewarden", *ANALYSE.split())
    with zipfile.ZipFile(home.parent / "old.zip", "w") as old, zipfile.ZipFile(home.parent / "sent.zip") as sent:
        label = json.loads(sent.read("parcel.json"))
        old.writestr("parcel.json", json.dumps({**label, "version": "0.0.1"}))
    status, said = citewarden(away, "parcel", "run", "../old.zip", "../made.zip")
    assert status == 2
    assert "packed by citewarden 0.0.1" in said


@pytest.mark.parametrize("name", ["../out.md", "/out.md"])
def test_a_parcel_writes_only_below_its_folder(away: Path, name: str) -> None:
    with zipfile.ZipFile(away.parent / "made.zip", "w") as made:
        made.writestr("parcel.json", json.dumps({"gone": []}))
        made.writestr(name, "text")
    status, said = citewarden(away, "parcel", "open", "../made.zip")
    assert status == 2
    assert "lies outside" in said
    assert not (away.parent / "out.md").exists()


def test_an_article_outside_the_folder_cannot_be_sent(home: Path) -> None:
    manifest = home / "results" / "pack" / "00000.jsonl"
    manifest.write_text(manifest.read_text().replace('"articles/', f'"{home}/articles/'))
    status, said = citewarden(home, "parcel", "pack", "../sent.zip", "--", "citewarden", *ANALYSE.split())
    assert status == 2
    assert "lies outside the audit's folder" in said
    assert not (home.parent / "sent.zip").exists()


def test_a_damaged_parcel_is_one_line(away: Path) -> None:
    (away.parent / "sent.zip").write_bytes(b"not a zip")
    status, said = citewarden(away, "parcel", "run", "../sent.zip", "../made.zip")
    assert status == 2
    assert "not a parcel" in said
    assert len(said.splitlines()) == 1


def test_the_bibliographies_of_articles_travel_with_them(tmp_path: Path, away: Path) -> None:
    home = empty(tmp_path / "home")
    for folder in ("articles", "references"):
        (home / folder).mkdir()
    (home / "articles" / "salt.md").write_text("---\nbibliography: refs.bib\n---\n# Salt\n\nSalt harms [@roe; @poe].\n")
    scan(home)
    (home / "articles" / "refs.bib").write_text("@book{roe, title={Salt}}\n")
    (home / "references" / "poe.md").write_text("---\ntitle: Bread\n---\nWords.\n")
    there_and_back(home, away, ANALYSE)
    found = tables.read(home / "results" / "articles" / "00000" / "references.parquet", Reference)
    assert [r.label for r in found] == ["roe", "poe"]
