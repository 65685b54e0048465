"""Vancouver (NLM, "Citing Medicine"): "Leite MA, Orsini M. Title. Neurol Int. 2014 Aug 8;6(3):5208."."""

from __future__ import annotations

import re

from citewarden.text.writers import vancouver as render

__all__ = ["TITLE", "fits", "render"]

TITLE = "Vancouver (NLM)"
_DATED = re.compile(r"\b(?:19|20)\d{2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[\w-]*(?:\s\d{1,2})?;")
_MEDIUM = re.compile(r"\[Internet\]|\[cited\s|Available from:")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if ("[" in raw or "Available" in raw) and _MEDIUM.search(raw):
        return 0.95
    return 0.92 if ";" in raw and _DATED.search(raw) else 0.0
