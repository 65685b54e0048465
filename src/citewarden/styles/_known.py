"""What the kinds of reference that patterns know say of one reference (`citewarden.styles.kinds`, one file a kind)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import ModuleType
from typing import Any

from citewarden.plugins import discover
from citewarden.styles._stretches import Stretch, entitled, laid

LONGEST = 4000
"""Code points of the longest reference a kind is looked for in; what is longer is no reference."""
SURE = 0.95
"""Confidence of a field that a pattern found."""
WHOLE = frozenset(
    ("author", "editor", "title", "journal", "booktitle", "volume", "issue", "pages", "publisher", "place", "note")
)
"""The tagger's labels that no kind has a use for whose pattern says all of an entry that names a law or a court."""


@dataclass(frozen=True, slots=True)
class Known:
    """What one kind says of a reference.

    `fields` are (label, start, end) in code points; the labels are the tagger's, and "body" (authors that are
    organisations, kept whole), "number", "version" and "aside" (words that are no field). `type` is the CSL type, ""
    where the parser decides. `made` are variables that are not printed as such. `drops` are the tagger's labels that
    this kind has no use for. `unless` are variables that show the reference to be of another kind after all, if they
    say anything else than `made` does: then neither type nor `made` hold.
    """

    fields: tuple[tuple[str, int, int], ...] = ()
    type: str = ""
    made: Mapping[str, Any] = field(default_factory=dict)
    drops: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def fits(self, csl: Mapping[str, Any]) -> bool:
        """Whether the reference is of this kind, as far as its variables show."""
        return all(name not in csl or csl[name] == self.made.get(name) for name in self.unless)


def groups(match: Any, labels: Iterable[tuple[str, str]]) -> tuple[tuple[str, int, int], ...]:
    """The fields of a match's groups: `labels` are (label, name of a group), those that matched are kept."""
    return tuple((label, *match.span(name)) for label, name in labels if match[name])


@cache
def _kinds() -> tuple[tuple[tuple[str, ...], ModuleType], ...]:
    found = ((kind.SIGNS, kind) for kind in discover("citewarden.styles.kinds").values())
    return tuple(sorted(found, key=lambda row: hasattr(row[1], "YIELDS")))


_NUMBERED = re.compile(r"\s{0,3}(?:\[\d{1,3}\]|\d{1,3}[.)])\s{1,3}(?=[^\W\d_])")
"""The number that an entry bears in its list."""


def _shifted(one: Known, by: int) -> Known:
    return replace(one, fields=tuple((label, start + by, end + by) for label, start, end in one.fields))


def known(raw: str) -> list[Known]:
    """What the kinds say of a reference; mostly nothing."""
    if len(raw) > LONGEST:
        return []
    if number := _NUMBERED.match(raw):
        return [_shifted(one, number.end()) for one in known(raw[number.end() :])]
    lower = raw.lower()
    said: list[Known] = []
    for signs, kind in _kinds():
        if signs and not any(sign in lower for sign in signs):
            continue
        if hasattr(kind, "YIELDS") and any(map(settles, said)):
            continue
        found = kind.read(raw)
        if found is not None:
            said.append(found)
    return said


def settles(one: Known) -> bool:
    """Whether a kind says what the reference is, or where its title or its book stands."""
    return bool(one.type or one.drops & {"title", "booktitle"}) or any(label == "title" for label, _, _ in one.fields)


def applied(raw: str, found: list[Stretch], said: Iterable[Known]) -> list[Stretch]:
    """The tagger's stretches with the fields the kinds know laid over them."""
    for one in said:
        found = [s for s in found if s.label not in one.drops]
        for label, start, end in one.fields:
            found = laid(found, Stretch(label, start, end, SURE))
        if one.fields:
            entitled(raw, found)
    return found
