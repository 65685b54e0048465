"""How well references are read, and how fast.

    python benchmarks/references.py                     speed, and the shipped model on lists it may have seen parts of
    python benchmarks/references.py --folds FOLDER      the ten-fold figures from models of train_references.py --folds
    ... --kinds                                         figures and confusions by kind of reference
    ... --worst 10                                      the references read worst

A field counts as right when its normalised words equal the normalised words of the corpus: letters and figures only,
in lower case, without "vol.", "no.", "pp.", "In" and "eds."; dates by year, month and day as far as printed; DOIs and
addresses in normal form. Authors by the printed words of the whole list. Figures are micro-averages over
author, title, container, date, volume, issue, pages, publisher and DOI/URL of the finished CSL, so every trimming and
rule is measured, not only the tagger. The peer beside is `reference_patterns.py`: patterns alone.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import reference_patterns
from citewarden.styles import ParsedReference, _tagger, parse_references
from citewarden.text import dates, identifiers, names
from reference_corpora import DATA, Marked, anystyle, fields, folds, tagged
from reference_synthesis import openstax_strings
from train_references import FOLDS, corpora, modules

_FIELD = {
    "author": "author", "title": "title", "journal": "container", "booktitle": "container", "date": "date",
    "volume": "volume", "issue": "issue", "pages": "pages", "publisher": "publisher", "doi": "doi/url",
    "url": "doi/url",
}  # fmt: skip
_CSL = {
    "author": "author", "title": "title", "container-title": "container", "volume": "volume", "issue": "issue",
    "page": "pages", "publisher": "publisher",
}  # fmt: skip
_COUNTED = {"page": "number-of-pages", "volume": "number-of-volumes"}
"""The corpora label "2 vols." a volume and "320 p." pages; CSL counts them in variables of their own."""
_WORDS = {
    "pages": r"\b(?:pp|p|pages|page|pgs|s|seiten)\b\.?|(?<=\d)\s?(?:pp?|s)\b|[頁页쪽]",
    "volume": r"\b(?:vol|volume|vols|band|bd|tome|t|jg|v)\b\.?|n°|[第제권卷巻집輯券]",
    "issue": r"\b(?:no|nos|nr|issue|number|heft|n|num)\b\.?|n°|nº|[第제호號号期月]",
    "container": r"^\W*(?:in|dans)\b|\b(?:eds?|editors?)\b\.?",
    "author": r"\b(?:eds?|editors?)\b\.?",
}
Fields = Counter[tuple[str, str]]


def normal(field: str, text: str) -> str:
    """The words of a field as they are compared."""
    text = text.casefold()
    if field in _WORDS:
        text = re.sub(_WORDS[field], "", text)
    return re.sub(r"[\W_]+", "", text)


def gold(marked: Marked, *, by_token: bool = False) -> Fields:
    """What the corpus says. `by_token`: a field that begins or ends inside a word ("Phys. Rev. D|93") has the word if
    most of it is the field's; so it is in GROBID's corpus, where words run together as PDF files have them. There "USA"
    is a place also in "Proc Natl Acad Sci USA"; it is the journal's here."""
    out: Fields = Counter()
    dated = authors = ""
    stretches = [(w, label) for label, w in fields(*tagged(marked))] if by_token else marked
    for number, (words, label) in enumerate(stretches):
        field = _FIELD.get(label)
        following = stretches[number + 1] if by_token and number + 1 < len(stretches) else ("", "")
        if label == "journal" and following[1] == "place" and re.fullmatch(r"\W*U\.?\s?S\.?\s?A\W*", following[0]):
            words += " USA"
        if field == "date":
            found = dates.to_iso(dates.parse(words))
            if found and (not dated or (len(found) > len(dated) and found.startswith(dated))):
                dated = found
        elif field == "doi/url":
            value = identifiers.doi(words) or identifiers.url(words)
            if value:
                out[field, value] = 1
        elif field == "author":
            authors += normal(field, words)
        elif field:
            value = normal(field, words)
            if value:
                out[field, value] += 1
    if dated:
        out["date", dated] = 1
    if authors:
        out["author", authors] = 1
    return out


