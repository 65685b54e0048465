"""What was measured: the sentence tells an outcome that the source did not measure, or for which it measured another
thing ("bone density" for "fractures")."""

from __future__ import annotations

import re
from functools import cache

from citewarden.checks import _evidence as ev
from citewarden.checks._apart import effects
from citewarden.checks._apart.asked import Apart, beside, is_short, kin, sentences, telling, titles
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage

_NOT_MEASURED = re.compile(
    r"\b(?P<said>(?:was|were) (?:not|never) (?:\w+ly )?(?:measured|assessed|recorded"
    r"|studied"
    r"|compared|examined|evaluated|counted|looked at|investigated|reported"
    r"|(?:an? |the )?(?:\w+ )?(?:outcomes?|endpoints?))"
    r"|(?:did not|didn['’]t) (?:measure|assess|record|study|examine|evaluate|count|look at|investigate)"
    r"|(?:was|were) too (?:small|short|few)(?: (?:and|or) too (?:small|short|few))? to (?:assess|study|examine|evaluate"
    r"|judge|investigate|look at|analy[sz]e|show|say anything (?:about|on|of))"
    r"|(?:was|were) not (?:designed|powered|large enough|long enough|meant|set up) to (?:assess|study|examine|evaluate"
    r"|judge|investigate|look at|analy[sz]e|detect|show|measure|say anything (?:about|on|of))"
    r"(?: (?:any )?(?:differences?|changes?|effects?) (?:in|on))?"
    r"|(?:has|have) not (?:yet )?been (?:measured|assessed|studied|examined|evaluated|investigated|tested))\b",
    re.I,
)


_IN_WAYS = re.compile(
    r"\b(?:ways|factors|things|that|which) (?:that |which )?(?:we |they |the (?:study|trial) )?\Z", re.I
)
"""What leads to what else may have mattered: "in ways that we did not measure"."""
_OF_A_PART = re.compile(r"\A\W*(?:the |its )?(?P<part>[a-z]{3,}) (?:symptoms|signs|complaints)\W*\Z", re.I)
"""Signs of a part of the body: "nose symptoms"."""
_FREEDOM = re.compile(r"\bfreedom from\b", re.I)
_FREE = re.compile(r"\b(?:free of|free from|without|no) (?:\w+ )?\w+", re.I)
_TIMES = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?|minutes?|start|began|later|within)\b", re.I)


def not_measured(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect on what the source says that it did not measure."""
    told = effects.outcome(claim) or _reached(claim)
    if not told or _NOT_MEASURED.search(claim.standalone):
        return None
    told |= kin(claim.standalone) - telling(claim.standalone) | _of_one_sort(claim.standalone)
    for passage, sentence in sentences(read):
        found = _NOT_MEASURED.search(sentence)
        if found and _IN_WAYS.search(sentence[: found.start()]):
            continue
        parts = [telling(_TIMES.sub(" ", part)) for part in _parts(_of_it(sentence, found))] if found else []
        named = next((part for part in parts if part and part <= told), frozenset[str]())
        part = _OF_A_PART.search(_of_it(sentence, found)) if found else None
        own = re.search(rf"\b{re.escape(part['part'])}s?\b", claim.standalone, re.I) if part else None
        if found and own:
            return beside(audit, own[0], found["said"], passage, sentence, "Tell what was measured.")
        if found and named:
            return beside(audit, _named(claim, sentence), found["said"], passage, sentence, "Tell what was measured.")
    return None


def _reached(claim: Claim) -> frozenset[str]:
    """The telling words of what a claim gives a share of people for: "39% were free of pain"."""
    shares = any(q.unit == "%" and q.denominator != "age" for q in claim.quantities)
    found = _FREE.search(claim.standalone) if shares and not claim.hypothetical else None
    return telling(found[0]) if found else frozenset()


def _of_it(sentence: str, found: re.Match[str]) -> str:
    """What of a sentence was not measured: what stands before "was not measured", after "did not measure", without what
    says more of it ("products that are sold ...")."""
    clause = re.split(r"[;:]|, (?:and|but|so) |\b(?:but|so) ", sentence[: found.start()])[-1]
    told = found["said"].lower()
    before = not told.startswith("did") and (" to " not in told or not telling(sentence[found.end() :]))
    said = clause if before else re.split(r"[;:,]|\b(?:and|nor|or)\b", sentence[found.end() :])[0]
    said = _OCCURRENCE.sub(" ", _FREEDOM.sub("free", said))
    return re.split(r"\b(?:that|which|who|of|in|for|among|during|after|with)\b", said)[0]


_OCCURRENCE = re.compile(
    r"\b(?:the )?(?:need for|admissions? to|progression to|development of|risk of|rates? of|numbers? of|incidence of"
    r"|occurrence of|frequency of|changes? in|effects? on)\b",
    re.I,
)
"""What of an outcome says only that it comes about."""
_BETWEEN = re.compile(r",? (?:and|or|nor|such as|including|like) |, ")


def _parts(what: str) -> list[str]:
    """What was not measured, whole and part by part: "outcomes such as heart failure"."""
    return [what, *_BETWEEN.split(what)]


def _of_one_sort(text: str) -> frozenset[str]:
    """The telling words of the other names under which studies count what befalls people in a text: "cardiovascular
    events" of "heart attacks"."""
    rows = lexicon("outcomes")["outcomes"]
    return telling(" ".join(str(w) for row in rows if _any(row["told"]).search(text) for w in row["told"]))


def _named(claim: Claim, sentence: str) -> str:
    """The first word of a claim that a sentence has too."""
    there = telling(sentence)
    return next((w for w in re.findall(r"[\w’'-]+", claim.standalone) if telling(w) & there), claim.standalone)


def for_another(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect on illness or death, its sources name none and measured a sign of it."""
    if not effects.told(claim) or not all(is_short(audit, p.work) for p in read):
        return None
    whole = " ".join([*(p.text for p in read), *(titles(audit, work) for work in {p.work for p in read})])
    for outcome, signs in _outcomes():
        said = outcome.search(claim.standalone)
        if said is None or outcome.search(whole) or signs.search(claim.standalone):
            continue
        for passage, sentence in sentences(read):
            if sign := signs.search(sentence):
                return Apart(
                    f"The article tells of “{said[0]}”; {ev.source_read(audit, passage)} measured “{sign[0]}” and does"
                    f" not speak of it: {ev.quoted(sentence)}. Tell what was measured, or cite another source.",
                    passage,
                    sentence,
                )
    return None


@cache
def _outcomes() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What befalls people, and the signs that are measured for it."""
    rows = lexicon("outcomes")["outcomes"]
    return tuple((_any(row["told"]), _any(row["measured"])) for row in rows)


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(w)) for w in words)})\b", re.I)
