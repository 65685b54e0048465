"""What the bytes of a file tell of it: one that breaks off, or of no kind that is known."""

from __future__ import annotations

from citewarden.web.transfer import Reply

PDF = "application/pdf"
SHORT = 100_000
"""Bytes up to which a PDF is read to see whether it is one, and whole."""
_END = 2_048
"""Bytes at the end of a PDF in which its last line stands: some servers add a little."""
_STARTS = (
    b"PK", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!",
    b"ID3", b"\xff\xfb", b"RIFF", b"OggS", b"fLaC", b"\x1aE\xdf\xa3", b"II*\x00", b"MM\x00*", b"\xff\xfe", b"\xfe\xff",
)  # fmt: skip
"""How documents, pictures, archives, sounds, films and UTF-16 text begin."""
_FTYP = slice(4, 8)
_CONTROLS = bytes(n for n in range(32) if n not in b"\t\n\x0b\x0c\r\x1b")
_SEEN = 4_096
_MANY = 50
"""One byte in so many that no text has makes no text."""


def breaks_off(reply: Reply) -> bool:
    """Is an answer that was read whole a PDF without its end? Its last line is "%%EOF" (ISO 32000-1, 7.5.5)."""
    whole = reply.kind == PDF and not reply.capped and b" obj" in reply.body
    return whole and reply.body.lstrip().startswith(b"%PDF-") and b"%%EOF" not in reply.body[-_END:]


def is_noise(reply: Reply) -> bool:
    """Is an answer without a media type of its own neither text nor a file that begins as one of a known kind does?"""
    if reply.kind not in ("", "application/octet-stream"):
        return False
    seen = reply.body[:_SEEN]
    if seen.startswith(_STARTS) or b"%PDF-" in seen or seen[_FTYP] == b"ftyp":
        return False
    return (len(seen) - len(seen.translate(None, _CONTROLS))) * _MANY > len(seen)
