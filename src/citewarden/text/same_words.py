"""Whether two titles are the same words: numbers in figures or in words, letters by name, either spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citewarden.text import names, spelling
from citewarden.text.quantities import ONES, TENS

_WORD = re.compile(r"[^\W_]+|[&%]")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_LETTERS = ("alpha", "beta", "gamma", "delta", "kappa", "lambda", "omega")
_WRITTEN = {
    **{word: str(number) for word, number in (ONES | TENS).items()},
    **{word: f"{number}{_ENDINGS.get(number, 'th')}" for number, word in enumerate(ORDINALS, 1)},
    **{word: str(number) for number, word in enumerate(("ii", "iii", "iv"), 2)},
    **{word: str(number) for number, word in enumerate(("vi", "vii", "viii", "ix"), 6)},
    **dict(zip("αβγδκλω", _LETTERS, strict=True)),
    **{"&": "and", "%": "percent", "vs": "versus", "v": "versus"},
}  # fmt: skip


def are_same(one: str, other: str) -> bool:
    """Whether two titles are one in all but how its words are written."""
    return plain(one) == plain(other)


def count_apart(one: str, other: str) -> bool:
    """Whether each of two titles has a number that the other has not: "Part 1" and "Part two"."""
    own, theirs = _numbers(one), _numbers(other)
    return bool(_lacking(own, theirs) and _lacking(theirs, own))


def _lacking(numbers: frozenset[str], others: frozenset[str]) -> list[str]:
    """Those that others have not, not even as a year's last figures."""
    return [one for one in numbers if not any(one.endswith(each) or each.endswith(one) for each in others)]


def _numbers(title: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(_THOUSANDS.sub("", title)))
    return frozenset(m[0] for word in words for m in _FIGURES.finditer(_WRITTEN.get(word, word)))


_THOUSANDS = re.compile(r"(?<=\d)[,.\s\u2009\u202f](?=\d{3}(?!\d))")
_FIGURES = re.compile(r"\d+")


def plain(title: str) -> str:
    """The words of a title as they are most plainly written, without what parts them."""
    words = [_VERSION.sub("", word.lower()) for word in _WORD.findall(title.replace("per cent", "percent"))]
    if not _PARTS.isdisjoint(words):
        words = _numbered(words)
    return "".join(_WRITTEN.get(word) or spelling.folded(names.fold(word)) for word in words)


def _numbered(words: Sequence[str]) -> list[str]:
    """The same without the word that the number of a part has before it: "Part II" and "2" are one."""
    out: list[str] = []
    part = False
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if part and word == "i":
            word = "1"
        part = word in _PARTS and (following == "i" or _WRITTEN.get(following, following).isdecimal())
        if not part:
            out.append(word)
    return out


_PARTS = frozenset(["part", "pt", "teil", "partie", "parte", "deel", "del", "część", "часть", "version"])
_VERSION = re.compile(r"v(?=\d{1,2}\Z)")
"""What the number of a version may have before it: "v4"."""
