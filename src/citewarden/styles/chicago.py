"""Chicago (author-date): "Leite, Marco, and Marco Orsini. 2014. “Title.” Neurology International 6 (3): 5208."."""

from __future__ import annotations

import re

from citewarden.text.writers import chicago as render

__all__ = ["TITLE", "fits", "render"]

TITLE = "Chicago"
_DATED = re.compile(r"^[^.(“\"]{2,80}\.(?:[^.(“\"]{1,160}\.)?\s(?:19|20)\d{2}[a-z]?\.\s")
_LOCATOR = re.compile(r"[”\"]\s[^”\"]*\s\d+(?:,\sno\.\s\d+|\s\(\d+\))?(?:\s\([^)]*(?:19|20)\d{2}\))?:\s\d")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    dated = _DATED.match(raw)
    located = ("”" in raw or '"' in raw) and _LOCATOR.search(raw)
    return 0.94 if dated and located else 0.7 if located else 0.55 if dated else 0.0
