"""Every finding of a run as one row of a spreadsheet.

A cell that a spreadsheet would run as a formula (OWASP, "CSV injection") is led by an apostrophe, so the words of an
article or of a registry stay words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from citewarden.formats import Site, Summary
from citewarden.model import Finding
from citewarden.store import digest
from citewarden.store.codec import encode
from citewarden.text.hidden import may_hide, shown

NAME = "csv"
FILE = "findings.csv"
GROUP = "programs"

COLUMNS = (
    "blocking",
    "level",
    "kind",
    "owner",
    "rule",
    "article",
    "line",
    "column",
    "subject",
    "quote",
    "message",
    "fix",
    "confidence",
    "suppressed",
    "change",
    "fingerprint",
    "report",
)

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


_CHANGE = "\x01"
"""Stands in a part for what became of the finding; no cell holds it, since hidden signs are written out."""


def render(site: Site) -> Iterator[str]:
    """UTF-8 text with a byte order mark (Excel), commas and CRLF (RFC 4180)."""
    return (text for _, texts in pieces(site) for text in texts)


def pieces(site: Site) -> Iterator[tuple[str, Iterable[str]]]:
    """The head, then the rows of some articles after the other."""
    yield "", ["\ufeff" + _lines([COLUMNS])]
    changed = site.changed()
    for piece in site.pieces(part, NAME):
        changes = {article: said for article in piece.articles if (said := changed(article))}
        key = piece.key and digest(piece.key, site.unchanged, encode(changes))
        yield key, _rows(piece.parts, changes, site.unchanged)


def _rows(parts: Iterable[tuple[str, str]], changes: Mapping[str, Mapping[int, str]], unchanged: str) -> Iterator[str]:
    """The rows of articles, with what became of their findings put in."""
    for article, rows in parts:
        if article in changes:
            first, *rest = rows.split(_CHANGE)
            yield first
            yield from (changes[article].get(place, unchanged) + text for place, text in enumerate(rest))
        else:
            yield rows.replace(_CHANGE, unchanged)


def part(article: Summary) -> str:
    """The rows of one article."""
    return _lines(_safe(_cells(article, finding)) for finding in article.findings)


def safe(cell: str) -> str:
    """`cell` as no spreadsheet will run it, its hidden signs written out."""
    cell = shown(cell)
    if cell[:1].isalnum():
        return cell
    return "'" + cell if cell.lstrip(" \ufeff\u200b").startswith(_FORMULA) else cell


def _safe(cells: Sequence[str]) -> list[str]:
    """`safe` of each: what begins with a letter or digit, in a row without hidden signs, is as it is."""
    hidden = may_hide("".join(cell for cell in cells if cell is not _CHANGE))
    return [safe(cell) if cell is not _CHANGE and (hidden or not cell[:1].isalnum()) else cell for cell in cells]


def _cells(article: Summary, finding: Finding) -> tuple[str, ...]:
    place = finding.location
    return (
        "yes" if finding.blocking and not finding.suppressed else "no",
        finding.level.value,
        finding.kind.value,
        finding.owner.value,
        finding.rule_id,
        finding.document,
        str(place.start_line) if place else "",
        str(place.start_column) if place else "",
        finding.subject,
        place.quote.exact if place else "",
        finding.message,
        finding.fix,
        f"{finding.confidence:.2f}",
        "yes" if finding.suppressed else "no",
        _CHANGE,
        finding.fingerprint,
        f"{article.name}.html#finding-{finding.fingerprint}",
    )


def _lines(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
