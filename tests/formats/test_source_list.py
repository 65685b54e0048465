"""The page of a site's sources: each once, the most used first, with the articles that rest on it."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree, html

from citewarden.formats import Rested, Site, source_list


def many(site: Site, rows: dict[str, tuple[Rested, ...]]) -> Site:
    (article,) = site.articles
    pages = tuple(
        replace(article, document=f"{name}.md", name=name, title=name.upper(), sources=sources)
        for name, sources in rows.items()
    )
    return replace(site, articles=pages)


def page(site: Site) -> etree._Element:
    return html.document_fromstring("".join(source_list.render(site)))


SALT = Rested("doi:10.5555/salt", "Salt and <b>pressure</b>", "2013", 2, "2020-01-02 correction")


def test_a_source_of_several_articles_is_one_row_with_all_of_them(site: Site) -> None:
    told = many(
        site, {"a": (SALT, SALT), "b": (replace(SALT, notice="2024-05-06 retraction"),), "c": (Rested("x", "X"),)}
    )
    first, second = page(told).xpath("//tbody/tr")
    assert first.xpath("string(th)").split() == ["Salt", "and", "<b>pressure</b>", "2013", "·", "doi:10.5555/salt"]
    assert [first.xpath(f"string(td[{n}])") for n in (1, 2, 3)] == ["2024-05-06 retraction", "2", "6"]
    assert first.xpath("td[4]/a/@href") == ["a.html", "b.html"]
    assert [second.xpath(f"string(td[{n}])") for n in (1, 2, 3)] == ["nothing known", "1", "–"]


def test_many_articles_are_counted_and_the_first_named(site: Site) -> None:
    (row,) = page(many(site, {f"a{n:02}": (SALT,) for n in range(30)})).xpath("//tbody/tr")
    assert len(row.xpath("td[4]/a")) == source_list.SHOWN
    assert "and 20 more" in row.xpath("string(td[4])")


def test_a_large_site_has_further_pages_that_lead_to_each_other(site: Site) -> None:
    rows = tuple(Rested(f"k{n:04}", f"Title {n}") for n in range(source_list.PAGE + 3))
    told = many(site, {"a/b": rows})
    assert len(page(told).xpath("//tbody/tr")) == source_list.PAGE
    assert page(told).xpath("//nav//a/@href") == ["sources-data/2.html"]
    ((name, pieces),) = source_list.parts(told)
    further = html.document_fromstring("".join(pieces))
    assert name == "sources-data/2.html"
    assert len(further.xpath("//tbody/tr")) == 3
    assert further.xpath("//nav//a/@href") == ["../sources.html"]
    assert further.xpath("//tbody/tr[1]/td[4]/a/@href") == ["../a/b.html"]


def test_the_made_up_article_tells_its_sources(site: Site) -> None:
    (article,) = site.articles
    assert article.sources
    assert len(page(site).xpath("//tbody/tr")) == len({row.key for row in article.sources})
    assert not list(source_list.parts(site))
