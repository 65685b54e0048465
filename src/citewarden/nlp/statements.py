"""One article read: units with their parses, standalone forms, and which are claims.

The order matters: a lead-in is made to stand alone before the items it introduces are joined with it, and a sentence is
remembered only after its own pronouns were resolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from citewarden.config import lexicon
from citewarden.model import Document
from citewarden.nlp import (
    answers,
    beliefs,
    claims,
    coreference,
    faithful,
    forbidding,
    leadins,
    pronouns,
    recipes,
    stories,
    topics,
)
from citewarden.nlp import phrases as np
from citewarden.nlp.coreference import Form
from citewarden.nlp.discourse import Discourse, plural_words
from citewarden.nlp.phrases import Phrase
from citewarden.nlp.units import Unit
from citewarden.text import abbreviations

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit judged: whether it is a claim, how sure (0 to 1), its standalone form, its
    atomic parts if it states several facts (else none), and the features it was judged by;
    `sure` is False where a pattern decided; `resolved` False where it cannot be told what it speaks of, and the form
    keeps the article's own words; `frame` is what was put before the sentence to say what it is about;
    `least` the probability from which it is a claim."""

    unit: Unit
    doc: Doc
    claim: bool
    probability: float
    standalone: str
    parts: tuple[str, ...]
    features: tuple[str, ...]
    sure: bool | None = None
    resolved: bool = True
    frame: str = ""
    least: float = 0.0

    @property
    def unframed(self) -> str:
        """The form without its frame."""
        return self.without_frame(self.standalone)

    def without_frame(self, form: str) -> str:
        """The form or one of its parts without the frame, which tells nothing of its kind."""
        return np.upper_first(form.removeprefix(self.frame)) if self.frame else form


def read(
    document: Document,
    units: Sequence[Unit],
    docs: Sequence[Doc],
    *,
    questions: Mapping[str, Doc] | None = None,
    everything: bool = False,
) -> list[Statement]:
    """Every unit of an article with its standalone form, in reading order; `docs` are the parses of `Unit.clean`,
    `questions` those of `answers.asked`.

    With `everything` each unit counts as a claim and no weights are needed (for training).
    """
    discourse = _discourse(document, units)
    asked = questions or {}
    it = answers.referent(asked, discourse.topic, document.text) if asked else ""
    heading: tuple[str, ...] = ()
    told = _Stories(document.text)
    aside = beliefs.refuted(units) | recipes.steps(units) | stories.told_in_quotes(units)
    out: list[Statement] = []
    for unit, doc in zip(units, docs, strict=True):
        np.keep_text(doc, unit.clean)
    known = _Known(document, units, discourse.topic)
    for number, (unit, doc) in enumerate(zip(units, docs, strict=True)):
        if unit.headings != heading:
            heading = unit.headings
            told.end()
            topic = next((t for h in reversed(heading) if (t := topics.of_heading(h, document.text))), "")
            discourse.enter_section(topic, unit.section)
        lead = units[unit.lead] if unit.lead >= 0 else None
        over = _list_over(units, number)
        if over >= 0 and leadins.names_its_list(units[over].clean):
            discourse.after_list(docs[over])
        if unit.first:
            discourse.label = ""
        answered = _answered(asked, units, number, doc, it)
        made = Form(answered) if answered else _form(unit, doc, units, docs, out, discourse)
        if answered:  # "it" behind an answer is what was asked about
            discourse.remember(asked[answers.question_of(units, number)], {})
        elif not forbidding.is_forbidden(unit, lead):
            made = _faithful(made, unit, number, docs, lead, partial(known.at, number))
            if (barred := forbidding.kept(unit, lead, doc, made.text)) != made.text:
                made = Form(barred)
        if unit.kind == "item" and unit.first:
            _label(discourse, unit, followed=number + 1 < len(units) and units[number + 1].block == unit.block)
        names, sure, least = _judged(unit, doc, lead, answered)
        own = told.goes_on(unit.clean, doc) or number in aside
        if own or (sure is None and not answered and _fragment(unit, doc, made.text, names)):
            sure = False
        asserted = (
            bool(answered)
            or forbidding.is_told(unit, lead)
            or claims.tells_how_often(unit.clean)
            or claims.tells_why(unit.clean)
            or (unit.marked and ("finite" in names or _is_told(unit)))
        )
        probability = 1.0 if everything else _probability(names, sure, least=least if asserted else 0.0)
        claim = everything or (sure is not False and probability >= least)
        bare = not answered and unit.kind != "row" and _bare(doc, made.text, unit)
        if bare and unit.kind != "item":  # a line of prose, whose verb may be misread
            bare = _lacks_verb(unit, doc) and _no_verb(doc)
        resolved = made.resolved and not bare
        out.append(
            Statement(
                unit, doc, claim, probability, made.text, made.parts, tuple(names), sure, resolved, made.frame, least
            )
        )
    for doc in docs:
        np.forget(doc)
    for place, statement in enumerate(out):
        if statement.claim and statement.unit.leads:
            items = [u.clean for u in units if u.lead == place and u.first]
            statement = replace(statement, standalone=leadins.filled(statement.standalone, items), parts=())
        if statement.standalone.endswith(":") or faithful.breaks_off(statement.standalone):
            statement = replace(statement, resolved=False)  # what it announces is not there
        out[place] = statement
    return out


