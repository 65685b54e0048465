"""Shares of one whole that come to more than all of it: "80% are calcium, 10% uric acid, 10% struvite, 7% cystine"."""

from __future__ import annotations

import re
from itertools import pairwise

from citewarden.model import Claim, Quantity

ALL = 100.0
SLACK = 0.5
"""Percent points that rounding may add for each share."""
FEW = 3
"""Fewest shares that are taken for the parts of a whole."""
FAR = 0.2
"""Share of a share by which the words for it are off."""
_AGAIN = re.compile(
    r"(?: of (?:[\w’'-]+ ){0,5}[\w’'-]+| (?:people|patients|persons|adults|children|babies|(?:wo)?men|participants"
    r"|cases))?(?:, (?:or |that is,? |i\.e\.,? )?|,? or | \()"
    r"(?:about |around |some |nearly |roughly )?"
)
"""What stands between a share in words and the same in figures."""
_DIFFERENCE = re.compile(r"\b(?:more|fewer|less|extra)\b", re.I)
"""What says by how much two others differ: "62% and 49%, about one more in every eight"."""
_PARTS = re.compile(
    r"\b(?:ma[dk]e (?:up )?of|makes? up|consists? of|composed of|due to|caused by|the result of|comes? from|stem from"
    r"|account(?:s|ed)? for|belong(?:s|ed)? to|fall into|divided|split|were (?:classed|classified|rated|graded)"
    r"|the (?:main )?(?:kinds|types|causes|sorts|parts)|break(?:s|ing)? down|distribut)",
    re.I,
)
"""What says that shares are the parts of one whole; symptoms may go together and are none."""
_JOINED = re.compile(r"[^.;:()%\d]{0,60}(?:,|\band\b|\bwith\b)[^.;:()%\d]{0,40}\Z")


def restated(claim: Claim) -> tuple[Quantity, Quantity] | None:
    """A share that is said twice in a row and differs: "half of them, 25 percent"."""
    shares = [q for q in claim.quantities if q.unit == "%" and q.low == q.high]
    for one, other in pairwise(shares):
        if _DIFFERENCE.search(other.text):
            continue
        again = _AGAIN.fullmatch(claim.standalone[one.end : other.start])
        in_words = bool(re.search(r"[%\d]|cent", one.text)) != bool(re.search(r"%|cent", other.text))
        if again and in_words and _closes(claim.standalone, other.end) and abs(one.low - other.low) > FAR * other.low:
            return one, other
    return None


def _closes(text: str, end: int) -> bool:
    """Whether what stands between commas or brackets ends here."""
    return re.match(r"\s*(?:[,;).]|\Z)", text[end:]) is not None


def too_many(claim: Claim) -> tuple[tuple[Quantity, ...], float] | None:
    """The shares of a claim that are the parts of one whole and come to more than all of it, and their sum."""
    text = claim.standalone
    shares = [q for q in claim.quantities if q.unit == "%" and q.low == q.high and re.search(r"\d", q.text)]
    if len(shares) < FEW or not _PARTS.search(text):
        return None
    if any(not _JOINED.match(text[a.end : b.start]) for a, b in pairwise(shares)):
        return None
    total = sum(q.low for q in shares)
    return (tuple(shares), total) if total > ALL + SLACK * len(shares) else None
