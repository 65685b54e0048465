"""A relative risk or a change told as a share of people: "58 percent of the babies" of a relative risk of 1.58."""

from __future__ import annotations

import re
from itertools import combinations

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.checks._figures import quantities_of
from citewarden.model import Audit, Claim, Passage, Quantity

_SHARE_OF = re.compile(
    r"\s*(?:of (?:all |the |these |those |its |their )*(?:\w+ ){0,2}(?:people|patients|persons|participants|adults"
    r"|children|babies|infants|(?:wo)?men|mothers|smokers|users|drinkers|volunteers|cases|those|them|who\b)"
    r"|(?:percentage )?points|of (?:the )?(?:\w+ )?(?:group|arm)|(?:chance|risk|probability|likelihood) (?:of|that)\b)",
    re.I,
)
_OF_WHOM = re.compile(r"\b[Oo]f (?:the|those|all|these)\b[^.;]{0,60}, (?:about |some |only )?\Z")
_RELATIVE = re.compile(
    r"\b(?:(?:relative|hazard|odds|risk|rate) (?:risks?|ratios?)|RR|HR|OR|aOR|relative risk reduction)\b"
)
_CHANGE = re.compile(
    r"\s*(?:(?:lower|higher|reduced|increased|greater|smaller|fewer|less|more)\b|(?:relative )?(?:reduction|increase"
    r"|drop"
    r"|fall|rise|decrease) (?:in|of)\b)",
    re.I,
)
_RISK = re.compile(r"\b(?:risks?|chances?|odds|rates?|likel\w+|often|common|frequent\w*|effective|many)\b", re.I)
_MORE_OR_LESS = re.compile(r"\s*(?:(?P<more>higher|greater|more|increased?)|lower|less|fewer|reduced|smaller)\b", re.I)
NEAR = 0.25
"""Share by which "doubles" may lie beside the ratio."""
_CHANGED_BY = re.compile(
    r"\b(?:fall|falls|fell|fallen|drop\w*|decreas\w+|reduc\w+|lower\w*|rise|rose|risen|increas\w+|improv\w+|cut"
    r"|declin\w+|shr[aiu]nk"
    r"|grew|grown|went (?:down|up)|gone (?:down|up)|higher|less|more)\s+by (?:about |around |some |almost )?\Z"
    r"|\b(?:increas|reduc|lower|rais|cut|decreas)\w* (?:the |a |their |your )?(?:[\w-]{1,20} ){1,6}by (?:about "
    r"|around |some )?\Z"
    r"|\brelative (?:risk )?(?:reduction|decrease|increase|rise|drop) (?:of|was) (?:about )?\Z",
    re.I,
)
_OF_A_HUNDRED = re.compile(
    r"\b(?:(?:of|in|out of) (?:every|each|a) (?:hundred|100)\b[^.;:]{0,60}?,? (?:about |some )?(?P<ahead>\d{1,2})"
    r"|(?P<first>\d{1,2}) (?:\w+ )?(?:out of|of|in) (?:every|each|a) (?:hundred|100))\b(?![.,]\d)",
    re.I,
)
"""How many of a hundred people: "of every hundred women, 20 were spared it"."""


