"""What a number is a part of or counts, and over what time. How often somebody does something ("who drink tea every
day") is no time that a share or count is about, but how often something happens is ("20 people die every day")."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from citewarden.text.quantities._units import ADVERBS

_FRAME = re.compile(
    r"\b(?:(?:in|during|since|by|as of|after) (?P<year>(?:19|20)\d\d)\b"
    r"|(?:from|between) (?P<from>(?:19|20)\d\d) (?:to|through|and|until) (?P<to>(?:19|20)\d\d)\b"
    r"|(?P<each>each year|every year|a year(?! (?:ago|after|before|later|of|or|earlier)\b)|per year|annually|yearly)\b"
    r"|(?:(?:\A|[.;:] )(?=[^,]{5,12}, )|\b(?:die|dies|died|born|diagnosed|happens?|occurs?|killed|infected|admitted) )"
    r"(?P<often>(?:each|every) (?:day|week|month)|per day|daily|weekly|monthly)\b"
    r"|(?P<span>(?:over|during|in|within|for) (?:the|a|their)? ?"
    r"(?:last|past|next|first|lifetimes?|life)(?: \w+){0,2}))",
    re.I,
)
_WHOLE = re.compile(
    r" (?:of|(?P<in>in)(?! (?:an?|one|the) (?:(?:first|last|past|single) )?(?:hour|day|night|week|month|year)\b)|among)"
    r" (?:all |the |these |those |our |their )*(?P<np>(?!(?:the|"
    r"all|who|whom)\b)(?:[A-Za-z0-9][\w'’./-]*)(?: (?!(?:is|are|was|were|has|have|had|who|that|which|will|"
    r"may|can|develop|do|does|and|or|but|with|by|than|when|if|also|each|every|per|within|during|"
    r"since|over|from|to(?= \d))\b)[A-Za-z0-9][\w'’./-]*){0,5})"
)
_COUNTED = re.compile(
    r"[ -](?:of (?:the )?)?(?P<np>"
    r"(?!(?:it|they|he|she|we|you|there|this|an?|between|during|since|over|under|within|while)\b)"
    r"(?!(?:vs|versus|compared|is|are|was|were|has|have|had|who|that|which|will|may|can|"
    r"and|or|but|with|by|than|when|if|also|each|every|per|of|to|in|at|on|for|from|as|after|"
    r"before)\b)[A-Za-z][\w'’./-]*(?: (?!(?:is|are|was|were|has|have|had|who|that|which|will|may|"
    r"can|and|or|but|with|by|than|when|if|also|each|every|per|of|to|in|at|on|for|from|as|after|"
    r"before|aged|age|each|include|includes|such)\b)[A-Za-z][\w'’./-]*){0,2})"
)
_PLURALS = frozenset(["people", "men", "women", "children", "feet", "teeth", "mice", "police"])
_PLURAL = re.compile(r"[A-Za-z'’-]{2,}[^aisu\W]s\Z")
_JOINS = frozenset(["of", "in", "with", "without", "under", "over", "at", "on", "from", "among", "aged"])
_VERB = re.compile(
    r"(?:die|live|stop|start|quit|get|go|come|become|take|recover|relapse|survive|suffer|feel|lose|need|use|report|"
    r"experience|develop|improve|recur|remain|receive|undergo|occur|happen|respond|know|think|say|see|find|choose|"
    r"keep|seek|miss|smoke|drink|have|make|give|eat|want|fail|carry|contract|die|begin)\Z"
)
_VERB_OF_ONE = re.compile(
    r"(?:does|dies|lives|stops|gets|goes|comes|becomes|takes|recovers|survives|suffers|feels|loses|needs|uses|develops|"
    r"improves|recurs|remains|receives|undergoes|occurs|happens|responds|contains|consists|makes|gives|leads|got|came|"
    r"went|became|took|felt|lost|fell|rose|grew|died|had|saw|found|gave|made|kept|began|knew)\Z"
)


def whole(text: str, end: int) -> str:
    """What a share that ends at `end` is a share of ("12 % of women over 50"), "" if it is not said."""
    match = _WHOLE.match(text, end)
    if match is None:
        return ""
    named = _noun_phrase(match["np"])
    return "" if match["in"] and _is_place(named) else named


def _is_place(phrase: str) -> bool:
    """Whether a phrase behind "in" names where a share was found, not what it is a share of: "12% in rural China"."""
    words = phrase.split()
    capital = bool(words) and words[-1][:1].isupper() and not words[-1].isupper()
    return capital and not any(_is_plural(word) for word in words if word.islower())


def counted(text: str, end: int) -> str:
    """What a number that ends at `end` counts ("four people die" counts people), "" if it is not said."""
    match = _COUNTED.match(text, end)
    return _noun_phrase(match["np"]) if match else ""


def counts_something(text: str, end: int) -> bool:
    """Whether words that can be counted follow at `end`."""
    return _COUNTED.match(text, end) is not None


def _noun_phrase(phrase: str) -> str:
    """`phrase` up to its verb: behind a plural only a further noun or a preposition belongs to it."""
    words = phrase.rstrip(".,;").split()
    kept: list[str] = []
    for place, word in enumerate(words):
        low = word.lower()
        past = low.endswith("ed") and low not in _JOINS and (kept or not any(map(_is_plural, words[place + 1 :])))
        if (
            (past and len(low) > 4)
            or _VERB_OF_ONE.match(low)
            or (
                not kept
                and _VERB.match(low)
                and not (low == "live" and any(map(_is_plural, words[place + 1 : place + 2])))
            )
        ):
            break
        if kept and _is_plural(kept[-1]) and not (_is_plural(word) or low in _JOINS):
            break
        if low in _SPREAD or (
            kept and low in _JOINS and words[place + 1 : place + 2] and words[place + 1][0].isdigit()
        ):
            break
        if _VERB.match(low) and kept and kept[-1].lower() not in _JOINS and any(map(_is_plural, kept)):
            break  # "attacks of migraine start"
        kept.append(word)
    while kept and kept[-1].lower() in _LOOSE:
        kept.pop()
    said = " ".join(kept).rstrip(".,;")
    return said if any(map(str.isalpha, said)) else ""


_SPREAD = frozenset(["worldwide", "globally", "overall", "nationwide", "today", "nowadays", "now", "correctly", "only"])
"""Where and how a whole counts, which is no word of its name."""
_LOOSE = _JOINS | frozenset(["a", "an", "the", "as", "so", "to"])


def _is_plural(word: str) -> bool:
    return word.lower() in _PLURALS or _PLURAL.match(word) is not None


def time_frame(text: str, at: int) -> str:
    """The time a number at `at` is about: a year, "2005/2010", "year" for "each year", its words; "" if none is said.

    What is said behind another number ("12 per 100,000 a year and ...") is no time of those that follow.
    """
    everywhere, behind = _frames(text)
    later = bisect_left(behind, (at, ""))
    return min(everywhere[:1] + behind[later : later + 1], default=(0, ""))[1]


@lru_cache(maxsize=16)
def _frames(text: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The times `text` names, with their places: of the whole sentence, and of what stands before them."""
    everywhere: list[tuple[int, str]] = []
    behind: list[tuple[int, str]] = []
    for match in _FRAME.finditer(text):
        start = match.start("each" if match["each"] else "often" if match["often"] else 0)
        before = text[max(0, start - 2) : start].rstrip()
        opens = not (match["each"] or match["often"]) or not before or before[-1] in ".!?;:,("
        (everywhere if opens else behind).append((start, _named(match)))
    return everywhere, behind


def _named(match: re.Match[str]) -> str:
    if match["year"]:
        return match["year"]
    if match["from"]:
        return f"{match['from']}/{match['to']}"
    if each := match["each"] or match["often"]:
        word = each.lower().split()[-1]
        return ADVERBS.get(word, word)
    return re.sub(r"\A(?:over|during|in|within|for) ", "", match["span"].lower()).strip()
