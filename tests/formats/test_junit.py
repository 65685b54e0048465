"""Build servers see claims and references as tests; what is not known is skipped, never passed."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from citewarden.formats import ArticleReport, Site
from citewarden.formats.junit import render
from citewarden.stages.report import summarise


def tree(site: Site) -> etree._Element:
    return etree.fromstring("".join(render(site)).encode())


def case(root: etree._Element, words: str) -> etree._Element:
    return next(c for c in root.iter("testcase") if words in c.get("name", ""))


def test_a_case_for_each_reference_and_claim_and_the_article(site: Site) -> None:
    root = tree(site)
    suite = root.findall("testsuite")[1]
    assert len(suite.findall("testcase")) == 5 + 10 + 1
    for part in root.findall("testsuite"):
        counted = {k: int(part.get(k, "-1")) for k in ("tests", "failures", "errors", "skipped")}
        assert counted == {
            "tests": len(list(part.iter("testcase"))),
            "failures": len(list(part.iter("failure"))),
            "errors": len(list(part.iter("error"))),
            "skipped": len(list(part.iter("skipped"))),
        }


def test_blocking_fails_open_is_skipped_the_rest_passes(site: Site) -> None:
    root = tree(site)
    assert case(root, "hardly ever").find("failure") is not None
    unknown = case(root, "Motor Disorders")
    assert unknown.find("skipped") is not None
    assert "Open Library did not answer" in str(unknown.find("skipped").get("message"))
    note = case(root, "Hersh")
    assert [child.tag for child in note] == ["system-out"]
    assert "moved-link" in str(note[0].text)


def test_a_decided_finding_no_longer_fails(site: Site, article: ArticleReport) -> None:
    done = replace(article, findings=tuple(replace(f, suppressed=f.blocking) for f in article.findings))
    assert case(tree(replace(site, articles=(summarise(done),))), "hardly ever").find("failure") is None


def test_unreadable_files_are_errors(site: Site) -> None:
    error = tree(site).find("testsuite/testcase/error")
    assert "it is empty" in str(error.get("message"))


def test_characters_xml_cannot_hold(site: Site, article: ArticleReport) -> None:
    finding = replace(article.findings[0], message="a\x00\x1b[31m\ufffe ]]> <b>&amp;\U0001f9e0\ud800")
    root = tree(replace(site, articles=(summarise(replace(article, findings=(finding,))),)))
    message = str(root.find(".//failure").get("message"))
    assert message == r"a\x00\x1b" "[31m\ufffd ]]> <b>&amp;\U0001f9e0\ufffd"
