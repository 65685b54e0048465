"""Articles in another language than English: told once, their sources read, their claims not."""

from __future__ import annotations

from pathlib import Path

from citewarden.config import Config
from citewarden.stages.cite import cite
from citewarden.stages.claims import claims
from citewarden.stages.read import read

GERMAN = """\
---
title: Schlaf
lang: en
---

Schlaf ist für Erwachsene wichtig, und ein Mangel an Schlaf kann das Herz schädigen [1].

## Literatur

1. Riemann D. Sleep. Somnologie. 2017;21:2-44.
"""


def test_it_is_told_once_and_the_sources_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GERMAN, "utf-8")
    document = read(tmp_path / "a.md", root=tmp_path)
    assert document.language == "de"
    assert ["German" in u.what for u in document.unread if u.kind == "part"] == [True]
    references, citations = cite(document)
    assert [r.label for r in references] == ["1"]
    assert len(citations) == 1
    assert list(claims([(document, citations)], models=Config().models)) == [[]]


def test_an_english_article_keeps_what_its_file_says(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlang: de\n---\n\nSleep is good for the adults of a country.\n", "utf-8")
    document = read(tmp_path / "a.md", root=tmp_path)
    assert (document.language, document.unread) == ("de", ())
