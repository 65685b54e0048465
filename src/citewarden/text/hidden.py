"""Signs that nobody sees and that change what is seen, written as what they are: `\\x1b`, `\\u202e`.

Terminal escapes and other controls (C0 but tab and line ends, C1), overrides and isolates of the writing direction
(Unicode Standard Annex 9), signs of no width, and tags. A joiner that scripts need (U+200C, U+200D) is left between
letters of those.
"""

from __future__ import annotations

import re

_SIGNS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
_ANY = re.compile(f"[{_SIGNS}\u200c\u200d]")
_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
"""The bytes of signs that hide nothing, and that most of a text is of."""
_HIDDEN = re.compile(f"[{_SIGNS}]|(?:(?<=[\x00-\u02ff])|\\A)[\u200c\u200d]+")


def may_hide(text: str) -> bool:
    """Whether there are signs in `text` that may have to be written out: quick to tell, since most texts hold none."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return _ANY.search(rest.decode("utf-8", "surrogatepass")) is not None


def shown(text: str) -> str:
    """`text` with its hidden signs written out."""
    return _HIDDEN.sub(lambda found: "".join(map(named, found[0])), text) if may_hide(text) else text


def named(sign: str) -> str:
    """One sign as it is written out: "\\\\x1b", "\\\\u202e", "\\\\U000e0041"."""
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
