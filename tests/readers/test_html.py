"""HTML: the article without the page around it, marks, JSON-LD, hostile markup."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shares import share

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import html
from citewarden.text.anchors import anchor

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sleep &amp; migraine - Site</title>
<link rel="canonical" href="https://health.example/sleep">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "Site"},
  {"@type": ["MedicalWebPage"], "lastReviewed": "2024-03-02", "dateModified": "2024-05-01T10:00:00Z",
   "reviewedBy": {"@type": "Person", "name": "Dr Ann Example", "honorificSuffix": "MBBS"}, "citation": ["https://x.example"]}]}
</script></head>
<body>
<header><nav><a href="/">Home</a> <a href="/a">Articles about many things</a></nav></header>
<main><article>
<h1>Sleep &amp; migraine</h1>
<p class="byline">By Jo Bloggs | Updated June 3, 2024</p>
<p>Poor sleep can bring on attacks.<sup>1,2</sup> It&rsquo;s common<sup><a href="#r2">[2]</a></sup> and
<a href="https://nhs.example/x">seen</a> often; BMI is in kg/m<sup>2</sup>.
<p>Triggers include:
<ul><li>light<ul><li>neon<li>sun</ul><li><p>noise</p><p>of any kind</p></ul>
<table><tr><th>Drug<th>Dose<tr><td>A<td>5 mg</table>
<div class="share-buttons"><p>Tweet this to everybody you know</p></div>
<figure><img src="x" alt="A woman"><figcaption>A woman in bed</figcaption></figure>
<h2>What helps</h2>Going to bed early<br>every day<div>and a dark room.</div>
<script>var x = "<p>not text</p>";</script>
</article></main>
<aside><p>Related: ten foods</p></aside>
<footer><details><summary>View Article Sources</summary><ol>
<li id="r1">Smith J. A title. 2010.</li>
<li id="r2">Jones K. Another. 2011. <a href="https://doi.org/10.1/x">link</a></li></ol></details>
<p>© 2024 Site</p></footer>
</body></html>
"""


def of(page: str) -> Document:
    return html.read(page.encode(), name="a.html")


