"""What may be shown on a terminal: text from articles and registries is not trusted with escapes."""

from __future__ import annotations

from citewarden.text import hidden


def printable(text: str) -> str:
    """`text` with control characters (terminal escapes, line ends, direction marks) made visible."""
    return "".join(c if c.isprintable() else hidden.named(c) for c in text)
