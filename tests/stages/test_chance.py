"""What is known of a reference never hangs on chance: not on its company, its order, or who is out at the moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citewarden import config
from citewarden.model import Audit, Document, Finding, Kind, Level, Policy, Reference, Resolution
from citewarden.pipeline import Analysis, Corpus, joined
from citewarden.registries.library import Library, load
from citewarden.stages.check import check
from citewarden.stages.cite import cite
from citewarden.stages.gather import gather
from citewarden.stages.notices import notices
from citewarden.stages.read import read
from citewarden.stages.resolve import resolve
from citewarden.testing import demo
from citewarden.testing.world import World
from citewarden.web.client import Client

NOW, LATER = "2026-03-02T02:00:00+00:00", "2026-05-02T02:00:00+00:00"

FERRER = "Ferrer L, Novak J. Vitamin D and falls in older adults: a pooled analysis. Ex J Bone Med. 2019;8(1):12-20."
ARTICLES = {
    "good.md": f"{FERRER} doi:10.5555/exjbm.2019.12",
    "other.md": "Haas P. Naps in night shifts of nurses. Ex Sleep Rev. 2020;4:77-81. doi:10.5555/exjbm.2019.12",
    "third.md": "Ferrer, L., & Novak, J. (2019). Vitamin D and falls in older adults: a pooled analysis. Ex J Bone Med,"
    " 8(1), 12-20. https://doi.org/10.5555/exjbm.2019.12",
    "wrong.md": f"{FERRER} doi:10.5555/exjbm.2017.77",
    "bare.md": "https://doi.org/10.5555/exjbm.2017.77",
    "note.md": "Ferrer L. Vitamin D and falls in older adults. 2019. PMID: 90000401",
    "retracted.md": "Doe J. Any words. doi:10.5555/exji.2016.55",
}


@dataclass(frozen=True)
class Read:
    """An article and its references; claims play no part here."""

    document: Document
    references: tuple[Reference, ...]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Read]:
    folder = tmp_path_factory.mktemp("articles")
    for name, entry in ARTICLES.items():
        text = f"# {name}\n\nVitamin D helps [1].\n\n## References\n\n1. {entry}\n"
        (folder / name).write_text(text, encoding="utf-8")
    told = [p for p in (Path(demo.__file__).parent / "articles").iterdir() if p.name.startswith(("vit", "com", "mea"))]
    paths = [*folder.iterdir(), *told]
    documents = [read(path, root=path.parent, max_bytes=10**7) for path in sorted(paths)]
    return [Read(document, tuple(cite(document)[0])) for document in documents]


@pytest.fixture(scope="module")
def library() -> Library:
    return load(Path(demo.__file__).parent / "references")


@pytest.fixture(scope="module")
def all_here() -> Iterator[World]:
    with World(demo.records()) as world:
        yield world


def known(some: Sequence[Read], client: Client, library: Library) -> Corpus:
    """Everything known of what some articles cite, but for links and passages."""
    works, _ = gather(reference for one in some for reference in one.references)
    resolutions = resolve(works, library=library, client=client)
    found = notices(works, resolutions, client=client)
    return Corpus(tuple(works), (), tuple(resolutions), tuple(found))


def audits(some: Sequence[Read], corpus: Corpus, policy: Policy) -> list[Audit]:
    analysis = Analysis(tuple(one.document for one in some), tuple(r for one in some for r in one.references))
    return list(joined(analysis, corpus, policy=policy, as_of=NOW[:10], offline=False))


def findings(some: Sequence[Read], corpus: Corpus, policy: Policy) -> dict[str, list[Finding]]:
    return {audit.document.id: list(check(audit)) for audit in audits(some, corpus, policy)}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return config.policy("default")


# -- company and order ----------------------------------------------------------------------------------------


@pytest.mark.long
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_verdict_hangs_on_company_or_order(
    data: st.DataObject, articles: list[Read], library: Library, all_here: World, policy: Policy
) -> None:
    some = data.draw(st.permutations(articles).flatmap(lambda all_: st.integers(1, len(all_)).map(lambda n: all_[:n])))
    with Client(all_here.network(), cache=None, now=NOW) as client:
        together = findings(some, known(some, client, library), policy)
        for one in some:
            assert together[one.document.id] == findings([one], known([one], client, library), policy)[one.document.id]


def test_the_wrong_doi_is_blamed_on_the_article_that_prints_it(
    articles: list[Read], library: Library, all_here: World, policy: Policy
) -> None:
    with Client(all_here.network(), cache=None, now=NOW) as client:
        found = findings(articles, known(articles, client, library), policy)
    own = {name.removesuffix(".md") for name in ARTICLES}
    blamed = {name.removesuffix(".md") for name, rows in found.items() if any(f.rule_id == "wrong-doi" for f in rows)}
    assert blamed & own == {"other", "wrong"}


# -- who is out -----------------------------------------------------------------------------------------------

TROUBLES = ({"status": 503}, {"status": 429}, {"status": 403}, {"outage": True}, {"truncate": True})
BLOCKING = {"retracted-reference", "wrong-doi", "unregistered-doi", "replaced-reference"}


@pytest.fixture(scope="module")
def healthy(articles: list[Read], library: Library, all_here: World) -> tuple[Corpus, int]:
    all_here.forget()
    with Client(all_here.network(retries=0), cache=None, now=LATER) as client:
        found = known(articles, client, library)
    return found, len(all_here.asked())


@pytest.mark.long
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_an_outage_at_any_request_leaves_open_or_dated(
    data: st.DataObject,
    articles: list[Read],
    library: Library,
    all_here: World,
    policy: Policy,
    healthy: tuple[Corpus, int],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    whole, requests = healthy
    trouble = data.draw(st.sampled_from(TROUBLES))
    skip, times = data.draw(st.integers(0, requests)), data.draw(st.sampled_from([1, 5, None]))
    aged = data.draw(st.booleans())
    cache = tmp_path_factory.mktemp("http")
    network = all_here.network(retries=0)
    if aged:
        with Client(network, cache=cache, now=NOW) as client:
            known(articles, client, library)
    with all_here.inject("*", skip=skip, times=times, **trouble), Client(network, cache=cache, now=LATER) as client:
        disturbed = known(articles, client, library)
    all_here.heal()
    _no_worse(articles, whole, disturbed, policy, dated=aged)
    with Client(network, cache=cache, now=LATER) as client:
        again = known(articles, client, library)
    assert _undated(again.resolutions) == _undated(whole.resolutions)
    assert again.notices == whole.notices


def _no_worse(articles: Sequence[Read], whole: Corpus, disturbed: Corpus, policy: Policy, *, dated: bool) -> None:
    """Nothing new is said against a reference, and nothing known against it is lost without being open."""
    before, after = findings(articles, whole, policy), findings(articles, disturbed, policy)
    for audit in audits(articles, disturbed, policy):
        name = audit.document.id
        blocked = {(f.rule_id, f.subject) for f in before[name] if f.rule_id in BLOCKING and f.level is Level.ERROR}
        now = {(f.rule_id, f.subject) for f in after[name] if f.rule_id in BLOCKING and f.level is Level.ERROR}
        assert not now - blocked, "an outage proves nothing"
        for rule, subject in blocked - now:
            resolution = audit.resolution_of[subject]
            rows = audit.notices_of.get(subject, ())
            is_open = resolution.outcome == "unavailable" or any(n.type == "unavailable" for n in rows)
            assert is_open, f"{subject} is silently no longer {rule}"
            assert any(f.kind is Kind.OPEN for f in after[name])
            assert not dated, "what was known yesterday stands"


def _undated(rows: Iterable[Resolution]) -> list[Resolution]:
    return [replace(row, asked_at="") for row in rows]


# -- notes win for words, never for status ----------------------------------------------------------------------

VITAMIN_A = "Vitamin A drops and deaths from measles in city children"
NOTE = (
    f"---\ntype: article-journal\ntitle: {VITAMIN_A}\nauthor: [Okafor]\n"
    "container-title: Example Journal of Infections\nissued: 2016\n---\n\nThe drops halved deaths.\n"
)


@pytest.mark.parametrize(
    "entry",
    [
        f"{VITAMIN_A}. Example Journal of Infections. 2016;9(5):55-63.",
        f"{VITAMIN_A}. Example Journal of Infections. 2016;9(5):55-63. doi:10.5555/exji.2016.55",
        f"{VITAMIN_A}. Ex J Infect. 2016;9:55-63. PMID: 90000201",
    ],
)
@pytest.mark.parametrize("note", ["", NOTE, NOTE.replace("issued: 2016", "issued: 2016\nvolume: 9\npage: 55-63")])
def test_a_note_never_switches_the_look_at_retractions_off(
    all_here: World, policy: Policy, tmp_path: Path, entry: str, note: str
) -> None:
    (tmp_path / "references").mkdir()
    if note:
        (tmp_path / "references" / "vitamin-a.md").write_text(note, encoding="utf-8")
    path = tmp_path / "a.md"
    path.write_text(f"# Measles\n\nDrops help [1].\n\n## References\n\n1. {entry}\n", encoding="utf-8")
    document = read(path, root=tmp_path, max_bytes=10**6)
    one, notes = Read(document, tuple(cite(document)[0])), load(tmp_path / "references")
    with Client(all_here.network(), cache=None, now=NOW) as client:
        found = known([one], client, notes)
    assert found.resolutions[0].registry == ("library" if note else found.resolutions[0].registry)
    assert "retracted-reference" in {f.rule_id for f in findings([one], found, policy)[document.id]}
    with all_here.inject("*", outage=True), Client(all_here.network(retries=0), cache=None, now=NOW) as client:
        silent = findings([one], known([one], client, notes), policy)[document.id]
    assert any(f.rule_id == "incomplete-audit" and f.kind is Kind.OPEN for f in silent)


def test_a_note_on_what_no_registry_holds_is_open_and_one_on_a_page_is_not(
    all_here: World, policy: Policy, tmp_path: Path
) -> None:
    folder = tmp_path / "references"
    folder.mkdir()
    journal = "---\ntype: article-journal\ntitle: Cupping among rowers\nauthor: [Quill]\n"
    journal += "container-title: Rowing Letters\nissued: 2011\nvolume: 3\npage: 14-15\n---\n\nIt helped.\n"
    (folder / "rowers.md").write_text(journal, encoding="utf-8")
    leaflet = "---\ntype: webpage\ntitle: How to row safely\ncontainer-title: Rowing Office\n"
    leaflet += "URL: http://rowing.example/safely\n---\n\nDrink.\n"
    (folder / "leaflet.md").write_text(leaflet, encoding="utf-8")
    entries = "1. Quill Z. Cupping among rowers. Rowing Letters. 2011;3:14-15.\n"
    entries += "2. Rowing Office. How to row safely. http://rowing.example/safely.\n"
    path = tmp_path / "a.md"
    path.write_text(f"# Rowing\n\nIt helps [1,2].\n\n## References\n\n{entries}", encoding="utf-8")
    document = read(path, root=tmp_path, max_bytes=10**6)
    one = Read(document, tuple(cite(document)[0]))
    with Client(all_here.network(), cache=None, now=NOW) as client:
        found = findings([one], known([one], client, load(folder)), policy)[document.id]
    (told,) = [f.message for f in found if f.rule_id == "incomplete-audit"]
    assert "1 is known from a note" in told
    assert "2" not in told.partition("is known")[0]


def test_a_page_that_broke_off_is_not_kept_as_the_page(
    articles: list[Read], library: Library, all_here: World, healthy: tuple[Corpus, int], tmp_path: Path
) -> None:
    whole, _ = healthy
    network = all_here.network(retries=0)
    with all_here.inject("*", truncate=True), Client(network, cache=tmp_path, now=LATER) as client:
        known(articles, client, library)
    all_here.heal()
    with Client(network, cache=tmp_path, now=LATER) as client:
        again = known(articles, client, library)
    assert _undated(again.resolutions) == _undated(whole.resolutions)
    assert again.passages == whole.passages


# -- taken back, and given back -------------------------------------------------------------------------------------

BACK = {
    "works": [
        {
            "key": "back",
            "csl": {
                "type": "article-journal", "title": "Gargling with brine before exams", "author": ["Ruiz, Eva"],
                "container-title": "Example Throat Journal", "issued": "2015", "volume": "5", "page": "20-27",
                "DOI": "10.5555/etj.2015.20", "PMID": "90000990",
            },
        }
    ],
    "notices": [
        {"type": "retraction", "of": "back", "date": "2017-02-01", "seen_by": ["crossref", "retraction_watch"]},
        {"type": "reinstatement", "of": "back", "date": "2018-03-01", "seen_by": ["retraction_watch"]},
    ],
}  # fmt: skip
RUIZ = "Ruiz E. Gargling with brine before exams. Ex Throat J. 2015;5:20-7. doi:10.5555/etj.2015.20"


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_reinstatement_stands_with_its_date_and_a_retraction_until_it_is_known(
    policy: Policy, tmp_path: Path, trouble: dict[str, int]
) -> None:
    """The registry that alone knows of the reinstatement is out: what it said before counts, its silence does not."""
    path = tmp_path / "a.md"
    path.write_text(f"# Throats\n\nBrine helps [1].\n\n## References\n\n1. {RUIZ}\n", encoding="utf-8")
    document = read(path, root=tmp_path, max_bytes=10**6)
    one = Read(document, tuple(cite(document)[0]))

    def said(now: str, cache: Path) -> list[Finding]:
        with Client(world.network(retries=0), cache=cache, now=now) as client:
            return findings([one], known([one], client, Library()), policy)[document.id]

    with World(BACK) as world:
        assert "retracted-reference" not in {f.rule_id for f in said(NOW, tmp_path / "kept")}
        with world.inject("retraction_watch", **trouble):
            before, never = said(LATER, tmp_path / "kept"), said(LATER, tmp_path / "empty")
    is_open = set() if "truncate" in trouble else {"incomplete-audit"}  # "as before" has no body that could break off
    assert {f.rule_id for f in before} & {"retracted-reference", "incomplete-audit"} == is_open
    assert {f.rule_id for f in never} >= {"retracted-reference", "incomplete-audit"}
    (told,) = [f.message for f in never if f.rule_id == "retracted-reference"]
    assert "could not be asked whether it has been reinstated" in told
