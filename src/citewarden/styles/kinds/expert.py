"""Experts whom an article asked: "Ann Roe, MD, dermatologist, Hill Hospital.", "Roe AB. (expert opinion). Clinic."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    ", md,", ", do,", ", phd,", ", rn,", ", rd,", ", rdn,", ", pharmd,", ", np,", ", mph,", ", dds,", ", psyd,",
    ", mbbs,",
    "expert opinion", "expert comment",
)  # fmt: skip

_DEGREE = (
    r"(?:MD|DO|PhD|RN|RDN?|PharmD|NP|MPH|MSc?|DDS|DMD|PsyD|MBBS|MBChB|FRC[A-Z]{1,3}|FA[A-Z]{2,4}|LDN|CDCES|PA-C|EdD)"
)
_ASKED = re.compile(
    r"(?P<title>(?:(?:Dr|Prof)\.?\s)?)(?P<author>[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){1,3})"
    rf"(?P<degrees>(?:,\s{_DEGREE}){{1,5}}),\s(?P<note>[a-z][a-z /-]{{3,60}}"
    r"(?:[,;]|\s(?:at|of|with|in|for|from)\s)[^\d\"“”:]{3,160}?)\.?"
)
_OPINION = re.compile(
    r"(?P<author>[A-ZÀ-Þ][\w'’-]{1,40}(?:,?\s(?:[A-Z]{1,3}|(?:[A-Z]\.\s?){1,3}))(?:\s(?:Jr|Sr|II|III))?)\.?\s"
    r"(?P<genre>[(\[]?[Ee]xpert\s(?:opinion|comment)[)\]]?)\.\s(?P<note>[A-ZÀ-Þ][^.;\d]{3,120})\.\s"
    r"(?P<date>[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},\s)?(?:19|20)\d\d)\.?"
)


def read(raw: str) -> Known | None:
    """Who was asked, what and where they are, and when; it has neither title nor publisher."""
    match = _ASKED.fullmatch(raw) or _OPINION.fullmatch(raw)
    if match is None:
        return None
    said = {label: span for label, span in match.groupdict().items() if span}
    labels = [(label, label) for label in ("author", "note", "date") if label in said]
    fields = groups(match, [*labels, *(("aside", name) for name in ("title", "degrees", "genre") if name in said)])
    every = frozenset(
        {"author", "editor", "title", "journal", "booktitle", "publisher", "place", "genre", "note", "date", "body"}
    )
    made = {"genre": "expert opinion"} if "genre" in said else {}
    return Known(fields, "personal_communication", made, every)
