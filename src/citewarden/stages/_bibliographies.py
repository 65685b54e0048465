"""The sources an article cites by key: looked up in the files it names and in the editors' library.

Only files of the article's own project are opened. What is not found, not opened or not read is told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from citewarden.errors import InputError
from citewarden.model import BibliographyEntry, Document, Hyperlink, Unread
from citewarden.registries import library
from citewarden.registries.library import Entry
from citewarden.stages import _keyed, _named, _project_settings
from citewarden.stages._marks import body_blocks
from citewarden.stages._places import REMOTE, Places
from citewarden.tables import dumps
from citewarden.text import dates

_LINE = re.compile(r":(\d+)$")
ALL = "*"
"""The key in `nocite` that stands for all."""
_RELS = ("key", "handle")


def with_cited(document: Document, places: Places) -> Document:
    """The document with the entries its keys name, in the order they are cited, and with what was not found of them."""
    if not (document.bibliographies or document.nocite or any(link.rel in _RELS for link in document.links)):
        return document
    own_names = document.bibliographies
    named = _project_settings.named(places.article, places.project)
    own = (_project_settings.scholars(name, places.article, places.project) for name in document.bibliographies)
    document = replace(document, bibliographies=tuple(dict.fromkeys([*own, *(held.path for held in named)])))
    found = _Found(document, places, {held.path: held.settings for held in named})
    document = _by_own_keys(document, found)
    document = _without_handles(document, found)
    keys = [link for link in document.links if link.rel == "key"]
    asked = list(dict.fromkeys([*(link.href for link in keys), *(k for k in document.nocite if k != ALL)]))
    held = {entry.key: entry for entry in document.cited}
    looked = {key: held.get(key) or found.entry(key) for key in asked}
    if ALL in document.nocite:
        looked |= {key: found.entry(key) for key in found.keys() if key not in looked}  # noqa: SIM118
    listed = _listed(document, keys, looked)
    listed += _named_in_text(document, listed, found)
    new = [entry for entry in listed if entry.key not in held]
    sha256 = hashlib.sha256(f"{document.sha256}\n{dumps(new)}".encode()).hexdigest() if new else document.sha256
    lost = [key for key, entry in looked.items() if entry is None]
    twice = [found.twice[key] for key in asked if key in found.twice and key not in held]
    whole = found.unread(whole=bool(lost) or ALL in document.nocite)
    unused = _unused(own_names, found) if not (asked or listed or found.printed) else ()
    unread = [*document.unread, *whole, *twice, *_unknown(keys, lost, found), *unused]
    return replace(document, cited=tuple(listed), unread=tuple(unread), sha256=sha256)


def _by_own_keys(document: Document, found: _Found) -> Document:
    """The document with every other key of an entry (its `ids`) replaced by its own: both name one work."""
    own = found.also
    if not own:
        return document
    links = [replace(x, href=own.get(x.href, x.href)) if x.rel in _RELS else x for x in document.links]
    return replace(document, links=tuple(links), nocite=tuple(dict.fromkeys(own.get(k, k) for k in document.nocite)))


def _without_handles(document: Document, found: _Found) -> Document:
    """The document with its handles made keys where a bibliography has them; the others are names of accounts."""
    held = {entry.key for entry in document.cited}
    links = []
    for link in document.links:
        if link.rel != "handle":
            links.append(link)
        elif link.href in held or found.entry(link.href) is not None:
            links.append(replace(link, rel="key"))
    return replace(document, links=tuple(links))


def _listed(
    document: Document, keys: Sequence[Hyperlink], looked: dict[str, BibliographyEntry | None]
) -> list[BibliographyEntry]:
    """What is printed: the entries cited or asked for; without any citation by key, all the article itself holds."""
    chosen = [entry for entry in looked.values() if entry is not None]
    rest = [entry for entry in document.cited if entry.key not in looked]
    return [*chosen, *(rest if not keys or ALL in document.nocite else [e for e in rest if e.key.isdecimal()])]


def _named_in_text(document: Document, listed: Sequence[BibliographyEntry], found: _Found) -> list[BibliographyEntry]:
    """The further entries of the bibliographies that the text names by their authors and year: "[Roe 2019]"."""
    known = {entry.key for entry in listed}
    rest = [entry for key in found.keys() if key not in known and (entry := found.entry(key))]  # noqa: SIM118
    years = [(entry, dates.year(entry.csl.get("issued"))) for entry in rest]
    dated = tuple(entry for entry, year in years if not year or str(year) in document.text)
    if not dated:
        return []
    works = _keyed.references(replace(document, cited=dated), 0)
    naming = _named.Naming(document, works)
    blocks = (document.text[block.start : block.end] for block in body_blocks(document))
    named = {work for body in blocks for mark in naming.find(body) for work, _ in mark.targets}
    return [entry for entry, work in zip(dated, works, strict=True) if work.id in named]


def _unused(names: Sequence[str], found: _Found) -> Iterator[Unread]:
    """The article's own bibliographies, where nothing in the text leads to any of their entries."""
    count = len(found.entries)
    if count and names:
        yield Unread(
            "bibliography",
            f"the bibliography {found.first}",
            f"no mark in the text leads to {'its one entry' if count == 1 else f'any of its {count} entries'}",
            "cite each source by its key, or take the bibliography out of the front matter",
            place="front matter",
        )


