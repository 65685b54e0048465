"""The editors' own sources, `references/`: what they say of a work wins over every registry.

Read are source notes (`.md`: YAML front matter in CSL variables, the body saying what the source says, each stretch
headed by its locator) and bibliographies (`text/bibliography`: BibTeX, CSL-JSON, CSL-YAML, RIS, MEDLINE, EndNote). A
copy of the source itself may lie beside a note under the same name (`.html`, `.docx`, `.txt`, `.pdf`); its text is read
when asked for. PDFs without a note are `papers`: which works they are is told when works are read. A file or entry that
cannot be read becomes a failure that names it and its line, and the others go on.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from citewarden.errors import InputError
from citewarden.folders import Contents, walk
from citewarden.model import Failure, Resolution, Service, Work
from citewarden.text import bibliography, dates, identifiers, matching, names, pii, yaml_text
from citewarden.text.bibliography import items

SERVICES = (Service("library", "your library"),)

MAX_BYTES = 20_000_000
_NOT_READ = (".enl", ".enlx", ".ciw", ".rdf")
"""Files of reference managers in forms the library does not read: told, never passed over."""
_COPIES = (".html", ".htm", ".docx", ".txt", ".pdf")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$")


@dataclass(frozen=True, slots=True)
class Note:
    """What a source says at one place, in the editor's words or as copied; `locator` is the heading over it."""

    locator: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One source. `path` is relative to the library's folder, POSIX form; `digest` is the sha256 of the file.

    `packed` is its `csl` as JSON: unpacked, a library of many short entries would take thirty times its file. `copy` is
    the file with the source's own text beside the note, if there is one. `design` is what the front matter says under
    `design:` (see `Passage.design`), `line` where the entry begins.
    """

    path: str
    digest: str
    packed: bytes
    notes: tuple[Note, ...] = ()
    copy: Path | None = None
    design: Mapping[str, Any] = field(default_factory=dict)
    line: int = 1

    @property
    def csl(self) -> dict[str, Any]:
        """Valid CSL-JSON without "id"."""
        item: dict[str, Any] = json.loads(self.packed.decode("utf-8", "surrogatepass"))
        return item

    @property
    def key(self) -> str:
        """What citations call it: the entry's key, a note's file name without its ending."""
        return str(self.csl.get("custom", {}).get("key", ""))

    def text(self) -> str:
        """The text of the local copy, paragraphs parted by blank lines; "" if there is none or it cannot be read.

        That of a PDF (`paper`) is read page by page where works are read.
        """
        return _copy_text(self.copy) if self.copy and not self.paper else ""

    @property
    def paper(self) -> Path | None:
        """The local copy if it is a PDF."""
        return self.copy if self.copy and self.copy.suffix.lower() == ".pdf" else None


@dataclass(frozen=True, slots=True)
class Found:
    """What the library knows of a work: `outcome` is "matched", "ambiguous" or "not_found".

    `other` is the entry that has the printed identifier but is another work by its words.
    """

    outcome: str
    entry: Entry | None = None
    match: matching.Match | None = None
    other: Entry | None = None


@dataclass(frozen=True)
class Library:
    """All entries. `closed` says that the list is the whole world (`citewarden resolve --library FILE`).

    `papers` are PDFs that no note stands beside; `folder` is where the library lies.
    """

    entries: tuple[Entry, ...] = ()
    failures: tuple[Failure, ...] = ()
    closed: bool = False
    papers: tuple[Path, ...] = ()
    folder: Path = Path()

    def find(self, work: Work) -> Found:
        """By identifier first, unless what else is printed is another work; then by fields."""
        reference = matching.printed(work.raw, work.csl)
        other: Entry | None = None
        for key in _keys(work.DOI, work.PMID, work.PMCID, work.ISBN, _page(work.URL)):
            entry = self._by_key.get(key)
            if entry is None:
                continue
            match = matching.weigh(reference, entry.csl)
            if key.startswith("url:") or matching.is_borne_out(reference, entry.csl, match):
                return Found("matched", entry, match, other)
            other = other or entry
        if not self.entries or not (work.raw or work.csl):
            return Found("not_found", other=other)
        keys = self._index.candidates(reference)
        found = [
            (key, _web(reference, work, item) or matching.weigh_found(reference, item))
            for key in keys
            if _may_be(work, item := self.entries[int(key)].csl)
        ]
        found.sort(key=lambda pair: -pair[1].weight)
        works = {key: str(doi) for key, _ in found if (doi := self.entries[int(key)].csl.get("DOI"))}
        outcome, chosen = matching.decide(found, same=works)
        if chosen:
            return Found(outcome, self.entries[int(chosen)], found[0][1], other)
        return self._at_its_place(reference, keys) or Found(outcome, other=other)

    def _at_its_place(self, reference: matching.Printed, keys: Iterable[str]) -> Found | None:
        """The entry of the same title, people, year, volume and page, whatever its identifiers: two works do not share
        a page."""
        for entry in (self.entries[int(key)] for key in keys):
            match = matching.weigh(reference, entry.csl)
            if matching.is_at_its_place(match):
                return Found("matched", entry, match)
        return None

    def entry_for(self, work: Work, resolution: Resolution | None = None) -> Entry | None:
        """The entry about `work`: the one it was resolved to, or one with an identifier of the accepted record."""
        if resolution is not None and resolution.registry == "library":
            return self._by_path.get(resolution.record)
        if resolution is not None and resolution.outcome == "matched":
            item = resolution.csl
            doi, pmid, pmcid, isbn = (str(item.get(n) or "") for n in ("DOI", "PMID", "PMCID", "ISBN"))
            for key in _keys(doi, pmid, pmcid, isbn, ""):
                if key in self._by_key:
                    return self._by_key[key]
        if resolution is not None:
            return None  # resolving looked here first: `find` would find what it found, for a millisecond a work
        found = self.find(work)
        return found.entry if found.outcome == "matched" else None

    @cached_property
    def _by_path(self) -> Mapping[str, Entry]:
        return {_record(number, entry): entry for number, entry in enumerate(self.entries)} | {
            entry.path: entry for entry in reversed(self.entries)
        }

    @cached_property
    def _by_key(self) -> Mapping[str, Entry]:
        out: dict[str, Entry] = {}
        for entry in self.entries:
            item = entry.csl
            doi, isbn = identifiers.doi(str(item.get("DOI") or "")), identifiers.isbn(str(item.get("ISBN") or ""))
            pmid, pmcid = str(item.get("PMID") or "").strip(), identifiers.pmcid(str(item.get("PMCID") or ""))
            for key in _keys(doi, pmid, pmcid, isbn, _page(str(item.get("URL") or ""))):
                out.setdefault(key, entry)
        return out

    @cached_property
    def _index(self) -> matching.Index:
        return matching.Index(_Items(self.entries))

    def record_of(self, entry: Entry) -> str:
        """The name by which a `Resolution` points to an entry: its path, with a number in files of several."""
        return self._records[id(entry)]

    @cached_property
    def _records(self) -> Mapping[int, str]:
        return {id(entry): _record(number, entry) for number, entry in enumerate(self.entries)}


class _Items(Mapping[str, Mapping[str, Any]]):
    """The CSL of entries by their number, unpacked one at a time."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def __getitem__(self, number: str) -> Mapping[str, Any]:
        return self._entries[int(number)].csl

    def __iter__(self) -> Iterator[str]:
        return map(str, range(len(self._entries)))

    def __len__(self) -> int:
        return len(self._entries)


