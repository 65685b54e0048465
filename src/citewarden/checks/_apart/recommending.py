"""How strongly something is advised: the sentence recommends it, the guideline has it considered."""

from __future__ import annotations

import re
from itertools import pairwise

from citewarden.checks._apart.asked import (
    Apart,
    around,
    beside,
    closest,
    fine_words,
    sentences,
    telling,
    titles,
    words_of,
)
from citewarden.model import Audit, Claim, Passage

_NOT = re.compile(r"\b(?:not|never|n['’]t|only if|avoid|against)\b", re.I)
_RARELY = re.compile(r"\b(?:rarely|seldom|hardly|without|no longer|except|unless|nothing)\b", re.I)
_FOR = re.compile(
    r"\A(?:take|use|give|make|put|apply|offer|try|keep|have)\b|\b(?:recommend\w*|first (?:choice|step|line)"
    r"|(?:sound|good|safe|sensible|reasonable|fine|useful|handy) (?:choice|option|remedy|idea|way|stopgap|bet)s?"
    r"|(?:should|can|may|must|needs? to|has to|have to) (?:also )?be (?:used|given|taken|offered|stopped|tried|put"
    r"|applied"
    r"|made|done|treated|added|started|begun|prescribed|continued|eaten|drunk|rubbed|restricted|repeated|ordered)"
    r"|(?:should|must|needs?|have to|has to) (?:take|use|have|get|give|stop|avoid|eat|drink)|every(?:one"
    r"|body)?\b[^.;]{0,20}\bneeds?"
    r"|you (?:can|may|could) (?:\w+ly |also |just )?(?:take|use|stop|drink|eat|skip|give up|leave"
    r"|give|put(?! up\b)|try|mix"
    r"|combine)"
    r"|(?:is|are) (?:the |an? )?(?:best|right|usual|first|ideal|preferred|obvious) (?:\w+ )?(?:medicine|drug|choice"
    r"|treatment"
    r"|remedy|thing|way|step|option|test)"
    r"|(?:is|are) worth (?:trying|a try|using)"
    r"|(?:is|are) (?:fine|safe|good|right|best|allowed))\b",
    re.I,
)
_AGAINST = re.compile(
    r"(?P<do>(?:\A|[.;:,] )(?:(?:do not|don['’]t)(?! (?:need|have to|worry))|never|avoid)\b|\b(?:advise|tell|ask|warn"
    r"|urge)[sd]?(?: \w+){0,4} (?:not to|against)\b)|\b(?:(?:is|are) not (?:recommended|advised|suitable"
    r"|indicated|allowed)"
    r"|must not|should not|should never|(?:should|must|(?:is|are) to) be avoided|contraindicated)\b",
    re.I,
)
_UNLESS = re.compile(r"\b(?:unless|except|only|routinely|alone|before|until|if|when|more than)\b", re.I)
_ALWAYS = re.compile(
    r"\b(?:always|every(?:one|body)?|of any age|at any age|all of (?:them|us|you)"
    r"|all (?:the )?(?:people|patients|adults|children|(?:wo)?men|babies)|in any case"
    r"|first (?:choice|step|line))\b",
    re.I,
)
_KEPT = re.compile(
    r"\b(?:(?:is|are|be) (?:reserved|kept|meant) for|only (?:for|in|if|when|after)|a last resort)\b", re.I
)
_AIM = re.compile(r"\b(?:aim|goal|target|idea|purpose|point|hope|plan|intention|task|first thing)\b[^.;]{0,30}\Z", re.I)
"""What stands before an "is to" that only tells what is aimed at."""
_HALVES = re.compile(r"[;:] |, (?:and|but|while|whereas|though|although) ", re.I)
_OBJECT_ENDS = re.compile(
    r"\b(?:to|for|in|with|without|on|at|by|after|before|during|if|when|while|whom?|whose|that|alone|together|as|from"
    r"|unless|because|since|until|solely|only)\b|[,;:(]",
    re.I,
)
"""Where the thing that is advised against ends, and whom, when or why begins."""
_DOING = telling("offer give take prescribe recommend apply drink start order begin treat choose have routine")
"""Verbs by which a thing is advised against, whatever is done with it."""
_FORMS = telling(
    "tablet tablets capsule capsules pill pills cream drops spray injection injections medicine medicines drug"
)
"""In what a thing is given, which says nothing of what it is."""
_LIMIT = re.compile(
    r"\b(?:no|not) (?:more|longer|fewer|less|later|sooner|higher|lower) than\b|\bat (?:most|least)\b", re.I
)
"""What sets a limit to a thing, however strongly the thing itself is advised."""
TOLD = 2
"""Telling words that a sentence of the source must have in common with the article's."""


