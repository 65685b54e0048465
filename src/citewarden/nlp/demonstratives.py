"""Nouns that point back: "this condition", "these drugs", "the disease", "the latter"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from citewarden.nlp import antecedents, topics
from citewarden.nlp import phrases as np
from citewarden.nlp.antecedents import Candidate, Mention
from citewarden.nlp.discourse import Discourse, plural_words
from citewarden.nlp.edits import DROPPED_BEFORE, Edit, Told
from citewarden.nlp.phrases import lower_first, upper_first
from citewarden.text.prefilter import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_I = re.IGNORECASE
_CONDITION_SAID = Words(antecedents.ILLNESS)
DEMONSTRATIVES = frozenset(["this", "these", "that", "those", "such"])
_DEMONSTRATED = Words(DEMONSTRATIVES)
_GENERAL = frozenset(
    [
        "type",
        "types",
        "kind",
        "kinds",
        "form",
        "forms",
        "one",
        "ones",
        "thing",
        "things",
        "way",
        "ways",
        "case",
        "cases",
        "time",
        "stage",
        "period",
        "area",
        "instance",
        "instances",
        "situation",
        "step",
        "steps",
        "process",
        "reason",
        "reasons",
        "example",
        "fact",
        "age",
        "group",
        "point",
        "year",
        "years",
        "day",
        "days",
        "month",
        "months",
        "week",
        "weeks",
        "case",
        "purpose",
        "level",
        "levels",
        "section",
        "chapter",
        "article",
    ]
)
_OF_CONDITION = frozenset(
    ["symptom", "symptoms", "sign", "signs", "cause", "causes", "complication", "complications", "attacks", "episodes"]
)
_POINTS_BACK = re.compile(
    r"(?:the (?:latter|former|other two|others|opposite)\b"
    r"|the (?:same|first|second)(?= (?:is|are|was|were|does|do|goes|can|may|will)\b)"
    r"|(?:examples|others) (?:include|are)\b|too (?:many|much|little|few)(?= (?:can|may|is|are|will|could)\b)"
    r"|neither(?! of\b| [\w ]+ nor\b)|(?:so|nor) (?:is|are|do|does|can)\b|its\b|their\b|both(?= (?:are|can|may|have)\b)"
    r"|(?:some|many|most|none|all|each|one|others?)(?= (?:are|is|can|may|will|do|does|have|has|also)\b))",
    _I,
)
"""Openings whose meaning stands in the sentence before."""


def points_back(text: str, opening: int) -> bool:
    """Whether a sentence opens with words that only the one before explains ("The latter is fatal.")."""
    return _POINTS_BACK.match(text, opening) is not None


def definite(doc: Doc, discourse: Discourse, edits: list[Edit]) -> Told:
    """ "The condition" -> the topic, unless the sentence names the topic itself; not told where the sentence before
    spoke of another, or of one sort of the topic."""
    out: list[Edit] = []
    topic = discourse.condition
    if not topic or not _CONDITION_SAID.near(np.text_of(doc)) or not discourse.is_condition(topic):
        return Told()
    if discourse.names_another():
        return Told()
    other = discourse.spoke_of_another() or discourse.narrowed()
    text = np.text_of(doc)
    spoken = discourse.named_in(text) or discourse.names_topic(text)
    spoken = spoken or any(topic.lower() in words.lower() for _, _, words in edits)
    for token in np.tokens(doc):
        if token.lower_ not in antecedents.ILLNESS or token.i == 0 or spoken or token.dep_ == "compound":
            continue
        before = doc[token.i - 1].lower_
        said = np.text_of(doc)[: doc[token.i - 1].idx]
        if topics.names_any(said) and not _FORM_OF.search(said):  # "anemia ... the severity of the condition"
            continue
        if before != "the" or (
            token.i + 1 < len(doc)
            and doc[token.i + 1].lower_ in {"of", "that", "which", "called", "known", "with", "in"}
        ):
            continue
        if any(np.singular(t.lower_) == token.lower_ for t in np.tokens(doc)[: token.i]):
            continue
        if _NAMED_NOW.match(np.text_of(doc), _end(token)):
            continue
        if other or token.lower_ in _SORTS - discourse.called:
            return Told((), False)
        named = topic
        if token.tag_ == "NN" and plural_words(named):
            named = discourse.topic
            if not discourse.is_condition(named) or plural_words(named):
                continue
        start = doc[token.i - 1].idx
        end = token.idx + len(token.text)
        out.append((start, end, upper_first(named) if token.i == 1 else named))
        spoken = True
    return Told(tuple(out))


_SORTS = frozenset(["infection", "syndrome"])
"""What not every condition is: "the infection" may be one that it follows."""
_NAMED_NOW = re.compile(
    r" (?:is|was) (?:often |usually |sometimes )?(?:called|known as|named|termed|referred to as)\b", _I
)
"""What gives a name to what was just described: "..., the condition is called gastroparesis"."""


def left(form: str, discourse: Discourse) -> bool:
    """Whether a form still speaks of "the condition" and names none."""
    match = _THE_CONDITION.search(form)
    if match is None or discourse.named_in(form) or topics.names_condition(form):
        return False
    return not topics.names_any(form[: match.start()])


_FORM_OF = re.compile(r"\b(?:(?:form|type|kind|sign|symptom|complication|cause|stage|result)s?) of\s*\Z", _I)
"""What tells that a disease named before belongs to "the disease" and is not it."""
_THE_CONDITION = re.compile(
    r"\b[Tt]he (?:condition|disease|disorder|illness|syndrome|infection)"
    r"(?=['’]s| (?:is|are|was|can|may|has|does|will|affects|"
    r"causes|occurs|often|usually|also|spreads|lasts|returns)\b|[.,;])"
)


def and_other(doc: Doc, discourse: Discourse) -> Told | None:
    """ "These and other symptoms ..." -> what the sentence before lists: "Fever, a rash, and other symptoms ..."; None
    for other sentences."""
    match = _AND_OTHER.match(np.text_of(doc))
    if match is None:
        return None
    before = np.text_of(discourse.heard[-1].doc) if discourse.heard else ""
    listed = _LISTS.search(before)
    if listed is None or match["n"].lower() not in before.lower():
        return Told((), False)
    last = re.compile(r",? and (?=(?:(?!,| and ).)*\Z)")
    ands = len(re.findall(r" and ", listed["list"].rpartition(",")[2]))
    said = last.sub(", ", listed["list"]) if ands == 1 else listed["list"]
    return Told(((0, match.end("these"), f"{upper_first(said)},"),))


_AND_OTHER = re.compile(r"(?P<these>These) and other (?P<n>(?:signs and )?[a-z]+)\b")
_LISTS = re.compile(r"\b(?:include|includes|are) (?P<list>[^:;.()]{1,400})\.\s*\Z")


def told(doc: Doc, discourse: Discourse, edits: list[Edit]) -> Told:
    """Edits for "these babies", "this drug", and whether each could be told."""
    out: list[Edit] = []
    resolved = True
    taken = [(s, e) for s, e, _ in edits]
    for token in np.tokens(doc) if _DEMONSTRATED.near(np.text_of(doc)) else ():
        if (
            token.lower_ not in DEMONSTRATIVES
            or token.dep_ not in {"det", "amod", "predet"}
            or token.tag_ not in {"DT", "PDT", "JJ"}
            or token.head.i <= token.i
        ):
            continue
        noun = token.head
        if any(s <= token.idx < e for s, e in taken) or noun.tag_ not in {"NN", "NNS", "NNP", "NNPS"}:
            continue
        said_here = any(_names(t, noun) for t in np.tokens(doc)[: token.i])
        if any(c.dep_ in {"relcl", "acl"} for c in noun.children) and token.lower_ in {"that", "those"}:
            continue
        if noun.lower_ == "stage" and discourse.label:
            out.append((token.idx, _end(noun), f"the {lower_first(discourse.label)} stage"))
            continue
        edit = _edit(doc, token, noun, discourse)
        if edit is not None:
            out.append(edit)
        elif not said_here and not _repeats(doc, token, noun, discourse) and not _harmless(doc, token, noun):
            resolved = False
    return Told(tuple(out), resolved)


def _edit(doc: Doc, token: Token, noun: Token, discourse: Discourse) -> Edit | None:
    """What to put for one such phrase; None where it cannot be told."""
    text, plural = np.text_of(doc), noun.tag_ in {"NNS", "NNPS"}
    between = doc[token.i + 1 : noun.i].text.lower()
    if noun.lower_ in _GENERAL or token.lower_ in {"that", "those"}:
        return None
    mention = Mention(token.lower_, noun.lower_, plural, "", text, token.i == 0, bool(between))
    if _told_before(doc, token, mention):
        return None
    found = antecedents.choose(mention, discourse.candidates())
    if found is not None and _last(noun) is noun and any(c.dep_ == "conj" for c in noun.rights):
        return None  # "these diseases and conditions" are more than what one of them stands for
    if found is not None and _OUR_OWN.match(found.phrase.text) and not np.is_person(noun.lower_):
        return None  # "such food" is not "our team" that was spoken of
    if found is not None:
        said = found.phrase.text
        words = DROPPED_BEFORE.sub("", said) if plural else re.sub(r"\A(?:an?)\s+(?=\w+ing\Z)", "", said)
        if any(c.dep_ == "prep" and f" {c.lower_} " in words for c in noun.rights):  # "this loss of blood" tells itself
            return None
        if words.lower() in text.lower() or _EMPTY.sub("", words.lower()) == noun.lower_:
            return None
        put = upper_first(words) if token.i == 0 else lower_first(words)
        some = plural and _some_of(doc, token) and _BARE.match(put) is not None
        return token.idx, _end(_last(noun)), f"the {put}" if some else put
    whole = discourse.condition
    if (
        noun.lower_ in _OF_CONDITION
        and plural  # one complication of several is not "the complication of gout"
        and discourse.just_said(noun.lower_)  # else a few of them were named, not those of the topic
        and discourse.is_condition(whole)
        and len(whole.split()) <= 6
        and not between
        and not any(c.dep_ == "prep" for c in noun.children)
    ):
        end = _end(_last(noun))
        return token.idx, end, f"{'The' if token.i == 0 else 'the'} {text[noun.idx : end]} of {whole}"
    return None


def _some_of(doc: Doc, token: Token) -> bool:
    """Whether words stand for some or all of several: "many of these drugs"."""
    return token.i > 1 and doc[token.i - 1].lower_ == "of" and doc[token.i - 2].tag_ in {"DT", "CD", "JJ", "JJS"}


_BARE = re.compile(r"(?!(?:the|an?|some|many|most|your|his|her|its|their|our)\b)[a-z]", _I)
"""A phrase without an article."""


def _last(noun: Token) -> Token:
    """The last of "signs and symptoms"."""
    joined = (c for c in noun.rights if c.dep_ == "conj" and c.i <= noun.i + 2 and c.lower_ in _OF_CONDITION)
    return next(joined, noun) if noun.lower_ in _OF_CONDITION else noun


def _told_before(doc: Doc, token: Token, mention: Mention) -> bool:
    """Whether the sentence itself names before "this drug" what it may be ("Rifampin has been used, and this drug")."""
    own = replace(mention, sentence="")
    said = [Candidate(np.phrase(t), "subject", 0) for t in np.nominals(doc) if t.i < token.i and t.dep_ in _ACTING]
    return bool(antecedents.fitting(own, [c for c in said if c.phrase.end <= token.idx]))


_OUR_OWN = re.compile(r"(?:our|my) ", _I)
_ACTING = frozenset(["nsubj", "nsubjpass"])
_EMPTY = re.compile(r"\A(?:an?|the|some|many|several|most|certain|other|your) ")


def _end(noun: Token) -> int:
    return noun.idx + len(noun.text)


def _names(token: Token, noun: Token) -> bool:
    """Whether an earlier noun of the sentence may be what "this noun" means."""
    if np.is_person(token.lower_) != np.is_person(noun.lower_) or token.lower_ in _NO_NAME:
        return False
    return token.tag_ in {"NN", "NNS", "NNP"} and (
        np.singular(token.lower_) == np.singular(noun.lower_) or token.dep_ in {"nsubj", "nsubjpass", "dobj"}
    )


_NO_NAME = frozenset(
    ["example", "examples", "percent", "percentage", "proportion", "share", "half", "third", "quarter", "majority",
     "number", "rate", "rest", "lot"]
)  # fmt: skip
"""Subjects that are no thing of a kind: "one percent of patients have this complication"."""


def _repeats(doc: Doc, token: Token, noun: Token, discourse: Discourse) -> bool:
    """Whether a phrase of two words and more takes up what the sentence before said in the same words: "these nerve
    signals" after "nerve signals run to the muscles" tells by itself what it is about."""
    return noun.i > token.i + 1 and discourse.just_said(doc[token.i + 1 : noun.i + 1].text)


_ELSEWHERE = re.compile(r"following|\bexamples? of these\b", _I)
"""What tells that "these" are not those that a list names."""


def _harmless(doc: Doc, token: Token, noun: Token) -> bool:
    """Whether a pointing phrase says nothing of what is asserted: "at this time", "these days"."""
    text = np.text_of(doc).rstrip()
    if text.endswith(":") and token.lower_ == "these" and not _ELSEWHERE.search(text):  # the list names them
        return True
    return noun.lower_ in {"time", "day", "days", "age", "point", "country", "year", "years"} or (
        noun.lower_ in _GENERAL and noun.dep_ == "pobj" and token.i > len(doc) // 2
    )
