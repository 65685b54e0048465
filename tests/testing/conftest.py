"""A client for the world that knows nothing of Citewarden's own."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from citewarden.testing.world import World


@dataclass
class Got:
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Asker = Callable[..., Got]


@pytest.fixture
def ask() -> Asker:
    """Ask a world: `ask(world, "/crossref/works/...")`, or a site with host="clinic.example"."""

    def asked(
        world: World,
        path: str,
        *,
        host: str = "",
        method: str = "GET",
        body: str = "",
        timeout: float = 5,
        **headers: str,
    ) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", world.port, timeout=timeout)
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | ({"Host": host} if host else {})
        try:
            connection.request(method, path, body or None, sent)
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, names, answer.read())
        finally:
            connection.close()

    return asked
