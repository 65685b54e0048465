"""A figure, dose, effect or risk stands without a source.

## What it does
Looks at claims a reader may act on (statistics, doses, effects of treatments, risks, advice with an amount) that no
mark in the text covers and no listed source was found to say the same. A mark at the end of the paragraph counts for
the whole paragraph, one in the text for the same figures in a table. Numbers that cannot be looked up are left out: of
a telephone, of the writer's own order ("two ways"), of an appointment ("we will see you in three months"). An article
that lists no sources at all gets one finding for all of them. In articles without any marks the sources were matched by
content; where not all of them could be read, one open question says so for the article. A research paper is the source
of its own methods, results, tables, abstract and limitations; it is asked for what its introduction and discussion say
about the work of others.

## Why it matters
A number without a source cannot be checked by anyone, and is the first thing a reader asks about.

## What to do
Cite the source that gives the figure, or take the figure out.

## When it is wrong
When the paragraph before carries the mark for this one too, or the figure is the writer's own count. Then put the mark
where the figure stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from citewarden.checks import _evidence as ev
from citewarden.checks import _shares, _sums
from citewarden.checks._apart.asked import telling
from citewarden.checks._apart.certainty import absolute
from citewarden.checks._figures import figures, only_times
from citewarden.checks.promotional_wording import sells
from citewarden.model import Audit, Block, Claim, Finding, Kind, Level, Owner, Quantity
from citewarden.text import imrad, quantities
from citewarden.text.quantities import agree

LEVEL = Level.WARNING
SHARED = 2
"""Words that a lead has in common with the marked sentence that gives its figures."""
ROUGH = 0.03
"""Share by which a lead's figure lies beside the exact one."""
_DOSE = re.compile(r"(?:[mµu]c?g|g|m?l|IU|units?|tablets?)/", re.I)
"""A quantity of a substance over something: mg/day, mg/kg/day, ml/day."""
OWNER = Owner.EDITOR
_EFFECT = re.compile(
    r"\b(?:reduc|lower(?! (?:jaw|back|leg|limb|arm|body|belly|abdomen|lip|part|half|end|eyelid|bowel"
    r"|airway|spine|lung))|decreas|increas|improv|reliev(?!ers?\b)|eas(?:e|es|ing)\b|prevent(?!ers?\b)|protect|cur(?:e|es|ed|ing)\b|effective"
    r"|(?<![Ss]elf-)help|work(?:s|ed)\b|stop|slow|shorten|lengthen|prolong|rais(?:e|es|ed|ing)\b|controls\b|surviv|respon|benefi|harm"
    r"|worsen|safe|better|best|recommend|first[- ]line|side effect|no (?:\w+ )?treatment|revers|remov|kill"
    r"|heal(?:s|ed|ing)?\b|treats\b|treated (?:with|by)|used to treat)",
    re.I,
)
"""Words that say what a treatment does, not only that there is one ("the doctor may do tests")."""


_HARM = re.compile(
    r"\b(?:risk|chance|likel|odds|danger|caus|lead(?:s|ing)? to|led to|bleed|di(?:e|es|ed|ing)\b|death|fatal|damag"
    r"|poison|toxic|overdose|allerg|complicat|interact|avoid|addict|withdrawal|miscarr|interfer|trigger|effects?\b|problems?\b)",
    re.I,
)
"""Words that say what may go wrong."""
_CARE = re.compile(
    r"\b(?:call|phone|see|tell|ask|contact|talk (?:to|with)|speak (?:to|with)|go to|visit|seek)\b"
    r"(?:\W+\w+){0,5}?\W+(?:\d{3}|doctors?|clinic|hospital|emergency|pharmacists?|nurses?|midwi\w+|GP|us|dentists?|help"
    r"|provider|appointment|team|physician)\b",
    re.I,
)
"""Whom to turn to: "call 911 if ...", "see a doctor when ..."."""
_COUNTED_HERE = re.compile(
    r"\bour (?:own |latest |last )*(?:(?:clinic|practice|hospital|ward|team|desk|office)(?:['’]s)? )?(?:own )?"
    r"(?:counts?|records?|figures|surveys?|poll|audits?|patients|readers|numbers|register|data)\b",
    re.I,
)
"""Figures that the house counted itself: "in our clinic's own count"."""
_DEPENDS = re.compile(
    r"\b(?:depend(?:s|ing)? on|(?:decides?|determines?|guides?|shapes?) (?:what|which|how|whether|who|when))\b", re.I
)
"""What says on what something turns: "which kind you have decides what helps"."""
_NOTED = re.compile(
    r"\b(?:keep(?:ing)?|kept|write down|note|fill in|bring)\b[^.;]{0,30}\b(?:diary|diaries|log|records?|notes|list"
    r"|calendar|journal)\b",
    re.I,
)
"""What a reader is asked to write down: "keep a diary for eight weeks"."""
_TABLE = re.compile(r"\b(?:the|this|following) (?:\w+ )?table\b|\btable (?:below|shows|\d)", re.I)
_OURS = re.compile(r"\b(?:we|us|our)\b", re.I)

