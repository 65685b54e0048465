"""Which reference-list style an entry, or most of a list, is set in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from citewarden.plugins import discover


@cache
def _tests() -> tuple[tuple[str, object], ...]:
    return tuple((name, module.fits) for name, module in sorted(discover("citewarden.styles").items()))


def style_of(raw: str) -> str:
    """The style whose layout fits best ("ama", "apa", ...); "" if none does."""
    best, name = 0.0, ""
    for style, fits in _tests():
        score = fits(raw)  # type: ignore[operator]
        if score > best:
            best, name = score, style
    return name


def dominant(styles: Iterable[str], default: str = "ama") -> str:
    """The commonest style of a list (the first in the alphabet among equals); `default` if none was recognised."""
    counts = Counter(s for s in styles if s)
    return min(counts, key=lambda s: (-counts[s], s)) if counts else default
