"""Does a standalone form say what the article says, and no more, and is it a sentence?

A form that lost a denial, a condition or a hedge of its unit, or the denial of the lead-in it was joined with, or that
holds a word the section and the title do not have, is not used: the article's own words are, and the claim says that it
cannot be read on its own. So does one that is no sentence: that has no verb of those that the parser saw in what it was
made of, that breaks off, or that ends where what it is said of is still to come ("is a common cause").
"""

from __future__ import annotations

import re
from collections.abc import Collection

_DENIAL = re.compile(r"\b(?:no|not|never|none|neither|nor|without|cannot)\b|n['’]t\b", re.I)
_HEDGE = re.compile(r"\b(?:may|might|could|probably|possibly|perhaps|likely|unlikely|sometimes|rarely|usually)\b", re.I)
_CONDITION = re.compile(r"\b(?:if|unless|until|except)\b", re.I)
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_JOINING_WORDS = (
    "symptom sign cause complication factor type form kind treatment test trigger reason benefit source stage option"
    " part method way step example effect risk include involve people person should must with from than that which"
    " because cannot does have been being were will other another following condition goal function component such"
    " avoid"
)
_JOINING = frozenset(word.rstrip("s")[:_STEM] for word in re.findall(r"\w+", _JOINING_WORDS))
"""Stems of the words that join an item with its lead-in."""


def words(text: str) -> set[str]:
    """Stems of the words of four letters and more."""
    return {word.rstrip("s")[:_STEM] for word in _WORD.findall(text.lower())}


def keeps(form: str, unit: str, lead: str = "") -> bool:
    """Whether a form kept the denials, conditions and hedges of its unit, and the denial of its lead-in."""
    for pattern in (_DENIAL, _CONDITION, _HEDGE):
        if len(pattern.findall(form)) < len(pattern.findall(unit)):
            return False
    return not (_DENIAL.search(lead) and not _DENIAL.search(form) and form.rstrip(".") != unit.rstrip("."))


def is_sentence(form: str, verbs: Collection[str]) -> bool:
    """Whether a form made of units with these finite `verbs` (lower case) has one, and neither breaks off nor repeats
    a joint. Its own parse is not asked for: of 802 forms a second parse called 31 more no sentence, 20 of them wrongly.
    """
    said = {match.group().lower() for match in _ANY_WORD.finditer(form)}
    told = not said.isdisjoint(verbs) or not said.isdisjoint(_FINITE) or _CLIPPED.search(form) is not None
    return told and not breaks_off(form)


def breaks_off(form: str) -> bool:
    """Whether a form ends where what it is said of is still to come ("it more commonly affects the")."""
    return _BREAKS_OFF.search(form) is not None


def is_garbled(form: str) -> bool:
    """Whether an article stands before a pronoun: "is an it four parts"."""
    return _GARBLED.search(form) is not None


def lacks_its_of(form: str) -> bool:
    """Whether a form calls something a cause, a sign or a treatment and does not say of what."""
    return _OF_WHAT.search(form) is not None


_ANY_WORD = re.compile(r"[^\W\d_]+")
_CLIPPED = re.compile(r"n['’]t\b")
_FINITE_WORDS = "is are was were may can might could should must will has have do does cannot include includes"
_FINITE = frozenset(_FINITE_WORDS.split())
_BREAKS_OFF = re.compile(
    r"(?:\b(?:and|or|of|the|(?-i:an?)|with|by|from|such as|including|include|includes|that|who|than|because))[.\s]*\Z"
    r"|\b(?P<joint>with|by|for|from|to) (?:and|or|of|the)? ?(?P=joint)\b",
    re.I,
)
_GARBLED = re.compile(r"\b(?:an?|the) (?:it|its|they|their|them|he|she|his)\b(?! (?:girl|factor|pronoun))")
_OF_WHAT = re.compile(
    r"\b(?:is|are) (?:an?|one of the(?: most)?)(?: (?:most )?[a-z]+)? (?:causes?|signs?|symptoms?|complications?"
    r"|risk factors?|triggers?|treatments?|side effects?)\.\Z"
    r"|\A(?:(?:[Tt]hese|[Oo]ther|[Ss]ome|[Pp]ossible|[Cc]ommon|[Cc]ertain|[Mm]any) )?(?:[Mm]edical )?"
    r"(?:[Cc]onditions|[Dd]iseases|[Ff]actors|[Tt]hings|[Rr]easons|[Ee]xamples|[Ss]teps"
    r"|[Oo]ptions|[Cc]auses|[Tt]riggers)(?: and [a-z]+)? (?:may |can |often |usually )?include "
)


def adds(form: str, unit: str, known: Collection[str]) -> bool:
    """Whether a form holds a word that neither its unit nor what is `known` (stems of its section and title) has."""
    return bool(words(form) - words(unit) - _JOINING - set(known))
