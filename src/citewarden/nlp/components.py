"""Our spaCy components: thin factories around the pure functions beside them (entry point group `spacy_factories`).

Anyone's pipeline can add them by name:

- `citewarden_sentences` sets sentence starts by the rules of `text/sentences.py` (put it before a parser);
- `citewarden_quantities` sets `doc._.quantities`;
- `citewarden_abbreviations` sets `doc._.abbreviations`;
- `citewarden_context` sets `doc._.negated` and `doc._.hypothetical` over the whole text;
- `citewarden_claims` sets `doc._.claims`, one `Asserted` for each sentence that is a claim (needs a tagger and a
  parser before it; citation marks, headings and lists are for the readers to find, so it takes the text as prose).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from citewarden.model import Document
from citewarden.nlp import context, statements
from citewarden.nlp.units import Unit
from citewarden.text import abbreviations, quantities, sentences

Component = Callable[[Doc], Doc]

for _name, _default in (
    ("quantities", ()),
    ("abbreviations", ()),
    ("negated", False),
    ("hypothetical", False),
    ("claims", ()),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@dataclass(frozen=True, slots=True)
class Asserted:
    """A claim of a text: its sentence [start, end) in code points, the form that stands alone, its atomic statements if
    it makes several, and how sure it is that it is a claim (0 to 1)."""

    start: int
    end: int
    standalone: str
    parts: tuple[str, ...]
    confidence: float


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


@Language.factory(
    "citewarden_claims", requires=["token.tag", "token.dep", "token.head", "doc.sents"], assigns=["doc._.claims"]
)
def make_claims(nlp: Language, name: str) -> Component:
    """Which sentences are claims, and the form in which each can be read alone."""

    def component(doc: Doc) -> Doc:
        sentences_ = [sentence for sentence in doc.sents if sentence.text.strip()]
        parses = [sentence.as_doc() for sentence in sentences_]
        units = [
            Unit(s.start_char, s.end_char, s.text, parse.text, "paragraph", 0, place == 0, -1, False, -1, ())
            for place, (s, parse) in enumerate(zip(sentences_, parses, strict=True))
        ]
        document = Document("", "", "text/plain", "en", "", doc.text, "")
        doc._.claims = tuple(
            Asserted(s.unit.start, s.unit.end, s.standalone, s.parts, s.probability)
            for s in statements.read(document, units, parses)
            if s.claim
        )
        return doc

    return component
