"""Groups for which the authors wrote: "Roe A, Poe B, et al., for the RISE Investigators. Title."."""

from __future__ import annotations

import re

from citewarden.styles._known import Known
from citewarden.styles.kinds.corporate_author import BODIES

SIGNS = (" group", "investigators", "collaborat", "consortium", "network", "trialists", "committee", " team", "society")

_WORDS = ("; ", " for ", "behalf of", " from the ", "representing ")
_NAME = r"[A-ZÀ-Þ][\w'’-]{1,40}(?:\s[A-ZÀ-Þ][\w'’-]{1,40})?\s[A-Z]{1,3}"
_PEOPLE = (
    rf"(?:\[?\d{{1,3}}[\].)]{{0,2}}\s)?{_NAME}(?:(?:,\s(?:and\s|&\s)?|\s(?:and|&)\s){_NAME}){{0,60}}(?:,?\set\sal\.?)?"
)
_BEHALF = re.compile(
    rf"{_PEOPLE}(?P<for>;\s(?=[A-Z])|[,;.]?\s?(?:(?:writing|and)\s)?(?:on\sbehalf\sof|for|from|representing)\s(?:all\s)?(?:the\s)?)"
    rf"(?P<who>[A-ZÀ-Þ](?:[^.;:?!]|\.(?=\d)){{2,160}}?(?:{BODIES})(?:\s\([A-Z][\w/-]{{1,16}}\))?)(?P<stop>[.:])\s(?=[\"“]?[A-ZÀ-Þ0-9])"
)


def read(raw: str) -> Known | None:
    """The group, as one more author; the title begins behind it."""
    match = _BEHALF.match(raw) if any(map(raw.__contains__, _WORDS)) else None
    if not match:
        return None
    return Known((("aside", *match.span("for")), ("body", *match.span("who")), ("aside", *match.span("stop"))))
