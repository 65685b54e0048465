"""What a sentence leaves out since the page has said it: "Treatment consists of ...", "also", "Another ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.nlp import remedies
from citewarden.nlp.demonstratives import DEMONSTRATIVES
from citewarden.nlp.discourse import Discourse
from citewarden.nlp.edits import Edit
from citewarden.nlp.phrases import upper_first
from citewarden.text.prefilter import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_I = re.IGNORECASE
_NEEDS_OF = frozenset(
    [
        "symptom",
        "symptoms",
        "sign",
        "signs",
        "cause",
        "causes",
        "complication",
        "complications",
        "diagnosis",
        "prevention",
        "prognosis",
        "case",
        "cases",
        "attack",
        "attacks",
        "episode",
        "episodes",
        "treatment",
        "severity",
        "onset",
        "outbreak",
        "outbreaks",
        "incidence",
        "prevalence",
        "rash",
        "stage",
        "stages",
    ]
)
_NEEDS_FOR = frozenset(["treatments", "therapies", "tests", "screening", "medications", "remedies"])
_NEEDY = Words([*_NEEDS_OF, *_NEEDS_FOR, "factor", "factors"])
_SOLE = frozenset(["only", "sole", "second", "first", "next", "same"])
"""What tells that one of several is meant, which the page has named."""
_SMALL = Words(["also", "therefore", "thus", "then"])
_AFFECTED = Words(["affected"])
_A_VERB = re.compile(
    r"(?:attacks?|episodes?)(?= (?:the|an?|your|our|their|its|his|her|healthy|other|people|these|those|this|that)\b)",
    _I,
)
_BEFORE_VERB = frozenset(["to", "that", "which", "who", "may", "can", "could", "might", "will", "not", "it", "they"])


def topic_left_out(doc: Doc, discourse: Discourse, edits: list[Edit]) -> list[Edit]:
    """ "Treatment generally consists of": a relational noun without its "of" gets the topic."""
    text = np.text_of(doc)
    topic = discourse.condition
    if not topic or not discourse.is_condition(topic):
        return []
    if discourse.names_another() or discourse.spoke_of_another():
        return []
    if _AFFECTED.near(text) and (match := _AFFECTED_PEOPLE.search(text)):
        lead = match["lead"] or ""
        noun = match["n"] if lead or match.start() > 0 else upper_first(match["n"])
        return [(match.start(), match.end(), f"{lead}{noun} affected by {topic}")]
    if not _NEEDY.near(text) or discourse.named_in(text):
        return []
    if any(topic.lower() in words.lower() for _, _, words in edits):
        return []
    subject = np.subject_token(doc)
    for token in np.tokens(doc):
        if discourse.told_of_another(token.lower_):
            continue
        if not _lacks_its_of(doc, token, subject) or any(s <= token.idx < e for s, e, _ in edits):
            continue
        end = token.idx + len(token.text)
        if token.lower_ in _ATTACKS:
            return [_named_attack(doc, token, topic)]
        return [(end, end, f" {'for' if token.lower_ in _NEEDS_FOR or _is_risk_factor(token) else 'of'} {topic}")]
    return []


def _named_attack(doc: Doc, token: Token, topic: str) -> Edit:
    """ "an attack" -> "a migraine attack"."""
    end = token.idx + len(token.text)
    before = doc[token.i - 1] if token.i else None
    if before is not None and before.lower_ in {"a", "an"}:
        article = np.article(topic)
        return before.idx, end, f"{upper_first(article) if before.i == 0 else article} {topic} {token.text.lower()}"
    return token.idx, end, f"{upper_first(topic) if token.i == 0 else topic} {token.text.lower()}"


_AFFECTED_PEOPLE = re.compile(
    r"\b(?P<lead>[Mm]any |[Mm]ost |[Ss]ome |[Tt]he )?(?P<a>[Aa]ffected) (?P<n>people|individuals|"
    r"persons|adults|children|women|men|infants|patients)\b(?! by| with)"
)
_ATTACKS = frozenset(["attack", "attacks", "episode", "episodes"])


def _is_risk_factor(token: Token) -> bool:
    return token.lower_ in {"factor", "factors"} and token.i > 0 and token.nbor(-1).lower_ == "risk"


def _lacks_its_of(doc: Doc, token: Token, subject: Token | None) -> bool:
    """Whether a noun that is of something stands without it, and where only the topic can be meant."""
    word = token.lower_
    if word not in _NEEDS_OF and word not in _NEEDS_FOR and not _is_risk_factor(token):
        return False
    is_subject = subject is not None and (token.i == subject.i or (token.head.i == subject.i and token.dep_ == "conj"))
    diagnosis = word == "diagnosis" and token.i > 0 and token.nbor(-1).lower_ == "the"
    if not (is_subject or diagnosis or word in _ATTACKS) or (word in _ATTACKS and _is_verb(doc, token)):
        return False
    if token.i + 1 < len(doc) and doc[token.i + 1].lower_ in {"of", "for"}:
        return False
    below = list(token.children)
    return not (
        (is_subject and any(c.dep_ == "conj" and c.lower_ in _NEEDS_OF for c in below))
        or any(c.dep_ in _TELLS_OF and c.lower_ not in {"during", "after", "before"} for c in below)
        or (token.dep_ == "conj" and any(c.dep_ == "poss" for c in token.head.children))
        or any(c.dep_ in {"compound", "nmod"} and c.lower_ != "risk" for c in below)
        or any(c.dep_ == "amod" and remedies.is_remedy(c.lower_) for c in below)
        or any(c.lower_ in DEMONSTRATIVES or c.lower_ in _SOLE for c in token.lefts)
        or (token.dep_ == "conj" and any(c.lower_ in DEMONSTRATIVES for c in token.head.lefts))
        or (word not in _ATTACKS and any(c.dep_ == "det" and c.lower_ in _ANY for c in below))
        or (token.head.dep_ == "prep" and token.head.lower_ == "of")
    )


_TELLS_OF = frozenset(["prep", "relcl", "poss", "acl"])
_ANY = frozenset(["no", "any", "a", "an"])


def _is_verb(doc: Doc, token: Token) -> bool:
    """Whether "attacks" is what somebody does ("the immune system mistakenly attacks the lungs")."""
    before = doc[token.i - 1] if token.i else None
    if before is not None and (before.lower_ in _BEFORE_VERB or (before.tag_ == "RB" and before.lower_.endswith("ly"))):
        return True
    return token.tag_.startswith("V") or _A_VERB.match(np.text_of(doc), token.idx) is not None


def small_words(doc: Doc, edits: list[Edit]) -> list[Edit]:
    """ "also", "then" and "Another"/"Other" point back at what the reader no longer sees."""
    out: list[Edit] = []
    text = np.text_of(doc)
    taken = [(s, e) for s, e, _ in edits]
    for token in np.tokens(doc) if _SMALL.near(text) else ():
        if token.lower_ in {"also", "therefore", "thus"} and token.i > 0 and token.dep_ == "advmod":
            after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
            before = doc[token.i - 1].lower_
            if token.lower_ == "also" and (
                after in {"known", "called", "referred", "termed", "named"} or before in {"but", "and", ",", "("}
            ):
                continue
            if token.head.dep_ in {"ROOT", "conj", "ccomp", "relcl"}:
                end = token.idx + len(token.text_with_ws)
                aside = before == "," and after == ","  # "and, therefore, are" is read as "and are"
                if before == ";" and after == ",":  # "; therefore, it is" is read as "; it is"
                    after_comma = doc[token.i + 1]
                    end = after_comma.idx + len(after_comma.text_with_ws)
                out.append((token.idx - 2, token.idx + len(token.text) + 1, "") if aside else (token.idx, end, ""))
        elif token.lower_ == "then" and token.i > 1 and doc[token.i - 1].tag_ == "MD":
            out.append((token.idx, token.idx + len(token.text_with_ws), ""))
    if not any(s == 0 for s, _ in taken):
        if (match := re.match(r"Another ([^\W\d_]\w*)", text)) and not one_more(doc, edits):
            out.append((0, len("Another"), upper_first(np.article(match[1]))))
        elif (match := re.match(r"Other (?=\w)", text)) and _of_topic(doc):
            out.append((0, match.end(), ""))
    return out


def one_more(doc: Doc, edits: list[Edit]) -> bool:
    """Whether a sentence opens with one more of what only those before it name ("Another method is ...")."""
    match = _ONE_MORE.match(np.text_of(doc))
    return match is not None and not any(start == match.end() for start, _, _ in edits)


_ONE_MORE = re.compile(
    r"Another (?:\w+ )?(?:method|way|option|reason|step|approach|cause|type|kind|form|example|factor|sign|symptom"
    r"|problem|treatment|test|possibility|technique|procedure|choice|theory|advantage|benefit|risk|complication|one|operation)"
    r"(?= (?:is|was|may|can|has|would|could|uses|involves|includes?|requires)\b)",
    _I,
)


def _of_topic(doc: Doc) -> bool:
    """Whether it is true without "other": "other symptoms" of a disease are symptoms, and what other drinks include
    drinks do; but "other drugs are safe" does not say that drugs are."""
    subject = np.subject_token(doc)
    if subject is None or subject.left_edge.i:  # "Other times, the symptoms develop quickly"
        return False
    verbs = {token.lower_ for token in (subject.head, *subject.head.children)}
    return subject.lower_ in {*_NEEDS_OF, *_NEEDS_FOR, "factors"} or not verbs.isdisjoint({"include", "included"})
