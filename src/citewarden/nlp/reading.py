"""One article read: units with their parses, standalone forms, and which are claims.

The order matters: a lead-in is made to stand alone before the items it introduces are joined with it, and a sentence is
remembered only after its own pronouns were resolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citewarden.config import lexicon
from citewarden.model import Document
from citewarden.nlp import claims, coreference, leadins, topics
from citewarden.nlp import phrases as np
from citewarden.nlp.coreference import Discourse
from citewarden.nlp.phrases import Phrase, upper_first
from citewarden.nlp.units import Unit
from citewarden.text import abbreviations

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit judged: whether it is a claim, how sure (0 to 1), its standalone form, its
    atomic parts if it states several facts (else none), and the features it was judged by;
    `sure` is False where a pattern decided."""

    unit: Unit
    doc: Doc
    claim: bool
    probability: float
    standalone: str
    parts: tuple[str, ...]
    features: tuple[str, ...]
    sure: bool | None = None


def read(
    document: Document, units: Sequence[Unit], docs: Sequence[Doc], *, everything: bool = False
) -> list[Statement]:
    """Every unit of an article with its standalone form, in reading order; `docs` are the parses of `Unit.clean`.

    With `everything` each unit counts as a claim and no weights are needed (for training).
    """
    discourse = Discourse(
        topics.of_title(document.title, document.text),
        _definitions(document.text),
        familiar=frozenset(lexicon("abbreviations")["familiar"]),
    )
    heading: tuple[str, ...] = ()
    people: set[str] = set()
    story = False
    forms: list[str] = []
    out: list[Statement] = []
    for unit, doc in zip(units, docs, strict=True):
        np.keep_text(doc, unit.clean)
    for number, (unit, doc) in enumerate(zip(units, docs, strict=True)):
        if unit.headings != heading:
            heading = unit.headings
            story = False
            discourse.enter_section(
                next((t for h in reversed(heading) if (t := topics.of_heading(h, document.text))), "")
            )
        lead = units[unit.lead] if unit.lead >= 0 else None
        if unit.first:
            discourse.label = ""
        asked = units[number - 1].clean if number and units[number - 1].block == unit.block else unit.section
        answered = _answer(unit.clean, asked)
        form, parts = (answered, ()) if answered else _form(unit, doc, units, docs, forms, discourse)
        forms.append(form)
        if unit.kind == "item" and unit.first:
            label = leadins.label_of(unit.clean)
            if label and topics.is_generic(label):
                label = ""
            if label and len(label) < len(unit.clean):
                discourse.label = label
                last = label.split()[-1].lower()
                discourse.subject = Phrase(label, last, coreference._plural_words(label), False)
            elif label and number + 1 < len(units) and units[number + 1].block == unit.block:
                discourse.label = label
                discourse.subject = Phrase(label, label.split()[-1].lower(), coreference._plural_words(label), False)
        names = claims.features(unit, doc, lead)
        sure = claims.certain(unit, names, lead)
        person = claims.person_named(doc)
        if person and re.search(rf"(?<!\w){person.lower()}(?!\w)", document.text):
            person = ""
        if person:
            people.add(person)
        story = bool(person) or any(p in unit.clean for p in people) or (story and bool(_GOES_ON.search(unit.clean)))
        if story:
            sure = False
        if sure is None and _fragment(unit, form, names):
            sure = False
        if answered:
            sure = None
        probability = 1.0 if everything else 0.0 if sure is False else claims.probability(names)
        claim = everything or (sure is not False and probability >= claims.threshold())
        out.append(Statement(unit, doc, claim, probability, form, parts, tuple(names), sure))
    for doc in docs:
        np.forget(doc)
    for place, statement in enumerate(out):
        if statement.claim and statement.unit.leads:
            items = [u.clean for u in units if u.lead == place and u.first]
            out[place] = replace(statement, standalone=leadins.filled(statement.standalone, items), parts=())
    return out


def _form(
    unit: Unit, doc: Doc, units: Sequence[Unit], docs: Sequence[Doc], forms: Sequence[str], discourse: Discourse
) -> tuple[str, tuple[str, ...]]:
    """The standalone form of one unit and its atomic parts."""
    if unit.kind == "paragraph" and unit.first and (said := leadins.entry(unit.clean, doc)):
        discourse.remember(doc, {})
        return coreference.finish(said, discourse), ()
    if unit.kind == "item" and unit.first:
        joined = _item(unit, doc, units, docs, forms, discourse)
        if joined and joined != unit.clean:
            discourse.remember(doc, {})
            return coreference.finish(joined, discourse), ()
    form, parts = coreference.standalone(doc, discourse)
    return form, () if unit.kind == "row" else parts


