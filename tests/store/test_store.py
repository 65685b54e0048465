"""The store: made, brought up to date, taken over, carried elsewhere; in a file and on a server."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from tests.commands.conftest import WORKFLOW, Cli, Site

from citewarden import store
from citewarden.cli import main
from citewarden.commands.session import exclusive
from citewarden.config import Config
from citewarden.errors import StateError
from citewarden.model import Failure, Notice, Probe, Resolution
from citewarden.store import articles, codec, judgements, links, runs, schema, works
from citewarden.store.codec import encode
from citewarden.store.database import Database
from citewarden.tables import dumps
from citewarden.testing.sample import sample_audit


def test_every_noun_comes_back_as_it_was() -> None:
    audit = sample_audit()
    nouns = [value for f in fields(audit) if isinstance(value := getattr(audit, f.name), tuple)]
    for noun in (audit.document, *(noun for rows in nouns for noun in rows)):
        assert codec.decode(type(noun), codec.encode(noun)) == noun
        assert codec.encode(noun) == dumps(noun)


def test_half_a_surrogate_pair_does_not_stop_it() -> None:
    noun = Notice("w", "retraction", "crossref", label="odd \ud800 text")
    assert codec.decode(Notice, codec.encode(noun)).label == "odd ? text"


def test_a_store_is_made_once_and_known_again(tmp_path: Path, address: str) -> None:
    with store.connect(tmp_path, address) as database:
        first = store.identity(database)
        tables = set(schema.TABLES)
        for table in tables:
            assert database.one(f"select count(*) from {table}") == 0
    with store.connect(tmp_path, address) as database:
        assert store.identity(database) == first != ""


@pytest.mark.parametrize("keep", [lambda db, row: links.remember(db, [row]), links.show], ids=["remember", "show"])
def test_a_link_is_kept_with_word_to_its_articles_or_not_at_all(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, keep: Callable[[Database, Probe], None]
) -> None:
    """A run that is killed between the two would leave articles that nobody judges anew."""
    probe = Probe("http://a.example/", "ok", asked_at="2026-07-01T10:00:00+00:00")
    with store.connect(tmp_path, address) as database:
        with monkeypatch.context() as broken:
            broken.setattr(articles, "changed", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                keep(database, probe)
        assert links.look_up(database, [probe.url]) == {}
        keep(database, probe)
        assert links.look_up(database, [probe.url]) != {}


def test_a_newer_store_is_refused(tmp_path: Path, address: str) -> None:
    with store.connect(tmp_path, address) as database:
        store.put(database, "version", "999")
    with pytest.raises(StateError, match="made by a newer Citewarden"), store.connect(tmp_path, address):
        pass


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.connect(tmp_path, address) as database:
        links.remember(database, [Probe("http://a.example/", "ok", asked_at="2026-01-14T00:00:00+00:00")])
    more = (*schema.MIGRATIONS, "create table more(name text primary key)")
    monkeypatch.setattr(store, "MIGRATIONS", more)
    with store.connect(tmp_path, address) as database:
        assert database.one("select count(*) from more") == 0
        assert list(links.Known(database)) == ["http://a.example/"]


def test_what_fails_in_the_middle_leaves_nothing(tmp_path: Path, address: str) -> None:
    with store.connect(tmp_path, address) as database:
        with pytest.raises(StateError):
            _half(database)
        assert store.get(database, "a") == ""
        with pytest.raises(StateError):
            database.execute("select nothing from nowhere")
        store.put(database, "a", "2")
        assert store.get(database, "a") == "2"


def _half(database: Database) -> None:
    with database.transaction():
        with database.transaction():
            store.put(database, "a", "1")
        database.execute("select nothing from nowhere")


def test_text_is_in_the_order_of_code_points(tmp_path: Path, address: str) -> None:
    urls = [
        "http://B.example/",
        "http://a.example/",
        "http://a.example/%41",
        "http://a.example/é",
        "http://a.example/?x",
    ]
    with store.connect(tmp_path, address) as database:
        links.remember(database, [Probe(url, "ok", asked_at="2026-01-14T00:00:00+00:00") for url in urls])
        assert list(links.Known(database)) == sorted(urls)
        assert links.shown(database, urls).keys() == set(urls)


def _cites(article: str, *keys: str) -> articles.Read:
    references = [[f"{article}#ref-{key}", key, f"http://{key}.example/", "", "", "{}"] for key in keys]
    return articles.Read(article, "1", "{}", references, (), (), [(key, "{}") for key in keys], ())


def _held(database: Database) -> tuple[set[str], ...]:
    """What is known of which work, in each table; the addresses of which something is shown."""
    tables = {"work": "id", "inquiry": "work", "notice": "work", "listed": "work", "probe": "url"}
    return tuple({key for (key,) in database.execute(f"select {key} from {table}")} for table, key in tables.items())


def test_what_is_known_of_a_work_goes_with_the_last_article_that_cites_it(tmp_path: Path, address: str) -> None:
    def know(key: str) -> None:
        works.put(database, "notice", "terms", [key], [Notice(key, "none", "crossref")], due="")
        works.put_listed(database, "terms", {key: None})
        links.show(database, Probe(f"http://{key}.example/", "not-checked"))

    def left(*keys: str) -> tuple[set[str], ...]:
        return (*[set(keys)] * 4, {f"http://{key}.example/" for key in keys})

    with store.connect(tmp_path, address) as database:
        found = [articles.Found(name, name, name, "1") for name in ("a", "b", "c")]
        articles.wanted(database, found)
        articles.take(database, "t", [_cites("a", "x", "y"), _cites("b", "y", "z"), _cites("c", "z")])
        for key in "xyz":
            know(key)
        assert _held(database) == left("x", "y", "z")
        articles.take(database, "t", [_cites("a", "y")])
        assert _held(database) == left("y", "z"), "nobody cites x any more"
        articles.take(database, "t", [_cites("a", "z"), _cites("b", "y")])
        assert _held(database) == left("y", "z"), "y went from one article to another"
        links.remember(database, [Probe("http://y.example/", "ok", asked_at="2026-01-14T00:00:00+00:00")])
        articles.wanted(database, [found[0], found[2]])
        assert _held(database) == left("y", "z"), "b may come back"
        articles.forget(database)
        assert _held(database)[:4] == left("z")[:4]
        assert len(_held(database)[4]) == 2, "what was observed is remembered"
        assert [row.id for row in articles.present(database)] == ["a", "c"]


def test_what_is_learnt_anew_counts_with_the_articles_that_cite_it(tmp_path: Path, address: str) -> None:
    def learnt() -> set[str]:
        """The articles of which something is new since this was last asked."""
        now = {article: changed for article, _, _, _, changed, *_ in judgements.standing(database)}
        new = {article for article, number in now.items() if number != seen.get(article)}
        seen.update(now)
        return new

    def say(step: str, key: str, *notes: str) -> set[str]:
        made = {"resolution": Resolution(key, "matched"), "notice": Notice(key, "none", "crossref")}[step]
        works.put(database, step, "terms", [key], [replace(made, note=note) for note in notes], due="")
        return learnt()

    seen: dict[str, int] = {}
    with store.connect(tmp_path, address) as database:
        articles.wanted(database, [articles.Found(name, name, name, "1") for name in ("a", "b", "c")])
        articles.take(database, "t", [_cites("a", "x", "y"), _cites("b", "y"), _cites("c", "z")])
        assert learnt() == {"a", "b", "c"}
        assert [say("notice", "y", *notes) for notes in ((), (), ("1",), ("1",), ("2",), ("2", "1"))] == [
            {"a", "b"}, set(), {"a", "b"}, set(), {"a", "b"}, {"a", "b"},
        ]  # fmt: skip
        assert say("resolution", "z", "1") == {"c"}
        assert say("resolution", "w", "1") == set(), "nobody cites it"
        url = "http://y.example/"
        links.show(database, Probe(url, "not-checked"))
        assert learnt() == {"a", "b"}
        links.show(database, Probe(url, "not-checked"))
        links.show_remembered(database, "http://z.example/")
        assert learnt() == set()
        links.remember(database, [Probe(url, "ok", asked_at="2026-01-14T00:00:00+00:00")])
        assert learnt() == {"a", "b"}
        links.remember(database, [Probe(url, "ok", asked_at="2026-01-14T00:00:00+00:00")])
        links.show_remembered(database, url)
        assert learnt() == set()
        links.show(database, Probe(url, "not-checked"))
        links.show_remembered(database, url)
        assert learnt() == {"a", "b"}
        articles.take(database, "t", [_cites("c", "x")])
        assert learnt() == {"c"}


def test_only_what_changed_of_the_articles_is_written(tmp_path: Path, address: str) -> None:
    with store.connect(tmp_path, address) as database:
        found = [articles.Found(name, f"{name}.md", name, "1") for name in ("a", "b", "c")]
        said = articles.wanted(database, found)
        articles.take(database, "t", [_cites(name, name) for name in ("a", "b", "c")])
        articles.fail(database, [Failure("c.md", "judge", "broken")], article="c")
        assert articles.unread(database, "t") == []
        edited = [found[0], found[1]._replace(sha256="2")]
        assert articles.wanted(database, edited) != said
        assert articles.present(database) == edited
        assert articles.unread(database, "t") == edited[1:]
        assert articles.failures(database) == [], "c is none of this run's"
        assert articles.wanted(database, found) == said
        assert articles.unread(database, "t") == []


def test_rows_stream_while_others_are_written(tmp_path: Path, address: str) -> None:
    with store.connect(tmp_path, address) as database:
        links.remember(database, [Probe(f"http://{n}.example/", "ok", asked_at="2026-01-14") for n in range(50)])
        for number, (url,) in enumerate(database.stream("select url from probe order by url")):
            links.show(database, Probe(url, "not-checked"))
            other = database.stream("select count(*) from probe")
            assert list(other) == [(50,)], number
        assert database.one("select count(*) from probe where shown <> ''") == 50


def test_two_runs_refuse_each_other(tmp_path: Path, address: str) -> None:
    here, there = (
        Config(state=str(tmp_path / name), store=address) for name in ("here", "there" if address else "here")
    )
    with exclusive(here), pytest.raises(StateError, match="another run is using it"), exclusive(there):
        pass
    with exclusive(there):
        pass


@pytest.mark.parametrize("text", [b"", b"not a database" * 100])
def test_what_is_no_database_is_one_line(tmp_path: Path, text: bytes) -> None:
    (tmp_path / store.FILE).write_bytes(text)
    if text:
        with pytest.raises(StateError, match=r"store\.sqlite: the store cannot be used"), store.connect(tmp_path):
            pass
    else:
        with store.connect(tmp_path) as database:
            assert store.identity(database)


# An earlier version's state -----------------------------------------------------------------------------------------

AT = "2026-01-14T02:00:00+00:00"
PAGE = {
    "document": "a.md",
    "claim": "Adults need seven hours of sleep.",
    "source": "https://sleep.example/adults",
    "quote": "Adults need seven hours.",
    "retrieved_at": AT,
}


def _earlier(state: Path) -> Path:
    """A state folder as an earlier version left it, its last run killed while it asked links."""
    for name in ("links", "pages", "runs"):
        (state / name).mkdir(parents=True)
    gone = {"url": "http://a.example/", "outcome": "gone", "asked_at": AT, "history": [[AT, "ok"]]}
    moved = {"url": "http://b.example/", "outcome": "moved", "redirects": [[301, "http://c.example/"]], "asked_at": AT}
    (state / "links" / "00.jsonl").write_text(json.dumps(gone) + "\n")
    newer = {**gone, "dead": True, "history": [[AT, "gone"]]}
    (state / "links" / "00.jsonl.journal").write_text(json.dumps(newer) + "\n" + json.dumps(moved) + '\n{"url": "ht')
    (state / "pages" / "00007.jsonl").write_text(json.dumps(PAGE) + "\n")
    row = {"document": "a.md", "name": "a", "source": "articles/a.md", "sha256": "x"}
    for day in ("2026-01-13", "2026-01-14"):
        (state / "runs" / f"articles-{day}.jsonl").write_text(json.dumps(row) + "\n")
        seen = {
            "fingerprint": f"f{day}",
            "rule_id": "dead-link",
            "document": "a.md",
            "level": "error",
            "owner": "editor",
        }
        (state / "runs" / f"findings-{day}.jsonl").write_text(
            json.dumps({**seen, "message": "Gone.", "first_seen": day}) + "\n"
        )
    totals = [{"as_of": day, "articles": 1} for day in ("2026-01-13", "2026-01-14")]
    (state / "runs" / "history.jsonl").write_text("".join(json.dumps(t) + "\n" for t in totals))
    (state / "runs" / "moves.json").write_text('{"old.md": "a.md"}')
    return state


def test_nothing_of_an_earlier_versions_state_is_lost(tmp_path: Path, address: str) -> None:
    state = _earlier(tmp_path / "state")
    before = {path: path.read_bytes() for path in state.rglob("*") if path.is_file()}
    for _ in range(2):
        with store.connect(state, address) as database:
            known = dict(links.Known(database))
            assert known["http://a.example/"] == Probe(
                "http://a.example/", "gone", asked_at=AT, dead=True, history=((AT, "gone"),)
            )
            assert known["http://b.example/"].redirects == ((301, "http://c.example/"),)
            assert database.execute("select article, quote from quote") == [("a.md", "Adults need seven hours.")]
            assert runs.newest(database) == "2026-01-14"
            assert [json.loads(row)["document"] for row in runs.last_roll(database, "2026-01-14")] == ["a.md"]
            assert [row[0] for row in runs.seen(database, "2026-01-14")] == ["f2026-01-14"]
            assert [day for day, _ in runs.totals(database)] == ["2026-01-13", "2026-01-14"]
            assert runs.moves(database) == {"old.md": "a.md"}
            links.remember(database, [Probe("http://d.example/", "ok", asked_at=AT)])  # is not undone the second time
    assert {path: path.read_bytes() for path in before} == before


def test_it_is_read_where_nothing_may_be_written(tmp_path: Path) -> None:
    state = _earlier(tmp_path / "state")
    with store.memory(state) as database:
        assert set(links.Known(database)) == {"http://a.example/", "http://b.example/"}
    assert not (state / store.FILE).exists()


@pytest.mark.parametrize("data", [b'{"url": \xff\xfe\n', b"{}\n", b"[1]\n"])
@pytest.mark.parametrize("name", ["links/00.jsonl", "pages/00007.jsonl", "runs/history.jsonl"])
def test_a_damaged_file_of_it_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    state = _earlier(tmp_path / "state")
    (state / name).write_bytes(data)
    with pytest.raises(StateError, match=rf"{name}: cannot be taken over"), store.connect(state):
        pass
    (state / name).unlink()
    with store.connect(state) as database:
        assert store.identity(database)


@pytest.mark.parametrize("data", ["", "[]", '{"a": ', "null", "\udcff"])
def test_a_damaged_list_of_moves_is_told_and_passed_over(tmp_path: Path, data: str) -> None:
    state = _earlier(tmp_path / "state")
    (state / "runs" / "moves.json").write_bytes(data.encode("utf-8", "surrogateescape"))
    with store.connect(state) as database:
        assert [line for line in database.remarks if "runs/moves.json: damaged" in line] == database.remarks != []
        assert runs.moves(database) == {}
        assert runs.newest(database) == "2026-01-14", "the rest is taken"
    with store.connect(state) as database:
        assert database.remarks == [], "told once"


# Long rows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [0, codec.LONG - 1, codec.LONG, 40_000])
def test_a_row_comes_back_as_it_was_however_long(tmp_path: Path, address: str, length: int) -> None:
    said = Failure("a.md", "read", "ü" * length)
    with store.connect(tmp_path / "state", address) as database:
        rows = [encode(replace(said, message=f"{n}{said.message}")) for n in range(3)]
        read = articles.Read("a.md", "1", rows[0], (), rows[:2], rows[1:], [("w", rows[2])], ())
        articles.take(database, "t", [read])
        for table, wanted in (("document", rows[:1]), ("citation", rows[:2]), ("claim", rows[1:])):
            assert articles.rows(database, table, ["a.md"]) == {"a.md": wanted}
        ((kept,),) = database.execute("select row from work")
        assert codec.text(kept) == rows[2]
        assert codec.decode(Failure, kept) == codec.decode(Failure, rows[2])
        assert isinstance(kept, bytes) is (not database.server and len(rows[2]) >= codec.LONG)


# Carried elsewhere --------------------------------------------------------------------------------------------------


def test_state_is_carried_from_one_store_to_another(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    _earlier(here / "state")
    for folder in (here, there):
        (folder / "config").mkdir(parents=True)
    (here / "config" / "suppressions.yaml").write_text("suppressions: []\n")
    (there / "config" / "config.yaml").write_text(json.dumps({"store": address}))
    monkeypatch.chdir(here)
    assert main(["state", "export", "../state.zip"]) == 0
    first = (tmp_path / "state.zip").read_bytes()
    assert main(["state", "export", "../state.zip"]) == 0
    assert (tmp_path / "state.zip").read_bytes() == first
    monkeypatch.chdir(there)
    for _ in range(2):
        assert main(["state", "import", "../state.zip"]) == 0
        assert (there / "config" / "suppressions.yaml").read_text() == "suppressions: []\n"
    assert main(["state", "export", "../again.zip"]) == 0
    assert (tmp_path / "again.zip").read_bytes() == first


@pytest.mark.parametrize("data", [None, b"", b"PK no more"])
def test_what_is_no_state_file_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes | None
) -> None:
    monkeypatch.chdir(tmp_path)
    if data is not None:
        Path("state.zip").write_bytes(data)
    assert main(["state", "import", "state.zip"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("citewarden: state.zip: not a state file (")
    assert len(said.splitlines()) == 1


def test_a_backup_is_a_whole_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _earlier(tmp_path / "state")
    with store.connect(tmp_path / "state") as database:
        first = store.identity(database)
    assert main(["state", "backup", f"copies/today/{store.FILE}"]) == 0
    with store.connect(tmp_path / "copies" / "today") as database:
        assert store.identity(database) == first
        assert len(links.Known(database)) == 2
    assert main(["state", "backup", f"copies/today/{store.FILE}"]) == 2


@pytest.mark.long
@pytest.mark.timeout(300)
def test_an_audit_on_a_server_is_the_one_on_a_file(tmp_path: Path, server: str, cli: Cli) -> None:
    """Two nights; but for the first on the server, whose steps are processes, they are gone through in this one."""
    with store.postgresql(server) as database:
        database.execute("drop schema public cascade")
        database.execute("create schema public")
    text = (
        "# Sleep\n\nAdults sleep seven hours [1].\n\n## References\n\n1. Doe J. Sleep. BMJ 2013. https://a.example/\n"
    )
    said = {}
    for place in ("", server):
        site = Site(cli, tmp_path / ("server" if place else "file"))
        site.options = WORKFLOW
        (site.folder / "config").mkdir()
        (site.folder / "config" / "config.yaml").write_text(json.dumps({"store": place}))
        for name in ("a.md", "b.md"):
            site.write(name, text)
        if place:
            date = ("--as-of", "2026-01-15", "--now", "2026-01-15T02:00:00+00:00", "--offline")
            status, _, told = cli("audit", *date, folder=site.folder)
            assert status in (0, 1, 3), told
        else:
            assert site.run("2026-01-15") == (2, 2)
        site.write("a.md", text.replace("seven", "eight"))
        assert site.run("2026-01-16") == (1, 1)
        said[place] = {name: page for name, page in site.reports().items() if name != "run.prov.json"}
        assert (site.folder / "state" / store.FILE).exists() is not bool(place)
    for name, page in said[""].items():
        if not name.endswith((".html", ".json", ".sarif")):  # those name the settings, which differ
            assert said[server][name] == page, name
    assert said[server].keys() == said[""].keys()


def test_what_a_work_was_found_to_be_decides_what_else_is_asked_of_it(tmp_path: Path, address: str) -> None:
    def due(step: str, now: str = "2026-01-14", terms: str = "t") -> list[str]:
        return works.due(database, step, terms, now)

    def put(step: str, key: str, note: str = "", until: str = "") -> None:
        made = {"resolution": Resolution(key, "matched"), "notice": Notice(key, "none", "crossref")}[step]
        works.put(database, step, "t", [key], [replace(made, note=note)], due=until)

    with store.connect(tmp_path, address) as database:
        articles.wanted(database, [articles.Found(name, name, name, "1") for name in ("a", "b")])
        articles.take(database, "t", [_cites("a", "x", "y"), _cites("b", "y", "z")])
        assert due("resolution") == due("notice") == ["x", "y", "z"], "never asked"
        for key in "xyz":
            put("resolution", key)
            put("notice", key)
        assert due("resolution") == due("notice") == []
        assert due("notice", terms="others") == ["x", "y", "z"]
        put("resolution", "y")
        assert due("notice") == [], "found to be what it was"
        put("resolution", "y", note="another")
        assert (due("resolution"), due("notice")) == ([], ["y"])
        put("notice", "y", until="2026-01-20")
        assert due("notice") == due("notice", "2026-01-19") == []
        assert due("notice", "2026-01-20") == due("notice", "2026-01-21") == ["y"]
        articles.wanted(database, [articles.Found("a", "a", "a", "1")])
        assert due("resolution", terms="others") == ["x", "y"], "nobody of this run cites z"


def test_addresses_are_looked_at_when_something_is_new_about_them(tmp_path: Path, address: str) -> None:
    def new(moment: str = "2026-01-14", terms: str = "t") -> list[str]:
        return [link.url[7] for link in links.cited(database, links.unsettled(database, terms, moment))]

    def settle(key: str, since: str = "", until: str = "") -> None:
        url = f"http://{key}.example/"
        links.show(database, Probe(url, "not-checked"))
        links.settle(database, [(url, "t days", since, until)])

    with store.connect(tmp_path, address) as database:
        both = [articles.Found(name, name, name, "1") for name in ("a", "b")]
        articles.wanted(database, both)
        articles.take(database, "t", [_cites("a", "x", "y"), _cites("b", "y", "z")])
        assert (new(), links.number(database)) == (["x", "y", "z"], 3)
        settle("x")
        settle("y", "2026-01-14", "2026-01-20")
        settle("z")
        assert new() == ["x", "y", "z"], "until all are sorted out"
        links.sorted_out(database)
        assert new() == new("2026-01-19") == []
        assert new("2026-01-13") == new("2026-01-20") == new("2026-01-21") == ["y"]
        assert new(terms="u") == new(terms="") == new(terms="t d") == ["x", "y", "z"]
        articles.take(database, "t", [_cites("a", "x", "w")])
        assert new() == ["w", "x", "y"], "cited by fewer, or by others"
        links.sorted_out(database)
        articles.wanted(database, both[:1])
        assert (new(), links.number(database)) == ([], 2), "y and z are cited by nobody of this run"
        articles.wanted(database, both)
        assert (new(), links.number(database)) == (["y", "z"], 4)
        links.sorted_out(database)
        links.recite(database)
        assert new() == ["w", "x", "y", "z"]
