"""Which study: the sentence names the trial, its year, its people or its journal otherwise than the source does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citewarden.checks import _evidence as ev
from citewarden.checks._apart.asked import Apart
from citewarden.model import Audit, Claim, Difference, Passage, Reference

_STUDY = r"(?:stud(?:y|ies)|trials?|surveys?|cohorts?|registers?|programmes?|programs?)"
_KIND = r"(?:(?:[a-z][\w-]*|[A-Z][a-z]+(?:ish|an|ese|ch)|[A-Z][A-Z0-9]{2,20}(?:-[A-Z0-9]{1,8})?)[ -]){0,4}?"
_CALLED = re.compile(rf"\b(?P<name>[A-Z][A-Z0-9]{{2,20}}(?:[- ][A-Z0-9]{{1,8}}){{0,3}}) (?:[a-z-]+ ){{0,2}}{_STUDY}\b")
"""A study by its name: "the HARVEST trial"."""
_NAME = re.compile(r"\b[A-Z][A-Z0-9]{4,}(?:-[A-Z0-9]+)*\b|\b[A-Z]{3,}-?\d+\b")
_YEAR = r"(?P<year>19[5-9]\d|20[0-4]\d)"
_PERSON = r"(?-i:(?:Mc|Mac|O['’])?[A-Z][a-zà-ÿ]+(?:[-'’][A-Z][a-zà-ÿ]+)?)"
_BY_PEOPLE = (
    rf"(?P<one>{_PERSON})(?: (?:and|&) (?P<two>{_PERSON})|[,]? et al\b\.?| and (?:colleagues|co-?workers|others))"
)
_IN_YEAR = (
    re.compile(rf"\b(?:[Ii]n )?{_YEAR},? (?:{_BY_PEOPLE})"),
    re.compile(
        rf"\b(?:[Aa]|[Tt]he|[Tt]heir|[Oo]ne) {_YEAR} {_KIND}(?:stud(?:y|ies)|trial|survey|review|cohort|guideline"
        r"|meta-analysis|report|paper|analysis)\b"
    ),
    re.compile(rf"\b(?:{_BY_PEOPLE}) (?:\(|in ){_YEAR}\b"),
    re.compile(
        rf"\b(?:stud(?:y|ies)|trial|survey|review|cohort|guideline|meta-analysis|report|paper|analysis)"
        rf"(?: (?:by|of|from) [^.;,]{{3,40}}?)?,? (?:published |that came out |which came out |printed )?(?:in|from)"
        rf" {_YEAR}\b"
    ),
)
"""A study with the year that the sentence gives it."""
_OWNED = (
    re.compile(rf"\b(?P<name>{_PERSON})['’]s? {_YEAR}\b"),
    re.compile(rf"\b[Ii]n {_YEAR},? (?P<name>{_PERSON})['’]s? "),
    re.compile(rf"\b(?P<name>{_PERSON})(?:,? et al\.?| and (?:colleagues|others|co-?workers))?,? (?:\(|in ){_YEAR}\b"),
)
"""A name with the year of its work: "Lindqvist's 2012 analysis"."""
_BY = (
    re.compile(rf"\b(?:by|of|from|[Aa]ccording to) (?:(?:Dr|Prof|Professor)\.? )?{_BY_PEOPLE}"),
    re.compile(
        rf"(?:\A|(?<=[.;:,] )|(?<=\d ))(?:In \d{{4}},? )?{_BY_PEOPLE} (?:\w+ly )?(?:found|show|report|stud|compar"
        rf"|follow"
        r"|ask|gave|test|look|conclud|measur|random|examin|write|wrote|analys|saw)"
    ),
)
"""The people of a study, as a sentence names them."""
_NOT_PEOPLE = re.compile(
    r"\W*(?:(?:[A-Z]\w+ )?(?:Universit|College|Institut|Hospital|Clinic|School|Societ|Foundation|Council|Centre|Center"
    r"|researchers|scientists))",
    re.I,
)
_IN = re.compile(
    r"\b(?:published|appeared|printed|came out|reported|writing|wrote|described)\b[^.;]{0,30}? in (?:the journal "
    r"|the )?"
    r"[*_“\"]?(?P<name>(?:The )?[A-Z][\w’'&-]*(?: (?:(?:of|and|the|in|for|&) )*[A-Z][\w’'&-]*){0,8})"
)
"""The journal of a study."""
_SMALL = frozenset(("the", "of", "and", "in", "for", "journal", "a"))


def another(audit: Audit, claim: Claim, works: tuple[str, ...], read: list[Passage]) -> Apart | None:
    """The sentence names its one source's study, year, people or journal otherwise than the source and the list do."""
    listed = [r for r in audit.references if (w := audit.work_of.get(r.id)) and w.id in works]
    if len(works) != 1 or not listed or not claim.citations:
        return None
    printed = " ".join(
        [
            *(f"{r.raw} {r.csl.get('title', '')}" for r in listed),
            *(name for r in listed for name in _families(r)),
            *(p.text for p in read),
            *(d.registered for r in listed for d in _differences(audit, r.id)),
        ]
    )
    for said, there in _differing(claim.standalone, listed, printed):
        return Apart(
            f"“{said}” in the article; {ev.source_name(audit, works[0])} {there}. Correct the sentence or the mark.",
            read[0],
            read[0].text,
        )
    return None


