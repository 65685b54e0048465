"""An article as a Word document with a comment for each finding: made anew, or the author's own file commented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from citewarden.formats._annotated import Comment, blocks
from citewarden.model import Document

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.run import Run

AUTHOR, INITIALS = "Citewarden", "CW"
_STYLES = {"item": "List Bullet", "caption": "Caption"}
_UNWRITABLE = {c: None for c in range(32) if c not in (9, 10)} | {0xFFFE: None, 0xFFFF: None}
"""Signs that XML 1.0 cannot hold."""


def written(document: Document, noted: Sequence[Comment], as_of: str) -> bytes:
    """The bytes of a .docx file with the article's words, block by block, and the comments at their places."""
    from docx import Document as new

    word = new()
    runs: dict[int, list[Run]] = {}
    for block, pieces in blocks(document, noted):
        if block.kind == "title":
            paragraph = word.add_heading("", 0)
        elif block.kind == "heading":
            paragraph = word.add_heading("", min(max(block.level, 1), 9))
        else:
            paragraph = word.add_paragraph(style=_STYLES.get(block.kind))
        if block.label and block.kind in ("reference", "note"):
            paragraph.add_run(f"{block.label}. ")
        for piece in pieces:
            run = paragraph.add_run(piece.text.replace("\n", " ").translate(_UNWRITABLE))
            for number in piece.comments:
                runs.setdefault(number, []).append(run)
    for number, comment in enumerate(noted):
        if number in runs:
            word.add_comment(runs[number], comment.text.translate(_UNWRITABLE), AUTHOR, INITIALS)
    word.core_properties.title = document.title.translate(_UNWRITABLE)
    return _saved(word, as_of)


def commented(file: bytes, noted: Sequence[Comment], as_of: str) -> bytes:
    """The author's own Word file with the comments at the paragraphs they are about, nothing else changed.

    A comment whose words stand in no paragraph of the body (in a note, a text box) goes to the first paragraph.
    """
    from docx import Document as opened

    word = opened(io.BytesIO(file))
    paragraphs = [(_plain(p.text), p) for p in _paragraphs(word) if p.runs]
    if not paragraphs:
        return _saved(word, as_of)
    for comment in noted:
        quote = comment.finding.location.quote if comment.finding.location else None
        line = _plain(quote.exact.strip().split("\n")[0]) if quote else ""
        before = _plain(quote.prefix.split("\n")[-1])[-12:] if quote else ""
        holding = [(text, p) for text, p in paragraphs if line and line in text]
        best = next((p for text, p in holding if f"{before}{line}".strip() in text), holding[0][1] if holding else None)
        runs = _about(best.runs, line) if best is not None else paragraphs[0][1].runs
        word.add_comment(runs, comment.text.translate(_UNWRITABLE), AUTHOR, INITIALS)
    return _saved(word, as_of)


def _paragraphs(word: Word) -> list[Any]:
    """The body's paragraphs, those of tables too, in order."""
    out: list[Any] = []
    for part in word.iter_inner_content():
        if hasattr(part, "rows"):
            cells = {id(cell._tc): cell for row in part.rows for cell in row.cells}
            out += [p for cell in cells.values() for p in cell.paragraphs]
        else:
            out.append(part)
    return out


def _about(runs: Sequence[Run], line: str) -> list[Run]:
    """The runs, whole, that hold the words of `line`."""
    text = "".join(run.text for run in runs)
    start = _plain(text).find(line)
    if start < 0:
        return list(runs)
    out, at = [], 0
    for run in runs:
        if at < start + len(line) and at + len(run.text) > start and run.text:
            out.append(run)
        at += len(run.text)
    return out or list(runs)


def _plain(text: str) -> str:
    """Blanks of every kind as one sign each, so that places stay the same."""
    return "".join(" " if c.isspace() else c for c in text)


def _saved(word: Word, as_of: str) -> bytes:
    """The file's bytes, the same for the same input: comments and parts bear the audit's day."""
    from docx.oxml.ns import qn

    day = datetime.fromisoformat(as_of[:10]).replace(tzinfo=UTC)
    for comment in word.comments:
        if comment.author == AUTHOR:
            comment._comment_elm.set(qn("w:date"), day.strftime("%Y-%m-%dT%H:%M:%SZ"))
    buffer, out = io.BytesIO(), io.BytesIO()
    word.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(info, made.read(name))
    return out.getvalue()
