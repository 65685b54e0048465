"""The article speaks of more, or of others, than the source studied.

## What it does
Notes where a claim says it of everyone, of another sex or age, or of a whole class, and the listed source says it of a
part: women after menopause, one strain of bacteria, those who finished the programme. Warns where the article names an
age ("teenagers", "adults over 65") and every source it cites for it gives other ages for those it studied, and where it
names women and the source names men only, or the other way round.

## Why it matters
What holds for one group may not hold for the reader.

## What to do
Name the group the source studied, or cite a source for the wider statement.

## When it is wrong
When the source's wider group stands in another sentence than the one shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _ages as ages
from citewarden.checks import _evidence as ev
from citewarden.checks import _sexes as sexes
from citewarden.checks._apart import apart
from citewarden.checks._apart.asked import sentences, telling
from citewarden.checks._figures import figures
from citewarden.checks._same_figures import figures_of, is_same
from citewarden.model import Audit, Claim, Evidence, Finding, Level, Owner, Passage

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
RANKED = 3
"""Counts or shares in one sentence from which a source ranks what it counts."""
_COUNTS = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d.,]\d)")
_STUDY = r"(?:trials?|stud(?:y|ies)|reviews?|surveys?|analys[ei]s|cohorts?|registers?|registries)\b"


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim wider than its source; a warning where the source rules it out."""
    of_others: set[str] = set()
    for claim in audit.claims:
        if ev.supported(audit, claim):
            continue
        if found := ages.beyond(audit, claim):
            of_others.add(claim.id)
            own, theirs, passage = found
            yield _of_others(audit, claim, own.text, theirs.text, passage, "people of other ages")
        elif other := sexes.beyond(audit, claim):
            of_others.add(claim.id)
            mine, there, passage = other
            yield _of_others(audit, claim, mine.text, there.text, passage, there.group)
    for claim, row, passage in ev.decided(audit, ("NEI", "CONTRADICT"), ("scope", "subgroup")):
        if (
            claim.id in of_others
            or ev.supported(audit, claim)
            or (row.label == "CONTRADICT" and row.issue == "subgroup")
        ):
            continue
        if (row.label == "NEI" and ev.is_elsewhere(audit, claim, row)) or _ranks_study(claim, row):
            continue
        if _sets_nothing_above(audit, claim, row) or _only_there(audit, claim, row):
            continue
        if _is_lead(claim, row) or _names_a_case(claim, row, passage) or _told_elsewhere(audit, claim, row):
            continue
        if row.label == "NEI" and apart(audit, claim, ev.rests_on(audit, claim)):
            continue  # unsupported-claim asks about it, in the source's own words
        yield ev.finding(
            audit,
            "scope-mismatch",
            claim,
            f"Speaks of more than {ev.source_read(audit, passage)}: {ev.why(row)}. Name the"
            f" group of the source ({ev.quoted(ev.sentence(row, passage), 120)}), or cite another.",
            level=Level.WARNING if row.label == "CONTRADICT" else LEVEL,
            owner=OWNER,
            related=[ev.beside(audit, row, passage)],
            confidence=row.score,
        )


def _ranks_study(claim: Claim, row: Evidence) -> bool:
    """Whether what the source does not rank is itself: "the largest trial"."""
    word = re.match(r"“the (\w+)”", ev.why(row))
    return word is not None and re.search(rf"\b{word[1]} (?:\w+ ){{0,2}}{_STUDY}", claim.standalone, re.I) is not None


_THAN = re.compile(r"\bthan (?P<what>\w+)", re.I)


_EXPECTED = re.compile(
    r"\bthan (?:is |was |(?:you|we|I|they|people|many|most|some|one|anyone|doctors)\b )*"
    r"(?:may |might |would |could |often |usually |had )?(?:think|thought|expect(?:ed)?|fear(?:ed)?|believed?|imagined?"
    r"|assumed?|supposed?|hoped?|reali[sz]ed?)\b",
    re.I,
)
"""What compares a thing with what is thought of it, and with no other thing."""
_BESIDE = re.compile(r"\b(?:than|compared|versus|vs|against|respectively|while|whereas|differ\w*|both|and)\b", re.I)


