"""Part of the article was seen and not understood.

## What it does
Says what the reader saw and could not read: a bibliography that is not there, a citation key or a mark that nothing in
the article answers to, a field, table or list entry of a form it does not know. Several of a kind make one question.
One question for a list also names the entries that may have been misread, and says what was read: those of which words
were placed nowhere, a value cannot be or the reading is unsure, and which no register or source note identified.

## Why it matters
What was not read was not checked. A retracted paper behind a key that nobody could follow is as retracted as any, and
an editor who sees no warning must be able to tell "looked and found nothing" from "could not read it".

## What to do
Do what the finding says, or write the source into the article's list. `citewarden read --check FILE` shows everything
that was read and what each mark was taken for.

## When it is wrong
When what looks like a mark is part of the sentence. Then accept the finding once; it comes back only if the words
change.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks._reference import number
from citewarden.model import Audit, Citation, Finding, Kind, Level, Owner, Reference, Unread
from citewarden.text.anchors import anchor
from citewarden.text.as_read import in_words
from citewarden.text.shapes import LONGEST_ENTRY
from citewarden.text.spoken import is_spoken

LEVEL = Level.NONE
OWNER = Owner.EDITOR
_SHOWN = 3
_NOTHING = (
    "no source that was read answers to it",
    "write the source it stands for into the list, or correct the mark",
)
_TOLD = (
    "what somebody told the author stands in no register, and no program can look it up",
    "ask the author for it and accept this finding, or cite a published source",
)
"""Why a mark is not read, and what to do."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one open finding for each way in which parts of the article were not understood."""
    alike: dict[tuple[str, str, str], list[Unread]] = {}
    for part in [*audit.document.unread, *_overlong(audit), *_unbound(audit)]:
        alike.setdefault((part.kind, part.why, part.remedy), []).append(part)
    for (kind, why, remedy), parts in alike.items():
        names = list(dict.fromkeys(part.what for part in parts))
        shown = names[:_SHOWN] + ([f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else [])
        first = next((p for p in parts if p.start >= 0), None)
        where = next((f" ({p.place})" for p in parts if p.place), "") if first is None else ""
        yield Finding(
            "unread-part",
            audit.document.id,
            audit.document.id,
            LEVEL,
            Kind.OPEN,
            f"Not read: {_listed(shown)}{where}: {why}. {remedy[:1].upper()}{remedy[1:]}.",
            anchor(audit.document, first.start, first.end) if first else None,
            owner=OWNER,
            properties={"key": f"{kind}: {'; '.join(names)}"},
        )
    yield from _doubtful(audit)


def _doubtful(audit: Audit) -> Iterator[Finding]:
    """One open finding for the entries of the list that may have been misread and that nothing but their own words
    identifies."""
    doubted = [r for r in audit.references if r.listed and r.doubtful and not _is_identified(audit, r)]
    if not doubted:
        return
    shown = [f"{number(r)} ({in_words(r)})" for r in doubted[:_SHOWN]]
    more = [f"{len(doubted) - _SHOWN} more"] if len(doubted) > _SHOWN else []
    many = len(doubted) > 1
    whose, identifies = ("their", "identify these works") if many else ("its", "identifies this work")
    printed = ["words", *(names[many] for names in _PRINTED if any(_prints(r, names[0]) for r in doubted))]
    yield Finding(
        "unread-part",
        audit.document.id,
        audit.document.id,
        LEVEL,
        Kind.OPEN,
        f"May have been misread: {_listed(shown + more)}. Nothing but"
        f" {_listed([f'{whose} {name}' for name in printed])} {identifies}. Compare what was read"
        " with what is printed, or add the DOI.",
        doubted[0].target,
        owner=OWNER,
        properties={"key": f"doubt: {'; '.join(r.raw for r in doubted)}", "doubtful": [r.id for r in doubted]},
    )


_PRINTED = (("address", "addresses"), ("number", "numbers"))


def _prints(reference: Reference, name: str) -> bool:
    """Whether an entry prints what leads to the work though no register holds it: an address, a number."""
    return bool(reference.URL if name == "address" else reference.ISBN or reference.csl.get("number"))


def _is_identified(audit: Audit, reference: Reference) -> bool:
    """Whether an identifier, a register or a source note says what an entry is."""
    found = audit.resolution_of.get(reference.id)
    known = found is not None and found.outcome == "matched"
    return known or bool(reference.DOI or reference.PMID or reference.PMCID)


def _overlong(audit: Audit) -> Iterator[Unread]:
    """Entries of the list of which only the beginning was read."""
    for reference in audit.references:
        if reference.listed and len(reference.raw) > LONGEST_ENTRY:
            place = reference.target.position
            yield Unread(
                "entry",
                f"the end of the entry {reference.raw[:40].strip()!r} …",
                f"an entry is read as far as {LONGEST_ENTRY:,} characters",
                "check where the entries of the list begin and end",
                place.start,
                place.end,
            )


def _unbound(audit: Audit) -> Iterator[Unread]:
    """Marks that bind to nothing, in reading order; what the document tells of itself is not told twice."""
    told = {part.what for part in audit.document.unread}
    for citation in sorted(audit.citations, key=_place):
        for item in citation.items:
            if not item.id and f"the key @{item.label}" not in told:
                start, end = citation.target.position.start, citation.target.position.end
                label = f"the mark “{item.label.strip()}”"
                yield Unread("mark", label, *(_TOLD if is_spoken(item.label) else _NOTHING), start, end)


def _place(citation: Citation) -> int:
    return citation.target.position.start


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
