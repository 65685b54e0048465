"""A figure of the sentence stands in the source, with another group: one of the two, or one it does not know."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks import _made, _pairs
from citewarden.checks._apart.asked import Apart, beside, sentences, telling, titles
from citewarden.checks._apart.people import groups_in
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage

_PRONOUN = re.compile(r"(?:it|its|they|their|this|that|these|those|he|she)\b", re.I)
"""What names no group itself: "it lost 1.2 percent"."""


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


_PARTS = re.compile(r"[;:] |, (?=and\b|but\b|while\b)|\b(?:and|but|while|whereas) ")
"""Where one count of a sentence ends and the next begins."""


def crossed_counts(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """Two small counts, in words or digits, that the sentence gives each to what the source gives the other."""
    mine = _counted(claim.standalone)
    if len(mine) != 2 or claim.negated:
        return None
    for passage, sentence in sentences(read):
        theirs = _counted(sentence)
        if set(theirs) != set(mine):
            continue
        (a, one), (b, other) = mine.items()
        if (
            one & theirs[b] - theirs[a]
            and other & theirs[a] - theirs[b]
            and not (one & theirs[a] - theirs[b] or other & theirs[b] - theirs[a])
        ):
            return beside(audit, f"{a:g} … {b:g}", f"{next(iter(theirs)):g} … {[*theirs][1]:g}", passage, sentence)
    return None


def _counted(text: str) -> dict[float, frozenset[str]]:
    """The counts above one of a sentence whose parts have one each, with the telling words of the part."""
    out: dict[float, frozenset[str]] = {}
    for part in _PARTS.split(text):
        counts = {q.low for q in quantities_of(part) if q.unit == "1" and q.low == q.high > 1}
        if len(counts) > 1 or counts & set(out):
            return {}
        if counts:
            bare = part
            for q in quantities_of(part):
                bare = bare.replace(q.text, " ")
            out[counts.pop()] = telling(bare)
    return out


def unknown_group(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """Of two figures that the source gives, too, one is given to a group that it nowhere names."""
    known = telling(" ".join([*(p.text for p in read), *(titles(audit, p.work) for p in read)]))
    for passage, sentence in sentences(read):
        theirs = _pairs.parts(sentence)
        mine = _pairs.parts(claim.standalone, theirs[0].figure.unit) if theirs else ()
        pairs = [(own, other) for own in mine if (other := _pairs.holder(own, theirs)) is not None]
        agreed = [own for own, other in pairs if own.words & other.words]
        strange = [(own, other) for own, other in pairs if not own.words & other.words and other.words]
        if len(pairs) == len(mine) and agreed and len(strange) == 1:
            own, other = strange[0]
            names = frozenset() if _PRONOUN.match(own.text) else telling(own.text)
            if names and not names & known and not groups_in(own.text):
                return Apart(
                    f"“{own.text}” in the article; {ev.source_read(audit, passage)} gives the figure for"
                    f" “{other.text}” and does not name the other. Compare the two.",
                    passage,
                    sentence,
                )
    return None
