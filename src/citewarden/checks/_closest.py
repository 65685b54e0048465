"""Whether what seems to set the closest passage apart is no difference: the source gives the figure elsewhere, the
denial is of something else, the word of amount is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.amounts import is_no_amount
from citewarden.checks._apart.asked import fine_words, is_short, sentences, telling
from citewarden.checks._apart.spans import LONG
from citewarden.checks._chance import of_chance
from citewarden.checks._figures import figures
from citewarden.checks._same_figures import figures_of, is_same, missing
from citewarden.model import Audit, Claim, Evidence, Quantity
from citewarden.text import hedges, quantities

_DENIES = re.compile(
    r"\b(?:no|not|none|never|neither|nor|without|cannot|nobody|nothing|excluded|left out|kept out|turned away)\b"
    r"|n['’]t\b",
    re.I,
)
_LIVES = re.compile(r"\b(?:liv(?:e|es|ed|ing) longer|longer li(?:fe|ves)|surviv\w+)\b", re.I)
_DIES = re.compile(r"\b(?:di(?:e|es|ed|ing)|deaths?|mortality)\b", re.I)
_RECOVERS = re.compile(r"\b(?:recover\w*|heal(?:s|ed|ing)?|(?:get|gets|got|getting) (?:better|over|rid))\b", re.I)
_LASTS = re.compile(
    r"\b(?:lasting|persist\w*|chronic|relaps\w+|recurr\w+|still (?:present|had|have|there|ill)"
    r"|coming back|came back)\b",
    re.I,
)
_MODAL = re.compile(r"\b(?:may|might|could|possibly|perhaps|probably)\b", re.I)
_OTHER_CLAUSE = re.compile(r"; |: |, (?:and|but|while|whereas) ", re.I)
"""Where a hedge's clause ends and another one begins."""
_UNKNOWN = re.compile(r"\bnot (?:yet |really )?(?:known|clear|certain|proven|shown|understood|sure)\b", re.I)
"""What says that something is open, and denies nothing."""
_PROVES_NOT = re.compile(
    r"\b(?:(?:do|does|did|need) not|don['’]t|doesn['’]t|is no|are no) (?:\w+ly |always |have to )?(?:prove|mean"
    r"|guarantee|imply|tell|proof|guarantee|sign) ?(?:that|of|whether|you|anything)?\b",
    re.I,
)
"""What denies that one thing follows from another: "a normal test does not prove that all is well"."""
_CANNOT_TELL = re.compile(
    r"\b(?:cannot|can ?not|could not|does not|did not) (?:yet )?(?:show|tell|say|prove)"
    r" (?:whether|if|what|which|how)\b",
    re.I,
)
_EVEN = re.compile(
    r"\b(?:no (?:more|fewer|less|higher|lower|better|worse|difference)|not? (?:inferior|superior|differ\w*|worse"
    r"|better)|non-?inferior"
    r"|similar|the same|equal\w*|equivalent|as (?:often|many|much|well|safe|good))\b",
    re.I,
)
"""What calls two groups even."""
_NO_DIFFERENCE = frozenset(("sentence", "shared"))
"""What a verdict marks that sets nothing apart."""
_RATE_IN_WORDS = re.compile(r"(?:at least |about )?(?:once|twice|[a-z]+ times) (?:a|per|every) [a-z]+\Z", re.I)
_CHANGED_BY = re.compile(
    r"\b(?:by|(?:drop|fall|rise|increase|decrease|reduction|difference|saved)(?: of)?) (?:about |around |almost )?\Z",
    re.I,
)
"""What stands before a figure that says by how much others differ."""
_FROM_AGE = re.compile(
    r"\bfrom (?:(?:the )?age (?:of )?)?\d+\b(?! (?:to|until)\b)|\b\d+ (?:years )?(?:and|or) (?:over|older|above|up)\b",
    re.I,
)
"""What tells from what age on something holds."""
_ALLOWS = re.compile(
    r"\bmay (?:take|use|have|eat|drink|continue|be (?:taken|given|used|repeated|continued|an? (?:\w+ )?(?:option"
    r"|choice|alternative)))\b",
    re.I,
)
"""What allows something and doubts nothing."""


