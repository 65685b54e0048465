"""Every regular expression of the program, and strings made from each one's own letters that it may take long over."""

from __future__ import annotations

import ast
import math
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

_parser, op = import_module("re._parser"), import_module("re._constants")
SOURCE = Path(__file__).parents[2]
_METHODS = frozenset(["search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"])
_ANCHORED = frozenset(["match", "fullmatch"])
_ALPHABET = "aA1 \n.,;:-_/\\()[]{}<>\"'=*#@&%+|^~`!?$é\u200b"
_PIECES = 60
"""Short pieces tried of one pattern at most."""
SMALL, LARGE, WHOLE = 1_500, 6_000, 100_000
BAR = 2.0
"""CPU seconds for 100,000 characters."""
_ENOUGH = 0.8
"""CPU seconds after which more need not be measured: whichever string took most of them is beyond twice the bar."""


def modules() -> Iterator[tuple[str, Path]]:
    """(name, file) of each module of the program; those for tests and demonstrations are left out."""
    for path in sorted((SOURCE / "citewarden").rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        if not name.startswith("citewarden.testing") and not name.endswith("__main__"):
            yield name, path


@cache
def patterns() -> dict[tuple[str, int], tuple[str, bool]]:
    """(pattern, flags) -> (where it stands, whether it is tried at every place of a text and not only at its start)."""
    found: dict[tuple[str, int], tuple[str, bool]] = {}
    named: dict[str, list[re.Pattern[str]]] = {}
    used: dict[str, set[str]] = {}
    for name, path in modules():
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        for value in nodes:
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in _METHODS:
                _used(value, name, found, used)
            elif isinstance(value, ast.Attribute) and value.attr in _METHODS and isinstance(value.value, ast.Name):
                used.setdefault(f"{name}.{value.value.id}", set()).add(value.attr)
            elif isinstance(value, ast.Attribute) and value.attr in _METHODS and isinstance(value.value, ast.Attribute):
                used.setdefault(value.value.attr, set()).add(value.attr)
        for table, target in _loops(nodes):
            used.setdefault(f"{name}.{table}", set()).update(used.get(f"{name}.{target}", ()))
        for variable, value in vars(import_module(name)).items():
            for pattern in _within(value):
                named.setdefault(f"{name}.{variable}", []).append(pattern)
    for where, some in named.items():
        methods = used.get(where, set()) | used.get(where.rsplit(".", 1)[1], set())
        anywhere = not methods or not methods <= _ANCHORED
        for pattern in some:
            key = (pattern.pattern, pattern.flags)
            found[key] = (where, anywhere or found.get(key, ("", False))[1])
    return found


def _loops(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """(table, name) of each loop over a table of the module: what is done with the one is done with the other."""
    for node in nodes:
        if isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.iter, ast.Name):
            yield from ((node.iter.id, n.id) for n in ast.walk(node.target) if isinstance(n, ast.Name))


def _used(
    call: ast.Call, module: str, found: dict[tuple[str, int], tuple[str, bool]], used: dict[str, set[str]]
) -> None:
    """Note a call of a pattern's method, or of a function of `re` on a pattern that is written out."""
    assert isinstance(call.func, ast.Attribute)
    owner, method = call.func.value, call.func.attr
    if isinstance(owner, ast.Name) and owner.id == "re":
        first = call.args[0] if call.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            flags = re.IGNORECASE if any("I" in ast.unparse(k.value) for k in call.keywords if k.arg == "flags") else 0
            key = (first.value, re.compile(first.value, flags).flags)
            found[key] = (f"{module}:{call.lineno}", method not in _ANCHORED or found.get(key, ("", False))[1])
        elif isinstance(first, ast.Name):
            used.setdefault(f"{module}.{first.id}", set()).add(method)


def _within(value: Any, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, Mapping):
        for part in [*value, *value.values()]:
            yield from _within(part, depth - 1)
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for part in value:
            yield from _within(part, depth - 1)


def pieces(pattern: re.Pattern[str]) -> list[str]:
    """Short strings that stretches of `pattern` match: what each of its repeats repeats, its letters, all of it."""
    flags = pattern.flags
    out: dict[str, None] = {}
    letters: set[str] = set()
    for body in _repeats(_parser.parse(pattern.pattern, flags & ~re.DEBUG)):
        for sample in _samples(body):
            out[sample] = None
    for sample in list(out):
        letters.update(sample)
    letters.update(c for c in pattern.pattern if not c.isascii() and not c.isalpha())
    out.update(dict.fromkeys(sorted(letters)[:30]))
    out.update(dict.fromkeys(_samples(_parser.parse(pattern.pattern, flags))))
    return [p for p in out if p and len(p) <= 60][:_PIECES]


def _repeats(parsed: Any) -> Iterator[Any]:
    for kind, value in parsed:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            if value[1] > 8:
                yield value[2]
            yield from _repeats(value[2])
        elif kind is op.SUBPATTERN:
            yield from _repeats(value[3])
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _repeats(value[1])
        elif kind is op.ATOMIC_GROUP:
            yield from _repeats(value)


def _samples(parsed: Any) -> list[str]:
    """A few strings that `parsed` matches, or nearly."""
    return list(dict.fromkeys(_sample(parsed, turn) for turn in range(4)))


def _sample(parsed: Any, turn: int) -> str:
    out = ""
    for kind, value in parsed:
        if kind is op.LITERAL:
            out += chr(value)
        elif kind is op.NOT_LITERAL:
            out += next(c for c in "a1 ." if ord(c) != value)
        elif kind is op.ANY:
            out += "a1 ."[turn % 4]
        elif kind is op.IN:
            members = _members(tuple(value))
            out += members[turn % len(members)] if members else "a"
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = value
            out += _sample(body, turn) * (least or min(int(most), turn % 2))
        elif kind is op.SUBPATTERN:
            out += _sample(value[3], turn)
        elif kind is op.ATOMIC_GROUP:
            out += _sample(value, turn)
        elif kind is op.BRANCH:
            out += _sample(value[1][turn % len(value[1])], turn)
    return out


@cache
def _members(value: tuple[Any, ...]) -> list[str]:
    """Letters of a character class: those of the alphabet that are in it, or the first of its ranges."""
    negated = bool(value) and value[0][0] is op.NEGATE
    inside = [c for c in _ALPHABET if any(_has(part, c) for part in value) != negated]
    if negated:
        return inside
    own = [chr(v if k is op.LITERAL else v[0]) for k, v in value if k in (op.LITERAL, op.RANGE)]
    return [*inside, *[c for c in own if c not in _ALPHABET][:3]]


def _has(part: tuple[Any, Any], letter: str) -> bool:
    kind, value = part
    if kind is op.LITERAL:
        return bool(ord(letter) == value)
    if kind is op.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    if kind is op.CATEGORY:
        name = str(value).removeprefix("CATEGORY_")
        told = {"DIGIT": letter.isdigit(), "SPACE": letter.isspace(), "WORD": letter.isalnum() or letter == "_"}
        return bool(told[name.removeprefix("NOT_")]) != name.startswith("NOT_")
    return False


def attacks(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Makers of strings of a wanted length that the pattern may take long over: a piece again and again, and an end
    at which it fails; with what the pattern begins with before it."""
    some = pieces(pattern)
    head = _lead(pattern)
    for piece in some:
        for start in dict.fromkeys(("", head)):
            yield partial(_attack, start, piece)


def _attack(start: str, piece: str, size: int) -> str:
    end = "\x01" if piece[-1].isalnum() else "a\x01"
    return start + (piece * (size // len(piece) + 1))[:size] + end


def _lead(pattern: re.Pattern[str]) -> str:
    """What the pattern matches before its first long repeat."""
    parsed = list(_parser.parse(pattern.pattern, pattern.flags))
    out = ""
    for kind, value in parsed:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] > 8:
            break
        out += _sample([(kind, value)], 0)
    return out


def cost(call: Callable[[str], object], text: str, *, least: float = 0.004) -> float:
    """CPU seconds that `call` takes over `text`; what takes less than `least` is done again until a clock can tell."""
    started = time.process_time()
    for times in range(1, 1_000_000):
        call(text)
        taken = time.process_time() - started
        if taken >= least:
            return taken / times
    return 0.0


class Late(BaseException):
    """Too much CPU time is gone."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    def late(*_: object) -> None:
        raise Late

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def foreseen(call: Callable[[str], object], make: Callable[[int], str], *, bar: float = BAR) -> float:
    """The CPU seconds that `call` is likely to take over 100,000 characters, by how it grows from few to four times as
    many; 0 where that is plainly below `bar`, infinity where it does not end in time."""
    try:
        with within(_ENOUGH):
            if cost(call, make(SMALL), least=0) < bar / WHOLE * SMALL / 64:
                return 0.0
            large = cost(call, make(LARGE), least=0)
            if large * (WHOLE / LARGE) ** 2 < bar:
                return 0.0
            small = cost(call, make(SMALL))
    except Late:
        return math.inf
    power = max(1.0, math.log(large / small, LARGE / SMALL))
    return float(large * (WHOLE / LARGE) ** power)


def steep(call: Callable[[str], object], make: Callable[[int], str], *, patience: float = 10.0) -> bool:
    """Whether the time of `call` grows plainly faster than a text: four times as much takes more than six times as
    long, by the best of a few, for what else the machine does tells now on the one and now on the other; or it does not
    end within `patience` CPU seconds."""
    small = large = math.inf
    try:
        with within(patience):
            for _ in range(5):
                small, large = min(small, cost(call, make(LARGE))), min(large, cost(call, make(4 * LARGE)))
                if large <= 6 * small:
                    return False
    except Late:
        pass
    return True


def measured(call: Callable[[str], object], make: Callable[[int], str], *, patience: float = 3.0) -> float:
    """As `foreseen`, tried twice; where that is beyond the bar, what the whole text takes within `patience`
    times the bar, for a short stretch may not tell, and a limit may stop only the whole."""
    for _ in range(2):
        likely = foreseen(call, make)
        if likely <= BAR:
            return likely
    try:
        with within(patience * BAR):
            return min(likely, cost(call, make(WHOLE)))
    except Late:
        return likely
