"""The bibliographies a project's settings name are opened for each of its articles, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.model import Document
from citewarden.stages.cite import cite
from citewarden.stages.read import leans_on, read

ENTRIES = "@article{roe2011, title={Salt}, author={Roe, B.}, journal={Lancet}, year={2011}}\n"
TEXT = "# T\n\nSalt helps [@roe2011].\n"


def article(root: Path, files: dict[str, str], text: str = TEXT, name: str = "a.md") -> Document:
    for path, words in {f"articles/{name}": text, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(words)
    return read(root / "articles" / name, root=root / "articles")


@pytest.mark.parametrize(
    ("settings", "bibliography"),
    [
        ({"_quarto.yml": "project:\n  type: website\nbibliography: refs.bib\n"}, "refs.bib"),
        ({"_quarto.yaml": "bibliography: [more.bib, lib/refs.bib]\n", "more.bib": ""}, "lib/refs.bib"),
        ({"articles/_metadata.yml": "bibliography: ../refs.bib\n", ".git/x": ""}, "refs.bib"),
        ({"articles/_quarto.yml": "bibliography: refs.bib\n"}, "articles/refs.bib"),
        ({"myst.yml": "version: 1\nproject:\n  bibliography:\n    - lib/refs.bib\n"}, "lib/refs.bib"),
        ({"myst.yml": "version: 1\nproject:\n  title: Salt\n"}, "any.bib"),
        ({"_config.yml": "bibtex_bibfiles:\n  - refs.bib\n"}, "refs.bib"),
        ({"_config.yml": "sphinx:\n  config:\n    bibtex_bibfiles: refs.bib\n"}, "refs.bib"),
        (
            {"_bookdown.yml": "a: b\n", "index.Rmd": "---\ntitle: B\nbibliography: [refs.bib]\n---\n\nText.\n"},
            "refs.bib",
        ),
        ({"conf.py": 'project = "x"\nbibtex_bibfiles = [\n    "refs.bib",\n]\n', ".git/x": ""}, "refs.bib"),
    ],
)
def test_what_settings_name_is_opened(tmp_path: Path, settings: dict[str, str], bibliography: str) -> None:
    found = article(tmp_path, {**settings, bibliography: ENTRIES})
    assert [entry.key for entry in found.cited] == ["roe2011"]
    assert found.unread == ()
    assert [reference.raw for reference in cite(found)[0]] == ["Roe B. Salt. Lancet. 2011."]


@pytest.mark.parametrize(
    ("settings", "file"),
    [
        ("scholar:\n  source: ./_bib\n  bibliography: health.bib\n", "_bib/health.bib"),
        ("scholar:\n  bibliography: health.bib\n", "_bibliography/health.bib"),
        ("scholar:\n  source: /lib\n", "lib/references.bib"),
        ("title: Salt\n", "_bibliography/references.bib"),
    ],
)
def test_the_settings_of_jekyll_scholar(tmp_path: Path, settings: str, file: str) -> None:
    found = article(tmp_path, {"_config.yml": settings, file: ENTRIES}, "# T\n\nSalt helps {% cite roe2011 %}.\n")
    assert [entry.key for entry in found.cited] == ["roe2011"]
    assert found.unread == ()


def test_the_project_may_lie_further_up(tmp_path: Path) -> None:
    (tmp_path / "site/posts/2024").mkdir(parents=True)
    (tmp_path / "site/_quarto.yml").write_text("bibliography: refs.bib\n")
    (tmp_path / "site/refs.bib").write_text(ENTRIES)
    (tmp_path / "site/posts/2024/a.qmd").write_text(TEXT)
    found = read(tmp_path / "site/posts/2024/a.qmd", root=tmp_path / "site/posts/2024")
    assert [entry.place for entry in found.cited] == ["refs.bib, line 1"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("refs.bib", "not found"), ("../../x.bib", "it lies outside the article's project, which is never left")],
)
def test_what_is_not_there_is_told_with_the_settings(tmp_path: Path, name: str, why: str) -> None:
    found = article(tmp_path / "p", {"_quarto.yml": f"bibliography: {name}\n"})
    lost = [(part.kind, part.why, part.place) for part in found.unread]
    assert lost[0] == ("bibliography", why, "_quarto.yml")
    assert [kind for kind, _, _ in lost] == ["bibliography", "key"]


def test_settings_are_no_matter_without_keys(tmp_path: Path) -> None:
    assert article(tmp_path, {"_quarto.yml": "bibliography: gone.bib\n"}, "# T\n\nSalt helps.\n").unread == ()
    assert article(tmp_path, {"_quarto.yml": "bibliography: [\n"}, "# T\n\nSalt helps.\n").unread == ()


def test_an_article_leans_on_the_settings_and_what_they_name(tmp_path: Path) -> None:
    article(tmp_path, {"_quarto.yml": "bibliography: refs.bib\n", "refs.bib": ENTRIES})
    found = leans_on(tmp_path / "articles/a.md", TEXT.encode(), root=tmp_path / "articles")
    assert {tmp_path / "refs.bib", tmp_path / "_quarto.yml", tmp_path / "myst.yml"} <= set(found)
