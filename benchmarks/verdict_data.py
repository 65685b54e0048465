"""Claim-evidence pairs for training and measuring verdicts, from the development data beside the repository.

Nothing is copied into the project: rows are read from ../shared/data each time. Splits: training uses SciFact train,
Check-COVID train, Citation-Integrity train and pairs of our own making; measuring uses the dev files and the
hand-written phenomena. Abstracts that dev claims cite never reach training.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bm25 import Index
from citewarden.text import sentences

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
FOLDER = DATA / "claim-verification"
LABELS = ("SUPPORT", "CONTRADICT", "NEI")
LETTERS = {"S": "SUPPORT", "C": "CONTRADICT", "N": "NEI"}
_COVID = {"SUPPORT": "SUPPORT", "REFUTE": "CONTRADICT", "NOTENOUGHINFO": "NEI"}
_WORD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled pair: `group` keeps pairs with shared evidence together in a split; `issue` is "" if not given."""

    id: str
    claim: str
    sentences: tuple[str, ...]
    label: str
    group: str
    issue: str = ""
    phenomenon: str = ""


OWN = Path(__file__).with_name("blocks")
UNOPENED = 30
"""Share (per hundred) of our own passages, families and blocks that nobody reads: scores alone are taken from them."""
SAMPLES = 2
"""Rows at the head of each file of families and blocks, shown as samples of the format: never unopened."""


def opened(texts: Sequence[str]) -> bool:
    """May a pair on these sentences be read while building? The same for every pair of a passage, family or block."""
    return _digest(texts) % 100 >= UNOPENED


DEV = 10
"""Share (per hundred) of what may be read that a model is not trained on: it is watched and set up on these."""


def set_aside(texts: Sequence[str]) -> bool:
    """Is a passage, family or block that may be read kept from training?"""
    return _digest(texts) // 100 % 100 < DEV


def _digest(texts: Sequence[str]) -> int:
    return int(hashlib.sha256("\n".join(texts).encode()).hexdigest(), 16)


def _in(part: str, number: int, texts: Sequence[str]) -> bool:
    """Is row `number` of a file in "opened", "unopened", "train" or "dev" (the two parts of the opened)? "" is all."""
    may_read = number < SAMPLES or opened(texts)
    if part in ("", "opened", "unopened"):
        return not part or may_read == (part == "opened")
    watched = number >= SAMPLES and set_aside(texts)
    return may_read and watched == (part == "dev")


def phenomena(part: str = "") -> list[Example]:
    """The hand-written pairs: "opened", "unopened" or all; parted by passage."""
    return [
        Example(
            r["id"],
            r["claim"],
            tuple(r["passage"]),
            r["label"],
            r["id"].split("-")[0],
            r.get("issue", ""),
            r["phenomenon"],
        )
        for r in _lines(FOLDER / "phenomena" / "dev.jsonl")
        if not part or opened(r["passage"]) == (part == "opened")
    ]


def families(part: str = "") -> list[Example]:
    """Families of claims on one passage, parted by family."""
    out = []
    for path in sorted((FOLDER / "families").glob("*.jsonl")):
        for number, row in enumerate(_lines(path)):
            if not _in(part, number, row["p"]):
                continue
            group = f"families-{path.stem}{number}"
            for n, (claim, label, kind, _) in enumerate(row["c"]):
                out.append(Example(f"{group}-{n}", claim, tuple(row["p"]), LETTERS[label], group, "", kind))
    return out


def blocks(part: str = "", *, own: bool = False) -> list[Example]:
    """Four claims beside each of three passages, so that neither side alone tells the label; parted by block.

    With `own`, those of benchmarks/blocks too.
    """
    out = []
    for path in [p for f in (FOLDER / "blocks", *([OWN] if own else [])) for p in sorted(f.glob("*.jsonl"))]:
        for number, row in enumerate(_lines(path)):
            whole = [s for p in row["p"] for s in p]
            if not _in(part, number, whole):
                continue
            group = f"blocks-{path.stem}{number}"
            for claim, letters, name in zip(row["c"], ("SCN", "CSN", "NNS", "NNC"), "abde", strict=True):
                for n, (passage, letter) in enumerate(zip(row["p"], letters, strict=True)):
                    id_ = f"{group}-{name}{n}"
                    out.append(Example(id_, claim, tuple(passage), LETTERS[letter], group, "", row["twist"]))
    return out


