"""Words of the page that stand in an entry: "Return to footnote 1 referrer", "View on example.org", "Back to text"."""

from __future__ import annotations

import re

from citewarden.styles._known import Known

SIGNS = ("return to ", "back to ", "retour ", "view ", "jump ", "zurück ", "volver ", "torna ", "go to ")

_LINKS = re.compile(
    r"(?<=[.,;)\]\d/\w])\s+(?P<words>[\[(↩↑^]*\s?(?:(?:[Rr]eturn|[Bb]ack|[Jj]ump|[Gg]o)\s(?:back\s)?(?:up\s)?(?:to\s(?:the\s)?)(?:first\s|original\s)?"
    r"(?:(?:foot|end)?note\s\w{1,4}(?:\sreferrer)?|text|top|article|citation|reference\s\w{1,4}|content)"
    r"|[Rr]etour\s(?:à\sla\s(?:première\s)?(?:référence\sde\sla\s)?note(?:\sde\sbas\sde\spage)?\s\w{1,4}|au\stexte)"
    r"|[Zz]urück\szum\s(?:Text|Anfang)|[Vv]olver\sal\s(?:texto|inicio)|[Tt]orna\s(?:al\stesto|su)"
    r"|[Vv]iew\s(?:(?:on|at)(?=\s(?:[\w-]+\.)+[a-z]{2,6}\b)|(?:the\s)?(?:article|abstract|study|full\stext|source|PDF)(?:\s(?:on|at)\s(?:[A-Z]\w+(?:\s[A-Z]\w+)?))?))"
    r"[\])↩↑^]*)\.?(?=\s|\Z)"
)


def read(raw: str) -> Known | None:
    """Where they stand, behind the source."""
    fields = tuple(("aside", *m.span("words")) for m in _LINKS.finditer(raw) if m.start() > 20)
    return Known(fields) if fields else None
