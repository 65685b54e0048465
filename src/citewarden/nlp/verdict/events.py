"""What a sentence says goes up or down, for better or worse, of what, and than what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from citewarden.config import lexicon
from citewarden.nlp.verdict.terms import Term, Token, stem

_ADJECTIVES_WORDS = """
    low high short long small large strong weak fast slow poor safe rich massive positive negative less least more
"""
ADJECTIVES = frozenset(_ADJECTIVES_WORDS.split())


_IS_LATER = re.compile(r" (?:than|onset|start|diagnosis|bedtimes?|puberty|menopause|births?|deaths?)\b")


@dataclass(frozen=True, slots=True)
class Event:
    """Something goes up (1), down (-1), nowhere (0), for better (2) or worse (-2): `token` is where it says so."""

    sign: int
    token: int
    start: int
    end: int
    word: str
    key: str = ""
    turned: bool = False
    near: frozenset[int] = frozenset()
    left: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    attribute: frozenset[int] = frozenset()


@cache
def _signs() -> dict[str, int]:
    data = lexicon("directions")
    out: dict[str, int] = {}
    for name, sign in (("better", 2), ("worse", -2), ("up", 1), ("down", -1)):
        for word in data[name]:
            out.setdefault(str(word), sign)
            if " " not in str(word):
                out.setdefault("~" + stem(str(word)), sign)
    return out


def events(
    text: str, toks: tuple[Token, ...], found: tuple[Term, ...], than: int, scope: tuple[tuple[int, int], ...]
) -> tuple[Event, ...]:
    """What a sentence says goes up or down: `than` is the token of its "than" (-1), `scope` the tokens (after, up to)
    that each denial reaches."""
    signs = _signs()
    out: list[Event] = []
    for i, token in enumerate(toks):
        sign = signs.get(token.word, signs.get("~" + token.stem, 0))
        if not sign or _goes_nowhere(text, toks, i):
            continue
        if token.word in ("more", "less") and i + 1 == than and any(abs(e.sign) == 1 for e in out):
            continue
        turned = bool(sum(a < i <= b for a, b in scope) % 2)
        if turned:
            sign = 0 if abs(sign) == 1 and _null_scope(scope, i) else -sign
        if abs(sign) == 2 and i and toks[i - 1].word in ("less", "least"):
            sign = -sign
        out.append(_event(text, toks, found, than, i, sign, turned=turned))
    return _composed(toks, out)


def _goes_nowhere(text: str, toks: tuple[Token, ...], i: int) -> bool:
    """Whether a word of direction says none here: in an amount, a name of the body, a phrase of its own."""
    token = toks[i]
    word, before, after = token.word, toks[i - 1] if i else None, toks[i + 1] if i + 1 < len(toks) else None
    if word in ("more", "less", "high", "higher", "lower", "up", "over") and _is_amount(text, token):
        return True
    if word == "later" and not _IS_LATER.match(text, token.end):
        return True  # "in later life", "two years later": when, and no less
    if word == "upper" or (word == "lower" and after is not None and after.stem in _ANATOMY):
        return True
    if before is not None and (
        (word in ("least", "most", "less", "more") and before.word == "at")
        or (word in ("more", "less", "longer", "shorter") and before.word == "or")
        or (word.startswith("suppress") and before.stem in _TUMOUR)
    ):
        return True
    if after is None:
        return False
    following = _signs().get(after.word, 0)
    return (
        (word in _DEGREES and not following)
        or (token.stem == "fall" and after.word in _FALL)
        or (word in ("more", "less", "most", "least") and abs(following) == 2)
    )


def _event(
    text: str, toks: tuple[Token, ...], found: tuple[Term, ...], than: int, i: int, sign: int, *, turned: bool
) -> Event:
    """The event at token `i`, with the terms of its clause: near it, on either side of "than", and what it is of."""
    token = toks[i]
    first, last = low, high = _clause(text, toks, i)
    if token.word in ADJECTIVES:
        low, high = max(low, i - 4), min(high, i + 3)
    inner = [(t.token, k) for k, t in enumerate(found) if low <= t.token <= high and t.token != i]
    compared = than > i
    left = frozenset(t.key for t in found if first <= t.token < (than if compared else i) and t.token != i)
    right = frozenset(t.key for t in found if than <= t.token <= max(last, than + 6)) if compared else frozenset()
    attribute = frozenset(
        [k for at, k in inner if at < i][-2:] + [k for at, k in inner if at > i and not (i < than <= at)][:2]
    )
    key = next((t.key for t in found if t.token <= i < t.token + t.width), token.stem)
    near = frozenset(k for _, k in inner)
    return Event(sign, i, token.start, token.end, token.word, key, turned, near, left, right, attribute)


def _composed(toks: tuple[Token, ...], found: list[Event]) -> tuple[Event, ...]:
    """ "Enhanced suppression of p53", "prevents the loss of": one event, its sign the product of the two."""
    out: list[Event] = []
    skip = -1
    for n, e in enumerate(found):
        if n == skip:
            continue
        then = found[n + 1] if n + 1 < len(found) else None
        between = [t.word for t in toks[e.token + 1 : then.token]] if then is not None else []
        if (
            then is not None
            and abs(e.sign) == 1
            and abs(then.sign) in (1, 2)
            and then.word in _LOSSES
            and len(between) <= 1
            and set(between) <= {"the", "in", "of", "a", "an", "this"}
        ):
            skip = n + 1
            out.append(
                replace(
                    then,
                    sign=e.sign * then.sign,
                    start=e.start,
                    word=f"{e.word} {then.word}",
                    key=f"{e.key}+{then.key}",
                    near=(e.near | then.near) - {then.token},
                )
            )
        else:
            out.append(e)
    return tuple(out)


_LOSSES = frozenset(
    ("suppression", "inhibition", "repression", "impairment", "decline", "loss", "reduction", "depletion", "damage")
)


_TUMOUR = frozenset(stem(w) for w in ("tumor", "tumour", "cancer", "appetite", "cough"))
"""A tumour suppressor, a cough suppressant: a name, not something that goes down."""
_DEGREES = frozenset(("strongly", "highly", "largely"))
"""Of the strength of what follows ("strongly associated"), not of a direction."""
_FALL_WORDS = "into within asleep ill under short apart behind back"
_FALL = frozenset(_FALL_WORDS.split())
_ANATOMY = frozenset(
    stem(w)
    for w in [
        "motor",
        "limb",
        "leg",
        "back",
        "respiratory",
        "body",
        "extremity",
        "abdomen",
        "lip",
        "jaw",
        "airway",
        "tract",
        "lobe",
    ]
)


def _null_scope(scope: tuple[tuple[int, int], ...], i: int) -> bool:
    """Does a denial stand close before it ("did not fall": it went nowhere)?"""
    return any(i - 5 <= a < i <= b for a, b in scope)


def _is_amount(text: str, token: Token) -> bool:
    return bool(
        re.match(
            r"\s*than\s+(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|half|a (?:third|quarter|hundred))",
            text[token.end : token.end + 20],
            re.I,
        )
    )


def _clause(text: str, toks: tuple[Token, ...], i: int) -> tuple[int, int]:
    low, high = i, i
    while low > 0 and i - low < 9 and not _boundary(text, toks, low):
        low -= 1
    while high + 1 < len(toks) and high - i < 9 and not _boundary(text, toks, high + 1):
        high += 1
    return low, high


def _boundary(text: str, toks: tuple[Token, ...], k: int) -> bool:
    """Does a new clause begin at token `k`?"""
    return toks[k].word in ("but", "whereas", "while", "although", "though", "because") or bool(
        re.search(r"[;:]|,\s+(?:and|but|which|who)?\s*$", text[toks[k - 1].end : toks[k].start])
    )
