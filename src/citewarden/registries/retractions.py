"""Citewarden's own list of retracted works: what an audit knows of retractions when nobody can be asked.

`retractions.zip` is made of open lists by `citewarden retractions build`: identifiers and notices, sorted by
identifier, a few hundred to a member, so that one look-up unpacks one member. `meta.json` in it says as of when, from
which lists under which licence, and with which identifier each member begins. A line is identifier, what happened (""
for a retraction), the notice's DOI ("=" where the record itself became the notice) and its date, parted by tabs.

`lexicons/retracted.yaml` adds works that everybody should know, with what is printed of them where no identifier is.

Being in the list is known as of its date; not being in it says nothing.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from citewarden import config
from citewarden.errors import ConfigError, InputError
from citewarden.model import Notice, Service
from citewarden.model.calendar import Calendar
from citewarden.registries import retraction_watch
from citewarden.text import identifiers, matching

SOURCE = "retraction_list"
SERVICES = (Service(SOURCE, "the list of retracted works that comes with Citewarden", vouches=False),)
FILE = config.RETRACTIONS
ROWS = 256
"""Lines of a member."""

SURE = 0.8
"""Score from which printed words are those of a listed work."""

_SAME = "="
_STILL = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the same lists give the same bytes."""


@dataclass(frozen=True, slots=True)
class Row:
    """What happened to one work; `key` is "doi:..." or "pmid:...", `notice` a DOI."""

    key: str
    type: str = "retraction"
    notice: str = ""
    date: str = ""


@dataclass(frozen=True)
class Table:
    """A list in a file. `as_of` is the ISO date (or year) up to which its lists were kept, `first` the identifiers with
    which its members begin, `changed` the file's own time."""

    path: Path
    as_of: str
    first: tuple[str, ...]
    changed: int = 0

    def find(self, *keys: str) -> tuple[Row, ...]:
        """The rows of a work by its keys, each thing that happened once."""
        found: dict[tuple[str, str], Row] = {}
        for key in filter(None, keys):
            place = bisect_right(self.first, key) - 1
            for row in _member(self.path, self.changed, place) if place >= 0 else ():
                if row.key == key:
                    found.setdefault((row.type, row.notice), row)
        return tuple(found.values())


def table() -> Table:
    """The list in force: the project's own `config/retractions.zip`, else the one that comes with the package.

    Raises:
        ConfigError: the file is none that `build` made.
    """
    path = config.shipped(FILE).resolve()
    return _opened(path, path.stat().st_mtime_ns) if path.exists() else Table(path, "", ())


@cache
def _opened(path: Path, changed: int) -> Table:
    try:
        with zipfile.ZipFile(path) as file:
            meta = json.loads(file.read("meta.json"))
        return Table(path, str(meta["as_of"]), tuple(meta["first"]), changed)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        remedy = "make it with `citewarden retractions build`"
        raise ConfigError(f"no list of retracted works ({error})", where=str(path), remedy=remedy) from error


@cache
def _member(path: Path, changed: int, place: int) -> tuple[Row, ...]:
    with zipfile.ZipFile(path) as file:
        lines = file.read(f"{place:04d}").decode("utf-8").splitlines()
    return tuple(_row(line) for line in lines)


def _row(line: str) -> Row:
    key, kind, notice, date = line.split("\t")
    return Row(key, kind or "retraction", key.partition(":")[2] if notice == _SAME else notice, date)


def notices(doi: str, pmid: str, reference: matching.Printed, calendar: Calendar) -> tuple[Notice, ...]:
    """What the list says of a work on a day, by identifier or, of those everybody should know, by the printed words.

    An undated row counts from the day of the list on: before it nobody can tell whether it was there yet.
    """
    known = table()
    keys = (f"doi:{doi}" if doi else "", f"pmid:{pmid}" if pmid else "")
    rows: list[tuple[Row, str, Mapping[str, Any]]] = [(row, known.as_of, {}) for row in known.find(*keys)]
    for famous in _famous():
        if famous.keys & set(keys) or (not (doi or pmid) and _reads_as(reference, famous.csl)):
            rows.insert(0, (famous.row, known.as_of or famous.row.date, famous.by))
    told: dict[tuple[str, str], Notice] = {}
    for row, as_of, by in rows:
        if calendar.reached(row.date or as_of):
            told.setdefault((row.type, row.notice), replace(_notice(row, as_of), replacement=by))
    return tuple(told.values())