def as_a_share(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A percentage of people that the source has only as a ratio or a change of the risk."""
    shares = [q for q in claim.quantities if q.unit == "%" and _is_share(claim.standalone, q)]
    if found := _OF_A_HUNDRED.search(claim.standalone):
        of_hundred = float(found["ahead"] or found["first"])
        shares.append(Quantity(found[0], of_hundred, of_hundred, "%", *found.span()))
    for own in shares:
        told = [(p, s, q) for p, s in sentences(read) for q in quantities_of(s)]
        if any(q.unit == "%" and q.low == own.low and not is_change(s, q) for _, s, q in told):
            continue
        for passage, sentence, there in told:
            ratio = _RELATIVE.search(sentence) and there.unit in ("1", "RR", "OR", "HR", "fold")
            ratio = ratio and "." in there.text and round(100 * abs(1 - there.low)) == round(own.low)
            room = 0.0 if re.search(r"\d", own.text) else ROUND
            change = there.unit == "%" and abs(there.low - own.low) <= room and is_change(sentence, there)
            if ratio or change:
                return Apart(
                    f"“{own.text}” is told as a share of people; {ev.source_read(audit, passage)} has it as a change or"
                    f" a ratio (“{there.text}”): {ev.quoted(sentence)}. Give the shares of both groups.",
                    passage,
                    sentence,
                )
    return None


ROUND = 1.5
"""Percent points by which a share in words may lie beside the exact one."""
_MORE_PEOPLE = re.compile(
    r"\b(?P<n>\d{1,2}(?:\.\d)?) ?(?:%|per ?cent) (?:more|fewer|extra|of) (?P<who>people|women|men|adults|children"
    r"|patients|smokers"
    r"|users|drinkers|babies|mothers|girls|boys|teenagers)\b(?= (?:will|would|get|got|develop|die|have|go|are"
    r"|could|can)\b)",
    re.I,
)
"""More people by so many percent, as a reader counts people: "7% more women will develop it"."""
_OF_MANY = re.compile(
    r"(?<![\d.,])(?P<n>\d[\d.]{0,6})(?: ?%| (?:[\w-]+ ){0,4}?(?:per|in|of|in every) (?:100|1,?000|10,?000|100,?000)\b)"
)


def more_people(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """So many percent more people, which the source has as a change of the risk, beside how many it is of a hundred."""
    own = _MORE_PEOPLE.search(claim.standalone)
    if own is None or claim.hypothetical:
        return None
    said = float(own["n"])
    for passage, sentence in sentences(read):
        there = [q for q in quantities_of(sentence) if q.unit == "%" and abs(q.low - said) < 1]
        told = [q for q in there if is_change(sentence, q) or re.search(r"\brelative\b", sentence[: q.start], re.I)]
        rates = [
            m
            for _, text in sentences(read)
            for m in _OF_MANY.finditer(text)
            if abs(float(m["n"].strip(".")) - said) >= 1
        ]
        if told and (len(rates) > 1 or any(_TWO_RATES.search(text) for _, text in sentences(read))):
            return beside(audit, own[0], told[0].text, passage, sentence, "Give how many of a hundred it is.")
    return None


def is_change(text: str, quantity: Quantity) -> bool:
    """Whether a percentage says by how much something changed or differs, and not of how many it is."""
    return bool(_CHANGE.match(text, quantity.end) or _CHANGED_BY.search(text[: quantity.start]))


def _is_share(text: str, own: Quantity) -> bool:
    """Whether a claim's percentage is of how many people something is told."""
    at = text.find(own.text)
    if re.search(r"\b(?:in|out of|of) (?:every |each |a )?(?:100|hundred)\Z", own.text):
        return True
    return at >= 0 and bool(_SHARE_OF.match(text, at + len(own.text)) or _OF_WHOM.search(text[:at]))


def times(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """ "Doubles the risk" of a source that gives another ratio or change of it."""
    own = [q for q in claim.quantities if q.unit == "fold" and q.low == q.high and q.low > 0]
    if len(own) != 1 or claim.negated or any(q.unit == "%" for q in claim.quantities):
        return None
    if not _RISK.search(claim.standalone):
        return None
    words = telling(claim.standalone)
    about = ((passage, text) for passage, text in sentences(read) if len(words & telling(text)) >= min(2, len(words)))
    there = [(ratio, said, passage, text) for passage, text in about for ratio, said in _ratios(text)]
    pairs = (pair for _, text in sentences(read) for pair in _pairs_of(text))
    if any(_is_about(max(pair) / min(pair), own[0]) for pair in pairs):
        return None
    if not there or any(abs(ratio - own[0].low) <= NEAR * own[0].low for ratio, *_ in there):
        return None
    _, text, passage, sentence = there[0]
    return beside(audit, own[0].text, text, passage, sentence, "Give the source's figure.")


def _is_about(ratio: float, own: Quantity) -> bool:
    """Whether a ratio is the told one, or more than it where it is told so: 2.4 is "more than double"."""
    more = own.comparator in (">", ">=") and own.low <= ratio < own.low + 1
    return more or abs(ratio - own.low) <= NEAR * own.low


def _pairs_of(sentence: str) -> list[tuple[float, float]]:
    """The shares that each clause of a sentence gives, two by two in any order: of two groups, or of some of more."""
    clauses = (
        [q.low for q in quantities_of(clause) if q.unit == "%" and q.low == q.high > 0]
        for clause in re.split(r"[:;] ", sentence)
    )
    return [pair for shares in clauses for pair in combinations(shares, 2)]


def _ratios(sentence: str) -> list[tuple[float, str]]:
    """How many times as great a sentence says that something is, by its ratios and changes in percent."""
    found = quantities_of(sentence)
    relative = _RELATIVE.search(sentence) is not None
    out = [(q.low, q.text) for q in found if q.unit in ("RR", "OR", "HR", "fold")]
    out += [(q.low, q.text) for q in found if relative and q.unit == "1" and "." in q.text and q.low < 20]
    shares = [q for q in found if q.unit == "%" and q.low == q.high > 0]
    if len(shares) == 2 and not out:
        one, other = shares
        told = f"{one.text} and {other.text}"
        out += [(one.low / other.low, told), (other.low / one.low, told)]
    for q in found:
        if q.unit == "%" and (more := _MORE_OR_LESS.match(sentence, q.end)):
            out.append((1 + q.low / 100 if more["more"] else 1 - q.low / 100, q.text))
    return out


_RELATIVELY = re.compile(
    r"\s*(?:higher|lower|greater|smaller|more|less|fewer|reduced|increased)\b(?! points)"
    r"|\s*(?:reduction|increase|drop|rise|fall|decrease) (?:in|of)\b",
    re.I,
)
_TWO_RATES = re.compile(
    r"(?<![\d.,])\d[\d.,]{0,9}(?: ?%| per ?cent)?(?: \w{1,20}){0,3}"
    r"(?: (?:per|in|of|in every|of every) [\d,]{2,}(?: \w{1,20}){0,6})? "
    r"(?:against|versus|vs\.?|compared with|and) \d[\d.,]{0,9}(?: ?%| per ?cent|"
    r"(?: \w+){0,2} (?:per|in|in every|of every) [\d,]{2,}| (?:among|in|with|without|of) (?:the )?[\w-]+)",
    re.I,
)
"""Two rates beside each other: "4.2 against 2.2 per 10,000"."""


def relative_alone(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """By how much more or less often something happens, in percent alone, where the source says how often it does."""
    own = [q for q in claim.quantities if q.unit == "%" and _RELATIVELY.match(claim.standalone, q.end)]
    if len(own) != 1 or not _OFTEN.search(claim.standalone) or _TWO_RATES.search(claim.standalone):
        return None
    if sum(q.unit == "%" or ("." in q.text and q.unit == "1") for q in claim.quantities) > 1:
        return None
    for passage, sentence in sentences(read):
        rates = _TWO_RATES.search(sentence)
        ratio = rates is not None and any(abs(abs(1 - r) * 100 - own[0].low) < 1.5 for r, _ in _ratios(sentence))
        told = rates is not None and any(q.unit == "%" and q.low == own[0].low for q in quantities_of(sentence))
        if rates and (ratio or told) and not _told_elsewhere(audit, claim, rates[0]):
            return Apart(
                f"“{own[0].text}” says how much more or less, and not how often; {ev.source_read(audit, passage)} gives"
                f" “{rates[0]}”: {ev.quoted(sentence)}. Give both rates too.",
                passage,
                sentence,
            )
    return None


def _told_elsewhere(audit: Audit, claim: Claim, rates: str) -> bool:
    """Whether another sentence of the article gives both rates."""
    said = {q.low for q in quantities_of(rates)}
    return any(c is not claim and said <= {q.low for q in c.quantities} for c in audit.claims)


_OFTEN = re.compile(
    r"\b(?:risks?|rates?|chances?|odds|likel\w+|often|cases|frequent\w*|deaths?|strokes?|attacks?)\b", re.I
)
