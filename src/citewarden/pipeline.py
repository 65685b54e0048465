"""The audit, every stage in order, in memory: the page to read first.

`analyse` works on articles one by one, `investigate` on what the whole corpus cites (so that each work and each address
is asked about once), `judge` on articles again. The Snakemake workflow runs the same three: the first and the last
on batches of articles, the second over the store.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from citewarden.errors import CitewardenError, ConfigError
from citewarden.model import (
    Audit,
    Citation,
    Claim,
    Document,
    Failure,
    Finding,
    Link,
    Notice,
    Passage,
    Policy,
    Probe,
    Reference,
    Resolution,
    Work,
)
from citewarden.model.calendar import NEVER

if TYPE_CHECKING:
    from citewarden.config import Config
    from citewarden.nlp.verifier import Verifier
    from citewarden.registries.library import Library
    from citewarden.stages.claims import Parses
    from citewarden.stages.decide import Decisions
    from citewarden.web.client import Client

Progress = Callable[[str, int, int], None]
"""Told (stage, done, of how many) as the audit goes."""


Remembered = Callable[[str], Iterable[Mapping[str, str]]]
"""What earlier runs remember of an article's pages (`stages/_page_quotes.py`), by its id."""


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _nothing(document: str) -> tuple[()]:
    """Remember nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """What articles say, before anybody is asked."""

    documents: tuple[Document, ...] = ()
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is known of everything cited."""

    works: tuple[Work, ...] = ()
    links: tuple[Link, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    notices: tuple[Notice, ...] = ()
    passages: tuple[Passage, ...] = ()
    probes: tuple[Probe, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether everybody who was asked answered: another try would learn nothing more."""
        said = (*(r.outcome for r in self.resolutions), *(r.identified for r in self.resolutions))
        return not self.failures and "unavailable" not in (*said, *(n.type for n in self.notices))


@dataclass(frozen=True, slots=True)
class Judged:
    """One article with everything known about it, and what an editor should look at.

    `failure` says why there are no findings when the article broke a stage; until the day `next_due` they stay the same
    if nothing else changes.
    """

    audit: Audit
    findings: tuple[Finding, ...]
    failure: Failure | None = None
    next_due: str = NEVER


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole audit; `asked` is what a judge of one's own was asked, {} without one."""

    articles: tuple[Judged, ...]
    failures: tuple[Failure, ...] = ()
    corpus: Corpus = field(default_factory=Corpus)
    asked: Mapping[str, int] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every article's findings."""
        return tuple(f for article in self.articles for f in article.findings)


@dataclass(slots=True)
class Kept:
    """What one audit leaves to the next in the same process, so that only what changed is read again.

    `verifier` and `known` hold for one state of the notes, the settings, the store and the network: whoever keeps them
    lets them go when one of these changes. `known` is what is known of the works and addresses that the last articles
    cite.
    """

    ARTICLES: ClassVar[int] = 32

    parses: Parses
    library: Library | None = None
    verifier: Verifier | None = None
    known: list[Corpus] = field(default_factory=list)

    def corpus(self, references: Iterable[Reference]) -> Corpus | None:
        """What is known of the works and addresses of `references`, where the same ones were looked at before."""
        from citewarden.stages.gather import gather

        works, links = gather(references) if self.known else ([], [])
        return next((c for c in self.known if c.works == tuple(works) and c.links == tuple(links)), None)

    def keep(self, corpus: Corpus, verifier: Verifier, *, offline: bool) -> None:
        """Keep what this audit found out; where somebody did not answer, the next audit asks again."""
        self.verifier = verifier
        if not (offline or corpus.answered):
            return
        self.known = [*(c for c in self.known if c is not corpus), corpus][-self.ARTICLES :]


def audit(
    paths: Sequence[Path],
    *,
    root: Path,
    config: Config,
    policy: Policy,
    client: Client,
    library: Library,
    known: Mapping[str, Probe],
    as_of: str,
    now: str,
    decisions: Decisions | None = None,
    remembered: Remembered = _nothing,
    progress: Progress = _silent,
    unsaved: Mapping[Path, bytes] = MappingProxyType({}),
    kept: Kept | None = None,
) -> Outcome:
    """Audit `paths` (articles under `root`) as of an ISO date; nothing is written.

    `unsaved` are the contents of files that are other on the disk, or not there. With `kept` only what changed since
    the last audit is read again.
    """
    parses = kept.parses if kept else None
    analysis = analyse(paths, root=root, config=config, progress=progress, unsaved=unsaved, parses=parses)
    corpus = kept.corpus(analysis.references) if kept else None
    if corpus is None:
        corpus = investigate(
            analysis.references, config=config, client=client, library=library, known=known, now=now, progress=progress
        )
    verifier = kept.verifier if kept and kept.verifier else layers(config, offline=client.offline)
    if kept:
        kept.keep(corpus, verifier, offline=client.offline)
    articles = judge(
        analysis,
        corpus,
        verifier=verifier,
        config=config,
        policy=policy,
        as_of=as_of,
        offline=client.offline,
        decisions=decisions,
        remembered=remembered,
        progress=progress,
    )
    broken = tuple(a.failure for a in articles if a.failure)
    sound = tuple(a for a in articles if not a.failure)
    return Outcome(sound, analysis.failures + corpus.failures + broken, corpus, dict(verifier.counts))


def analyse(
    paths: Iterable[Path],
    *,
    root: Path,
    config: Config,
    progress: Progress = _silent,
    unsaved: Mapping[Path, bytes] = MappingProxyType({}),
    parses: Parses | None = None,
) -> Analysis:
    """Read articles, their reference lists and citations, and extract their claims.

    An article that cannot be read becomes a failure; the others go on.
    """
    found = read(paths, root=root, config=config, progress=progress, unsaved=unsaved)
    return extract(found, config=config, progress=progress, parses=parses)


def read(
    paths: Iterable[Path],
    *,
    root: Path,
    config: Config,
    progress: Progress = _silent,
    unsaved: Mapping[Path, bytes] = MappingProxyType({}),
) -> Analysis:
    """Read articles, their reference lists and citations; no language model is needed for that."""
    from citewarden.stages.cite import cite
    from citewarden.stages.read import read

    documents: list[Document] = []
    failures: list[Failure] = []
    references: list[Reference] = []
    citations: list[Citation] = []
    paths = list(paths)
    for number, path in enumerate(paths, 1):
        try:
            library, data = Path(config.references), unsaved.get(path)
            document = read(path, root=root, max_bytes=config.max_article_bytes, references=library, data=data)
            found, marks = cite(document)
        except Exception as error:
            failures.append(_failure(str(path), "read", error))
            continue
        documents.append(document)
        references += found
        citations += marks
        progress("read", number, len(paths))
    return Analysis(tuple(documents), tuple(references), tuple(citations), failures=tuple(failures))


def extract(
    analysis: Analysis, *, config: Config, progress: Progress = _silent, parses: Parses | None = None
) -> Analysis:
    """Extract the claims of articles that were read."""
    citations: dict[str, list[Citation]] = {document.id: [] for document in analysis.documents}
    for mark in analysis.citations:
        citations[mark.document].append(mark)
    articles = [(document, citations[document.id]) for document in analysis.documents]
    extracted: list[Claim] = []
    failures: list[Failure] = []
    for number, claims in enumerate(_claims(articles, config, parses), 1):
        if isinstance(claims, Failure):
            failures.append(claims)
        else:
            extracted += claims
        progress("claims", number, len(articles))
    return replace(analysis, claims=tuple(extracted), failures=(*analysis.failures, *failures))


def _claims(
    articles: Sequence[tuple[Document, Sequence[Citation]]], config: Config, parses: Parses | None
) -> Iterator[list[Claim] | Failure]:
    """Claims article by article; one that breaks the extractor becomes a failure and the others go on."""
    from citewarden.stages.claims import claims

    done = 0
    try:
        for found in claims(articles, models=config.models, parses=parses):
            done += 1
            yield found
    except ConfigError:
        raise
    except Exception as error:
        if len(articles) == 1:
            yield _failure(articles[0][0].source, "claims", error)
            return
        for article in articles[done:]:
            yield from _claims([article], config, parses)


def _failure(source: str, stage: str, error: Exception) -> Failure:
    """A row for what one article did to a stage; a fault of the program is told apart from bad input."""
    if isinstance(error, CitewardenError):
        return Failure(source, stage, str(error))
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    fault = f"{type(error).__name__} in {where}: {error}"
    return Failure(source, stage, f"{source}: a fault of Citewarden in {stage} ({fault}) - report it with the article")


def investigate(
    references: Iterable[Reference],
    *,
    config: Config,
    client: Client,
    library: Library,
    known: Mapping[str, Probe],
    now: str,
    progress: Progress = _silent,
) -> Corpus:
    """Find out which works are cited, what became of them, whether their links live, and what they say."""
    from citewarden.stages._together import both
    from citewarden.stages.fetch import fetch
    from citewarden.stages.gather import gather
    from citewarden.stages.notices import notices
    from citewarden.stages.probe import probe
    from citewarden.stages.resolve import resolve

    works, links = gather(references)

    def about_works() -> tuple[list[Resolution], tuple[list[Notice], list[Passage]]]:
        resolutions = resolve(works, library=library, client=client)
        progress("notices", 0, len(works))
        progress("fetch", 0, len(works))
        return resolutions, both(
            lambda: notices(works, resolutions, client=client),
            lambda: fetch(works, resolutions, library=library, client=client),
        )

    def about_links() -> list[Probe]:
        return probe(
            links,
            known=known,
            network=config.network,
            policy=config.links,
            now=now,
            offline=client.offline,
            client=client,
        )

    progress("resolve", 0, len(works))
    progress("links", 0, len(links))
    (resolutions, (found, passages)), probes = both(about_works, about_links)
    return Corpus(
        tuple(works),
        tuple(links),
        tuple(resolutions),
        tuple(found),
        tuple(passages),
        tuple(probes),
        failures=tuple(library.failures),
    )


def layers(config: Config, *, offline: bool) -> Verifier:
    """The verdict layers of an audit; its judge, if it has one, keeps its answers in the state folder."""
    from citewarden.nlp.verifier import load

    return load(config.verify, state=Path(config.state), network=config.network, offline=offline)


def judge(
    analysis: Analysis,
    corpus: Corpus,
    *,
    verifier: Verifier,
    config: Config,
    policy: Policy,
    as_of: str,
    offline: bool,
    decisions: Decisions | None = None,
    remembered: Remembered = _nothing,
    progress: Progress = _silent,
) -> list[Judged]:
    """Match each article's claims with its sources' passages, run the checks, and lay the editors' decisions over."""
    articles = list(joined(analysis, corpus, policy=policy, as_of=as_of, offline=offline))
    out = []
    for number, article in enumerate(articles, 1):
        try:
            out.append(_judged(article, verifier, config, decisions, remembered))
        except Exception as error:
            failure = _failure(article.document.source, "judge", error)
            out.append(Judged(article, (), failure))
        progress("judge", number, len(articles))
    return out


def _judged(
    article: Audit, verifier: Verifier, config: Config, decisions: Decisions | None, remembered: Remembered
) -> Judged:
    from citewarden.stages._page_quotes import standing
    from citewarden.stages.check import check
    from citewarden.stages.decide import decide
    from citewarden.stages.match import match

    evidence = match(
        article.claims,
        article.citations,
        article.references,
        article.works,
        article.passages,
        verifier=verifier,
        config=config.verify,
    )
    previous = decisions.previous(article.document.id) if decisions else {}
    previous["evidence"] = standing(article, remembered(article.document.id))
    whole = replace(article, evidence=tuple(evidence), previous=previous)
    findings = tuple(decide(whole, check(whole)))
    return Judged(whole, findings, next_due=whole.calendar.next)


def joined(analysis: Analysis, corpus: Corpus, *, policy: Policy, as_of: str, offline: bool) -> Iterable[Audit]:
    """Each article's own rows of every table."""
    work_of = {reference: work for work in corpus.works for reference in work.references}
    by_work = {
        "resolutions": _by(corpus.resolutions, "work"),
        "notices": _by(corpus.notices, "work"),
        "passages": _by(corpus.passages, "work"),
    }
    probes = {probe.url: probe for probe in corpus.probes}
    own = {
        "references": _by(analysis.references, "document"),
        "citations": _by(analysis.citations, "document"),
        "claims": _by(analysis.claims, "document"),
    }
    for document in analysis.documents:
        references = own["references"].get(document.id, ())
        cited: dict[str, list[str]] = {}
        for reference in references:
            if reference.id in work_of:
                cited.setdefault(work_of[reference.id].id, []).append(reference.id)
        works = tuple(replace(work_of[ids[0]], references=tuple(ids)) for ids in cited.values())
        rows: dict[str, tuple[Any, ...]] = {
            name: tuple(r for w in works for r in table.get(w.id, ())) for name, table in by_work.items()
        }
        yield Audit(
            document=document,
            as_of=as_of,
            policy=policy,
            offline=offline,
            references=references,
            citations=own["citations"].get(document.id, ()),
            claims=own["claims"].get(document.id, ()),
            works=works,
            probes=tuple(probes[u] for u in dict.fromkeys(r.URL for r in references) if u in probes),
            resolutions=rows["resolutions"],
            notices=rows["notices"],
            passages=rows["passages"],
        )


def _by(rows: Iterable[Any], key: str) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(str(getattr(row, key)), []).append(row)
    return {name: tuple(group) for name, group in groups.items()}
