"""The article's own sentence with the source's strength or figure in it: a proposal, ready to copy.

One word or number is exchanged, and only where both sides mark exactly one and the sentence around it stays right;
whatever is not sure gives no proposal.
"""

from __future__ import annotations

import re

from citewarden.model import Claim, Evidence, Passage

_MODALS = ("can", "may", "might", "could")
_PROVEN = r"(?:has|have) been (?:shown|proven|found) to|(?:is|are) (?:proven|certain|sure|bound|guaranteed) to"
_ASSERTING = re.compile(
    r"causes?|leads? to|results? in|prevents?|cures?|triggers?|produces?|eliminates?|guarantees?", re.IGNORECASE
)
"""Verbs of the scale in the present, whose base form is the word without its "s"."""
_LIKELY = ("likely", "probably")
_SEEMING = re.compile(r"(seems?|appears?|tends?|(?:is|are) (?:thought|believed|expected|suspected)) to", re.IGNORECASE)

_OFTEN = """
    always usually generally typically mostly normally often frequently commonly sometimes occasionally rarely seldom
    infrequently invariably never
"""
_ADVERBS = frozenset(_OFTEN.split())
_EVEN = frozenset(("all", "most", "some"))
_COUNTED = frozenset(("many", "several", "few", "a few"))
_FREQUENT = "common frequent uncommon infrequent rare occasional unusual typical usual"
_ADJECTIVES = frozenset(_FREQUENT.split())
_CASES = re.compile(r"in (?:all|most|many|some|certain|rare) cases", re.IGNORECASE)
_SHARES = re.compile(r"(?:all|most|many|some|several|few|a few|the majority|a majority|a minority) of", re.IGNORECASE)
_OUTWARDS = re.compile(r"(?:very|extremely|quite|only) (?=\w)", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|nor|almost|nearly|hardly|cannot|quite|less|more)|n[’']t)\s+\Z", re.IGNORECASE
)
_PLURAL = re.compile(
    r"\s+(?:[\w-]+(?:ed|ing|ic|al|ive|ous|er|y|le|nt|ut)\s+)?(?:\w{2,}[^\Ws]s|people|children|women|men)\b"
)

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety half"
_ONE = rf"(?:\d+(?:[.,\u2009\u202f]\d+)*|(?:{'|'.join(f'{_WORDS} {_TENS}'.split())})\b)"
_NUMBER = re.compile(rf"(?<![\w.]){_ONE}(?:\s?(?:-|–|to|and|in)\s?{_ONE})?(?!\d)", re.IGNORECASE)
_SYMBOLS = re.compile(
    r"\s?(?:%|per ?cent|[mµk]?g|mcg|ng|[mdµ]?[lL]|k?cal|kJ|mm ?Hg|m?mol/[lL]|m?g/(?:d?[lL]|kg|day)|IU|[cmk]?m|°\s?[CF]"
    r"|h|min)"
)
"""Units that are written alike after one and after many."""
_UNIT = re.compile(rf"(?:{_SYMBOLS.pattern}|\s?(?:second|minute|hour|day|week|month|year)s?)(?![\w/])")
_COMPARED = re.compile(
    r"\b(?P<how>more than|less than|fewer than|over|under|up to|at least|at most|about|around|roughly|nearly|almost"
    r"|approximately|below|above|by|to|from|between)\s+\Z",
    re.IGNORECASE,
)
_MEASURES = frozenset(("number", "unit", "dose"))


def proposal(claim: Claim, row: Evidence, passage: Passage) -> str:
    """`claim.text` with one word or number as the source has it, "" where the change is not sure."""
    whys = _MEASURES if row.issue in _MEASURES else {row.issue}
    own = [claim.standalone[r.start : r.end] for r in row.rationale if r.side == "claim" and r.why in whys]
    theirs = [(r.start, r.end) for r in row.rationale if r.side == "passage" and r.why in whys]
    if len(own) != 1 or len(theirs) != 1 or not own[0].strip():
        return ""
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(own[0])}(?!\w)", claim.text)]
    if len(places) != 1:
        return ""
    start, end = places[0]
    source = passage.text[theirs[0][0] : theirs[0][1]]
    before, after = claim.text[:start], claim.text[end:]
    if row.issue in _MEASURES:
        put = _measure(own[0], source, before, after, passage.text[: theirs[0][0]])
    elif _DENIED.search(before) or _DENIED.search(passage.text[: theirs[0][0]]):
        return ""
    else:
        if row.issue == "hedge" and not _same_verb(
            own[0] if _ASSERTING.fullmatch(own[0]) else after, passage.text[theirs[0][1] :]
        ):
            return ""
        change = {"hedge": _hedge, "quantifier": _quantity}.get(row.issue)
        put = change(own[0], source.lower(), before, after) if change else ""
    if not put or put.casefold() == own[0].casefold() or not _article_fits(before, own[0], put):
        return ""
    return before + (put[:1].upper() + put[1:] if own[0][:1].isupper() else put) + after


