"""Medical words that are slips of the pen: which word was meant.

A word is questioned only if no list knows it: neither the house's (`config/lexicons`), nor the shipped table of words
seen in health texts, nor an English dictionary. It is a slip for a term that sounds the same (ph for f, doubled
letters, y for i) or lies one stroke away; long words may be further off, since little else lies near them. Where two
terms lie as near, none is named.

Method: candidates by optimal string alignment (Damerau 1964), told apart by what people mix up: sounds, neighbours of
the keyboard, two letters that changed places, one vowel for another (Mitton, *English Spelling and the Computer*,
1996).
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from citewarden import config, learned

if TYPE_CHECKING:
    from spellchecker import SpellChecker

SHORTEST = 5
"""Letters from which a word nobody knows is compared with terms; in shorter words one letter tells too little."""
WORD = re.compile(rf"(?<![\w@./'’-])[A-Za-z][a-z]{{{SHORTEST - 1},}}(?![\w@/-])")
"""A word that may be questioned: of running text, not of an address or a compound, without capitals inside."""
_TERM, _LONG, _VERY_LONG = 6, 8, 13
_OFTENER = 10
"""How many times as often as the others a term is written that is named where several lie as near."""
_VOWELS = frozenset("aeiouy")
_NEARLY = 0.2
"""How much further off a commoner term may be for there to be no telling which was meant."""
_ALIKE = frozenset({"gq", "mn", "ck", "kq", "bd", "bp", "dt", "fv", "uv", "il", "sz"})
"""Pairs of letters that look or sound alike."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TABLE = learned.HERE / "nlp" / "verdict" / "words.npz"


@lru_cache(maxsize=50_000)
def known(word: str) -> bool:
    """Whether `word` (lower case) is a word, or a form or another spelling of one."""
    return any(form in _words() or form in _terms() for form in _forms(word))


def meant(word: str, here: Collection[str] = (), *, british: bool = False) -> str:
    """The term that `word` (lower case, not `known`) is a slip for, "" if there is none or no telling which.

    `here` are further words that are right, such as those the article uses more often; `british` says which of two
    spellings of the term is wanted.
    """
    from rapidfuzz.distance import OSA

    if len(word) < SHORTEST or _run_together(word):
        return ""
    costs: dict[str, float] = {}
    for term in _near(word, here):
        if (cost := _cost(word, term)) <= _most(word):
            costs[term] = cost
    if costs and word in _english():
        return ""
    if not costs:
        one = word.removesuffix("s")
        can_be = one != word and not one.endswith(("s", "u", "i", "a", "ie", "se"))
        right = meant(one, here, british=british) if can_be else ""
        return re.sub(r"y\Z", "ie", right) + "s" if right and not right.endswith("s") else ""
    least = min(costs.values())
    best = max((t for t, cost in costs.items() if cost == least), key=lambda t: (_seen(t), -abs(len(t) - len(word)), t))
    for other, cost in costs.items():
        if _stem(folded(other)) != _stem(folded(best)) and _sound(other) != _sound(best):
            as_near = cost == least and _seen(best) < _OFTENER * max(1, _seen(other))
            if as_near or (cost <= least + _NEARLY and _seen(other) > _seen(best)):
                return ""
    same = [t for t, cost in costs.items() if cost == least and _stem(folded(t)) == _stem(folded(best))]
    return min(same, key=lambda t: (is_british(t) != british, OSA.distance(word, t), t))


def is_british(word: str) -> bool:
    """Whether a word is spelt as only British writers spell it."""
    return bool(_BRITISH.search(word))


_BRITISH = re.compile(
    r"aemi|haem|oede|oesoph|oestr|paed|rrhoea|anaes|gynae|pnoea|orthopae|foet|caec|faec|leukae|isation\Z"
)


_ARTICLES = ("an", "a", "the", "of", "in", "to")


def _run_together(word: str) -> bool:
    """Whether `word` is a known one with a mark's letter behind it, or with the little word before it."""
    marked = word[-1] in "abcd" and len(word) > SHORTEST and known(word[:-1])
    return marked or any(
        word.startswith(little) and len(word) > len(little) + SHORTEST and known(word.removeprefix(little))
        for little in _ARTICLES
    )


