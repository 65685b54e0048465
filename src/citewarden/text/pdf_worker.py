"""The program that takes a PDF apart, run on its own (`python pdf_worker.py`), so that no file can stall or fill the
process that asked: the PDF comes in on standard input, JSON Lines go out.

The first line is {"pages": how many, "info": {...}} or {"end": why there is nothing}; then a page a line, as text; the
last is {"end": ""}, or why the rest is missing. A page is written as soon as it is read, so that what was read before a
fault counts. What is set raised stands between U+000E and U+000F ("2.5\\x0e12\\x0f": a mark behind a number is no
digit of it). Nothing of the package is imported: it starts in a tenth of a second.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_FIELDS = ("/Title", "/Subject", "/Keywords", "/doi", "/DOI", "/WPS-ARTICLEDOI", "/prism:doi")


def main(most_pages: int, seconds: float, megabytes: int, characters: int) -> None:
    """Read the PDF on standard input within these limits."""
    until = time.monotonic() + seconds
    _bind(megabytes, int(seconds) + 2)
    take(sys.stdin.buffer.read(), most_pages, until, characters, _say)


def take(data: bytes, most_pages: int, until: float, characters: int, say: Callable[[Any], None]) -> None:
    """Say what a PDF holds; `until` is a moment of the monotonic clock."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        file = PdfReader(io.BytesIO(data))
        if file.is_encrypted and not file.decrypt(""):
            return say({"end": "it is locked with a password"})
        count = len(file.pages)
        say({"pages": count, "info": _info(file)})
        broken = []
        for number in range(count):
            if number >= most_pages or (number and time.monotonic() > until) or characters <= 0:
                return say({"end": f"only the first {number} of {count} pages were read"})
            try:
                text = _text(file.pages[number])[:characters]
            except (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError):
                text = ""
                broken.append(str(number + 1))
            characters -= len(text)
            say(text)
        say({"end": f"page {', '.join(broken[:5])} cannot be read" if broken else ""})
    except MemoryError:
        say({"end": "it needs too much memory"})
    except RecursionError:
        say({"end": "it is nested without end"})
    except Exception as error:  # the parser raises many kinds on broken files
        say({"end": f"it is damaged, or of a kind that cannot be read ({type(error).__name__})"})


def _bind(megabytes: int, seconds: int) -> None:
    """Let the system end what takes too much; where it cannot, the caller's clock still does."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _say(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def _info(file: Any) -> dict[str, str]:
    """What the file says of itself, names without their slash."""
    try:
        held = file.metadata or {}
        return {name.strip("/"): _clean(str(held[name]))[:1000] for name in _FIELDS if held.get(name)}
    except Exception:  # broken metadata are none
        return {}


def _text(page: Any) -> str:
    """The text of a page; what is set smaller than the words before it and higher than their line is raised."""
    out: list[str] = []
    size, line = 0.0, 0.0

    def visit(text: str, page_matrix: Any, text_matrix: Any, font: Any, points: float) -> None:
        nonlocal size, line
        text = _clean(text)
        if not text.strip():
            size = 0.0 if "\n" in text else size
            out.append(text)
            return
        scale = abs(page_matrix[3] * text_matrix[3]) or 1.0
        height = page_matrix[3] * text_matrix[5] + page_matrix[5]
        if size and points * scale <= 0.87 * size and 0.1 * size < height - line < 0.9 * size:
            out.extend(("\x0e", text, "\x0f"))
        else:
            out.append(text)
            size, line = points * scale, height

    page.extract_text(visitor_text=visit)
    return "".join(out)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r", "\n"))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
