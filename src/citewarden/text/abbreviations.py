"""Abbreviations an article defines ("multiple sclerosis (MS)"), by the algorithm of Schwartz and Hearst (2003).

A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
Pacific Symposium on Biocomputing 8:451-462. Both orders are read: "long form (SF)" and "SF (long form)".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,90})[)\]]")
_SHORT = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9][\w/+&-]{1,9}\Z")
_NAMED = re.compile(
    r"[,;]?\s{0,3}[\s(](?:(?:or|also (?:called|known as|abbreviated(?: as| to)?)|known as|called|shortened to"
    r"|abbreviated(?: as| to)?)\s{1,3}(?P<said>[A-Z][\w/+&-]{1,9})(?=[\s,;.)\]]|\Z)"
    r"|(?<=[,;]\s)(?P<bare>[A-Z][\w/+&-]{1,9})(?=\)))"
)
"""A short form after its long form and a word or two: "long form, or SF", "(long form; SF)", "long (called SF)"."""
_CITED = re.compile(r"\b(?:1[6-9]|20)\d\d[a-z]?\b|\bn\.d\.")
_STOPS = frozenset(
    ["the", "a", "an", "of", "in", "for", "and", "or", "with", "by", "to", "as", "on", "is", "are", "called", "from"]
)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A definition: the short form, its long form, and where each stands (code points, end exclusive)."""

    short: str
    long: str
    short_start: int
    short_end: int
    long_start: int
    long_end: int


def find(text: str) -> list[Abbreviation]:
    """Every definition in `text`, in reading order; a short form defined twice is given twice."""
    found = []
    text = text.replace("\u00a0", " ")
    for match in _BRACKETS.finditer(text):
        if match.start() and text[match.start() - 1] == "[":
            continue
        inner = match[1].strip()
        if _CITED.search(inner):
            continue
        start = match.start(1) + (len(match[1]) - len(match[1].lstrip()))
        short = re.split(r"[;,]| or | also ", inner)[0].strip()
        if is_short_form(short):
            hit = _long_before(text, match.start(), short)
            if hit is not None:
                found.append(
                    Abbreviation(
                        short,
                        text[hit : match.start()].rstrip(),
                        start,
                        start + len(short),
                        hit,
                        len(text[: match.start()].rstrip()),
                    )
                )
                continue
        words = inner.split()
        if 2 <= len(words) <= 10:  # SF (long form)
            before = re.search(r"([A-Za-z0-9][\w/+&-]{1,9})\s*\Z", text[max(0, match.start() - 14) : match.start()])
            if before and is_short_form(before[1]) and sum(c.isupper() for c in before[1]) >= 2:
                begin = _match(before[1], inner)
                if begin == 0 and not re.search(r"\d{4}", inner):
                    at = max(0, match.start() - 14) + before.start(1)
                    found.append(Abbreviation(before[1], inner, at, at + len(before[1]), start, start + len(inner)))
    for match in _NAMED.finditer(text):
        group = "said" if match["said"] else "bare"
        hit = _long_before(text, match.start(), match[group]) if is_short_form(match[group]) else None
        if hit is None or any(a.short_start == match.start(group) for a in found):
            continue
        long = text[hit : match.start()].rstrip()
        if re.search(r"[\s-]", long):
            found.append(Abbreviation(match[group], long, *match.span(group), hit, hit + len(long)))
    return sorted(found, key=lambda a: a.short_start)


@lru_cache(maxsize=2)
def definitions(text: str) -> Mapping[str, str]:
    """Short form -> long form, the first definition winning, or a later one that goes on where it breaks off
    ("Angiotensin-converting (ACE) enzyme"); a plural short form also gives its singular."""
    table: dict[str, str] = {}
    for item in find(text):
        first = table.setdefault(item.short, item.long)
        if item.long.lower().startswith(f"{first.lower()} "):
            table[item.short] = item.long
        if re.fullmatch(r"[A-Z0-9][A-Z0-9a-z-]*[A-Z0-9]s", item.short) and item.long.endswith("s"):
            table.setdefault(item.short[:-1], re.sub(r"s\Z", "", item.long))
    return table


