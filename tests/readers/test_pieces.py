# ruff: noqa: E501
"""Marks, numbers, links back, dates and addresses that a page or a program has cut, wrapped or set in pieces."""

from __future__ import annotations

import pytest

from citewarden.model import Document
from citewarden.readers import html, plain_text
from citewarden.stages.cite import cite
from citewarden.text import identifiers
from citewarden.text.addresses import archived, unwrapped
from citewarden.text.bibliography.items import person

ENTRIES = (
    "Merrow A. Salt. Lancet. 2019;1:1-2.",
    "Tarn B. Water. Lancet. 2018;2:3-4.",
    "Kern C. Sea. Lancet. 2017;3:5-6.",
)


def page(inner: str, behind: str = "") -> Document:
    listed = "".join(f"<li>{entry}</li>" for entry in ENTRIES)
    text = f"<article><h1>Salt</h1><p>{inner}</p><h2>References</h2><ol>{listed}</ol>{behind}</article>"
    return html.read(text.encode(), name="a")


def numbers(document: Document) -> list[list[int]]:
    references, citations = cite(document)
    at = {r.id: n for n, r in enumerate(references, 1)}
    return [[at.get(i.id, 0) for i in c.items] for c in citations]


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ("Salt is bad.<sup>1</sup><sup>&ndash;</sup><sup>3</sup>", [[1, 2, 3]]),
        ("Salt is bad.<sup>1</sup><sup>-3</sup>", [[1, 2, 3]]),
        ("Salt is bad.<sup>1</sup>–<sup>3</sup>", [[1, 2, 3]]),
        ("Salt is bad.<sup>1</sup><sup> 3</sup>", [[1, 3]]),
        ("Salt is bad.<sup>1</sup><sup>,</sup><sup>2</sup> Water helps.<sup>3</sup>", [[1, 2], [3]]),
        ("Give 10<sup>3</sup><sup>–</sup>cells. Salt is bad.<sup>2</sup>", [[2]]),
    ],
)
def test_raised_in_pieces(inner: str, wanted: list[list[int]]) -> None:
    assert numbers(page(inner)) == wanted


@pytest.mark.parametrize("address", ["https://click.mail.example/u/?id=9", "https://example.org/privacy"])
def test_what_stands_behind_a_list(address: str) -> None:
    document = page(
        "Salt.<sup>1</sup>", f"<p>You read this as a reader of ours. <a href='{address}'>Change that</a></p>"
    )
    assert [r.raw for r in cite(document)[0] if r.listed] == list(ENTRIES)


def test_linked_numbers_mean_the_list() -> None:
    entries = "".join(f"<li>{e} <a href='https://example.org/{n}'>Link</a></li>" for n, e in enumerate(ENTRIES))
    text = "It is so (<a href='https://example.org/0'>1</a>) and so (<a href='https://press.example/other'>2</a>)."
    read = html.read(
        f"<article><h1>S</h1><p>{text}</p><h2>References</h2><ol>{entries}</ol></article>".encode(), name="a"
    )
    assert numbers(read) == [[1], [2]]


def test_letters_back() -> None:
    text = (
        '<article><h1>S</h1><p>So it is.<a class="see-footnote" id="r1" href="#n1">1</a> And so.<a class="see-footnote" '
        'id="r2" href="#n1">1</a></p><ul class="footnotes"><li id="n1"><a href="#r1">1.</a> <span><a href="#r1">a.</a> '
        f'<a href="#r2">b.</a></span> {ENTRIES[0]}</li></ul></article>'
    )
    assert [r.raw for r in cite(html.read(text.encode(), name="a"))[0]] == [ENTRIES[0]]


@pytest.mark.parametrize("mark", ["[2].", "[1, 2] and more.", "(3) as was found."])
def test_a_line_that_begins_with_a_mark_goes_on(mark: str) -> None:
    lines = [
        "Salt raises the pressure of the blood in most of the adults by about four",
        f"{mark} Water lowers it [1].",
    ]
    listed = "\n".join(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1))
    text = "SALT\n\nSalt is in bread and cheese and in most of the things that people buy to\n" + "\n".join(lines)
    read = plain_text.read(f"{text}\n\nReferences\n\n{listed}\n".encode(), name="a")
    assert not any(b.kind == "item" for b in read.blocks)


