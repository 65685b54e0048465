"""The editors' own sources, `references/`: what they say of a work wins over every registry.

Read are source notes (`.md`: YAML front matter in CSL variables, the body saying what the source says, each stretch
headed by its locator), CSL-JSON (`.json`), BibTeX (`.bib`), RIS (`.ris`) and MEDLINE (`.nbib`). A copy of the source
itself may lie beside a note under the same name (`.html`, `.docx`, `.txt`, `.pdf`); its text is read when asked for. A
file or entry that cannot be read becomes a failure that names it and its line, and the others go on.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from citewarden.errors import InputError
from citewarden.folders import Contents, walk
from citewarden.model import Failure, Resolution, Work
from citewarden.text import csl, dates, identifiers, matching, names

MAX_BYTES = 20_000_000
_COPIES = (".html", ".htm", ".docx", ".txt", ".pdf")
_LISTS = {".json": "CSL-JSON", ".bib": "BibTeX", ".ris": "RIS", ".nbib": "MEDLINE"}
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$")


@dataclass(frozen=True, slots=True)
class Note:
    """What a source says at one place, in the editor's words or as copied; `locator` is the heading over it."""

    locator: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One source. `path` is relative to the library's folder, POSIX form; `digest` is the sha256 of the file.

    `csl` is valid CSL-JSON without "id". `copy` is the file with the source's own text beside the note, if there is
    one. `design` is what the front matter says under `design:` (see `Passage.design`).
    """

    path: str
    digest: str
    csl: Mapping[str, Any]
    notes: tuple[Note, ...] = ()
    copy: Path | None = None
    design: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The text of the local copy, paragraphs parted by blank lines; "" if there is none or it cannot be read."""
        return _copy_text(self.copy) if self.copy else ""


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
    """All entries. `closed` says that the list is the whole world (`citewarden resolve --library FILE`)."""

    entries: tuple[Entry, ...] = ()
    failures: tuple[Failure, ...] = ()
    closed: bool = False

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
            (key, _web(reference, work, item) or matching.weigh(reference, item))
            for key in keys
            if _may_be(work, item := self.entries[int(key)].csl)
        ]
        found.sort(key=lambda pair: -pair[1].weight)
        works = {key: str(doi) for key, _ in found if (doi := self.entries[int(key)].csl.get("DOI"))}
        outcome, chosen = matching.decide(found, same=works)
        return Found(outcome, self.entries[int(chosen)], found[0][1], other) if chosen else Found(outcome, other=other)

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
        return matching.Index((str(number), entry.csl) for number, entry in enumerate(self.entries))

    def record_of(self, entry: Entry) -> str:
        """The name by which a `Resolution` points to an entry: its path, with a number in files of several."""
        return self._records[id(entry)]

    @cached_property
    def _records(self) -> Mapping[int, str]:
        return {id(entry): _record(number, entry) for number, entry in enumerate(self.entries)}


def _record(number: int, entry: Entry) -> str:
    return (
        entry.path if entry.path.endswith(".md") else f"{entry.path}#{entry.csl.get('custom', {}).get('key', number)}"
    )


def load(path: Path) -> Library:
    """The library in a folder, or the closed list in one file.

    Raises:
        InputError: `path` is one file and it cannot be read. A folder that is not there is an empty library.
    """
    if path.is_file():
        entries, failures = _read(path, path.name)
        if failures and not entries:
            raise InputError(failures[0].message.split(": ", 1)[-1], where=failures[0].message.split(": ", 1)[0])
        return Library(tuple(entries), tuple(failures), closed=True)
    entries = []
    found = walk(path, _is_source) if path.is_dir() else Contents()
    failures = [Failure(str(error).partition(": ")[0], "references", str(error)) for error in found.unusable]
    for file in found.files:
        relative = file.relative_to(path)
        if not any(part.startswith("_") for part in relative.parts):
            held, wrong = _read(file, relative.as_posix())
            entries += held
            failures += wrong
    return Library(tuple(entries), tuple(failures))


def _is_source(name: str) -> bool:
    suffix = Path(name).suffix.lower()
    return (suffix == ".md" or suffix in _LISTS) and not name.upper().startswith("README")


