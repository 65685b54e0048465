"""How well printed references find their record among thousands, beside the naive way.

    python benchmarks/resolution.py [--fit]

Closed world: every reference of two public sets must find its own record in one index of all records of both sets
(plus nothing else), or say that it is not there. The index of the generated styles is built from the plainest of the
eleven styles ("degraded_all_authors"), whose fields can be read off, and the other ten are asked; half of every set is
for tuning (`--fit` learns the weights on it), the figures are of the other half. References whose record is taken out
of the index measure false matches.

Sets: ../shared/data/reference-matching (biblio-glutton, Apache-2.0; Crossref generated styles, MIT).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from citewarden.text import matching, names

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "reference-matching"


@dataclass(frozen=True)
class Question:
    """One printed reference, the record it should find, and what sort of reference it is."""

    raw: str
    doi: str
    kind: str

    @property
    def tuning(self) -> bool:
        """Whether it belongs to the half that weights may be learnt on (split by work, not by reference)."""
        return hashlib.sha256(self.doi.encode()).digest()[0] % 2 == 0


def biomedical() -> tuple[dict[str, Mapping[str, Any]], list[Question]]:
    """Records and references of the biomedical set."""
    records: dict[str, Mapping[str, Any]] = {}
    asked = []
    for row in json.loads((DATA / "biomedical-references-2k.json").read_text("utf-8")):
        doi = row["doi"].lower()
        record = {
            "title": row.get("atitle") or "",
            "container-title": row.get("jtitle") or "",
            "volume": row.get("volume") or "",
            "page": row.get("firstPage") or "",
            "author": [{"family": row["firstAuthor"]}] if row.get("firstAuthor") else [],
        }
        records.setdefault(doi, record)
        asked.append(Question(row["reference"], doi, "biomedical"))
    return records, asked


def styles() -> tuple[dict[str, Mapping[str, Any]], list[Question]]:
    """Records and references of the generated styles."""
    data = json.loads((DATA / "crossref-generated-styles-500.json").read_text("utf-8"))
    records = {row["target_gt"]["DOI"].lower(): _degraded(row["ref_string"]) for row in data["degraded_all_authors"]}
    asked = [
        Question(r["ref_string"], r["target_gt"]["DOI"].lower(), style) for style, rows in data.items() for r in rows
    ]
    return records, asked


def _degraded(text: str) -> dict[str, Any]:
    """The record behind "Family, Given, Family, Given. Title. Container. Year. Volume. Issue. Pages"."""
    found = re.match(
        r"(.*)\. ((?:1[5-9]|20)\d\d)?\. ?([^.]*)\. ?([^.]*)\. ?([^.]*(?:\.e\d+[^.]*)?)$", " ".join(text.split())
    )
    if not found:
        return {"title": text}
    head, year, volume, issue, page = found.groups()
    people, _, rest = head.partition(". ")
    while re.search(r"(?:^|[\s,])\w$", people) and rest:
        more, _, rest = rest.partition(". ")
        people = f"{people}. {more}"
    title, _, container = rest.rpartition(". ")
    cells = [c.strip() for c in people.split(",")]
    author = [{"family": f, "given": g} for f, g in zip(cells[::2], cells[1::2], strict=False) if f]
    record: dict[str, Any] = {
        "author": author,
        "title": title or container,
        "container-title": container if title else "",
    }
    record |= {"volume": volume.strip(), "issue": issue.strip(), "page": page.strip()}
    if year:
        record["issued"] = {"date-parts": [[int(year)]]}
    return record


def ask(index: matching.Index, questions: Iterable[Question]) -> list[tuple[Question, str, float]]:
    """What each question finds ("" for nothing) and its score."""
    out = []
    for question in questions:
        found = index.search(matching.printed(question.raw))
        outcome, key = matching.decide(found)
        out.append((question, key if outcome == "matched" else "", found[0][1].score if found else 0.0))
    return out


def naive(records: Mapping[str, Mapping[str, Any]], questions: Iterable[Question]) -> list[tuple[Question, str, float]]:
    """The naive way: the record whose title is most like a part of the string."""
    keys = list(records)
    titles = ["".join(names.fold(w) for w in str(records[k].get("title", "")).split()) for k in keys]
    titles = [title if len(title) >= 15 else "-" * 40 for title in titles]
    out = []
    for question in questions:
        text = "".join(names.fold(w) for w in question.raw.split())
        best = process.extractOne(text, titles, scorer=fuzz.partial_ratio, score_cutoff=80)
        out.append((question, keys[best[2]] if best else "", best[1] / 100 if best else 0.0))
    return out


def scores(answers: Iterable[tuple[Question, str, float]]) -> tuple[float, float, float, int]:
    """(precision, recall, F1, how many)."""
    rows = list(answers)
    hits = sum(q.doi == key for q, key, _ in rows)
    given = sum(bool(key) for _, key, _ in rows)
    precision, recall = hits / max(1, given), hits / max(1, len(rows))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall), len(rows)


def fit(index: matching.Index, records: Mapping[str, Mapping[str, Any]], questions: list[Question]) -> dict[str, float]:
    """Weights learnt on the tuning half: the right record against the other candidates and against near relations.

    The two sets lack what misleads in the wild, so relations of the right record are made: the same place in another
    journal, another paper of the same authors in the same journal, a record without volume and page. Evidence for may
    not count against, and the other way round.
    """
    import numpy as np
    from scipy.optimize import minimize

    labels = [n for n in matching.WEIGHTS if n != "bias"]
    keys = sorted(records)
    rows, truth = [], []
    for number, question in enumerate(q for q in questions if q.tuning):
        reference = matching.printed(question.raw)
        right, other = dict(index[question.doi]), index[keys[(number * 7919) % len(keys)]]
        tried = [(index[k], k == question.doi) for k in dict.fromkeys([*index.candidates(reference, 4), question.doi])]
        if right.get("volume") and right.get("page") and number % 3 == 0:
            tried.append(
                (
                    {
                        **right,
                        "title": other.get("title"),
                        "container-title": other.get("container-title"),
                        "author": other.get("author"),
                    },
                    False,
                )
            )
            tried.append(
                (
                    {**right, "title": other.get("title"), "volume": other.get("volume"), "page": other.get("page")},
                    False,
                )
            )
            tried.append(
                (
                    {
                        **right,
                        **_sibling(right, str(other.get("title") or "")),
                        "page": other.get("page"),
                        "volume": other.get("volume"),
                    },
                    False,
                )
            )
            if len(str(right.get("title"))) > 30:
                tried.append(({k: v for k, v in right.items() if k not in ("volume", "page", "issue")}, True))
        for record, is_right in tried:
            evidence = matching.compare(reference, record).evidence
            rows.append([1.0, *(evidence[name] for name in labels)])
            truth.append(1.0 if is_right else -1.0)
    x, y = np.array(rows), np.array(truth)

    def loss(w: Any) -> tuple[float, Any]:
        margin = y * (x @ w)
        grade = -y / (1 + np.exp(margin))
        return float(np.logaddexp(0, -margin).sum() + 0.15 * (w[1:] ** 2).sum()), x.T @ grade + 0.3 * np.r_[0, w[1:]]

    bounds = [
        (None, None),
        *((None, -0.3) if "differs" in n else (0.3, None) for n in labels),
    ]
    best = minimize(loss, np.zeros(len(labels) + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    return {name: round(float(w), 2) for name, w in zip(["bias", *labels], best.x, strict=True)}


def _sibling(record: Mapping[str, Any], words: str) -> dict[str, Any]:
    """A title that differs in one long word from the record's, as papers of one series do."""
    title = str(record.get("title") or "")
    long = max(re.findall(r"\w+", title) or [""], key=len)
    stranger = max(re.findall(r"\w+", words) or ["another"], key=len)
    return {"title": title.replace(long, stranger) if long and long != stranger else f"Another {title}"}


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="learn the weights on the tuning half and print them")
    parser.add_argument("--all", action="store_true", help="report on all references, not on the held-out half")
    options = parser.parse_args()
    if not DATA.exists():
        print(f"no data at {DATA}")
        return 0
    bio_records, bio_questions = biomedical()
    style_records, style_questions = styles()
    records = {**bio_records, **style_records}
    began = time.process_time()
    index = matching.Index(records)
    print(f"index of {len(index):,} records in {time.process_time() - began:.1f} s of CPU")
    if options.fit:
        learnt = fit(index, records, bio_questions + style_questions)
        print(json.dumps(learnt, indent=4))
        matching.WEIGHTS = learnt
    asked = [q for q in bio_questions + style_questions if options.all or not q.tuning]
    began = time.process_time()
    answers = ask(index, asked)
    spent = time.process_time() - began
    print(f"{len(asked):,} references, {1000 * spent / len(asked):.1f} ms of CPU each\n")
    plain = naive(records, asked)
    print(f"{'':36}{'precision':>10}{'recall':>8}{'F1':>8}{'n':>7}   naive F1")
    kinds = ["biomedical", "all styles", *sorted({q.kind for q in style_questions})]
    for kind in kinds:
        chosen = [a for a in answers if a[0].kind == kind or (kind == "all styles" and a[0].kind != "biomedical")]
        other = [a for a in plain if a[0].kind == kind or (kind == "all styles" and a[0].kind != "biomedical")]
        p, r, f, n = scores(chosen)
        print(f"{kind:36}{p:10.4f}{r:8.4f}{f:8.4f}{n:7}{scores(other)[2]:11.4f}")
    print("\nconfusion (kind: right / wrong record / not found)")
    for kind, rows in _by_kind(answers).items():
        tally = Counter("right" if k == q.doi else "wrong" if k else "none" for q, k, _ in rows)
        print(f"  {kind:34}{tally['right']:6}{tally['wrong']:6}{tally['none']:6}")
    absent = [q for q in asked if hashlib.sha256(q.doi.encode()).digest()[1] % 4 == 0]
    gone = {q.doi for q in absent}
    smaller = matching.Index({k: v for k, v in records.items() if k not in gone})
    false = [a for a in ask(smaller, absent) if a[1]]
    share = len(false) / len(absent)
    print(f"\nrecord taken out of the index: {len(false)} false matches among {len(absent)} ({share:.2%})")
    print("\nten hardest failures, one a work")
    worst = sorted((a for a in answers if a[1] != a[0].doi), key=lambda a: (-a[2], a[0].doi, a[0].kind))
    failures = list({a[0].doi: a for a in reversed(worst)}.values())[::-1]
    for question, key, score in failures[:10]:
        print(f"- [{question.kind}] {' '.join(question.raw.split())[:230]}")
        print(f"    found {key or 'nothing'} ({score:.2f}): {_short(records.get(key, {}))}")
        print(f"    meant {question.doi}: {_short(records[question.doi])}")
    return 0


def _by_kind(answers: Iterable[tuple[Question, str, float]]) -> dict[str, list[tuple[Question, str, float]]]:
    out: dict[str, list[tuple[Question, str, float]]] = {}
    for answer in answers:
        out.setdefault(answer[0].kind, []).append(answer)
    return dict(sorted(out.items()))


def _short(record: Mapping[str, Any]) -> str:
    return " | ".join(str(record.get(k) or "")[:90] for k in ("title", "container-title", "volume", "page"))


if __name__ == "__main__":
    sys.exit(main())