def _list_over(units: Sequence[Unit], number: int) -> int:
    """The unit that introduced the list which ends right before a paragraph of the same section, -1 if none did."""
    unit, before = units[number], units[number - 1] if number else None
    if before is None or (unit.kind, before.kind) != ("paragraph", "item") or before.lead < 0:
        return -1
    return before.lead if units[before.lead].headings == unit.headings else -1


def _discourse(document: Document, units: Sequence[Unit]) -> Discourse:
    """What an article has mentioned before its first sentence: its topic and abbreviations."""
    topic = topics.of_article(document.title, _headings(document), document.text)
    return Discourse(
        topic,
        _definitions(document.text),
        familiar=frozenset(lexicon("abbreviations")["familiar"]),
        titled=topics.of_title(document.title, document.text),
        called=topics.called(topic, document.text) if topic else frozenset(),
        asked_about=topics.asked_about(topic, [h for unit in units for h in unit.headings]),
        dwelling=topics.said(topic, document.text) / max(1, len(units)),
        size=len(units),
        of_care=topics.speaks_of_care(document.title),
        care=topics.care_named(document.title, document.text),
    )


def _headings(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind in ("heading", "title")]


def _answered(asked: Mapping[str, Doc], units: Sequence[Unit], number: int, doc: Doc, it: str) -> str:
    """The statement that a unit makes as the answer to a question, "" where it answers none."""
    unit = units[number]
    question = asked.get(answers.question_of(units, number)) if asked else None
    if question is None or unit.leads:
        return ""
    item = unit.kind == "item" and not answers.defines(units, number)
    return answers.statement(question, unit.clean, doc, it=it, item=item)


def _label(discourse: Discourse, unit: Unit, *, followed: bool) -> None:
    """Take an item's label ("Aspirin: ...") as what the item speaks of; a label alone needs a sentence behind it."""
    label = leadins.label_of(unit.clean)
    if label and not topics.is_generic(label) and (len(label) < len(unit.clean) or followed):
        discourse.label = label
        discourse.subject = Phrase(label, label.split()[-1].lower(), plural_words(label), False)