def shown(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def test_the_article_and_nothing_around_it(sound: Callable[..., None]) -> None:
    read = of(PAGE)
    sound(read, PAGE)
    assert read.title == "Sleep & migraine"
    assert shown(read, "paragraph") == [
        "Poor sleep can bring on attacks.1,2 It’s common[2] and seen often; BMI is in kg/m².",
        "Triggers include:",
        "Going to bed early\nevery day",
        "and a dark room.",
    ]
    assert shown(read, "item") == ["light", "neon", "sun", "noise\nof any kind"]
    assert shown(read, "row") == ["Drug | Dose", "A | 5 mg"]
    assert shown(read, "caption") == ["A woman in bed"]
    assert shown(read, "reference") == ["Smith J. A title. 2010.", "Jones K. Another. 2011. link"]
    for gone in ("Home", "Tweet", "Related", "not text"):
        assert gone not in read.text


def test_what_the_page_says_of_itself() -> None:
    read = of(PAGE)
    assert (read.reviewed, read.modified, read.reviewer) == ("2024-03-02", "2024-05-01", "Dr Ann Example, MBBS")
    assert (read.author, read.language, read.url) == ("Jo Bloggs", "en", "https://health.example/sleep")


def test_marks() -> None:
    read = of(PAGE)
    assert [(m.rel, read.text[m.start : m.end], m.href) for m in read.links] == [
        ("citation", "1,2", "1,2"),
        ("citation", "[2]", "2"),
        ("link", "seen", "https://nhs.example/x"),
        ("link", "link", "https://doi.org/10.1/x"),
    ]


def test_places_in_the_file() -> None:
    read = of(PAGE)
    for words in ("s common", "5 mg", "any kind", "Another. 2011."):
        start = read.text.index(words)
        place = anchor(read, start, start + len(words))
        line = PAGE.split("\n")[place.start_line - 1]
        assert line[place.start_column - 1 : place.end_column - 1] == words


@pytest.mark.parametrize(
    "sources",
    [
        "<h2>References</h2><ul><li>Smith J. 2010.</li><li>Jones K. 2011.</li></ul>",
        "<p><strong>Sources:</strong></p><p>Smith J. 2010.</p><p>Jones K. 2011.</p>",
        "<h3>2 Sources</h3><p>Smith J. 2010.<br>Jones K. 2011.</p>",
        "<h2>Bibliography</h2><p>1. Smith J. 2010.</p><p>2. Jones K. 2011.</p>",
        "<div class=article-sources hidden><h4>Article Sources</h4><ol><li>Smith J. 2010.<li>Jones K. 2011.</ol></div>",
        "<button>View Article Sources</button><div><ul><li>Smith J. 2010.<li>Jones K. 2011.</ul></div>",
    ],
)
def test_source_lists(sources: str) -> None:
    read = of(f"<body><h1>T</h1><p>Some text of the article.</p>{sources}</body>")
    assert shown(read, "reference") == ["Smith J. 2010.", "Jones K. 2011."]
    assert read.sections[-1].role == "references"


def test_a_page_laid_out_by_tables_is_prose() -> None:
    read = of(
        "<table><tr><td><h1>T</h1><p>One sentence.</p><p>Two sentences.</p></td><td><ul><li>a</ul></td></tr></table>"
    )
    assert shown(read, "paragraph") == ["One sentence.", "Two sentences."]


def test_declared_encoding() -> None:
    page = "<meta charset='iso-8859-2'><h1>Ból głowy</h1><p>Zażółć gęślą jaźń.</p>"
    assert html.read(page.encode("iso-8859-2"), name="a").text == "Ból głowy\n\nZażółć gęślą jaźń."


@pytest.mark.parametrize(
    "page",
    share(
        [
            b"<div>" * 20_000 + b"x",
            b"<p>a<b>" * 3_000,
            b"<" * 100_000 + b"hello",
            b'<a href="' * 30_000 + b"hello",
            b"<!--" * 50_000,
            b"<script>" * 20_000,
            b"<p " + b"a='b' " * 50_000 + b">hi</p>",
            b"<ul><li>a" * 2_000,
            b"&amp" * 50_000,
            b"<div class=footnote role=doc-footnote>" * 10_000 + b"x",
            b"<div class=references id=x><a href=#x>1</a>" * 1_500,
            b"<p>a<sup><a href=#n>1</a></sup></p>" * 8_000 + b"<p id=n>Smith J. A. 2010.</p>",
            b"".join(b"<a href=#n%d>1</a><p id=n%d>1. x" % (n, n) for n in range(5_000)),
            b"<p>Sources: " + b"A B; " * 20_000,
            b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script><p>hi</p>",
        ],
        5,
    ),
)
def test_hostile_pages_end_soon(page: bytes) -> None:
    started = time.process_time()
    with suppress(InputError):
        html.read(page, name="a.html")
    assert time.process_time() - started < 5


# fmt: off
_piece = st.sampled_from(
    [
        "word ", "<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<h2>", "</h2>", "&amp;", "&", "&eacute;",
        "<", ">", "<b>", "</b>", "<br>", "<table>", "<tr>", "<td>", "</table>", "é", "😀", "\xa0", "<!-- c -->",
        "<script>a</script>", "<a href='#x'>", "</a>", "<sup>1</sup>", '"', "\n", "<nav>n</nav>", "<section id=x>",
        "References", "<pre>",
    ]
)
# fmt: on


@given(st.lists(_piece, max_size=40).map("".join))
def test_any_markup_keeps_its_places(markup: str) -> None:
    source = f"<html><body><h1>Title</h1>{markup}</body></html>"
    read = of(source)
    last = 0
    for start, place, length in read.source_map:
        assert start >= last
        assert read.text[start : start + length] == source[place : place + length]
        last = start + length
    for first, second in zip(read.blocks, read.blocks[1:], strict=False):
        assert first.end <= second.start


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("The count was 10<sup>15</sup> cells.", "The count was 10¹⁵ cells."),
        ("It was 2.6 × 10<sup>−3</sup> mol.", "It was 2.6 × 10⁻³ mol."),
        ("An area of 1.73 m<sup>2</sup> is usual.", "An area of 1.73 m² is usual."),
        ("Ca<sup>2+</sup> enters.", "Ca²⁺ enters."),
        ("10<sup><b>9</b></sup>/L is low.", "10⁹/L is low."),
        ("It helps most adults.<sup>15</sup> Rest.", "It helps most adults.15 Rest."),
        ("It lasts 10 days<sup>2</sup> or so.", "It lasts 10 days2 or so."),
        ("the 10<sup>th</sup> day", "the 10th day"),
    ],
)
def test_raised_exponents_are_no_further_digits(html: str, text: str) -> None:
    page = f"<html><body><main><h1>T</h1><p>{html}</p></main></body></html>"
    assert text in of(page).text
