"""One entry of the reference list as the page shows it: what was found, what is on record, whether its link works."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citewarden.formats import ArticleReport
from citewarden.formats._claim_view import REACH, cite, plain, read_as
from citewarden.model import Audit, Finding, Reference, Resolution
from citewarden.plugins import title
from citewarden.web import named

FIELDS: Mapping[str, str] = {
    "DOI": "DOI",
    "PMID": "PubMed number",
    "PMCID": "PubMed Central number",
    "ISBN": "ISBN",
    "URL": "address",
    "DOI registration": "DOI registration",
    "author": "authors",
    "container-title": "journal",
    "issued": "date",
    "page": "pages",
}


def reference_view(
    report: ArticleReport,
    reference: Reference,
    findings: Sequence[Finding],
    elsewhere: Sequence[Finding],
    numbers: Mapping[str, str],
) -> dict[str, Any]:
    """What the template wants to know of an entry; it stands beside `elsewhere`, findings about something else."""
    audit = report.audit
    resolution = audit.resolution_of.get(reference.id)
    notices = audit.notices_of.get(reference.id, ())
    probe = audit.probe_of.get(reference.URL) if reference.URL else None
    probe = named.as_cited(probe, reference.csl) if probe else None
    passages = [p for p in audit.passages_of.get(reference.id, ()) if p.reach != "none"]
    csl = resolution.csl if resolution and resolution.outcome == "matched" else {}
    order = ("full_text", "page", "abstract", "note")
    reach = next((r for r in order if any(p.reach == r for p in passages)), "none")
    chips = [_resolution_chip(resolution), *_notice_chips(notices), _link_chip(reference, probe)]
    doi = str(csl.get("DOI") or reference.DOI)
    pmid = str(csl.get("PMID") or reference.PMID)
    record = entry(csl) if csl else ""
    same = bool(record) and plain(record) == plain(reference.raw)
    return {
        "number": numbers[reference.id],
        "raw": reference.raw,
        "listed": reference.listed,
        "chips": [c for c in chips if c],
        "record": "" if same or _by_note(resolution) else record,
        "as_printed": same,
        "registry": title(resolution.registry) if resolution else "",
        "differences": [
            {"field": FIELDS.get(d.field, d.field), "printed": d.printed, "registered": d.registered}
            for d in (resolution.differences if resolution and csl else ())
        ],
        "note": said(resolution.note) if resolution else "",
        "disclosed": _disclosed(csl),
        "doi": doi,
        "pmid": pmid,
        "url": reference.URL,
        "memento": probe.memento if probe else "",
        "memento_at": probe.memento_at[:10] if probe else "",
        "replacement": probe.replacement if probe else "",
        "probe_note": said(probe.note) if probe else "",
        "reach": read_as(next(p for p in passages if p.reach == reach)) if passages else REACH[reach],
        "findings": [
            {"fingerprint": f.fingerprint, "message": f.message, "fix": f.fix, "level": f.level.value} for f in findings
        ],
        "elsewhere": [
            {"fingerprint": f.fingerprint, "title": report.rules[f.rule_id].title.rstrip("."), "level": f.level.value}
            for f in elsewhere
            if f.rule_id in report.rules
        ],
        "used": len(audit.cited_by.get(reference.id, ())),
        "open": any(tone == "open" for tone, _ in filter(None, chips)),
    }


def _disclosed(csl: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Who paid for a source and what its authors say of their interests, as (head, words)."""
    custom = csl.get("custom")
    if not isinstance(custom, Mapping):
        return []
    funding, interests = custom.get("funding"), str(custom.get("interests") or "")
    paid = "; ".join(map(str, funding)) if isinstance(funding, (list, tuple)) else str(funding or "")
    return [(head, words) for head, words in (("Funded by", paid), ("Interests declared", interests)) if words]


def _by_note(resolution: Resolution | None) -> bool:
    """Whether only an editor's note says what the work is: often less than the list prints."""
    return resolution is not None and resolution.registry == "library" and resolution.identified != "matched"


def elsewhere(audit: Audit, reference: Reference, findings: Iterable[Finding]) -> list[Finding]:
    """Findings about something else that this reference or a passage of it stands beside."""
    ids = {reference.id, *(p.id for p in audit.passages_of.get(reference.id, ()))}
    return [f for f in findings if f.subject != reference.id and any(r.id in ids for r in f.related)]


def said(note: str) -> str:
    """A resolution's note as a sentence, registries by their names."""
    words = re.sub(r"\w+", lambda m: title(m[0]) if m[0] != "library" else m[0], note).strip()
    return words[:1].upper() + words[1:] + ("" if not words or words[-1] in ".?" else ".")


