"""What stands beside an article's words on its page: where to get help, other pages, how to cite it, who wrote it."""

from __future__ import annotations

import pytest

from citewarden.model import Document
from citewarden.readers import html, markdown, plain_text
from citewarden.stages.cite import cite

A = "Hallam T, Orr V. Walking after a hip fracture. Age Ageing 2021;50:112-9."
B = "Orr V. Night splints for bunions. Foot 2017;28:14-19."
LISTED = f"<h2>References</h2><ol><li>{A}</li><li>{B}</li></ol>"


def page(body: str) -> Document:
    return html.read(f"<html><body><main><h1>Feet and rest</h1>{body}</main></body></html>".encode(), name="a.html")


def sources(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == "reference"]


def bound(document: Document) -> list[list[str]]:
    references, citations = cite(document)
    raw = {r.id: r.raw.split()[0] for r in references}
    return [[raw.get(item.id, "") for item in c.items] for c in citations]


@pytest.mark.parametrize(
    "items",
    [
        [
            "Foot Line, 12 Mill Lane, Hull HU1 3EX. www.footline.example",
            "Rest Trust. Founded 1998. Call 0300 123 4567.",
        ],
        [
            "Walk UK. Helpline 0800 111 222 (2019 to date). walk.example.org",
            "Samaritans. Phone 116 123. www.sam.example",
        ],
        [
            "Ann Poe, PO Box 12, Hull. Tel: 01482 111222, www.poe.example 2021",
            "Night desk, 9am to 5pm, www.desk.example, 2020",
        ],
    ],
)
def test_where_to_get_help_is_no_list_of_sources(items: list[str]) -> None:
    held = "".join(f"<li>{words}</li>" for words in items)
    assert sources(page(f"<p>Falls hurt.</p><h2>Further information and support</h2><ul>{held}</ul>")) == []
    assert sources(page(f"<p>Falls hurt.</p><ul><li>{A}</li><li>{B}</li></ul>")) == [A, B]


@pytest.mark.parametrize(
    "heading",
    [
        "<h4><button>Who should rest?</button></h4>",
        "<h3><button type=button aria-expanded=false><span>Who should rest?</span><i></i></button></h3>",
        "<h2 class=x><button>Who should rest?</button></h2>",
    ],
)
def test_a_button_in_a_heading(heading: str) -> None:
    document = page(f"<p>Falls hurt.</p>{heading}<div><p>All of us.</p></div>")
    assert [s.title for s in document.sections] == ["Feet and rest", "Who should rest?"]
    assert "Send" not in page("<p>Falls hurt.</p><p>Rest. <button>Send</button></p>").text


@pytest.mark.parametrize(
    "card",
    [
        '<div class="kg-card kg-bookmark-card"><a href="https://b.example/x"><div>Sauna and the heart</div></a></div>',
        '<figure class="wp-block-embed"><p><a href="https://b.example/x">Sauna and the heart</a></p></figure>',
        '<div class="signup-card"><h2>Sauna and the heart, by mail</h2><p>No spam.</p></div>',
    ],
)
def test_cards_of_other_pages(card: str) -> None:
    document = page(
        f"<p>Falls hurt many people who walk at night in the dark.</p>{card}<p>Rest helps them to walk again.</p>"
    )
    assert "Sauna" not in document.text
    assert document.unread == ()


def test_cards_under_a_list_s_heading_and_cards_of_works() -> None:
    card = '<figure class="bookmark source"><a href="https://b.example/{0}"><div>Sauna and heart {0}</div></a></figure>'
    document = page(f"<p>Falls hurt.</p><h2>Sources</h2>{card.format(1)}{card.format(2)}")
    assert len(sources(document)) == 2
    work = '<div class="kg-bookmark-card"><a href="https://doi.org/10.1000/xyz.1"><div>Sauna</div></a></div>'
    document = page(f"<p>Falls hurt many people who walk at night in the dark.</p>{work}<p>Rest helps them a lot.</p>")
    assert [u.what for u in document.unread] == ["“10.1000/xyz.1”"]


@pytest.mark.parametrize(
    "own",
    [
        "<h2>Citation</h2><p>For attribution, please cite this work as:</p><p>Poe A. 2021. “Feet and rest.” May 3.</p>",
        "<h3>How to cite</h3><p>Poe A. Feet and rest. Health Pages. 2021. https://x.example/1</p>",
        "<p><b>Cite this article as:</b> Poe A. Feet and rest. Health Pages 2021;3:4-5.</p>",
        "<p>Suggested citation</p><p>Poe A, Roe B. Feet and rest [Internet]. Hull: Pages; 2021.</p>",
    ],
)
def test_how_the_article_is_to_be_cited(own: str) -> None:
    document = page(f"<p>Falls hurt [1]. Splints help [2].</p>{LISTED}{own}")
    assert sources(document) == [A, B]
    assert document.unread == ()


