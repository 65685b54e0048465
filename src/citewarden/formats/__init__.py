"""One report format per file; the folder is the catalogue.

A format is a module with three names:

- `NAME`: what `--format` calls it;
- `FILE`: the file it makes below `reports/`. `"{article}.html"` means one per article, `"findings.csv"` one per run,
  and `""` one that is only printed (`citewarden gate --format github`);
- `render`: `render(report: ArticleReport) -> str` for a file per article, `render(site: Site) -> Iterator[str]` for a
  file per run. The latter yields pieces, so that a site of 100,000 articles is never in memory as a whole.

`GROUP` in one per run says by whom it is written for a whole site, beside the others: "programs" is what other programs
read, "sources" the list of sources; without it, it is one of those that people open first ("people").
`part(article: Summary) -> str` in one per run is what of the file is one article's: it is made when the article is
judged and kept, and `render` puts the parts together (`Site.parts`). A part must hang on nothing but its article.
`pieces(site: Site) -> Iterator[tuple[str, Iterable[str]]]` in one that is long is the file in pieces, each under a key
that stands for its text: of a piece whose key is that of one in the last file the text is not asked for. A piece whose
key is "" is always written.

What formats are given is defined here. They see no clock and no network, and give the same bytes for the same input.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from citewarden.model import Audit, Finding, Kind, Level, Owner, Run, Suppression

T = TypeVar("T")

RANK: Mapping[str, int] = {"error": 0, "warning": 1, "note": 2, "none": 3}
"""Levels, worst first."""

SENIOR: Mapping[str, int] = {"medical reviewer": 0, "section editor": 1, "editor": 2, "web team": 3}
"""Whose questions come first among findings of one level."""

PAGES = "checks.html"
"""The file below `reports/` that explains every check, each under its name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check's documentation, as its docstring has it: Markdown text under the four headings."""

    id: str
    title: str
    level: Level = Level.WARNING
    owner: Owner = Owner.EDITOR
    what: str = ""
    why: str = ""
    remedy: str = ""
    limits: str = ""

    @property
    def page(self) -> str:
        """Where reports explain this check, seen from the report folder."""
        return f"{PAGES}#{self.id}"

    def address(self, run: Run) -> str:
        """Where the house publishes this page for those who do not have the report folder; "" where it does not."""
        return run.check_pages.replace("{check}", self.id)


@dataclass(frozen=True)
class ArticleReport:
    """One article as the report formats see it. `name` is the path of its files below `reports/`, without suffix."""

    audit: Audit
    findings: tuple[Finding, ...]
    run: Run
    name: str
    rules: Mapping[str, Rule] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rested:
    """A source as one article uses it: `key` is the same in every article (its DOI, PubMed number, address or title),
    `sentences` rest on it, `notice` is the newest thing published about it ("2010-02-06 retraction")."""

    key: str
    title: str
    year: str = ""
    sentences: int = 0
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of one article's findings, so that a site's formats need not read them.

    `levels`, `rules` and `unchecked` (messages of what could not be checked) are of all findings; `whole` is whether
    all references and links were looked at. The others count problems that are not decided, by the card they stand on:
    `worst` and `who` are the level and owner of the first, `blocking` those that block (`blocking_open`: open questions
    that do); `decided` says how many are decided.
    """

    levels: Mapping[str, int] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    whole: bool = True
    worst: str = ""
    who: str = ""
    blocking: int = 0
    blocking_open: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    open: int = 0
    waiting: str = ""
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """One article as the run's formats see it: its findings and what the index counts.

    Of an article in the store, `findings`, `sources` and `suite` are empty and `figures` tells what was counted of the
    findings.
    `due` is the day by which it has to be reviewed, "" if it says nothing that tells. `verdicts` counts claims by the
    verdict they are shown with (SUPPORT, CONTRADICT, differs, NEI, unread, none), `links` addresses by state (working,
    moved, dead, not known), `years` holds the years the references were issued in, `suite` is its part of the JUnit
    file.
    """

    document: str
    name: str
    title: str
    source: str = ""
    sha256: str = ""
    url: str = ""
    owner: str = ""
    reviewed: str = ""
    next_review: str = ""
    due: str = ""
    claims: int = 0
    references: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[str, int] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    sources: tuple[Rested, ...] = ()
    findings: tuple[Finding, ...] = ()
    suite: str = ""
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding of an earlier run, enough to say what became of it; `last_seen` is when it was last found."""

    fingerprint: str
    rule_id: str
    document: str
    level: Level
    owner: Owner
    message: str
    first_seen: str
    kind: Kind = Kind.FAIL
    suppressed: bool = False
    last_seen: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """What one run counted over the whole site, kept from night to night for the plots of the index."""

    as_of: str
    articles: int = 0
    levels: Mapping[str, int] = field(default_factory=dict)
    blocking: int = 0
    open: int = 0
    verdicts: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[str, int] = field(default_factory=dict)