def read(csl: Mapping[str, Any], spans: Iterable[tuple[str, str]], marked_fields: Fields) -> Fields:
    """What was read; an address is compared with a DOI only where the corpus has one of the two."""
    out: Fields = Counter()
    authors = "".join(normal("author", words) for name, words in spans if name == "author")
    if authors:
        out["author", authors] = 1
    for name, field in _CSL.items():
        words = csl.get(name) or csl.get(_COUNTED.get(name, ""), "")
        value = normal(field, str(words)) if name != "author" else ""
        if value:
            out[field, value] += 1
    issued = dates.to_iso(csl.get("issued"))
    if issued:
        out["date", issued] = 1
    for name in ("DOI", "URL"):
        value = str(csl.get(name, ""))
        if value and not (name == "URL" and csl.get("DOI") and str(csl["DOI"]) in value.lower()):
            out["doi/url", value] = 1
    return out


def scores(pairs: Sequence[tuple[Fields, Fields]]) -> tuple[str, float]:
    """A line with micro-averaged precision, recall and F1, and F1 by field."""
    right: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for wanted, got in pairs:
        for (field, _), n in (wanted & got).items():
            right[field] += n
        for (field, _), n in (got - wanted).items():
            extra[field] += n
        for (field, _), n in (wanted - got).items():
            missed[field] += n
    a, b, c = right.total(), extra.total(), missed.total()
    f1 = 2 * a / max(1, 2 * a + b + c)
    line = f"F1 {f1:.4f}  P {a / max(1, a + b):.4f}  R {a / max(1, a + c):.4f}  ({len(pairs)} refs)"
    every = sorted({*right, *extra, *missed}, key=lambda f: (-right[f] - missed[f], f))[:12]
    by = "  ".join(f"{f} {2 * right[f] / max(1, 2 * right[f] + extra[f] + missed[f]):.3f}" for f in every)
    return f"{line}\n      {by}", f1


def pairs(
    rows: Sequence[Marked], tagger: _tagger.Tagger | None, *, by_token: bool = False
) -> list[tuple[Fields, Fields]]:
    """(corpus, parser) for each reference."""
    out = []
    for marked, parsed in zip(rows, parse_references([_text(m) for m in rows], tagger), strict=True):
        wanted = gold(marked, by_token=by_token)
        spans = [(f.name, parsed.raw[f.start : f.end]) for f in parsed.fields]
        out.append((wanted, read(parsed.csl, spans, wanted)))
    return out


def labelled(rows: Sequence[Marked], tagger: _tagger.Tagger) -> list[tuple[Fields, Fields]]:
    """(corpus, tagger) over every label of the corpus, note and place and all, before any rule."""
    out = []
    for marked, found in zip(rows, tagger.tag([_text(m) for m in rows]), strict=True):
        text, tokens, starts, labels = tagged(marked)
        wanted = Counter(
            (label, normal(_FIELD.get(label, label), w)) for label, w in fields(text, tokens, starts, labels)
        )
        got = Counter(
            (label, normal(_FIELD.get(label, label), w))
            for label, w in fields(text, found.tokens, found.starts, found.labels)
        )
        out.append(
            (Counter({k: n for k, n in wanted.items() if k[1]}), Counter({k: n for k, n in got.items() if k[1]}))
        )
    return out


def patterns(rows: Sequence[Marked]) -> list[tuple[Fields, Fields]]:
    """(corpus, patterns alone) for each reference."""
    out = []
    for marked in rows:
        csl = reference_patterns.parse(_text(marked))
        wanted = gold(marked)
        words = " ".join(str(v) for n in csl.get("author", ()) for v in n.values())
        out.append((wanted, read(csl, [("author", words)] if words else [], wanted)))
    return out


def texts(rows: Sequence[Marked]) -> list[str]:
    """The printed references."""
    return [_text(marked) for marked in rows]


def _text(marked: Marked) -> str:
    return "".join(text for text, _ in marked)


def kind(marked: Marked) -> str:
    """What the corpus's labels make of a reference."""
    labels = {label for _, label in marked}
    genre = " ".join(text for text, label in marked if label == "genre")
    if re.search(r"(?i)thesis|dissertation|thèse|doctor", genre):
        return "thesis"
    if "journal" in labels:
        return "article"
    if "booktitle" in labels and "title" in labels:
        return "part"
    if re.search(r"(?i)report|rep\.|memo|paper|draft", genre):
        return "report"
    if "url" in labels and not labels & {"publisher", "place"}:
        return "web"
    return "book" if labels & {"publisher", "place"} and "title" in labels else "other"


_READ_AS = {
    "chapter": "part", "paper-conference": "part", "entry": "part", "thesis": "thesis", "webpage": "web", "report":
    "report", "book": "book", "post": "web", "post-weblog": "web",
}  # fmt: skip


