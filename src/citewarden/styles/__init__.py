"""One reference-list style per file, and the parser that reads them all.

`parse_references` turns printed references into CSL-JSON with the span and confidence of every field; `doubt` says
whether one may have been misread, and why; `render` sets CSL-JSON in a style; `dominant` says which style most entries
of a list are set in. A style is a module with `TITLE`, `fits(raw)` (0 to 1) and `render(item)`; its file name is the
style's name. Kinds of reference that patterns know better than the tagger are in `kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citewarden.plugins import discover
from citewarden.styles._detect import dominant, style_of
from citewarden.styles._doubt import Doubt, doubt
from citewarden.styles._parser import ParsedReference, parse_reference, parse_references

__all__ = ["Doubt", "ParsedReference", "dominant", "doubt", "parse_reference", "parse_references", "render", "style_of"]


def render(csl: Mapping[str, Any], style: str = "ama") -> str:
    """A CSL-JSON item as a plain-text reference, ready to paste, in the named style ("ama" if there is none such)."""
    styles = discover("citewarden.styles")
    return str((styles.get(style) or styles["ama"]).render(csl))
