"""Which reader reads what, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from citewarden.errors import InputError
from citewarden.stages.read import read, suffixes

TEXT = "A title\n\nA paragraph of the article, long enough to be one.\n"


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.txt", TEXT, "text/plain"),
        ("a.md", "# A title\n\nText of it.\n", "text/markdown"),
        ("A.MD", "# A title\n\nText of it.\n", "text/markdown"),
        ("a.html", "<h1>A title</h1><p>Text of it.</p>", "text/html"),
        ("a.xml", "<article><body><p>Text.</p></body></article>", "application/jats+xml"),
        (
            "b.xml",
            '<document xmlns="http://cnx.rice.edu/cnxml"><content><para>x</para></content></document>',
            "application/cnxml+xml",
        ),
        ("noending", "<!DOCTYPE html><p>Text of it.</p>", "text/html"),
        ("LETTER", TEXT, "text/plain"),
    ],
)
def test_the_reader_is_chosen(tmp_path: Path, name: str, data: str, media_type: str) -> None:
    assert read(put(tmp_path, name, data), root=tmp_path).media_type == media_type


def test_the_id_is_the_path_below_the_root(tmp_path: Path) -> None:
    path = put(tmp_path, "articles/ms/a.txt", TEXT)
    found = read(path, root=tmp_path / "articles")
    assert (found.id, found.source) == ("ms/a.txt", path.as_posix())
    assert read(path, root=tmp_path / "elsewhere").id == "a.txt"
    assert len(found.sha256) == 64


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", b"  \n", "only blanks"),
        ("a.pages", b"words", "no reader for files ending in .pages"),
        ("a.txt", b"%PDF-1.4", "a PDF"),
        ("a.md", bytes(range(256)), "binary"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.html", b"<!-- -->", "no HTML page"),
        ("a.docx", b"not a word file", "no Word file"),
        ("a.xml", b"<svg/>", "no article format"),
        ("a.txt", b"x" * 2000, "more than the"),
        ("a.txt", "Größe und Länge".encode() * 3 + b"\xff", "UTF-8"),
    ],
)
def test_bad_files_get_one_clear_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = put(tmp_path, name, data)
    with pytest.raises(InputError) as caught:
        read(path, root=tmp_path, max_bytes=1000)
    message = str(caught.value)
    assert words in message
    assert message.startswith(path.as_posix())
    assert " - " in message
    assert "\n" not in message


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.txt", root=tmp_path)
    with pytest.raises(InputError, match="folder"):
        read(tmp_path, root=tmp_path)


def test_every_format_is_registered() -> None:
    assert {".txt", ".md", ".html", ".docx", ".xml", ".nxml"} <= set(suffixes())


ARTICLES = Path(__file__).parents[2] / "articles"


@pytest.mark.parametrize(
    ("name", "title", "owner", "reviewed", "references", "first"),
    [
        (
            "muscle-twitches-and-ms.md",
            "Muscle twitches and multiple sclerosis",
            "Neurology desk",
            "2022-02-14",
            5,
            "Leite MAA",
        ),
        (
            "salt-and-blood-pressure.html",
            "Salt, diet and blood pressure",
            "Heart desk",
            "2024-11-18",
            6,
            "World Health",
        ),
        ("trouble-sleeping.txt", "When Sleep Will Not Come", "Sleep desk", "2020-05-06", 7, "Centers for Disease"),
    ],
)
def test_the_sample_articles(name: str, title: str, owner: str, reviewed: str, references: int, first: str) -> None:
    found = read(ARTICLES / name, root=ARTICLES)
    assert (found.id, found.title, found.owner, found.reviewed) == (name, title, owner, reviewed)
    entries = [found.text[b.start : b.end] for b in found.blocks if b.kind == "reference"]
    assert len(entries) == references
    assert entries[0].startswith(first)
    assert "Share this page" not in found.text
