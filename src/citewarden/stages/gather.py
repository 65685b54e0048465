"""From every article's references to the works and addresses they share: each is asked about once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from citewarden.model import Link, Reference, Work


def gather(references: Iterable[Reference]) -> tuple[list[Work], list[Link]]:
    """Unique works and unique addresses of `references`, each sorted by its key.

    Two entries are one work when they share their strongest identifier (DOI, then PMID, PMCID, ISBN), else when they
    are printed alike; a shared address joins them only if the printed words agree too (a home page is no work).
    """
    works: dict[str, list[Reference]] = {}
    links: dict[str, list[Reference]] = {}
    for reference in references:
        works.setdefault(work_id(reference), []).append(reference)
        if reference.URL.lower().startswith(("http://", "https://", "ftp://")):
            links.setdefault(reference.URL, []).append(reference)
    return (
        [_work(key, group) for key, group in sorted(works.items())],
        [_link(url, group) for url, group in sorted(links.items())],
    )


def work_id(reference: Reference) -> str:
    """The key of the work a reference cites."""
    for scheme in ("DOI", "PMID", "PMCID", "ISBN"):
        if value := getattr(reference, scheme):
            return f"{scheme.lower()}:{value}"
    folded = " ".join(reference.raw.casefold().split()) or reference.URL
    return f"csl:{hashlib.sha256(folded.encode()).hexdigest()[:20]}"


def _work(key: str, group: list[Reference]) -> Work:
    fullest = max(group, key=lambda r: (len(r.csl), r.id))
    first = {name: next((v for r in group if (v := getattr(r, name))), "") for name in _IDENTIFIERS}
    ids = tuple(sorted({r.id for r in group}, key=_natural))
    return Work(key, ids, csl=fullest.csl, raw=fullest.raw, **first)


_IDENTIFIERS = ("DOI", "PMID", "PMCID", "ISBN", "URL")


def _natural(reference_id: str) -> tuple[str, int, str]:
    head, _, number = reference_id.rpartition("-")
    return (head, int(number), "") if number.isdigit() else (reference_id, 0, reference_id)


def _link(url: str, group: list[Reference]) -> Link:
    accessed = min((r.accessed for r in group if r.accessed), default="")
    return Link(url, _host(url), tuple(sorted({r.id for r in group}, key=_natural)), accessed)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
