"""Stand-ins for judges: a hub and a chat model on loopback, and a classifier of a few weights.

The classifier adds up a row of figures for each word that it knows, so that a test can say what it will answer.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar
from urllib.parse import unquote

COMMIT = "0123456789abcdef0123456789abcdef01234567"
THREE = ("contradiction", "neutral", "entailment")
WORDS = {"confirm": (0.0, 0.0, 9.0), "deny": (9.0, 0.0, 0.0), "silent": (0.0, 9.0, 0.0)}
"""Word -> what it adds to each of the three labels."""


def model_files(labels: Sequence[str] = THREE, words: Mapping[str, Sequence[float]] = WORDS) -> dict[str, bytes]:
    """File -> bytes of a classifier as hubs hold one."""
    vocabulary = {"[UNK]": 0, **{word: n for n, word in enumerate(words, 1)}}
    rows = [[0.0] * len(labels), *map(list, words.values())]
    tokenizer: dict[str, Any] = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "post_processor": None,
        "decoder": None, "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }  # fmt: skip
    config = {"id2label": {str(n): label for n, label in enumerate(labels)}}
    return {
        "config.json": json.dumps(config).encode(),
        "tokenizer.json": json.dumps(tokenizer).encode(),
        "model.onnx": onnx(rows),
    }


def onnx(rows: Sequence[Sequence[float]]) -> bytes:
    """An ONNX model that sums the row of each token: Gather, then ReduceSum."""
    flat = [value for row in rows for value in row]
    table = _tensor("table", 1, (len(rows), len(rows[0])), struct.pack(f"<{len(flat)}f", *flat))
    axes = _tensor("axes", 7, (1,), struct.pack("<q", 1))
    keep = _text(1, "keepdims") + _number(3, 0) + _number(20, 2)
    gather = _text(1, "table") + _text(1, "input_ids") + _text(2, "rows") + _text(4, "Gather")
    total = _text(1, "rows") + _text(1, "axes") + _text(2, "logits") + _text(4, "ReduceSum") + _block(5, keep)
    graph = _block(1, gather) + _block(1, total) + _text(2, "sum") + _block(5, table) + _block(5, axes)
    graph += _block(11, _value("input_ids", 7, 2)) + _block(12, _value("logits", 1, 2))
    return _number(1, 8) + _block(7, graph) + _block(8, _text(1, "") + _number(2, 13))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _block(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _text(field: int, text: str) -> bytes:
    return _block(field, text.encode())


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def _tensor(name: str, kind: int, shape: Sequence[int], data: bytes) -> bytes:
    return b"".join(_number(1, n) for n in shape) + _number(2, kind) + _text(8, name) + _block(9, data)


def _value(name: str, kind: int, dimensions: int) -> bytes:
    shape = b"".join(_block(1, _text(2, f"{name}{n}")) for n in range(dimensions))
    return _text(1, name) + _block(2, _block(1, _number(1, kind) + _block(2, shape)))


class _Quiet(BaseHTTPRequestHandler):
    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class Hub:
    """What a stand-in hub has and was asked: `files` of one model at `COMMIT` (also "main"); `sent` may differ."""

    def __init__(self, files: Mapping[str, bytes], name: str = "house/checker") -> None:
        self.name, self.files, self.sent = name, dict(files), dict(files)
        self.asked: list[str] = []
        self.base = ""

    def listed(self) -> dict[str, Any]:
        """As the hub's API says it: the sha256 of large files, the git digest of small ones."""
        rows = []
        for name, data in self.files.items():
            row: dict[str, Any] = {"rfilename": name, "size": len(data)}
            if name.endswith((".onnx", ".safetensors")):
                row["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            row["blobId"] = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
            rows.append(row)
        return {"id": self.name, "sha": COMMIT, "siblings": rows}

    @contextmanager
    def open(self) -> Iterator[str]:
        """The hub's address; weights are sent from another path, as a hub's store does."""
        hub = self

        class Handler(_Quiet):
            def do_GET(self) -> None:
                path = unquote(self.path.partition("?")[0])
                hub.asked.append(path)
                resolved = re.fullmatch(rf"/{hub.name}/resolve/{COMMIT}/(.+)", path)
                if path in (f"/api/models/{hub.name}/revision/{r}" for r in (COMMIT, "main")):
                    self.answer(200, json.dumps(hub.listed()).encode())
                elif resolved and resolved[1] in hub.sent and resolved[1].endswith(".onnx"):
                    self.answer(302, b"", Location=f"/store/{resolved[1]}")
                elif resolved and resolved[1] in hub.sent:
                    self.answer(200, hub.sent[resolved[1]])
                elif path.startswith("/store/") and path[7:] in hub.sent:
                    self.answer(200, hub.sent[path[7:]])
                else:
                    self.answer(404, b"")

        with _served(Handler) as base:
            self.base = base
            yield base


class ChatModel:
    """A stand-in for a chat model: `reply` makes its words of the messages it is sent, which `asked` keeps."""

    usage: ClassVar[dict[str, int]] = {"prompt_tokens": 200, "completion_tokens": 20}

    def __init__(self, reply: Callable[[Sequence[Mapping[str, str]]], str]) -> None:
        self.reply = reply
        self.asked: list[dict[str, Any]] = []

    @contextmanager
    def open(self) -> Iterator[str]:
        """Its address, as `verify.judge_base` takes it."""
        chat = self

        class Handler(_Quiet):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                chat.asked.append(body)
                message = {"role": "assistant", "content": chat.reply(body["messages"])}
                answer = {"choices": [{"message": message}], "usage": chat.usage}
                self.answer(200, json.dumps(answer).encode())

        with _served(Handler) as base:
            yield f"{base}/v1"
