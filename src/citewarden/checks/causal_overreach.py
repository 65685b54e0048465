"""The article tells a cause where the source found an association.

## What it does
Fires when a claim uses the language of cause ("causes", "prevents", "lowers") and the listed source that speaks of it
reports an association, or is an observational study. Where the sentence has marks, only the sources they name count;
where it has none, the source must name both the cause and what it does. "May cause" never fires.

## Why it matters
People who do one thing differ in many others. A third of press releases turned correlation into cause, and the news
followed them (Sumner and others 2014).

## What to do
Write "is linked to" or "people who ... had fewer ...", or cite a trial.

## When it is wrong
When cause is settled by other evidence (smoking and lung cancer): cite that. When the study is a trial whose record
does not say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import sentences
from citewarden.model import Audit, Claim, Evidence, Finding, Level, Owner, Passage
from citewarden.text import scales

LEVEL = Level.WARNING
OWNER = Owner.EDITOR
_DRAWS = re.compile(
    r"\b(?:because (?:they|he|she|of)|thanks to|due to|owing to|as a result of"
    r"|(?:make|makes|made) (?:[\w’'-]+ ){1,4}?(?:more|less|go|live)"
    r"|(?:gave|gives?) (?:[\w’'-]+ ){1,3}?(?:a |an )?(?:higher|lower|more|fewer|better|worse)"
    r"|is what (?:makes?|causes?|gives?)|to blame for|(?:is|are|was) behind"
    r"|(?:is|are) (?:good|bad) for|(?:as|which|and) (?:the "
    r"|this )?(?:\w+ )?(?:proves?|proved|proven))\b",
    re.I,
)
"""What draws a cause without a verb of one."""
_AWAY = re.compile(
    r"\b(?:(?:keeps?|kept) (?:[\w’'-]+ ){1,3}away|(?:protects?|shields?|guards?"
    r"|protected) (?:[\w’'-]+ ){0,4}?(?:from|against))\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:(?:not|cannot|can['’]t) (?:\w+ ){0,3}(?:prove|allow|conclu\w+|show|establish)\b[^.;]{0,40}\b(?:caus\w+"
    r"|reasons?|responsible|itself|bring(?:s|ing)? about|set(?:s|ting)? off|led to|brought)"
    r"|observational\b[^.;]{0,60}\b(?:cannot|not)\b|not proven|\bseparate\b[^.;]{0,30}\bcause"
    r"|\bwhether\b[^.;]{0,80}\b(?:responsible|caus\w+|the reason)\b[^.;]{0,80}\b(?:not|unknown|open|unclear)\b"
    r"|cause and effect|confound\w+|reverse causation|(?:may|might|need) not be causal"
    r"|causa(?:lity|tion)\b[^.;]{0,40}\b(?:un\w+"
    r"|not|open|cannot)|direction of (?:the |this )?(?:relationship|association|link"
    r"|effect) (?:is|was|remains) (?:un\w+|not)"
    r"|cannot separate|shared (?:underlying )?(?:causes?|pathology"
    r"|risk factors?)\b[^.;]{0,40}\b(?:may|might|could) explain"
    r"|not (?:necessarily )?(?:causal|the cause)|proof of caus\w+)\b",
    re.I,
)
"""What says that a study leaves open what is the cause."""
_BY_DOING = re.compile(
    r"(?:[A-Z]\w+ing|(?:[A-Z]\w+ )?(?i:diet|exercise|sleep|coffee|tea|weight loss|walking|smoking|drinking))\b"
    r"[^,.;]{0,60}?"
    r"\b(?P<verb>brings?|keeps?|stops?|clears?|restores?|heals?|protects?|prevents?|shortens?|lengthens?|eases?|lowers?"
    r"|raises?|cuts?|halves|doubles|wards? off|reverses?|improves?|reduces?|increases?|sets? off|gives?|makes?)\b"
)
_OWNS_UP = re.compile(
    r"\b(?:whether|nobody knows|no one knows|un(?:known|clear|certain|proven)"
    r"|not (?:yet )?(?:known|clear|proven|show\w*))\b",
    re.I,
)
"""What says in the sentence itself that the cause is open."""
_ENDS = re.compile(r"[.!][\s\d\[\]()^,–-]*\Z|\]\s*[.!]\s*\Z")
_STATE = re.compile(
    r"(?:\b(?:an?|the|of|with|had|have|has|having|at|percent|per cent|times|fold|much|slightly|somewhat|far|even|no"
    r"|their|was|were|is|are)|[%\d])[ -]\Z",
    re.I,
)
"""What stands before a word that says how a thing is and not what was done to it: "a 35 percent lower risk"."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim of cause that rests on association."""
    for claim in audit.claims:
        drawn = ev.concluded_from(audit, claim)
        cited = set(drawn or ev.candidates(audit, claim))
        rows = [e for e in audit.evidence_of.get(claim.id, ()) if e.passage in audit.passage_of and e.work in cited]
        cause = (
            _cause(claim.standalone)
            or _called_cause(claim, rows)
            or _drawn(claim)
            or _keeps_away(claim)
            or _plain_effect(claim)
        )
        if not cause or claim.hypothetical:
            continue
        if (open_ := _OWNS_UP.search(claim.standalone)) and open_.end() <= claim.standalone.find(cause):
            continue  # "nobody knows whether it prevents strokes"
        if scales.modality(claim.standalone)[1] in (0, 1):
            continue
        if _REASON.fullmatch(cause) and any(_gives_it(claim, cause, audit.passage_of[e.passage]) for e in rows):
            continue
        shown = next(
            (
                (e, audit.passage_of[e.passage])
                for e in rows
                if _weaker(claim, cause, e, audit.passage_of[e.passage], bool(drawn))
            ),
            None,
        )
        stronger = any(
            e.label == "SUPPORT"
            and audit.passage_of[e.passage].design.get("kind") in ("trial", "systematic review", "guideline")
            for e in rows
        )
        if shown is None and (found := _disclaimed(audit, claim, cited)):
            yield found
            continue
        if shown is None or stronger or not _on_the_same(claim, cause, shown[1], bool(drawn)):
            continue
        row, passage = shown
        kind = str(passage.design.get("kind", "")) or "an association"
        yield ev.finding(
            audit,
            "causal-overreach",
            claim,
            f"“{cause}” tells a cause; {ev.source_name(audit, row.work)}"
            f" {'is an observational study' if _OBSERVATIONAL.search(kind) else 'reports an association'}:"
            f" {ev.quoted(ev.sentence(row, passage))}. Write “is linked to”, or cite a trial.",
            level=LEVEL,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
        )


