"""Which work is it? By printed identifiers, then by search; accepted on evidence only.

The library wins for what a work is called and says. Whether the work still stands it does not know: works of the
library are identified with the registries like all others, by the printed words or the note's own.

Registries are asked in batches over all works at once. A registry that could not be asked makes an unmatched work
`unavailable`, never "not found". A printed DOI that belongs to another work, or to none, is said as a `Difference` of
the field "DOI" or "DOI registration", with the right one where it is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from citewarden.model import Difference, Resolution, Work
from citewarden.plugins import services
from citewarden.registries import crossref, doi_org, europepmc, idconv, pubmed
from citewarden.registries._capabilities import Lookup, Query, Search, having
from citewarden.registries._record import Record, only
from citewarden.registries.library import Library
from citewarden.stages._records import (
    crossref_records,
    europepmc_records,
    is_number_in_doubt,
    look_up,
    pubmed_records,
    read,
)
from citewarden.stages._together import each, together
from citewarden.text import dates, identifiers, matching, names
from citewarden.web.ask import Answer, Ask
from citewarden.web.client import Client

_WEB = frozenset(
    {"webpage", "post", "post-weblog", "motion_picture", "broadcast", "personal_communication", "pamphlet"}
)
_BOOKS = frozenset({"book", "chapter", "entry-encyclopedia", "entry-dictionary", "entry"})


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
    borne_out: frozenset[str] = frozenset()
    readings: tuple[str, ...] = ()
    nowhere: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    troubles: dict[str, str] = field(default_factory=dict)
    silent: dict[str, str] = field(default_factory=dict)
    unheard: set[str] = field(default_factory=set)

    @cached_property
    def printed(self) -> matching.Printed:
        return matching.printed(self.work.raw, self.work.csl)

    @cached_property
    def words(self) -> str:
        """The printed reference without addresses and identifiers."""
        return self.printed.text

    @property
    def open(self) -> bool:
        return not self.outcome

    @property
    def is_web(self) -> bool:
        return _is_web(self.work)

    @property
    def is_book(self) -> bool:
        return bool(self.work.ISBN) or self.work.csl.get("type") in _BOOKS

    def heard(self, registry: str, answer: Answer) -> bool:
        """Note that a registry was asked; whether there is anything to read, of now or of last time."""
        if answer.switched_off:
            return False
        if answer.outcome != "answered" or not (answer.ok or answer.absent or answer.status in (400, 406)):
            self.missed(registry, answer.note or f"{registry} answered {answer.status}")
            return answer.held
        if registry not in self.asked:
            self.asked.append(registry)
        return answer.ok

    def missed(self, registry: str, why: str) -> None:
        """Note that a registry gave no answer, so that its silence says nothing; a hint's leaves all as it is."""
        service = services().get(registry)
        (self.silent if service and service.hint else self.troubles)[registry] = why

    def unread(self, registry: str) -> None:
        """The same of an answer that is none."""
        self.missed(registry, f"{registry}'s answer could not be read")

    def weigh(self, record: Record) -> matching.Match:
        return matching.weigh(self.printed, record.csl)

    def accept(self, record: Record, match: matching.Match, answer: Answer | None, note: str = "") -> None:
        self.outcome, self.record, self.match, self.answer = "matched", record, match, answer
        if answer is not None and answer.stale:
            note = f"as known on {answer.asked_at[:10]}: {answer.note}"
        self.note = self.note or note

    def contradicts(self, record: Record) -> bool:
        """Whether a record has another identifier than the printed one, about which nobody could be asked.

        A preprint and its article differ in nothing else: only the registry can say that the printed one is wrong.
        """
        return any(record.csl.get(n) and str(record.csl[n]).lower() != getattr(self.work, n) for n in self.unheard)

    def consider(self, records: Iterable[Record], answer: Answer) -> None:
        """Accept the best of some candidates if the evidence is enough and no other work comes as near."""
        weighed = [(r, matching.weigh_found(self.printed, r.csl)) for r in records if not self.contradicts(r)]
        weighed.sort(key=lambda pair: -pair[1].weight)
        kept = [(_key(r), m) for r, m in weighed]
        outcome, chosen = matching.decide(kept, same={_key(r): _same(r) for r, _ in weighed})
        for record, match in weighed:
            self.rejected.setdefault(_same(record), (match, record))
        if outcome == "matched":
            record, match = next((r, m) for r, m in weighed if _key(r) == chosen)
            self.accept(record, match, answer)
        self.rivals = self.rivals or outcome == "ambiguous"


