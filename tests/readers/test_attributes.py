"""Sources that only an attribute of the page names are linked to the words that bear it, or told."""

from __future__ import annotations

import pytest

from citewarden.readers import html


def page(inner: str):  # type: ignore[no-untyped-def]
    return html.read(
        f"<article><h1>Salt</h1><p>Salt raises the pressure {inner}.</p><p>It does.</p></article>".encode(), name="a"
    )


@pytest.mark.parametrize(
    ("inner", "href"),
    [
        ("<span data-doi='10.1000/salt.1'>by 4 mmHg</span>", "https://doi.org/10.1000/salt.1"),
        ("<q cite='https://www.example.org/salt'>a lot</q>", "https://www.example.org/salt"),
        ("<cite data-pmid='12345678'>Merrow</cite>", "https://pubmed.ncbi.nlm.nih.gov/12345678/"),
        ("<mark data-source-url='https://example.org/s?a=1'>in adults</mark>", "https://example.org/s?a=1"),
    ],
)
def test_linked(inner: str, href: str) -> None:
    assert [link.href for link in page(inner).links] == [href]


@pytest.mark.parametrize(
    "inner",
    [
        "<span data-cite-key='merrow2019'>by 4 mmHg</span>",
        "<b data-cite='merrow'>by 4 mmHg</b>",
        "<em data-refs='12345678, 23456789'>by 4 mmHg</em>",
    ],
)
def test_told(inner: str) -> None:
    assert any("attribute" in part.what for part in page(inner).unread)


@pytest.mark.parametrize(
    "inner",
    [
        "<span data-source='newsletter'>by 4 mmHg</span>",
        "<span data-ref='nav'>by 4 mmHg</span>",
        "<span data-prefix='10.1000/x'>by 4 mmHg</span>",
        "<span data-doi='10.1000/badge'></span>",
        "<a href='/salt' data-source='home1'>by 4 mmHg</a>",
    ],
)
def test_of_no_source(inner: str) -> None:
    document = page(inner)
    assert not document.unread
    assert [link.href for link in document.links] in ([], ["/salt"])
