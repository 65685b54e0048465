"""Consumer health magazines: "Leite MAA. (June 2014). Site website. Title." - date in brackets, site, title."""

from __future__ import annotations

import re

from citewarden.text.writers import magazine as render

__all__ = ["TITLE", "fits", "render"]

TITLE = "Health magazine"
_DATED = re.compile(
    r"^[^(]{2,200}\.\s\((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s(?:\d{1,2},\s)?(?:19|20)\d{2}\)\.\s"
)
_SITE = re.compile(r"\b[Ww]eb ?site\.\s")


def fits(raw: str) -> float:
    """How well a printed reference fits this style, 0 to 1."""
    if "). " in raw and _DATED.match(raw):
        return 0.97
    return 0.5 if "eb" in raw and _SITE.search(raw) else 0.0