def _near(word: str, here: Collection[str]) -> set[str]:
    """The terms within two strokes of `word` or that sound like it, and the words of `here` one stroke away."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    listed = process.extract(word, _listed(), scorer=OSA.distance, score_cutoff=2, limit=None)
    others = process.extract(word, list(here), scorer=OSA.distance, score_cutoff=1, limit=None)
    near = {term for term, _, _ in listed} | {term for term, _, _ in others if not one_word(term, word)}
    return near.union(_by_sound().get(_sound(word), ()))


def _most(word: str) -> float:
    """How far a term may lie from a word of this length."""
    return 0.8 if len(word) < _LONG else 1.5 if len(word) < _VERY_LONG else 2.0


def _cost(word: str, term: str) -> float:
    """How unlikely it is that who wrote `word` meant `term`, 0.5 and up; infinite for two forms of one word."""
    from rapidfuzz.distance import OSA

    if one_word(word, term) or len(term) < _TERM:
        return float("inf")
    if _sound(word) == _sound(term):
        return 0.5
    strokes = OSA.distance(word, term)
    if strokes == 1:
        if word[0] != term[0] and len(word) < _LONG:
            return float("inf")
        return 0.7 if _easily_mixed(word, term) else 0.8 if len(word) < len(term) else 1.0
    if word[0] != term[0]:
        return float("inf")
    if len(word) >= _LONG and _exchanged(word, term):
        return 0.9
    if OSA.distance(_sound(word), _sound(term)) == 1:
        return (1.1 if len(word) >= _LONG else 0.8) if len(word) > SHORTEST and word[1] == term[1] else 1.5
    return 1.4 if _lacks_a_stretch(word, term) else 2.0


def _exchanged(word: str, term: str) -> bool:
    """Whether two vowels that do not stand beside each other changed places ("tamsolusin")."""
    changed = [(a, b) for a, b in zip(word, term, strict=False) if a != b]
    return (
        len(word) == len(term) and len(changed) == 2 and changed[0] == changed[1][::-1] and set(changed[0]) <= _VOWELS
    )


def _lacks_a_stretch(word: str, term: str) -> bool:
    """Whether `word` is `term` without two letters in a row, as where a syllable is written once ("simvastin")."""
    if len(term) - len(word) != 2 or len(word) <= _LONG:
        return False
    same = next((i for i, (a, b) in enumerate(zip(word, term, strict=False)) if a != b), len(word))
    return word[same:] == term[same + 2 :]


def _easily_mixed(word: str, term: str) -> bool:
    """Whether the one stroke between two words is a common one."""
    if len(word) != len(term):  # a letter left out or put in beside its like
        longer, shorter = sorted((word, term), key=len, reverse=True)
        at = next((i for i, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
        return longer[at] in longer[max(0, at - 1) : at] + longer[at + 1 : at + 2] or longer[at] in "hpyeiao"
    changed = [(a, b) for a, b in zip(word, term, strict=True) if a != b]
    if len(changed) == 2:  # they changed places
        return True
    a, b = changed[0]
    return {a, b} <= _VOWELS or b in _neighbours(a) or "".join(sorted((a, b))) in _ALIKE


@cache
def _neighbours(letter: str) -> frozenset[str]:
    """The letters beside one on a keyboard."""
    row = next((r for r in _ROWS if letter in r), letter)
    at = row.index(letter)
    return frozenset(row[max(0, at - 1) : at] + row[at + 1 : at + 2])


_SOUNDS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[ao]e(?=\w)", "e"), (r"\Apn", "n"), (r"\Aps", "s"), (r"\Apt", "t"), ("ph", "f"), ("rrh|rh", "r"),
        ("th", "t"), ("sch|sc(?=[eiy])", "s"), ("ch|ck|q|kh", "k"), ("(?:tion|sion|cion|tian)", "shn"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("z", "s"), ("y", "i"), ("gh", "g"), ("ei|ie|ee|ea", "i"),
        (r"(\w)\1+", r"\1"),
    )
]  # fmt: skip


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    """A word as it sounds, roughly."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word


_DERIVED = frozenset(
    {
        "ic", "ics", "al", "ally", "ically", "ous", "ously", "ist", "ists", "ian", "ians", "ed", "ing", "ings", "ive",
        "ively", "ity", "oid", "ar", "ary", "an", "ia", "ias", "er", "ers", "or", "ors", "ate", "ae", "i", "ates",
        "ated", "ation", "ations", "ator", "ators", "y", "ism", "isms", "tic", "tics", "s", "es",
    }
)  # fmt: skip
_ENDINGS = _DERIVED | {"", "a", "ae", "e", "is", "us", "um", "on", "sis", "ion", "ions"}


