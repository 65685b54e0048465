"""Characters that Word files set in symbol fonts, where a letter's code shows another sign ("m" in Symbol is "μ")."""

from __future__ import annotations

_SYMBOL = dict(
    zip(
        range(0x20, 0x7F),
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλµνοπθρστυϖωξψζ{|}∼",
        strict=True,
    )
) | dict(
    zip(
        range(0xA0, 0xF0),
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
        strict=True,
    )
)
"""Adobe's Symbol encoding; its "m" is written as the micro sign, which is what units need."""
_WINGDINGS = (
    dict(zip(range(0x6C, 0x78), "●❍■□❐❑❒⬧⧫◆❖⬥", strict=True))
    | dict(zip(range(0x80, 0x8B), "⓪①②③④⑤⑥⑦⑧⑨⑩", strict=True))
    | dict(zip(range(0x8B, 0x96), "⓿❶❷❸❹❺❻❼❽❾❿", strict=True))
    | dict(zip(range(0xDF, 0xE9), "←→↑↓↖↗↙↘←→", strict=True))
    | {0x20: " ", 0x4A: "☺", 0x4C: "☹", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨"}
    | {0xF1: "⇧", 0xF2: "⇩", 0xF3: "⇔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
)
_FONTS = {"symbol": _SYMBOL, "symbol mt": _SYMBOL, "wingdings": _WINGDINGS}
_OTHER = frozenset(["webdings", "wingdings 2", "wingdings 3", "zapf dingbats", "mt extra", "marlett"])
UNKNOWN = "\ufffd"
"""Stands in the text for a sign that is not known: no number that touches it is read."""


def sign(font: str, code: int) -> str:
    """The character that `code` shows in `font`; `UNKNOWN` if that is not known."""
    table = _FONTS.get(font.strip().casefold())
    if table is not None:
        return table.get(_low(code), UNKNOWN)
    code = _low(code)
    if 0xE000 <= code <= 0xF8FF or font.strip().casefold() in _OTHER:
        return UNKNOWN
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN


def in_font(text: str, font: str) -> str:
    """`text` as it is seen in `font`.

    Private characters (Word keeps those of symbol fonts as U+F020 to U+F0FF) are Symbol's where the font is not said.
    """
    table = _FONTS.get(font.strip().casefold())
    if table is None and font.strip().casefold() not in _OTHER:
        if all(not 0xE000 <= ord(char) <= 0xF8FF for char in text):
            return text
        return "".join(sign("symbol", ord(char)) if 0xF000 <= ord(char) <= 0xF0FF else _public(char) for char in text)
    return "".join(char if char.isspace() else sign(font, ord(char)) for char in text)


def _public(char: str) -> str:
    return UNKNOWN if 0xE000 <= ord(char) <= 0xF8FF else char


def _low(code: int) -> int:
    return code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
