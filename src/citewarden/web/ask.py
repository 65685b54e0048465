"""A question to a registry or a site, and what came back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citewarden.web.visit import Visited

ABSENT = frozenset({404, 410})
SWITCHED_OFF = "is switched off in the configuration"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `days` is how long an answer keeps (None: as configured), `max_body` the largest in bytes.

    `cost` is what it takes of the registry's daily budget.
    """

    url: str
    registry: str
    headers: Mapping[str, str] = field(default_factory=dict)
    days: float | None = None
    max_body: int | None = None
    cost: int = 0

    @property
    def place(self) -> str:
        """The key its answer is kept by."""
        headers = "\n".join(f"{name.lower()}: {value}" for name, value in sorted(self.headers.items()))
        return f"{self.url}\n{headers}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    `outcome`: "answered" (the registry spoke: `status` says what), "offline" (nobody was asked) or "unavailable" (it
    could not be reached, was busy, or broke off; `note` says how). Header names are in lower case. `asked_at` is the
    time the answer was got or last confirmed. `stale`: status, headers and body are those of the last known answer, of
    the time `asked_at`; now, nobody could be asked. `doubt`: what was seen of a page against which only its words speak
    (`pages.as_cited`).
    """

    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    asked_at: str = ""
    outcome: str = "answered"
    note: str = ""
    cached: bool = False
    stale: bool = False
    doubt: Visited | None = None

    @property
    def ok(self) -> bool:
        """The registry answered the question."""
        return self.outcome == "answered" and 200 <= self.status < 300

    @property
    def absent(self) -> bool:
        """The registry says that it has no such thing."""
        return self.outcome == "answered" and self.status in ABSENT

    @property
    def held(self) -> bool:
        """There is something to read: the registry answered the question, now or when it was last asked."""
        return self.ok or (self.stale and 200 <= self.status < 300)

    @property
    def lacked(self) -> bool:
        """The registry says, or said when it was last asked, that it has no such thing."""
        return self.absent or (self.stale and self.status in ABSENT)

    @property
    def listed(self) -> Answer:
        """The same as the answer to a question for a list: "no such thing" then says that the service is not there."""
        if not self.absent:
            return self
        return replace(self, outcome="unavailable", body=b"", note=f"HTTP {self.status} to a question for a list")

    @property
    def switched_off(self) -> bool:
        """Nobody was asked because the configuration says so: nothing is missing."""
        return self.outcome == "offline" and self.note.endswith(SWITCHED_OFF)

    @property
    def digest(self) -> str:
        """sha256 of the body."""
        return hashlib.sha256(self.body).hexdigest()

    def or_last_known(self, kept: Answer | None) -> Answer:
        """This answer, which could not be had, with what was last known in it."""
        if kept is None or not (kept.ok or kept.absent):
            return self
        return replace(kept, outcome=self.outcome, note=self.note, stale=True)

    def json(self) -> Any:
        """The body as JSON; None when it is not JSON (some registries say application/json and send prose)."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None
