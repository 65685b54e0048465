"""What became of every work since: retraction, concern, correction, new version, and who says so.

Every registry that knows the work is asked and its answer kept apart: one row a notice and a source, a row "none" where
a source holds the work and nothing about it, a row "unavailable" where it could not be asked. Disagreement is shown,
not voted away. A reinstatement cancels the retractions and concerns before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from citewarden import config
from citewarden.errors import ConfigError
from citewarden.model import Notice, Resolution, Work
from citewarden.model.calendar import Calendar
from citewarden.plugins import services
from citewarden.registries import (
    crossref,
    datacite,
    openlibrary,
    pubmed,
    retraction_watch,
    retractions,
)
from citewarden.registries._capabilities import Lookup, having
from citewarden.registries._kinds import RETRACTING, title_notices
from citewarden.registries._record import Record, only
from citewarden.stages._records import (
    crossref_records,
    is_number_in_doubt,
    look_up,
    pubmed_records,
    pubmed_records_by_doi,
    read,
)
from citewarden.stages._together import together
from citewarden.text import containers, dates, matching, names, same_words
from citewarden.web.ask import Answer, Ask
from citewarden.web.client import Client

AS_KNOWN = "as known on "
"""What the note of a notice begins with that comes from an older answer or list; its ISO date follows."""

LARGEST_LIST = 400_000_000
"""Most bytes of the Retraction Watch file that are read."""

_COCHRANE = re.compile(r"^10\.1002/14651858\.(?P<review>[a-z]{2}\d{6})(?:\.pub(?P<version>\d+))?$")
_VERSIONS_AHEAD = 4
_CANCELLED = RETRACTING | {"expression_of_concern", "partial_retraction"}


@dataclass(slots=True)
class _Cited:
    """One work with the identifiers under which registries know it."""

    work: Work
    csl: Mapping[str, Any]
    DOI: str
    PMID: str
    ISBN: str
    catalogued: str = ""
    rows: list[Notice] = field(default_factory=list)

    def heard(self, source: str, answer: Answer, found: Iterable[Notice] | None) -> None:
        """Add what `source` says; an answer that is none, or cannot be read, says that nothing is known.

        What it said when it was last asked still stands, with its date; that it then knew of nothing does not.
        """
        if answer.absent:
            return
        if answer.held and found is not None:
            self.add(answer, found)
        if not answer.ok or found is None:
            note = answer.note or f"{source} answered {answer.status or 'something unreadable'}"
            label = UNASKABLE if answer.status in _NOT_UNDERSTOOD else ""
            self.rows.append(Notice(self.work.id, "unavailable", source, label, note=note))
        elif not any(n.source.split("/")[0] == source for n in self.rows):
            self.rows.append(Notice(self.work.id, "none", source, asked_at=answer.asked_at))

    def add(self, answer: Answer, found: Iterable[Notice]) -> None:
        """Add notices not told yet."""
        known = {(n.type, n.source, n.DOI, n.PMID) for n in self.rows}
        for notice in found:
            note = f"{AS_KNOWN}{answer.asked_at[:10]}" if answer.stale else notice.note
            row = replace(notice, work=self.work.id, asked_at=answer.asked_at, note=note)
            if (row.type, row.source, row.DOI, row.PMID) not in known:
                self.rows.append(row)


def notices(works: Iterable[Work], resolutions: Iterable[Resolution], *, client: Client) -> list[Notice]:
    """The notices of all works, by work, then type, source and date."""
    resolved = {r.work: r for r in resolutions}
    cited = [_cited(work, resolved.get(work.id)) for work in works]
    listed = _listed()
    telling = _telling(listed)
    for one in cited:
        one.rows += _superseded(one, listed, telling, client.calendar)
    _ask_all(cited, client)
    _from_the_list(cited, client)
    if client.enabled("pubmed"):
        for one in cited:
            one.rows += _unheard_number(one.work, resolved.get(one.work.id))
    rows = [row for one in cited for row in _settled(one.rows, offline=client.offline)]
    by_work = {one.work.id: one for one in cited}
    return _put_right(_described(_followed(rows, by_work, client), client), by_work, client)


def _ask_all(cited: Sequence[_Cited], client: Client) -> None:
    """Every registry about the works it may hold, side by side; each writes into its own copy."""
    both = [c for c in cited if c.DOI or c.PMID]
    asked: Sequence[tuple[_Step, Sequence[_Cited]]] = (
        (_crossref, [c for c in cited if c.DOI]),
        (_pubmed, [c for c in cited if c.PMID or _may_be_in_pubmed(c)]),
        *(
            (partial(_told, name=name, lookup=lookup), [c for c in cited if getattr(c, lookup.identifier, "")])
            for name, lookup in having("NOTICES")
        ),
        (_retraction_watch, both),
        (_cochrane, [c for c in cited if _COCHRANE.match(c.DOI)]),
        (_editions, [c for c in cited if c.ISBN or c.catalogued]),
    )
    copies = [(step, some, [replace(one, rows=[]) for one in some]) for step, some in asked if some]
    together(*(partial(step, own, client) for step, _, own in copies))
    for step, some, own in copies:
        for one, copy in zip(some, own, strict=True):
            if step is _cochrane:
                newest = {n.replacement.get("DOI") for n in copy.rows if n.type == "new_version"}
                one.rows = [n for n in one.rows if n.type != "new_version" or n.replacement.get("DOI") not in newest]
            one.rows += copy.rows


def _from_the_list(cited: Sequence[_Cited], client: Client) -> None:
    """Citewarden's own list, about works that somebody could not be asked about; silence in it is no answer."""
    for one in cited:
        asked = {n.type for n in one.rows}
        if asked & RETRACTING or not (client.offline or "unavailable" in asked):
            continue
        reference = matching.printed(one.work.raw, one.work.csl)
        one.rows += [
            replace(n, work=one.work.id) for n in retractions.notices(one.DOI, one.PMID, reference, client.calendar)
        ]


