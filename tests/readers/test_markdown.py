"""Markdown: front matter, notes, links, lists and places in the file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewarden.errors import InputError
from citewarden.model import Document
from citewarden.readers import markdown
from citewarden.text.anchors import anchor

ARTICLE = """\
---
title: A fallback title
last_reviewed: 2024-02-01
reviewed_by: {name: Dr Ann Example, role: neurologist}
next_review: "February 2027"
updated: June 3, 2024
owner: Neurology desk
lang: en-GB
---
# Muscle *twitches* &amp; MS

Twitches are **common** [1], a [linked *phrase*](https://example.org/a_(b) "t(itle") says.[^1]
They pass \\*quickly\\*; see <https://example.org/auto> and `code`.<sup>2,3</sup> About 10 m<sup>2</sup>. [2](#ref-two)

Causes include:

1. strong coffee
2. tiredness,
   which is common
   - as after:
     - night shifts

| Drug | Dose |
|------|-----:|
| A \\| B | *5 mg* |

![A woman](woman.png)
*Figure 1. Where muscles twitch*

<div class="note"><p>Raw &eacute;lan</p></div>

## References

1. Smith J. *A title*. [doi](https://doi.org/10.1000/x)
2. <a id="ref-two"></a>Jones K. Another. 2011.

[^1]: A remark on that,
    over two lines.
"""


def of(text: str) -> Document:
    return markdown.read(text.encode(), name="a.md")


def shown(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def test_front_matter() -> None:
    read = of(ARTICLE)
    assert (read.reviewed, read.reviewer, read.modified) == ("2024-02-01", "Dr Ann Example", "2024-06-03")
    assert (read.next_review, read.owner, read.language) == ("2027-02", "Neurology desk", "en-GB")
    assert read.title == "Muscle twitches & MS"
    assert of("---\ntitle: Only here\n---\nText of it.\n").title == "Only here"


def test_blocks(sound: Callable[..., None]) -> None:
    read = of(ARTICLE)
    sound(read, ARTICLE)
    assert shown(read, "paragraph")[0].startswith(
        "Twitches are common [1], a linked phrase says.[1] They pass *quickly*;"
    )
    assert shown(read, "item") == ["strong coffee", "tiredness, which is common", "as after:", "night shifts"]
    assert [b.label for b in read.blocks if b.kind == "item"] == ["1", "2", "", ""]
    assert shown(read, "row") == ["Drug | Dose", "A | B | 5 mg"]
    assert shown(read, "caption") == ["Figure 1. Where muscles twitch"]
    assert "Raw élan" in shown(read, "paragraph")
    assert shown(read, "reference") == ["Smith J. A title. doi", "Jones K. Another. 2011."]
    assert shown(read, "note") == ["A remark on that, over two lines."]


def test_lists_hang_on_their_lead_in() -> None:
    read = of(ARTICLE)
    leads = [read.text[read.blocks[b.lead_in].start :].split("\n")[0] for b in read.blocks if b.kind == "item"]
    assert leads == ["Causes include:"] * 3 + ["as after:"]


def test_links_and_marks() -> None:
    read = of(ARTICLE)
    marks = [(link.rel, read.text[link.start : link.end], link.href) for link in read.links]
    assert marks == [
        ("link", "linked phrase", "https://example.org/a_(b)"),
        ("note", "[1]", "1"),
        ("link", "https://example.org/auto", "https://example.org/auto"),
        ("citation", "2,3", "2,3"),
        ("citation", "2", "2"),
        ("link", "doi", "https://doi.org/10.1000/x"),
    ]


def test_places_in_the_file() -> None:
    read = of(ARTICLE)
    for words in ("linked", "phrase", "night shifts", "5 mg", "Another", "over two lines"):
        place = anchor(read, read.text.index(words), read.text.index(words) + len(words))
        line = ARTICLE.split("\n")[place.start_line - 1]
        assert line[place.start_column - 1 : place.end_column - 1] == words


def test_footnotes_are_the_references_of_an_article_without_a_list() -> None:
    read = of("Twitches are common.[^a] So they say.\n\n[^a]: Smith J. A title. Lancet. 2011;1:2-3.\n")
    assert [(b.kind, b.label) for b in read.blocks] == [("paragraph", ""), ("reference", "a")]
    assert read.sections[-1].role == "references"


def test_numbered_link_definitions_keep_their_brackets() -> None:
    read = of("Twitches are common [1].\n\n[1]: https://example.org/one\n")
    assert read.text == "Twitches are common [1]."
    assert [link.href for link in read.links] == ["https://example.org/one"]


def test_sources_in_the_front_matter() -> None:
    read = of("---\nsources:\n  - Smith J. A title. 2011.\n  - Jones K. Another. 2012.\n---\n# T\n\nText here.\n")
    assert shown(read, "reference") == ["Smith J. A title. 2011.", "Jones K. Another. 2012."]
    assert anchor(read, read.text.index("Jones"), read.text.index("Jones") + 5).start_line == 4


@pytest.mark.parametrize(
    ("front", "line"), [("title: a: b", 2), ("ok: 1\n bad: 2", 3), ("- a\ntitle: x", 3), ("a: &x [*x, *y]", 2)]
)
def test_front_matter_that_is_no_yaml(front: str, line: int) -> None:
    with pytest.raises(InputError, match="front matter") as caught:
        of(f"---\n{front}\n---\n# T\n\nText.\n")
    assert str(caught.value).startswith(f"a.md:{line}:")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("front", "told", "place", "published"),
    [
        ("---\ntitle: T\ndate: 2022-02-30\n---", "date (2022-02-30)", 3, ""),
        (
            "---\ndate: 2023-02-28\nupdated: 2023-04-31T10:00:00Z\n---",
            "updated (2023-04-31T10:00:00Z)",
            3,
            "2023-02-28",
        ),
        ("---\npublished: 31/02/2022\n---", "published (31/02/2022)", 2, ""),
        ('+++\ntitle = "T"\ndate = 2023-13-01\n+++', "date (2023-13-01)", 3, ""),
    ],
)
def test_a_day_that_no_calendar_has(front: str, told: str, place: int, published: str) -> None:
    read = of(f"{front}\n# T\n\nText of it.\n")
    assert [(u.what, u.place) for u in read.unread] == [(f"the field {told}", f"front matter, line {place}")]
    assert (read.published, read.title) == (published, "T")


@pytest.mark.parametrize("day", ["2024-02-29", "2022-03", "2021", "March 3, 2022", "draft"])
def test_days_and_words_that_are_not_told(day: str) -> None:
    assert not of(f"---\ndate: {day}\n---\n# T\n\nText of it.\n").unread


def test_front_matter_that_multiplies_is_refused_in_a_line() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(InputError, match="stands for more than"):
        of("---\n" + "\n".join(lines) + "\ntitle: *a11\ndate: *a11\n---\nText of it.\n")
    with pytest.raises(InputError, match="nested deeper"):
        of("---\na: " + "[" * 100_000 + "\n---\nText of it.\n")


def test_a_rule_is_no_front_matter() -> None:
    assert of("---\n\nJust text after a rule.\n\n---\n\nMore text.\n").text == "Just text after a rule.\n\nMore text."


# fmt: off
_piece = st.sampled_from(
    [
        "word", "*", "**", "_", "[", "](", ")", "`", "<", ">", "!", "&amp;", "&", "\\", "\n", "\n\n", "- ", "1. ",
        "> ", "|", "#", " ", "    ", "[^1]", "\n[^1]: note", "é", "😀", "\xa0", "<b>", "</b>", "<!--", "-->",
        "http://a.b/", '"', "~~", "\t",
    ]
)
# fmt: on


@given(st.lists(_piece, max_size=40).map("".join))
def test_any_text_keeps_its_places(text: str) -> None:
    source = "Lead.\n\n" + text
    read = of(source)
    last = 0
    for start, place, length in read.source_map:
        assert start >= last
        assert read.text[start : start + length] == source[place : place + length]
        last = start + length
    for first, second in zip(read.blocks, read.blocks[1:], strict=False):
        assert first.end <= second.start


TABLE = "| Age | Dose |\n|---|---|\n| 3 months | 2.5 ml |\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}\n: Doses of syrup\n",
        f"{TABLE}: Doses of syrup\n",
        f"{TABLE}\n: Doses of syrup {{#tbl:doses}}\n",
        f"# Doses\n\n: Doses of syrup\n\n{TABLE}",
    ],
)
def test_a_colon_begins_the_caption_of_the_table_beside_it(text: str) -> None:
    read = markdown.read(f"# Syrup\n\nGive it by age!\n\n{text}".encode(), name="a.md")
    assert shown(read, "caption") == ["Doses of syrup"]
    assert shown(read, "row") == ["Age | Dose", "3 months | 2.5 ml"]


@pytest.mark.parametrize("text", [": it helps\n\nRest.\n", f"{TABLE}\n::: note\n", f"{TABLE}\n:smile: Ask us.\n"])
def test_other_lines_with_colons_are_no_captions(text: str) -> None:
    assert not shown(markdown.read(f"# Syrup\n\nGive it!\n\n{text}".encode(), name="a.md"), "caption")
