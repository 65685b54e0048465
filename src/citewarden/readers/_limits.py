"""How much one article may hold. What a parser builds of a mark takes some hundred times its length, so marks are
counted before anything is built of them; far more than an article has is refused.
"""

from __future__ import annotations

from typing import NamedTuple

from citewarden.errors import InputError


class Limit(NamedTuple):
    """How many there may be, and what they are called."""

    most: int
    what: str


TAGS = Limit(400_000, "tags")
"""Of an HTML or XML file: a page of nothing but tags then takes about 160 MB."""
LINES = Limit(100_000, "lines and cells")
"""Of a text, and cells of a Markdown table: at most about 200 MB."""
SIGNS = Limit(50_000, "marks in one paragraph")
"""Signs of a Markdown paragraph that may be marks: at most about 50 MB."""


def hold(text: str, signs: str, limit: Limit, name: str) -> str:
    """`text`, if it has at most so many of the characters `signs`.

    Raises:
        InputError: it has more.
    """
    if sum(map(text.count, signs)) > limit.most:
        raise InputError(f"more than {limit.most:,} {limit.what}", where=name, remedy="split the file")
    return text
