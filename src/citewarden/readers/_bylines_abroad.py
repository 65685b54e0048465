"""What lines in other languages than English say of a page's making: parts of `config/lexicons/bylines.yaml` joined."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from citewarden.config import lexicon
from citewarden.readers import _stamps
from citewarden.text.prefilter import Words

_NAMES = r"(?=\s*:\s*[^\d\s])"
"""A label that somebody's name stands behind."""


@cache
def persons() -> Mapping[str, str]:
    """Role -> what is said in front of the name of who has it."""
    written, published, modified = _done("written", "published", "modified")
    (reviewed,) = _done("reviewed")
    by, page, nouns = _by(), _page(), _any("reviewer")
    kinds = rf"(?: (?:{_any('reviewer_kind')}))?"
    return {
        "reviewer": rf"{page}{reviewed}\s?:? {by}|(?:{nouns}{kinds}|{_any('how')} {reviewed}){_NAMES}"
        rf"|{nouns}{kinds} (?:a cura )?{by}",
        "publisher": rf"{page}{published}\s?:? {by}",
        "author": rf"{page}(?:{written}|{published}|{modified})\s?:? {by}|{_any('author_by')}|{_any('author')}{_NAMES}",
        "body": rf"{page}{_any('made')}\s?:? {by}",
    }


@cache
def days() -> Mapping[str, str]:
    """Field -> what is said in front of its day."""
    return {
        "next_review": rf"{_any('next_day')}{_on()}",
        **{
            name: rf"{_page()}{_done(name)[0]}{_on()}|{_any(f'{name}_day')}{_on()}"
            for name in ("reviewed", "modified", "published")
        },
    }


@cache
def changes() -> re.Pattern[str]:
    """What tells of a change, not of who first wrote a page."""
    return re.compile(rf"\b{_any('modified')}\b", re.IGNORECASE)


@cache
def by() -> str:
    """What parts a day from who did it then: "relu le 3 mars 2022 par le Dr Ann Poe"."""
    return _by()


@cache
def on() -> str:
    """The words in front of a day, and the names of what has one, which end no name."""
    return "|".join(map(re.escape, (*_list("on"), *_list("modified_day"), *_list("published_day"))))


def parts(line: str) -> list[str]:
    """The statements of a line that are parted by stops and commas alone."""
    return _parts().split(line) if _says_something().near(line) else [line]


@cache
def _says_something() -> Words:
    """A word that every statement of persons or days has one of."""
    done = ("written", "reviewed", "published", "modified", "made", "author", "author_by", "reviewer", "next_day")
    return Words(
        word for name in (*done, "reviewed_day", "modified_day", "published_day", "how") for word in _list(name)
    )


@cache
def _parts() -> re.Pattern[str]:
    said = "|".join((*persons().values(), *days().values()))
    return re.compile(rf"[.,;]\s+(?=(?:{said})[\s:])", re.IGNORECASE)


def signed(line: str) -> str:
    """Whoever a line names that is nothing else: "Par le Dr Ann Poe", "Von Ann Poe und Joe Roe, Redakteure"; "" for
    other lines."""
    said = _alone().match(line)
    if said is None:
        return ""
    names, _, trade = said["who"].partition(", ")
    people = [untitled(name) for name in _join().split(names)]
    if not all(" " in name and _stamps.are_names(name) for name in people) or trade.endswith("."):
        return ""
    return said["who"]


def untitled(name: str) -> str:
    """A name without the titles of doctors in front."""
    return _titles().sub("", name)


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(
        rf"(?i:{_any('by_alone')})\s(?:{_any('article')}\s)?(?P<who>\S[^.!?\d]{{1,80}}(?:\.[^.!?\d]{{2,60}}){{0,3}})\Z"
    )


@cache
def _join() -> re.Pattern[str]:
    return re.compile(rf"\s{_any('and')}\s")


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('titles')}\s+){{1,3}}(?=\S)", re.IGNORECASE)


def _page() -> str:
    return rf"(?:(?:{_any('this')}\s?)?{_any('page')} (?:{_any('was')} )?)?"


def _done(*names: str) -> list[str]:
    """Participles with the words beside them that tell how: "medizinisch geprüft", "relu et validé médicalement"."""
    how = _any("how")
    return [
        rf"(?:{how} ){{0,2}}{done}(?: {_any('and')} {done})?(?: {how}){{0,2}}"
        for done in (_any(name) for name in names)
    ]


def _by() -> str:
    return rf"{_any('by')}(?: (?-i:{_any('article')}))?(?= ?:| |$)"


def _on() -> str:
    return rf"(?: {_any('on')})?"


@cache
def _any(name: str) -> str:
    """The words of a list as one of several."""
    return "(?:" + "|".join(map(re.escape, sorted(_list(name), key=len, reverse=True))) + ")"


@cache
def _list(name: str) -> tuple[str, ...]:
    data: Any = lexicon("bylines")
    return tuple(data[name])
