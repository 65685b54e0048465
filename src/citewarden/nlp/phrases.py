"""Noun phrases of a parsed sentence, and the small morphology needed to move them about.

Works on the tagger's tags and the parser's arcs alone (no lemmas, no parts of speech), which keeps the pipeline fast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from citewarden.config import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "csubjpass"])
PERSONS = frozenset(lexicon("persons")["persons"])
_OF_A_TRADE = tuple(lexicon("persons")["endings"])
_IRREGULAR = {
    "diagnoses": "diagnosis", "analyses": "analysis", "crises": "crisis", "bases": "basis",
    "prognoses": "prognosis", "children": "child", "women": "woman", "men": "man",
    "people": "person", "feet": "foot", "teeth": "tooth", "bacteria": "bacterium",
    "viruses": "virus", "fungi": "fungus", "data": "data", "series": "series",
    "species": "species", "diabetes": "diabetes", "mice": "mouse",
}  # fmt: skip
_UNCOUNTED = re.compile(
    r"(?:itis|osis|esis|asis|etes|ss|us|is|ics|measles|mumps|rabies|herpes|rickets|shingles|aids|sars|mers)\Z", re.I
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its words, its head word (lower case), whether it is plural, whether it names people."""

    text: str
    head: str
    plural: bool
    person: bool
    start: int = 0
    end: int = 0


def is_person(noun: str) -> bool:
    """Whether a noun in lower case names people: by the list, or by a trade's ending ("urologist")."""
    return noun in PERSONS or noun.removesuffix("s").endswith(_OF_A_TRADE)


def text_of(doc: Doc) -> str:
    """`doc.text`, put together only once."""
    text: str | None = doc.user_data.get("citewarden_text")
    if text is None:
        text = doc.user_data["citewarden_text"] = doc.text
    return text


def keep_text(doc: Doc, text: str) -> None:
    """Tell `text_of` the text the sentence was parsed from."""
    doc.user_data["citewarden_text"] = text


def tokens(doc: Doc) -> tuple[Token, ...]:
    """The tokens of a sentence, made only once."""
    made: tuple[Token, ...] | None = doc.user_data.get("citewarden_tokens")
    if made is None:
        made = doc.user_data["citewarden_tokens"] = tuple(doc)
    return made


def forget(doc: Doc) -> None:
    """Let go of what `text_of`, `tokens` and `root` kept with the sentence."""
    for name in ("citewarden_text", "citewarden_tokens", "citewarden_root"):
        doc.user_data.pop(name, None)


def root(doc: Doc) -> Token | None:
    """The main verb (or head) of the sentence."""
    if "citewarden_root" not in doc.user_data:
        doc.user_data["citewarden_root"] = next((t for t in tokens(doc) if t.dep_ == "ROOT"), None)
    top: Token | None = doc.user_data["citewarden_root"]
    return top


def subject_token(doc: Doc) -> Token | None:
    """The head word of the main clause's subject."""
    top = root(doc)
    if top is None:
        return None
    return next((c for c in top.children if c.dep_ in _SUBJECTS and c.i < top.i), None)


def phrase(token: Token, *, clauses: bool = True) -> Phrase:
    """The phrase headed by `token`: modifiers before it, "of"-like complements and short relative clauses after it."""
    doc = token.doc
    start, end = token.left_edge.i, token.i
    plural = token.tag_ in {"NNS", "NNPS"}
    for child in token.rights:
        if child.dep_ in {"cc"} and child.i == end + 1:
            continue
        if child.dep_ == "conj" and child.i - end <= 12:
            end, plural = child.right_edge.i, True
        elif child.dep_ in {"prep", "nummod"} or child.dep_ == "prep" or (child.dep_ == "acl" and child.i == end + 1):
            if child.right_edge.i - child.i > 12:
                break
            end = child.right_edge.i
        elif (
            clauses
            and child.dep_ == "relcl"
            and not (token.i < token.head.i < child.left_edge.i)
            and child.right_edge.i - token.i <= 11
            and not _comma(doc, end, child.left_edge.i)
        ):
            end = child.right_edge.i
        elif child.dep_ == "punct" or child.dep_ == "appos":
            if child.text == "(":
                break
            continue
        else:
            break
    while end > token.i and doc[end].tag_ in {",", ":", ".", "-LRB-", "-RRB-", "''", "``"}:
        end -= 1
    last = doc[end]
    text = text_of(doc)[doc[start].idx : last.idx + len(last.text)]
    if text.count("(") != text.count(")"):
        text = text[: text.rfind("(")].rstrip() or text
    return Phrase(
        text,
        token.lower_,
        plural and token.lower_ not in {"diabetes", "rabies"},
        is_person(token.lower_),
        doc[start].idx,
        doc[start].idx + len(text),
    )


