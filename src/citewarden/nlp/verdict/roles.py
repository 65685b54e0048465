"""Who does what to whom: the roles of words by the dependency parse, asked only where the order of words differs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from citewarden.nlp.verdict.items import DOWN, UP, Item

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_SUBJECT, _OBJECT, _OTHER, _VERB = "subject", "object", "other", "verb"
_DEP = {
    "nsubj": _SUBJECT, "csubj": _SUBJECT, "agent": _SUBJECT, "nsubjpass": _OBJECT, "csubjpass": _OBJECT,
    "dobj": _OBJECT, "attr": _OBJECT, "oprd": _OBJECT,
    "acomp": _VERB, "aux": _VERB, "auxpass": _VERB, "neg": _VERB, "advmod": _VERB, "prt": _VERB,
}  # fmt: skip


_BEING_WORDS = """
    is are was were be been being has have had having occur occurs occurred affect affects affected get gets got suffer
    suffers experience experiences experienced
"""
_BEING = frozenset(_BEING_WORDS.split())
_FOUND_WORDS = "found seen reported present recorded observed diagnosed noted detected"
_FOUND = frozenset(_FOUND_WORDS.split())


_ALONE = re.compile(r" (?:with|under|during|when|as)\b")
"""Behind a verb of change: it happens to its subject."""


@cache
def _pipeline() -> Language:
    from citewarden import config
    from citewarden.nlp import language_model

    return language_model.load(config.Config().models)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Doc:
    return _pipeline()(text)


@lru_cache(maxsize=4096)
def of(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, role) of each word; the role is that of the phrase it belongs to under the main verb."""
    doc = _parsed(text)
    passive = {t.head.i for t in doc if t.dep_ in ("nsubjpass", "auxpass")}
    out = []
    for token in doc:
        top = token
        while top.head.i != top.i and top.head.dep_ != "ROOT":
            top = top.head
        if top.dep_ == "ROOT":
            role = _VERB
        elif top.dep_ == "prep":
            role = _SUBJECT if top.head.i in passive and top.lower_ in ("by", "with") else _OTHER
        else:
            role = _DEP.get(top.dep_, _OTHER)
        out.append((token.idx, token.idx + len(token.text), role))
    return tuple(out)


def counts(texts: tuple[str, str]) -> bool:
    """Do both sentences only say that something is there, in how many or how often (no verb that does anything)?"""
    return all(_still(text) for text in texts)


@lru_cache(maxsize=4096)
def _still(text: str) -> bool:
    return all(
        t.lower_ in _BEING or (t.tag_ == "VBN" and t.lower_ in _FOUND)
        for t in _parsed(text)
        if t.tag_[:2] in ("VB", "MD")
    )


def agree(texts: tuple[str, str], pairs: Sequence[tuple[Item, Item]]) -> bool:
    """Do paired things play the same parts in both sentences, those of one part in the same order?

    One number may stand anywhere; where there are more, which is whose is not told here.
    """
    if sum(mine.amount is not None for mine, _ in pairs) > 1:
        return False
    parts: dict[str, list[tuple[Item, Item]]] = {}
    for mine, theirs in pairs:
        if mine.key[0] == "#":
            continue
        a, b = _role(texts[0], mine), _role(texts[1], theirs)
        if a != b:
            return False
        parts.setdefault(a, []).append((mine, theirs))
    return all(_ordered(texts, found) for found in parts.values())


def crossed(texts: tuple[str, str], pairs: Sequence[tuple[Item, Item]]) -> bool:
    """Does a change happen to another thing: "exercise raises blood pressure" and "exercise rises with blood pressure"?

    English uses one verb for both, so that the order of words does not tell them apart. Where the parse finds no verb
    ("cholesterol lowers statins" read as a heap of nouns), the word behind it tells.
    """
    for mine, theirs in pairs:
        if mine.key in (UP, DOWN) and bool(_ALONE.match(texts[0], mine.end)) != bool(
            _ALONE.match(texts[1], theirs.end)
        ):
            return True
        here, there = _changed(texts[0], mine), _changed(texts[1], theirs)
        if (
            here
            and there
            and here.done != there.done
            and not any(_meets(a, here.noun) and _meets(b, there.phrase) for a, b in pairs)
        ):
            return True
    return False


class _Change(NamedTuple):
    """The noun a verb happens to, the phrase around it (starts and ends), and whether something is said to do it."""

    noun: tuple[int, int]
    phrase: tuple[int, int]
    done: bool


@lru_cache(maxsize=4096)
def _changed(text: str, item: Item) -> _Change | None:
    """What the verb that an item stands for happens to; the subject where it has no object ("pain worsens")."""
    for token in _parsed(text):
        if token.tag_[:2] != "VB" or not _meets(item, (token.idx, token.idx + len(token.text))):
            continue
        parts = {child.dep_: child for child in token.children}
        done = parts.get("dobj") or parts.get("nsubjpass") or parts.get("xcomp")
        if (noun := done or parts.get("nsubj")) is not None:
            last = noun.doc[noun.right_edge.i]
            phrase = noun.left_edge.idx, last.idx + len(last.text)
            return _Change((noun.idx, noun.idx + len(noun.text)), phrase, done is not None)
    return None


def _meets(item: Item, place: tuple[int, int]) -> bool:
    return place[0] < item.end and item.start < place[1]


def _role(text: str, item: Item) -> str:
    return next((role for start, end, role in of(text) if _meets(item, (start, end))), _OTHER)


def _ordered(texts: tuple[str, str], found: Sequence[tuple[Item, Item]]) -> bool:
    return all(a[1].start < b[1].start or compound(texts, a, b) for a, b in pairwise(found))


def compound(texts: tuple[str, str], a: tuple[Item, Item], b: tuple[Item, Item]) -> bool:
    """ "Risk of melanoma" and "melanoma risk", "the vaccine protects" and "protection from the vaccine"?"""
    between = texts[0][a[0].end : b[0].start].strip().lower(), texts[1][b[1].end : a[1].start].strip().lower()
    return "" in between and bool({"of", "of the", "from the"} & {*between})
