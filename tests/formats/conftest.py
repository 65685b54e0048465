"""The made-up audit, and a site of such articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from citewarden.formats import ArticleReport, Site
from citewarden.model import Audit, Finding
from citewarden.stages.report import file_name, rules, summarise
from citewarden.testing.sample import sample_audit, sample_findings, sample_run


@pytest.fixture(scope="session")
def audit() -> Audit:
    return sample_audit()


@pytest.fixture(scope="session")
def findings(audit: Audit) -> tuple[Finding, ...]:
    return sample_findings(audit)


@pytest.fixture(scope="session")
def article(audit: Audit, findings: tuple[Finding, ...]) -> ArticleReport:
    return ArticleReport(audit, findings, sample_run(), file_name(audit.document.id), rules())


@pytest.fixture
def site(article: ArticleReport) -> Site:
    return Site((summarise(article),), article.run, article.rules)


@pytest.fixture
def hostile(article: ArticleReport) -> Callable[[str], ArticleReport]:
    """The made-up article with `words` wherever somebody else's words can come in."""

    def put(words: str) -> ArticleReport:
        audit = article.audit
        document = replace(
            audit.document,
            title=words,
            reviewer=words,
            owner=words,
            text=audit.document.text.replace("Most twitches", words + " Most twitches", 1),
        )
        changed: dict[str, Any] = {
            "document": document,
            "references": tuple(replace(r, raw=words, URL=words, DOI=words, PMID=words) for r in audit.references),
            "claims": tuple(replace(c, text=words, standalone=words, kind=words) for c in audit.claims),
            "passages": tuple(
                replace(p, text=words, source=words, locator=words, section=words, note=words) for p in audit.passages
            ),
            "probes": tuple(
                replace(p, url=words, memento=words, replacement=words, note=words, outcome=words) for p in audit.probes
            ),
            "notices": tuple(replace(n, type=words, source=words) for n in audit.notices),
            "resolutions": tuple(
                replace(
                    r, csl={"title": words, "author": [{"literal": words}], "DOI": words}, note=words, registry=words
                )
                for r in audit.resolutions
            ),
        }
        findings = tuple(replace(f, message=words, fix=words) for f in article.findings)
        return replace(article, audit=replace(audit, **changed), findings=findings)

    return put
