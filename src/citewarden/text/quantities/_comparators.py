"""The words and signs before and behind a number that make it a bound or an estimate."""

from __future__ import annotations

import re

from citewarden.text.quantities._words import last_words

_COMPARATORS: tuple[tuple[str, str], ...] = (
    (
        r"no more than|not more than|up to|at most|within(?: the (?:first|next|last|past|previous|following"
        r"|same))?|as (?:many|much|high|long|often|late) as|"
        r"(?:a )?max(?:imum|imal|\.)?(?: (?:daily |total |single |recommended )?(?:dose|amount|intake))?(?: of)?|"
        r"≤|⩽|<=|not exceed(?:ing)?",
        "<=",
    ),
    (
        r"no (?:less|fewer) than|not less than|at least|as (?:few|little|low|early) as|"
        r"from(?= (?:the )?ages? )|(?:a )?(?:minimum|(?<!\d )(?<!\d)min\.?)(?: of)?|≥|⩾|>=",
        ">=",
    ),
    (
        r"(?:more|greater|higher|longer|older|larger|later) than|over|above|exceed(?:s|ing)?|beyond|"
        r"after(?= (?:the )?ages? )|in excess of|upwards? of|>",
        ">",
    ),
    (
        r"(?:less|fewer|lower|smaller|younger|shorter|earlier) than|under|below"
        r"|before(?= (?:the )?ages? )|<",
        "<",
    ),
    (
        r"about|approximately|approx\.?|around|roughly|nearly|almost|an estimated|estimated|some|"
        r"close to|just over|just under|~|≈|∼|circa|ca\.",
        "~",
    ),
)
_LEFT = re.compile(
    "(?<![A-Za-z])(?:" + "|".join(rf"(?P<c{i}>{words})" for i, (words, _) in enumerate(_COMPARATORS)) + r")"
    r" ?(?:the ages? of |the |a |an |all |ages? |every )?\Z",
    re.I,
)
_AFTER = re.compile(
    r"(?:(?P<ge> ?\+(?!\w)|[ -]plus\b|,? (?:or|and) "
    r"(?:more|older|over|above|greater|higher|longer|larger|heavier|beyond|up|later)\b)"
    r"|(?P<le>,? (?:or|and) (?:less|fewer|lower|younger|under|below|shorter|earlier)\b))"
    r"(?! than\b| (?:the )?(?:ages? (?:of )?)?\d)",  # "under 5 or over 60": the next number's own
    re.I,
)
_AFTER_ASIDE = re.compile(r" (?:\([^()]{1,40}\)|of (?:pregnancy|gestation|age|life|treatment))(?=,? (?:or|and) )")


def compared(left: str) -> tuple[str, int] | None:
    """The comparator that `left` ends with and where its words begin in it: (">", 12) for "... more than "."""
    cut = _LEFT.search(left, last_words(left, 5))
    if cut is None:
        return None
    return next(sign for place, (_, sign) in enumerate(_COMPARATORS) if cut[f"c{place}"]), cut.start()


def compared_after(text: str, end: int) -> tuple[str, int] | None:
    """The comparator that follows at `end` and where its words end: (">=", ...) for " or more"."""
    after = _AFTER.match(text, end)
    return (">=" if after["ge"] else "<=", after.end()) if after else None


def compared_behind_aside(text: str, end: int) -> str:
    """The comparator behind a value in brackets: ">=" in "126 mg/dL (7.0 mmol/L) or higher", "" if there is none."""
    aside = _AFTER_ASIDE.match(text, end)
    after = compared_after(text, aside.end()) if aside else None
    return after[0] if after else ""
