"""Styles and automatic numbers of Word paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from citewarden.readers import _words

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = ("lowerLetter", "upperLetter")
_ROMAN = ("lowerRoman", "upperRoman")


class Styles:
    """The named styles of a file, with the numbers its lists have reached."""

    def __init__(self, file: Any) -> None:
        self._styles = {s.style_id: s for s in file.styles}
        self._levels = _levels(file)
        self._counters: dict[tuple[str, int], int] = {}

    def names(self, properties: etree._Element | None) -> list[str]:
        """The names of a paragraph's style and of those it is based on."""
        return list(self._chain(properties, "pStyle", lambda style: str(style.name or "")))

    def hides(self, properties: etree._Element | None, kind: str) -> bool:
        """Whether the style that `properties` name ("pStyle" or "rStyle") hides its text."""
        return any(self._chain(properties, kind, lambda style: is_on(style.element.find(f"{W}rPr/{W}vanish"))))

    def font(self, properties: etree._Element | None) -> str:
        """The font of the character style that `properties` name, "" if it sets none."""
        fonts = self._chain(properties, "rStyle", lambda style: font_of(style.element.find(f"{W}rPr")))
        return next(filter(None, fonts), "")

    def number(self, properties: etree._Element | None) -> tuple[int, str] | None:
        """(nesting from 1, printed number or "") of a list paragraph, None if it is none; counts it."""
        mark = properties.find(f"{W}numPr") if properties is not None else None
        if mark is None:
            found = self._chain(properties, "pStyle", lambda style: style.element.find(f"{W}pPr/{W}numPr"))
            mark = next((m for m in found if m is not None), None)
        if mark is None:
            return None
        number, depth = mark.find(f"{W}numId"), mark.find(f"{W}ilvl")
        identifier = str(number.get(f"{W}val")) if number is not None else "0"
        level = int(depth.get(f"{W}val", "0")) if depth is not None else 0
        if identifier == "0":
            return None
        form, first = self._levels.get((identifier, level), ("bullet", 1))
        if form in ("bullet", "none"):
            return level + 1, ""
        count = self._counters.get((identifier, level), first - 1) + 1
        self._counters[identifier, level] = count
        for deeper in [key for key in self._counters if key[0] == identifier and key[1] > level]:
            del self._counters[deeper]
        return level + 1, _printed(count, form)

    def _chain(self, properties: etree._Element | None, kind: str, look: Any) -> Iterator[Any]:
        mark = properties.find(f"{W}{kind}") if properties is not None else None
        style = self._styles.get(mark.get(f"{W}val")) if mark is not None else None
        for _ in range(8):
            if style is None:
                return
            yield look(style)
            style = getattr(style, "base_style", None)


def is_on(mark: etree._Element | None) -> bool:
    """Whether a property that is on or off is on."""
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def font_of(properties: etree._Element | None) -> str:
    """The font that run properties set, "" if they set none."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def _printed(count: int, form: str) -> str:
    if form in _LETTERS and 1 <= count <= 26:
        return chr(ord("a") + count - 1)
    return _words.roman(count) if form in _ROMAN and count < 400 else str(count)


def _levels(file: Any) -> dict[tuple[str, int], tuple[str, int]]:
    """(numId, level) -> (number format, first number)."""
    part = next((r.target_part for r in file.part.rels.values() if r.reltype.endswith("/numbering")), None)
    if part is None:
        return {}
    abstract = {str(a.get(f"{W}abstractNumId")): a for a in part.element.findall(f"{W}abstractNum")}
    out: dict[tuple[str, int], tuple[str, int]] = {}
    for num in part.element.findall(f"{W}num"):
        link = num.find(f"{W}abstractNumId")
        definition = abstract.get(str(link.get(f"{W}val"))) if link is not None else None
        restarts = {o.get(f"{W}ilvl"): o.find(f"{W}startOverride") for o in num.findall(f"{W}lvlOverride")}
        for level in definition.findall(f"{W}lvl") if definition is not None else ():
            form, start = level.find(f"{W}numFmt"), level.find(f"{W}start")
            start = start if restarts.get(level.get(f"{W}ilvl")) is None else restarts[level.get(f"{W}ilvl")]
            first = str(start.get(f"{W}val")) if start is not None else "1"
            out[str(num.get(f"{W}numId")), int(level.get(f"{W}ilvl", "0"))] = (
                str(form.get(f"{W}val")) if form is not None else "decimal",
                int(first) if re.fullmatch(r"\d+", first) else 1,
            )
    return out
