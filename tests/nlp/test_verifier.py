"""The verifier: layers together, kept answers, the same bits whatever the batch, and judges of one's own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from citewarden.config import Verify
from citewarden.errors import ConfigError
from citewarden.nlp.verdict import terms, witnesses
from citewarden.nlp.verdict.judges.layer import SURE
from citewarden.nlp.verifier import LABELS, Pair, load

PAIRS = [
    Pair("The pills raise blood pressure.", ("In this trial the pills lowered blood pressure.",)),
    Pair("Wheezing is common in children with asthma.", ("Wheezing is a common symptom in children with asthma.",)),
    Pair("Ginger tea relieves seasickness.", ("Ginger tea contains oils and starch.", "It is sold everywhere.")),
]


def test_a_verdict_shows_every_layer() -> None:
    found = load(Verify()).verify(PAIRS)
    assert [v.label for v in found] == ["CONTRADICT", "SUPPORT", "NEI"]
    for verdict in found:
        deciding = [] if verdict.label == "NEI" else [witnesses.NAME]
        assert [o.method for o in verdict.opinions] == ["rules-1", *deciding]
        assert 0 <= verdict.score <= 1


def test_batches_do_not_change_a_bit() -> None:
    together = load(Verify()).verify(PAIRS)
    apart = [load(Verify()).verify([pair])[0] for pair in reversed(PAIRS)]
    assert together == apart[::-1]


def test_a_pair_is_judged_once() -> None:
    class Counting:
        name = "counting"
        seen = 0

        def verify(self, pairs: Any) -> Any:
            self.seen += len(pairs)
            return load(Verify()).verify(pairs)

    from citewarden.nlp.verifier import Verifier

    counting = Counting()
    verifier = Verifier(counting)
    verifier.verify([*PAIRS, PAIRS[0]])
    verifier.verify(PAIRS)
    assert counting.seen == len(PAIRS)


def test_a_tension_in_a_clause_of_a_long_claim_is_raised() -> None:
    claim = "Lupus very rarely involves the motor nerves, which is why twitching and cramps at night"
    claim += " are usually not a symptom of the disease."
    source = "Both the measurements and the counts showed a massive loss of motor nerves in patients with lupus."
    (verdict,) = load(Verify()).verify([Pair(claim, (source,), {})])
    assert (verdict.label, verdict.issue) == ("CONTRADICT", "quantifier")


def test_the_shipped_word_table_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "words.npz"
    changed.write_bytes(b"x")
    monkeypatch.setattr(terms, "_FILE", changed)
    terms._table.cache_clear()
    with pytest.raises(ConfigError, match="not the one this version was measured with"):
        terms.table()
    monkeypatch.undo()
    terms._table.cache_clear()
    assert terms.table().words


def test_the_chance_shown_is_that_of_the_sort_of_call() -> None:
    assert witnesses.chance("SUPPORT", "", 0.9) > witnesses.chance("NEI", "", 0.9)
    assert witnesses.chance("CONTRADICT", "unheard of", 0.9) == witnesses.chance("CONTRADICT", "", 0.9)
    assert witnesses.chance("NEI", "", 0.05) > witnesses.chance("NEI", "", 0.95)
    assert load(Verify(support_threshold=0.99)).verify([PAIRS[1]])[0].label == "NEI"


class _Judge(BaseHTTPRequestHandler):
    answer = '{"label": "SUPPORT", "score": 0.97}'
    asked: ClassVar[list[Any]] = []

    def do_POST(self) -> None:
        type(self).asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        body = json.dumps({"choices": [{"message": {"content": type(self).answer}}]}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def endpoint() -> Iterator[str]:
    _Judge.asked = []
    server = HTTPServer(("127.0.0.1", 0), _Judge)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()


def test_a_judge_behind_an_address_may_decide_what_others_left_open(endpoint: str) -> None:
    verifier = load(Verify(judge="big-one", judge_base=endpoint))
    open_pair = PAIRS[2]
    (verdict,) = verifier.verify([open_pair])
    assert (verdict.label, verdict.method, verdict.opinions[-1].method) == ("SUPPORT", "judge:big-one", "judge:big-one")
    verifier.verify([open_pair])
    assert len(_Judge.asked) == 1


def test_a_judge_may_not_overrule_a_plain_difference(endpoint: str) -> None:
    (verdict,) = load(Verify(judge="big-one", judge_base=endpoint)).verify([PAIRS[0]])
    assert verdict.label == "NEI"
    assert verdict.opinions[-1].score >= SURE


def test_a_judge_that_is_not_there_changes_nothing() -> None:
    (verdict,) = load(Verify(judge="x", judge_base="http://127.0.0.1:9/v1")).verify([PAIRS[1]])
    assert verdict.label == "SUPPORT"
    assert "could not be asked" in verdict.opinions[-1].note


class _Elsewhere(_Judge):
    def do_POST(self) -> None:
        type(self).asked.append(self.headers.get("authorization"))
        self.send_response(307)
        self.send_header("location", "http://127.0.0.1:9/other")
        self.end_headers()


def test_a_judge_is_asked_at_its_own_address_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("CITEWARDEN_JUDGE_KEY", "from-the-environment")
    _Elsewhere.asked = []
    server = HTTPServer(("127.0.0.1", 0), _Elsewhere)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    verifier = load(Verify(judge="x", judge_base=f"http://127.0.0.1:{server.server_address[1]}/v1"))
    pairs = [Pair(f"Ginger tea number {n} relieves seasickness.", PAIRS[2].sentences) for n in range(5)]
    notes = [v.opinions[-1].note for v in verifier.verify(pairs)]
    server.shutdown()
    server.server_close()
    assert notes[:3] == ["could not be asked: HTTP 307"] * 3
    assert notes[3:] == ["not asked: 127.0.0.1 failed 3 times in a row"] * 2
    assert _Elsewhere.asked == ["Bearer from-the-environment"] * 3


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("file:///etc/passwd", "not an address of a judge"),
        ("https://someone:key@judge.example/v1", "may not hold a key"),
        ("http://judge.example/v1", "travel in clear"),
    ],
)
def test_an_address_that_gives_the_key_away_is_refused(base: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWARDEN_JUDGE_KEY", "k")
    with pytest.raises(ConfigError, match=said):
        load(Verify(judge="x", judge_base=base))


def test_a_judge_folder_without_a_model_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no model\.onnx"):
        load(Verify(judge=str(tmp_path)))
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "config.json").write_text('{"id2label": {"0": "cat", "1": "dog"}}')
    with pytest.raises(ConfigError, match="three-way"):
        load(Verify(judge=str(tmp_path)))


def test_labels_are_scifacts() -> None:
    assert LABELS == ("SUPPORT", "CONTRADICT", "NEI")
