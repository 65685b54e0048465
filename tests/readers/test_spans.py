# ruff: noqa: E501
"""Cells that span columns or rows hold in each of them, in every format that has tables."""

from __future__ import annotations

import pytest

from citewarden.model import Document
from citewarden.readers import cnxml, html, jats
from citewarden.text.rows import table


def rows(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == "row"]


def page(inner: str) -> Document:
    return html.read(
        f"<article><h1>Doses</h1><p>How much to give.</p><table>{inner}</table></article>".encode(), name="a"
    )


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (
            "<tr><th rowspan=2>Age</th><th colspan=2>Daily</th></tr><tr><th>Male</th><th>Female</th></tr>"
            "<tr><td>1-70</td><td>15 mcg</td><td>14 mcg</td></tr>",
            ["Age | Daily | Daily", "Age | Male | Female", "1-70 | 15 mcg | 14 mcg"],
        ),
        (
            "<tr><td>3 months</td><td>60 mg</td><td rowspan='3'>4 times</td></tr><tr><td>6 months</td><td>120 mg</td></tr>"
            "<tr><td>2 years</td><td>180 mg</td></tr><tr><td>9 years</td><td>250 mg</td><td>twice</td></tr>",
            [
                "3 months | 60 mg | 4 times",
                "6 months | 120 mg | 4 times",
                "2 years | 180 mg | 4 times",
                "9 years | 250 mg | twice",
            ],
        ),
        (
            "<tr><td rowspan=2>Adults</td><td>Oral</td><td colspan=2>5 mg<sup>1</sup></td></tr><tr><td>Nasal</td><td>1</td><td>2</td></tr>",
            ["Adults | Oral | 5 mg1 | 5 mg", "Adults | Nasal | 1 | 2"],
        ),
        ("<tr><th colspan=3>School age</th></tr><tr><td>6</td><td>7</td><td>8</td></tr>", ["School age", "6 | 7 | 8"]),
        (
            "<tr><td rowspan='many'>a b</td><td colspan=''>c</td></tr><tr><td>d</td><td>e</td></tr>",
            ["a b | c", "d | e"],
        ),
    ],
)
def test_pages(inner: str, wanted: list[str]) -> None:
    assert rows(page(inner)) == wanted


def test_sections_of_a_table_share_no_cell() -> None:
    inner = "<tbody><tr><td rowspan=9>a</td><td>b</td></tr></tbody><tbody><tr><td>c</td><td>d</td></tr></tbody>"
    assert rows(page(inner)) == ["a | b", "c | d"]


def test_jats() -> None:
    body = (
        "<article><front><article-meta><title-group><article-title>Doses</article-title></title-group></article-meta></front>"
        "<body><sec><title>Doses</title><p>Give it.</p><table-wrap><table><tbody><tr><td rowspan='2'>Adults</td>"
        "<td>5 mg</td></tr><tr><td>6 mg</td></tr></tbody></table></table-wrap></sec></body></article>"
    )
    assert rows(jats.read(body.encode(), name="a.xml")) == ["Adults | 5 mg", "Adults | 6 mg"]


def test_cnxml() -> None:
    body = (
        '<document xmlns="http://cnx.rice.edu/cnxml"><title>Doses</title><content><para>Give it.</para><table><tgroup cols="3">'
        '<colspec colname="c1"/><colspec colname="c2"/><colspec colname="c3"/><tbody><row><entry morerows="1">Adults</entry>'
        '<entry namest="c2" nameend="c3">5 mg</entry></row><row><entry>6 mg</entry><entry>7 mg</entry></row></tbody></tgroup>'
        "</table></content></document>"
    )
    assert rows(cnxml.read(body.encode(), name="a.cnxml")) == ["Adults | 5 mg | 5 mg", "Adults | 6 mg | 7 mg"]


def test_two_lines_of_names() -> None:
    told = table(
        ["Age | Syrup | Syrup | How often", "Age | Volume | Dose | How often", "3 months | 2 mL | 60 mg | twice"]
    )
    assert told[:2] == [None, None]
    assert told[2] is not None
    assert told[2].heads == ("Age", "Syrup, Volume", "Syrup, Dose", "How often")
