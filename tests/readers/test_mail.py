"""Letters kept as text: header and signature are no words of the article, and what leads elsewhere is no source."""

from __future__ import annotations

from types import ModuleType

import pytest

from citewarden.model import Document
from citewarden.readers import html, markdown, plain_text
from citewarden.stages.cite import cite

BODY = "Dear all,\n\nTwo cups of tea a day lowered blood pressure by 3 mmHg [1].\n\n[1] https://example.org/tea-trial\n"


def letter(head: str, tail: str = "") -> Document:
    return plain_text.read(f"{head}\n{BODY}{tail}".encode(), name="a.txt")


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "From: Tea Times <post@tea.example>\nDate: Mon, 4 Mar 2024 08:30:00 +0100\nSubject: Tea and you\n",
            ("Tea and you", "Tea Times", "2024-03-04"),
        ),
        (
            "Subject: Tea and\n you\nFrom: post@tea.example\nTo: readers@tea.example\nX-Mailer: Post 3\n",
            ("Tea and", "", ""),
        ),
        (
            'From: "Lia Gray" <lia@tea.example>\nSent: Monday, March 4, 2024 8:30 AM\nSubject: Tea\n',
            ("Tea", "Lia Gray", "2024-03-04"),
        ),
        ("From: Newsletter <post@tea.example>\nSubject: Tea\n", ("Tea", "", "")),
        ("From: do-not-reply <x7@tea.example>\nSubject: Tea\n", ("Tea", "", "")),
        ("From: Info Service <info@tea.example>\nSubject: Tea\n", ("Tea", "", "")),
        ("From: Tea Trust via Postbox <m@post.example>\nSubject: Tea\n", ("Tea", "Tea Trust", "")),
        ("From: Daily Tea Herald <m@post.example>\nSubject: Tea\n", ("Tea", "Daily Tea Herald", "")),
    ],
)
def test_what_a_header_says(head: str, said: tuple[str, str, str]) -> None:
    document = letter(head)
    assert (document.title, document.author, document.published) == said
    shown = [document.text[b.start : b.end] for b in document.blocks if b.kind != "furniture"]
    assert not any("Subject:" in words or "From:" in words for words in shown)
    references, citations = cite(document)
    assert ([r.URL for r in references], len(citations)) == (["https://example.org/tea-trial"], 1)


@pytest.mark.parametrize("form", [plain_text, markdown])
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("By Mo Stone", ("Mo Stone", "")),
        ("Mo Stone, Staff Writer", ("Mo Stone, Staff Writer", "")),
        ("Dear all,\n\nHere is our tea page.\n\nWritten by Mo Stone", ("Mo Stone", "")),
        ("Reviewed by Dr Lia Gray", ("Tea Times", "Dr Lia Gray")),
        ("Tea is picked by hand.", ("Tea Times", "")),
    ],
)
def test_who_signs_a_letter_wrote_it(form: ModuleType, lines: str, said: tuple[str, str]) -> None:
    text = f"From: Tea Times <post@tea.example>\nSubject: Tea and you\n\n{lines}\n\nTwo cups lowered blood pressure.\n"
    document = form.read(text.encode(), name="a")
    assert (document.author, document.reviewer) == said


PAGE = "<p>Two cups of tea a day lowered blood pressure.</p>"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (
            markdown.read(
                b"**From:** Lia Gray <lia@tea.example>\n**Date:** 4 March 2024\n**Subject:** Tea: a cup\n\nIt helps.\n",
                name="a.md",
            ),
            ("Tea: a cup", "Lia Gray", "2024-03-04"),
        ),
        (
            html.read(
                b"<table><tr><td>From:</td><td>Lia Gray</td></tr><tr><td>Sent:</td><td>Mon, 4 Mar 2024</td></tr>"
                b"<tr><td>Subject:</td><td>Tea</td></tr></table>" + PAGE.encode(),
                name="a.html",
            ),
            ("Tea", "Lia Gray", "2024-03-04"),
        ),
        (
            html.read(f"<p>Subject: Tea</p><p>From: post@tea.example</p>{PAGE}".encode(), name="a.html"),
            ("Tea", "", ""),
        ),
        (html.read(f"<h1>Tea</h1><p>From: the desk</p>{PAGE}".encode(), name="a.html"), ("Tea", "", "")),
        (html.read(f"<h1>Tea</h1><p>Subject: people over 60</p>{PAGE}".encode(), name="a.html"), ("Tea", "", "")),
    ],
)
def test_headers_in_other_formats(document: Document, said: tuple[str, str, str]) -> None:
    assert (document.title, document.author, document.published) == said
    kept = [document.text[b.start : b.end] for b in document.blocks if b.kind not in ("furniture", "title")]
    assert said[1:] == ("", "") or not any("From:" in words or "Subject:" in words for words in kept)


