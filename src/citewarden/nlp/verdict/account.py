"""Two sentences set against each other: what of each is accounted for in the other, what is left over, what differs.

A claim is carried by a sentence only where nothing is left over on either side that could turn the sense, and the
parts stand in the same roles. One sure difference on a sentence that is accounted for otherwise is a contradiction.
Everything else is not known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citewarden.nlp.verdict import differences, order
from citewarden.nlp.verdict.differences import Difference, Sides, often, same_number
from citewarden.nlp.verdict.items import DOWN, NOT, UP, Item, names_people, turns
from citewarden.nlp.verdict.leftover import left_over

CLOSE = 3
"""Words left over at most for the roles of the rest to be worth a look."""
MISSED = 2
"""Things of the claim that neither a sentence nor those before it say, from which no account comes out: above it."""
_LIGHT = frozenset(("#often", "use", "eat", "=172:alcohol", "follow"))
"""What a number may be said with or without: "drinking the juice every day"."""
_PRONOUN = re.compile(r"(?:It|They|These|This|He|She|Its|Their)\b")
_BARE_DOSES = re.compile(
    r"(?:Doses|Amounts|Intakes|Quantities) (?:above|over|below|under|of|up to|exceeding|greater|more|less)\b"
)
_PER = {"/day": 1.0}


@dataclass(frozen=True, slots=True)
class Account:
    """A claim beside one sentence: `shared` things that matter, what differs, the claim's things `left` without a
    counterpart, the sentence's things `over` that may turn its sense; `turned`: in other roles."""

    shared: int
    differences: tuple[Difference, ...]
    left: tuple[Item, ...]
    over: tuple[Item, ...]
    turned: bool

    @property
    def carried(self) -> bool:
        """Is all of the claim said, in the same roles, and nothing else?"""
        return not (self.left or self.over or self.turned or self.differences) and self.shared >= 2

    @property
    def opposed(self) -> bool:
        """Is one thing said otherwise, and enough of the rest the same to be sure that it is said of the same?"""
        if len(self.differences) != 1 or self.turned or self.shared < 1:
            return False
        (it,) = self.differences
        if it.claim is not None and it.source is not None and it.claim.amount is not None:
            firm = [i for i in self.left if i.key not in _LIGHT]
            return not firm and len(self.over) <= 1 and not any(_weighty(i) for i in self.over)
        return not (self.left or self.over)

    @property
    def narrowed(self) -> tuple[Item, Item] | None:
        """The claim's "all" and the group the source speaks of, where that is what stands between the two."""
        every = next((i for i in self.left if i.key in ("every", "adult")), None)
        some = next(
            (i for i in self.over if names_people(i) or (i.amount is not None and i.amount.dimension == "age")), None
        )
        if every is None or some is None or self.differences or len(self.left) > 1 or len(self.over) > 2 * CLOSE:
            return None
        return every, some


def _weighty(item: Item) -> bool:
    """May a word left over turn a number into that of another thing?"""
    return item.key[0] == "#" or item.key == NOT or item.key in ("than", UP, DOWN) or turns(item) or names_people(item)


def likely(claim: frozenset[str], there: frozenset[str], before: frozenset[str]) -> bool:
    """Is a full account worth trying? The keys are those of `firm_keys`."""
    missing = claim - there
    return len(missing) <= 1 + len(claim) // 2 and len(missing - before) <= MISSED and not claim.isdisjoint(there)


def account(
    claim: tuple[Item, ...], source: tuple[Item, ...], texts: tuple[str, str], before: Sequence[Item] = ()
) -> Account:
    """Set a claim against one sentence; `before` is what the sentences before it say."""
    pairs = _pairs(claim, source)
    free = [k for k in range(len(claim)) if k not in pairs]
    spare = [n for n in range(len(source)) if n not in pairs.values()]
    a = Sides(claim, source, texts, pairs, free, spare)
    differences.find(a)
    pronoun = _PRONOUN.match(texts[1]) is not None and a.free == list(range(len(a.free)))
    if pronoun or not (a.differences or any(i.key == "than" for i in (*claim, *source))):
        a.free = _refers(a, before)
    _elliptical(a)
    left = tuple(claim[k] for k in a.free if not claim[k].harmless and claim[k].key != "may")
    used = {*pairs.values(), *(source.index(d.source) for d in a.differences if d.source)}
    over = tuple(source[n] for n in left_over(claim, source, used, a.spare, texts[1]))
    turned = False
    if len(left) + len(over) <= CLOSE:
        number = len(a.differences) == 1 and a.differences[0].claim is not None and bool(a.differences[0].claim.amount)
        turned = order.turned(claim, source, pairs, texts, one_number=number)
        if turned and not left and (swapped := order.exchanged(claim, source, pairs, texts)):
            a.differences.append(Difference("direction", *swapped))
            turned = False
    shared = sum(not claim[k].harmless and claim[k].key != NOT for k in pairs)
    return Account(shared, tuple(a.differences), left, over, turned)


def _pairs(claim: Sequence[Item], source: Sequence[Item]) -> dict[int, int]:
    """Equal things, each used once: what has one counterpart first, then of several the one beside its neighbours'."""
    options = {
        k: [n for n, s in enumerate(source) if (same_number(item, s) if item.key[0] == "#" else item.key == s.key)]
        for k, item in enumerate(claim)
    }
    out: dict[int, int] = {}
    taken: set[int] = set()
    for k in sorted(options, key=lambda k: (len(options[k]), k)):
        free = [n for n in options[k] if n not in taken]
        if free:
            near = [(v, u - k) for u, v in out.items()]
            out[k] = min(free, key=lambda n: (min((abs(n - v + d) + abs(d) for v, d in near), default=0), n))
            taken.add(out[k])
    return out


def _refers(a: Sides, before: Sequence[Item]) -> list[int]:
    """What of the claim is its topic, named in the sentences before and taken for granted in this one."""
    times = {often(i) for i in before} | {
        _PER[i.amount.quantity.unit[-4:]] for i in before if i.amount and i.amount.quantity.unit[-4:] in _PER
    }
    free = [k for k in a.free if often(a.claim[k]) is None or often(a.claim[k]) not in times]
    if not before or any(a.claim[k].key[0] == "#" or a.claim[k].key == NOT for k in free):
        return free
    named = {i.key for i in before}
    firm = [k for k in free if not a.claim[k].harmless]
    if (
        len(firm) <= 3
        and all(a.claim[k].key in named for k in firm)
        and not any(names_people(a.claim[k]) for k in firm)
    ):
        return []
    return free


def _elliptical(a: Sides) -> None:
    """ "Doses above 2 g": the doses are those of what the claim names before its number."""
    if not _BARE_DOSES.match(a.texts[1]) or not a.free:
        return
    number = next((k for k in sorted(a.pairs) if a.claim[k].amount is not None), -1)
    if max(a.free) < number and len(a.free) <= 2 and not any(a.claim[k].key[0] == "#" for k in a.free):
        a.spare = [n for n in a.spare if n != 0]
        a.free = []
