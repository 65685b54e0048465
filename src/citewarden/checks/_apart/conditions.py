"""What the source ties a permission or a use to: the sentence allows without more what the source allows with an
exception, on a condition, or to all but some."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart import warnings
from citewarden.checks._apart.asked import Apart, around, is_brief, kin, sentences, telling, titles, words_of
from citewarden.model import Audit, Claim, Passage

_CLAUSE = re.compile(r"[;:]|(?<=[^.]{20})\. |, (?:which|since|because|as|whereas)\b|\Z")
"""Where what a thing is tied to ends."""
_AT_ONCE = re.compile(r" (?=(?:on|in|near|during|while|when|if|within)\b)", re.I)
"""Whom or where a thing is not for, told at once: "do not use on broken skin"."""
_LEADS = re.compile(r" (?:for|in|to)\Z")
_EACH = re.compile(r",? and (?=(?:the|your|you|it|they|there|an?|no)\b)", re.I)
"""What sets one condition beside another: "if you feel well and the rash is covered"."""
_PLAIN = telling(
    "mothers fathers parents people patients women girls men children adults babies anyone "
    "those treatment medicine medicines doctor needed"
    " necessary possible severe moderate mild feel well ready happy sure told wish want like able"
)
_GROWN = re.compile(r"\badults?\b", re.I)
_YOUNG = re.compile(
    r"\b(?:child|children|bab(?:y|ies)|infants?|toddlers?|newborns?|(?:under|below"
    r"|younger than) (?:the age of )?\d+)\b",
    re.I,
)
HALF = 0.5
SHARED = 2
"""Telling words of what is allowed that a sentence and its source have in common."""
MOST = 0.3
"""Most of the words of a condition that a sentence may have which does not tell it."""


def left_off(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence allows a thing or tells its use; the source ties that to an exception or a condition that the
    article does not name."""
    said = _allows(claim) or (not claim.negated and _TAKES.search(claim.standalone))
    if not said or _limited(claim.standalone) or not all(is_brief(audit, p.work) for p in read):
        return None
    words, title = kin(claim.standalone), telling(titles(audit, read[0].work))
    if len(words & (telling(" ".join(p.text for p in read)) | title)) < SHARED:
        return None
    for passage, sentence in sentences(read):
        tie = words_of("tied", "conditions_left").search(sentence) or words_of("case", "conditions_left").search(
            sentence
        )
        if tie is None:
            continue
        plain_case = words_of("case", "conditions_left").fullmatch(tie[0]) is not None
        allowed = sentence[: tie.start()]
        if plain_case and not (_allows(claim) and _allowed(allowed)):
            continue
        thing = telling(allowed)
        if not thing & words or len((thing | title) & words) < min(SHARED, HALF * len(thing)):
            continue
        clause = sentence[tie.end() :]
        end = _CLAUSE.search(clause)
        parts = _EACH.split(clause[: end.start()] if end else clause)
        if any(_unnamed(audit, claim, part, allowed) for part in parts):
            return Apart(
                f"{ev.capital(ev.source_read(audit, passage))} ties it to more (“{tie[0]}”), and the article does not"
                f" say so: {ev.quoted(sentence, 240)}. Say it beside the advice.",
                passage,
                sentence,
            )
    return None


def not_for_some(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence has readers use a thing; its brief source says for whom or in what state it is not, the article
    does not."""
    if not _uses(claim) or _limited(claim.standalone) or not all(is_brief(audit, p.work) for p in read):
        return None
    words, title = kin(claim.standalone), telling(titles(audit, read[0].work))
    whole = telling(" ".join(p.text for p in read)) | title
    if len(words & whole) < SHARED:
        return None
    for passage, sentence in sentences(read):
        found = words_of("not_for", "conditions_left").search(sentence)
        if found is None:
            continue
        at_once = _AT_ONCE.match(sentence, found.end()) or _LEADS.search(sentence, found.start(), found.end())
        state = at_once or words_of("states", "conditions_left").search(sentence, found.end())
        if state is None:
            continue
        between = "" if at_once else sentence[found.end() : state.start()]
        thing = telling(between) | telling(sentence[: found.start()])
        if thing and not thing & words:
            continue  # what is not for some is another thing
        whom = sentence[(found.end() if at_once else state.start()) :]
        if _GROWN.search(claim.standalone) and _YOUNG.search(whom) and not telling(_YOUNG.sub(" ", whom)) - _PLAIN:
            continue
        if _unnamed(audit, claim, whom, ""):
            return Apart(
                f"{ev.capital(ev.source_read(audit, passage))} says whom it is not for (“{found[0]}”), and the article"
                f" does not say so: {ev.quoted(sentence, 240)}. Say it beside the advice.",
                passage,
                sentence,
            )
    return None


def _unnamed(audit: Audit, claim: Claim, part: str, allowed: str) -> bool:
    """Whether a condition stands nowhere in a sentence's paragraph, and no careful sentence of the article has it."""
    new = telling(part) - _PLAIN - telling(allowed)
    here = kin(around(audit, claim))
    if not new and (numbers := _NUMBER.findall(part)):
        return not set(numbers) & set(_NUMBER.findall(around(audit, claim)))  # "unless it is after 4 pm"
    return bool(new) and len(new & here) <= MOST * len(new) and not warnings.told(audit, claim, new)


_TAKES = re.compile(
    r"(?:\A|[,;:] |\b(?:should|just|simply|then) )(?:take|use|apply|rub|swallow|dissolve|drink|spread|dab|inhale|chew"
    r"|insert|put)\b",
    re.I,
)
"""What has readers use a thing."""
_NUMBER = re.compile(r"\d+")
_CAN = re.compile(
    r"\b(?:can|may) (?:also |still |safely |then |now |again |even |just )*(?P<verb>(?:be )?[a-z]+)\b(?! not\b)", re.I
)


def _allowed(text: str) -> bool:
    """Whether a text allows readers something."""
    befalls = words_of("befalls", "conditions_left")
    can = any(not befalls.fullmatch(m["verb"].removeprefix("be ")) for m in _CAN.finditer(text))
    return can or bool(words_of("allows", "conditions_left").search(text))


def _allows(claim: Claim) -> bool:
    return not claim.negated and _allowed(claim.standalone)


def _uses(claim: Claim) -> bool:
    used = words_of("uses", "conditions_left").search(claim.standalone)
    return _allows(claim) or (used is not None and not claim.negated)


def _limited(text: str) -> bool:
    """Whether a sentence itself ties what it allows to something."""
    return bool(words_of("limits", "conditions_left").search(text))
