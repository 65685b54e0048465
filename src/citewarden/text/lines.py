"""The one judgement of a line: is it an entry of a list of sources, or something else that stands in lists?

A small linear model over the kinds of a line's words and signs (names, initials, years, page ranges, addresses, small
words) and over the words that occurred often; its weights are data. `benchmarks/train_lines.py` makes it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from citewarden import learned

MODEL = Path(__file__).parent / "line_weights.json"
LONGEST = 300
"""Code points of a line that are looked at."""
_TOKEN = re.compile(
    r"(?P<url>https?://\S+|www\.\S+)|(?P<doi>(?:doi:\s?)?10\.\d{4,9}/\S+)|(?P<mail>[\w.-]{1,60}@[\w.-]{1,60})"
    r"|(?P<site>(?<![@.\w-])(?:[a-z0-9-]{1,40}\.){1,3}(?:gov|org|edu|com|net|int|uk|de|ie|ca|au)\b(?:/\S*)?)"
    r"|(?P<year>(?<!\d)(?:1[89]|20)\d\d[a-z]?(?![\w%]))|(?P<range>\b[A-Za-z]?\d+[-–]\d+)|(?P<time>\b\d?\d[:.]\d\d\s?[ap]m\b)"
    r"|(?P<issue>\d+\s?(?:\([^()\s]{1,12}\))?:[a-z]?\d+)|(?P<num>\d[\d.,]*\d|\d)|(?P<money>[£$€¥])|(?P<pct>%|‰)"
    r"|(?P<init>\b[A-ZÀ-Þ](?:\.[\s-]?[A-ZÀ-Þ])*\.|\b[A-ZÀ-Þ]{1,3}\b(?!['’]))|(?P<upper>\b[A-ZÀ-Þ][A-ZÀ-Þ0-9-]{2,})"
    r"|(?P<cap>\b[A-ZÀ-Þ][\w'’-]*)|(?P<low>[^\W\d_][\w'’-]*)|(?P<quote>[\"“”„«»])|(?P<sign>[^\w\s])"
)
_SMALL = frozenset((
    "a", "an", "the", "of", "in", "on", "for", "and", "or", "to", "with", "from", "by", "at", "as", "is", "are",
    "was", "were", "be", "been", "has", "have", "had", "can", "may", "will", "should", "must", "you", "your", "we",
    "our", "us", "it", "its", "they", "their", "he", "she", "his", "her", "this", "that", "these", "not", "no",
    "if", "when", "how", "what", "who", "which", "do", "does", "et", "al", "vs", "than", "but", "so",
))  # fmt: skip
_MONTHS = frozenset((
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
))  # fmt: skip


_TELLS = re.compile(r"\d|://|www\.|[\"“„«]|\.[a-z]{2}|\b[A-ZÀ-Þ]{1,3}\b")
"""What a line without is no source: a figure, an address, a quote, initials."""


def chance(text: str) -> float:
    """The chance, 0 to 1, that a line is an entry of a list of sources."""
    text = text[:LONGEST]
    return _chance(text) if _TELLS.search(text) else 0.0


def of_list(said: Iterable[str], more: float = 0.0) -> float:
    """The chance, 0 to 1, that lines which stand together are a list of sources; `more` is what else speaks for it, in
    log-odds."""
    odds = [max(-4.0, min(4.0, math.log((1e-9 + p) / (1 + 1e-9 - p)))) for p in map(chance, said)]
    if not odds:
        return 0.0
    total = math.fsum(odds) / len(odds) * min(len(odds), 4) ** 0.5 + more
    return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=4096)
def _chance(text: str) -> float:
    return learned.chance(features(text), learned.card(MODEL)["weights"])


def features(text: str) -> list[str]:
    """Names of the features that hold for a line."""
    kinds, words = _tokens(text[:LONGEST])
    if not kinds:
        return ["bias"]
    counts: dict[str, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    out = {"bias", f"long={min(len(kinds) // 6, 9)}"}
    for kind, count in counts.items():
        out.add(f"{kind}={min(count, 3)}")
    small = sum(count for kind, count in counts.items() if kind in _SMALL)
    out.add(f"small={10 * small // len(kinds)}")
    out.add(f"caps={10 * (counts.get('cap', 0) + counts.get('init', 0)) // len(kinds)}")
    padded = ["^", *kinds, "$"]
    out.update(f"{a} {b}" for a, b in pairwise(padded))
    out.add("^" + " ".join(padded[:4]))
    out.add("^" + " ".join(padded[:5]))
    out.add("$" + " ".join(padded[-4:]))
    out.update(f"w={word}" for word in words)
    return list(out)


def _tokens(text: str) -> tuple[list[str], Sequence[str]]:
    """The kinds of a line's words and signs; its words in lower case."""
    kinds, words = [], []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind in ("cap", "low", "upper", "init"):
            word = match[0].lower()
            words.append(word)
            if kind != "init" and word in _MONTHS and (kind == "cap" or word != "may"):
                kind = "month"
            elif kind == "low" and word in _SMALL:
                kind = word
        elif kind == "sign":
            kind = match[0]
        kinds.append(kind)
    return kinds, words
