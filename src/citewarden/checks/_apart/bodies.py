"""The sentence tells what one body says; the source is another body's and never names the first."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart
from citewarden.model import Audit, Claim, Passage

_BODY = re.compile(
    r"\b(?:[A-Z][\w’'&.-]*,? (?:(?:of|for|on|and|the|in|&) ){0,2}){1,7}?"
    r"(?:Association|Society|College|Academy|Organi[sz]ation|Institutes?|Task Force|Agency|Administration|Foundation"
    r"|Federation|Council|League|Commission|Services?|Department|Union|Board|Prevention|Excellence|Health|Medicine"
    r"|Cardiology|Physicians|Surgeons|Pediatrics|Paediatrics|Gynecologists|Gynaecologists|Cancer|Diseases?)\b"
    r"(?: (?:of|for|on|and) (?:the )?[A-Z]\w+(?:,? (?:and |& )?[A-Z]\w+)*)?"
)
"""A body by its full name, as a sentence calls it."""
_SAYS = re.compile(
    r"(?: \([A-Z]{2,8}\))? (?:now |also |still |strongly |therefore )?(?:recommend|advis|say|said|suggest|found|find"
    r"|estimat|state|report|conclud|warn|urge|list|classif|define|consider|call|set|put|count|endors)\w*\b"
)
"""What follows a body that says something."""
_SMALL = frozenset(("of", "for", "on", "and", "the", "in", "&", "to"))


def another_body(audit: Audit, claim: Claim, works: tuple[str, ...], read: list[Passage]) -> Apart | None:
    """The sentence tells what one body says; the source is another body's and never names the first."""
    body = next((m for m in _BODY.finditer(claim.standalone) if _SAYS.match(claim.standalone, m.end())), None)
    if body is None or len(works) != 1:
        return None
    listed = [r for r in audit.references if r.id in audit.work_of and audit.work_of[r.id].id == works[0]]
    own = next((str(a["literal"]) for r in listed for a in r.csl.get("author") or () if "literal" in a), "")
    own = own or next((m[0] for r in listed if (m := _BODY.search(str(r.csl.get("title", ""))))), "")
    printed = " ".join([own, *(r.raw for r in listed), *(p.text for p in read)])
    if not own or not _BODY.search(own) or is_named(body[0], printed):
        return None
    return Apart(
        f"The sentence says what the {body[0].removeprefix('The ')} says; {ev.source_name(audit, works[0])} is of the"
        f" {own.removeprefix('The ')} and does not name it. Name the right body, or cite the other's own words.",
        read[0],
        read[0].text,
    )


def is_named(body: str, text: str) -> bool:
    """Whether a text names a body, by most of its words or by their first letters."""
    words = [w for w in re.findall(r"[\w’']+", body) if w.casefold() not in _SMALL]
    letters = "".join(w[0] for w in words)
    there = text.casefold()
    if re.search(rf"(?<![A-Z]){letters}(?![A-Z])", text) or re.search(rf"\b{letters.casefold()}\b", there):
        return True
    return sum(w.casefold() in there for w in words) >= len(words)
