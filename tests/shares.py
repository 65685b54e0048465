"""A share of many alike inputs for the ordinary suite; the others are marked `long`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def share(values: Iterable[Any], every: int) -> list[Any]:
    """`values` as parameters, each `every`th one of the ordinary suite."""
    return [
        value if place % every == 0 else pytest.param(*_parts(value), marks=pytest.mark.long)
        for place, value in enumerate(values)
    ]


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
