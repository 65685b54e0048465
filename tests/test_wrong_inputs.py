"""Inputs that somebody may really have: what is wrong is one line and exit status 2, what only looks wrong goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., tuple[int, str, str]]
Setup = Callable[[Path], object]
ARTICLE = "# Sleep\n\nSome adults sleep badly.\n"
GATE = ("gate", "--offline", "--policy", "offline", "articles/a.md")
OWN = ("gate", "--offline", "articles/a.md")
CONFIG, POLICY, DECIDED = "config/config.yaml", "config/policies/own.yaml", "config/suppressions.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("articles", "config/policies", "references"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def holds(name: str, text: str) -> Setup:
    return lambda project: (project / name).write_text(text, encoding="utf-8")


def link(name: str, target: str) -> Setup:
    return lambda project: (project / name).symlink_to(target)


def pipe(name: str) -> Setup:
    def make(project: Path) -> None:
        (project / name).unlink(missing_ok=True)
        os.mkfifo(project / name)

    return make


def both(*setups: Setup) -> Setup:
    return lambda project: [setup(project) for setup in setups]


WRONG: list[tuple[Setup, tuple[str, ...], str]] = [
    (holds(CONFIG, "network: {timeout: .nan}\n"), GATE, "network.timeout: nan is no number"),
    (holds(CONFIG, "network: {timeout: .inf}\n"), GATE, "network.timeout: inf is no number"),
    (holds(CONFIG, "network: {per_host_rate: 1.0e+400}\n"), GATE, "network.per_host_rate: inf is no number"),
    (holds(CONFIG, "network: {hosts: {a.example: {per_host_rate: -.inf}}}\n"), GATE, "-inf is no number"),
    (holds(CONFIG, "network: {hosts: {a.example: {per_host_rate: slow}}}\n"), GATE, "hosts.a.example.per_host_rate"),
    (holds(CONFIG, "network: {hosts: {a.example: {per_host: 0}}}\n"), GATE, "hosts.a.example.per_host"),
    (holds(CONFIG, 'network: {contact: "a@b.example\\nX: y"}\n'), GATE, "network.contact"),
    (holds(CONFIG, 'network: {connect_to: {"*": "nonsense"}}\n'), GATE, "network.connect_to"),
    (holds(CONFIG, 'network: {connect_to: {"*": "127.0.0.1:65536"}}\n'), GATE, "network.connect_to"),
    (holds(CONFIG, 'references: "a\\0b"\n'), GATE, "references"),
    (holds(CONFIG, 'state: "a\\0b"\n'), (*GATE, "--state"), "state"),
    (link(CONFIG, "config.yaml"), GATE, "config/config.yaml: cannot be read"),
    (link(CONFIG, "/nowhere/config.yaml"), GATE, "config/config.yaml: cannot be read"),
    (link(DECIDED, "/nowhere/decisions.yaml"), GATE, "config/suppressions.yaml: cannot be read"),
    (link("config/policies/default.yaml", "/nowhere/default.yaml"), OWN, "default.yaml: cannot be read"),
    (pipe(CONFIG), GATE, "config/config.yaml: this is no file but a pipe or a device"),
    (pipe("config/policies/default.yaml"), OWN, "this is no file but a pipe or a device"),
    (pipe("articles/a.md"), GATE, "articles/a.md: this is no file but a pipe or a device"),
    (
        both(lambda project: (project / "articles/a.md").unlink(), link("articles/a.md", "/dev/zero")),
        GATE,
        "articles/a.md: this is no file but a pipe or a device",
    ),
    (both(holds(CONFIG, "policy: own\n"), holds(POLICY, "extends: own\n")), OWN, "extends: 'own' refines itself"),
    (
        both(
            holds(CONFIG, "policy: own\n"),
            holds(POLICY, "extends: other\n"),
            holds("config/policies/other.yaml", "extends: own\n"),
        ),
        OWN,
        "extends: 'own' refines itself",
    ),
    (both(holds(CONFIG, "policy: own\n"), holds(POLICY, "removed_share: .nan\n")), OWN, "removed_share"),
    (holds("b", "[" * 100_000), (*GATE, "--baseline", "b"), "b: holds no findings"),
    (holds("b", '{"runs": [{"results": [5]}]}'), (*GATE, "--baseline", "b"), "b: holds no findings"),
    (pipe("unused"), (*GATE, "--format", "sarif="), "'sarif=' names no file"),
    (pipe("unused"), (*GATE, "--format", "sarif=articles/a.md"), "is no place for a file that is made"),
    (holds("references/n.md", "x"), (*GATE, "--format", "csv=references/n.md"), "is no place for a file that is made"),
    (holds(CONFIG, ""), (*GATE, "--format", "csv=config/config.yaml"), "is no place for a file that is made"),
    (pipe("unused"), (*GATE, "--format", "sarif=x", "--format", "csv=./x"), "two formats go into one file"),
    (pipe("unused"), ("pull", "--online", "http://[::1"), "http://[::1"),
    (
        holds(CONFIG, 'verify: {judge_base: "http://["}\n'),
        GATE,
        "verify.judge_base: 'http://[' is no address",
    ),
    (holds(CONFIG, 'verify: {judge_hub: "https://℀.example"}\n'), GATE, "verify.judge_hub"),
    (holds(CONFIG, 'notify: {owners: {Desk: {webhook: "https://[::1"}}}\n'), GATE, "notify.owners.Desk.webhook"),
    (holds(CONFIG, 'notify: {webhook: "https://a.example:99999"}\n'), GATE, "notify.webhook"),
    (holds(CONFIG, 'network: {canary: ["https://a.example/", "http://["]}\n'), GATE, "network.canary: 'http://['"),
    (
        holds(CONFIG, 'network: {registries: {crossref: {base: "https://["}}}\n'),
        GATE,
        "network.registries.crossref.base",
    ),
    (holds(CONFIG, 'check_pages: "https:///{check}"\n'), GATE, "check_pages"),
    (holds(CONFIG, "reports: articles\n"), GATE, "reports: 'articles' is the folder of the articles"),
    (holds(CONFIG, "results: ./references/\n"), GATE, "results: './references/' is the folder of the references"),
    (holds(CONFIG, "articles: state\n"), GATE, "state: 'state' is the folder of the articles"),
    (pipe("unused"), (*GATE[:-1], "--reports", "articles", GATE[-1]), "articles/index.html is no place for"),
    (pipe("unused"), ("state", "export", "articles/a.md"), "articles/a.md is no place for a file that is made"),
    (pipe("unused"), ("state", "export", "references/new.zip"), "references/new.zip is no place for"),
    (pipe("unused"), ("state", "backup", "config/a.sqlite"), "config/a.sqlite is no place for"),
    (pipe("unused"), ("sign-off", "articles/a.md", "--signer", "A", "--role", "cook"), "'cook' is not a role - one of"),
    (pipe("unused"), ("mcp", "--policy", "nothing"), "nothing"),
    (holds("l.json", "{"), ("sources", "--references", "l.json", "--offline", "articles/a.md"), "l.json"),
]


@pytest.mark.parametrize(("setup", "arguments", "said"), WRONG)
def test_what_is_wrong_is_one_line(
    cli: Cli, project: Path, setup: Setup, arguments: tuple[str, ...], said: str
) -> None:
    setup(project)
    status, out, told = cli(*arguments, folder=project)
    assert status == 2, out + told
    assert said in told
    assert "Traceback" not in told
    assert "a fault of" not in told
    article = project / "articles" / "a.md"
    assert not article.is_file() or article.read_text(encoding="utf-8") == ARTICLE


TABLE = "fingerprint,report\nabcdef12,a.html#x\n"
TOLD = '{"fingerprint": "abcdef12", "rule_id": "", "document": "", "owner": "", "bound": {"": 7}}'
DECIDE = ("decide", "abcdef12", "accept", "--reason", "R", "--signer", "S", "--role", "editor")


@pytest.mark.parametrize(
    ("table", "page"),
    [
        ("fingerprint;report\nabcdef12;a.html\n", "{}"),  # as a spreadsheet of another country saves it
        ("fingerprint,report\nabcdef12\n", "{}"),
        ("fingerprint,report\n\n" + "x" * 200_000, "{}"),
        ("\x00", "{}"),
        *(
            (TABLE, page)
            for page in (
                "5",
                "[]",
                "[" * 9_000,
                '{"findings": 5}',
                '{"findings": [5]}',
                '{"findings": [{"fingerprint": "abcdef12"}]}',
                '{"findings": [{"fingerprint": "abcdef12", "rule_id": 5, "document": [], "bound": 7, "owner": {}}]}',
                f'{{"findings": [{TOLD}]}}',
            )
        ),
    ],
)
def test_reports_that_are_damaged_are_one_line(cli: Cli, project: Path, table: str, page: str) -> None:
    (project / "reports").mkdir()
    (project / "reports" / "findings.csv").write_text(table, encoding="utf-8")
    (project / "reports" / "a.json").write_text(page, encoding="utf-8")
    status, _, told = cli(*DECIDE, folder=project)
    assert status == 2
    assert told.startswith("citewarden: reports/")
    assert "a fault of" not in told
    assert not (project / DECIDED).exists()


def test_a_table_saved_in_another_encoding_is_one_line(cli: Cli, project: Path) -> None:
    (project / "reports").mkdir()
    (project / "reports" / "findings.csv").write_bytes(TABLE.encode("utf-16"))
    assert "no findings of a run here" in cli(*DECIDE, folder=project)[2]


@pytest.mark.parametrize("digest", ["[", "5", "{}", '{"as_of": "2026-01-01", "owners": 5}', "[" * 9_000])
def test_a_digest_that_is_damaged_is_one_line(cli: Cli, project: Path, digest: str) -> None:
    (project / "reports").mkdir()
    (project / "reports" / "digest.json").write_text(digest, encoding="utf-8")
    (project / CONFIG).write_text('notify: {owners: {Desk: {command: ["cat"]}}}\n', encoding="utf-8")
    status, _, told = cli("notify", folder=project)
    assert (status, told) == (2, "citewarden: reports/digest.json: is no digest - run `citewarden audit`\n")


@pytest.mark.parametrize(
    "line",
    [
        '{"title": 5}',
        '{"title": "Sleep", "volume": 3, "page": 4.5, "author": 5}',
        '{"title": "Sleep", "issued": {"date-parts": [[2010, 99]]}}',
        '{"title": "\\u2014", "author": [{"family": 5}]}',
        '{"DOI": 10.1}',
        '{"title": "Sleep", "custom": {"raw": 5, "years": 5}}',
    ],
)
def test_an_item_with_values_of_other_kinds_is_looked_for_all_the_same(cli: Cli, project: Path, line: str) -> None:
    works = [{"type": "book", "title": "Sleep", "issued": {"date-parts": [["2010"]]}}, {"title": "5", "DOI": "10.1/a"}]
    (project / "l.json").write_text(json.dumps(works), encoding="utf-8")
    status, out, told = cli("resolve", "--offline", "--library", "l.json", given=f"{line}\n", folder=project)
    assert (status, told) == (0, "")
    assert json.loads(out)["outcome"]


def test_an_empty_name_is_no_folder(cli: Cli, project: Path) -> None:
    assert cli("gate", "--offline", "", folder=project)[0] == 2
    assert cli("audit", "--offline", "", folder=project)[0] == 2


def test_a_key_that_no_request_can_carry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from citewarden import config
    from citewarden.errors import ConfigError

    for key in ("a\r\nX: y", "☃", "a\x1bb"):
        monkeypatch.setenv("CITEWARDEN_CROSSREF_KEY", key)
        with pytest.raises(ConfigError, match="CITEWARDEN_CROSSREF_KEY: holds signs that no key has"):
            config.key("crossref")
    monkeypatch.setenv("CITEWARDEN_CROSSREF_KEY", " a-b.c ")
    assert config.key("crossref") == "a-b.c"


FRONT = "---\n{}\n---\n" + ARTICLE
SOURCES: list[tuple[str, str]] = [
    ("references/n.md", "---\ntitle: Sleep\ncustom: hello\n---\nText.\n"),
    ("references/n.md", "---\ntitle: Sleep\ncustom: [1, 2]\ncategories: x\n---\nText.\n"),
    ("references/n.md", "---\nid: {a: b}\ntitle: Sleep\nauthor: 5\nissued: {year: x}\nURL: {a: 1}\n---\n"),
    ("references/r.json", '[{"title": "Sleep", "custom": "x"}, {"title": "Sleep", "author": [["a"], 5, {"name": 7}]}]'),
    ("references/r.json", '[{"title": "Sleep", "issued": {"date-parts": 7}}, {"title": "A", "issued": {"raw": 5}}]'),
    ("references/r.json", '{"items": [{"itemType": "book", "title": ["x"], "creators": 5}, {"itemType": 5}]}'),
    ("articles/a.md", '{"title": "A", "order": ' + "9" * 5_000 + "}\n\n" + ARTICLE),
    ("articles/a.md", "+++\norder = " + "9" * 5_000 + "\n+++\n" + ARTICLE),
    ("articles/a.md", FRONT.format("order: " + "9" * 5_000)),
    ("articles/a.md", FRONT.format('bibliography: ["a\\0b.bib", /etc/passwd, ""]') + "\n[@a]\n"),
    ("config/policies/offline.yaml", "extends: offline\n"),
    (CONFIG, 'network: {connect_to: {"*.example": "127.0.0.1:80", b.example: NXDOMAIN, c.example: "[::1]:65535"}}\n'),
    (CONFIG, "network: {hosts: {a.example: {per_host_rate: 0.2, robots: false}}, contact: desk@b.example}\n"),
    (CONFIG, 'articles: "ärticles und mehr"\n'),
    (CONFIG, "reports: articles/../out\nresults: reports/results\n"),
    (CONFIG, "articles: .\nreferences: ./references\n"),
    (CONFIG, "verify: {judge_labels: {base: SUPPORT, webhook: NEI}}\n"),
    (CONFIG, 'check_pages: "https://a.example/checks.html#{check}"\nverify: {judge_base: "http://[::1]:8000/v1"}\n'),
]


@pytest.mark.parametrize(("name", "text"), SOURCES)
def test_what_is_odd_is_read_or_told(cli: Cli, project: Path, name: str, text: str) -> None:
    (project / name).write_text(text, encoding="utf-8")
    status, out, told = cli(*GATE, folder=project)
    assert status in (0, 2, 3), out + told
    assert "a fault of" not in told
    assert "Traceback" not in told


def test_a_policy_of_a_shipped_name_refines_the_shipped_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from citewarden import config

    monkeypatch.chdir(project)
    shipped = config.policy("default")
    (project / "config/policies/default.yaml").write_text("extends: default\nfail_on: note\n", encoding="utf-8")
    own = config.policy("default")
    assert own.fail_on == "note"
    assert own.levels == shipped.levels
    assert own.settings == shipped.settings


@pytest.mark.parametrize(
    "line",
    ['{"author": 5, "title": ["x"]}', '{"title": "Sleep", "issued": {"date-parts": 7}, "DOI": {"a": 1}}', '{"URL": 5}'],
)
def test_items_of_wrong_kinds_are_answered(cli: Cli, project: Path, line: str) -> None:
    status, out, told = cli("resolve", "--offline", given=f"{line}\n", folder=project)
    assert "a fault of" not in told
    assert status in (0, 2, 3)
    assert all(json.loads(row) for row in out.splitlines())
