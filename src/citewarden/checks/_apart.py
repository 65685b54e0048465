"""What sets a sentence apart from the source it cites, told without a verdict: another body, another group's figure,
a comparison that the source does not make. Each is a question with the source's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from citewarden.checks import _evidence as ev
from citewarden.checks import _pairs
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage
from citewarden.text import scales

ALIKE = 0.4
"""Share of a sentence's words from which a source's sentence is about the same comparison."""
MOST = 5
"""Words of a longer sentence of which that share is taken."""
SHORT = 3_000
"""Characters up to which all that was read of a source is on one comparison: a note, an abstract."""
_BARE = re.compile(r"(?:there (?:was|were)|no |it (?:did|had|was)|neither)\b", re.I)
"""How a sentence begins that leaves it to the others what had no effect."""
_GROUPS = re.compile(
    r"\b(?:between|among|in) (?:the |both |all |these )?(?:two |three |four |treatment |study )*(?:groups|arms)\b"
)
_BODY = re.compile(
    r"\b(?:[A-Z][\w’'&.-]*,? (?:(?:of|for|on|and|the|in|&) ){0,2}){1,7}?"
    r"(?:Association|Society|College|Academy|Organi[sz]ation|Institutes?|Task Force|Agency|Administration|Foundation"
    r"|Federation|Council|League|Commission|Services?|Department|Union|Board|Prevention|Excellence|Health|Medicine"
    r"|Cardiology|Physicians|Surgeons|Pediatrics|Paediatrics|Gynecologists|Gynaecologists|Cancer|Diseases?)\b"
    r"(?: (?:of|for|on|and) (?:the )?[A-Z]\w+(?:,? (?:and |& )?[A-Z]\w+)*)?"
)
"""A body by its full name, as a sentence calls it."""
_SAYS = re.compile(
    r"(?: \([A-Z]{2,8}\))? (?:now |also |still |strongly |therefore )?(?:recommend|advis|say|said|suggest|found|find"
    r"|estimat|state|report|conclud|warn|urge|list|classif|define|consider|call|set|put|count|endors)\w*\b"
)
"""What follows a body that says something."""
_SMALL = frozenset(("of", "for", "on", "and", "the", "in", "&", "to"))


class Apart(NamedTuple):
    """What a question says, and the passage it is about."""

    message: str
    passage: Passage
    text: str


def apart(audit: Audit, claim: Claim, works: tuple[str, ...]) -> Apart | None:
    """The first thing that sets a claim apart from all the sources it rests on, if all were read; of a long source only
    the passages nearest to the claim are asked."""
    read = ev.read_of(audit, works)
    if not read:
        return None
    if found := _another_body(audit, claim, works, read):
        return found
    nearest = {row.passage for row in audit.evidence_of.get(claim.id, ())}
    asked = [p for p in read if p.id in nearest or _is_short(audit, p.work)]
    return next((found for way in _WAYS if (found := way(audit, claim, asked))), None)


def _another_body(audit: Audit, claim: Claim, works: tuple[str, ...], read: list[Passage]) -> Apart | None:
    """The sentence tells what one body says; the source is another body's and never names the first."""
    body = next((m for m in _BODY.finditer(claim.standalone) if _SAYS.match(claim.standalone, m.end())), None)
    if body is None or len(works) != 1:
        return None
    listed = [r for r in audit.references if r.id in audit.work_of and audit.work_of[r.id].id == works[0]]
    own = next((str(a["literal"]) for r in listed for a in r.csl.get("author") or () if "literal" in a), "")
    own = own or next((m[0] for r in listed if (m := _BODY.search(str(r.csl.get("title", ""))))), "")
    printed = " ".join([own, *(r.raw for r in listed), *(p.text for p in read)])
    if not own or not _BODY.search(own) or _is_named(body[0], printed):
        return None
    return Apart(
        f"The sentence says what the {body[0].removeprefix('The ')} says; {ev.source_name(audit, works[0])} is of the"
        f" {own.removeprefix('The ')} and does not name it. Name the right body, or cite the other's own words.",
        read[0],
        read[0].text,
    )


