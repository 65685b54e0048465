"""Sentences that break off ("Patches do not.") or point to what only the page shows ("The last one kills climbers.").

Such a sentence keeps its words and is told as not resolved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BROKEN_OFF = re.compile(
    r"(?:\S+ ){1,7}(?:do|does|did|is|are|was|were|can|may|will|would|should|has|have|cannot)(?: not|n['’]t)?"
    r"(?: either| too|, though)?[.!]",
    re.I,
)
_COMPARES = re.compile(r"\b(?:that|which|than|as|way|if|when|what|who|how)\b", re.I)
_ONE = re.compile(
    r"\b(?:the|this|that) (?:(?:last|first|second|third|other) ones?|latter|former)\b"
    r"|\b(?:do|does|did|mean|means) (?:that|this)(?=[,.;])",
    re.I,
)
_SHORT = 3


def left(doc: Doc, form: str) -> bool:
    """Whether a form still leaves out what it says, or points to a thing that it does not name."""
    if not len(doc):
        return True
    text = np.text_of(doc)
    if form.rstrip(".!") != text.rstrip(".!") and len(form.split()) > 2 * len(text.split()):
        return False
    if len(form.split()) <= _SHORT and not np.is_sentence(doc) and doc[0].tag_ not in {"VB", "VBP"}:
        return form.endswith((".", "!"))
    if _BROKEN_OFF.fullmatch(form) and not _COMPARES.search(form):
        return True
    one = _ONE.search(form)
    return one is not None and not _TWO.search(form, 0, one.start())


_TWO = re.compile(r"\b(?:and|or)\b")
"""Two things named before "the latter" or "the first one": the sentence tells itself which is meant."""
