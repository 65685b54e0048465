"""Titles that PubMed translated: "[Insomnia in primary care]. [Article in German]. Nervenarzt. 1999;70:201-9."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (". [",)

_TITLE = re.compile(
    r"(?<=\.\s)\[(?P<title>[A-ZÀ-Þ0-9“\"'‘][^\[\]]{9,400})\](?P<stop>[.?!]?)\s?(?P<language>\[(?:[Aa]rticle\s)?[Ii]n\s[A-Z][^\[\]]{3,40}\][.]?)?(?=\s|$)"
)
_NO_TITLE = re.compile(
    r"(?i)(?:internet|online|updated|cited|accessed|data\s?set|preprint|epub|review|in press|article in)"
)
_LAST = re.compile(
    r"\d\.?\s(?P<language>(?:(?:German|French|Spanish|Italian|Portuguese|Russian|Polish|Dutch|Chinese|Japanese|Korean|Czech|Hungarian"
    r"|Swedish|Danish|Norwegian|Turkish|Hebrew|Croatian|Finnish|Ukrainian|English)(?:[,;]\s|\sand\s)?)+)\.?(?=\s*(?:$|doi|PMID|DOI|https?:))"
)


def read(raw: str) -> Known | None:
    """The words in the brackets are the title; the language is said beside it or at the end."""
    title = next((m for m in _TITLE.finditer(raw) if not _NO_TITLE.match(m["title"])), None)
    if not title or title.start() > 400 or re.search(r"\(?(?:19|20)\d\d\)?[;:.]", raw[: title.start()]):
        return None
    if raw[: title.start()].count(". ") > 3 and not re.search(r"(?:\b[A-Z]{1,3}\.|al\.|\.\))\s$", raw[: title.start()]):
        return None
    if not re.search(r"(?:\b[A-Z]{1,3}|\bal|[A-Z]\.|Group|Jr|\))\.\s$", raw[: title.start()]):
        return None
    fields = (("aside", title.start(), title.start("title")), *groups(title, [("title", "title")]))
    if title["language"]:
        fields += (("note", *title.span("language")),)
    last = _LAST.search(raw, title.end())
    if last:
        fields += (("aside", *last.span("language")),) if title["language"] else (("note", *last.span("language")),)
    return Known(fields, drops=frozenset({"title"}))
