"""The inputs of other tests once more, each altered by chance, and all that single rooms make of them."""

from __future__ import annotations

import copy
import importlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from tests.checks import test_examples, test_sources_apart
from tests.nlp.verdict import test_whole_readings
from tests.registries import test_whole_records
from tests.web import test_judgement
from tests.whole.dressing import SHARED, altered

from citewarden.checks import _apart
from citewarden.web.html_cues import read
from citewarden.web.judgement import Sight, instead, missing, wall
from citewarden.web.judgement import copy as copied
from citewarden.web.minhash import sketch
from citewarden.web.soft404 import Neighbour, seen
from citewarden.web.urls import parse

LOT = 6
"""Examples of one item."""
TESTS = Path(__file__).resolve().parents[1]


def plain(value: Any) -> Any:
    """A row as JSON has it: numbers to four digits, and nothing that is empty."""
    if is_dataclass(value):
        value = {f.name: getattr(value, f.name) for f in fields(value)}
    if isinstance(value, Mapping):
        rows = ((str(k), plain(v)) for k, v in sorted(value.items(), key=str) if k not in ("elapsed",))
        return {k: v for k, v in rows if v not in ("", 0, None, [], {})}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return float(f"{value:.4g}") if isinstance(value, float) else str(value) if not isinstance(value, int) else value


def versions(text: str, count: int) -> Iterator[str]:
    """A text as it is, and altered."""
    chance = Random(text)
    return iter(dict.fromkeys([text, *(altered(text, chance) for _ in range(count))]))


def apart(module: str) -> Iterator[Any]:
    """What sets the sentences of one way apart from their sources, asked by every way."""
    for rows in (test_sources_apart.ASKED, test_sources_apart.SAME):
        for way, pairs in rows.items():
            if way.__module__.rpartition(".")[2] != module:
                continue
            for said, source in pairs:
                for one, other in [(v, source) for v in versions(said, 5)] + [(said, v) for v in versions(source, 5)][
                    1:
                ]:
                    place, claim = test_sources_apart.passage(other), test_sources_apart.claim(one)
                    claim.id, audit = "claim", test_sources_apart.audit(place)
                    yield [
                        [ask.__name__, _said(ask, audit, claim, place)] for ask in dict.fromkeys((way, *_apart._WAYS))
                    ]


def _said(ask: Any, audit: Any, claim: Any, place: Any) -> Any:
    """What a way asks; some want more of an audit than there is."""
    try:
        return ask(audit, claim, [place])
    except AttributeError:
        return "-"


def example(check: str) -> Iterator[Any]:
    """What all checks say of a check's examples, with a figure or word of them changed."""
    rule, _, lot = check.partition(":")
    cases = [case.values for case in test_examples.examples() if case.values[0] == rule]
    for _, part, title in cases[int(lot) * LOT : (int(lot) + 1) * LOT]:
        chance = Random(title)
        for number in range(8):
            other = _exchanged(part, chance) if number else part
            with TemporaryDirectory() as folder:
                try:
                    _, found, _ = test_examples.looked_at(other, Path(folder))
                except Exception as error:
                    found = [type(error).__name__]
            yield [title, number, json.loads(json.dumps(plain(found)).replace(folder, "FOLDER"))]


def _exchanged(part: str, chance: Random) -> str:
    """An example with a figure or word of it another one, everywhere or in one place."""
    before, fence, rest = part.partition("```")
    words = re.findall(r"(?<![\w.#-])\d+(?:\.\d+)?(?![\w#])", rest) + re.findall(r"\b[a-z]{2,}\b", rest)
    figures = [w for w in words if w[0].isdigit()]
    chosen = chance.choice(figures) if figures and chance.random() < 0.7 else chance.choice(words)
    other = altered(chosen, chance)
    for _ in range(20):
        if other != chosen:
            break
        chosen = chance.choice(words)
        other = altered(chosen, chance)
    return (
        before
        + fence
        + re.sub(rf"(?<![\w.#-]){re.escape(chosen)}(?![\w#])", other, rest, count=chance.choice((0, 0, 1)))
    )


def verdict(name: str) -> Iterator[Any]:
    """Claims beside sentences, of tests and of shared pairs: all that is made of them on the way to a verdict."""
    for claim, source in _pairs(name):
        for one in versions(claim, 1):
            yield test_whole_readings.reading(one)
            yield test_whole_readings.beside(one, source)
        chance = Random(claim)
        yield test_whole_readings.beside(claim, [altered(said, chance) for said in source])