_Step = Callable[[Sequence["_Cited"], Client], None]


def _cited(work: Work, resolution: Resolution | None) -> _Cited:
    """The identifiers to ask with: the accepted record's, else the printed ones unless they are another work's."""
    if resolution is None:
        return _Cited(work, work.csl, work.DOI, work.PMID, work.ISBN)
    item = resolution.csl if resolution.outcome == "matched" else work.csl
    false = {d.printed.lower() for d in resolution.differences if d.field in ("DOI", "DOI registration", "PMID")}

    def known(name: str) -> str:
        told = [str(item.get(name) or "").lower()]
        if resolution.outcome != "matched" or resolution.registry in ("library", "web"):
            told.append(str(getattr(work, name)))
        return next((value for value in told if value and value not in false), "")

    catalogued = resolution.record if resolution.record.startswith(openlibrary.WORKS) else ""
    one = _Cited(work, item, known("DOI"), known("PMID"), str(item.get("ISBN") or work.ISBN), catalogued)
    if resolution.registry == "library" and resolution.identified not in ("", "matched") and _is_article(item):
        silent = resolution.identified == "unavailable"
        source, label = ("registries", "") if silent else ("library", UNIDENTIFIED)
        one.rows.append(Notice(work.id, "unavailable", source, label, note=resolution.note))
    return one


def _unheard_number(work: Work, resolution: Resolution | None) -> list[Notice]:
    """That nobody could be asked whose number is printed beside a right DOI."""
    if resolution is None or resolution.outcome != "matched" or "pubmed" in resolution.asked:
        return []
    told = any(d.field == "PMID" for d in resolution.differences)
    if told or resolution.registry in ("library", "web") or not is_number_in_doubt(work, resolution.csl):
        return []
    return [Notice(work.id, "unavailable", "pubmed", note=f"the printed number {work.PMID} could not be looked up")]


UNIDENTIFIED = "not identified"
"""What a row "unavailable" is labelled for a work known from its note alone."""


UNASKABLE = "cannot be asked"
"""The same where a registry's form has no place for the question."""

_NOT_UNDERSTOOD = (400, 414)


def _is_article(item: Mapping[str, Any]) -> bool:
    """What a registry would hold, so that its silence means something."""
    placed = item.get("container-title") and (item.get("volume") or item.get("page"))
    return bool(item.get("type") == "article-journal" or placed or item.get("DOI") or item.get("PMID"))


