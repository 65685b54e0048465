"""Citewarden audits health articles: claims, references, links, notices and what the sources really say."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citewarden.analysis import load
    from citewarden.api import audit, gate, parse_references, verify

__all__ = ["__version__", "audit", "gate", "load", "parse_references", "verify"]
__version__ = "0.2.0"


def __getattr__(name: str) -> Any:
    """What programs call comes with the first question, so that starting costs nothing."""
    if name in __all__:
        return getattr(import_module("citewarden.analysis" if name == "load" else "citewarden.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
