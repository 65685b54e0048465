"""What an article cites, and where (CSL-JSON)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citewarden.model.annotation import SpecificResource


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Where a CSL variable was read in `Reference.raw` (code points), and how sure the parser is, 0 to 1."""

    name: str
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of an article's reference list, or one listed-nowhere address its text links to.

    `id` is "<document id>#ref-<n>", n counting from 1 in printed order. `raw` is the entry to the byte. `csl` is valid
    CSL-JSON (without "id"). Identifiers are in normal form (`text/identifiers.py`), "" if absent. `accessed` is ISO.
    `listed` is False for an inline link that no list entry repeats. `unplaced` are the words and numbers of `raw` that
    stand in no field and are no label; `doubtful` says that the entry may have been misread.
    """

    id: str
    document: str
    raw: str
    target: SpecificResource
    csl: Mapping[str, Any] = field(default_factory=dict)
    style: str = ""
    label: str = ""
    DOI: str = ""
    PMID: str = ""
    PMCID: str = ""
    ISBN: str = ""
    URL: str = ""
    accessed: str = ""
    fields: tuple[FieldSpan, ...] = ()
    listed: bool = True
    unplaced: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One cited work inside a citation (CSL cite item): `id` is a Reference id, `label` what is printed.

    `id` is "" where nothing in the article answers to what is printed: the mark binds to nothing and is told.
    """

    id: str
    locator: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """An in-text mark ("[3-5]", "(Vogt 2009)", a linked phrase) and the stretch of text it covers.

    `id` is "<document id>#cit-<n>". `covers_start`/`covers_end` bound the statement(s) the mark is taken to back.
    """

    id: str
    document: str
    target: SpecificResource
    items: tuple[CiteItem, ...]
    covers_start: int
    covers_end: int
