"""Which work is it? The library first, then printed identifiers, then search; accepted on evidence only.

Registries are asked in batches over all works at once. A registry that could not be asked makes an unmatched work
`unavailable`, never "not found". A printed DOI that belongs to another work, or to none, is said as a `Difference` of
the field "DOI" or "DOI registration", with the right one where it is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from citewarden.model import Difference, Resolution, Work
from citewarden.registries import crossref, datacite, doi_org, europepmc, idconv, openalex, openlibrary, pubmed
from citewarden.registries._record import Record
from citewarden.registries.library import Library
from citewarden.stages._records import crossref_records, europepmc_records, only, pubmed_records, read
from citewarden.text import dates, matching, names
from citewarden.web.door import Answer, Ask, Door

NOTHING_MORE = 0.25
"""With the identifier printed, a record of this score is taken for the work: the identifier is evidence too."""

_WEB = frozenset({"webpage", "post", "post-weblog", "motion_picture", "broadcast", "personal_communication"})
_BOOKS = frozenset({"book", "chapter", "entry-encyclopedia", "entry-dictionary", "entry"})
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:?\s*10\.)\S+|\b(?:PMC?ID|ISBN)\b:?\s*[\w-]+", re.IGNORECASE)


@dataclass
class _Case:
    """One work while it is being resolved."""

    work: Work
    outcome: str = ""
    record: Record | None = None
    match: matching.Match | None = None
    answer: Answer | None = None
    note: str = ""
    unregistered: bool = False
    other: Record | None = None
    unknown_pmid: bool = False
    rejected: dict[str, tuple[matching.Match, Record]] = field(default_factory=dict)
    rivals: bool = False
    asked: list[str] = field(default_factory=list)
    troubles: dict[str, str] = field(default_factory=dict)

    @cached_property
    def printed(self) -> matching.Printed:
        return matching.printed(self.work.raw, self.work.csl)

    @cached_property
    def words(self) -> str:
        """The printed reference without addresses and identifiers."""
        return re.sub(r"\s+", " ", _ADDRESS.sub(" ", self.work.raw or matching.as_text(self.work.csl))).strip()

    @property
    def open(self) -> bool:
        return not self.outcome

    @property
    def is_web(self) -> bool:
        """A page or leaflet that no registry of works would hold."""
        item = self.work.csl
        journal = item.get("volume") or item.get("page") or item.get("ISSN")
        located = self.work.DOI or self.work.PMID or self.work.PMCID or self.work.ISBN
        kind = str(item.get("type") or "")
        return not located and not journal and (kind in _WEB or (bool(self.work.URL) and kind not in _BOOKS))

    @property
    def is_book(self) -> bool:
        return bool(self.work.ISBN) or self.work.csl.get("type") in _BOOKS

    def heard(self, registry: str, answer: Answer) -> bool:
        """Note that a registry was asked; whether it answered."""
        if answer.switched_off:
            return False
        if answer.outcome != "answered" or not (answer.ok or answer.absent or answer.status in (400, 406)):
            self.troubles[registry] = answer.note or f"{registry} answered {answer.status}"
            return False
        if registry not in self.asked:
            self.asked.append(registry)
        return True

    def weigh(self, record: Record) -> matching.Match:
        match = matching.compare(self.printed, record.csl)
        if matching.is_title_major(self.work.csl, record.csl) and match.evidence.get("title words", 0) < 0.5:
            match = matching.lessen(match, 4.0)
        return match

    def accept(self, record: Record, match: matching.Match, answer: Answer | None, note: str = "") -> None:
        self.outcome, self.record, self.match, self.answer = "matched", record, match, answer
        self.note = self.note or note

    def consider(self, records: Iterable[Record], answer: Answer) -> None:
        """Accept the best of some candidates if the evidence is enough and no other work comes as near."""
        weighed = [(r, self.weigh(r)) for r in records]
        weighed.sort(key=lambda pair: -pair[1].weight)
        kept = [(_key(r), m) for r, m in weighed]
        outcome, chosen = matching.decide(kept, same={_key(r): _same(r) for r, _ in weighed})
        for record, match in weighed:
            self.rejected.setdefault(_same(record), (match, record))
        if outcome == "matched":
            record, match = next((r, m) for r, m in weighed if _key(r) == chosen)
            self.accept(record, match, answer)
        self.rivals = self.rivals or outcome == "ambiguous"


def resolve(
    works: Iterable[Work], *, library: Library, door: Door, known: Mapping[str, Resolution | None] | None = None
) -> list[Resolution]:
    """One resolution a work, in the order of `works`.

    `known` is what the library is known to say, by work: a resolution, or None where it holds no such work.
    """
    works, known = list(works), known or {}
    cases = [_Case(work) for work in works if known.get(work.id) is None]
    for case in cases:
        if case.work.id not in known:
            _from_library(case, library)
    if not library.closed:
        _by_identifier([c for c in cases if c.open], door)
        _by_search([c for c in cases if c.open], door)
        _complete([c for c in cases if c.record is not None and c.record.registry != "library"], door)
    found = iter([_resolution(case, library) for case in cases])
    return [known.get(work.id) or next(found) for work in works]


def _from_library(case: _Case, library: Library) -> None:
    outcome, entry, match = library.find(case.work)
    if entry is not None and outcome == "matched" and match is not None:
        case.accept(Record("library", library.record_of(entry), entry.csl), match, None)
    elif outcome == "ambiguous" and library.closed:
        case.outcome, case.note = "ambiguous", "several entries of the list fit as well"


# -- identifiers ------------------------------------------------------------------------------------------------------


def _by_identifier(cases: Sequence[_Case], door: Door) -> None:
    _by_doi([c for c in cases if c.work.DOI], door)
    _by_pmcid([c for c in cases if c.open and c.work.PMCID and not c.work.PMID], door)
    _by_pmid([(c, c.work.PMID) for c in cases if c.open and c.work.PMID], door)
    _by_isbn([c for c in cases if c.open and c.work.ISBN], door)


def _by_doi(cases: Sequence[_Case], door: Door) -> None:
    answers = crossref_records([c.work.DOI for c in cases], door)
    elsewhere = []
    for case in cases:
        answer = answers[case.work.DOI]
        if case.heard("crossref", answer) and answer.ok:
            _judge(case, crossref.parse, answer)
        elif answer.absent or answer.switched_off:
            elsewhere.append(case)
    _by_agency(elsewhere, door)


def _by_agency(cases: Sequence[_Case], door: Door) -> None:
    """DOIs that Crossref does not know: are they registered at all, and with whom?"""
    base = door.base("doi_org")
    handles = door.get_many([Ask(doi_org.url(base, c.work.DOI), "doi_org", days=1.0) for c in cases])
    registered = []
    for case, answer in zip(cases, handles, strict=True):
        exists = read(doi_org.parse, answer) if answer.outcome == "answered" else None
        if answer.switched_off:
            continue
        if exists is None:
            case.heard("doi_org", answer)
            case.troubles.setdefault("doi_org", "doi.org gave no clear answer")
        elif exists:
            case.heard("doi_org", answer)
            registered.append(case)
        else:
            case.asked.append("doi_org")
            case.unregistered = True
    asks = [Ask(doi_org.agency_url(base, [c.work.DOI]), "doi_org") for c in registered]
    with_agency: dict[str, list[_Case]] = {"DataCite": [], "": []}
    for case, answer in zip(registered, door.get_many(asks), strict=True):
        agency = (read(doi_org.parse_agency, answer) or {}).get(case.work.DOI, "") if answer.ok else ""
        with_agency["DataCite" if agency == "DataCite" else ""].append(case)
    asks = [Ask(datacite.url(door.base("datacite"), c.work.DOI), "datacite") for c in with_agency["DataCite"]]
    for case, answer in zip(with_agency["DataCite"], door.get_many(asks), strict=True):
        if case.heard("datacite", answer) and answer.ok:
            _judge(case, datacite.parse, answer)
    asks = [Ask(doi_org.record_url(base, c.work.DOI), "doi_org", doi_org.CSL_JSON) for c in with_agency[""]]
    for case, answer in zip(with_agency[""], door.get_many(asks), strict=True):
        if case.heard("doi_org", answer) and answer.ok:
            _judge(case, doi_org.parse_record, answer)


def _by_pmcid(cases: Sequence[_Case], door: Door) -> None:
    base = door.base("idconv")
    ids = [c.work.PMCID for c in cases]
    groups = [ids[i : i + idconv.BATCH] for i in range(0, len(ids), idconv.BATCH)]
    found: dict[str, dict[str, str]] = {}
    failed: dict[str, Answer] = {}
    asks = [Ask(idconv.url(base, group), "idconv") for group in groups]
    for group, answer in zip(groups, door.get_many(asks), strict=True):
        got = read(idconv.parse, answer) if answer.outcome == "answered" else None
        if got is None:
            failed.update(dict.fromkeys(group, answer))
        else:
            found.update(got)
    for case in cases:
        if case.work.PMCID in failed and failed[case.work.PMCID].switched_off:
            continue
        if case.work.PMCID in failed:
            case.troubles["idconv"] = failed[case.work.PMCID].note or "the id converter gave no clear answer"
        else:
            case.asked.append("idconv")
    _by_pmid([(c, pmid) for c in cases if (pmid := found.get(c.work.PMCID, {}).get("PMID", ""))], door)


def _by_pmid(pairs: Sequence[tuple[_Case, str]], door: Door) -> None:
    answers = pubmed_records([pmid for _, pmid in pairs], door)
    for case, pmid in pairs:
        answer = answers[pmid]
        if case.heard("pubmed", answer) and answer.ok:
            _judge(case, only(pubmed.parse), answer)
        elif answer.absent:
            case.unknown_pmid = True


def _by_isbn(cases: Sequence[_Case], door: Door) -> None:
    asks = [Ask(openlibrary.url(door.base("openlibrary"), c.work.ISBN), "openlibrary") for c in cases]
    for case, answer in zip(cases, door.get_many(asks), strict=True):
        if case.heard("openlibrary", answer) and answer.ok:
            _judge(case, openlibrary.parse, answer)


def _judge(case: _Case, parse: Callable[[bytes], Record], answer: Answer) -> None:
    """Hold the record of a printed identifier against the printed words."""
    record = read(parse, answer)
    if record is None:
        case.troubles["record"] = "a registry's record could not be read"
        return
    match = case.weigh(record)
    says_little = len(re.findall(r"[^\W\d_]{3,}", case.words)) < 5
    if says_little or match.score >= NOTHING_MORE:
        case.accept(record, match, answer, "only the identifier is printed" if says_little else "")
    else:
        case.other = case.other or record
        case.rejected.setdefault(_same(record), (match, record))


# -- search -----------------------------------------------------------------------------------------------------------


def _by_search(cases: Sequence[_Case], door: Door) -> None:
    pages = [c for c in cases if c.is_web]
    cases = [c for c in cases if not c.is_web and len(c.words) >= 12]
    _by_place(cases, door)
    _search(
        [c for c in cases if c.open], door, "crossref",
        lambda base, c: crossref.search_url(base, c.words), crossref.parse_list,
    )  # fmt: skip
    titled = [c for c in cases if c.open and _title(c)]
    _search(
        [c for c in titled if not c.is_book], door, "europepmc",
        lambda base, c: europepmc.url(base, europepmc.query(title=_title(c))), europepmc.parse,
    )  # fmt: skip
    _by_pubmed([c for c in titled if c.open and not c.is_book], door)
    _search(
        [c for c in titled if c.open and c.is_book], door, "openlibrary",
        lambda base, c: openlibrary.search_url(base, title=_main(_title(c)), author=_author(c)), _books,
    )  # fmt: skip
    _search(
        [c for c in titled if c.open and c.work.csl.get("type") in ("dataset", "article", "report", "software")],
        door, "datacite", lambda base, c: datacite.search_url(base, _title(c)), datacite.parse_list,
    )  # fmt: skip
    _search(
        [c for c in titled if c.open], door, "openalex",
        lambda base, c: openalex.search_url(base, _title(c)), openalex.parse_list,
    )  # fmt: skip
    _by_page(pages, door)


def _search(
    cases: Sequence[_Case],
    door: Door,
    registry: str,
    url: Callable[[str, _Case], str],
    parse: Callable[[bytes], list[Record]],
) -> None:
    if not cases or not door.enabled(registry):
        return
    asks = [Ask(url(door.base(registry), case), registry) for case in cases]
    for case, answer in zip(cases, door.get_many(asks), strict=True):
        if not case.heard(registry, answer) or not answer.ok:
            continue
        found = read(parse, answer)
        if found is None:
            case.troubles[registry] = f"{registry}'s answer could not be read"
        elif case.open:
            case.consider([_nearest_edition(r, case) for r in found], answer)


def _by_place(cases: Sequence[_Case], door: Door) -> None:
    """ECitMatch: journal, year, volume, page. It answers also when author and year disagree, so hits are weighed."""
    if not door.enabled("pubmed"):
        return
    lines = {f"k{n}": (c, line) for n, c in enumerate(cases) if (line := pubmed.match_line(c.work.csl, f"k{n}"))}
    keys = list(lines)
    groups = [keys[i : i + pubmed.CITATIONS] for i in range(0, len(keys), pubmed.CITATIONS)]
    asks = [Ask(pubmed.match_url(door.base("pubmed"), [lines[k][1] for k in g]), "pubmed") for g in groups]
    hits: list[tuple[_Case, str]] = []
    for group, answer in zip(groups, door.get_many(asks), strict=True):
        got = pubmed.parse_match(answer.body) if answer.ok else {}
        heard = [key for key in group if lines[key][0].heard("pubmed", answer)]
        hits += [(lines[key][0], got[key]) for key in heard if key in got]
    answers = pubmed_records([pmid for _, pmid in hits], door)
    for case, pmid in hits:
        answer = answers[pmid]
        if case.heard("pubmed", answer) and answer.ok and (record := read(only(pubmed.parse), answer)):
            case.consider([record], answer)


def _by_pubmed(cases: Sequence[_Case], door: Door) -> None:
    if not cases or not door.enabled("pubmed"):
        return
    base = door.base("pubmed")
    asks = [Ask(pubmed.search_url(base, pubmed.term(title=_title(c), author=_author(c))), "pubmed") for c in cases]
    hits: list[tuple[_Case, list[str]]] = []
    for case, answer in zip(cases, door.get_many(asks), strict=True):
        found = read(pubmed.parse_search, answer) if case.heard("pubmed", answer) and answer.ok else None
        if found:
            hits.append((case, found))
    answers = pubmed_records([pmid for _, pmids in hits for pmid in pmids], door)
    for case, pmids in hits:
        records = [r for p in pmids if answers[p].ok and (r := read(only(pubmed.parse), answers[p]))]
        if records:
            case.consider(records, answers[pmids[0]])


def _by_page(cases: Sequence[_Case], door: Door) -> None:
    """Web sources: the page itself is asked whether its title is the printed one."""
    located = [c for c in cases if c.work.URL.startswith(("http://", "https://"))]
    if door.offline:
        for case in cases:
            case.troubles["web"] = "not asked: offline"
    answers = door.pages([c.work.URL for c in located])
    for case, answer in zip(located, answers, strict=True):
        if answer.ok or answer.absent:
            case.asked.append("web")
        else:
            told = answer.note
            case.troubles["web"] = told if door.offline else f"the page could not be read ({told})"
        title = _page_title(answer) if answer.ok else ""
        printed = names.fold(_title(case) or case.words)
        shown = names.fold(title)
        if len(shown) >= 6 and (shown in printed or (len(printed) >= 6 and printed in shown)):
            item = {**case.work.csl, "title": case.work.csl.get("title") or title, "URL": case.work.URL}
            case.accept(Record("web", case.work.URL, item), matching.Match(0.9, {"title": 1.0}), answer)
        elif title:
            case.note = f'the page at the address is titled "{title[:120]}"'


def _page_title(answer: Answer) -> str:
    """The page's own title without the name of its site."""
    import html

    head = answer.body[:200_000].decode("utf-8", "replace")
    for pattern in (
        r"<meta[^>]+(?:name|property)=[\"'](?:citation_title|og:title|DC\.title)[\"'][^>]+content=[\"']([^\"'>]+)",
        r"<h1[^>]*>(.*?)</h1>",
        r"<title[^>]*>(.*?)</title>",
    ):
        found = re.search(pattern, head, re.IGNORECASE | re.DOTALL)
        text = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", found[1]))).strip() if found else ""
        if text:
            return re.split(r"\s[|–—]\s|\s-\s(?=[A-Z])", text)[0].strip()
    return ""


