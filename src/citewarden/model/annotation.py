"""Where in a text something stands (W3C Web Annotation, SARIF region)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The words themselves with up to 32 code points either side, so that an anchor survives edits elsewhere."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """Code-point offsets into `Document.text` (or `Passage.text` of a source), end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SpecificResource:
    """A span of one text; lines and columns are 1-based code points of the *file* the text came from, end exclusive.

    Where a file has no lines (DOCX), lines and columns count in the extracted text, and `place` says in words where the
    span stands ("under “Doses”, paragraph 3"); it is "" for files with lines.
    """

    source: str
    quote: TextQuoteSelector
    position: TextPositionSelector
    start_line: int = 1
    start_column: int = 1
    end_line: int = 1
    end_column: int = 1
    place: str = ""
