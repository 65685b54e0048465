"""Citewarden audits health articles: claims, references, links, notices and what the sources really say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citewarden.analysis import load

__all__ = ["__version__", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`load` comes with the first question, so that starting costs nothing."""
    if name == "load":
        from citewarden.analysis import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
