"""How surely: the sentence calls proven, or a cure, what the source says may be."""

from __future__ import annotations

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, on_one, sentences, words_of
from citewarden.model import Audit, Claim, Passage
from citewarden.text import scales


def surer(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence calls proven, or a cure, what the source says may be."""
    sure = words_of("proven").search(claim.standalone)
    if sure is None or claim.negated or claim.hypothetical or scales.modality(claim.standalone)[1] in (0, 1):
        return None
    words = ev.stems(claim.standalone)
    for passage, sentence in sentences(read):
        word, step = scales.modality(sentence)
        if step in (0, 1) and not words_of("proven").search(sentence) and on_one(words, ev.stems(sentence)):
            return Apart(
                f"“{sure[0]}” in the article; {ev.source_read(audit, passage)} says “{word}”:"
                f" {ev.quoted(sentence)}. Use its strength.",
                passage,
                sentence,
            )
    return None
