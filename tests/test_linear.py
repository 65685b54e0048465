"""Time grows in proportion to the input: no reader or parser is quadratic. Expressions: `test_expressions.py`.

CPU time is measured, never the clock on the wall. A string of 1,500 characters and one four times as long tell how the
time grows; by that, 100,000 characters may take two seconds. A machine that does much else besides takes longer: where
they would, longer strings have to show that the time grows faster than the string.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from random import Random
from types import ModuleType, SimpleNamespace
from xml.sax.saxutils import escape

import pytest
from tests.shares import share

from citewarden.checks import unread_part
from citewarden.errors import CitewardenError, InputError
from citewarden.model import Audit
from citewarden.readers import docx as docx_reader
from citewarden.readers import html, jats, markdown, plain_text
from citewarden.stages.cite import cite
from citewarden.styles import parse_references
from citewarden.testing import office, patterns
from citewarden.testing.patterns import BAR, foreseen, steep

Wrap = Callable[[str], bytes]
HEAD, LIST = "Sleep\n\nSome adults sleep badly [1].\n\n", "\n\nReferences\n\n1. Vogt J. Sleep. J Sleep. 2010;3:4-9.\n"


def docx(text: str) -> bytes:
    lines = ("Sleep", *text.split("\n"))
    return office.document("".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines))


READERS: dict[str, tuple[ModuleType, str, Wrap]] = {
    "text": (plain_text, "a.txt", lambda s: f"{HEAD}{s}{LIST}".encode()),
    "entry": (plain_text, "a.txt", lambda s: f"{HEAD}{LIST}2. {s}\n".encode()),
    "markdown": (markdown, "a.md", lambda s: f"# {HEAD}{s}\n\n#{LIST}".encode()),
    "html": (html, "a.html", lambda s: f"<h1>Sleep</h1><p>Some adults.</p><p>{s}</p>".encode()),
    "attribute": (html, "a.html", lambda s: f"<p id='{s}' class='{s}'>Text</p><a href='{s}'>it</a>".encode()),
    "jats": (jats, "a.xml", lambda s: f"<article><body><p>Some {escape(s)}</p></body></article>".encode()),
    "word": (docx_reader, "a.docx", docx),
}
PIECES = [
    "A", "A. ", "a ", "1", "1.", "2010", "10.1/", "http://", "https://a.b/", "et al., ", "Vogt et al. (2010) ", "[1]",
    "[1], ", "(1)", "^1^", "*", "_", "`", "[", "](", "![", "<", "<b>", "<p>", "<!-- ", "<!DOCTYPE [", "&amp;", "&#",
    "\u200b", "Ibid. ", "PMID: 1 ", "a=\"b\" ", "van der ", "and ", ", ", ";", "(", "{", "|a|\n", "\n- ", "\n> ", "a\n",
    "Smith J, ", "Collaborator AB, ", "5 mg ", "\\cite{a}",
]  # fmt: skip


@pytest.mark.parametrize("reader", share(READERS, 8))
def test_readers_and_citations_take_time_in_proportion(reader: str) -> None:
    module, name, wrap = READERS[reader]

    def call(text: str) -> None:
        with suppress(CitewardenError):
            cite(module.read(wrap(text), name=name))

    call("first, what is made once")
    lines = [p for p in PIECES if "\n" in p and p != "\n- "] if reader == "word" else []  # each is 60 bytes of a file
    pieces = [p for p in PIECES if p not in lines]
    assert not [p for p in pieces if is_slow(call, p)]


def is_slow(call: Callable[[str], object], piece: str) -> bool:
    """Whether text of one piece again and again takes much longer than as much other text."""

    def make(size: int) -> str:
        return (piece * (size // len(piece) + 1))[:size]

    likely = foreseen(call, make, bar=2 * BAR)
    return likely > 2 * BAR and (steep(call, make) or min(likely, foreseen(call, make)) > 20 * BAR)


@pytest.mark.parametrize(
    ("seconds", "slow"),
    [
        (lambda n: n / 1_000_000, False),
        (lambda n: n / 20_000, False),
        (lambda n: n * n.bit_length() / 500_000, False),
        (lambda n: 0.01 + n / 50_000, False),
        (lambda n: n / 2_000, True),
        (lambda n: n**2 / 1e9, True),
        (lambda n: n / 1_000_000 + n**2 / 5e8, True),
        (lambda n: n**3 / 1e12, True),
    ],
)
@pytest.mark.parametrize("busy", [1, 1.9])
def test_the_test_finds_what_is_slow(
    monkeypatch: pytest.MonkeyPatch, seconds: Callable[[int], float], slow: bool, busy: float
) -> None:
    """By a clock that goes as much as the text asks, on a busy machine now and then nearly twice as much."""
    now, chance = [0.0], Random(8)

    def call(text: str) -> None:
        now[0] += seconds(len(text)) * chance.uniform(1, busy)

    monkeypatch.setattr(patterns, "time", SimpleNamespace(process_time=lambda: now[0]))
    assert is_slow(call, "a ") is slow


def test_a_long_entry_is_read_in_part_and_told() -> None:
    people = "".join(f"Name{n:04d} AB, " for n in range(2_000))
    entry = f"{people} et al. Sleep in adults. J Sleep. 2010;3(2):4-9. doi:10.1000/sleep.1"
    begin = time.process_time()
    (parsed,) = parse_references([entry])
    assert time.process_time() - begin < 1.5
    assert parsed.raw == entry
    assert parsed.csl["DOI"] == "10.1000/sleep.1"
    document = plain_text.read(f"{HEAD}References\n\n1. {entry}\n".encode(), name="a.txt")
    references, citations = cite(document)
    audit = Audit(document, "2026-01-15", {}, references=tuple(references), citations=tuple(citations))
    (told,) = [f for f in unread_part.check(audit) if "as far as" in f.message]
    assert "Name0000" in told.message


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"word/document.xml": ("<w:p/>", 100_001)}, "more than 100,000 paragraphs"),
        ({"word/document.xml": ("<x/>", 1), "word/media/a.bmp": ("\0", 100_000_001)}, "unpacks to more than 100 MB"),
        ({"word/document.xml": (" ", 50_000_001)}, "50 MB of them"),
    ],
)
def test_what_unpacks_to_too_much_is_one_line(parts: Mapping[str, tuple[str, int]], said: str) -> None:
    file = office.package({name: piece * times for name, (piece, times) in parts.items()})
    begin = time.process_time()
    with pytest.raises(InputError, match=said):
        docx_reader.read(file, name="a.docx")
    assert time.process_time() - begin < 2


DEEP = 3_000


@pytest.mark.parametrize(
    ("module", "name", "source"),
    [
        (html, "a.html", "<h1>A</h1><p>Some text.</p>" + "<div>" * DEEP + "<p>Hidden</p>" + "</div>" * DEEP + "<p>End"),
        (html, "a.html", "<h1>A</h1><p>Some text.</p>" + "<ul><li>" * DEEP + "Hidden"),
        (markdown, "a.md", "# A\n\nSome text.\n\n" + ">" * 40 + " Hidden\n\nEnd\n"),
        (markdown, "a.md", "# A\n\nText.\n\n" + "\n".join("  " * n + "- item" for n in range(30)) + " Hidden\n"),
    ],
)
def test_what_is_nested_too_deeply_is_told(module: ModuleType, name: str, source: str) -> None:
    document = module.read(source.encode(), name=name)
    assert "Hidden" not in document.text
    assert [u for u in document.unread if u.kind == "part" and "nested deeper" in u.what and u.place]


def test_what_is_nested_as_pages_are_is_read_whole() -> None:
    page = "<h1>A</h1>" + "<div>" * 200 + "<p>Some text.</p>" + "</div>" * 200
    assert not html.read(page.encode(), name="a.html").unread
    quoted = "# A\n\n" + ">" * 8 + " Some text.\n\n" + "\n".join("  " * n + "- item" for n in range(8)) + "\n"
    assert not markdown.read(quoted.encode(), name="a.md").unread


@pytest.mark.parametrize(
    ("module", "name", "source", "said"),
    [
        (html, "a.html", "<h1>A</h1><p>Some text." + "<b>" * 400_000, "more than 400,000 tags"),
        (jats, "a.xml", "<article><body>" + "<p/>" * 400_000, "more than 400,000 tags"),
        (markdown, "a.md", "# A\n\nSome text.\n" + "- a\n" * 100_000, "more than 100,000 lines and cells"),
        (markdown, "a.md", "# A\n\nSome text.\n" + "|a|b|c|\n" * 21_000, "more than 100,000 lines and cells"),
        (markdown, "a.md", "# A\n\nSome text.\n" + "*a* " * 26_000, "more than 50,000 marks in one paragraph"),
        (plain_text, "a.txt", "Sleep\n\nSome text.\n" + "a\n" * 100_000, "more than 100,000 lines"),
    ],
)
def test_far_more_than_an_article_has_is_one_line(module: ModuleType, name: str, source: str, said: str) -> None:
    begin = time.process_time()
    with pytest.raises(InputError, match=said):
        module.read(source.encode(), name=name)
    assert time.process_time() - begin < 2


@pytest.mark.long
def test_a_long_article_with_a_picture_in_it_is_read_whole() -> None:
    picture = "![Rest](data:image/png;base64," + "iVBORw0KGgo/+aA9" * 20_000 + ")\n\n"
    table = "| a | b | c |\n|---|---|---|\n" + "| 1 | 2 | 3 |\n" * 5_000
    article = "# A\n\n" + picture + "Some **adults** sleep *badly*.\n\n" * 2_000 + table + "\n\nEnd.\n"
    assert markdown.read(article.encode(), name="a.md").text.endswith("End.")
