"""Registered trials: "Melatonin for delirium. ClinicalTrials.gov identifier: NCT03013790. Updated January 6, 2020."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known
from citewarden.text import names

SIGNS = (
    "nct", "isrctn", "eudract", "euctr", "actrn", "drks", "chictr", "umin0", "ctri/", "pactr", "irct2", "jrct", "kct0",
    "tctr", "rbr-", "slctr", "rpcec", "ntr ", "eu ct ", "euct", "2023-5", "2022-5", "2024-5",
)  # fmt: skip

_REGISTERS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\bNCT\s?-?\d{7,8}\b", "ClinicalTrials.gov"),
        (r"\bISRCTN\s?\d{8}\b", "ISRCTN registry"),
        (r"(?<=EudraCT )(?:(?i:number|no\.?|nr\.?|identifier):?\s)?\d{4}-\d{6}-\d{2}|\b(?:EUCTR"
        r"|EudraCT)[\s:]{0,2}\d{4}-\d{6}-\d{2}",
         "EU Clinical Trials Register"),
        (r"\b20(?:2[2-9]|3\d)-5\d{5}-\d{2}-\d{2}\b", "EU Clinical Trials Information System"),
        (r"\bACTRN\s?\d{14}p?\b", "Australian New Zealand Clinical Trials Registry"),
        (r"\bDRKS\s?\d{8}\b", "German Clinical Trials Register"),
        (r"\bChiCTR[-\w]*\d{6,}\b", "Chinese Clinical Trial Registry"),
        (r"\bUMIN\s?\d{9}\b", "UMIN Clinical Trials Registry"),
        (r"\bjRCT\w?\d{9,10}\b", "Japan Registry of Clinical Trials"),
        (r"\bCTRI/\d{4}/\d{2,3}/\d{6}\b", "Clinical Trials Registry - India"),
        (r"\bPACTR\s?\d{15,18}\b", "Pan African Clinical Trials Registry"),
        (r"\bIRCT\s?\d{8,}N\d+\b", "Iranian Registry of Clinical Trials"),
        (r"\bKCT\s?\d{7}\b", "Clinical Research Information Service"),
        (r"\bTCTR\s?\d{11}\b", "Thai Clinical Trials Registry"),
        (r"\bRBR-\w{6,8}\b", "Brazilian Clinical Trials Registry"),
        (r"\bSLCTR/\d{4}/\d{3}\b", "Sri Lanka Clinical Trials Registry"),
        (r"\bRPCEC\s?\d{8}\b", "Cuban Public Registry of Clinical Trials"),
        (r"\bNTR\s?\d{2,5}\b", "Netherlands Trial Register"),
    )
)  # fmt: skip
"""(how a number looks, its register)."""
_NAMED = (
    r"(?:(?:NIH\s|U\.?S\.?\s)?ClinicalTrials\.gov|Clinical\s?[Tt]rials\.gov|ISRCTN(?:\s[Rr]egistry|\.com)?|EU\s(?:Clinical\sTrials\sRegister|CTR)|EudraCT|(?:EU\s)?(?:CTIS|Clinical\sTrials\sInformation\sSystem)(?:\s\(CTIS\))?|ANZCTR|ChiCTR|DRKS|UMIN-?CTR|jRCT|JPRN|IRCT|PACTR|ReBEC|CTRI|EUCTR|EU-CTR"
    r"|(?:[A-Z][\w-]+\s){0,4}(?:Clinical\s)?Trials?\sRegist(?:er|ry)|WHO\sICTRP|(?:[A-Z][\w-]+\s){1,4}Registry\sof\sClinical\sTrials"
    r"|Pan\sAfrican\sClinical\sTrials?\sRegistry)"
)
_ENTRY = re.compile(
    rf"^(?P<book>{_NAMED})\s(?:website\b)?(?:\[[^\]]*\])?\s?[.:]\s(?P<imprint>.*?)(?:\b(?P<begun>(?:19|20)\d\d(?:\s[A-Z][a-z]{{2}})?"
    r"(?:\s\d{1,2})?)\s?[-–—]\s?\.?\s*(?:\[[^\]]*\]\.?\s)?|(?<=[.;]\s)(?=Identifier|EudraCT|Registration))(?:Identifier:?\s|EudraCT\s(?:number\s)?|ID\s|Registration\sno\.?:?\s)*"
    r"(?P<number>[\w/-]{0,60}\d)[,.;:]\s(?P<title>[^;\[\]]{5,400}?)(?P<date>;\s?(?:19|20)\d\d(?:\s[A-Z][a-z]{2})?(?:\s\d{1,2})?)?"
    r"[;.]?\s(?=\[|Available|http|$)"
)
_IMPRINT = re.compile(r"^(?:(?P<place>[^:]{3,60}):\s)?(?P<publisher>[A-Z].{2,120}?)[.;,\s]*$")
_TITLED = re.compile(
    rf"^(?P<title>[^\[\]]{{8,400}}?)[.?!]?\s(?:In:\s)?(?P<book>{_NAMED})(?:\s(?:\[[^\]]*\]|website))?(?:\s?[.,;:(]|\s(?:[Ii]dentifier|[Rr]egistration|ID|number|NCT|registration)\b)"
)
_BOOK_FIRST = re.compile(
    rf"^(?P<book>{_NAMED})(?:\s\[[^\]]*\])?\.\s(?:[A-Z][\w/-]{{0,60}}\d[.:,]\s)?(?P<title>[A-Z][^.\[\]]{{7,400}}?)(?:\.\s|\s\[|\s\((?=[A-Z]{{2,8}}\s?\d|[Ii]dentifier|[Rr]egist))"
)
_NUMBER_FIRST = re.compile(r"^(?P<book>[A-Z][\w/-]*\d)[.:]\s(?P<title>[A-Z][^.\[\]]{7,400}?)\.\s")
_BRACKETED = re.compile(
    r"(?<![\s,])[\s,]*[(\[](?:(?:NLM\s)?[Ii]dentifier(?:\sno\.?|\snumber)?:?\s|Registration\s(?:no\.?|number):?\s)?(?P<number>[A-Z][\w/-]{0,60}\d)[)\]]"
)
_IN_JOURNAL = re.compile(r"\b(?:19|20)\d\d[\w\s]{0,12};\s?\d+|\d\s?\(\d+\)\s?[:,]\s?e?\d|,\s\d+\(\d+\),\s\d")
_SAID = re.compile(
    r"(?<![\w-])(?:[Rr]egist(?:ered|ration\sdate:?)(?:\son)?(?=\s\d{1,2}\s|\s[A-Z][a-z]{2})|(?:(?:NLM|ClinicalTrials\.gov|Trial|Registry)\s)?(?:[Ii]dentifier|[Rr]egistration(?:\s(?:no\.?|number))?|(?:EudraCT|EU\sCT|EUCT)\s[Nn]umber|ID)\b:?)"
)


def read(raw: str) -> Known | None:
    """Number and register; the trial's title, where it stands before or after the register's name."""
    found = next(((m, name) for pattern, name in _REGISTERS if (m := pattern.search(raw))), None)
    if not found:
        return None
    number, register = found
    if _IN_JOURNAL.search(raw):
        return None
    made = {"genre": "Clinical trial registration", "container-title": register, "number": _number(number[0])}
    fields: list[tuple[str, int, int]] = [("aside", *m.span()) for m in _SAID.finditer(raw)]
    bracketed = _BRACKETED.search(raw)
    if bracketed and bracketed["number"] in number[0]:
        fields.append(("aside", *bracketed.span()))
    entry = _ENTRY.match(raw)
    first = _NUMBER_FIRST.match(raw) if number.start() == 0 else None
    titled = entry or _BOOK_FIRST.match(raw) or _TITLED.match(raw) or first
    fields.append(("aside", *number.span()))
    if not entry and not titled and not re.search(_NAMED, raw):
        return None  # a number in an article's entry says where its trial is registered
    drops = frozenset[str]()
    if titled:
        fields.append(("aside" if titled is first else "journal", *titled.span("book")))
        if titled.re is not _TITLED or "authored" not in _lead(titled["title"]):
            fields.append(("title", *titled.span("title")))
            drops = frozenset({"author", "editor", "title", "booktitle", "journal"})
        elif (at := _signed(titled["title"])) > 0:
            start, end = titled.span("title")
            fields += [("body", start, start + at - 2), ("title", start + at, end)]
            drops = frozenset({"author", "editor", "title", "booktitle", "journal", "publisher", "collection"})
    if entry:
        fields += [("aside", *entry.span(name)) for name in ("begun", "number") if entry[name]]
        imprint = _IMPRINT.match(entry["imprint"])
        if imprint:
            at = entry.start("imprint")
            fields += [(part, at + imprint.start(part), at + imprint.end(part))
                       for part in ("place", "publisher") if imprint[part]]  # fmt: skip
        if entry["date"]:
            fields.append(("date", entry.start("date") + 1, entry.end("date")))
        drops |= {"date", "place", "publisher", "number"}
    return Known(tuple(fields), "webpage" if "http" in raw else "document", made, drops,
                 frozenset({"volume", "page"}))  # fmt: skip


def _signed(title: str) -> int:
    """Where the trial's own title begins behind the body that registered it, -1 where no body stands first."""
    body, stop, rest = title.partition(". ")
    return len(body) + len(stop) if stop and len(rest) > 8 and names.is_organisation(body) else -1


def _lead(text: str) -> str:
    """ "authored" if the words before the register hold more than a title: a name or body, then the title."""
    return "authored" if re.search(r"\w\.\s(?:\(|[A-Z“\"])|\(\d{4}", text) else ""


def _number(printed: str) -> str:
    digits = re.sub(r"^(?:EudraCT|EUCTR|[Nn]umber|[Nn]o\.?|[Nn]r\.?|[Ii]dentifier|[\s:])+", "", printed)
    nct = re.fullmatch(r"NCT\s?-?(\d{7,8})", digits)
    return f"NCT{nct[1].zfill(8)}" if nct else re.sub(r"^([A-Za-z]+)\s(?=\d)", r"\1", digits)