Listed = Mapping[str, Resolution | None]
"""What the library says of works, by work: a resolution, or None where it holds no such work."""


def resolve(
    works: Iterable[Work], *, library: Library, client: Client, known: Listed | None = None
) -> list[Resolution]:
    """One resolution a work, in the order of `works`; `known` is what the library is known to say."""
    works, known = list(works), known or {}
    listed = {**from_library((w for w in works if w.id not in known), library), **known}
    if library.closed:
        return [listed[work.id] or Resolution(work.id, "not_found", note="not in the list") for work in works]
    asked = [work for work in works if (held := listed[work.id]) is None or not (_is_web(work) or _is_page(held))]
    found = _identified(asked, listed, client)
    return [_joined(work, listed[work.id], found.get(work.id, ())) for work in works]


def from_library(works: Iterable[Work], library: Library) -> dict[str, Resolution | None]:
    """What the library says of each work; it hangs on the work and the library's files alone."""
    return {work.id: _from_library(work, library) for work in works}


def _from_library(work: Work, library: Library) -> Resolution | None:
    found = library.find(work)
    if found.outcome == "matched" and found.entry is not None and found.match is not None:
        item = _kept(found.entry.csl)
        score, told = round(found.match.score, 4), matching.differences(work.csl, item, found.match, work.raw)
        return Resolution(work.id, "matched", "library", item, score, told, record=library.record_of(found.entry))
    if not library.closed:
        return None
    if found.outcome == "ambiguous":
        return Resolution(work.id, "ambiguous", note="several entries of the list fit as well")
    case = _Case(work, other=Record("library", "", found.other.csl) if found.other else None)
    note = _belongs(case.other) if case.other else "not in the list"
    candidates = (_candidate(case.other),) if case.other else ()
    return Resolution(work.id, "not_found", differences=_wrong_identifier(case), candidates=candidates, note=note)


def _identified(works: Sequence[Work], listed: Listed, client: Client) -> dict[str, list[Resolution]]:
    """What the registries make of each work as printed and, where a note tells more, in the note's words.

    The words that come with an identifier are asked about first; the others only if those find nothing.
    """
    found: dict[str, list[Resolution]] = {work.id: [] for work in works}
    forms = {work.id: [work] for work in works}
    for work in works:
        if (held := listed[work.id]) is not None:
            forms[work.id].insert(1 if _located(work) else 0, _in_the_words_of(held, work))
    while asked := [left.pop(0) for w, left in forms.items() if left and not _is_found(found[w])]:
        cases = [_Case(work) for work in asked]
        _by_identifier(cases, client)
        _by_search([c for c in cases if c.open], client)
        _by_namesake([c for c in cases if c.record is not None and _is_apart(c)], client)
        _complete([c for c in cases if c.record is not None], client)
        _bear_out([c for c in cases if c.record is not None and c.record.registry in _KIN], client)
        _look_numbers_up([c for c in cases if c.record is not None], client)
        for case in cases:
            found[case.work.id].append(_resolution(case))
    return found


def _is_found(said: Sequence[Resolution]) -> bool:
    return any(one.outcome == "matched" for one in said)


def _located(work: Work) -> bool:
    return bool(work.DOI or work.PMID or work.PMCID or work.ISBN)


def _in_the_words_of(held: Resolution, work: Work) -> Work:
    """The work as a note of the library prints it."""
    item = held.csl
    return Work(
        work.id,
        work.references,
        item,
        "",
        identifiers.doi(str(item.get("DOI") or "")),
        identifiers.pmid(str(item.get("PMID") or "")),
        identifiers.pmcid(str(item.get("PMCID") or "")),
        identifiers.isbn(str(item.get("ISBN") or "")),
    )


_IDENTIFIERS = ("DOI", "PMID", "PMCID", "ISBN")


