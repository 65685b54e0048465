"""Women and men: of whom a source studied, and of whom the article speaks."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from citewarden.checks import _evidence as ev
from citewarden.checks._ages import NOT_THEMSELVES
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage

_BOTH = re.compile(
    r"\b(?:men|boys|males) and (?:women|girls|females)\b|\b(?:women|girls|females) and (?:men|boys|males)\b", re.I
)
"""One group of both sexes: "47,150 men and women"."""


class Sex(NamedTuple):
    """A group of the axis "sex", and the word that names it."""

    text: str
    group: str


def beyond(audit: Audit, claim: Claim) -> tuple[Sex, Sex, Passage] | None:
    """The sex a claim speaks of that none of its sources names, the one that they studied, and where that is said.

    None where a cited source was not read, names both or none, or the claim does.
    """
    works = ev.cited(audit, claim)
    said = _named(claim.standalone) if works else ()
    if len({sex.group for sex in said}) > 1 and _BOTH.search(claim.standalone):
        return _of_both(audit, works, said)
    if len({sex.group for sex in said}) != 1:
        return None
    own = next((s for s in said if not NOT_THEMSELVES.search(claim.standalone[: claim.standalone.find(s.text)])), None)
    studied = [(sex, p) for p in ev.read_of(audit, works) if own for sex in _named(p.text)]
    if own is None or {p.work for _, p in studied} != set(works) or any(sex.group == own.group for sex, _ in studied):
        return None
    return own, *studied[0]


def _of_both(audit: Audit, works: tuple[str, ...], said: tuple[Sex, ...]) -> tuple[Sex, Sex, Passage] | None:
    """The sex of a group of both that none of the sources names, where all name the other."""
    studied = [(sex, p) for p in ev.read_of(audit, works) for sex in _named(p.text)]
    groups = {sex.group for sex, _ in studied}
    if len(groups) != 1 or {p.work for _, p in studied} != set(works):
        return None
    own = next((sex for sex in said if sex.group not in groups), None)
    return (own, *studied[0]) if own else None


def _named(text: str) -> tuple[Sex, ...]:
    return tuple(Sex(m[0], _groups()[m[0].casefold()]) for m in _words().finditer(text))


@cache
def _groups() -> dict[str, str]:
    """Words for women and men -> which of them."""
    axes = lexicon("populations").get("axes") or {}
    return {str(word).casefold(): str(group) for group, words in (axes.get("sex") or {}).items() for word in words}


@cache
def _words() -> re.Pattern[str]:
    words = sorted(map(re.escape, _groups()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words) or '(?!)'})\b", re.I)