_NO_PROMISE = re.compile(
    r"\b(?:no|not (?:every|all|a|any)|nothing|none|never|neither|nobody|no one)\b[^.;:]{0,60}"
    r"\b(?:guarantee\w*|promis\w+|(?:complete|total|absolute|full|entire)(?:ly)? (?:safe|harmless|protection|protected"
    r"|secure|risk[- ]free)|risk[- ]free|always|certain\w*|every(?:one|body)?|perfect\w*"
    r"|foolproof|miracle|for all|100 ?%|(?:rules?|keeps?|prevents?|removes?|takes?|stops?|banish\w*"
    r"|heals?|cures?|protects?|ends?|abolish\w*)\b[^.;:]{0,40}"
    r"\b(?:altogether|entirely|completely|wholly|fully|for good|for ever|forever))"
    r"|\bno (?:\w+ )?cure\b",
    re.I,
)
"""What promises nothing: a caution, of which nobody asks for a source."""
_OVERVIEW = re.compile(
    r"\A(?:(?:here|these|there) (?:are )?)?(?:\w+ ){1,3}?(?:things|steps|ways|tips|measures|habits|remedies|options"
    r"|rules|pillars)"
    r" (?:that |which )?(?:can |may |might |will |could )?(?:help|make|ease|work)\w*(?: \w+){0,3}:",
    re.I,
)
"""What only names the parts of what follows: "Five things can help: ..."."""
_MUST_NOT = re.compile(
    r"\b(?:must (?:not|never)|(?:is|are) not (?:safe|suitable|allowed)|contra-?indicated|never)\b[^.;]{0,20}?"
    r"(?:\b(?:take|use|have|be given|given|get)\b|\bfor\b|\bin\b)",
    re.I,
)
"""What forbids a treatment in a case."""


def check(audit: Audit) -> Iterator[Finding]:
    """Yield one finding per weighty claim without a source; one for the article if it has no marks or sources."""
    bare = [c for c in audit.claims if _weighty(c) and not ev.marked(audit, c) and not _matched(audit, c)]
    bare = [c for c in bare if not _own_count(audit, c) and not sells(c.text) and not _denies_all(c)]
    tables = _repeating(audit) if bare else []
    bare = [c for c in bare if not any(start <= c.target.position.start < end for start, end in tables)]
    bare = [c for c in bare if not _repeats(audit, c) and not _given_below(audit, c)]
    if bare and (paper := imrad.find(audit.document)):
        bare = [c for c in bare if not paper.tells_own(c.target.position.start, c.text)]
    if not bare:
        return
    if audit.references and not audit.citations:
        unread = [w.id for w in audit.works if not ev.fully_read(audit, w.id)]
        if unread:
            yield Finding(
                "uncited-claim",
                audit.document.id,
                audit.document.id,
                Level.NONE,
                Kind.OPEN,
                f"No mark in the text says which source backs what, and {len(unread)} of {len(audit.works)} listed"
                f" sources could not be read whole, so nobody can tell whether {_count(bare)} can be"
                " relied on. Add marks, or notes on the sources to references/.",
                owner=OWNER,
                properties={"claims": [c.id for c in bare]},
            )
            return
    told = [c for c in bare if (figures(c) or _tells(c)) and not _is_wrong_sum(c)]
    if not audit.references:
        yield _no_sources(audit, told or bare)
        return
    for claim in _by_sentence(told):
        what = (
            f"“{said}” allows no exception. This statement"
            if (said := absolute(claim))
            else "This dose"
            if claim.kind == "dose"
            else "This figure"
            if figures(claim)
            else "This statement"
        )
        yield ev.finding(
            audit,
            "uncited-claim",
            claim,
            f"{what} has no mark, and no listed source was found to give it: {ev.quoted(_own_words(audit, claim))}."
            " Cite a source for it, or take it out.",
            level=LEVEL,
            owner=OWNER,
            confidence=max(0.5, min(0.95, claim.confidence)),
        )