def _cause(text: str) -> str:
    """The first word of cause of a text, as written: none that a hedge softens, none that says how a thing is ("a lower
    risk", "increased levels")."""
    if scales.causal(text)[1] < scales.top("causal"):
        return ""
    hits = scales.all_of("causal", text)
    return next((w for w, step, at in hits if step == scales.top("causal") and not _STATE.search(text[:at])), "")


_REASON = re.compile(r"because of|due to|owing to|as a result of|on account of|for (?:the )?reasons? of", re.I)
"""What leads in why people did a thing: "dropped out because of side effects"."""


def _gives_it(claim: Claim, cause: str, passage: Passage) -> bool:
    """Whether a source tells the reason itself, of something that the claim says before it: who left, and why."""
    done = _beginnings(claim.standalone.partition(cause)[0])
    return any(
        done & _beginnings(sentence[: m.start()])
        for _, sentence in sentences([passage])
        for m in _REASON.finditer(sentence)
    )


def _beginnings(text: str) -> set[str]:
    """How the words of a text begin, so that "dropped out" is "drop out"."""
    return {word[:4] for word in re.findall(r"[^\W\d_]{4,}", text.casefold()) if word not in _BARE}


def _drawn(claim: Claim) -> str:
    """The words by which a sentence with a mark draws a cause: "because of it", "is good for the heart"."""
    found = _DRAWS.search(claim.standalone) if claim.citations else None
    return found[0] if found else ""