def _read(file: Path, name: str) -> tuple[list[Entry], list[Failure]]:
    """Entries of one file and what was wrong in it."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError(f"larger than {MAX_BYTES:,} bytes", where=str(file), remedy="split it")
        data = file.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        wrong = InputError("not UTF-8 text", where=f"{file}:{line}", remedy="save it as UTF-8")
        return [], [Failure(str(file), "references", str(wrong))]
    except InputError as error:
        return [], [Failure(str(file), "references", str(error))]
    except OSError as error:
        wrong = InputError(f"cannot be read ({error.strerror})", where=str(file))
        return [], [Failure(str(file), "references", str(wrong))]
    digest = hashlib.sha256(data).hexdigest()
    reader = {".md": _note, ".json": _json, ".bib": _bibtex, ".ris": _ris, ".nbib": _nbib}.get(file.suffix.lower())
    if reader is None:
        wrong = InputError(
            "not a kind of file the library reads", where=str(file), remedy="docs/references.md lists them"
        )
        return [], [Failure(str(file), "references", str(wrong))]
    entries: list[Entry] = []
    failures: list[Failure] = []
    try:
        for item in reader(text, file):
            if isinstance(item, InputError):
                failures.append(Failure(str(file), "references", str(item)))
                continue
            notes, design = item.pop("_notes", ()), item.pop("_design", {})
            made = _normal(item)
            entries.append(Entry(name, digest, made, notes, _beside(file), design))
    except InputError as error:
        failures.append(Failure(str(file), "references", str(error)))
    return entries, failures


Item = dict[str, Any]


def _note(text: str, file: Path) -> Iterator[Item | InputError]:
    """A source note: front matter between lines of three dashes, then what the source says."""
    import yaml

    found = re.match(r"---[ \t]*\r?\n(.*?\r?\n)?---[ \t]*(?:\r?\n|$)", text, re.S)
    if not found:
        remedy = "begin with a line of three dashes, CSL variables, and three dashes"
        raise InputError("no front matter", where=f"{file}:1", remedy=remedy)
    try:
        front = yaml.load(found[1] or "", Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        raise InputError(f"front matter is not YAML ({error.problem})", where=f"{file}:{line}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"front matter is not YAML ({str(error).splitlines()[0]})", where=f"{file}:2") from error
    if not isinstance(front, dict) or not (front.get("title") or front.get("DOI") or front.get("URL")):
        remedy = "give at least title, DOI or URL"
        raise InputError("front matter does not say which source it is", where=f"{file}:2", remedy=remedy)
    design = front.pop("design", {})
    item: Item = {str(k): v for k, v in front.items()}
    item["_notes"] = tuple(_sections(text[found.end() :]))
    item["_design"] = design if isinstance(design, dict) else {}
    yield item


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


def _json(text: str, file: Path) -> Iterator[Item | InputError]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON ({error.msg})", where=f"{file}:{error.lineno}") from error
    for number, item in enumerate(data if isinstance(data, list) else [data], 1):
        if not isinstance(item, dict) or not (item.get("title") or item.get("DOI") or item.get("URL")):
            yield InputError(
                f"entry {number} is no CSL item with a title", where=str(file), remedy="see the CSL schema"
            )
        else:
            yield {**item, "custom": {"key": str(item.get("id") or number)}}


def _bibtex(text: str, file: Path) -> Iterator[Item | InputError]:
    """BibTeX, entry by entry, so that a broken one costs no other."""
    import logging

    import bibtexparser
    from bibtexparser.bparser import BibTexParser

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    starts = list(re.finditer(r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(]", text, re.M))
    ends = [m.start() for m in starts[1:]] + [len(text)]
    parts = [text[m.start() : end] for m, end in zip(starts, ends, strict=False)]
    strings = "".join(part for m, part in zip(starts, parts, strict=True) if m[1].lower() == "string")
    if not starts and text.strip():
        raise InputError("no BibTeX entry in it", where=f"{file}:1")
    for match, part in zip(starts, parts, strict=True):
        if match[1].lower() in ("string", "comment", "preamble"):
            continue
        where = f"{file}:{text.count(chr(10), 0, match.start()) + 1}"
        parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
        try:
            entries = bibtexparser.loads(strings + part, parser=parser).entries
        except Exception as error:  # the parser raises many kinds on broken entries
            told = str(error).splitlines()[0][:80] if str(error) else "unreadable"
            yield InputError(f"a broken BibTeX entry ({told})", where=where, remedy="check its braces and commas")
            continue
        if not entries:
            yield InputError("a broken BibTeX entry", where=where, remedy="check its braces and commas")
        for entry in entries:
            item = _from_bibtex(entry)
            yield item if item.get("title") else InputError(f"entry {entry['ID']!r} has no title", where=where)


_BIBTEX = {
    "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher", "address": "publisher-place",
    "location": "publisher-place", "edition": "edition", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL",
    "pmid": "PMID", "pmcid": "PMCID", "abstract": "abstract", "note": "note", "eid": "number", "version": "version",
    "language": "language", "series": "collection-title", "institution": "publisher", "school": "publisher",
    "organization": "publisher",
}  # fmt: skip


def _from_bibtex(entry: Mapping[str, str]) -> Item:
    def clean(text: str) -> str:
        return re.sub(r"\s+", " ", re.sub(r"(?<!\\)[{}]", "", _unicode(text))).replace("\\&", "&").strip()

    item: Item = {"type": csl.FROM_BIBTEX.get(entry.get("ENTRYTYPE", "").lower(), "document")}
    item["title"] = clean(entry.get("title", ""))
    if entry.get("subtitle"):
        item["title"] += f": {clean(entry['subtitle'])}"
    for ours in ("journal", "journaltitle", "booktitle", "website"):
        if entry.get(ours):
            item["container-title"] = clean(entry[ours])
    for key, variable in _BIBTEX.items():
        if entry.get(key):
            item.setdefault(variable, clean(entry[key]).replace("--", "-"))
    for role in ("author", "editor"):
        if entry.get(role):
            item[role] = [
                _bibtex_name(part) for part in re.split(r"\s+and\s+", entry[role]) if part.strip() != "others"
            ]
    day = dates.from_iso(entry.get("date", "")) or dates.parse(
        f"{entry.get('month', '')} {entry.get('year', '')}".strip()
    )
    item["issued"] = day or dates.parse(entry.get("year", ""))
    item["accessed"] = dates.from_iso(entry.get("urldate", "")[:10])
    item["custom"] = {"key": entry.get("ID", "")}
    return item


def _unicode(text: str) -> str:
    """LaTeX's accents as characters."""
    if "\\" not in text:
        return text
    from bibtexparser.latexenc import latex_to_unicode

    return str(latex_to_unicode(text))


