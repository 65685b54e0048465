"""What articles assert: Document and Citations -> Claims.

Articles are read in groups so that the language model sees large batches; a group's parses are forgotten before the
next group is begun, so memory does not grow with the number of articles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import chain
from typing import TYPE_CHECKING

from citewarden.model import Citation, Claim, Document, Quantity
from citewarden.stages._language import readable
from citewarden.text.anchors import anchor

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from citewarden.nlp.statements import Statement
    from citewarden.nlp.units import Unit

GROUP_WORDS = 20_000
"""Words of running text read in one go."""
BATCH = 128
REMEMBERED = 30_000
"""Words that the tokenizer keeps from group to group; those met after so many are forgotten with their group."""


class Parses:
    """Parses kept by their text from one reading to the next: of an article that was edited only what is new is parsed.

    No more than `MOST` are kept, those used last.
    """

    MOST = 4_000

    def __init__(self) -> None:
        self._kept: dict[str, Doc] = {}

    def of(self, nlp: Language, texts: Sequence[str]) -> Iterator[Doc]:
        """A parse for each text, in order."""
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        fresh = dict(zip(new, nlp.pipe(new, batch_size=BATCH), strict=True))
        found = {text: fresh[text] if text in fresh else self._kept.pop(text) for text in dict.fromkeys(texts)}
        self._kept.update(found)
        for text in list(self._kept)[: -self.MOST]:
            del self._kept[text]
        return (found[text] for text in texts)


def claims(
    articles: Iterable[tuple[Document, Sequence[Citation]]], *, models: Sequence[str], parses: Parses | None = None
) -> Iterator[list[Claim]]:
    """The claims of each article, in article order; one list an article. With `parses` what was parsed before is not
    parsed again.

    Raises:
        ConfigError: no language model of `models` is installed, or its weights are not the published ones.
    """
    from citewarden.nlp import answers, language_model
    from citewarden.nlp.units import units

    nlp = language_model.load(models)
    for group in _groups(articles):
        listed = [units(document, citations) for document, citations in group]
        asked = [answers.asked(found) for found in listed]
        pairs = zip(listed, asked, strict=True)
        texts = chain.from_iterable([*(u.clean for u in found), *map(answers.bare, some)] for found, some in pairs)
        split: Iterable[str | Doc] = map(nlp.make_doc, texts) if parses is None else texts
        if parses is None and len(nlp.vocab) < REMEMBERED:
            split = list(split)  # outside the zone: the next group need not learn these words again
        with nlp.memory_zone() if parses is None else nullcontext():
            docs = nlp.pipe(split, batch_size=BATCH) if parses is None else parses.of(nlp, list(texts))
            made = list(_read(group, listed, asked, docs))
        yield from made


def _groups(
    articles: Iterable[tuple[Document, Sequence[Citation]]],
) -> Iterator[list[tuple[Document, Sequence[Citation]]]]:
    group: list[tuple[Document, Sequence[Citation]]] = []
    words = 0
    for document, citations in articles:
        group.append((readable(document), citations))
        words += document.text.count(" ")
        if words >= GROUP_WORDS:
            yield group
            group, words = [], 0
    if group:
        yield group


def _read(
    group: Sequence[tuple[Document, Sequence[Citation]]],
    listed: Sequence[Sequence[Unit]],
    asked: Sequence[Sequence[str]],
    docs: Iterator[Doc],
) -> Iterator[list[Claim]]:
    from citewarden.nlp import statements

    for (document, citations), found, some in zip(group, listed, asked, strict=True):
        own = [next(docs) for _ in found]
        questions = {question: next(docs) for question in some}
        yield _claims(document, citations, statements.read(document, found, own, questions=questions))


def _claims(document: Document, citations: Sequence[Citation], statements: Sequence[Statement]) -> list[Claim]:
    from citewarden.nlp import concepts, context, kinds, priorities
    from citewarden.text import abbreviations, quantities, scales

    known = abbreviations.definitions(document.text)
    seen: dict[str, int] = {}
    out = []
    for statement in statements:
        if not statement.claim:
            continue
        unit = statement.unit
        covering = _covering(citations, unit.start, unit.end)
        if unit.kind == "row" and (own := _inside(citations, unit.start, unit.end)):
            covering = own  # a row's own mark, not that of the whole table
        if unit.lead >= 0:
            lead = statements[unit.lead].unit
            both = {*covering, *_covering(citations, lead.start, lead.end)}
            covering = tuple(c.id for c in citations if c.id in both)
        for form in statement.parts or (statement.standalone,):
            numbers = _unmarked(form, quantities.find(form), citations, unit.start, unit.end)
            said = statement.without_frame(form)
            names = kinds.features(said, unit.section, numbers, imperative="imperative" in statement.features)
            kind = kinds.refined(kinds.kind(names, said), form, numbers)
            if "imperative" in statement.features and kind in ("treatment-effect", "risk") and not numbers:
                kind = "advice"  # "drink less beer" tells what to do, not what it does
            over = statements[unit.lead].unit.clean if unit.lead >= 0 else unit.section
            if unit.kind == "item" and kinds.tells_when_to_act(over):
                kind = "advice"  # "See a GP if:" and what is to be seen
            around = context.of(form)
            out.append(
                Claim(
                    id=_id(document, form, seen),
                    document=document.id,
                    target=anchor(document, unit.start, unit.end),
                    text=unit.text,
                    standalone=form,
                    kind=kind,
                    priority=priorities.priority(names, said, kind, numbers),
                    section=unit.section,
                    quantifier=scales.quantifier(form),
                    modality=scales.modality(form),
                    negated=around.negated,
                    hypothetical=around.hypothetical,
                    direction=concepts.direction(form),
                    quantities=numbers,
                    population=concepts.population(form),
                    concepts=concepts.concepts(form, known),
                    citations=covering,
                    confidence=round(statement.probability, 4),
                    resolved=statement.resolved,
                )
            )
    return out


def _covering(citations: Sequence[Citation], start: int, end: int) -> tuple[str, ...]:
    """The marks that cover a character of [start, end)."""
    return tuple([c.id for c in citations if c.covers_start < end and start < c.covers_end])


def _unmarked(
    form: str, found: Sequence[Quantity], citations: Sequence[Citation], start: int, end: int
) -> tuple[Quantity, ...]:
    """The quantities that stand in none of the marks of [start, end): "(Roe and Poe 2017, 21)" tells a page."""
    if not found:
        return ()
    here = set(_inside(citations, start, end))
    words = {c.target.quote.exact for c in citations if c.id in here}
    marks = [(at, at + len(mark)) for mark in sorted(words) if len(mark) > 5 and (at := form.find(mark)) >= 0]
    return tuple(q for q in found if not any(a <= q.start < b for a, b in marks))


def _inside(citations: Sequence[Citation], start: int, end: int) -> tuple[str, ...]:
    """The marks that stand in [start, end)."""
    return tuple([c.id for c in citations if start <= c.target.position.start < end])


def _id(document: Document, form: str, seen: dict[str, int]) -> str:
    """Stable over edits elsewhere; the second saying of the same statement gets "-2"."""
    digest = hashlib.sha256(" ".join(form.casefold().split()).encode()).hexdigest()[:12]
    seen[digest] = seen.get(digest, 0) + 1
    suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
    return f"{document.id}#claim-{digest}{suffix}"
