"""Would a test notice? Plants one fault at a time in the source and runs the tests that go through the changed line.

    make mutants                                              a sample of 60
    build/mutants/bin/python benchmarks/mutants.py [--count N] [--seed N] [--seconds N] [--longer N] [--again] [ROOM]

The faults are Cosmic Ray's: a comparison or a condition turned round, a bound moved, `and` for `or`, a sum for a
difference, a loop that never runs, an exception that is not caught; and two of ours: a named argument left out, and a
number that is one more or less (a digit) or twice or half (any other: nobody would notice 81 words for 80). Faults in
types, in what guards against what never is (`assert`, `strict=True`), in what is so anyway (`encoding="utf-8"`), in how
many digits `round` keeps, in what only makes things faster (`maxsize`), in words of help, in lines of the tables of
words and in budgets (a thousand bytes, characters or rows and more, by a name: half or twice as many change no answer)
are not planted: no test should notice. Nor is what is no fault of the program: the "*" before parameters that are named
turned into "/", which no caller that names them can tell, and what Python cannot read ("not a := b"), which every test
notices.

Which tests go through a line is asked of them once (coverage.py's contexts, kept in build/mutants/map; some minutes
more than the suite), of a file of tests that has changed anew, and of all with --again (where the source has changed).
A constant is run but once, when its module is loaded: its tests are those that go through the lines that name it.
A mutant is noticed if a test fails or does not end. Half of the time goes to tests of whole articles (tests/whole).
What the first tests do not notice is given the next ones, for `--longer` seconds: both figures are told, how many are
noticed within a short while, and how many by the suite.
"""

from __future__ import annotations

