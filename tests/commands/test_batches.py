"""A batch is all that a job needs, wherever it runs; what it must not do, and what is said when it cannot be used."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from citewarden import config as settings
from citewarden.commands import batches
from citewarden.commands.session import code
from citewarden.errors import StateError
from citewarden.model import Document, Reference
from citewarden.store.codec import decode

TEXT = "# Salt\n\nEating less salt lowers blood pressure.[1]\n\n## References\n\n1. Doe J. Salt. BMJ 2013;346:f1325.\n"


def elsewhere(site: Any, step: str, folder: Path) -> None:
    """Plan a step, work on its one batch in an empty folder, and take what was made."""
    folder.mkdir()
    (planned,) = site.plan(step)
    batch = (site.folder / planned).rename(folder / "batch.zip")
    status, _, said = site.cli("step", step, batch.name, "made.zip", folder=folder)
    assert status == 0, said
    assert sorted(path.name for path in folder.iterdir()) == ["batch.zip", "made.zip"], "nothing else is left"
    site.take(step, [folder / "made.zip"])


def test_a_job_needs_its_batch_and_nothing_else(site: Any, tmp_path: Path) -> None:
    site.write("desk/salt.md", TEXT)
    site.begin("2026-01-15")
    elsewhere(site, "read", tmp_path / "one")
    site.ask()
    elsewhere(site, "judge", tmp_path / "two")
    away = {name: data for name, data in site.reports().items() if name.startswith("desk/")}
    assert away.keys() == {"desk/salt.html", "desk/salt.json", *(n for n in away if n.endswith("csl.json"))}
    for name in away:
        (site.folder / "reports" / name).unlink()
    assert site.through("judge") == 1
    assert {name: site.reports()[name] for name in away} == away


def test_the_bibliographies_of_articles_travel_with_them(site: Any, tmp_path: Path) -> None:
    site.write("salt.md", "---\nbibliography: refs.bib\n---\n# Salt\n\nSalt harms [@roe; @poe].\n")
    site.write("refs.bib", "@book{roe, title={Salt}}\n")
    (site.folder / "references").mkdir()
    (site.folder / "references" / "poe.md").write_text("---\ntitle: Bread\n---\nWords.\n")
    site.begin("2026-01-15")
    elsewhere(site, "read", tmp_path / "one")
    found = [decode(Reference, row) for (row,) in site.table("select row from reference order by place")]
    assert [r.label for r in found] == ["roe", "poe"]


def test_settings_of_the_project_travel(site: Any, tmp_path: Path) -> None:
    (site.folder / "config" / "policies").mkdir(parents=True)
    (site.folder / "config" / "policies" / "default.yaml").write_text("levels: {uncited-claim: 'off'}\n")
    site.write("salt.md", TEXT.replace(".[1]", "."))
    site.begin("2026-01-15")
    elsewhere(site, "read", tmp_path / "one")
    site.ask()
    elsewhere(site, "judge", tmp_path / "two")
    assert "uncited-claim" not in {f["rule_id"] for f in site.findings("salt")}


def test_an_article_outside_the_project_keeps_its_name(site: Any, tmp_path: Path) -> None:
    path = tmp_path / "other" / "salt.md"
    path.parent.mkdir()
    path.write_text(TEXT)
    site.begin("2026-01-15", str(path))
    elsewhere(site, "read", tmp_path / "one")
    ((row,),) = site.table("select row from document")
    document = decode(Document, row)
    assert (document.id, document.source) == ("salt.md", str(path))


@pytest.mark.parametrize("fault", ["gone", "large", "binary"])
def test_an_article_that_cannot_be_read_is_named_as_it_is_at_home(site: Any, fault: str) -> None:
    site.write("good.md", TEXT)
    path = site.write("bad.md", TEXT)
    if fault == "large":
        (site.folder / "config").mkdir()
        (site.folder / "config" / "config.yaml").write_text("max_article_bytes: 150\n")
        path.write_text(TEXT * 2)
    if fault == "binary":
        path.write_bytes(b"\x00\x01\x02 not text")
    site.begin("2026-01-15")
    if fault == "gone":
        path.unlink()
    site.through("read")
    ((source, row),) = site.table("select source, row from failure")
    assert source == "articles/bad.md"
    assert json.loads(row)["message"].startswith("articles/bad.md: ")
    assert site.table("select article from document") == [("good.md",)]
    if fault != "gone":
        path.write_text(TEXT[:149])
        site.begin("2026-01-15")
        site.through("read")
        assert site.table("select * from failure") == []


def test_another_version_is_refused(site: Any) -> None:
    site.write("salt.md", TEXT)
    site.begin("2026-01-15")
    (path,) = (site.folder / planned for planned in site.plan("read"))
    batch = batches.read(path)
    batches.Batch({**batch.rows, "version": "0.0.1"}, batch.files).write(path)
    status, _, said = site.cli("step", "read", str(path), "made.zip", folder=site.folder)
    assert status == 2
    assert "made by citewarden 0.0.1" in said
    assert not (site.folder / "made.zip").exists()


@pytest.mark.parametrize("name", ["../out.md", "/out.md", "a/../../out.md"])
def test_a_batch_writes_only_below_its_folder(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "batch.zip", "w") as file:
        file.writestr(batches.ROWS, "{}")
        file.writestr(name, "text")
    with pytest.raises(StateError, match="lies outside"):
        batches.read(tmp_path / "batch.zip")


@pytest.mark.parametrize("data", [b"", b"not a zip", None])
def test_what_is_no_batch_is_one_line(site: Any, data: bytes | None) -> None:
    if data is not None:
        (site.folder / "batch.zip").write_bytes(data)
    status, _, said = site.cli("step", "judge", "batch.zip", "made.zip", folder=site.folder)
    assert status == 2
    assert said.startswith("citewarden: batch.zip: not a batch (")
    assert len(said.splitlines()) == 1


def test_batches_are_even_and_none_is_too_large() -> None:
    assert [len(part) for part in batches.split(range(10), 4)] == [3, 3, 4]
    assert list(batches.split([], 4)) == []
    assert [list(part) for part in batches.split(range(3), 250)] == [[0, 1, 2]]


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("stages/_marks.py", True),
        ("text/new.py", True),
        ("config.py", True),
        ("testing/world.py", False),
        ("a.txt", False),
    ],
)
def test_whatever_changes_in_the_program_changes_its_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, counts: bool
) -> None:
    package = tmp_path / "citewarden"
    for name in ("stages/_marks.py", "testing/world.py", "config.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(settings, "__file__", str(package / "config.py"))
    before = code()
    (package / file).parent.mkdir(exist_ok=True)
    (package / file).write_text("x = 2\n", encoding="utf-8")
    assert (code() != before) is counts
