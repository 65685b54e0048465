"""What the source warns of where it speaks of the very thing that the sentence advises, and the article never says."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, is_short, sentences, telling, titles, words_of
from citewarden.model import Audit, Claim, Passage

_ADVISES = re.compile(
    r"\b(?:(?:can|may|should|could|must|will) (?:also |safely |now |then )?be \w+(?:ed|en|wn)\b"
    r"|(?:is|are) (?:\w+ ){0,2}?(?:prescribed|used|given|taken|offered|recommended|advised|available|sold|suitable"
    r"|safe|allowed|added|worth (?:trying|a try)|an? (?:\w+ ){0,3}?(?:choice|option|remedy|alternative|way))\b"
    r"|(?:can|may|should|could) (?:\w+ )?(?:take|use|have|get|try|drink|eat|switch|combine|add|expect)\b"
    r"|(?:helps?|eases?|relieves?|lowers?|works?|protects?|prevents?|treats?) )|\A(?:try|take|use|add|drink|combine"
    r"|ask for)\b",
    re.I,
)
"""What advises a thing, allows it or tells its use."""
_WORSE = re.compile(
    r"\b(?:can|may|will|could) (?:make (?:[\w’'-]+ ){1,4}worse|bring (?:[\w’'-]+ ){1,3}on|worsen)\b", re.I
)
_CASE = re.compile(r"\b(?:if|when|where|unless)\b[^,;:]*\Z", re.I)
"""What takes a warning for a case: "if it is contraindicated"."""
_ON = re.compile(r"\A(?:it|they|this|these|the (?:drug|medicine|tablets?|herb|product|treatment|vaccine))\b", re.I)
"""How a sentence of a source begins that goes on about what the source is on."""
_PLAIN = telling("people patients women girls children adults treatment medicine medicines risk doctor care")
TOLD = 2
"""Words of a warning that a sentence of the article must have to tell it."""
FEWEST = 2
"""Telling words that what is advised and what is warned of have in common, if the source does not go on about it."""


def unsaid(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence advises a thing or tells its use; the source warns of it, and no sentence of the article does."""
    text = claim.standalone
    if not _ADVISES.search(text) or claim.negated or words_of("warns", "warnings").search(text):
        return None
    words = telling(text)
    title = telling(titles(audit, read[0].work)) if len({p.work for p in read}) == 1 else frozenset[str]()
    before = ""
    for passage, sentence in sentences(read):
        spoken, before = telling(before) & words, sentence
        warns = words_of("warns", "warnings").search(sentence) or _WORSE.search(sentence)
        if warns is None or _CASE.search(sentence[: warns.start()]) or not is_short(audit, passage.work):
            continue
        there = telling(sentence)
        opens = _ON.match(sentence) or (
            sentence.startswith("The ") and telling(" ".join(sentence.split()[1:3])) & title
        )
        goes_on = bool(opens) and (bool(words & title) or len(spoken) >= FEWEST)
        if not goes_on and len(words & there) < FEWEST:
            continue
        new = there - words - title - _PLAIN
        if new and not _told(audit, claim, new) and _is_first(audit, claim, there, title):
            return Apart(
                f"{ev.capital(ev.source_read(audit, passage))} warns (“{warns[0]}”), and the article does not say so:"
                f" {ev.quoted(sentence, 240)}. Say it beside the advice.",
                passage,
                sentence,
            )
    return None


def _told(audit: Audit, claim: Claim, new: frozenset[str]) -> bool:
    """Whether a sentence of the article that warns or denies has the words of a warning."""
    for other in audit.claims:
        shared = new & telling(other.standalone)
        if len(shared) >= min(TOLD, len(new)) and (other is claim or _CAREFUL.search(other.standalone)):
            return True
    return False


_CAREFUL = re.compile(
    r"\b(?:not|never|no|only|avoid|unless|without|risks?|harm\w*|danger\w*|care|careful\w*|warn\w*|too|stop|doctor"
    r"|pharmacist|first|before|except|excluded|tell|ask|side effects?|can cause)\b|n['’]t\b",
    re.I,
)


def _is_first(audit: Audit, claim: Claim, there: frozenset[str], title: frozenset[str]) -> bool:
    """Whether no earlier statement on the same sources is on what is warned of as much: one warning is asked about
    once."""
    mine = len(telling(claim.standalone) & (there | title))
    start = claim.target.position.start
    for other in audit.claims:
        shared = len(telling(other.standalone) & (there | title))
        if other is claim or (shared, -other.target.position.start) <= (mine, -start):
            continue
        if _ADVISES.search(other.standalone) and (
            other.citations == claim.citations or set(ev.rests_on(audit, other)) == set(ev.rests_on(audit, claim))
        ):
            return False
    return True
