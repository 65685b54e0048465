"""Of whom a share is: the sentence gives of all what the source gives of those who had something."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, beside, sentences, telling
from citewarden.checks._figures import figures, quantities_of
from citewarden.checks._same_figures import is_same
from citewarden.model import Audit, Claim, Passage, Quantity

_OF = re.compile(
    r"\b(?:[Oo]f|[Aa]mong|[Ii]n) (?:all |the |these |those )*(?:[\d,.]+ )?(?P<who>people|patients|adults|women|men"
    r"|children|pupils|participants|mothers|babies"
    r"|infants|boys|girls|users|workers|teenagers|students|nurses|those|drivers|runners|swimmers|players"
    r"|residents|(?<=\d )(?=who\b)) ?(?:with|who(?: \w+ly)? \w+|in whom)"
    r" (?P<what>[^,;:.]{3,60}), "
)
"""A part of those studied, at the head of what is given of them: "Of the 90 people with a rash, ..."."""
_WHOM = re.compile(r"\W*(?P<of>of )?(?:all )?(?:of )?(?:the |those |these )*(?P<who>(?:[\w’'-]+ ?){1,6})", re.I)
_THEM = re.compile(r"(?:\w+ )?(?:them|these|those|whom|which|it|such)\b", re.I)


_OF_COUNT = re.compile(
    r"\b(?:Of|Among) (?:the |these |those |all )*(?P<n>\d[\d,]*)"
    r"(?: (?:people|patients|adults|(?:wo)?men|children|pupils|mothers|participants|babies))?, "
)
"""A part that a source counted before: "Of the 690, ..."."""
_VERB = re.compile(
    r"\b(?:ha[sd]|have|gets?|needs?|takes?|says?|knows?|feels?|goes|go|w[ae]s|were|is|are|d(?:id|oes|o)|went|got|took|said|could|can|will|felt|knew|needed|stopped)\b"
)


def of_a_count(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A share that the sentence gives of all those studied, and the source of those whom it counted as part of them."""
    for own in (q for q in figures(claim) if q.unit == "%" and q.denominator != "age"):
        at = claim.text.find(own.text)
        whom = _WHOM.match(claim.text, at + len(own.text)) if at >= 0 else None
        if whom is None or _THEM.match(whom["who"]) or not (whom["of"] or " in " in own.text):
            continue
        who = telling(_VERB.split(whom["who"])[0])
        for passage, sentence in sentences(read):
            part = _OF_COUNT.search(sentence)
            if part is None or not any(is_same(own, q) for q in quantities_of(sentence[part.end() :])):
                continue
            named = [text for _, text in sentences(read) if text != sentence and _counts_part(part["n"], text)]
            if named and who and not any(who & _of_part(part["n"], text) for text in named):
                return _told(audit, own, whom, part[0], passage, sentence)
    return None


def _told(audit: Audit, own: Quantity, whom: re.Match[str], part: str, passage: Passage, sentence: str) -> Apart:
    said = " ".join([own.text, *(["of"] if whom["of"] else ()), *whom["who"].split()[:WORDS]])
    return Apart(
        f"“{said}” in the article; {ev.source_read(audit, passage)} gives that “{part.strip(' ,')}”:"
        f" {ev.quoted(sentence)}. Say of whom it is.",
        passage,
        sentence,
    )


def _counts_part(number: str, text: str) -> bool:
    """Whether a sentence says that so many are a share of others: "in 690 (6.9%)"."""
    return re.search(rf"(?<![\d,.]){number} \(\d[\d.]* ?%\)", text) is not None


def _of_part(number: str, text: str) -> frozenset[str]:
    """The telling words of a sentence up to the count of those of whom it tells."""
    return telling(text[: text.find(number)])


_PLAIN = telling("a diagnosis diagnosed the condition disease disorder illness symptoms it")
"""What a part may have that says no more than that it has what the source is on."""
_ALL_COUNTED = re.compile(r"(?:Of|Among|In) (?:all )?(?!(?:the|these|those)\b)\d[\d,]* ")
"""How all of those studied are counted first: "Of 830 patients with a fracture, ..."."""
_OF_ALL = re.compile(r" of (?:all|every)\b", re.I)
_ALL_STUDIED = re.compile(
    r"(?:participants|volunteers|respondents|people (?:in|who took part in) the (?:trial|study))\b", re.I
)
"""All of those studied, whoever they were."""


def _whom(text: str, start: int, end: int) -> re.Match[str] | None:
    """Of whom a share is: who is named before it ("Of all tested, 9%") or behind it."""
    return _AHEAD.search(text[:start]) or _WHOM.match(text, end)


_AHEAD = re.compile(
    r"\b(?P<of>of|among) (?:all )?(?:of )?(?:the |those |these )*(?P<who>[\w’'-][^,;:.]{3,80}),"
    r" (?:about |around |some |only |just |nearly )?\Z",
    re.I,
)


