"""What registries call the things that happen to a work, as `Notice.type`."""

from __future__ import annotations

import re

from citewarden.model import Notice

_TYPES = (
    ("retract_and_replace", r"retract\w*(?: and | & |_and_|-)?(?:replac|republish)\w*"),
    ("correct_and_republish", r"correct\w*(?: and | & |_and_|-)?republish\w*"),
    ("partial_retraction", r"partial[ _-]?retract\w*"),
    ("reinstatement", r"reinstat\w*|unretract\w*"),
    ("retraction", r"retrac?tion|retracted(?: publication| article)?|retract"),
    ("withdrawal", r"withdraw(?:al|n)"),
    ("removal", r"remov(?:al|ed)"),
    ("expression_of_concern", r"(?:editorial )?(?:expression|statement|notice)s?[ _-]of[ _-]concern|concern|eoc"),
    ("corrigendum", r"corrigend(?:um|a)"),
    ("erratum", r"errat(?:um|a)|published erratum"),
    ("addendum", r"addend(?:um|a)"),
    ("correction", r"correction|corrected|clarification|publisher'?s? (?:correction|note)|author correction"),
    ("new_version", r"new[ _-]version|version"),
    ("new_edition", r"new[ _-]edition"),
    ("update", r"update"),
)
_COMPILED = tuple((name, re.compile(rf"(?:{pattern})", re.IGNORECASE)) for name, pattern in _TYPES)

RETRACTING = frozenset({"retraction", "withdrawal", "removal", "retract_and_replace"})
"""Types after which a work must not be relied on."""

CORRECTING = frozenset({"correction", "erratum", "corrigendum", "addendum", "correct_and_republish"})
"""Types that mend a work without taking it away."""

PUBLISHED = RETRACTING | CORRECTING | {"partial_retraction", "expression_of_concern", "reinstatement"}
"""Types that are published as notices of their own."""


def kind(text: str) -> str:
    """The `Notice.type` for a registry's word ("Retraction", "expression_of_concern", "retration"); "unknown" else.

    A word that is not known is for a person to look at; it is never taken for a retraction.
    """
    folded = re.sub(r"\s+", " ", text.strip().lower().replace("_", " "))
    folded = re.sub(r" (?:in|of|for|from|notice|note)$", "", folded)
    for name, pattern in _COMPILED:
        if pattern.fullmatch(folded):
            return name
    return "unknown"


_TITLE = re.compile(
    r"^\W*(?P<work>retracted(?: article| paper)?|withdrawn|removed|temporary removal)\W*[:.\]]\s*\S"
    r"|^\W*(?P<notice>retraction(?: notice| note| and (?:republication|replacement))?(?: to\b| for\b| of\b|[:.—–-])"
    r"|(?:statement|notice) of retraction"
    r"|expressions? of concern(?: to\b| regarding\b| about\b|[:.—–-])|editorial expression of concern"
    r"|(?:author |publisher )?(?:correction|corrigend(?:um|a)|errat(?:um|a)|addendum)(?: to\b| for\b|[:.—–-]|$))",
    re.IGNORECASE,
)


def _is_said_by_the_author(word: str, rest: str) -> bool:
    """ "Withdrawn: the quiet child": a publisher writes its mark in capitals or sets it before a whole title."""
    return not word.isupper() and rest[:1].islower()


def title_notices(title: str, source: str) -> list[Notice]:
    """What a registered title itself says: "RETRACTED: ..." of the work, "Erratum to ..." that it is a notice."""
    found = _TITLE.match(title)
    if not found or (found["work"] and _is_said_by_the_author(found["work"], title[found.end() - 1 :])):
        return []
    words = (found["work"] or found["notice"]).strip(" :.-–—").lower()
    if found["work"]:
        made = "retraction" if words.startswith("retracted") else "withdrawal" if words == "withdrawn" else "removal"
        return [Notice("", made, source, f'the registered title begins "{title[: found.end("work")].strip()}"')]
    return [Notice("", "is_notice", source, words.removesuffix(" to").removesuffix(" for").removesuffix(" of"))]
