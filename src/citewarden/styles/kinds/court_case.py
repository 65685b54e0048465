"""Cases outside the US: "Case C-157/99, Smits v Stichting, ECLI:EU:C:2001:404", "Roe v Doe [2015] UKSC 11"."""

from __future__ import annotations

import re

from citewarden.styles._known import WHOLE, Known, groups

SIGNS = (
    "case c-", "cases c-", "case t-", "cases t-", "case c\u2011", "ecli:", "uksc", "ukhl", "ukpc", "ewca", "ewhc",
    "csih", "csoh", "iesc", "iehc", "ecthr", "echr",
)  # fmt: skip

_UNION = re.compile(
    r"(?P<title>(?:Judgment\sof\s[^,]{5,40},\s)?(?:(?:Joined\s)?Cases?\s)(?P<number>[CTF][-‑–]\d{1,4}/\d\d(?:\sP)?)"
    r"(?:(?:,|\sand|\sto)\s[CTF][-‑–]\d{1,4}/\d\d(?:\sP)?){0,6}[,:.]?\s[A-ZÀ-Þ].{2,300}?)"
    r"(?=[,.;]?\s(?:\(?ECLI:|\(?EU:[CTF]:|[\[(](?:19|20)\d\d[\])])|[.,]?\s*$)"
)
_NEUTRAL = re.compile(
    r"(?P<title>[A-Z][^\[\]]{1,150}?\sv\.?\s[A-Z][^\[\]]{2,150}?),?\s\[(?P<date>(?:19|20)\d\d)\]\s"
    r"(?P<court>UKSC|UKHL|UKPC|EWCA\s(?:Civ|Crim)|EWHC|CSIH|CSOH|IESC|IEHC)\s(?P<number>\d{1,5})\b"
)
_STRASBOURG = re.compile(
    r"(?P<title>[A-ZÀ-Þ][^,()]{1,150}?\sv\.?\s(?:the\s)?[A-ZÀ-Þ][^,()\d]{2,60}?),?\s\(?(?i:app(?:lication|l)?\.?\sno\.?)\s"
    r"(?P<number>\d{1,6}/\d\d)"
)
_ECLI = re.compile(
    r"\bECLI:[A-Z]{2}:[A-Z0-9]{1,7}:(?P<date>(?:19|20)\d\d):[A-Z0-9.]{1,25}(?<!\.)|\bEU:[CTF]:(?P<year>(?:19|20)\d\d):\d+"
)


def read(raw: str) -> Known | None:
    """The case by its name with its number; the year is that of the judgment, and nobody is its author."""
    match = _UNION.match(raw) or _NEUTRAL.match(raw) or _STRASBOURG.match(raw)
    if not match:
        return None
    found = match.groupdict()
    fields = groups(match, [("title", "title"), *((("date", "date"),) if "date" in found else ())])
    made: dict[str, object] = {"number": match["number"]}
    if found.get("court"):
        made["authority"] = found["court"]
    ecli = _ECLI.search(raw, match.end("title"))
    if ecli:
        made["issued"] = {"date-parts": [[int(ecli["date"] or ecli["year"])]]}
        fields += (("aside", *ecli.span()),)
    return Known(fields, "legal_case", made, WHOLE | {"number"})
