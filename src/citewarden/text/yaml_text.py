"""YAML as plain data, from text that nobody vouches for: bounded before anything is built of it.

PyYAML builds recursively (deep nesting ends the process), follows every alias (a few lines can stand for billions of
values) and reads numbers of any length. So the text's events, which libyaml hands out one by one, are counted first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import Any

DEPTH = 64
"""How deep lists and mappings may lie in each other."""

LONGEST_NUMBER = 4_096
"""Bits of the longest number that is read: Python writes none of 4,300 digits, and YAML has other ways to write one."""

VALUES = 500_000
"""How many values a text may stand for, those behind aliases counted each time."""


_NO_VALUE = (ValueError, OverflowError, LookupError, TypeError, AttributeError)
"""What PyYAML raises of a value that is none of its kind: a date that is none, a number of thousands of digits,
`!!bool maybe`, `!!timestamp soon`."""


class NotYaml(ValueError):
    """Text that is not YAML, or more of it than is read: `line` (from 1) and what is wrong there."""

    def __init__(self, line: int, problem: str) -> None:
        self.line, self.problem = line, problem
        super().__init__(f"line {line}: {problem}")


def read(text: str, *, once: bool = False, lenient: bool = False) -> Any:
    """The plain data of a YAML text; dates are ISO text, as YAML's own form of them is. With `once` no key may stand
    twice in one place: of two settings of one name the first would be lost. With `lenient` a day that no calendar has
    ("2022-02-30") is the text that it is written as.

    Raises:
        NotYaml: it is not YAML, too deep, too large, refers to itself, or says one thing twice.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _bounded(text, loader)
        if once:
            _said_once(yaml.compose(text, Loader=loader))
        return _texts(yaml.load(text, Loader=_lenient() if lenient else loader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotYaml(line, str(error.problem)) from error
    except yaml.YAMLError as error:
        raise NotYaml(1, " ".join(str(error).split())) from error
    except NotYaml:
        raise
    except _NO_VALUE as error:
        raise NotYaml(1, _no_value(error)) from error


@cache
def _lenient() -> Any:
    """A loader that keeps a day that no calendar has as text."""
    import yaml

    class LenientLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        def day(self, node: Any) -> Any:
            try:
                return self.construct_yaml_timestamp(node)
            except ValueError:
                return node.value

    LenientLoader.add_constructor("tag:yaml.org,2002:timestamp", LenientLoader.day)
    return LenientLoader


def values(text: str, names: Collection[str]) -> Iterator[tuple[Any, int]]:
    """The values of a list and the lines that they begin on, plain ones as the text they are written as: an issue "010"
    is no 8, a page "1:20" no 80, a title "No" no False. The list is the whole text, or stands in its mapping under one
    of `names`; another mapping is the one value of its own.

    Each is built when it is asked for and then let go: all at once take eighty times the text, which is `bounded`.

    Raises:
        NotYaml: there is more than one document in it, or a value is not what its tag says.
        YAMLError: a value cannot be built.
    """
    import yaml

    maker = _wording()(text)
    maker.anchors = {}
    for node in _nodes(maker, names):
        line = node.start_mark.line + 1
        try:
            made = _texts(maker.construct_object(node, deep=True))
        except _NO_VALUE as error:
            raise NotYaml(line, _no_value(error)) from error
        yield made, line
        maker.constructed_objects.clear()
    while not maker.check_event(yaml.StreamEndEvent):
        event = maker.get_event()
        if isinstance(event, yaml.DocumentStartEvent):
            raise NotYaml(event.start_mark.line + 1 if event.start_mark else 1, "another document begins")


def _nodes(maker: Any, names: Collection[str]) -> Iterator[Any]:
    """The nodes of the values that `values` gives, each when the one before is done with."""
    import yaml

    while maker.check_event(yaml.StreamStartEvent, yaml.DocumentStartEvent):
        maker.get_event()
    if maker.check_event(yaml.MappingStartEvent):
        start, pairs = maker.get_event(), []
        while not maker.check_event(yaml.MappingEndEvent):
            key = maker.compose_node(None, None)
            if key.value in names and maker.check_event(yaml.SequenceStartEvent):
                break
            pairs.append((key, maker.compose_node(None, None)))
        else:
            held = (value.value for key, value in pairs if key.value in names and value.id == "sequence")
            yield from next(held, [yaml.MappingNode("tag:yaml.org,2002:map", pairs, start.start_mark)])
    if maker.check_event(yaml.SequenceStartEvent):
        maker.get_event()
        while not maker.check_event(yaml.SequenceEndEvent):
            yield maker.compose_node(None, None)


@cache
def _wording() -> Any:
    """A loader that builds plain values as the text they are written as, but for empty ones and merge keys, from events
    that can be taken one by one: libyaml's own composer takes the whole text."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept = {"tag:yaml.org,2002:merge", "tag:yaml.org,2002:null"}
    resolvers = {
        first: [pair for pair in pairs if pair[0] in kept] for first, pairs in loader.yaml_implicit_resolvers.items()
    }
    return type("WordingLoader", (loader, yaml.composer.Composer), {"yaml_implicit_resolvers": resolvers})


def bounded(text: str) -> str:
    """`text`, if what it stands for may be built; for callers that build it themselves.

    Raises:
        NotYaml: it is too deep, too large, or refers to itself.
        YAMLError: it is not YAML.
    """
    import yaml

    _bounded(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return text


def _bounded(text: str, loader: Any) -> None:
    """Raise NotYaml where building the data would take more than the limits."""
    import yaml

    sizes: dict[str, int | None] = {}  # of what each anchor stands for; None while it is still open
    open_: list[tuple[str | None, int]] = []  # (anchor, values so far) of the lists and mappings around
    total = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        size = 1
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append((event.anchor, 1))
            if event.anchor:
                sizes[event.anchor] = None
            if len(open_) > DEPTH:
                raise NotYaml(line, f"nested deeper than {DEPTH} levels")
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, size = open_.pop()
        elif isinstance(event, yaml.ScalarEvent):
            anchor = event.anchor
        elif isinstance(event, yaml.AliasEvent):
            anchor, known = None, sizes.get(str(event.anchor), 1)
            if known is None:
                raise NotYaml(line, f"&{event.anchor} refers to itself")
            size = known
        else:
            continue
        if anchor:
            sizes[anchor] = size
        if open_:
            open_[-1] = (open_[-1][0], open_[-1][1] + size)
            size = open_[-1][1]
        total = max(total, size)
        if total > VALUES:
            raise NotYaml(line, f"stands for more than {VALUES:,} values")


def _said_once(node: Any) -> None:
    """Raise NotYaml where a key of a mapping stands a second time."""
    if isinstance(node.value if node else "", str):
        return
    lines: dict[str, int] = {}
    for item in node.value:
        key, value = item if isinstance(item, tuple) else (None, item)
        if key is not None and isinstance(key.value, str):
            line = key.start_mark.line + 1
            if key.value in lines:
                raise NotYaml(line, f"{key.value!r} stands a second time, first in line {lines[key.value]}")
            lines[key.value] = line
        _said_once(value)


def _no_value(error: Exception) -> str:
    said = str(error).partition(";")[0] if isinstance(error, ValueError | OverflowError) else "not what its tag says"
    return f"a value cannot be read ({' '.join(said.split())})"


def _texts(data: Any) -> Any:
    """`data` as JSON could hold it: dates and bytes as text, sets and pairs as lists."""
    if isinstance(data, date):
        return data.isoformat()
    if isinstance(data, bytes):
        return data.decode("utf-8", "replace")
    if isinstance(data, dict):
        return {_texts(key): _texts(value) for key, value in data.items()}
    if isinstance(data, int) and data.bit_length() > LONGEST_NUMBER:
        raise ValueError("a number of thousands of digits")
    if isinstance(data, set):
        data = sorted(map(_texts, data), key=str)
    return [_texts(value) for value in data] if isinstance(data, list | tuple) else data
