"""Words that the sentence quotes and that stand nowhere in what was read of the source."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, closest, is_short, sentences, telling
from citewarden.model import Audit, Claim, Passage

_QUOTED = re.compile(r"“([^”“]{15,400})”|(?<!\w)\"([^\"]{15,400})\"(?!\w)|(?<!\w)‘([^‘]{15,400}?)’(?!\w)")
_GAP = re.compile(r"\[[^\]]*\]|\.\.\.|…")
FEWEST = 4
"""Fewest words of a quotation that are looked for."""


def not_there(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence quotes words that no source it cites has, all of which were read to the end or are notes."""
    if not claim.citations or not all(is_short(audit, p.work) or ev.fully_read(audit, p.work) for p in read):
        return None
    whole = _plain(" ".join(p.text for p in read))
    for found in _QUOTED.finditer(claim.standalone):
        quote = next(text for text in found.groups() if text)
        parts = [words for part in _GAP.split(quote) if (words := _plain(part))]
        if sum(len(words.split()) for words in parts) < FEWEST or all(words in whole for words in parts):
            continue
        near = closest(telling(quote), read)
        passage, text = near or (read[0], read[0].text)
        shown = f"; the closest words there: {ev.quoted(text)}" if near else ""
        return Apart(
            f"Quoted, and not in what was read of {ev.source_read(audit, passage)}: {ev.quoted(quote)}{shown}. Quote it"
            " as it stands there, or take the quotation marks away.",
            passage,
            text,
        )
    return None


CUT = 3
"""Most words that a quotation leaves off the end of a sentence that it quotes from its beginning."""


def cut_short(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence quotes one of the source from its beginning and leaves off its last words."""
    for found in _QUOTED.finditer(claim.standalone) if claim.citations else ():
        words = _plain(next(text for text in found.groups() if text)).split()
        for passage, text in sentences(read):
            there = _plain(text).split()
            left = len(there) - len(words)
            if len(words) >= FEWEST and 0 < left <= CUT and there[: len(words)] == words and not _GAP.search(found[0]):
                return Apart(
                    f"The quotation leaves off how the sentence of {ev.source_read(audit, passage)} ends"
                    f" (“{' '.join(there[-left:])}”): {ev.quoted(text)}. Quote it whole.",
                    passage,
                    text,
                )
    return None


def _plain(text: str) -> str:
    """A text as words alone, so that signs and breaks set no quotation apart."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"[’']", "", text.casefold())))
