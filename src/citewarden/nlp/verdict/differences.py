"""One thing said otherwise in a claim and a sentence: another number, an opposite, a denial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from citewarden.nlp.verdict.amounts import Amount, agrees, comparable
from citewarden.nlp.verdict.items import DOWN, NOT, UP, Item, words

_NOTHING_BEYOND = re.compile(
    r"[;,.]? (?:but |and )?(?:longer|later|further|higher|larger|what happens (?:later|after)|beyond that|after that|"
    r"data beyond)[^.;]{0,40}\b(?:not|no|un(?:known|clear|certain|studied|available))\b"
    r"|[;,.]? (?:but |and )?(?:there (?:is|are) )?(?:no|nothing)(?: (?:further|longer|later))?"
    r"(?: (?:data|evidence|stud(?:y|ies)|results|information|figures|is known))[^.;]{0,20}"
    r"\b(?:beyond|longer|after|later|further)\b",
    re.I,
)
_WITH = re.compile(
    r"\b(?:taken?|takes|taking|swallow(?:ed)?|eaten?|drunk|used?|given|applied|works?|resolves?|heals?) with "
    r"(?:the |a |an )?$",
    re.I,
)
_OF_SOME = re.compile(r"\b(?:who|which|that|whose|those|than|with|and|or|if|when|because) $", re.I)
_KINDS_WORDS = """
    rare common frequent early late mild severe acute chronic upper lower left right hot cold high low young old younger
    older
"""
_KINDS = frozenset(_KINDS_WORDS.split())
_TIMED = ("before", "after")
_QUANTIFIERS = frozenset(("rarely", "often", "typically", "most", "every", "some", "always"))


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing said otherwise: `kind` is the issue, `claim` and `source` where it stands (None: not there)."""

    kind: str
    claim: Item | None
    source: Item | None

    @property
    def why(self) -> str:
        """In words, for an editor."""
        if self.claim is None or self.source is None:
            said, where = (self.claim, "article") if self.claim else (self.source, "source")
            return f"“{said.words if said else ''}” stands only in the {where}"
        if self.claim.amount and self.source.amount:
            return f"{_shown(self.claim)} in the article, {_shown(self.source)} in the source"
        return f"“{self.claim.words}” in the article, “{self.source.words}” in the source"


def _shown(item: Item) -> str:
    return f"{item.lead} {item.words}".strip() if item.lead == "to" else item.words


@dataclass(slots=True)
class Sides:
    """A claim and a sentence while they are compared: places of what agrees, and of what has no counterpart yet."""

    claim: tuple[Item, ...]
    source: tuple[Item, ...]
    texts: tuple[str, str]
    pairs: dict[int, int]
    free: list[int]
    spare: list[int]
    differences: list[Difference] = field(default_factory=list)

    def differ(self, kind: str, k: int | None, n: int | None) -> None:
        """Note a difference between the claim's thing at `k` and the sentence's at `n`; both are accounted for then."""
        mine = self.claim[k] if k is not None else None
        theirs = self.source[n] if n is not None else None
        self.differences.append(Difference(kind, mine, theirs))
        if k is not None:
            self.free.remove(k)
        if n is not None:
            self.spare.remove(n)


def find(a: Sides) -> None:
    """Every difference, and numbers that are the same said otherwise."""
    _numbers(a)
    _opposites(a)
    _denials(a)
    _withouts(a)
    for d in a.differences:
        if d.source and d.claim and (beyond := _NOTHING_BEYOND.match(a.texts[1], d.source.end)):
            a.spare[:] = [n for n in a.spare if a.source[n].start < beyond.start()]
            a.differences[:] = [x for x in a.differences if x.claim or not x.source or x.source.start < beyond.start()]
            return


def _numbers(a: Sides) -> None:
    """Numbers without an equal: the same size said otherwise ("halved", "HR 0.5"), or another number of the same."""
    for k in [k for k in a.free if a.claim[k].key[0] == "#"]:
        numbers = [n for n in a.spare if a.source[n].key[0] == "#"]
        same = next((n for n in numbers if _converted(a, k, n)), None)
        if same is not None:
            a.pairs[k] = same
            a.free.remove(k)
            a.spare.remove(same)
            continue
        mine = a.claim[k]
        near = [n for n in numbers if _other_number(mine, a.source[n], a.texts[1]) and _beside(a, k, n)]
        if len(near) == 1:
            a.differ(_kind(mine, a.source[near[0]]), k, near[0])


def same_number(a: Item, b: Item) -> bool:
    """Do two numbers say the same?"""
    if a.key == "#often" or b.key == "#often":
        return a.key[0] == b.key[0] == "#" and often(a) == often(b) is not None
    if not a.amount or not b.amount or not comparable(a.amount, b.amount) or a.key != b.key:
        return False
    if "to" in (a.lead, b.lead) and a.lead != b.lead and _relative(a.amount):
        return False
    if a.sign * b.sign < 0 or (a.sign < 0) != (b.sign < 0):
        return False
    return agrees(a.amount, b.amount) is True


def often(a: Item) -> float | None:
    """Times a day, if that is what the item says."""
    if a.key == "#often":
        return round(a.often, 3)
    if a.amount and a.amount.dimension == "frequency/time" and a.amount.low == a.amount.high:
        return round(a.amount.low, 3)
    return None