@pytest.mark.parametrize(
    "tail",
    [
        "\n--\nTea Times, 2 Long Road. Leave the list:\nhttps://tea.example/leave?id=3\n",
        "\n-- \nUnsubscribe: https://tea.example/leave?id=3\n",
        "\nALSO READ\n---------\n* Six cakes: https://tea.example/cakes\n",
    ],
)
def test_what_stands_below_gives_no_source(tail: str) -> None:
    references, _ = cite(letter("From: Tea Times <post@tea.example>\nSubject: Tea and you\n", tail))
    assert [r.URL for r in references] == ["https://example.org/tea-trial"]


@pytest.mark.parametrize(
    "text",
    [
        "Subject: people over 60\n\nTea helped them.\n",
        "From: leaf to cup\n\nTea is picked by hand.\n",
        "Tea\n\nFrom: Asia\nSubject: tea\n\nTea helped them.\n",
    ],
)
def test_lines_that_are_no_header(text: str) -> None:
    document = plain_text.read(text.encode(), name="a.txt")
    assert document.blocks[0].kind != "furniture"


def test_two_dashes_in_an_article_begin_no_signature() -> None:
    text = "Tea\n\nTea helps some people to sleep.\n\n--\n\nIt lowers blood pressure by 3 mmHg.\n"
    document = plain_text.read(text.encode(), name="a.txt")
    assert "It lowers" in "".join(document.text[b.start : b.end] for b in document.blocks if b.kind == "paragraph")


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe",
        "You are receiving this mail as a member.",
        "View this email in your browser",
        "To unsubscribe, go",
    ],
)
def test_lines_of_letters_lead_to_no_source(line: str) -> None:
    page = f'<body><h1>Tea</h1><p>Tea helps.</p><p><a href="https://tea.example/leave">{line}</a></p></body>'
    assert cite(html.read(page.encode(), name="a.html"))[0] == []


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Tea and sleep :tea:", "Tea and sleep"),
        (":warning: Tea and iron", "Tea and iron"),
        ("Tea :leaves: and cups", "Tea and cups"),
        ("Ratios of 1:2:3 in tea", "Ratios of 1:2:3 in tea"),
        ("Tea: what helps: an overview", "Tea: what helps: an overview"),
    ],
)
def test_names_of_pictures_are_no_words_of_a_title(title: str, read: str) -> None:
    document = plain_text.read(f"# {title}\n\nTea helps.\n".encode(), name="a.txt")
    assert document.title == read


@pytest.mark.parametrize(
    "line",
    [
        "<a href='https://x.example/v'>View in browser</a>",
        "<a href='https://x.example/v'>View this email in your browser</a>",
        "<a href='https://x.example/f'>Forward to a friend</a> | <a href='https://x.example/u'>Unsubscribe</a>",
        "<a href='https://x.example/p'>Update your preferences</a> · <a href='https://x.example/u'>Unsubscribe</a>",
        "<a href='https://x.example/a'>Newsletter abbestellen</a>",
        "<a href='https://x.example/d'>Se désabonner</a>",
    ],
)
def test_the_navigation_of_a_newsletter_names_no_source(line: str) -> None:
    page = f"<h1>Tea</h1><p>{line}</p><p>Tea lowers <a href='https://y.example/t'>blood pressure</a>.</p><p>{line}</p>"
    references, _ = cite(html.read(page.encode(), name="a.html"))
    assert [r.URL for r in references] == ["https://y.example/t"]


def test_a_sentence_with_such_a_link_names_a_source() -> None:
    page = "<h1>Mail</h1><p><a href='https://y.example/t'>Opt out</a> rates of lists fell by 3% in 2021.</p>"
    assert [r.URL for r in cite(html.read(page.encode(), name="a.html"))[0]] == ["https://y.example/t"]
