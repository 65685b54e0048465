r"""The notes of a Rich Text file, which pandoc drops: each is taken out before it and put back behind it.

A note is a group `{\footnote ...}` where its mark stands; `{\*\footnote ...}` is the same, and `\ftnalt` in it makes it
an endnote.
"""

from __future__ import annotations

import re

_NOTE = re.compile(rb"\{(?:\\\*)?\s*\\footnote(?![a-z])")
_BRACE = re.compile(rb"\\.|[{}]", re.DOTALL)
_PARAGRAPH = re.compile(rb"\\par(?![a-zA-Z])")
_PLAIN = re.compile(rb"\\pard(?![a-zA-Z])")
"""What begins a paragraph anew: in a note of one paragraph it would end the line its number stands on."""
_STAND_IN = re.compile(rb"\\u(-?\d{1,5}) ?[^\\{}\r\n \d]")
_MARK = re.compile(r"(?:\^(?:\\?[ \t])*|(?<![ \t])[ \t]*)citewardennote(\d+)mark\^?")
_BODY = re.compile(r"^citewardennote(\d+)body[ \t]*(.*)$", re.MULTILINE)


def without_notes(data: bytes) -> bytes:
    """The file with a word for each note, and the notes as paragraphs behind the text; with what stands in for a sign
    written by number, of which pandoc would drop the letter behind it too."""
    if b"\\uc0" not in data:
        data = _STAND_IN.sub(rb"\\u\1\\'3f", data)
    if data.find(b"\\footnote") < 0:
        return data
    parts: list[bytes] = []
    bodies: list[bytes] = []
    at = 0
    for found in _NOTE.finditer(data):
        if found.start() < at:
            continue
        end = _closing(data, found.start())
        if end < 0:
            break
        bodies.append(_PLAIN.sub(b"", _PARAGRAPH.sub(rb"\\line", data[found.end() : end])))
        parts += [data[at : found.start()], b" citewardennote%dmark" % len(bodies)]
        at = end + 1
    rest = data[at:]
    last = rest.rfind(b"}")
    last = last if last >= 0 else len(rest)
    notes = [
        b"\n\\par\\pard\\plain citewardennote%dbody {%s}\\par" % (number, body) for number, body in enumerate(bodies, 1)
    ]
    return b"".join([*parts, rest[:last], *notes, rest[last:]])


def with_notes(markdown: str) -> str:
    """What pandoc made of the file, with the words as marks and the paragraphs as notes."""
    return _MARK.sub(r"[^\1]", _BODY.sub(r"[^\1]: \2", markdown))


def _closing(data: bytes, at: int) -> int:
    """The brace that closes the one at `at`, -1 if none does."""
    depth = 0
    for found in _BRACE.finditer(data, at):
        if found[0] == b"{":
            depth += 1
        elif found[0] == b"}":
            depth -= 1
            if depth == 0:
                return found.start()
    return -1
