"""Of one, or of its kind: the sentence tells of all medicines of a class what the source found for one of them."""

from __future__ import annotations

import re
from functools import cache

from citewarden.checks import _evidence as ev
from citewarden.checks._apart import effects
from citewarden.checks._apart.asked import Apart, is_brief, sentences, telling, titles
from citewarden.config import lexicon
from citewarden.model import Audit, Claim, Passage

_OTHERS = re.compile(
    r"\b(?:[Oo]ther|[Ff]urther|[Dd]ifferent) (?P<kind>[^.;]{3,120}?)[ ,](?=(?:differ|act|were|was|may|might|have|has"
    r"|are|need"
    r"|did|could)\b)"
)
_NOT_OF = re.compile(
    r"\b(?:(?:was|were|been) not (?:studied|tested|examined|compared|included|looked at)"
    r"|not (?:be )?(?:carried over|extended|applied|transferred|generali[sz]ed)|cannot say|may (?:differ|not)"
    r"|not apply)\b",
    re.I,
)
_PARTS = re.compile(r",|\s(?:and|or|such as|like)\s")
_GENERAL = telling(
    "medicines medicine medication drugs preparations products forms brands doses types kinds treatments people "
    "patients"
    " tablets ways methods programmes"
)
"""Words that name no class."""
_EVERY = re.compile(
    r"\b(?:(?:of|in) (?:any|every|all) (?:kinds?|forms?|sorts?|types?)|(?:all|any|every) (?:kinds?|forms?|sorts?"
    r"|types?) of)\b",
    re.I,
)
_OWNS = re.compile(r"\b(?:other|only|alone|one of|such as|some|a (?:\w+ )?(?:drug|medicine) of)\b", re.I)


def of_others(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells of a whole class what its source, as it says, did not study beyond one of it."""
    words = telling(claim.standalone)
    if _OWNS.search(claim.standalone) or len({p.work for p in read}) > 1:
        return None
    for passage, sentence in sentences(read):
        found = _OTHERS.search(sentence)
        if found is None or not _NOT_OF.search(sentence, found.end()):
            continue
        kinds = [telling(part) - _GENERAL for part in _PARTS.split(found["kind"])]
        every = _EVERY.search(claim.standalone)
        if any(kind and (kind <= words or (every and kind & words)) for kind in kinds):
            return Apart(
                f"{ev.capital(ev.source_read(audit, passage))} says what it is not of: {ev.quoted(sentence)}. Name what"
                " was studied, or cite another.",
                passage,
                sentence,
            )
    return None


def of_one(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells of a class by its name; its one source names one of the class alone, and never the class."""
    tells = effects.told(claim) or claim.negated or claim.quantities
    if not tells or _OWNS.search(claim.standalone) or not all(is_brief(audit, p.work) for p in read):
        return None
    whole = " ".join([*(p.text for p in read), *(titles(audit, work) for work in {p.work for p in read})])
    for name, members in _classes():
        own = name.search(claim.standalone)
        if own is None or name.search(whole) or any(m.search(claim.standalone) for m in members):
            continue
        there = [m for m in members if m.search(whole)]
        told = next(((p, s) for p, s in sentences(read) for m in there if m.search(s)), None)
        if len(there) == 1 and told:
            said = there[0].search(whole)
            return Apart(
                f"“{own[0]}” in the article; {ev.source_read(audit, told[0])} is of “{said[0] if said else ''}” alone:"
                f" {ev.quoted(told[1])}. Name what was studied, or cite another.",
                *told,
            )
    return None


def of_several(audit: Audit, claim: Claim, read: list[Passage]) -> Apart | None:
    """The sentence tells of a class by its name; its brief source tells one thing of some of its members and another
    of others, and never speaks of the class."""
    text = claim.standalone
    if _OWNS.search(text) or _MOSTLY.search(text) or not all(is_brief(audit, p.work) for p in read):
        return None
    whole = " ".join([*(p.text for p in read), *(titles(audit, work) for work in {p.work for p in read})])
    for name, members in (*_classes(), *_classes("families")):
        own = name.search(text)
        if own is None or name.search(whole) or any(m.search(text) for m in members):
            continue
        rows = [(frozenset(m for m in members if m.search(s)), p, s) for p, s in sentences(read)]
        rows = [row for row in rows if row[0]]
        apart = [row for row in rows if _CONTRARY.search(row[2])]
        others = [row for row in rows if any(row[0] - a[0] for a in apart)]
        if apart and others:
            _, passage, sentence = apart[0]
            return Apart(
                f"“{own[0]}” in the article; {ev.source_read(audit, passage)} tells its members apart:"
                f" {ev.quoted(sentence)}. Name which it holds for.",
                passage,
                sentence,
            )
    return None


_MOSTLY = re.compile(r"\b(?:most|many|certain|which|differ\w*|vary|varies|depend\w*|usually|often|newer|older)\b", re.I)
_CONTRARY = re.compile(
    r"\b(?:not|no|neither|in contrast|by contrast|however|but|whereas|while|unlike|unaffected|rarely|less (?:often"
    r"|frequent|likely|common)|(?:lesser|smaller|lower) (?:degree|extent))\b",
    re.I,
)
"""What tells one member from another."""


@cache
def _classes(kind: str = "classes") -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    rows = lexicon("drug_classes")[kind]
    return tuple((_any(row["class"]), tuple(_any([m]) for m in row["members"])) for row in rows)


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(w)) for w in words)})\b", re.I)
