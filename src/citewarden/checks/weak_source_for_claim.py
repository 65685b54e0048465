"""The kind of source is too weak for the kind of statement.

## What it does
Fires when the only sources whose words agree with a claim are of a kind that cannot carry it: a case report, an
opinion piece or a narrative review for the effect of a treatment, a dose or a risk; or a tertiary source (an
encyclopaedia, another consumer site) for anything weighty. A weighty claim whose marks lead to nothing but consumer
sites (`config/lexicons/retelling.yaml`) is told without reading them. So is one all of whose sources say
themselves that they are a press release, a letter or a case (`config/lexicons/weak_sources.yaml`), unless the sentence
says so too. The scale is shown as a display, not as a grade of the evidence.

## Why it matters
House rules of large publishers ask for primary or official sources; consumer sites are already distilled.

## What to do
Cite a guideline, a systematic review or a trial; for numbers a register or survey.

## When it is wrong
When the weak source is quoted as what it is ("a case was reported"). Publication types of registries are sometimes
missing or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import titles
from citewarden.checks._apart.effects import told
from citewarden.checks._figures import figures
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Evidence, Finding, Level, Owner, Passage
from citewarden.text.listing import references

LEVEL = Level.WARNING
OWNER = Owner.SECTION_EDITOR
_WEAK = {
    "treatment-effect": ("case report", "opinion", "review"),
    "dose": ("case report", "opinion"),
    "risk": ("case report", "opinion"),
    "statistic": ("case report", "opinion"),
}


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each weighty claim that only weak sources back."""
    for claim in audit.claims:
        rows = [(e, audit.passage_of[e.passage]) for e in ev.supported(audit, claim) if e.passage in audit.passage_of]
        if (claim.kind not in _WEAK and not told(claim)) or _cautions(claim):
            continue
        if itself := _by_itself(audit, claim):
            yield itself
            continue
        if claim.kind not in _WEAK:
            continue
        if not rows:
            yield from _only_retold(audit, claim)
            continue
        weak = [_weakness(audit, claim, e, p) for e, p in rows]
        if all(weak):
            row, passage = rows[0]
            yield ev.finding(
                audit,
                "weak-source-for-claim",
                claim,
                f"{ev.capital(ev.source_name(audit, row.work))} is {weak[0]}, too weak for a statement on"
                f" {_ABOUT[claim.kind]}. Cite a guideline, a systematic review or a study in people.",
                level=LEVEL,
                owner=OWNER,
                related=[ev.beside(audit, row, passage)],
                confidence=row.score,
            )


def _cautions(claim: Claim) -> bool:
    """Whether a claim only says who is not to have a thing, or how to be safe with it: no effect, which any source may
    carry."""
    return claim.kind != "statistic" and not figures(claim) and _CAUTION.search(claim.standalone) is not None


_CAUTION = re.compile(
    r"\b(?:(?:is|are) (?:not|never) (?:for|suitable|meant|safe|intended|recommended|advised|to be)|unsuitable"
    r"|(?:should|must|may|can) (?:not|never) be (?:used|given|taken|worn|eaten|combined|shared)"
    r"|(?:do|should|must) (?:not|never) (?:use|take|give|put|wear|eat|drink|combine|share|leave)"
    r"|don['’]t (?:use|take|give|put|wear|eat|drink|combine|share|leave)|never (?:use|take|give|put|wear|combine|leave)"
    r"|avoid (?:it|them|using|taking|giving)|keep (?:it|them) (?:away|out of)|ask (?:a|your) (?:doctor|pharmacist)"
    r"|contra-?indicated)\b",
    re.I,
)
"""What warns: "not for young children", "must not be given"."""


def _by_itself(audit: Audit, claim: Claim) -> Finding | None:
    """A claim all of whose sources say of themselves that they are a press release, a letter, a case."""
    works = ev.cited(audit, claim)
    kinds = [_kind(audit, work) for work in works]
    if not kinds or not all(kinds) or _named(kinds[0], claim.standalone):
        return None
    return ev.finding(
        audit,
        "weak-source-for-claim",
        claim,
        f"{ev.capital(ev.source_name(audit, works[0]))} is {kinds[0]}, too weak for a statement on"
        f" {_ABOUT.get(claim.kind, 'what a treatment does')}. Cite a guideline, a systematic review or a study in"
        " people, or say what it is.",
        level=LEVEL,
        owner=OWNER,
        related=[ev.excerpt(audit, p, p.text) for p in audit.read_of.get(works[0], ())[:1]],
        confidence=0.8,
    )


def _named(kind: str, text: str) -> bool:
    """Whether a sentence says itself what its source is."""
    return (
        re.search(rf"\b{kind.split()[-1]}s?\b|\b(?:one|a single|two) (?:patient|case|person)s?\b", text, re.I)
        is not None
    )


def _kind(audit: Audit, work: str) -> str:
    """What a source is by its own words, "" if it says nothing of it."""
    read = audit.read_of.get(work, ())
    title = titles(audit, work)
    for kind, words in lexicon("weak_sources")["begins"].items():
        any_of = "|".join(re.escape(str(w)) for w in words)
        if re.search(rf"[(\[](?:{any_of})[)\]]|\A(?:{any_of})\b[:.]", title, re.I):
            return str(kind)
        if read and re.match(rf"(?:{any_of})\b[:.,]", read[0].text, re.I):
            return str(kind)
    for kind, words in lexicon("weak_sources")["says"].items():
        any_of = "|".join(re.escape(str(w)) for w in words)
        if any(re.search(rf"\b(?:{any_of})\b", p.text, re.I) for p in read):
            return str(kind)
    return ""


def _only_retold(audit: Audit, claim: Claim) -> Iterator[Finding]:
    """A claim all of whose marks lead to sites that pass on what others found, whatever could be read of them."""
    named = [r for c in claim.citations for r in audit.named_by.get(c, ())]
    listed = [r for r in audit.references if r.id in named]
    if listed and all(_is_retelling(r.URL) for r in listed):
        yield ev.finding(
            audit,
            "weak-source-for-claim",
            claim,
            f"{ev.capital(references(r.label or r.id.rsplit('-', 1)[-1] for r in listed))}"
            f" {'is a consumer site' if len(listed) == 1 else 'are consumer sites'}, too weak for a statement on"
            f" {_ABOUT[claim.kind]}. Cite what the site itself rests on.",
            level=LEVEL,
            owner=OWNER,
            confidence=0.9,
        )


_ABOUT = {"treatment-effect": "what a treatment does", "dose": "a dose", "risk": "a risk", "statistic": "numbers"}


def _weakness(audit: Audit, claim: Claim, row: Evidence, passage: Passage) -> str:
    kind = str(passage.design.get("kind", ""))
    if kind in _WEAK[claim.kind]:
        return {"opinion": "an opinion piece", "review": "a narrative review"}.get(kind, f"a {kind}")
    if passage.design.get("type") == "entry-encyclopedia":
        return "an encyclopaedia"
    urls = [r.URL for r in audit.references if r.id in audit.work_of and audit.work_of[r.id].id == row.work]
    return "a consumer site" if any(map(_is_retelling, [*urls, passage.source])) else ""


def _is_retelling(url: str) -> bool:
    """Whether an address is of a site that passes on what others found."""
    host = url.split("://", 1)[-1].split("/", 1)[0].lower() if "://" in url else ""
    return any(host == h or host.endswith(f".{h}") for h in lexicon("retelling")["hosts"])
