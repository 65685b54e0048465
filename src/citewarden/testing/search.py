"""A plain word search over the world's works: the best hits, wrong ones included, as real search services give them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable

from citewarden.testing.records import Record, names

_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "to", "et", "al"}
)


def words(text: str) -> list[str]:
    """The words of `text`, folded to plain lower-case letters, common ones left out."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word for word in _WORD.findall(plain) if word not in _COMMON]


def described(work: Record) -> str:
    """Everything of a record that a bibliographic search looks at."""
    csl = work.csl
    people = " ".join(f"{family} {given}" for family, given in names(csl))
    rest = ("title", "container-title", "container-title-short", "volume", "issue", "page", "number", "publisher")
    return " ".join([*(str(csl.get(name, "")) for name in rest), people, work.year])


def best(works: Iterable[Record], text: str, rows: int = 20) -> list[tuple[float, Record]]:
    """(score, work), best first; rare words count more. Scores have no ceiling and prove nothing."""
    works = list(works)
    held = [set(words(described(work))) for work in works]
    asked = set(words(text))
    weight = {w: math.log(1 + len(works) / (1 + sum(w in h for h in held))) for w in asked}
    scored = [(sum(weight[w] for w in asked & h), work) for h, work in zip(held, works, strict=True)]
    scored = [(score, work) for score, work in scored if score > 0]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].key))[:rows]


def all_words_in(work: Record, text: str) -> bool:
    """Whether every word of `text` is in the record."""
    return set(words(text)) <= set(words(described(work)))


def journal_names(work: Record) -> tuple[list[str], list[str]]:
    """The words of a work's journal, in full and abbreviated."""
    return words(work.csl.get("container-title", "")), words(work.csl.get("container-title-short", ""))
