"""Stories: what is told of one person, by name or by himself, and is no claim.

"Curtis refuses his vegetables", "a 45-year-old man named Paul", "I sleep 16 hours a day".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from citewarden.config import lexicon
from citewarden.nlp import phrases
from citewarden.text.prefilter import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from citewarden.nlp.units import Unit

_I = re.IGNORECASE
_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.? (?P<n>[A-Z][a-z]+)")
_AGED = re.compile(r"\b(?P<n>[A-Z][a-z]+)(?: [A-Z][a-z]+)?,? (?:is )?(?:an?|the) \d+[- ]year[- ]old\b")
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him)\b", _I)
_EITHER = re.compile(r"\b(?:he or she|his or her|she or he|him or her|he/she)\b", _I)
_TOLD_OF = Words(["he", "she", "his", "her", "him", "mr", "mrs", "ms", "miss", "old"])
_SELF = Words(["i", "i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "i'll", "i’ll", "my", "me", "mine", "myself"])
_HELPED_ME = re.compile(r"\b(?:cured|helped|fixed|healed|cleared|worked for|saved) (?:mine|me)\b", _I)
_QUOTED = re.compile(
    r"[\"“”][^\"“”\n]*\b(?:says?|said|explains?|explained|notes?|noted|adds?|added)\b|\b(?:says?|said):? [\"“]", _I
)
"""Somebody is quoted who may know."""


_QUOTES = frozenset('"“”„«»')
_AGED_SPEAKER = re.compile(
    r"[”\",]\s(?:says?|said|recalls?|remembers?|adds?|added|explains?|explained|tells us|told us|writes|wrote)"
    r" [A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?,? \(?(?:aged |age )?\d{1,3}\b"
    r"|\b[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?, (?:aged )?\d{1,3},"
    r" (?:says?|said|recalls?|remembers?|adds?|explains?|writes|wrote)\b"
)
_MET = re.compile(r"\b(?:one|an?|another) (?:\w+ )?\w+ I (?:met|know|knew|spoke to|talked to|asked)\b")


@cache
def _lay() -> re.Pattern[str]:
    """A speaker who tells of himself: "said one mother"."""
    who = "|".join(map(re.escape, lexicon("stories")["speakers"]))
    says = r"\b(?:says?|said|recalls?|remembers?|writes|wrote)"
    readers = "|".join(map(re.escape, lexicon("stories")["readers"]))
    return re.compile(
        rf"{says} (?:(?:one|a|an|another|her|his|my) (?:[\w-]+ ){{0,2}}(?:{who})\b|(?:our )?(?:{readers}) [A-Z])"
    )


def is_lay_quotation(text: str) -> bool:
    """Whether a sentence quotes somebody who tells what he lived through, not what is known: "said Mina, 64"."""
    if _QUOTES.isdisjoint(text):
        return False
    return any(pattern.search(text) for pattern in (_AGED_SPEAKER, _lay(), _MET))


def told_in_quotes(units: Sequence[Unit]) -> frozenset[int]:
    """The places of the units of paragraphs that are one quotation in which somebody tells of himself."""
    out: set[int] = set()
    for _, members in groupby(range(len(units)), key=lambda at: units[at].block):
        places = list(members)
        words = " ".join(units[at].clean for at in places).strip()
        quoted = len(words) > 1 and words[0] in '"“„«' and words.rstrip(".!?,")[-1:] in '"”“»'
        told = quoted and not _QUOTES.intersection(words[1:-2]) and _TELLS.search(words)
        if told and not _TREATS.search(words):
            out.update(places)
    return frozenset(out)


_TREATS = re.compile(
    r"\b(?:(?:my|our) (?:patients?|clinic|practice|clients?|research|stud(?:y|ies)|trials?|lab|team|data|results)"
    r"|(?:I|we) (?:\w+ly )?(?:prescribe|treat|recommend|advise|tell|counsel|operate|found|showed|studied|tested))\b",
    re.IGNORECASE,
)
"""What only they say who treat or study others."""
_TELLS = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Mm]yself)\b")


def person_named(doc: Doc) -> str:
    """The name of the one person a sentence tells of ("Curtis refuses his vegetables"), "" if none."""
    text = phrases.text_of(doc)
    if _given_names().near(text):
        for token in phrases.tokens(doc):
            if token.text in lexicon("given_names")["names"] and _alone(doc, token.i) and token.dep_ in _DOING:
                return token.text
    if not _TOLD_OF.near(text):
        return ""
    if aged := _AGED.search(text):
        return aged["n"]
    if titled := _PERSON.search(text):
        return titled["n"]
    if not _HE_OR_SHE.search(text) or _EITHER.search(text):
        return ""
    for token in phrases.tokens(doc):
        if (
            token.tag_ == "NNP"
            and token.dep_ in {"nsubj", "nsubjpass", "poss"}
            and re.fullmatch(r"[A-Z][a-z]{2,}", token.text)
            and token.i + 1 < len(doc)
        ):
            return token.text
    return ""


_DOING = frozenset(["nsubj", "nsubjpass", "poss", "dobj", "pobj", "conj", "ROOT"])


@cache
def _given_names() -> Words:
    return Words(lexicon("given_names")["names"])


def _alone(doc: Doc, place: int) -> bool:
    """Whether a first name stands without a surname: people of a story do, people of history do not."""
    near = [doc[i].text for i in (place - 1, place + 1) if 0 <= i < len(doc)]
    return not any(word[:1].isupper() and word.isalpha() and (word.lower() not in _SENTENCE_STARTS) for word in near)


_SENTENCE_STARTS = frozenset(
    ["as", "when", "while", "if", "although", "after", "before", "because", "then", "instead", "today", "now", "with"]
)


def names_patient(text: str) -> bool:
    """Whether a text speaks of somebody by title and name ("Mrs. Jones")."""
    return _TOLD_OF.near(text) and _PERSON.search(text) is not None


def is_own_story(doc: Doc) -> bool:
    """Whether the one who speaks tells of himself ("I sleep about 16 hours per day."), and is no expert quoted."""
    text = phrases.text_of(doc)
    if is_lay_quotation(text) or _HELPED_ME.search(text):
        return True
    if not _SELF.near(_ADVISES.sub(" ", text)) or _QUOTED.search(text):
        return False
    return any(
        (t.text == "I" or t.lower_ in {"my", "me", "mine", "myself"})
        and t.tag_ in {"PRP", "PRP$"}
        and (t.i == 0 or (doc[t.i - 1].lower_ not in _NUMBERED_BY_I and doc[t.i - 1].text not in _HYPHENS))
        for t in phrases.tokens(doc)
    )


_ADVISES = re.compile(
    r"\bI(?:['’]d| would|['’]ll| will| can)? (?:\w+ly |always |also )?(?:suggest|recommend|advise"
    r"|point (?:you|readers|people) to"
    r"|steer you (?:to|towards)|tell (?:you|people|readers|customers) (?:to|that))\b",
    _I,
)
"""What an author tells readers to do or take, which is no story of his own: "the one I'd recommend"."""
_HYPHENS = frozenset("-‐‑–")
"""What stands before the last letter of a short form: "CBT-I"."""
_NUMBERED_BY_I = frozenset(
    ["type", "types", "stage", "class", "phase", "grade", "bipolar", "factor", "level", "group", "part"]
)
