"""The page over all articles in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.shares import share

from citewarden.formats import Site, index
from citewarden.stages.report import report_site, rules, site
from citewarden.testing.sample import sample_audit, sample_findings, sample_run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def many(count: int) -> list[Any]:
    audit = sample_audit()
    (article,) = site([(audit, sample_findings(audit))], sample_run()).articles
    kinds = (article.findings, article.findings[-3:-2], ())
    return [
        replace(
            article,
            document=f"a/{n:05}.md",
            name=f"a/{n:05}",
            title=f"Article {n}",
            findings=kinds[n % 3],
            reviewed=f"20{10 + n % 15}-01-01",
        )
        for n in range(count)
    ]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None)
    yield opened
    opened.close()
    assert faults == []


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("many")
    report_site(Site(many(250), sample_run(), rules()), folder)
    return (folder / "index.html").as_uri()


def titles(page: Page) -> list[str]:
    return page.locator(".articles tbody tr th a").all_inner_texts()


@pytest.mark.long
def test_pages_of_a_hundred(page: Page, address: str) -> None:
    page.goto(address)
    assert len(titles(page)) == 100
    assert page.locator(".shown").inner_text() == "250 of 250 articles"
    page.get_by_role("button", name="Further rows").click()
    page.get_by_role("button", name="Further rows").click()
    assert len(titles(page)) == 50
    assert page.locator(".pager .where").inner_text() == "page 3 of 3"
    assert page.get_by_role("button", name="Further rows").is_disabled()


@pytest.mark.long
def test_the_script_draws_the_rows_the_file_held(page: Page, browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    page.goto(address)
    read = "rows => rows.slice(0, 100).map(r => r.textContent.replace(/\\s+/g, ' ').trim())"
    assert page.locator(".articles tbody tr").evaluate_all(read) == plain.locator(".articles tbody tr").evaluate_all(
        read
    )
    context.close()


@pytest.mark.long
def test_find_filter_and_sort(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox", name="Find").fill("article 24")
    page.locator(".shown", has_text="11 of 250").wait_for()
    page.get_by_role("searchbox", name="Find").fill("")
    page.get_by_label("Worst finding").select_option("clean")
    page.locator(".shown", has_text="83 of 250").wait_for()
    page.get_by_label("Worst finding").select_option("")
    page.get_by_label("Sort by").select_option("reviewed")
    page.locator(".articles tbody tr", has_text="2010-01-01").first.wait_for()
    assert "2010-01-01" in page.locator(".articles tbody tr").first.inner_text()


@pytest.mark.long
def test_further_files_are_read_when_asked_for(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "INLINE", 100)
    monkeypatch.setattr(index, "PAGE", 40)
    large = Site(tuple(many(250)), sample_run(), rules())
    (tmp_path / "index.html").write_text("".join(index.render(large)), encoding="utf-8")
    for name, pieces in index.parts(large):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("".join(pieces), encoding="utf-8")
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("searchbox", name="Find").fill("a/00248")
    page.locator(".shown", has_text="1 of 250").wait_for()
    assert titles(page) == ["Article 248"]


@pytest.mark.parametrize(("scheme", "width"), share([("light", 1280), ("dark", 390)], 2))
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    report_site(Site(many(9), sample_run(), rules()), tmp_path)
    page.goto((tmp_path / "index.html").as_uri())
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
