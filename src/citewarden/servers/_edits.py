"""Proposals of findings as edits of the file: only the words that differ are touched, and only where the file spells
out what was read.

A finding's `fix` is text to paste. What it stands for is known for each check; marks and markup between the words of a
claim stay, since they are no part of what is compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from citewarden.model import Audit, Document, Finding, SpecificResource
from citewarden.text.anchors import file_offset, part

PLACES: Mapping[str, str] = {
    "misspelt-term": "words",
    "undefined-abbreviation": "words",
    "number-mismatch": "claim",
    "overstated-claim": "claim",
    "differs-from-record": "entry",
    "malformed-author": "entry",
    "newer-edition": "entry",
    "outdated-organisation-name": "entry",
    "preprint-published": "entry",
    "replaced-reference": "entry",
    "superseded-reference": "entry",
    "unregistered-doi": "entry",
    "wrong-doi": "entry",
    "dead-link": "address",
    "link-drift": "address",
    "missing-fragment": "address",
    "moved-link": "address",
    "parked-link": "address",
    "soft-404": "address",
    "unarchived-link": "",
    "withdrawn-support": "",
}
"""Check -> what its `fix` stands for: the words at the finding's place, the whole claim, the whole entry of the list,
an address in it, or nothing in the text ("")."""
LONGEST = 4_000
"""Letters of a stretch that is compared word by word: no sentence and no entry is longer."""
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

Edit = tuple[int, int, str]
"""Start and end (code points), and what is put there."""


def edits(audit: Audit, finding: Finding, file: str) -> tuple[Edit, ...]:
    """What to change in `file` (line ends as "\\n") so that it says what the finding proposes; () where that is not
    sure."""
    place, said = _meant(audit, finding) if finding.fix else (None, "")
    if place is None or place.place or max(len(place.quote.exact), len(finding.fix)) > LONGEST:
        return ()
    document, start, end = audit.document, place.position.start, place.position.end
    wanted = changes(document.text[start:end], said, finding.fix)
    if wanted is None:
        return ()
    found = [_edit(document, start + a, start + b, put, file) for a, b, put in wanted]
    sure = tuple(edit for edit in found if edit is not None)
    return sure if len(sure) == len(found) else ()


def _meant(audit: Audit, finding: Finding) -> tuple[SpecificResource | None, str]:
    """The stretch of text that a finding's proposal stands for, and its words as the check saw them."""
    what = PLACES.get(finding.rule_id, "")
    if what == "words":
        return finding.location, finding.location.quote.exact if finding.location else ""
    if what == "claim":
        claim = next((c for c in audit.claims if c.id == finding.subject), None)
        return (claim.target, claim.text) if claim else (None, "")
    reference = next((r for r in audit.references if r.id == finding.subject), None)
    if not what or reference is None or not reference.listed:
        return None, ""
    if what == "entry":
        return reference.target, reference.raw
    at = reference.raw.find(reference.URL) if reference.URL else -1
    if at < 0 or reference.target.quote.exact != reference.raw:
        return None, ""
    return part(audit.document, reference.target, at, at + len(reference.URL)), reference.URL


def changes(text: str, said: str, new: str) -> list[Edit] | None:
    """What is other in `new` than in `said`, word by word, as changes of `text`, which may hold more between its words
    (marks); None where a change goes across such a thing. Blanks of any sort are alike."""
    tokens, own, after = (_TOKEN.findall(each) for each in (text, said, new))
    starts = [0, *accumulate(map(len, tokens))]
    at = {b + n: a + n for a, b, size in _matched(tokens, own).get_matching_blocks() for n in range(size)}
    out = []
    for tag, a, b, c, d in _matched(own, after).get_opcodes():
        if tag == "equal":
            continue
        places = [at.get(n, -2) for n in range(a, b)]
        if a == b:
            first = last = at.get(a - 1, -2) + 1 if a else 0
        else:
            first, last = places[0], places[-1] + 1
        if first < 0 or places != list(range(first, last)):
            return None
        out.append((starts[first], starts[last], "".join(after[c:d])))
    return out


def _matched(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [_alike(t) for t in one], [_alike(t) for t in other], autojunk=False)


def _alike(token: str) -> str:
    return " " if token.isspace() else token


def _edit(document: Document, start: int, end: int, put: str, file: str) -> Edit | None:
    """A change of the text as one of the file; None where the file spells that stretch otherwise."""
    if start == end:
        first = last = file_offset(document, start - 1) + 1 if start else file_offset(document, 0)
        return (first, last, put) if not start or file[first - 1 : first] == document.text[start - 1] else None
    first, last = file_offset(document, start), file_offset(document, end - 1) + 1
    return (first, last, put) if file[first:last] == document.text[start:end] else None
