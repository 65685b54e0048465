"""Which of two has more, against the article's own table: "more common with A than with B" where its row says less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citewarden.checks import _rows
from citewarden.checks._apart.asked import telling
from citewarden.checks._apart.ranks import FAR, Rank, ranking
from citewarden.model import Claim


def turned(
    claims: Sequence[Claim], tables: Sequence[list[_rows.Cell]]
) -> Iterator[tuple[Claim, str, _rows.Cell, _rows.Cell]]:
    """Sentences that rank two columns of one row of a table the other way round: the word, and the two cells."""
    for claim in claims if tables else ():
        rank = None if claim.negated or claim.hypothetical or claim.quantities else ranking(claim.standalone)
        for cells in tables if rank and not rank.axis and rank.thing and rank.first and rank.other else ():
            if rank and (found := _turned(rank, cells)):
                yield claim, rank.word, *found
                break


def _turned(rank: Rank, cells: Sequence[_rows.Cell]) -> tuple[_rows.Cell, _rows.Cell] | None:
    """The cells of the one row on what is ranked, in the columns of the two, if they rank the two otherwise."""
    named = [c for c in cells if telling(c.row) & rank.thing]
    heads = {c.column: telling(c.column) for c in cells}
    shared = frozenset.intersection(*heads.values()) if len(heads) > 1 else frozenset()
    first, other = rank.first - rank.other - rank.thing - shared, rank.other - rank.first - rank.thing - shared
    one = [c for c in named if heads[c.column] & first and not heads[c.column] & other]
    two = [c for c in named if heads[c.column] & other and not heads[c.column] & first]
    if len(named) == 2 and len(one) + len(two) == 1:  # "every other day" beside "daily": the other column
        rest = [c for c in named if c not in (*one, *two)]
        one, two = one or rest, two or rest
    if len(one) != 1 or len(two) != 1 or one[0].start != two[0].start:
        return None
    a, b = one[0].quantity, two[0].quantity
    less, more = sorted((a.low, b.low))
    return (one[0], two[0]) if a.unit == b.unit and more >= FAR * less and (a.low > b.low) != rank.up else None
