"""Conditions, drugs and populations in a statement, by the lexicons editors keep.

A concept is a (words as written, concept id) pair. The id is a MeSH descriptor ("mesh:D009103") where
`config/lexicons/mesh.yaml` knows one, else the first name of its group in `synonyms.yaml` ("term:high blood pressure").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from citewarden.config import lexicon
from citewarden.nlp import topics
from citewarden.text import quantities
from citewarden.text.prefilter import Words

_I = re.IGNORECASE


def concepts(text: str, abbreviations: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """Concepts in reading order, each id once; abbreviations the article defines count as their long form."""
    terms = _terms()
    known = abbreviations or {}
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    telling = [place for place, (word, _, _) in enumerate(words) if not _idle(word) or word in known]
    if not telling:
        return ()
    keys = [_key(word) for word, _, _ in words]
    found: dict[str, str] = {}
    after = 0
    for place in telling:
        if place < after:
            continue
        size = _longest(keys, place, terms)
        if size:
            surface = text[words[place][1] : words[place + size - 1][2]]
            if keys[place] not in _VAGUE or size > 1:
                found.setdefault(terms[keys[place]][tuple(keys[place : place + size])], surface)
            after = place + size
            continue
        long = known.get(words[place][0], "").removeprefix("the ")
        if long:
            spelled = [_key(w) for w in _WORD.findall(long)]
            if spelled and _longest(spelled, 0, terms) == len(spelled):
                found.setdefault(terms[spelled[0]][tuple(spelled)], words[place][0])
        elif topics.is_condition(words[place][0]) and keys[place] not in _VAGUE:
            first = place
            while first > max(0, place - 2) and _joins(text, words, keys, first - 1):
                first -= 1
            surface = text[words[first][1] : words[place][2]]
            found.setdefault(f"term:{_key(surface)}", surface)
        elif keys[place] in _VAGUE and place and _joins(text, words, keys, place - 1):
            surface = text[words[place - 1][1] : words[place][2]]
            found.setdefault(f"term:{_key(surface)}", surface)
    return tuple((word, concept) for concept, word in found.items())


_WORD = re.compile(r"[^\W_][\w'’-]*")
_QUALIFIER = re.compile(
    r"[a-z-]{3,}(?:ic|al|ous|ar|ory|ive|ary|oid)|kidney|heart|liver|lung|blood|skin|muscle|bone|"
    r"brain|nerve|thyroid|cell|duct|stem|eye|ear|motor|neuron"
)


@lru_cache(maxsize=20_000)
def _idle(word: str) -> bool:
    """Whether no concept begins or ends with a word."""
    key = _key(word)
    return key not in _terms() and key not in _VAGUE and not topics.is_condition(word)


def _joins(text: str, words: list[tuple[str, int, int]], keys: list[str], place: int) -> bool:
    """Whether the word at `place` qualifies the one after it ("renal disease")."""
    return bool(_QUALIFIER.fullmatch(keys[place])) and text[words[place][2] : words[place + 1][1]] == " "


def _longest(keys: list[str], place: int, terms: Mapping[str, Mapping[tuple[str, ...], str]]) -> int:
    """Words of the longest term that begins at `place`, 0 if none."""
    named = terms.get(keys[place])
    if not named:
        return 0
    return max((len(t) for t in named if tuple(keys[place : place + len(t)]) == t), default=0)


_VAGUE = frozenset(
    [
        "disease",
        "diseases",
        "disorder",
        "disorders",
        "syndrome",
        "syndromes",
        "condition",
        "conditions",
        "infection",
        "infections",
        "failure",
        "attack",
        "stone",
        "stones",
        "shock",
        "injury",
        "injuries",
        "deficiency",
        "withdrawal",
        "abuse",
    ]
)


def population(text: str) -> tuple[str, ...]:
    """The groups of people (or animals) a statement speaks of, as `populations.yaml` names them, sorted."""
    single, phrases, named = _groups()
    if not named.near(text):
        return ()
    low = text.lower()
    found = {name for word in _WORD.findall(low) for name in single.get(word, ())}
    found |= {name for name, phrase in phrases if phrase in low}
    return tuple(sorted(found))


def direction(text: str) -> str:
    """ "up", "down", "better" or "worse": the way the statement says something goes; "" if it says none.

    "up" and "down" win over judgements; a statement with both up and down words takes the one nearest the front. The
    sign of a change tells its way where no word does ("changed by −5.3 kg").
    """
    table, named = _directions()
    if not named.near(text):
        changed = _CHANGED.search(text)
        return ("up" if changed["sign"] == "+" else "down") if changed else _lowered(text)
    words = _WORD.findall(text.lower())
    hits = [
        table[w]
        for place, w in enumerate(words)
        if w in table
        and words[place + 1 : place + 2] not in (["known"], ["called"])
        and not _names_state(words, place)
        and not _bounds(words, place)
        and not _is_thing(words, place)
    ]
    return next((h for h in hits if h in {"up", "down"}), "") or _lowered(text) or (hits[0] if hits else "")


def _lowered(text: str) -> str:
    """ "down" where "lower" compares and "cut" is done to a chance, "" where they name a part or a wound."""
    return "down" if _LOWER.search(text) else ""


_LOWER = re.compile(
    r"(?:%|\bper ?cent|\bpoints?|\bwas|\bwere|\bis|\bare|\bsignificantly|\bmuch|\bslightly) lower\b"
    r"(?! (?:back|limb|leg))"
    r"|\blower than (?!\d)|\bcut(?:s|ting)? (?:the |their |your |its |his |her )?"
    r"(?:risk|chance|odds|rate|number|death)s?\b",
    re.IGNORECASE,
)
_FALLS = frozenset(["fall", "falls", "fell", "fallen", "falling"])
_FALLEN = frozenset(
    ["asleep", "ill", "sick", "pregnant", "over", "apart", "behind", "out", "into", "onto", "on", "down", "off", "down",
     "at", "again", "are", "is", "can", "may", "cause", "prevention", "risk"]
)  # fmt: skip
"""What stands behind falls of people, and behind "fall asleep"."""
_BY = frozenset(["by", "in", "to", "from", "below", "under", "of"])
_WHO = frozenset(
    ["people", "person", "adults", "men", "women", "patients", "residents", "children", "babies", "infants", "who",
     "you", "they", "anyone", "everyone"]
)  # fmt: skip
_BODY = frozenset(["eye", "ear", "nose", "nasal", "cough", "mouth", "lubricant", "antibiotic", "of", "use", "put"])


def _is_thing(words: Sequence[str], place: int) -> bool:
    """Whether a word is a thing or an accident that only looks like a change: "eye drops", "1 in 3 people falls"."""
    word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    before = words[place - 1] if place else ""
    if word in ("drop", "drops"):
        return before in _BODY or (bool(before) and quantities.numeric(before)) or after in ("into", "a")
    if word == "rise":
        return before in ("give", "gives", "gave", "giving")
    if word not in _FALLS:
        return False
    figure = "".join(words[place + 2 : place + 3])
    if after in _BY and (after == "in" or quantities.numeric(figure)) and _WHO.isdisjoint(words[:place]):
        return before in _directions()[0]
    return (
        before in _directions()[0]
        or not _WHO.isdisjoint(words[:place])
        or (after in _FALLEN and not (after == "at" and place))
        or after in ("from", "onto")
    )


_CHANGED = re.compile(r"\bchang(?:es?|ed)\b(?: \w+){0,4} (?P<sign>[-−–+])(?=\d)", re.IGNORECASE)
_STATES = frozenset(["deficiency", "deficiencies", "insufficiency", "excess", "loss", "low", "high"])
_PARTICIPLES = frozenset(
    [
        "increased",
        "raised",
        "elevated",
        "reduced",
        "decreased",
        "lowered",
        "diminished",
        "impaired",
        "worsened",
        "improved",
    ]
)
_MOVING = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "and", "significantly", "greatly", "it",
     "they", "that", "which", "not", "also", "gets", "get"]
)  # fmt: skip
_CHANCES = frozenset(
    ["risk", "risks", "chance", "chances", "odds", "likelihood", "rate", "rates", "mortality", "survival", "incidence",
     "number", "numbers", "death", "deaths", "hazard", "prevalence", "falls", "admissions", "readmissions"]
)  # fmt: skip


_AFTER_VERB = frozenset(["the", "a", "an", "by", "in", "to", "with", "from", "when", "if", "their", "its", "his"])
_OF = frozenset(["to", "of", "from", "for", "prevent", "with", "and", "in", "against", "cause", "causes"])


def _bounds(words: Sequence[str], place: int) -> bool:
    """Whether a word of direction only bounds a number: "at least 60 %", "fewer than 1 in 20"."""
    if words[place] == "least":
        return place > 0 and words[place - 1] == "at"
    return words[place + 1 : place + 2] == ["than"] and quantities.numeric("".join(words[place + 2 : place + 3]))


def _names_state(words: Sequence[str], place: int) -> bool:
    """Whether a word of direction is part of a state's name: "iron deficiency", "a raised temperature", "low B12"."""
    word, after = words[place], words[place + 1 : place + 4]
    if any(chance in _CHANCES for chance in after) and not set(after) & {"heart", "pulse", "breathing"}:
        return False
    if word == "falls" and place and words[place - 1] in _OF:
        return True
    if word in _STATES:
        return True
    before = words[place - 1] if place else ""
    if before and before not in _NAMING and _by_how_much(words, place):
        return False
    return word in _PARTICIPLES and bool(after) and before not in _MOVING and after[0] not in _AFTER_VERB


