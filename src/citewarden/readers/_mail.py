"""A letter kept as text: the header lines above it and the signature below it are no words of the article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from citewarden.config import lexicon
from citewarden.readers import _day_order, _stamps
from citewarden.text import dates

_FIELD = re.compile(
    r"(from|to|cc|bcc|date|sent|subject|reply-to|sender|return-path|message-id|mime-version|content-type"
    r"|content-transfer-encoding|list-[a-z-]{2,20}|x-[a-z-]{2,30}):[ \t]+(\S[^\n]*)\n(?:[ \t]+\S[^\n]*\n)*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<!\s)\s*[<(\[]?[^<>()\s@]{1,100}@[^<>()\s]{1,200}[>)\]]?\Z")
_CELLS = re.compile(r":?\s\|\s")
"""What parts the name of a field from what it holds where a letter's header is set as a table."""
_VIA = re.compile(r"\s(?:via|through)\s.*\Z", re.DOTALL | re.IGNORECASE)
"""The service that sends for somebody."""
_SIGNATURE = re.compile(r"^--[ \t]*\n", re.MULTILINE)
_LONGEST_SIGNATURE = 1_000

_RUN_TOGETHER = re.compile(r"\s(?=(?:From|To|Cc|Date|Sent|Subject|Reply-To):\s)")
"""Where a field begins whose line end a format took for a blank."""


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
    at = len(text) - len(text.lstrip())
    fields, at = _fields(text, at)
    if not {"from", "subject"} <= fields.keys():
        return None
    last = next(iter([*_SIGNATURE.finditer(text, at)][-1:]), None)
    signature = last.start() if last and len(text) - last.start() <= _LONGEST_SIGNATURE else len(text)
    return Letter(at, signature, fields["subject"], sender(fields), sent(fields))


def fields(block: str) -> dict[str, str]:
    """The fields of a letter's header that a block is made of and nothing else; {} if it is something else."""
    words = _RUN_TOGETHER.sub("\n", _CELLS.sub(": ", block, count=1).strip()) + "\n"
    if _FIELD.match(words) is None:
        return {}
    found, end = _fields(words, 0)
    return found if end == len(words) else {}


def sender(fields: Mapping[str, str]) -> str:
    """Whose name a letter's header gives, "" where it gives an address alone, or what a mailbox is for."""
    named = _VIA.sub("", _ADDRESS.sub("", fields["from"]).strip(' "'))
    said = set(re.findall(r"[a-z]+", named.casefold()))
    return "" if "@" in named or said <= _mailboxes() else named


@cache
def _mailboxes() -> frozenset[str]:
    data: Any = lexicon("sections")
    return frozenset(data["mailboxes"])


def sent(fields: Mapping[str, str]) -> str:
    """The ISO date of a letter; one in figures that can be read two ways as it is printed."""
    printed = _stamps.plain_days(fields.get("date") or fields.get("sent", "")).strip()
    found = dates.find(printed)
    return printed if _day_order.is_figures(printed) else found[0].iso if found else ""


def _fields(text: str, at: int) -> tuple[dict[str, str], int]:
    out: dict[str, str] = {}
    while match := _FIELD.match(text, at):
        out.setdefault(match[1].lower(), match[2].strip())
        at = match.end()
    return out, at
