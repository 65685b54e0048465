"""From every article's references to the works and addresses they share: each is asked about once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol
from urllib.parse import urlsplit

from citewarden.model import Link, Reference, Work
from citewarden.text.dates import to_iso


def gather(references: Iterable[Reference]) -> tuple[list[Work], list[Link]]:
    """Unique works and unique addresses of `references`, each sorted by its key."""
    references = list(references)
    return works_of(references), links_of(references)


def works_of(references: Iterable[Reference]) -> list[Work]:
    """Unique works, by key.

    Two entries are one work when they share their strongest identifier (DOI, then PMID, PMCID, ISBN), else when they
    are printed alike; a shared address joins them only if the printed words agree too (a home page is no work).
    """
    works: dict[str, _Cited] = {}
    for reference in references:
        key = work_id(reference)
        if key not in works:
            works[key] = _Cited(reference)
        works[key].add(reference)
    return [cited.work(key) for key, cited in sorted(works.items())]


def links_of(references: Iterable[Reference]) -> list[Link]:
    """Unique addresses, by address."""
    links: dict[str, _Listed] = {}
    for reference in references:
        if is_link(reference.URL):
            links.setdefault(reference.URL, _Listed()).add(reference)
    return [listed.link(url) for url, listed in sorted(links.items())]


def is_link(url: str) -> bool:
    """Whether an address is one that can be asked."""
    return url.lower().startswith(("http://", "https://", "ftp://"))


class Identified(Protocol):
    """What tells one work from another."""

    @property
    def DOI(self) -> str: ...
    @property
    def PMID(self) -> str: ...
    @property
    def PMCID(self) -> str: ...
    @property
    def ISBN(self) -> str: ...
    @property
    def raw(self) -> str: ...
    @property
    def URL(self) -> str: ...


def work_id(reference: Identified) -> str:
    """The key of the work a reference cites."""
    for scheme in ("DOI", "PMID", "PMCID", "ISBN"):
        if value := getattr(reference, scheme):
            return f"{scheme.lower()}:{value}"
    folded = " ".join(reference.raw.casefold().split()) or reference.URL
    return f"csl:{hashlib.sha256(folded.encode()).hexdigest()[:20]}"


_IDENTIFIERS = ("DOI", "PMID", "PMCID", "ISBN", "URL")


class _Cited:
    """A work as its references come by: of those only the fullest is kept, so that a site of any size fits."""

    __slots__ = ("first", "fullest", "ids")

    def __init__(self, reference: Reference) -> None:
        self.ids: list[str] = []
        self.fullest = reference
        self.first: dict[str, str] = {}

    def add(self, reference: Reference) -> None:
        self.ids.append(reference.id)
        self.fullest = max(self.fullest, reference, key=lambda r: (len(r.csl), r.id))
        for name in _IDENTIFIERS:
            if name not in self.first and (value := getattr(reference, name)):
                self.first[name] = value

    def work(self, key: str) -> Work:
        ids = tuple(sorted(set(self.ids), key=_natural))
        return Work(key, ids, csl=self.fullest.csl, raw=self.fullest.raw, **self.first)


class _Listed:
    """An address as its references come by."""

    __slots__ = ("accessed", "ids", "issued")

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.accessed = self.issued = ""

    def add(self, reference: Reference) -> None:
        self.ids.append(reference.id)
        self.accessed = min(filter(None, (self.accessed, reference.accessed)), default="")
        issued = reference.csl.get("issued")
        if isinstance(issued, Mapping):
            self.issued = min(filter(None, (self.issued, to_iso(issued))), default="")

    def link(self, url: str) -> Link:
        return Link(url, host(url), tuple(sorted(set(self.ids), key=_natural)), self.accessed, self.issued)


def _natural(reference_id: str) -> tuple[str, int, str]:
    head, _, number = reference_id.rpartition("-")
    return (head, int(number), "") if number.isdigit() else (reference_id, 0, reference_id)


def host(url: str) -> str:
    """The host of an address, "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
