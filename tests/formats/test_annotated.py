"""An article with its findings beside the words: as a Word file made anew, in the author's own, as a web page."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx
import pytest
from lxml import html as markup

from citewarden.formats import _annotated, _web_page, _word
from citewarden.model import Document, Finding, Kind, Level, Related
from citewarden.stages.read import read
from citewarden.text.anchors import anchor

ARTICLE = """# Salt & <b>pressure</b>

Less salt lowers the upper value. It helps within four weeks.

## What to eat

- kale
- limes

Less salt lowers the upper value.

## Sources

1. Doe J. Salt. Example J Med. 2019;4(2):11-18.
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "salt.md").write_text(ARTICLE, encoding="utf-8")
    return read(tmp_path / "salt.md", root=tmp_path)


def found(document: Document, words: str, message: str, *, nth: int = 0, **more: object) -> Finding:
    places = [m.start() for m in re.finditer(re.escape(words), document.text)]
    given = {"level": Level.WARNING, "kind": Kind.FAIL, **more}
    return Finding(
        "overstated-claim", document.id, document.id, message=message, fingerprint=message[:8],
        location=anchor(document, places[nth], places[nth] + len(words)) if words else None, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def test_comments_stand_in_the_article_s_order_without_what_is_decided(document: Document) -> None:
    noted = _annotated.comments(
        document,
        [
            found(document, "limes", "Third."),
            found(document, "", "Of the whole article."),
            found(document, "It helps", "Second.", kind=Kind.OPEN, fix="It may help"),
            found(document, "kale", "Decided.", suppressed=True),
            found(document, "Less salt", "First.", blocking=True),
        ],
    )
    assert [c.text.split("\n")[0] for c in noted] == [
        "Warning: Of the whole article.", "Blocks publication: First.", "Not known: Second.", "Warning: Third.",
    ]  # fmt: skip
    assert "Proposed: It may help" in noted[2].text
    assert document.text[noted[0].start : noted[0].end].startswith("Salt")


def test_a_word_file_made_anew_has_every_block_and_comment_and_the_same_bytes(document: Document) -> None:
    noted = _annotated.comments(
        document,
        [
            found(document, "Less salt lowers the upper value", "One."),
            found(document, "salt lowers the upper value. It helps", "Two, which overlaps."),
            found(document, "kale", "Three."),
        ],
    )
    data = _word.written(document, noted, "2026-01-15")
    assert data == _word.written(document, noted, "2026-01-15")
    word = docx.Document(io.BytesIO(data))
    texts = [p.text for p in word.paragraphs]
    assert "Less salt lowers the upper value. It helps within four weeks." in texts
    assert "What to eat" in texts
    assert [c.text.split("\n")[0] for c in word.comments] == [
        f"Warning: {w}" for w in ("One.", "Two, which overlaps.", "Three.")
    ]
    assert _ranges(word) == {
        0: "Less salt lowers the upper value",
        1: "salt lowers the upper value. It helps",
        2: "kale",
    }


def test_the_author_s_own_word_file_keeps_its_words_and_gets_the_comments(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Salt", 1)
    word.add_paragraph("Less salt lowers it. ").add_run("It helps.").bold = True
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Change", "It helps in four weeks"
    word.save(tmp_path / "salt.docx")
    document = read(tmp_path / "salt.docx", root=tmp_path)
    noted = _annotated.comments(
        document,
        [
            found(document, "It helps.", "Of the bold words."),
            found(document, "It helps in four weeks", "Of the cell."),
            found(document, "", "Of the article."),
        ],
    )
    data = _word.commented((tmp_path / "salt.docx").read_bytes(), noted, "2026-01-15")
    after = docx.Document(io.BytesIO(data))
    assert [p.text for p in after.paragraphs] == [p.text for p in word.paragraphs]
    assert after.paragraphs[1].runs[1].bold
    said = {c.text.split("\n")[0]: c.comment_id for c in after.comments}
    ranges = _ranges(after)
    assert ranges[said["Warning: Of the bold words."]] == "It helps."
    assert ranges[said["Warning: Of the cell."]] == "It helps in four weeks"
    assert ranges[said["Warning: Of the article."]] == "Salt"


def _ranges(word: object) -> dict[int, str]:
    """Comment -> the text it is about."""
    out: dict[int, str] = {}
    open_now: set[int] = set()
    for element in word.element.body.iter():  # type: ignore[attr-defined]
        name = element.tag.rpartition("}")[2]
        number = next((int(v) for k, v in element.attrib.items() if k.endswith("}id") and v.isdigit()), -1)
        if name == "commentRangeStart":
            open_now.add(number)
        elif name == "commentRangeEnd":
            open_now.discard(number)
        elif name == "t":
            for number in open_now:
                out[number] = out.get(number, "") + (element.text or "")
    return out


def test_the_web_page_marks_the_words_and_nothing_in_it_can_run(document: Document) -> None:
    evil = Related("source passage", "</script><script>alert(1)</script>")
    noted = _annotated.comments(
        document,
        [
            found(document, "Less salt", "Look <img src=x onerror=alert(1)>.", related=(evil,)),
            found(document, "Less salt", "The second place.", nth=1),
        ],
    )
    page = _web_page.page(document, noted, "2026-01-15")
    tree = markup.fromstring(page)
    assert [m.text_content() for m in tree.iter("mark")] == ["Less salt", "Less salt"]
    assert (
        tree.xpath("//h1")[0].text_content() == "Salt & <b>pressure</b>"
        or "pressure" in tree.xpath("//h1")[0].text_content()
    )
    assert not list(tree.iter("img"))
    (script,) = tree.iter("script")
    assert script.get("type") == "application/ld+json"
    for link in tree.xpath("//a/@href"):
        assert tree.xpath(f"//*[@id='{link[1:]}']"), link
    items = json.loads(script.text)["items"]
    for item, comment in zip(items, noted, strict=True):
        words, place = item["target"]["selector"]
        assert document.text[place["start"] : place["end"]] == words["exact"] == "Less salt"
        assert item["body"]["value"] == comment.text
