"""Two sentences of the article, or a sentence and a table, disagree.

## What it does
Compares claims of the article that speak of the same thing in nearly the same words. Flags pairs whose numbers cannot
both be right, whose frequency words stand far apart ("rarely", "often"), or of which one denies what the other says. A
sentence that names a row and a column of one of the article's tables is held against what stands there; where the table
has one column of figures, most of the column's words are enough. Two doses of one medicine for the same thing are told
too; where one of them is told of a case ("if ..."), it is a question. So are two pieces of advice that stand on two
sides (`config/lexicons/advice.yaml`: "keep taking", "stop"), a bound that a table gives otherwise for nearly the same
thing, shares of one whole that come to more than all of it, and figures of one sentence that do not add up ("halved,
from 24 to 8"; "two tablets of 500 mg, 2 g in all"). So are two limits of one thing, of which one lets a reader go
beyond the other ("never more than two puffs", "up to 10 puffs"). A sentence that says "as the table shows" is held
against the row that it names, and one share told of everyone against the row of all. A cell of a table that is ten
times what the other rows give for their weight or the like
is told. So are a span given twice with one end that differs, a rank that the article's table turns round, and a list of
which its lead counts more or fewer items ("five signs" over four).

## Why it matters
One of the two is wrong, and a reader who meets both trusts neither.

## What to do
Decide which one the source backs, and correct the other.

## When it is wrong
When the two speak of different groups, stages or doses that the words do not name. Then name them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from citewarden.checks import (
    _again,
    _doses,
    _everyone,
    _limits,
    _list_counts,
    _opposed,
    _pairs,
    _ranked,
    _results,
    _rows,
    _shares,
    _spans_twice,
    _sums,
    _totals,
    _waits,
)
from citewarden.checks import _evidence as ev
from citewarden.checks._figures import TIMES
from citewarden.model import Audit, Block, Claim, Finding, Kind, Level, Owner, Quantity, Related
from citewarden.text import scales
from citewarden.text.anchors import anchor
from citewarden.text.quantities import agree

LEVEL = Level.WARNING
OWNER = Owner.SECTION_EDITOR
LED_IN = 4
"""Fewest telling words of a statement behind a colon."""
NEARLY = 0.5
"""Share of the words of a row's name from which a sentence speaks of nearly the same thing."""
TOLD = 2
"""Fewest of them."""
LONG = 5
"""Letters of a word by which a row is named in a sentence that points to the table."""
_POINTS = re.compile(
    r"\b(?:as|see|in|of|from|according to) (?:the|our|this) (?:\w+ )?table\b|\bthe table (?:shows|says|gives|lists)\b",
    re.I,
)
_LOOSE = frozenset({"%", "1"}) | TIMES
"""Units of figures that may be of anything."""
_OF_ALL = re.compile(r"\b(?:all|total|overall|altogether|whole|in (?:every|any) age)\b", re.I)
LONG_CAPTION = 200
"""Characters up to which what stands over a table is its caption."""
NEARBY = 6
"""Most blocks between a table and a sentence that speaks of its rows without saying so."""
FAR = 0.04
"""Share by which a sentence's figure lies beside that of its row and is no rounding of it."""
ALIKE = 0.7
"""Share of content words two claims must have in common to be about one thing."""
_MOST = 0.6
_COMMON = (
    "a an the of in on at by for from with to and or is are was were be been being has have had do does "
    "did can could may might will would should it its they their this these that those as than more less "
    "most least also which who when if about around approximately nearly almost up only very some any all "
    "not cannot no people person usually often sometimes rarely never always generally typically commonly common "
    "rare many few cases case per percent "
)
_SHORT_FORM = re.compile(r" \([A-Z][\w-]{1,9}\)")
_DRAWN = re.compile(r", (?:so|and|but|which|although|though|because|since)\b")
_SHARE = re.compile(r"\b(?:shares?|proportions?|percentages?|percent|portions?|rates?)\b(?: of\b)?", re.I)
_PRONOUN = re.compile(r"\b(?:it|this|they)\b", re.I)
_STOPS = frozenset(_COMMON.split())


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per pair of claims, or claim and table cell, that cannot both be right; open where only the
    units keep them apart."""
    told: set[tuple[str, str]] = set()
    for first, second, why, kind in _of_sentences(audit):
        told.add((first.id, second.id))
        yield _against_sentence(audit, first, second, f"{why}: {ev.quoted(second.standalone, 120)}", kind)
    for first, second, kind in _of_doses(audit):
        if (first.id, second.id) not in told:
            yield _against_sentence(
                audit, first, second, f"Two doses for one thing: {ev.quoted(second.standalone, 120)}", kind
            )
    for first, second, said, opposed in _opposed.pairs(audit.claims, _first_words, _topic(audit)):
        if (first.id, second.id) not in told:
            why = f"Advice on two sides (“{opposed}”, “{said}”)"
            yield _against_sentence(audit, first, second, f"{why}: {ev.quoted(second.standalone, 120)}", Kind.OPEN)
    for limit, beyond in _limits.clashes(audit.claims, _words):
        why = f"“{beyond.quantity.text}” there goes beyond “{limit.quantity.text}” here"
        yield _against_sentence(
            audit, beyond.claim, limit.claim, f"{why}: {ev.quoted(beyond.claim.standalone, 120)}", Kind.OPEN
        )
    for claim, quantity, cell, kind in _of_tables(audit):
        yield _finding(
            audit,
            claim,
            f"“{quantity.text}” here, “{cell.text}” in the article’s own table"
            f" ({ev.quoted(cell.row, 60)}, {ev.quoted(cell.column, 60)}). Check both with the source and correct one.",
            Related(
                "table",
                f"{cell.row}: {cell.column}: {cell.text}",
                target=anchor(audit.document, cell.start, cell.end),
            ),
            kind,
        )
    for first, second, a, b in _again.pairs(audit.claims):
        apart = a.unit != "%" and _listed(audit, first) and _listed(audit, second)
        if (first.id, second.id) not in told and not apart:
            why = f"Two figures for one thing (“{b.text}”, “{a.text}”): {ev.quoted(second.standalone, 120)}"
            yield _against_sentence(audit, first, second, why, Kind.OPEN)
    for first, second, a, b in _spans_twice.clashes([c for c in audit.claims if not _is_row(audit, c)]):
        why = f"Two spans for one thing (“{b.text}”, “{a.text}”): {ev.quoted(second.standalone, 120)}"
        yield _against_sentence(audit, first, second, why, Kind.OPEN)
    for first, second, a, b in _waits.clashes(audit.claims):
        why = f"“{a.text}” here, “{b.text}” there: {ev.quoted(first.standalone, 120)}"
        yield _finding(
            audit,
            first,
            f"{why} against {ev.quoted(second.standalone, 120)}. Check both with the source and correct one.",
            Related("other statement", second.text, id=second.id, target=second.target),
            Kind.OPEN,
        )
    for claim, word, one, two in _ranked.turned(audit.claims, tuple(_rows.tables(audit.document))):
        yield _finding(
            audit,
            claim,
            f"“{word}” here; the article’s own table gives “{one.text}” ({ev.quoted(one.column, 60)}) and “{two.text}”"
            f" ({ev.quoted(two.column, 60)}) for {ev.quoted(one.row, 60)}, which is the other way round. Check both "
            f"with"
            " the source and correct one.",
            Related("table", f"{one.row}: {one.text}, {two.text}", target=anchor(audit.document, one.start, one.end)),
            Kind.OPEN,
        )
    for claim, own, row, whole in _everyone.told_of_all(audit, tuple(_rows.tables(audit.document))):
        if not _is_of_others(audit, claim, [row, whole]):
            yield _finding(
                audit,
                claim,
                f"“{own.text}” is told of all; the article’s own table gives “{row.text}” for {ev.quoted(row.row, 60)}"
                f" and “{whole.text}” for {ev.quoted(whole.row, 60)}. Name the group, or give the figure for all.",
                Related(
                    "table",
                    f"{whole.row}: {whole.column}: {whole.text}",
                    target=anchor(audit.document, whole.start, whole.end),
                ),
                Kind.OPEN,
            )
    for wrong in _totals.wrong(audit.document):
        yield _of_cell(audit, wrong)
    for block, said, there in _list_counts.wrong(audit.document):
        yield _of_list(audit, block, said, there)
    for block, text, times in _rows.out_of_step(audit.document):
        yield _of_row(audit, block, text, times)
    for claim in audit.claims:
        if twice := _shares.restated(claim):
            yield _finding(
                audit,
                claim,
                f"“{twice[0].text}” and “{twice[1].text}” for one share. Check both with the source and correct one.",
                None,
                Kind.FAIL,
            )
        for slip in _sums.wrong(claim):
            yield _finding(
                audit, claim, f"Does not add up: {slip}. Check with the source and correct it.", None, Kind.OPEN
            )
        if counted := _shares.too_many(claim):
            shares, total = counted
            summed = " + ".join(q.text for q in shares)
            yield _finding(
                audit,
                claim,
                f"The shares come to {total:g}%: {summed}. Check them with the source, or say that they overlap.",
                None,
                Kind.OPEN,
            )


def _of_sentences(audit: Audit) -> Iterator[tuple[Claim, Claim, str, Kind]]:
    """Pairs of claims on one thing that cannot both be right, and why."""
    claims = [claim for claim in audit.claims if not claim.hypothetical]
    for first, second in _alike(claims, _topic(audit)):
        if (
            _other_things(first, second)
            or _ages(first) != _ages(second)
            or (_listed(audit, first) and _listed(audit, second))
        ):
            continue
        if _other_people(first, second) or first.standalone.casefold() == second.standalone.casefold():
            continue
        if said := _clash(first, second):
            yield first, second, *said


def _other_people(first: Claim, second: Claim) -> bool:
    """Whether two claims speak of different people; "never" and "always" without any are of all."""
    if first.population == second.population:
        return False
    ends = (0, scales.top("quantifiers"))
    return not any(not claim.population and claim.quantifier[1] in ends for claim in (first, second))


def _of_doses(audit: Audit) -> Iterator[tuple[Claim, Claim, Kind]]:
    """Pairs of claims that give two doses for one thing; a question where one speaks of a case."""
    for one, other in _doses.clashes(audit.claims):
        if not (_listed(audit, one.claim) and _listed(audit, other.claim)):
            asked = _doses.is_conditional(one) or _doses.is_conditional(other)
            yield one.claim, other.claim, Kind.OPEN if asked else Kind.FAIL


def _of_tables(audit: Audit) -> Iterator[tuple[Claim, Quantity, _rows.Cell, Kind]]:
    """Sentences with a figure that a table of the article gives otherwise; a question where the two are named a little
    differently."""
    tables = list(_rows.tables(audit.document))
    for claim in audit.claims if tables else ():
        if not claim.hypothetical and not _listed(audit, claim):
            for cells in tables:
                if clash := _against_table(claim, cells) or _against_rows(claim, cells):
                    yield claim, *clash, Kind.FAIL
                elif labelled := _against_label(audit, claim, cells):
                    yield claim, *labelled, Kind.OPEN
                elif pointed := _against_pointed(claim, cells):
                    yield claim, *pointed, Kind.OPEN
                elif near := _against_bound(claim, cells):
                    yield claim, *near, Kind.OPEN


def _against_sentence(audit: Audit, first: Claim, second: Claim, said: str, kind: Kind) -> Finding:
    message = f"{said} against {ev.quoted(first.standalone, 120)} earlier. Check both with the source and correct one."
    return _finding(
        audit, second, message, Related("other statement", first.text, id=first.id, target=first.target), kind
    )


def _of_cell(audit: Audit, slip: _totals.Slip) -> Finding:
    return Finding(
        "inconsistent-statement",
        audit.document.id,
        audit.document.id,
        LEVEL,
        Kind.FAIL,
        f"“{slip.cell}” in the table does not add up: {slip.why}. Check it with the source and correct it.",
        anchor(audit.document, slip.block.start, slip.block.end),
        owner=OWNER,
        confidence=0.9,
        properties={"key": f"{slip.block.start}: {slip.cell}"},
    )


def _of_list(audit: Audit, block: Block, said: str, there: int) -> Finding:
    return Finding(
        "inconsistent-statement",
        audit.document.id,
        audit.document.id,
        Level.NONE,
        Kind.OPEN,
        f"“{said}” leads in a list of {there}. Correct the number, or see whether an item was lost.",
        anchor(audit.document, block.start, block.end),
        owner=OWNER,
        confidence=0.8,
        properties={"key": f"{block.start}: {said}", "differs": True},
    )


def _of_row(audit: Audit, block: Block, cell: str, times: float) -> Finding:
    much = "ten times" if times > 1 else "a tenth of"
    return Finding(
        "inconsistent-statement",
        audit.document.id,
        audit.document.id,
        LEVEL,
        Kind.FAIL,
        f"“{cell}” is {much} what the table’s other rows give for theirs. Check it with the source and correct it.",
        anchor(audit.document, block.start, block.end),
        owner=OWNER,
        confidence=0.9,
        properties={"key": f"{block.start}: {cell}"},
    )


def _finding(audit: Audit, claim: Claim, message: str, other: Related | None, kind: Kind) -> Finding:
    found = ev.finding(
        audit,
        "inconsistent-statement",
        claim,
        message,
        level=LEVEL if kind is Kind.FAIL else Level.NONE,
        kind=kind,
        owner=OWNER,
        related=[other] if other else (),
        confidence=0.8,
        key=(other.id or other.text) if other else "shares",
    )
    return replace(found, properties={**found.properties, "differs": True}) if kind is Kind.OPEN else found


def _alike(claims: list[Claim], topic: frozenset[str]) -> Iterator[tuple[Claim, Claim]]:
    """The pairs of claims that share enough of their content words, in the order of the article.

    Two sets that are that alike share one of their rarest words (prefix filter: Chaudhuri, Ganti, Kaushik, *A primitive
    operator for similarity joins*, ICDE 2006), so not every pair is compared.
    """
    contents = [_content(claim, topic) for claim in claims]
    often = Counter(word for words in contents for word in words)
    holding: dict[str, list[int]] = {}
    for at, words in enumerate(contents):
        if len(words) < 3:
            continue
        rare = sorted(words, key=lambda word: (often[word], word))
        prefix = rare[: len(rare) - math.ceil(ALIKE * len(rare)) + 1]
        for other in sorted({o for word in prefix for o in holding.get(word, ())}):
            if len(words & contents[other]) >= ALIKE * len(words | contents[other]):
                yield claims[other], claims[at]
        for word in prefix:
            holding.setdefault(word, []).append(at)


def _against_table(claim: Claim, cells: list[_rows.Cell]) -> tuple[Quantity, _rows.Cell] | None:
    """The figure of a sentence that a table gives otherwise, and where.

    The sentence names the column and one row or more. Of its figures that can be compared one stands nowhere in the
    column, and of the rows it names one holds none of its figures.
    """
    words = _words(claim.standalone)
    enough = _MOST if len({cell.column for cell in cells}) == 1 else 1.0
    named = [cell for cell in cells if _names(words, cell.row) and _names(words, _counted(cell), enough)]
    for column in dict.fromkeys(cell.column for cell in named):
        there = [cell for cell in cells if cell.column == column]
        said = [q for q in claim.quantities if _is_measured(q) and agree(q, there[0].quantity) is not None]
        elsewhere = [cell for cell in cells if any(c.start == cell.start for c in named) and cell not in there]
        strange = [q for q in said if not any(agree(q, cell.quantity) for cell in [*there, *elsewhere])]
        unsaid = [c for c in named if c.column == column and not any(agree(q, c.quantity) for q in said)]
        rows = [c for c in named if c.column == column]
        if len(strange) == len(unsaid) == 1 or (len(rows) == len(unsaid) == len(said) == 1 and not elsewhere):
            return (strange or said)[0], unsaid[0]
    return None


def _against_label(audit: Audit, claim: Claim, cells: list[_rows.Cell]) -> tuple[Quantity, _rows.Cell] | None:
    """The figure of a sentence near a table that stands with the name of a row ("60 to 74") whose cell in the one
    column of its unit gives another."""
    start = claim.target.position.start
    if _is_of_others(audit, claim, cells):
        return None
    between = [b for b in audit.document.blocks if b.kind != "row" and min(start, cells[0].start) < b.start]
    if sum(b.start < max(start, cells[0].start) for b in between) > NEARBY:
        return None
    for unit in dict.fromkeys(cell.quantity.unit for cell in cells):
        column = [cell for cell in cells if cell.quantity.unit == unit]
        column = [cell for cell in column if " of " not in cell.text] or column  # "62%" beside "372 of 600"
        if unit == "1" or len({cell.column for cell in column}) != 1:
            continue
        for own in _results.of_claim(claim.standalone, unit):
            rows = [cell for cell in column if _is_named(cell.row, own.text)]
            rows = [cell for cell in rows if not _rows.is_total(cell.row) or _OF_ALL.search(own.text)]
            told = len(rows) == 1 and agree(own.figure, rows[0].quantity) is False
            if told and abs(own.figure.low - rows[0].quantity.low) > FAR * max(own.figure.low, rows[0].quantity.low):
                return own.figure, rows[0]
    return None


def _is_of_others(audit: Audit, claim: Claim, cells: list[_rows.Cell]) -> bool:
    """Whether a sentence and a table are of different sources, as their marks say."""
    blocks, start = audit.document.blocks, cells[0].start
    over = [b for b in blocks if b.start < start and b.kind != "row"][-1:]
    own = [b for b in blocks if b.start in {cell.start for cell in cells}]
    over = [b for b in over if b.kind == "caption" or b.end - b.start < LONG_CAPTION]
    spans = [(b.start, b.end) for b in (*over, *own)]
    marks = [c.id for c in audit.citations if any(a <= c.target.position.start < b for a, b in spans)]
    theirs = {name for mark in marks for name in audit.named_by.get(mark, ())}
    mine = {name for mark in claim.citations for name in audit.named_by.get(mark, ())}
    return bool(theirs and mine and not theirs & mine)


def _is_named(row: str, text: str) -> bool:
    """Whether a text has the name of a row: its ages as printed, or all its telling words."""
    named = _spans(row)
    if named:
        return bool(named & _spans(text))
    words = {w for w in _words(row) if len(w) >= LONG}
    return bool(words) and words <= _words(text)


_SPAN = re.compile(
    r"(?<![\d.,])(?P<low>\d{1,3}(?:\.\d)?) ?(?:to|[-–]|(?<=between \d )and|(?<=between \d\d )and) ?"
    r"(?P<high>\d{1,3}(?:\.\d)?)(?![\d.,]*\d|%| ?per ?cent)"
    r"|\b(?P<from>\d{1,3}) (?:and|or) (?:over|older|above|more|up)\b"
    r"|\bfrom (?:the )?age (?:of )?(?P<age>\d{1,3})\b(?! (?:to|until)\b)|\bover (?P<over>\d{1,3})\b"
    r"|\b(?:under|below) (?P<under>\d{1,3})\b",
    re.I,
)


def _spans(text: str) -> set[tuple[float, float]]:
    """The spans of ages or of a measure that a text names; "25 to 29.9" ends where "between 25 and 30" does."""
    found = set()
    for m in _SPAN.finditer(text):
        if m["low"]:
            found.add((float(m["low"]), float(math.ceil(float(m["high"])))))
        elif m["under"]:
            found.add((0.0, float(m["under"])))
        else:
            found.add((float(m["from"] or m["age"] or m["over"]), math.inf))
    return found


def _against_rows(claim: Claim, cells: list[_rows.Cell]) -> tuple[Quantity, _rows.Cell] | None:
    """Of two figures of a sentence that a column gives for each other's rows the first, and where its row stands."""
    for column in dict.fromkeys(cell.column for cell in cells):
        there = [cell for cell in cells if cell.column == column]
        mine = _pairs.parts(claim.standalone, there[0].quantity.unit)
        swap = _pairs.crossed(mine, _pairs.column([(c.quantity, c.row) for c in there])) if mine else None
        if swap is not None:
            return swap.own.figure, next(c for c in there if c.quantity is swap.there.figure)
    return None


