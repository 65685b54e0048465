"""What a registry holds about one work, and the small things all registries' answers need."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from citewarden.model import Notice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """One registry's record of a work.

    `key` is the registry's own (DOI, PMID, OpenAlex id, edition key). `csl` is valid CSL-JSON without "id", with DOI,
    PMID and PMCID where the record states them. `notices` are about this work (their `work` is "").
    """

    registry: str
    key: str
    csl: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


OWN_WORDS = {"publishedVersion": "published version", "acceptedVersion": "accepted manuscript"}
"""The versions of a paper that say what the work says, and what editors call them."""

_LICENCES = {"public-domain": "public domain", "pd": "public domain", "cc0": "CC0", "other-oa": "", "implied-oa": ""}


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a paper lies open as a PDF: its address, `version` (DRIVER's words, "submittedVersion") and licence."""

    url: str
    version: str = ""
    licence: str = ""

    @property
    def is_own_words(self) -> bool:
        """Whether it is the work as published or accepted; what stood before review may say something else."""
        return self.version in OWN_WORDS

    @property
    def words(self) -> str:
        """ "PDF, accepted manuscript, CC BY-NC"."""
        name = self.licence.lower()
        licence = name.upper().replace("CC-", "CC ") if name.startswith("cc-") else _LICENCES.get(name, name)
        return ", ".join(part for part in ("PDF", OWN_WORDS.get(self.version, ""), licence) if part)


def copies(rows: Iterable[Any], *, url: str, version: str, licence: str, open_if: str = "") -> tuple[Copy, ...]:
    """The open copies among a registry's locations, each address once; the arguments are its names for the fields."""
    found: dict[str, Copy] = {}
    for row in rows:
        if not isinstance(row, Mapping) or (open_if and row.get(open_if) is not True):
            continue
        address = plain(row.get(url))
        if address.startswith(("http://", "https://")):
            found.setdefault(address, Copy(address, plain(row.get(version)), plain(row.get(licence))))
    return tuple(found.values())


def loads(payload: bytes | str) -> Any:
    """The JSON of an answer.

    Raises:
        ValueError: it is none, whatever its header said: not JSON, nested too deep, or with a NaN for a number.
    """
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else payload
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {text.strip()[:60]!r}") from error


def _no_number(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def mapping(value: Any, what: str) -> Mapping[str, Any]:
    """`value` as an object.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"{what} is not an object")
    return value


_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SPACE = re.compile(r"\s+")


def plain(text: Any) -> str:
    """Text without mark-up, entities and runs of space; "" for None."""
    if not text:
        return ""
    text = str(text)
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", html.unescape(text)))
    return _SPACE.sub(" ", text).strip()


def first(value: Any) -> Any:
    """The first of a list, the value itself if it is none, None if empty."""
    if isinstance(value, (list, tuple)):
        return value[0] if value else None
    return value


def listed(value: Any) -> list[Any]:
    """A list, also where a registry sends a lone object or nothing (Europe PMC does, on one hit)."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def disclosed(funders: Iterable[Any], interests: str = "") -> dict[str, Any]:
    """Who paid for a work, each once, and what its authors say of their interests, as parts of a record's `custom`."""
    names = list(dict.fromkeys(name for name in map(plain, funders) if name))
    said = plain(interests)
    return ({"funding": names} if names else {}) | ({"interests": said} if said else {})


def distinct(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The notices in order, each once."""
    kept: dict[tuple[str, ...], Notice] = {}
    for n in notices:
        kept.setdefault((n.type, n.source, n.DOI, n.PMID, n.updated, n.label, n.record_id), n)
    return tuple(kept.values())


def only(parse: Callable[[bytes], list[T]]) -> Callable[[bytes], T]:
    """A parser of lists as one of a single record; an empty list is an answer that cannot be read."""

    def one(body: bytes) -> T:
        found = parse(body)
        if not found:
            raise ValueError("an empty answer")
        return found[0]

    return one