def firmer(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that all should, the closest one of the source that one may."""
    text = claim.standalone
    firm = words_of("firm", "strengths").search(text)
    if (
        firm is None
        or claim.hypothetical
        or _NOT.search(text)
        or _LIMIT.search(text)
        or words_of("soft", "strengths").search(text)
    ):
        return None
    found = closest(telling(text), read, titles(audit, read[0].work) if len(read) == 1 else "", claim.standalone)
    soft = words_of("soft", "strengths").search(found[1]) if found else None
    if soft is None and (named := _on_thing(text[firm.end() :], read)):
        found, soft = named, words_of("soft", "strengths").search(named[1])
    if found is None or soft is None or words_of("firm", "strengths").search(found[1]):
        return None
    if _AIM.search(text[: firm.start()]) or not _is_of_clause(text, found[1], soft.start()):
        return None
    return beside(audit, firm[0], soft[0], *found, todo="Use its strength.")


def _on_thing(behind: str, read: list[Passage]) -> tuple[Passage, str] | None:
    """The one sentence of a source that names what is advised, as the words behind the advice tell it."""
    thing = telling(_OBJECT_ENDS.split(behind.lstrip())[0]) - _DOING
    rows = [(passage, text) for passage, text in sentences(read) if thing & telling(text)]
    return rows[0] if thing and len(rows) == 1 and thing <= telling(rows[0][1]) else None


def _is_of_clause(said: str, there: str, at: int) -> bool:
    """Whether no other clause of a source's sentence than that at a place has more words and figures of a claim: one
    half may advise what the other has considered."""
    cuts = [0, *(m.end() for m in _HALVES.finditer(there)), len(there)]
    shared = [(a <= at < b, len(fine_words(said) & fine_words(there[a:b]))) for a, b in pairwise(cuts)]
    own = next((n for here, n in shared if here), 0)
    return all(n <= own for here, n in shared if not here)


def advised_against(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence advises or allows what the one sentence of the source on it advises against."""
    text = claim.standalone
    own = _FOR.search(text)
    if own is None or claim.negated or _NOT.search(text) or _RARELY.search(text):
        return None
    words = telling(text)
    for passage, sentence in sentences(read):
        there = _AGAINST.search(sentence)
        if there is None or _UNLESS.search(_of_course(text, sentence)):
            continue
        clause = sentence[there.end() :] if there["do"] else sentence[: there.start()]
        doing = telling(clause.split(maxsplit=1)[0]) - _DOING if there["do"] and clause.strip() else frozenset[str]()
        if doing and not doing <= words:
            continue  # "do not stop it suddenly" says nothing against taking it
        if _says_so_too(audit, claim, sentence):
            continue
        about = telling(re.split(r"[;:]", clause)[0 if there["do"] else -1]) & words
        thing = telling(_OBJECT_ENDS.split(clause if there["do"] else _HALVES.split(clause)[-1])[0]) - _DOING
        thing = thing - _FORMS or thing
        if thing and not thing & words:
            continue  # "do not give it to people with heart failure" says nothing of what else these may have
        told = [t for _, t in sentences(read) if telling(t) & about]
        if about and (len(told) == 1 or len(about) >= TOLD):
            return beside(audit, own[0].strip(), there[0].strip(" ,;:"), passage, sentence)
    return None


_ROUTINE = re.compile(r"\b(?:routine(?:ly)?|as a matter of course|by default)\b", re.I)
"""What has a thing done for everybody alike."""


def _of_course(said: str, there: str) -> str:
    """What a source advises against, without the word that has it done routinely where the article has that, too."""
    always = _ROUTINE.search(said) or _ALWAYS.search(said) or _MOSTLY.search(said)
    return _ROUTINE.sub(" ", there) if always else there


_MOSTLY = re.compile(r"\b(?:most (?!common|often)\w+|usually|generally|as a rule|normally)\b", re.I)
"""What has a thing done for nearly all, or mostly."""


def allowed(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence forbids what a sentence of the source on it allows in so many words."""
    text = claim.standalone
    own = words_of("forbidding", "strengths").search(text)
    if own is None or _NOT.search(text.replace(own[0], " ")) or _HOLDS_BACK.search(text.replace(own[0], " ")):
        return None
    words = telling(text)
    for passage, sentence in sentences(read):
        there = words_of("allowing", "strengths").search(sentence)
        if there is None or _HOLDS_BACK.search(sentence[there.start() :]):
            continue
        whom = telling(sentence[there.end() :].split(",")[0]) - _DOING
        if whom & words and len(words & telling(sentence)) >= TOLD:
            return beside(audit, own[0], there[0], passage, sentence)
    return None


_HOLDS_BACK = re.compile(r"\b(?:not|never|unless|except|only|but|until|before|avoid)\b", re.I)


_AFTER_NEED = re.compile(r"\A .{0,20}?\b(?:for|in|people|patients|adults|children|those|women|men)\b.*", re.I | re.S)
"""Whom a thing is for, as the words after "is advised in" tell."""


def _says_so_too(audit: Audit, claim: Claim, sentence: str) -> bool:
    """Whether a sentence's paragraph holds back in nearly the words of the source."""
    there, here = telling(sentence), around(audit, claim)
    return bool(_NOT.search(here)) and len(there & telling(here)) >= MOST * len(there)


MOST = 0.6
"""Share of the telling words of what a source advises against from which a paragraph says the same."""


def wider(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence advises for all or always what a sentence of the source keeps for some."""
    own = _ALWAYS.search(claim.standalone) or words_of("everyone", "strengths").search(claim.standalone)
    if own is None or claim.hypothetical or _NOT.search(claim.standalone) or _KEPT.search(claim.standalone):
        return None
    words = telling(claim.standalone)
    for passage, sentence in sentences(read):
        others = words_of("others", "strengths").search(sentence)
        there = _KEPT.search(sentence) or others
        thing = telling(sentence[: others.start()] + _AFTER_NEED.sub("", sentence[others.end() :])) if others else words
        if there and thing & words and len(telling(sentence) & words) >= TOLD:
            return beside(audit, own[0], there[0], passage, sentence, "Name the group of the source.")
    return None
