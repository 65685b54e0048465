"""What the local world knows: works, notices, sites and saved pages, as plain data.

Defined once in YAML (or built in a test from mappings of the same form) and served in each registry's own shape by
`services/`. Nothing here is taken from a registry.

A work, whole (everything but `key` and `csl` may be left out):

    key: lind-2019                       how other records name it
    csl:                                 CSL-JSON; authors may be "Family, Given" or "An Organisation", dates ISO text
      type: article-journal
      title: Magnesium for leg cramps in older adults
      author: ["Lind, Greta A.", "Okafor, Chidi"]
      container-title: Journal of Example Medicine
      container-title-short: J Ex Med
      issued: 2019-04
      volume: 12
      page: 101-109
      DOI: 10.5555/jem.2019.101
      PMID: 90000101
    agency: Crossref                     who registered the DOI: Crossref, DataCite, or "" for nobody
    known_to: [crossref, pubmed]         which registries hold it; all that could, if left out
    registered: {openalex: {title: ...}} CSL variables one registry holds differently
    landing: http://press.example/12     the address the DOI leads to
    abstract: Text, or {Methods: ..., Results: ...}
    publication_types: [Journal Article, Randomized Controlled Trial]
    mesh: [Humans, Muscle Cramp]
    full_text: {Results: [a paragraph, another]}      open in PMC and Europe PMC; needs a PMCID
    relations: {is-preprint-of: [key or DOI]}
    revised: 2024-05-01                  Bookshelf and library records
    openalex_retracted: false            what OpenAlex says, where it differs from the notices
    copies:                              open copies, the best first; "seen_by" both, if left out
      - {pdf: http://repository.example/1.pdf, version: acceptedVersion, license: cc-by, seen_by: [unpaywall]}

A notice names the work it changes (`of`) and, if there is one, the record it was published as (`by`), the replacing
work (`replacement`), who knows of it (`seen_by`) and whose Crossref record says so (`sides`: the original's, the
notice's). Pages are `testing.sites`' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Csl = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One work. `abstract` and `full_text` are (heading, text) and (heading, paragraphs); "" heads a plain one."""

    key: str
    csl: Csl
    agency: str = "Crossref"
    known_to: tuple[str, ...] = ()
    registered: Mapping[str, Csl] = field(default_factory=dict)
    landing: str = ""
    abstract: tuple[tuple[str, str], ...] = ()
    publication_types: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()
    full_text: tuple[tuple[str, tuple[str, ...]], ...] = ()
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    revised: str = ""
    openalex_retracted: bool | None = None
    copies: tuple[Mapping[str, Any], ...] = ()

    @property
    def DOI(self) -> str:
        """The DOI in lower case, "" if none."""
        return str(self.csl.get("DOI", "")).lower()

    @property
    def PMID(self) -> str:
        """The PubMed id, "" if none."""
        return str(self.csl.get("PMID", ""))

    @property
    def PMCID(self) -> str:
        """The PubMed Central id with its "PMC", "" if none."""
        return str(self.csl.get("PMCID", ""))

    @property
    def title(self) -> str:
        """The title."""
        return str(self.csl.get("title", ""))

    @property
    def year(self) -> str:
        """Year of publication, "" if not known."""
        return str(date_parts(self.csl)[0]) if date_parts(self.csl) else ""

    def as_held_by(self, registry: str) -> Csl:
        """The CSL variables as one registry holds them."""
        return {**self.csl, **self.registered.get(registry, {})}


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """What happened to a work. `type` is Crossref's; `nature` and `reasons` are the Retraction Watch columns."""

    type: str
    of: str
    date: str
    by: str = ""
    label: str = ""
    sources: tuple[str, ...] = ("publisher",)
    record_id: str = ""
    nature: str = ""
    reasons: tuple[str, ...] = ()
    replacement: str = ""
    seen_by: tuple[str, ...] = ("crossref", "pubmed", "europepmc", "openalex", "retraction_watch")
    pubmed: str = ""
    note: str = ""
    sides: tuple[str, ...] = ("original", "notice")


@dataclass(frozen=True, slots=True)
class Page:
    """One address of a cited site.

    `does`: ok, gone (410), missing (404), moved (301), moved-home, redirected (302), loop, soft-404, blocked (403 bot
    wall), login, rate-limited (429), server-error (503), slow, refresh (meta refresh) or parked. `to` is the target of
    a redirect. `nights` maps a night (2, 3, ...) to what is different from then on.
    """

    url: str
    does: str = "ok"
    title: str = ""
    body: str = ""
    to: str = ""
    status: int = 0
    retry_after: int = 0
    seconds: float = 60.0
    modified: str = ""
    media: str = "text/html; charset=utf-8"
    nights: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """A host: its name, whether unknown addresses get a 200 (`soft`), the text of its home page, its robots.txt."""

    host: str
    name: str = ""
    soft: bool = False
    home: str = ""
    robots: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A saved copy in the web archive. `at` is the archive's 14 digits; `status` is what the site answered then."""

    url: str
    at: str
    title: str = ""
    body: str = ""
    status: int = 200