def _crossref(cited: Sequence[_Cited], client: Client) -> None:
    """The original's side and the notice's side: some famous cases have only one of the two."""
    if not client.enabled("crossref"):
        return
    answers = crossref_records([c.DOI for c in cited], client)
    elsewhere = []
    for one in cited:
        answer = answers[one.DOI]
        record = read(crossref.parse, answer) if answer.held else None
        one.heard("crossref", answer, record.notices if record else None)
        if answer.lacked:
            elsewhere.append(one)
    _noticed_by([c for c in cited if answers[c.DOI].held], client)
    _told(elsewhere, client, name="datacite", lookup=datacite.LOOKUP)


def _noticed_by(cited: Sequence[_Cited], client: Client) -> None:
    """The notice's side of works that Crossref holds: by filter, several at a time where the DOIs allow it."""
    base = client.base("crossref")
    said: dict[str, Answer] = {}
    for size, some in (
        (crossref.BATCH, [c.DOI for c in cited if crossref.batchable(c.DOI)]),
        (1, [c.DOI for c in cited if crossref.askable(c.DOI) and not crossref.batchable(c.DOI)]),
    ):
        said |= client.get_items(
            "crossref",
            some,
            url=lambda group: crossref.notices_url(base, group),
            split=crossref.split_notices,
            size=size,
            kind="updates",
        )
    for one in cited:
        if (answer := said.get(one.DOI)) is not None and not answer.absent:
            _hear_notices(one, answer)
    _noticed_by_title([c for c in cited if not crossref.askable(c.DOI)], client)


def _noticed_by_title(cited: Sequence[_Cited], client: Client) -> None:
    """The notice's side of DOIs that no filter can hold: a search finds some, and its silence proves nothing."""
    base = client.base("crossref")
    asks = [Ask(crossref.notice_search_url(base, _title(one)), "crossref") for one in cited]
    for one, answer in zip(cited, (a.listed for a in client.get_many(asks)), strict=True):
        items = (read(crossref.notices_of, answer) or {}).get(one.DOI) if answer.held else None
        if items is not None:
            _hear_notices(one, replace(answer, body=items))
        elif answer.ok:
            note = f"the filter for notices cannot hold {one.DOI}"
            one.rows.append(Notice(one.work.id, "unavailable", "crossref", UNASKABLE, note=note))
        else:
            one.heard("crossref", answer, None)


def _hear_notices(one: _Cited, answer: Answer) -> None:
    found = read(partial(crossref.parse_notices, doi=one.DOI), answer) if answer.held else None
    one.heard("crossref", answer, found)
    if any(n.source.startswith("crossref") and n.type not in ("none", "unavailable") for n in one.rows):
        one.rows = [n for n in one.rows if not (n.type == "none" and n.source == "crossref")]


def _pubmed(cited: Sequence[_Cited], client: Client) -> None:
    if not client.enabled("pubmed"):
        return
    by_number = pubmed_records([c.PMID for c in cited if c.PMID], client)
    by_doi = pubmed_records_by_doi([c.DOI for c in cited if not c.PMID], client)
    for one in cited:
        answer = by_number[one.PMID] if one.PMID else by_doi[one.DOI]
        record = read(only(pubmed.parse), answer) if answer.held else None
        one.heard("pubmed", answer, record.notices if record else None)
        if record is not None and record.csl.get("original-date"):
            one.rows += _revised(one, record.csl, answer)


def _may_be_in_pubmed(one: _Cited) -> bool:
    """An article whose PubMed number Europe PMC did not tell, because it lacks the work or was out."""
    return bool(one.DOI) and one.csl.get("type") == "article-journal"


def _revised(one: _Cited, record: Mapping[str, Any], answer: Answer) -> list[Notice]:
    """Bookshelf chapters (StatPearls, GeneReviews) are revised in place: newer than the printed year is an update."""
    printed, now = dates.year(one.work.csl.get("issued")), dates.to_iso(record.get("issued"))
    if not printed or not now or int(now[:4]) <= printed:
        return []
    address = str(record.get("URL") or f"https://pubmed.ncbi.nlm.nih.gov/{one.PMID}/")
    label = f"revised on Bookshelf since {printed}"
    return [Notice(one.work.id, "update", "pubmed", label, "", one.PMID, address, now, asked_at=answer.asked_at)]