def _relative(a: Amount) -> bool:
    return a.dimension in ("%", "fold")


def _other_number(a: Item, b: Item, text: str) -> bool:
    """Two numbers of one thing that cannot both hold."""
    mine, theirs = often(a), often(b)
    if mine is not None or theirs is not None:
        return mine is not None and theirs is not None and mine != theirs
    if not a.amount or not b.amount or a.key != b.key or not comparable(a.amount, b.amount):
        return False
    if a.amount.dimension == "age":
        return False  # another group of people, not another number of the same
    if a.sign * b.sign < 0 or (a.sign < 0) != (b.sign < 0):
        return True
    if "to" in (a.lead, b.lead) and a.lead != b.lead and _relative(a.amount):
        return True
    if b.amount.bound[0] == ">" and a.amount.bound == "=" and a.amount.low > b.amount.low:
        return bool(_NOTHING_BEYOND.match(text, b.end))
    return agrees(a.amount, b.amount) is False


def _beside(a: Sides, k: int, n: int) -> bool:
    """Do two numbers stand beside the same thing, before or after?"""
    back = {v: u for u, v in a.pairs.items()}
    kind = a.claim[k].amount
    if kind is not None and all(
        sum(i.amount is not None and comparable(i.amount, kind) for i in row) == 1 for row in (a.claim, a.source)
    ):
        return True
    before = next((i for i in range(k - 1, -1, -1) if i in a.pairs), None)
    after = next((i for i in range(k + 1, len(a.claim)) if i in a.pairs), None)
    theirs_before = next((back[j] for j in range(n - 1, -1, -1) if j in back), None)
    theirs_after = next((back[j] for j in range(n + 1, len(a.source)) if j in back), None)
    return (before is not None and before == theirs_before) or (after is not None and after == theirs_after)


def _kind(a: Item, b: Item) -> str:
    if not a.amount or not b.amount:
        return "dose"
    if a.amount.written == b.amount.written and a.amount.quantity.unit != b.amount.quantity.unit:
        return "unit"
    if a.amount.dimension.endswith("/time"):
        return "dose"
    return "number"


def _converted(a: Sides, k: int, n: int) -> bool:
    """ "Halved" beside "reduced by 50 %", "lowered by 25 %" beside a ratio of 0.75."""
    mine, theirs = a.claim[k], a.source[n]
    x, y = _change(mine, a.claim), _change(theirs, a.source)
    if x is None or y is None or abs(x - y) > 0.015 + 0.02 * abs(y):
        return False
    if mine.key == theirs.key and mine.amount and theirs.amount and mine.amount.dimension == theirs.amount.dimension:
        return False
    a.spare[:] = [i for i in a.spare if a.source[i].key not in (DOWN, UP)]
    a.free[:] = [i for i in a.free if a.claim[i].key not in (DOWN, UP)]
    return True


def _change(item: Item, row: Sequence[Item]) -> float | None:
    """What is left of the whole after the change an item tells of (0.5 for "halved", "by 50 %" with a fall)."""
    a = item.amount
    if a is None or a.low != a.high:
        return None
    if item.key == "#ratio":
        return a.low
    if a.dimension == "fold":
        return a.low if a.low > 0 else None
    if a.dimension == "%" and item.lead != "to":
        moves = [i.key for i in row if i.key in (DOWN, UP)]
        if len(moves) == 1:
            return 1 - a.low / 100 if moves[0] == DOWN else 1 + a.low / 100
    return None


def _opposites(a: Sides) -> None:
    for k in list(a.free):
        key = a.claim[k].key
        against = words().opposites.get(key, frozenset())
        found = [n for n in a.spare if a.source[n].key in against]
        if len(found) == 1 and _beside(a, k, found[0]) and not _two_kinds(a, k, found[0]):
            a.differ("temporal" if key in _TIMED else "quantifier" if key in _QUANTIFIERS else "direction", k, found[0])


def _two_kinds(a: Sides, k: int, n: int) -> bool:
    """ "Late syphilis" and "early syphilis": two kinds of a thing, which do not exclude each other."""
    return a.claim[k].words in _KINDS and a.pairs.get(k + 1) == n + 1


def _denials(a: Sides) -> None:
    mine = [k for k in a.free if a.claim[k].key == NOT]
    last = max(a.pairs.values(), default=-1)
    theirs = [n for n in a.spare if a.source[n].key == NOT and n < last]
    aside = any(_OF_SOME.search(a.texts[0][: a.claim[k].start]) for k in mine) or any(
        _OF_SOME.search(a.texts[1][: a.source[n].start]) for n in theirs
    )
    if not aside and len(mine) + len(theirs) == 1:
        a.differ("negation", mine[0] if mine else None, theirs[0] if theirs else None)


def _withouts(a: Sides) -> None:
    """ "Taken with milk" against "taken without milk"."""
    back = {n: k for k, n in a.pairs.items()}
    for k in [k for k in a.free if a.claim[k].key == "without" and k + 1 in a.pairs]:
        if _WITH.search(a.texts[1][: a.source[a.pairs[k + 1]].start]):
            a.differ("negation", k, None)
    for n in [n for n in a.spare if a.source[n].key == "without" and n + 1 in back]:
        if _WITH.search(a.texts[0][: a.claim[back[n + 1]].start]):
            a.differ("negation", None, n)
