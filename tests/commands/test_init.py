"""A project to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from citewarden import __version__, cli, config
from citewarden.commands import init


def test_a_new_project_is_audited_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["init", str(tmp_path / "site")]) == 0
    monkeypatch.chdir(tmp_path / "site")
    assert config.load(None).policy == "house"
    assert config.policy("house").blocking == ("retracted-reference",)
    assert cli.main(["gate", "--offline", "articles"]) == 3
    said = capsys.readouterr().out
    assert "unread" not in said
    assert "Not checked: offline" in said
    job = yaml.safe_load(Path(".github/workflows/citewarden.yml").read_text(encoding="utf-8"))
    steps = job["jobs"]["gate"]["steps"]
    assert f'pip install "citewarden=={__version__}"' in [s.get("run") for s in steps]
    hashed = [s["with"]["cache-dependency-path"] for s in steps if "cache" in s.get("with", {})]
    assert [Path(file).is_file() for file in hashed] == [True]  # the default, requirements.txt, is not here: an error
    assert "/state/" in Path(".gitignore").read_text(encoding="utf-8")


def test_what_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.yaml").write_text("policy: strict\n", encoding="utf-8")
    assert cli.main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "config" / "config.yaml").read_text(encoding="utf-8") == "policy: strict\n"
    assert "kept as it is: config/config.yaml" in capsys.readouterr().out
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert cli.main(["init", str(tmp_path)]) == 0
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_bare_and_for_another_pipeline(tmp_path: Path) -> None:
    assert cli.main(["init", str(tmp_path), "--bare", "--ci", "gitlab"]) == 0
    assert not list((tmp_path / "articles").iterdir())
    assert not (tmp_path / ".github").exists()
    job = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8"))["citewarden"]
    assert job["allow_failure"] == {"exit_codes": [3]}
    assert cli.main(["init", str(tmp_path / "none"), "--ci", "none"]) == 0
    assert not (tmp_path / "none" / ".github").exists()


def test_a_file_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").write_text("", encoding="utf-8")
    assert cli.main(["init", str(tmp_path / "site")]) == 2
    assert "name a folder" in capsys.readouterr().err


@pytest.mark.parametrize("profile", init.PROFILES)
def test_a_project_with_the_workflow_and_a_profile(
    profile: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(__file__).resolve().parents[2]
    assert cli.main(["init", str(tmp_path), "--profile", profile]) == 0
    for name in (
        "Snakefile",
        f"profiles/{profile}/config.yaml",
        *(f"rules/{p.name}" for p in root.glob("rules/*")),
    ):
        assert (tmp_path / name).read_bytes() == (root / name).read_bytes()
    assert [p.name for p in (tmp_path / "profiles").iterdir()] == [profile]
    capsys.readouterr()
    cli.main(["init", str(tmp_path), "--profile", profile])
    assert "kept as it is: Snakefile" in capsys.readouterr().out
