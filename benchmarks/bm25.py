"""Which passages speak of the same things as a statement: BM25 over any kind of terms.

Okapi BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75 over one article's passages. A few hundred
passages are ranked in plain Python faster than a sparse library is imported.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

K1 = 1.2
B = 0.75


class Index:
    """BM25 over `documents`, each a sequence of terms (stems, concept ids)."""

    def __init__(self, documents: Sequence[Sequence[Hashable]]) -> None:
        self._lengths = [len(terms) for terms in documents]
        self._mean = (sum(self._lengths) / len(documents)) if documents else 0.0
        postings: dict[Hashable, list[tuple[int, int]]] = {}
        for number, terms in enumerate(documents):
            for term, count in Counter(terms).items():
                postings.setdefault(term, []).append((number, count))
        self._postings = postings

    def scores(self, query: Iterable[Hashable], weights: Mapping[Hashable, float] | None = None) -> dict[int, float]:
        """Document number -> score, of the documents that share a term with `query`; `weights` scale single terms."""
        out: dict[int, float] = {}
        total = len(self._lengths)
        for term in sorted(set(query), key=str):
            found = self._postings.get(term, ())
            if not found:
                continue
            weight = (weights or {}).get(term, 1.0) * math.log(1 + (total - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                norm = K1 * (1 - B + B * self._lengths[number] / self._mean)
                out[number] = out.get(number, 0.0) + weight * count * (K1 + 1) / (count + norm)
        return out
