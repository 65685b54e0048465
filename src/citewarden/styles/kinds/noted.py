"""References as notes print them, given names first, the title in quotation marks: "Ann Roe and others, “Salt,” Sleep
12, no. 3 (2019): 40–48, at 44."; MHRA sets "Sleep, 12.3 (2019), 40–48 (p. 44)"."""

from __future__ import annotations

import re
from typing import Any

from citewarden.styles._known import Known, groups
from citewarden.styles.kinds.corporate_author import is_body
from citewarden.text import names

SIGNS = (", “", ', "', ", ‘", ", «", ", „")

_WORD = r"[A-ZÀ-Þ][\w'’-]{1,30}"
_ONE = (
    rf"(?:{_WORD}|(?:[A-ZÀ-Þ]\.[\s-]?){{1,3}}(?<!\s))(?:\s(?:{_WORD}|[A-ZÀ-Þ]\.(?:[A-ZÀ-Þ]\.)?)){{0,2}}"
    rf"\s(?:(?:de|del|la|da|dos|van|von|der|den|du)\s){{0,2}}{_WORD}"
)
_SIGNED = re.compile(
    rf"(?P<author>{_ONE}(?:(?:,\s|,?\s(?:and|und|et|y|e|en|och|og|&)\s){_ONE}){{0,12}}"
    r"(?:,?\s(?:and\sothers|et\sal\.?|et\sautres|y\sotros|e\soutros|e\saltri|und\sandere|u\.\s?a\.))?),\s"
    r"(?:[“\"«„]\s?(?P<title>[^“”\"«»„]{3,300}?)\s?[”\"»“]|‘(?P<single>[^“”\"«»„]{3,300}?)’(?=,\s)),?\s"
)
_BODY = re.compile(
    r"(?P<author>[A-ZÀ-Þ][^,.;:“”\"«»„‘]{5,120}),\s(?:[“\"«„]\s?(?P<title>[^“”\"«»„]{3,300}?)\s?[”\"»“]|‘(?P<single>[^“”\"«»„]{3,300}?)’(?=,\s)),?\s"
)
"""A body in the place of people: "Working Group on Sleep, ‘Naps’, Lancet, vol. 3"."""
_JOURNAL = re.compile(
    r"(?P<journal>[A-ZÀ-Þ][^,;:()“”\"\d]{2,100}?),?\s(?:vol\.\s)?(?P<volume>\d{1,4})"
    r"(?:(?:,\s(?:no|nr|Nr|num|n\.º|nº|n°|H|Heft)\.?\s?|\.)(?P<issue>\d{1,4}))?(?:\s\(|,\s)"
    r"(?P<date>[^()\d]{0,20}(?:19|20)\d\d)\)?[:,]\s(?:pp?\.\s|S\.\s)?(?P<pages>[A-Z]{0,3}\d+(?:\s?[–-]\s?[A-Z]?\d+)?)"
    r"(?:(?:,\s(?:at|here|hier|ici|aquí|aqui|qui|esp\.)\s(?:pp?\.\s|S\.\s)?|\s\((?:at\s)?pp?\.\s?|(?<=\d[–-]\d\d),\s|(?<=\d[–-]\d\d\d),\s)"
    r"(?P<locator>\d+(?:[–-]\d+)?)\)?(?=[.,;]|$))?"
)
_PEOPLE = re.compile(r"\b[A-ZÀ-Þ]\.|,\s|\s(?:and|und|et|y|&|u\.)\s")
_AND = re.compile(r",?\s(?:e|en|och|og)\s(?=[A-ZÀ-Þ])")
"""An "and" that joins parts of a family name, too ("Sousa e Silva"); between two whole names it joins people."""
_WHERE = ("journal", "volume", "issue", "date", "pages")


def read(raw: str) -> Known | None:
    """Who and what; of an article also where, and the page that the note points to, which is none of the article's."""
    signed = _SIGNED.match(raw)
    if signed is None or names.is_organisation(signed["author"]):
        return _by_body(raw)
    made: dict[str, Any] = {}
    if _AND.search(signed["author"]):
        made["author"] = [name for part in _AND.split(signed["author"]) for name in names.parse(part).names]
    fields = groups(signed, [("author", "author"), ("title", "title"), ("title", "single")])
    drops = {"author", "title", "editor"}
    journal = _JOURNAL.match(raw, signed.end())
    if journal is None and not _PEOPLE.search(signed["author"]):
        return None  # "Business Week, “Banks,” April 5, 1969": a magazine stands there, too
    if journal is None:
        return Known(fields, made=made, drops=frozenset(drops))
    fields += groups(journal, [(name, name) for name in _WHERE])
    drops |= {*_WHERE, "booktitle", "note"}
    made |= {"locator": journal["locator"]} if journal["locator"] else {}
    return Known(fields, "article-journal", made, frozenset(drops))


def _by_body(raw: str) -> Known | None:
    """The same where a body wrote it, whose name is kept whole."""
    body = _BODY.match(raw)
    if body is None or not is_body(body["author"]):
        return None
    fields = groups(body, [("body", "author"), ("title", "title"), ("title", "single")])
    return Known(fields, drops=frozenset({"author", "title", "editor"}))