def _told(cited: Sequence[_Cited], client: Client, *, name: str, lookup: Lookup[Record]) -> None:
    """What a registry says of works it looks up; that a hint cannot be asked for leaves nothing open."""
    if not cited or not client.enabled(name):
        return
    hint = services()[name].hint
    answers = look_up(name, lookup, [getattr(c, lookup.identifier) for c in cited], client)
    for one in cited:
        answer = answers[getattr(one, lookup.identifier)]
        record = read(lookup.parse, answer) if answer.held else None
        if not hint or (record is not None and answer.ok):
            one.heard(name, answer, record.notices if record else None)
        elif record is not None:
            one.add(answer, record.notices)


def _retraction_watch(cited: Sequence[_Cited], client: Client) -> None:
    if not cited or not client.enabled("retraction_watch"):
        return
    address = retraction_watch.url(client.base("retraction_watch"))
    answer = client.get(address, registry="retraction_watch", days=1.0, max_body=LARGEST_LIST)
    rows = read(retraction_watch.parse, answer) if answer.held else None
    for one in cited:
        if rows is None:
            note = answer.note or "the Retraction Watch file could not be read"
            one.rows.append(Notice(one.work.id, "unavailable", "retraction_watch", note=note))
        else:
            found = rows.get(f"doi:{one.DOI}", ()) or rows.get(f"pmid:{one.PMID}", ())
            one.heard("retraction_watch", answer, found)


def _cochrane(cited: Sequence[_Cited], client: Client) -> None:
    """A Cochrane review's next versions are DOIs ending .pub2, .pub3, ...: the highest registered one is the newest."""
    if not cited or not client.enabled("crossref"):
        return
    ahead: dict[str, list[str]] = {}
    for one in cited:
        found = _COCHRANE.match(one.DOI)
        if found:
            own = int(found["version"] or 1)
            stem = f"10.1002/14651858.{found['review']}"
            ahead[one.DOI] = [f"{stem}.pub{n}" for n in range(own + 1, own + 1 + _VERSIONS_AHEAD)]
    answers = crossref_records([doi for dois in ahead.values() for doi in dois], client)
    for one in cited:
        newer = [doi for doi in ahead[one.DOI] if answers[doi].held]
        if newer:
            newest = newer[-1]
            record = read(crossref.parse, answers[newest])
            issued = dates.to_iso(record.csl.get("issued")) if record else ""
            label = f"newer Cochrane version .{newest.rsplit('.', 1)[-1]}"
            one.rows.append(
                Notice(one.work.id, "new_version", "crossref", label, newest, URL=f"https://doi.org/{newest}",
                       updated=issued, replacement={"DOI": newest}, asked_at=answers[newest].asked_at)
            )  # fmt: skip
        elif any(a.outcome != "answered" for a in (answers[d] for d in ahead[one.DOI])) and not client.offline:
            note = "newer versions could not be looked for"
            one.rows.append(Notice(one.work.id, "unavailable", "crossref", note=note))


def _editions(cited: Sequence[_Cited], client: Client) -> None:
    """Newer editions Open Library lists; volunteers keep it, so this suggests and never proves."""
    if not cited or not client.enabled("openlibrary"):
        return
    base = client.base("openlibrary")
    numbered = [c for c in cited if not c.catalogued]
    answers = client.get_many([Ask(openlibrary.url(base, c.ISBN), "openlibrary") for c in numbered])
    keyed = [
        (c, key) for c, a in zip(numbered, answers, strict=True) if a.held and (key := read(openlibrary.work_key, a))
    ]
    keyed += [(c, c.catalogued) for c in cited if c.catalogued]
    lists = client.get_many([Ask(openlibrary.editions_url(base, key), "openlibrary") for _, key in keyed])
    for (one, _), answer in zip(keyed, lists, strict=True):
        editions = read(openlibrary.parse_editions, answer) if answer.held else None
        later = [e for e in editions or [] if _is_newer(e.csl, one)]
        if later:
            best = max(later, key=lambda e: (dates.to_iso(e.csl.get("issued")), e.key))
            edition = str(best.csl.get("edition") or "")
            label = f"newer edition ({', '.join(p for p in (edition, str(dates.year(best.csl.get('issued')))) if p)})"
            address = f"https://openlibrary.org{best.key}"
            kept = {k: v for k, v in best.csl.items() if k in ("type", "title", "author", "edition", "ISBN", "issued",
                                                              "publisher")}  # fmt: skip
            one.rows.append(
                Notice(one.work.id, "new_edition", "openlibrary", label, URL=address, replacement=kept,
                       updated=dates.to_iso(best.csl.get("issued")), asked_at=answer.asked_at,
                       note="listed by volunteers: check with the publisher")
            )  # fmt: skip


