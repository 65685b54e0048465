"""Formats that are read through pandoc: OpenDocument, EPUB, RTF, LaTeX, Org and reStructuredText.

Pandoc turns them into its own Markdown, which keeps notes, citations by key and the fields of the head, and that is
read like any other Markdown. It comes with the optional extra `formats`. It runs without access to files or network,
with bounded memory, time and output; a place in such a file is told by its words, as the lines are pandoc's.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from citewarden.errors import InputError
from citewarden.model import BibliographyEntry, Document, Unread
from citewarden.readers import _latex, _net, _org, _restructured, _rtf, markdown
from citewarden.text import anchors

MEDIA_TYPES = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".epub": "application/epub+zip",
    ".rtf": "application/rtf",
    ".tex": "application/x-tex",
    ".latex": "application/x-tex",
    ".org": "text/org",
    ".rst": "text/x-rst",
}
SUFFIXES = tuple(MEDIA_TYPES)
_FORMATS = {".tex": "latex"}
_TO = (
    "markdown-smart-simple_tables-multiline_tables-grid_tables-fenced_divs-native_divs-bracketed_spans-native_spans"
    "-raw_attribute-raw_html-tex_math_dollars-header_attributes-link_attributes-implicit_figures-definition_lists"
)
_SECONDS = 120
_MEMORY = "2g"
_MOST = 50_000_000
"""Bytes of Markdown at most."""
_TITLED = re.compile(rb"\\title\s*[\[{]|^#\+title:", re.IGNORECASE | re.MULTILINE)
_PAGES = re.compile(r"\.x?html?\Z|\Acontent\.xml\Z", re.IGNORECASE)
_CONTROL = re.compile(r"\\[a-z]+-?\d* ?|[{}]")
_LINES = re.compile(r"(?:^|, )line \d+$")


def read(data: bytes, *, name: str) -> Document:
    """The Document of an article in one of these formats.

    Raises:
        InputError: pandoc is not installed, or cannot read the file.
    """
    suffix = PurePath(name).suffix.lower()
    form = _FORMATS.get(suffix, suffix.removeprefix("."))
    source, named = _prepared(data, form)
    made = _converted(source, form, name)
    if form == "rst":
        made = _restructured.once(made.decode("utf-8", "replace")).encode()
    if form == "rtf":
        made = _rtf.with_notes(made.decode("utf-8", "replace")).encode()
    document = markdown.read(made, name=name)
    document = replace(
        document,
        media_type=MEDIA_TYPES.get(suffix, ""),
        sha256=hashlib.sha256(data).hexdigest(),
        unread=tuple(_without_line(part) for part in document.unread),
        cited=tuple(_without_own_line(entry) for entry in document.cited),
        bibliographies=(*document.bibliographies, *named),
        source_map=(),
        line_starts=anchors.line_starts(document.text),
    )
    return _net.told(document, _seen(data, form))


def _seen(data: bytes, form: str) -> Iterator[tuple[str, str]]:
    """(words, place) of what the file itself holds."""
    if form in ("odt", "epub"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if _PAGES.search(name):
                    yield from _net.paragraphs(package.read(name).decode("utf-8", "replace"), name)
    elif form == "rtf":
        for words in _CONTROL.sub("", data.decode("latin-1").replace("\\par", "\n")).split("\n"):
            yield words, ""
    else:
        commented = {"latex": "%", "org": "# ", "rst": ".. comment"}[form]
        for words, place in _net.lines(data.decode("utf-8-sig", "replace")):
            if not words.lstrip().startswith(commented):
                yield words, place


def recognises(head: bytes) -> bool:
    """Never: these formats are told by their ending."""
    return False


def _prepared(data: bytes, form: str) -> tuple[bytes, list[str]]:
    """The file with what pandoc would drop in a form that it keeps, and the bibliographies it names in such a form."""
    if form == "rtf":
        return _rtf.without_notes(data), []
    if form not in ("latex", "rst", "org"):
        return data, []
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data, []  # pandoc says what is wrong with it
    if form == "latex":
        return _latex.with_printed_lists(source).encode(), []
    if form == "org":
        return _org.with_own_citations(source).encode(), []
    return _restructured.with_notes(source).encode(), _restructured.bibliographies(source)


def _converted(data: bytes, form: str, name: str) -> bytes:
    """The file as pandoc's Markdown."""
    command = [_pandoc(name), "+RTS", f"-M{_MEMORY}", "-RTS", "--sandbox", "--standalone", "--wrap=none"]
    if form == "rst" or _TITLED.search(data):
        command.append("--shift-heading-level-by=1")  # a title of its own stands above the first sections
    try:
        done = subprocess.run(
            [*command, "--from", form, "--to", _TO], input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        told = f"pandoc was not done with it after {_SECONDS} seconds"
        raise InputError(told, where=name, remedy="split the file, or save it as .docx or .html") from error
    if done.returncode or len(done.stdout) > _MOST:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[0][:120] if done.returncode and said else "the result is too large"
        raise InputError(f"pandoc cannot read it ({why})", where=name, remedy="save it as .docx or .html")
    return done.stdout


def _pandoc(name: str) -> str:
    """The program's path."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        found = shutil.which("pandoc")
    if found is None:
        told = f"files ending in {PurePath(name).suffix} are read through pandoc, which is not installed"
        raise InputError(told, where=name, remedy='pip install "citewarden[formats]", or save it as .docx or .html')
    return found


def _without_line(part: Unread) -> Unread:
    return replace(part, place=_LINES.sub("", part.place))


def _without_own_line(entry: BibliographyEntry) -> BibliographyEntry:
    return replace(entry, place=_LINES.sub("", entry.place), line=0)