def subject_phrase(token: Token) -> Phrase:
    """The subject headed by `token`, whole up to its verb if no comma intervenes; "conditions called X" is X."""
    base = phrase(token)
    verb = token.head
    stop = min(
        [
            verb.i,
            *(c.left_edge.i for c in verb.lefts if c.i > token.i and c.dep_ in {"aux", "auxpass", "neg", "advmod"}),
        ]
    )
    doc = token.doc
    start = token.left_edge.i
    if (
        token.i < stop
        and stop - start <= 16
        and not any(t.text in {",", "(", ";", "—", "–", ":"} for t in doc[start:stop])
    ):
        text = doc[start:stop].text
        if len(text) > len(base.text):
            base = Phrase(text, base.head, base.plural, base.person, base.start, base.start + len(text))
    named = re.search(r"\b(?:called|known as|named)\s+(?P<n>\w.+)\Z", base.text)
    if named and len(named["n"].split()) <= 8:
        return Phrase(named["n"], base.head, base.plural, base.person, base.start, base.end)
    return base


def phrases(doc: Doc) -> list[Phrase]:
    """Every nominal argument of the sentence, in reading order."""
    return [phrase(t) for t in nominals(doc)]


def nominals(doc: Doc) -> list[Token]:
    """The heads of the sentence's nominal arguments, in reading order."""
    return [
        t
        for t in tokens(doc)
        if t.tag_ in _NOUNS
        and t.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "appos"}
        and len(t.text) > 1
        and not (t.dep_ == "pobj" and _is_example(t.head.head))
    ]


def _is_example(noun: Token) -> bool:
    """Whether what follows "is one example of" is a kind, of which the sentence tells one."""
    return noun.dep_ == "attr" and noun.lower_ in {"example", "instance"}


def is_sentence(doc: Doc) -> bool:
    """Whether the text has a finite main verb with a subject of its own."""
    top = root(doc)
    if top is None:
        return False
    finite = top.tag_ in {"VBZ", "VBP", "VBD", "MD"} or any(
        c.dep_ in {"aux", "auxpass", "cop"} and c.tag_ in {"VBZ", "VBP", "VBD", "MD"} for c in top.children
    )
    return finite and any(c.dep_ in _SUBJECTS or c.dep_ == "expl" for c in top.children)


def lower_first(text: str) -> str:
    """`text` as it stands inside a sentence: first letter small unless the word is a name or an abbreviation."""
    word = text.split(" ", 1)[0] if text else ""
    if re.search(r"\d", word):
        return text
    if len(word) > 1 and (any(c.isupper() for c in word[1:]) or not word[0].isupper()):
        return text
    if word == "I" or (len(word.rstrip(".,;:")) == 1 and word not in {"A"}):
        return text
    if word.rstrip(",;:").replace("’", "'").lower() in _proper():
        return text
    return text[:1].lower() + text[1:]


@cache
def _proper() -> frozenset[str]:
    return frozenset(word for sort in lexicon("proper_words").values() for word in sort)


def upper_first(text: str) -> str:
    """`text` as it opens a sentence."""
    if re.match(r"[a-z][A-Z]|p[HK]\b|[a-z]-[A-Z]", text):
        return text
    return text[:1].upper() + text[1:]


def singular(word: str) -> str:
    """The singular of an English plural noun, by rule."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4 and low not in {"rabies", "series", "species"}:
        return word[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if low.endswith("s") and not _UNCOUNTED.search(low):
        return word[:-1]
    return word


def article(text: str) -> str:
    """ "a" or "an" before `text`."""
    return "an" if _VOWEL.match(text) else "a"


_VOWEL = re.compile(
    r"(?!(?i:ones?\b|uni[tofqvcls]|us[ea]|usual|ur[aeio]|ut[ei]|eu))[aeiouAEIOU]|[FHLMNRSX][A-Z]|hour|honest|heir"
)
"""What is spoken with a vowel first: no "unit", "urine" or "European"."""


def _comma(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].text in {",", "—", "–", "("} for i in range(start + 1, end))
