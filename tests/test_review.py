"""The review server answers honest requests from its own pages, and nobody else's."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from citewarden.model import SignOff
from citewarden.review import ReviewServer
from citewarden.stages.decide import load
from citewarden.stages.report import report
from citewarden.testing.sample import sample_audit, sample_findings, sample_run
from citewarden.text.bindings import bind, signable

AUDIT = sample_audit()
FINDINGS = sample_findings(AUDIT)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    report([(AUDIT, FINDINGS)], sample_run(), tmp_path / "reports")
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (tmp_path / "reports" / "notes.key").write_text("secret", encoding="utf-8")
    (tmp_path / "reports" / "way-out.html").symlink_to(tmp_path / "secret.html")
    with ReviewServer(tmp_path / "reports", tmp_path / "suppressions.yaml", today=lambda: "2026-01-15") as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield made
        made.shutdown()


def ask(
    server: ReviewServer, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def post(server: ReviewServer, data: Any, **headers: str) -> tuple[int, Any]:
    sent = {"Origin": f"http://{server.host}", "Content_Type": "application/json", **headers}
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    status, answer, _ = ask(server, f"/{server.token}/decisions", method="POST", body=body, **sent)
    return status, json.loads(answer)


DECISION = {
    "fingerprint": FINDINGS[0].fingerprint,
    "decision": "waive",
    "reason": "Being rewritten.",
    "signer": "C. Reviewer, MD",
    "role": "medical reviewer",
    "expires": "2026-06-30",
}


def test_the_pages_are_served_and_know_where_to_save(server: ReviewServer) -> None:
    status, body, headers = ask(server, f"/{server.token}/neurology/twitches-and-ms.html")
    assert status == 200
    assert f'content="/{server.token}/decisions"'.encode() in body
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ask(server, f"/{server.token}/")[0] == 200


def test_it_listens_on_loopback_only(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/wrong/index.html",
        "//index.html",
        "/TOKEN",
        "/%c3%a9/index.html",
    ],
)
def test_without_the_token_there_is_nothing(server: ReviewServer, path: str) -> None:
    status, body, _ = ask(server, path.replace("TOKEN", server.token))
    assert status == 404
    assert b"twitches" not in body
    assert server.token.encode() not in body


@pytest.mark.parametrize(
    "path",
    [
        "../secret.html",
        "%2e%2e/secret.html",
        "..%2fsecret.html",
        "/etc/passwd",
        "notes.key",
        "way-out.html",
        "x%00.html",
        "neurology",
    ],
)
def test_no_way_out_of_the_folder(server: ReviewServer, path: str) -> None:
    status, body, _ = ask(server, f"/{server.token}/{path}")
    assert status == 404
    assert b"secret" not in body


def test_another_host_name_is_refused(server: ReviewServer) -> None:
    assert ask(server, f"/{server.token}/index.html", Host="evil.example")[0] == 421


def test_a_decision_is_written_bound_to_what_the_report_says(server: ReviewServer) -> None:
    status, answer = post(
        server, {**DECISION, "bound": {"claim": "forged"}, "check": "forged", "decided_on": "1999-01-01"}
    )
    assert (status, answer["saved"]) == (200, True)
    (saved,) = load(server.decisions).suppressions
    assert saved.bound == bind(AUDIT, FINDINGS[0])
    assert (saved.rule_id, saved.decided_on, saved.document) == ("unsupported-claim", "2026-01-15", AUDIT.document.id)


def test_who_may_not_accept_is_refused_with_the_role_named(server: ReviewServer) -> None:
    for how in ("accept", "waive"):
        status, answer = post(server, {**DECISION, "decision": how, "role": "editor"})
        assert (status, answer["saved"]) == (400, False)
        assert f"only a medical reviewer may {how} this finding" in answer["message"]
    assert not server.decisions.exists()
    assert post(server, {**DECISION, "decision": "escalate", "role": "editor"})[0] == 200


def test_several_findings_are_saved_together_or_not_at_all(server: ReviewServer) -> None:
    names = [f.fingerprint for f in FINDINGS if f.kind.value != "open"][:4]
    status, answer = post(server, {**DECISION, "fingerprint": " ".join(names)})
    assert (status, answer["message"][:18]) == (200, "Saved 4 decisions ")
    assert {s.fingerprint for s in load(server.decisions).suppressions} == set(names)
    status, _ = post(server, {**DECISION, "signer": "Another", "fingerprint": f"{names[0]} {'0' * 20}"})
    assert status == 400
    assert len(load(server.decisions).suppressions) == 4


def test_a_second_save_of_the_same_person_changes_the_first(server: ReviewServer) -> None:
    post(server, DECISION)
    post(server, {**DECISION, "decision": "reword", "reason": "Better so."})
    (saved,) = load(server.decisions).suppressions
    assert (saved.decision, saved.justification) == ("reword", "Better so.")
    page = ask(server, f"/{server.token}/neurology/twitches-and-ms.html")[1].decode()
    assert '"decision": "reword"' in page.replace("&quot;", '"')
    assert saved.quote


def test_a_sign_off_is_written(server: ReviewServer) -> None:
    data = {"document": AUDIT.document.id, "sha256": AUDIT.document.sha256, "signer": "C", "role": "medical reviewer"}
    assert post(server, data)[0] == 200
    (saved,) = load(server.decisions).sign_offs
    assert saved == SignOff(**signable(AUDIT.document), signer="C", role="medical reviewer", signed_on="2026-01-15")
    assert saved.text  # what review-date-bumped compares, with the date
    assert saved.reviewed


def test_a_sign_off_of_an_older_page_is_refused(server: ReviewServer) -> None:
    data = {"document": AUDIT.document.id, "sha256": "0" * 64, "signer": "C", "role": "medical reviewer"}
    status, answer = post(server, data)
    assert (status, answer["saved"]) == (400, False)
    assert "load the page again" in answer["message"]
    assert not server.decisions.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_foreign_pages_cannot_write(server: ReviewServer, headers: dict[str, str], status: int) -> None:
    assert post(server, DECISION, **headers)[0] == status
    assert not server.decisions.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "not a decision"),
        (b"[]", "not a decision"),
        (b"\xff", "not a decision"),
        ({**DECISION, "reason": ""}, "no reason given"),
        ({**DECISION, "role": "boss"}, "not a role"),
        ({**DECISION, "expires": "2020-01-01"}, "not after today"),
        ({**DECISION, "fingerprint": "ffffffff"}, "no findings begin"),
        ({**DECISION, "fingerprint": 7}, "too short"),
        ({"document": "x", "sha256": "short", "signer": "C", "role": "editor"}, "no report of 'x'"),
    ],
)
def test_a_faulty_decision_is_refused_with_the_reason(server: ReviewServer, data: Any, words: str) -> None:
    status, answer = post(server, data)
    assert status == 400
    assert words in answer["message"]
    assert not server.decisions.exists()


def test_a_decision_as_long_as_a_book_is_refused(server: ReviewServer) -> None:
    status, _ = post(server, {**DECISION, "reason": "x" * 70_000})
    assert status == 413


SHELL = """
import sys
from pathlib import Path
from citewarden.stages.decide import entry, record
for n in range(5):
    row = entry(
        check="dead-link", fingerprint=f"abcdef{sys.argv[2]}{n}", document="a.md", bound={"claim": "abc"},
        decision="accept", reason="As it should be.", signer="B", role="editor", decided_on="2026-01-15",
    )
    record(Path(sys.argv[1]), row)
"""


@pytest.mark.parametrize(("programs", "readers"), [(2, 10), pytest.param(5, 25, marks=pytest.mark.long)])
def test_decisions_made_at_once_are_all_on_file(server: ReviewServer, programs: int, readers: int) -> None:
    """Fifty in the long suite: 25 by programs, 25 by readers."""
    shells = [subprocess.Popen([sys.executable, "-c", SHELL, str(server.decisions), str(n)]) for n in range(programs)]
    with ThreadPoolExecutor(readers) as people:
        answers = list(people.map(lambda n: post(server, {**DECISION, "signer": f"Reader {n}"}), range(readers)))
    assert [shell.wait(60) for shell in shells] == [0] * programs
    assert all(answer["saved"] for _, answer in answers)
    saved = load(server.decisions).suppressions
    assert len(saved) == 5 * programs + readers
    assert {s.signer for s in saved} == {"B", *(f"Reader {n}" for n in range(readers))}
    assert len({s.fingerprint for s in saved}) == 5 * programs + 1