def _plain_effect(claim: Claim) -> str:
    """The verb by which a sentence with a mark says what doing something brings: "losing weight brings it back"."""
    found = _BY_DOING.match(claim.standalone) if claim.citations and not claim.negated else None
    return found["verb"] if found else ""


def _disclaimed(audit: Audit, claim: Claim, works: set[str]) -> Finding | None:
    """A claim of cause of whose source one sentence says that it cannot tell what the cause is."""
    if claim.negated or _OWNS_UP.search(claim.standalone):
        return None
    told = len(works) == 1 and claim.citations and _ENDS.search(claim.text)  # a caption names, and tells nothing
    read = ev.read_of(audit, sorted(works)) if told else []
    for passage, sentence in sentences(read):
        if _OPEN.search(sentence):
            cause = _cause(claim.standalone) or _plain_effect(claim) or _keeps_away(claim) or _drawn(claim)
            if not cause:
                return None
            return ev.finding(
                audit,
                "causal-overreach",
                claim,
                f"“{cause}” tells a cause; {ev.source_name(audit, passage.work)} says that it cannot tell:"
                f" {ev.quoted(sentence)}. Write “is linked to”, or cite a trial.",
                level=LEVEL,
                owner=OWNER,
                related=[ev.excerpt(audit, passage, sentence)],
                confidence=0.8,
            )
    return None


def _called_cause(claim: Claim, rows: list[Evidence]) -> str:
    """The word of a weaker cause ("raises the risk") that a passage does not carry."""
    hits = scales.all_of("causal", claim.standalone) if any(e.issue == "causal" for e in rows) else ()
    return next((word for word, step, _ in hits if step == scales.top("causal") - 1), "")


def _keeps_away(claim: Claim) -> str:
    """The words of a cause that stand apart: "keeps dementia away"."""
    found = _AWAY.search(claim.standalone)
    return found[0] if found and not claim.negated else ""


def _weaker(claim: Claim, cause: str, row: Evidence, passage: Passage, drawn: bool) -> bool:
    if row.issue == "causal":
        return True
    if not _OBSERVATIONAL.search(str(passage.design.get("kind", ""))) or row.label == "CONTRADICT":
        return False
    return (row.label == "SUPPORT" and passage.reach != "note") or _linked(claim, cause, passage.text, drawn)


def _linked(claim: Claim, word: str, said: str, drawn: bool) -> bool:
    """Whether a sentence of the source that the mark names, or that before a conclusion `drawn` from it, reports a link
    with what the claim calls an effect."""
    before, _, after = claim.standalone.partition(word)
    effect = _stems(
        claim.standalone if _AWAY.fullmatch(word) else f"{before} {after}" if _DRAWS.fullmatch(word) else after
    )
    linked = _OPEN.search(said) or any(
        step == 0 for _, step, _ in scales.all_of("causal", said)
    )  # also "associated with an increased risk"
    return (drawn or bool(claim.citations)) and bool(linked) and bool(effect & _stems(said))


def _on_the_same(claim: Claim, word: str, passage: Passage, drawn: bool) -> bool:
    """Whether a passage speaks of what the claim does: of cause and effect, or of one of them where a mark names it."""
    cause, _, effect = claim.standalone.partition(word)
    there = _stems(passage.text)
    named = [bool(_stems(side) & there) for side in (cause, effect)]
    if _AWAY.fullmatch(word):
        named = [bool(_stems(claim.standalone) & there)]
    return any(named) if drawn or claim.citations else all(named)


def _stems(text: str) -> set[str]:
    """How the words that name things begin."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold()) if word not in _BARE}


_OBSERVATIONAL = re.compile(
    r"\b(?:observational|cohort|case[- ](?:control|crossover)|cross[- ]sectional|ecological|registry|register"
    r"|survey)\b",
    re.I,
)
"""Kinds of study that watch and do not treat."""
_BARE_WORDS = """
    people person patients adults children women those them they this that these with from into over your their have
    more most less risk when which because also about some many each years study studies
"""
_BARE = frozenset(_BARE_WORDS.split())