def _denies_all(claim: Claim) -> bool:
    """Whether a sentence without a figure says that nothing is certain ("no medicine is guaranteed") or names what will
    be told of."""
    return not figures(claim) and (_NO_PROMISE.search(claim.standalone) or _OVERVIEW.match(claim.text)) is not None


def _is_wrong_sum(claim: Claim) -> bool:
    """Whether figures of a claim do not add up: inconsistent-statement tells of it, and to mend it comes first."""
    return any(_sums.wrong(claim)) or _shares.too_many(claim) is not None


def _own_words(audit: Audit, claim: Claim) -> str:
    """A claim as printed, where it is a sentence of running text; what an item or a row says with what leads it in."""
    start = claim.target.position.start
    running = any(b.kind == "paragraph" and b.start <= start < b.end for b in audit.document.blocks)
    return claim.text if running else claim.standalone


def _by_sentence(claims: list[Claim]) -> Iterator[Claim]:
    """One claim a sentence: the strongest."""
    best: dict[tuple[int, int], Claim] = {}
    for claim in sorted(claims, key=_strength):
        best.setdefault((claim.target.position.start, claim.target.position.end), claim)
    kept = {c.id for c in best.values()}
    return (c for c in claims if c.id in kept)


def _tells(claim: Claim) -> bool:
    """Whether a claim without a figure says what a treatment does or what may go wrong, not what that depends on."""
    if claim.kind == "dose" or _DEPENDS.search(claim.standalone):
        return False  # a dose is its figure
    if claim.kind == "risk":
        return bool(_EFFECT.search(claim.standalone) or _HARM.search(claim.standalone))
    return claim.kind != "treatment-effect" or bool(_EFFECT.search(claim.standalone)) or bool(absolute(claim))


def _arranges(claim: Claim) -> bool:
    """Whether a claim only arranges something with the reader: whom to call after how long, when "we will see you"."""
    said = figures(claim)
    if said and not only_times(said):
        return False
    if claim.kind == "advice" and (claim.hypothetical or _CARE.search(claim.standalone)):
        return True
    return only_times(said) and (_OURS.search(claim.standalone) or _NOTED.search(claim.standalone)) is not None


def _no_sources(audit: Audit, bare: list[Claim]) -> Finding:
    """One finding for the whole article: what it lacks is a list of sources."""
    strongest = min(bare, key=_strength)
    stand = f"{_count(bare)} stand{'s' if len(bare) == 1 else ''} without one"
    such = "" if len(bare) == 1 else ", such as"
    return Finding(
        "uncited-claim",
        audit.document.id,
        audit.document.id,
        LEVEL,
        Kind.FAIL,
        f"The article lists no sources, and {stand}{such or ':'} {ev.quoted(strongest.standalone)}. Add the sources"
        f" {'it comes' if len(bare) == 1 else 'they come'} from.",
        strongest.target,
        owner=OWNER,
        confidence=max(0.5, min(0.95, max(c.confidence for c in bare))),
        properties={"key": "no sources", "claims": [c.id for c in bare]},
    )


def _strength(claim: Claim) -> tuple[bool, bool, int]:
    """Shares and doses before other figures, these before words without a figure, each in reading order."""
    said = figures(claim)
    return not any(q.unit == "%" or "/" in q.unit for q in said), not said, claim.target.position.start


def _weighty(claim: Claim) -> bool:
    said = figures(claim)
    if claim.text.count("·") >= MENU:
        return False
    counts = all(q.unit == "1" and q.high < 100 for q in said)
    if _MUST_NOT.search(claim.standalone) and claim.concepts and claim.resolved:
        return True
    if (claim.hypothetical and not said) or _arranges(claim) or (not claim.resolved and counts):
        return False  # of what cannot be read on its own only a figure is sure to want a source
    if claim.priority == "high" and any(_DOSE.match(q.unit) for q in said):
        return True
    if claim.priority != "high":
        return False
    if claim.kind in {"treatment-effect", "risk", "dose"}:
        return True
    return claim.kind in {"statistic", "prognosis", "epidemiology", "advice"} and bool(said)


MENU = 2
"""Points in the middle of a line that make it a row of links."""


