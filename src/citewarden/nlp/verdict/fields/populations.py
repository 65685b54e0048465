"""Whom the source studied and of whom the article speaks: animals and people, women and men, young and old."""

from __future__ import annotations

from citewarden.nlp.verdict.comparison import Comparison
from citewarden.nlp.verdict.groups import within

_PEOPLE = "species:people"


def compare(c: Comparison) -> None:
    """Set the claim's people against those of the best sentence, or of the passage where that names none."""
    passage = frozenset([g for s in c.sentences for g in s.groups])
    if not c.claim.lab:
        _species(c, passage)
    for axis in ("sex", "age"):
        _subgroup(c, axis, passage)


def _species(c: Comparison, passage: frozenset[str]) -> None:
    here = c.closest.lab and _PEOPLE not in c.closest.groups
    if not here and not (c.design.get("population") in ("ANIMAL", "INVITRO") and _PEOPLE not in passage):
        return
    refuted = (
        _PEOPLE in c.claim.groups
        and not c.missing_terms
        and not c.claim.null
        and not c.claim.negators
        and any(s.null and _PEOPLE in s.groups for s in c.sentences)
    )
    c.against(
        "population",
        0.85 if refuted else 0.5,
        "the source found this in animals or cells"
        + (" and not in people" if refuted else ", the article speaks of people"),
    )


def _subgroup(c: Comparison, axis: str, passage: frozenset[str]) -> None:
    own = _on(axis, c.claim.groups)
    if not own:
        return
    theirs = _on(axis, c.closest.groups) or _on(axis, passage)
    if not theirs or own & theirs:
        return
    wider, none = within(), frozenset[str]()
    if any(wider.get(o, none) & theirs for o in own) or any(wider.get(t, none) & own for t in theirs):
        return
    why = f"the source speaks of {', '.join(sorted(theirs))}, the article of {', '.join(sorted(own))}"
    c.against("subgroup", 0.5, why)


def _on(axis: str, groups: frozenset[str]) -> frozenset[str]:
    return frozenset([g.split(":")[1] for g in groups if g.startswith(axis)])
