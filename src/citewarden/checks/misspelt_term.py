"""A medical word looks like a slip for another.

## What it does
Questions the words that no list knows and compares them with the terms of the house's lists, with the words the article
uses more often and with those of its sources: a word that sounds like one of them or lies a stroke away ("metfornin",
"hydroxycloroquine") is shown with the term. British and American spellings, plurals and other forms of one word do
not count, nor do names.

## Why it matters
A misspelt term cannot be found by search, and readers trust the rest less.

## What to do
Correct the spelling.

## When it is wrong
When the word exists and is meant. Add it to `correct` in `config/lexicons/spelling.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text import spelling
from citewarden.text.anchors import anchor

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
TWINS = 8
"""Letters from which two unknown words one stroke apart are taken for one."""
LONG = 10
"""Letters from which an unknown word one stroke from a source's word is no other word."""
_RUNNING = {"paragraph", "item", "heading", "title", "row", "caption"}


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per misspelt word (its first place), open where two unknown spellings are used alike."""
    document = audit.document
    if document.language and not document.language.lower().startswith("en"):
        return
    places = _places(audit)
    unknown = [w for w, spans in places.items() if not spelling.known(w) and not _name(document.text, spans)]
    british = any(map(spelling.is_british, places))
    sources: set[str] | None = None
    told: set[str] = set()
    for word in unknown:
        count = len(places[word])
        oftener = {w for w, spans in places.items() if len(spans) > count}
        right = spelling.meant(word, oftener, british=british)
        if not right:
            sources = _source_words(audit) if sources is None else sources
            right = "" if word in sources else spelling.meant(word, sources, british=british) or _shuffled(word, audit)
        start, end = places[word][0]
        if right:
            shown = right.capitalize() if document.text[start].isupper() else right
            yield Finding(
                "misspelt-term", document.id, document.id, LEVEL, Kind.FAIL,
                f"“{document.text[start:end]}” looks like a slip for “{shown}” ({_where(right, places, sources)}). "
                "Correct the spelling.",
                anchor(document, start, end), fix=shown, owner=OWNER, confidence=0.9,
                properties={"key": word, "replaces": "location"},
            )  # fmt: skip
        elif word not in told and (twins := [w for w in unknown if len(places[w]) == count and _twin(word, w)]):
            told.update(twins)
            other = places[twins[0]][0]
            yield Finding(
                "misspelt-term", document.id, document.id, Level.NONE, Kind.OPEN,
                f"“{document.text[start:end]}” and “{document.text[slice(*other)]}” both stand in the article, and the "
                "word lists know neither. Check which is meant.",
                anchor(document, start, end), owner=OWNER, confidence=0.5, properties={"key": word},
            )  # fmt: skip


def _places(audit: Audit) -> dict[str, list[tuple[int, int]]]:
    """Each of the article's own words, in the order they first stand, with its places; no references or furniture."""
    out: dict[str, list[tuple[int, int]]] = {}
    for block in audit.document.blocks:
        if block.kind in _RUNNING:
            for match in spelling.WORD.finditer(audit.document.text, block.start, block.end):
                out.setdefault(match.group().lower(), []).append(match.span())
    return out


def _name(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether a word is a name: capital inside a sentence, every time."""
    return all(
        text[start].isupper() and text[:start].rstrip(' \u00a0“"(')[-1:] not in {"", ".", "?", "!", ":", "\n", "•", "-"}
        for start, _ in spans
    )


def _source_words(audit: Audit) -> set[str]:
    """The words of the sources that no list knows, such as a new drug's name, and the long ones: "zoledronic"."""
    said = [p.text for p in audit.passages] + [str(r.csl.get("title", "")) for r in audit.references]
    words = {m.group().lower() for text in said for m in spelling.WORD.finditer(text)}
    return {w for w in words if len(w) >= LONG or not spelling.known(w)}


def _shuffled(word: str, audit: Audit) -> str:
    """The one word of the sources that has the same letters in another order: "zoplicone" of "zopiclone"."""
    if len(word) < TWINS:
        return ""
    letters, said = sorted(word), (m.group().lower() for p in audit.passages for m in spelling.WORD.finditer(p.text))
    same = {w for w in said if len(w) == len(word) and w[:2] == word[:2] and sorted(w) == letters}
    return same.pop() if len(same) == 1 else ""


def _where(right: str, places: dict[str, list[tuple[int, int]]], sources: set[str] | None) -> str:
    """Where the right spelling stands."""
    if count := len(places.get(right, ())):
        return f"written so {count} times here" if count > 1 else "written so elsewhere here"
    return "written so in a source" if sources and right in sources else "the term in the word list"


def _twin(word: str, other: str) -> bool:
    """Whether two unknown words may be one."""
    from rapidfuzz.distance import OSA

    return (
        word != other
        and min(len(word), len(other)) >= TWINS
        and OSA.distance(word, other, score_cutoff=1) == 1
        and not spelling.one_word(word, other)
        and not spelling.one_word(other, word)
    )