def _record(number: int, entry: Entry) -> str:
    return entry.path if entry.path.endswith(".md") else f"{entry.path}#{entry.key or number}"


def load(path: Path) -> Library:
    """The library in a folder, or the closed list in one file.

    Raises:
        InputError: `path` is one file and it cannot be read. A folder that is not there is an empty library.
    """
    if path.is_file():
        entries, wrong = listed(path, path.name)
        if wrong and not entries:
            raise wrong[0]
        return Library(tuple(entries), _failures(path, wrong), closed=True)
    entries = []
    contents = walk(path, lambda name: _is_source(name) or _is_paper(name)) if path.is_dir() else Contents()
    failures = [Failure(str(error).partition(": ")[0], "references", str(error)) for error in contents.unusable]
    held = _public(path, contents.files)
    for file in held:
        if _is_source(file.name):
            found, wrong = listed(file, file.relative_to(path).as_posix())
            entries += found
            failures += _failures(file, wrong)
    noted = {entry.copy for entry in entries}
    papers = tuple(file for file in held if _is_paper(file.name) and file not in noted)
    return Library(tuple(entries), tuple(failures), papers=papers, folder=path)


def files(folder: Path) -> list[Path]:
    """The files of a library's folder that hold sources, sorted."""
    return _public(folder, walk(folder, _is_source).files) if folder.is_dir() else []


