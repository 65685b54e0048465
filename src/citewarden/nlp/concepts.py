"""Conditions, drugs and populations in a statement, by the lexicons editors keep.

A concept is a (words as written, concept id) pair. The id is a MeSH descriptor ("mesh:D009103") where
`config/lexicons/mesh.yaml` knows one, else the first name of its group in `synonyms.yaml` ("term:high blood pressure").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from citewarden.config import lexicon
from citewarden.nlp import topics

_I = re.IGNORECASE


def concepts(text: str, abbreviations: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """Concepts in reading order, each id once; abbreviations the article defines count as their long form."""
    pattern, ids = _terms()
    found: dict[str, str] = {}
    for match in pattern.finditer(text):
        word = match.group()
        if word.lower() not in _VAGUE:
            found.setdefault(ids[_key(word)], word)
    for short, long in (abbreviations or {}).items():
        if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text):
            hit = pattern.fullmatch(long.removeprefix("the "))
            if hit:
                found.setdefault(ids[_key(hit.group())], short)
    covered = [m.span() for m in pattern.finditer(text)]
    for match in _named().finditer(text):
        if match.group().lower() not in _VAGUE and not any(s < match.end() and match.start() < e for s, e in covered):
            found.setdefault(f"term:{_key(match.group())}", match.group())
    return tuple((word, concept) for concept, word in found.items())


_VAGUE = frozenset(["disease", "diseases", "disorder", "disorders", "syndrome", "syndromes", "condition", "conditions", "infection", "infections", "failure", "attack",
                    "stone", "stones", "shock", "injury", "injuries", "deficiency", "withdrawal", "abuse"])


def population(text: str) -> tuple[str, ...]:
    """The groups of people (or animals) a statement speaks of, as `populations.yaml` names them, sorted."""
    return tuple(sorted(name for name, pattern in _groups() if pattern.search(text)))


def direction(text: str) -> str:
    """ "up", "down", "better" or "worse": the way the statement says something goes; "" if it says none.

    "up" and "down" win over judgements; a statement with both up and down words takes the one nearest the front.
    """
    table, pattern = _directions()
    hits = [(m.start(), table[m.group().lower()]) for m in pattern.finditer(text) if not text[m.end() :].startswith((" known", " called"))]
    moved = [h for h in hits if h[1] in {"up", "down"}]
    return min(moved or hits)[1] if hits else ""


def _key(word: str) -> str:
    return re.sub(r"\s+", " ", word.lower().replace("’", "'"))


@cache
def _terms() -> tuple[re.Pattern[str], Mapping[str, str]]:
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
    words = "|".join(re.escape(w).replace("'", "['’]") for w in sorted(ids, key=lambda w: (-len(w), w)) if len(w) > 2)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", _I), ids


@cache
def _named() -> re.Pattern[str]:
    """Names of conditions no list holds, with the adjective before them."""
    kind = r"[a-z]{3,}(?:ic|al|ous|ar|ory|ive|ed|ary|oid|ent|ant)|kidney|heart|liver|lung|blood|skin|muscle|bone|brain|nerve|thyroid|cell|duct|stem|eye|ear"
    return re.compile(rf"(?<![\w-])(?:(?:{kind}) ){{0,2}}{topics.condition_pattern().pattern}", _I)


@cache
def _groups() -> tuple[tuple[str, re.Pattern[str]], ...]:
    axes = lexicon("populations")["axes"]
    rows = [(name, words) for axis in axes.values() for name, words in axis.items()]
    return tuple(
        (str(name), re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(str(w)) for w in sorted(words, key=lambda w: -len(str(w))))})(?![\w-])", _I))
        for name, words in rows
    )


@cache
def _directions() -> tuple[Mapping[str, str], re.Pattern[str]]:
    listed = lexicon("directions")
    table: dict[str, str] = {}
    for way in ("up", "down", "better", "worse"):
        for word in listed.get(way, []):
            base = str(word).lower()
            forms = {base}
            if " " not in base and len(base) > 3:
                stem = base.removesuffix("e")
                forms |= {f"{base}s", f"{stem}ed", f"{stem}ing"}
            for form in forms:
                table.setdefault(form, way)
    for word in _SIZES:
        table.pop(word, None)
    words = "|".join(re.escape(w) for w in sorted(table, key=lambda w: (-len(w), w)))
    return table, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", _I)


_SIZES = frozenset(["high", "low", "long", "short", "large", "small", "fast", "slow", "strong", "weak", "positive", "negative", "extra", "less", "more", "earlier", "later", "lower", "limit", "limited", "cut", "cuts", "block", "blocks", "poor", "gain", "loss", "active", "massive", "rich", "safe", "cure", "abundant"])
