"""What an article asserts (schema.org Claim, ConText)."""

from __future__ import annotations

from dataclasses import dataclass, field

from citewarden.model.annotation import SpecificResource


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written and in normal form.

    `low`/`high` are equal unless a range; `unit` is normal ("%", "mg", "mg/kg/day", "month", "1" for a bare count);
    percentages and "seven in ten" both become unit "%". `comparator`: "=", "<", "<=", ">", ">=" or "~".
    `start`/`end` are offsets in the text the quantity was read from.
    """

    text: str
    low: float
    high: float
    unit: str
    start: int
    end: int
    comparator: str = "="
    denominator: str = ""
    time_frame: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable assertion.

    `id` is "<document id>#claim-<digest of the standalone form>". `target` is the span in the article; `text` the
    words there; `standalone` the form that can be read alone. `kind`: statistic, dose, treatment-effect, risk, causal,
    prognosis, diagnosis, definition, mechanism, epidemiology, advice or other. `priority`: "high" or "normal".
    `quantifier`, `modality`: the scale words found, as (word, step) with step counting up (`config/lexicons`);
    ("", -1) if none. `concepts` are (surface, concept id) pairs. `citations` are Citation ids that cover it. `resolved`
    is False where it cannot be told what a word of it stands for: `standalone` keeps the article's words then, and no
    source is said to agree or disagree with it.
    """

    id: str
    document: str
    target: SpecificResource
    text: str
    standalone: str
    kind: str = "other"
    priority: str = "normal"
    section: str = ""
    quantifier: tuple[str, int] = ("", -1)
    modality: tuple[str, int] = ("", -1)
    negated: bool = False
    hypothetical: bool = False
    direction: str = ""
    quantities: tuple[Quantity, ...] = ()
    population: tuple[str, ...] = ()
    concepts: tuple[tuple[str, str], ...] = ()
    citations: tuple[str, ...] = ()
    confidence: float = field(default=1.0)
    resolved: bool = True
