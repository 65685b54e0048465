"""Theses: the number a publisher of theses gave one, and what it is, where that stands as a sentence."""

from __future__ import annotations

import re

from citewarden.styles._known import Known, groups

SIGNS = (
    "thesis",
    "dissertation",
    "tesis",
    "thèse",
    "tesi ",
    "tesi]",
    "habilitation",
    "proefschrift",
    "avhandling",
    "dissertação",
    "tese (",
    "diss",
    "tesi di",
    "tese de",
    "mémoire",
    "doktorarbeit",
    "masterarbeit",
    "diplomarbeit",
    "praca ",
    "afhandling",
    "értekezés",
    "väitöskirja",
    "rozprawa",
)

_NUMBER = re.compile(
    r"\s?\((?:Publication|Order|UMI|ProQuest|Document|Accession)\s(?:Publication\s|Document\s)?(?:No\.?|Number|ID:?)\s?[\w-]+\)"
)
_GENRE = re.compile(
    r"(?<=[.)?!”\"»’]\s)(?P<genre>(?:Unpublished\s)?(?:Ph\.?\s?D\.?|D\.?Phil\.?|M\.?Sc\.?|M\.?D\.?|M\.?A\.?|MPH|(?i:doctoral|master['’]?s|bachelor['’]?s))\s"
    r"(?:thesis|dissertation|diss\.?))(?=[.,;:]\s|,)"
)
_WORDS = (
    r"(?:Inaugural-?[Dd]issertation|Dissertation|Habilitationsschrift|Doktorarbeit|Masterarbeit|Diplomarbeit|Diss\.|[Tt]hèse(?:\sde\s[\w-]+)?(?:\sd[’']exercice)?"
    r"|[Mm]émoire\sde\s[\w-]+(?:\s\d)?|[Tt]esis\s(?:[Dd]octoral|de\s\w+)|[Tt]esi\sdi\s\w+|[Tt]ese\sde\s\w+|[Dd]issertação\sde\s\w+|[Pp]roefschrift|[Dd]oktor(?:s|grads)?avhandling|[Pp]h\.?[Dd]\.?-(?:afhandling|értekezés)|[Vv]äitöskirja"
    r"|[Pp]raca\s(?:doktorska|magisterska|licencjacka)|[Rr]ozprawa\sdoktorska)"
)
_OTHER = re.compile(
    rf"(?<=[.?!”\"»]\s)(?P<genre>{_WORDS})[.,:]?\s(?P<publisher>(?:(?:Medizinische|Faculté|Facultad|Facoltà|Wydział)\s[^.,;]{{0,60}},\s)?"
    r"(?:Univ\.\s|(?:[A-ZÀ-Þ][\w’'-]*\s){0,3}(?:[Uu]niversi\w+|[Ee]gyetem|[Yy]liopisto|Uniwersytet\w*|Hochschule|Akademia|Politecnico|Charité|Sorbonne)\b)[^.,;:()]{0,80}?)(?=[.,;:]|\s\(|$)"
)
"""The same in other languages, as a sentence before the university: "Tesi di dottorato. Università di Siena"."""
_BRACKETED = re.compile(
    r"\s?\[(?P<genre>[^\[\],]{0,30}\b(?:thesis|dissertation|tesis|thèse|tesi|habilitationsschrift|proefschrift|\w*avhandling)\b[^\[\],]{0,40})\]"
    r"(?=[.,;:]|\s\(|\s?$)",
    re.IGNORECASE,
)
"""What it is, in brackets behind the title: "[dissertation on the Internet]"."""
_ARCHIVED = re.compile(
    r"\s?\[(?P<genre>[^\[\],]{0,30}\b(?:thesis|dissertation|tesis|thèse|tesi|tese|dissertação|mémoire|masterarbeit|proefschrift|\w*avhandling)\b[^\[\],]{0,20}),\s(?P<publisher>[^\[\]]{4,100})\]\.\s"
    r"(?P<archive>[A-Z][^.\[\]]{1,80})\.(?=\s(?:https?://|www\.)|\s?$)",
    re.IGNORECASE,
)
"""The same with the university in the brackets, and where the thesis is kept: "[Doctoral dissertation, University of
Lund]. DiVA. https://..."."""
_ROUND = re.compile(
    r"\s?\((?P<genre>(?:Unpublished\s|Unveröffentlichte\s)?(?:[Tt]esis\s(?:doctoral|de\s\w+)|[Tt]rabajo\s(?:de\s)?[Ff]in\s(?:de\s)?\w+|[Tt]hèse\sde\s\w+|Dissertation"
    r"|Masterarbeit|Doktorarbeit|Diplomarbeit|[Tt]ese\sde\s\w+|[Dd]issertação\sde\s\w+|[Tt]esi\sdi\s\w+"
    r"|(?:[Dd]octoral\s|[Mm]aster['’]?s?\s|Ph\.?D\.?\s)?(?:[Tt]hesis|[Dd]issertation)|\w*avhandling|\w*[Aa]fhandling|[Pp]roefschrift))\)\.\s(?P<publisher>[A-ZÀ-Þ][^.,]{5,100})(?=[.,])"
)
"""The same in round brackets, and the university: "(Tesis doctoral). Universidad de Granada, ..."."""

_BRAZILIAN = re.compile(
    r"(?<=[.?!]\s)(?:(?P<year>(?:19|20)\d\d)\.\s)?(?P<extent>\d{2,4}\s?[fp]\.\s)?(?P<genre>(?:Dissertação|Tese|Monografia|Trabalho\sde\s[Cc]onclusão\sde\s[Cc]urso)"
    r"\s?\([^()]{3,60}\))\s?[–—-]\s(?P<publisher>[A-ZÀ-Þ][^,.]{5,100}),\s(?:(?P<faculty>[^,.]{5,100}),\s)?(?P<place>[A-ZÀ-Þ][^,.]{2,40}),\s"
    r"(?P<date>(?:19|20)\d\d)"
)
"""As ABNT sets it: "2014. 98 f. Dissertação (Mestrado em Saúde) – Universidade Federal do Ceará, Fortaleza, 2014."."""


def read(raw: str) -> Known | None:
    """Number and genre; the number is no part of the title."""
    number, genre, bracketed = _NUMBER.search(raw), _GENRE.search(raw), _BRACKETED.search(raw)
    fields = [("aside", *number.span())] if number else []
    made: dict[str, str] = {}
    if archived := _ARCHIVED.search(raw):
        fields += [("aside", *archived.span()), *groups(archived, (("genre", "genre"), ("publisher", "publisher")))]
        made["archive"] = archived["archive"]
    elif genre:
        fields.append(("genre", *genre.span("genre")))
    elif brazilian := _BRAZILIAN.search(raw):
        labels = ("genre", "genre"), ("publisher", "publisher"), ("place", "place"), ("date", "date")
        fields += [("aside", *brazilian.span()), *groups(brazilian, labels)]
    elif other := _OTHER.search(raw):
        fields += groups(other, (("genre", "genre"), ("publisher", "publisher")))
    elif rounded := _ROUND.search(raw):
        fields += [("aside", *rounded.span()), *groups(rounded, (("genre", "genre"), ("publisher", "publisher")))]
    elif bracketed:
        fields += [("aside", bracketed.start(), bracketed.end()), ("genre", *bracketed.span("genre"))]
    return Known(tuple(fields), "thesis", made, unless=frozenset({"volume", "page"})) if fields else None