def _is_newer(edition: Mapping[str, Any], one: _Cited) -> bool:
    """Whether an edition is later than the cited one, and not the same once more: a printing, another binding."""
    own = dates.year(one.csl.get("issued")) or dates.year(one.work.csl.get("issued"))
    if not own or (dates.year(edition.get("issued")) or 0) <= own or matching.is_reprint(edition):
        return False
    told, printed = (_edition_number(item) for item in (edition, one.work.csl))
    if told and printed:
        return told > printed
    another = bool(one.ISBN) and edition.get("ISBN") != one.ISBN
    return told > 1 or another or bool(_RENEWED.search(str(edition.get("edition") or "")))


_RENEWED = re.compile(r"\b(?:rev|upd|new|exp|enl|compl)", re.IGNORECASE)


def _edition_number(item: Mapping[str, Any]) -> int:
    """6 of "6th ed." or "Sixth edition", 0 where no number is told."""
    found = _TWO_FIGURES.search(same_words.plain(str(item.get("edition") or "")))
    return int(found[0]) if found else 0


_TWO_FIGURES = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Superseded:
    """An entry of `lexicons/superseded.yaml`, folded for comparing."""

    entry: Mapping[str, Any]
    dois: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    needed: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]


def _listed() -> list[_Superseded]:
    """Our own list of guidelines and statements that others replaced.

    Raises:
        ConfigError: the list is not as its head describes it.
    """
    out = []
    for entry in config.lexicon("superseded") or ():
        try:
            made = _Superseded(
                entry,
                frozenset(str(d).lower() for d in entry.get("DOI", ())),
                tuple(tuple(_folded(part) for part in phrase.split(" + ")) for phrase in entry["match"]),
                tuple(tuple(_folded(word) for word in group.split("|")) for group in entry.get("with", ())),
                tuple(_folded(phrase) for phrase in entry.get("unless", ())),
            )
            str(entry["superseded"]), str(entry["what"]), str(entry["id"]), entry["by"].get("title")
        except (KeyError, TypeError, AttributeError) as error:
            name = entry.get("id", entry) if isinstance(entry, Mapping) else entry
            remedy = "give id, what, match, superseded, by"
            raise ConfigError(
                f"entry {name!r} lacks {error}", where="lexicons/superseded.yaml", remedy=remedy
            ) from error
        out.append(made)
    return out


def _telling(listed: Sequence[_Superseded]) -> dict[str, list[_Superseded]]:
    """The entries by the longest word of each of their phrases, and by DOI: few works hold any of them."""
    out: dict[str, list[_Superseded]] = {}
    for known in listed:
        words = {max(" ".join(phrase).split(), key=len) for phrase in known.phrases}
        for key in sorted(words | known.dois):
            out.setdefault(key, []).append(known)
    return out


def _superseded(
    one: _Cited, listed: Sequence[_Superseded], telling: Mapping[str, Sequence[_Superseded]], calendar: Calendar
) -> list[Notice]:
    """Entries of the list that this work is, by DOI or by its printed words, as of a day."""
    raw = f"{_folded(one.work.raw)}{_folded(str(one.csl.get('title') or ''))}"
    near = {k.entry["id"]: k for word in (*dict.fromkeys(raw.split()), one.DOI) for k in telling.get(word, ())}
    if not near:
        return []
    year = dates.year(one.csl.get("issued")) or dates.year(one.work.csl.get("issued"))
    out = []
    for known in near.values():
        named = one.DOI in known.dois if one.DOI else False
        if not named:
            named = any(all(part in raw for part in phrase) for phrase in known.phrases)
            named = named and all(any(word in raw for word in group) for group in known.needed)
            named = named and not any(phrase in raw for phrase in known.unless)
            until = known.entry.get("until")
            named = named and (not until or (year is not None and year <= int(until)))
        since = str(known.entry["superseded"])
        if named and calendar.reached(since):
            by = known.entry["by"]
            doi = str(by.get("DOI", "")).lower()
            out.append(
                Notice(
                    one.work.id,
                    "superseded",
                    "superseded.yaml",
                    str(known.entry["what"]),
                    doi,
                    URL=str(by.get("URL") or (f"https://doi.org/{doi}" if doi else "")),
                    updated=since,
                    record_id=str(known.entry["id"]),
                    replacement=_newer(by),
                    note="; ".join(p for p in (str(known.entry.get("change", "")), _again(by, listed, calendar)) if p),
                )
            )
    return out