_NAMING = frozenset(
    ["a", "an", "the", "with", "of", "have", "has", "had", "and", "or", "to", "for", "in", "from", "their", "your",
     "no"]
)  # fmt: skip
"""What stands before a state's name and before no verb."""


def _by_how_much(words: Sequence[str], place: int) -> bool:
    """Whether a change is told with its measure: "reduced strokes by 14 %", "raised the level from 12 to 16"."""
    near = words[place + 1 : place + 7]
    return any(w in ("by", "from") and quantities.numeric(n) for w, n in pairwise(near))


def _key(word: str) -> str:
    return word.lower().replace("’", "'")


@cache
def _terms() -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """First word -> (term as a tuple of words -> concept id)."""
    descriptors = {str(k).lower(): f"mesh:{v}" for k, v in lexicon("mesh")["descriptors"].items()}
    ids: dict[str, str] = dict(descriptors)
    for group in lexicon("synonyms")["groups"]:
        names = [str(name).lower() for name in group]
        if not any(n in descriptors or topics.is_condition(n) for n in names):
            continue
        concept = next((descriptors[n] for n in names if n in descriptors), f"term:{names[0]}")
        for name in names:
            ids.setdefault(name, concept)
    for name in list(ids):
        if not name.endswith("s"):
            ids.setdefault(f"{name}s", ids[name])
    table: dict[str, dict[tuple[str, ...], str]] = {}
    for name, concept in ids.items():
        words = tuple(_key(w) for w in _WORD.findall(name))
        if words and len(name) > 2:
            table.setdefault(words[0], {})[words] = concept
    return table


