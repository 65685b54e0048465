"""What several checks ask of a claim's evidence, and how they show it beside a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from citewarden.checks import _rows
from citewarden.model import Audit, Citation, Claim, Evidence, Finding, Kind, Level, Owner, Passage, Related
from citewarden.model.evidence import TORN
from citewarden.text import places

NUMERIC = frozenset({"number", "unit", "dose"})
WEIGHTY = frozenset({"statistic", "dose", "treatment-effect", "risk"})
"""Kinds of claim on which a reader may act."""
SHARED = 0.5
"""Share of a claim's words that a source must use where no mark says that the claim rests on it."""
LABEL = 7
"""Most words of a label."""
FEWEST = 2
"""Fewest of them."""
NAMED = 0.34
"""The same where a mark does: one source says many things, and each as surely as it can."""
_SO = re.compile(
    r"(?:so|thus|therefore|hence|that means(?: that)?|this means(?: that)?|in other words)\b(?! far)", re.I
)
"""How a sentence begins that draws a conclusion from the one before."""
_READ = {"full_text": "full text", "page": "web page", "abstract": "abstract", "note": "editor's note"}


def decided(
    audit: Audit, labels: Sequence[str], issues: Iterable[str] = ()
) -> Iterator[tuple[Claim, Evidence, Passage]]:
    """Each claim with its best evidence among `labels` (and `issues`, if any are given) whose sentences agree; none of
    what is made of a label, which nobody states of a source, nor of a row of figures, whose cells are looked up."""
    wanted = set(issues)
    tables = _rows.figure_rows(audit.document)
    for claim in audit.claims:
        if is_label(audit, claim) or (claim.citations and claim.target.position.start in tables):
            continue
        for row in audit.evidence_of.get(claim.id, ()):
            told = row.label in labels and (not wanted or row.issue in wanted) and row.method != TORN
            if told and row.passage in audit.passage_of:
                yield claim, row, audit.passage_of[row.passage]
                break


def is_label(audit: Audit, claim: Claim) -> bool:
    """Whether a claim without a mark is made of the words that an item of a list opens with, and more follows there:
    "Blood test. We look for ..."."""
    start, end = claim.target.position.start, claim.target.position.end
    if claim.citations or claim.text == claim.standalone or len(claim.text.split()) > LABEL:
        return False
    block = next((b for b in audit.document.blocks if b.start <= start < b.end), None)
    if block is None or block.kind != "item" or audit.document.text[block.start : start].strip(" -*•\n\t"):
        return False
    return any(c.isalnum() for c in audit.document.text[end : block.end])


def supported(audit: Audit, claim: Claim) -> tuple[Evidence, ...]:
    """The evidence that backs a claim."""
    return tuple(row for row in audit.evidence_of.get(claim.id, ()) if row.label == "SUPPORT")


def said_too(audit: Audit, row: Evidence) -> str:
    """ " The same source also says “...”: read both.", "" where it says nothing to the contrary."""
    other = audit.opposed(row)
    if other is None:
        return ""
    return f" The same source also says {quoted(sentence(other, audit.passage_of[other.passage]))}: read both."


def sentence(row: Evidence, passage: Passage) -> str:
    """The sentence that decided, else the passage's beginning."""
    for mark in row.rationale:
        if mark.side == "passage" and mark.why == "sentence":
            return passage.text[mark.start : mark.end]
    if len(passage.sentences) == 1 or len(passage.text) <= 300:
        return passage.text
    return passage.text[:300].rsplit(" ", 1)[0] + " …"


def capital(text: str) -> str:
    """`text` as a sentence begins; names inside keep their letters."""
    return text[:1].upper() + text[1:]


