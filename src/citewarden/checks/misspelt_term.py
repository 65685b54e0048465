"""A medical word looks like a slip for another.

## What it does
Compares rare words of the article with the words it uses more often, and with the terms of the house's word lists. A
word one letter away from a term ("Fasiculations" beside "fasciculations") is shown. British and American spellings,
plurals and other endings of one word do not count.

## Why it matters
A misspelt term cannot be found by search, and readers trust the rest less.

## What to do
Correct the spelling.

## When it is wrong
When both words exist and both are meant ("prostate", "prostrate"). Add the word to `config/lexicons/spelling.yaml`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from citewarden import config
from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text.anchors import anchor

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
SHORTEST = 8
"""Letters from which a word is long enough for one letter to tell little else."""
_WORD = re.compile(r"(?<![\w@./'’-])[A-Za-z]{8,}(?![\w@/-])")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per misspelt word (its first place), open where two spellings are used alike."""
    from rapidfuzz.distance import OSA

    text = audit.document.text
    places: dict[str, list[tuple[int, int]]] = {}
    for start, end in _running(audit):
        for match in _WORD.finditer(text, start, end):
            places.setdefault(match.group().lower(), []).append(match.span())
    counts = Counter({word: len(spans) for word, spans in places.items()})
    known = _terms()
    told: set[str] = set()
    for word in sorted(counts, key=lambda w: (places[w][0], w)):
        if word in told or _base(word) in known or _name(text, places[word]):
            continue
        near = [
            other
            for other in sorted({*counts, *known})
            if other != word
            and other[:2] == word[:2]
            and abs(len(other) - len(word)) <= 1
            and OSA.distance(word, other, score_cutoff=1) == 1
            and _slip(word, other)
        ]
        likely = [o for o in near if o in known or _base(o) in known or counts[o] > counts[word]]
        start, end = places[word][0]
        if likely:
            best = max(likely, key=lambda o: (counts[o], o in known, o))
            if counts[word] > 2 and counts[best] <= counts[word]:
                continue
            right = best.capitalize() if text[start].isupper() else best
            said = f"written so {counts[best]} times here" if counts[best] > 1 else "the term in the word list"
            yield Finding(
                "misspelt-term", audit.document.id, audit.document.id, LEVEL, Kind.FAIL,
                f"“{text[start:end]}” looks like a slip for “{right}” ({said}). Correct the spelling.",
                anchor(audit.document, start, end), fix=right, owner=OWNER, confidence=0.9, properties={"key": word},
            )  # fmt: skip
        elif near := [o for o in near if counts[o] == counts[word]]:
            told.update(near)
            other = places[near[0]][0]
            yield Finding(
                "misspelt-term", audit.document.id, audit.document.id, Level.NONE, Kind.OPEN,
                f"“{text[start:end]}” and “{text[other[0]:other[1]]}” both stand in the article, and the word "
        f"lists know"
                " neither. Check which is meant.",
                anchor(audit.document, start, end), owner=OWNER, confidence=0.5, properties={"key": word},
            )  # fmt: skip


def _running(audit: Audit) -> Iterator[tuple[int, int]]:
    """The ranges of the article's own words: no references, furniture or links."""
    for block in audit.document.blocks:
        if block.kind in {"paragraph", "item", "heading", "title", "row", "caption"}:
            yield block.start, block.end


def _name(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether a word is a name: capital inside a sentence, every time."""
    return all(
        text[start].isupper() and text[:start].rstrip(' \u00a0“"(')[-1:] not in {"", ".", "?", "!", ":", "\n", "•", "-"}
        for start, _ in spans
    )


def _slip(word: str, other: str) -> bool:
    """Whether two words one letter apart can be one term misspelt, rather than two words or two forms of one."""
    if _spelling(word) == _spelling(other) or _base(word) == _base(other):
        return False
    shared = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    if shared >= min(len(word), len(other)) - 1:  # only the last letter differs
        return False
    if (
        len(word) == len(other)
        and not {word[shared], other[shared]} <= _VOWELS
        and word[shared + 1 :] == other[shared + 1 :]
    ):
        return False  # one consonant for another makes another word ("medication", "meditation") more often than a slip
    if {word[-2:], other[-2:]} == {"is", "es"}:
        return False
    endings = [next((e for e in _ENDINGS if w.endswith(e)), "") for w in (word, other)]
    if endings[0] != endings[1] and all(endings):  # two forms of one stem: "infectious", "infections"
        return False
    return not any({word, other} <= set(pair) for pair in _pairs()) and word not in _pairs_words()


_VOWELS = frozenset("aeiouy")
_ENDINGS = (
    "iously",
    "iveness",
    "ations",
    "itions",
    "ionally",
    "ically",
    "ability",
    "ibility",
    "ations",
    "ments",
    "ation",
    "ition",
    "ively",
    "ously",
    "ially",
    "ional",
    "ility",
    "ances",
    "ences",
    "ancy",
    "ency",
    "ions",
    "ious",
    "ieds",
    "iest",
    "sion",
    "tion",
    "ical",
    "ally",
    "able",
    "ible",
    "ance",
    "ence",
    "ants",
    "ents",
    "ated",
    "ates",
    "ator",
    "ator",
    "ting",
    "ding",
    "ning",
    "ings",
    "ment",
    "ness",
    "less",
    "ness",
    "ives",
    "ized",
    "izes",
    "izing",
    "ers",
    "ors",
    "ing",
    "ion",
    "ive",
    "ous",
    "ial",
    "ual",
    "ant",
    "ent",
    "ate",
    "ary",
    "ory",
    "ery",
    "ity",
    "ily",
    "ble",
    "ful",
    "ist",
    "ism",
    "ics",
    "ure",
    "age",
    "ers",
    "est",
    "ied",
    "ies",
    "ed",
    "er",
    "or",
    "al",
    "ar",
    "ic",
    "ly",
    "es",
)


def _base(word: str) -> str:
    return re.sub(r"(?:ies|y|es|s)\Z", "", word)


def _spelling(word: str) -> str:
    """One spelling for British and American forms."""
    low = word.replace("ae", "e").replace("oe", "e").replace("our", "or").replace("ise", "ize").replace("isa", "iza")
    low = low.replace("isi", "izi").replace("yse", "yze").replace("ll", "l").replace("ph", "f").replace("mme", "m")
    return re.sub(r"re\Z", "er", low)


@cache
def _terms() -> frozenset[str]:
    """Long words of the house's own lists."""
    listed = config.lexicon("spelling")
    words = [str(w).lower() for w in listed["terms"]]
    words += [
        part.lower() for name in config.lexicon("mesh")["descriptors"] for part in re.findall(r"[A-Za-z]+", str(name))
    ]
    return frozenset(form for w in words if len(w) >= SHORTEST - 1 for form in (w, f"{w}s", _base(w)))


@cache
def _pairs() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(w).lower() for w in pair) for pair in config.lexicon("spelling")["different_words"])


@cache
def _pairs_words() -> frozenset[str]:
    return frozenset(str(w).lower() for w in config.lexicon("spelling")["correct"])
