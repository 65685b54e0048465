"""Of something else: the sentence tells an effect or a ratio of a thing that its source never names."""

from __future__ import annotations

import re

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart, is_short, telling, titles, words_of
from citewarden.checks._figures import figures
from citewarden.checks._same_figures import missing
from citewarden.model import Audit, Claim, Passage

_WHO = re.compile(
    r"\b(?:people|patients|those|adults|women|men|children|girls|boys|mothers|babies|teenagers)\b(?: who (?:\w+ )?"
    r"(?:take|took|use|used|eat|ate|drink|drank|have|had|get|got|do|did|are|were|go|wear|wore|live|lived)"
    r"| (?:with|on|taking|using|eating|drinking|doing|wearing))?",
    re.I,
)
_RATIO = re.compile(
    r"\b(?:twice|three times|four times|five times|ten times|double|triple|half) (?:as|the)\b|\bdoubles?\b|\bhalves\b",
    re.I,
)
_GENERAL = telling(
    "treatment treatments medicine medicines therapy tablets tablet drug drugs doctors doctor programme method approach"
    " condition disease illness problem problems symptoms symptom attack attacks better worse likely others other "
    "rate rates share risk chance figure number"
)


def not_spoken_of(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says how many times as often one group has something, and its short sources name neither the group
    nor the ratio."""
    ratio = _RATIO.search(claim.standalone)
    if ratio is None or claim.hypothetical or not claim.citations or not claim.resolved:
        return None
    if not all(is_short(audit, p.work) for p in read):
        return None
    works = tuple(dict.fromkeys(p.work for p in read))
    own = [q for q in figures(claim) if q.unit == "fold"]
    if not own or not missing(audit, own, works, claim.standalone):
        return None
    known = telling(" ".join([*(p.text for p in read), *(titles(audit, work) for work in works)]))
    subject = telling(_WHO.sub(" ", claim.standalone[: ratio.start()])) - _GENERAL
    verb = words_of("does").search(claim.standalone[: ratio.start()])
    if verb:
        subject = telling(_WHO.sub(" ", claim.standalone[: verb.start()])) - _GENERAL
    if not subject or subject & known:
        return None
    said = next(w for w in re.findall(r"[\w’'-]+", claim.standalone) if telling(w) & subject)
    return Apart(
        f"“{said}” is not spoken of in what was read of {ev.source_read(audit, read[0])}, nor “{ratio[0].strip()}”."
        " Point to the place, or cite a source on it.",
        read[0],
        read[0].text,
    )