def by_kind(rows: Sequence[Marked], parsed: Sequence[ParsedReference], found: Sequence[tuple[Fields, Fields]]) -> None:
    """F1 of each kind, and as what each is read."""
    kinds = [kind(marked) for marked in rows]
    got = [
        "article" if str(p.csl["type"]).startswith("article") else _READ_AS.get(str(p.csl["type"]), "other")
        for p in parsed
    ]
    heads = ("article", "part", "book", "thesis", "report", "web", "other")
    print(f"      {'kind':<10}{'refs':>6}{'F1':>8}   read as" + "".join(f"{h:>9}" for h in heads))
    for wanted in heads:
        mine = [i for i, k in enumerate(kinds) if k == wanted]
        if mine:
            as_what = Counter(got[i] for i in mine)
            cells = "".join(f"{as_what[h] / len(mine):>9.2f}" for h in heads)
            print(f"      {wanted:<10}{len(mine):>6}{scores([found[i] for i in mine])[1]:>8.3f}          {cells}")


def worst(rows: Sequence[Marked], found: Sequence[tuple[Fields, Fields]], most: int) -> None:
    """The references with most wrong fields, what was missed and what was read instead."""
    order = sorted(range(len(rows)), key=lambda i: -((found[i][0] - found[i][1]) + (found[i][1] - found[i][0])).total())
    for i in order[:most]:
        wanted, got = found[i]
        print(f"      {_text(rows[i]).strip()[:220]}")
        print(f"        missed {sorted((wanted - got).elements())}")
        print(f"        read   {sorted((got - wanted).elements())}")


def show(name: str, rows: list[tuple[Fields, Fields]]) -> None:
    print(f"{name:<34}{scores(rows)[0]}", flush=True)


def speed() -> None:
    """References a second on one core, names, dates, types and all, with a tagger that has met none of them; the best
    of five runs, because other work on the machine slows a core down."""
    rows = texts(anystyle())
    rows += [row["string"] for row in openstax_strings()[: len(rows)]]
    cold, warm = [], []
    for _ in range(5):
        tagger = _tagger.read(_tagger.model_bytes())
        names._parse.cache_clear()
        for times in (cold, warm):
            begun = time.process_time()
            parse_references(rows, tagger)
            times.append(time.process_time() - begun)
    begun = time.process_time()
    for row in rows:
        reference_patterns.parse(row)
    peer = len(rows) / (time.process_time() - begun)
    rates = f"{len(rows) / min(cold):,.0f} cold, {len(rows) / min(warm):,.0f} warm"
    print(f"references a second (CPU)         {rates}; patterns alone {peer:,.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, help="folder of fold models")
    parser.add_argument("--kinds", action="store_true", help="figures and confusions by kind of reference")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="show the N references read worst")
    options = parser.parse_args()
    if not DATA.exists():
        raise SystemExit(f"no development data at {DATA}")
    speed()
    named = corpora()
    for name in ("anystyle-core", "grobid-citation"):
        show(f"{name}, patterns alone", patterns(named[name]))
    show("health textbooks, patterns alone", patterns(modules(held=True)))
    if not options.folds:
        return
    models = {n: options.folds / f"fold-{n}.npz" for n in range(FOLDS)}
    models = {n: path for n, path in models.items() if path.exists()}
    taggers = {n: _tagger.read(path.read_bytes()) for n, path in models.items()}
    print(f"{len(taggers)} of {FOLDS} folds; every reference read by the model that was not trained on it or a copy")
    numbers = dict(zip(named, folds(list(named.values()), FOLDS), strict=True))

    def part(name: str, fold: int) -> list[Marked]:
        return [marked for marked, number in zip(named[name], numbers[name], strict=True) if number == fold]

    for name in ("anystyle-core", "grobid-citation", "biomedical"):
        found = [p for n, t in taggers.items() for p in pairs(part(name, n), t, by_token=name == "grobid-citation")]
        show(f"{name}, this parser", found)
        rows = [marked for n in taggers for marked in part(name, n)]
        if options.kinds:
            by_kind(rows, [p for n, t in taggers.items() for p in parse_references(texts(part(name, n)), t)], found)
        if options.worst:
            worst(rows, found, options.worst)
    every = [p for n, t in taggers.items() for p in labelled(part("grobid-citation", n), t)]
    show("grobid-citation, all labels", every)
    if taggers:
        show("health textbooks, this parser", pairs(modules(held=True), next(iter(taggers.values()))))


if __name__ == "__main__":
    main()
