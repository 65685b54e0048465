"""The house does not accept a source: its site, its journal or its kind.

## What it does
Holds each reference against the lists of the policy: `domains`, `journals` (names or ISSNs) and `kinds` that are
refused, each with its reason, and `allowed_domains`, beside which no other site may be cited where the list is not
empty. The lists are empty as shipped.

## Why it matters
Hijacked and predatory journals print what nobody has reviewed, and some sites sell what they write about.

## What to do
Cite a source that the house accepts, or take the sentence out.

## When it is wrong
When a site or journal is on the list by mistake: take it off in the policy. For one article, waive the finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from citewarden.checks import _clock as clock
from citewarden.checks import _reference as printed
from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference
from citewarden.text import addresses, identifiers

LEVEL = Level.WARNING
OWNER = Owner.EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per reference that the policy's lists refuse, with the reason they give; open where a listed
    journal cannot be ruled out."""
    lists = {
        "domains": _listed(audit.policy.setting("refused-source", "domains", {})),
        "journals": _listed(audit.policy.setting("refused-source", "journals", {})),
        "kinds": _listed(audit.policy.setting("refused-source", "kinds", {})),
    }
    allowed = [str(site).lower() for site in audit.policy.setting("refused-source", "allowed_domains", ())]
    if not allowed and not any(lists.values()):
        return
    for reference in audit.references:
        if lists["journals"] and _is_unnamed_article(audit, reference):
            yield works.finding(
                "refused-source", audit, reference,
                f"The journal of {works.number(reference).lower()} is not known, so it was not held against the house's"
                " list. Name the journal, or run again when the registries answer.",
                level=Level.NONE, kind=Kind.OPEN, owner=OWNER, key="journal",
            )  # fmt: skip
        if said := _refusal(audit, reference, lists, allowed):
            what, why = said
            yield works.finding(
                "refused-source", audit, reference,
                f"{works.number(reference)} cites {what}, which the house does not accept"
                f"{f': {why}' if why else ''}. Cite a source that it accepts, or waive this with a reason.",
                level=LEVEL, kind=Kind.FAIL, owner=OWNER, key=what,
            )  # fmt: skip


def _listed(listed: Mapping[str, Any]) -> Mapping[str, str]:
    """A list of the policy, its names as they are compared."""
    return {_compared(str(entry)): str(why or "").strip().rstrip(".") for entry, why in listed.items()}


def _compared(name: str) -> str:
    """A name without case, "the", marks and points: "The Journal of X." is "journal of x"."""
    return " ".join(re.findall(r"[\w.-]*\w", re.sub(r"(?i)\Athe\s+", "", name.strip()).replace("&", "and").lower()))


def _refusal(
    audit: Audit, reference: Reference, lists: Mapping[str, Mapping[str, str]], allowed: list[str]
) -> tuple[str, str] | None:
    """What of a reference is refused, in words, and why; None where nothing is."""
    record = printed.record(audit, reference)
    for journal in _journals(record, reference.csl):
        if _compared(journal) in lists["journals"]:
            return f"“{journal}”", lists["journals"][_compared(journal)]
    told = record or reference.csl
    kinds = {str(told.get("type") or ""), str(told.get("genre") or "").lower(), clock.source(audit, reference, record)}
    for kind in sorted(kinds & set(lists["kinds"]) - {""}):
        return f"a source of the kind “{kind}”", lists["kinds"][kind]
    host = (addresses.split(reference.URL).hostname or "").lower()
    if not host or identifiers.doi(reference.URL):
        return None
    for site, why in lists["domains"].items():
        if _within(host, site):
            return f"a page of {site}", why
    if allowed and not any(_within(host, site) for site in allowed):
        return f"a page of {host}", "it is not among the sites that may be cited"
    return None


def _is_unnamed_article(audit: Audit, reference: Reference) -> bool:
    """Whether a work with an article's identifier stands in a journal that nothing names."""
    named = any(_journals(printed.record(audit, reference), reference.csl))
    return bool(reference.DOI or reference.PMID) and not named


def _journals(*records: Mapping[str, Any]) -> Iterator[str]:
    """The names and ISSNs a work's journal goes by."""
    for record in records:
        for field in ("container-title", "container-title-short", "ISSN"):
            value = record.get(field) or ()
            yield from map(str, (value,) if isinstance(value, str) else value)


def _within(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")