# -- completing and reporting -----------------------------------------------------------------------------------------


def _complete(cases: Sequence[_Case], door: Door) -> None:
    """Give matched records the identifiers other registries know: notices are looked up by DOI and by PMID."""
    lacking = [c for c in cases if c.record and c.record.csl.get("DOI") and not c.record.csl.get("PMID")]
    lacking = [c for c in lacking if c.record and c.record.csl.get("type") not in ("book", "dataset", "software")]
    answers = europepmc_records([str(c.record.csl["DOI"]) for c in lacking if c.record], door)
    for case in lacking:
        if case.record is None:
            continue
        answer = answers[str(case.record.csl["DOI"])]
        found = read(europepmc.parse, answer) if answer.ok else None
        if found:
            extra = {k: v for k in ("PMID", "PMCID") if (v := found[0].csl.get(k))}
            case.record = Record(case.record.registry, case.record.key, {**case.record.csl, **extra})


def _resolution(case: _Case, library: Library) -> Resolution:
    work = case.work
    asked = tuple(dict.fromkeys(case.asked))
    wrong = _wrong_identifier(case)
    if case.record is not None and case.match is not None:
        record = case.record
        item = {k: v for k, v in record.csl.items() if k not in ("abstract", "custom")}
        return Resolution(
            work.id, "matched", record.registry, item, round(case.match.score, 4),
            (*wrong, *(d for d in matching.differences(work.csl, item, case.match) if d.field != "DOI" or not wrong)),
            (_candidate(case.other),) if case.other else (),
            case.answer.asked_at if case.answer else "",
            case.note if not case.other else _belongs(case.other),
            record.key, case.answer.digest if case.answer else "", asked,
        )  # fmt: skip
    best = sorted(case.rejected.values(), key=lambda pair: -pair[0].weight)[:3]
    candidates = [_candidate(record) for _, record in best]
    if case.other:
        candidates = [_candidate(case.other), *(c for c in candidates if c.get("DOI") != case.other.csl.get("DOI"))]
    score = round(best[0][0].score, 4) if best else 0.0
    if library.closed:
        outcome, note = case.outcome or "not_found", case.note or "not in the list"
    elif case.rivals:
        outcome, note = "ambiguous", "several records fit as well"
        near = [record for match, record in best if best[0][0].weight - match.weight < matching.MARGIN]
        candidates = [_candidate(record) for record in (near if len(near) > 1 else [record for _, record in best[:2]])]
    elif case.troubles:
        outcome, note = "unavailable", "; ".join(dict.fromkeys(case.troubles.values()))
    elif case.other:
        outcome, note = "not_found", _belongs(case.other)
    elif case.unregistered:
        outcome, note = "not_found", "the printed DOI is registered nowhere"
    elif case.is_web:
        told = "a web source: registries hold no web pages; known by publisher, title and address"
        outcome, note = "not_found", "; ".join(n for n in (told, case.note) if n)
    elif not asked:
        outcome, note = "not_found", "too little is printed to look for"
    else:
        outcome, note = "not_found", case.note or f"asked: {', '.join(asked)}"
    silent = next(iter(case.troubles), "") if outcome == "unavailable" else ""
    return Resolution(
        work.id,
        outcome,
        silent,
        score=score,
        differences=wrong,
        candidates=tuple(candidates[:3]),
        note=note,
        asked=asked,
    )


