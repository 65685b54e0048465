"""Whom it did nothing for: the sentence tells an effect in adults, and all that the source says of adults is that there
was none."""

from __future__ import annotations

from citewarden.checks._apart.asked import Apart, beside, is_brief, sentences, words_of
from citewarden.checks._apart.effects import NULL
from citewarden.checks._apart.people import ages_in, name_of
from citewarden.checks._figures import figures
from citewarden.model import Audit, Claim, Passage


def nothing_in_them(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The one age that the sentence tells a result of has none in the source, which has other people too."""
    mine = ages_in(claim.standalone)
    text = claim.standalone
    if len(mine) != 1 or claim.negated or NULL.search(text) or words_of("none").search(text):
        return None
    if not (figures(claim) or claim.direction or words_of("does").search(text)):
        return None
    about = [(p, s) for p, s in sentences(read) if mine & ages_in(s)]
    if len(about) != 1 or not all(is_brief(audit, p.work) for p in read):
        return None
    passage, sentence = about[0]
    null = NULL.search(sentence) or words_of("none").search(sentence)
    if null is None or words_of("does").search(sentence[: null.start()]):
        return None
    return beside(audit, name_of(text, mine), null[0], passage, sentence, "Name the group of the source.")