def _joined(work: Work, held: Resolution | None, said: Sequence[Resolution]) -> Resolution:
    """The library's words with the registries' identifiers; an identifier of another work is nobody's."""
    if held is None:
        return said[0]
    if not said:
        return held
    best = min(said, key=lambda one: _ORDER.index(one.outcome))
    sure = {name: best.csl[name] for name in ("DOI", "PMID", "PMCID") if best.csl.get(name)}
    false = {
        d: None for one in said for d in one.differences if d.field.split()[0] in _IDENTIFIERS and not _is(sure, d)
    }
    wrong = [replace(d, registered=d.registered or sure.get(d.field, "")) for d in false if _is(_printed_ids(work), d)]
    kept = {k: v for k, v in held.csl.items() if not any(_is({k: v}, d) for d in false)}
    return replace(
        held,
        csl={**kept, **sure},
        differences=(*wrong, *_others(wrong, (d for d in held.differences if not _is(sure, d)))),
        candidates=tuple(c for one in said if one.differences for c in one.candidates) if wrong else (),
        note=best.note if best.outcome != "matched" else held.note,
        asked_at=best.asked_at,
        asked=tuple(dict.fromkeys(name for one in said for name in one.asked)),
        identified=best.outcome,
    )


def _is(item: Mapping[str, Any], told: Difference) -> bool:
    """Whether an item has the identifier that a difference speaks of."""
    return str(item.get(told.field.split()[0]) or "").lower() == told.printed.lower()


def _printed_ids(work: Work) -> dict[str, str]:
    return {name: str(getattr(work, name)) for name in _IDENTIFIERS}


_ORDER = ("matched", "unavailable", "ambiguous", "not_found")


def _is_web(work: Work) -> bool:
    """A page or leaflet that no registry of works would hold."""
    item = work.csl
    journal = item.get("volume") or item.get("page") or item.get("ISSN")
    kind = str(item.get("type") or "")
    return not _located(work) and not journal and (kind in _WEB or (bool(work.URL) and kind not in _BOOKS))


def _is_page(held: Resolution) -> bool:
    item = held.csl
    doi, pmid, pmcid, isbn, url = (str(item.get(name) or "") for name in (*_IDENTIFIERS, "URL"))
    return _is_web(Work("", (), item, "", doi, pmid, pmcid, isbn, url))


# -- identifiers ------------------------------------------------------------------------------------------------------


def _by_identifier(cases: Sequence[_Case], client: Client) -> None:
    """By DOI, PubMed number or ISBN, whichever is printed, at once; then by the next that is printed."""
    with_doi = [c for c in cases if c.work.DOI]
    without = [c for c in cases if not c.work.DOI]
    numbered = [c for c in without if c.work.PMID or c.work.PMCID]
    together(
        lambda: _by_doi(with_doi, client),
        lambda: _by_number(numbered, client),
        lambda: _by_lookup("ISBN", [c for c in without if c not in numbered], client),
    )
    _by_number([c for c in with_doi if c.open], client)
    _by_lookup("ISBN", [*with_doi, *numbered], client)
    for identifier in ("DOI", "PMID", "PMCID"):
        _by_lookup(identifier, cases, client)


def _by_number(cases: Sequence[_Case], client: Client) -> None:
    _by_pmcid([c for c in cases if c.work.PMCID and not c.work.PMID], client)
    _by_pmid([(c, c.work.PMID) for c in cases if c.open and c.work.PMID], client)


def _by_doi(cases: Sequence[_Case], client: Client) -> None:
    """By the DOI as it is most likely to be read; then, of works not recognised, by its other readings in turn."""
    for case in cases:
        case.readings = matching.doi_readings(case.work.csl)
    _by_one_doi(cases, client)
    for turn in range(max((len(c.readings) for c in cases), default=0)):
        waiting = [c for c in cases if c.open and turn < len(c.readings)]
        first = [(c.work, c.unregistered, c.other) for c in waiting]
        for case in waiting:
            doi = case.readings[turn]
            case.work = replace(case.work, DOI=doi, csl={**case.work.csl, "DOI": doi})
            case.unregistered, case.other = False, None
        _by_one_doi(waiting, client)
        for case, (work, unregistered, other) in zip(waiting, first, strict=True):
            if case.open:  # a reading nobody could be asked about leaves open what the first one is
                told = case.unregistered or case.other is not None
                case.work, case.unregistered, case.other = work, unregistered and told, other if told else None


def _by_one_doi(cases: Sequence[_Case], client: Client) -> None:
    answers = crossref_records([c.work.DOI for c in cases], client)
    elsewhere = []
    for case in cases:
        answer = answers[case.work.DOI]
        if case.heard("crossref", answer):
            _judge(case, crossref.parse, answer)
        elif answer.lacked or answer.switched_off:
            elsewhere.append(case)
        else:
            case.unheard.add("DOI")
    _by_agency(elsewhere, client)


