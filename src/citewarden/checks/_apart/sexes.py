"""Women and men: what a study of one sex found told of all, or one age for both where the source has two."""

from __future__ import annotations

import re
from functools import cache

from citewarden.checks._apart.asked import Apart, beside, is_short, sentences, telling, titles, words_of
from citewarden.checks._apart.people import groups_in, is_left_out
from citewarden.checks._figures import quantities_of
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage, Quantity

_SEXES = frozenset(("women", "men"))
_ALL = re.compile(
    r"\b(?:people|persons|patients|participants|adults|anyone|any(?:one|body)|every(?:one|body)|those|all)\b", re.I
)
_COUNTED = re.compile(r"\b\d[\d,]* (?:(?!of\b)[\w-]+ ){0,3}?(?P<who>(?:wo)?men|girls|boys|mothers)\b", re.I)
"""Whom a study counts: "47,000 men"."""
_OF_BOTH = re.compile(
    r"\b\d[\d,]* (?:(?!of\b)[\w-]+ ){0,2}?(?:people|participants|adults|patients|persons|volunteers)\b", re.I
)
"""Who may be of either sex: "305 participants (241 of them women)"."""
FEWEST = 2
"""Telling words that a sentence shares with one of the source, or one figure."""


def of_one(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence speaks of people, or of both sexes; its one short source studied women, or men, alone."""
    own, title = groups_in(claim.standalone) & _SEXES, titles(audit, read[0].work)
    general = _ALL.search(claim.standalone)
    if len(own) == 1 or not (own or general) or claim.negated or len({p.work for p in read}) > 1:
        return None
    if not is_short(audit, read[0].work) or _is_of_one(audit, claim, title, named=bool(own)):
        return None
    told = [(p, text) for p, text in sentences(read) if not is_left_out(text)]
    studied = groups_in(" ".join([title, *(text for _, text in told)])) & _SEXES
    counted = next((row for row in told if _COUNTED.search(row[1])), None)
    if len(studied) != 1 or counted is None or any(_OF_BOTH.search(text) for _, text in told):
        return None
    on_it = any(
        len(telling(claim.standalone) & telling(f"{title} {text}")) >= FEWEST
        or _figures(claim.standalone) & _figures(text)
        for _, text in told
    )
    who = _COUNTED.search(counted[1])
    said = _both(claim.standalone) if own else general[0] if general else ""
    return beside(audit, said, who["who"] if who else "", *counted, "Name the group of the source.") if on_it else None


def _is_of_one(audit: Audit, claim: Claim, title: str, *, named: bool) -> bool:
    """Whether what stands before a sentence in its paragraph, or its headings, say that it is of one sex, or it speaks,
    naming none, of what only one has."""
    block = next((b for b in audit.document.blocks if b.start <= claim.target.position.start < b.end), None)
    before = audit.document.text[block.start : claim.target.position.start] if block else ""
    around = f"{audit.document.title} {claim.section} {before}"
    of_one = words_of("of_one_sex", "populations").search(f"{around} {claim.standalone} {title}")
    return bool(groups_in(around) & _SEXES) or (of_one is not None and not named)


def _both(text: str) -> str:
    found = list(_sexes().finditer(text))
    return text[found[0].start() : found[-1].end()]


def _figures(text: str) -> set[tuple[float, str]]:
    return {(q.low, q.unit) for q in quantities_of(text) if re.search(r"\d", q.text) and q.denominator != "age"}


def of_two_ages(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence gives one age for all, its source one for women and another for men."""
    mine = [q for q in quantities_of(claim.standalone) if _is_bound(q)]
    if len(mine) != 1 or len(groups_in(claim.standalone) & _SEXES) == 1:
        return None
    for passage, sentence in sentences(read):
        there = _by_sex(sentence)
        ages = {q.low for q in there.values()}
        if len(ages) == len(_SEXES) and mine[0].low in ages:
            said = " and ".join(f"{who} {q.text}" for who, q in sorted(there.items(), reverse=True))
            return beside(audit, mine[0].text, said, passage, sentence, "Give each group its age.")
    return None


def _is_bound(quantity: Quantity) -> bool:
    return quantity.denominator == "age" and quantity.comparator in (">", ">=", "<", "<=")


def _by_sex(text: str) -> dict[str, Quantity]:
    """The bound of age that a text gives right behind each sex."""
    out: dict[str, Quantity] = {}
    for found in _sexes().finditer(text):
        behind = [q for q in quantities_of(text) if _is_bound(q) and 0 <= q.start - found.end() <= NEAR]
        if behind:
            out.setdefault(next(iter(groups_in(found[0]) & _SEXES)), behind[0])
    return out


NEAR = 12
"""Most characters between a sex and its age: "women aged ", "men from "."""


@cache
def _sexes() -> re.Pattern[str]:
    words = [str(w) for words in lexicon("populations")["axes"]["sex"].values() for w in words]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b", re.I)
