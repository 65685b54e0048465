"""A letter kept as text: the header lines above it and the signature below it are no words of the article."""

from __future__ import annotations

import re
from typing import NamedTuple

from citewarden.readers import _stamps
from citewarden.text import dates

_FIELD = re.compile(
    r"(from|to|cc|bcc|date|sent|subject|reply-to|sender|return-path|message-id|mime-version|content-type"
    r"|content-transfer-encoding|list-[a-z-]{2,20}|x-[a-z-]{2,30}):[ \t]+(\S[^\n]*)\n(?:[ \t]+\S[^\n]*\n)*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<[^<>\s@]{1,100}@[^<>\s]{1,200}>\Z")
_SIGNATURE = re.compile(r"^--[ \t]*\n", re.MULTILINE)
_LONGEST_SIGNATURE = 1_000


class Letter(NamedTuple):
    """Where the header ends and the signature begins, and what the header says."""

    end: int
    signature: int
    subject: str
    sender: str
    sent: str


def of(text: str) -> Letter | None:
    """The letter that `text` is, None if it is none: one begins with header lines, among them who it is from and what
    it is about."""
    fields: dict[str, str] = {}
    at = len(text) - len(text.lstrip())
    while match := _FIELD.match(text, at):
        fields.setdefault(match[1].lower(), match[2].strip())
        at = match.end()
    if not {"from", "subject"} <= fields.keys():
        return None
    last = next(iter([*_SIGNATURE.finditer(text, at)][-1:]), None)
    signature = last.start() if last and len(text) - last.start() <= _LONGEST_SIGNATURE else len(text)
    sent = dates.find(_stamps.plain_days(fields.get("date") or fields.get("sent", "")))
    sender = _ADDRESS.sub("", fields["from"]).strip(' "')
    return Letter(at, signature, fields["subject"], "" if "@" in sender else sender, sent[0].iso if sent else "")
