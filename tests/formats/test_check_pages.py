"""The page that explains the checks, and every link of a report to it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import html

from citewarden.formats import ArticleReport, Site, check_pages, markdown, rdjson, sarif
from citewarden.formats import html as article_page

BASE = "https://audits.example/desk/checks.html#{check}"


def test_every_check_has_its_place_and_says_all_that_its_page_says(site: Site) -> None:
    page = html.document_fromstring("".join(check_pages.render(site)))
    for name, rule in site.rules.items():
        (head,) = page.xpath(f"//h3[@id='{name}']")
        told = " ".join(head.getparent().getparent().text_content().split())
        assert all(" ".join(text.replace("`", "").split()) in told for text in (rule.what, rule.why, rule.limits)), name
    assert len(page.xpath("//tbody/tr")) == len(site.rules)


def test_an_articles_page_leads_there_from_its_own_folder(article: ArticleReport, site: Site) -> None:
    known = {f"checks.html#{name}" for name in site.rules}
    for name, up in (("ms", ""), ("neurology/head/ms", "../../")):
        page = html.document_fromstring(article_page.render(replace(article, name=name)))
        links = set(page.xpath("//details[@class='about']//a/@href"))
        assert links
        assert links <= {up + address for address in known}


@pytest.mark.parametrize("published", ["", BASE])
def test_what_leaves_the_folder_names_an_address_only_where_the_house_has_one(site: Site, published: str) -> None:
    told = replace(site, run=replace(site.run, check_pages=published))
    rules = json.loads("".join(sarif.render(told)))["runs"][0]["tool"]["driver"]["rules"]
    assert {rule.get("helpUri", "") for rule in rules} == {published.replace("{check}", name) for name in told.rules}
    codes = [row["code"] for row in json.loads("".join(rdjson.render(told)))["diagnostics"] if "code" in row]
    assert all(
        code.get("url", "") == published.replace("{check}", code["value"])
        for code in codes
        if code["value"] in told.rules
    )
    assert ("https://audits.example/desk/checks.html#" in "".join(markdown.render(told))) is bool(published)
