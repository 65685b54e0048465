"""MLA (Handbook, 9th edition): "Leite, Marco, et al. “Title.” Neurology, vol. 6, no. 3, 2014, p. 5208."."""

from __future__ import annotations

import re

from citewarden.text.writers import mla as render

__all__ = ["TITLE", "fits", "render"]

TITLE = "MLA"
_LOCATOR = re.compile(r"[”\"]\s[^”\"]*\bvol\.\s\w+,.*\b(?:19|20)\d{2}(?:,\spp?\.|[,.])")
_WEB = re.compile(r"^(?:[^“\"]{3,80}\.\s)?[“\"][^”\"]+[.?!][”\"]\s[^,]+,.*\d\s[A-Z]\w{1,20}\.?\s(?:19|20)\d{2},")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if "”" not in raw and '"' not in raw:
        return 0.0
    return 0.93 if _LOCATOR.search(raw) or _WEB.match(raw) else 0.0
