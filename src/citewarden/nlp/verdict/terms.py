"""A statement's content words as comparable keys: folded, stemmed, synonyms joined, weighted by rarity.

Words and phrases of one group in `config/lexicons/synonyms.yaml` share a key. Weights and word vectors come from
`words.npz`: document counts over health texts and reduced word embeddings (see `MODEL_CARD.md`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from math import log
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from citewarden import learned
from citewarden.config import lexicon
from citewarden.text.quantities import symbols

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOKEN = re.compile(r"[A-Za-zÀ-ɏα-ωΑ-Ω](?:[\w’'.+/-]*[\w+])?|\d[\d.,]*%?")

_FUNCTION_WORDS = """
    hardly scarcely barely occasionally
    a an the this that these those such same other another each every either both all any some many much most more
    less least few several own of in on at by for with from to into onto over under through during within between
    among across about against along around before after since until upon per via as than then if when while where
    whether because although though so and or nor but not no never none neither without i you he she it we they me
    him her us them my your his its our their who whom whose which what how why there here is are was were be been
    being am do does did done doing has have had having can could may might must shall should will would ought
    also too very just only even still yet already again ever quite rather almost nearly well however therefore
    thus moreover furthermore often sometimes usually generally typically rarely seldom always mostly commonly
    frequently mainly largely especially particularly likely unlikely possibly perhaps probably one two three four
    five six seven eight nine ten first second out up down off get gets got getting go goes going went gone come
    comes came make makes made making keep keeps put like including include includes included them themselves
    itself himself herself someone anyone everyone people's e.g i.e etc vs cannot can't don't doesn't didn't isn't
    aren't wasn't weren't won't once twice half quarter percent per cent point points number numbers amount
    lot lots kind kinds sort type types way ways thing things case cases
"""
FUNCTION = frozenset(_FUNCTION_WORDS.split())
_GENERIC_WORDS = """
    dose dosage amount frequent frequency link linked tie
    study trial research investigation patient people person individual participant subject volunteer adult group
    result finding show demonstrate find report suggest indicate conclude observe analysis data evidence
    researcher author effect affect level rate year month week day hour time age use treat treatment associate
    role significant significantly different difference compare control total average mean overall type form part
    addition common human cell case important new large high low increase decrease reduce lead cause result say
    ask tell need follow among potential occur help work begin give take become remain seem appear provide involve
    relate receive measure assess evaluate determine include present several known
"""
GENERIC = frozenset(_GENERIC_WORDS.split())
_IRREGULAR = {
    "shrank": "shrink",
    "shrunk": "shrink",
    "men": "man", "women": "woman", "children": "child", "mice": "mouse", "feet": "foot", "teeth": "tooth",
    "found": "find", "shown": "show", "led": "lead", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise",
    "gave": "give", "given": "give", "took": "take", "taken": "take", "ate": "eat", "eaten": "eat", "began": "begin",
    "begun": "begin", "became": "become", "grew": "grow", "grown": "grow", "lost": "lose", "kept": "keep",
    "wrote": "write", "seen": "see", "saw": "see", "knew": "know", "brought": "bring", "thought": "think",
    "felt": "feel", "said": "say", "told": "tell", "died": "die", "dying": "die", "worse": "worse", "bled": "bleed",
    "drank": "drink", "drunk": "drink", "slept": "sleep", "spread": "spread", "swollen": "swell", "lying": "lie",
    "diagnoses": "diagnosis", "diagnosed": "diagnosis", "diagnose": "diagnosis", "analyses": "analysis",
    "bacteria": "bacterium", "viruses": "virus", "metastases": "metastasis", "species": "species", "series": "series",
    "is": "be", "has": "have",
}  # fmt: skip
EVERYDAY = 5000
"""Words of the general vocabulary this common count less: they change the wording, seldom the subject."""
_FILE = Path(__file__).with_name("words.npz")


class Term(NamedTuple):
    """A content word or phrase: `key` compares equal for synonyms; `vector` is a row of the word table or -1."""

    key: str
    weight: float
    vector: int
    start: int
    end: int
    token: int
    width: int


class Token(NamedTuple):
    """A word as written, folded, with its stem."""

    word: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """`word` (lower case) without its inflection; a light English stemmer, consistent rather than pretty."""
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if len(word) <= 3 or not word.isascii():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ingly", "edly", "ing", "ed", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and re.search("[aeiouy]", word[: -len(ending)]):
            if ending == "ed" and word.endswith("eed"):
                break
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word


_GENERIC = frozenset(stem(w) for w in GENERIC)


def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of `text`."""
    out = []
    for match in TOKEN.finditer(text):
        word, start = match.group().lower(), match.start()
        if word[-1] in ".'’/-":
            word = word.rstrip(".'’/-+")
        out.append(Token(word, stem(word), start, start + len(word)))
    return tuple(out)