def _no_line(source: str, number: int) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in a few words, of which a site's formats may keep all."""

    document: str
    name: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Turnover:
    """What became of the articles of the last whole audit: `moved` (before, now) under other names, `gone`, of how many
    (`before`). `held` while more are gone than the policy lets go unasked."""

    moved: tuple[tuple[ArticleRow, ArticleRow], ...] = ()
    gone: tuple[ArticleRow, ...] = ()
    before: int = 0
    held: bool = False


class Change(NamedTuple):
    """A finding that the run before did not have (`before` is None) or had otherwise: the `place`-th of its article.
    `head` is whether a card is counted by it."""

    article: str
    place: int
    finding: Finding
    before: Seen | None
    head: bool

    @property
    def what(self) -> str:
        """SARIF `baselineState`."""
        return "new" if self.before is None else "updated"


class Entry(NamedTuple):
    """One article in a list of all: `due` is the day by which it has to be reviewed, or the one it names itself, `late`
    only the former; `backed` counts claims whose source says so; `levels` are those of its findings. The rest is as in
    `Summary` and `Figures`."""

    document: str
    name: str
    source: str
    sha256: str
    title: str
    owner: str
    reviewed: str
    due: str
    late: str
    claims: int
    backed: int
    worst: str
    who: str
    blocking: int
    blocking_open: int
    errors: int
    warnings: int
    notes: int
    open: int
    waiting: str
    decided: str
    levels: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """What reading some articles tells: counts of findings by level, their rules, what was not checked; claims by
    verdict, addresses by state and references by year; an entry for each article."""

    levels: Mapping[str, int]
    rules: tuple[str, ...]
    unchecked: tuple[str, ...]
    verdicts: Mapping[str, int]
    links: Mapping[str, int]
    years: Mapping[int, int]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SiteTally:
    """What all articles together tell, as `Counts` does, and what of the run before they do not have."""

    levels: Mapping[str, int]
    rules: frozenset[str]
    unchecked: tuple[str, ...]
    verdicts: Mapping[str, int]
    links: Mapping[str, int]
    years: Mapping[int, int]
    entries: tuple[Entry, ...]
    gone: tuple[Seen, ...]
    unsure: tuple[Seen, ...]