_NO_MORE_THAN = re.compile(
    r"\bno (?:more|less|later|earlier|sooner|longer|fewer)(?: often)? than (?:every|once|twice|\d|one|two|three"
    r"|four|five|six)\b",
    re.I,
)
_LESS = re.compile(r" (?:less|more|fewer|longer|shorter|sooner|earlier|later|higher|lower|better)\b", re.I)
_MUCH = frozenset(("more", "less", "better"))
NEAR = 0.1
"""Share by which a difference told in words may lie beside the exact one."""


def is_given(audit: Audit, claim: Claim, works: tuple[str, ...], near: Evidence) -> bool:
    """Whether a passage of what the claim rests on gives the figure that another one, which stands closer, does not,
    or it has no figure that the claim's could be set beside ("the two groups")."""
    if _says_both(audit, claim, works, near):
        return True
    sentence = ev.sentence(near, audit.passage_of[near.passage])
    if _from_another_age(claim, near, sentence):
        return False  # elsewhere the source may tell the age of others
    if _not_comparable(audit, claim, near, sentence):
        return True
    if near.issue == "negation" and not any(differing(audit, claim, near)) and _EVEN.search(claim.standalone):
        return True
    own, other = differing(audit, claim, near)
    if near.issue == "negation" and _NO_MORE_THAN.search(claim.standalone):
        return True  # a bound, and no denial
    if near.issue == "negation" and own and not other and of_chance(sentence):
        return True  # "no less likely" of "odds ratio 0.91, 95% CI 0.60 to 1.38"
    ranked = near.issue == "direction" and bool(own) and not other  # by the source's figures alone
    if ranked and claim.quantities and not missing(audit, claim.quantities, works, claim.standalone):
        return True
    where = _around(audit, near) or sentence
    turned = ((_LIVES, _DIES), (_RECOVERS, _LASTS), (_LASTS, _RECOVERS))
    if near.issue == "direction" and any(a.search(claim.standalone) and b.search(where) for a, b in turned):
        return True  # who lives longer dies less often, and what heals slowly lasts
    if near.issue == "direction" and own and own[0].lower() in _MUCH and len(quantities.find(sentence)) > 1:
        return True  # "did more for it than": by which way it went nobody can tell how much it did
    if near.issue == "negation" and claim.quantities and _CANNOT_TELL.search(sentence):
        return True  # what a study cannot tell denies nothing that it counted
    if near.issue == "hedge" and (_ALLOWS.search(sentence) or not hedges_it(claim, sentence)):
        return True
    if near.issue == "hedge" and (
        told_flatly(audit, claim, works) or not _is_nearest(audit, claim, works, near, sentence)
    ):
        return True
    if near.issue == "temporal" and _lasts_too(audit, claim, works):
        return True
    if near.issue == "quantifier" and is_no_amount(claim, near, sentence):
        return True
    if near.issue == "negation" and (_is_aside(audit, claim, near, sentence) or _denied_too(audit, claim, works)):
        return True
    if near.issue not in ev.NUMERIC | {"temporal"} or not claim.quantities:
        return near.issue in ("direction", "negation") and not _is_nearest(audit, claim, works, near, sentence)
    if near.issue in ev.NUMERIC:
        there = figures_of(audit.passage_of[near.passage].text)
        if not any(quantities.agree(said, other) is not None for said in figures(claim) for other in there):
            return True
    if own and not other and _RATE_IN_WORDS.match(own[0]):
        return True
    digits = [q for q in claim.quantities if re.search(r"\d", q.text)]
    if own and not other and digits and not missing(audit, digits, works, claim.standalone):
        return True  # the passage gives nothing to set beside a figure in words: "a one-year trial"
    said = [q for q in claim.quantities if not _is_reckoned(q, claim)]
    shown = [*own, *other] or [sentence]
    return not any(
        figure.text in words
        for figure in missing(audit, said or claim.quantities, works, claim.standalone)
        for words in shown
    )