def _by_agency(cases: Sequence[_Case], client: Client) -> None:
    """DOIs that Crossref does not know: are they registered at all, and with whom?"""
    base = client.base("doi_org")
    handles = client.get_many([Ask(doi_org.url(base, c.work.DOI), "doi_org", days=1.0) for c in cases])
    registered = []
    for case, answer in zip(cases, handles, strict=True):
        exists = read(doi_org.parse, answer) if answer.outcome == "answered" or answer.stale else None
        if answer.switched_off:
            continue
        if exists is None:
            case.heard("doi_org", answer)
            case.troubles.setdefault("doi_org", "doi.org gave no clear answer")
            case.unheard.add("DOI")
        elif exists:
            case.heard("doi_org", answer)
            registered.append(case)
        else:
            case.heard("doi_org", answer)
            case.unregistered = True
            case.nowhere.append(case.work.DOI)
    asks = [Ask(doi_org.agency_url(base, [c.work.DOI]), "doi_org") for c in registered]
    agencies = {lookup.agency: (name, lookup) for name, lookup in having("LOOKUP") if lookup.agency}
    with_agency: dict[str, list[_Case]] = {name: [] for name in ("", *agencies)}
    for case, answer in zip(registered, client.get_many(asks), strict=True):
        agency = (read(doi_org.parse_agency, answer) or {}).get(case.work.DOI, "") if answer.held else ""
        with_agency[agency if agency in agencies else ""].append(case)
    for agency, (name, lookup) in agencies.items():
        answers = look_up(name, lookup, [c.work.DOI for c in with_agency[agency]], client)
        for case in with_agency[agency]:
            answer = answers[case.work.DOI]
            if case.heard(name, answer):
                _judge(case, lookup.parse, answer)
            elif case.troubles:
                case.unheard.add("DOI")
    asks = [Ask(doi_org.record_url(base, c.work.DOI), "doi_org", doi_org.CSL_JSON) for c in with_agency[""]]
    for case, answer in zip(with_agency[""], client.get_many(asks), strict=True):
        if case.heard("doi_org", answer):
            _judge(case, doi_org.parse_record, answer)
        elif case.troubles:
            case.unheard.add("DOI")


def _by_pmcid(cases: Sequence[_Case], client: Client) -> None:
    base = client.base("idconv")
    ids = [c.work.PMCID for c in cases]
    groups = [ids[i : i + idconv.BATCH] for i in range(0, len(ids), idconv.BATCH)]
    found: dict[str, dict[str, str]] = {}
    failed: dict[str, Answer] = {}
    asks = [Ask(idconv.url(base, group), "idconv") for group in groups]
    for group, answer in zip(groups, client.get_many(asks), strict=True):
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
    _by_pmid([(c, pmid) for c in cases if (pmid := found.get(c.work.PMCID, {}).get("PMID", ""))], client)


def _by_pmid(pairs: Sequence[tuple[_Case, str]], client: Client) -> None:
    answers = pubmed_records([pmid for _, pmid in pairs], client)
    for case, pmid in pairs:
        answer = answers[pmid]
        if case.heard("pubmed", answer):
            _judge(case, only(pubmed.parse), answer)
        elif answer.lacked:
            case.unknown_pmid = bool(case.work.PMID)
        elif case.work.PMID and not answer.switched_off:
            case.unheard.add("PMID")


def _by_lookup(identifier: str, cases: Sequence[_Case], client: Client) -> None:
    """Every registry that looks works up by an identifier, in turn, until one knows the work."""
    for name, lookup in having("LOOKUP"):
        if lookup.identifier != identifier or lookup.agency:
            continue
        due = [(c, value) for c in cases if c.open and (value := str(getattr(c.work, identifier)))]
        answers = look_up(name, lookup, [value for _, value in due], client)
        for case, value in due:
            if case.heard(name, answers[value]):
                _judge(case, lookup.parse, answers[value])


def _judge(case: _Case, parse: Callable[[bytes], Record], answer: Answer) -> None:
    """Hold the record of a printed identifier against the printed words."""
    record = read(parse, answer)
    if record is None:
        case.troubles["record"] = "a registry's record could not be read"
        return
    if case.contradicts(record):
        return
    match, book = case.weigh(record), matching.book_of(case.work.csl, record.csl)
    if book is not None:
        of_book = matching.weigh(matching.printed("", book), record.csl)
        case.accept(record, of_book, answer, "the identifier is that of the book in which it stands")
    elif matching.is_borne_out(case.printed, record.csl, match):
        case.accept(
            record, match, answer, "only the identifier is printed" if matching.says_little(case.printed) else ""
        )
    else:
        case.other = case.other or record
        case.rejected.setdefault(_same(record), (match, record))


