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
from citewarden.nlp.verdict import scorer, terms
from citewarden.nlp.verdict.judge import SURE
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
        assert [o.method for o in verdict.opinions] == ["rules-1", scorer.load().name]
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


def test_chances_add_up() -> None:
    model = scorer.load()
    assert sum(scorer.probabilities(model, {"near": 1.0}).values()) == pytest.approx(1)


def test_shipped_files_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "scorer.json"
    changed.write_text("{}")
    monkeypatch.setattr(scorer, "_FILE", changed)
    scorer.load.cache_clear()
    with pytest.raises(ConfigError, match="not the one this version was measured with"):
        scorer.load()
    monkeypatch.undo()
    scorer.load.cache_clear()
    assert terms.table().words


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