def test_a_list_may_be_called_citation() -> None:
    assert sources(page(f"<p>Falls hurt.</p><h2>Citation</h2><p>{A}</p>")) == [A]
    assert sources(
        page("<p>Falls hurt.</p><h2>References</h2><ol><li>Poe A. Feet and rest. Foot 2001;3:4.</li></ol>")
    ) == ["Poe A. Feet and rest. Foot 2001;3:4."]


@pytest.mark.parametrize(
    ("names", "places"),
    [
        (
            "<p>Ann Poe<sup>1,2</sup>, Bo Roe<sup>2,*</sup></p>",
            "<p><sup>1</sup>Department of Feet, Hull; <sup>2</sup>School of Rest</p>",
        ),
        (
            "<p>Ann Poe<sup>1</sup> &amp; Bo van der Berg, MD<sup>2</sup></p>",
            "<p><sup>1</sup> University of Hull</p><p><sup>2</sup> Clinic 3</p>",
        ),
        ("<p>Ann Poe¹ and Bo Roe²</p>", "<p>¹Hospital of Hull</p><p>²Institute of Rest</p>"),
    ],
)
def test_where_authors_work(names: str, places: str) -> None:
    document = page(f"{names}{places}<p>Falls hurt.<sup>1</sup> Splints help.<sup>2</sup></p>{LISTED}")
    assert bound(document) == [["Hallam"], ["Orr"]]


@pytest.mark.parametrize("first", ["<p>Ann Poe found it<sup>1</sup></p>", "<p>Salt Lake City<sup>1</sup></p>"])
def test_marks_at_the_top_are_marks(first: str) -> None:
    document = page(f"{first}<p>Splints help.<sup>2</sup></p>{LISTED}")
    assert bound(document) == [["Hallam"], ["Orr"]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Feet and rest[^1]\n\nFalls hurt.\n\n[^1]: {A}\n", "Feet and rest"),
        ("# Feet and 2 rests\n\nFalls hurt.\n", "Feet and 2 rests"),
    ],
)
def test_the_mark_of_a_note_is_no_part_of_the_title(text: str, title: str) -> None:
    assert markdown.read(text.encode(), name="a.md").title == title
    assert page("").title == "Feet and rest"


PRINTOUT = """Health Board                    Feet
                                  Page 3

Feet and rest at home

Walking helps older people to get up again after a fall or a break of
the hip.1 Splints at night help half of all people with bun-
ions.2

_________________
1 Hallam T, Orr V. Walking after a hip fracture in the older people
of the town. Age Ageing 2021;50:112-9.
2 Orr V. Night splints for bunions. Foot 2017;28:14-19.
Health Board                    Feet
                                  Page 4

Iron is good for those who are tired all day long.{third}

_________________
{third} NHS England Board. Iron for tired people. Lancet Rest 2012;376:
1670-81.
"""


@pytest.mark.parametrize("third", ["3", "1"])
def test_notes_at_the_foot_of_each_page(third: str) -> None:
    document = plain_text.read(PRINTOUT.format(third=third).encode(), name="a.txt")
    assert bound(document) == [["Hallam"], ["Orr"], ["NHS"]]
    assert document.unread == ()


@pytest.mark.parametrize(
    ("address", "works"),
    [
        ("https://twitter.com/share?url=x", 0),
        ("https://www.facebook.com/sharer/sharer.php?u=x", 0),
        ("https://www.amazon.com/dp/B07?tag=feet-20", 0),
        ("https://www.facebook.com/feet", 1),
        ("https://www.amazon.com/dp/B07", 1),
        ("https://feet.example/share", 1),
    ],
)
def test_links_that_pass_a_page_on_or_sell(address: str, works: int) -> None:
    references, _ = cite(page(f"<p>Falls hurt, <a href='{address}'>as we know</a>, and rest helps.</p>"))
    assert len(references) == works


def test_printed_addresses_are_links() -> None:
    text = "# Feet\n\nSee `https://code.example/x` and <https://a.example/1>.\n\n<p>Or https://b.example/2 (https://c.example/3).</p>\n"
    document = markdown.read(text.encode(), name="a.md")
    assert [link.href for link in document.links] == [
        "https://a.example/1",
        "https://b.example/2",
        "https://c.example/3",
    ]
    document = plain_text.read(
        f"Feet\n\nFalls hurt: see https://b.example/2.\n\nReferences\n\n1. {A} https://d.example/4\n".encode(),
        name="a.txt",
    )
    assert [link.href for link in document.links] == ["https://b.example/2"]


def test_blocks_of_html_in_markdown() -> None:
    text = (
        "# Feet\n\n<p>Falls hurt.<sup>1</sup> <a href='https://b.example/2'>Splints</a> help.<sup>2</sup>"
        " A room of 20 m<sup>2</sup></p>\n\n"
        f"## References\n\n1. {A}\n2. {B}\n"
    )
    document = markdown.read(text.encode(), name="a.md")
    assert "20 m²" in document.text
    assert bound(document) == [["Hallam"], ["https://b.example/2"], ["Orr"]]
