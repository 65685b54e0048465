"""What a question about a sentence and its source is made of, and what of the source it is asked of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from citewarden.checks import _evidence as ev
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage

ALIKE = 0.4
"""Share of a sentence's words from which a source's sentence is about the same comparison."""
MOST = 5
"""Words of a longer sentence of which that share is taken."""
BRIEF = 1_200
"""Characters up to which what a source does not name it does not speak of: a note."""
SHORT = 3_000
"""Characters up to which all that was read of a source is on one comparison: a note, an abstract."""
_PLAIN_WORDS = """
    about according after again against almost also always among another anyone because been before being between
    both cannot come could days does done down during each effect effects either else ever every everybody everyone
    five followed found four from gave gets give given goes group groups guideline guidelines half have having here
    however into itself just less like made make makes many month months more most much must need needs never
    nobody number numbers only other others over part participants parts patients people percent person role same
    shall should showed shown shows since some still studies study such take taken takes term than that their them
    then there therefore these they thing things this those three through today took trial trials under until upon
    very want week weeks well were what when where which while will with within without would year years your
"""
_PLAIN = ev.stems(_PLAIN_WORDS)


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


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """The stems of a text's words that say what it is about."""
    return frozenset(ev.stems(text) - _PLAIN)


class _Same:
    """An audit as a key: it itself, and no other that says the same."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit

    def __hash__(self) -> int:
        return id(self.audit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.audit is self.audit


def told_with(audit: Audit, word: str) -> tuple[Claim, ...]:
    """The statements of an article that have a telling word."""
    return _by_word(_Same(audit)).get(word, ())


@lru_cache(maxsize=1)
def _by_word(key: _Same) -> dict[str, tuple[Claim, ...]]:
    rows: dict[str, list[Claim]] = {}
    for claim in key.audit.claims:
        for word in telling(claim.standalone):
            rows.setdefault(word, []).append(claim)
    return {word: tuple(claims) for word, claims in rows.items()}


@lru_cache(maxsize=4096)
def kin(text: str) -> frozenset[str]:
    """The telling words of a text, with those of the other names of what it names: "broken bone" of "fracture"."""
    found = telling(text)
    more = (name for names, words in _groups() if any(of <= found for of in words) for name in names)
    return found.union(*map(telling, more))


@cache
def _groups() -> tuple[tuple[tuple[str, ...], tuple[frozenset[str], ...]], ...]:
    """The groups of names of one thing, with the telling words of each name."""
    rows = (tuple(map(str, row)) for row in lexicon("synonyms")["groups"])
    return tuple((row, tuple(words for name in row if (words := telling(name)))) for row in rows)


@lru_cache(maxsize=4096)
def fine_words(text: str) -> frozenset[str]:
    """The words and numbers of a text that tell two sentences with the same telling words apart: "men", "1"."""
    return frozenset(re.findall(r"\d[\d.,]*\d|\d|[a-z]{3,}", text.casefold()))


def closest(words: Collection[str], read: list[Passage], about: str = "", said: str = "") -> tuple[Passage, str] | None:
    """The one sentence of what was read that shares most of a sentence's telling words, None where none is on the same
    thing, or another one shares as many, and as many of all words of the sentence itself (`said`). What a
    short source's title (`about`) names its sentences speak of."""
    fine = fine_words(said)
    ranked = sorted(
        (
            (len(telling(text) & set(words)), len(fine & fine_words(text)), -at, passage, text)
            for at, (passage, text) in enumerate(sentences(read))
        ),
        key=lambda row: row[:3],
        reverse=True,
    )
    if not ranked or (len(ranked) > 1 and ranked[1][:2] == ranked[0][:2]):
        return None
    shared, _, _, passage, text = ranked[0]
    shared = max(shared, len(telling(f"{about} {text}") & set(words))) if shared else 0
    return (passage, text) if shared >= max(min(2, len(words)), ALIKE * min(len(words), MOST)) and shared else None


def beside(audit: Audit, said: str, there: str, passage: Passage, text: str, todo: str = "Compare the two.") -> Apart:
    """A question that sets the article's words beside those of the source's sentence."""
    return Apart(
        f"“{said}” in the article; {ev.source_read(audit, passage)} says “{there}”: {ev.quoted(text)}. {todo}",
        passage,
        text,
    )


def on_one(words: set[str], there: set[str]) -> bool:
    """Whether a source's words are on the same comparison as a sentence's."""
    return len(words & there) >= max(2, ALIKE * min(len(words), MOST))


def around(audit: Audit, claim: Claim) -> str:
    """The paragraph of a statement, which may say in another sentence what this one leaves out."""
    start = claim.target.position.start
    block = next((b for b in audit.document.blocks if b.start <= start < b.end), None)
    return f"{claim.standalone} {audit.document.text[block.start : block.end] if block else ''}"


def is_short(audit: Audit, work: str) -> bool:
    """Whether what was read of a work is no more than a note or an abstract."""
    return sum(len(p.text) for p in audit.read_of.get(work, ())) <= SHORT


def is_brief(audit: Audit, work: str) -> bool:
    """Whether what was read of a work is no more than a note: what it lacks is not in it."""
    return sum(len(p.text) for p in audit.read_of.get(work, ())) <= BRIEF


def context(audit: Audit, passage: Passage) -> str:
    """What "there was no difference between the groups" is said of: all of a short source with its title."""
    if not is_short(audit, passage.work):
        return passage.text
    return " ".join([*(p.text for p in audit.read_of.get(passage.work, ())), titles(audit, passage.work)])


def titles(audit: Audit, work: str) -> str:
    """What the list calls a work."""
    return " ".join(str(r.csl.get("title", "")) for r in audit.references if _work(audit, r.id) == work)


def _work(audit: Audit, reference: str) -> str:
    found = audit.work_of.get(reference)
    return found.id if found else ""


@cache
def words_of(name: str, file: str = "comparing") -> re.Pattern[str]:
    """The words of a list of `config/lexicons/comparing.yaml`, or another file's."""
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(w)) for w in lexicon(file)[name])})\b", re.I)


@cache
def above() -> re.Pattern[str]:
    """What sets one thing above another: "better ... than", "beats"."""
    lists = lexicon("comparing")
    counted = (
        r"(?! than (?:(?:\d|half|one|two|three|four|five|ten|twice)\b|an? (?:third|quarter|fifth|tenth|few|dozen)\b))"
    )
    than = rf"(?:{'|'.join(re.escape(str(w)) for w in lists['more'])})\b{counted}(?=[^.;]{{0,80}}\bthan\b)"
    beats = "|".join(re.escape(str(w)) for w in lists["beats"])
    return re.compile(rf"\b(?<!no )(?<!not )(?<!any )(?P<word>{than}|(?:{beats})\b)", re.I)
