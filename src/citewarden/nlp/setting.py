"""The topic put into a sentence that speaks of it and does not say so: "Patients recover" under "Hendra virus disease".

A sentence says what it is about by a slot that it leaves open ("patients", "the diagnosis", "the infected person"); if
it has none, a frame can be put before it ("In gout, ..."). Whether it needs one is a scored choice: a small linear
model whose weights are a JSON file gives the chance, and below its threshold the sentence stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from citewarden import learned
from citewarden.config import lexicon
from citewarden.nlp import kinds, meanings, remedies, topics
from citewarden.nlp import phrases as np
from citewarden.nlp.claims import is_imperative
from citewarden.nlp.demonstratives import DEMONSTRATIVES
from citewarden.nlp.discourse import Discourse, plural_words
from citewarden.nlp.edits import Edit
from citewarden.nlp.phrases import lower_first, upper_first

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

MODEL = Path(__file__).parent / "setting_weights.json"
_CAUGHT = frozenset(["infected", "infested"])
_WORD = re.compile(r"[a-z][a-z'’-]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for the topic: its sort (people, relation, caught, frame), its word, the edit that puts the topic there,
    and for a frame the words that go before the sentence."""

    sort: str
    word: str
    edits: tuple[Edit, ...] = ()
    frame: str = ""

    def before(self, form: str) -> str:
        """A form with the frame before it."""
        return f"{self.frame}{lower_first(form)}" if self.frame else form


NOWHERE = Slot("", "")


def told(doc: Doc, discourse: Discourse, text: str, opening: int, *, kind: str) -> Slot:
    """Where the topic is named in a sentence whose form is `text` so far; nowhere if it is better left alone."""
    card, slot = learned.card(MODEL), offered(doc, discourse, text, opening, kind=kind)
    if slot is None:
        return NOWHERE
    heard = float(meanings.of(np.text_of(doc)) @ meaning())
    chance = learned.chance(features(doc, discourse, slot, kind), card["weights"], more=heard)
    return slot if chance >= card["thresholds"][slot.sort] else NOWHERE


@cache
def meaning() -> NDArray[float64]:
    """What the model gives to each component of a sentence's meaning."""
    return meanings.weights(learned.card(MODEL)["weights"])


def offered(doc: Doc, discourse: Discourse, text: str, opening: int, *, kind: str = "paragraph") -> Slot | None:
    """The best place for the topic; None if there is no topic of the right sort, or the sentence names it."""
    topic = discourse.condition
    if not topic or " and " in topic or topic.endswith((" condition", " conditions")):
        return None
    if not discourse.is_condition(topic) or discourse.names_topic(text):
        return None
    if _of_another(text, discourse) or discourse.defined_another() or not _asserts(doc):
        return None
    if kind == "item" and not (np.is_sentence(doc) or is_imperative(doc)):
        return None
    if _SIDE_EFFECTS.search(text):
        return None
    if _OF_DOSE.search(text) and any(_VACCINE.search(np.text_of(heard.doc)) for heard in discourse.heard):
        return None
    if _INSTEAD.match(np.text_of(doc)):  # of those of whom the sentence before spoke
        return None
    put_in = topics.is_condition(text) and not topics.is_condition(np.text_of(doc))
    if put_in:  # "It is life-threatening" said of another disease
        return None
    well = any(_KEEPS_WELL.search(np.text_of(heard.doc)) for heard in discourse.heard)
    best = next(_slots(doc, topic, discourse.heading, opening, well), None)
    if best is not None and best.sort == "relation":
        return None if discourse.spoke_of_another() or discourse.told_of_another(best.word) else best
    return best


_INSTEAD = re.compile(r"(?:instead|otherwise|then|if (?:so|not)|in (?:that|this|such|these) cases?)\b(?! of)", re.I)


_SIDE_EFFECTS = re.compile(r"\b(?:side|adverse) effects?\b", re.I)
_OF_DOSE = re.compile(r"\b(?:effects|reactions?|doses?|protection|jabs?|shots?)\b", re.I)
_VACCINE = re.compile(r"\b(?:vaccin|immuni[sz]|jab\b|shots?\b)", re.I)
"""What a remedy has and no disease does: on a page of a vaccine its effects and doses are the vaccine's."""


