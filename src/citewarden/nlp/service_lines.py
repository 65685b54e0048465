"""Lines that tell of a service, not of health: when somebody is there and on which number, what a gift pays, whose
picture it is, when the reader's appointment is, what a course is worth. Told by what such a line is built of.
"""

from __future__ import annotations

import re
from functools import cache

from citewarden.config import lexicon
from citewarden.text.prefilter import Phrases

_LONGEST = 160
_I = re.IGNORECASE
_DAYS = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}s?|week ?days?|weekends?|bank holidays?|every day"
_HOURS = re.compile(
    rf"\b(?:{_DAYS})\b|\b24 ?(?:/ ?7|hours(?: a day)?)\b"
    r"|\b(?:day (?:and|or) night|around the clock|at any time|all year)\b"
    r"|\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|\b\d\d?[.:]\d\d ?(?:to|until|till|–|-) ?\d",
    _I,
)
"""When somebody is there."""
_DIALLED = re.compile(
    r"\b(?:(?:call|ring|phone|telephone|text|dial|reach|contact|fax|whatsapp)\b(?: [^\s.!?\d]{1,20}){0,5}"
    r"|(?:called|reached|contacted|rung|phoned|available|free|staffed|answered)(?: (?!in\b)[^\s.!?\d]{1,20}){0,3}"
    r" (?:on|at|under|via)):? (?:\+|\(?0|\d{1,5}[ -](?!000\b)\d)[\d ()-]{2,16}(?<=\d)(?!\d)"
    r"(?! ?(?:%|[a-z]*(?:g|ml|IU|people|patients|adults|children))\b)",
    _I,
)
"""A number that is dialled."""
_CASE = re.compile(
    r"\b(?:if|when|whenever|as soon as|unless|in case)\b"
    r"(?! (?:(?:you|they|anyone|someone|your \w+) (?:(?:would|do|feel) )?(?:need|want|like|wish|prefer"
    r"|can(?:not|['’]t)|have (?:any |more |further )?(?:questions?|quer(?:y|ies)|concerns?|comments)"
    r"|are (?:unsure|worried|concerned|interested|unable|ready|not sure))|it suits|possible|needed|in doubt"
    r"|open|closed)\b)"
    r"|\b(?:right away|immediately|at once|straight ?away|urgently)\b",
    _I,
)
"""In which case to do what a sentence asks for."""
_SPEAKS_UP = re.compile(
    r"\b(?:comments?|concerns?|compliments?|complain(?:ts?)?|feedback|suggestions?|praise|unhappy)\b", _I
)
"""Why somebody writes or calls who is not ill."""
_COUNTED = re.compile(
    r"(?:\d{1,3}|three|four|five|six|seven|eight|nine|ten|our best) (?:[\w-]+ ){0,2}(?:meals?|recipes|suppers|lunches"
    r"|dinners"
    r"|snacks|soups|salads|smoothies|desserts|ways|tips|ideas|reasons|myths|facts)\b[^.!?:;]{0,60}\Z",
    _I,
)
"""A list's title: "5 quick soups under 300 calories"."""
_GIFT = re.compile(
    r"\A(?:please )?(?:donate|give|gift|chip in|support us|sponsor|a gift|a donation|text \w+ to)\b[^.!?]{0,60}"
    r"(?:[£$€]\s?\d|\d\s?(?:[£$€]|euros?\b|pounds?\b|dollars?\b))",
    _I,
)
_APPOINTED = re.compile(
    r"\byour (?:next |first |follow-up )?(?:appointment|visit|slot|booking) (?:is|will be) (?:on|at|with|booked)\b"
    r"|\b(?:arrive|come|be here|check in|allow|cancel|rearrange|rebook|let us know)\b[^.!?]{0,40}\b(?:minutes?|hours?"
    r"|days?) (?:before|early|prior to|in advance of)\b[^.!?]{0,12}\b(?:appointment|visit|booking|slot)\b"
    r"|_{4}",
    _I,
)
_COURSE = re.compile(
    r"\b(?:CPD|CME|CEU) (?:points?|hours?|credits?)\b"
    r"|\b(?:test|quiz|exam|assessment|module|course|questions)\b[^.!?]{0,40}\b(?:certificate|credits|CPD|CME)\b"
    r"|\A(?:listen to|watch|play|hear)\b[^.!?]{0,80}\((?:\d{1,3}(?: ?min\w*| ?hours?)|\d{1,2}:\d\d)\)",
    _I,
)
_FREE = re.compile(
    r"(?:all |the |this |these |your |our )?(?:[\w’'-]+ ){1,4}(?:is|are) free(?: of charge)?"
    r"(?: (?:on the NHS|(?:for|to) (?:everyone|all|you|children|adults|members|residents|patients)))?[.!]?",
    _I,
)
"""What costs nothing."""
_READERS = re.compile(r"\d[\d,. ]{0,9} of you\b", _I)
"""How many read along."""
_RATED = r"(?:: ?)?\d(?:[.,]\d)? ?(?:out of|/|of|stars?)"
_LABELLED = r"(?:(?:no\.?|number)? ?[:#] ?\S|(?:no\.?|number)? ?\d[\d -]{4,}|by [A-Z]|©|courtesy)"

