"""What a question about a sentence and its source is made of, and what of the source it is asked of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from citewarden.config import lexicon
from citewarden.model import Audit, Passage

ALIKE = 0.4
"""Share of a sentence's words from which a source's sentence is about the same comparison."""
MOST = 5
"""Words of a longer sentence of which that share is taken."""
SHORT = 3_000
"""Characters up to which all that was read of a source is on one comparison: a note, an abstract."""


class Apart(NamedTuple):
    """What a question says, and the passage it is about."""

    message: str
    passage: Passage
    text: str


def sentences(read: list[Passage]) -> Iterator[tuple[Passage, str]]:
    """Each sentence of what was read, with its passage."""
    for passage in read:
        for start, end in passage.sentences or ((0, len(passage.text)),):
            yield passage, passage.text[start:end]


def on_one(words: set[str], there: set[str]) -> bool:
    """Whether a source's words are on the same comparison as a sentence's."""
    return len(words & there) >= max(2, ALIKE * min(len(words), MOST))


def is_short(audit: Audit, work: str) -> bool:
    """Whether what was read of a work is no more than a note or an abstract."""
    return sum(len(p.text) for p in audit.read_of.get(work, ())) <= SHORT


def context(audit: Audit, passage: Passage) -> str:
    """What "there was no difference between the groups" is said of: all of a short source with its title."""
    read = audit.read_of.get(passage.work, ())
    if not is_short(audit, passage.work):
        return passage.text
    titles = (str(r.csl.get("title", "")) for r in audit.references if passage.work == _work(audit, r.id))
    return " ".join([*(p.text for p in read), *titles])


def _work(audit: Audit, reference: str) -> str:
    found = audit.work_of.get(reference)
    return found.id if found else ""


@cache
def words_of(name: str) -> re.Pattern[str]:
    """The words of a list of `config/lexicons/comparing.yaml`."""
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(w)) for w in lexicon('comparing')[name])})\b", re.I)


@cache
def above() -> re.Pattern[str]:
    """What sets one thing above another: "better ... than", "beats"."""
    lists = lexicon("comparing")
    than = rf"(?:{'|'.join(re.escape(str(w)) for w in lists['more'])})\b(?=[^.;]{{0,80}}\bthan\b)"
    beats = "|".join(re.escape(str(w)) for w in lists["beats"])
    return re.compile(rf"\b(?P<word>{than}|(?:{beats})\b)", re.I)
