"""Judging a shard: an article whose tables are as they were, on a day that changes no answer, is not judged again.

What is kept of each article is only ever a short cut: deleted, damaged, made by other code or under other settings,
or with a report missing, the article is judged anew. An article that broke judging is tried again each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citewarden import tables
from citewarden.commands import reports
from citewarden.commands.anniversaries import days, stirs
from citewarden.commands.memo import ANALYSIS, terms
from citewarden.commands.session import Session
from citewarden.commands.slices import CORPUS
from citewarden.errors import InputError
from citewarden.model import Evidence, Failure, Finding
from citewarden.model.evidence import UNASKED
from citewarden.pipeline import Analysis, Corpus
from citewarden.stages import _page_state as page_state
from citewarden.stages.gate import Tally, tally

if TYPE_CHECKING:
    import pyarrow as pa

    from citewarden.pipeline import Progress

_DATED = {"documents": ("reviewed", "next_review"), "references": ("csl", "accessed")}
_DATED_WORKS = {"works": ("csl",), "resolutions": ("csl",), "notices": ("updated",)}
_OF_WORK = ("resolutions", "notices", "passages")


@dataclass(frozen=True, slots=True)
class Shard:
    """What judging a shard made: tables of all its articles, summaries by line and counted, how many were judged and
    kept, what a judge of one's own was asked."""

    evidence: pa.Table
    findings: pa.Table
    failures: tuple[Failure, ...]
    summaries: tuple[str, ...]
    tally: Tally
    judged: int
    kept: int
    asked: Mapping[str, int]


def judged(
    session: Session,
    rows: Sequence[Mapping[str, str]],
    *,
    analysis: Path,
    corpus: Path,
    memo: Path,
    code: str,
    offline: bool,
    progress: Progress,
) -> Shard:
    """Judge the articles of a manifest's `rows` that need it, write their reports, and renew the memo.

    `analysis` is the shard's analysis, `corpus` its slice of the corpus tables.
    """
    from citewarden.pipeline import judge, layers

    names = {row["id"]: row["name"] for row in rows}
    whole = {n: tables.table(analysis / f"{n}.parquet", noun) for n, noun in ANALYSIS.items() if n != "failures"}
    cited = {n: tables.table(corpus / f"{n}.parquet", noun) for n, noun in CORPUS.items()}
    decisions = session.decisions()
    held = _held(whole, cited, {d: tables.dumps(decisions.previous(d)) for d in names})
    known = _Memo.load(memo, terms(session, code, offline=offline))
    keep = {
        document
        for document, article in held.items()
        if known.stands(document, article.key, session.as_of)
        and all(path.exists() for path in reports.files(session, names.get(document, "")))
    }
    wanted = [document for document in held if document not in keep]
    pages = Path(session.config.state) / "pages"
    remembered = page_state.read(pages, wanted)
    verifier = layers(session.config, offline=offline) if wanted else None
    found = (
        judge(
            Analysis(**{n: tuple(tables.from_table(ANALYSIS[n], _only(t, n, wanted))) for n, t in whole.items()}),
            Corpus(**{n: tuple(_cited(t, n, [held[d] for d in wanted])) for n, t in cited.items()}),
            verifier=verifier,
            config=session.config,
            policy=session.policy,
            as_of=session.as_of,
            offline=offline,
            decisions=decisions,
            remembered=lambda document: remembered.get(document, ()),
            progress=progress,
        )
        if verifier
        else []
    )
    good = [article for article in found if not article.failure]
    page_state.write(pages, {article.audit.document.id: page_state.renewed(article.audit) for article in good})
    fresh = reports.pages(session, good, names, offline=offline)
    order = [document for document in held if document in keep or document in fresh]
    evidence = _merged(
        known.evidence, tables.to_table(Evidence, [e for a in good for e in a.audit.evidence]), keep, order
    )
    findings = _merged(known.findings, tables.to_table(Finding, [f for a in good for f in a.findings]), keep, order)
    tomorrow = (date.fromisoformat(session.as_of) + timedelta(1)).isoformat()[5:]
    unasked = {a.audit.document.id for a in good if any(map(_unasked, a.audit.evidence))}
    articles = {
        d: known.articles[d]
        if d in keep
        else {"key": held[d].key, "as_of": session.as_of, "days": held[d].days + [tomorrow] * (d in unasked)}
        for d in order
    }
    summaries = {d: known.summaries[d] if d in keep else fresh[d] for d in order}
    _Memo(known.terms, articles, summaries, evidence, findings).save(memo)
    return Shard(
        evidence,
        findings,
        tuple(article.failure for article in found if article.failure),
        tuple(summaries[d] for d in sorted(summaries)),
        tally(
            tables.from_table(Finding, findings),
            articles=len(order),
            claims=_only(whole["claims"], "claims", order).num_rows,
            references=_only(whole["references"], "references", order).num_rows,
        ),
        len(wanted),
        len(keep),
        dict(verifier.counts) if verifier else {},
    )