@dataclass(frozen=True)
class Records:
    """Everything the world knows."""

    works: tuple[Record, ...] = ()
    notices: tuple[NoticeRecord, ...] = ()
    sites: tuple[Site, ...] = ()
    pages: tuple[Page, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()

    def __add__(self, other: Records) -> Records:
        """Both worlds in one; the second wins where both know a work or an address."""
        return Records(
            _last(self.works + other.works, "key"),
            self.notices + other.notices,
            _last(self.sites + other.sites, "host"),
            _last(self.pages + other.pages, "url"),
            self.snapshots + other.snapshots,
        )

    @cached_property
    def by_doi(self) -> Mapping[str, Record]:
        """DOI in lower case -> work; a DOI nobody registered is not in it."""
        return {work.DOI: work for work in self.works if work.DOI and work.agency}

    @cached_property
    def by_pmid(self) -> Mapping[str, Record]:
        """PubMed id -> work."""
        return {work.PMID: work for work in self.works if work.PMID}

    @cached_property
    def by_key(self) -> Mapping[str, Record]:
        """Key, DOI in lower case or PubMed id -> work."""
        return {**self.by_pmid, **self.by_doi, **{work.key: work for work in self.works}}

    @cached_property
    def by_address(self) -> Mapping[tuple[str, str], Page]:
        """(host, path with query) -> page."""
        return {_place(page.url): page for page in self.pages}

    @cached_property
    def by_host(self) -> Mapping[str, Site]:
        """Host -> site; a host that only has pages gets a plain one."""
        plain = {_place(page.url)[0]: Site(_place(page.url)[0]) for page in self.pages}
        return plain | {site.host: site for site in self.sites}

    def held_by(self, registry: str) -> Sequence[Record]:
        """The works a registry holds, as it holds them, in the order defined."""
        if registry not in self._held:
            self._held[registry] = tuple(
                replace(work, csl=work.as_held_by(registry)) if registry in work.registered else work
                for work in self.works
                if holds(registry, work)
            )
        return self._held[registry]

    def numbered(self, registry: str, name: str) -> Mapping[str, Record]:
        """The same by an identifier ("DOI", "PMID", "PMCID"), in lower case; works without it are not in it."""
        if (registry, name) not in self._numbered:
            held = {str(getattr(work, name)).lower(): work for work in reversed(self.held_by(registry))}
            self._numbered[registry, name] = {number: work for number, work in held.items() if number}
        return self._numbered[registry, name]

    def found(self, registry: str, name: str, numbers: Iterable[str]) -> list[Record]:
        """The works a registry holds that have one of some identifiers, each once, in the order asked for."""
        known = self.numbered(registry, name)
        held = [known[number.lower()] for number in numbers if number.lower() in known]
        return list({work.key: work for work in held}.values())

    def changes_to(self, work: Record, seen_by: str = "") -> list[NoticeRecord]:
        """Notices about `work`, oldest first, as far as `seen_by` knows of them."""
        mine = [n for n in self._changes["of"].get(work.key, ()) if not seen_by or seen_by in n.seen_by]
        return sorted(mine, key=lambda notice: notice.date)

    def changes_by(self, work: Record, seen_by: str = "") -> list[NoticeRecord]:
        """Notices that `work` itself is the publication of."""
        mine = [n for n in self._changes["by"].get(work.key, ()) if not seen_by or seen_by in n.seen_by]
        return sorted(mine, key=lambda notice: (notice.date, notice.of))

    def related_to(self, work: Record) -> Sequence[tuple[str, Record]]:
        """(relation, work) of the works that say of themselves to be related to `work`."""
        return self._related.get(work.key, ())

    @cached_property
    def _held(self) -> dict[str, tuple[Record, ...]]:
        return {}

    @cached_property
    def _numbered(self) -> dict[tuple[str, str], Mapping[str, Record]]:
        return {}

    @cached_property
    def _changes(self) -> Mapping[str, Mapping[str, Sequence[NoticeRecord]]]:
        """Side ("of", "by") -> key of the work -> its notices, in the order defined."""
        found: dict[str, dict[str, list[NoticeRecord]]] = {"of": {}, "by": {}}
        for notice in self.notices:
            for side, key in (("of", notice.of), ("by", notice.by)):
                if (work := self.by_key.get(key)) is not None:
                    found[side].setdefault(work.key, []).append(notice)
        return found

    @cached_property
    def _related(self) -> Mapping[str, Sequence[tuple[str, Record]]]:
        found: dict[str, list[tuple[str, Record]]] = {}
        for other in self.works:
            for name, keys in other.relations.items():
                for key in {work.key for each in keys if (work := self.by_key.get(each)) is not None}:
                    found.setdefault(key, []).append((name, other))
        return found


def holds(registry: str, work: Record) -> bool:
    """Whether a registry has a record of the work: as told by `known_to`, else by the identifiers it has."""
    if work.known_to:
        return registry in work.known_to
    return {
        "crossref": work.agency == "Crossref" and bool(work.DOI),
        "datacite": work.agency == "DataCite" and bool(work.DOI),
        "pubmed": bool(work.PMID),
        "europepmc": bool(work.PMID or work.PMCID) or work.csl.get("type") == "article",
        "openalex": bool(work.DOI and work.agency),
        "openlibrary": bool(work.csl.get("ISBN")),
    }.get(registry, False)


def load(*folders: Path) -> Records:
    """Every `*.yaml` of the folders, put together; each file may hold works, notices, sites, pages and snapshots."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    records = Records()
    for path in sorted(path for folder in folders for path in folder.glob("*.yaml")):
        records += build(yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {})
    return records


def build(data: Mapping[str, Any]) -> Records:
    """Records from plain data: {works, notices, sites, pages, snapshots}, each a list of mappings."""
    unknown = set(data) - {"works", "notices", "sites", "pages", "snapshots"}
    if unknown:
        raise ValueError(f"a world has no {', '.join(sorted(unknown))}")
    return Records(
        tuple(_work(row) for row in data.get("works", ())),
        tuple(_notice(row) for row in data.get("notices", ())),
        tuple(Site(**row) for row in data.get("sites", ())),
        tuple(Page(**row) for row in data.get("pages", ())),
        tuple(Snapshot(**{**row, "at": str(row["at"])}) for row in data.get("snapshots", ())),
    )


def copies_seen_by(work: Record, registry: str) -> list[Mapping[str, Any]]:
    """The open copies of a work that a registry knows of."""
    return [copy for copy in work.copies if registry in copy.get("seen_by", (registry,))]


def date_parts(csl: Csl, name: str = "issued") -> list[int]:
    """[year, month, day] of a CSL date, as far as it goes; [] if there is none."""
    parts = csl.get(name, {}).get("date-parts", [[]])[0] if isinstance(csl.get(name), Mapping) else []
    return [int(part) for part in parts if part]


def iso_parts(text: str) -> list[int]:
    """[2009, 9] of "2009-09"."""
    return [int(part) for part in str(text).split("-") if part]


def timestamp(date: str) -> int:
    """Milliseconds since 1970 of an ISO date."""
    year, month, day = (*iso_parts(date), 1, 1)[:3]
    return int(datetime(year, month, day, tzinfo=UTC).timestamp()) * 1000


def csl_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """CSL-JSON from the short forms a YAML file may use."""
    csl = dict(row)
    for role in ("author", "editor"):
        if role in csl:
            csl[role] = [_name(name) for name in csl[role]]
    for name in ("issued", "accessed"):
        if name in csl and not isinstance(csl[name], Mapping):
            csl[name] = {"date-parts": [iso_parts(csl[name])]}
    return {k: v if isinstance(v, (list, Mapping)) else str(v) for k, v in csl.items()}


def names(csl: Csl, role: str = "author") -> list[tuple[str, str]]:
    """(family, given) of each; an organisation is (name, "")."""
    return [(n.get("family", n.get("literal", "")), n.get("given", "")) for n in csl.get(role, ())]


def initials(given: str) -> str:
    """ "Maria Elena" -> "ME"; "J-P" -> "JP"."""
    return "".join(part[0] for part in given.replace("-", " ").replace(".", " ").split())


def _name(name: str | Mapping[str, str]) -> Mapping[str, str]:
    if isinstance(name, Mapping):
        return name
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}


def _work(row: Mapping[str, Any]) -> Record:
    row = dict(row)
    row["csl"] = csl_of(row["csl"])
    row["registered"] = {k: csl_of(v) for k, v in row.get("registered", {}).items()}
    abstract = row.get("abstract", "")
    row["abstract"] = _headed(abstract) if isinstance(abstract, Mapping) else (("", abstract),) if abstract else ()
    row["full_text"] = tuple((str(k), tuple(_paragraphs(v))) for k, v in row.get("full_text", {}).items())
    row["relations"] = {k: tuple(v) for k, v in row.get("relations", {}).items()}
    for name in ("known_to", "publication_types", "mesh", "copies"):
        row[name] = tuple(row.get(name, ()))
    row["revised"] = str(row.get("revised", ""))
    return Record(**row)


def _notice(row: Mapping[str, Any]) -> NoticeRecord:
    row = dict(row)
    row["date"], row["record_id"] = str(row["date"]), str(row.get("record_id", ""))
    for name in ("sources", "reasons", "seen_by", "sides"):
        if name in row:
            row[name] = tuple(row[name])
    return NoticeRecord(**row)


def _headed(parts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(heading), " ".join(str(text).split())) for heading, text in parts.items())


def _paragraphs(value: str | Sequence[str]) -> list[str]:
    return [" ".join(text.split()) for text in ([value] if isinstance(value, str) else value)]


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _last(rows: Iterable[Any], key: str) -> tuple[Any, ...]:
    return tuple({getattr(row, key): row for row in rows}.values())