# -- search -----------------------------------------------------------------------------------------------------------


def _by_search(cases: Sequence[_Case], client: Client) -> None:
    """Pages by themselves; of all others each goes from registry to registry until one knows it."""
    pages = [c for c in cases if c.is_web]
    told = [c for c in cases if not c.is_web and len(c.words) >= 12]
    together(lambda: _by_page(pages, client), lambda: _by_words(told, client))


def _is_apart(case: _Case) -> bool:
    """Does a printed identifier lead to a work of this title that stands in another place, or is another author's, or
    to one whose title is not quite this one and that begins on another page, or to one of another kind: the data or the
    supplement of a paper, a book of another year, the book of a chapter?"""
    if case.record is None or not _located(case.work):
        return False
    apart = {d.field for d in _differences(case)} & {"author", "issued", "volume", "page"}
    whole = case.match is not None and case.match.evidence.get("title", 0.0) >= 0.95
    own, title = names.fold(_title(case)), names.fold(str(case.record.csl.get("title") or ""))
    longer = title in own and len(own) > len(title)
    return (
        len(apart) >= 2
        or matching.is_title_major(case.work.csl, case.record.csl)
        or ("page" in apart and (longer or not whole))
        or ("issued" in apart and case.is_book and bool(case.work.DOI))
        or (case.record.csl.get("type") in _BESIDE and _is_paper(case.work.csl))
        or matching.book_of(case.work.csl, case.record.csl) is not None
    )


_BESIDE = frozenset({"dataset", "software", "component", "figure", "graphic", "document"})
"""What has a DOI of its own beside a paper's."""


def _is_paper(item: Mapping[str, Any]) -> bool:
    return item.get("type") == "article-journal" and bool(item.get("volume") or item.get("page"))


def _differences(case: _Case) -> Sequence[Difference]:
    if case.record is None:
        return ()
    return matching.differences(case.work.csl, case.record.csl, case.match, case.work.raw)


def _by_namesake(cases: Sequence[_Case], client: Client) -> None:
    """Works of one title (a letter and what it answers, a leaflet of each year): the one that the words fit to the
    letter is the one cited, and the printed identifier is another's, or that of the book in which it stands. Where
    nobody can be asked, the entry still differs from its record, and says so."""
    again = [_Case(_in_words_alone(case.work)) for case in cases]
    _by_words(again, client)
    for case, own in zip(cases, again, strict=True):
        for name, found in own.rejected.items():
            case.rejected.setdefault(name, found)
        if own.record and case.record and _are_two(own.record, case.record) and not _differences(own):
            if matching.book_of(case.work.csl, case.record.csl) is None:
                case.other = case.record
            else:
                case.work = own.work
            case.record, case.match, case.answer = own.record, own.match, own.answer
            case.asked += [name for name in own.asked if name not in case.asked]


def _are_two(one: Record, other: Record | None, names: Sequence[str] = ("DOI", "PMID")) -> bool:
    """Have two records a number of one kind, and not the same? Without one they may be of one work."""
    return other is not None and any(
        str(a).lower() != str(b).lower() for name in names if (a := one.csl.get(name)) and (b := other.csl.get(name))
    )


def _in_words_alone(work: Work) -> Work:
    """The work as printed without its identifiers."""
    item = {name: value for name, value in work.csl.items() if name not in _IDENTIFIERS}
    return replace(work, csl=item, DOI="", PMID="", PMCID="", ISBN="")


def _by_words(cases: Sequence[_Case], client: Client) -> None:
    _by_place(cases, client)
    left = [c for c in cases if c.open]
    if client.offline:
        for case in left:
            _ask_around(case, client)
    else:
        each(left, partial(_ask_around, client=client))


def _ask_around(case: _Case, client: Client) -> None:
    """One registry after another, those that cost or hold little last."""
    query = Query(case.words, _title(case), _author(case), str(case.work.csl.get("type") or ""), case.is_book)
    for name, search in having("SEARCH"):
        if case.open and client.enabled(name) and (address := search.url(client.base(name), query)):
            _search(case, client, name, search, address)


