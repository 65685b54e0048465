"""How surely: the sentence calls proven, a cure or plainly so what the source says may be."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart import effects, harms
from citewarden.checks._apart.asked import (
    Apart,
    beside,
    closest,
    is_brief,
    is_short,
    on_one,
    sentences,
    telling,
    titles,
    words_of,
)
from citewarden.checks._same_figures import missing
from citewarden.model import Audit, Claim, Passage
from citewarden.text import hedges, scales

_MAY = re.compile(
    r"\b(?:may|might|could(?! not)|possibly|perhaps|probably|(?:appear|seem)(?:s|ed)? to"
    r"|uncertain|not certain"
    r"|(?:very )?low[- ](?:certainty|quality)|certainty (?:of (?:the )?evidence )?(?:was|is) (?:very )?low"
    r"|(?:weak|limited|little|insufficient) evidence"
    r"|evidence (?:is |was |as |to be |remains )?(?:weak|limited|insufficient|scarce|lacking|sparse))\b",
    re.I,
)
_MODAL = re.compile(r"(?:may|might|could|possibly|perhaps|probably|appear|seem)", re.I)
"""How a hedge begins that doubts its own clause alone."""
_ABSOLUTE = re.compile(
    r"\b(?<!not )(?<!almost )(?<!nearly )(?:(?:works?|helps?|safe|effective) (?:for|in) (?:everyone|everybody|all)"
    r"|(?:you|they|nobody|no one|people|children) (?:cannot|can never|can no longer|will never|will not) (?:get"
    r"|catch|have|develop"
    r"|suffer(?: from)?|pass (?:it|them) on)|can (?:never|no longer) (?:come back|return|fail|go wrong|occur|happen)"
    r"|(?:complete|full|total|perfect|absolute) protection|(?:completely|fully|totally|perfectly) (?:protect(?:s|ed)?"
    r"|prevent(?:s|ed)?)|rules? (?:it )?out (?:completely|entirely)|for everyone who|in everyone who|in all cases"
    r"|(?:gone|cured|healed|better|well|over|vanished|disappeared|free of it) (?:again )?in (?:all|every|each) (?:of"
    r"|one|woman|man|child|patient|case)"
    r"|without (?:an |any )?exception|every (?:single )?day of the year|always|inevitabl[ey]"
    r"|invariably|without fail|guarantee[sd]?|in every case"
    r"|never (?:fails?|comes? back|returns?|goes wrong|gets? worse)"
    r"|(?:cured?|gone|healed|over|safe|free of it) (?:for good|for ever|forever|for life)"
    r"|whatever your (?:risk|age|weight|health)"
    r"|(?:100|a hundred|one hundred) ?(?:%|per ?cent) (?:effective|safe|cured?|certain|sure|reliable))\b",
    re.I,
)
"""What allows no exception."""
_EFFECTS = frozenset({"treatment-effect", "risk", "causal", "prognosis", "statistic"})


def absolute(claim: Claim) -> str:
    """The words by which a claim of what something does allows no exception, "" if it has none."""
    if claim.kind not in _EFFECTS | {"advice"} or claim.hypothetical:
        return ""
    found = _ABSOLUTE.search(claim.standalone) or harms.NONE.search(claim.standalone)
    if found and harms.told_of_a_share(claim, found.start()):
        return ""
    if found and claim.kind == "advice" and not _THEN.search(claim.standalone[: found.start()]):
        return ""  # advice may well say "always"; what it promises follows: "do it, and you will never have it"
    return found[0] if found and not _NOTHING.search(claim.standalone[: found.start()]) else ""


_THEN = re.compile(r"\b(?:and|then|so) \Z", re.I)
_NOTHING = re.compile(r"\b(?:no|nothing|none|never|not|nobody|neither)\b[^.;:]{0,50}\Z", re.I)
"""What denies that anything is so: "nothing that always works"."""

_CURES = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|eradicat\w+|eliminat\w+|gets? rid of|heals?|healed|makes? it go away)\b", re.I
)
_CURED = re.compile(
    r"\b(?:cur(?:e|es|ed|ing|able)|eradicat\w+|eliminat\w+|heal\w*|remission|resol\w+|clear\w*|recover\w*|free of"
    r"|gone|disappear\w*)\b",
    re.I,
)


def cured(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells a cure, and the source knows of none."""
    own = _CURES.search(claim.standalone)
    sure = not (claim.negated or claim.hypothetical or scales.modality(claim.standalone)[1] in (0, 1))
    if own is None or not sure or any(_CURED.search(p.text) for p in read):
        return None
    found = closest(telling(claim.standalone), read)
    return found and Apart(
        f"“{own[0]}” in the article; {ev.source_read(audit, found[0])} does not speak of a cure: {ev.quoted(found[1])}."
        " Tell what it found.",
        *found,
    )


