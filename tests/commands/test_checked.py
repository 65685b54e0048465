"""`read --check`: what an author is told of what was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx

Cli = Callable[..., tuple[int, str, str]]

ARTICLE = """\
---
lang: en
---
# Sleep and the heart

Medically reviewed by Ann Example, MD, on March 4, 2026

Sleep lowers blood pressure in most adults [1]. See [the ministry](https://example.org/naps).

## References

1. Doe J, Roe B. Sleep and blood pressure. Example Heart J. 2019;4(2):11-18. doi:10.1000/182
"""


def test_an_author_sees_what_was_read(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ARTICLE, "utf-8")
    status, out, _ = cli("read", "--check", str(tmp_path / "a.md"))
    assert status == 0
    for line in (
        "  Title       Sleep and the heart",
        "  Reviewed    2026-03-04 by Ann Example, MD",
        "  Language    en",
        "    References (source list, line 10)",
        "Sources listed (1)",
        "  1    Doe et al. 2019 | Sleep and blood pressure | doi:10.1000/182 (line 12)",
        "Sources only linked in the text (1)",
        "  [1] → 1 Doe et al. 2019 (line 8: “…blood pressure in most adults”)",
        "Not understood (0)",
        "  nothing",
    ):
        assert line in out.splitlines()


def test_what_was_not_understood_is_told_and_is_no_fault(cli: Cli, tmp_path: Path) -> None:
    german = "Schlaf ist für Erwachsene wichtig, und ein Mangel an Schlaf kann das Herz schädigen.\n"
    (tmp_path / "a.md").write_text(german, "utf-8")
    (tmp_path / "b.txt").write_text("Sleep\n\nSleep is good for adults.\n", "utf-8")
    status, out, _ = cli("read", "--check", str(tmp_path / "a.md"), str(tmp_path / "b.txt"))
    assert status == 0
    assert "Not understood (1)\n  the claims of the article, which is in German: only" in out
    assert "  none found" in out.partition("b.txt")[2]


def test_notes_that_name_no_source_are_shown(cli: Cli, tmp_path: Path) -> None:
    note = "Salt keeps food.[^1] Bread too.[^2]\n\n[^1]: Doe J. Salt. Lancet. 2019;4:11-18.\n[^2]: Rye, that is.\n"
    (tmp_path / "a.md").write_text(f"# Salt\n\n{note}", "utf-8")
    _, out, _ = cli("read", "--check", str(tmp_path / "a.md"))
    assert "Notes that name no source (1)\n  [2] → “Rye, that is.” (line 3)" in out


def test_word_files_have_no_lines_and_broken_files_are_named(cli: Cli, tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("Doses", 1)
    file.add_paragraph("Take 5 mg a day [1].")
    file.add_heading("References", 1)
    file.add_paragraph("1. Doe J. Sleep and blood pressure. Example Heart J. 2019;4(2):11-18.")
    file.save(str(tmp_path / "a.docx"))
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 broken")
    status, out, said = cli("read", "--check", str(tmp_path / "b.docx"), str(tmp_path / "a.docx"))
    assert status == 2
    assert len(said.splitlines()) == 1
    assert "[1] → 1 Doe 2019 (under “Doses”, paragraph 1: “…Take 5 mg a day”)" in out
    assert "line " not in out


def test_escapes_of_an_article_reach_no_terminal(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Sleep \x1b[31mred\n\nSleep is good.\n", "utf-8")
    _, out, _ = cli("read", "--check", str(tmp_path / "a.md"))
    assert "\x1b" not in out
    assert "\\x1b[31mred" in out