VERDICTS = (
    *("comparisons", "beside"),
    *(f"{kind}-{letter}-{n}" for kind in ("families", "blocks") for letter in "abc" for n in "123"),
)


def _pairs(name: str) -> Iterator[tuple[str, list[str]]]:
    if "-" not in name:
        for row in yaml.load((TESTS / "nlp" / "verdict" / f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader):
            yield row["claim"], row["source"]
        return
    kind, letter, number = name.split("-")
    lines = (SHARED / "claim-verification" / kind / f"{letter}.jsonl").read_text("utf-8").splitlines()
    for line in lines[int(number) :: 16]:
        row = json.loads(line)
        passage = row["p"] if isinstance(row["p"][0], str) else row["p"][0]
        for claim in row["c"][:3]:
            yield claim if isinstance(claim, str) else claim[0], list(passage)


def page(name: str) -> Iterator[Any]:
    """What each question says of each page that other tests show, and of the page with a piece left out, doubled or
    changed."""
    for row in test_judgement.ROWS[int(name) :: 12]:
        text, chance = test_judgement.html(row), Random(row["title"] + str(row.get("text")))
        for _ in range(8):
            yield _judged(text, row.get("found", ""))
            pieces = re.split(r"(<[^>]*>|(?<=[.?!]) )", text)
            place = chance.randrange(len(pieces))
            what = (
                [],
                [pieces[place]] * 3,
                [altered(pieces[place], chance)],
                [pieces[place], " Sign in. "],
                ["<p>", chance.choice(pieces)],
            )
            text = "".join([*pieces[:place], *chance.choice(what), *pieces[place + 1 :]])


def _judged(text: str, found: str) -> Any:
    asked, there, shown = (
        parse(test_judgement.URL),
        parse(found or test_judgement.URL),
        read(text.encode(), anchors=True),
    )
    sight, cues = Sight(asked, there, page=shown, moved=bool(found)), test_judgement.CUES
    drawn = sketch(shown.text)
    made_up = seen(parse("https://www.site.example/guide/made-up.html"), shown)
    return [
        shown,
        drawn,
        wall(sight, cues),
        instead(sight, cues),
        missing(sight, drawn, made_up, cues),
        missing(sight, drawn, Neighbour(known=True, honest=True), cues),
        missing(sight, "", Neighbour(), cues),
        copied(shown, asked, cues),
    ]


def answer(name: str) -> Iterator[Any]:
    """What is read in registries' answers with a value of them left out or changed."""
    for row in test_whole_records.ROWS[int(name) :: 4]:
        chance = Random(json.dumps(row["answer"]))
        module = importlib.import_module(f"citewarden.registries.{row['registry']}")
        for number in range(80):
            other = copy.deepcopy(row["answer"])
            if number:
                _bent(other, chance)
            try:
                found = getattr(module, row["parser"])(json.dumps(other).encode())
                yield [asdict(one) for one in (found if isinstance(found, list) else [found])]
            except Exception as error:
                yield type(error).__name__


def _bent(value: Any, chance: Random) -> None:
    """Change one value of an answer, wherever it stands."""
    places = list(_places(value))
    holder, key = chance.choice(places)
    was = holder[key]
    if isinstance(was, str):
        holder[key] = chance.choice((altered(was, chance), "", was + " ", was.upper(), None, f"{was} {was}"))
    elif isinstance(was, (bool, int, float)):
        holder[key] = chance.choice((was + 1, 0, -1, str(was), None))
    elif isinstance(holder, dict) and chance.random() < 0.5:
        del holder[key]
    elif isinstance(was, list) and was:
        holder[key] = chance.choice((was[::-1], was[:1], was * 2, was[1:]))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, inner in list(
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield value, key
        yield from _places(inner)


def items() -> Mapping[str, list[str]]:
    """Kind -> its items."""
    modules = {way.__module__.rpartition(".")[2] for way in test_sources_apart.ASKED}
    examples = Counter(case.values[0] for case in test_examples.examples())
    return {
        "apart": sorted(modules),
        "example": [f"{rule}:{lot}" for rule, n in sorted(examples.items()) for lot in range(-(-n // LOT))],
        "verdict": list(VERDICTS),
        "page": [str(n) for n in range(12)],
        "answer": [str(n) for n in range(4)],
    }
