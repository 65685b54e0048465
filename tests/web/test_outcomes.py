"""What a status or a failed request means for a link, before anything is read."""

from __future__ import annotations

import pytest

from citewarden.web.outcomes import alive, of_reply
from citewarden.web.transfer import Reply
from citewarden.web.visit import later

AT = "http://site.example/a"


@pytest.mark.parametrize(
    ("status", "outcome", "said"),
    [
        (202, "blocked", "waiting page"),
        (400, "blocked", "refuses the request (400)"),
        (401, "restricted", "sign-in"),
        (402, "restricted", "payment"),
        (403, "blocked", "a reader may still see"),
        (404, "gone", "no such page"),
        (405, "blocked", "(405)"),
        (407, "unreachable", "proxy"),
        (410, "gone", "removed for good"),
        (418, "blocked", "(418)"),
        (429, "rate-limited", "slow down"),
        (451, "restricted", "legal reasons"),
        (499, "blocked", "(499)"),
        (500, "server-error", "(500)"),
        (503, "server-error", "(503)"),
        (999, "blocked", "robots (999)"),
    ],
)
def test_a_status_says_what_a_reader_would_find(status: int, outcome: str, said: str) -> None:
    found, note = of_reply(Reply(AT, status))
    assert found == outcome
    assert said in note


@pytest.mark.parametrize(
    ("status", "failure", "handed_out"),
    [(200, "", True), (206, "", True), (299, "", True), (200, "truncated", True), (202, "", False), (199, "", False),
     (300, "", False), (404, "", False), (200, "timed-out", False)],
)  # fmt: skip
def test_when_a_page_was_handed_out(status: int, failure: str, handed_out: bool) -> None:
    assert alive(Reply(AT, status, failure=failure)) is handed_out


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [("no-host", "no-host"), ("refused", "refused"), ("guarded", "unreachable"), ("tls", "tls"), ("reset", "reset"),
     ("timed-out", "timed-out"), ("malformed", "not-http")],
)  # fmt: skip
def test_a_failure_is_told_in_its_own_words(failure: str, outcome: str) -> None:
    found, note = of_reply(Reply(AT, 0, failure=failure, detail="what went wrong"))
    assert found == outcome
    assert "what went wrong" in note
    assert "answer had begun" not in note


def test_an_answer_that_did_not_end_says_how_it_began() -> None:
    assert of_reply(Reply(AT, 200, failure="timed-out", detail="slow")) == (
        "timed-out",
        "slow, after the answer had begun with 200",
    )
    assert of_reply(Reply(AT, 404, failure="truncated", detail="cut"))[0] == "gone"


@pytest.mark.parametrize(
    ("wait", "until"),
    [(0.0, "2026-01-15T02:00:00"), (90.0, "2026-01-15T02:01:30"), (31_536_000.0, "2027-01-15T02:00:00"),
     (31_536_001.0, "2027-01-15T02:00:00"), (1e12, "2027-01-15T02:00:00")],
)  # fmt: skip
def test_no_host_keeps_us_away_for_more_than_a_year(wait: float, until: str) -> None:
    assert later("2026-01-15T02:00:00+00:00", wait).startswith(until)
