"""Preprints and the servers that hold them: "medRxiv [Preprint]. 2023 Jul 3", "arXiv:1312.4400v3, 2013"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("rxiv", "preprint", "research square", "ssrn")

_SERVER = re.compile(
    r"(?<![\w/.:])(?P<server>arXiv|medRxiv|bioRxiv|PsyArXiv|ChemRxiv|SocArXiv|EdArXiv|engrXiv|SportRxiv|MetaArXiv|Research\sSquare|Preprints\.org|SSRN"
    r"|OSF\sPreprints|Authorea|Preprints\swith\sThe\sLancet)(?!\.org)(?=[\s.,;:\[(]|$)",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"(?:(?<=[\s\[(])|^)(?P<word>[Pp]re-?print)s?(?=[\s\]).,;:]|$)(?P<posted>\s(?:posted|published)(?:\sonline)?|\sat\b)?"
)
_ARXIV = re.compile(
    r"(?P<lead>(?:arXiv\s)?(?:e\s?-?prints?|preprint)?[\s\[(,]{0,3})?"
    r"\barXiv:\s?(?:\d{4}\.\d{4,5}|[\w.-]+/\d{7})(?P<version>v\d+)?(?P<class>\s?\[[\w.-]+\])?",
    re.IGNORECASE,
)
_OWN_DOI = re.compile(r"10\.(?:1101|64898|31234|26434|21203|2139|31219|31235|48550|20944)/")
_OWN = re.compile(r"(?::|[Rr]xiv)\s(?P<number>(?:20\d\d\.\d\d\.\d\d\.)?\d{6,8}(?:v\d+)?)\b")


def read(raw: str) -> Known | None:
    """The server as container, where it is printed; "preprint" as genre; the number's own words are no field."""
    fields: list[tuple[str, int, int]] = []
    made = {"genre": "Preprint"}
    number = _ARXIV.search(raw)
    if number:
        fields += [("aside", number.start(), number.start() + number[0].lower().rindex("arxiv:") + 6)]
        fields += [("aside", *number.span(name)) for name in ("version", "class") if number[name]]
    server = next(
        (m for m in _SERVER.finditer(raw) if not number or m.end() <= number.start() or m.start() >= number.end()), None
    )
    word = _WORD.search(raw)
    if not number and not (server and (word or _OWN_DOI.search(raw))) and not (word and "arxiv.org/" in raw):
        return None
    if server:
        made["container-title"] = server["server"]
        fields.append(("journal", *server.span()))
    if word:
        fields.append(("genre", *word.span()))
    own = _OWN.search(raw)
    if own:
        fields.append(("aside", *own.span("number")))
    others = {"container-title"} if server else {"container-title", "volume", "page"}
    return Known(tuple(fields), "article", made, unless=frozenset(others))
