"""An abbreviation is used without being spelt out, or spelt out in two ways.

## What it does
Collects the abbreviations of the article's text and the definitions in it ("multiple sclerosis (MS)"). Flags those
never defined, those defined only after they were first used, and those given two different long forms. Abbreviations in
`config/lexicons/abbreviations.yaml` count as known to every reader.

## Why it matters
The same three letters mean different things in different clinics, and nothing at all to most readers.

## What to do
Spell it out where it first stands, with the abbreviation in brackets.

## When it is wrong
When the letters are a name (a gene, a product, a trial). Add them to `config/lexicons/abbreviations.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from citewarden import config
from citewarden.model import Audit, Finding, Kind, Level, Owner
from citewarden.text.abbreviations import Abbreviation, find
from citewarden.text.anchors import anchor

LEVEL = Level.NOTE
OWNER = Owner.EDITOR
_SHORT = re.compile(
    r"(?<![\w./@&-])(?:[A-Z][A-Z0-9]{1,5}s?|[A-Z]{2,4}[a-z][A-Z]{1,3}|[a-z][A-Z]{3,5}s?)(?![\w/@&-]|\.(?!\d+(?:[,–-]\d+)*(?:\s|\Z))\w)"
)
_LABEL = re.compile(r"[A-Z]\d{1,2}\Z")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_CITED = re.compile(r",? \(?(?:(?:19|20)\d{2}[a-z]?|n\.d\.)\)")
"""What follows a body named as an author: "(USDHHS, 2020)", "USDHHS (2020)"."""
_BACK = re.compile(r"contribut|acknowledg|funding|disclosure|conflict|competing|grant|author", re.I)
"""Parts of an article that give people's initials and grants."""
_STATES = re.compile(
    r"A[BKLRZ]|BC|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ABDEINOST]|N[BCDEHJLMSVY]|O[HKNR]|P[AE]|QC|RI|S[CDK]|T[NX]"
    r"|UT|V[AT]|W[AIVY]|NSW|VIC|QLD"
)
"""States and provinces, as addresses give them."""
_RELEASES = re.compile(r"LA|X[LRT]|[SECI]R|CD|LP|HCT")
"""What follows a trade name: the form in which a drug is released."""
_TOWN = re.compile(r"(?<!\w)[A-Z][\w'’.-]+,\s\Z")
_AFTER_PLACE = re.compile(r"\s?(?:[,;.)]|\Z|\d{5}|USA\b|U\.S\.)")
_TRADE = re.compile(r"(?<!\w)[A-Z][a-z]{3,}\s\Z")
_NAME = re.compile(
    r"\s(?:\d{4,}\b|(?:[A-Z][a-z]+\s)?(?:Laborator(?:y|ies)|Inc|Ltd|GmbH|Corp|Company|Press|University)\b)"
)
"""What makes capitals a name: a strain or stock number, or a firm."""
_INITIALS = re.compile(r"(?<!\w)[A-Z][\w'’-]+\s\Z")
"""A family name, where what follows it and ends in a point may be initials: "Smith AB. ..."."""
_LETTERS = re.compile(r"\bletters?\s\Z", re.I)
"""What is looked for letter by letter: "the letters PHOS"."""
_SPELT = re.compile(r"(?:[(\[]|,? or |\s[-–—]\s)\Z")
"""What stands between words and their abbreviation."""
_PRONOUNCED = re.compile(r"\([^()\n]{2,60}\)")


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per abbreviation that is not, too late or doubly defined; open where it may be a name."""
    text = audit.document.text
    used: dict[str, list[tuple[int, int]]] = {}
    back = [(s.start, s.end) for s in audit.document.sections if s.level > 1 and _BACK.search(s.title)]
    for block in audit.document.blocks:
        if block.kind not in {"paragraph", "item", "row"} or _shouted(text[block.start : block.end]):
            continue
        if any(start <= block.start < end for start, end in back):
            continue
        for match in _SHORT.finditer(text, block.start, block.end):
            if not _CITED.match(text, match.end()) and not _is_name(text, *match.span()):
                used.setdefault(_one(match.group()), []).append(match.span())
    end = max((b.end for b in audit.document.blocks if b.kind not in {"reference", "furniture"}), default=0)
    defined: dict[str, list[Abbreviation]] = {}
    for item in find(text[:end]):
        if not re.search(
            rf"\b{re.escape(item.short)}\b", item.long
        ):  # "AF (AF that comes and goes)" spells nothing out
            defined.setdefault(_one(item.short), []).append(item)
    words = _words(audit)
    for short in sorted(used, key=lambda s: (used[s][0], s)):
        start, stop = used[short][0]
        found = defined.get(short, [])
        forms = _first_of_each(found)
        if len(forms) > 1 and short[0].isupper():  # small letters before capitals are a variable's, too
            ways = " and ".join(f"“{form.long}”" for form in forms)
            message = f"“{short}” is spelt out in {len(forms)} ways: {ways}. Use one abbreviation for one thing."
            yield _finding(audit, short, start, stop, message, Level.WARNING, Kind.FAIL, 0.9)
        elif (
            short in _familiar()
            or _ROMAN.match(short)
            or _LABEL.match(short)
            or (not found and short.lower() in words)
            or (not found and _is_spelt(text[:end], short))
        ):
            continue
        elif not found and any(c.isdigit() for c in short):
            message = f"“{short}” may be a name or an abbreviation nobody spelt out. Check which."
            yield _finding(audit, short, start, stop, message, Level.NONE, Kind.OPEN, 0.5)
        elif not found:
            times = "once" if len(used[short]) == 1 else f"{len(used[short])} times"
            message = f"“{short}” is used {times} and never spelt out. Give the words with it where it first stands."
            yield _finding(audit, short, start, stop, message, LEVEL, Kind.FAIL, 0.8)
        elif start < min(found[0].long_start, found[0].short_start):
            message = (
                f"“{short}” is used before it is spelt out (“{found[0].long}”). Put the words where it first stands."
            )
            fix = f"{found[0].long} ({short})"
            yield _finding(audit, short, start, stop, message, LEVEL, Kind.FAIL, 0.9, fix=fix)


def _finding(
    audit: Audit,
    short: str,
    start: int,
    stop: int,
    message: str,
    level: Level,
    kind: Kind,
    confidence: float,
    fix: str = "",
) -> Finding:
    return Finding(
        "undefined-abbreviation",
        audit.document.id,
        audit.document.id,
        level,
        kind,
        message,
        anchor(audit.document, start, stop),
        fix=fix,
        owner=OWNER,
        confidence=confidence,
        properties={"key": short, **({"replaces": "location"} if fix else {})},
    )


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether capitals are part of a name: a state after its town, a trade name's release form, a firm, a strain,
    a person's initials, letters as such."""
    short, before = text[start:end], text[max(0, start - 40) : start]
    if _STATES.fullmatch(short) and _TOWN.search(before) and _AFTER_PLACE.match(text, end):
        return True
    if _LETTERS.search(before):
        return True
    if len(short) <= 3 and text.startswith(".", end) and _INITIALS.search(before):
        return True
    return bool(_RELEASES.fullmatch(short) and _TRADE.search(before)) or bool(_NAME.match(text, end))