def _asserts(doc: Doc) -> bool:
    """Whether a unit has a finite verb outside of its "that" and "which" clauses or is an order; its subject may be
    misread."""
    return is_imperative(doc) or any(t.tag_ in _FINITE and not _beside(t) for t in doc)


def _beside(token: Token) -> bool:
    """Whether a finite verb, or the verb that it helps, belongs to a clause that tells more of a noun."""
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    return verb.dep_ in {"relcl", "acl", "amod", "compound"}


_FINITE = frozenset(["VBZ", "VBP", "VBD", "MD"])


def _of_another(text: str, discourse: Discourse) -> bool:
    """Whether a sentence says what other disease it speaks of, or sets others against the topic."""
    if topics.names_condition(text) or _AGAINST.search(text):
        return True
    return any(short in text and topics.is_condition(long) for short, long in discourse.abbreviations.items())


_AGAINST = re.compile(
    r"\A(?:other|another)\b|\b(?:other|another) (?:[\w-]+ ){0,2}(?:diseases?|conditions?|disorders?|infections?"
    r"|illness(?:es)?|\w*virus(?:es)?)"
    r"|\b(?-i:[A-Z]\. [a-z]{4,})|\bunlike\b|\bhealthy\b|\bgeneral population\b|\bcalled\b|\bknown as\b",
    re.I,
)


def _slots(doc: Doc, topic: str, heading: str, opening: int, well: bool) -> Iterator[Slot]:
    """The places, best first; `well` tells that the sentences before speak of people who are kept from falling ill."""
    tokens = [t for t in np.tokens(doc) if t.idx >= opening]
    may_catch = well or _MAY_CATCH.search(np.text_of(doc)) or _BEFORE_IT.search(heading)
    subject = np.subject_token(doc)
    other = subject is not None and topics.is_condition(np.phrase(subject).text)
    yield from (slot for token in tokens for slot in _caught(token, topic))
    if not may_catch and not other:
        yield from (slot for token in tokens for slot in _of_people(token, topic))
    if not _OF_CARE.search(heading) and not other:
        yield from (slot for token in tokens for slot in _of_nouns(token, topic))
    if _defines(doc):
        return
    told = is_imperative(doc)
    if _PREVENTING.search(heading):
        if told or any(t.lower_ in {"should", "must", "recommended"} for t in tokens):
            yield Slot("frame", "prevent", frame=f"To prevent {topic}, ")
    elif not (may_catch and any(np.is_person(t.lower_) for t in tokens)):
        how = "With" if told or plural_words(topic) or any(t.lower_ in {"you", "your"} for t in tokens) else "In"
        yield Slot("frame", how.lower(), frame=f"{how} {topic}, ")


_PREVENTING = re.compile(r"\b(?:prevent|avoid|protect)", re.I)
_KEEPS_WELL = re.compile(r"\b(?:vaccin|immuni[sz])", re.I)
_BEFORE_IT = re.compile(r"\b(?:prevent|avoid|protect|risk|gets?|screening)", re.I)
"""Headings under which people have not fallen ill."""
_OF_CARE = re.compile(r"\b(?:surgery|operation|screening|vaccin|procedure)", re.I)
"""Headings under which "complications" and "risks" are not the disease's."""
_MAY_CATCH = re.compile(
    r"\b(?:infect|catch|caught|expos|contract|develop|get|risk|likel|prevent|vaccin|avoid|protect|spread|screen|becom"
    r"|affect|(?:un)?common\b|rare)",
    re.I,
)
"""Where people are those who may fall ill, not those who have."""


def _defines(doc: Doc) -> bool:
    """Whether a sentence says what a thing is ("Antibodies are proteins ..."), which holds of it everywhere."""
    root, subject = np.root(doc), np.subject_token(doc)
    if root is None or subject is None or root.lower_ not in {"is", "are", "refers", "means"}:
        return kinds.ruled(np.text_of(doc), "", ()) == "definition"
    return any(c.dep_ == "attr" and c.tag_.startswith("NN") for c in root.rights) or subject.tag_ == "NNS"


