"""Workflow commands: worst first, within GitHub's limits, and nobody's words become a command."""

from __future__ import annotations

from dataclasses import replace

import pytest

from citewarden.formats import Site
from citewarden.formats.github import SHOWN, data, render, value
from citewarden.model import Failure


@pytest.fixture
def site(site: Site) -> Site:
    """The sample run with every input read."""
    return replace(site, run=replace(site.run, failures=()))


def lines(site: Site) -> list[str]:
    return "".join(render(site)).splitlines()


def test_what_blocks_comes_first_as_an_error(site: Site) -> None:
    first, *rest = lines(site)
    assert first.startswith(
        "::error file=articles/neurology/twitches-and-ms.md,line=8,endLine=8,col=1,endColumn=61,title="
    )
    assert "medical reviewer" in first
    assert not [line for line in rest if line.startswith("::error")]
    assert [line.split(" ")[0] for line in rest] == ["::warning"] * 3 + ["::notice"] * 6


def test_at_most_ten_of_a_kind_and_the_last_says_how_many_more(site: Site) -> None:
    (article,) = site.articles
    many = tuple(replace(article.findings[0], fingerprint=f"{n:020x}") for n in range(300))
    out = lines(replace(site, articles=(replace(article, findings=many),)))
    assert len(out) == SHOWN
    assert (
        out[-1]
        == "::error title=Citewarden::291 more not shown here; see the reports (index.html, findings.csv) of this run."
    )


def test_exactly_ten_are_all_shown(site: Site) -> None:
    (article,) = site.articles
    ten = tuple(replace(article.findings[0], fingerprint=f"{n:020x}") for n in range(SHOWN))
    out = lines(replace(site, articles=(replace(article, findings=ten),)))
    assert len(out) == SHOWN
    assert "not shown" not in out[-1]


def test_the_worst_of_many_articles_are_shown(site: Site) -> None:
    (article,) = site.articles
    note = replace(article.findings[1], message="small")
    block = replace(article.findings[0], message="grave", document="z")
    articles = [replace(article, document=f"{n:04}", findings=(note,)) for n in range(700)]
    articles.append(replace(article, document="z", findings=(block,)))
    out = lines(replace(site, articles=tuple(articles)))
    assert out[0].endswith("::grave")


def test_words_cannot_end_a_command_or_begin_one(site: Site) -> None:
    (article,) = site.articles
    evil = "100%\r\n::set-env name=X::1"
    finding = replace(article.findings[0], message=evil, fix="")
    (line,) = lines(replace(site, articles=(replace(article, findings=(finding,), source="a,b:c%.md"),)))
    assert line.endswith("::100%25%0D%0A::set-env name=X::1")
    assert "file=a%2Cb%3Ac%25.md," in line


def test_escaping_of_messages_and_properties() -> None:
    assert data("50%: a, b\n") == "50%25: a, b%0A"
    assert value("50%: a, b\n") == "50%25%3A a%2C b%0A"


def test_a_span_of_lines_has_no_columns(site: Site) -> None:
    (article,) = site.articles
    place = article.findings[0].location
    assert place is not None
    finding = replace(article.findings[0], location=replace(place, end_line=9))
    (line,) = lines(replace(site, articles=(replace(article, findings=(finding,)),)))
    assert "line=8,endLine=9,title=" in line


def test_decided_findings_are_left_out(site: Site) -> None:
    (article,) = site.articles
    done = tuple(replace(f, suppressed=True) for f in article.findings)
    assert lines(replace(site, articles=(replace(article, findings=done),))) == []


def test_an_input_nobody_could_read_is_an_error_and_leaves_room_for_findings(site: Site) -> None:
    (article,) = site.articles
    many = tuple(replace(article.findings[0], fingerprint=f"{n:020x}") for n in range(300))
    failures = (Failure("articles/broken.docx", "read", "not a DOCX file\n(it is empty)"),) * 7
    whole = replace(site, articles=(replace(article, findings=many),), run=replace(site.run, failures=failures))
    out = lines(whole)
    assert len(out) == SHOWN
    assert out[0] == "::error file=articles/broken.docx,title=Could not be read::not a DOCX file%0A(it is empty)"
    assert out[4] == out[0] != out[5]
    assert out[-1].startswith("::error title=Citewarden::298 more not shown here")
    assert lines(replace(whole, articles=()))[-1].startswith("::error title=Citewarden::2 more not shown here")
