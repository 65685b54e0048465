"""What a registry can be asked, as its module declares it; the stages ask whoever declares.

A module of this folder has `SERVICES` (the first is asked what follows) and any of

    LOOKUP     which work an identifier is         a `Lookup` of a `Record`
    SEARCH     which works are like a printed one  a `Search`
    NOTICES    what became of a work               a `Lookup` of a `Record`, of which `notices` counts
    FULL_TEXT  what a work says                    a `FullText`
    COPIES     where a work lies open              a `Lookup` by DOI of `Copy`s

Crossref and doi.org (which between them know what a DOI is), PubMed's numbers and the file of Retraction Watch are
asked in ways of their own, in `stages/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from citewarden.errors import PluginError
from citewarden.plugins import discover
from citewarden.registries._record import Record

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lookup(Generic[T]):
    """Ask by `identifier` ("DOI", "PMID", "PMCID", "ISBN"): `url(base, values)` of at most `size` values.

    `split` cuts the answer about several into answers by value; without it each value is asked about by itself. `kind`
    keeps apart what two such questions of a registry about the same value were answered. With `agency` only DOIs
    registered there are asked about. `a_day`: most questions of a day. Who has the smaller `turn` is asked first.
    """

    identifier: str
    url: Callable[[str, Sequence[str]], str]
    parse: Callable[[bytes], T]
    split: Callable[[bytes], Mapping[str, bytes]] | None = None
    size: int = 1
    kind: str = ""
    agency: str = ""
    a_day: int | None = None
    turn: int = 50


def single(url: Callable[[str, str], str]) -> Callable[[str, Sequence[str]], str]:
    """An address of one value as one of some."""
    return lambda base, values: url(base, values[0])


@dataclass(frozen=True, slots=True)
class Query:
    """What is printed of a work: its `words` without addresses and identifiers, and what was read in them.

    `author` is the first one's family name, `type` CSL's.
    """

    words: str
    title: str = ""
    author: str = ""
    type: str = ""
    is_book: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Ask by words: `url(base, query)`, "" for what the registry does not hold; `parse`: the records, best first.

    Where `parse` gives no more than the numbers of records, `records` looks those up. `cost`: what a question takes of
    the day's budget. Who has the smaller `turn` is asked first: those that cost or hold little come last.
    """

    url: Callable[[str, Query], str]
    parse: Callable[[bytes], Sequence[Any]]
    records: Lookup[Record] | None = None
    cost: int = 0
    turn: int = 50


@dataclass(frozen=True, slots=True)
class FullText:
    """Ask for a whole text by `identifier`: `url(base, value)`; `parse`: its paragraphs, none where it is not open.

    A paragraph is (heading, text, whether it speaks of others' work). `page(value)` is where a reader finds the text.
    """

    identifier: str
    url: Callable[[str, str], str]
    parse: Callable[[bytes], Sequence[tuple[str, str, bool]]]
    page: Callable[[str], str]
    turn: int = 50


_FORMS: Mapping[str, type] = {"SEARCH": Search, "FULL_TEXT": FullText}


def having(capability: str) -> list[tuple[str, Any]]:
    """Every registry that declares a capability, by the name of its service, in turn.

    Raises:
        PluginError: what one declares is none.
    """
    wanted, found = _FORMS.get(capability, Lookup), []
    for module in discover("citewarden.registries").values():
        declared = getattr(module, capability, None)
        if declared is not None and not (isinstance(declared, wanted) and module.SERVICES):
            remedy = f"declare a {wanted.__name__} and its service (see registries/_capabilities.py)"
            raise PluginError(f"{capability} cannot be asked", where=module.__name__, remedy=remedy)
        if declared is not None:
            found.append((module.SERVICES[0].name, declared))
    return sorted(found, key=lambda pair: pair[1].turn)
