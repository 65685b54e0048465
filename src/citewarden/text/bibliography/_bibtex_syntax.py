"""What a BibTeX file is made of: entries with fields, strings that abbreviate, comments.

Each entry is read by itself, from its "@" to the next one that begins a line, so that a broken one costs no other and a
file is read once from end to end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

BEGINS = re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)
"""Where an entry begins that those before it cannot swallow."""
_HEAD = re.compile(r"@\s*(?P<type>\w+)\s*[{(]\s*")
_KEY = re.compile(r"(?P<key>[^,{}\"=\s](?:[^,{}\"=]*[^,{}\"=\s])?)\s*(?=[,})])")
_NAME = re.compile(r"[\s,]*(?P<name>[^\s=,{}()\"#]+)\s*=\s*")
_END = re.compile(r"[\s,]*[})]")
_LEFT = re.compile(r"\s*+(?:,\s*+)?(?:[})]\s*+)?(?:(?<=,)\s*+|,\s*+)(?P<name>[A-Za-z]\w*)\s*=\s*[{\"\d]")
"""A field that stands behind the end of its entry."""
_BARE = re.compile(r"[^\s,#{}()\"]+")
_JOIN = re.compile(r"\s*#\s*")
_AFTER = re.compile(r"\s*(?=[,})])")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTES = re.compile(r"\\.|[{}\"]", re.DOTALL)
_MONTHS = {
    name[:3].lower(): name
    for name in (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    )
}  # fmt: skip


class Broken(Exception):
    """A part of the file that is no entry; the words say what was awaited."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its type and the names of its fields in lower case, values as printed, joined and abbreviations written
    out. `unknown` are the abbreviations nobody defines; they stand for themselves."""

    line: int
    type: str
    key: str
    fields: Mapping[str, str]
    unknown: tuple[str, ...] = ()


def entries(text: str) -> Iterator[Entry | tuple[int, str]]:
    """The entries of a BibTeX file in order; (line, what is wrong) for one that is broken."""
    starts = [match.start() for match in BEGINS.finditer(text)]
    stops = [*starts[1:], len(text)]
    strings = dict(_MONTHS)
    for start, stop in zip(starts, stops, strict=False):
        strings.update(_strings(text[start:stop], strings))
    line, counted = 1, 0
    for start, stop in zip(starts, stops, strict=False):
        part = text[start:stop]
        line, counted = line + text.count("\n", counted, start), start
        head = _HEAD.search(part)
        while head:
            inside = line + part.count("\n", 0, head.start())
            end = head.end()
            if head["type"].lower() not in ("string", "comment", "preamble"):
                try:
                    entry, end = _entry(part, head, strings, inside)
                    yield entry
                except Broken as broken:
                    yield inside, str(broken)
                    break
                head = _HEAD.search(part, end)
            else:
                head = None


def _strings(part: str, known: Mapping[str, str]) -> dict[str, str]:
    """What a part defines by "@string"."""
    head = _HEAD.search(part)
    if not head or head["type"].lower() != "string":
        return {}
    try:
        fields, _, _ = _fields(part, head.end(), known)
    except Broken:
        return {}
    return fields


def _entry(part: str, head: re.Match[str], strings: Mapping[str, str], line: int) -> tuple[Entry, int]:
    """The entry that begins at `head`, and where it ends."""
    key = _KEY.match(part, head.end())
    if not key:
        raise Broken("no key and comma behind its type")
    fields, unknown, end = _fields(part, key.end(), strings)
    if left := _LEFT.match(part, end):
        raise Broken(f"a bracket closes it in front of {left['name']!r}")
    return Entry(line, head["type"].lower(), key["key"], fields, unknown), end


def _fields(part: str, at: int, strings: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...], int]:
    """(fields, undefined abbreviations, end) of what stands between an entry's brackets from `at` on."""
    fields: dict[str, str] = {}
    unknown: list[str] = []
    while not (end := _END.match(part, at)):
        name = _NAME.match(part, at)
        if not name:
            raise Broken(f"no field where {part[at : at + 20].strip()!r} stands")
        pieces: list[str] = []
        at = name.end()
        while True:
            piece, at = _piece(part, at, strings, unknown)
            pieces.append(piece)
            joined = _JOIN.match(part, at)
            if not joined:
                break
            at = joined.end()
        after = _AFTER.match(part, at)
        if not after:
            raise Broken(f"no comma behind {name['name']!r}")
        at = after.end()
        fields[name["name"].lower()] = "".join(pieces)
    return fields, tuple(dict.fromkeys(unknown)), end.end()


def _piece(part: str, at: int, strings: Mapping[str, str], unknown: list[str]) -> tuple[str, int]:
    """One piece of a value, in braces, in quotation marks or bare, and where it ends."""
    opened = part[at : at + 1]
    if opened in ("{", '"'):
        depth = 0
        for sign in (_BRACES if opened == "{" else _QUOTES).finditer(part, at + 1):
            if sign[0] == "{":
                depth += 1
            elif sign[0] == ("}" if opened == "{" else '"') and depth == 0:
                return part[at + 1 : sign.start()], sign.end()
            elif sign[0] == "}":
                depth -= 1
        raise Broken(f"{opened!r} is not closed")
    bare = _BARE.match(part, at)
    if not bare:
        raise Broken("a field without a value")
    word = bare[0]
    if not word.isdecimal() and word.lower() not in strings:
        unknown.append(word)
    return strings.get(word.lower(), word), bare.end()
