"""Set 3: the same pairs whatever the seed of Python's hashes, every label settled; and the form of our own blocks."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
CODE = """
import hashlib, itertools, json, sys
sys.path.insert(0, "benchmarks")
import make_product_pairs as made
import product_pairs
few = {n: p for n, p in product_pairs.files().items() if n.startswith(("medquad/a", "medquad/b", "dev/"))}
few = dict(itertools.islice(few.items(), 10))
some = dict(itertools.islice(product_pairs.abstracts().items(), 60))
made.files = product_pairs.files = lambda: few
made.abstracts = product_pairs.abstracts = lambda: some
rows = [json.dumps(row) for row in made.make()]
print(len(rows), hashlib.sha256("\\n".join(rows).encode()).hexdigest())
"""


@pytest.mark.skipif(not (SHARED / "articles" / "medquad").exists(), reason="needs the shared articles")
@pytest.mark.long
def test_the_same_pairs_under_any_hash_seed() -> None:
    def told(seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", CODE], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    first, second = told("1"), told("4711")
    assert int(first.split()[0]) > 10
    assert first == second


@pytest.fixture
def pairs(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("product_pairs")


def test_the_third_reader_had_the_pairs_on_which_two_differ(pairs: ModuleType) -> None:
    second = pairs.read_by(pairs.SECOND)
    lots = (pairs.LABELS, pairs.CALLED, *pairs.LATER.values())
    first = {name: told for path in lots for name, told in pairs.read_by(path).items()}
    assert first.keys() == second.keys()
    assert {name for name in first if first[name][0] != second[name][0]} == pairs.read_by(pairs.THIRD).keys()


@pytest.mark.parametrize(
    ("third", "want"),
    [(("S", False), ("S", False, "")), (("N", True), ("N", True, "hedge")), (("C", False), None), (None, None)],
)
def test_most_of_the_readers_settle_a_label(
    pairs: ModuleType,
    third: tuple[str, bool] | None,
    want: tuple[str, bool, str] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {pairs.SECOND: {"x": ("S", False)}, pairs.THIRD: {"x": third} if third else {}}
    monkeypatch.setattr(pairs, "read_by", told.__getitem__)
    row = pairs.settled({"id": "x", "label": "N", "part": True, "issue": "hedge"})
    assert (row and (row["label"], row["part"], row["issue"])) == want


def test_one_reader_of_two_minds_settles_nothing(pairs: ModuleType) -> None:
    assert pairs.settled({"id": "x", "label": "N", "second": "S"}) is None


def test_a_label_both_readers_gave_stays(pairs: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {pairs.SECOND: {"x": ("C", False)}, pairs.THIRD: {}}
    monkeypatch.setattr(pairs, "read_by", told.__getitem__)
    rows = [{"id": "x", "label": "C"}, {"id": "y", "label": "N"}, {"id": "z", "label": "S", "second": "S"}]
    assert [pairs.settled(row) for row in rows] == rows


def test_lot_c_is_of_other_articles_and_has_no_pair_twice(pairs: ModuleType) -> None:
    others = [*pairs.lines(pairs.LABELS), *pairs.lines(pairs.CALLED)]
    further = pairs.lines(pairs.FURTHER)
    met = [(row["claim_sha256"], row["passage_sha256"]) for row in further]
    assert len(set(met)) == len(further) == 400
    assert not {row["document"] for row in further} & {row["document"] for row in others}
    assert {row["label"] for row in [*others, *further]} == {"S", "C", "N"}


def test_lot_d_is_of_other_sentences_and_has_no_pair_twice(pairs: ModuleType) -> None:
    others = [row for path in (pairs.LABELS, pairs.CALLED, pairs.FURTHER) for row in pairs.lines(path)]
    covered = pairs.lines(pairs.COVERED)
    met = [(row["claim_sha256"], row["passage_sha256"]) for row in covered]
    assert len(set(met)) == len({row["id"] for row in covered}) == len(covered) == 693
    assert not {row["claim_sha256"] for row in covered} & {row["claim_sha256"] for row in others}
    places = {(row["document"], row["claim_span"][0]) for row in covered}
    assert not places & {(row["document"], row["claim_span"][0]) for row in others}
    passages = Counter(row["passage_sha256"] for row in [*others, *covered])
    assert max(passages[row["passage_sha256"]] for row in covered) <= 3
    assert max(Counter(row["document"] for row in covered).values()) <= 6


def test_every_pair_of_lot_d_has_a_label_that_two_readings_gave(pairs: ModuleType) -> None:
    covered = pairs.lines(pairs.COVERED)
    assert Counter(row["label"] for row in covered) == {"S": 179, "C": 3, "N": 511}
    assert Counter(pairs.settled(row)["label"] for row in covered) == {"S": 180, "C": 4, "N": 509}
    assert sum("second" in row for row in covered) == 150
    assert not [row["id"] for row in covered if row.get("issue") in ("fragment", "topic") and row["label"] != "N"]


def test_lot_e_is_of_other_sentences_and_half_of_it_by_chance(pairs: ModuleType) -> None:
    others = [row for path in (pairs.LABELS, pairs.CALLED, pairs.FURTHER, pairs.COVERED) for row in pairs.lines(path)]
    left = pairs.lines(pairs.LEFT)
    assert len({row["id"] for row in left}) == len({row["claim_sha256"] for row in left}) == len(left)
    assert not {row["claim_sha256"] for row in left} & {row["claim_sha256"] for row in others}
    places = {(row["document"], row["claim_span"][0]) for row in left}
    assert len(places) == len(left)
    assert not places & {(row["document"], row["claim_span"][0]) for row in others}
    passages = Counter(row["passage_sha256"] for row in [*others, *left])
    assert max(passages[row["passage_sha256"]] for row in left) <= 4
    drawn, best = [r for r in left if r.get("drawn")], [r for r in left if not r.get("drawn")]
    assert {row["rank"] for row in drawn} == {1}
    assert abs(len(drawn) - len(best)) <= 2
    assert max(Counter(row["document"] for row in best).values()) <= 6


def test_every_pair_of_lot_e_has_a_label_that_two_readings_gave(pairs: ModuleType) -> None:
    left = pairs.lines(pairs.LEFT)
    assert Counter(row["label"] for row in left) == {"S": 124, "C": 7, "N": 958}
    assert Counter(pairs.settled(row)["label"] for row in left) == {"S": 109, "C": 7, "N": 973}
    assert sum("second" in row for row in left) == 150
    assert not [row["id"] for row in left if row.get("issue") in ("fragment", "topic") and row["label"] != "N"]


FILES = sorted((ROOT / "benchmarks" / "blocks").glob("*.jsonl"))
BLOCKS = [json.loads(line) for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_block_is_four_claims_beside_three_passages() -> None:
    assert len({block["id"] for block in BLOCKS}) == len(BLOCKS)
    for block in BLOCKS:
        assert len({" ".join(passage) for passage in block["p"]}) == 3, block["id"]
        assert len(set(block["c"])) == 4, block["id"]
        assert all(sentence.strip() for passage in block["p"] for sentence in passage), block["id"]
        assert all(5 <= len(claim.split()) <= 35 for claim in block["c"]), block["id"]


def test_a_reader_of_single_pairs_gave_the_labels_that_the_blocks_stand_for() -> None:
    path = ROOT / "benchmarks" / "blocks" / "second" / "pairs.jsonl"
    read = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len({(row["id"], row["c"], row["p"]) for row in read}) == len(read) == 700
    assert Counter(row["id"].split("-")[0] for row in read) == dict.fromkeys("fghij", 50) | {"k": 250, "l": 200}
    assert {row["id"] for row in read} <= {block["id"] for block in BLOCKS}
    differ = {row["id"] for row in read if row["label"] != ("SCN", "CSN", "NNS", "NNC")[row["c"]][row["p"]]}
    assert differ == {"f-84", "h-79", "h-81", "k-128", "l-222"}


@pytest.mark.parametrize("lot", ["j", "k", "l", "m"])
def test_a_denial_does_not_tell_which_of_a_block_s_claims_it_is(lot: str) -> None:
    mine = [block for block in BLOCKS if block["id"].startswith(f"{lot}-")]
    denials = [sum(bool({"not", "no", "never"} & set(b["c"][n].lower().split())) for b in mine) for n in range(4)]
    assert max(denials) - min(denials) <= len(mine) / 10, denials


@pytest.mark.parametrize(("lot", "least"), [("k", 1 / 4), ("l", 1 / 5), ("m", 3 / 20)])
def test_the_telling_sentence_stands_first_between_and_last(lot: str, least: float) -> None:
    places = Counter(_place(b["p"][0], b["p"][1]) for b in BLOCKS if b["id"].startswith(f"{lot}-"))
    assert min(places[place] for place in ("first", "between", "last")) >= sum(places.values()) * least, places


@pytest.mark.parametrize("lot", ["l", "m"])
def test_no_sentence_stands_in_two_blocks_of_a_lot(lot: str) -> None:
    homes: dict[str, set[str]] = {}
    for block in BLOCKS:
        if block["id"].startswith(f"{lot}-"):
            for sentence in {s for passage in block["p"] for s in passage} | set(block["c"]):
                homes.setdefault(sentence, set()).add(block["id"])
    assert not {sentence: ids for sentence, ids in homes.items() if len(ids) > 1}


def test_passages_of_lot_m_are_long_and_of_the_length_of_their_neighbours() -> None:
    lengths = [[len(" ".join(p).split()) for p in b["p"]] for b in BLOCKS if b["id"].startswith("m-")]
    assert sum(n >= 80 for three in lengths for n in three) >= 3 * len(lengths) * 2 / 5
    assert max(n for three in lengths for n in three) <= 120
    assert max(max(three) - min(three) for three in lengths) <= 20


def _place(one: list[str], other: list[str]) -> str:
    telling = [number for number, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return "first" if 0 in telling else "last" if len(one) - 1 in telling else "between"
