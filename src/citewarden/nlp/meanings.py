"""What a statement is about, as numbers: the mean of its words' vectors in the shipped word table.

Words of like use ("swab" and "smear") have like vectors, so a linear model that hears the mean beside its named
features knows something of words it has not seen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from citewarden.nlp.verdict import terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "meaning:"
"""What the weights of the vector's components are called in a model: "meaning:0", "meaning:1" and so on."""
SIZE = 96
SCALE = 2.0
"""Length of a vector, beside features that count 1."""
_WORD = re.compile(r"[a-z][a-z'’-]+")


@lru_cache(maxsize=4096)
def of(statement: str) -> NDArray[np.float64]:
    """The vector of a statement, of length `SCALE`; nought if the table has none of its words."""
    return terms.table().mean(_WORD.findall(statement.lower())) * SCALE


def weights(model: Mapping[str, float]) -> NDArray[np.float64]:
    """What a linear model gives to each component; nought where it names none."""
    import numpy as np

    return np.array([model.get(f"{NAME}{i}", 0.0) for i in range(SIZE)])