def _newer(by: Mapping[str, Any]) -> dict[str, Any]:
    """The newer document as CSL."""
    made = {k: str(by[k]) for k in ("title", "publisher", "DOI", "URL") if by.get(k)}
    return {
        "type": "article-journal" if by.get("DOI") else "report",
        **made,
        "issued": dates.from_iso(str(by["issued"])),
    }


def _again(by: Mapping[str, Any], listed: Sequence[_Superseded], calendar: Calendar) -> str:
    """That the newer document has been replaced in its turn, "" if not."""
    for known in listed:
        if known.entry["id"] == by.get("entry") and calendar.reached(str(known.entry["superseded"])):
            newest = known.entry["by"]
            further = _again(newest, listed, calendar)
            return further or f'itself replaced by "{newest["title"]}" ({str(newest["issued"])[:4]})'
    return ""


def _folded(text: str) -> str:
    """The words of a text in lower case, a space before and after each."""
    words = [w for word in re.findall(r"\w+", text) if (w := names.fold(word))]
    return f" {' '.join(words)} " if words else ""


def _settled(rows: Sequence[Notice], *, offline: bool) -> list[Notice]:
    """Rows of one work in order, with what a later reinstatement cancelled marked so, and offline said once."""
    if offline:
        said = [n for n in rows if n.type == "unavailable"]
        said = [Notice(n.work, "unavailable", "registries", note="not checked: offline") for n in said[:1]]
        rows = [n for n in rows if n.type != "unavailable"] + said
    back = [n for n in rows if n.type == "reinstatement"]
    out = []
    for row in rows:
        later = [b for b in back if row.type in _CANCELLED and (not row.updated or b.updated >= row.updated)]
        if later:
            row = replace(row, cancelled_by=f"reinstatement {later[0].updated}, {later[0].source}")
        out.append(row)
    return sorted(out, key=lambda n: (n.type, n.source, n.updated, n.DOI, n.PMID, n.record_id, n.note))


def _followed(rows: list[Notice], cited: Mapping[str, _Cited], client: Client) -> list[Notice]:
    """Of new versions that were replaced in their turn, the newest in their place, as far as Crossref says."""
    if client.offline or not client.enabled("crossref"):
        return rows
    later: dict[str, Notice | None] = {}
    asked = {doi for n in rows if n.type == "new_version" and (doi := _newer_doi(n))}
    for _ in range(_VERSIONS_AHEAD):
        if not asked:
            break
        answers = crossref_records(sorted(asked), client)
        later |= {doi: _newer_version(answers[doi]) for doi in asked}
        asked = {_newer_doi(n) for n in later.values() if n} - later.keys()
    return [_newest(n, later, cited[n.work].DOI) if n.type == "new_version" else n for n in rows]


def _newest(notice: Notice, later: Mapping[str, Notice | None], own: str) -> Notice:
    """The notice, or the last one of the chain that begins with it and leads nowhere twice."""
    passed = {own}
    found: Notice | None = notice
    while found and (doi := _newer_doi(found)) not in passed:
        notice = replace(found, work=notice.work)
        passed.add(doi)
        found = later.get(doi)
    return notice


def _newer_doi(notice: Notice) -> str:
    return str(notice.replacement.get("DOI") or "").lower()


def _newer_version(answer: Answer) -> Notice | None:
    """What Crossref's record of a version says of a newer one."""
    record = read(crossref.parse, answer) if answer.held else None
    said = (n for n in (record.notices if record else ()) if n.type == "new_version" and _newer_doi(n))
    return max(said, key=lambda n: (n.updated, n.DOI), default=None)


