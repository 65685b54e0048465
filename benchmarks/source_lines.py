"""Lines that are sources and lines that look like them, made from the forms of `source_lines.yaml`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from citewarden.text.yaml_text import read

FORMS = Path(__file__).with_suffix(".yaml")
_PLACE = re.compile(r"\{(?:(\d+)-(\d+)|([^{}]*?)([_^]?))\}")


def made(seed: int, each: int) -> Iterator[tuple[str, str, bool]]:
    """(family, line, whether it is a source), `each` lines of every family, three times as many of the sources'."""
    chance, forms = random.Random(seed), read(FORMS.read_text("utf-8"))
    for sort, source in (("others", False), ("sources", True)):
        for family, lines in forms[sort].items():
            for _ in range(3 * each if source else each):
                yield family, filled(chance.choice(lines), forms["words"], chance), source


def filled(form: str, words: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """A form with its places filled."""

    def put(place: re.Match[str]) -> str:
        low, high, name, case = place.groups()
        if low:
            return str(chance.randint(int(low), int(high)))
        said = filled(chance.choice(words.get(name) or name.split("|")), words, chance)
        return said.lower() if case == "_" else said.capitalize() if case == "^" else said

    return _PLACE.sub(put, form)
