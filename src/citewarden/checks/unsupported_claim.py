"""No listed source was found to say this.

## What it does
Looks at claims that carry an in-text reference, and at statistics, doses, effects of treatments and risks without one.
When every source the claim rests on was read whole and none of their passages comes near, it says so. When a source
could be read in part only, or comes near without saying it plainly, the question stays open and the closest passage is
shown: an abstract that is silent is not a source that disagrees. Where one sentence of a source decides and another
takes it back, both are shown and nothing is called. Where the closest passage of a cited source gives another figure or
direction and nobody can tell whether of the same thing, the question says what differs; where a figure stands nowhere
in what was read of the cited sources, or stands there with another group, it says which; so it does where the sentence
tells of another body than the source's, sets above another what the source calls equal, or differs in the people, in
what it was compared with, in what was measured, how soon or how often, how surely, how strongly it is advised or in
harms, or names the study, its year, its people or its journal otherwise, quotes words that are not there, tells of a
class of medicines what was found for one, counts among signs what the source calls none, or leaves out what
the source warns of, or puts readers at ease about it; where it leaves out the exception or
the condition that the source makes, or whom a thing is not for; where it allows what the source forbids, or calls never
what it calls seldom; where it tells as in force what is a draft, withdrawn or replaced, or speaks of a family of
medicines whose members the source tells apart; where it has a thing done more or less often, after another time
or in another unit of it, gives to all what a study of one sex or one part found, tells of what the source says was no
part of it, promises what the source says may be, cuts a quotation short, or does not say that a difference was not
significant; where a relative risk is told as a share of people; and where a
source does not speak of the thing while another one of the list does. A mark at the end of a paragraph without others
counts for all its sentences. Claims whose sources are all unread make one question. What has no mark in an article of
marks is left to `uncited-claim`.

## Why it matters
A reference that does not carry its sentence is the most common quotation error.

## What to do
Point to the place in the source, cite another, or take the sentence out.

## When it is wrong
When the source says it in other words, in a table or a figure: those are not read. When the sentence is common
knowledge that needs no source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from citewarden.checks import _ages as ages
from citewarden.checks import _doses, _rows, population_mismatch
from citewarden.checks import _evidence as ev
from citewarden.checks import _sexes as sexes
from citewarden.checks._apart import apart, apart_from_paragraph
from citewarden.checks._apart.asked import Apart, telling, titles
from citewarden.checks._closest import differing, is_given
from citewarden.checks._figures import TIMES, figures
from citewarden.checks._same_figures import figures_of, is_same, missing
from citewarden.model import Audit, Claim, Evidence, Finding, Kind, Level, Owner, Passage, Quantity
from citewarden.model.evidence import TORN
from citewarden.text import silence
from citewarden.text.listing import references

LEVEL = Level.WARNING
OWNER = Owner.EDITOR
SURE = 0.75
"""Calibrated chance of "not enough" from which silence of a whole source is a finding."""

SHOWN = 3
"""Figures of a passage that a message names."""

MANY = 2
"""Most units of time that are told in words without anybody having measured them: "two weeks"."""

ALIKE = 0.8
"""Share of a statement's words from which a passage is said to use nearly the same."""

_AGO = re.compile(r"\s+(?:ago|earlier|before that)\b", re.I)
_RATES = {"/day": 1.0, "/night": 1.0, "/week": 1 / 7, "/month": 1 / 30, "/year": 1 / 365}
"""Units of how often -> times a day."""
_IN_WORDS = re.compile(r"(?:about |nearly |almost |some )?(?:one|two|three|four|five) (?:in|out of) [a-z]+\Z", re.I)
FEWEST = 2
"""Telling words that an unmarked sentence shares with one of a source that its paragraph names, at least."""
DIFFERS = frozenset({"number", "unit", "dose", "direction", "negation", "temporal"})
"""Issues of a passage that other checks tell of only once it is sure that it speaks of the same thing."""

WIDER = frozenset({"scope", "subgroup"})
"""Issues of which `scope-mismatch` tells where nothing more is known."""


