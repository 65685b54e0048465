"""What a reader takes of memory over a file of a megabyte: the most that its process ever holds, the models and a small
file of the same kind taken off."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what is held")]

SIZE = 1_000_000
TIMES = 30
"""Times the file that a reader may hold: a tree of it, its text, its blocks and where each stretch stands. Measured:
plain text 3, Word 17, CNXML and JATS 23, Markdown and HTML 27."""
CHILD = r"""
import ctypes, gc, re, sys
from pathlib import Path
from citewarden.readers import cnxml, docx, html, jats, markdown, plain_text
from citewarden.testing.fuzz import targets
READERS = dict(text=plain_text, markdown=markdown, html=html, jats=jats, cnxml=cnxml, docx=docx)
name, size = sys.argv[1], int(sys.argv[2])
words = "Some adults sleep badly at night, and wake early. " * 8
UNITS = {
    "html": f"<p>{words}<b>Rest</b>.<sup>1</sup></p>\n",
    "markdown": f"{words}**Rest**.[1]\n\n",
    "text": f"{words}Rest.[1]\n\n",
    "jats": f"<p>{words}<bold>Rest</bold>.</p>\n",
    "cnxml": f"<para>{words}<emphasis>Rest</emphasis>.</para>\n",
    "docx": f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>",
}
wrap = targets()[name].wrap
def read(data):
    READERS[name].read(data, name="a")
def told(what):
    return 1024 * int(re.search(what + r":\s+(\d+)", Path("/proc/self/status").read_text())[1])
read(wrap(UNITS[name] * 20))
data = wrap(UNITS[name] * (size // len(UNITS[name])))
gc.collect()
ctypes.CDLL(None).malloc_trim(0)
Path("/proc/self/clear_refs").write_text("5")  # forget the most that was held so far
before = told("VmRSS")
read(data)
print(told("VmHWM") - before)
"""


@pytest.mark.parametrize("name", ["text", "markdown", "html", "jats", "cnxml", "docx"])
def test_a_reader_holds_the_file_some_times_at_most(name: str) -> None:
    done = subprocess.run([sys.executable, "-c", CHILD, name, str(SIZE)], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= TIMES * SIZE, f"{int(done.stdout) / SIZE:.1f} times"