class _Stories:
    """The people whose stories an article tells: what is told of them is no claim."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._people: set[str] = set()
        self._going = False

    def end(self) -> None:
        """A heading ends a story."""
        self._going = False

    def goes_on(self, sentence: str, doc: Doc) -> bool:
        """Whether a sentence begins a story or goes on with one."""
        person = stories.person_named(doc)
        if person and topics.holds_word(self._text, person.lower()):
            person = ""
        if person:
            self._people.add(person)
        named = bool(person) or any(p in sentence for p in self._people)
        self._going = named or (self._going and bool(_GOES_ON.search(sentence)))
        return self._going


def _probability(names: Sequence[str], sure: bool | None, *, least: float) -> float:
    """How probably a unit is a claim. An answer asserts what its question asks, and who marks a sentence says that a
    source backs it: such a sentence is one, with `least`."""
    if sure is False:
        return 0.0
    probability = claims.probability(names)
    return max(probability, least)


class _Known:
    """The stems of the words that a unit's form may use: those of its section, of the headings and of the title, and
    the long forms of abbreviations. They are gathered when a form first asks."""

    def __init__(self, document: Document, units: Sequence[Unit], topic: str) -> None:
        self.document, self.units, self.topic = document, units, topic
        self.sections: dict[tuple[str, ...], set[str]] = {}

    @cached_property
    def spelt(self) -> tuple[str, ...]:
        """The long forms of the abbreviations that the document defines."""
        return tuple(abbreviations.definitions(self.document.text).values())

    def at(self, place: int) -> set[str]:
        """Those of the section in which the unit at `place` stands."""
        headings = self.units[place].headings
        if headings not in self.sections:
            section = (unit.clean for unit in self.units if unit.headings == headings)
            self.sections[headings] = faithful.words(
                " ".join([self.document.title, self.topic, *self.spelt, *headings, *section])
            )
        return self.sections[headings]


def _faithful(
    made: Form, unit: Unit, number: int, docs: Sequence[Doc], lead: Unit | None, known: Callable[[], set[str]]
) -> Form:
    """A form as it was made, or the article's own words where it says less or more than they do or is no sentence."""
    text = made.text
    defined = text in (forbidding.labelled(unit, lead), f"{lead.clean if lead else ''}: {unit.clean}")
    if text.rstrip(".") == unit.clean.rstrip(".") or unit.kind == "row" or defined:
        return made
    if faithful.is_garbled(text) and not faithful.is_garbled(unit.clean):
        return Form(unit.clean, (), False)
    joined = unit.kind == "item" and not unit.leads and not claims.is_imperative(docs[number])
    if joined and not faithful.is_sentence(text, _finite(unit, number, docs)):
        return Form(unit.clean, (), False)
    lost = not faithful.keeps(text, unit.clean, lead.clean if lead is not None else "")
    if lost or faithful.adds(text, unit.clean, known()):
        return Form(unit.clean, (), False)
    return replace(made, resolved=False) if faithful.lacks_its_of(text) else made


def _finite(unit: Unit, number: int, docs: Sequence[Doc]) -> set[str]:
    """The finite verbs (lower case) of a unit, of its lead-in and of what stands before either."""
    places = (number, number - 1, unit.lead, unit.lead - 1)
    return {t.lower_ for place in places if place >= 0 for t in docs[place] if t.tag_ in {"VBZ", "VBP", "VBD", "MD"}}


def _judged(unit: Unit, doc: Doc, lead: Unit | None, answered: str) -> tuple[list[str], bool | None, float]:
    """The features of a unit (of what it answers, if it is an answer), False where it is certainly no claim, and the
    probability from which it is one."""
    announces = unit.leads or unit.clean.endswith(":")
    said = replace(unit, clean=answered or unit.clean, leads=announces and not answered)
    said = replace(said, kind="paragraph") if answered else said
    names = claims.features(said, doc, lead)
    known = [name for name in names if name.startswith("is:")] if answered else names
    if claims.is_disclaimer(unit.clean) or stories.is_own_story(doc):
        return names, False, 1.0
    lead = None if answered else lead
    return names, claims.certain(said, known, lead), claims.least(said, known, lead)


def _form(
    unit: Unit, doc: Doc, units: Sequence[Unit], docs: Sequence[Doc], before: Sequence[Statement], discourse: Discourse
) -> Form:
    """The standalone form of one unit; `before` are the statements read so far."""
    if unit.kind == "paragraph" and unit.first and (said := leadins.entry(unit.clean, doc)):
        discourse.remember(doc, {})
        return Form(coreference.finish(said, discourse))
    if not unit.first and (reason := pronouns.reason(unit.clean, before[-1].standalone if before else "")):
        discourse.remember(doc, {})
        return Form(coreference.finish(reason, discourse), (), before[-1].resolved)
    lead = units[unit.lead] if unit.lead >= 0 else None
    if forbidding.is_forbidden(unit, lead):
        not_to_do = forbidding.told(unit, lead, doc)
        if not_to_do or lead is None:
            discourse.remember(doc, {})
            return Form(not_to_do or unit.clean, (), bool(not_to_do))
    opens = (
        unit.kind == "paragraph"
        and unit.first
        and not unit.leads
        and (not before or units[len(before) - 1].headings != unit.headings)
    )
    if opens and unit.section and (case := leadins.in_case(unit.section, unit.clean, whole=False)):
        discourse.remember(doc, {})
        return Form(coreference.finish(case, discourse))
    if unit.kind == "item" and unit.first:
        joined = _item(unit, doc, units, docs, before, discourse)
        if joined and joined != unit.clean:
            discourse.remember(doc, {})
            frame = _frame(unit, joined, before, discourse)
            joined = f"{frame}{np.lower_first(joined)}" if frame else joined
            return Form(coreference.finish(joined, discourse), (), _lead_told(unit, units, before), frame)
    form = coreference.standalone(doc, discourse, kind="lead" if unit.leads else unit.kind)
    if unit.kind == "row":
        about = discourse.care or (discourse.titled if unit.caption else discourse.section_topic or discourse.topic)
        section = "" if beliefs.states_one(unit.section) else unit.section
        row = topics.told_of(form.text, unit.caption, section, about)
        return Form(row, (), form.resolved and unit.told)
    return form


