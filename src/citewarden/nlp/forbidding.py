"""Lists of what not to do: "have hot baths" under the heading "Don't" is told as "Do not have hot baths"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citewarden.nlp import phrases as np
from citewarden.nlp import prohibitions
from citewarden.nlp.claims import is_imperative
from citewarden.nlp.phrases import lower_first

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from citewarden.nlp.units import Unit


def is_forbidden(unit: Unit, lead: Unit | None) -> bool:
    """Whether a line stands under or behind words that say that it is not to be done, or begins with a cross."""
    if not unit.first or unit.kind == "row":
        return False
    if prohibitions.is_crossed(unit.text):
        return True
    over = lead.clean if lead else unit.section
    if unit.kind != "item":
        return lead is None and prohibitions.goes_on(over) and prohibitions.is_named(over)
    return prohibitions.is_named(over) or (lead is not None and prohibitions.goes_on(over))


def is_told(unit: Unit, lead: Unit | None) -> bool:
    """Whether an item stands right under "Do" or "Don't": who lists so advises, however plain the order."""
    return lead is None and unit.kind == "item" and unit.first and prohibitions.tells_what_to_do(unit.section)


def told(unit: Unit, lead: Unit | None, doc: Doc) -> str:
    """Such a line as what not to do; the words over it and its own where they cannot be joined, "" where that may be
    no order at all."""
    item, crossed = unit.clean, prohibitions.is_crossed(unit.text)
    over = lead.clean if lead else unit.section
    if prohibitions.denies(item):
        return item
    if _acts(doc):
        led = over.rstrip(_ENDS)
        if lead is None or crossed or not (prohibitions.goes_on(led) and _SUBJECT.match(led)):
            return f"Do not {lower_first(item)}"
        led = led if any(map(str.islower, led)) else led.capitalize()
        return f"{led} {lower_first(item).rstrip('.')}."
    if np.is_sentence(doc) and not item[:1].islower():
        return "" if crossed else item
    if crossed or prohibitions.to_avoid(over):
        return "" if np.is_sentence(doc) else f"Avoid {lower_first(item)}"
    return labelled(unit, lead) if unit.kind == "item" else ""


def kept(unit: Unit, lead: Unit | None, doc: Doc, form: str) -> str:
    """The form of an item under words that bar what it says ("Stop if:", "Not for"): with them in any case."""
    over = lead.clean if lead else unit.section
    if not (unit.first and unit.kind == "item" and prohibitions.bars(over)) or is_forbidden(unit, lead):
        return form
    own = np.is_sentence(doc) and unit.clean[:1].isupper() and not is_imperative(doc)
    led = over.rstrip(_ENDS).casefold()
    parted = led.endswith(_AWAIT_NO_ORDER) and _acts(doc)
    joined = form.casefold().startswith(" ".join(led.split()[:_SAME])) and not parted
    return form if own or joined or prohibitions.denies(unit.clean) else labelled(unit, lead)


def labelled(unit: Unit, lead: Unit | None) -> str:
    """A line behind the words over it, as a label and what is said of it."""
    return f"{(lead.clean if lead else unit.section).rstrip(_ENDS)}: {unit.clean}"


_SUBJECT = re.compile(r"(?!(?:what|things?|how|why|when|and|foods?)\b)[^:]+\Z", re.IGNORECASE)
"""A lead-in that an order goes on with: "Never", "Patients must not"; "Things you should not" is none."""
_AWAIT_NO_ORDER = (" if", " when", " for", " with", " in", "recommended", "allowed", "suitable", "circumstances")
"""Ends of lead-ins that an order cannot go on with: "Stop if" and "give ..."."""
_SAME = 3
"""Words of a lead-in that a form joined with it begins with."""
_ENDS = " :;,.!-–—…"


def _acts(doc: Doc) -> bool:
    """Whether an item opens with a verb that tells what to do; "put" and "cut" are taken for the past."""
    first = next((t for t in np.tokens(doc) if not t.is_punct), None)
    if first is None or first.lower_ in _FINITE:
        return False
    bare = first.tag_ == "VBD" and first.dep_ == "ROOT" and not first.lower_.endswith("ed")
    return bare or is_imperative(doc)


_FINITE = frozenset(("am", "are", "is", "was", "were", "has"))
