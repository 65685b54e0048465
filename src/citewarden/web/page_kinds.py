"""The learned judgement of a page that answers "all is well": living text, or what stands in its place?

A linear model over the words of title and heading, those of the text, and the page's shape: how much it says, whether
it names what its address names, whether it asks for a password. Its weights are data; `benchmarks/train_pages.py` makes
them of pages written for it. It is asked of pages that say little; what is done about its word is for `judgement.py`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from citewarden import learned
from citewarden.web.html_cues import LONG, UNPARTED, Cues, Page, length, words_of
from citewarden.web.telling import sentences
from citewarden.web.urls import Url, parse

MODEL = Path(__file__).parent / "page_weights.json"
KINDS = ("living", "missing", "door", "closed", "parked")
FIRST = 40
"""Words of the text that are looked at."""
FEWEST = 4
"""Words from which a run of text may be judged for itself."""
STEM = 6
"""Letters by which words are told apart, 4 where words are to be the same in other forms."""
SCREENED = 30
"""Words of main text from which a page is looked at closely only if its words, each for itself, may be a notice's."""
LEAST = 0.0
"""The sum of what they say for a notice and against a living page from which they may be."""
CLOSELY = 0.95
"""Chance of being living text from which a run is not looked at sentence by sentence."""
SURELY = 0.8
"""Chance of one kind of notice from which a page may be one though most of its words are in no other."""
UNHEARD = 0.55
"""Share of such words, of at least so many, from which they are most:"""
FEW = 6
UNKNOWN = -0.15
"""What a word says that no training page had."""
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_DIGIT = re.compile(r"\d")
_STEPS = (4, 9, 16, 26, 45, 80, 120)
_NUMBERS = frozenset({"0", "18", "404", "410", "403", "401", "429", "500", "502", "503", "504", "520", "522"})
"""Numbers that say something by themselves."""


class Likely(NamedTuple):
    """The chances, 0 to 1, of each of `KINDS`."""

    living: float
    missing: float
    door: float
    closed: float
    parked: float


NOWHERE = parse("http://x.example/")
"""An address that names nothing."""
LIVING = Likely(1.0, 0.0, 0.0, 0.0, 0.0)
UNSURE = Likely(0.5, 0.125, 0.125, 0.125, 0.125)


def likely(page: Page, url: Url, cues: Cues) -> Likely:
    """What kind of page this is, where it was asked for by `url`."""
    if page.words >= LONG or (page.words >= SCREENED and _harmless(page)):
        return LIVING
    return closely(page, url, cues)


def closely(page: Page, url: Url, cues: Cues) -> Likely:
    """The same, though most of its words may be none that a notice has."""
    found = of_features(features(page, url, cues, _words()), _weights())
    return found if found.living >= 0.5 or max(found[1:]) >= SURELY or not strange(page) else UNSURE


def named_by(page: Page, url: Url, cues: Cues) -> set[str]:
    """The beginnings of the words of an address that a page could have: no Latin ones if it is in other letters."""
    names = cues.named(url.path)
    return names if latin(page) else {name for name in names if not name.isascii()}


def latin(page: Page) -> bool:
    """Are most letters of a page's text Latin ones?"""
    letters = () if page.text.isascii() else [letter for letter in page.text[:300] if letter.isalpha()]
    return 2 * sum(letter > "\u036f" for letter in letters) <= len(letters)


def run_of(text: str) -> Page:
    """A run of a page's text as a page of its own, without title and heading."""
    low = text.lower().replace("’", "'")
    words = frozenset(words_of(low))
    vocabulary = words | {UNPARTED} if not low.isascii() and _UNPARTED.search(low) else words
    return Page(text=text, words=length(text), pieces=(text,), lead=low, vocabulary=vocabulary)


def notices(page: Page, cues: Cues) -> Iterator[tuple[str, Likely]]:
    """The runs of a page that may be notices, each judged for itself, whatever stands above it; and the sentences that
    may say that it is not there, of runs that are not surely living: what asks something of a reader in one sentence
    may be advice."""
    for text in cues.own(page.pieces):
        whole = _by_itself(text, page, cues)
        if whole is not LIVING:
            yield text, whole
        if length(text) > FIRST or whole.living < CLOSELY:
            for sentence in sentences(text):
                found = _by_itself(sentence, page, cues) if sentence != text and sentence[-1] != ":" else LIVING
                if found.missing == max(found):
                    yield sentence, found


