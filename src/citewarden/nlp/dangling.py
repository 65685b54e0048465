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
    """Whether an object "it", "them" or "one" has nothing before it in its sentence that it may stand for; who has it
    is not it."""
    if token.lower_ == "one":
        return _one_of_what(token)
    if token.lower_ == "these" and token.dep_ == "pobj":  # "All of these irritate the airways"
        return token.i <= _EARLY and not any(True for _ in token.rights)
    if token.lower_ not in {"it", "them"} or token.dep_ not in {"dobj", "pobj"}:
        return False
    if token.i + 1 < len(token.doc) and token.nbor().tag_ in {"JJ", "JJR"}:  # "makes it hard to"
        return False
    tags = {"NN", "NNP"} if token.lower_ == "it" else {"NNS", "NNPS"}
    who = _whose(token)
    before = [t for t in token.doc[: token.i] if t not in who]
    named = any(t.tag_ in tags and (tags == {"NNS", "NNPS"} or not np.phrase(t).person) for t in before)
    return not named and not any(t.tag_ in {"PRP", "DT"} and t.lower_ in _POINTING for t in before)


def _one_of_what(token: Token) -> bool:
    """Whether a closing object "one" counts things that the sentence does not name ("Most children have had one.")."""
    if token.dep_ != "dobj" or any(True for _ in token.rights):
        return False
    if token.i + 1 < len(token.doc) and not token.nbor().is_punct:
        return False
    who = _whose(token)
    return not any(t.dep_ in _NAMED and t.tag_.startswith("NN") and t not in who for t in token.doc[: token.i])


def _whose(token: Token) -> set[Token]:
    """The words of the subject of an object's verb, of which the object is none; but for the clauses in it."""
    subjects = [c for c in token.head.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    whole = {t for subject in subjects for t in subject.subtree}
    return whole - {t for clause in whole if clause.dep_ in {"relcl", "acl", "advcl"} for t in clause.subtree}


_NAMED = frozenset(["nsubj", "nsubjpass", "dobj", "attr"])
_OBJECTS = Words(["it", "them", "one", "these"])
_EARLY = 3
"""Words before "these" at most where it opens a sentence."""
_POINTING = frozenset(["it", "they", "them", "this", "these", "that", "those", "which", "both", "some", "one"])
_TWO = re.compile(r"\b(?:and|or)\b")
"""Two things named before "the latter" or "the first one": the sentence tells itself which is meant."""