def _differences(audit: Audit, reference: str) -> tuple[Difference, ...]:
    """Where a work's record differs from the list: a sentence may well give the record's year."""
    found = audit.resolution_of.get(reference)
    return found.differences if found else ()


def _differing(text: str, listed: list[Reference], printed: str) -> Iterator[tuple[str, str]]:
    """What a sentence calls a study by and the source does not, with what the source has instead."""
    for own in _CALLED.finditer(text):
        others = dict.fromkeys(m[0] for m in _NAME.finditer(printed) if _near(own["name"], m[0]))
        if not _has(own["name"], printed) and others:
            yield own["name"], f"speaks of “{next(iter(others))}”"
    years = {y for r in listed if (y := _issued(r))}
    for pattern in _IN_YEAR:
        for found in pattern.finditer(text):
            if years and found["year"] not in printed and int(found["year"]) not in years:
                yield _said(found[0]), f"is of {min(years)}"
    families = [name for r in listed for name in _families(r)]
    for own in (m for pattern in _OWNED for m in pattern.finditer(text)):
        other = _of_other_year(own["name"], own["year"], printed)
        if not other and own["name"] in families and years and own["year"] not in printed:
            other = str(min(years)) if int(own["year"]) not in years else ""
        if other:
            yield _said(own[0]), f"gives {own['name']} the year {other}"
    for people in (m for pattern in _BY for m in pattern.finditer(text)):
        named = [n for n in (people["one"], people["two"]) if n]
        if families and not _NOT_PEOPLE.match(text, people.end()) and not _are_named(named, printed):
            yield _said(people[0]), f"is by {' and '.join(families[:2])}{' and others' if len(families) > 2 else ''}"
    journals = [str(j) for r in listed if (j := r.csl.get("container-title"))]
    for found in _IN.finditer(text):
        if journals and not any(_is_journal(found["name"], j) for j in (*journals, printed)):
            yield _said(found["name"]), f"stands in “{journals[0]}”"


def _of_other_year(name: str, year: str, printed: str) -> str:
    """The year that a source prints right behind a name, where it nowhere prints the told one there; "" if none."""
    behind = re.compile(rf"(?<!\w){re.escape(name)}(?:,? et al\.?| and \w+)?,? ?[(,]? ?(?P<year>(?:19|20)\d\d)\b")
    there = [m["year"] for m in behind.finditer(printed)]
    return there[0] if there and year not in there else ""


def _are_named(people: list[str], printed: str) -> bool:
    """Whether a source is by some people, all of whom its entry names, or one where it names the first alone."""
    known = [_has(name, printed) for name in people]
    return any(known) if "et al" in printed else all(known)


def _near(said: str, name: str) -> bool:
    """Whether a source's name may be what a sentence means by another: both are names and none is a part of the
    other."""
    return said not in name and name not in said


def _said(text: str) -> str:
    return text.strip(' ,(*_“"')


def _has(name: str, printed: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", printed, re.I) is not None


def _issued(reference: Reference) -> int:
    issued = reference.csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return int(parts[0][0]) if parts and parts[0] and str(parts[0][0]).isdigit() else 0


def _families(reference: Reference) -> list[str]:
    people = reference.csl.get("author") or ()
    return [str(a["family"]) for a in people if isinstance(a, dict) and a.get("family")]


def _is_journal(said: str, name: str) -> bool:
    """Whether two names may be one journal's: by a telling word that both have, or by first letters."""
    mine, theirs = (
        {w.casefold()[:4] for w in re.findall(r"\w+", text) if w.casefold() not in _SMALL} for text in (said, name)
    )
    letters = "".join(w[0] for w in re.findall(r"\w+", name) if w.casefold() not in ("the", "of", "and", "in", "for"))
    short = re.sub(r"\W", "", said).casefold()
    return bool(mine & theirs) or short in letters.casefold()
