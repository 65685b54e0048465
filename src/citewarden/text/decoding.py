"""Bytes to text: which encoding a file is in, or one clear line on why it cannot be read."""

from __future__ import annotations

import codecs
import re

from citewarden.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF", "save the article as text, HTML, Markdown or Word (.docx)"),
    (b"PK\x03\x04", "a zip archive or an office document", "if it is a Word file, give it the ending .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc)", "save it as .docx"),
    (b"{\\rtf", "rich text (RTF)", "save it as .docx or plain text"),
    (b"\x89PNG", "an image", "give the article itself"),
    (b"\xff\xd8\xff", "an image", "give the article itself"),
    (b"GIF8", "an image", "give the article itself"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x7fELF", "a program", "give the article itself"),
)
_LATIN = re.compile("[\u00a0-\u024f\u2010-\u2030\u2039\u203a\u20ac\u2122\u0152\u0153\u0160\u0161\u02c6\u02dc]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, *, name: str, declared: str = "") -> str:
    """The text of `data` with line ends as "\\n" and no byte order mark.

    UTF-8 is tried first, then the encoding the file declares, then UTF-16 without a mark, Windows-1252 for Western
    text, and last what charset-normalizer finds. A file that is mostly UTF-8 but broken in places is refused, not
    guessed at: a guess would garble every accent in it.

    Raises:
        InputError: empty, binary, or in no encoding that can be told.
    """
    if not data:
        raise InputError("the file is empty", where=name, remedy="give a file with the article's text")
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"this is {what}, not text", where=name, remedy=remedy)
    text = normalise_line_ends(_decoded(data, name, declared))
    if not text.strip():
        raise InputError(
            "the file holds no text, only blanks", where=name, remedy="give a file with the article's text"
        )
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > max(2, len(text) // 200):
        raise InputError("this is a binary file, not text", where=name, remedy="give the article as a text file")
    return text


def normalise_line_ends(text: str) -> str:
    """`text` with "\\r\\n" and lone "\\r" as "\\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str, declared: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, name)
    if b"\x00" in data[:4096]:
        return _strictly(data, _silent_utf16(data, name), name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = error
    damaged = _damaged_utf8(data)
    if damaged:
        _refuse(data, fault.start, name)
    if declared and _known(declared):
        return _strictly(data, declared, name)
    try:
        text = data.decode("cp1252")
        high = "".join(c for c in text if ord(c) > 127)
        if len(high) <= max(3, len(text) * 0.15) and _LATIN.fullmatch(high):
            return text
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or best.encoding in ("utf_7", "ascii"):
        _refuse(data, fault.start, name)
    return str(best)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"the file says it is {encoding.upper()}, but byte {error.start + 1} is not",
            where=name,
            remedy="save it again as UTF-8",
        ) from error


def _silent_utf16(data: bytes, name: str) -> str:
    """The UTF-16 flavour of text without a mark: in Western text every other byte is zero."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and even <= odd // 10:
        return "utf-16-le"
    if even > len(head) // 4 and odd <= even // 10:
        return "utf-16-be"
    raise InputError("this is a binary file, not text", where=name, remedy="give the article as a text file")


def _damaged_utf8(data: bytes) -> bool:
    """Whether `data` holds more good UTF-8 sequences than bytes that fit none."""
    loose = data.decode("utf-8", errors="replace")
    bad = loose.count("\ufffd")
    good = sum(1 for c in loose if ord(c) > 127) - bad
    return good > 2 * bad


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name not in ("utf-8", "utf-7", "idna", "punycode") and bool(
            getattr(codecs.lookup(encoding), "_is_text_encoding", True)
        )
    except (LookupError, ValueError):
        return False


def _refuse(data: bytes, at: int, name: str) -> None:
    line = data.count(b"\n", 0, at) + 1
    raise InputError(
        f"not readable as UTF-8 (byte 0x{data[at]:02x}) and in no encoding that can be told",
        where=f"{name}:{line}",
        remedy="save it again as UTF-8",
    )
