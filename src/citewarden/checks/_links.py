"""What several checks ask of the addresses an article links to, and how they speak of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.model import Audit, Finding, Kind, Level, Owner, Probe, Reference, Related
from citewarden.text import dates
from citewarden.web import named

_LOGIN = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*:/*)[^/\\?#]*@")
LONGEST = 90
ALIVE = ("ok", "moved", "redirected", "fragment-missing")
GONE = ("gone", "no-host", "doi-unregistered")
MISPLACED = ("soft-404", "moved-to-home", "parked")
SILENT = ("refused", "timed-out", "not-http", "bad-redirect")


def shown(address: str) -> str:
    """An address for a message: no user name and password, cut in the middle when long."""
    address = _LOGIN.sub(r"\1", address)
    return address if len(address) <= LONGEST else f"{address[:60]}…{address[-25:]}"


def probed(audit: Audit, *outcomes: str) -> Iterator[tuple[Reference, Probe]]:
    """Each reference with an address, and its probe if that ended in one of `outcomes` (any, if none are given)."""
    for reference in audit.references:
        probe = audit.probe_of.get(reference.URL) or audit.probe_of.get(_LOGIN.sub(r"\1", reference.URL))
        probe = named.as_cited(probe, reference.csl) if probe is not None else None
        if reference.URL and probe is not None and (not outcomes or probe.outcome in outcomes):
            yield reference, probe


def whose(reference: Reference) -> str:
    """ "of reference 3", or "in the text" for a link that no list entry repeats."""
    return f"of reference {reference.label or reference.id.rsplit('-', 1)[-1]}" if reference.listed else "in the text"


def first_seen(probe: Probe, *outcomes: str) -> str:
    """When the present run of `outcomes` was first seen, in words."""
    first = probe.asked_at
    for asked_at, was in reversed(probe.history):
        if was in ALIVE:
            break
        if was in outcomes:
            first = asked_at
    return day(first)


def day(moment: str) -> str:
    """A date in words ("2 July 2026") from ISO text, the time of day left out."""
    return dates.spoken(moment[:10])


def registered(audit: Audit, reference: Reference) -> str:
    """The registry's address of the work whose link is lost: by its DOI, else as its record has it; "" if none.

    An address that is the lost one itself, or is known to be lost too, is none.
    """
    resolution = audit.resolution_of.get(reference.id)
    if resolution is None or resolution.outcome != "matched":
        return ""
    doi, address = str(resolution.csl.get("DOI") or ""), str(resolution.csl.get("URL") or "")
    if doi and doi.lower() not in reference.URL.lower():
        return f"https://doi.org/{doi}"
    probe = audit.probe_of.get(address)
    lost = probe is not None and probe.outcome not in ALIVE
    return "" if address == reference.URL or lost or not address.startswith(("http://", "https://")) else address


def instead(audit: Audit, reference: Reference, probe: Probe) -> str:
    """What to link instead of a lost address, "" if nothing is known."""
    return registered(audit, reference) or probe.memento or probe.replacement


def advice(audit: Audit, reference: Reference, probe: Probe) -> str:
    """What to do about a lost address, in words."""
    address = registered(audit, reference)
    if address:
        return f"Link the work at {shown(address)}, where its registry has it"
    if probe.memento:
        return f"Link the archived copy of {day(probe.memento_at)}"
    if probe.archive == "unavailable":
        return "See whether the web archive holds a copy (address beside), and link that, or another source"
    return "Find the page’s present address, or another source"


def finding(
    rule: str,
    audit: Audit,
    reference: Reference,
    probe: Probe,
    message: str,
    *,
    level: Level,
    owner: Owner,
    kind: Kind = Kind.FAIL,
    fix: str = "",
    confidence: float = 1.0,
) -> Finding:
    """A finding about one address, with what was seen of it beside."""
    return Finding(
        rule,
        audit.document.id,
        reference.id,
        level,
        kind,
        message,
        location=reference.target,
        related=tuple(_beside(probe)),
        fix=fix,
        owner=owner,
        confidence=confidence,
        properties={"key": shown(reference.URL), **_observed(probe)},
    )


def _beside(probe: Probe) -> Iterator[Related]:
    said = f"{probe.outcome} ({probe.status})" if probe.status else probe.outcome
    seen = [f"{day(asked)}: {was}" for asked, was in probe.history[-4:]]
    now = f"{day(probe.asked_at)}: {said}" if probe.asked_at else said
    yield Related("observation", "; ".join([*seen, now]), url=probe.url, properties={"note": probe.note})
    if probe.redirects:
        chain = " → ".join(f"{status} {shown(to)}" for status, to in probe.redirects[:6])
        yield Related("redirects", chain, url=probe.final_url)
    if probe.memento:
        yield Related("archived copy", f"Archived copy of {day(probe.memento_at)}", url=probe.memento)
    elif probe.archive == "unavailable":
        index = f"https://web.archive.org/web/*/{shown(probe.url)}"
        yield Related("web archive", "The web archive did not answer; its copies, if it has any, are here", url=index)
    elif probe.replacement:
        yield Related("proposed address", shown(probe.replacement), url=probe.replacement)


def _observed(probe: Probe) -> Mapping[str, Any]:
    out = {"outcome": probe.outcome, "status": probe.status, "asked_at": probe.asked_at, "note": probe.note}
    return {name: value for name, value in out.items() if value}