def _sets_beside(text: str) -> bool:
    """Whether a sentence of a source gives two figures of one unit beside each other: 28% and 11%."""
    said = [q.unit for q in figures_of(text) if q.unit not in ("CI", "p") and q.denominator != "age"]
    return len(said) > len(set(said)) and _BESIDE.search(text) is not None


def _sets_nothing_above(audit: Audit, claim: Claim, row: Evidence) -> bool:
    """Whether a claim that is said to compare only tells bounds ("the worse cases, more than half of them") or what is
    thought of a thing, or its source gives figures to set beside each other."""
    found = list(_THAN.finditer(claim.standalone))
    if "does not make this comparison" not in ev.why(row):
        return False
    read = [text for _, text in sentences(ev.read_of(audit, (row.work,)))]
    if _EXPECTED.search(claim.standalone) or any(_sets_beside(text) for text in read):
        return True
    return bool(found) and all(any(q.start <= m.start() < q.end for q in claim.quantities) for m in found)


def _only_there(audit: Audit, claim: Claim, row: Evidence) -> bool:
    """Whether another sentence of the source says "only" beside a figure of the claim."""
    if "“only” in the article" not in ev.why(row):
        return False
    said = [q for q in figures(claim) if q.unit == "%"]
    return any(
        re.search(r"\bonly\b", text, re.I) and any(is_same(q, o) for q in said for o in figures_of(text))
        for _, text in sentences(ev.read_of(audit, (row.work,)))
    )


def _is_lead(claim: Claim, row: Evidence) -> bool:
    """Whether the word that ranks stands in what leads a list in, and not in the item: "For the best effect: ..."."""
    word = re.match(r"“(the \w+)” in the article; the source does not rank", ev.why(row))
    return word is not None and re.search(rf"\b{word[1]}\b", claim.text, re.I) is None


def _told_elsewhere(audit: Audit, claim: Claim, row: Evidence) -> bool:
    """Whether another sentence of the source names the claim's people, or ranks by its counts what a claim ranks."""
    why = ev.why(row)
    words = telling(claim.standalone)
    read = [text for _, text in sentences(ev.read_of(audit, (row.work,))) if words & telling(text)]
    if "does not rank it" in why:
        return any(len(_COUNTS.findall(text)) >= RANKED for text in read)
    people = re.search(r"the article of (?P<who>[\w, -]+)", why)
    own = [re.escape(who.strip().rstrip("s")) for who in people["who"].split(",")] if people else []
    return bool(own) and any(re.search(rf"\b(?:{'|'.join(own)})", text, re.I) for text in read)


def _names_a_case(claim: Claim, row: Evidence, passage: Passage) -> bool:
    """Whether "only" stands before a case that the source names, too: "only if it is needed" of "if it is needed"."""
    only = "“only” in the article" in ev.why(row) and re.search(r"\bonly (?:if|when|once)\b", claim.standalone, re.I)
    return bool(only) and re.search(r"\b(?:if|when|once)\b", ev.sentence(row, passage), re.I) is not None


def _of_others(audit: Audit, claim: Claim, own: str, theirs: str, passage: Passage, who: str) -> Finding:
    shown = f" (“{theirs}”)" if theirs.casefold() != who else ""
    return ev.finding(
        audit,
        "scope-mismatch",
        claim,
        f"Speaks of “{own}”; {ev.source_read(audit, passage)} studied {who}{shown}. Name"
        " the group of the source, or cite another.",
        level=Level.WARNING,
        owner=OWNER,
        related=[ev.excerpt(audit, passage, _around(passage, theirs))],
        confidence=0.8,
    )


def _around(passage: Passage, words: str) -> str:
    """The sentence of a passage that holds some words."""
    spans = passage.sentences or ((0, len(passage.text)),)
    return next((s for a, b in spans if words in (s := passage.text[a:b])), passage.text)
