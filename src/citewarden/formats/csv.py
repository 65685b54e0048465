"""Every finding of a run as one row of a spreadsheet.

A cell that a spreadsheet would run as a formula (OWASP, "CSV injection") is led by an apostrophe, so the words of an
article or of a registry stay words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from citewarden.formats import Site, Summary, worst_first
from citewarden.model import Finding
from citewarden.text.hidden import may_hide, shown

NAME = "csv"
FILE = "findings.csv"
EXPORT = True

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


def render(site: Site) -> Iterator[str]:
    """UTF-8 text with a byte order mark (Excel), commas and CRLF (RFC 4180)."""
    yield "\ufeff" + _lines([COLUMNS])
    for article in site.articles:
        found = sorted(article.findings, key=worst_first)
        yield _lines(_safe(_cells(site, article, finding)) for finding in found)


def safe(cell: str) -> str:
    """`cell` as no spreadsheet will run it, its hidden signs written out."""
    cell = shown(cell)
    if cell[:1].isalnum():
        return cell
    return "'" + cell if cell.lstrip(" \ufeff\u200b").startswith(_FORMULA) else cell


def _safe(cells: Sequence[str]) -> list[str]:
    """`safe` of each: what begins with a letter or digit, in a row without hidden signs, is as it is."""
    hidden = may_hide("".join(cells))
    return [safe(cell) if hidden or not cell[:1].isalnum() else cell for cell in cells]


def _cells(site: Site, article: Summary, finding: Finding) -> tuple[str, ...]:
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
        site.change(finding),
        finding.fingerprint,
        f"{article.name}.html#finding-{finding.fingerprint}",
    )


def _lines(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()