def _own_count(audit: Audit, claim: Claim) -> bool:
    """Whether a sentence, or what stands before the list or table it is of, says that the house counted it itself."""
    blocks, start = audit.document.blocks, claim.target.position.start
    number = max((n for n, b in enumerate(blocks) if b.start <= start), default=0)
    if blocks and blocks[number].kind in {"item", "row"}:
        kind = blocks[number].kind
        while number and blocks[number].kind in {kind, "caption"}:
            number -= 1
        return _COUNTED_HERE.search(audit.document.text[blocks[number].start : blocks[number].end]) is not None
    return _COUNTED_HERE.search(claim.standalone) is not None


def _repeating(audit: Audit) -> list[tuple[int, int]]:
    """The spans of the tables most of whose figures stand in marked sentences, or that follow a paragraph on the same
    thing with a mark at its end: it gives their source."""
    marked = {(q.low, q.high) for c in audit.claims if c.citations for q in c.quantities}
    found = []
    for kind, blocks in groupby(audit.document.blocks, key=lambda b: b.kind):
        rows = list(blocks) if kind == "row" and audit.citations else []
        there = [q for row in rows for q in quantities.find(audit.document.text[row.start : row.end])]
        if rows and (2 * sum((q.low, q.high) in marked for q in there) > len(there) or _led_by_mark(audit, rows[0])):
            found.append((rows[0].start, rows[-1].end))
    return found


def _repeats(audit: Audit, claim: Claim) -> bool:
    """Whether a row of a table gives what a marked sentence says: all its figures, and one of its telling words."""
    start = claim.target.position.start
    said = {(q.low, q.high) for q in claim.quantities if q.denominator != "age"}
    if not said or not any(b.kind == "row" and b.start <= start < b.end for b in audit.document.blocks):
        return False
    words = ev.stems(claim.standalone)
    marked = (c for c in audit.claims if c.citations)
    return any(said <= {(q.low, q.high) for q in c.quantities} and words & ev.stems(c.standalone) for c in marked)


def _given_below(audit: Audit, claim: Claim) -> bool:
    """Whether a marked sentence of the article gives all a claim's figures, roughly, on the same thing: the claim is
    its lead."""
    said = figures(claim)
    words = ev.stems(claim.standalone)
    if any(q.unit == "%" for q in said) and not any(re.search(r"\d", q.text) for q in said):  # "half" of anything there
        words &= telling(claim.standalone) - telling(audit.document.title)
    fewest = len(words) / 2 if all(q.unit == "fold" for q in said) else SHARED  # "twice" may be told of anything
    marked = [c for c in audit.claims if c.citations and len(words & ev.stems(c.standalone)) >= fewest] if said else []
    return any(all(any(_gives(o, q) for o in c.quantities) for q in said) for c in marked)


def _gives(other: Quantity, mine: Quantity) -> bool:
    """Whether a figure is another one, roughly: a bound ("at least a tenth") is only one that is the same bound."""
    bound = other.comparator not in ("=", "~") and other.comparator != mine.comparator
    return not bound and agree(mine, other, tolerance=ROUGH) is True


def _led_by_mark(audit: Audit, row: Block) -> bool:
    """Whether the paragraph before a table ends with a mark, and shares a word with what stands over the table."""
    before = [b for b in audit.document.blocks if b.start < row.start]
    over = list(takewhile(lambda b: b.kind != "paragraph", reversed(before)))
    if len(over) == len(before) or any(b.kind == "heading" for b in over):
        return False
    text, paragraph = audit.document.text, before[len(before) - len(over) - 1]
    words = {w for b in [*over, row] for w in re.findall(r"\w{5,}", text[b.start : b.end].lower())}
    said = text[paragraph.start : paragraph.end].rstrip()
    tail = paragraph.start + len(said)
    ends = [c.target.position.end for c in audit.citations if c.target.position.start >= paragraph.start]
    one = _TABLE.search(said) is not None or not words.isdisjoint(re.findall(r"\w{5,}", said.lower()))
    return one and any(tail - 2 <= end <= tail for end in ends)


def _matched(audit: Audit, claim: Claim) -> bool:
    return any(row.label != "NEI" for row in audit.evidence_of.get(claim.id, ()))


def _count(bare: Sequence[Claim]) -> str:
    """ "the one statement a reader may act on", "12 figures", "4 figures and 7 statements of effects or risks"."""
    counted = sum(1 for c in bare if figures(c))
    words = len(bare) - counted
    if len(bare) == 1:
        return "one figure" if counted else "one statement of an effect or a risk"
    said = [f"{counted} statement{'s' if counted > 1 else ''} with figures"] if counted else []
    said += [f"{words} statement{'s' if words > 1 else ''} of effects or risks"] if words else []
    return " and ".join(said)