def _item(
    unit: Unit, doc: Doc, units: Sequence[Unit], docs: Sequence[Doc], forms: Sequence[str], discourse: Discourse
) -> str:
    lead = unit.lead if unit.lead >= 0 else unit.near
    if unit.lead < 0 and unit.near < 0:
        return leadins.under_heading(unit.section, unit.clean, doc, discourse.condition)
    if unit.lead < 0 and (np.is_sentence(doc) or len(doc) > 9 or not leadins.counted(units[lead].clean)):
        return ""
    if _SHELL.match(units[lead].clean) and lead > 0 and units[lead - 1].block == units[lead].block:
        token = np.subject_token(docs[lead - 1])
        if token is not None and (said := leadins.instead(forms[lead - 1], np.phrase(token).text, unit.clean)):
            return said
    return leadins.join(forms[lead], docs[lead], unit.clean, doc, topic=discourse.condition)


_GOES_ON = re.compile(r"\b(?<!or )(?:he|she|his|her)\b(?! or )", re.I)
_SHELL = re.compile(
    r"(?:these|those|they|examples|some examples|options|some of these)\s+(?:may |can |might )?(?:include|are)\s*:?\Z",
    re.I,
)


def _fragment(unit: Unit, form: str, names: Sequence[str]) -> bool:
    """Whether what stands alone is a mere phrase that asserts nothing ("Dizziness")."""
    return (
        unit.kind != "row"
        and "no-finite" in names
        and "imperative" not in names
        and ":" not in form
        and form.rstrip(".").lower() == unit.clean.rstrip(".").lower()
        and not any(c.isdigit() for c in form)
        and (not unit.clean.endswith((".", "!")) or len(unit.clean.split()) <= 3)
    )


_SHORT_ANSWER = re.compile(
    r"(?:(?P<yes>yes|no)|(?:(?:yes|no),? )?(?:(?P<how>mostly|usually|often|sometimes|generally|rarely),? )?"
    r"(?:it|they|he|she|that|this) (?:do|does|is|are|can|will|has|have|could)(?P<not> not|n['’]t|not)?)[.!,]?\Z",
    re.I,
)


def _answer(said: str, asked: str) -> str:
    """What "Yes." or "Mostly it does not." asserts after "Does smoking cause cancer?".

    "" when it is no such answer, or the question cannot be turned round.
    """
    if len(said) > 40 or "?" not in asked or not (short := _SHORT_ANSWER.match(said)):
        return ""
    question = asked.strip().rstrip("?").strip()
    no = bool(short["not"]) or (short["yes"] or "").lower() == "no"
    how = (short["how"] or "").lower()
    match = re.match(r"(?P<aux>does|do|is|are|can|will|could|has|have)\s+(?P<rest>.+)\Z", question, re.I)
    if not match:
        return ""
    words, aux = match["rest"].split(), match["aux"].lower()
    for place in range(1, len(words)):
        verb = words[place].lower()
        if aux in {"does", "do", "can", "will", "could"} and verb in _VERBS:
            subject = " ".join(words[:place])
            if no:
                verb = f"{aux} not {verb}"
            elif aux == "does":
                verb = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
            elif aux != "do":
                verb = f"{aux} {verb}"
            verb = f"{how} {verb}".strip()
            return f"{upper_first(subject)} {verb} {' '.join(words[place + 1 :])}.".replace("  ", " ").replace(
                " .", "."
            )
    return ""


_VERBS = frozenset(
    [
        "cause",
        "help",
        "prevent",
        "affect",
        "increase",
        "reduce",
        "lead",
        "make",
        "work",
        "improve",
        "treat",
        "cure",
        "raise",
        "lower",
        "damage",
        "hurt",
        "spread",
        "run",
        "happen",
        "occur",
        "need",
        "get",
        "have",
        "protect",
        "worsen",
        "trigger",
        "contain",
        "last",
        "go",
        "come",
        "kill",
    ]
)


def _definitions(text: str) -> Mapping[str, str]:
    """Abbreviations with their long forms; "the" belongs to a long form that is a name defined with it."""
    table = {}
    for short, long in abbreviations.definitions(text).items():
        named = long[:1].isupper() and re.search(rf"\b[Tt]he {re.escape(long)}", text)
        table[short] = f"the {long}" if named else long
    return table
