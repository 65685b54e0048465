"""Is what a page shows the text of the source that was cited? Nothing is a source because nothing speaks against it.

A page is read only where something identifies it: its sentences tell of something (they are not about access, cookies,
accounts, domains or faults), there are enough of them, and they name what the reference or its address names. A short
page must name most of it, also in its sentences; a long one anything at all. All else is a page that could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from citewarden.text import addresses
from citewarden.web.html_cues import LONG, SHORT, Cues, length, phrase

HARDLY_ANY = 10
"""Words of a page below which it says too little to be a source: mostly it is a notice in the place of one."""
SOME = 60
"""Words that tell of something, from which a page that nothing names may be a source."""
NAMED = 0.5
"""Share of the words of a reference's title that a short page shows if it is the one."""
MOSTLY = 1 / 3
"""Share of a page's words from which it is mostly about access to it; of a long page half as much again."""
DENSE = 0.25
"""Weight of access words, by words, from which a sentence is about access: a sure one weighs 2, another 1."""

LABEL = 12
"""Words from which one without a full stop at its end is a sentence all the same."""

_STOPS = frozenset('.!?…:。！？।؟;"”»“)')
_SENTENCE = re.compile(r"(?<=[.!?…:])\s+|(?<=[。！？])\s*|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{1,4}$")
_CLOSE = 60
"""Words at the end of a page that may say how to come by the rest."""
_LONGEST_STEM = 16
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|es|s|ed|e)$")
_STEM = 5
"""First letters by which two forms of a word are taken for one."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words of the sentences that tell of something, and of those about access; `text` is the former's."""

    words: int
    access: int
    text: str

    @property
    def share(self) -> float:
        """How much of what is said is about access."""
        return self.access / max(1, self.words + self.access)


def told(text: Iterable[str], cues: Cues, topic: frozenset[str] = frozenset()) -> Told:
    """What some paragraphs tell. Words of the `topic` are never about access, sentences on cookies are left out."""
    kept: list[str] = []
    access = 0
    for sentence in (each for paragraph in text for each in sentences(paragraph)):
        weight, banner = _weight(sentence, cues, topic)
        size = length(" ".join(sentence.split()))
        if weight < 2 or weight < DENSE * size:
            kept.append(sentence)
        elif not banner:
            access += size
    said = " ".join(" ".join(kept).split())
    return Told(length(said), access, said)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph."""
    return (each for each in _SENTENCE.split(text) if each.strip())


def says(sentence: str) -> bool:
    """Does this state something, and is no label such as a link in a list or the line on where an article stands?"""
    return length(sentence) >= (LABEL if sentence.rstrip()[-1:] not in _STOPS else 1)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text that tell one subject from another; pairs of letters where words are not
    parted."""
    low = text.lower()
    words = [w for w in _WORD.findall(low) if not _UNPARTED.search(w)]
    long = [w for w in words if len(w) >= 4 or w.isdecimal()] or [w for w in words if len(w) >= 3]
    runs = re.findall(f"{_UNPARTED.pattern}+", low)
    pairs = (run[n : n + 2] for run in runs for n in range(len(run) - 1))
    return frozenset((*map(_stem, long), *pairs))


def _stem(word: str) -> str:
    return _ENDING.sub("", word)[:_STEM]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page should name: the stems of its reference's title, or those of the last part of its address."""

    title: frozenset[str] = frozenset()
    slug: frozenset[str] = frozenset()


def subject(title: str, address: str, cues: Cues) -> Subject:
    """The subject of a page that is cited by this title under this address."""
    common = stems(" ".join(cues.common_words))
    name = _EXTENSION.sub("", unquote(addresses.split(address).path).rstrip("/").rpartition("/")[2].lower())
    return Subject(stems(title) - common, stems(re.sub(r"[\d_+-]+", " ", name)) - common)


def unidentified(
    paragraphs: Sequence[str], titles: Sequence[str], headings: Iterable[str], cited: Subject, cues: Cues
) -> str:
    """Why a page is not taken for the source, "" if something identifies it as that.

    `titles` are its title and first heading, `headings` further ones. Of a reference without a title the page is to
    name what its own title names, or tell enough.
    """
    own_titles = {title.lower() for title in titles}
    paragraphs = [each for each in paragraphs if each.lower() not in own_titles]
    found = told(paragraphs, cues, cited.title)
    if found.words < HARDLY_ANY:
        return f"it holds no readable text, or fewer than {HARDLY_ANY} words of it"
    long = found.words >= SHORT
    if found.share > (1.5 if long else 1.0) * MOSTLY:
        return "it speaks mostly of access to it"
    if found.words < LONG and _withheld(paragraphs, cues):
        return "it shows its beginning only"
    in_text = stems(found.text)
    if not cited.title:
        own = (cited.slug, *(stems(told((title,), cues).text) for title in titles))
        known = found.words >= SOME or any(each & in_text for each in own)
        return "" if known else "nothing says what it should tell of"
    shown = in_text | stems(" ".join((*titles, *headings, *paragraphs)))
    wanted = [each for each in (cited.title, cited.slug) if each]
    if long:
        return "" if any(each & shown for each in wanted) else "it has no word of the reference's title"
    known = any(each & in_text and len(each & shown) >= NAMED * len(each) for each in wanted)
    return "" if known else "it is short and does not name what the reference names"


def _withheld(paragraphs: Sequence[str], cues: Cues) -> bool:
    """Does it close by saying that there is more, and what for?"""
    close = " ".join(" ".join(paragraphs).lower().replace("’", "'").split()[-_CLOSE:])
    return bool(phrase(cues.withheld, close)) and bool(phrase(cues.withheld_until, close))


def _weight(sentence: str, cues: Cues, topic: frozenset[str]) -> tuple[int, bool]:
    """(weight of its access words, does it speak of cookies?)"""
    low = sentence.lower().replace("’", "'")
    weight, banner = 0, False
    for word in _WORD.findall(low):
        if _stem(word) in topic:
            continue
        beginnings = {f"{word[:n]}*" for n in range(2, min(len(word), _LONGEST_STEM) + 1)} | {word}
        if not cues.sure.isdisjoint(beginnings):
            weight += 2
            banner = banner or word.startswith(("cookie", "consent"))
        elif not cues.maybe.isdisjoint(beginnings):
            weight += 1
    if _UNPARTED.search(low):
        weight += 2 * sum(1 for each in cues.access_unparted if each in low)
    return weight, banner
