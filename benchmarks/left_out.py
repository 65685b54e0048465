"""How good standalone forms are on pages that no model of theirs was trained on.

    python benchmarks/left_out.py

The annotated whole pages that may be looked at are read in lots, each with the choices of topics (`nlp/setting.py`) and
of antecedents (`nlp/antecedents.py`) trained without its pages; the rules were written with all of them in view.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import claims
import train_antecedents
import train_setting
from annotated import Row, labelled
from citewarden import learned
from citewarden.nlp import antecedents, setting
from train_setting import fold


@contextmanager
def in_place_of_shipped(weights: Mapping[Path, Mapping[str, float]]) -> Iterator[None]:
    """Read with these weights."""
    usual = learned.card

    def card(path: Path) -> dict[str, Any]:
        shipped = usual(path)
        return {**shipped, "weights": weights[path]} if path in weights else shipped

    learned.card = card
    setting.meaning.cache_clear()
    try:
        yield
    finally:
        learned.card = usual
        setting.meaning.cache_clear()


def rows() -> list[Row]:
    """Every annotated unit, read with models that did not see its page."""
    topics = [*train_setting.sentences(), *train_setting.frames()]
    mentions = [*train_antecedents.choices(), *train_antecedents.further()]
    out: list[Row] = []
    for number in range(train_setting.FOLDS):
        weights = {
            setting.MODEL: train_setting.fit([s for s in topics if fold(s.page) != number]),
            antecedents.MODEL: train_antecedents.fit([c for c in mentions if fold(c.page) != number]),
        }
        with in_place_of_shipped(weights):
            out += [row for row in labelled() if fold(row.page) == number]
    return out


def main() -> None:
    """Print what `claims.py` prints of the opened pages, as far as forms are concerned."""
    figures = claims.figures(rows())
    for name in claims.OF_FORMS:
        print(f"{name:44} {figures[name]:9.3f}")


if __name__ == "__main__":
    main()
