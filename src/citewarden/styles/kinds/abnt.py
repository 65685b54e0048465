"""Brazilian entries of articles and chapters (ABNT NBR 6023): "LIMA, R. T. de. Título. Revista, Recife, v. 9, n. 4,
p. 2-8, dez. 2021.", "... In: REIS, A. (org.). ...".
"""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (", v. ", ", ano ", "in: ", ". 19", ". 20", " maio ")

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]{1,30}"
_NAME = (
    rf"{_CAPITALS}(?:\s{_CAPITALS}){{0,3}},\s(?:(?:[A-ZÀ-Þ]\.\s?){{1,4}}(?:(?:d[aeo]s?|e)\b)?"
    r"|[A-ZÀ-Þ][a-zà-ÿ]{1,30}(?:\s(?:d[aeo]s?\s)?[A-ZÀ-Þ][a-zà-ÿ]{0,30}\.?){0,3})"
)
_SIGNED = re.compile(rf"(?P<author>{_NAME}(?:;\s{_NAME}){{0,8}}(?:;?\s?et\sal)?)(?:(?<=\.)|\.)\s?(?=[A-ZÀ-Þ0-9“\"])")
_PLACED = re.compile(
    r"(?<=[.?!]\s)(?P<journal>[A-ZÀ-Þ][^.;?!,:]{2,100}(?::\s[^.;?!,:]{2,60})?),\s(?:(?P<place>[A-ZÀ-Þ][^,.;:\d]{2,40}),\s)?(?:v\.|ano)\s?(?P<volume>\d{1,4}),\s"
    r"(?:n[.º°]{1,2}\s?(?=[^,]{1,24},\s)(?P<issue>\w[\w/. -]{0,14}(?:,?\s[Ss]upl\.\s?\w{1,4})?),\s"
    r"|(?P<supplement>[Ss]upl(?:\.|emento)\s?\w{1,6}),\s)?"
    r"(?:(?P<pages>(?:p\.\s?)?[eES]?\d{1,7}s?(?:\s?[-–]\s?[eES]?\d{1,7}s?)?),\s)?"
    r"(?P<date>(?:[a-zç]{3,9}\.?(?:[/-][a-zç]{3,9}\.?)?\s)?(?:19|20)\d\d)\b"
)
_OF_DAY = re.compile(
    r"(?<=[.?!]\s)(?P<journal>[A-ZÀ-Þ][^.;?!,:]{2,60}),\s(?P<place>[A-ZÀ-Þ][^,.;:\d]{2,40}),\s"
    r"(?P<date>\d{1,2}º?\s(?:jan|fev|mar|abr|maio|jun|jul|ago|set|out|nov|dez)\.?\s(?:19|20)\d\d)(?=[.,])"
)
"""A newspaper's article by its day: "Folha do Vale, Recife, 3 out. 2021."."""
_INSIDE = re.compile(rf"(?<=[.?!]\s)In:\s(?={_CAPITALS}(?:\s{_CAPITALS}){{0,3}},\s)")
_IN_JOURNAL = ("journal", "place", "volume", "issue", "pages", "date")


def read(raw: str) -> Known | None:
    """Authors and title; of an article its journal, the place that appears at, volume, issue, pages and date."""
    signed = _SIGNED.match(raw)
    placed = _PLACED.search(raw) if ", v. " in raw or ", ano " in raw else None
    placed = placed or (_OF_DAY.search(raw, signed.end()) if signed else None)
    inside = None if placed else _INSIDE.search(raw)
    holder = placed or inside
    if holder is None or (placed is None and signed is None):
        return None
    labels = [*((name, name) for name in _IN_JOURNAL), ("issue", "supplement")]
    fields = groups(placed, [pair for pair in labels if pair[1] in placed.re.groupindex]) if placed else ()
    drops = {*_IN_JOURNAL, "booktitle", "note"} if placed else set()
    if signed and signed.end() < holder.start():
        fields = (("author", *signed.span("author")), ("title", signed.end(), holder.start()), *fields)
        drops |= {"author", "title"}
    kind = "article-newspaper" if placed and placed.re is _OF_DAY else ""
    return Known(fields, kind, drops=frozenset(drops)) if fields else None
