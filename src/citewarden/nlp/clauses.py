"""Compound statements split into statements of one fact each, where that is safe.

Split at semicolons between whole clauses, at "and"/"but" between whole clauses, and at "and"/"but" between two finite
verb phrases that share a subject (the subject is then repeated). Lists under one verb ("symptoms include a, b and c")
are one fact and stay whole; so does anything in an if-clause, a comparison or a quotation.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.text.prefilter import Gated

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_I = re.IGNORECASE
_FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])
_OPENING_CLAUSE = re.compile(
    r"\A(?:if|when|unless|once|although|though|while|because|since|as|after|before|whether|in case)\b", _I
)
_NEVER = Gated(
    r"[“\"?]|\b(?:either|both|neither|not only|whether|as well as|rather than|compared|versus|"
    r"the (?:more|less|sooner|later|darker|higher|lower)\b.*,? the)\b"
)


Ranges = list[tuple[int, int]]


def parts(doc: Doc) -> list[Ranges]:
    """The atomic statements of a sentence, each as the ranges of characters it is made of; [] if it is one."""
    text = np.text_of(doc)
    if len(doc) < 9 or not _JOINED.search(text) or _NEVER.found(text) or text.count("(") != text.count(")"):
        return []
    return _semicolons(doc) or _coordinated(doc)


_JOINED = re.compile(r";|\b(?:and|but)\b")


def _semicolons(doc: Doc) -> list[Ranges]:
    cuts = [t.i for t in np.tokens(doc) if t.text == ";"] if ";" in np.text_of(doc) else []
    if not cuts:
        return []
    edges = [-1, *cuts, len(doc)]
    spans = [doc[a + 1 : b] for a, b in pairwise(edges) if b > a + 1]
    if len(spans) < 2 or not all(
        len(s) >= 4 and any(t.tag_ in _FINITE for t in s) and any(t.dep_ in {"nsubj", "nsubjpass", "expl"} for t in s)
        for s in spans
    ):
        return []
    found = []
    for place, span in enumerate(spans):
        opener = _OPENER.match(span.text)
        start = span.start_char + (opener.end() if opener and place else 0)
        if place and _BACKWARD.match(np.text_of(doc)[start : span.end_char]):
            return []
        found.append([(start, span.end_char)])
    return found


_OPENER = re.compile(
    r"(?:however|therefore|thus|instead|moreover|in addition|for example|unfortunately|and|but),?\s+", _I
)
_BACKWARD = re.compile(r"(?:it|they|this|these|those|that|he|she|others|such)\b", _I)


def _coordinated(doc: Doc) -> list[Ranges]:
    top = np.root(doc)
    subject = np.subject_token(doc)
    text = np.text_of(doc)
    if top is None or subject is None or _OPENING_CLAUSE.match(text):
        return []
    second = next((c for c in top.children if c.dep_ == "conj" and c.i > top.i), None)
    if second is None or any(c.dep_ == "conj" for c in second.children):
        return []
    joiner = next(
        (c for c in top.children if c.dep_ == "cc" and top.i < c.i < second.i and c.lower_ in {"and", "but"}), None
    )
    begins = second.left_edge.i
    if joiner is None or begins != joiner.i + 1 or _late(doc, second) or not top.tag_.startswith(("VB", "MD")):
        return []
    if joiner.i == top.i + 1 and any(c.dep_ == "dobj" for c in second.children):
        return []  # "regulates and monitors the safety": the object belongs to both
    first = (0, doc[joiner.i - 1].idx + len(doc[joiner.i - 1].text))
    rest = (doc[begins].idx, len(text))
    if len(text[rest[0] :].split()) < 3 or len(text[: first[1]].split()) < 3:
        return []
    own = [c for c in second.lefts if c.dep_ in {"nsubj", "nsubjpass", "expl"}]
    if own:
        if (
            _broken_off(doc, joiner.i)
            or own[0].dep_ == "expl"
            or _BACKWARD.match(own[0].text)
            or own[0].lower_ in {"which", "some"}
        ):
            return []
        return [[first], [rest]]
    bare = second.tag_ == "VB" and top.tag_ == "VBP" and not any(c.dep_ == "aux" for c in second.lefts)
    finite = (
        second.tag_ in _FINITE or bare or any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE for c in second.lefts)
    )
    left = doc[: _verb_start(top)]
    if not finite or top.tag_ == "VB" or not left.text.strip() or len(left) > 16:
        return []
    if _POINTS.search(text, rest[0]) or any(t.lower_ in _OF_BOTH for t in doc[left.end : top.i]):
        return []
    return [[first], [(0, left.end_char), rest]]


_POINTS = re.compile(r"\b(?:it|them)\b", _I)
"""What the first half alone names: "surround the urethra and keep it closed"."""
_OF_BOTH = frozenset(
    ["usually", "often", "sometimes", "rarely", "seldom", "generally", "typically", "commonly", "probably", "possibly",
     "perhaps", "likely", "mostly"]
)  # fmt: skip
"""What stands before the first verb and holds of the second too: "doctors usually see it and treat it"."""
_INTRODUCES = frozenset(["way", "than", "how", "what", "whether", "where", "when", "if", "because", "while", "as"])


def _broken_off(doc: Doc, stop: int) -> bool:
    """Whether a clause that begins before the token `stop` has no verb yet: "in the same way information from sites and
    the media | is checked" is one clause of two subjects."""
    begun = [t.i for t in np.tokens(doc)[:stop] if t.lower_ in _INTRODUCES]
    return bool(begun) and not any(t.tag_ in _FINITE for t in doc[begun[-1] + 1 : stop])


def _verb_start(verb: Token) -> int:
    """Where the verb phrase begins: its first auxiliary, negation or adverb after the subject."""
    subject_end = max((c.right_edge.i for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass", "csubj"}), default=-1)
    return min(
        [verb.i, *(c.i for c in verb.lefts if c.i > subject_end and c.dep_ in {"aux", "auxpass", "neg", "advmod"})]
    )


def _late(doc: Doc, second: Token) -> bool:
    """A clause that hangs on what comes before it ("and then", "and so", "but rarely") is no fact of its own."""
    opening = doc[second.left_edge.i].lower_
    return opening in {"then", "so", "thus", "therefore", "instead", "not", "only", "also"} and opening != "also"