def _resolution_chip(resolution: Any) -> tuple[str, str]:
    if resolution is None:
        return ("open", "not looked up")
    return {
        "matched": ("good", f"found in {title(resolution.registry)}"),
        "ambiguous": ("look", "more than one record fits"),
        "not_found": ("look", "not found"),
        "unavailable": ("open", "not looked up"),
    }.get(resolution.outcome, ("open", resolution.outcome))


def _notice_chips(notices: Iterable[Any]) -> list[tuple[str, str]]:
    grave = {"retraction", "withdrawal", "removal", "partial_retraction", "expression_of_concern"}
    out = []
    for notice in notices:
        if notice.type == "none":
            continue
        if notice.type == "unavailable":
            out.append(("open", f"retractions not known ({title(notice.source)})"))
        else:
            out.append(("bad" if notice.type in grave else "look", notice.type.replace("_", " ")))
    if not out and notices:
        out.append(("good", "no retraction on record"))
    return list(dict.fromkeys(out))


def _link_chip(reference: Reference, probe: Any) -> tuple[str, str] | None:
    if not reference.URL:
        return None
    if probe is None or probe.outcome in ("not-checked", "excluded"):
        return ("open", "link not checked")
    if probe.dead:
        return ("bad", "page lost" if probe.outcome in ("soft-404", "moved-to-home", "parked") else "link dead")
    tone = {"ok": "good", "moved": "look", "redirected": "good"}
    words = {
        "ok": "link works",
        "moved": "link moved",
        "redirected": "link works",
        "disallowed": "link not asked: robots.txt",
    }
    return tone.get(probe.outcome, "open"), words.get(probe.outcome, f"link: {probe.outcome.replace('-', ' ')}")


def entry(csl: Mapping[str, Any]) -> str:
    """A record as a reference list prints it (AMA order), for copying; only what the record holds."""
    names = [_name(n) for n in csl.get("author", ())]
    shown = names if len(names) <= 6 else [*names[:3], "et al"]
    issued = csl.get("issued", {}).get("date-parts", [[]])
    year = str(issued[0][0]) if issued and issued[0] else ""
    title = str(csl.get("title", "")).rstrip(".")
    journal = str(csl.get("container-title-short") or csl.get("container-title") or "")
    where = str(csl.get("volume", "")) + (f"({csl['issue']})" if csl.get("issue") else "")
    pages = str(csl.get("page", ""))
    place = year + (f";{where}" if where and year else where) + (f":{pages}" if pages else "")
    publisher = str(csl.get("publisher", ""))
    parts = [", ".join(n for n in shown if n), title + ("" if title.endswith("?") else "."), journal and f"{journal}."]
    parts.append(f"{publisher}; {year}." if publisher and not journal else f"{place}." if place else "")
    if csl.get("DOI"):
        parts.append(f"doi:{csl['DOI']}")
    elif csl.get("URL"):
        parts.append(str(csl["URL"]))
    head = parts[0] + ("" if not parts[0] or parts[0].endswith(".") else ".")
    return " ".join(p for p in (head, *parts[1:]) if p and p != ".")


def _name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    given = str(name.get("given", ""))
    bare = given.replace(".", " ").replace("-", " ").split()
    initials = bare[0] if len(bare) == 1 and bare[0].isupper() and len(bare[0]) <= 4 else "".join(w[0] for w in bare)
    family = " ".join(p for p in (str(name.get("non-dropping-particle", "")), str(name.get("family", ""))) if p)
    return f"{family} {initials}".strip()


def unread(audit: Audit, numbers: Mapping[str, str]) -> list[dict[str, Any]]:
    """References no text of which was read, together by the reason."""
    out: dict[str, list[str]] = {}
    for reference in audit.references:
        rows = audit.passages_of.get(reference.id, ())
        if not any(p.reach != "none" for p in rows):
            note = next((p.note for p in rows if p.note), "no text of this source was at hand")
            asked = audit.resolution_of.get(reference.id)
            unasked = note == "not identified" and (asked is None or asked.outcome == "unavailable")
            note = _UNASKED if unasked else _NOTES.get(note, note)
            out.setdefault(said(note), []).append(numbers[reference.id])
    return [{"cite": cite(which).lower(), "count": len(which), "why": why} for why, which in out.items()]


_UNASKED = "no registry was asked for it"

_NOTES: Mapping[str, str] = {"not identified": "the entry could not be matched with a registered work"}