def _is_spelt(text: str, short: str) -> bool:
    """Whether words spell `short` out, though not letter for letter: "end-stage kidney disease (ESRD)", a name in
    another language, words with their pronunciation in brackets.

    So it is where half of its letters, and two of them at least, begin one of the words before it.
    """
    places = list(re.finditer(rf"(?<!\w){short}(?!\w)(?P<behind>(?: \w+)? \((?P<words>[^()\n]{{5,80}})\))?", text))
    return any(
        _begin_words(text, short, m.start()) or (m["behind"] and _share_letters(m["words"], short)) for m in places
    )


def _begin_words(text: str, short: str, at: int) -> bool:
    between = _SPELT.search(text[max(0, at - 6) : at])
    if between is None:
        return False
    line = text[max(0, at - 200) : at - len(between[0])].rpartition("\n")[2]
    return _share_letters(" ".join(re.findall(r"[^\W\d_]+", _PRONOUNCED.sub("", line))[-len(short) - 3 :]), short)


def _share_letters(words: str, short: str) -> bool:
    """Whether half of an abbreviation's letters, and two of them at least, begin one of some words."""
    starts = [w[0].casefold() for w in re.findall(r"[^\W\d_]+", words) if len(w) > 2]
    hits = 0
    for letter in short.casefold():
        if letter in starts:
            starts.remove(letter)
            hits += 1
    return hits >= max(2, len(short) / 2)


def _one(short: str) -> str:
    return short[:-1] if re.fullmatch(r"[a-z]?[A-Z0-9]{2,}s", short) else short


def _normal(long: str) -> str:
    words = re.sub(r"[-‐‑–\s]+", " ", long.lower()).removeprefix("the ").strip()
    return re.sub(r"s\b", "", words)


def _first_of_each(found: list[Abbreviation]) -> list[Abbreviation]:
    """One definition for each long form; "virus neutralization test" is "virus neutralization" over again."""
    forms = {_normal(a.long): a for a in reversed(found)}
    return [a for name, a in forms.items() if not any(name.startswith(f"{other} ") for other in forms)][::-1]


def _shouted(words: str) -> bool:
    """Whether most of a block is in capitals, where abbreviations cannot be told from words."""
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.6 * len(letters)


def _words(audit: Audit) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-z]{2,6}\b", audit.document.text))


@cache
def _familiar() -> frozenset[str]:
    return frozenset(_one(str(w)) for w in config.lexicon("abbreviations")["familiar"])