def _unasked(evidence: Evidence) -> bool:
    """Is a pair open only because a judge of one's own could not be asked? It is tried again the next day."""
    return any(
        opinion.method.startswith("judge:") and opinion.note.startswith(UNASKED) for opinion in evidence.opinions
    )


def due(memo: Path, as_of: str) -> list[str]:
    """The articles of a shard that are judged again because the calendar reached one of their dates."""
    try:
        known = json.loads((memo / "judged.json").read_text(encoding="utf-8"))["articles"]
        return sorted(d for d, a in known.items() if stirs(a["days"], a["as_of"], as_of))
    except (OSError, ValueError, KeyError, TypeError):
        return []


# What an article's answers hang on ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Held:
    """One article: the digest of all its rows, its dates' days, its works and addresses."""

    key: str
    days: list[str]
    works: list[str]
    urls: list[str]


def _held(whole: Mapping[str, pa.Table], cited: Mapping[str, pa.Table], decided: Mapping[str, str]) -> dict[str, _Held]:
    texts: dict[str, list[str]] = {d: [decided.get(d, "")] for d in whole["documents"].column("id").to_pylist()}
    dated: dict[str, list[str]] = {d: [decided.get(d, "")] for d in texts}
    for name, table in whole.items():
        for document, text, dates in zip(
            table.column(_document(name)).to_pylist(), _texts(table), _dates(table, _DATED.get(name, ())), strict=True
        ):
            if document in texts:
                texts[document].append(text)
                dated[document] += dates
    of_work: dict[str, list[str]] = {}
    dates_of: dict[str, list[str]] = {}
    for name in ("works", *_OF_WORK):
        table = cited[name]
        keys = table.column("id" if name == "works" else "work").to_pylist()
        rows = _texts(table.drop_columns(["references"]) if name == "works" else table)
        for work, text, dates in zip(keys, rows, _dates(table, _DATED_WORKS.get(name, ())), strict=True):
            of_work.setdefault(work, []).append(text)
            dates_of.setdefault(work, []).extend(dates)
    probe_of = dict(zip(cited["probes"].column("url").to_pylist(), _texts(cited["probes"]), strict=True))
    works = _works(cited["works"])
    urls: dict[str, list[str]] = {d: [] for d in texts}
    references = whole["references"]
    for document, url in zip(
        references.column("document").to_pylist(), references.column("URL").to_pylist(), strict=True
    ):
        if url in probe_of and document in urls:
            urls[document].append(url)
    out = {}
    for document, own in texts.items():
        ids = works.get(document, [])
        parts = [*own, *(text for w in ids for text in (w, *of_work[w])), *(probe_of[u] for u in urls[document])]
        key = hashlib.sha256("\x1e".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        dates = days([*dated[document], *(text for w in ids for text in dates_of[w])])
        out[document] = _Held(key, dates, ids, urls[document])
    return out


def _works(table: pa.Table) -> dict[str, list[str]]:
    """Document -> the works it cites."""
    found: dict[str, dict[str, None]] = {}
    for work, text in zip(table.column("id").to_pylist(), table.column("references").to_pylist(), strict=True):
        for reference in json.loads(text):
            found.setdefault(reference.rpartition("#")[0], {})[work] = None
    return {document: list(works) for document, works in found.items()}


def _texts(table: pa.Table) -> list[str]:
    """Each row as text."""
    columns = [table.column(n).to_pylist() for n in table.column_names]
    return ["\x1f".join(map(str, row)) for row in zip(*columns, strict=True)]


def _dates(table: pa.Table, names: Sequence[str]) -> list[list[str]]:
    columns = [table.column(n).to_pylist() for n in names]
    return [list(row) for row in zip(*columns, strict=True)] if columns else [[] for _ in range(table.num_rows)]


def _document(name: str) -> str:
    return "id" if name == "documents" else "document"


def _only(table: pa.Table, name: str, documents: Sequence[str]) -> pa.Table:
    return _where(table, _document(name), documents)


def _cited(table: pa.Table, name: str, articles: Sequence[_Held]) -> list[Any]:
    """The rows of the works and addresses that some of the shard's articles cite."""
    column = {"works": "id", "probes": "url"}.get(name, "work")
    keys = {key for a in articles for key in (a.urls if name == "probes" else a.works)}
    return tables.from_table(CORPUS[name], _where(table, column, sorted(keys)))


def _where(table: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    import pyarrow.compute as pc

    return table.filter(pc.is_in(table.column(column), tables.column(list(values))))


# What is kept -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Memo:
    """What was made of each article: under which digest and date, its summary's line, its rows of the two tables."""

    terms: str
    articles: dict[str, dict[str, Any]]
    summaries: dict[str, str]
    evidence: pa.Table
    findings: pa.Table

    @classmethod
    def load(cls, folder: Path, terms: str) -> _Memo:
        empty = cls(terms, {}, {}, tables.to_table(Evidence, ()), tables.to_table(Finding, ()))
        try:
            data = json.loads((folder / "judged.json").read_text(encoding="utf-8"))
            if data["terms"] != terms:
                return empty
            summaries = dict(json.loads((folder / "summaries.json").read_text(encoding="utf-8")))
            evidence = tables.table(folder / "evidence.parquet", Evidence)
            findings = tables.table(folder / "findings.parquet", Finding)
            return cls(terms, dict(data["articles"]), summaries, evidence, findings)
        except (OSError, ValueError, KeyError, TypeError, InputError):
            return empty

    def save(self, folder: Path) -> None:
        (folder / "judged.json").unlink(missing_ok=True)
        tables.put(folder / "evidence.parquet", self.evidence)
        tables.put(folder / "findings.parquet", self.findings)
        tables.write_text(folder / "summaries.json", tables.dumps(self.summaries))
        tables.write_text(folder / "judged.json", tables.dumps({"terms": self.terms, "articles": self.articles}))

    def stands(self, document: str, key: str, as_of: str) -> bool:
        """Whether what is known of an article still holds."""
        article = self.articles.get(document)
        if article is None or document not in self.summaries or article.get("key") != key:
            return False
        return not stirs(article["days"], article["as_of"], as_of)


def _merged(kept: pa.Table, fresh: pa.Table, keep: set[str], order: Sequence[str]) -> pa.Table:
    """The rows of kept and fresh articles, in the articles' order; evidence names its article in the claim's id."""

    def named(table: pa.Table) -> pa.Table:
        if "document" in table.column_names:
            return table
        documents = [claim.rpartition("#")[0] for claim in table.column("claim").to_pylist()]
        return table.append_column("document", tables.column(documents))

    merged = tables.merged(_where(named(kept), "document", sorted(keep)), named(fresh), "document", order)
    return merged.select(kept.column_names)
