"""Laws under the number or in the code they stand in: "LOV-1999-07-02-63. Lov om ... § 3-4.", "Valley Code § 18-20-9
(2019).", "SFS 2014:821. Patientlag."."""

from __future__ import annotations

import re
from typing import Any

from citewarden.styles._known import WHOLE, Known, groups

SIGNS = ("lov-", "for-", "sfs ", "lbk nr", "bek nr", " code § ", " code ann", "statutes § ", "gen. laws")

_SECTION = (
    r"(?:,?\s(?P<section>(?:§§?|kap\.|kapittel)\s?\d(?:[\w.,–-]*\w)?(?:\s(?:og|och|and|–|-)\s\d(?:[\w.-]*\w)?)?))?"
)
_NORDIC = re.compile(
    r"(?P<number>(?:LOV|FOR)-(?P<year>(?:1[6-9]|20)\d\d)-\d\d-\d\d(?:-(?:nr-)?\d{1,4})?|SFS\s(?P<swedish>(?:1[6-9]|20)\d\d):\d{1,4}"
    r"|(?:LBK|BEK|LOV)\snr\.?\s\d{1,4}\saf\s\d{1,2}[./]\d{1,2}[./](?P<danish>(?:19|20)\d\d))[.:,]\s"
    rf"(?P<title>[A-ZÅÆØÄÖ][^§]{{4,200}}?){_SECTION}(?=\.?\s?\Z|\.\s)"
)
_NORDIC_LAST = re.compile(
    rf"(?P<title>(?:Lov|Forskrift|Lag|Förordning)\s(?:om|for|av|til|\()[^§]{{4,200}}?){_SECTION}[,.;]?\s\(?(?P<number>(?:LOV|FOR)-(?P<year>(?:1[6-9]|20)\d\d)-\d\d-\d\d(?:-(?:nr-)?\d{{1,4}})?|SFS\s(?P<swedish>(?:1[6-9]|20)\d\d):\d{{1,4}})\)?(?=\.?\s?\Z|\.\s)"
)
_CODE = re.compile(
    r"(?P<container>(?:[A-Z][\w'’.-]*\s(?:(?:and|of|&)\s)?){1,6}(?:Code|Statutes|Laws)(?:\sAnn(?:otated|\.))?)\s(?P<page>§§?\s?\d[\w.:–-]*\w)(?:\s\((?:[A-Z]\w+\s){0,2}(?P<year>(?:19|20)\d\d)\))?\W*\Z"
)
_DROPS = WHOLE | {"collection", "date", "genre", "number", "edition"}


def read(raw: str) -> Known | None:
    """The law's name and number, the gazette or the code it stands in, and the section that is meant."""
    match = _NORDIC.match(raw) or _NORDIC_LAST.match(raw)
    if match is None:
        return _coded(raw)
    found = match.groupdict()
    labels = [("title", "title"), ("number", "number"), ("aside", "section")]
    fields = groups(match, labels)
    year = next(found[name] for name in ("year", "swedish", "danish") if found.get(name))
    made: dict[str, Any] = {"issued": {"date-parts": [[int(year)]]}}
    if found.get("section"):
        made["section"] = found["section"]
    return Known(fields, "legislation", made, _DROPS)


def _coded(raw: str) -> Known | None:
    """A section of a code, which bears the code's name as its title."""
    match = _CODE.match(raw)
    if match is None:
        return None
    made: dict[str, Any] = {"section": match["page"]}
    if match["year"]:
        made["issued"] = {"date-parts": [[int(match["year"])]]}
    fields = (("title", *match.span("container")), ("aside", *match.span("page")))
    return Known(fields, "legislation", made, _DROPS)