def scifact(split: str) -> list[Example]:
    """Claim against each cited abstract, whole."""
    corpus = {str(r["doc_id"]): r for r in _lines(FOLDER / "scifact" / "corpus.jsonl")}
    out = []
    for row in _lines(FOLDER / "scifact" / f"claims_{split}.jsonl"):
        for doc in dict.fromkeys(str(d) for d in row["cited_doc_ids"]):
            evidence = row["evidence"].get(doc)
            text = (corpus[doc]["title"], *(s.strip() for s in corpus[doc]["abstract"]))
            label = evidence[0]["label"] if evidence else "NEI"
            out.append(Example(f"scifact-{row['id']}-{doc}", row["claim"], text, label, f"scifact-{doc}"))
    return out


def check_covid(split: str) -> list[Example]:
    """Claim against the annotated evidence sentences with their neighbours (as annotators saw the abstract)."""
    corpus = {r["cord_id"]: r for r in _lines(FOLDER / "check-covid" / "corpus.json")}
    out = []
    for row in _lines(FOLDER / "check-covid" / f"covidCheck_{split}_composed+extracted.json"):
        abstract = [s.strip() for s in corpus[row["cord_id"]]["abstract"]]
        picked = sorted({e["sent_index"] for e in row["evidence_set"] if 0 <= e["sent_index"] < len(abstract)})
        out.append(
            Example(
                f"covid-{row['id']}",
                row["claim"].strip(),
                tuple(abstract[i] for i in picked) or tuple(abstract),
                _COVID[row["label"]],
                f"covid-{row['cord_id']}",
            )
        )
    return out


def citation_integrity(split: str, *, top: int = 5) -> list[Example]:
    """Real citations against the cited article, the passage retrieved by us (BM25 over sentences).

    ACCURATE is SUPPORT, CONTRADICT is CONTRADICT, every other problem is NEI (the article does not carry it).
    `issue` keeps the three-way label of the data.
    """
    folder = FOLDER / "citation-integrity"
    if split == "dev":
        articles = {
            str(r["article"]): [s for s in r["sentences"] if s != "#"] for r in _lines(folder / "articles_dev.jsonl")
        }
    else:
        articles = {
            str(r["article"]): _split(re.sub(r"[#\s]+", " ", r["text"]))
            for r in _lines(folder / "articles_train_partial.jsonl")
        }
    indexes = {key: Index([_WORD.findall(s.lower()) for s in text]) for key, text in articles.items()}
    out = []
    for row in _lines(folder / f"{split}.jsonl"):
        key = str(row["article"])
        if key not in articles:
            continue
        claim = re.sub(r"\s*[\[(]?<\|\w+\|>[\])]?", "", row["claim"]).strip()
        scores = indexes[key].scores(_WORD.findall(claim.lower()))
        best = sorted(scores, key=lambda i: (-scores[i], i))[:top]
        keep = sorted(best)
        label = (
            "SUPPORT" if row["label3"] == "ACCURATE" else ("CONTRADICT" if row["raw_label"] == "CONTRADICT" else "NEI")
        )
        out.append(
            Example(
                f"ci-{split}-{row['id']}",
                claim,
                tuple(articles[key][i] for i in keep),
                label,
                f"ci-{key}",
                issue=row["label3"],
            )
        )
    return out


def dev_sets() -> dict[str, list[Example]]:
    """Every set verdicts are measured on, by name."""
    return {
        "phenomena": phenomena(),
        "scifact": scifact("dev"),
        "check-covid": check_covid("dev"),
        "citation-integrity": citation_integrity("dev"),
    }


def training_passages() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(group, sentences) of licensed running text for pairs of our own making: no abstract a dev claim cites."""
    dev = {str(d) for r in _lines(FOLDER / "scifact" / "claims_dev.jsonl") for d in r["cited_doc_ids"]}
    for row in _lines(FOLDER / "scifact" / "corpus.jsonl"):
        if str(row["doc_id"]) not in dev:
            yield f"scifact-{row['doc_id']}", tuple(s.strip() for s in row["abstract"])
    for path in sorted((DATA / "articles" / "openstax").glob("**/index.cnxml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, para in enumerate(re.findall(r"<para\b[^>]*>(.*?)</para>", text, re.S)):
            plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", para)).strip()
            found = tuple(_split(plain))
            if len(found) >= 2:
                yield f"openstax-{path.parent.name}-{number}", found


def _split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences.split(text)]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
