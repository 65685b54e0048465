"""Press releases: "FDA approves first treatment. News release. US Food and Drug Administration. March 19, 2019."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("release",)

_RELEASE = re.compile(
    r"(?<=[.?!]\s)(?P<genre>(?:[Nn]ews|[Pp]ress|[Mm]edia)\s[Rr]elease)[.;]\s(?:(?P<place>[A-Z][^.:;]{2,40}):\s)?"
    r"(?P<publisher>[A-Z][^.;:]{2,100}?)[.;,]\s(?=(?:Published\s)?[A-Z][a-z]{2,8}\.?\s\d{1,2},\s(?:19|20)\d\d|\d{1,2}\s[A-Z][a-z]{2,8}\s(?:19|20)\d\d|(?:19|20)\d\d|Accessed)"
)


def read(raw: str) -> Known | None:
    """What is announced is the title, whoever announces it published it."""
    match = _RELEASE.search(raw)
    if not match:
        return None
    labels = [("genre", "genre"), ("place", "place"), ("publisher", "publisher")]
    return Known(groups(match, labels), drops=frozenset({"journal", "booktitle", "publisher", "genre"}))
