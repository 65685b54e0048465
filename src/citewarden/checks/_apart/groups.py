"""A figure of the sentence stands in the source, with another group: the other one of the two."""

from __future__ import annotations

from citewarden.checks import _evidence as ev
from citewarden.checks import _made, _pairs
from citewarden.checks._apart.asked import Apart, sentences
from citewarden.model import Audit, Claim, Passage


def another_group(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A figure of the sentence stands in the source, with another group."""
    for passage, sentence in sentences(read):
        swap = _pairs.swapped(claim.standalone, sentence)
        if swap is not None and not (
            _made.tells_apart(claim.standalone, swap.own.figure) and "differen" in swap.holder.text
        ):
            return Apart(
                f"“{swap.own.figure.text}” seems to be of another group: {ev.source_read(audit, passage)} gives"
                f" “{swap.holder.text}” and “{swap.there.text}”. Compare the two.",
                passage,
                sentence,
            )
    return None
