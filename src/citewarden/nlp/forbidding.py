"""Lists of what not to do: "have hot baths" under the heading "Don't" is told as "Do not have hot baths"."""

from __future__ import annotations

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
    if unit.kind != "item" or (lead is not None and prohibitions.goes_on(lead.clean)):
        return False
    return prohibitions.is_named(lead.clean if lead else unit.section)


def is_told(unit: Unit, lead: Unit | None) -> bool:
    """Whether an item stands right under "Do" or "Don't": who lists so advises, however plain the order."""
    return lead is None and unit.kind == "item" and unit.first and prohibitions.tells_what_to_do(unit.section)


def told(unit: Unit, lead: Unit | None, doc: Doc) -> str:
    """Such a line as what not to do; "" if it cannot be joined with what says so."""
    item, crossed = unit.clean, prohibitions.is_crossed(unit.text)
    if prohibitions.denies(item):
        return item
    if _acts(doc):
        return f"Do not {lower_first(item)}"
    if np.is_sentence(doc):
        return "" if crossed or item[:1].islower() else item
    avoids = crossed or prohibitions.to_avoid(lead.clean if lead else unit.section)
    return f"Avoid {lower_first(item)}" if avoids else ""


def _acts(doc: Doc) -> bool:
    """Whether an item opens with a verb that tells what to do; "put" and "cut" are taken for the past."""
    first = next((t for t in np.tokens(doc) if not t.is_punct), None)
    bare = first is not None and first.tag_ == "VBD" and first.dep_ == "ROOT" and not first.lower_.endswith("ed")
    return bare or is_imperative(doc)