@dataclass(frozen=True)
class _Case:
    """A claim that this check may tell of: the works its marks name (`named`), those it may rest on (`works`), whether
    it has any tie to the list (`tied`), what was compared with it, and whether another check tells what differs."""

    claim: Claim
    named: tuple[str, ...]
    works: tuple[str, ...]
    tied: bool
    rows: Sequence[Evidence]
    elsewhere: bool

    @property
    def decided(self) -> list[Evidence]:
        """What was compared, without what another sentence of the source takes back."""
        return [r for r in self.rows if r.method != TORN]

    @property
    def called(self) -> bool:
        """Whether a source was said to agree or to conflict."""
        return any(r.label != "NEI" for r in self.decided)


@dataclass(frozen=True)
class _Told:
    """An article's rows of figures, and what was asked of it so far: sentences with what they were asked about, and
    claims by unread works."""

    rows: dict[int, tuple[list[_rows.Cell], list[Quantity]]]
    asked: set[tuple[int, str]] = field(default_factory=set)
    unread: dict[str, list[str]] = field(default_factory=dict)

    def is_new(self, claim: Claim, what: str) -> bool:
        """Whether a sentence was not asked about this yet: one of two claims is asked about once."""
        asked = (claim.target.position.start, what)
        new = asked not in self.asked
        self.asked.add(asked)
        return new


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding for each claim no listed source backs, open where not all could be read."""
    told = _Told(_rows.figure_rows(audit.document))
    for claim in audit.claims if audit.references else ():
        if case := _case(audit, claim):
            steps = (step(audit, case, told) for step in _STEPS)
            yield from next((found for found in steps if found is not None), ())
    if told.unread and any(p.text for p in audit.passages):  # where nothing at all was read, incomplete-audit says so
        yield _nothing_read(audit, told.unread)


def _case(audit: Audit, claim: Claim) -> _Case | None:
    """A claim as this check sees it; None where it is another check's, or needs no source."""
    named = ev.rests_on(audit, claim)
    tied = bool(named or claim.citations)
    if not tied and (claim.hypothetical or claim.kind not in ev.WEIGHTY):
        return None
    if audit.citations and not ev.marked(audit, claim):
        return None  # that it has no mark is what is wrong with it: uncited-claim
    if claim.citations and not ev.cited(audit, claim) and _unbound(audit, claim):
        return None  # that its mark stands for nothing is what is wrong with it: unread-part
    if ages.beyond(audit, claim) or sexes.beyond(audit, claim):
        return None  # that its people are others than the sources' is what is wrong with it: scope-mismatch
    rows = audit.evidence_of.get(claim.id, ())
    elsewhere = any(r.issue and r.method != TORN and not _is_open(audit, claim, r, tied) for r in rows)
    return _Case(claim, named, named or ev.candidates(audit, claim), tied, rows, elsewhere)


_Answer = Sequence[Finding] | None
"""What a step says of a case: nothing (the next is asked), that there is nothing to tell, or a finding."""