class Piece(NamedTuple):
    """Neighbouring articles in a file about all: `key` stands for (article, part) of each, "" for any."""

    key: str
    articles: Sequence[str]
    parts: Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Site:
    """A run over many articles. `articles` may be read more than once, in order of document id.

    `previous` holds the findings of the run before by fingerprint, None where there was none; `history` the totals of
    earlier runs, oldest first; `suppressions` every decision on file, `turnover` the articles that moved or
    are gone. `line` gives a line of an article's file
    (number from 1, without its end), "" where it cannot. `shared` keeps what several formats work out alike.
    """

    articles: Iterable[Summary]
    run: Run
    rules: Mapping[str, Rule] = field(default_factory=dict)
    previous: Mapping[str, Seen] | None = None
    history: tuple[Totals, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    turnover: Turnover = Turnover()
    line: Callable[[str, int], str] = _no_line
    shared: dict[str, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def first(self) -> bool:
        """Whether there is no run before to compare with."""
        return self.previous is None

    def change(self, finding: Finding) -> str:
        """What a finding is beside the run before (SARIF `baselineState`): new, updated or unchanged; "" if unknown."""
        if self.previous is None:
            return ""
        before = self.previous.get(finding.fingerprint)
        if before is None:
            return "new"
        same = before.level == finding.level and before.message == finding.message
        return "unchanged" if same and before.suppressed == finding.suppressed else "updated"

    def parts(
        self, part: Callable[[Summary], str], name: str, wanted: Callable[[str], bool] = lambda _: True
    ) -> Iterator[tuple[str, str]]:
        """(article, its part) of the format `name`, in order of the articles; one is asked for (`wanted`) when it is
        its turn."""
        return ((article.document, part(article)) for article in self.articles if wanted(article.document))

    def pieces(self, part: Callable[[Summary], str], name: str) -> Iterator[Piece]:
        """The parts of the format `name` in pieces, in order of the articles."""
        yield Piece("", [article.document for article in self.articles], self.parts(part, name))

    def folded(
        self,
        part: Callable[[Summary], str],
        name: str,
        kind: type[T],
        fold: Callable[[Iterable[tuple[str, str]]], T],
    ) -> Iterator[T]:
        """What `fold` makes, of the type `kind`, of the parts of each of the format's pieces."""
        yield fold(self.parts(part, name))

    def counts(self) -> Iterator[Counts]:
        """What reading tells of some articles after the other."""
        yield count(self.articles)

    def changes(self) -> Iterator[Change]:
        """The findings that are new or other than in the run before, article by article; where there was none, all."""
        for article in self.articles:
            heads = headed(article.findings)
            for place, finding in enumerate(article.findings):
                if self.change(finding) != "unchanged":
                    before = (self.previous or {}).get(finding.fingerprint)
                    yield Change(article.document, place, finding, before, id(finding) in heads)

    def changed(self) -> Callable[[str], Mapping[int, str]]:
        """What became of an article's findings, by their places: new or updated, unchanged where nothing is said.

        It is asked article by article, in their order.
        """
        groups = groupby(() if self.first else self.changes(), key=attrgetter("article"))
        ahead = next(groups, None)

        def of(article: str) -> Mapping[int, str]:
            nonlocal ahead
            while ahead is not None and ahead[0] < article:
                ahead = next(groups, None)
            if ahead is None or ahead[0] != article:
                return {}
            return {change.place: change.what for change in ahead[1]}

        return of

    @property
    def unchanged(self) -> str:
        """What the other findings are (SARIF `baselineState`), "" where there is nothing to compare with."""
        return "" if self.first else "unchanged"

    def left(self) -> list[Seen]:
        """The findings of the run before that this one does not have."""
        found = {finding.fingerprint for article in self.articles for finding in article.findings}
        return [seen for seen in (self.previous or {}).values() if seen.fingerprint not in found]

    @cached_property
    def tally(self) -> SiteTally:
        """One reading of all articles.

        `gone` and `unsure` are findings of the run before that this one does not have, of articles it looked at: those
        that are gone, and those nobody can say of because it could not check their article whole. Each is sorted by
        document, level and fingerprint.
        """
        levels = Counter(dict.fromkeys(RANK, 0))
        rules: set[str] = set()
        unchecked: set[str] = set()
        verdicts: Counter[str] = Counter()
        links: Counter[str] = Counter()
        years: Counter[int] = Counter()
        entries: list[Entry] = []
        for told in self.counts():
            entries += told.entries
            levels.update(told.levels)
            verdicts.update(told.verdicts)
            links.update(told.links)
            years.update(told.years)
            rules.update(told.rules)
            unchecked.update(told.unchecked)
        before = sorted(self.left(), key=lambda s: (s.document, RANK[s.level], s.fingerprint))
        whole = {entry.document: entry.whole and not self.run.offline for entry in entries} if before else {}
        gone = tuple(s for s in before if whole.get(s.document) is True)
        unsure = tuple(s for s in before if whole.get(s.document) is False)
        counts = (verdicts, links, years)
        return SiteTally(levels, frozenset(rules), tuple(sorted(unchecked)), *counts, tuple(entries), gone, unsure)


def count(articles: Iterable[Summary]) -> Counts:
    """What reading articles tells."""
    levels: Counter[str] = Counter()
    rules: set[str] = set()
    unchecked: set[str] = set()
    verdicts: Counter[str] = Counter()
    links: Counter[str] = Counter()
    years: Counter[int] = Counter()
    entries = []
    for article in articles:
        told = figures(article)
        entries.append(_entry(article, told))
        levels.update(told.levels)
        verdicts.update(article.verdicts)
        links.update(article.links)
        years.update(article.years)
        rules.update(told.rules)
        unchecked.update(told.unchecked)
    return Counts(levels, tuple(sorted(rules)), tuple(sorted(unchecked)), verdicts, links, years, tuple(entries))


def _entry(article: Summary, told: Figures) -> Entry:
    return Entry(
        article.document,
        article.name,
        article.source,
        article.sha256,
        article.title or article.document,
        article.owner,
        article.reviewed,
        article.due or article.next_review,
        article.due,
        article.claims,
        article.verdicts.get("SUPPORT", 0),
        told.worst,
        told.who,
        told.blocking,
        told.blocking_open,
        told.errors,
        told.warnings,
        told.notes,
        told.open,
        told.waiting,
        told.decided,
        tuple(told.levels),
        told.whole,
    )


@dataclass(frozen=True, slots=True)
class Card:
    """One problem as an editor counts it: the finding that says most of it, and those that say more of the same."""

    head: Finding
    parts: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (self.head, *self.parts)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an article's problems are dealt with: of `whole` so many are decided, and of so many it is said what will
    be done; the others wait for these roles, the senior first."""

    whole: int
    decided: int
    planned: int
    waiting: Mapping[str, int]


def progress(made: Iterable[Card]) -> Progress:
    """How far the cards of an article are dealt with; what nobody can decide (open questions) is left out."""
    told = [card for card in made if card.head.kind is not Kind.OPEN]
    live = [card for card in told if not card.head.suppressed]
    plans = [_plan(card) for card in live]
    waiting: dict[str, int] = {}
    for card, plan in zip(live, plans, strict=True):
        if plan not in ("reword", "replace"):
            who = Owner.MEDICAL_REVIEWER if plan == "escalate" else card.head.owner
            waiting[who.value] = waiting.get(who.value, 0) + 1
    senior = sorted(waiting, key=lambda who: SENIOR.get(who, len(SENIOR)))
    planned = sum(plan in ("reword", "replace") for plan in plans)
    return Progress(len(told), len(told) - len(live), planned, {who: waiting[who] for who in senior})


def _plan(card: Card) -> str:
    """What an editor said will be done about all of a card, "" if nobody did."""
    said = {str(f.properties.get("decision", "")) for f in card.findings}
    if said == {""}:
        return ""
    plans = {words.partition(" ")[0] if "; not counted: " not in words else "" for words in said}
    return plans.pop() if len(plans) == 1 else ""


FALLEN = ("retracted-reference", "replaced-reference", "superseded-reference")
"""Checks that say a source no longer stands; what rests on it (`withdrawn-support`) is part of that."""


def cards(findings: Iterable[Finding]) -> list[Card]:
    """The findings of one article as problems, worst first.

    Together are: a source that no longer stands with the claims that rest on it alone; a sentence that another of the
    article contradicts with its want of a source, which would say who is right; the lead-in and the items of one list,
    or the rows of one table (`properties["list"]`); notes of one check, and its open questions about single claims and
    references, those that say what differs (`properties["differs"]`) apart from the others. What is decided is never
    together with what is not.
    """
    ordered = sorted(findings, key=worst_first)
    fallen = {f.subject: f for f in reversed(ordered) if f.rule_id in FALLEN and f.level is not Level.NOTE}
    torn = {_sentence(f): f for f in reversed(ordered) if f.rule_id == "inconsistent-statement" and f.kind is Kind.FAIL}
    together: dict[tuple[object, ...], list[Finding]] = {}
    for finding in ordered:
        other = torn.get(_sentence(finding)) if finding.rule_id == "uncited-claim" else None
        asked = other if other is not None and _as_grave(other, finding) and _alike_decided(other, finding) else finding
        together.setdefault(_problem(asked, fallen), []).append(finding)
    place = {id(finding): number for number, finding in enumerate(ordered)}
    made = []
    for found in together.values():
        head = min(found, key=lambda f: f.rule_id == "withdrawn-support")
        made.append(Card(head, tuple(f for f in found if f is not head)))
    return sorted(made, key=lambda card: place[id(card.head)])


def _problem(finding: Finding, fallen: Mapping[str, Finding]) -> tuple[object, ...]:
    """What makes two findings one problem: equal keys."""
    if fallen.get(finding.subject) is finding:
        return (finding.subject,)
    if finding.rule_id == "withdrawn-support":
        for source in (fallen[r] for r in finding.properties.get("references", ()) if r in fallen):
            if source.suppressed == finding.suppressed and _as_grave(source, finding):
                return (source.subject,)
    state = (finding.rule_id, finding.suppressed, finding.blocking, finding.level, finding.owner)
    if finding.level is Level.NOTE or (finding.kind is Kind.OPEN and finding.subject != finding.document):
        return (*state, finding.kind is Kind.OPEN, "differs" in finding.properties)
    return (*state, finding.properties["list"]) if "list" in finding.properties else (id(finding),)


def _sentence(finding: Finding) -> tuple[object, ...]:
    """What a finding on a statement is about: a sentence may hold two statements."""
    at = finding.location
    return (finding.document, at.position.start, at.position.end) if at else (finding.subject,)


def _alike_decided(one: Finding, other: Finding) -> bool:
    return one.suppressed == other.suppressed


def _as_grave(one: Finding, other: Finding) -> bool:
    return RANK[one.level] <= RANK[other.level] and (one.blocking or not other.blocking)


def headed(findings: Iterable[Finding]) -> frozenset[int]:
    """`id` of each finding by which a card is counted."""
    return frozenset(id(card.head) for card in cards(findings))


def figures(article: Summary) -> Figures:
    """What is counted of an article's findings."""
    return article.figures or counted(article.findings)


def counted(findings: Iterable[Finding]) -> Figures:
    """What is counted of the findings of one article."""
    findings = tuple(findings)
    problems = cards(findings)
    live = [card.head for card in problems if not card.head.suppressed]
    told = [f for f in live if f.kind is not Kind.OPEN]
    levels = Counter(f.level.value for f in told)
    made = progress(problems)
    missed = [f for f in findings if f.rule_id in ("incomplete-audit", "unread-part")]
    blocking = sum(f.blocking for f in told)
    return Figures(
        dict(sorted(Counter(f.level.value for f in findings).items())),
        tuple(sorted({f.rule_id for f in findings})),
        tuple(sorted({f.message for f in missed})),
        # no text to compare with says nothing of references and links: those were looked at all the same
        all(f.properties.get("key") == "sources" for f in missed),
        told[0].level.value if told else "",
        told[0].owner.value if told else "",
        blocking,
        sum(f.blocking for f in live) - blocking,
        levels[Level.ERROR],
        levels[Level.WARNING],
        levels[Level.NOTE] + levels[Level.NONE],
        len(live) - len(told),
        ", ".join(f"{who} {count}" for who, count in made.waiting.items()),
        f"{made.decided} of {made.whole} decided" if made.decided else "",
    )


def plural(number: int, one: str, many: str = "") -> str:
    """ "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def worst_first(finding: Finding) -> tuple[bool, bool, int, bool, bool, int, str, int, str, str]:
    """Sort key: what blocks, then by level, problems before matters of judgement, what differs before what is only not
    found, then by whose question it is, then by place in the article."""
    start = finding.location.position.start if finding.location else -1
    return (
        finding.suppressed,
        not finding.blocking,
        RANK[finding.level],
        finding.kind is Kind.REVIEW,
        "differs" not in finding.properties,
        SENIOR.get(finding.owner, len(SENIOR)),
        finding.document,
        start,
        finding.rule_id,
        finding.fingerprint,
    )


def judge_words(name: str, counts: Mapping[str, Any]) -> str:
    """What a judge of one's own was asked in a run, in a sentence; "" where there was none."""
    if not counts:
        return ""
    cost = f", {counts['cost']}" if counts.get("cost") else ""
    words = {
        "asked": "asked",
        "answers kept": "answered from what it said before",
        "left open": "left open by it",
        "failed": "without an answer",
        "not asked": "not asked",
    }
    told = ", ".join(f"{counts[key]:,} {said}" for key, said in words.items() if counts.get(key)) or "nothing asked"
    read, written = (counts.get(f"tokens {way}", 0) for way in ("read", "written"))
    tokens = f"; {read:,} tokens read, {written:,} written{cost}" if read or written else ""
    return f"Judge {name}: of the pairs {told}{tokens}."
