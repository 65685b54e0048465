"""One claim as the page shows it: its verdict, and what each source says beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citewarden.formats._marked import ISSUES, LAYERS, marked, marks_of_denials, pieces
from citewarden.formats._template import link
from citewarden.model import Audit, Claim, Evidence, Finding, Kind, Opinion, Passage
from citewarden.model.evidence import TORN, UNREAD
from citewarden.text import places, silence

VERDICTS: Mapping[str, str] = {
    "SUPPORT": "The words agree with the source",
    "CONTRADICT": "Conflicts with the listed source",
    "differs": "Differs from the source in a point",
    "NEI": "Not decided: compare it with the source",
    "unread": "Unclear without its context",
    "none": "No source text to compare",
}

DECIDED = frozenset({"SUPPORT", "CONTRADICT", "differs"})
"""Verdicts whose evidence is worth a place on paper."""

REACH: Mapping[str, str] = {
    "full_text": "full text read",
    "abstract": "abstract only",
    "page": "web page read",
    "note": "editor's note read",
    "none": "no text could be read",
}

READERS: Mapping[str, str] = {
    "rules": "comparing words and figures",
    "witnesses": "accounting for every word",
    "judge": "the judge model",
}
"""Layers that give a verdict, by the first part of their names."""

PLACES: Mapping[str, str] = {
    "SUPPORT": "says this in the same words",
    "CONTRADICT": "conflicts with this statement",
    "differs": "differs in a point",
    "torn": "decides this, but its sentences disagree; read both",
    "NEI": "not decided; compare the two",
}
"""What one source does, beside the statement it is held against."""

STUDIED: Mapping[str, str] = {
    "human": "people",
    "animal": "animals",
    "mixed": "people and animals",
    "in vitro": "cells in the laboratory",
}

WINDOW = 700
"""Code points of a passage shown before the rest is left out."""


def cite(numbers: Sequence[str]) -> str:
    """ "Reference 2", "References 1-4, 7" (with a dash)."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdecimal() and runs[-1][-1].isdecimal() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{r[0]}–{r[-1]}" if len(r) > 2 else ", ".join(r) for r in runs]
    return f"Reference{'' if len(numbers) == 1 else 's'} {', '.join(parts)}"


def verdict_of(rows: Sequence[Evidence], passages: Mapping[str, Passage], *, told: bool = True) -> str:
    """The verdict a claim is shown with, a key of `VERDICTS`; `told` is whether a finding tells what differs.

    "CONTRADICT" where a source disagrees and no other source agrees more surely: what the same source says in another
    place does not settle it. Else "SUPPORT" if one agrees; else "differs" if one comes close but for a point that a
    finding tells; else "NEI"; "unread" if the claim cannot be read on its own; "none" if nothing was read.
    """
    read = [e for e in rows if e.passage in passages and passages[e.passage].reach != "none"]
    agreeing = [e for e in read if e.label == "SUPPORT"]
    for row in read:
        if row.label == "CONTRADICT" and not any(e.work != row.work and e.score > row.score for e in agreeing):
            return "CONTRADICT"
    if agreeing:
        return "SUPPORT"
    if any(_differs(e, told=told) for e in read):
        return "differs"
    if read and all(e.method == UNREAD for e in read):
        return "unread"
    return "NEI" if read else "none"


def is_told(findings: Iterable[Finding]) -> bool:
    """Whether findings about a claim tell what sets it apart from a source, or ask about it."""
    return any(
        (finding.kind is not Kind.OPEN or "differs" in finding.properties)
        and any(related.role == "source passage" for related in finding.related)
        for finding in findings
    )


def _differs(row: Evidence, *, told: bool) -> bool:
    """Whether a passage that does not decide differs in a point that can be shown to the reader, and is told to him."""
    if row.method == TORN:
        return True
    if not told or not row.issue or row.label in ("SUPPORT", "CONTRADICT"):
        return False
    return row.issue not in _SHOWN or any(r.side == "passage" and r.why == row.issue for r in row.rationale)


_SHOWN = frozenset({"negation", "direction", "number", "unit", "dose", "hedge", "quantifier", "temporal"})
"""Issues that are nothing without words of the source to point at."""


