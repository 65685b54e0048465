"""The kind of source is too weak for the kind of statement.

## What it does
Fires when the only sources whose words agree with a claim are of a kind that cannot carry it: a case report, an
opinion piece or a narrative review for the effect of a treatment, a dose or a risk; or a tertiary source (an
encyclopaedia, another consumer site) for anything weighty. A weighty claim whose marks lead to nothing but consumer
sites (`config/lexicons/retelling.yaml`) is told without reading them. The scale is shown as a display, not as a grade
of the evidence.

## Why it matters
House rules of large publishers ask for primary or official sources; consumer sites are already distilled.

## What to do
Cite a guideline, a systematic review or a trial; for numbers a register or survey.

## When it is wrong
When the weak source is quoted as what it is ("a case was reported"). Publication types of registries are sometimes
missing or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
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
