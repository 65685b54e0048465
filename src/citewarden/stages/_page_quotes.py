"""What is remembered of pages from one run to the next: the sentences that backed an article's claims.

A row is {document, claim, source, quote, retrieved_at}. It stands as long as the article makes the claim (its
standalone text) and lists the address: what a page said first is what it is held to. An editor who has read the page
again says so with a later access date, which ends the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citewarden.model import Audit, Evidence, Passage

Row = Mapping[str, str]

FIELDS = ("document", "claim", "source", "quote", "retrieved_at")


def standing(audit: Audit, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those of an article's remembered `rows` that still count: its claim, its address, not read again since."""
    made, read_on = {claim.standalone for claim in audit.claims}, _read_on(audit)
    return tuple(
        row
        for row in rows
        if row["claim"] in made and row["source"] in read_on and row["retrieved_at"][:10] >= read_on[row["source"]]
    )


def renewed(audit: Audit) -> tuple[Row, ...]:
    """What to remember after `audit`: the rows that stood (`audit.previous["evidence"]`), and new ones."""
    claims, read_on = {claim.id: claim.standalone for claim in audit.claims}, _read_on(audit)
    held = {(row["claim"], row["source"]): row for row in audit.previous.get("evidence", ())}
    for claim, rows in sorted(audit.evidence_of.items()):
        for evidence in rows:
            passage = audit.passage_of.get(evidence.passage)
            if evidence.label != "SUPPORT" or passage is None or passage.reach != "page" or claim not in claims:
                continue
            quote, key = _quote(evidence, passage), (claims[claim], passage.source)
            if quote and passage.source in read_on and key not in held:
                values = (audit.document.id, *key, quote, passage.retrieved_at)
                held[key] = dict(zip(FIELDS, values, strict=True))
    return tuple(held[key] for key in sorted(held))


def _read_on(audit: Audit) -> dict[str, str]:
    """Listed address -> the date on which the article says it was read, "" if it does not say."""
    return {r.URL: r.accessed for r in audit.references if r.URL}


def _quote(evidence: Evidence, passage: Passage) -> str:
    """The sentence that decided."""
    places = [r for r in evidence.rationale if r.side == "passage" and r.why == "sentence"]
    return passage.text[places[0].start : places[0].end].strip() if places else ""
