"""What the checks of the reference list ask of an entry, and how they speak of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citewarden.model import Audit, Reference, SpecificResource
from citewarden.text import anchors, dates

_WEB = re.compile(r"\bweb\s?site\b|\bweb\s?page\b|\bonline\b|\[internet\]|\bretrieved\b|\baccessed\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:[A-ZÀ-Þ][\w .'’-]{1,80}(?:,\s?[A-Z]{2}|,\s?[A-Z][\w.]{1,40})?\s?:\s?[A-ZÀ-Þ][^.;:]{2,60}[;,.]\s?(?:c?\d{4}))",
    re.UNICODE,
)
_SERIES = re.compile(
    r"\b(?:guidelines?|guidance|technology appraisals?|quality standards?|technical report series|fact ?sheets?)"
    r"(?:,? no\.?)?\Z",
    re.IGNORECASE,
)
"""What a numbered document is one of ("Clinical guideline 88"), where the parser saw a journal and its volume."""
_BODY = re.compile(
    r"\A(?!.*\b(?:Journal|Annals|Proceedings|Bulletin|Archives|J)\b).*"
    r"\b(?:Association|Society|College|Academy|Organi[sz]ation|Institute|Agency|Department|Ministry|Foundation)\b"
)
"""A body that publishes, where the parser saw a journal without a volume."""
_ADDRESS_MEANT = re.compile(r"\b(?:h?tt?ps?|hxxps?|https?s)\W{1,4}\w|\bwww\W", re.IGNORECASE)
_JOURNAL = re.compile(
    r"(?:19|20)\d{2}[^.]{0,14}[;,]\s?\d+(?:\s?\([^)]{1,20}\))?(?:\s?[:,]|\.?\s*$)"
    r"|,\s\d{1,4}\s?(?:\(\d+[^)]{0,12}\))?\s?[,:]\s?[A-Za-z]?\d+"
)


def number(reference: Reference) -> str:
    """ "Reference 3": the printed number, or the place in the list."""
    return f"Reference {reference.label or reference.id.rsplit('-', 1)[-1]}"


def record(audit: Audit, reference: Reference) -> Mapping[str, Any]:
    """The CSL-JSON a registry or the library holds for the reference; empty unless it was matched."""
    found = audit.resolution_of.get(reference.id)
    return found.csl if found is not None and found.outcome == "matched" else {}


def in_doubt(reference: Reference) -> bool:
    """Whether what an entry lacks cannot be told, since it may have been misread: unread-part asks about that. An
    address that was printed and broken is lacking all the same."""
    return reference.doubtful and not _ADDRESS_MEANT.search(reference.raw)


def place(audit: Audit, reference: Reference, words: str = "") -> SpecificResource:
    """Where the reference stands, or where `words` stand in it."""
    at = reference.raw.find(words) if words else -1
    if at < 0 or audit.document.text[reference.target.position.start :][: len(reference.raw)] != reference.raw:
        return reference.target
    return anchors.part(audit.document, reference.target, at, at + len(words))


def issued(reference: Reference, known: Mapping[str, Any] | None = None) -> str:
    """The date the entry prints, else the one on record, as ISO text; "" if neither has any."""
    return dates.to_iso(reference.csl.get("issued")) or dates.to_iso((known or {}).get("issued"))


def kind(reference: Reference, known: Mapping[str, Any] | None = None) -> str:
    """ "article", "book", "chapter", "webpage" or "" (cannot be told): by the record if there is one, by identifiers
    and the shape of the printed entry, last by what the parser took it for."""
    said = str((known or {}).get("type") or "")
    if said:
        return _named(said)
    raw = reference.raw
    if reference.PMID or reference.PMCID or _JOURNAL.search(raw):
        return "article"
    if _WEB.search(raw):
        return "webpage"
    if str(reference.csl.get("type")) in ("report", "thesis", "paper-conference", "standard", "dataset"):
        return ""
    guessed = _named(str(reference.csl.get("type") or ""))
    if guessed == "article" and not reference.DOI and _SERIES.search(str(reference.csl.get("container-title") or "")):
        return ""
    if guessed == "article" and not reference.DOI and _BODY.search(str(reference.csl.get("container-title") or "")):
        return ""
    if reference.ISBN or (_PUBLISHED.search(raw) and guessed not in ("chapter", "article")):
        return "book"
    if reference.URL and not reference.DOI and guessed in ("", "webpage"):
        return "webpage"
    if guessed == "webpage" or (guessed == "chapter" and not re.search(r"\bIn:?\s", raw)):
        return ""
    return guessed


def _named(csl_type: str) -> str:
    if csl_type.startswith("article-") or csl_type in ("article", "review", "review-book"):
        return "article"
    if csl_type in ("webpage", "post", "post-weblog", "entry-encyclopedia"):
        return "webpage"
    return csl_type if csl_type in ("book", "chapter") else ""