def of_a_part(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A share that the sentence gives of a whole group, and the source of those of it who had something."""
    whole = [q for _, text in sentences(read) if not _OF.search(text) for q in quantities_of(text)]
    for own in (q for q in figures(claim) if q.unit == "%" and q.denominator != "age"):
        in_words = not re.search(r"\d", own.text)
        if any(q.unit == "%" and (q.low == own.low or (in_words and is_same(own, q))) for q in whole):
            continue
        at = claim.text.find(own.text)  # as printed: nothing that a pronoun stands for narrows it
        whom = _whom(claim.text, at, at + len(own.text)) if at >= 0 else None
        if (
            whom is None
            or _THEM.match(whom["who"])
            or _ALL_STUDIED.match(whom["who"])
            or not (whom["of"] or " in " in own.text)
        ):
            continue
        for passage, sentence in sentences(read):
            part = _OF.search(sentence)
            if part is None or not any(is_same(own, q) for q in quantities_of(sentence[part.end() :])):
                continue
            if _ALL_COUNTED.match(part[0]) and not _OF_ALL.match(claim.text, at + len(own.text)):
                continue
            what = telling(part["what"]) - _PLAIN
            if _counted_before(claim.text[at + len(own.text) :], sentence, read):
                return _told(audit, own, whom, part[0], passage, sentence)
            if what and not what & telling(whom["who"]) and not what & telling(claim.text[:at]):
                return _told(audit, own, whom, part[0], passage, sentence)
    return None


def _counted_before(said: str, there: str, read: list[Passage]) -> bool:
    """Whether those with a thing, of whom a share is told, are whom another sentence of the source counts, and those of
    whom it gives the share a part of them: "of people with it", "Of the 900 people with it, 300 used a spray", "Of the
    300 who used a spray"."""
    mine, part = _WITH_IT.match(said), _OF.search(there)
    named = telling(mine["what"]) if mine else frozenset[str]()
    counts = {q.low for q in quantities_of(part[0]) if q.unit == "1"} if part else set()
    return (
        bool(named and part and counts)
        and any(
            (whole := _OF.search(text)) is not None
            and text != there
            and named & telling(whole["what"])
            and any(q.low in counts for q in quantities_of(text[whole.end() :]))
            for _, text in sentences(read)
        )
        and not named & telling(part["what"] if part else "")
    )


_WITH_IT = re.compile(
    r"\W*of (?:the |all )?(?:people|those|patients|adults|women|men|children) with (?P<what>[\w-]+(?: [\w-]+)?)", re.I
)


def of_the_other(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """ "60% of people with vein disease have an ulcer", where the source counts those with vein disease among the
    people with an ulcer."""
    for own in (q for q in figures(claim) if q.unit == "%" and q.denominator != "age"):
        whom = _WITH_IT.match(claim.standalone, own.end)
        if whom is None:
            continue
        pronoun = whom["what"].split()[0].lower() in ("it", "them", "this")
        named = telling(claim.standalone[: own.start] if pronoun else whom["what"])
        for passage, sentence in sentences(read):
            for q in quantities_of(sentence):
                counted = _COUNTED_IN.search(sentence[: q.start]) if q.unit == "%" and is_same(own, q) else None
                if counted and named & telling(counted["what"]):
                    return beside(
                        audit,
                        f"{own.text}{whom[0]}",
                        f"{counted[0].strip()}{q.text}",
                        passage,
                        sentence,
                        "Say of whom it is.",
                    )
    return None


_COUNTED_IN = re.compile(r"(?<![\w-])(?P<what>(?:[\w-]{1,30} ){1,4}?)in \d[\d,]{0,12} \(\Z", re.I)
"""What is counted, right before its count and share: "venous disease in 576 ("."""
_ONE_OF = re.compile(r"\b(?:one|1) (?P<who>woman|man|child|adult|girl|boy|baby) in \w+", re.I)
_MANY = {
    "woman": "women",
    "man": "men",
    "child": "children",
    "adult": "adults",
    "girl": "girls",
    "boy": "boys",
    "baby": "babies",
}


def of_another_whole(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """ "One woman in four", where the source gives of women another share, and that one of nobody."""
    for said in _ONE_OF.finditer(claim.standalone):
        own = next((q for q in claim.quantities if q.unit == "%" and said.start() <= q.start < said.end()), None)
        own = own or next((q for q in quantities_of(said[0].replace(said["who"] + " ", "")) if q.unit == "%"), None)
        of_them = re.compile(rf"\bof (?:the )?[\d,]+ {_MANY[said['who'].lower()]} \((?P<share>[\d.]+ ?%)\)", re.I)
        rows = [(m, p, text) for p, text in sentences(read) for m in of_them.finditer(text)]
        if own and rows and not any(is_same(own, q) for _, _, text in rows for q in quantities_of(text)):
            there, passage, text = rows[0]
            return beside(audit, said[0], there[0], passage, text, "Say of whom it is.")
    return None


WORDS = 3
"""Words of whom a share is of that a message names."""