def _search(case: _Case, client: Client, registry: str, search: Search, address: str) -> None:
    (answer,) = client.get_many([Ask(address, registry, cost=search.cost)])
    answer = answer.listed
    if not case.heard(registry, answer):
        return
    found = read(search.parse, answer)
    if found is None:
        case.unread(registry)
    elif search.records is None:
        case.consider([_nearest_edition(r, case) for r in found], answer)
    else:
        _consider_numbered(case, client, registry, search.records, found)


def _consider_numbered(
    case: _Case, client: Client, registry: str, lookup: Lookup[Record], found: Sequence[str]
) -> None:
    """As `consider` the records of which a search named no more than the numbers."""
    answers = look_up(registry, lookup, found, client)
    heard = [answers[number] for number in found if case.heard(registry, answers[number])]
    if records := [r for one in heard if (r := read(lookup.parse, one))]:
        case.consider(records, answers[found[0]])


def _by_place(cases: Sequence[_Case], client: Client) -> None:
    """ECitMatch: journal, year, volume, page. It answers also when author and year disagree, so hits are weighed."""
    if not client.enabled("pubmed"):
        return
    lines = {f"k{n}": (c, line) for n, c in enumerate(cases) if (line := pubmed.match_line(c.work.csl, f"k{n}"))}
    keys = list(lines)
    groups = [keys[i : i + pubmed.CITATIONS] for i in range(0, len(keys), pubmed.CITATIONS)]
    asks = [Ask(pubmed.match_url(client.base("pubmed"), [lines[k][1] for k in g]), "pubmed") for g in groups]
    hits: list[tuple[_Case, str]] = []
    for group, answer in zip(groups, (a.listed for a in client.get_many(asks)), strict=True):
        got = read(pubmed.parse_match, answer) if answer.held else {}
        heard = [key for key in group if lines[key][0].heard("pubmed", answer)]
        if got is None:
            for key in heard:
                lines[key][0].unread("pubmed")
        else:
            hits += [(lines[key][0], got[key]) for key in heard if key in got]
    answers = pubmed_records([pmid for _, pmid in hits], client)
    for case, pmid in hits:
        answer = answers[pmid]
        if case.heard("pubmed", answer) and (record := read(only(pubmed.parse), answer)):
            case.consider([record], answer)


def _by_page(cases: Sequence[_Case], client: Client) -> None:
    """Web sources: the page itself is asked whether its title is the printed one."""
    from citewarden.web.pages import as_cited

    located = [c for c in cases if c.work.URL.startswith(("http://", "https://"))]
    if client.offline:
        for case in cases:
            case.troubles["web"] = "not asked: offline"
    answers = client.pages([c.work.URL for c in located])
    for case, answer in zip(located, answers, strict=True):
        answer = as_cited(answer, case.work.csl)
        if answer.ok or answer.absent:
            case.asked.append("web")
        else:
            told = answer.note
            case.troubles["web"] = told if client.offline else f"the page could not be read ({told})"
        title = _page_title(answer) if answer.held else ""
        printed = names.fold(_title(case) or case.words)
        shown = names.fold(title)
        if len(shown) >= 6 and (shown in printed or (len(printed) >= 6 and printed in shown)):
            item = {**case.work.csl, "title": case.work.csl.get("title") or title, "URL": case.work.URL}
            case.accept(Record("web", case.work.URL, item), matching.Match(0.9, {"title": 1.0}), answer)
        elif title and _tells(answer):
            case.note = f'the page at the address is titled "{title[:120]}"'


def _tells(answer: Answer) -> bool:
    """Does a page tell enough for its title to be that of a page, and not of a notice in the place of one?"""
    from citewarden import config
    from citewarden.web import html_cues, judgement

    page = html_cues.read(answer.body, answer.headers.get("content-type", ""))
    return judgement.tells(page, html_cues.Cues.of(config.lexicon("link_cues")), judgement.FEW)


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


def _complete(cases: Sequence[_Case], client: Client) -> None:
    """Give matched records the identifiers other registries know: notices are looked up by DOI and by PMID."""
    lacking = [c for c in cases if c.record and c.record.csl.get("DOI") and not c.record.csl.get("PMID")]
    lacking = [c for c in lacking if c.record and c.record.csl.get("type") not in ("book", "dataset", "software")]
    answers = europepmc_records([str(c.record.csl["DOI"]) for c in lacking if c.record], client)
    for case in lacking:
        if case.record is None:
            continue
        answer = answers[str(case.record.csl["DOI"])]
        found = read(europepmc.parse, answer) if answer.held else None
        if found:
            extra = {k: v for k in ("PMID", "PMCID") if (v := found[0].csl.get(k))}
            case.record = Record(case.record.registry, case.record.key, {**case.record.csl, **extra})


