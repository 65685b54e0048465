"""`citewarden sources`, and what a PDF read as a source is to an editor: its page beside the passage."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from citewarden.testing import pdfs
from citewarden.testing.pdfs import hostile, pdf
from citewarden.testing.world import World
from citewarden.text import pdf_pages

Cli = Callable[..., tuple[int, str, str]]
TITLE = "A tea for sleep in older adults"
AT = "http://repository.example/tea.pdf"
ARTICLE = f"""# Tea and sleep

Adults who drank the tea slept 45 minutes longer than those who drank water [1]. Others slept as before [2].

## References

1. Doe J. {TITLE}. Example J Sleep. 2020;12(3):101-109. doi:10.5555/tea.1
2. Poe C. A cake for sleep in older adults. Example J Sleep. 2021;13(1):11-19. doi:10.5555/cake.1
3. Roe B. Naps before night shifts. Example J Sleep. 2003;2(1):1-2.
"""
PAGES = [
    ["Example J Sleep 2020. doi:10.5555/tea.1", TITLE, "Jane Doe", "Those who had the tea were rested in the morning."],
    ["Results", "Adults who drank the tea slept 20 minutes longer than those who drank water."],
]


def work(key: str, title: str, family: str, **more: object) -> dict[str, object]:
    csl = {"type": "article-journal", "title": title, "author": [f"{family}, Jane"], "DOI": f"10.5555/{key}.1",
           "container-title": "Example J Sleep", "issued": "2020" if key == "tea" else "2021",
           "volume": "12" if key == "tea" else "13", "page": "101-109" if key == "tea" else "11-19"}  # fmt: skip
    return {"key": key, "csl": csl, **more}


@pytest.fixture(autouse=True)
def _taken_apart_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """That a PDF is taken apart in a process of its own is tested in `text/test_pdf_pages.py`."""
    monkeypatch.setattr(pdf_pages, "read", pdfs.read)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    copy = {"pdf": AT, "version": "acceptedVersion", "license": "cc-by"}
    works = [work("tea", TITLE, "Doe", copies=[copy]), work("cake", "A cake for sleep in older adults", "Poe")]
    with World({"works": works, "pages": [{"url": AT, "body": pdf(PAGES), "media": "application/pdf"}]}) as world:
        world.config_yaml(tmp_path / "config" / "config.yaml")
        (tmp_path / "articles").mkdir()
        (tmp_path / "references").mkdir()
        (tmp_path / "articles" / "tea.md").write_text(ARTICLE)
        monkeypatch.chdir(tmp_path)
        yield tmp_path


def test_each_reference_has_a_kind_of_text_and_a_way_to_more(project: Path, cli: Cli) -> None:
    cake = pdf(
        [["A cake for sleep in older adults", "Jane Poe, Example J Sleep 2021", "Cakes were eaten by all there."]]
    )
    (project / "references" / "cake.pdf").write_text(cake)
    (project / "references" / "odd.pdf").write_text(hostile()["locked"])
    status, out, said = cli("sources", "articles/tea.md", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(r["reference"], r["text"]) for r in rows] == [("1", "pdf"), ("2", "pdf"), ("3", "none")]
    assert (rows[0]["copy"], rows[0]["source"]) == ("PDF, accepted manuscript, CC BY", AT)
    assert (rows[1]["copy"], rows[1]["source"]) == ("PDF in references/", "cake.pdf")
    assert rows[2]["why"]
    assert "references/" in rows[2]["to_do"]
    assert "odd.pdf cannot be read: it is locked with a password" in said
    status, out, _ = cli("sources", "articles/tea.md")
    assert status == 0
    assert out.splitlines()[-1] == "3 references: 2 PDF, 1 none"


def test_a_reference_is_called_what_the_article_calls_it(project: Path, cli: Cli) -> None:
    noted = ARTICLE.replace("[1]", "[^tea]").replace("1. Doe", "[^tea]: Doe")
    (project / "articles" / "noted.md").write_text(noted)
    _, out, _ = cli("sources", "articles/noted.md", "--json")
    assert "note tea" in [json.loads(line)["reference"] for line in out.splitlines()]


def test_a_file_that_cannot_be_read_is_one_line(project: Path, cli: Cli) -> None:
    status, out, said = cli("sources", "articles/none.md", "articles/tea.md")
    assert status == 2
    assert "none.md" in said
    assert "3 references" in out


def test_the_page_stands_beside_the_finding(project: Path, cli: Cli) -> None:
    _, out, _ = cli("gate", "articles/tea.md", "--format", "json")
    (report,) = json.loads(out)
    rows = [e for claim in report["claims"] for e in claim["evidence"] if "20 minutes" in e["text"]]
    assert rows
    assert {(e["label"], e["locator"], e["copy"]) for e in rows} == {
        ("CONTRADICT", "p. 2", "PDF, accepted manuscript, CC BY")
    }
    related = [r for f in report["findings"] for r in f["related"] if "20 minutes" in r["text"]]
    assert {r["url"] for r in related} == {f"{AT}#page=2"}
    _, out, _ = cli("gate", "articles/tea.md", "--format", "sarif")
    assert "source passage, p. 2: Adults who drank" in out


def test_a_new_file_is_a_change_to_the_articles_it_is_a_source_of(project: Path, cli: Cli) -> None:
    import subprocess

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@y.example")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", "-A")
    git("commit", "-m", "first")
    before = cli("gate", "articles", "--changed-since", "HEAD", "--offline")
    (project / "references" / "tea.pdf").write_text(pdf(PAGES))
    after = cli("gate", "articles", "--changed-since", "HEAD", "--offline")
    assert before[1] != after[1]
    assert "20 minutes" in after[1]
