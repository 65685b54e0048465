"""Posts in the templates of blogs and site programs: which heading is the title, who wrote it, and when."""

from __future__ import annotations

import pytest

from citewarden.readers import html

POST = (
    "<h1>Ferry Street Notes</h1><div class='post hentry'><h3 class='post-title entry-title'>Chilblains on deck</h3>"
    "<div class='entry-content'><p>Chilblains itch and heal within two weeks.</p></div>{foot}</div>"
)
FOOT = (
    "<div class='post-footer'><span class='post-author vcard'>Posted by <span class='fn'>Mara Quill</span></span> at"
    " <abbr class='published' title='2024-09-14T21:40:00+05:30'>9:40 PM</abbr></div>"
)


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "head", "title", "author", "published"),
    [
        (POST.format(foot=FOOT), "", "Chilblains on deck", "Mara Quill", "2024-09-14"),
        (POST.format(foot=""), "<title>Ferry Street Notes</title>", "Chilblains on deck", "", ""),
        (POST.format(foot="") * 2, "", "Chilblains on deck", "", ""),
        (
            POST.format(foot="") + POST.format(foot="").replace("on deck", "below deck"),
            "",
            "Ferry Street Notes",  # two posts: none is the page's
            "",
            "",
        ),
        (
            "<h1>Snakes</h1><dl><dd itemprop='author'>Written by: <span itemprop='name'>Kit Donovan RN</span></dd></dl>"
            "<p>Most bites are dry.</p>",
            "<meta name=author content='Super User'>",
            "Snakes",
            "Kit Donovan RN",
            "",
        ),
        ("<h1>Snakes</h1><p>Most bites are dry.</p>", "<meta name=author content='Webmaster'>", "Snakes", "", ""),
        ("<h1>Snakes</h1><p>Most bites are dry.</p>", "<meta name=author content='Ann Roe'>", "Snakes", "Ann Roe", ""),
        (
            "<h1>Coeliac disease</h1><p>Oats are safe for most.</p><a class='blog-author-name'>Una Murchu</a>",
            "",
            "Coeliac disease",
            "Una Murchu",
            "",
        ),
    ],
)
def test_a_post_is_told_from_its_blog(body: str, head: str, title: str, author: str, published: str) -> None:
    read = html.read(page(body, head), name="a.html")
    assert (read.title, read.author, read.published) == (title, author, published)


@pytest.mark.parametrize(
    ("label", "mark", "bound"),
    [("*2", "*2", True), ("※2", "※2", True), ("*2", "*1,*2", True), ("*2.", "*2", True), ("*12 months", "*12", False)],
)
def test_numbers_behind_a_star_are_labels_and_marks(label: str, mark: str, bound: bool) -> None:
    entries = (("*1", "Roe A: Sleep. BMJ 4: 1-9, 2019."), (label, "Poe B: Naps. BMJ 5: 2-8, 2020."))
    rows = "".join(f"<tr><td>{said}</td><td>{entry}</td></tr>" for said, entry in entries)
    body = f"<h1>Sleep</h1><p>Naps help <sup>{mark}</sup>.</p><h2>References</h2><table>{rows}</table>"
    read = html.read(page(body), name="a.html")
    labels = [block.label for block in read.blocks if block.kind == "reference"]
    called = [link.href for link in read.links if link.rel == "citation"]
    assert (labels == ["1", "2"]) is bound
    assert (called == [mark.replace("*", "").replace("※", "")]) is bound or not bound
