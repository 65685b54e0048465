"""Automatic numbers of Word paragraphs: how deep, and what is printed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree

from citewarden.readers import _word_numbers
from citewarden.readers._word_numbers import Styles

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def element(inner: str) -> Any:
    return etree.fromstring(f"<w:pPr {SPACE}>{inner}</w:pPr>")


def styles(numbering: str, *named: Any) -> Styles:
    part = SimpleNamespace(reltype="x/numbering", target_part=SimpleNamespace(element=element(numbering)))
    file = SimpleNamespace(styles=named, part=SimpleNamespace(rels={"r": part} if numbering else {}))
    return Styles(file)


def listed(number: int, level: int | None = 0) -> Any:
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return element(f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, start: str = "") -> str:
    first = f'<w:start w:val="{start}"/>' if start else ""
    return f'<w:lvl w:ilvl="{at}">{first}<w:numFmt w:val="{form}"/></w:lvl>'


def numbering(*levels: str, over: str = "") -> str:
    number = f'<w:num w:numId="1"><w:abstractNumId w:val="7"/>{over}</w:num>'
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{number}'


def test_a_deeper_list_begins_anew_under_each_item() -> None:
    made = styles(numbering(level(0, "decimal"), level(1, "lowerLetter"), level(2, "lowerRoman")))
    said = [made.number(listed(1, at)) for at in (0, 1, 1, 2, 0, 1, 2, 2, 0)]
    assert said == [(1, "1"), (2, "a"), (2, "b"), (3, "i"), (1, "2"), (2, "a"), (3, "i"), (3, "ii"), (1, "3")]


@pytest.mark.parametrize(
    ("levels", "over", "first"),
    [
        (level(0, "decimal"), "", "1"),
        (level(0, "decimal", "5"), "", "5"),
        (level(0, "decimal", "0"), "", "0"),
        (level(0, "decimal", "five"), "", "1"),
        (level(0, "decimal", "5"), '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>', "9"),
        (level(0, "decimal", "5"), '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="9"/></w:lvlOverride>', "5"),
        (level(0, "decimal", "5"), '<w:lvlOverride w:ilvl="0"/>', "5"),
        (level(0, "upperLetter", "26"), "", "z"),
        (level(0, "upperLetter", "27"), "", "27"),
        (level(0, "upperRoman", "399"), "", "cccxcix"),
        (level(0, "upperRoman", "400"), "", "400"),
        (level(0, "bullet", "5"), "", ""),
        (level(0, "none", "5"), "", ""),
        ('<w:lvl><w:start w:val="4"/></w:lvl>', "", "4"),
        ("", "", ""),
    ],
)
def test_the_first_number(levels: str, over: str, first: str) -> None:
    assert styles(numbering(levels, over=over)).number(listed(1)) == (1, first)


def test_two_lists_are_counted_apart() -> None:
    two = numbering(level(0, "decimal")) + '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    made = styles(two)
    assert [made.number(listed(n))[1] for n in (1, 2, 1, 2)] == ["1", "1", "2", "2"]  # type: ignore[index]


def test_what_is_in_no_list() -> None:
    made = styles(numbering(level(0, "decimal")))
    assert made.number(None) is None
    assert made.number(element("")) is None
    assert made.number(listed(0)) is None
    assert made.number(element("<w:numPr/>")) is None
    assert made.number(listed(3)) == (1, "")  # a list that the file does not define
    assert made.number(listed(1, None)) == (1, "1")
    assert styles("").number(listed(1)) == (1, "")


def style(name: str, inner: str = "", base: Any = None) -> Any:
    return SimpleNamespace(style_id=name, name=name, element=element(inner), base_style=base)


def test_what_a_style_hands_down() -> None:
    base = style("base", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:vanish/></w:rPr>')
    made = styles(numbering(level(0, "decimal")), base, style("own", base=base), style("other"))
    assert made.number(element('<w:pStyle w:val="own"/>')) == (1, "1")
    assert made.number(element('<w:pStyle w:val="other"/>')) is None
    assert made.names(element('<w:pStyle w:val="own"/>')) == ["own", "base"]
    assert made.hides(element('<w:rStyle w:val="own"/>'), "rStyle")
    assert not made.hides(element('<w:rStyle w:val="own"/>'), "pStyle")
    assert not made.hides(element('<w:rStyle w:val="other"/>'), "rStyle")


def test_styles_that_are_based_on_themselves_end() -> None:
    ring = style("ring")
    ring.base_style = ring
    assert styles("", ring).names(element('<w:pStyle w:val="ring"/>')) == ["ring"] * 8


@pytest.mark.parametrize(
    ("inner", "font"),
    [
        ('<w:rFonts w:ascii="Symbol" w:hAnsi="Arial"/>', "Symbol"),
        ('<w:rFonts w:hAnsi="Arial"/>', "Arial"),
        ("<w:rFonts/>", ""),
        ("", ""),
    ],
)
def test_the_font(inner: str, font: str) -> None:
    assert _word_numbers.font_of(element(inner)) == font
    assert styles("", style("own", f"<w:rPr>{inner}</w:rPr>")).font(element('<w:rStyle w:val="own"/>')) == font


@pytest.mark.parametrize(("given", "on"), [("", True), *((v, v == "1") for v in ("0", "false", "off", "1"))])
def test_on_or_off(given: str, on: bool) -> None:
    mark = element(f"<w:vanish{f' w:val={chr(34)}{given}{chr(34)}' if given else ''}/>")[0]
    assert _word_numbers.is_on(mark) is on
    assert not _word_numbers.is_on(None)
