"""What an audit needs of a machine and a project, said with the remedy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citewarden import cli, learned


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert cli.main(["init", str(tmp_path)]) == 0
    monkeypatch.chdir(tmp_path)
    return tmp_path


def signs(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    status = cli.main(["doctor", *options])
    return status, capsys.readouterr().out.splitlines()


def test_a_sound_project_has_nothing_wrong(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = signs(capsys, "--offline")
    assert status == 0
    assert not [line for line in lines if line.startswith("wrong")]
    assert any("language model en_" in line for line in lines)
    assert "look   no contact address is set - set network.contact: Unpaywall answers nobody without one" in lines


def test_registries_that_do_not_answer_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "config" / "config.yaml").write_text(
        """
network:
  offline: "false"
  retries: 0
  connect_timeout: 1
  contact: desk@example.org
  registries:
    crossref: {base: "http://127.0.0.1:9"}
    pubmed: {enabled: false}
    europepmc: {enabled: false}
    openalex: {enabled: false}
    datacite: {enabled: false}
    openlibrary: {enabled: false}
    doi_org: {enabled: false}
    unpaywall: {enabled: false}
    idconv: {enabled: false}
    wayback: {enabled: false}
    wayback_cdx: {enabled: false}
    wayback_save: {enabled: false}
    retraction_watch: {enabled: false}
""",
        encoding="utf-8",
    )
    status, lines = signs(capsys)
    assert status == 0
    (told,) = [line for line in lines if "crossref" in line]
    assert told.startswith("look   crossref does not answer (http://127.0.0.1:9) - ")
    assert not [line for line in lines if "pubmed" in line]


@pytest.mark.parametrize("fault", ["settings", "model", "folder", "key", "certificates"])
def test_a_fault_is_wrong_and_says_the_remedy(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: str
) -> None:
    if fault == "settings":
        (project / "config" / "config.yaml").write_text("policy: nosuch\n", encoding="utf-8")
    elif fault == "model":
        monkeypatch.setattr(learned, "sums", lambda: {"nlp/claim_weights.json": "0" * 64})
    elif fault == "folder":
        (project / "state").write_text("", encoding="utf-8")
    elif fault == "key":
        monkeypatch.setenv("CITEWARDEN_OPENALEX_KEY", " ")
        (project / "config" / "config.yaml").write_text('network: {offline: "false"}\n', encoding="utf-8")
        monkeypatch.setattr("citewarden.web.client.online", lambda network: True)
    else:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nosuch.pem"))
    status, lines = signs(capsys, *(() if fault == "key" else ("--offline",)))
    (wrong,) = [line for line in lines if line.startswith("wrong")]
    assert status == 2
    assert " - " in wrong


@pytest.mark.parametrize("data", [None, b"", b"no database at all" * 100])
def test_the_store_of_earlier_audits_is_opened(
    project: Path, capsys: pytest.CaptureFixture[str], data: bytes | None
) -> None:
    file = project / "state" / "store.sqlite"
    if data is not None:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    status, lines = signs(capsys, "--offline")
    told = [line for line in lines if "store" in line]
    if data is None:
        assert (status, told, file.exists()) == (0, [], False)
    elif data:
        assert status == 2
        assert "wrong  state/store.sqlite: the store cannot be used" in told[0]
    else:
        assert (status, told) == (0, ["ok     the store can be opened (state/store.sqlite)"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_wrong(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "reports").chmod(0o500)
    status, lines = signs(capsys, "--offline")
    assert status == 2
    assert any(line.startswith("wrong  reports/ cannot be written") for line in lines)
