"""The article cites a version that a newer one has replaced.

## What it does
Flags references with a newer version on record, be it one that withdraws them: a Cochrane review (DOI ending .pub2,
.pub3, ...), a data set or report with a later version, a guideline of which the list has a newer edition of the same
body, one that says itself that it was replaced, a guideline or definition in the house's list
`config/lexicons/superseded.yaml`, and, as a note, a Bookshelf chapter (StatPearls, GeneReviews) revised since the
printed year.

## Why it matters
A newer version may say something else: a lower threshold, another first choice, a conclusion turned round.

## What to do
Read the newer version, compare the sentences that rest on the old one, and cite the new. The line offered can be
pasted into the list.

## When it is wrong
When the old version is cited as history ("until 2017 the limit was 140/90") in words that do not say so. Say so in the
sentence. A line of the list that is wrong can be taken out by anybody: it is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.checks import _says_itself
from citewarden.checks import _versions as versions
from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner, Reference, Related

LEVEL = Level.WARNING
_HISTORY = re.compile(
    r"\b(?:replac\w+|took (?:the|its) place|supersed\w+|withdr\w+|(?:earlier|previous|older?|former"
    r"|first) (?:edition|version|guid\w+)"
    r"|(?:edition|version) of|until (?:19|20)\d\d|no longer)\b",
    re.I,
)
"""What says that an old version is cited as history."""
OWNER = Owner.SECTION_EDITOR


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per superseded reference."""
    listed = versions.newer_listed(audit.references)
    for reference in audit.references:
        notices = works.proven(works.standing(audit, reference, *works.SUPERSEDED))
        revised = works.proven(works.standing(audit, reference, "update"))
        if notices:
            newest = works.latest(notices)
            alike = [n for n in notices if n.DOI == newest.DOI and n.type == newest.type]
            what = newest.label if newest.type == "superseded" else "this version"
            new = f" by {works.named(newest.replacement)}" if newest.replacement.get("title") else " by a newer version"
            note = newest.note.partition(works.AGAIN)[0].rstrip("; ") if newest.type == "superseded" else ""
            again = works.replaced_again([newest])
            if works.is_withdrawn(newest.replacement):
                yield works.finding(
                    "superseded-reference", audit, reference,
                    f"{works.number(reference)} was withdrawn{works.since(alike)}: its newest version is"
                    f" {works.named(newest.replacement)} ({works.sources(alike)}). Compare the sentences that rest on"
                    f" it, and rest them on a source that stands.{works.address(alike)}",
                    level=LEVEL, kind=Kind.REVIEW, owner=OWNER, related=works.evidence(notices),
                )  # fmt: skip
                continue
            change = f", which was replaced in its turn by {again}" if again else ""
            told = f" What changed: {note}." if note else ""
            yield works.finding(
                "superseded-reference", audit, reference,
                f"{works.number(reference)}: {what} was replaced{works.since(alike)}{new}{change}"
                f" ({works.sources(alike)}).{told} Compare the sentences that rest on it and cite the"
                f" new{'est' if again else 'er'} one.{'' if again else works.address(alike)}",
                level=LEVEL, kind=Kind.REVIEW, owner=OWNER, related=works.evidence(notices),
                fix="" if again else works.pasted(newest.replacement, reference),
            )  # fmt: skip
        elif revised:
            yield works.finding(
                "superseded-reference", audit, reference,
                f"{works.number(reference)} was revised{works.since(revised)} ({works.sources(revised)}). Check the"
                f" current text and print its date.{works.address(revised)}",
                level=Level.NOTE, kind=Kind.REVIEW, owner=Owner.EDITOR, related=works.evidence(revised),
            )  # fmt: skip
        elif reference.id in listed and not _as_history(audit, reference):
            newer = listed[reference.id]
            yield works.finding(
                "superseded-reference", audit, reference,
                f"{works.number(reference)} and {works.number(newer).lower()} of the list are two versions of one"
                f" document, and {works.number(newer).lower()} is the newer one. Compare the sentences that rest on the"
                " older one, and cite the newer one for them.",
                level=LEVEL, kind=Kind.REVIEW, owner=OWNER, key="listed",
                related=[
                    Related("newer version", newer.raw, id=newer.id, target=newer.target), *_resting(audit, reference)
                ],
            )  # fmt: skip
        elif (told := _says_itself.replaced(audit, reference)) and not _as_history(audit, reference):
            yield works.finding(
                "superseded-reference", audit, reference,
                f"{works.number(reference)} says itself that it no longer stands: {ev.quoted(told)}. Compare the"
                " sentences that rest on it, and cite the newer one for them.",
                level=LEVEL, kind=Kind.REVIEW, owner=OWNER, key="told", related=_resting(audit, reference),
            )  # fmt: skip


def _as_history(audit: Audit, reference: Reference) -> bool:
    """Whether the article cites a source only to say that it was replaced."""
    claims = audit.cited_by.get(reference.id, ())
    return bool(claims) and all(_HISTORY.search(claim.text) for claim in claims)


def _resting(audit: Audit, reference: Reference) -> list[Related]:
    """The sentences that rest on a source."""
    return [Related("rests on it", c.text, c.id, target=c.target) for c in audit.cited_by.get(reference.id, ())]
