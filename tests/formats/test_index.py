"""The page over all articles: worst first, whole in one file, further rows beside it for a large site."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree, html

from citewarden.formats import Seen, Site, Summary, Totals, index
from citewarden.model import Level, Owner


def page(site: Site) -> etree._Element:
    return html.document_fromstring("".join(index.render(site)))


def data(root: etree._Element) -> Any:
    return json.loads(root.xpath("string(//script[@id='data'])"))


def many(site: Site, count: int) -> Site:
    """`count` articles; every third has what the made-up one has, every third one note, the rest nothing."""
    (article,) = site.articles
    note = tuple(f for f in article.findings if f.level is Level.NOTE)[:1]
    kinds = (article.findings, note, ())
    rows = [
        replace(article, document=f"a/{n:05}.md", name=f"a/{n:05}", title=f"Article {n}", findings=kinds[n % 3])
        for n in range(count)
    ]
    return replace(site, articles=tuple(rows))


def test_the_worst_article_stands_first_and_links_to_its_page(site: Site) -> None:
    root = page(many(site, 30))
    rows = root.xpath("//table/tbody/tr")
    assert len(rows) == 30
    assert rows[0].xpath("string(td[1])") == "Blocks"
    assert rows[0].xpath("string(td[6])").startswith("medical reviewer")
    assert rows[10].xpath("string(td[1])") == "Note"
    assert rows[-1].xpath("string(td[1])") == "none"
    assert rows[0].xpath(".//a/@href") == ["a/00000.html"]


def test_the_heading_counts(site: Site) -> None:
    root = page(many(site, 30))
    assert root.xpath("string(//h1)") == "30 articles"
    banner = " ".join(root.xpath("string(//div[contains(@class,'banner')])").split())
    assert banner.startswith(
        "10 articles on hold 10 articles with questions this audit could not answer."
        " 10 articles with nothing found and nothing left unchecked."
    )
    assert "This is the first run" in banner


def test_only_the_first_hundred_rows_are_markup_the_rest_data(site: Site) -> None:
    root = page(many(site, 250))
    assert len(root.xpath("//table/tbody/tr")) == index.SHOWN
    assert len(data(root)["rows"]) == 250
    assert data(root)["more"] == []


def test_a_large_site_keeps_further_rows_in_files_beside_the_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "INLINE", 100)
    monkeypatch.setattr(index, "PAGE", 60)
    large = many(site, 250)
    known = data(page(large))
    files = {name: "".join(pieces) for name, pieces in index.parts(large)}
    assert known["more"] == list(files) == ["index-data/1.js", "index-data/2.js", "index-data/3.js"]
    further = [row for text in files.values() for row in json.loads(text.removeprefix("citewardenMore(")[:-3])]
    assert len(known["rows"]) + len(further) == known["total"] == 250
    assert {row[0] for row in known["rows"]}.isdisjoint(row[0] for row in further)


def test_new_and_gone_are_counted_beside_the_run_before(site: Site) -> None:
    (article,) = site.articles
    known = tuple(f for f in article.findings if f.rule_id != "incomplete-audit")
    before = [
        Seen(f.fingerprint, f.rule_id, f.document, f.level, f.owner, f.message, "2026-01-01", f.kind) for f in known[2:]
    ]
    before.append(Seen("e" * 20, "dead-link", article.document, Level.NOTE, Owner.EDITOR, "Was dead.", "2026-01-01"))
    night = replace(site, articles=(replace(article, findings=known),), previous={s.fingerprint: s for s in before})
    root = page(night)
    assert root.xpath("string(//table/tbody/tr/td[8])") == "+2 −1"
    assert "2 new findings, 1 gone" in root.xpath("string(//div[contains(@class,'banner')])")


def test_overdue_reviews_are_marked(site: Site) -> None:
    (article,) = site.articles
    late = replace(site, articles=(replace(article, due="2026-01-14"),))
    assert "overdue" in page(late).xpath("string(//table/tbody)")
    assert "overdue" not in page(site).xpath("string(//table/tbody)")


def test_figures_say_their_numbers_in_words(site: Site) -> None:
    earlier = Totals("2026-01-14", 1, {"error": 4, "warning": 2, "note": 1})
    root = page(replace(site, history=(earlier,)))
    shown = [" ".join(f.text_content().split()) for f in root.xpath("//figure")]
    assert "Findings over time" in shown[0]
    assert "2026-01-14 to 2026-01-15" in shown[0]
    assert "serious 1" in shown[0]
    assert "in the words of a source 4 40 %" in shown[1]
    assert "moved 1 50 %dead or lost 1 50 %" in shown[2]
    assert "11 to 20 5" in shown[3]
    assert len(root.xpath("//polyline")) == 3


def test_hostile_words_in_the_data_and_the_rows(site: Site) -> None:
    (article,) = site.articles
    words = "</script><script>alert(1)</script><!-- \u2028 &amp;"
    evil = replace(article, title=words, owner=words, document=words, name="x", reviewed=words)
    text = "".join(index.render(replace(site, articles=(evil,))))
    root = html.document_fromstring(text)
    assert len(root.xpath("//script")) == 2
    assert data(root)["rows"][0][1] == words.replace("\u2028", "\\u2028")
    assert root.xpath("string(//table/tbody//a)") == words.replace("\u2028", "\\u2028")


def test_odd_file_names_are_addresses(site: Site) -> None:
    (article,) = site.articles
    odd = replace(article, name="a/50%-ü#?")
    assert page(replace(site, articles=(odd,))).xpath("//table/tbody//a/@href") == ["a/50%25-%C3%BC%23%3F.html"]


def test_a_site_of_nothing(site: Site) -> None:
    root = page(replace(site, articles=()))
    assert root.xpath("string(//h1)") == "0 articles"
    assert "could not be read" in root.xpath("string(//main)").lower()


def test_totals_are_what_the_figures_show(site: Site) -> None:
    counted = index.totals(site)
    assert counted.levels == {"error": 1, "warning": 3, "note": 4}
    assert (counted.blocking, counted.open, counted.articles) == (1, 2, 1)
    assert isinstance(next(iter(site.articles)), Summary)