def _around(audit: Audit, near: Evidence) -> str:
    """The sentence of a passage in which the word stands that a verdict marked there first, "" if it marked none."""
    at = next((m.start for m in near.rationale if m.side == "passage" and m.why not in _NO_DIFFERENCE), None)
    passage = audit.passage_of[near.passage]
    return next((passage.text[a:b] for a, b in passage.sentences if at is not None and a <= at < b), "")


def hedges_it(claim: Claim, sentence: str) -> bool:
    """Whether a hedge of a source's sentence doubts what the claim says, and not another clause: "an attack may last
    two hours, and the pain is often on one side"."""
    words = telling(claim.standalone)
    hits = list(_MODAL.finditer(sentence))
    if not hits:
        return True
    for hit in hits:
        own = hedges.governed(sentence, hit.end())
        rest = telling(sentence[hit.end() + len(own) :])
        doubted = telling(_own_clause(sentence, hit.start()) + own)
        if not rest or len(words & doubted) >= len(words & rest):
            return True
    return False


def _own_clause(sentence: str, end: int) -> str:
    """What of its clause stands before a hedge."""
    return _OTHER_CLAUSE.split(sentence[:end])[-1]


def told_flatly(audit: Audit, claim: Claim, works: tuple[str, ...]) -> bool:
    """Whether one sentence of the sources gives without a hedge two figures of a claim, or all shares that it tells."""
    said = [q for q in figures(claim) if re.search(r"\d", q.text)]
    shares = [q for q in figures(claim) if q.unit == "%"]
    rows = [figures_of(text) for _, text in sentences(ev.read_of(audit, works)) if not _MODAL.search(text)]
    return any(
        row and all(any(is_same(q, o) for o in there) for q in row)
        for row in (said if len(said) > 1 else [], shares)
        for there in rows
    )


def _lasts_too(audit: Audit, claim: Claim, works: tuple[str, ...]) -> bool:
    """Whether a claim says that a thing is for good, and another sentence of its sources on it says so, too."""
    words = telling(LONG.sub(" ", claim.standalone))
    read = ev.read_of(audit, works) if LONG.search(claim.standalone) else []
    return any(LONG.search(text) and words & telling(text) for _, text in sentences(read))


def differing(audit: Audit, claim: Claim, near: Evidence) -> tuple[list[str], list[str]]:
    """The words of a claim and those of a passage by which a verdict sets them apart, as it marked them."""
    texts = {"claim": claim.standalone, "passage": audit.passage_of[near.passage].text}
    own, there = (
        [texts[side][m.start : m.end] for m in near.rationale if m.side == side and m.why not in _NO_DIFFERENCE]
        for side in ("claim", "passage")
    )
    return own, there


def _is_nearest(audit: Audit, claim: Claim, works: tuple[str, ...], near: Evidence, sentence: str) -> bool:
    """Whether no other sentence of what was read shares more of a claim's telling words, or as many and more of all."""
    words = telling(claim.standalone)
    fine = fine_words(claim.text) if near.issue == "hedge" else frozenset[str]()  # of a tie the other words decide

    def shared(text: str) -> tuple[int, int]:
        return len(words & telling(text)), len(fine & fine_words(text))

    return all(shared(text) <= shared(sentence) for _, text in sentences(ev.read_of(audit, works)))


def _is_reckoned(quantity: Quantity, claim: Claim) -> bool:
    """Whether a figure says in words how others of the sentence differ: "halved", "by a quarter, from 40 to 30"."""
    others = [q for q in claim.quantities if q is not quantity and re.search(r"\d", q.text) and q.unit != "fold"]
    if len(others) > 1 and _LESS.match(claim.standalone, quantity.end) and _is_difference(quantity, others):
        return True
    changes = quantity.unit == "fold" or _CHANGED_BY.search(claim.standalone[: quantity.start])
    return len(others) > 1 and bool(changes)