def _unknown(keys: Sequence[Hyperlink], lost: Iterable[str], found: _Found) -> Iterator[Unread]:
    """The keys that nothing answers to, each where it is first cited."""
    first = {link.href: link for link in reversed(keys)}
    printed = found.printed
    for key in lost:
        if key in printed:
            continue
        link = first.get(key)
        yield Unread(
            "key",
            f"the key @{key}",
            "in no bibliography that was read",
            f"add its entry to {found.first}, or correct the key",
            *((link.start, link.end) if link else (-1, -1)),
            place="" if link else "front matter",
        )


class _Found:
    """The bibliographies of one article; `settings` are the files that name some of them for the whole project."""

    def __init__(self, document: Document, places: Places, settings: Mapping[str, str]) -> None:
        self.document, self.places, self.settings = document, places, settings
        printed = [b for b in document.blocks if b.kind == "reference"]
        self.printed = {b.label or str(number) for number, b in enumerate(printed, 1)}
        self.printed |= {b.label for b in document.blocks if b.kind == "note" and b.label}
        self.lost: list[Unread] = []
        self.missing: list[Unread] = []
        self.twice: dict[str, Unread] = {}
        """By key: what was found under a key that another entry bears already."""
        self.entries: dict[str, tuple[Entry, str]] = {}
        """By key: an entry, and the bibliography it stands in as that is told."""
        for name in dict.fromkeys(document.bibliographies):
            self._open(name)

    @property
    def first(self) -> str:
        """The bibliography an author would add an entry to."""
        return next(map(self._shown, self.document.bibliographies), "the library")

    def _shown(self, name: str) -> str:
        """A bibliography's name as it is told: as the article spells it, or from the project's folder."""
        return name.lstrip("/") if name in self.settings else name

    def keys(self) -> list[str]:
        """Every key of the article's own bibliographies."""
        return list(self.entries)

    @property
    def also(self) -> dict[str, str]:
        """The further keys of the entries of the article's own bibliographies, each with the entry's own."""
        further = {
            key: own for own, (held, _) in self.entries.items() for key in held.csl.get("custom", {}).get("ids", ())
        }
        return {key: own for key, own in further.items() if key not in self.entries}

    def entry(self, key: str) -> BibliographyEntry | None:
        """The entry of a key: of the article's bibliographies, else of the library."""
        if key in self.entries:
            own, name = self.entries[key]
            return _made(key, own, f"{name}, line {own.line}")
        if self.places.library is None or key in self.printed:
            return None
        held = _of_library(self.places.library).get(key)
        return _made(key, held, f"{self.places.library.name}/{held.path}") if held else None

    def unread(self, *, whole: bool) -> list[Unread]:
        """The bibliographies that are not there; `whole`: also the entries lost in those that are."""
        return [*self.missing, *(self.lost if whole else [])]

    def _open(self, name: str) -> None:
        if REMOTE.match(name):
            self._miss(name, "it is on the network, where none is read", "put the file beside the article")
            return
        path = self.places.of(name)
        if path is None:
            why = "it lies outside the article's project, which is never left"
            self._miss(name, why, "put the file beside the article")
            return
        if not path.is_file():
            self._miss(name, "not found", "put the file beside the article, or correct the name")
            return
        entries, wrong = _of_file(path, path.stat().st_mtime_ns, path.stat().st_size)
        if not entries and wrong:
            self._miss(name, wrong[0].problem, wrong[0].remedy or "mend the file")
            return
        shown = self._shown(name)
        self.lost += [_lost(error, shown) for error in wrong]
        for held in entries:
            first, where = self.entries.setdefault(held.key, (held, shown))
            if first is not held and first.csl.get("title") != held.csl.get("title"):
                self.twice.setdefault(held.key, _doubled(held, shown, f"{where}, line {first.line}"))

    def _miss(self, name: str, why: str, remedy: str) -> None:
        place = self.settings.get(name, "front matter")
        self.missing.append(Unread("bibliography", f"the bibliography {self._shown(name)}", why, remedy, place=place))


def _made(key: str, held: Entry, place: str) -> BibliographyEntry:
    item = held.csl
    custom = {name: value for name, value in item.pop("custom", {}).items() if name not in ("key", "ids")}
    return BibliographyEntry(key, {**item, "custom": custom} if custom else item, "", place)


def _doubled(held: Entry, name: str, first: str) -> Unread:
    why = f"another work bears the same key ({first}), and that one was taken"
    return Unread("entry", f"the entry @{held.key}", why, "give each its own key", place=f"{name}, line {held.line}")


def _lost(error: InputError, name: str) -> Unread:
    line = _LINE.search(error.where)
    place = f"{name}, line {line[1]}" if line else name
    remedy = error.remedy or "mend the entry"
    return Unread("entry", f"an entry of the bibliography {name}", error.problem, remedy, place=place)


@lru_cache(maxsize=64)
def _of_file(path: Path, modified: int, size: int) -> tuple[list[Entry], list[InputError]]:
    return library.listed(path, path.name)


def _of_library(folder: Path) -> dict[str, Entry]:
    files = [(path, held.st_mtime_ns, held.st_size) for path in library.files(folder) if (held := path.stat())]
    return _by_key(folder, tuple(files))


@lru_cache(maxsize=2)
def _by_key(folder: Path, files: tuple[tuple[Path, int, int], ...]) -> dict[str, Entry]:
    out: dict[str, Entry] = {}
    for path, _, _ in files:
        for entry in library.listed(path, path.relative_to(folder).as_posix())[0]:
            out.setdefault(entry.key, entry)
    return out