def _beside_its_paragraph(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """Of a sentence without a mark: what the source that its paragraph names has otherwise."""
    if case.tied:
        return None
    if not case.called and (row := _against_paragraph(audit, case.claim, case.rows)):
        return [_differing(_open(audit, case.claim, _differs(audit, row), row))]
    if found := apart_from_paragraph(audit, case.claim):
        return _asked(audit, case, told, found)
    return () if case.called or case.elsewhere else None


def _in_a_table(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """Of a table's row: its figures that stand nowhere. What is called already is told by other checks."""
    if case.called:
        return ()
    cells = told.rows.get(case.claim.target.position.start)
    if not (case.tied and cells and ev.read_of(audit, case.works)):
        return None
    strange = _strange_cells(audit, *cells, case.works)
    return [_differing(_open(audit, case.claim, _not_in_source(audit, strange, case.works), None))] if strange else ()


def _set_apart(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """What sets the sentence apart from all its sources; that another check told of it ends the matter."""
    found = apart(audit, case.claim, case.works, told=case.elsewhere) if case.tied else None
    if found:
        return _asked(audit, case, told, found)
    if not case.elsewhere:
        return () if any(r.issue in WIDER for r in case.decided) else None
    by_nobody = case.claim.citations and _told_by_nobody(audit, case.claim, case.decided)
    return [_unknown(audit, case.claim, case.works, case.rows)] if by_nobody else ()


def _asked(audit: Audit, case: _Case, told: _Told, found: Apart) -> Sequence[Finding]:
    if not told.is_new(case.claim, found.text):
        return ()
    near = next((r for r in case.rows if r.passage in audit.passage_of), None)
    beside = ev.excerpt(audit, found.passage, found.text)
    return [_differing(replace(_open(audit, case.claim, found.message, near), related=(beside,)))]


def _only_supposed(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """Of a case that is only supposed a limit alone is asked about: "if it is 50 or lower"."""
    if not case.claim.hypothetical or any(q.unit not in TIMES for q in _strange(audit, case.claim, case.works)):
        return None
    read = case.claim.citations and not audit.read_of.keys().isdisjoint(case.works)
    return [_unknown(audit, case.claim, case.works, case.rows)] if read else ()


def _taken_back(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """What one sentence of a source says and another takes back."""
    both = next((r for r in case.rows if r.method == TORN and r.passage in audit.passage_of), None)
    return [_open(audit, case.claim, _torn(audit, both), both)] if both else None


def _unread(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """Claims of whose works nothing was read make one question."""
    if not case.works or not audit.read_of.keys().isdisjoint(case.works):
        return None
    for work in case.works:
        told.unread.setdefault(work, []).append(case.claim.id)
    return ()


def _stands_nowhere(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """Figures that stand nowhere in what was read, and doses that are taken otherwise there."""
    if not case.tied:
        return None
    rows = _shown(audit, case)
    if strange := _strange(audit, case.claim, case.works):
        near = max(
            rows, key=lambda r: _likeness(case.claim, strange, audit.passage_of[r.passage]), default=_near(audit, case)
        )
        return [_differing(_open(audit, case.claim, _nowhere(audit, strange, case.works, near), near))]
    if taken := _taken_otherwise(audit, case.claim, case.works):
        own, there = taken
        near = next((r for r in rows if there.text in audit.passage_of[r.passage].text), _near(audit, case))
        message = (
            f"“{own.text}” in the article, “{there.text}” in {_source(audit, case.works)}. Compare the two, or point to"
            " the place."
        )
        return [_differing(_open(audit, case.claim, message, near))]
    return None


def _reads_otherwise(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """The first passage that differs in what no source gives as the sentence does."""
    rows = _shown(audit, case)
    other = next((r for r in rows if r.issue and ev.why(r) and not is_given(audit, case.claim, case.works, r)), None)
    if other is None or not _is_on_it(audit, case.claim, other, case.works):
        return None
    return [_differing(_open(audit, case.claim, _differs(audit, other), other))]


def _found_nowhere(audit: Audit, case: _Case, told: _Told) -> _Answer:
    """Sources that are silent: a finding where all were read whole, else a question."""
    claim, works, near = case.claim, case.works, _near(audit, case)
    if not (claim.citations or claim.kind in ev.WEIGHTY):
        return ()  # a mark at the end of the paragraph may be for its last sentence only
    unread = [w for w in works if not ev.fully_read(audit, w)]
    sure = float(audit.policy.setting("unsupported-claim", "sure", SURE))
    if not unread and works and all(r.score >= sure for r in case.rows):
        what = ev.source_name(audit, works[0]) if len(works) == 1 else f"the {len(works)} sources read"
        return [
            ev.finding(
                audit,
                "unsupported-claim",
                claim,
                f"Not found in {what}. Point to the place, cite a source that says it, or take it out.",
                level=LEVEL,
                owner=OWNER,
                related=[ev.beside(audit, near, audit.passage_of[near.passage])] if near else [],
                confidence=min((r.score for r in case.rows), default=sure),
            )
        ]
    if not (claim.citations or near is not None):
        return ()
    message = _alike(audit, claim, near) or _open_message(audit, claim, unread, works)
    return [_open(audit, claim, message, near)] if told.is_new(claim, message) else ()


_STEPS = (
    _beside_its_paragraph,
    _in_a_table,
    _set_apart,
    _only_supposed,
    _taken_back,
    _unread,
    _stands_nowhere,
    _reads_otherwise,
    _found_nowhere,
)
"""Asked in this order, until one has an answer."""


def _shown(audit: Audit, case: _Case) -> list[Evidence]:
    """What was compared of the works its marks name, or of all where they name none."""
    return [r for r in case.rows if r.passage in audit.passage_of and (not case.named or r.work in case.named)]


def _near(audit: Audit, case: _Case) -> Evidence | None:
    """The nearest passage of these that does not only say of the note itself what it lacks."""
    rows = _shown(audit, case)
    return next((r for r in rows if not silence.told(ev.sentence(r, audit.passage_of[r.passage]))), None)


def _told_by_nobody(audit: Audit, claim: Claim, rows: Sequence[Evidence]) -> bool:
    """Whether only the people set a claim apart from its source, and the check of people told nothing."""
    return {r.issue for r in rows} <= {"", "population"} and not population_mismatch.is_told(audit, claim)


def _unknown(audit: Audit, claim: Claim, works: tuple[str, ...], rows: Sequence[Evidence]) -> Finding:
    unread = [w for w in works if not ev.fully_read(audit, w)]
    near = next((r for r in rows if r.passage in audit.passage_of), None)
    return _open(audit, claim, _open_message(audit, claim, unread, works), near)


def _is_open(audit: Audit, claim: Claim, row: Evidence, tied: bool) -> bool:
    """Whether no other check tells of what sets a passage apart from a claim."""
    if row.issue in ("hedge", "quantifier") and row.passage in audit.passage_of:
        return tied and not ev.on_the_same(claim, row, audit.passage_of[row.passage])
    return tied and (row.issue in DIFFERS or row.issue in WIDER)


def _against_paragraph(audit: Audit, claim: Claim, rows: Sequence[Evidence]) -> Evidence | None:
    """The passage of a source that the paragraph of a sentence without a mark names, which gives another figure for
    what the sentence tells: "three times as likely" beside "five times more likely"."""
    works = ev.named_beside(audit, claim)
    words = telling(claim.standalone)
    for row in rows:
        if row.work not in works or row.issue not in ev.NUMERIC or row.passage not in audit.passage_of:
            continue
        own, other = differing(audit, claim, row)
        there = telling(ev.sentence(row, audit.passage_of[row.passage]))
        near = len(words & there) >= FEWEST and len(words & (there | telling(titles(audit, row.work)))) > len(words) / 2
        apart = len(own) == len(other) == 1 and [q for q in figures(claim) if q.text == own[0]]
        if near and apart and missing(audit, apart, works, claim.standalone):
            return row
    return None


def _unbound(audit: Audit, claim: Claim) -> bool:
    """Whether each mark of a claim points to nothing in the list."""
    marks = [c for c in audit.citations if c.id in claim.citations]
    return bool(marks) and not any(item.id for c in marks for item in c.items)


def _torn(audit: Audit, row: Evidence) -> str:
    """One sentence of the source says it or denies it, another takes that back: a person reads both."""
    passage = audit.passage_of[row.passage]
    return (
        f"Read both: {ev.source_read(audit, passage)} says {ev.quoted(ev.sentence(row, passage))}, but {ev.why(row)}."
        " No verdict is given on sentences that disagree."
    )


def _open(audit: Audit, claim: Claim, message: str, near: Evidence | None) -> Finding:
    return ev.finding(
        audit,
        "unsupported-claim",
        claim,
        message,
        level=Level.NONE,
        kind=Kind.OPEN,
        owner=OWNER,
        related=[ev.beside(audit, near, audit.passage_of[near.passage])] if near else (),
        confidence=near.score if near else 1.0,
    )


def _differing(found: Finding) -> Finding:
    """A question that says what differs: it is shown apart from those that only say that nothing was found."""
    return replace(found, properties={**found.properties, "differs": True})


def _is_on_it(audit: Audit, claim: Claim, row: Evidence, works: tuple[str, ...]) -> bool:
    """Whether what sets a passage apart may be of the same thing: a figure that no source gives or makes, a denial
    beside half of the claim's words."""
    if row.issue in ev.NUMERIC:
        return not figures(claim) or bool(missing(audit, figures(claim), works, claim.standalone))
    words = telling(claim.standalone)
    there = telling(ev.sentence(row, audit.passage_of[row.passage])) | telling(titles(audit, row.work))
    one_sided = _ONE_SIDED.match(ev.why(row))
    if one_sided is None:
        return True
    sides = (claim.standalone, ev.sentence(row, audit.passage_of[row.passage]))
    denying, other = sides if one_sided["where"] == "article" else sides[::-1]
    return len(words & there) >= ev.SHARED * len(words) and _is_denied_of(one_sided["word"], denying) <= telling(other)


_ONE_SIDED = re.compile(r"“(?P<word>[^”]+)” stands only in the (?P<where>article|source)")


def _is_denied_of(word: str, text: str) -> frozenset[str]:
    """The telling word that a denial of a text is nearest to: "no obstacle", "costs nothing"; a source that lacks it
    does not say the contrary."""
    at = re.search(rf"\b{re.escape(word)}\b", text, re.I)
    before, after = (text[: at.start()], text[at.end() :]) if at else (text, "")
    named = [found for part in re.findall(r"[^\W\d_]{4,}", after) if (found := telling(part))]
    named = named or [found for part in re.findall(r"[^\W\d_]{4,}", before) if (found := telling(part))][-1:]
    return named[0] if named else frozenset()


def _taken_otherwise(
    audit: Audit, claim: Claim, works: tuple[str, ...]
) -> tuple[_doses.Regimen, _doses.Regimen] | None:
    """A dose that every cited source has taken more or less often, if all were read."""
    if not _doses.regimens(claim.standalone):
        return None
    return _doses.taken_otherwise(claim.standalone, (p.text for p in ev.read_of(audit, works)))


def _source(audit: Audit, works: tuple[str, ...]) -> str:
    """What a message calls the sources a claim rests on."""
    return ev.source_read(audit, audit.read_of[works[0]][0]) if len(works) == 1 else "the cited sources"


def _strange(audit: Audit, claim: Claim, works: tuple[str, ...]) -> list[Quantity]:
    """The figures in digits of a claim that stand nowhere in what was read of its sources, if all were read."""
    if not ev.read_of(audit, works):
        return []
    said = [q for q in figures(claim) if not _AGO.match(claim.standalone, q.end)]
    if claim.text.rstrip().endswith(":"):
        said = [q for q in said if q.text in claim.text]  # an item's figure is asked about at the item
    rated = {
        q.unit.partition("/")[0] for q in said if "/" in q.unit
    } & TIMES  # "ten days a month or more ... or 15 days"
    found = missing(
        audit,
        [q for q in said if q.unit not in rated if re.search(r"\d", q.text) or _is_span(q) or _IN_WORDS.match(q.text)],
        works,
        claim.standalone,
    )
    return found or _missing_rates(audit, said, works)


def _missing_rates(audit: Audit, said: Sequence[Quantity], works: tuple[str, ...]) -> list[Quantity]:
    """How often something is done, in words, where the sources say how often and nowhere so: "once a day"."""
    rates = [q for q in said if q.unit in _RATES]
    there = [q for work in works for p in audit.read_of.get(work, ()) for q in figures_of(p.text) if q.unit in _RATES]
    daily = {round(q.low * _RATES[q.unit], 3) for q in there}
    return [q for q in rates if daily and round(q.low * _RATES[q.unit], 3) not in daily]


def _strange_cells(
    audit: Audit, cells: list[_rows.Cell], sums: list[Quantity], works: tuple[str, ...]
) -> list[Quantity]:
    """The figures of a table's row that stand nowhere in what was read of its sources, where most of the row's do."""
    own = [cell.quantity for cell in cells]
    lacking = missing(audit, own, works)
    return [q for q in lacking if q not in sums] if 2 * len(lacking) <= len(own) else []


def _not_in_source(audit: Audit, strange: Sequence[Quantity], works: tuple[str, ...]) -> str:
    said = " and ".join(f"“{q.text}”" for q in strange)
    return (
        f"{said} of this row stand{'s' if len(strange) == 1 else ''} nowhere in what was read of"
        f" {_source(audit, works)}, which gives the row's other figures. Compare the two, or point to the place."
    )


def _is_span(quantity: Quantity) -> bool:
    """Whether a figure in words is a measured time: "five months", "two to six weeks", not "a day or two"."""
    return quantity.unit in TIMES and quantity.high > MANY


def _likeness(claim: Claim, strange: Sequence[Quantity], passage: Passage) -> tuple[bool, bool, int]:
    """Whether a passage gives the numbers of the strange figures, figures of their sort, and how many of a claim's
    other figures."""
    there = figures_of(passage.text)
    spans = {(q.low, q.high) for q in strange}
    units = {q.unit for q in strange}
    others = [q for q in claim.quantities if q not in strange]
    alike = any((o.low, o.high) in spans for o in there)
    return alike, any(o.unit in units for o in there), sum(any(is_same(q, o) for o in there) for q in others)


def _nowhere(audit: Audit, strange: Sequence[Quantity], works: tuple[str, ...], near: Evidence | None) -> str:
    said = " and ".join(f"“{q.text}”" for q in strange)
    found = figures_of(ev.sentence(near, audit.passage_of[near.passage])) if near else ()
    numbers, units = {q.low for q in strange}, {q.unit for q in strange}
    if near and not any(q.low in numbers for q in found):
        whole = figures_of(audit.passage_of[near.passage].text)
        found = whole if any(q.low in numbers for q in whole) else found
    there = [
        q.text
        for q in sorted(
            found, key=lambda q: (not _in_other_time(q, strange), q.low not in numbers, q.unit not in units)
        )
    ]
    closest = f" the closest passage gives {' and '.join(f'“{t}”' for t in there[:SHOWN])}." if there else ""
    return (
        f"{said} stand{'s' if len(strange) == 1 else ''} nowhere in what was read of {_source(audit, works)}"
        f"{';' if closest else '.'}{closest} Compare the two, or point to the place."
    )


def _in_other_time(quantity: Quantity, strange: Sequence[Quantity]) -> bool:
    """Whether a figure has the number of a strange time in another unit: "eight weeks" beside "eight months"."""
    return quantity.unit in TIMES and any(q.unit in TIMES and q.low == quantity.low for q in strange)


def _differs(audit: Audit, near: Evidence) -> str:
    return (
        f"The closest passage of {ev.source_read(audit, audit.passage_of[near.passage])} reads otherwise:"
        f" {ev.why(near)}. Whether both speak of one thing could not be told. Compare the two."
    )


def _nothing_read(audit: Audit, unread: dict[str, list[str]]) -> Finding:
    """One open question for all claims whose sources are unread: the sources are what is to be done, not the claims."""
    claims = sorted({claim for ids in unread.values() for claim in ids})
    of = references(r.label or r.id.rsplit("-", 1)[-1] for r in audit.references if _work(audit, r.id) in unread)
    waiting = "one claim rests" if len(claims) == 1 else f"{len(claims)} claims rest"
    return Finding(
        "unsupported-claim",
        audit.document.id,
        audit.document.id,
        Level.NONE,
        Kind.OPEN,
        f"Could not be checked: nothing of {of} could be read, and {waiting} on nothing else. Read the"
        f" source{'' if len(unread) == 1 else 's'}, or add notes to references/.",
        owner=OWNER,
        properties={"key": "unread", "claims": claims},
    )


def _work(audit: Audit, reference: str) -> str:
    work = audit.work_of.get(reference)
    return work.id if work else ""


def _open_message(audit: Audit, claim: Claim, unread: list[str], works: tuple[str, ...]) -> str:
    if not claim.resolved:
        return (
            "Unclear without its context: it could not be told what a word of it stands for, so no source was"
            " compared with it. Name the thing in the sentence, or compare it with the passage shown."
        )
    if not unread:
        return "It could not be told whether a listed source says this; the closest passage is shown. Compare the two."
    if len(unread) > 1:
        return (
            f"Could not be checked: {len(unread)} of the {len(works)} sources it may rest on were read in part or not"
            " at all, and whether what was read says this could not be told. Read them, or add notes on them to"
            " references/."
        )
    return (
        f"Could not be checked: of {ev.source_name(audit, unread[0])} {_reach(audit, unread[0])} was read, and"
        " whether that says this could not be told. Read the source, or add a note on it to references/."
    )


def _alike(audit: Audit, claim: Claim, near: Evidence | None) -> str:
    """What is asked where the closest passage uses nearly all words of a claim, so that it cannot be called silent."""
    if near is None or not claim.resolved:
        return ""
    passage = audit.passage_of[near.passage]
    words, there = ev.stems(claim.standalone), ev.stems(ev.sentence(near, passage))
    if len(words) < 4 or len(words & there) < ALIKE * len(words):
        return ""
    return (
        f"Read both: {ev.source_read(audit, passage)} uses nearly the same words:"
        f" {ev.quoted(ev.sentence(near, passage))}. Whether it says the same could not be told for sure."
    )


def _reach(audit: Audit, work: str) -> str:
    reaches = {p.reach for p in audit.read_of.get(work, ())}
    if "full_text" in reaches:
        return "only the running text of a PDF, without tables and figures,"
    return "only the abstract" if "abstract" in reaches else "only the editor's note" if reaches else "nothing"