_KIN = ("crossref", "pubmed", "europepmc")
"""Registries that hold many of the same works, each in words of its own."""


def _bear_out(cases: Sequence[_Case], client: Client) -> None:
    """What an entry says otherwise than the record accepted, and as another registry's of the same work says it, is not
    wrong: records have slips, poor titles and present names of journals."""
    doubtful = [c for c in cases if any(d.field != "DOI" for d in _differences(c))]
    for name, records, number in (
        ("pubmed", pubmed_records, "PMID"),
        ("crossref", crossref_records, "DOI"),
        ("europepmc", europepmc_records, "DOI"),
    ):
        due = [(c, str(c.record.csl[number])) for c in doubtful
               if c.record and c.record.registry != name and c.record.csl.get(number)]  # fmt: skip
        answers = records([value for _, value in due], client)
        for case, value in due:
            if answers[value].held and (told := read(_PARSE[name], answers[value])):
                _hold_against(case, told)


_PARSE: Mapping[str, Callable[[bytes], Record]] = {
    "pubmed": only(pubmed.parse),
    "crossref": crossref.parse,
    "europepmc": only(europepmc.parse),
}


def _hold_against(case: _Case, record: Record) -> None:
    """Note in which fields another record of the same work says what the entry says."""
    if _are_two(record, case.record):
        return
    apart = {d.field for d in matching.differences(case.work.csl, record.csl, case.weigh(record), case.work.raw)}
    case.borne_out |= {d.field for d in _differences(case) if record.csl.get(d.field)} - apart


def _look_numbers_up(cases: Sequence[_Case], client: Client) -> None:
    """PubMed numbers printed beside a right DOI: that of another work is told, one of the same work is not."""
    doubtful = [c for c in cases if c.record and is_number_in_doubt(c.work, c.record.csl) and not c.unknown_pmid]
    doubtful = [c for c in doubtful if c.other is None]
    answers = pubmed_records([c.work.PMID for c in doubtful], client)
    for case in doubtful:
        answer = answers[case.work.PMID]
        if answer.lacked:
            case.heard("pubmed", answer)
            case.unknown_pmid = True
        elif case.heard("pubmed", answer):
            record = read(only(pubmed.parse), answer)
            if record is not None and (
                _are_two(record, case.record, ["DOI"])
                or not matching.is_borne_out(case.printed, record.csl, case.weigh(record))
            ):
                case.other = record


def _resolution(case: _Case) -> Resolution:
    _read_again(case)
    work = case.work
    asked = tuple(dict.fromkeys(case.asked))
    wrong = _wrong_identifier(case)
    if case.record is not None and not wrong:
        case.other = None  # a poorer record of the same work
    if case.record is not None and case.match is not None:
        record = case.record
        item = _kept(record.csl)
        return Resolution(
            work.id, "matched", record.registry, item, round(case.match.score, 4),
            (*wrong, *_others(wrong, (d for d in _differences(case) if d.field not in case.borne_out))),
            tuple(map(_candidate, filter(None, (case.other, _partner(case))))),
            case.answer.asked_at if case.answer else "",
            case.note if not case.other else _belongs(case.other),
            record.key, case.answer.digest if case.answer else "", asked,
        )  # fmt: skip
    troubles = case.troubles if asked else {**case.troubles, **case.silent}
    best = sorted(case.rejected.values(), key=lambda pair: -pair[0].weight)[:3]
    candidates = [_candidate(record) for _, record in best]
    if case.other:
        candidates = [_candidate(case.other), *(c for c in candidates if c.get("DOI") != case.other.csl.get("DOI"))]
    score = round(best[0][0].score, 4) if best else 0.0
    if case.rivals:
        outcome, note = "ambiguous", "several records fit as well"
        near = [record for match, record in best if best[0][0].weight - match.weight < matching.MARGIN]
        candidates = [_candidate(record) for record in (near if len(near) > 1 else [record for _, record in best[:2]])]
    elif troubles:
        outcome, note = "unavailable", "; ".join(dict.fromkeys(troubles.values()))
    elif case.other:
        outcome, note = "not_found", _belongs(case.other)
    elif case.unregistered:
        outcome, note = "not_found", "the printed DOI is registered nowhere"
    elif case.is_web:
        told = "a page or leaflet: registries hold none; known by publisher, title and address"
        outcome, note = "not_found", "; ".join(n for n in (told, case.note) if n)
    elif not asked:
        outcome, note = "not_found", "too little is printed to look for"
    else:
        outcome, note = "not_found", case.note or f"asked: {', '.join(asked)}"
    silent = next(iter(troubles), "") if outcome == "unavailable" else ""
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