def _public(folder: Path, files: Iterable[Path]) -> list[Path]:
    """Those that no "_" in front, of their name or of a folder's, keeps out."""
    return [file for file in files if not any(part.startswith("_") for part in file.relative_to(folder).parts)]


def _is_source(name: str) -> bool:
    suffix = Path(name).suffix.lower()
    return (suffix == ".md" or suffix in (*bibliography.SUFFIXES, *_NOT_READ)) and not name.upper().startswith("README")


def _is_paper(name: str) -> bool:
    return name.lower().endswith(".pdf")


def _failures(file: Path, wrong: Iterable[InputError]) -> tuple[Failure, ...]:
    return tuple(Failure(str(file), "references", str(error)) for error in wrong)


def listed(file: Path, name: str) -> tuple[list[Entry], list[InputError]]:
    """The entries of one file, whose path is told as `name`, and what was wrong in it."""
    if file.suffix.lower() in _NOT_READ:
        told = "not a kind of file the library reads"
        return [], [InputError(told, where=str(file), remedy="export it as RIS, BibTeX or CSL-JSON")]
    try:
        digest, text = _text(file)
        reader = _note if file.suffix.lower() == ".md" else _records
        return _entries(reader(text, file), file, name, digest)
    except InputError as error:
        return [], [error]


def _text(file: Path) -> tuple[str, str]:
    """The sha256 of a file's bytes and what they say.

    Raises:
        InputError: it cannot be read, is too large, or no UTF-8.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError(f"larger than {MAX_BYTES:,} bytes", where=str(file), remedy="split it")
        data = file.read_bytes()
        return hashlib.sha256(data).hexdigest(), data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError("not UTF-8 text", where=f"{file}:{line}", remedy="save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(file)) from error


def _entries(
    rows: Iterator[_Read | InputError], file: Path, name: str, digest: str
) -> tuple[list[Entry], list[InputError]]:
    """The sources among `rows` as entries, and the errors; a file that breaks off keeps what stands before."""
    entries: list[Entry] = []
    wrong: list[InputError] = []
    keys: set[str] = set()
    try:
        for row in rows:
            if isinstance(row, InputError):
                wrong.append(row)
                continue
            record, notes, design = row
            own = record.item.get("custom")
            custom = {**(own if isinstance(own, Mapping) else {}), "key": record.key}
            made = items.normal({**record.item, "custom": custom})
            packed = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
            entries.append(Entry(name, digest, packed, notes, _beside(file), design, record.line))
            told = items.contradictions(record.item, made)
            if record.key in keys and not record.key.isdecimal():
                told.append(f"the key {record.key!r} stands in it twice")
            keys.add(record.key)
            wrong += [InputError(one, where=f"{file}:{record.line}") for one in told]
    except InputError as error:
        wrong.append(error)
    return entries, wrong


_NOTHING: Mapping[str, Any] = {}
_Read = tuple[items.Record, tuple[Note, ...], Mapping[str, Any]]
"""A source, what a note says of it, and what is known of its design."""


def _records(text: str, file: Path) -> Iterator[_Read | InputError]:
    """The entries of a bibliography."""
    suffix = file.suffix.lower()
    if suffix not in bibliography.SUFFIXES:
        raise InputError(
            "not a kind of file the library reads", where=str(file), remedy="docs/references.md lists them"
        )
    for record in bibliography.records(text, suffix, where=str(file)):
        yield record if isinstance(record, InputError) else (record, (), _NOTHING)


def _note(text: str, file: Path) -> Iterator[_Read | InputError]:
    """A source note: front matter between lines of three dashes, then what the source says."""
    found = re.match(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", text, re.S)
    if not found:
        remedy = "begin with a line of three dashes, CSL variables, and three dashes"
        raise InputError("no front matter", where=f"{file}:1", remedy=remedy)
    try:
        front = yaml_text.read(found[1] or "")
    except yaml_text.NotYaml as error:
        where = f"{file}:{error.line + 1}"
        raise InputError(f"front matter is not YAML ({error.problem})", where=where) from error
    if not isinstance(front, dict) or not (front.get("title") or front.get("DOI") or front.get("URL")):
        remedy = "give at least title, DOI or URL"
        raise InputError("front matter does not say which source it is", where=f"{file}:2", remedy=remedy)
    design = front.pop("design", {})
    record = items.Record(str(front.pop("id", "") or file.stem), 1, {str(k): v for k, v in front.items()})
    yield record, tuple(_sections(text[found.end() :])), design if isinstance(design, dict) else {}


def _sections(body: str) -> Iterator[Note]:
    """Stretches of a note's body with the heading over each; comments and empty ones left out."""
    locator, lines = "", list[str]()
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    for line in [*body.splitlines(), "# "]:
        heading = _HEADING.match(line) if line.startswith("#") else None
        if heading is None and line != "# ":
            lines.append(line)
            continue
        for paragraph in re.split(r"\n\s*\n", "\n".join(lines)):
            told = re.sub(r"\s+", " ", re.sub(r"^\s*(?:[-*>]\s+)", "", paragraph.strip())).strip()
            if told:
                yield Note(locator, told)
        locator, lines = (heading[1] if heading else ""), []


