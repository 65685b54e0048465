"""A mark that points to the wrong source: the cited one does not speak of the thing, another one of the list does."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, is_short, sentences, telling, titles
from citewarden.model import Audit, Claim, Passage

FEW = 0.25
"""Most of a sentence's telling words that a source may have which does not speak of its subject."""
MOST = 0.5
"""Least that one has which does."""
LEAST = 3
"""Fewest of them."""


def elsewhere(audit: Audit, claim: Claim, works: tuple[str, ...], read: list[Passage]) -> Apart | None:
    """The one other source of the list that speaks of what a claim does, where none of the cited ones does."""
    words = telling(claim.standalone)
    if not claim.resolved or not claim.citations or not all(is_short(audit, work) for work in works):
        return None
    if len(words & _of(audit, works)) > FEW * len(words):
        return None
    found: tuple[int, Passage, str] | None = None
    for work, passages in audit.read_of.items():
        if work in works:
            continue
        for passage, text in sentences(list(passages)):
            shared = len(words & telling(text))
            if shared >= max(LEAST, MOST * len(words)) and (found is None or shared > found[0]):
                found = shared, passage, text
    if found is None:
        return None
    _, passage, text = found
    return Apart(
        f"{ev.capital(ev.source_read(audit, read[0]))} does not speak of this; {ev.source_read(audit, passage)} does:"
        f" {ev.quoted(text)}. Correct the mark, or point to the place.",
        passage,
        text,
    )


_QUOTED = re.compile(r"[“\"]([^”\"“]{8,80})[”\"]")
"""Words that a sentence quotes."""


def quoted_elsewhere(audit: Audit, claim: Claim, works: tuple[str, ...], read: list[Passage]) -> Apart | None:
    """The one other source of the list that has the words a claim quotes, where none of the cited ones has them."""
    for quote in _QUOTED.findall(claim.standalone) if claim.citations else ():
        words = _plain(quote)
        if words.count(" ") < 2 or any(words in _plain(p.text) for p in read):
            continue
        having = [
            (passage, text)
            for work, passages in audit.read_of.items()
            if work not in works
            for passage, text in sentences(list(passages))
            if words in _plain(text)
        ]
        if len({passage.work for passage, _ in having}) == 1 and all(is_short(audit, work) for work in works):
            passage, text = having[0]
            return Apart(
                f"{ev.capital(ev.source_read(audit, read[0]))} does not have {ev.quoted(quote)};"
                f" {ev.source_read(audit, passage)} does: {ev.quoted(text)}. Correct the mark, or point to the place.",
                passage,
                text,
            )
    return None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _of(audit: Audit, works: tuple[str, ...]) -> frozenset[str]:
    """The telling words of all that was read of some works, with their titles."""
    texts = [p.text for work in works for p in audit.read_of.get(work, ())]
    return telling(" ".join([*texts, *(titles(audit, work) for work in works)]))
