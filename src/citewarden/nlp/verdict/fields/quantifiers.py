"""How often, how many: "all", "most", "seldom" on either side, and the shares that would bear them out."""

from __future__ import annotations

import re

from citewarden.nlp.verdict.comparison import Comparison, number_mark, word_mark
from citewarden.nlp.verdict.protocol import Mark

_GREAT = re.compile(
    r"\b(?:massive|extensive|widespread|marked|severe|substantial|profound|prominent|considerable|pronounced|"
    r"striking|large|major|heavy)\b",
    re.I,
)
"""Words by which a source says "much" where a claim says "rarely": how much, not how often: a candidate only."""
_LOSS = re.compile(r"\b(?:loss|damage|destruction|involvement|injury|degeneration)\b", re.I)
"""What "very rarely touches" and "massive loss of" cannot both be said of without a question."""
_TURN = re.compile(r"(?:However|But|There (?:is|are)|The (?:fourth|third|second|last|others?)|One |Others?|Except)\b")
_HOW_OFTEN = re.compile(
    r"(?:every|each) (?:\w+ )?(?:minutes?|hours?|days?|nights?|mornings?|evenings?|weeks?|months?|years?)\b", re.I
)
"""When a thing is done ("injected every month"), which leaves nobody out."""
_NOT_LOOKED_AT = re.compile(r"\bnot (?:been )?(?:tested|studied|examined|measured|looked|asked)\b")


def shares(c: Comparison) -> None:
    """ "Most" against a share below a half, "few" against one above."""
    word, step = c.claim.quantifier
    if step < 0 or step == 2 or c.claim.than >= 0 or any(q.unit == "%" for q in c.claim.quantities):
        return
    given = [q for q in c.closest.quantities if q.unit == "%"]
    if len(given) != 1:
        return
    value = given[0].low
    if (step == 4 and value < 45) or (step >= 5 and value < 90) or (step <= 1 and value > 50):
        c.against(
            "quantifier",
            0.65,
            f"“{word}” in the article, {given[0].text} in the source",
            word_mark(c.claim.text, word, -1),
            number_mark(c.best, given[0], "quantifier"),
        )


def compare(c: Comparison) -> None:
    """Set the claim's step on the scale from "never" to "all" against the best sentence's."""
    best = c.closest
    (mine, a), (theirs, b) = c.claim.quantifier, best.quantifier
    if a >= 0 and (not _said_of(c, mine) or any(step == a for _, step, _ in best.quantifiers)):
        b = -1
    if a < 0:
        return
    seldom = any(0 <= step <= 1 for _, step, _ in best.quantifiers)  # "severe reactions are rare", says the source, too
    great = best.search(_GREAT) if a <= 1 and b < 2 and not seldom else None
    if great and not best.negators and not best.null:
        c.against(
            "quantifier",
            0.8,
            f"“{mine}” in the article, “{great.group()}” in the source",
            word_mark(c.claim.text, mine, -1, "quantifier"),
            Mark(c.best, great.start(), great.end(), "quantifier"),
            sure=not c.missing and best.search(_LOSS) is not None,
        )
        return
    wide = a == 5 and not c.claim.negators
    if b >= 0 and a != b and _steps_apart(c, (mine, a), (theirs, b), wide=wide):
        return
    if wide and not c.claim.exception and not _HOW_OFTEN.match(c.claim.text, c.claim.quantifiers[0][2]):
        _exception(c, mine)


def _steps_apart(c: Comparison, own: tuple[str, int], other: tuple[str, int], *, wide: bool) -> bool:
    """Note two unlike steps; True where that settles it."""
    (mine, a), (theirs, b) = own, other
    best = c.closest
    marks = (
        word_mark(c.claim.text, mine, -1, "quantifier"),
        word_mark(best.text, theirs, c.best, "quantifier"),
    )
    if (a <= 1 and b >= 3) or (a >= 3 and b <= 1):
        c.against("quantifier", 0.85, f"“{mine}” in the article, “{theirs}” in the source", *marks)
        return True
    only = f"“{mine}” in the article, only “{theirs}” in the source"
    if wide and b in (2, 3, 4):
        strong = best.exception or any(step <= 2 for _, step, _ in best.quantifiers) or bool(best.negators)
        c.against("quantifier", 0.9 if strong else 0.55, only, *marks)
        return True
    if a - b >= 2 or (a >= 4 and b <= 3 and a > b):
        c.against("quantifier", 0.5, only, *marks)
    return False


def _exception(c: Comparison, word: str) -> None:
    """ "All" in the claim, where the passage goes on to an exception."""
    for i in sorted({c.best, c.best + 1, c.second} & set(range(len(c.sentences)))):
        s = c.sentences[i]
        turn = i > c.best and _TURN.match(s.text)
        if s.search(_NOT_LOOKED_AT):
            continue
        except_here = s.exception or s.denies or (s.null and not c.claim.null)
        if turn or (except_here and c.cover[i] >= 0.75 * c.cover[c.best]):
            why = f"“{word}” in the article; the source makes an exception"
            c.against("quantifier", 0.5 if c.long(i) else 0.75, why, word_mark(c.claim.text, word, -1))
            return


def _said_of(c: Comparison, word: str) -> bool:
    """Does the best sentence speak of what the claim's "seldom" or "all" is said of (the words after it)?"""
    at = c.claim.text.lower().find(word.lower()) + len(word)
    after = [k for k in c.need if c.claim.terms[k].start >= at][:3]
    return not after or any(c.strength[c.best][k] >= 0.6 for k in after)