def claim_view(
    audit: Audit, claim: Claim, key: str, findings: Sequence[Finding], numbers: Mapping[str, str]
) -> dict[str, Any]:
    """What the template wants to know of a claim; `key` is its anchor, `numbers` the references' by id."""
    rows = audit.evidence_of.get(claim.id, ())
    passages = audit.passage_of
    told = is_told(findings)
    best: dict[tuple[str, str], Evidence] = {}
    for row in _speaking(rows, passages):
        slot = (row.work, row.label if row.label == "CONTRADICT" else "")
        old = best.get(slot)
        if old is None or _worth(row, told=told) < _worth(old, told=told):
            best[slot] = row
    for work in [w for w, label in best if label and (w, "") in best]:
        if best[work, ""].label != "SUPPORT":  # beside a passage that disagrees, only one that agrees adds anything
            del best[work, ""]
    chosen = sorted(
        (e for e in best.values() if e.passage in passages), key=lambda e: (_place_of(e, told=told), e.rank, e.work)
    )
    work_refs = {w.id: w.references for w in audit.works}
    cited = frozenset(r for r, who in audit.cited_by.items() if claim in who)
    verdict = verdict_of(rows, passages, told=told)
    same = _alike(claim)
    shown = [_evidence(audit, claim, row, work_refs, numbers, alone=not same, told=told) for row in chosen]
    telling = max(1, sum(1 for e in chosen if _place_of(e, told=told) < 3))
    return {
        "id": claim.id,
        "key": key,
        "text": claim.text,
        "standalone": claim.standalone,
        "same": same,
        "kind": claim.kind,
        "priority": claim.priority,
        "verdict": verdict,
        "label": VERDICTS[verdict],
        "cited": cited,
        "cite": cite([numbers[r] for r in numbers if r in cited]),
        "torn": _torn(chosen, passages, work_refs, numbers),
        "likeliest": "" if cited or verdict == "unread" else _likeliest(rows, passages, work_refs, numbers),
        "evidence": shown[:telling],
        "silent": shown[telling:],
        "findings": [{"fingerprint": f.fingerprint, "message": f.message, "level": f.level.value} for f in findings],
        "level": findings[0].level.value if findings else "",
        "brief": not findings and verdict not in DECIDED,
    }


def _torn(
    rows: Sequence[Evidence],
    passages: Mapping[str, Passage],
    refs: Mapping[str, Sequence[str]],
    numbers: Mapping[str, str],
) -> list[str]:
    """A line for each source that says it in one passage and the contrary in another."""
    out = []
    for row in (r for r in rows if r.label == "CONTRADICT"):
        other = next((r for r in rows if r.work == row.work and r.label == "SUPPORT"), None)
        if other is not None:
            said = [_compared(r, passages[r.passage]) for r in (other, row)]
            who = cite([numbers[r] for r in refs.get(row.work, ()) if r in numbers])
            out.append(f"{who} says both “{said[0]}” and “{said[1]}”: read both.")
    return out


def _compared(row: Evidence, passage: Passage) -> str:
    """The sentence compared."""
    span = next(((r.start, r.end) for r in row.rationale if r.why == "sentence"), (0, len(passage.text)))
    return " ".join(passage.text[span[0] : span[1]].split()).rstrip(".")


def _likeliest(
    rows: Sequence[Evidence],
    passages: Mapping[str, Passage],
    refs: Mapping[str, Sequence[str]],
    numbers: Mapping[str, str],
) -> str:
    """The source that a claim without a mark most likely rests on: the first of its sources, by all that was read."""
    works = [r.work for r in rows if r.passage in passages]
    return cite([numbers[r] for r in refs.get(works[0], ()) if r in numbers]) if works else ""


def _alike(claim: Claim) -> bool:
    """Whether the statement read on its own is what the article prints, citation marks apart."""
    if claim.text == claim.standalone:
        return True
    return plain(_unmarked(claim.text)) == plain(_unmarked(claim.standalone))


def _unmarked(text: str) -> str:
    """`text` without its citation marks; most texts that stand alone hold no sign of one."""
    return _MARK.sub("", text) if "[" in text or not text.isascii() else text


def _speaking(rows: Sequence[Evidence], passages: Mapping[str, Passage]) -> Sequence[Evidence]:
    """`rows` without sentences that only say what their source leaves out, unless there are no others."""
    out = [e for e in rows if e.label != "NEI" or e.passage not in passages or not _left_out(e, passages[e.passage])]
    return out or rows


def _left_out(row: Evidence, passage: Passage) -> bool:
    spans = [(r.start, r.end) for r in row.rationale if r.side == "passage" and r.why == "sentence"]
    return passage.reach in ("note", "abstract") and silence.told(
        passage.text[slice(*spans[0])] if spans else passage.text
    )


_MARK = re.compile(r"(?<!\s)\s*(?:\[[\d\s,;–-]+\]|[⁰¹²³⁴-⁹]+)")


def _place_of(row: Evidence, *, told: bool) -> int:
    """0 disagrees, 1 differs in a point, 2 agrees, 3 is silent: the order in which an editor wants to see them."""
    if row.label == "CONTRADICT":
        return 0
    return 2 if row.label == "SUPPORT" else 1 if _differs(row, told=told) else 3


