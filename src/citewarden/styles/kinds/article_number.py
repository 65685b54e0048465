"""Article numbers told with the word: "14(2), Article 1055", "15:Art. 107 (9 pages)". APA 7 and many houses print them
where pages stood."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("art",)

_NUMBER = re.compile(
    r"(?<![\d/])(?!(?:19|20)\d\d\b)(?P<volume>\d{1,4})\s?(?:\((?P<issue>[^()]{1,16})\))?"
    r"(?P<aside>\s?[,:;]\s?(?:article|art\.?)(?:\s(?:id|no\.?|number|nr\.?))?[:\s]\s?)(?P<number>[a-z]{0,4}\d[\w-]{0,12})"
    r"(?P<count>\s?[(\[]\d{1,4}\s?(?:pages?|pp?\.?)[)\]])?(?=[.,;]?(?:\s|$))",
    re.I,
)
"""Right behind a volume: "Act 1998, Article 8" and "Directive 2001/83, Article 5" are parts of laws."""
_LABELS = {"volume": "volume", "issue": "issue", "aside": "aside", "number": "pages", "count": "aside"}


def read(raw: str) -> Known | None:
    """The number as the pages, volume and issue right before it; the word and how many pages it has are no field."""
    found = _NUMBER.search(raw)
    if found is None:
        return None
    fields = tuple((label, *found.span(name)) for name, label in _LABELS.items() if found[name])
    return Known(fields, drops=frozenset({"pages"}))
