"""What goes up, down, better or worse in the claim, against what does in the sentences that speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citewarden.nlp.verdict.alignment import FAR, NEAR
from citewarden.nlp.verdict.comparison import LONG, Comparison
from citewarden.nlp.verdict.events import ADJECTIVES, Event
from citewarden.nlp.verdict.fields.comparatives import paired, swapped
from citewarden.nlp.verdict.protocol import Mark
from citewarden.nlp.verdict.sentence import Reading
from citewarden.nlp.verdict.terms import table

_PLAIN_COMPARISONS_WORDS = """
    more less fewer higher lower greater smaller better worse effective ineffective superior inferior common
"""
_PLAIN_COMPARISONS = frozenset(_PLAIN_COMPARISONS_WORDS.split())
_PLAIN_ADJECTIVES = ADJECTIVES - {"more", "less", "least"}
NEARBY = 0.75
"""Share of what the best sentence holds that another must hold to speak of the claim's events."""


class Option(NamedTuple):
    """An event of the passage one of the claim can be set against: what both share, and its sign as seen from there."""

    shared: float
    where: int
    event: Event
    sign: int


def compare(c: Comparison) -> None:
    """Pair the claim's events with the passage's; the surest pair of opposite signs is a difference."""
    if not c.claim.events:
        return
    around = c.around(NEARBY)
    theirs = [(i, e) for i in around if not c.sentences[i].aim or c.claim.aim for e in c.sentences[i].events]
    same, waiting, taken = _twins(c, theirs)
    clashes: list[tuple[float, Event, Option]] = []
    for mine in waiting:
        options, agreed = _options(c, mine, theirs, taken)
        if not options:
            continue
        top = max(options, key=lambda o: (o.shared, -o.where, -o.event.token))
        if mine.sign * top.sign > 0:
            same += top.shared
        elif (
            mine.sign * top.sign < 0
            and not agreed
            and not any(mine.sign * o.sign > 0 and o.shared >= top.shared - 0.3 for o in options)
        ):
            clashes.append((top.shared, mine, top))
    c.same_way = bool(same)
    if clashes:
        _, mine, top = max(clashes, key=lambda r: r[0])
        _against(c, mine, top, bool(same))


def _twins(c: Comparison, theirs: Sequence[tuple[int, Event]]) -> tuple[float, list[Event], set[int]]:
    """Events both sides put in the same words: (weight shared, the claim's others, places in `theirs` taken)."""
    same = 0.0
    taken: set[int] = set()
    waiting = []
    for mine in c.claim.events:
        for n, (i, e) in enumerate(theirs):
            if (
                n not in taken
                and (e.key == mine.key or e.word == mine.word)
                and e.turned == mine.turned
                and not (mine.right and e.right)
                and (shared := _shared(c, mine.near, c.sentences[i], e.near)) >= 0.15
            ):
                taken.add(n)
                same += max(0.3, shared)
                break
        else:
            waiting.append(mine)
    return same, waiting, taken


def _options(
    c: Comparison, mine: Event, theirs: Sequence[tuple[int, Event]], taken: set[int]
) -> tuple[list[Option], bool]:
    """What an event can be set against, and whether an event it cannot agrees with it about the same word."""
    options: list[Option] = []
    agreed = False
    for n, (i, e) in enumerate(theirs):
        sentence = c.sentences[i]
        if n in taken or not _alike(c, mine, sentence, e):
            agreed = agreed or (mine.sign * e.sign > 0 and _same_words(c, mine, sentence, e))
            continue
        shared = _shared(c, mine.near, sentence, e.near) + (0.7 if paired(mine, e) else 0.0)
        if shared < 0.25:
            continue
        sign = -e.sign if swapped(mine, e) else e.sign
        if mine.key == e.key and not (mine.right and e.right):
            sign = mine.sign if mine.turned == e.turned else -mine.sign
        options.append(Option(shared - (0.0 if i == c.best else 0.2), i, e, sign))
    return options, agreed


def _against(c: Comparison, mine: Event, found: Option, same: bool) -> None:
    shared, i, theirs, _ = found
    weight = (1.0 if shared >= 0.8 else 0.85 if shared >= 0.5 else 0.65) - (0.25 if same else 0.0)
    if len(c.claim.events) > 2 or len(c.sentences[i].events) > 4:
        weight = min(weight, 0.55)
    if _stops(c.claim) != _stops(c.sentences[i]) or c.long(i):
        weight = min(weight, 0.5)
    turned = mine.key == theirs.key and mine.turned != theirs.turned and not (mine.right and theirs.right)
    c.against(
        "negation" if turned else "direction",
        max(weight, 0.55),
        f"“{_told(mine, turned)}” in the article, “{_told(theirs, turned)}” in the source"
        if mine.word != theirs.word or turned
        else f"“{mine.word}” is said of one in the article, of the other in the source",
        Mark(-1, mine.start, mine.end, "direction"),
        Mark(i, theirs.start, theirs.end, "direction"),
    )


def _told(event: Event, turned: bool) -> str:
    """An event's word, with its denial where that is what differs."""
    return f"not {event.word}" if turned and event.turned else event.word


def _stops(reading: Reading) -> bool:
    return any(k.endswith(":stop") for k in reading.keys)


def _shared(c: Comparison, a: frozenset[int], sentence: Reading, b: frozenset[int]) -> float:
    """Weight of the claim terms of `a` that stand among the sentence's terms `b`."""
    terms = sentence.terms
    keys = {terms[k].key for k in b}
    prefixes = {k[:6] for k in keys if len(k) >= 6 and k[0] != "="}
    mine = c.claim.terms
    return sum([mine[k].weight for k in a if mine[k].key in keys or mine[k].key[:6] in prefixes])


def _alike(c: Comparison, mine: Event, sentence: Reading, theirs: Event) -> bool:
    """Can two events be set against each other: of one sort, about one property?"""
    if mine.key == theirs.key or (paired(mine, theirs) and {mine.word, theirs.word} <= _PLAIN_COMPARISONS):
        return True
    if mine.sign and theirs.sign and abs(mine.sign) != abs(theirs.sign):
        return False
    if (mine.word in _PLAIN_ADJECTIVES) != (theirs.word in _PLAIN_ADJECTIVES):
        return False
    return _same_attribute(c, mine, sentence, theirs)


def _same_words(c: Comparison, mine: Event, sentence: Reading, theirs: Event) -> bool:
    """Do both events stand beside the same word?"""
    return bool({c.claim.terms[k].key for k in mine.attribute} & {sentence.terms[k].key for k in theirs.attribute})


def _same_attribute(c: Comparison, mine: Event, sentence: Reading, theirs: Event) -> bool:
    """Do both events speak of one property (the nearest words), not only of the same subject?"""
    long = len(sentence.tokens) > LONG
    if not mine.attribute or not theirs.attribute:
        return not long
    if _same_words(c, mine, sentence, theirs):
        return True
    rows = [v for k in mine.attribute if (v := c.claim.terms[k].vector) >= 0]
    others = [v for k in theirs.attribute if (v := sentence.terms[k].vector) >= 0]
    if not rows or not others:
        return False
    return max(value for (value,) in table().likeness(rows, [others])) >= (NEAR if long else FAR)
