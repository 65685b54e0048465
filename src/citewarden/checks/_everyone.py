"""A share of one row told of everyone: "a quarter of pregnant women", where the table gives that for the last months
and another share for all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citewarden.checks import _evidence as ev
from citewarden.checks import _rows
from citewarden.checks._apart.ratios import is_change
from citewarden.checks._figures import figures
from citewarden.model import Audit, Claim, Quantity
from citewarden.text.quantities import agree

FAR = 0.15
"""Share by which a figure lies beside that of all, so that it is no rounding of it."""
_PEOPLE = re.compile(
    r"\b(?:people|adults|children|(?:wo)?men|patients|pupils|students|babies|infants|teenagers|mothers|everyone|us)\b",
    re.I,
)
_NARROWED = re.compile(
    r"\b(?:who|whose|with|without|aged?|under|over|older|younger|between|among|after|before|during|in the|in those"
    r"|than|compared|against)\b",
    re.I,
)
"""What says that a sentence is of a part."""
ALL = 99.0
"""Percent from which a row of all only says that its shares are parts of one whole."""
NEAR = 3
"""Most words between a share and whom it is of."""
WORDS = 2
"""Fewest telling words that it has in common with what the table is of."""


def told_of_all(
    audit: Audit, tables: Sequence[list[_rows.Cell]]
) -> Iterator[tuple[Claim, Quantity, _rows.Cell, _rows.Cell]]:
    """Sentences that give all people one share, which a table gives for one of its rows, with that row and the row of
    all."""
    for cells in tables:
        shares = [c for c in cells if c.quantity.unit == "%"]
        wholes = [c for c in shares if _rows.is_total(c.row)]
        parts = [c for c in shares if not _rows.is_total(c.row)]
        if len(wholes) != 1 or wholes[0].quantity.low >= ALL or len(parts) < 2 or len({c.column for c in shares}) != 1:
            continue
        about = ev.stems(" ".join((_over(audit, cells), *(c.column for c in cells))))
        for claim in audit.claims:
            own = _share_of_all(audit, claim)
            if own is None or len(ev.stems(claim.standalone) & about) < WORDS or _names(claim, parts):
                continue
            whole, value = wholes[0], wholes[0].quantity.low
            rows = sorted((c for c in parts if agree(own, c.quantity)), key=lambda c: abs(c.quantity.low - own.low))
            if rows and not agree(own, whole.quantity) and abs(own.low - value) > FAR * value:
                yield claim, own, rows[0], whole


def _share_of_all(audit: Audit, claim: Claim) -> Quantity | None:
    """The one figure of a sentence of running text that is a share of people whom nothing narrows."""
    said = figures(claim)
    start = claim.target.position.start
    row = any(b.kind == "row" and b.start <= start < b.end for b in audit.document.blocks)
    if len(said) != 1 or said[0].unit != "%" or claim.hypothetical or claim.negated or row:
        return None
    text, own = claim.standalone, said[0]
    if is_change(text, own) or not _is_of_people(text, own):
        return None
    return None if _NARROWED.search(text) else own


def _is_of_people(text: str, own: Quantity) -> bool:
    """Whether a word for people follows a share closely."""
    found = _PEOPLE.search(text, own.end)
    return found is not None and len(text[own.end : found.start()].split()) <= NEAR


def _names(claim: Claim, parts: Sequence[_rows.Cell]) -> bool:
    """Whether a sentence has a telling word of a row's name that not all rows share."""
    named = [ev.stems(cell.row) for cell in parts]
    shared = frozenset.intersection(*map(frozenset, named)) if named else frozenset()
    return any((own - shared) & ev.stems(claim.standalone) for own in named)


def _over(audit: Audit, cells: Sequence[_rows.Cell]) -> str:
    """What stands over a table."""
    before = [b for b in audit.document.blocks if b.start < cells[0].start and b.kind != "row"]
    return audit.document.text[before[-1].start : before[-1].end] if before else ""
