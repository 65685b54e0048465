"""Blocks on real passages: our own claims and contrary claims beside neighbouring passages of the shared texts.

    python benchmarks/real_blocks.py                 counts, one-sided baselines, blocks whose passages are not found

`benchmarks/real_blocks/LOT.jsonl` holds a block a line: `p`, two or three passages as document, span and digest (their
texts are read from beside the repository each time, as in `product_pairs`), `c`, our claims, and `labels`, for each
claim one letter a passage: S, C or N.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from block_baselines import auc, guesses, macro_f1, overlap, right
from citewarden.text import sentences
from product_pairs import document, lines, share, stretch
from verdict_data import LETTERS, Example

FOLDER = Path(__file__).with_name("real_blocks")
UNOPENED = 15
"""Share (per hundred) of the documents whose blocks nobody but their writer opens until a model is measured. A block is
unopened if one of its documents is; no block takes from the other unopened documents of set 3 (shares 15 to 24)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Passages with their documents; claims with their labels, one letter a passage."""

    id: str
    documents: tuple[str, ...]
    passages: tuple[str, ...]
    claims: tuple[str, ...]
    labels: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """(claim, passage, letter), all crossed."""
        for claim, letters in zip(self.claims, self.labels, strict=True):
            for passage, letter in zip(self.passages, letters, strict=True):
                yield claim, passage, letter


def opened(block: Block) -> bool:
    """May the block be read while building?"""
    return all(share(document) >= UNOPENED for document in block.documents)


def blocks(lot: str) -> list[Block]:
    """The blocks of a lot all of whose passages are found."""
    out = []
    for row in lines(FOLDER / f"{lot}.jsonl"):
        texts = [stretch(p["document"], p["span"], p["sha256"]) for p in row["p"]]
        found = tuple(text for text in texts if text is not None)
        if len(found) == len(texts):
            documents = tuple(p["document"] for p in row["p"])
            out.append(Block(row["id"], documents, found, tuple(row["c"]), tuple(row["labels"])))
    return out


def lots() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.jsonl"))


def examples(part: str = "") -> list[Example]:
    """Every pair of the "opened" blocks, of the "unopened" ones or of all, a block a group."""
    return [
        Example(f"{block.id}-{n}-{at}", claim, texts[at], LETTERS[letter], f"real-{block.id}")
        for lot in lots()
        for block in blocks(lot)
        if not part or opened(block) == (part == "opened")
        for texts in [list(map(_split, block.documents, block.passages))]
        for n, (claim, letters) in enumerate(zip(block.claims, block.labels, strict=True))
        for at, letter in enumerate(letters)
    ]


def _split(name: str, passage: str) -> tuple[str, ...]:
    """The title of the page and the sentences: the labels read a passage as a part of its page.

    Not so with an abstract, whose title may tell its finding.
    """
    page = None if name.startswith("scifact/") else document(name)
    return (*([page.title] if page and page.title else ()), *(passage[a:b] for a, b in sentences.split(passage)))


def report(name: str, found: Sequence[Block]) -> str:
    """A row of the table. `Its side`: does the claim alone tell whether some passage supports or contradicts it?

    Claims that one passage supports and another contradicts have no side.
    """
    rows = [(number, *pair) for number, block in enumerate(found) for pair in block.pairs()]
    counts = Counter(letter for *_, letter in rows)
    sides = [
        (number, claim, min(side))
        for number, block in enumerate(found)
        for claim, letters in zip(block.claims, block.labels, strict=True)
        if len(side := set(letters) - {"N"}) == 1
    ]
    shared: dict[str, list[float]] = {"S": [], "C": [], "N": []}
    for _, claim, passage, letter in rows:
        shared[letter].append(overlap(claim, passage))
    figures = (
        macro_f1(guesses([(number, claim, letter) for number, claim, _, letter in rows])),
        right(guesses(sides)),
        macro_f1(guesses([(number, passage, letter) for number, _, passage, letter in rows])),
        auc(shared["S"] + shared["C"], shared["N"]),
        auc(shared["S"], shared["C"]),
    )
    told = " | ".join(str(n) for n in (len(found), len(rows), *(counts[letter] for letter in "SCN")))
    return f"| {name} | {told} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |"


HEAD = (
    "| lot | blocks | pairs | S | C | N | claim alone | its side | passage alone | overlap: decides | which way |\n"
    + "|---" * 11
    + "|"
)


def main() -> None:
    print(HEAD)
    every = [(lot, blocks(lot)) for lot in lots()]
    for lot, found in every:
        print(report(lot, found))
        lost = len(lines(FOLDER / f"{lot}.jsonl")) - len(found)
        if lost:
            print(f"{lot}: the passages of {lost} blocks are not found", file=sys.stderr)
    whole = [block for _, found in every for block in found]
    print(report("all", whole))
    print(f"unopened: {sum(not opened(block) for block in whole)} of {len(whole)} blocks")


if __name__ == "__main__":
    main()