def _caught(token: Token, topic: str) -> Iterator[Slot]:
    """ "The infected person", "they become infected"."""
    low, noun = token.lower_, token.head
    if low not in _CAUGHT or _told_more(token):
        return
    topic = topic.removesuffix(" infection")
    who = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if who is not None and who.tag_ == "NN" and not np.is_person(who.lower_):  # "the gallbladder is infected"
        return
    if token.dep_ in {"ROOT", "acomp", "ccomp", "advcl", "relcl", "xcomp"}:
        yield Slot("caught", low, ((_end(token), _end(token), f" with {topic}"),))
    elif noun.i == token.i + 1 and noun.lower_ in np.PERSONS and not _told_more(noun):
        words = f"{noun.text} {low} with {topic}"
        yield Slot("caught", low, ((token.idx, _end(noun), upper_first(words) if token.i == 0 else words),))


def _of_people(token: Token, topic: str) -> Iterator[Slot]:
    """ "Patients"."""
    low = token.lower_
    if any(t.lower_ in _DOES_TO for t in token.ancestors):  # what makes people ill need not be the topic
        return
    if any(t.dep_ == "advcl" and any(c.lower_ == "that" for c in t.lefts) for t in token.ancestors):
        return  # "so that infants can breathe" tells what is well
    if any(t.dep_ == "relcl" for t in token.ancestors):
        return  # "doctors who treat children" are not those of a disease alone
    if any(c.lower_ in _words("not_they") for c in token.lefts):
        return
    if not topics.is_condition(topic) and any(c.lower_ in {"most", "all", "many", "every"} for c in token.lefts):
        return  # "most people" of a page on a trait or an operation
    owns = token.i + 1 < len(token.doc) and token.nbor().tag_ in {"NN", "NNS"}  # "the infants liver"
    if low in _words("people") and not owns and _open(token):
        yield Slot("people", low, ((_end(token), _end(token), f" with {topic}"),))


_DOES_TO = frozenset(["make", "makes", "cause", "causes", "affect", "affects", "affected"])


def _of_nouns(token: Token, topic: str) -> Iterator[Slot]:
    """ "The diagnosis", "treatments", "infection" of an infection."""
    low = token.lower_
    if token.tag_ not in {"NN", "NNS"} or not _open(token) or any(_narrows(c) for c in token.lefts):
        return
    if any(c.lower_ in DEMONSTRATIVES for c in token.lefts):
        return
    if low in _ONE and token.i and token.nbor(-1).lower_ == "the":  # the one spoken of, not one for the topic
        return
    if low == "factors" and (token.i == 0 or token.nbor(-1).lower_ != "risk"):
        return
    if any(t.dep_ == "relcl" and any(c.tag_ in {"WDT", "WP"} for c in t.lefts) for t in token.ancestors):
        return  # "problems that need urgent treatment" tells which problems
    if low == "cases" and token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.i:  # "... in some cases"
        return
    if topics.names_any(np.text_of(token.doc)[: token.idx]):  # "iron deficiency that requires treatment"
        return
    if low in _words("for") and _FOR_WHAT.search(np.text_of(token.doc), _end(token)):
        return
    if low in _words("of") or low in _words("for"):
        yield Slot("relation", low, ((_end(token), _end(token), f" {'of' if low in _words('of') else 'for'} {topic}"),))
    elif low in ("infection", "infections") and topic.endswith(" infection"):
        named = topic.removesuffix("infection")
        words = f"{upper_first(named)}{low}" if token.i == 0 else f"{named}{low}"
        yield Slot("relation", low, ((token.idx, _end(token), words),))


_ONE = frozenset(["test", "therapy"])
_FOR_WHAT = re.compile(r"\b(?:for|to (?:treat|find|prevent|check|help)) ", re.I)
"""What tells behind "treatments" or "tests" what they are for: "other treatments as needed for complications"."""


def _narrows(token: Token) -> bool:
    if token.dep_ == "amod" and remedies.is_remedy(token.lower_):  # "corticosteroid treatment"
        return True
    return token.dep_ in {"poss", "nmod"} or (token.dep_ == "compound" and token.lower_ != "risk")


