"""Modules that take long to load, loaded when something of them is first used: every worker imports every test, and one
of them runs those that need these."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """A module by its name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("_"):  # pytest looks for marks at whatever a file of tests has
            raise AttributeError(attribute)
        return getattr(import_module(self._name), attribute)