def test_items_are_items() -> None:
    text = "SALT\n\nWash the hands with soap and with water before you begin to cook the meal\n1. Rinse the rice\n2. Boil it\n"
    read = plain_text.read(
        f"{text}\nSalt is in bread and cheese and in most of the things that people buy to\neat.\n".encode(), name="a"
    )
    assert [b.label for b in read.blocks if b.kind == "item"][-1:] == ["2"]


@pytest.mark.parametrize(
    ("line", "published", "modified", "reviewed"),
    [
        ("<p>Published: 2 May 2019. Corrected: 11 June 2021.</p>", "2019-05-02", "2021-06-11", ""),
        ("<p>Posted 2 May 2019, amended 11 June 2021</p>", "2019-05-02", "2021-06-11", ""),
        ("<div>Reviewed on</div><div>8 November 2022</div>", "", "", "2022-11-08"),
    ],
)
def test_dates(line: str, published: str, modified: str, reviewed: str) -> None:
    read = html.read(f"<article><h1>Salt</h1>{line}<p>Salt raises it.</p></article>".encode(), name="a")
    assert (read.published, read.modified, read.reviewed) == (published, modified, reviewed)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://doi-org.proxy.lib.example.edu/10.1000/x", "https://doi.org/10.1000/x"),
        ("https://www.nejm.org.ezproxy.example.no/doi/1?a=b", "https://www.nejm.org/doi/1?a=b"),
        ("https://my--site-org.example.idm.oclc.org/a", "https://my-site.org/a"),
        ("https://www.proxy.com/a", "https://www.proxy.com/a"),
        ("https://proxy.example.org/a", "https://proxy.example.org/a"),
    ],
)
def test_proxies(address: str, leads_to: str) -> None:
    assert unwrapped(address) == leads_to


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("https://doi.org/10.1016/S0140-6736(98)07019-6/ Epub", "10.1016/s0140-6736(98)07019-6"),
        ("doi:10.1000/182/", "10.1000/182"),
    ],
)
def test_dois_before_a_slash(printed: str, doi: str) -> None:
    assert identifiers.doi(printed) == doi


def test_a_body_with_commas() -> None:
    assert person("National Heart, Lung, and Blood Institute,") == {
        "literal": "National Heart, Lung, and Blood Institute"
    }


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://web.archive.org/web/20200302101500/https://board.example/a?b=1", "https://board.example/a?b=1"),
        ("http://web.archive.org/web/20200115000000*/https://doi.org/10.1000/x", "https://doi.org/10.1000/x"),
        ("https://web.archive.org/web/2019id_/http://board.example/", "http://board.example/"),
        ("https://web.archive.org/web/2019/board.example/a", "https://board.example/a"),
        ("https://archive.ph/2019.11.06-120000/https://board.example/a", "https://board.example/a"),
        ("https://archive.today/newest/http://board.example/a", "http://board.example/a"),
        ("https://wayback.archive-it.org/1234/20170101000000/https://board.example/a", "https://board.example/a"),
        ("https://webarchive.nationalarchives.gov.uk/ukgwa/20190101/https://nhs.example/a", "https://nhs.example/a"),
        (
            "https://webcache.googleusercontent.com/search?q=cache:AbC:https://board.example/a",
            "https://board.example/a",
        ),
        ("https://perma.cc/AB12-CD34", ""),
        ("https://archive.ph/AbC12", ""),
        ("https://archive.org/details/throats00orr", ""),
        ("https://archive.org/about/", ""),
        ("https://board.example/archive/2019/https-everywhere", ""),
    ],
)
def test_a_copy_in_an_archive_says_of_what_page_it_is(address: str, page: str) -> None:
    assert archived(address) == page
