"""What something does: the sentence tells an effect where the source finds none, or finds the contrary."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import (
    Apart,
    above,
    beside,
    closest,
    context,
    kin,
    on_one,
    sentences,
    telling,
    titles,
    words_of,
)
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage
from citewarden.text import scales

_BARE = re.compile(r"(?:there (?:was|were)|no |it (?:did|had|was)|neither)\b", re.I)
"""How a sentence begins that leaves it to the others what had no effect."""
NULL = re.compile(
    r"\b(?:(?:did|does|do|could|can) not (?:\w+ly )?(?:lower|reduc|prevent|improv|help|shorten|reliev|eas|protect"
    r"|increas|rais"
    r"|chang|affect|lead|result|benefit|work|cur|slow|stop|delay|low|differ|cut|lengthen|heal|treat|rise|fall|drop)\w*"
    r"|(?:was|were|is|are) not (?:\w+ly )?(?:associated|linked|related|effective|better|superior|lower|higher"
    r"|reduced|improved"
    r"|changed|shorter|longer)|(?:no|without) (?:\w+ ){0,2}(?:effects?|benefits?|change|improvement|reduction"
    r"|association|link)|no (?:clear|significant|real|relevant|marked|measurable|statistically significant) difference"
    r"|neither \w+(?: \w+){0,4}? (?:lowered|reduced|improved|helped|prevented|shortened|changed|worked)|failed to"
    r"|(?:and|as|than) placebo had the same effect|the same (?:effect|result)s? (?:as|of|with) placebo"
    r"|as (?:frequent|common|often|high|low|many|severe|long) (?:with|in|on|after)"
    r" [^.;,]{2,40}? as (?:with|in|on|after)"
    r"|had the same effect|no (?:overall )?differen(?:t|ces?)\b"
    r"|(?:was|were|remained) (?:similar|comparable) (?:with|in|between)"
    r" (?:both|the (?:two )?groups|(?:study |trial )?groups|arms)"
    r"|(?:differences?|effects?|changes?|reductions?)\b[^.;]{0,30}\b(?:was|were) not (?:statistically )?significant"
    r"|(?:in|with) (?:the same|equal) (?:number|share|proportion) (?:in|of) (?:each|both)"
    r"|(?:with|were|was) (?:about )?(?:\w+|[\d.]+ ?%) in each (?:group|arm)|(?:was"
    r"|were) (?:equal|equally frequent|the same|identical|alike) in (?:both|the two|each)"
    r"|not reach"
    r" (?:statistical )?significance"
    r"|too (?:small|short|few) to (?:show|tell|detect|say)|could not (?:show|detect|prove))\b",
    re.I,
)
"""That something did nothing."""
_BRINGS = re.compile(
    r"\b(?:br(?:ought|ings?)|(?:went|goes?|came|comes?|keeps?|kept|sends?|sent|drives?|drove) (?:\w+ ){0,4}?(?:down"
    r"|up|away))\b"
    r"|\b(?:keeps?|kept|sav(?:es?|ed)|spar(?:es?|ed)) (?:\w+ ){1,5}?(?:from|out of)\b"
    r"|\b(?:leads?|led) to\b|\bresult(?:s|ed)? in\b",
    re.I,
)
"""Verbs of an effect that are of two words."""
_HELP = re.compile(
    r"\b(?:(?:get|gets|seeks?|find|need|want|offer|ask(?:ing)? for|call(?:ing)? for|urgent|medical|emergency"
    r"|professional|immediate|expert|more|with|without|of) ){1,3}help\b",
    re.I,
)
"""Help that is got and does nothing itself."""
_ASSIGNED = re.compile(r"\b(?:randomi[sz]ed|assigned|allocated|asked|told|advised) [^.;]{0,120}\bto \Z", re.I)
"""What stands before what a group was to do: "or to no change in what they drank"."""
_OF_CONTROLS = re.compile(
    r"[^.;]{0,30}\b(?:in|with|on|of|for) (?:the |those |people )?(?:\w+ ){0,2}?"
    r"(?:water|placebo|control|controls|untreated"
    r"|comparison|sham|usual[- ]care|dummy)\b",
    re.I,
)
"""Whom alone nothing changed in: "it did not change in the control group"."""
_EVEN = re.compile(
    r"\b(?:no (?:more|better|worse|higher|lower|fewer|less)|(?:just )?as (?:\w+ly|much|well|often|good|many|likely) as"
    r"|(?:did|does|do|worked?|works|was|were|is|are) just as \w+|equally|the same|neither (?:more|less|better|worse"
    r"|\w+er) n?or)\b",
    re.I,
)
_SEEN_IN = re.compile(
    r"\b(?:in|of|among) (?:an? |the )?(?:trial|study|survey|cohort|group) of [^,;.]*|\bwho\b[^,;.]{0,160}(?=,)", re.I
)
"""Whom a sentence speaks of: "in a trial of 480 people who still had symptoms"."""
_DENIES = re.compile(r"\b(?:no|not|never|neither|nor|without|none|nobody)\b", re.I)
_BUT = re.compile(r"\b(?:but|however|although|though|whereas|except|while)\b", re.I)


def denied(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect of something; a sentence of the source on both finds none."""
    sides = _effect(claim)
    if sides is None:
        return None
    cause, effect = sides
    for passage, sentence in sentences(read):
        null, there = words_of("none").search(sentence), ev.stems(sentence)
        if null and _BARE.match(sentence):
            there = there | (cause & ev.stems(context(audit, passage)))
        both = cause & there and effect & there and on_one(cause | effect, there)
        if null and both and not above().search(sentence[: null.start()]):
            return Apart(
                f"The article tells an effect; {ev.source_read(audit, passage)} says “{null[0]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def other_way(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that something lowers what the source says it raised, or the other way round."""
    sides = _effect(claim)
    ways = [name for name in ("lowering", "raising") if words_of(name).search(claim.standalone)]
    if sides is None or len(ways) != 1:
        return None
    cause, effect = sides
    for passage, sentence in sentences(read):
        other = words_of("raising" if ways == ["lowering"] else "lowering").search(sentence)
        if other is None or words_of(ways[0]).search(sentence) or words_of("none").search(sentence):
            continue
        before, after = ev.stems(sentence[: other.start()]), ev.stems(sentence[other.end() :])
        if cause & before and effect & after and on_one(cause | effect, before | after):
            own = words_of(ways[0]).search(claim.standalone)
            return Apart(
                f"“{own[0] if own else ''}” in the article; {ev.source_read(audit, passage)} says “{other[0]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def _effect(claim: Claim) -> tuple[set[str], set[str]] | None:
    """How the words of a claim begin that tell what does something, and what it does; None where it denies, hedges or
    counts several groups."""
    text = claim.standalone
    if claim.negated or claim.hypothetical or words_of("none").search(text) or scales.modality(text)[1] in (0, 1):
        return None
    if _EVEN.search(text):
        return None
    if sum(q.unit == "%" for q in claim.quantities) > 1:
        return None
    verb = words_of("does").search(text)
    if verb is None:
        return None
    return ev.stems(text[: verb.start()]), ev.stems(text[verb.end() :])


def outcome(claim: Claim) -> frozenset[str]:
    """The telling words of what a claim says that something does or leaves as it was, without whom it was seen in;
    none where it tells no effect."""
    text = claim.standalone
    if claim.kind == "statistic" and not (words_of("does").search(text) or _BRINGS.search(text) or _EVEN.search(text)):
        return frozenset()
    words = told(claim) or called_even(claim)
    return words - telling(" ".join(m[0] for m in _SEEN_IN.finditer(text)))


def called_even(claim: Claim) -> frozenset[str]:
    """The telling words of a claim that calls the effects of two things even: "no more often"."""
    return telling(claim.standalone) if _EVEN.search(claim.standalone) and not claim.hypothetical else frozenset()


def tells_even(text: str) -> bool:
    """Whether a text calls the effects of two things even."""
    return _EVEN.search(text) is not None


def told(claim: Claim) -> frozenset[str]:
    """The telling words of a claim that tells an effect without denying or hedging it, else none."""
    text = _HELP.sub(" ", claim.standalone)
    if (
        claim.negated
        or claim.hypothetical
        or words_of("none").search(text)
        or _EVEN.search(text)
        or scales.modality(text)[1] in (0, 1)
    ):
        return frozenset()
    tells = claim.direction or _BRINGS.search(text) or words_of("does").search(text) or above().search(text)
    return telling(text) if tells else frozenset()


def refused(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect; the closest one of the source, or the one on what is changed, that there was
    none."""
    words = told(claim) or _ranked(claim)
    found = closest(words, read, titles(audit, read[0].work), claim.standalone) if words else None
    if found is None or not NULL.search(found[1]):
        found = _unchanged(claim, read) if words else None
    null = NULL.search(found[1]) if found else None
    if found is None or null is None or _BUT.search(found[1]) or _OF_CONTROLS.match(found[1], null.end()):
        return None
    if _ASSIGNED.search(found[1][: null.start()]) or above().search(found[1][: null.start()]):
        return None
    return Apart(
        f"The article tells an effect; {ev.source_read(audit, found[0])} says “{null[0]}”: {ev.quoted(found[1])}."
        " Compare the two.",
        *found,
    )


def _ranked(claim: Claim) -> frozenset[str]:
    """The telling words of a claim that says of something that it is rarer with one thing than with another."""
    sure = not (claim.negated or claim.hypothetical or claim.modality[1] in (0, 1))
    return telling(claim.standalone) if sure and _RARER.search(claim.standalone) else frozenset()


_RARER = re.compile(r"\b(?:(?:more|less) (?:common|frequent|often)|rarer|commoner|fewer)\b[^.;]{0,60}\bthan\b", re.I)


def _unchanged(claim: Claim, read: list[Passage]) -> tuple[Passage, str] | None:
    """The one sentence of a source on what a claim tells an effect on, if it says that this did not change."""
    found = on_outcome(claim, read)
    return found if found and NULL.search(found[1]) else None


def on_outcome(claim: Claim, read: list[Passage]) -> tuple[Passage, str] | None:
    """The one sentence of a source that has most of the words for what a claim tells an effect on, whatever it says of
    what brings it about."""
    verb = words_of("does").search(claim.standalone)
    said = _COUNT_OF.sub("", claim.standalone[verb.end() :].strip()) if verb else ""
    saved = _SAVED_FROM.match(said) if verb and _SAVES.match(verb[0]) else None
    words = kin(_OBJECT_ENDS.split(said[saved.end() :] if saved else said)[0])
    ranked = sorted(((len(words & kin(t)), -at, p, t) for at, (p, t) in enumerate(sentences(read))), reverse=True)
    if not words or not ranked or not ranked[0][0] or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][2], ranked[0][3]


_COUNT_OF = re.compile(
    r"\A(?:the |your |a |their )?(?:numbers?|risks?|rates?|frequency|severity|amount|chances?|odds|likelihood"
    r"|occurrence) of ",
    re.I,
)
_SAVES = re.compile(r"(?:protect|keep|spare|save)", re.I)
_SAVED_FROM = re.compile(r"[^.;,]{0,40}?\b(?:from|against) ", re.I)
_OBJECT_ENDS = re.compile(
    r"\b(?:in|among|for|by|after|before|during|over|within|with|when|while|if|because|as|at|on|and|than|according)\b|[.,;:]"
)
"""Where what an effect is on ends."""


_NOT_SURE = re.compile(r"\b(?:not (?:statistically )?significant\b|not reach (?:statistical )?significance\b)", re.I)


def of_chance(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect by two figures, of which the source says that they do not differ significantly."""
    said = [q for q in claim.quantities if re.search(r"\d", q.text) and q.denominator != "age"]
    tells = claim.direction or words_of("does").search(claim.standalone) or above().search(claim.standalone)
    if (
        claim.negated
        or len(said) < 2
        or not tells
        or words_of("chance", "cues").search(claim.standalone)
        or _EVEN.search(claim.standalone)
    ):
        return None
    if words_of("chance", "cues").search(_rest_of_block(audit, claim)):
        return None
    for passage, sentence in sentences(read):
        null = _NOT_SURE.search(sentence)
        before = quantities_of(sentence[: null.start()]) if null else ()
        if null and sum(any((q.low, q.unit) == (o.low, o.unit) for o in before) for q in said) >= 2:
            return beside(
                audit, " and ".join(q.text for q in said[-2:]), null[0], passage, sentence, "Say so beside the figures."
            )
    return None


def _rest_of_block(audit: Audit, claim: Claim) -> str:
    """What follows a sentence in its paragraph."""
    end = claim.target.position.end
    block = next((b for b in audit.document.blocks if b.start <= claim.target.position.start < b.end), None)
    return audit.document.text[end : block.end] if block else ""


_NONE_MORE = re.compile(
    r"\b(?:neither|no|not|nor)\b[^;:]{0,80}?\b(?:more|less|worse|better|higher|lower|\w{3,}er)"
    r"(?: \w+){0,3} than (?:\w+ly )?"
    r"(?:the |an? )?(?P<than>[a-z]{4,})",
    re.I,
)
_MORE_THERE = re.compile(
    r"(?P<who>[^.;:,]{3,60}?) (?:was|were|did|had|is|are)"
    r" (?:statistically )?(?P<said>(?:significantly|clearly|markedly|much|far)"
    r" (?:more|less|fewer|worse|better|\w{3,}er)(?: \w+){0,3} than (?:the |an? )?(?P<than>[a-z]{4,}))",
    re.I,
)


def differed(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that something did no more than another thing, of which the source says that it differed."""
    own = _NONE_MORE.search(claim.standalone)
    if own is None or claim.hypothetical:
        return None
    words = telling(claim.standalone[: own.end()]) - telling(own["than"])
    for passage, sentence in sentences(read):
        there = _MORE_THERE.search(sentence)
        same = there is not None and own["than"].lower()[:5] == there["than"].lower()[:5]
        if there and same and not _DENIES.search(there["who"]) and telling(there["who"]) & words:
            said = _NONE_MORE.search(claim.text) or own
            return beside(audit, said[0], there["said"], passage, sentence)
    return None


_UNMOVED = re.compile(
    r"\A(?:however, |also, )?(?P<what>[^,.;:]{3,50}?) (?:(?:did|was|were|had|has|have) not "
    r"(?:\w+ly )?(?:chang|differ|alter"
    r"|affect|lengthen|shorten|increas|decreas)\w*|(?:was|were|remained|stayed) (?:unchanged|the same))",
    re.I,
)
_LONG = re.compile(r"\b(?:longer|shorter|(?:more|extra|fewer|less) (?:hours|minutes|time|days))\b", re.I)
_OFTEN = re.compile(r"\b(?:more often|less often|oftener|fewer|rarer|more|less frequent(?:ly)?)\b", re.I)
_LARGE = re.compile(
    r"\b(?:shr[iau]nk(?:s|ing)?|smaller|larger|bigger|swells?|grows?|growing|grew|thicker|thinner)\b", re.I
)
_MEASURES = (
    (frozenset(telling("time duration length hours")), _LONG),
    (frozenset(telling("rate frequency")), _OFTEN),
    (frozenset(telling("volume size diameter thickness area")), _LARGE),
)
"""What is measured of a thing, and how a sentence tells that without naming it: "sleep longer" of sleep time."""


def denies(claim: Claim) -> bool:
    """Whether a claim denies something, or calls two things even."""
    return bool(_DENIES.search(claim.standalone) or _EVEN.search(claim.standalone))


def turns(text: str) -> bool:
    """Whether a text turns to something else in its course: "but", "whereas"."""
    return bool(_BUT.search(text))


def unmoved(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that something lasts longer or comes more often, the source that its time or rate did not
    change."""
    if claim.negated or claim.hypothetical or _DENIES.search(claim.standalone):
        return None
    words = telling(claim.standalone)
    for passage, sentence in sentences(read):
        found = _UNMOVED.match(sentence)
        what = telling(found["what"]) if found else frozenset[str]()
        for measures, tells in _MEASURES:
            own = tells.search(claim.standalone)
            thing = what - measures - telling("total mean average overall measured assessed ultrasound scan imaging")
            if found and own and what & measures and thing and thing <= words:
                return beside(audit, own[0], found[0], passage, sentence)
    return None
