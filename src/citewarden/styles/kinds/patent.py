"""Patents: "Roe A, inventor; Acme Inc, assignee. Patch for nicotine. US patent 5,290,561. March 1, 1994."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = ("patent", "inventor", "brevet", " wo 20", " wo20")

_OFFICE = (
    r"(?:(?:United\sStates|U\.?\s?S\.?(?:\sof\sAmerica)?|European|World|International|Japan(?:ese)?|German|Deutsches"
    r"|Chin(?:a|ese)|Canad(?:a|ian)|Austral(?:ia|ian)|French|British|UK|GB|EP|PCT|WO|DE|Korean?)\s)?(?:provisional\s)?"
    r"(?:[Pp]atent(?:e|schrift)?|PATENT|[Bb]revet(?:\s(?:fran[cç]ais|europ[ée]en))?|[Bb]revetto)"
    r"(?:\s(?:[Aa]pplication|[Pp]ublication|[Aa]nmeldung|[Nn]os?\.?|[Nn]umber|[Nn]r\.?|n°))*[:#]?"
)
_DIGITS = (
    r"(?:(?:US|EP|WO|DE|GB|FR|JP|CN|CA|AU|KR|NL|ES|IT|CH|RU|IN)[\s-]?)?(?:PCT/)?[A-Z]{0,4}"
    r"\d(?:[,./\s]?\d){4,16}(?:\s?[A-Z]\d?)?(?!\w)"
)
_NUMBER = re.compile(
    rf"(?P<office>{_OFFICE})\s?(?P<number>{_DIGITS})|(?P<bare>\b(?:WO|EP|US)\s?\d{{4}}/?\d{{6,7}}(?:\s?[A-Z]\d?)?)\b"
)
_ROLES = re.compile(
    r",?\s\(?[Ii]nventors?\)?(?:;|\.|,|(?=\s))\s?(?:(?P<assignee>[^;]{2,120}?),?\s\(?[Aa]ssignees?\)?[.;]\s)?"
)
_BREAK = re.compile(r"(?:[a-zß-ÿ\d)\]]{2}|\b[A-Z]{2,3}|[)\]])[.;]\s+(?=[A-ZÀ-Þ“\"])|[.)]\s(?=[“\"])|,\s(?=[“\"])")
_TITLE = re.compile(r"[“\"]?(?P<title>[^\n“”\"]{5,400}?)[,.;]?[”\"]?[\s,.;(\[]*\Z")
_IN_JOURNAL = re.compile(r"\b(?:19|20)\d\d[\w\s]{0,12};\s?\d+|\d\s?\(\d+\)\s?[:,]\s?e?\d")


def read(raw: str) -> Known | None:
    """Number and title; inventors are the authors, and who holds the patent is its publisher."""
    number = _NUMBER.search(raw)
    if number is None or _IN_JOURNAL.search(raw):
        return None
    roles = _ROLES.search(raw, 0, number.start())
    starts = [m.end() for m in _BREAK.finditer(raw, roles.end() if roles else 0, number.start())]
    begin = roles.end() if roles else next((at for at in reversed(starts) if _TITLE.match(raw[at : number.start()])), 0)
    title = _TITLE.match(raw[begin : number.start()]) if begin else None
    fields = [*groups(number, (("aside", "office"), ("number", "number"), ("number", "bare")))]
    drops = {"journal", "booktitle", "collection", "volume", "pages", "issue", "place", "genre", "note", "publisher"}
    if roles:
        fields += [("aside", *roles.span()), *groups(roles, (("publisher", "assignee"),))]
    if title:
        fields.append(("title", begin + title.start("title"), begin + title.end("title")))
        drops.add("title")
    return Known(tuple(fields), "patent", drops=frozenset(drops))
