"""A judge behind an OpenAI-compatible address.

Only this address is spoken to: through the address guard, which lets this one host be (a judge often runs on the
machine itself), and no redirect is followed. The key is read from `CITEWARDEN_JUDGE_KEY` alone and never sent in clear
over a network.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from citewarden.config import Network
from citewarden.errors import ConfigError, WebError
from citewarden.nlp.verdict.judges.protocol import Answer
from citewarden.nlp.verdict.judges.questions import SCALES, read_answer
from citewarden.nlp.verdict.judges.untrusted import defused, speaks_to_a_model

TIMEOUT = (5.0, 60.0)
"""Seconds to connect to a judge's address, and to wait for the next byte of its answer; twice the second in all."""
MOST = 200_000
"""Bytes of an answer that are read."""
_HERE = ("localhost", "127.0.0.1", "::1")


class Chat:
    """A chat model, asked one pair at a time on one of the `scales`; `prompt` stands in for our words of the scale.

    Raises:
        ConfigError: not an http(s) address, one with a password in it, or a key that would travel in clear.
    """

    sentences = 8
    remote = True

    def __init__(self, base: str, model: str, *, network: Network, scale: str = "three", prompt: str = "") -> None:
        where = "verify.judge_base"
        parts = urlsplit(base)
        self.place = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not self.place or parts.query or parts.fragment:
            raise ConfigError(f"not an address of a judge: {base}", where=where, remedy="write https://host/v1")
        if parts.username or parts.password:
            raise ConfigError(
                "an address may not hold a key", where=where, remedy="put the key into CITEWARDEN_JUDGE_KEY"
            )
        self._key = os.environ.get("CITEWARDEN_JUDGE_KEY", "").strip()
        if self._key and parts.scheme == "http" and self.place not in _HERE:
            raise ConfigError("the key would travel in clear", where=where, remedy="use https, or unset the key")
        self._address = f"{base.rstrip('/')}/chat/completions"
        self._network = replace(network, allow_hosts=(*network.allow_hosts, self.place))
        self._model, self._scale = model, SCALES[scale]
        self._system = prompt or self._scale.system
        self.name = f"judge:{model}"
        words = hashlib.sha256(self._system.encode()).hexdigest()
        self.terms = json.dumps(["chat", self._address, model, self._scale.version, words])

    def ask(self, claim: str, passage: str) -> Answer:
        """One answer; a passage that speaks to the model is not shown to it."""
        if speaks_to_a_model(passage) or speaks_to_a_model(claim):
            return Answer({}, "not asked: the text speaks to a model, not to its readers", asked=False)
        claim, passage = defused(claim), defused(passage)
        messages = [
            {"role": "system", "content": self._system},
            {"role": "user", "content": self._scale.question(claim, passage)},
        ]
        try:
            data = json.loads(self._posted({"model": self._model, "temperature": 0, "messages": messages}))
            answer = read_answer(self._scale, str(data["choices"][0]["message"]["content"]), claim, passage)
        except _Failed as error:
            return Answer({}, f"could not be asked: {error}", failed=True)
        except (ValueError, LookupError, TypeError, OverflowError, RecursionError):
            return Answer({}, "could not be asked: its answer is not a verdict", failed=True)
        usage = data.get("usage") if isinstance(data.get("usage"), Mapping) else {}
        return replace(answer, read=_count(usage, "prompt_tokens"), written=_count(usage, "completion_tokens"))

    def _posted(self, body: Mapping[str, Any]) -> bytes:
        """The body of the answer.

        Raises:
            _Failed: there is none.
        """
        import requests
        from urllib3.exceptions import HTTPError

        from citewarden.web.deadline import Deadline
        from citewarden.web.transport import session

        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            with session(self._network, headers=headers) as client, Deadline(2 * TIMEOUT[1]):
                answer = client.post(
                    self._address,
                    data=json.dumps(body).encode(),
                    timeout=TIMEOUT,
                    allow_redirects=False,
                    stream=True,
                    auth=lambda request: request,  # no password file of the machine takes the key's place
                )
                if answer.status_code != 200:
                    raise _Failed(f"HTTP {answer.status_code}")
                content: bytes = answer.raw.read(MOST + 1, decode_content=True)
        except WebError as error:
            raise _Failed(str(error)) from error
        except requests.RequestException as error:
            raise _Failed("no answer in time" if isinstance(error, requests.Timeout) else "no connection") from error
        except HTTPError as error:  # of urllib3, which is asked for the bytes itself
            raise _Failed("its answer broke off") from error
        if len(content) > MOST:
            raise _Failed("its answer is too long")
        return content


class _Failed(Exception):
    """Why a judge gave no answer, in a few words."""


def _count(usage: Mapping[str, Any], name: str) -> int:
    value = usage.get(name)
    return value if isinstance(value, int) and value > 0 else 0
