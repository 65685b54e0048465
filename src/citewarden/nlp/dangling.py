"""Sentences that break off ("Patches do not.") or point to what only the page shows ("The last one kills climbers.").

Such a sentence keeps its words and is told as not resolved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.text.prefilter import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BROKEN_OFF = re.compile(
    r"(?:\S+ ){1,7}(?:do|does|did|is|are|was|were|can|may|will|would|should|has|have|cannot)(?: not|n['’]t)?"
    r"(?: either| too|, though)?[.!]",
    re.I,
)
_COMPARES = re.compile(r"\b(?:that|which|than|as|way|if|when|what|who|how)\b", re.I)
_ONE = re.compile(
    r"\b(?:the|this|that|these|those) (?:(?:(?:strong|weak|mild|old|new|small|larg|bigg)er|\w{3,}est) ones"
    r"|(?:last|first|second|third|other) ones?|latter|former)\b"
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
    if _OBJECTS.near(text) and any(_points_out(token) for token in np.tokens(doc)):
        return True
    one = _ONE.search(form)
    return one is not None and not _TWO.search(form, 0, one.start())


def _points_out(token: Token) -> bool:
    """Whether an object "it" or "them" has nothing before it in its sentence that it may stand for."""
    if token.lower_ not in {"it", "them"} or token.dep_ not in {"dobj", "pobj"}:
        return False
    if token.i + 1 < len(token.doc) and token.nbor().tag_ in {"JJ", "JJR"}:  # "makes it hard to"
        return False
    tags = {"NN", "NNP"} if token.lower_ == "it" else {"NNS", "NNPS"}
    before = token.doc[: token.i]
    named = any(t.tag_ in tags and (tags == {"NNS", "NNPS"} or not np.phrase(t).person) for t in before)
    return not named and not any(t.tag_ in {"PRP", "DT"} and t.lower_ in _POINTING for t in before)


_OBJECTS = Words(["it", "them"])
_POINTING = frozenset(["it", "they", "them", "this", "these", "that", "those", "which", "both", "some", "one"])
_TWO = re.compile(r"\b(?:and|or)\b")
"""Two things named before "the latter" or "the first one": the sentence tells itself which is meant."""