def _notice(row: Row, as_of: str) -> Notice:
    address = f"https://doi.org/{row.notice}" if row.notice else ""
    label = row.type.replace("_", " ")
    return Notice("", row.type, SOURCE, label, row.notice, URL=address, updated=row.date, note=f"as known on {as_of}")


@dataclass(frozen=True)
class _Famous:
    keys: frozenset[str]
    csl: Mapping[str, Any]
    row: Row
    by: Mapping[str, Any]


@cache
def _famous() -> tuple[_Famous, ...]:
    """The works of `lexicons/retracted.yaml`.

    Raises:
        ConfigError: the list is not as its head describes it.
    """
    out = []
    for entry in config.lexicon("retracted") or ():
        try:
            keys = frozenset(
                f"{name.lower()}:{str(entry[name]).lower()}" for name in ("DOI", "PMID") if entry.get(name)
            )
            issued = {"date-parts": [[int(entry["year"])]]}
            author = [{"family": str(name)} for name in entry["author"]]
            printed = {k: str(entry[k]) for k in ("title", "container-title", "volume", "page")}
            csl = {"type": "article-journal", **printed, "author": author, "issued": issued}
            row = Row("", str(entry["what"]), str(entry["notice"]).lower(), str(entry["date"]))
            out.append(_Famous(keys, csl, row, entry.get("by") or {}))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            remedy = "give DOI, author, title, container-title, year, volume, page, what, notice, date"
            raise ConfigError(
                f"entry {entry!r} lacks {error}", where="lexicons/retracted.yaml", remedy=remedy
            ) from error
    return tuple(out)


def _reads_as(reference: matching.Printed, item: Mapping[str, Any]) -> bool:
    return matching.weigh(reference, item).score >= SURE


# -- making the list --------------------------------------------------------------------------------------------------


def build(lists: Iterable[Path], out: Path, *, as_of: str, sources: Sequence[str] = ()) -> int:
    """Make the list of works of open lists; how many works are in it. The same lists give the same bytes.

    Lists are the Retraction Watch CSV and JSON of {"retractions": {DOI: notice}, "concerns": {...}}. A work that was
    reinstated is left out. `sources` are the lists' names and licences, which those ask to be told.

    Raises:
        InputError: a list cannot be read.
    """
    rows: dict[tuple[str, str], Row] = {}
    back: set[str] = set()
    for path in lists:
        for row in _listed(path):
            if row.type == "reinstatement":
                back.add(row.key)
            before = rows.get((row.key, row.type))
            if before is None or (row.date and not before.date):
                rows[row.key, row.type] = row
    kept = sorted((r for r in rows.values() if r.key not in back and r.type in _KEPT), key=lambda r: (r.key, r.type))
    parts = _parts([(row.key, _line(row)) for row in kept])
    meta = {
        "as_of": as_of,
        "works": len({row.key for row in kept}),
        "sources": list(sources),
        "first": [part[0][0] for part in parts],
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w") as file:
        _write(file, "meta.json", json.dumps(meta, indent=1, ensure_ascii=False))
        for number, part in enumerate(parts):
            _write(file, f"{number:04d}", "\n".join(line for _, line in part))
    return len({row.key for row in kept})


_KEPT = frozenset({"retraction", "withdrawal", "removal", "retract_and_replace", "expression_of_concern"})


def _parts(lines: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Some lines at a time; those of one key stay together."""
    parts: list[list[tuple[str, str]]] = []
    for line in lines:
        if not parts or (len(parts[-1]) >= ROWS and parts[-1][-1][0] != line[0]):
            parts.append([])
        parts[-1].append(line)
    return parts


def _line(row: Row) -> str:
    kind = "" if row.type == "retraction" else row.type
    notice = _SAME if row.notice and row.key == f"doi:{row.notice}" else row.notice
    return f"{row.key}\t{kind}\t{notice}\t{row.date}"


def _write(file: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _STILL)
    info.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(info, text, compresslevel=9)


def _listed(path: Path) -> Iterator[Row]:
    try:
        data = path.read_bytes()
        if path.suffix.lower() == ".csv":
            for key, found in retraction_watch.parse(data).items():
                yield from (Row(key, n.type, n.DOI, n.updated) for n in found)
            return
        listed = json.loads(data)
        for name, kind in (("retractions", "retraction"), ("concerns", "expression_of_concern")):
            for doi, notice in listed[name].items():
                if known := identifiers.whole_doi(str(doi)):
                    yield Row(f"doi:{known}", kind, identifiers.whole_doi(str(notice)))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "give the Retraction Watch CSV, or JSON with retractions and concerns"
        raise InputError(f"no list of retractions ({error})", where=str(path), remedy=remedy) from error