def _lead_told(unit: Unit, units: Sequence[Unit], before: Sequence[Statement]) -> bool:
    """Whether what introduces an item could be told; "This includes:" is said of the sentence before it."""
    return (
        unit.lead < 0
        or bool(_defined(unit, units, len(before)))
        or before[unit.lead].resolved
        or bool(_THIS_INCLUDES.match(units[unit.lead].clean))
    )


def _frame(unit: Unit, joined: str, before: Sequence[Statement], discourse: Discourse) -> str:
    """The frame of what introduces an item, if the item joined with it still does not say what it is about."""
    lead = unit.lead if unit.lead >= 0 else unit.near
    return before[lead].frame if lead >= 0 and not discourse.names_topic(joined) else ""


def _item(
    unit: Unit, doc: Doc, units: Sequence[Unit], docs: Sequence[Doc], before: Sequence[Statement], discourse: Discourse
) -> str:
    lead = unit.lead if unit.lead >= 0 else unit.near
    if defined := _defined(unit, units, len(before)):
        return defined
    if unit.lead < 0 and unit.near < 0:
        return leadins.under_heading(unit.section, unit.clean, doc, discourse.condition)
    if unit.lead < 0 and (np.is_sentence(doc) or len(doc) > 9 or not leadins.counted(units[lead].clean)):
        return ""
    if _SHELL.match(units[lead].clean) and lead > 0 and units[lead - 1].block == units[lead].block:
        subject = _subject_meant(docs[lead - 1], many=True)
        if said := leadins.instead(before[lead - 1].standalone, subject, unit.clean):
            return said
    said = _of_subject(units[lead].clean, docs[lead - 1]) if lead > 0 and not before[lead].resolved else ""
    said = said or before[lead].unframed
    said = said.rstrip(".") if units[lead].kind == "item" and unit.clean[:1].islower() else said
    return leadins.join(said, docs[lead], unit.clean, doc, topic=discourse.condition if before[lead].resolved else "")


def _defined(unit: Unit, units: Sequence[Unit], number: int) -> str:
    """The one item under a bare term as its definition, "Spirometry: A breathing test."; "" for other items."""
    if unit.lead != number - 1 or unit.lead < 0 or (unit.clean[:1].islower() and not _NOUN_PHRASE.match(unit.clean)):
        return ""
    term = units[unit.lead]
    bare = term.kind == "paragraph" and term.first and len(term.clean.split()) <= _TERM and term.clean[-1:].isalnum()
    if not bare or _FINITE.search(term.clean) or faithful.breaks_off(term.clean):
        return ""
    after = next((u for u in islice(units, number + 1, None) if u.block != unit.block), None)
    return "" if after is not None and after.lead == unit.lead else f"{term.clean}: {unit.clean}"


_FINITE = re.compile(r"\b(?:is|are|was|were|can|may|might|will|should|must|has|have|do|does|include|includes)\b", re.I)
_NOUN_PHRASE = re.compile(r"(?:an?|the|used|when|how|where) ")
_TERM = 6
"""Words of a term that is defined at most."""


def _of_subject(lead: str, before: Doc) -> str:
    """ "This includes:" said of the subject of the sentence before; "" for other lead-ins."""
    match = _THIS_INCLUDES.match(lead)
    if match is None:
        return ""
    subject = _subject_meant(before, many=re.match("these|they", lead, re.I) is not None)
    return f"{subject} {lead[match.end() :]}" if subject else ""


def _subject_meant(sentence: Doc, *, many: bool) -> str:
    """The subject of a sentence if "this" or "these" behind it can mean nothing else in it; "" if it may."""
    token = np.subject_token(sentence)
    if token is None or token.tag_ not in {"NN", "NNS", "NNP", "NNPS"}:
        return ""
    said = np.phrase(token)
    others = [np.phrase(t) for t in token.head.rights if t.dep_ in {"dobj", "attr"}]
    if said.plural != many or (many and (said.person or any(other.plural for other in others))):
        return ""
    return said.text


