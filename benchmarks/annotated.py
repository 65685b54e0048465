"""Annotated pages beside what the extractor reads in them.

Rows come from `benchmarks/pages/*.jsonl` (every file of labels there; a unit labelled twice counts once, the first
file's row) and from `../shared/data/claims-health`. Units of both sides are matched by overlap: a row's statement is
the one that shares most characters with it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citewarden import learned
from citewarden.config import Config
from citewarden.model import Document
from citewarden.nlp import answers, kinds, language_model
from citewarden.nlp.statements import Statement
from citewarden.nlp.statements import read as read_units
from citewarden.nlp.units import Unit, units
from citewarden.stages.read import read
from citewarden.text import quantities

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "claims-health"
sys.path.append(str(ROOT / "benchmarks" / "pages"))

import units as pages  # noqa: E402  (a script's folder, not a package)


@dataclass(frozen=True)
class Row:
    """One annotated unit: its page, annotation (with `text`), the statement read there, its kind's features, and the
    words of the unit that introduces it; `about` is the page's title and the headings over the unit."""

    page: str
    gold: Mapping[str, Any]
    statement: Statement
    kind_features: tuple[str, ...]
    lead: str = ""
    about: str = ""

    @property
    def claim(self) -> bool:
        """Whether the annotator called it a claim."""
        return bool(self.gold["label"] == "claim")

    @property
    def wanted(self) -> str:
        """The annotator's standalone form."""
        return str(self.gold.get("standalone") or self.gold["text"])

    @property
    def changed(self) -> bool:
        """Whether that form differs from the text."""
        return self.wanted != self.gold["text"]

    @property
    def forms(self) -> tuple[str, ...]:
        """What the product prints for the unit: its parts, or the one form."""
        return self.statement.parts or (self.statement.standalone,)


def statements(document: Document, nlp: Any, *, everything: bool) -> list[Statement]:
    """The article read; with `everything` each unit is taken for a claim, so that forms do not depend on weights."""
    found = units(document)
    docs = list(nlp.pipe([u.clean for u in found]))
    return read_units(document, found, docs, questions=answers.parsed(nlp, found), everything=everything)


def article(page: str) -> Document:
    """A page of the shared folder, or one of ours ("own-a/coeliac.txt")."""
    root = pages.HERE if "/" in page else pages.MEDQUAD
    return read(root / page, root=root)


OnPage = Callable[[Sequence[Mapping[str, Any]]], None]
"""Told the annotation of each page before it is read."""


def labelled(*, unopened: bool = False, everything: bool = False, on_page: OnPage | None = None) -> list[Row]:
    """Rows of the annotated whole pages: the two thirds that may be looked at, or the third that is only scored."""
    nlp = language_model.load(Config().models)
    by_page: dict[str, dict[int, dict[str, Any]]] = {}
    for row in pages.labelled(unopened_too=unopened):
        if pages.unopened(row["doc"]) == unopened:
            by_page.setdefault(row["doc"], {}).setdefault(row["start"], {**row, "text": pages.unit_text(row)})
    out: list[Row] = []
    for page in sorted(by_page):
        if on_page is not None:
            on_page(list(by_page[page].values()))
        document = article(page)
        read_in = statements(document, nlp, everything=everything)
        out += _matched(page, list(by_page[page].values()), read_in, nlp.make_doc(""), document.title)
    return out


def health(split: str = "dev", *, on_page: OnPage | None = None) -> list[Row]:
    """Rows of the twelve pages the rules were written with, each unit taken for a claim."""
    nlp = language_model.load(Config().models)
    by_page: dict[str, list[dict[str, Any]]] = {}
    for line in (DATA / f"{split}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        by_page.setdefault(row["doc"], []).append(row)
    out: list[Row] = []
    for page in sorted(by_page):
        if on_page is not None:
            on_page(by_page[page])
        read_in = statements(read(DATA / split / page, root=DATA / split), nlp, everything=True)
        out += _matched(page, by_page[page], read_in, nlp.make_doc(""))
    return out


def _matched(
    page: str,
    golds: Sequence[dict[str, Any]],
    read_in: Sequence[Statement],
    blank: Any,
    title: str = "",
) -> Iterator[Row]:
    for gold in golds:
        shared = [(min(gold["end"], s.unit.end) - max(gold["start"], s.unit.start), s) for s in read_in]
        best = max(shared, key=lambda pair: pair[0], default=(0, None))
        statement = best[1]
        if statement is not None and best[0] > 0:
            form = statement.unframed
            order = "imperative" in statement.features
            names = kinds.features(form, statement.unit.section, quantities.find(form), imperative=order)
            lead = read_in[statement.unit.lead].unit.clean if statement.unit.lead >= 0 else ""
            about = " ".join([title, *statement.unit.headings])
            yield Row(page, gold, statement, tuple(names), lead, about)
        elif gold["label"] == "claim":  # the readers saw no running text there: a claim missed
            unit = Unit(gold["start"], gold["end"], "", "", "paragraph", -1, True, -1, False, -1, ())
            yield Row(page, gold, Statement(unit, blank, False, 0.0, "", (), (), False), ())


def token_f1(a: str, b: str) -> float:
    """F1 of two texts as bags of lower-case words."""
    left, right = (Counter(re.findall(r"\w+", text.lower())) for text in (a, b))
    return 2 * sum((left & right).values()) / max(1, sum(left.values()) + sum(right.values()))


_SMALL = frozenset(
    re.findall(
        r"\w+",
        """the and for are was were that this these those with from into than then them they their there have has had
        may can might could will would should must not but who whom which what when where how all any some most many
        one also include includes including such other being been does did its you your his her him she our""",
    )
)


def added(form: str, row: Row, *, lead: bool = False, about: bool = False) -> list[str]:
    """Content words of a form that stand neither in the annotator's forms nor in the unit (with `lead`: nor in its
    lead-in; with `about`: nor in title and headings): a sign, no proof, that it states something the article does
    not. Words are compared by their first five letters."""
    known = " ".join(
        [
            row.wanted,
            row.lead if lead else "",
            row.about if about else "",
            *(row.gold.get("split_into") or ()),
            str(row.gold["text"]),
        ]
    ).lower()
    stems = {word[:5] for word in re.findall(r"[^\W_]+", known)}
    for short in re.findall(r"\((\w{2,})\)", form):  # an abbreviation spelt out states nothing new
        if short.lower() in known:
            form = re.sub(rf"(?:[\w/,'’-]+ ){{1,8}}(?=\({re.escape(short)}\))", "", form)
    words = dict.fromkeys(re.findall(r"[^\W_]{3,}", form.lower()))
    return [word for word in words if word not in _SMALL and word[:5] not in stems]


def write(path: Path, weights: Mapping[str, Any]) -> None:
    """Write a model's weights with what is known of them, and take them for the right ones from now on."""
    path.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    learned.seal(path)
    print("wrote", path.relative_to(ROOT))
