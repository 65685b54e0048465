"""Pages under the name of their site, which ends in its domain: "SleepHelp.org. Naps. Reviewed 2021."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (".org", ".com", ".net", ".gov", ".info", ".uk", ".de", ".at", ".ch", ".fr", ".es", ".it", ".nl", ".br", ".au")
YIELDS = True

SITE = (
    r"(?:www\.)?(?:[A-Za-z][A-Za-z0-9-]{1,40}\.){1,2}"
    r"(?:(?:co|org|nhs|gov|ac|com|net)\.(?:uk|au|nz|br|za)|org|com|net|gov|info|de|at|ch|fr|es|it|nl)"
)
_FIRST = re.compile(
    rf"(?P<site>{SITE})(?P<stop>:|\.(?=\s)|(?=\s\())\s(?:\(?(?P<date>(?:19|20)\d\d|n\.d\.)\)?[.:,]?\s)?"
    r"(?P<title>[A-ZÀ-Þ0-9“\"][^.;\[\]()]{2,200}?(?:\s\([A-Z][\w-]{1,12}\))?[?!]?)(?=\.\s|\.?$|\s[\[(]|(?<=[?!])\s)"
    r"(?:\s\((?P<publisher>[A-ZÀ-Þ][^(),;]{1,80}),\s(?:(?:last\s)?(?:updated|reviewed|modified)\s)?(?P<year>[^(),;\d]{0,14}(?:19|20)\d\d)\))?"
)
_LATER = re.compile(rf"(?<=[.?!]\s)(?P<site>{SITE})(?=[.,;]\s|\.?$)")


def read(raw: str) -> Known | None:
    """The site, whole, and the title behind it; or the site behind the title."""
    first = _FIRST.match(raw)
    if first is None:
        later = _LATER.search(raw)
        return Known(groups(later, [("booktitle", "site")]), unless=frozenset({"volume"})) if later else None
    who = "booktitle" if first["stop"] == ":" else "body"
    labels = [(who, "site"), ("date", "date"), ("title", "title"), ("publisher", "publisher"), ("date", "year")]
    drops = {"author", "title", "journal", "booktitle", "editor"} | ({"publisher"} if first["publisher"] else set())
    return Known(groups(first, labels), "webpage", drops=frozenset(drops), unless=frozenset({"volume", "page"}))