def _same_verb(after: str, there: str) -> bool:
    """Whether the article's verb follows in the source's sentence, too: of "may ease" nobody makes "may cure"."""
    word = re.match(r"\W*(?:(?:not|also|often|only|have|be|been|\w+ly)\W+)*(\w+)", after)
    if word is None:
        return False
    stem = re.sub(r"(?:ing|ed|es|s|e|d)\Z", "", word[1].casefold()) or word[1].casefold()
    return re.search(rf"\b{re.escape(stem)}", re.split(r"[.!?;]\s", there, maxsplit=1)[0], re.I) is not None


def _hedge(own: str, source: str, before: str, after: str) -> str:
    """A word of certainty as the source hedges it: "can" for "will", "may cause" for "causes"."""
    certain = own.lower()
    if certain == "will":
        return source if source in _MODALS else f"will {source}" if source in _LIKELY else ""
    if certain == "must":
        return source if source == "should" else ""
    if re.fullmatch(_PROVEN, certain):
        return source if source in _MODALS else ""
    if not _ASSERTING.fullmatch(own) or re.search(r"\b(?:to|will|would|can|may|that|which|the|a|an)\s+\Z", before):
        return ""
    verb = re.match(r"\w+", own)
    many = verb is not None and not verb[0].endswith("s")
    base = re.sub(r"\A(\w+?)s\b", r"\1", own)
    if source in _MODALS:
        return f"{source} {base}"
    return f"{_agreeing(source, many=many)} {base}" if _SEEMING.fullmatch(source) else ""


def _agreeing(phrase: str, *, many: bool) -> str:
    """ "appears to" of one, "appear to" of many."""
    first, rest = phrase.split(" ", 1)
    if first in ("is", "are"):
        return f"{'are' if many else 'is'} {rest}"
    return f"{first.rstrip('s')}{'' if many else 's'} {rest}"


def _quantity(own: str, source: str, before: str, after: str) -> str:
    """How many or how often as the source says it, where the word that goes and the one that comes stand alike."""
    mine, theirs = (_OUTWARDS.sub("", words).casefold() for words in (own, source))
    if {mine, theirs} <= _ADVERBS:
        return source if before.strip() else ""  # "Always take ..." is an order
    if {mine, theirs} <= _ADJECTIVES or (_CASES.fullmatch(mine) and _CASES.fullmatch(theirs)):
        return source
    if _SHARES.fullmatch(mine) and _SHARES.fullmatch(theirs):
        return source
    if mine in _EVEN | _COUNTED and theirs in _EVEN | _COUNTED:
        if re.match(r"\s+(?:the|these|those|your|their|our)\b", after):
            return f"{source} of"
        return source if theirs in _EVEN or _PLURAL.match(after) or re.match(r"\s+of\b", after) else ""
    return ""


def _measure(own: str, source: str, before: str, after: str, ahead: str) -> str:
    """The source's number in the article's typography, or the source's unit after the same number."""
    mine, theirs = _NUMBER.search(own), _NUMBER.search(source)
    if (
        mine is None
        or theirs is None
        or _compared(before + own[: mine.start()]) != _compared(ahead + source[: theirs.start()])
    ):
        return ""
    lead, unit = own[: mine.start()], own[mine.end() :]
    unit_there = source[theirs.end() :]
    if mine[0].casefold() == theirs[0].casefold():
        here, there = _UNIT.match(unit), _UNIT.match(unit_there)
        if here is None or there is None or _squeezed(unit[here.end() :]) != _squeezed(unit_there[there.end() :]):
            return ""
        return lead + mine[0] + there[0] + unit[here.end() :]
    same = _squeezed(unit) == _squeezed(unit_there) or (not unit and _squeezed(after).startswith(_squeezed(unit_there)))
    if not same or (not before.strip() and not lead and theirs[0][0].isdigit() != mine[0][0].isdigit()):
        return ""
    if {"1", "one"} & {mine[0].lower(), theirs[0].lower()} and not _SYMBOLS.match(unit or after):
        return ""  # one tablet, two tablets
    if (" in " in mine[0]) != (" in " in theirs[0]):
        return ""
    return lead + theirs[0] + unit


def _compared(text: str) -> str:
    """ "more than", "up to" before a number, "" if it is compared with nothing."""
    found = _COMPARED.search(text)
    return found["how"].lower() if found else ""


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]+|per ?cent", lambda m: "%" if m[0].strip("- ") else "", text).casefold()


def _article_fits(before: str, old: str, new: str) -> bool:
    """Whether "a" or "an" before the place is still right."""
    return not re.search(r"\ban?\s+\Z", before, re.IGNORECASE) or _vowel(old) == _vowel(new)


def _vowel(words: str) -> bool:
    return bool(re.match(r"[aeiou]|8|1[18](?!\d)", words, re.IGNORECASE)) and not re.match(r"one\b|us|uni", words)