_REASONED = re.compile(r"\b(?:because|since|as|so that|which|to (?:prevent|reduce|lower|treat|stop|protect))\b|\d", _I)


def is_of_house(text: str) -> bool:
    """Whether a sentence, or what introduces a list, tells what those who wrote it will do, and of nothing else."""
    return len(text) <= _LONGEST and _ours().search(text) is not None and _REASONED.search(text) is None


def is_errand(text: str) -> bool:
    """Whether a sentence asks somebody to do what a part at some event or in some group needs."""
    return _parts().match(text) is not None


def is_service(text: str) -> bool:
    """Whether a line tells of a service, a gift, an appointment, a course or a picture alone."""
    if len(text) > _LONGEST:
        return False
    if (
        _GIFT.match(text)
        or _COUNTED.match(text)
        or _plans().match(text)
        or _demands().match(text)
        or _FREE.fullmatch(text)
        or _READERS.match(text)
        or _APPOINTED.search(text)
        or _COURSE.search(text)
        or _labels().match(text)
    ):
        return True
    if tells_case(text):
        return _DIALLED.search(text) is not None and _SPEAKS_UP.search(text) is not None
    return (
        is_of_house(text) or bool(_invitations().matches(text)) or _is_there(text) or _DIALLED.search(text) is not None
    )


def tells_case(text: str) -> bool:
    """Whether a sentence tells a case, of illness mostly, in which to do what it asks for: it is advice."""
    return _CASE.search(text) is not None


def _is_there(text: str) -> bool:
    return _HOURS.search(text) is not None and _opened().search(text) is not None


@cache
def _opened() -> re.Pattern[str]:
    """A service that is open, or is asked."""
    named = "|".join(map(re.escape, sorted(lexicon("disclaimers")["services"], key=len, reverse=True)))
    return re.compile(
        rf"\A(?:[A-Z][\w’'-]* |our |the |this |these |all |their ){{0,4}}(?:\w+ )?(?:{named}) "
        r"(?:is|are|will be|stays?) (?:\w+ )?(?:open|opened|closed|staffed|available|answered|here|there|run|free)\b"
        rf"|\A(?:you can )?(?:reach|call|ring|phone)\b[^.!?]{{0,40}}\b(?:{named})\b",
        _I,
    )


@cache
def _parts() -> re.Pattern[str]:
    """The part that somebody plays: "If you lead the walk"."""
    named = "|".join(map(re.escape, lexicon("disclaimers")["parts"]))
    return re.compile(rf"(?:if|when) you (?:{named})\b", _I)


@cache
def _ours() -> re.Pattern[str]:
    """What a house says that it will do: "At your visit we will weigh you", "Our nurses will show you how"."""
    who = "|".join(map(re.escape, lexicon("disclaimers")["services"]))
    return re.compile(
        rf"\b(?:we|our (?:[\w-]+ ){{0,2}}(?:{who})|(?:a|the|your|another) (?:member of (?:the |our )?(?:team|staff)))"
        r"(?: ?['’]ll| will) (?!be\b|have\b|never\b|not\b|all\b|need\b)(?:\w+ly |also |then )?[a-z]+\b"
        r"|\bwe(?: will|['’]ll):?\Z",
        _I,
    )


@cache
def _plans() -> re.Pattern[str]:
    """What a body has in mind to do, which no source on health tells of."""
    named = "|".join(map(re.escape, lexicon("disclaimers")["planners"]))
    return re.compile(
        rf"\A(?:the |our |this |a |an )?(?:[\w’'-]+ ){{0,3}}(?:{named}) (?:now |also |still )?"
        r"(?:plans?|intends?|wants?|hopes?|aims?|(?:has|have) (?:promised|pledged|vowed)"
        r"|(?:is|are) (?:due|expected|set|planning|hoping|aiming)) to\b",
        _I,
    )


@cache
def _demands() -> re.Pattern[str]:
    """What a body asks of those who govern, which is no advice on health."""
    named = "|".join(map(re.escape, lexicon("disclaimers")["planners"]))
    return re.compile(
        rf"\A(?:we|(?:our|the) (?:[\w’'-]+ ){{1,4}}?)\s?(?:(?:are|is) )?"
        r"(?:call(?:s|ing)? (?:up)?on|urg(?:e|es|ing)|ask(?:s|ing)?)"
        rf" (?:the |all |our |your )?(?:\w+ )?(?:{named})\b",
        _I,
    )


@cache
def _labels() -> re.Pattern[str]:
    """A line that a label begins and that is nothing else."""
    named = "|".join(map(re.escape, sorted(lexicon("disclaimers")["labels"], key=len, reverse=True)))
    return re.compile(rf"\W{{0,3}}(?i:{named})\.? ?(?:{_LABELLED}|(?i:{_RATED}))")


@cache
def _invitations() -> Phrases:
    return Phrases(lexicon("disclaimers")["invitations"])