def source_name(audit: Audit, work: str) -> str:
    """ "reference 2 (Vogt 2009)", as an editor would point to it."""
    for reference in audit.references:
        found = audit.work_of.get(reference.id)
        if found is not None and found.id == work:
            number = reference.label or reference.id.rsplit("-", 1)[-1]
            people = reference.csl.get("author") or ()
            first = people[0] if people else {}
            name = str(first.get("family") or first.get("literal") or "") if isinstance(first, dict) else ""
            issued = reference.csl.get("issued")
            parts = issued.get("date-parts") if isinstance(issued, dict) else None
            year = str(parts[0][0]) if parts and parts[0] else ""
            shown = " ".join(x for x in (name, year) if x)
            return f"reference {number}" + (f" ({shown})" if shown else "")
    return "the listed source"


def beside(audit: Audit, row: Evidence, passage: Passage) -> Related:
    """The source's sentence, to be shown next to the article's."""
    found = excerpt(audit, passage, sentence(row, passage))
    return replace(found, properties={**found.properties, "method": row.method, "score": row.score, "why": why(row)})


def excerpt(audit: Audit, passage: Passage, text: str) -> Related:
    """Words of a source with where they stand, to be shown next to the article's."""
    return Related(
        role="source passage",
        text=text,
        id=passage.id,
        url=places.link(passage),
        properties={
            "source": source_name(audit, passage.work),
            "reach": passage.reach,
            "read": _READ.get(passage.reach, passage.reach),
            "section": passage.section,
            "locator": passage.locator,
            "copy": passage.copy,
            "snapshot": passage.snapshot,
            "retrieved_at": passage.retrieved_at,
        },
    )


def why(row: Evidence) -> str:
    """The deciding layer's reason in plain words, without the part of the sentence it looked at."""
    note = next((o.note for o in reversed(row.opinions) if o.note and o.issue == row.issue), "")
    return re.sub(r"\Aof “[^”]*”: ", "", note)


