"""The comment on a pull request stays short, shows words as words and calls nobody."""

from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt

from citewarden.formats import Site
from citewarden.formats.markdown import LONGEST, MARK, render, text
from citewarden.model import Failure, Level


def test_headline_and_groups(site: Site) -> None:
    out = "".join(render(site))
    assert out.startswith(MARK + "\n## Citewarden: hold, 1 input could not be read, 1 finding to deal with first\n")
    assert "### Blocks" in out
    assert "### To look at" in out
    assert "<summary>Not known (neither a pass nor a failure): 2</summary>" in out
    assert "**Could not be read:** articles/broken.docx" in out


def test_nothing_found_says_so(site: Site) -> None:
    clean = replace(site, articles=(), run=replace(site.run, failures=()))
    assert "nothing found" in "".join(render(clean))


def test_notes_alone_are_not_nothing(site: Site) -> None:
    (article,) = site.articles
    note = next(f for f in article.findings if f.level is Level.NOTE)
    noted = replace(site, articles=(replace(article, findings=(note,)),), run=replace(site.run, failures=()))
    assert "".join(render(noted)).startswith(MARK + "\n## Citewarden: nothing blocks, 1 note\n")


def test_words_stay_words() -> None:
    evil = (
        "<img src=x onerror=alert(1)> @editor [x](javascript:alert(1)) https://evil.example"
        " www.evil.example `c` #12 **b**"
    )
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text(evil))
    assert html.startswith("<p>&lt;img src=x")
    assert "<a " not in html
    assert "<strong>" not in html
    assert "<code>" not in html
    assert "@\u2060editor" in html
    assert "https\u2060://" in html


def test_no_sign_turns_the_words_after_it_around() -> None:
    assert text("a \u202eb\u2066") == r"a \\u202eb\\u2066"


def test_a_huge_run_fits(site: Site) -> None:
    (article,) = site.articles
    many = tuple(replace(article.findings[n % 10], fingerprint=f"{n:020x}", message="w" * 900) for n in range(2_000))
    failures = tuple(Failure("x" * 4_000, "read", "<" * 4_000) for _ in range(50))
    run = replace(site.run, failures=failures)
    out = "".join(render(replace(site, articles=(replace(article, findings=many),), run=run)))
    assert len(out) <= LONGEST
    assert "more did not fit here" in out
    assert out.count("### Blocks") == 1
