"""APA (Publication Manual, 7th edition): "Leite, M. A., & Orsini, M. (2014). Title. Neurology, 6(3), 5208."."""

from __future__ import annotations

import re

from citewarden.text.writers import apa as render

__all__ = ["TITLE", "fits", "render"]

TITLE = "APA"
_DATED = re.compile(
    r"\((?:Updated )?(?:(?:19|20)\d{2}[a-z]{0,2}(?:,\s\w+(?:\s\d{1,2})?)?|n\.d\.[^)]{0,3}|in press)\)\.\s"
)
_INVERTED = re.compile(r"^[^(,]{2,40},\s[A-Z]\.")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    dated = _DATED.search(raw) if "). " in raw else None
    if not dated or not 2 < dated.start() < 1000:
        return 0.0
    return 0.95 if _INVERTED.match(raw) else 0.8