def _keys(doi: str, pmid: str, pmcid: str, isbn: str, page: str) -> list[str]:
    named = (("doi", doi.lower()), ("pmid", pmid), ("pmcid", pmcid), ("isbn", isbn), ("url", page))
    return [f"{scheme}:{value}" for scheme, value in named if value]


def _page(url: str) -> str:
    """An address that stands for one page: without scheme, "www." and final slash; "" for a home page."""
    found = re.match(r"https?://(?:www\.)?([^/?#]+)(/[^#]*)?", identifiers.normal_url(url) if url else "")
    path = (found[2] or "").rstrip("/") if found else ""
    return f"{found[1]}{path}".lower() if found and path else ""


def _may_be(work: Work, item: Mapping[str, Any]) -> bool:
    """False where both sides state an identifier of one sort and the two differ; a torn DOI states nothing."""
    for name in ("DOI", "PMID", "PMCID"):
        own, theirs = str(getattr(work, name) or ""), str(item.get(name) or "")
        if own and theirs and own.lower() != theirs.lower() and not (name == "DOI" and pii.is_torn(own)):
            return False
    return True


_WEB = frozenset({"webpage", "post", "post-weblog", "report", "pamphlet", "book", "entry-encyclopedia"})


def _web(reference: matching.Printed, work: Work, item: Mapping[str, Any]) -> matching.Match | None:
    """A page, leaflet or book is itself by title and publisher or author; it has no volume and pages to agree on.

    A short title ("Multiple sclerosis") needs both the title and every named person or the publisher.
    """
    title = names.fold(str(item.get("title") or ""))
    if item.get("type") not in _WEB or len(title) < 5 or title not in reference.solid:
        return None
    if work.csl.get("type") in ("article-journal",) and work.csl.get("volume"):
        return None
    if work.csl.get("type") == "chapter" and title not in names.fold(str(work.csl.get("title") or "")):
        return None  # the book around the chapter
    publishers = [str(item.get(k) or "") for k in ("container-title", "publisher")]
    people = [names.family(n) for n in item.get("author") or []]
    named = [p for p in people if names.fold(p) in reference.solid]
    housed = [p for p in publishers if p and _mostly(p, reference)]
    if not (housed or (named and len(named) == len(people))):
        return None
    year, years = dates.year(item.get("issued")), reference.years
    if year and years and min(abs(y - year) for y in years) > 1:
        return None
    weight = 2.0 + len(housed) + min(2, len(named)) + (1.0 if year in years else 0.0) + min(2.0, len(title) / 20)
    evidence = {"title": 1.0, "publisher": float(bool(housed)), "authors": float(bool(named))}
    return matching.Match(min(0.99, 0.5 + weight / 14), evidence, weight)


def _mostly(publisher: str, reference: matching.Printed) -> bool:
    """Whether most telling words of a publisher's name are printed ("... Diseases and Stroke" is near enough)."""
    words = [w for w in map(names.fold, re.findall(r"\w+", publisher)) if len(w) > 3]
    found = sum(w in reference.bag for w in words)
    return bool(words) and found >= max(1, round(0.7 * len(words)))


def _beside(file: Path) -> Path | None:
    """A copy of the source beside its note: the same name with another ending."""
    if file.suffix.lower() != ".md":
        return None
    return next((p for ending in _COPIES if (p := file.with_suffix(ending)).is_file()), None)


def _copy_text(file: Path) -> str:
    """The text of a local copy; "" for one that cannot be read."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return ""
        ending = file.suffix.lower()
        if ending == ".txt":
            return file.read_text("utf-8", "replace")
        if ending in (".html", ".htm"):
            from citewarden.text.webpage import main_content

            return "\n\n".join(text for _, text in main_content(file.read_bytes()))
        import docx

        return "\n\n".join(p.text for p in docx.Document(str(file)).paragraphs if p.text.strip())
    except Exception:  # hostile or broken copies; the note itself is still good
        return ""