def _worth(row: Evidence, *, told: bool) -> int:
    """Which passage stands for its source: one that decides, then one that differs, then the nearest."""
    return {0: 0, 2: 1, 1: 2, 3: 3}[_place_of(row, told=told)]


def _evidence(
    audit: Audit,
    claim: Claim,
    row: Evidence,
    refs: Mapping[str, Sequence[str]],
    numbers: Mapping[str, str],
    *,
    alone: bool,
    told: bool,
) -> dict[str, Any]:
    """What one source says beside a claim; `claim` is made when it is asked for: most silent sources never show it."""
    passage = audit.passage_of[row.passage]
    said = [(r.start, r.end, r.why) for r in row.rationale if r.side == "claim"]
    source = marks_of_denials(passage.text, [(r.start, r.end, r.why) for r in row.rationale if r.side == "passage"])
    place_of = _place_of(row, told=told)
    tone = ("differs", "differs", "agrees", "silent")[place_of]
    label = "differs" if place_of == 1 else row.label
    cited = [numbers[r] for r in refs.get(row.work, ()) if r in numbers]
    source_at = places.link(passage) or passage.source
    who, place, read = cite(cited), _place(passage), passage.retrieved_at[:10]
    studied = _studied(passage.design.get("population", ""))
    about = [
        *_whys(row, silent=place_of == 3),
        *([f"Studied: {studied}"] if studied else []),
        *([f"Read {read}"] if read else []),
    ]
    return {
        "label": label,
        "head": f"{who}: {PLACES['torn' if row.method == TORN else label].lower()}",
        "passage_id": row.passage,
        "issue": ISSUES.get(row.issue, row.issue) if place_of < 3 else "",
        "score": round(100 * row.score) if row.label in ("SUPPORT", "CONTRADICT") else 0,
        "alone": alone,
        "tone": tone,
        "claim": lambda: marked(pieces(claim.standalone, marks_of_denials(claim.standalone, said)), tone),
        "passage": marked(pieces(passage.text, source, WINDOW), tone),
        "who": f"{who} {'says' if len(cited) == 1 else 'say'}",
        "reach": f"{read_as(passage)} · {place}" if place else read_as(passage),
        "about": " ".join(f"{words[:1].upper()}{words[1:]}." for words in about),
        "source": link(source_at) or source_at,
        "safe": bool(link(source_at)),
        "snapshot": passage.snapshot[:12],
        "opinions": [_opinion(o) for o in row.opinions],
    }


def read_as(passage: Passage) -> str:
    """What was read, and which copy of it: "full text read (PDF, accepted manuscript, CC BY)"."""
    return REACH.get(passage.reach, passage.reach) + (f" ({passage.copy})" if passage.copy else "")


def _studied(population: str) -> str:
    return STUDIED.get(population.lower(), population)


def _opinion(opinion: Opinion) -> str:
    """What one layer said, in words."""
    shares = dict(re.findall(r"(SUPPORT|CONTRADICT|NEI) (\d\.\d+)", opinion.note))
    note = opinion.note
    if shares:
        words = {"SUPPORT": "agrees", "CONTRADICT": "conflicts", "NEI": "neither"}
        note = ", ".join(f"{words[k]} {100 * float(v):.0f} %" for k, v in shares.items())
    who = READERS.get(re.split("[-:]", opinion.method)[0], opinion.method)
    told = f"{who[:1].upper()}{who[1:]} ({opinion.method}): {VERDICTS.get(opinion.label, opinion.label).lower()}"
    return f"{told}; {note.rstrip('.')}" if note else told


def _whys(row: Evidence, *, silent: bool) -> list[str]:
    """Why, in the words of the layer that decided, else of the marks; a layer's bare figures are no reason.

    Of a denial the marks say it: "prevents" in the article, "prevent" in the source, would explain nothing.
    """
    if row.method == TORN:
        return [row.opinions[-1].note.rstrip(".")]
    if silent or row.issue == "negation":
        return []
    notes = [o.note for o in row.opinions if o.note and o.method == row.method and "NEI 0" not in o.note]
    marks = [r.why for r in row.rationale if r.why not in LAYERS and r.why not in ISSUES]
    return list(dict.fromkeys(n.rstrip(".") for n in notes or marks if n))


def _place(passage: Passage) -> str:
    """Section and locator, said once."""
    parts = [p for p in (passage.locator, passage.section) if p and p.casefold() != passage.reach.casefold()]
    return parts[0] if parts else ""


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip().removeprefix("doi ")
