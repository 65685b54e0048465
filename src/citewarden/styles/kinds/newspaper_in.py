"""Articles of German newspapers: "Wenn die Luft wegbleibt, in: Apotheken Rundschau vom 15.03.2022, S. 12."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (", in: ",)

_DAY = r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ][a-zä]{2,8}\.?\s)\s?(?:19|20)\d\d"
_ARTICLE = re.compile(
    rf"(?:^|(?<=:\s)|(?<=\.\s))(?P<title>[A-ZÄÖÜ„“\"][^:;\[\]]{{6,200}}?)[“”\"]?,\s(?P<in>in:\s)(?P<journal>[A-ZÄÖÜ][^,;:()\d]{{2,60}}?)"
    rf"(?P<nr>,?\s(?:Nr\.|Heft)\s(?P<issue>\d{{1,4}}))?(?P<of>,?\s(?:vom|v\.)\s|,\s)(?P<date>{_DAY})(?:,\s(?:S\.|Seite)\s(?P<pages>\d+(?:\s?[-–]\s?\d+)?))?"
)
_NOBODY = re.compile(r"(?:(?:o\.\s?)?[VA]\.(?=:)|o\.\s?[VA]\.|N\.\s?N\.|[Oo]hne\s(?:Verfasser|Autor)(?:in)?)[:,]\s")
"""Nobody is named."""


def read(raw: str) -> Known | None:
    """The title, the paper, the day and the page."""
    nobody = _NOBODY.match(raw)
    match = _ARTICLE.search(raw, nobody.end() if nobody else 0)
    if match is None or (nobody and match.start() != nobody.end()):
        return None
    fields = groups(match, [(n, n) for n in ("title", "journal", "issue", "date", "pages")])
    fields += groups(match, [("aside", "in"), ("aside", "of")])
    fields += (("aside", *nobody.span()),) if nobody else ()
    drops = {"title", "booktitle", "journal", "date", "pages", "issue", "publisher", "place"}
    return Known(fields, "article-newspaper", drops=frozenset(drops | ({"author"} if nobody else set())),
                 unless=frozenset({"volume"}))  # fmt: skip