def _wrong_identifier(case: _Case) -> tuple[Difference, ...]:
    """What is wrong with the printed identifier, "DOI" or "PMID"."""
    right = case.record.csl if case.record else {}
    if case.unregistered:
        out = [Difference("DOI registration", case.work.DOI, "registered nowhere", "major")]
        if right.get("DOI"):
            out.append(Difference("DOI", case.work.DOI, str(right["DOI"]), "major"))
        return tuple(out)
    if case.other is not None:
        name = next(
            (
                n
                for n in ("DOI", "PMID", "ISBN")
                if getattr(case.work, n) and case.other.csl.get(n) == getattr(case.work, n)
            ),
            "PMCID" if case.work.PMCID else "DOI",
        )
        printed = str(getattr(case.work, name))
        return (Difference(name, printed, str(right.get(name) or ""), "major"),)
    if case.unknown_pmid:
        return (Difference("PMID", case.work.PMID, str(right.get("PMID") or ""), "major"),)
    return ()


def _belongs(record: Record) -> str:
    item = record.csl
    year = dates.year(item.get("issued"))
    return f'the printed identifier belongs to "{str(item.get("title") or "")[:150]}"' + (f" ({year})" if year else "")


def _candidate(record: Record) -> Mapping[str, Any]:
    return {k: v for k, v in record.csl.items() if k not in ("abstract", "custom")} | {"source": record.registry}