def _is_difference(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a figure is by how much two others differ: 38 days and 51, "nearly two weeks less"."""
    told = replace(quantity, comparator="~")
    return any(
        quantities.agree(told, replace(a, low=abs(a.low - b.low), high=abs(a.low - b.low)), tolerance=NEAR)
        for a, b in combinations([q for q in others if q.low == q.high], 2)
        if a.unit == b.unit
    )


def _denied_too(audit: Audit, claim: Claim, works: tuple[str, ...]) -> bool:
    """Whether another sentence of a short source denies something of what the claim speaks of, as the claim does."""
    read = [p for p in ev.read_of(audit, works) if is_short(audit, p.work)]
    words = telling(claim.standalone)
    return claim.negated and any(_DENIES.search(text) and telling(text) & words for _, text in sentences(read))


def _is_aside(audit: Audit, claim: Claim, near: Evidence, sentence: str) -> bool:
    """Whether the word of denial that one side lacks denies nothing the other side says: "men without gout at the
    start", "no more deaths" beside "not inferior"."""
    mine, theirs = differing(audit, claim, near)
    if len(mine) + len(theirs) != 1:
        return False
    own, other = (claim.standalone, sentence) if mine else (sentence, claim.standalone)
    word = (mine or theirs)[0]
    if mine and _PROVES_NOT.search(own):
        return True  # it denies a conclusion, which the source may do in other words
    if re.search(rf"\b(?:who|that|which|if|when|unless)\b[^,.;]{{0,20}}\b{re.escape(word)}\b", own, re.I):
        return True  # it denies something of whom it speaks of
    if word.lower() in ("without", "none", "free") or _DENIES.search(other) or _UNKNOWN.search(own):
        return True
    return word.lower() == "no" and (_EVEN.search(own) is not None and _EVEN.search(other) is not None)


def _says_both(audit: Audit, claim: Claim, works: tuple[str, ...], near: Evidence) -> bool:
    """Whether the word that the passage lacks stands in another sentence of the source that is on the claim as much."""
    own, _ = differing(audit, claim, near)
    if len(own) != 1 or not own[0] or re.search(r"\d", own[0]) or near.issue == "direction":
        return False
    words = ev.stems(claim.standalone)
    sentence = ev.sentence(near, audit.passage_of[near.passage])
    shared = len(words & ev.stems(sentence))
    word = re.compile(rf"\b{re.escape(own[0])}\b", re.I)
    read = (p for work in works for p in audit.read_of.get(work, ()))
    here = _DENIES.fullmatch(own[0]) is not None  # "the source has no such group" names what it denies
    texts = (
        p.text.replace(sentence, " ") if p.id == near.passage else p.text for p in read if here or p.id != near.passage
    )
    return any(word.search(text) and len(words & ev.stems(text)) >= shared for text in texts)


def _not_comparable(audit: Audit, claim: Claim, near: Evidence, sentence: str) -> bool:
    """Whether what differs are no two figures of one sort: "two groups" and 640 babies, an age and a time."""
    own, other = differing(audit, claim, near)
    if len(own) != 1 or len(other) != 1 or near.issue not in ev.NUMERIC:
        return False
    said = figures(claim) if claim.quantities else figures_of(own[0])
    there = figures_of(other[0])
    ages = any(q.denominator == "age" for q in figures_of(sentence))
    mine = [q for q in said if q.text == own[0] and (q.denominator != "age" or ages)]
    return not any(quantities.agree(q, other) is not None for q in mine for other in there)


def _from_another_age(claim: Claim, near: Evidence, sentence: str) -> bool:
    """Whether both tell from what age on something holds, and the ages differ."""
    if near.issue != "number" or not (_FROM_AGE.search(claim.standalone) and _FROM_AGE.search(sentence)):
        return False
    mine, there = (
        {q.low for q in found if q.denominator == "age"} for found in (claim.quantities, figures_of(sentence))
    )
    return len(mine) == len(there) == 1 and mine != there
