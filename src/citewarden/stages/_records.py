"""Records looked up in batches, as several stages need them; every record keeps its own place in the cache."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from citewarden.model import Work
from citewarden.registries import crossref, europepmc, pubmed
from citewarden.registries._capabilities import Lookup
from citewarden.registries._record import only
from citewarden.web.ask import Answer, Ask
from citewarden.web.client import Client

T = TypeVar("T")


def crossref_records(dois: Sequence[str], client: Client) -> dict[str, Answer]:
    """Crossref's answer for every DOI: batches where the filter allows, one by one for the rest (commas, SICI)."""
    base = client.base("crossref")
    batched = [doi for doi in dois if crossref.batchable(doi)]
    single = [doi for doi in dict.fromkeys(dois) if not crossref.batchable(doi)]
    answers = client.get_items(
        "crossref",
        batched,
        url=lambda group: crossref.batch_url(base, group),
        split=crossref.split,
        size=crossref.BATCH,
        kind="work",
    )
    asks = [Ask(crossref.url(base, doi), "crossref") for doi in single]
    for doi, answer in zip(single, client.get_many(asks), strict=True):
        answers[doi] = answer if crossref.is_its_own(answer.body) else answer.listed
    return answers


def look_up(registry: str, lookup: Lookup[Any], values: Sequence[str], client: Client) -> dict[str, Answer]:
    """A registry's answer for every value of the identifier that `lookup` asks by."""
    base = client.base(registry)
    if lookup.split is not None:
        ask = partial(lookup.url, base)
        return client.get_items(registry, values, url=ask, split=lookup.split, size=lookup.size, kind=lookup.kind)
    wanted = list(dict.fromkeys(values))
    return dict(zip(wanted, client.get_many([Ask(lookup.url(base, [v]), registry) for v in wanted]), strict=True))


def pubmed_records(pmids: Sequence[str], client: Client) -> dict[str, Answer]:
    """PubMed's answer for every PMID."""
    return look_up("pubmed", pubmed.RECORDS, pmids, client)


def pubmed_records_by_doi(dois: Sequence[str], client: Client) -> dict[str, Answer]:
    """PubMed's answer for every DOI, by a search for the numbers and the records of those; most it lacks."""
    base = client.base("pubmed")

    def records(payload: bytes) -> dict[str, bytes]:
        answers = pubmed_records(pubmed.parse_search(payload), client).values()
        if silent := next((a.note or f"HTTP {a.status}" for a in answers if not (a.ok or a.absent)), ""):
            raise ValueError(silent)
        told = [(record, a.body) for a in answers if a.ok and (record := read(only(pubmed.parse), a))]
        return {str(record.csl.get("DOI") or ""): body for record, body in told}

    return client.get_items(
        "pubmed",
        dois,
        url=lambda group: pubmed.search_url(base, pubmed.term(dois=group), rows=2 * len(group)),
        split=records,
        size=pubmed.DOIS,
        kind="doi",
    )


def europepmc_records(dois: Sequence[str], client: Client) -> dict[str, Answer]:
    """Europe PMC's answer for every DOI."""
    return look_up("europepmc", europepmc.NOTICES, dois, client)


def is_number_in_doubt(work: Work, record: Mapping[str, Any]) -> bool:
    """Whether a PubMed number is printed that the work's record does not have."""
    return bool(work.PMID) and str(record.get("PMID") or "") != work.PMID


def read(parse: Callable[[bytes], T], answer: Answer) -> T | None:
    """What `parse` makes of an answer, None if it cannot be read."""
    try:
        return parse(answer.body)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