def _bibtex_name(text: str) -> dict[str, str]:
    text = re.sub(r"\s+", " ", text).strip()
    if text.startswith("{") and text.endswith("}"):
        return {"literal": _unicode(text[1:-1]).strip("{} ")}
    text = _unicode(text).replace("{", "").replace("}", "")
    if "," in text:
        family, _, given = text.partition(",")
        return {k: v for k, v in (("family", family.strip()), ("given", given.strip())) if v}
    given, _, family = text.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": family}


def _ris(text: str, file: Path) -> Iterator[Item | InputError]:
    import rispy

    first = next((n for n, line in enumerate(text.splitlines(), 1) if line.strip()), 1)
    if not re.match(r"\s*TY {2}-", text):
        raise InputError("not RIS: its first entry does not begin with TY", where=f"{file}:{first}")
    try:
        entries = rispy.loads(text)
    except Exception as error:  # the parser raises many kinds on broken files
        raise InputError(
            f"not RIS ({str(error).splitlines()[0] if str(error) else 'unreadable'})", where=f"{file}:{first}"
        ) from error
    starts = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(r"^TY {2}-", text, re.M)]
    for number, entry in enumerate(entries):
        item = _from_ris(entry)
        if item.get("title"):
            yield {**item, "custom": {"key": str(entry.get("id") or number + 1)}}
        else:
            line = starts[number] if number < len(starts) else 1
            yield InputError(f"entry {number + 1} has no title", where=f"{file}:{line}")


def _from_ris(entry: Mapping[str, Any]) -> Item:
    def one(*keys: str) -> str:
        for key in keys:
            value = entry.get(key)
            value = value[0] if isinstance(value, list) and value else value
            if value:
                return re.sub(r"\s+", " ", str(value)).strip()
        return ""

    start, end = one("start_page"), one("end_page")
    when = one("date", "publication_year", "year")
    people = entry.get("authors") or entry.get("first_authors") or []
    return {
        "type": csl.FROM_RIS.get(str(entry.get("type_of_reference", "")), "document"),
        "title": one("title", "primary_title", "translated_title"),
        "author": [_bibtex_name(str(name)) for name in people],
        "editor": [_bibtex_name(str(name)) for name in entry.get("secondary_authors") or []],
        "container-title": one(
            "journal_name", "secondary_title", "alternate_title1", "alternate_title2", "alternate_title3"
        ),
        "volume": one("volume"),
        "issue": one("number"),
        "page": f"{start}-{end}" if start and end and end != start else start,
        "publisher": one("publisher"),
        "publisher-place": one("place_published"),
        "edition": one("edition"),
        "issued": _slashed(when) or _slashed(one("publication_year", "year")),
        "accessed": _slashed(one("access_date")),
        "DOI": identifiers.doi(one("doi")),
        "ISSN" if len(re.sub(r"\D", "", one("issn"))) < 9 else "ISBN": one("issn"),
        "URL": one("urls", "url", "link1"),
        "abstract": one("abstract", "notes_abstract"),
        "language": one("language"),
    }


def _slashed(text: str) -> dict[str, Any]:
    found = re.match(r"(\d{4})(?:/(\d{1,2}))?(?:/(\d{1,2}))?", text)
    if not found:
        return dates.parse(text) if text else {}
    return {"date-parts": [[int(p) for p in found.groups() if p and int(p)]]}


