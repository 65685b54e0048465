"""Pairs as the product meets them (set 3), in parts; and which abstracts and articles a model may be trained on.

Training leaves out every source whose claims `matching.py` keeps unopened, and every abstract that a dev claim of
SciFact cites, so that both can be measured afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import matching
import product_pairs
import verdict_data as data

ASIDE = 15
"""Share (per hundred) of the source documents of the opened part that a model is not trained on."""


def met(part: str) -> list[data.Example]:
    """Set 3, all lots: "train" and "dev" (the two parts of the opened), "opened" or "unopened"; by source document.

    `issue` marks the claims that do not stand alone ("fragment", "topic").
    """
    lots = (product_pairs.LABELS, product_pairs.CALLED, product_pairs.FURTHER, product_pairs.COVERED)
    return [
        data.Example(r.id, r.claim, r.sentences, data.LETTERS[r.label], r.source, r.issue)
        for r in (r for lot in lots for r in product_pairs.rows(lot))
        if r.label and _in(part, r)
    ]


def _in(part: str, row: product_pairs.Row) -> bool:
    if part in ("opened", "unopened"):
        return product_pairs.opened(row) == (part == "opened")
    aside = product_pairs.share(f"aside {row.source}") < ASIDE
    return product_pairs.opened(row) and aside == (part == "dev")


def free(found: Iterable[data.Example]) -> list[data.Example]:
    """Those whose source may be trained on."""
    return [e for e in found if trainable(e.group)]


def trainable(group: str) -> bool:
    """May a model be trained on a source? Named as `verdict_data` and set 3 name it; other sources always may."""
    for name, letter in (("scifact-", "s"), ("scifact/", "s"), ("covid-", "c"), ("ci-", "i")):
        if group.startswith(name):
            key = group[len(name) :]
            return matching.opened(letter + key) and not (letter == "s" and key in _cited_by_dev())
    return True


@cache
def _cited_by_dev() -> frozenset[str]:
    rows = data._lines(data.FOLDER / "scifact" / "claims_dev.jsonl")
    return frozenset(str(doc) for row in rows for doc in row["cited_doc_ids"])