def stems(text: str) -> set[str]:
    """The beginnings of a text's longer words, by which two texts are held to speak of one thing."""
    return {re.sub(r"(?<=\w{3})s\Z", "", word)[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}


def source_read(audit: Audit, passage: Passage) -> str:
    """ "reference 2 (Vogt 2009, abstract)": the source, and how much of it was read."""
    name, read = source_name(audit, passage.work), _READ.get(passage.reach, passage.reach)
    return f"{name[:-1]}, {read})" if name.endswith(")") else f"{name} ({read})"


def on_the_same(claim: Claim, row: Evidence, passage: Passage) -> bool:
    """Whether the sentence of the source speaks of what the claim does: by how many of its words begin alike there."""
    words = stems(claim.standalone)
    there = stems(sentence(row, passage))
    return len(words & there) >= (NAMED * len(words) if claim.citations else max(FEWEST, SHARED * len(words)))


def quoted(text: str, limit: int = 160) -> str:
    """`text` in quotation marks, cut at a word, without its full stop: the sentence around it sets its own."""
    text = re.sub(r"\s+", " ", text).strip()
    text = text[:-1] if re.search(r"[^.]\.\Z", text) else text
    return f"“{text if len(text) <= limit else text[:limit].rsplit(' ', 1)[0] + ' …'}”"


def finding(
    audit: Audit,
    rule: str,
    claim: Claim,
    message: str,
    *,
    level: Level,
    owner: Owner,
    related: Sequence[Related] = (),
    confidence: float = 1.0,
    kind: Kind = Kind.FAIL,
    key: str = "",
    fix: str = "",
) -> Finding:
    """A finding about a claim."""
    return Finding(
        rule,
        audit.document.id,
        claim.id,
        level,
        kind,
        message,
        location=claim.target,
        related=tuple(related),
        owner=owner,
        confidence=round(confidence, 4),
        fix=fix,
        properties={"key": key} if key else {},
    )


def candidates(audit: Audit, claim: Claim) -> tuple[str, ...]:
    """Ids of the works a claim rests on: those its in-text marks name, else all listed."""
    return cited(audit, claim) or tuple(w.id for w in audit.works)


def cited(audit: Audit, claim: Claim) -> tuple[str, ...]:
    """Ids of the works that a claim's in-text marks name."""
    named = (r for c in claim.citations for r in audit.named_by.get(c, ()))
    return tuple(dict.fromkeys(audit.work_of[r].id for r in named if r in audit.work_of))


def is_elsewhere(audit: Audit, claim: Claim, row: Evidence) -> bool:
    """Whether marks in the text say what the claim rests on, and the row's work is not it."""
    return bool(audit.citations) and row.work not in cited(audit, claim)


def marked(audit: Audit, claim: Claim) -> bool:
    """Whether a mark covers the claim, or one at the end of its paragraph does for the whole paragraph."""
    return bool(claim.citations or _closing(audit, claim))


def rests_on(audit: Audit, claim: Claim) -> tuple[str, ...]:
    """Ids of the works that a claim's marks name; where it has none, those of the marks that close its paragraph, if
    no other stands in it."""
    if claim.citations:
        return cited(audit, claim)
    closing = _closing(audit, claim)
    if not closing or _others_stand(audit, claim, closing):
        return ()
    named = (r for c in closing for r in audit.named_by.get(c, ()))
    return tuple(dict.fromkeys(audit.work_of[r].id for r in named if r in audit.work_of))


def speaks_of(audit: Audit, claim: Claim) -> tuple[str, ...]:
    """Ids of the works that all the marks of a claim's paragraph name, where it has no mark and all name the same."""
    closing = () if claim.citations else _closing(audit, claim)
    own = {name for mark in closing for name in audit.named_by.get(mark, ())}
    if not own or any(not own.issuperset(audit.named_by[c.id]) for c in _beside(audit, claim)):
        return ()
    return tuple(dict.fromkeys(audit.work_of[r].id for r in sorted(own) if r in audit.work_of))


def concluded_from(audit: Audit, claim: Claim) -> tuple[str, ...]:
    """Ids of the works that the last mark before a claim of its paragraph names, where the claim has none and draws a
    conclusion: "So it keeps dementia away"."""
    start = claim.target.position.start
    if claim.citations or not _SO.match(claim.text):
        return ()
    before = [c for c in _beside(audit, claim) if c.target.position.end <= start]
    named = audit.named_by.get(before[-1].id, ()) if before else ()
    return tuple(dict.fromkeys(audit.work_of[r].id for r in named if r in audit.work_of))


def named_beside(audit: Audit, claim: Claim) -> tuple[str, ...]:
    """Ids of the works that the marks of a claim's paragraph name."""
    named = (r for c in _beside(audit, claim) for r in audit.named_by.get(c.id, ()))
    return tuple(dict.fromkeys(audit.work_of[r].id for r in named if r in audit.work_of))


def _others_stand(audit: Audit, claim: Claim, closing: tuple[str, ...]) -> bool:
    """Whether a claim's paragraph holds marks beside those that close it."""
    return any(c.id not in closing for c in _beside(audit, claim))


def _beside(audit: Audit, claim: Claim) -> list[Citation]:
    """The marks of a claim's paragraph."""
    start = claim.target.position.start
    block = next((b for b in audit.document.blocks if b.start <= start < b.end), None)
    return [c for c in audit.citations if block and block.start <= c.target.position.start < block.end]


def _closing(audit: Audit, claim: Claim) -> tuple[str, ...]:
    """Ids of the marks at the end of a claim's paragraph, after the claim."""
    start, end = claim.target.position.start, claim.target.position.end
    block = next((b for b in audit.document.blocks if b.start <= start < b.end), None)
    if block is None or block.kind != "paragraph":
        return ()
    tail = len(audit.document.text[: block.end].rstrip()) - 2
    places = ((c.id, c.target.position) for c in audit.citations)
    return tuple(name for name, at in places if end <= at.start < block.end and at.end >= tail)


def read_of(audit: Audit, works: Sequence[str]) -> list[Passage]:
    """What was read of some works; nothing where one of them was not read at all."""
    read = [audit.read_of.get(work, ()) for work in works]
    return [passage for own in read for passage in own] if all(read) else []


def fully_read(audit: Audit, work: str) -> bool:
    """Was the whole of a work read (not only its abstract or a note, nor a PDF, whose tables and figures are lost)?"""
    return any(p.reach in ("full_text", "page") and not p.copy for p in audit.read_of.get(work, ()))