def is_short_form(text: str) -> bool:
    """Whether `text` looks like an abbreviation: 2 to 10 signs, a capital inside, no more than two words."""
    return (
        bool(_SHORT.match(text))
        and sum(c.isupper() for c in text) >= 2 - (len(text) <= 3)
        and not text.isdigit()
        and text.lower() not in _STOPS
        and (any(c.isupper() for c in text[1:]) or (len(text) <= 4 and text.isupper()))
    )


def _long_before(text: str, end: int, short: str) -> int | None:
    """Start of the long form that ends before `end`."""
    window = text[max(0, end - 150) : end]
    cut = max(window.rfind(sign) for sign in ".;:!?()[]\n•")
    window = window[cut + 1 :]
    words = list(re.finditer(r"\S+", window))
    size = sum(c.isalnum() for c in short)
    most = min(size + 5, size * 2)
    candidate = words[-most:]
    if not candidate:
        return None
    base = candidate[0].start()
    long = window[base:].rstrip()
    if (begin := _initials(short, long)) is not None:
        return end - (len(window) - base) + begin
    at = _match(short.removesuffix("s") if re.search(r"[A-Z]s\Z", short) else short, long)
    if at is None:
        return None
    form = long[at:]
    if len(form) < len(short) or short in form.split() or form.lower() == short.lower():
        return None
    while (first := form.split()[0].lower()) in _STOPS and len(form.split()) > 1 and first[0] != short[0].lower():
        at += len(form.split()[0]) + 1
        form = long[at:]
    if not _starts_enough(short, form):
        return None
    return end - (len(window) - base) + at


def _initials(short: str, long: str) -> int | None:
    """Offset in `long` where words begin whose initials are all letters of `short`, small words between them apart.

    "Institute of Disorders and Stroke (IDS)": the general scan would take the d of "and".
    """
    letters = [c for c in short.lower() if c.isalnum()]
    for word in reversed(list(re.finditer(r"[^\s/-]+", long))):
        if letters and word[0][0].lower() == letters[-1]:
            letters.pop()
            if not letters:
                return word.start()
        elif word[0].lower() not in _STOPS:
            return None
    return None


def _starts_enough(short: str, long: str) -> bool:
    """Whether enough letters of a short form begin words of the long one; accidental matches lie inside words."""
    words = [w for w in re.split(r"[\s/-]+", long.lower()) if w]
    if (
        words[0] in {"and", "are", "is", "of", "or", "the", "to", "in", "for", "with", "as", "by", "be", "from"}
        and len(words) > 1
    ):
        return False
    if len(words) == 1:
        return True
    initials = [w[0] for w in words]
    hits = 0
    for letter in (c for c in short.lower().removesuffix("s") if c.isalnum()):
        if letter in initials:
            hits += 1
            initials = initials[initials.index(letter) + 1 :]
    return hits >= 0.5 * sum(c.isalnum() for c in short.removesuffix("s"))


def _match(short: str, long: str) -> int | None:
    """Offset in `long` where the best long form of `short` begins (the algorithm's right-to-left scan)."""
    s, position = len(short) - 1, len(long) - 1
    while s >= 0:
        sign = short[s].lower()
        if not sign.isalnum():
            s -= 1
            continue
        while position >= 0 and (
            long[position].lower() != sign or (s == 0 and position > 0 and long[position - 1].isalnum())
        ):
            position -= 1
        if position < 0:
            return None
        s, position = s - 1, position - 1
    return (
        max(
            long.rfind(" ", 0, position + 1),
            long.rfind("-", 0, position + 1) if long[position : position + 1] == "-" else -1,
        )
        + 1
    )
