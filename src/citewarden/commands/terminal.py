"""What may be shown on a terminal: text from articles and registries is not trusted with escapes."""

from __future__ import annotations


def printable(text: str) -> str:
    """`text` with control characters (terminal escapes, line ends, direction marks) made visible."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" if ord(c) < 256 else f"\\u{ord(c):04x}" for c in text)
