"""Two times to wait for one thing, close together: "safe to drive after six hours" beside "not until eight hours"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from citewarden.checks._apart import spans
from citewarden.checks._apart.asked import telling
from citewarden.config import lexicon
from citewarden.model import Claim, Quantity

NEAR = 400
"""Characters within which two sentences stand close together."""


def clashes(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim, Quantity, Quantity]]:
    """Each sentence that allows a thing sooner than one close to it, which forbids it until later."""
    allowed = [(c, q) for c in claims if (q := spans.allowed_after(c.standalone))]
    forbidden = [(c, q) for c in claims if (q := spans.forbidden_until(c.standalone))] if allowed else []
    for one, own in allowed:
        for other, there in forbidden:
            close = abs(one.target.position.start - other.target.position.start) <= NEAR
            if close and spans.is_sooner(own, there) and _one_doing(one.standalone, other.standalone):
                yield one, other, own, there


def _one_doing(one: str, other: str) -> bool:
    """Whether two sentences speak of doing the same."""
    named = any(words.search(one) and words.search(other) for words in _doings())
    return named or len(telling(one) & telling(other) - spans.IDLE) > 1


@cache
def _doings() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"\b(?:{'|'.join(re.escape(str(w)) for w in row)})\b", re.I) for row in lexicon("doses")["doings"]
    )