@cache
def _groups() -> tuple[Mapping[str, list[str]], list[tuple[str, str]], Words]:
    """(word -> groups, [(group, phrase)], all of them)."""
    single: dict[str, list[str]] = {}
    phrases = []
    for axis in lexicon("populations")["axes"].values():
        for name, words in axis.items():
            for word in (str(w).lower() for w in words):
                if " " in word:
                    phrases.append((str(name), word))
                else:
                    single.setdefault(word, []).append(str(name))
    return single, phrases, Words([*single, *(phrase for _, phrase in phrases)])


@cache
def _directions() -> tuple[Mapping[str, str], Words]:
    listed = lexicon("directions")
    table: dict[str, str] = {}
    for way in ("up", "down", "better", "worse"):
        for word in (str(w).lower() for w in listed.get(way, []) if " " not in str(w)):
            forms = {word}
            if len(word) > 3:
                stem = word.removesuffix("e")
                forms |= {f"{word}s", f"{stem}ed", f"{stem}ing"}
                if _DOUBLES.fullmatch(word):
                    forms |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
            for form in forms:
                table.setdefault(form, way)
    for word in _SIZES:
        table.pop(word, None)
    return table, Words(table)


_DOUBLES = re.compile(r"[^aeiou]{1,3}[aeiou][^aeiouwxy]")
"""Verbs that double their last letter: "dropped"."""
_SIZES = frozenset(
    [
        "high",
        "low",
        "long",
        "short",
        "large",
        "small",
        "fast",
        "slow",
        "strong",
        "weak",
        "positive",
        "negative",
        "extra",
        "less",
        "more",
        "earlier",
        "later",
        "lower",
        "limit",
        "limited",
        "cut",
        "cuts",
        "block",
        "blocks",
        "poor",
        "gain",
        "loss",
        "active",
        "massive",
        "rich",
        "safe",
        "cure",
        "abundant",
    ]
)
