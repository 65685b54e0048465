"""Words that deny, and how far each reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citewarden.nlp.verdict.terms import Token

_NEGATORS = {
    "not": 9, "no": 6, "never": 9, "neither": 9, "nor": 7, "without": 5, "none": 8, "cannot": 9, "nobody": 8,
    "nothing": 6,
    "fail": 8, "failed": 8, "fails": 8, "unable": 7,
    "hardly": 7, "unaffected": 4, "unchanged": 4, "unlikely": 7, "unrelated": 6, "free": 3, "stop": 0,
    "don't": 9, "doesn't": 9, "didn't": 9, "isn't": 9, "aren't": 9, "wasn't": 9, "weren't": 9, "won't": 9, "can't": 9,
    "couldn't": 9, "shouldn't": 9, "hasn't": 9, "haven't": 9, "wouldn't": 9, "nor,": 7, "neither,": 7, "dispensable": 4,
    "refute": 6, "refutes": 6, "refuted": 6, "disprove": 6, "disproved": 6,
}  # fmt: skip
_NOT_NEGATING = re.compile(
    r"\b(?:not only|not (?:simply|merely|just|solely|yet)|or (?:did|do|does|was|were|are|is) not|"
    r"not known whether|no (?:more|less|fewer|later|earlier|sooner|longer|greater|higher|worse|better) than|"
    r"no matter|"
    r"not (?:least|necessarily|all|every|always|everyone)|whether or not|no longer than|not[- ]for[- ]profit|"
    r"can(?:no|')t be (?:excluded|ruled out)|no doubt|why not|smoke[- ]free)\b",
    re.I,
)
_CUT = frozenset(
    {
        "but",
        "although",
        "though",
        "whereas",
        "while",
        "because",
        "unless",
        "if",
        "when",
        "however",
        "which",
        "who",
        "since",
        "so",
        "until",
        "except",
        "despite",
        "and",
    }
)
SHORT = frozenset(("without", "no", "lack", "absence", "nor"))
"""Words that deny a thing, not a statement: their reach ends at the verb."""
_PAUSE = re.compile(r"[;:,(]\s*$")
_VERBS_WORDS = "is are was were did does do has have had can could may might will would should must"
_VERBS = frozenset(_VERBS_WORDS.split())


def negation(text: str, toks: Sequence[Token]) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """The tokens that deny, and (denying token, last token it reaches) of each."""
    found = [(i, reach) for i, t in enumerate(toks) if (reach := _NEGATORS.get(t.word, 9 * t.word.endswith("n't"))) > 0]
    if not found:
        return (), ()
    skip = [m.span() for m in _NOT_NEGATING.finditer(text)]
    marks, scope = [], []
    for i, reach in found:
        token = toks[i]
        if any(a <= token.start < b for a, b in skip):
            continue
        if token.word.startswith("fail") and not (i + 1 < len(toks) and toks[i + 1].word == "to"):
            continue
        if token.word == "free" and not (i + 1 < len(toks) and toks[i + 1].word in ("of", "from")):
            continue
        end = i
        for k in range(i + 1, min(len(toks), i + 1 + reach)):
            if (
                toks[k].word in _CUT
                or (token.word in SHORT and toks[k].word in _VERBS)
                or _PAUSE.search(text[toks[k - 1].end : toks[k].start])
            ):
                break
            end = k
        marks.append(i)
        scope.append((i, end))
    return tuple(marks), tuple(scope)
