"""Train the judgement of a line (`citewarden.text.lines`) and write its weights.

    python benchmarks/train_lines.py            # figures on pages and forms the model was not trained on
    python benchmarks/train_lines.py --write    # and write src/citewarden/text/line_weights.json

Sources: the labelled reference corpora, the reference lists of the health textbooks, and the forms of
`source_lines.py`. Other lines: everything else on the textbooks' and the health pages, and made forms. A fifth of the
pages is left out of training, and each made family in turn.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from citewarden import learned
from citewarden.errors import InputError
from citewarden.stages.read import read
from citewarden.text import lines
from reference_corpora import DATA, Marked, anystyle, biomedical, grobid
from reference_synthesis import openstax, openstax_strings, synthesis
from source_lines import made

LEAST = 20
PENALTY = 0.1
EACH = 200
MARKED = 0.12
"""The share of lines that get a mark of the list in front."""
_MARKERS = ("1. ", "[2] ", "(3) ", "4) ", "• ", "12. ", "- ", "* ", "7 ")
HELD = 5


@dataclass(frozen=True)
class Line:
    """A line, where it is from (a page or "made: family"), and whether it is a source."""

    text: str
    origin: str
    source: bool
    part: int


def part(name: str) -> int:
    """Which fifth of the pages a page belongs to; part 0 is left out."""
    return int(sha256(name.encode()).hexdigest(), 16) % HELD


def sources() -> Iterator[Line]:
    """Entries of real lists."""
    for row in openstax_strings():
        yield Line(row["string"], "openstax", True, part(row["module"]))
    for name, corpus in (("anystyle", anystyle()), ("grobid", grobid()), ("biomedical", biomedical())):
        for number, marked in enumerate(corpus):
            text = " ".join("".join(words for words, _ in marked).split())
            yield Line(text, name, True, part(f"{name} {number // 20}"))
    strings = [row["string"] for row in openstax_strings() if part(row["module"])]
    maker = synthesis(1, [*openstax(strings[:1500]), *anystyle()])
    for _ in range(3000):
        marked: Marked = maker.one()
        yield Line("".join(words for words, _ in marked), "synthesis", True, 1)


def others() -> Iterator[Line]:
    """Lines of pages that are no sources."""
    articles = DATA / "articles"
    pages = [*sorted((articles / "medquad").glob("[a-z]*.txt")), *sorted((articles / "openstax").rglob("*.cnxml"))]
    chance = random.Random(3)
    for page in pages:
        try:
            document = read(page, root=page.parent)
        except InputError:  # a page of pictures
            continue
        name = page.parent.name if page.suffix == ".cnxml" else page.name
        for block in document.blocks:
            if block.kind == "reference":
                continue
            for text in document.text[block.start : block.end].split("\n"):
                if len(text) > 3 and (block.kind != "paragraph" or chance.random() < 0.5):
                    yield Line(text, "page", False, part(name))


def shown() -> list[Line]:
    """Every line, seeded."""
    out = [*sources(), *others()]
    out += [Line(text, f"made: {family}", source, 1) for family, text, source in made(5, EACH)]
    chance = random.Random(7)
    return [
        replace(line, text=chance.choice(_MARKERS) + line.text) if chance.random() < MARKED else line for line in out
    ]


def fit(data: Sequence[Line]) -> dict[str, float]:
    """Weights by feature, the two sorts weighing alike."""
    found = [lines.features(line.text) for line in data]
    counts: dict[str, int] = {}
    for names in found:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    place = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}
    rows, columns = zip(*((i, place[n]) for i, names in enumerate(found) for n in names if n in place), strict=True)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(data), len(place)))
    weights = np.array([4.0 if line.origin.startswith("made") else 1.0 for line in data])
    model = LogisticRegression(C=PENALTY, max_iter=300, solver="liblinear", class_weight="balanced")
    model.fit(matrix, np.array([line.source for line in data]), sample_weight=weights)
    out = {n: round(float(w), 3) for n, w in zip(place, model.coef_[0], strict=True) if abs(w) >= 0.05}
    out["bias"] = round(out.get("bias", 0.0) + float(model.intercept_[0]), 3)
    return out


def told(data: Sequence[Line], weights: dict[str, float]) -> str:
    """How many of each sort a model takes for sources, at several chances."""
    said = [(learned.chance(lines.features(line.text), weights), line.source) for line in data]
    out = []
    for at in (0.1, 0.3, 0.5, 0.7, 0.9):
        hits = [p >= at for p, source in said if source]
        false = [p >= at for p, source in said if not source]
        rates = [f"{np.mean(taken):.3f}" if taken else "-" for taken in (hits, false)]
        out.append(f"{at}: {'/'.join(rates)}")
    return f"{len(said):6d} " + "  ".join(out)


def main() -> None:
    """Print the figures; with --write, train on everything but part 0 and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = shown()
    seen = [line for line in data if line.part]
    weights = fit(seen)
    print(len(seen), "lines seen,", len(weights), "weights; taken for a source, of sources/of others:")
    for origin in sorted({line.origin for line in data}):
        held = [line for line in data if line.origin == origin and not line.part]
        if held:
            print(f"{origin:24s}", told(held, weights))
    if not arguments.write:
        groups = sorted({line.origin for line in data if line.origin.startswith("made")})
        for some in [groups[i::6] for i in range(6)]:
            without = fit([line for line in seen if line.origin not in some])
            for origin in some:
                print(f"{origin:24s}", told([line for line in data if line.origin == origin], without))
    else:
        write(weights)


def write(weights: dict[str, float]) -> None:
    """Write the weights and seal them."""
    from annotated import write as put

    put(
        Path(lines.MODEL),
        {
            "task": "Is a line an entry of a list of sources?",
            "data": "labelled reference corpora, health textbooks and pages, forms made by benchmarks/source_lines.py",
            "method": f"logistic regression, L2, C={PENALTY}; retrain with benchmarks/train_lines.py --write",
            "weights": weights,
        },
    )


if __name__ == "__main__":
    main()