def _against_pointed(claim: Claim, cells: list[_rows.Cell]) -> tuple[Quantity, _rows.Cell] | None:
    """The figure of a sentence that says "as the table shows", names one row and gives none of its figures."""
    if not _POINTS.search(claim.standalone):
        return None
    words = _words(claim.standalone)
    rows = {c.start for c in cells if words & {w for w in _words(c.row) if len(w) >= LONG}}
    there = [c for c in cells if c.start in rows]
    for said in claim.quantities:
        unit = said.unit.partition("/")[0]  # "20 days a month" under a head that says "in a month"
        alike = [c for c in there if c.quantity.unit.partition("/")[0] == unit]
        plain = [replace(q, comparator="=", unit=unit) for q in (said, *(c.quantity for c in alike))]
        if len(rows) == 1 and len(alike) == 1 and agree(*plain) is False:
            return said, alike[0]
    return None


def _against_bound(claim: Claim, cells: list[_rows.Cell]) -> tuple[Quantity, _rows.Cell] | None:
    """The bound of a sentence ("below 6 mg/dL") that the one row on nearly the same thing sets elsewhere."""
    words = _words(claim.standalone)
    bounds = [q for q in claim.quantities if q.comparator != "=" and q.comparator != "~" and q.unit not in _LOOSE]
    if len(bounds) != 1 or len({cell.column for cell in cells}) != 1:
        return None
    said = bounds[0]
    named = [
        c
        for c in cells
        if len(row := _words(c.row) & words) >= TOLD and len(row) >= NEARLY * len(_words(c.row))
        if c.quantity.unit == said.unit
    ]
    if len(named) != 1 or named[0].quantity.comparator.strip("=") != said.comparator.strip("="):
        return None
    differs = agree(*_stated(said, named[0].quantity)) is False
    return (said, named[0]) if differs and not any(agree(*_stated(said, c.quantity)) for c in cells) else None