_PREFIX = re.compile(
    r"(?:pre|non|anti|un|in|im|hyper|hypo|post|inter|intra|extra|sub|supra|micro|macro|mono|poly|de|dis)-?(?=\w{4})"
)


def unprefixed(word: str) -> str:
    """ "diabetes" of "prediabetes"; "" if `word` begins with no such prefix."""
    match = _PREFIX.match(word)
    return word[match.end() :] if match else ""


_NAMED_WORDS = "stage type grade phase class level hepatitis vitamin influenza factor"
_NAMED = frozenset(stem(w) for w in _NAMED_WORDS.split())
_LABEL = re.compile(r"(?:\d{1,2}[a-d]?|i{1,3}|iv|[a-e]\d{0,2})\Z")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_ORDINALS = frozenset(("third", "fourth", "fifth", "sixth"))


def _phrase_starts(toks: tuple[Token, ...], i: int) -> bool:
    """Does a known phrase begin at token `i`?"""
    return any(
        1 < len(phrase) <= len(toks) - i and all(toks[i + k].stem == phrase[k] for k in range(len(phrase)))
        for phrase, _ in _phrases().get(toks[i].stem, ())
    )


def terms(toks: tuple[Token, ...], abbreviations: dict[str, str] | None = None) -> tuple[Term, ...]:
    """The content terms of a token sequence, in order; `abbreviations` maps a word in lower case to a key."""
    out: list[Term] = []
    i, n = 0, len(toks)
    while i < n:
        token = toks[i]
        entry = _entry(token.word)
        found = None
        if token.stem in _NAMED and i + 1 < n and _LABEL.match(toks[i + 1].word) and not _phrase_starts(toks, i):
            label = toks[i + 1]
            out.append(
                Term(f"{token.stem} {_ROMAN.get(label.word, label.word)}", 0.8, -1, token.start, label.end, i, 2)
            )
            i += 2
            continue
        if abbreviations and token.word in abbreviations:
            found = (1, abbreviations[token.word])
        else:
            for phrase, key in entry.phrases:
                if len(phrase) <= n - i and all(toks[i + k].stem == phrase[k] for k in range(1, len(phrase))):
                    found = (len(phrase), key)
                    break
        if found:
            width, key = found
            weight = max([_entry(t.word).weight for t in toks[i : i + width]])
            row = entry.row if width == 1 else -1
            end = toks[i + width - 1].end
            out.append(Term(key, max(weight, 0.8) if width > 1 else weight, row, token.start, end, i, width))
            i += width
            continue
        if entry.content:
            out.append(Term(token.stem, entry.weight, entry.row, token.start, token.end, i, 1))
            for key, weight, row, offset, length in entry.parts:
                start = token.start + offset
                out.append(Term(key, weight, row, start, start + length, i, 1))
        i += 1
    return tuple(out)


class _Entry(NamedTuple):
    """What the word table and the synonyms say of a word; `parts` as (key, weight, row, offset, length)."""

    content: bool
    weight: float
    row: int
    phrases: tuple[tuple[tuple[str, ...], str], ...]
    parts: tuple[tuple[str, float, int, int, int], ...]


@lru_cache(maxsize=65_536)
def _entry(word: str) -> _Entry:
    table = _table()
    stemmed = stem(word)
    content = word not in FUNCTION and not word[0].isdigit() and len(word) > 1
    parts = []
    offset = 0
    for part in word.split("-") if content and "-" in word else ():
        if len(part) > 2 and part not in FUNCTION and not part[0].isdigit():
            root = stem(part)
            parts.append((_key_of(root), 0.5 * table.weight(part, root), table.row(part), offset, len(part)))
        offset += len(part) + 1
    return _Entry(content, table.weight(word, stemmed), table.row(word), _phrases().get(stemmed, ()), tuple(parts))


