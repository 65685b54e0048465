"""Works of a numbered series and then their house: "Title. NCHS Data Brief, no. 457, National Center for Health
Statistics, 2022"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("brief", "report series", "working paper", "technical report", "discussion paper", "fact sheet", "bulletin",
         "research report", "policy paper", "occasional paper")  # fmt: skip

_SERIES = re.compile(
    r"(?<=[.?!”\"]\s)(?P<collection>(?:[A-Z][\w&'’-]*\s){0,5}(?:(?:Data|Policy|Issue|Evidence|Research|Statistical|Health)\sBrief|Technical\sReport(?:\sSeries)?"
    r"|Report\sSeries|(?:Working|Discussion|Policy|Occasional)\sPaper(?:s|\sSeries)?|Research\sReports?|Fact\sSheet|Statistical\sBulletin)),?"
    r"\s(?:[Nn]o\.?|[Nn]umber|[Nn]r\.?)\s(?P<number>\d{1,5}[a-z]?)[,.]\s"
    r"(?:(?P<publisher>[A-ZÀ-Þ][^.;:()\d]{4,90}?),\s(?=(?:(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d))?"
)


def read(raw: str) -> Known | None:
    """The series, the number in it, and the house behind it."""
    match = _SERIES.search(raw)
    if match is None:
        return None
    fields = groups(match, [("collection", "collection"), ("aside", "number"), ("publisher", "publisher")])
    drops = {"volume", "issue", "collection", "number"} | (
        {"publisher", "journal", "booktitle"} if match["publisher"] else set()
    )
    return Known(fields, "report", {"collection-number": match["number"]}, frozenset(drops), frozenset({"page"}))