def _counted(cell: _rows.Cell) -> str:
    """What a column counts: "children" of "Share of children (%)"; that it gives shares its figures say."""
    told = _SHARE.sub("", cell.column) if cell.quantity.unit == "%" else cell.column
    return told if _words(told) else cell.column


def _is_measured(quantity: Quantity) -> bool:
    """Whether a figure is more than a count ("seven subscales"), which may count anything of a row."""
    return quantity.denominator != "age" and (quantity.unit != "1" or "." in quantity.text)


def _first_words(text: str) -> frozenset[str]:
    """The telling words of a sentence up to the clause that draws something from it."""
    return _words(_DRAWN.split(text, maxsplit=1)[0])


def _names(words: frozenset[str], head: str, enough: float = 1.0) -> bool:
    """Whether a statement's words hold those of a row's or column's head, or that share of them."""
    wanted = _words(head)
    return bool(wanted) and len(wanted & words) >= enough * len(wanted)


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[a-z][a-z-]+", text.lower())
    return frozenset(re.sub(r"(?<=\w{3})(?:es|s|e)\Z", "", word) for word in found if word not in _STOPS)


def _clash(first: Claim, second: Claim) -> tuple[str, Kind] | None:
    a = [q for q in first.quantities if q.denominator != "age"]
    b = [q for q in second.quantities if q.denominator != "age"]
    if len(a) == len(b) == 1:
        same = agree(*_stated(a[0], b[0]))
        if same is False:
            return f"Two figures for one thing (“{b[0].text}”, “{a[0].text}”)", Kind.FAIL
        if same is None:
            return f"Two figures that cannot be compared (“{b[0].text}”, “{a[0].text}”)", Kind.OPEN
    if a or b:
        return None
    low, high = sorted((first.quantifier[1], second.quantifier[1]))
    denied = any(claim.negated and claim.quantifier[1] != 0 for claim in (first, second))  # "never" is a step itself
    if low >= 0 and high - low >= 2 and not denied:
        names = scales.names("quantifiers")
        return f"One says “{names[low]}”, the other “{names[high]}”", Kind.FAIL
    if first.negated != second.negated and low == high:
        return "One denies what the other says", Kind.FAIL
    return None