def _key_of(part: str) -> str:
    return next((key for phrase, key in _phrases().get(part, ()) if len(phrase) == 1), part)


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First stem -> (phrase stems, key), longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for number, group in enumerate(lexicon("synonyms")["groups"]):
        for phrase in group:
            stems = tuple(t.stem for t in tokens(str(phrase)))
            if stems:
                out.setdefault(stems[0], []).append((stems, f"={number}:{group[0]}"))
    return {k: tuple(sorted(v, key=lambda row: (-len(row[0]), row))) for k, v in out.items()}


Gathered = tuple["NDArray[np.float32]", "NDArray[np.float32]"]
"""Vectors of some rows of the table, and their lengths."""


class Table:
    """Word -> rarity and vector, from the shipped file."""

    def __init__(self, file: IO[bytes]) -> None:
        import numpy

        with numpy.load(file) as data:
            self.words = bytes(data["words"]).decode().split("\n")
            self._vectors: NDArray[np.int8] = data["vectors"]
            counts = data["df"]
            rank = data["rank"].tolist()
            total = int(data["documents"])
        self.index = {w: i for i, w in enumerate(self.words)}
        self._lengths: NDArray[np.float32] = numpy.linalg.norm(self._vectors.astype(numpy.float32), axis=1)
        self.unseen = log(1 + total)
        """The rarity of a word that the counted texts do not hold."""
        self.rarity = [log((1 + total) / (0.5 + count)) for count in counts.tolist()]
        """Of each row, the logarithm of how many texts there are for one that holds the word."""
        scale = log(total)
        self._weights = [
            min(1.0, max(0.3, 1.25 * log(total / max(1, count)) / scale), 0.42 if place < EVERYDAY else 1.0)
            for count, place in zip(counts.tolist(), rank, strict=True)
        ]

    def likeness(self, rows: Sequence[int], groups: Sequence[Sequence[int]]) -> list[list[float]]:
        """For each of `rows` the highest cosine with a row of each group (no group may be empty).

        Components are whole numbers below 128, so every dot product is exact: the same bits in any batch and order.
        """
        import numpy

        others = [row for group in groups for row in group]
        starts = list(accumulate((len(group) for group in groups[:-1]), initial=0))
        mine = self._vectors.take(rows, axis=0).astype(numpy.float32)
        theirs = self._vectors.take(others, axis=0).astype(numpy.float32)
        cosines = mine @ theirs.T / self._lengths.take(others) / self._lengths.take(rows)[:, None]
        best: list[list[float]] = numpy.maximum.reduceat(cosines, starts, axis=1).tolist()
        return best

    def gathered(self, rows: Sequence[int]) -> Gathered:
        """The vectors of `rows`, to be compared with many others."""
        import numpy

        return self._vectors.take(rows, axis=0).astype(numpy.float32), self._lengths.take(rows)

    def cosines(self, row: int, others: Gathered) -> NDArray[np.float32]:
        """The cosine of `row` with each of `others`; exact, like `likeness`."""
        vectors, lengths = others
        cosines: NDArray[np.float32] = vectors @ self._vectors[row].astype(vectors.dtype) / lengths / self._lengths[row]
        return cosines

    def mean(self, words: Sequence[str]) -> NDArray[np.float64]:
        """The mean vector of words (lower case), rare ones counting more, made of length one; nought for none."""
        import numpy

        rows = [row for word in words if (row := self.index.get(word)) is not None]
        if not rows:
            return numpy.zeros(self._vectors.shape[1])
        mean: NDArray[np.float64] = numpy.array([self._weights[row] for row in rows]) @ self._vectors.take(rows, axis=0)
        return mean / max(1.0, float(numpy.linalg.norm(mean)))

    def row(self, word: str) -> int:
        """The vector's row, -1 if the word is not in the table."""
        return self.index.get(word, -1)

    def weight(self, word: str, stemmed: str) -> float:
        """0.15 to 1: how much it matters that this word has a counterpart."""
        row = self.index.get(word)
        weight = 1.0 if row is None else self._weights[row]
        if word in _ORDINALS:
            return 0.6
        if word in symbols():  # how numbers are counted, which their comparison looks at; not what is spoken of
            return 0.15
        if word.endswith("ly") and len(word) > 5:
            weight = min(weight, 0.42)
        return 0.35 * weight if stemmed in _GENERIC else weight


@cache
def _table() -> Table:
    return Table(io.BytesIO(learned.read(_FILE)))


def table() -> Table:
    """The shipped word table.

    Raises:
        ConfigError: the file is not the one this version was measured with.
    """
    return _table()