def _by_itself(text: str, page: Page, cues: Cues) -> Likely:
    if text == page.heading or not FEWEST <= length(text) <= FIRST or _harmless(own := run_of(text)):
        return LIVING
    return likely(own, NOWHERE, cues)


def of_features(names: Iterable[str], weights: Mapping[str, Sequence[float]]) -> Likely:
    """The chances that some weights (for each kind of notice, beyond a living page) give a page with these features."""
    sums = [0.0, *map(math.fsum, zip(*filter(None, map(weights.get, names)), strict=True))]
    top = max(sums)
    odds = [math.exp(each - top) for each in sums]
    whole = math.fsum(odds)
    return Likely(*(each / whole for each in odds))


def features(page: Page, url: Url, cues: Cues, words: frozenset[str]) -> set[str]:
    """Names of the features that hold for a page; `words` are those that notices have."""
    heads = [stems(head) for head in page.heads]
    text = stems(cues.own_text(page)[: 10 * FIRST].lower().replace("’", "'"))[:FIRST]
    below, host = set(text), url.host
    said = {word for run in heads for word in run if len(word) < 4 or word not in host}
    out = {"bias", *map("h ".__add__, said), *map("t ".__add__, below)}
    for run in (*heads, text):
        out.update(map(" ".join, pairwise(run)))
    if len(text) < 25:
        out.update(map("b ".__add__, stems(page.lead[: 10 * FIRST])[:FIRST]))
    own, size = bisect_right(_STEPS, len(text)), bisect_right(_STEPS, page.words)
    shown, told = {word[:4] for word in said}, {word[:4] for word in below}
    names = {name[:4] for name in named_by(page, url, cues)}
    named = f"{not names.isdisjoint(shown)} {not names.isdisjoint(told)}" if names else "unknown"
    strange = min(len(said.difference(words)), 4)
    share = 5 * len(below.difference(words)) // max(1, len(below))
    out |= {f"words={size}", f"own={own}", f"named={named}", f"named={named} own={own // 2}"}
    out |= {f"strange={strange}", f"strange below={share}", f"strange={strange} {share}"}
    out.add(f"common={min(len(shown & told), 3)}")
    marks = {
        "password": page.password, "asks": page.asks, "mount": page.mount, "scripts": page.scripts and len(text) < 16,
        "no heading": not page.heading, "no title": not page.title,
    }  # fmt: skip
    return out.union(name for name, holds in marks.items() if holds)


def stems(text: str) -> list[str]:
    """The beginnings of the words of a text in lower case; of scripts without blanks, pairs of letters."""
    words = words_of(text)
    if not text.isascii() and _UNPARTED.search(text):
        words = [part for word in words for part in _parted(word)]
    if not _DIGIT.search(text):
        return [word[:STEM] for word in words]
    return [word[:STEM] if not word[0].isdecimal() else word if word in _NUMBERS else "#" for word in words]


def _parted(word: str) -> Iterable[str]:
    for run in _UNPARTED.findall(word):
        yield from (run[n : n + 2] for n in range(max(1, len(run) - 1)))
    yield from _UNPARTED.sub(" ", word).split()


def strange(page: Page) -> bool:
    """Are most words of a page such that no notice has them, as in a language that the model does not know?"""
    said = set(stems(page.text[: 10 * FIRST].lower())[:FIRST])
    return len(said) >= FEW and len(said - _words()) > UNHEARD * len(said)


def _harmless(page: Page) -> bool:
    if UNPARTED in page.vocabulary:
        return False
    alarms = _alarms()
    return sum([alarms.get(word[:STEM], UNKNOWN) for word in page.vocabulary]) < LEAST


@cache
def _alarms() -> dict[str, float]:
    """What words say for the kind of notice they say most for and against a living page, by themselves."""
    said: dict[str, list[float]] = {}
    for name, weights in _weights().items():
        if name[:2] in ("h ", "t "):
            said.setdefault(name[2:], []).append(max(weights))
    return {word: math.fsum(each) / len(each) for word, each in said.items()}


def ready() -> None:
    """Read the model, so that one which is not right is told before anybody is asked.

    Raises:
        ConfigError: it is not the one that was shipped.
    """
    _weights()


@cache
def _weights() -> Mapping[str, Sequence[float]]:
    weights: Mapping[str, Sequence[float]] = learned.card(MODEL)["weights"]
    return weights


@cache
def _words() -> frozenset[str]:
    return frozenset(learned.card(MODEL)["words"])