_THIS_INCLUDES = re.compile(
    r"(?:this|these|it|they) (?=(?:may |can |might |often |usually |also )*(?:include|involve)s?\b)", re.I
)
_GOES_ON = re.compile(r"\b(?<!or )(?:he|she|his|her)\b(?! or )", re.I)
_SHELL = re.compile(
    r"(?:these|those|they|examples|some examples|options|some of these)\s+(?:may |can |might )?(?:include|are)\s*:?\Z",
    re.I,
)


def _is_told(unit: Unit) -> bool:
    """Whether a line is long enough to be a sentence whose verb was taken for a noun ("Tea wards off colds.")."""
    return unit.kind == "paragraph" and unit.clean.endswith(".") and len(unit.clean.split()) >= _SENTENCE


def _lacks_verb(unit: Unit, doc: Doc) -> bool:
    """Whether a line of prose is a mere note ("Severe pain, after trauma."), not a sentence whose verb was misread."""
    return not claims.relates(unit.clean) and not any(
        t.tag_ in {"PRP", "EX"} or t.dep_ in {"nsubj", "nsubjpass"} for t in np.tokens(doc)
    )


_SENTENCE = 5
"""Words from which a marked line of prose with a full stop is taken for a sentence."""
_NOTE = 8
"""Words of a mere note at most."""


def _fragment(unit: Unit, doc: Doc, form: str, names: Sequence[str]) -> bool:
    """Whether what stands alone is a mere phrase that asserts nothing ("Dizziness")."""
    return (
        unit.kind != "row"
        and "no-finite" in names
        and "imperative" not in names
        and ":" not in form
        and form.rstrip(".").lower() == unit.clean.rstrip(".").lower()
        and not any(c.isdigit() for c in form)
        and (
            not unit.clean.endswith((".", "!")) or len(unit.clean.split()) <= (_NOTE if unit.kind == "paragraph" else 3)
        )
        and (unit.kind != "paragraph" or _lacks_verb(unit, doc))
    )


def _bare(doc: Doc, form: str, unit: Unit) -> bool:
    """Whether an item stayed what it was, a mere phrase, though it stands for a statement ("Ultrasound.")."""
    same = form.rstrip(".").lower() == unit.clean.rstrip(".").lower()
    return same and ":" not in form and not claims.is_imperative(doc) and not _has_verb(doc)


def _no_verb(doc: Doc) -> bool:
    """Whether no word of a line can be its verb, however the tagger took it: none after the first noun is a verb or a
    plural right after a noun ("the bladder stores urine")."""
    words = np.tokens(doc)
    return not any(
        (t.tag_.startswith("VB") and t.tag_ not in {"VBN", "VBG"})
        or (
            t.tag_ == "NNS"
            and before.tag_.startswith("NN")
            and after.tag_ not in {"IN", ",", ".", "CC", "-LRB-", "-RRB-"}
        )
        for before, t, after in zip(words, words[1:], words[2:], strict=False)
    )


def _has_verb(doc: Doc) -> bool:
    """Whether a line has a finite verb besides that of the "that" or "who" behind its first noun."""
    words = np.tokens(doc)
    finite = [
        t
        for t in words
        if (t.tag_ in {"VBZ", "VBP", "VBD", "MD"} and t.dep_ != "acl")
        or (t.tag_ == "VB" and not any(c.dep_ == "aux" for c in t.lefts))
    ]
    joints = [t.i for t in words if t.tag_ in {"WDT", "WP"}]
    told_more = bool(joints) and joints[0] <= _FIRST_NOUN and not any(t.text == "," for t in words[: joints[0]])
    return len(finite) > (len(joints) if told_more else 0)


_FIRST_NOUN = 4
"""Words within which a line's first noun ends: "Rare disorders that affect ..."."""


def _definitions(text: str) -> Mapping[str, str]:
    """Abbreviations with their long forms; "the" belongs to a long form that is a name defined with it."""
    table = {}
    for short, long in abbreviations.definitions(text).items():
        named = long[:1].isupper() and re.search(rf"\b[Tt]he {re.escape(long)}", text)
        table[short] = f"the {long}" if named else long
    return table
