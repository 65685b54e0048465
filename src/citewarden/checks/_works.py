"""What the checks on cited works share: naming a reference, telling a notice, pointing to a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citewarden.model import Audit, Finding, Kind, Level, Notice, Owner, Reference, Related, Resolution
from citewarden.plugins import services, title
from citewarden.text import citing, csl, dates, matching

RETRACTED: Mapping[str, str] = {
    "retraction": "retracted",
    "withdrawal": "withdrawn",
    "removal": "removed by its publisher",
}
"""Notices after which a work must not be relied on, gravest first -> what happened to it."""

REPLACED: Mapping[str, str] = {
    "retract_and_replace": "retracted and replaced",
    "correct_and_republish": "corrected and republished",
}
"""Notices that put a corrected version in the work's place -> what happened to it."""

SUPERSEDED = ("superseded", "new_version")
"""Notices that a newer version or guideline has taken the work's place."""

_TAKEN_BACK = re.compile(
    r"\b(?:un)?retract|\bwithdr[ae]w|\bdiscredited|\bfraud|\bexpressions? of concern", re.IGNORECASE
)


def finding(
    rule: str,
    audit: Audit,
    reference: Reference,
    message: str,
    *,
    level: Level,
    kind: Kind = Kind.FAIL,
    owner: Owner = Owner.EDITOR,
    related: Iterable[Related] = (),
    fix: str = "",
    confidence: float = 1.0,
    key: str = "",
) -> Finding:
    """A finding about one reference, at its place in the list."""
    return Finding(
        rule,
        audit.document.id,
        reference.id,
        level,
        kind,
        message,
        reference.target,
        tuple(related),
        "" if _as_read(fix) == _as_read(reference.raw) else fix,
        owner,
        confidence,
        properties={"key": key} if key else {},
    )


def _as_read(text: str) -> str:
    """A line without what no reader sees: what is printed already is no proposal."""
    return " ".join(text.split()).casefold().rstrip(".")


def number(reference: Reference) -> str:
    """ "Reference 3", as printed in the list."""
    return f"Reference {reference.id.rsplit('-', 1)[-1]}"


def put_together(reference: Reference, resolution: Resolution) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """The two works of which a reference has the title, and the place or the identifier."""
    records = [resolution.csl] if resolution.outcome == "matched" else []
    return matching.put_together(reference.csl, [*records, *resolution.candidates])


def standing(audit: Audit, reference: Reference, *types: str) -> list[Notice]:
    """Notices of these types about the cited work as of the audit's day, none that a reinstatement cancelled."""
    return [
        n
        for n in audit.notices_of.get(reference.id, ())
        if n.type in types and not n.cancelled_by and audit.calendar.reached(n.updated or _known_on(n))
    ]


def unheard_reinstatement(audit: Audit, reference: Reference) -> str:
    """ " Whether ..." where the list that knows of reinstatements gave no answer, now or before; "" if it did."""
    rows = [n for n in audit.notices_of.get(reference.id, ()) if n.source == "retraction_watch"]
    if not rows or any(n.type != "unavailable" for n in rows):
        return ""
    return " Retraction Watch could not be asked whether it has been reinstated since."


def proven(notices: Iterable[Notice]) -> list[Notice]:
    """Those from sources that may ground a finding."""
    hints = {service.name for service in services().values() if service.hint}
    return [n for n in notices if n.source not in hints]


def called(source: str) -> str:
    """What a source of notices is called."""
    return "the house's list of replaced guidelines" if source == "superseded.yaml" else title(source)


def sources(notices: Iterable[Notice]) -> str:
    """ "Crossref and PubMed"; "Crossref, as known on January 5, 2026" where it is what was known then."""
    rows = list(notices)
    now = {n.source for n in rows if not _known_on(n)}
    rows = [n for n in rows if not _known_on(n) or n.source not in now]
    told = list(dict.fromkeys(called(n.source) + _dated(_known_on(n)) for n in rows))
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else ""


def _known_on(notice: Notice) -> str:
    """The ISO date as of which a notice is known, "" for one that was asked for now."""
    return notice.note.removeprefix("as known on ")[:10] if notice.note.startswith("as known on ") else ""


