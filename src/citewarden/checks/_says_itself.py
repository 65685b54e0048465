"""What a source says of its own standing: that it was retracted, or that a newer one has taken its place."""

from __future__ import annotations

import re

from citewarden.checks._apart.asked import sentences
from citewarden.model import Audit, Reference

_RETRACTED = re.compile(
    r"\A(?:status: )?(?-i:RETRACTED|WITHDRAWN|Retracted)\b"
    r"|\Astatus: (?:retracted|withdrawn)\b"
    r"|\bth(?:is|e) (?:article|paper|study|trial|work|review) (?:was|has been) (?:retracted|withdrawn)\b"
    r"|\A(?:(?:notice|statement) of retraction|retraction(?: (?:notice|note|statement))?)\s?[,:.(–—-]"
    r"|\b(?:has|have|had) (?:now |since |therefore )?(?:retracted|withdrawn) this"
    r" (?:article|paper|study|trial|work|review)\b"
    r"|\b(?:retracts?|withdraws?) this (?:article|paper|study|trial|work|review)\b",
    re.I,
)
_REPLACED = re.compile(
    r"\bth(?:is|e) (?:edition|version|guidelines?|guidance|document|statement|recommendations?|review)\b[^.;]{0,40}?"
    r"\b(?:was|were|has been|have been|is|are) (?:now |since |later )?(?:replaced|superseded|withdrawn|retired"
    r"|archived)\b"
    r"|\bth(?:is|e) (?:edition|version|guidelines?|guidance|document|statement|recommendations?|review) (?:is|are)"
    r" no longer (?:valid|in force|in use|current|up to date|to be used|supported|maintained)\b"
    r"|\Astatus: (?:superseded|replaced|withdrawn|out of date|archived)\b|\A(?:superseded|replaced) (?:by|in)\b",
    re.I,
)
_SUCCESSOR = re.compile(
    r"(?:\A|[.!] )(?:it (?:was|has been) )?(?:superseded|replaced) (?:by|in|with)\b"
    r"|(?:\A|[.!] )(?:status: |th(?:is|e) )[^.;]{0,60}\b(?:superseded|replaced)\b",
    re.I,
)
"""What says that another one has taken a source's place: that is no retraction."""


def retracted(audit: Audit, reference: Reference) -> str:
    """The sentence by which what was read of a source says that it was retracted, "" if none does or another one has
    taken its place."""
    told = _read(audit, reference)
    if any(_SUCCESSOR.search(text) for text in told):
        return ""
    return next((text for text in told if _RETRACTED.search(text)), "")


def what(told: str) -> str:
    """What became of a source, by the sentence that says so."""
    return "withdrawn" if re.search(r"\bwithdrawn\b", told, re.I) else "retracted"


def replaced(audit: Audit, reference: Reference) -> str:
    """The sentence of a source that says that it was replaced, "" if none does or it was retracted."""
    if retracted(audit, reference):
        return ""
    told = _read(audit, reference)
    found = next((text for text in told if _REPLACED.search(text)), "")
    after = next((text for text in told if text != found and _SUCCESSOR.search(text)), "") if found else ""
    return " ".join((found, after)).strip()


def _read(audit: Audit, reference: Reference) -> list[str]:
    return [text.strip() for _, text in sentences(list(audit.passages_of.get(reference.id, ())))]
