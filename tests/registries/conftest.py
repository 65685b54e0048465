"""Real recorded answers, read from where the shared data lie; tests that need them skip without."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ANSWERS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "registry-answers"
Recorded = tuple[str, int, dict[str, str], bytes]


@pytest.fixture
def answers() -> Path:
    """The folder of recorded answers."""
    if not ANSWERS.exists():
        pytest.skip("the shared data are not here")
    return ANSWERS


@pytest.fixture
def cassettes(answers: Path) -> Callable[[str], Iterator[Recorded]]:
    """(address, status, headers, body) of every exchange in the cassettes that match a pattern."""

    def read(pattern: str) -> Iterator[Recorded]:
        files = sorted(answers.glob(pattern))
        assert files, pattern
        for file in files:
            data = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            for exchange in data.get("interactions") or data.get("http_interactions"):
                yield _exchange(exchange)

    return read


def _exchange(exchange: dict[str, Any]) -> Recorded:
    response = exchange["response"]
    status = response["status"]
    code = int(status.get("code") or status.get("status_code"))
    headers = {k.lower(): v[0] if isinstance(v, list) else str(v) for k, v in response["headers"].items()}
    body = response["body"]["string"]
    if response["body"].get("encoding") == "ASCII-8BIT":
        body = base64.b64decode(body)
    body = body.encode() if isinstance(body, str) else body or b""
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    return exchange["request"]["uri"], code, headers, body