def _partner(case: _Case) -> Record | None:
    """The other of two works of which the entry is put together, the one being that of its record."""
    if case.record is None or not any(d.severity == "major" for d in _differences(case)):
        return None
    for _, other in case.rejected.values():
        if matching.put_together(case.work.csl, [case.record.csl, other.csl]):
            return other
    return None


def _others(wrong: Sequence[Difference], told: Iterable[Difference]) -> Iterator[Difference]:
    said = {d.field for d in wrong}
    return (d for d in told if d.field not in said)


def _read_again(case: _Case) -> None:
    """A record found by its words whose DOI the entry prints, broken up or run into other text: the DOI was misread.
    One that is longer and registered too (of a supplement) is printed so."""
    doi = str(case.record.csl.get("DOI") or "").lower() if case.record else ""
    own = str(case.other.csl.get("DOI") or "").lower() if case.other else ""
    if own == case.work.DOI and own.startswith(doi):
        return
    if doi and doi != case.work.DOI and (doi in case.readings or identifiers.prints(case.work.raw, doi)):
        case.work = replace(case.work, DOI=doi, csl={**case.work.csl, "DOI": doi})
        case.unregistered, case.other = False, None


def _wrong_identifier(case: _Case) -> tuple[Difference, ...]:
    """What is wrong with the printed identifier ("DOI", "PMID", ...), with the right one where it is known.

    An identifier that the accepted record has too is not wrong, and never its own correction.
    """
    right = case.record.csl if case.record else {}
    out = []
    if case.unregistered:
        out.append(Difference("DOI registration", " or ".join(case.nowhere), "registered nowhere", "major"))
        if right.get("DOI"):
            out.append(Difference("DOI", case.work.DOI, str(right["DOI"]), "major"))
    elif case.other is not None:
        name = _named(case.work, case.other)
        out.append(Difference(name, str(getattr(case.work, name)), str(right.get(name) or ""), "major"))
    elif case.unknown_pmid:
        out.append(Difference("PMID", case.work.PMID, str(right.get("PMID") or ""), "major"))
    return tuple(d for d in out if d.printed.lower() != d.registered.lower())


def _named(work: Work, other: Record) -> str:
    """By which of its identifiers a work led to another one's record."""
    for name in _IDENTIFIERS:
        own = str(getattr(work, name))
        if own and own.lower() == str(other.csl.get(name) or "").lower():
            return name
    return "PMCID" if work.PMCID else "DOI"


def _kept(item: Mapping[str, Any]) -> dict[str, Any]:
    """What a resolution keeps of a record: no abstract, and of its `custom` what was disclosed."""
    custom = item.get("custom")
    told = {k: custom[k] for k in ("funding", "interests") if k in custom} if isinstance(custom, Mapping) else {}
    return {k: v for k, v in item.items() if k not in ("abstract", "custom")} | ({"custom": told} if told else {})


def _belongs(record: Record) -> str:
    item = record.csl
    year = dates.year(item.get("issued"))
    return f'the printed identifier belongs to "{str(item.get("title") or "")[:150]}"' + (f" ({year})" if year else "")


def _candidate(record: Record) -> Mapping[str, Any]:
    return {k: v for k, v in record.csl.items() if k not in ("abstract", "custom")} | {"source": record.registry}


def _nearest_edition(record: Record, case: _Case) -> Record:
    """A book of many editions, dated as the printed one if there is one of that year, else as the last before."""
    years = matching.years(record.csl)
    wanted = dates.year(case.work.csl.get("issued"))
    if not wanted or not years:
        return record
    near = [y for y in years if abs(y - wanted) <= 1] or [y for y in years if y < wanted]
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


def _author(case: _Case) -> str:
    people = case.work.csl.get("author") or []
    return names.family(people[0]) if people and "family" in people[0] else ""
