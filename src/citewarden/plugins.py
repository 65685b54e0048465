"""A folder is a catalogue: every module in a package is an addition, found by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The module names in `package` ("citewarden.checks"), sorted, without importing them; `_private` left out."""
    path = import_module(package).__path__
    return tuple(sorted(m.name for m in iter_modules(path) if not m.name.startswith("_") and not m.ispkg))


@cache
def discover(package: str) -> Mapping[str, ModuleType]:
    """Every module of `package`, imported, by its kebab-case name."""
    return {name.replace("_", "-"): import_module(f"{package}.{name}") for name in names(package)}