import argparse
import compileall
import difflib
import hashlib
import json
import os
import py_compile
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from ast import literal_eval
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator
from coverage.numbits import numbits_to_nums

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "mutants"
TREE = WORK / "tree"
"""A copy of the checkout, in which the faults are planted."""
ROOMS = ("checks", "stages", "registries", "nlp/verdict", "store", "web", "commands")
"""Where a fault costs most: parts of src/citewarden/."""
TESTS = (
    *("text", "checks", "nlp", "styles", "readers", "store", "web", "registries", "formats", "stages", "commands"),
    *("sites", "servers", "testing", "cases", "test_*.py", "whole"),
)
"""Parts of tests/, each asked in a process of its own."""
WHOLE = "tests/whole/"
"""Tests of whole articles, long ones: each passes many lines and looks at all that comes of them."""
LONGER = 60.0
"""How long the further tests of a mutant may take that the first did not notice."""
APART = ("docs", "environment", "extras", "full_disk", "kills", "memory", "mutants", "release", "storage", "wheels")
"""Files of tests that say nothing of a line: they start programs, or look at the documents."""
SECONDS = 30.0
"""How long the tests of one mutant may have taken, by themselves on a core, when nothing was wrong."""
PLANTED = (
    *(
        f"ReplaceComparisonOperator_{was}"
        for was in ("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Is_IsNot", "IsNot_Is")
    ),
    *(f"ReplaceBinaryOperator_{was}" for was in ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul")),
    "ReplaceUnaryOperator_Delete_Not",
    "AddNot",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ExceptionReplacer",
    "ZeroIterationForLoop",
    "DropNamedArgument",
    "OtherNumber",
)
_QUIET = re.compile(
    r"^@|^_?[A-Z_]+: |^_?[A-Z_]+ = \d[\d_]{3,}$|maxsize|^from |^import |TYPE_CHECKING|time\.sleep"
    r"|help=|description=|metavar="
)
"""Lines in which no fault is planted, after their indentation."""

_IDLE = ("strict=True", 'encoding="utf-8"')
"""Arguments that guard against what never is, or are so anyway."""


_PRODUCTS = ("term", "arith_expr", "power")
"""What a "*" or "/" stands in that reckons; elsewhere it parts parameters, or unpacks."""


class DropNamedArgument(Operator):
    """Leaves out one named argument of a call."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Where a call of two arguments or more names one."""
        if node.type == "arglist":
            for child in node.children:
                if _named(child):
                    yield child.start_pos, child.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The arguments without the `index`th that is named, nor its comma."""
        at = [number for number, child in enumerate(node.children) if _named(child)][index]
        del node.children[at : at + 2]
        return node

    @classmethod
    def examples(cls) -> Iterable[Any]:
        """Cosmic Ray asks for them."""
        return ()


class OtherNumber(Operator):
    """A digit one more or less, any other number twice or half."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Every number, twice."""
        if node.type == "number":
            yield from ((node.start_pos, node.end_pos),) * 2

    def mutate(self, node: Any, index: int) -> Any:
        """The other number."""
        number = literal_eval(node.value)
        digit = isinstance(number, int) and number < 10
        other = number + (1, -1)[index] if digit else type(number)(number * (2, 0.5)[index])
        node.value = f"({other})" if other < 0 else str(other)
        return node

    @classmethod
    def examples(cls) -> Iterable[Any]:
        """Cosmic Ray asks for them."""
        return ()


def _named(node: Any) -> bool:
    return node.type == "argument" and len(node.children) == 3 and getattr(node.children[1], "value", "") == "="


@dataclass(frozen=True)
class Mutant:
    """A fault that could be planted: in which file, by what, at which of its places; `line` counts from 1."""

    file: str
    operator: str
    occurrence: int
    line: int

    def source(self) -> str:
        """The file with the fault."""
        text = (ROOT / self.file).read_text(encoding="utf-8")
        return str(mutate_code(text, _operator(self.operator), self.occurrence))

    def is_python(self) -> bool:
        """Whether the file with the fault can be read at all."""
        try:
            compile(self.source(), self.file, "exec")
        except SyntaxError:
            return False
        return True

    def words(self) -> str:
        """What is changed, as lines of a diff."""
        was = (ROOT / self.file).read_text(encoding="utf-8").splitlines()
        told = difflib.unified_diff(was, self.source().splitlines(), lineterm="", n=0)
        return "\n".join(line for line in told if line[:3] not in ("---", "+++") and line[:2] != "@@")


def mutants(file: str) -> Iterator[Mutant]:
    """Every fault that could be planted in a file of the source."""
    text = (ROOT / file).read_text(encoding="utf-8")
    lines = text.splitlines()
    tree = parso.parse(text)
    idle = [span for node in ast_nodes(tree) for span in (*_types(node), *_idle(node))]
    operators = {name: _operator(name) for name in PLANTED}
    places: Counter[str] = Counter()
    for node in ast_nodes(tree):
        for name, operator in operators.items():
            for start, _ in operator.mutation_positions(node):
                if not _QUIET.search(lines[start[0] - 1].strip()) and not any(a <= start < b for a, b in idle):
                    yield Mutant(file, name, places[name], start[0])
                places[name] += 1


def _operator(name: str) -> Operator:
    """A kind of fault by its name in `PLANTED`."""
    ours: dict[str, type[Operator]] = {"DropNamedArgument": DropNamedArgument, "OtherNumber": OtherNumber}
    return ours[name]() if name in ours else get_operator(f"core/{name}")()


def _types(node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the annotations are."""
    if node.type == "annassign":
        yield node.children[1].start_pos, node.children[1].end_pos
    elif node.type in ("param", "funcdef") and node.annotation is not None:
        yield node.annotation.start_pos, node.annotation.end_pos


def _idle(node: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the program cannot answer otherwise: guards, what is so anyway, digits that are kept."""
    if node.type == "assert_stmt" or (_named(node) and node.get_code().strip() in _IDLE):
        yield node.start_pos, node.end_pos
    elif node.type == "arglist" and _called(node) == "round":
        yield node.children[-1].start_pos, node.end_pos
    elif node.type == "operator" and node.value in ("*", "/") and node.parent.type not in _PRODUCTS:
        yield node.start_pos, node.end_pos


def _called(arguments: Any) -> str:
    before = arguments.parent.get_previous_sibling() if arguments.parent.type == "trailer" else None
    return str(before.get_code().strip()) if before is not None else ""


class Map:
    """Which tests go through which lines, and how long each takes."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._beginning: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._of_file: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}
        self.unsound: set[str] = set()
        of_file = {}
        for said in sorted(WORK.glob("map/*.json")):
            told = json.loads(said.read_text(encoding="utf-8"))
            of_file.update(dict.fromkeys(told["files"], said))
            self._time(said, told["share"])
        for said in sorted(set(of_file.values())):
            self._take(said.with_suffix(".sqlite"), {file for file, last in of_file.items() if last == said})

    def _time(self, said: Path, share: float) -> None:
        for case in ElementTree.parse(said.with_suffix(".xml")).iter("testcase"):
            test = f"{case.get('classname')}.{case.get('name')}"
            self.seconds[test] = float(case.get("time") or 0) * share
            failed = case.find("failure") is not None or case.find("error") is not None
            (self.unsound.add if failed else self.unsound.discard)(test)

    def _take(self, data: Path, files: set[str]) -> None:
        rows = "select file.path, context, numbits from line_bits join file on file.id = file_id"
        rows += " join context on context.id = context_id where context <> ''"
        for path, context, bits in sqlite3.connect(data).execute(rows):
            test, _, when = context.rpartition("|")
            if _file(test) not in files or self._key(test) in self.unsound:
                continue
            self._of_file[_file(test)].add(test)
            for line in numbits_to_nums(bits):
                self._lines["src" + path.rpartition("/src")[2]][line].add(test)
                if when == "setup":
                    self._beginning["src" + path.rpartition("/src")[2]][line].add(test)

    def of(self, mutant: Mutant, seconds: float) -> list[str]:
        """The tests that may notice, as many as take `seconds`: those that go through the line, then those that look at
        what was made for all tests of their file by going through it, then those that go through the module."""
        lines = self._lines.get(mutant.file, {})
        near = self._near(mutant)
        made = {test for first in self._beginning[mutant.file][mutant.line] for test in self._of_file[_file(first)]}
        depth = Counter(test for tests in lines.values() for test in tests)
        out: dict[str, None] = {}
        spent = 0.0
        for tests in (near, made - near, depth.keys() - near - made):
            for test in self._in_order(tests, depth, Path(mutant.file).stem.strip("_")):
                if spent + self._cost(test) <= seconds or not out:  # one that is slow keeps no other from its turn
                    spent += self._cost(test)
                    out[test] = None
        return list(out)

    def _near(self, mutant: Mutant) -> set[str]:
        """The tests that go through the line; through what uses it, where it is run but once, when its module is
        loaded: of a constant the lines that name it, of a function's head or a class the lines within."""
        lines, source = self._lines[mutant.file], (ROOT / mutant.file).read_text(encoding="utf-8").splitlines()
        begins = [n for n, line in enumerate(source, 1) if re.match(r"[^\W\d]", line)]
        first = max((n for n in begins if n <= mutant.line), default=1)
        constant = re.match(r"(\w+)(?:: .+?)? = ", source[first - 1])
        if constant is None:
            after = min((n for n in begins if n > mutant.line), default=len(source) + 1)
            return lines.get(mutant.line) or set().union(*(lines.get(n, set()) for n in range(mutant.line, after)))
        named, module = (re.compile(rf"\b{name}\b") for name in (constant[1], Path(mutant.file).stem))
        near = set[str]()
        for file in self._lines if constant[1][0] != "_" else (mutant.file,):
            text = (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).is_file() else ""
            if file == mutant.file or module.search(text):
                uses = [n for n, line in enumerate(text.splitlines(), 1) if named.search(line)]
                near.update(*(self._lines[file].get(n, set()) for n in uses))
        return near

    def _in_order(self, tests: Iterable[str], depth: Counter[str], module: str) -> Iterator[str]:
        """The module's own tests first. Of the others by turns the one that goes through most of the module in its time
        (a line that every article passes says little to most of them), and one of another file of tests. Those of whole
        articles beside them, the ones of the module's own examples first, for as long."""
        own_whole = (f"/{module}]", f"/{module.replace('_', '-')}:")
        whole = sorted(
            (test for test in tests if test.startswith(WHOLE)),
            key=lambda test: (
                not any(name in test for name in own_whole),
                -depth[test] / (0.1 + self._cost(test)),
                test,
            ),
        )
        tests = [test for test in tests if not test.startswith(WHOLE)]
        best = sorted(tests, key=lambda test: (-depth[test] / (0.1 + self._cost(test)), test))
        of_file: dict[str, list[str]] = defaultdict(list)
        for test in best:
            of_file[_file(test)].append(test)
        others = (test for turn in zip_longest(*of_file.values()) for test in turn if test)
        names = (f"test_{module}.py", f"[{module.replace('_', '-')}:")
        own = (test for test in best if any(name in test for name in names))
        rest = list(dict.fromkeys(chain(own, chain.from_iterable(zip(best, others, strict=True)))))
        yield from self._as_long((rest, whole))

    def _as_long(self, lists: Iterable[Sequence[str]]) -> Iterator[str]:
        """The tests of each list in its order, always one of the list that has taken least time."""
        left = {number: iter(tests) for number, tests in enumerate(lists)}
        spent = dict.fromkeys(left, 0.0)
        while left:
            least = min(left, key=spent.__getitem__)
            test = next(left[least], None)
            if test is None:
                del left[least]
            else:
                spent[least] += self._cost(test)
                yield test

    def _cost(self, test: str) -> float:
        return self.seconds.get(self._key(test), 0.1)

    @staticmethod
    def _key(test: str) -> str:
        path, _, name = test.partition("::")
        return f"{path.removesuffix('.py').replace('/', '.')}.{name}"


def _file(test: str) -> str:
    return test.partition("::")[0]


def prepare(*, again: bool) -> None:
    """Copy the checkout, and ask its tests once which lines they go through, room by room."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(ROOT, TREE, ignore=_left_out)
    # compiled once; what is changed is known by its content, as a file may be changed and back within a second
    compileall.compile_dir(TREE / "src", quiet=2, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    shared = WORK / "shared"  # beside the copy, as it is beside the checkout
    if (ROOT.parent / "shared").is_dir() and not shared.is_symlink():
        shared.symlink_to(ROOT.parent / "shared")
    if again:
        shutil.rmtree(WORK / "map", ignore_errors=True)
    (WORK / "map").mkdir(exist_ok=True)
    for room in TESTS:
        known = {
            file for said in WORK.glob("map/*.json") for file in json.loads(said.read_text("utf-8"))["files"].items()
        }
        files = {str(file.relative_to(TREE)): _digest(file) for file in _files(room)}
        files = {file: digest for file, digest in files.items() if (file, digest) not in known}
        if files:
            _ask(WORK / "map" / f"{len(list(WORK.glob('map/*.json'))):03}", files)


def _files(room: str) -> list[Path]:
    """The files of tests in a part of tests/."""
    found = (TREE / "tests").glob(room) if "*" in room else (TREE / "tests" / room).rglob("test_*.py")
    return sorted(file for file in found if file.stem.removeprefix("test_") not in APART)


def _digest(file: Path) -> str:
    beside = sorted(file.parent.glob("digests.json"))  # names the tests of the file
    return hashlib.sha256(b"".join(each.read_bytes() for each in (file, *beside))).hexdigest()


def _ask(data: Path, files: Mapping[str, str]) -> None:
    """Ask some files of tests which lines they go through, and how long each test takes."""
    settings = data.with_suffix(".ini")
    settings.write_text(f"[run]\nsource_pkgs = citewarden\ndata_file = {data}.sqlite\n", encoding="utf-8")
    options = [f"--cov-config={settings}", "--cov=citewarden", "--cov-context=test", "--cov-report="]
    options += [f"--junitxml={data}.xml", "-m", "long" if min(files).startswith(WHOLE) else "not long"]
    begun, used = time.monotonic(), _used()
    status, said = pytest([*options, *files], seconds=7200)
    # of a core, while others may have kept it busy
    share = min(1.0, (_used() - used) / (time.monotonic() - begun))
    print(f"{Path(min(files)).parent}: {said.strip().splitlines()[-1] if said.strip() else 'did not end'}", flush=True)
    if status not in (0, 1):
        sys.exit(f"the tests cannot be run:\n{said[-3000:]}")
    data.with_suffix(".json").write_text(json.dumps({"share": share, "files": files}), encoding="utf-8")


def _used() -> float:
    cost = resource.getrusage(resource.RUSAGE_CHILDREN)
    return cost.ru_utime + cost.ru_stime


def _left_out(folder: str, names: Sequence[str]) -> set[str]:
    """What of a folder is not copied: what was made here, not what belongs to the source."""
    made = {"build", "state", "results", "reports", "demo"} if Path(folder) == ROOT else set()
    return {name for name in names if name in {*made, "__pycache__", ".git"} or _is_hidden(Path(folder) / name)}


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") and path.is_dir()


def pytest(arguments: Sequence[str], *, seconds: float) -> tuple[int | None, str]:
    """pytest's exit status in the copied checkout, None where it did not end, and what it said."""
    # in one process: with xdist's options coverage.py notes no contexts
    command = [sys.executable, "-m", "pytest", "-q", "-o", "addopts=--import-mode=importlib --timeout=120"]
    command += ["-p", "no:cacheprovider", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(TREE / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        command,
        cwd=TREE,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as running:
        try:
            said, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return None, ""
    return running.returncode, said


def noticed(mutant: Mutant, tests: Sequence[str], seconds: float) -> str:
    """How the mutant was noticed: "fails", "never ends"; "" if by no test."""
    place = TREE / mutant.file
    was = place.read_text(encoding="utf-8")
    place.write_text(mutant.source(), encoding="utf-8")
    try:
        status, said = pytest(["-x", *tests], seconds=60 + 8 * seconds)
    finally:
        place.write_text(was, encoding="utf-8")
    if status == 4 and "no tests ran" in said and "not found:" in said:
        sys.exit(f"the map is old (--again):\n{said[-1000:]}")
    return {0: "", None: "never ends"}.get(status, "fails")


LATER = ", later"


def looked(mutant: Mutant, reach: Map, seconds: Sequence[float]) -> tuple[str, int]:
    """How the mutant was noticed, ", later" if not by the first tests; and how many were asked. `seconds`: how long the
    first may take, and the next."""
    asked: list[str] = []
    for number, more in enumerate(seconds):
        tests = [test for test in reach.of(mutant, sum(seconds[: number + 1])) if test not in asked] if more else []
        how = noticed(mutant, tests, more) if tests else ""
        asked += tests
        if how:
            return how + LATER * number, len(asked)
    return "", len(asked)


def main() -> None:
    """Draw the sample, plant, and print what nobody noticed."""
    parser = argparse.ArgumentParser(description="How many planted faults the tests notice.")
    parser.add_argument("rooms", nargs="*", default=ROOMS, help="parts of src/citewarden/")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help="how long the tests of one may take (%(default)s)"
    )
    parser.add_argument(
        "--longer",
        type=float,
        default=LONGER,
        help="how long the next may take where those notice nothing (%(default)s)",
    )
    parser.add_argument("--again", action="store_true", help="ask the tests anew which lines they go through")
    given = parser.parse_args()
    prepare(again=given.again)
    files = {str(f.relative_to(ROOT)) for r in given.rooms for f in (ROOT / "src/citewarden" / r).rglob("*.py")}
    every = [mutant for file in sorted(files) for mutant in mutants(file)]
    drawn = random.Random(given.seed).sample(every, len(every))
    sample = list(islice(filter(Mutant.is_python, drawn), given.count))
    reach = Map()
    counts: Counter[str] = Counter()
    rooms: dict[str, list[bool]] = defaultdict(list)
    for number, mutant in enumerate(sample, 1):
        started = time.monotonic()
        how, asked = looked(mutant, reach, (given.seconds, given.longer))
        counts[how] += 1
        rooms[mutant.file.split("/")[2]].append(bool(how))
        print(
            f"{number:3} {how or 'NOT NOTICED'} ({asked} tests, {time.monotonic() - started:.0f} s)"
            f" {mutant.file}:{mutant.line} {mutant.operator}\n{mutant.words()}",
            flush=True,
        )
    seen, late = len(sample) - counts[""], sum(n for how, n in counts.items() if how.endswith(LATER))
    ends = sum(n for how, n in counts.items() if how.startswith("never"))
    print(f"\n{seen} of {len(sample)} noticed ({ends} never end), {seen - late} of them by the first tests")
    for room, all_seen in sorted(rooms.items()):
        print(f"  {room:12} {sum(all_seen)} of {len(all_seen)}")
    told = {"seed": given.seed, "planted": len(sample), "at_once": seen - late, "noticed": seen, "of": len(every)}
    (WORK / "last.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
