"""The running text of a JATS article, with the path of titles over each paragraph."""

from __future__ import annotations

import pytest

from citewarden.text import fulltext

ARTICLE = """<article xmlns="urn:x"><front><abstract><p>An abstract that stands before the body.</p></abstract></front>
<body><p>Short.</p><p>First words of the body stand here<xref ref-type="bibr">1</xref> .</p>
<sec><title>Ways  and <i>means</i></title>
<p>What was done (<xref ref-type="fig">Fig. 2</xref>) is told [<xref ref-type="bibr">3</xref>,
<xref ref-type="bibr">4</xref>].</p>
<p>Nobody is cited here, <b>not</b> <xref ref-type="fig">Fig. 3</xref> by anyone.</p>
<sec><title>Men</title><list><list-item><p>An item that is long enough to be kept.</p></list-item></list></sec>
<sec><p>Under no title of its own, long enough.</p></sec>
<table-wrap><p>A table that is left out of it all.</p></table-wrap></sec>
<p>Exactly twenty chars</p><p>Exactly twenty-one ch</p></body></article>"""


def test_paragraphs() -> None:
    assert fulltext.paragraphs(ARTICLE) == [
        ("", "First words of the body stand here.", True),
        ("Ways and means", "What was done (Fig. 2) is told.", True),
        ("Ways and means", "Nobody is cited here, not Fig. 3 by anyone.", False),
        ("Ways and means > Men", "An item that is long enough to be kept.", False),
        ("Ways and means", "Under no title of its own, long enough.", False),
        ("", "Exactly twenty-one ch", False),
    ]


def test_a_path_of_titles_ends_somewhere() -> None:
    deep = "<sec><title>" + "n" * 300 + "</title>"
    text = f"<article><body>{deep * 3}<p>A paragraph at the bottom of it.</p>{'</sec>' * 3}</body></article>"
    ((path, _, _),) = fulltext.paragraphs(text.encode())
    assert path == ("n" * 300 + " > " + "n" * 300)[:500]


@pytest.mark.parametrize("payload", ["no XML", "<article/>", b"<article><front/></article>"])
def test_what_has_no_body(payload: str | bytes) -> None:
    assert fulltext.paragraphs(payload) == []
