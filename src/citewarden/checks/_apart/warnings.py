"""What the source warns of where it speaks of the very thing that the sentence advises, and the article never says."""

from __future__ import annotations

import re
from collections import Counter

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, beside, is_short, sentences, telling, titles, told_with, words_of
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
    words |= title if words & title or _ON.match(claim.text) else frozenset()
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
        if new and not told(audit, claim, new) and _is_first(audit, claim, there, title):
            return Apart(
                f"{ev.capital(ev.source_read(audit, passage))} warns (“{warns[0]}”), and the article does not say so:"
                f" {ev.quoted(sentence, 240)}. Say it beside the advice.",
                passage,
                sentence,
            )
    return None


def reassured(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence puts readers at ease about what its short source warns of."""
    own = words_of("reassures", "warnings").search(claim.standalone)
    if own is None or not all(is_short(audit, p.work) for p in read) or _NOT.search(claim.standalone[: own.start()]):
        return None
    if any(words_of("reassures", "warnings").search(text) for _, text in sentences(read)):
        return None
    words, title = _named(claim.standalone), _named(titles(audit, read[0].work))
    together = words_of("beside", "warnings").search(claim.standalone)
    warned = [
        (
            FAR * len(words & _named(text))
            + FEWEST * bool(together and words_of("together", "warnings").search(text))
            + len(title & _named(text))
            + bool(words_of("forbids", "cues").search(text)),
            -n,
            passage,
            text,
        )
        for n, (passage, text) in enumerate(sentences(read))
        if words_of("warns", "warnings").search(text) or words_of("forbids", "cues").search(text)
    ]
    if not warned or (best := max(warned, key=lambda row: row[:2]))[0] < FEWEST:
        return None
    passage, text = best[2:]
    return Apart(
        f"“{own[0]}” in the article; {ev.source_read(audit, passage)} warns: {ev.quoted(text, 240)}. Say whom it is not"
        " for, or what to look out for.",
        passage,
        text,
    )


def _named(text: str) -> frozenset[str]:
    """The telling words and the abbreviations of a text."""
    return telling(text) | frozenset(re.findall(r"\b[A-Z]{2,}\b", text))


_EVEN_IF = re.compile(r"\b(?:even (?:if|when|though)|no matter (?:if|whether)|whether or not)\b(?P<case>[^.;]*)", re.I)
_IF = re.compile(r"\b(?:if|when|should)\b", re.I)


def even_if(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence has readers go on even in a case in which the source has them do something."""
    own = _EVEN_IF.search(claim.standalone)
    case = telling(own["case"]) if own else frozenset[str]()
    for passage, sentence in sentences(read) if case else ():
        if (
            _IF.search(sentence)
            and not _EVEN_IF.search(sentence)
            and len(case & telling(sentence)) >= min(FEWEST, len(case))
        ):
            return beside(audit, own[0].strip() if own else "", "if …", passage, sentence)
    return None


def harmful_there(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that a thing helps, which its short source counts among what makes it worse or is to be
    avoided."""
    helps = words_of("helping", "warnings").search(claim.standalone)
    if (
        helps is None
        or claim.negated
        or _NOT.search(claim.standalone[: helps.start()])
        or not all(is_short(audit, p.work) for p in read)
    ):
        return None
    subject = telling(claim.standalone[: helps.start()]) - _PLAIN - telling(titles(audit, read[0].work))
    for passage, sentence in sentences(read):
        worse = words_of("worsening", "warnings").search(sentence)
        if worse and not _DENIED.search(sentence[: worse.start()]) and len(subject & telling(sentence)) >= FEWEST:
            return Apart(
                f"“{helps[0]}” in the article; {ev.source_read(audit, passage)} says “{worse[0]}”:"
                f" {ev.quoted(sentence, 240)}. Compare the two.",
                passage,
                sentence,
            )
    return None


_DENIED = re.compile(r"\b(?:not|never|no|nor|neither|without)\b[^.;:]{0,30}\Z", re.I)
FAR = 3
"""How many words of a title one of the sentence's own is worth."""
_NOT = re.compile(r"\b(?:not|never|nor|no longer|if|whether|before|until)\b[^.;]{0,40}\Z|n['’]t\b[^.;]{0,40}\Z", re.I)
"""What takes a word that reassures for its contrary: "is not safe"."""


def told(audit: Audit, claim: Claim, new: frozenset[str]) -> bool:
    """Whether a sentence of the article that warns or denies has the words of a warning."""
    shared: Counter[int] = Counter()
    for other in (claim for word in new for claim in told_with(audit, word)):
        shared[id(other)] += 1
        enough = shared[id(other)] >= min(TOLD, len(new))
        if enough and (other is claim or words_of("careful", "cues").search(other.standalone)):
            return True
    return False


def _is_first(audit: Audit, claim: Claim, there: frozenset[str], title: frozenset[str]) -> bool:
    """Whether no earlier statement on the same sources is on what is warned of as much: one warning is asked about
    once."""
    mine = len(telling(claim.standalone) & (there | title))
    start = claim.target.position.start
    shared = Counter(id(c) for word in there | title for c in told_with(audit, word))
    near = {id(c): c for word in there | title for c in told_with(audit, word) if shared[id(c)] >= mine}
    for other in near.values():
        place = shared[id(other)], -other.target.position.start
        if other is claim or place <= (mine, -start):
            continue
        if _ADVISES.search(other.standalone) and (
            other.citations == claim.citations or set(ev.rests_on(audit, other)) == set(ev.rests_on(audit, claim))
        ):
            return False
    return True
