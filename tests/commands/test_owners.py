"""A digest for each owner: a mail program, a webhook over loopback; only its own news, once a night."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from email import message_from_string, policy
from pathlib import Path

import pytest

from citewarden import cli, config
from citewarden.commands.owners import send
from citewarden.commands.session import Session
from citewarden.config import Config, Network, Notify, Recipient
from citewarden.errors import ConfigError
from citewarden.model import Policy

MAILER = """import pathlib, sys
box = pathlib.Path(sys.argv[1])
(box / f"{len(list(box.iterdir()))}.eml").write_text(sys.stdin.read(), encoding="utf-8")
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "box").mkdir()
    (tmp_path / "mailer.py").write_text(MAILER, encoding="utf-8")
    digest(tmp_path, news("a", "Heart desk"), news("b", "Skin desk"), news("c", "Heart desk", what="fixed"))
    return tmp_path


def news(name: str, desk: str, *, what: str = "new", owner: str = "editor", message: str = "") -> dict[str, str]:
    told = {"what": what, "rule_id": "dead-link", "document": f"{name}.md", "owner": owner, "level": "warning"}
    return {**told, "message": message or f"Gone: {name}.", "fingerprint": name, "report": "", "desk": desk}


def digest(folder: Path, *rows: Mapping[str, str], as_of: str = "2026-01-15") -> None:
    owners: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        owners.setdefault(row["owner"], []).append(row)
    (folder / "reports").mkdir(exist_ok=True)
    (folder / "reports" / "digest.json").write_text(json.dumps({"as_of": as_of, "owners": owners}), encoding="utf-8")


def session(owners: Mapping[str, Recipient], network: Network | None = None) -> Session:
    settings = Config(notify=Notify(owners=owners), network=network or Network())
    return Session(settings, Policy("default"), "2026-01-15T02:00:00+00:00", "2026-01-15")


def mail(project: Path, to: str = "") -> Recipient:
    return Recipient(command=(sys.executable, str(project / "mailer.py"), str(project / "box")), to=to)


def mails(project: Path) -> list[str]:
    return [p.read_text(encoding="utf-8") for p in sorted((project / "box").iterdir())]


def test_an_owner_gets_its_own_news_as_a_mail(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    send(session({"heart desk": mail(project, "heart@example.org"), "Nobody": mail(project)}))
    (text,) = mails(project)
    message = message_from_string(text, policy=policy.default)
    assert message["To"] == "heart@example.org"
    assert message["Subject"] == "Citewarden, 2026-01-15: 2 items of news for heart desk"
    assert message["Date"] == "Thu, 15 Jan 2026 02:00:00 +0000"
    assert message.get_content_type() == "text/plain"
    body = message.get_content()
    assert "New (1)\n\n- a.md: Gone: a." in body
    assert "Gone (1)\n\n- c.md: Gone: c." in body
    assert "b.md" not in body
    assert capsys.readouterr().err == ""


def test_nothing_is_sent_twice_for_one_night(project: Path) -> None:
    owners = {"Heart desk": mail(project)}
    send(session(owners))
    send(session(owners))
    assert len(mails(project)) == 1
    digest(project, news("a", "Heart desk"), news("d", "Heart desk"))
    send(session(owners))
    assert "d.md" in mails(project)[1]
    assert "a.md" not in mails(project)[1]
    digest(project, news("a", "Heart desk"), as_of="2026-01-16")
    send(session(owners))
    assert "a.md" in mails(project)[2]


def test_what_was_not_delivered_is_one_line_and_tried_again(
    project: Path, hook: tuple[str, list[bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    place, got = hook
    mine = Network(allow_hosts=("127.0.0.1",))
    rude = {
        "Heart desk": Recipient(webhook=f"http://{place}/rude"),
        "Skin desk": Recipient(command=("no-such-program",)),
    }
    send(session(rude, mine))
    first, second = capsys.readouterr().err.splitlines()
    assert first == "citewarden: notify.owners: Heart desk: not delivered (HTTP 500)"
    assert second.startswith("citewarden: notify.owners: Skin desk: not delivered (")
    send(session({"Heart desk": Recipient(webhook=f"http://{place}/x")}, mine))
    said = json.loads(got[-1])
    assert (said["owner"], said["as_of"]) == ("Heart desk", "2026-01-15")
    assert [item["document"] for item in said["items"]] == ["a.md", "c.md"]
    assert "- a.md: Gone: a." in said["text"]


def test_a_webhook_without_tls_is_refused(
    project: Path, hook: tuple[str, list[bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    place, got = hook
    send(session({"Heart desk": Recipient(webhook=f"http://{place}")}))
    send(session({"Heart desk": Recipient(webhook=f"https://{place}")}))
    first, second = capsys.readouterr().err.splitlines()
    assert "not https" in first
    assert "a loopback address" in second
    assert got == []


def test_a_role_is_an_owner_and_hostile_words_stay_words(project: Path) -> None:
    digest(project, news("a", "x\nBcc: all@example.org", owner="medical reviewer", message="Gone.\x1b[1m\nBcc: b"))
    send(session({"Medical Reviewer": mail(project), "x\nBcc: all@example.org": mail(project)}))
    for text in mails(project):
        assert message_from_string(text)["Bcc"] is None
        assert "\x1b" not in text
    assert len(mails(project)) == 2


def test_a_dry_run_prints_and_remembers_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    owners = {"Heart desk": mail(project)}
    send(session(owners), dry=True)
    assert "--- Heart desk" in (out := capsys.readouterr().out)
    assert "a.md" in out
    assert mails(project) == []
    send(session(owners))
    assert len(mails(project)) == 1


def test_the_command_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "config").mkdir()
    settings = project / "config" / "config.yaml"
    settings.write_text("notify: {owners: {Skin desk: {command: [mail], to: skin@example.org}}}\n", encoding="utf-8")
    assert cli.main(["notify", "--dry-run", "--as-of", "2026-01-15"]) == 0
    assert "1 item of news for Skin desk." in capsys.readouterr().out
    (project / "reports" / "digest.json").unlink()
    assert cli.main(["notify"]) == 2
    assert "no digest here" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    ["{a: {}}", "{a: {command: mail desk}}", "{a: {webhook: 'ftp://x/'}}", "{a: {command: [m], webhook: 'https://x/'}}",
     '{a: {command: [m], to: "x\\nBcc: y"}}'],
)  # fmt: skip
def test_settings_that_say_nothing_are_refused(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(f"notify: {{owners: {wrong}}}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"notify\.owners"):
        config.load(file)