def without_exception(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence allows no exception, and none of its sources goes so far."""
    said = absolute(claim)
    if not said or any(_ABSOLUTE.search(p.text) or harms.NONE.search(p.text) for p in read):
        return None
    near = closest(telling(claim.standalone), read)
    passage, text = near or (read[0], read[0].text)
    shown = f": {ev.quoted(text)}" if near else ""
    return Apart(
        f"“{said}” allows no exception; {ev.source_read(audit, passage)} does not go so far{shown}. Use its strength.",
        passage,
        text,
    )


_UNKNOWN = re.compile(
    r"\bwhether (?P<a>[^.;]{5,120}?) (?:is|was|are|remains?|has) (?:still |yet |so far )?(?:not (?:yet "
    r"|been )?(?:known|clear|certain|shown"
    r"|proven|tested|studied)|unknown|unclear|uncertain|open|untested)\b"
    r"|\b(?:no (?:good |clear |reliable |convincing |firm )?(?:evidence|proof) that"
    r"|(?:(?:is|was|remains?) (?:still )?(?:not (?:yet )?(?:known|clear|certain)|unknown|unclear|uncertain"
    r"|too early to say)"
    r"|(?:do|does|did|could|can) not (?:yet )?(?:know|say|tell|show)|cannot (?:yet )?(?:say|tell|know|show)"
    r"|nobody (?:yet )?knows"
    r"|no one (?:yet )?knows|too (?:few|small|short|little)(?: \w+){0,3} to (?:say|tell|know|show|judge)) (?:if"
    r"|whether)) (?P<b>[^.;]{5,160})",
    re.I,
)
"""What is open: "whether it helps a stone along is not known"."""
_OWNS = re.compile(
    r"\b(?:whether|if|unknown|unclear|uncertain|not (?:yet )?(?:known|clear|certain|proven|shown))\b", re.I
)
_TELLS = re.compile(
    r"\b(?:will|does|works?|makes?|helps?|keeps?|stops?|sooner|faster|quicker|longer|better|fewer|less|lower|higher|more)\b",
    re.I,
)


_PROMISES = re.compile(
    r"(?:if|when|once|as long as)\b[^,;.]{3,80}, [^;.]{0,80}?"
    r"\b(?:will|stops?|prevents?|keeps?|spares?|cures?|protects?|heals?|ends?)\b",
    re.I,
)
"""What only names for whom it promises: "if you are overweight, losing some of it will spare you flares"."""


def _promised(text: str) -> str:
    """What a sentence promises to whom it names first, "" if it promises nothing."""
    return text.partition(", ")[2] if _PROMISES.match(text) else ""


TOPICAL = 2
"""Telling words that two sentences may have in common by what the article is about alone."""
_HELPS = telling("helps help works work makes difference effect effects useful benefit benefits safe safer does")
"""What of an open question names nothing."""


def open_question(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells as a fact what a sentence of the source on it says is not known."""
    text = _promised(claim.standalone) if claim.hypothetical else claim.standalone
    if not text or claim.negated or _MAY.search(text) or _OWNS.search(text) or scales.modality(text)[1] in (0, 1):
        return None
    if not (claim.direction or _TELLS.search(text) or words_of("does").search(text)):
        return None
    if _counts(audit, claim, read):
        return None
    words = telling(claim.standalone)
    for passage, sentence in sentences(read):
        found = _UNKNOWN.search(sentence)
        asked = telling(found["a"] or found["b"]) if found else frozenset[str]()
        rest, there = asked - _HELPS, telling(sentence)
        beyond = asked & words - telling(audit.document.title) or len(there & words) > TOPICAL
        if found and ((rest and rest <= words) or (asked & words and beyond and on_one(set(words), set(there)))):
            return Apart(
                f"The article tells it as a fact; {ev.source_read(audit, passage)} says that it is open:"
                f" {ev.quoted(sentence)}. Use its strength.",
                passage,
                sentence,
            )
    return None


_BY_WHAT = re.compile(
    r"\A(?:an? |the |these |such |(?:taking|using|wearing|doing|eating|drinking) )*(?P<what>[\w’'-]+(?: [\w’'-]+)?) \Z",
    re.I,
)


def sure_of_it(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says what a thing will do, the only one of its short source on that thing what it may do."""
    text = claim.standalone
    own = words_of("promises", "cues").search(text)
    thing = _BY_WHAT.match(text[: own.start()]) if own else None
    if own is None or thing is None or claim.negated or claim.hypothetical or claim.quantities or _MAY.search(text):
        return None
    named = telling(thing["what"])
    rows = [(p, s) for p, s in sentences(read) if named and named <= telling(s)]
    if len(rows) != 1 or not all(is_short(audit, p.work) for p in read):
        return None
    passage, sentence = rows[0]
    hedge = _concludes(re.sub(r"\b(may|might|could) \w+ly\b", r"\1", sentence))
    leads = named <= telling(sentence[: sentence.find(hedge)]) if hedge else False
    return beside(audit, own[0], hedge, passage, sentence, "Use its strength.") if leads else None


def _counts(audit: Audit, claim: Claim, read: list[Passage]) -> bool:
    """Whether a claim compares shares that were counted, as a source does: that is no answer to what it leaves open."""
    said = [q for q in claim.quantities if q.unit == "%" and re.search(r"\d", q.text)]
    works = tuple(dict.fromkeys(p.work for p in read))
    return len(said) > 1 and not missing(audit, said, works, claim.standalone)


_HELD = re.compile(r"\b(?:to|not|cannot|never) \Z", re.I)
"""What takes a verb for no promise: "to prevent", "does not stop"."""


def promised(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence promises without a figure what a sentence of its brief source on it says may be."""
    text = _promised(claim.standalone) if claim.hypothetical else claim.standalone
    found = words_of("promises", "cues").finditer(text)
    own = next((m for m in found if not _HELD.search(text[: m.start()]) and not text.startswith(" not", m.end())), None)
    if (
        own is None
        or claim.quantities
        or claim.negated
        or _NOTHING.search(text)
        or _MAY.search(text)
        or not all(is_brief(audit, p.work) for p in read)
    ):
        return None
    words = telling(claim.standalone)
    for passage, sentence in sentences(read):
        hedge = _of_predicate(text, sentence) or _concludes(sentence)
        if hedge and len(words & telling(sentence)) >= FEWEST and words_of("does").search(sentence):
            return beside(audit, own[0], hedge, passage, sentence, "Use its strength.")
    return None


FEWEST = 2
"""Telling words that a promise and what a source says may be have in common."""


def _concludes(sentence: str) -> str:
    """The hedge right before the verb by which a sentence says what something does."""
    found = next((m for m in _MAY.finditer(sentence) if words_of("does").match(sentence[m.end() :].lstrip())), None)
    return found[0] if found else ""


def surer(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence calls proven, or a cure, what the source says may be."""
    sure = words_of("proven").search(claim.standalone)
    if sure is None or claim.negated or claim.hypothetical or scales.modality(claim.standalone)[1] in (0, 1):
        return None
    words = ev.stems(claim.standalone)
    for passage, sentence in sentences(read):
        word, step = scales.modality(sentence)
        hedge = _MAY.search(sentence)
        word = hedge[0] if hedge and step not in (0, 1) else word
        hedged = step in (0, 1) or hedge is not None
        there = ev.stems(sentence)
        there |= ev.stems(titles(audit, passage.work)) if there & words and is_short(audit, passage.work) else set()
        if hedged and not words_of("proven").search(sentence) and on_one(words, there):
            return Apart(
                f"“{sure[0]}” in the article; {ev.source_read(audit, passage)} says “{word}”:"
                f" {ev.quoted(sentence)}. Use its strength.",
                passage,
                sentence,
            )
    return None


def flatly(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect as a fact, the closest one of the source that it may be."""
    words = effects.told(claim)
    if (
        not words
        or words_of("guarded", "cues").search(claim.standalone)
        or _MAY.search(claim.standalone)
        or not all(is_brief(audit, p.work) for p in read)
    ):
        return None
    found = closest(words, read, titles(audit, read[0].work), claim.standalone)
    hedge = _of_predicate(claim.standalone, found[1]) if found else ""
    if not hedge and not claim.quantities and (other := effects.on_outcome(claim, read)):
        found, hedge = other, _of_predicate(claim.standalone, other[1])
    if found is None or not hedge:
        return None
    return Apart(
        f"The article tells it as a fact; {ev.source_read(audit, found[0])} says “{hedge}”: {ev.quoted(found[1])}."
        " Use its strength.",
        *found,
    )


def _of_predicate(said: str, there: str) -> str:
    """The hedge of a source's sentence that governs what a claim says its subject does, "" if there is none."""
    verb = words_of("does").search(said)
    predicate = telling(said[verb.start() :] if verb else said)
    for hedge in _MAY.finditer(there):
        if not _MODAL.match(hedge[0]):
            return hedge[0]
        if hedges.in_relative(there, hedge.start()) or hedges.allows(there, *hedge.span()):
            continue
        clause = hedges.governed(there, hedge.end())
        if re.search(rf"\bcan {re.escape(' '.join(clause.split()[:2]))}\b", said, re.I):
            continue  # "it can be mistaken for" says as much as "it may be mistaken for"
        if predicate & telling(clause) or (verb and words_of("does").search(clause)):
            return hedge[0]
    return ""
