"""Journals whose volume, number and pages are named, as in ISO 690 lists: "2015, roč. 154, č. 3, s. 123-129"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    "roč.", "č. ", "jg.", "jg ", "jahrg", " nr ", " nr. ", "évf", "årg", "núm", "n° ", "sayı", "br. ", "god.", "issn",
)  # fmt: skip

_VOLUME = (
    r"(?:(?:[Rr]oč|[Rr]očník|[Vv]ol|[Tt]|[Bb]d|[Bb]and|[Jj]g|[Jj]ahrg|[Jj]ahrgang|[åÅ]rg|[åÅ]rgång|[Gg]od|[Cc]ilt|[Ss]v|[Rr]ok)\b\.?\s?"
    r"(?P<volume>\d{1,4}(?:/\d{1,4})?)|(?P<volume_before>\d{1,4})\.\s?(?:évf|roč|årg|Jg|Jahrgang)\b\.?)"
)
_ISSUE = (
    r"(?:(?:č|čís|[Nn]r|[Nn]o|n|[Nn]úm|[Nn]um|[Bb]r|[Ss]ayı|[Hh]eft|H|[Ii]ssue|nº|n°|№)\.?°?\s?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)"
    r"|(?P<issue_before>\d{1,3})\.\s?(?:sz|szám|č)\b\.?)"
)
_PAGES = (
    r"(?:(?:[Ss]|[Ss]tr|[Pp]p?|[Pp]ágs?|[Ss]id|[Ss]eiten|ss)\b\.?\s?(?P<pages>[A-Za-z]?\d+(?:\s?[-–—~]{1,2}\s?[A-Za-z]?\d+)?)(?![\w~@])"
    r"|(?P<pages_before>\d+\s?[-–]\s?\d+)\.?\s?(?:o|old)\b\.?)"
)
_SHORTENED = r"(?:[A-ZÀ-Ž][^\W\d_]{0,8}\.\s){0,4}"
"""The shortened words a journal's name begins with: "Pol. Merkur. | Lekarski"."""
_NAMED = re.compile(
    rf"(?:(?P<date>(?:19|20)\d\d)[,;:.]?\s)?\(?{_VOLUME}[,;.]?\s*\(?{_ISSUE}\)?(?:\s?\([^)]{{1,20}}\))?[,;:.]?\s*(?:\(?(?:19|20)\d\d\)?[,;:.]?\s*)?{_PAGES}"
)
_PLAIN = re.compile(
    r"(?<=[.?!]\s)(?P<journal>[A-ZÀ-Ž][^.?!\d]{3,80})\.\s(?:\[online\]\.\s)?(?P<date>(?:19|20)\d\d),\s(?:vol\.\s)?(?P<volume>\d{1,4})\s?\((?P<issue>[^)]{1,12})\),\s(?:s\.\s|pp?\.\s)?"
    r"(?P<pages>\d+\s?[-–]\s?\d+)"
)
_JOURNAL = re.compile(
    rf"(?<=[.?!]\s)(?P<journal>{_SHORTENED}[A-ZÀ-Ž][^.?!\d]{{3,80}})(?:\s\[online\])?[.,]\s\(?(?=(?:19|20)\d\d\)?[,;:]?\s)"
)
_ONE = r"[A-ZÀ-Ž][A-ZÀ-Ž'-]+(?:\s[A-ZÀ-Ž][A-ZÀ-Ž'-]+)?,\s[A-ZÀ-Ž](?:[\w-]|\.(?!\s))*\.?(?:\s[A-ZÀ-Ž][\w-]*\.?)?"
_PEOPLE = re.compile(
    rf"^(?P<author>{_ONE}(?:(?:[;,]\s|\s(?:a|and|y|e|und|et|&)\s){_ONE})*)(?:\sa\skol\.|\set\sal)?\.\s"
)
_KEPT = frozenset({"volume", "issue", "pages"})


def read(raw: str) -> Known | None:
    """Volume, number and pages behind their names; the journal before the year; families set in capitals."""
    named = _NAMED.search(raw) or _PLAIN.search(raw)
    if not named:
        return None
    found = named.groupdict()
    fields = tuple(
        (label, *named.span(name))
        for label in ("volume", "issue", "pages", "journal")
        for name in (label, f"{label}_before")
        if found.get(name)
    )
    before = _JOURNAL.search(raw, 0, named.start() + 6) if "journal" not in found and found.get("date") else None
    people = _PEOPLE.match(raw)
    drops = set(_KEPT)
    if before and before.end() == named.start():
        fields += groups(before, [("journal", "journal")])
        drops |= {"journal", "booktitle", "publisher"}
    if people and people["author"].count(",") > 1:
        fields += groups(people, [("author", "author")])
        drops.add("author")
    return Known(fields, "article-journal" if "journal" in {f[0] for f in fields} else "", drops=frozenset(drops))
