"""Our spaCy components: thin factories around the pure functions beside them (entry point group `spacy_factories`).

Anyone's pipeline can add them by name:

- `citewarden_sentences` sets sentence starts by the rules of `text/sentences.py` (put it before a parser);
- `citewarden_quantities` sets `doc._.quantities`;
- `citewarden_abbreviations` sets `doc._.abbreviations`;
- `citewarden_context` sets `doc._.negated` and `doc._.hypothetical` over the whole text.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from citewarden.nlp import context
from citewarden.text import abbreviations, quantities, sentences

Component = Callable[[Doc], Doc]

for _name, _default in (("quantities", ()), ("abbreviations", ()), ("negated", False), ("hypothetical", False)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@Language.factory("citewarden_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Component:
    """Sentence starts for medical prose."""

    def component(doc: Doc) -> Doc:
        starts = {start for start, _ in sentences.split(doc.text)}
        for token in doc:
            token.is_sent_start = token.idx in starts
        return doc

    return component


@Language.factory("citewarden_quantities", assigns=["doc._.quantities"])
def make_quantities(nlp: Language, name: str) -> Component:
    """Numbers with unit, comparator, denominator and time frame."""

    def component(doc: Doc) -> Doc:
        doc._.quantities = tuple(quantities.find(doc.text))
        return doc

    return component


@Language.factory("citewarden_abbreviations", assigns=["doc._.abbreviations"])
def make_abbreviations(nlp: Language, name: str) -> Component:
    """Definitions by Schwartz and Hearst (2003)."""

    def component(doc: Doc) -> Doc:
        doc._.abbreviations = tuple(abbreviations.find(doc.text))
        return doc

    return component


@Language.factory("citewarden_context", assigns=["doc._.negated", "doc._.hypothetical"])
def make_context(nlp: Language, name: str) -> Component:
    """Whether the statement is negated or hypothetical (after Harkema et al., ConText, 2009)."""

    def component(doc: Doc) -> Doc:
        found = context.of(doc.text)
        doc._.negated, doc._.hypothetical = found.negated, found.hypothetical
        return doc

    return component