def _described(rows: list[Notice], client: Client) -> list[Notice]:
    """Replacements with title, authors and date, so that the new work can be named."""
    bare = [n for n in rows if n.replacement and not n.replacement.get("title") and n.source != "superseded.yaml"]
    if client.offline or not bare:
        return rows
    dois = [str(n.replacement["DOI"]) for n in bare if n.replacement.get("DOI")]
    pmids = [str(n.replacement["PMID"]) for n in bare if n.replacement.get("PMID")]
    by_doi = crossref_records(dois, client) if client.enabled("crossref") else {}
    by_pmid = pubmed_records(pmids, client) if client.enabled("pubmed") else {}
    elsewhere = [doi for doi in dois if doi in by_doi and by_doi[doi].lacked and client.enabled("datacite")]
    by_agency = look_up("datacite", datacite.LOOKUP, elsewhere, client)
    out = []
    for row in rows:
        doi, pmid = (str(row.replacement.get(k) or "") for k in ("DOI", "PMID"))
        record = None
        if doi in by_doi and by_doi[doi].held:
            record = read(crossref.parse, by_doi[doi])
        if doi in by_agency and by_agency[doi].held:
            record = read(datacite.parse, by_agency[doi])
        if record is None and pmid in by_pmid and by_pmid[pmid].held:
            record = read(only(pubmed.parse), by_pmid[pmid])
        if record is not None:
            full = {k: v for k, v in record.csl.items() if k not in ("abstract", "custom")}
            row = replace(row, replacement={**full, **row.replacement})
        out.append(row)
    return out


def _put_right(rows: list[Notice], cited: Mapping[str, _Cited], client: Client) -> list[Notice]:
    """Replacements that are but the notices of one: in their place what has the cited title now, or nothing."""
    told = [n for n in rows if n.type in _REPUBLISHED and _is_notice(n.replacement)]
    works = {n.work: cited[n.work] for n in told}
    if client.offline or not client.enabled("crossref"):
        works = {}
    base = client.base("crossref") if works else ""
    asks = [Ask(crossref.search_url(base, _title(one)), "crossref") for one in works.values()]
    found: dict[str, Mapping[str, Any]] = {}
    for (name, one), answer in zip(works.items(), (a.listed for a in client.get_many(asks)), strict=True):
        records = (read(crossref.parse_list, answer) or []) if answer.held else []
        again = {str(r.csl["DOI"]): r.csl for r in records if _is_again(r.csl, one)}
        found[name] = next(iter(again.values())) if len(again) == 1 else {}
    kept = {name: {k: v for k, v in item.items() if k not in ("abstract", "custom")} for name, item in found.items()}
    return [replace(n, replacement=kept.get(n.work, {})) if n in told else n for n in rows]


_REPUBLISHED = frozenset({"retract_and_replace", "correct_and_republish"})


def _title(one: _Cited) -> str:
    return str(one.csl.get("title") or one.work.csl.get("title") or one.work.raw)


def _is_notice(item: Mapping[str, Any]) -> bool:
    return any(n.type == "is_notice" for n in title_notices(str(item.get("title") or ""), ""))


def _is_again(item: Mapping[str, Any], one: _Cited) -> bool:
    """Whether a record is of the cited work once more: of its title, authors and journal, later, by another DOI."""
    people, own = item.get("author") or (), one.csl.get("author") or ()
    return (
        bool(people and own and item.get("DOI"))
        and str(item["DOI"]).lower() != one.DOI
        and item.get("type") == one.csl.get("type")
        and same_words.are_same(_AGAIN.sub("", str(item.get("title") or "")), _title(one))
        and [names.fold(names.family(each)) for each in people] == [names.fold(names.family(each)) for each in own]
        and containers.same(*(str(each.get("container-title") or "") for each in (item, one.csl))) >= _ONE_JOURNAL
        and dates.to_iso(item.get("issued")) >= dates.to_iso(one.csl.get("issued"))
    )


_ONE_JOURNAL = 0.8
_AGAIN = re.compile(r"[(\[][^()\[\]]{0,40}(?:republi|replac)[^()\[\]]{0,40}[)\]]\.?\Z", re.IGNORECASE)
"""What a new version's title says of its past: "... (retracted and republished)"."""
