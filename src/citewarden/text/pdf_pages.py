"""The words of a PDF, page by page, by pypdf in a process of its own that is given so much time, memory and text.

Whatever the file holds (a loop, a bomb, a hundred thousand pages), the answer comes in time and is a value: pages, and
why the others are missing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LARGEST = 25_000_000
"""Most bytes of a PDF that is read."""
MOST_PAGES = 400
SECONDS = 20.0
MEGABYTES = 1024
CHARACTERS = 4_000_000
START = b"%PDF-"
"""How a PDF begins, within its first kilobyte."""


@dataclass(frozen=True, slots=True)
class Pages:
    """`pages` are the texts of the first pages, raised runs between U+000E and U+000F; `count` is how many there are.

    `info` are Title, Subject, Keywords and DOI fields as the file gives them. `missing` says why pages are missing or,
    where `pages` is empty, why nothing could be read; "" if all were read.
    """

    pages: tuple[str, ...] = ()
    count: int = 0
    info: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""

    @property
    def unread(self) -> str:
        """Why no words could be read, "" if there are some."""
        if any(any(c.isalpha() for c in page) for page in self.pages):
            return ""
        if self.missing:
            return self.missing
        return "it holds no text; it may be a scan" if self.count else "it has no pages"


def read(data: bytes, *, most_pages: int = MOST_PAGES, seconds: float = SECONDS) -> Pages:
    """Take a PDF apart."""
    if START not in data[:1024]:
        return Pages(missing="it is no PDF")
    if len(data) > LARGEST:
        return Pages(missing=f"it is larger than {LARGEST:,} bytes")
    worker = Path(__file__).with_name("pdf_worker.py")
    limits = map(str, (most_pages, seconds, MEGABYTES, CHARACTERS))
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(worker), *limits], input=data, capture_output=True, timeout=seconds + 5
        )
        said = done.stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    return told(said)


def told(said: bytes) -> Pages:
    """What the worker wrote, be it that it was stopped in the middle of a line."""
    pages: list[str] = []
    count, info, missing = 0, {}, "it takes too long or too much memory to read"
    for line in said.splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            break
        if isinstance(value, str):
            pages.append(value)
        elif "end" in value:
            missing = str(value["end"])
        else:
            count, info = int(value["pages"]), dict(value["info"])
    return Pages(tuple(pages), count, info, missing)


def dumps(pages: Pages) -> bytes:
    """Pages as bytes that can be kept."""
    return json.dumps([pages.pages, pages.count, dict(pages.info), pages.missing]).encode()


def loads(data: bytes) -> Pages:
    """What `dumps` wrote.

    Raises:
        ValueError: it is something else.
    """
    try:
        pages, count, info, missing = json.loads(data)
        return Pages(tuple(map(str, pages)), int(count), dict(info), str(missing))
    except (TypeError, ValueError) as error:
        raise ValueError("not the pages of a PDF") from error
