"""From a printed reference to CSL-JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citewarden.model import FieldSpan
from citewarden.styles import _rules


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """A reference as read: `raw` is kept to the byte, `csl` is valid CSL-JSON without id, `fields` say where in `raw`
    each variable stands and how sure the parser is, `style` names the reference-list style ("" unknown), `confidence`
    (0 to 1) is that of the whole."""

    raw: str
    csl: Mapping[str, Any]
    fields: tuple[FieldSpan, ...] = ()
    style: str = ""
    confidence: float = 0.0


def parse_reference(raw: str) -> ParsedReference:
    """Read one printed reference."""
    return parse_references([raw])[0]


def parse_references(raws: Sequence[str]) -> list[ParsedReference]:
    """Read printed references, one result each, in order."""
    return [ParsedReference(raw, _rules.parse(raw)) for raw in raws]
