"""One thing set above another: "more A than B", whoever says it and whatever numbers the passage gives for both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.events import Event
from citewarden.nlp.verdict.fields.numbers import stretch
from citewarden.nlp.verdict.protocol import Mark

_COMPARES = re.compile(
    r"\b(?:more|less|fewer|most|least|\w{3,}(?:er|est)|twice|half|double|triple|times|as \w+ as|superior|inferior|"
    r"outperform\w*|exceed\w*|highest|lowest|worse|better|best|worst|differ\w*|while|whereas|but)\b",
    re.I,
)
_COMPARING = re.compile(r"\b(?P<word>more|less|\w{3,}er|worse|superior|inferior)\b(?=[^.;]{0,80}\bthan\b)", re.I)
"""The word by which one thing is set above another."""
_VERDICT_WORDS = frozenset(
    ("effective", "ineffective", "better", "worse", "best", "worst", "superior", "inferior", "efficacy")
)


def paired(mine: Event, theirs: Event) -> bool:
    """Are the same two things compared, whichever way?"""
    if not (mine.right and theirs.right):
        return False
    if abs(mine.sign) != abs(theirs.sign) and not {mine.word, theirs.word} & _VERDICT_WORDS:
        return False
    a, b = mine.right - mine.left, mine.left - mine.right
    return bool((a & (theirs.left | theirs.right)) and (b & (theirs.left | theirs.right)))


def swapped(mine: Event, theirs: Event) -> bool:
    """A than B here, B than A there?"""
    if not (mine.right and theirs.right):
        return False
    own, other = mine.right - mine.left, theirs.right - theirs.left
    crossed = len(own & (theirs.left - theirs.right)) + len(other & (mine.left - mine.right))
    return crossed >= 2 and crossed > 2 * len(own & other)


def unmade(c: Comparison) -> None:
    """A claim that sets one thing above another, where the passage compares nothing or says both "more" and "less"."""
    mine = [e for e in c.claim.events if e.right and e.sign]
    if not mine or c.claim.null:
        return
    spoken = {*c.around(0.75), *(i for i, cover in enumerate(c.cover) if cover >= 0.5 * c.cover[c.best])}
    signs = {e.sign > 0 for e in c.closest.events if abs(e.sign) == 1}
    both_ways = len(signs) == 2 and c.closest.than < 0
    if not any(_compares(c, i) for i in spoken) or (both_ways and not c.same_way):
        word = _COMPARING.search(c.claim.text)
        said = f"“{word['word']} than”" if word else "a comparison"
        c.against("scope", 0.45, f"{said} in the article; the source does not make this comparison")


def _compares(c: Comparison, i: int) -> bool:
    s = c.sentences[i]
    return bool(s.than >= 0 or s.null or s.search(_COMPARES) or sum(q.unit != "1" for q in s.quantities) >= 2)


def by_numbers(c: Comparison) -> None:
    """ "More A than B" against the shares the source gives for A and for B."""
    for e in c.claim.events:
        if not e.right or abs(e.sign) != 1:
            continue
        left, right = _shares(c, e)
        if len(left) == 1 and len(right) == 1:
            gap = left[0] - right[0]
            if gap * e.sign < 0:
                why = f"“{e.word}” in the article; the source gives {left[0]:g} % and {right[0]:g} %"
                c.against("direction", 0.9, why, Mark(-1, e.start, e.end, "direction"))
            return


def _shares(c: Comparison, e: Event) -> tuple[Sequence[float], Sequence[float]]:
    """The shares the passage gives for what stands before "than" in the claim, and for what stands after."""
    before = frozenset(t.key for t in c.claim.terms if t.token < c.claim.than and t.token != e.token)
    left, right = before - e.right, e.right - before
    shares = [(s, a) for s in c.sentences for a in s.amounts if a.quantity.unit in ("%", "percentage point")]
    held = []
    for s, a in shares:
        low, high = stretch(s, a)
        held.append(frozenset(t.key for t in s.terms if low <= t.start < high))
    common = frozenset.intersection(*held) if len(held) > 1 else frozenset()
    values: tuple[list[float], list[float]] = ([], [])
    for (_, a), keys in zip(shares, held, strict=True):
        one, other = len((keys & left) - common), len((keys & right) - common)
        if one != other:
            values[one < other].append(a.quantity.low)
    return values
