"""German guidelines: "S3-Leitlinie ... AWMF-Register-Nr. 063-003. Stand: 31.12.2016, gültig bis 31.12.2021."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("awmf", "leitlinie")

_NUMBER = re.compile(
    r"(?P<words>\(?AWMF[\s-]?(?:Leitlinien-?)?(?:Register|Reg)[\w.-]*(?:[\s-](?:Nr|Nummer)\.?)?:?\s|AWMF\s)(?P<number>(?:\d{3}|nvl)[-/]\d{3}\w{0,4})\)?"
)
_STAND = re.compile(r"(?P<words>\bStand:?\s)(?P<date>(?:\d{1,2}[./]\s?){0,2}(?:[A-ZÄ][a-zä]+\s)?(?:19|20)\d\d)")
_VERSION = re.compile(r"(?P<v>[,.]?\s?(?:Langfassung,?\s|Kurzfassung,?\s)?Version\s)(?P<version>\d+(?:\.\d+)*)\b")
_UNTIL = re.compile(
    r"(?<![-–,\s])[-–,\s]*(?:Lang|Kurz)fassung,?|(?:[Gg]ültig|[Gg]ültigkeit)(?:\sbis)?:?\s(?:[\d.]+\d{4}|[A-ZÄ][a-zä]+\s\d{4})"
)
_TITLE = re.compile(
    r"(?<=[.:]\s)(?P<title>(?:(?:Evidenz|Konsens)basierte\s)?(?:(?:Interdisziplinäre\s)?S[123](?:e|k)?[\s-]+Leitlinie|Nationale\sVersorgungs-?[Ll]eitlinie|Leitlinie)\b(?!,).{3,300}?)"
    r"\.?[,\s]\s*(?=\(?(?:AWMF|Stand|Version\s\d|(?:19|20)\d\d\b|https?:|Verfügbar|Langfassung,?\sVersion))"
)
_LEVEL = re.compile(
    r"(?:^(?=[^:]*Leit)|(?<=[.?!]\s)|(?<=[A-Z.)]:\s))(?P<title>[A-ZÄÖÜ0-9][^.;]{8,300}[.,:]\s(?:S[123](?:e|k)?|Nationale\sVersorgungs)-?\s?[Ll]eitlinie)(?=[.,;]|\s\(|\s\d{4})"
)
"""A title whose level stands behind it: "Akuter Schwindel in der Hausarztpraxis. S3-Leitlinie."."""


def read(raw: str) -> Known | None:
    """The register's number, the state of the text (its date), and its title."""
    number, stand, until, level, title = (p.search(raw) for p in (_NUMBER, _STAND, _UNTIL, _LEVEL, _TITLE))
    title = level or title
    if not number and not title:
        return None
    fields: list[tuple[str, int, int]] = []
    if title:
        fields.append(("title", *title.span("title")))
    if number:
        fields += [("aside", *number.span("words")), ("number", *number.span("number"))]
    if stand:
        fields += [("aside", *stand.span("words")), ("date", *stand.span("date"))]
    version = _VERSION.search(raw, title.end("title")) if title else None
    if version:
        fields += [("aside", *version.span("v")), ("version", *version.span("version"))]
    if until:
        fields.append(("aside", *until.span()))
    drops = {"title", "booktitle", "journal"} if title else set()
    return Known(tuple(fields), "webpage" if "http" in raw else "report", drops=frozenset(drops),
                 unless=frozenset({"volume"}))  # fmt: skip