def _books(body: bytes) -> list[Record]:
    return openlibrary.parse_search(body)


def _nearest_edition(record: Record, case: _Case) -> Record:
    """A book of many editions, dated as the printed one if there is an edition of that year."""
    custom = record.csl.get("custom")
    years = custom.get("years", []) if isinstance(custom, Mapping) else []
    wanted = dates.year(case.work.csl.get("issued"))
    if not wanted or not years:
        return record
    near = [y for y in years if abs(y - wanted) <= 1]
    if not near:
        return record
    year = min(near, key=lambda y: abs(y - wanted))
    return Record(record.registry, record.key, {**record.csl, "issued": {"date-parts": [[year]]}})


def _key(record: Record) -> str:
    return f"{record.registry}:{record.key}"


def _same(record: Record) -> str:
    """One key for records of one work in several registries."""
    item = record.csl
    return str(item.get("DOI") or "").lower() or (f"pmid:{item['PMID']}" if item.get("PMID") else _key(record))


def _title(case: _Case) -> str:
    return str(case.work.csl.get("title") or "")


def _main(title: str) -> str:
    return re.split(r"[:.]\s", title, maxsplit=1)[0]


def _author(case: _Case) -> str:
    people = case.work.csl.get("author") or []
    return names.family(people[0]) if people and "family" in people[0] else ""