def _nbib(text: str, file: Path) -> Iterator[Item | InputError]:
    """MEDLINE: a tag of up to four letters, a dash, and lines indented by six that go on with it."""
    start, rows = 1, list[tuple[str, str]]()
    seen = False
    for number, line in enumerate([*text.splitlines(), ""], 1):
        found = re.match(r"([A-Z]{2,4}) *- ?(.*)", line)
        if found:
            if not rows:
                start = number
            rows.append((found[1], found[2].strip()))
        elif line.startswith("      ") and rows:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}")
        elif not line.strip():
            if rows:
                seen = True
                item = _from_medline(rows)
                yield item if item.get("title") else InputError("a record without title", where=f"{file}:{start}")
            rows = []
        else:
            yield InputError("a line that is no MEDLINE field", where=f"{file}:{number}")
    if not seen:
        raise InputError("no MEDLINE record in it", where=f"{file}:1")


def _from_medline(rows: Iterable[tuple[str, str]]) -> Item:
    held: dict[str, list[str]] = {}
    for tag, value in rows:
        held.setdefault(tag, []).append(value)

    def one(tag: str) -> str:
        return held.get(tag, [""])[0]

    located = held.get("LID", []) + held.get("AID", [])
    doi = next((identifiers.doi(v) for v in located if v.endswith("[doi]")), "")
    people = [_bibtex_name(n) for n in held.get("FAU", [])] or list(names.parse(", ".join(held.get("AU", []))).names)
    people += [{"literal": n} for n in held.get("CN", [])]
    return {
        "type": "chapter" if "BTI" in held else "article-journal",
        "title": (one("TI") or one("BTI")).rstrip("."),
        "author": people,
        "container-title": one("JT") or one("BTI"),
        "container-title-short": one("TA"),
        "volume": one("VI"),
        "issue": one("IP"),
        "page": one("PG"),
        "number": next((v.removesuffix("[pii]").strip() for v in located if v.endswith("[pii]")), "")
        if not one("PG")
        else "",
        "issued": dates.parse(one("DP")),
        "publisher": one("PB"),
        "DOI": doi,
        "PMID": one("PMID").lstrip("0"),
        "PMCID": identifiers.pmcid(one("PMC")) if one("PMC") else "",
        "ISSN": one("IS")[:9],
        "abstract": one("AB"),
        "custom": {"key": one("PMID")},
    }


def _normal(item: Item) -> dict[str, Any]:
    """Valid CSL-JSON from what a person wrote: dates as text, authors as text, numbers for text."""
    made: Item = {}
    for key, value in item.items():
        if key in csl.DATES and not isinstance(value, Mapping):
            value = dates.from_iso(str(value)) or dates.parse(str(value))
        elif key in csl.NAMES:
            rows = value if isinstance(value, list) else [value]
            value = [n for row in rows for n in ([row] if isinstance(row, Mapping) else names.parse(str(row)).names)]
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        made[key] = value
    made = csl.clean(made)
    if made.get("DOI"):
        made["DOI"] = identifiers.doi(str(made["DOI"])) or made["DOI"]
    if made.get("PMCID"):
        made["PMCID"] = identifiers.pmcid(str(made["PMCID"])) or made["PMCID"]
    return made


def _keys(doi: str, pmid: str, pmcid: str, isbn: str, page: str) -> list[str]:
    named = (("doi", doi.lower()), ("pmid", pmid), ("pmcid", pmcid), ("isbn", isbn), ("url", page))
    return [f"{scheme}:{value}" for scheme, value in named if value]


def _page(url: str) -> str:
    """An address that stands for one page: without scheme, "www." and final slash; "" for a home page."""
    found = re.match(r"https?://(?:www\.)?([^/?#]+)(/[^#]*)?", identifiers.normal_url(url) if url else "")
    path = (found[2] or "").rstrip("/") if found else ""
    return f"{found[1]}{path}".lower() if found and path else ""


def _may_be(work: Work, item: Mapping[str, Any]) -> bool:
    """False where both sides state an identifier of one sort and the two differ."""
    for name in ("DOI", "PMID", "PMCID"):
        own, theirs = str(getattr(work, name) or ""), str(item.get(name) or "")
        if own and theirs and own.lower() != theirs.lower():
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
        if ending == ".docx":
            import docx

            return "\n\n".join(p.text for p in docx.Document(str(file)).paragraphs if p.text.strip())
        return _pdf_text(file)
    except Exception:  # hostile or broken copies; the note itself is still good
        return ""


def _pdf_text(file: Path) -> str:
    """The text of a PDF where pypdf is installed, "" otherwise."""
    try:
        from pypdf import PdfReader
    except ImportError:
        return ""
    pages = (page.extract_text() or "" for page in PdfReader(str(file)).pages)
    return "\n\n".join(re.sub(r"[ \t]*\n(?=\S)", " ", page).strip() for page in pages)