def _dated(day: str) -> str:
    return f", as known {dates.spoken(day, at=True)}" if day else ""


def since(notices: Iterable[Notice]) -> str:
    """ " on February 6, 2010" of the earliest dated notice, "" if none is dated."""
    when = min((n.updated for n in notices if n.updated), default="")
    return f" {dates.spoken(when, at=True)}" if when else ""


def what(notices: Sequence[Notice], words: Mapping[str, str]) -> str:
    """What happened to the work, in the first of `words` that one of the notices calls for."""
    return next(said for kind, said in words.items() if any(n.type == kind for n in notices))


def reason(notices: Iterable[Notice]) -> str:
    """ ": made-up data; no ethics approval", the reasons on record (three at most), "" if none is given."""
    told = list(dict.fromkeys(why.strip().rstrip(".") for n in notices for why in n.reasons if why.strip()))
    return f": {'; '.join(told[:3])}" if told else ""


def latest(notices: Iterable[Notice]) -> Notice:
    """The newest, by date, then by the number its DOI ends in."""
    return max(notices, key=newness)


def newness(notice: Notice) -> tuple[str, list[int], str]:
    """What notices are put in order of time by."""
    return notice.updated, [int(d) for d in re.findall(r"\d+", notice.DOI)][-1:], notice.source


def fullest(notices: Iterable[Notice]) -> Notice:
    """The one that says most of the new work."""
    return max(notices, key=lambda n: (bool(n.replacement.get("title")), len(n.replacement), n.source))


def address(notices: Iterable[Notice]) -> str:
    """ " See https://..." of the first notice with an address."""
    url = next((n.URL for n in notices if n.URL), "")
    return f" See {url}." if url else ""


def evidence(notices: Iterable[Notice]) -> tuple[Related, ...]:
    """The registries' records, each with source, date, and time of asking."""
    return tuple(
        Related(
            "notice",
            f"{called(n.source)}: {n.label or n.type.replace('_', ' ')}"
            + (f", {n.updated}" if n.updated else "")
            + (f" ({'; '.join(n.reasons)})" if n.reasons else ""),
            id=n.DOI or (f"pmid:{n.PMID}" if n.PMID else ""),
            url=n.URL,
            properties={k: v for k, v in (("source", n.source), ("record", n.record_id), ("asked_at", n.asked_at),
                                          ("note", n.note)) if v},
        )
        for n in notices
    )  # fmt: skip


def contexts(audit: Audit, reference: Reference) -> list[str]:
    """The stretches of the article that cite the reference."""
    text = audit.document.text
    return [text[c.covers_start : c.covers_end] for c in audit.citations if any(i.id == reference.id for i in c.items)]


def speaks_of_retraction(text: str) -> bool:
    """Whether a sentence says that something was retracted, withdrawn or discredited."""
    return bool(_TAKEN_BACK.search(text))


AGAIN = "itself replaced by "
"""How a notice tells that its newer document no longer stands either, after what it says of the change."""


def replaced_again(notices: Iterable[Notice]) -> str:
    """The document that replaced the newer one in its turn, "" if that one stands."""
    return next((n.note.partition(AGAIN)[2] for n in notices if n.type == "superseded" and AGAIN in n.note), "")


def is_withdrawn(item: Mapping[str, Any]) -> bool:
    """Whether a record's own title says that the work was withdrawn."""
    return _WITHDRAWN.match(str(item.get("title") or "")) is not None


_WITHDRAWN = re.compile(r"\W*withdrawn\b\W*[:.\]]\s*\S", re.IGNORECASE)


def named(item: Mapping[str, Any]) -> str:
    """ "Title" (2018) of a record."""
    year, said = dates.year(item.get("issued")), csl.short_title(str(item.get("title") or "untitled"))
    return f'"{said}"' + (f" ({year})" if year and f"({year})" not in said else "")


def pasted(item: Mapping[str, Any], reference: Reference) -> str:
    """A record as a line for the article's list, "" if it says too little."""
    return citing.cited(item, reference.style) if item.get("title") else ""
