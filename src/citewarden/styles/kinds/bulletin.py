"""Numbered papers of a body without its name before them: "ACOG Practice Bulletin No. 222: gestational ..."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("bulletin n", "opinion n", "guideline n", "statement n", "update n", "series n")

_TITLE = re.compile(
    r"(?P<title>(?:(?:ACOG|RCOG|SOGC|AAP|ACR|SMFM|ASRM|ACOG['’]s|The)\s)?(?:[A-Z][\w-]{1,60}\s){0,3}?(?i:(?:practice|technical|educational)\sbulletin|committee\sopinion"
    r"|(?:green-top|clinical(?:\spractice)?|practice)\sguideline|(?:position|scientific|consensus|policy)\sstatement|practice\supdate|consult\sseries)"
    r"\s(?:[Nn]o\.?|[Nn]umber|\#)\s?\d{1,4}[a-z]?[:.,]\s[^.?!]{5,300}\??)(?=\.\s[A-Z]|\s[A-Z])"
)


def read(raw: str) -> Known | None:
    """All of it is the title."""
    match = _TITLE.match(raw)
    return Known((("title", *match.span("title")),), drops=frozenset({"author", "editor", "title"})) if match else None
