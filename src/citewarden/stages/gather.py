"""From every article's references to the works and addresses they share: each is asked about once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Protocol

from citewarden.model import Link, Reference, Work
from citewarden.text import addresses
from citewarden.text.dates import as_cited


def gather(references: Iterable[Reference]) -> tuple[list[Work], list[Link]]:
    """Unique works and unique addresses of `references`, each sorted by its key."""
    references = list(references)
    return works_of(references), links_of(references)


def works_of(references: Iterable[Reference]) -> list[Work]:
    """Unique works as they are printed, by key.

    References are one work only if everything that its judging looks at is the same: what one article prints under a
    DOI is never judged by the words of another article. Nothing is asked twice for it.
    """
    cited: dict[str, tuple[Reference, list[str]]] = {}
    for reference in references:
        cited.setdefault(work_id(reference), (reference, []))[1].append(reference.id)
    return [_work(key, first, ids) for key, (first, ids) in sorted(cited.items())]


def links_of(references: Iterable[Reference]) -> list[Link]:
    """Unique addresses, by address."""
    links: dict[str, _Address] = {}
    for reference in references:
        if is_link(reference.URL):
            links.setdefault(reference.URL, _Address()).add(reference)
    return [listed.link(url) for url, listed in sorted(links.items())]


def is_link(url: str) -> bool:
    """Whether an address is one that can be asked."""
    return url.lower().startswith(("http://", "https://", "ftp://"))


class Identified(Protocol):
    """What sorts a work among others."""

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


def stem(reference: Identified) -> str:
    """What the keys of all printed forms of a work begin with: its strongest identifier, else a digest of its words."""
    for scheme in ("DOI", "PMID", "PMCID", "ISBN"):
        if value := getattr(reference, scheme):
            return f"{scheme.lower()}:{value}"
    return f"csl:{_digest(reference.raw)}"


def work_id(reference: Reference) -> str:
    """The key of the work as this reference prints it: its stem, and a digest of everything else it says."""
    said = [getattr(reference, name) for name in _IDENTIFIERS]
    csl = json.dumps(reference.csl, ensure_ascii=False, sort_keys=True)
    return f"{stem(reference)}~{_digest(reference.raw, csl, *said)[:12]}"


_IDENTIFIERS = ("DOI", "PMID", "PMCID", "ISBN", "URL")


def _digest(*said: str) -> str:
    return hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _work(key: str, reference: Reference, ids: Iterable[str]) -> Work:
    identifiers = {name: getattr(reference, name) for name in _IDENTIFIERS}
    return Work(key, tuple(sorted(set(ids), key=_natural)), csl=reference.csl, raw=reference.raw, **identifiers)


class _Address:
    """An address as its references come by."""

    __slots__ = ("accessed", "days", "ids")

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.accessed = ""
        self.days: set[str] = set()

    def add(self, reference: Reference) -> None:
        self.ids.append(reference.id)
        self.accessed = min(filter(None, (self.accessed, reference.accessed)), default="")
        self.days.add(as_cited(reference.csl))

    def link(self, url: str) -> Link:
        ids = tuple(sorted(set(self.ids), key=_natural))
        return Link(url, host(url), ids, self.accessed, tuple(sorted(self.days)))


def _natural(reference_id: str) -> tuple[str, int, str]:
    head, _, number = reference_id.rpartition("-")
    return (head, int(number), "") if number.isdecimal() else (reference_id, 0, reference_id)


def host(url: str) -> str:
    """The host of an address, "" if it has none."""
    return (addresses.split(url).hostname or "").lower()
