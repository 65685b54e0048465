"""Word pieces of a text: how BERT's uncased models read (Wu and others 2016; Devlin and others 2019, section 3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

PAD, UNKNOWN, BEGIN, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
LONGEST = 100
"""Letters of a word beyond which it is unknown."""


class WordPieces:
    """A vocabulary, a piece a line, and the numbers of the pieces of texts."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary: Mapping[str, int] = {piece: n for n, piece in enumerate(vocabulary)}
        self._pieces = lru_cache(maxsize=20_000)(self._split)

    def pair(self, first: str, second: str, most: int) -> tuple[list[int], list[int]]:
        """(pieces, 0 or 1 for the text each is of) of two texts in one row of at most `most`.

        The second text is cut first; the first one keeps its beginning, at most half of the row.
        """
        begin, end = self.vocabulary[BEGIN], self.vocabulary[END]
        a = self.numbers(first)[: most // 2]
        b = self.numbers(second)[: most - len(a) - 3]
        return [begin, *a, end, *b, end], [0] * (len(a) + 2) + [1] * (len(b) + 1)

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's pieces, in order."""
        return [n for word in words(text) for n in self._pieces(word)]

    def _split(self, word: str) -> tuple[int, ...]:
        """The longest piece known from the left, again and again; unknown if anything is left over."""
        unknown = (self.vocabulary[UNKNOWN],)
        if len(word) > LONGEST:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            lead = "##" if start else ""
            tries = (end for end in range(len(word), start, -1) if lead + word[start:end] in self.vocabulary)
            end = next(tries, 0)
            if not end:
                return unknown
            found.append(self.vocabulary[lead + word[start:end]])
            start = end
        return tuple(found)


def words(text: str) -> list[str]:
    """Lower-case words without accents; every mark and every Han character stands alone."""
    apart = (f" {char} " if _han(char) else " " if char.isspace() else char for char in text)
    plain = unicodedata.normalize("NFD", "".join(apart).lower())
    spaced = (
        "" if _unseen(char) else f" {char} " if _mark(char) else char
        for char in plain
        if unicodedata.category(char) != "Mn"
    )
    return "".join(spaced).split()


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0002fa1f"


def _unseen(char: str) -> bool:
    return char in "\0\ufffd" or (unicodedata.category(char).startswith("C") and not char.isspace())


def _mark(char: str) -> bool:
    symbol = char.isascii() and char.isprintable() and not char.isalnum() and char != " "
    return symbol or unicodedata.category(char).startswith("P")