def _stated(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Two figures as they are to be compared: of two bounds of one sort ("at least 3 liters") what they name."""
    if one.comparator == other.comparator and one.comparator in {">", ">=", "<", "<="}:
        return replace(one, comparator="="), replace(other, comparator="=")
    return one, other


def _other_things(first: Claim, second: Claim) -> bool:
    """Whether two claims name different things; one whose "it" was not settled names the article's own."""
    a, b = (
        {concept for name, concept in c.concepts if name in _led_in(c) or ": " not in c.standalone}
        for c in (first, second)
    )
    return not (a <= b if not first.resolved else b <= a if not second.resolved else a == b)


def _topic(audit: Audit) -> frozenset[str]:
    """The words of what the article is about: its title up to a colon or dash."""
    return _words(re.split(r":\s|\s[–—-]\s", audit.document.title, maxsplit=1)[0])


def _ages(claim: Claim) -> list[tuple[float, float]]:
    return [(q.low, q.high) for q in claim.quantities if q.denominator == "age"]


def _listed(audit: Audit, claim: Claim) -> bool:
    """Whether a claim is an item of a list or a row of a table: its neighbours differ on purpose."""
    start = claim.target.position.start
    return any(b.kind in {"item", "row"} and b.start <= start < b.end for b in audit.document.blocks)


def _is_row(audit: Audit, claim: Claim) -> bool:
    start = claim.target.position.start
    return any(b.kind == "row" and b.start <= start < b.end for b in audit.document.blocks)


def _led_in(claim: Claim) -> str:
    """What a colon leads in ("It does no harm: ..."), if that is a statement with all of a claim's figures."""
    told = claim.standalone.rpartition(": ")[2]
    if any(q.text not in told for q in claim.quantities) or (not claim.quantities and len(_words(told)) < LED_IN):
        return claim.standalone
    return told


def _content(claim: Claim, topic: frozenset[str]) -> frozenset[str]:
    """The words of what a claim speaks of, without those of its figures: after a colon that leads them in, before a
    clause that draws something from them, without short forms in brackets. An "it" that was not settled is the topic.
    """
    told = _SHORT_FORM.sub("", _led_in(claim))
    head = _DRAWN.split(told, maxsplit=1)[0]
    if claim.quantities and all(q.text in head for q in claim.quantities):
        told = head
    if not claim.quantities and len(_words(head)) >= LED_IN:
        told = head
    own = topic if not claim.resolved and _PRONOUN.search(told) else frozenset()
    numbers = {w for q in claim.quantities for w in re.findall(r"[a-z]+", q.text.lower())}
    return own | _words(" ".join(w for w in re.findall(r"[a-z][a-z-]+", told.lower()) if w not in numbers))
