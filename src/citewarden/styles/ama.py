"""AMA (AMA Manual of Style, 11th edition): "Leite MAA, Orsini M. Title. Neurol Int. 2014;6(3):5208. doi:10.1/x"."""

from __future__ import annotations

import re

from citewarden.text.writers import ama as render

__all__ = ["TITLE", "fits", "render"]

TITLE = "AMA"
_LOCATOR = re.compile(r"\b(?:19|20)\d{2}[^;.:]{0,12};\s?\S+?(?:\([^)]+\))?:\s?\w")
_WEB = re.compile(r"\.\s(?:https?://\S+\s?\.?\s)?Accessed\s[A-Z]\w+ \d")
_NAMES = re.compile(r"^[^.,(]{2,40}\s[A-Z]{1,3}(?:,|\.|\set al)")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if ";" in raw and ":" in raw and _LOCATOR.search(raw):
        return 0.9 if _NAMES.match(raw) else 0.6
    if "Accessed" in raw and _WEB.search(raw):
        return 0.85
    return 0.4 if ";" in raw and _NAMES.match(raw) and re.search(r";\s?(?:19|20)\d{2}\.?", raw) else 0.0
