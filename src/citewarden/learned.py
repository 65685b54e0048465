"""The learned models that are shipped, each held against the sum this version was measured with.

`learned.sha256` beside this file has a line a model, as `sha256sum` writes it; `seal` renews the line of a model that
was trained anew.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from citewarden.errors import ConfigError

HERE = Path(__file__).parent
SUMS = HERE / "learned.sha256"


def read(path: Path) -> bytes:
    """The bytes of a shipped model file.

    Raises:
        ConfigError: they are not those that were shipped.
    """
    try:
        data, listed = path.read_bytes(), sums()
    except OSError as error:
        raise _wrong(path, f"cannot be read ({error.strerror})") from error
    if listed.get(_name(path)) != _digest(data):
        raise _wrong(path, "is not the one this version was measured with")
    return data


@cache
def card(path: Path) -> dict[str, Any]:
    """A shipped model that is a JSON object: its weights, and what it was made of. Not to be changed.

    Raises:
        ConfigError: as `read`.
    """
    loaded: dict[str, Any] = json.loads(read(path), parse_float=cache(float))  # equal weights are one object
    return loaded


def chance(names: Iterable[str], weights: Mapping[str, float], *, more: float = 0.0) -> float:
    """What a logistic model says of something with these features, 0 to 1; `more` is added to their weights."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weight(names, weights) + more))))


def weight(names: Iterable[str], weights: Mapping[str, float]) -> float:
    """What a linear model gives to these features together."""
    return math.fsum(filter(None, map(weights.get, names)))


def shares(weights: Iterable[float]) -> list[float]:
    """The chance of each of several things that exclude each other, by its weight; what is left is that of none."""
    each = [math.exp(max(-30.0, min(30.0, said))) for said in weights]
    return [one / (1 + math.fsum(each)) for one in each]


def sums() -> dict[str, str]:
    """Model file, from the package's folder -> its sha256."""
    lines = SUMS.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def seal(path: Path) -> None:
    """Take the bytes of a model for the right ones from now on."""
    listed = {**sums(), _name(path): _digest(path.read_bytes())}
    SUMS.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(listed.items())), encoding="utf-8")


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _name(path: Path) -> str:
    return path.resolve().as_posix().removeprefix(f"{HERE.resolve().as_posix()}/")


def _wrong(path: Path, problem: str) -> ConfigError:
    return ConfigError(f"the shipped model {problem}", where=str(path), remedy="install the package again")
