"""Reading a reference with patterns only: years, volumes, pages and identifiers, and what stands before them.

The parser falls back on these for what a pattern decides better than statistics; alone they are the simple peer that
`benchmarks/references.py` measures the parser against.
"""

from __future__ import annotations

import re
from typing import Any

from citewarden.text import dates, identifiers, names

_JOURNAL = re.compile(
    r"(?P<year>(?:19|20)\d{2})[^;.]{0,14};\s*(?P<volume>[\w.]+(?:\s?Suppl\s?\d*)?)?\s*(?:\((?P<issue>[^)]*)\))?"
    r"\s*:\s*(?P<page>[eE]?[\w.-]+(?:\s?[-–]\s?\w+)?)"
)
_APA = re.compile(
    r",\s*(?P<volume>\d+)\s*(?:\((?P<issue>[^)]*)\))?\s*[,:]\s*(?:pp?\.\s*)?(?P<page>[A-Za-z]?\d+(?:\s?[-–]\s?[A-Za-z]?\d+)?)"
)
_PAGES = re.compile(r"\bpp?\.?\s*(?P<page>[A-Za-z]?\d+(?:\s?[-–]\s?[A-Za-z]?\d+)?)")


def parse(raw: str) -> dict[str, Any]:
    """The CSL item that patterns alone read in `raw`."""
    csl: dict[str, Any] = {"type": "document"}
    for found in identifiers.find(raw):
        csl.setdefault(found.kind, found.value)
    match = _JOURNAL.search(raw) or _APA.search(raw) or _PAGES.search(raw)
    if match:
        for key, value in match.groupdict().items():
            if value and key != "year":
                csl[key] = re.sub(r"\s?[–]\s?", "-", value.strip(" ."))
    date = next(iter(dates.find(raw)), None)
    if date:
        csl["issued"] = dict(date.csl)
    parts = [p.strip(" ,") for p in re.split(r"(?<=[a-zA-Z\)\]?”\"’]{2})[.?]\s+", raw) if p.strip(" ,.")]
    parts = [p for p in parts if not re.fullmatch(r"[(\[]?[\w\s,]*(?:19|20)\d{2}[\w\s,]*[)\]]?", p)]
    if parts:
        head = re.split(r"(?<!\s)\s*\(?\b(?:19|20)\d{2}", parts[0], maxsplit=1)[0].strip(" ,.(")
        listed = names.parse(head)
        if listed.names:
            csl["author"] = list(listed.names)
    if len(parts) > 1:
        csl["title"] = parts[1].strip("“”\"' ")
    if len(parts) > 2:
        container = re.split(r"(?:[,;.]|(?<![\s,;.]))\s*\(?(?:\d|https?:|doi)", parts[2], maxsplit=1)[0].strip(" ,.")
        if container:
            csl["container-title"] = container
            csl["type"] = "article-journal" if "page" in csl else "webpage"
    return {k: v for k, v in csl.items() if k not in ("NCT", "ISRCTN", "arXiv")}
