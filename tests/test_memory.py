"""What readers take of memory: the most that a process ever holds while it reads, the models and a small file of the
same kind taken off. Of two sizes the difference is told, so that what is held in any case is left out.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what is held")]

SIZE = 1_000_000
MOST = 250_000_000
"""Bytes that the densest file may take of which all is read."""
CHILD = r"""
import ctypes, gc, json, re, sys, tempfile
from pathlib import Path
from citewarden.readers import _limits, cnxml, docx, html, jats, markdown, plain_text
from citewarden.registries import library
from citewarden.testing.fuzz import targets
READERS = dict(text=plain_text, markdown=markdown, html=html, jats=jats, cnxml=cnxml, docx=docx)
name, size = sys.argv[1], int(sys.argv[2])
words = "Some adults sleep badly at night, and wake early. " * 8
UNITS = {
    "html": f"<p>{words}<b>Rest</b>.<sup>1</sup></p>\n",
    "html tags": "<p>a</p>",
    "markdown": f"{words}**Rest**.[1]\n\n",
    "markdown lines": "- a\n",
    "markdown cells": "|a|b|c|\n",
    "markdown marks": "*a* ",
    "text": f"{words}Rest.[1]\n\n",
    "text lines": "a\n\n",
    "jats": f"<p>{words}<bold>Rest</bold>.</p>\n",
    "jats tags": "<p>a</p>",
    "cnxml": f"<para>{words}<emphasis>Rest</emphasis>.</para>\n",
    "docx": f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>",
    "docx paragraphs": "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
    "library.bib": "@article{v#, title={Sleep}, author={Vogt, Jan}, journal={J Sleep}, year=2010[, abstract={%s}]}\n",
    "library.ris": "TY  - JOUR\nTI  - Sleep\nAU  - Vogt, Jan\nJO  - J Sleep\nPY  - 2010\n[AB  - %s\n]ER  - \n\n",
    "library.nbib": "PMID- 1\nTI  - Sleep\nFAU - Vogt, Jan\nJT  - J Sleep\nDP  - 2010\n[AB  - %s\n]\n",
    "library.json": '{"type": "article-journal", "title": "Sleep", "issued": "2010"[, "abstract": "%s"]},\n',
    "library.yaml": "- title: Sleep\n  author: Vogt J\n  container-title: J Sleep\n  issued: 2010\n[  abstract: %s\n]",
    "library.xml": "<record><ref-type name='Journal Article'>17</ref-type><titles><title>Sleep</title></titles>"
    "<dates><year>2010</year></dates>[<abstract>%s</abstract>]</record>\n",
}
AROUND = {
    "library.json": ("[", '{"title": "End"}]'),
    "library.xml": ("<xml><records>", "</records></xml>"),
    "markdown cells": ("|a|b|c|\n|-|-|-|\n", ""),
}
kind = name.removesuffix(" bare")
unit = re.sub(r"\[([^%\[]*%s[^\]]*)\]", "" if kind != name else r"\1", UNITS[kind]).replace("%s", words.strip())
folder = Path(tempfile.mkdtemp())
def made(times):
    before, after = AROUND.get(kind, ("", ""))
    return before + "".join(unit.replace("#", str(n)) for n in range(times)) + after
def reader(text):
    if name.startswith("library"):
        path = folder / kind
        path.write_text(text)
        return lambda: library.load(path)
    data = targets()[name.split()[0]].wrap(text)
    return lambda: READERS[name.split()[0]].read(data, name="a")
def told(what):
    return 1024 * int(re.search(what + r":\s+(\d+)", Path("/proc/self/status").read_text())[1])
reader(made(20))()
read = reader(made(size // len(unit)))
gc.collect()
ctypes.CDLL(None).malloc_trim(0)
Path("/proc/self/clear_refs").write_text("5")  # forget the most that was held so far
before = told("VmRSS")
held = read()
print(told("VmHWM") - before)
"""


def held(name: str, size: int) -> int:
    """The bytes that reading a file of `size` takes."""
    done = subprocess.run([sys.executable, "-c", CHILD, name, str(size)], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.parametrize(
    "name",
    [
        "text",
        "markdown",
        "html",
        "jats",
        "cnxml",
        "docx",
        *(f"library.{kind}{more}" for kind in ("bib", "ris", "nbib", "json", "yaml", "xml") for more in ("", " bare")),
    ],
)
def test_a_reader_holds_the_file_ten_times_at_most(name: str) -> None:
    times = (held(name, 3 * SIZE) - held(name, SIZE)) / (2 * SIZE)
    assert times <= 10, f"{times:.1f} times"


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("html tags", 1_580_000),
        ("jats tags", 1_580_000),
        ("markdown lines", 390_000),
        ("markdown cells", 155_000),
        ("markdown marks", 97_000),
        ("text lines", 145_000),
        ("docx paragraphs", 3_300_000),
    ],
)
def test_the_densest_file_that_is_read_is_bounded(name: str, size: int) -> None:
    assert held(name, size) <= MOST
