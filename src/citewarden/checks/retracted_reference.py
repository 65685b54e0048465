"""The article cites a work that has been retracted, withdrawn or removed.

## What it does
Flags every reference with a retraction, withdrawal or removal notice that no reinstatement cancels, as Crossref,
PubMed, Europe PMC or the Retraction Watch database records it, and every one whose own text, or the editors' note on
it, says so. OpenAlex alone is not enough (see registry-conflict).

## Why it matters
A retracted work must not be relied on. Most citations of retracted papers do not say that they are retracted, and
readers take them for valid evidence.

## What to do
Remove the reference and look for another source of each sentence that rests on it; if none says the same, change the
sentence. To write about the retraction itself, say in the sentence that the work was retracted and mark the entry in
the list "[Retracted]".

## When it is wrong
When the notice retracts only a part and the registry does not say so, or when the record of another work was matched:
compare the notice with the entry. When the work was reinstated and the registry that knows of it could not be asked,
neither now nor before: the message says so. A sentence that speaks of the retraction is no fault and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.checks import _says_itself
from citewarden.checks import _works as works
from citewarden.model import Audit, Finding, Kind, Level, Owner

LEVEL = Level.ERROR
OWNER = Owner.MEDICAL_REVIEWER


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per retracted reference."""
    for reference in audit.references:
        notices = works.proven(works.standing(audit, reference, *works.RETRACTED))
        if (
            not notices
            and (told := _says_itself.retracted(audit, reference))
            and not works.speaks_of_retraction(reference.raw)
        ):
            yield works.finding(
                "retracted-reference", audit, reference,
                f"{works.number(reference)} was {_says_itself.what(told)}, as what was read of it says:"
                f" {ev.quoted(told)}. Take it out, or find another source for what rests on it.",
                level=LEVEL, kind=Kind.FAIL, owner=OWNER,
            )  # fmt: skip
        if not notices or works.proven(works.standing(audit, reference, "retract_and_replace")):
            continue
        what = works.what(notices, works.RETRACTED)
        why = works.reason(notices)
        said = f"{works.number(reference)} was {what}{works.since(notices)}{why} ({works.sources(notices)})."
        said += works.unheard_reinstatement(audit, reference)
        contexts = works.contexts(audit, reference)
        if contexts and all(works.speaks_of_retraction(c) for c in contexts):
            if not works.speaks_of_retraction(reference.raw):
                yield works.finding(
                    "retracted-reference", audit, reference,
                    f"{said} The article says so; mark the entry in the list \"[Retracted]\" too.",
                    level=Level.NOTE, owner=Owner.EDITOR, related=works.evidence(notices),
                )  # fmt: skip
            continue
        advice = " Take it out, or find another source for what rests on it."
        yield works.finding(
            "retracted-reference", audit, reference, f"{said}{advice}{works.address(notices)}",
            level=LEVEL, kind=Kind.FAIL, owner=OWNER, related=works.evidence(notices),
        )  # fmt: skip
