"""Entries set as the styles prescribe: fields in one of the usual orders, with the signs between them that part these
fields and nothing else. A second reading, by their layout alone, that agrees with the tagger's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from citewarden.model import FieldSpan
from citewarden.text import names

_BEHIND = frozenset(("DOI", "PMID", "PMCID", "URL", "accessed", "ISBN", "ISSN", "number", "language"))
"""What may stand behind the fields of any order."""
_BETWEEN = {
    ("author", "title"): re.compile(r"[.,:]?\s?(?:et al\.?)?[.:]?\s"),
    ("author", "issued"): re.compile(r"[.,]?\s?(?:et al\.?,?\s)?\("),
    ("issued", "title"): re.compile(r"[a-z]?\)[.:]?\s"),
    ("title", "container-title"): re.compile(r"[.?!]?\s|\.\sIn:?\s"),
    ("container-title", "issued"): re.compile(r"[.,]?\s\(?"),
    ("container-title", "volume"): re.compile(r"[.,]?\s"),
    ("issued", "volume"): re.compile(r"\)?[.,;]?\s?;\s?"),
    ("volume", "issue"): re.compile(r"\s?\("),
    ("issue", "page"): re.compile(r"\)\s?[:,]\s?"),
    ("volume", "page"): re.compile(r"\s?[:,]\s?"),
    ("title", "publisher-place"): re.compile(r"[.?!]\s"),
    ("title", "edition"): re.compile(r"\.\s"),
    ("edition", "publisher-place"): re.compile(r"\s?(?:st|nd|rd|th|\.)?\s?(?:ed|edn|Aufl|Auflage|édition)\.?\s"),
    ("publisher-place", "publisher"): re.compile(r"\s?:\s"),
    ("publisher", "issued"): re.compile(r"[;,]\s"),
}
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?[\s-]?){1,4}")


def is_regular(raw: str, csl: Mapping[str, Any], fields: Sequence[FieldSpan]) -> bool:
    """Whether an entry's fields follow each other as a style sets them, its people in family names and initials."""
    spans = sorted(fields, key=lambda f: (f.start, f.end))
    while spans and spans[-1].name in _BEHIND:
        spans.pop()
    if len(spans) < 4 or spans[0].name != "author" or raw[: spans[0].start].strip(" [](.0123456789\t"):
        return False
    if not all(map(_is_plain, csl["author"])) or re.search(r"[.?!]\s", str(csl.get("container-title", ""))):
        return False
    return all(_parts(raw, spans))


def _parts(raw: str, spans: Sequence[FieldSpan]) -> Iterator[bool]:
    """For each two fields that adjoin, whether the signs between them part these two."""
    for one, other in pairwise(spans):
        between = _BETWEEN.get((one.name, other.name))
        yield between is not None and between.fullmatch(raw, one.end, other.start) is not None


def _is_plain(name: Mapping[str, str]) -> bool:
    if "literal" in name:
        return names.is_organisation(name["literal"])
    return bool(_INITIALS.fullmatch(name.get("given", ""))) and name["family"][:1].isupper()