def _open(token: Token) -> bool:
    """Whether a noun stands for itself and nothing after it tells whose or which it is."""
    if token.dep_ in {"compound", "amod", "nmod", "poss", "npadvmod"}:
        return False
    if token.dep_ == "dobj" and token.head.lower_.startswith("caus"):  # what causes it is said, and is not the topic
        return False
    if token.lower_ == "cause" and token.head.lower_ in {"have", "has", "had"}:  # "most twitches have a plain cause"
        return False
    if token.dep_ == "conj" or any(c.dep_ in {"cc", "conj"} and c.i <= token.i + 3 for c in token.rights):
        return False
    return not _told_more(token)


def _told_more(token: Token) -> bool:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and (
        after.lower_ in _TELLS or after.tag_ in {"JJ", "JJR"}
    ):  # "symptoms suggestive of a stroke"
        return True
    return any(c.dep_ in {"relcl", "acl"} or (c.dep_ == "prep" and c.lower_ != "in") for c in token.rights)


_TELLS = frozenset(
    ["with", "of", "for", "who", "that", "whose", "by", "from", "to", "-", "’s", "'s", "aged", "age",
     "ages", "over", "under", "above", "below", "between", "up", "older", "younger", "without", "on", "taking"]
)  # fmt: skip


def _end(token: Token) -> int:
    return token.idx + len(token.text)


def features(doc: Doc, discourse: Discourse, slot: Slot, kind: str) -> list[str]:
    """Names of the features that hold for a sentence and the slot it offers."""
    text = np.text_of(doc)
    low = text.lower()
    out = ["bias", f"sort={slot.sort}", f"slot={slot.word}", f"kind={kind}", f"{kind}&{slot.sort}"]
    out.append(f"rule={kinds.ruled(text, '', ())}")
    subject = np.subject_token(doc)
    if subject is not None:
        out.append(f"subject={subject.lower_}")
        first = next(iter(subject.subtree))
        out.append(f"det={first.lower_ if first.tag_ in {'DT', 'PRP$', 'PRP'} else first.tag_}&{slot.sort}")
        out += _of_subject(subject, discourse)
    root = np.root(doc)
    if root is not None:
        out.append(f"root={root.lower_}")
        out.append(f"aux={next((c.lower_ for c in root.lefts if c.dep_ in {'aux', 'auxpass'}), root.tag_)}")
    if is_imperative(doc):
        out.append("imperative")
    out += [] if np.is_sentence(doc) else ["broken"]
    out += [f"sec={w}" for w in dict.fromkeys(_WORD.findall(discourse.heading.lower())) if w in _words("sides")]
    if topics.condition_pattern().search(text):
        out.append("names-a-condition")
    if any(t.tag_ in {"NNP", "NNPS"} and t.i for t in np.tokens(doc)):
        out.append("names")
    out.append(f"since={discourse.since_named()}")
    out.append(f"len={min(len(low.split()) // 6, 4)}&{slot.sort}")
    out += [f"w={w}" for w in dict.fromkeys(_WORD.findall(low))]
    out.append(f"size={min(discourse.size // 15, 6)}")
    out.append(f"dwelling={min(int(discourse.dwelling * 10), 8)}")
    out.append("topic-by-name" if topics.is_condition(discourse.condition) else "topic-by-headings")
    out.append(f"topic-words={min(len(discourse.condition.split()), 4)}")
    if any(c.isdigit() for c in text):
        out.append("digits")
    return list(dict.fromkeys(out))


def _of_subject(subject: Token, discourse: Discourse) -> Iterator[str]:
    """What tells of a subject whether the topic is meant or a thing that the page explains ("The kidneys")."""
    said, opens = np.phrase(subject).text, subject.left_edge.i == 0
    known = any(subject.lower_ in np.text_of(heard.doc).lower() for heard in discourse.heard)
    sort = "the" if subject.left_edge.lower_ in {"the", "this", "these"} else "bare" if opens else "other"
    yield f"subject-{'said' if known else 'new'}&{sort}"
    if remedies.is_remedy(said):
        yield "subject-remedy"
    if topics.is_condition(said):
        yield "subject-condition"


@cache
def _words(sort: str) -> frozenset[str]:
    """A list of `config/lexicons/settings.yaml`."""
    return frozenset(lexicon("settings")[sort])