def _is_named(body: str, text: str) -> bool:
    """Whether a text names a body, by most of its words or by their first letters."""
    words = [w for w in re.findall(r"[\w’']+", body) if w.casefold() not in _SMALL]
    letters = "".join(w[0] for w in words)
    there = text.casefold()
    if re.search(rf"(?<![A-Z]){letters}(?![A-Z])", text) or re.search(rf"\b{letters.casefold()}\b", there):
        return True
    return sum(w.casefold() in there for w in words) >= len(words)


def _another_group(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """A figure of the sentence stands in the source, with another group."""
    for passage, sentence in _sentences(read):
        swap = _pairs.swapped(claim.standalone, sentence)
        if swap is not None:
            return Apart(
                f"“{swap.own.figure.text}” seems to be of another group: {ev.source_read(audit, passage)} gives"
                f" “{swap.holder.text}” and “{swap.there.text}”. Compare the two.",
                passage,
                sentence,
            )
    return None


def _compared(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence sets one thing above another, and the source calls them equal; or the other way round."""
    equal = _way("equal").search(claim.standalone)
    here = equal or (None if claim.negated else _above().search(claim.standalone))
    if here is None or claim.hypothetical:
        return None
    words = ev.stems(claim.standalone)
    for passage, sentence in _sentences(read):
        there = _way("equal").search(sentence)
        if equal:
            there = None if there else _above().search(sentence)
        told_of = sentence if equal else _context(audit, passage) if _GROUPS.search(sentence) else passage.text
        if there and _on_one(words, ev.stems(told_of)):
            return Apart(
                f"“{here[0]}” in the article; {ev.source_read(audit, passage)} says “{there[0]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def _context(audit: Audit, passage: Passage) -> str:
    """What "there was no difference between the groups" is said of: all of a short source with its title."""
    read = audit.read_of.get(passage.work, ())
    if not _is_short(audit, passage.work):
        return passage.text
    titles = (str(r.csl.get("title", "")) for r in audit.references if passage.work == _work(audit, r.id))
    return " ".join([*(p.text for p in read), *titles])


def _is_short(audit: Audit, work: str) -> bool:
    """Whether what was read of a work is no more than a note or an abstract."""
    return sum(len(p.text) for p in audit.read_of.get(work, ())) <= SHORT


def _work(audit: Audit, reference: str) -> str:
    found = audit.work_of.get(reference)
    return found.id if found else ""


def _on_one(words: set[str], there: set[str]) -> bool:
    """Whether a source's words are on the same comparison as a sentence's."""
    return len(words & there) >= max(2, ALIKE * min(len(words), MOST))


def _denied(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells an effect of something; a sentence of the source on both finds none."""
    sides = _effect(claim)
    if sides is None:
        return None
    cause, effect = sides
    for passage, sentence in _sentences(read):
        null, there = _way("none").search(sentence), ev.stems(sentence)
        if null and _BARE.match(sentence):
            there = there | (cause & ev.stems(_context(audit, passage)))
        both = cause & there and effect & there and _on_one(cause | effect, there)
        if null and both and not _above().search(sentence[: null.start()]):
            return Apart(
                f"The article tells an effect; {ev.source_read(audit, passage)} says “{null[0]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def _effect(claim: Claim) -> tuple[set[str], set[str]] | None:
    """How the words of a claim begin that tell what does something, and what it does; None where it denies, hedges or
    counts several groups."""
    text = claim.standalone
    if claim.negated or claim.hypothetical or _way("none").search(text) or scales.modality(text)[1] in (0, 1):
        return None
    if sum(q.unit == "%" for q in claim.quantities) > 1:
        return None
    verb = _way("does").search(text)
    if verb is None:
        return None
    return ev.stems(text[: verb.start()]), ev.stems(text[verb.end() :])


def _surer(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence calls proven, or a cure, what the source says may be."""
    sure = _way("proven").search(claim.standalone)
    if sure is None or claim.negated or claim.hypothetical or scales.modality(claim.standalone)[1] in (0, 1):
        return None
    words = ev.stems(claim.standalone)
    for passage, sentence in _sentences(read):
        word, step = scales.modality(sentence)
        if step in (0, 1) and not _way("proven").search(sentence) and _on_one(words, ev.stems(sentence)):
            return Apart(
                f"“{sure[0]}” in the article; {ev.source_read(audit, passage)} says “{word}”:"
                f" {ev.quoted(sentence)}. Use its strength.",
                passage,
                sentence,
            )
    return None


def _other_way(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that something lowers what the source says it raised, or the other way round."""
    sides = _effect(claim)
    ways = [way for way in ("lowering", "raising") if _way(way).search(claim.standalone)]
    if sides is None or len(ways) != 1:
        return None
    cause, effect = sides
    for passage, sentence in _sentences(read):
        other = _way("raising" if ways == ["lowering"] else "lowering").search(sentence)
        if other is None or _way(ways[0]).search(sentence) or _way("none").search(sentence):
            continue
        before, after = ev.stems(sentence[: other.start()]), ev.stems(sentence[other.end() :])
        if cause & before and effect & after and _on_one(cause | effect, before | after):
            own = _way(ways[0]).search(claim.standalone)
            return Apart(
                f"“{own[0] if own else ''}” in the article; {ev.source_read(audit, passage)} says “{other[0]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def _turned(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence says that one thing did worse than another; the source that it did better."""
    own = _rank(claim.standalone)
    if own is None or claim.negated or claim.hypothetical:
        return None
    for passage, sentence in _sentences(read):
        theirs = _rank(sentence)
        if theirs and theirs[0] != own[0] and own[2] & theirs[2] and not own[2] & theirs[3]:
            return Apart(
                f"“{own[1]}” in the article; {ev.source_read(audit, passage)} says “{theirs[1]}”:"
                f" {ev.quoted(sentence)}. Compare the two.",
                passage,
                sentence,
            )
    return None


def _rank(text: str) -> tuple[str, str, set[str], set[str]] | None:
    """How a text ranks one thing ("winner" or "loser"), by which words, and the stems of the thing and of the other."""
    beside = _pairs.BESIDE.search(text)
    other = ev.stems(beside[0]) if beside else set()
    rest = _pairs.BESIDE.sub(" ", text)
    hits = [(rank, m) for rank in ("winner", "loser") if (m := _way(rank).search(rest))]
    if len(hits) != 1:
        return None
    rank, found = hits[0]
    return (
        rank,
        found[0],
        ev.stems(rest[: found.start()]) - other,
        other | ev.stems(re.split(r"[,:;]", rest[found.end() :])[0]),
    )


_WAYS = (_another_group, _compared, _denied, _surer, _other_way, _turned)


def _sentences(read: list[Passage]) -> Iterator[tuple[Passage, str]]:
    for passage in read:
        for start, end in passage.sentences or ((0, len(passage.text)),):
            yield passage, passage.text[start:end]


@cache
def _above() -> re.Pattern[str]:
    """What sets one thing above another: "better ... than", "beats"."""
    lists = lexicon("comparing")
    than = rf"(?:{'|'.join(re.escape(str(w)) for w in lists['more'])})\b(?=[^.;]{{0,80}}\bthan\b)"
    beats = "|".join(re.escape(str(w)) for w in lists["beats"])
    return re.compile(rf"\b(?P<word>{than}|(?:{beats})\b)", re.I)


@cache
def _way(name: str) -> re.Pattern[str]:
    """The words of a list of `config/lexicons/comparing.yaml`."""
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(w)) for w in lexicon('comparing')[name])})\b", re.I)
