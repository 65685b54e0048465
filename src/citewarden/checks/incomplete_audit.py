"""Part of the audit could not be done.

## What it does
Says, once for each cause, what this run could not find out: there was no network, a registry did not answer, an
address was not asked, or no text of any source was at hand, so that no claim could be compared with one. It is never
a failure and never a pass.

## Why it matters
A reference nobody could look up is not a clean reference. An editor who sees no warning must be able to tell "we
looked and found nothing" from "we could not look".

## What to do
Run the audit again when the network or the registry is back. Where no source could be read, write a note on one into
`references/` (a Markdown file a work, with what it says), or list sources that can be read. A gate that should pass
meanwhile names a policy with `allow_incomplete: true`.

## When it is wrong
When a registry is switched off on purpose: say so in `config.yaml` (`enabled: false`), and it is no longer missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text.listing import references
from citewarden.text.spoken import TYPES, is_spoken

LEVEL = Level.NONE
OWNER = Owner.EDITOR

_NAMES = {"registries": "the registries"}

_CAUSES: Mapping[str, str] = {
    "not identified": "{} is known from a note in references/ only. No registry could be found that holds it, so"
    " nothing is known of retractions or corrections. Add its DOI or PubMed number to the note.",
    "cannot be asked": "Crossref cannot be asked by this DOI for notices about {}, and no other way found one. Look at"
    " the journal's own page.",
}
"""Why nothing is known, by the label of a notice "unavailable"; {} is which references."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one open finding for each cause of not knowing."""
    numbers = {r.id: r.id.rsplit("-", 1)[-1] for r in audit.references}
    if audit.claims and not any(p.text for p in audit.passages):
        yield _open(audit, "sources", _nothing_to_compare(audit))
    if audit.offline:
        if audit.references:
            yield _open(
                audit,
                "offline",
                f"Not checked: offline. Registries and links of {references(numbers.values())} were not asked;"
                " run again with a network to learn whether they are retracted, replaced or dead.",
            )
        return
    silent: dict[str, set[str]] = {}
    labelled: dict[str, set[str]] = {}
    for reference in audit.references:
        resolution = audit.resolution_of.get(reference.id)
        if resolution and resolution.outcome == "unavailable" and resolution.registry != "web":  # the link checks say
            silent.setdefault(resolution.registry or "the registries", set()).add(numbers[reference.id])
        for notice in audit.notices_of.get(reference.id, ()):
            if notice.type == "unavailable" and notice.label in _CAUSES:
                labelled.setdefault(notice.label, set()).add(numbers[reference.id])
            elif notice.type == "unavailable":
                silent.setdefault(notice.source, set()).add(numbers[reference.id])
    for registry, refs in sorted(silent.items()):
        yield _open(
            audit,
            registry,
            f"Not checked: {_NAMES.get(registry, registry)} did not answer for {references(refs)}; nothing can be said"
            " about retractions or corrections recorded there. Run again later.",
        )
    for label, refs in sorted(labelled.items()):
        yield _open(audit, label, f"Not checked: {_CAUSES[label].format(references(refs))}")
    unasked = [numbers[r.id] for r in audit.references if r.URL and _not_asked(audit, r.URL)]
    if unasked:
        yield _open(audit, "links", f"Not checked: the addresses of {references(unasked)} were not asked. Run again.")


def _nothing_to_compare(audit: Audit) -> str:
    """Why no claim was compared with a source, and how to give it one."""
    claims = "its one claim was" if len(audit.claims) == 1 else f"its {len(audit.claims)} claims were"
    told = [is_spoken(item.label) for citation in audit.citations for item in citation.items if not item.id]
    if all(r.csl.get("type") in TYPES for r in audit.references) and (audit.references or (told and all(told))):
        return (
            f"Not compared: all that the article names is what somebody told its author, so {claims} compared with"
            " none. Cite a published source beside it, or write what was said into a note in references/."
        )
    if not audit.references:
        return f"Not compared: the article lists no sources, so {claims} compared with none. Add the sources."
    of = "the listed source" if len(audit.works) == 1 else f"any of the {len(audit.works)} listed sources"
    return (
        f"Not compared: no text of {of} was at hand, so {claims} compared with none. Write what a source says into a"
        " note in references/, or run again when it can be read."
    )


def _not_asked(audit: Audit, url: str) -> bool:
    probe = audit.probe_of.get(url)
    return probe is not None and probe.outcome == "not-checked"


def _open(audit: Audit, key: str, message: str) -> Finding:
    document = audit.document.id
    return Finding(
        "incomplete-audit", document, document, LEVEL, Kind.OPEN, message, owner=OWNER, properties={"key": key}
    )