def one_word(word: str, term: str) -> bool:
    """Whether `word` is another form of `term`, by its ending, or another spelling."""
    word, term = folded(word), folded(term)
    if word == term:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(word, term, strict=False)) if a != b), min(len(word), len(term)))
    return any(
        word[at:] in _DERIVED and term[at:] in _ENDINGS and (word[at:], term[at:]) not in _NO_PAIR
        for at in range(max(4, shared - 3), shared + 1)
    )


_NO_PAIR = frozenset({("s", "is"), ("s", "us"), ("s", "sis"), ("s", "es"), ("ia", "a"), ("ias", "a"), ("es", "is")})
"""Endings of which one is no other form of a word with the other: "hepatits", "emphysemia"."""


def folded(word: str) -> str:
    """One spelling for British and American forms."""
    low = re.sub(r"[ao]e(?=\w)", "e", word).replace("our", "or").replace("yse", "yze")
    low = re.sub(r"(?<!c)is(?=(?:e[drs]?|ing|ations?)\Z)", "iz", low)
    low = re.sub(r"ll(?=ed\Z|ing|er)", "l", low).replace("mme", "m").replace("sulph", "sulf")
    return re.sub(r"(cent|met|lit|fib|\btit)re(?=s?\Z)", r"\1er", low)


def _stem(word: str) -> str:
    return re.sub(r"(?:ies|y|es|s)\Z", "", word)


_PREFIX = re.compile(
    r"(?:anti|auto|bio|cardio|co|de|dis|electro|endo|extra|gastro|haemo|hemo|hyper|hypo|immuno|in|inter|intra|macro|micro|mid|"
    r"mis|mono|multi|neuro|non|osteo|out|over|para|peri|photo|physio|poly|post|pre|pro|pseudo|psycho|radio|re|self|semi|sub|"
    r"super|tele|thermo|trans|tri|ultra|un|under|vaso)(?=\w{4})"
)


_INFLECTED = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ally", ""),
    ("itides", "itis"), ("ae", "a"), ("i", "us"), ("a", "um"), ("ata", "a"), ("ness", ""), ("less", ""), ("like", ""),
    ("er", ""), ("ers", ""), ("er", "e"), ("al", ""), ("ic", "is"), ("ization", "ize"), ("isation", "ize"),
)  # fmt: skip
"""An ending, and what stands in its place in the word it is made from."""


def _forms(word: str) -> list[str]:
    """A word, and what it may be a form, a spelling or a compound of."""
    forms = [word, folded(word)]
    for ending, to in _INFLECTED:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            if ending in ("ness", "ly") and stem[-1] == "y" and stem[-2] not in _VOWELS:
                continue  # "dizzyness"
            forms += [stem + to, folded(stem + to)]
            if not to and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    if match := _PREFIX.match(word):
        rest = word[match.end() :]
        forms += [rest, rest.removesuffix("s"), folded(rest)]
    return forms


@cache
def _words() -> dict[str, int]:
    """The words of the shipped table, with how many texts held them or a form of them."""
    import numpy as np

    with np.load(io.BytesIO(learned.read(_TABLE))) as table:
        words = dict(zip(bytes(table["words"]).decode("utf-8").split("\n"), table["df"].tolist(), strict=True))
    return words | {str(w).lower(): 1 for w in config.lexicon("spelling")["correct"]}


@cache
def _english() -> SpellChecker:
    """An English dictionary of 160,000 words, asked last: it takes a while to load."""
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)


def _seen(word: str) -> int:
    return _words().get(word, 0)


@cache
def _terms() -> frozenset[str]:
    """The terms of the house's own lists, and their spellings."""
    return frozenset(form for term in _listed() for form in (term, folded(term)))


@cache
def _listed() -> tuple[str, ...]:
    listed = config.lexicon("spelling")
    words = {str(w).lower() for name in ("terms", "drugs") for w in listed[name]}
    words |= {p.lower() for name in config.lexicon("mesh")["descriptors"] for p in re.findall(r"[A-Za-z]+", str(name))}
    return tuple(sorted(words))


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    """Sound -> the terms that sound so, of eight letters and more."""
    out: dict[str, list[str]] = {}
    for term in _listed():
        if len(term) >= _LONG:
            out.setdefault(_sound(term), []).append(term)
    return {sound: tuple(terms) for sound, terms in out.items()}
