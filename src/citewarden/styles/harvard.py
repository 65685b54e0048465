"""Harvard (Cite Them Right): "Leite, M.A.A. and Orsini, M. (2014) 'Title', Neurology International, 6(3), p. 5208."."""

from __future__ import annotations

import re

from citewarden.text.writers import harvard as render

__all__ = ["TITLE", "fits", "render"]

TITLE = "Harvard"
_DATED = re.compile(
    r"^[^(.]{2,40}\.[^(]{0,260}?(?:\s\((?:19|20)\d{2}[a-z]?\)(?!\.)[,\s]|[A-Z]\.,?\s(?:19|20)\d{2}[a-z]?\.\s)"
)
_AVAILABLE = re.compile(r"Available at:?\s.*\([Aa]ccessed:?\s")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if "vailable at" in raw and _AVAILABLE.search(raw):
        return 0.9
    return 0.6 if _DATED.match(raw) else 0.0
