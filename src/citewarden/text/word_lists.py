"""Whether a house's word list has the form of the shipped one: words where words stand there, lists where lists do.

YAML takes a bare `no`, `on` or `2010` for something else than a word, and a part left empty for nothing at all. Words
with a number each may be a plain list of words, as earlier versions had them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "a yes or no"),
    ((int, float), "a number"),
    (str, "words"),
    (list, "a list"),
    (Mapping, "names with values"),
)


@dataclass(slots=True)
class Form:
    """What stands at one place of a list: kinds of values, and the forms of what they hold.

    `names` are the parts of mappings by name, `values` all of them together, `items` those of lists; `loose`: it is the
    whole file or an entry of a list, which may have parts that the shipped ones happen not to have.
    """

    kinds: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    names: dict[Any, Form] = field(default_factory=dict)
    values: Form | None = None
    items: Form | None = None
    loose: bool = False


def form(value: Any) -> Form:
    """The form of a shipped list."""
    return _added(Form(), value, loose=True)


def misfit(own: Any, wanted: Form, place: str = "") -> str:
    """Where a list first has another form than is wanted, in words; "" if it fits."""
    if isinstance(own, list) and wanted.values and wanted.values.kinds == {"a number"}:
        wanted = Form({"a list"}, items=Form(wanted.keys))
    if wanted.kinds and _kind(own) not in wanted.kinds:
        return f"{place or '(top level)'}: {_kind(own)} where {' or '.join(sorted(wanted.kinds))} should stand"
    for name, value, inner in _parts(own, wanted):
        if told := misfit(value, inner, f"{place}.{name}" if place else str(name)):
            return told
    return ""


def _parts(own: Any, wanted: Form) -> Iterator[tuple[Any, Any, Form]]:
    """What a value holds, by its names or numbers, and the form that each part should have; names first."""
    if isinstance(own, list) and wanted.items:
        yield from ((number, value, wanted.items) for number, value in enumerate(own, 1))
    elif isinstance(own, Mapping):
        yield from ((f"the name {key!r}", key, Form(wanted.keys)) for key in own)
        others = wanted.values if wanted.values and len(wanted.values.kinds) == 1 and not wanted.loose else None
        for name, value in own.items():
            if inner := wanted.names.get(name, others):
                yield name, value, inner


def _added(to: Form, value: Any, *, loose: bool = False) -> Form:
    to.kinds.add(_kind(value))
    to.loose = to.loose or loose
    if isinstance(value, list):
        to.items = to.items or Form()
        for item in value:
            _added(to.items, item, loose=True)
        if not value and not to.items.kinds:
            to.items = None
    elif isinstance(value, Mapping):
        to.values = to.values or Form()
        for name, part in value.items():
            to.keys.add(_kind(name))
            _added(to.names.setdefault(name, Form()), part)
            _added(to.values, part)
    return to


def _kind(value: Any) -> str:
    return next((name for types, name in _KINDS if isinstance(value, types)), "nothing")
