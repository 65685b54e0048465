"""How much one article may hold. What a parser builds of a mark takes some hundred times its length, so marks are
counted before anything is built of them; far more than an article has is refused.
"""

from __future__ import annotations

from citewarden.errors import InputError

TAGS = 400_000
"""Tags of an HTML or XML file: a page of nothing but tags then takes about 160 MB."""
LINES = 100_000
"""Lines of a text, and cells of a Markdown table: at most about 200 MB."""
SIGNS = 50_000
"""Signs of a Markdown paragraph that may be marks: at most about 50 MB."""
_WHAT = {TAGS: "tags", LINES: "lines and cells", SIGNS: "marks in one paragraph"}


def hold(text: str, signs: str, most: int, name: str) -> str:
    """`text`, if it has at most so many of the characters `signs`.

    Raises:
        InputError: it has more.
    """
    if sum(map(text.count, signs)) > most:
        raise InputError(f"more than {most:,} {_WHAT[most]}", where=name, remedy="split the file")
    return text
