"""The words of a BibTeX field as they are printed: LaTeX's accents, signs, dashes and formulas as characters, without
braces and the commands that only set words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_ACCENT = re.compile(
    r"\\(?:(?P<sign>[`'^\"~=.])\s*|(?P<letter>[uvHcdbkr])(?:\s+|(?=[{\\])))\{?(?:\\(?P<name>[A-Za-z]+)|(?P<base>[^\W\d_]))"
)
r"""An accent and the letter it stands on: "\'e", "\'{e}", "\c c", "\'{\i}"."""
_NAMED = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s+|(?![A-Za-z]))")
r"""A sign by its name, which takes the blanks behind it with it: "\oe uvre", "\ss{}"."""
_DRESS = re.compile(
    r"\\(?:text[a-z]{2,}|emph|math[a-z]{2,}|uppercase|lowercase|url|mbox|ensuremath|enquote|hbox|relax|href\s*\{[^{}]*\})"
    r"\s*(?={)|\\(?:it|em|bf|sc|rm|sl|tt|sf|itshape|bfseries|scshape|relax)(?![A-Za-z])\s*"
)
"""A command round words, which say enough without it, and a switch of the font before them."""
_RAISED = re.compile(r"(?:\\textsuperscript\s*|\^)(?:\{([-+\d]{1,6})\}|(\d))")
"""A raised number: without its height it were one with the number before it."""
_FORMULA = re.compile(r"(?<!\\)\$([^$\n]{1,80}?)(?<!\\)\$")
_DEGREE = re.compile(r"\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})\s*")
_LOWERED = re.compile(r"[_^](?=[\w{\\])")
_SPACES = re.compile(r"\\(?:[,;: \n]|\\)|(?<!\\)~")
_NO_SPACE = re.compile(r"\\[!/-]")
_ESCAPED = re.compile(r"\\([&%$#_{}])|(?<!\\)[{}]")
_TILDE = re.compile(r"\\(?:~(?:\{\})?|textasciitilde(?:\{\})?)|\{\\~\}")
_FIGURES = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")


def plain(text: str) -> str:
    """A field's words."""
    if "$" in text:
        text = _FORMULA.sub(lambda formula: _formula(formula[1]), text)
    if "\\" in text:
        text = _ACCENT.sub(_accented, _DRESS.sub("", _RAISED.sub(_raised, text) if "super" in text else text))
        text = _NO_SPACE.sub("", _NAMED.sub(_sign, text))
    text = _SPACES.sub(" ", text).replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return unicodedata.normalize("NFC", " ".join(_unbraced(text).split()))


def address(text: str) -> str:
    """A field that holds an address or an identifier, in which dashes and tildes stand for themselves."""
    return " ".join(_unbraced(_DRESS.sub("", _TILDE.sub("~", text))).split())


def _unbraced(text: str) -> str:
    return _ESCAPED.sub(lambda sign: sign[1] or "", text)


def _formula(words: str) -> str:
    return _NAMED.sub(_sign, _LOWERED.sub("", _RAISED.sub(_raised, _DEGREE.sub("°", words))))


def _raised(number: re.Match[str]) -> str:
    return (number[1] or number[2]).translate(_FIGURES)


def _accented(found: re.Match[str]) -> str:
    base = found["base"] or found["name"]
    if base not in ("i", "j") and found["name"]:
        base = _signs().get(base, "")
    return base + _ACCENTS[found["sign"] or found["letter"]] if base else found[0]


def _sign(found: re.Match[str]) -> str:
    return _signs().get(found[1], found[0])


@cache
def _signs() -> dict[str, str]:
    """The signs that have a name in LaTeX."""
    from bibtexparser.latexenc import unicode_to_latex

    out: dict[str, str] = {}
    for sign, written in unicode_to_latex:
        if len(sign) == 1 and not unicodedata.combining(sign) and (name := _NAME.fullmatch(written)):
            out.setdefault(name[1], sign)
    return out | _FURTHER


_NAME = re.compile(r"\{?\\(?:ensuremath\{\\)?([A-Za-z]+)\}*\s*")
_FURTHER = {
    "i": "i", "j": "j", "dh": "ð", "times": "×", "le": "≤", "ge": "≥", "ne": "≠", "neq": "≠", "to": "→", "mu": "µ",
    "textmu": "µ", "textmicro": "µ", "micro": "µ", "degree": "°", "circ": "°", "dots": "…", "copyright": "©",
    "textquoteright": "’", "textunderscore": "_", "textgreater": ">", "textless": "<", "pounds": "£", "euro": "€",
    "texteuro": "€", "S": "§", "sim": "~", "cdot": "·", "phi": "φ", "epsilon": "ε", "textpm": "±", "texttimes": "×",
    "textdiv": "÷",
}  # fmt: skip
