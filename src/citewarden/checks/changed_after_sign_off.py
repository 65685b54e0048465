"""The article has changed since it was signed off.

## What it does
Compares the article's file with the newest sign-off in `config/suppressions.yaml`, which holds the digest of the text
that was reviewed and the statements in it; those that changed, are new or gone are shown word by word.

## Why it matters
A reader sees "medically reviewed by ..." under every sentence, also under those written after the review.

## What to do
Show the reviewer what changed, and record a new sign-off (`citewarden sign-off ARTICLE`).

## When it is wrong
When only a comma changed, or a word around the statements: it then says that no statement changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citewarden.model import Audit, Finding, Kind, Level, Owner, Related
from citewarden.text import dates, rewritten
from citewarden.text.bindings import sign_offs, statements

LEVEL = Level.WARNING
OWNER = Owner.MEDICAL_REVIEWER


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding if the newest sign-off was for another text; none if there never was one."""
    signed = sign_offs(audit)
    if signed and signed[-1].sha256 != audit.document.sha256:
        last = signed[-1]
        when = dates.spoken(last.signed_on, at=True) if last.signed_on else "on an unknown day"
        changes = list(rewritten.sentences(last.statements, statements(audit))) if last.statements else []
        yield Finding(
            "changed-after-sign-off",
            audit.document.id,
            audit.document.id,
            LEVEL,
            Kind.FAIL,
            f"The article has changed since {last.signer or 'somebody'} ({last.role or 'role unknown'}) signed it off"
            f" {when}{_told(changes) if last.statements else ''}."
            " Show the reviewer what changed and record a new sign-off.",
            related=tuple(
                Related("changed", new or old, properties={"before": old, "after": new}) for old, new in changes
            ),
            owner=OWNER,
            properties={"key": last.sha256},
        )


def _told(changes: Sequence[tuple[str, str]]) -> str:
    """ ": 2 statements changed, 1 new, 1 gone"."""
    new, gone = sum(not old for old, _ in changes), sum(not now for _, now in changes)
    parts = [
        f"{count} {word}" for count, word in ((len(changes) - new - gone, "changed"), (new, "new"), (gone, "gone"))
    ]
    told = [part for part in parts if not part.startswith("0 ")]
    return f"; of its statements {', '.join(told)}" if told else "; none of its statements changed"
