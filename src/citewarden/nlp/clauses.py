"""Compound statements split into statements of one fact each, where that is safe.

Split at semicolons between whole clauses, at "and"/"but" between whole clauses, and at "and"/"but" between two finite
verb phrases that share a subject (the subject is then repeated). Lists under one verb ("symptoms include a, b and c")
are one fact and stay whole; so does anything in an if-clause, a comparison or a quotation, and a sentence whose second
half needs what stands before both ("In gout, ... and ...") or what only the first names ("... and its symptoms vary").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.text.prefilter import Gated

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

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
    found = _semicolons(doc) or _coordinated(doc)
    later = [text[part[0][0] : part[0][1]] for part in found[1:]]
    if found and _AT_TIMES.search(text, *found[0][0]) and any(map(_OF_WHOM.match, later)):
        return []  # "Palpitations often are harmless, and your heart works well"
    return found if all(_is_whole(text[start:end]) for part in found for start, end in part) else []


def _is_whole(piece: str) -> bool:
    """Whether no bracket is cut in two and the words do not wait for what the other half names ("binds to") or
    leave out what it says ("others do not")."""
    return piece.count("(") == piece.count(")") and not (_AWAITS.search(piece) or _ELLIPTIC.search(piece))


_JOINED = re.compile(r";|\b(?:and|but)\b")
_AT_TIMES = re.compile(r"\b(?:often|usually|sometimes|mostly|may|might|can|could)\b", _I)
_OF_WHOM = re.compile(r"(?:your|his|her|its|their) ", _I)
_ELLIPTIC = re.compile(
    r"\b(?:is|are|was|were|do|does|did|can|may|will|has|have|should)(?: not|n['’]t)?"
    r"(?:,? (?:as well|too|also|so))?[.!]?\Z",
    _I,
)
"""What a half ends in that leaves out what the other says: "but other hormones are as well"."""
_AWAITS = re.compile(r"\b(?:of|to|with|by|from|for|in|on|at|into)\Z", _I)


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
        if place and (_NAMES_NONE.match(span.text[start - span.start_char :]) or _needs_first(doc, span, start)):
            return []
        found.append([(start, span.end_char)])
    return found


_OPENER = re.compile(
    r"(?:however|therefore|thus|instead|moreover|in addition|for example|unfortunately|and|but),?\s+", _I
)
_NAMES_NONE = re.compile(
    r"(?:it|they|this|these|those|that|he|she|others|such|its|their)\b"
    r"|the (?:problem|condition|disease|disorder|process)s?\b"
    r"|(?:all|none|some|both|each|many|most|few|one)(?= (?:is|are|was|were|has|have|do|does|may"
    r"|can|could|might|will|would|should|must|also|often)\b)",
    _I,
)
"""What a second half opens with that only the first explains: "its symptoms", "all will be affected"."""


def _needs_first(doc: Doc, span: Span, start: int) -> bool:
    """Whether a second half points to what it does not name itself ("... how to treat it", "during this time"): before
    the pointer stands no noun that it may mean."""
    for token in span:
        if token.idx < start or token.lower_ not in _POINTERS:
            continue
        if token.lower_ in {"it", "its"} and any(t.tag_ in {"NN", "NNP"} for t in span if start <= t.idx < token.idx):
            continue
        if token.lower_ in {"they", "them", "their"} and any(
            t.tag_ in {"NNS", "NNPS"} for t in span if start <= t.idx < token.idx
        ):
            continue
        if token.lower_ == "that" and token.head.lower_ not in _TIMES:
            continue
        return True
    return False


_POINTERS = frozenset(["it", "its", "they", "them", "their", "this", "these", "those", "that"])
_TIMES = frozenset(["time", "point", "age", "case"])


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
    if top.tag_ in {"VBN", "VBG"} and not any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE for c in top.lefts):
        return []  # "defects (also called holes)" has no verb
    if joiner is None or begins != joiner.i + 1 or _late(doc, second) or not top.tag_.startswith(("VB", "MD")):
        return []
    if joiner.i == top.i + 1 and any(c.dep_ in {"dobj", "ccomp"} for c in second.children):
        return []  # "regulates and monitors the safety": the object belongs to both
    first = (0, doc[joiner.i - 1].idx + len(doc[joiner.i - 1].text))
    rest = (doc[begins].idx, len(text))
    if len(text[rest[0] :].split()) < 3 or len(text[: first[1]].split()) < 3:
        return []
    own = [c for c in second.lefts if c.dep_ in {"nsubj", "nsubjpass", "expl"}]
    if own:
        half = doc[begins : len(doc)]
        if (
            _broken_off(doc, joiner.i)
            or own[0].dep_ == "expl"
            or own[0].tag_ == "PRP"
            or own[0].lower_ == "which"
            or _NAMES_NONE.match(half.text)
            or _needs_first(doc, half, rest[0])
            or _holds_of_both(doc, subject)
        ):
            return []
        return [[first], [rest]]
    bare = second.tag_ == "VB" and top.tag_ == "VBP" and not any(c.dep_ == "aux" for c in second.lefts)
    finite = (
        second.tag_ in _FINITE or bare or any(c.dep_ in {"aux", "auxpass"} and c.tag_ in _FINITE for c in second.lefts)
    )
    left = doc[: _verb_start(top)]
    if second.tag_ in {"VBD", "VBN"} and any(c.dep_ == "auxpass" for c in top.lefts) and not _helped(second):
        return []  # "is put into the mouth and moved down": the "is" belongs to both
    if not finite or top.tag_ == "VB" or not left.text.strip() or len(left) > 16:
        return []
    if _POINTS.search(text, rest[0]) or (subject.tag_ == "PRP" and _ITS.search(text, rest[0])):
        return []
    if any(t.lower_ in _OF_BOTH for t in doc[left.end : top.i]):
        return []
    return [[first], [(0, left.end_char), rest]]


def _holds_of_both(doc: Doc, subject: Token) -> bool:
    """Whether words before the subject say when or of what both halves hold: "In gout, ...", "Type 2: ..."."""
    before = np.text_of(doc)[: subject.left_edge.idx]
    return ": " in before or (bool(before.strip()) and _OPENER.fullmatch(before) is None)


def _helped(verb: Token) -> bool:
    return any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts)


_POINTS = re.compile(r"\b(?:it|them)\b", _I)
"""What the first half alone names: "surround the urethra and keep it closed"."""
_ITS = re.compile(r"\b(?:its|their)\b", _I)
"""What is not the doer's where "you" do it: "you cannot prevent it but can prevent its complications"."""
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
