"""Where text stands in the source of a page: what is outside of markup, what is written otherwise, which node it is."""

from __future__ import annotations

import pytest

from citewarden.readers._markup import Places, _decoded, _text_segments


@pytest.mark.parametrize(
    ("source", "outside"),
    [
        ("", []),
        ("plain", [(0, "plain")]),
        ("a<b>c</b>d", [(0, "a"), (4, "c"), (9, "d")]),
        ("a<!-- b > c -->d", [(0, "a"), (15, "d")]),
        ("a<!-- b", [(0, "a")]),
        ("a<!--b-->", [(0, "a")]),
        ("<!--b--->c", [(9, "c")]),
        ("a<![CDATA[b & <c>]]>d", [(0, "a"), (10, "b &amp; <c>"), (20, "d")]),
        ("a<![CDATA[b", [(0, "a"), (10, "b")]),
        ("a<![CDATA[b]]>", [(0, "a"), (10, "b")]),
        ("a<!DOCTYPE html>b", [(0, "a"), (16, "b")]),
        ("<?xml version='1.0'?>b", [(21, "b")]),
        ("a<?php b", [(0, "a<?php b")]),
        ("a</>b", [(0, "a"), (4, "b")]),
        ("a</ b>c", [(0, "a"), (6, "c")]),
        ("a < b > c", [(0, "a < b > c")]),
        ("a<1>b", [(0, "a<1>b")]),
        ("1<2", [(0, "1<2")]),
        ("a<", [(0, "a<")]),
        ("<", [(0, "<")]),
        ("a<b", [(0, "a<b")]),
        ("a<b>", [(0, "a")]),
        ("<b", [(0, "<b")]),
        ("a<b c='>'>d", [(0, "a"), (10, "d")]),
        ('a<b c=">" d>e', [(0, "a"), (12, "e")]),
        ("a<b c='>d", [(0, "a"), (8, "d")]),
        ("a<b c='>d'>e<i f='g>h", [(0, "a"), (11, "e"), (20, "h")]),
        ("a<b c=\"'\">d'e<i>f", [(0, "a"), (10, "d'e"), (16, "f")]),
        ("a<script>b<c>d</script >e", [(0, "a"), (24, "e")]),
        ("a<SCRIPT src='x'>b</Script>c", [(0, "a"), (27, "c")]),
        ("a<style>b</style>c", [(0, "a"), (17, "c")]),
        ("a<script>b", [(0, "a")]),
        ("a<script>b</scripts>c</script>d", [(0, "a"), (30, "d")]),
        ("a<scripts>b</scripts>c", [(0, "a"), (10, "b"), (21, "c")]),
        ("a<br/>b", [(0, "a"), (6, "b")]),
        ("<a><b>c", [(6, "c")]),
        ("a<b>c<!-- d --><i>e</i>", [(0, "a"), (4, "c"), (18, "e")]),
    ],
)
def test_what_stands_outside_of_markup(source: str, outside: list[tuple[int, str]]) -> None:
    assert list(_text_segments(source)) == outside


def test_letters_that_are_written_otherwise() -> None:
    assert list(_decoded(3, "a&amp;b &lt;c&#233;&#xe9;d&eacute e &bogus; &x")) == [
        (3, "a", True), (4, "&", False), (9, "b ", True), (11, "<", False), (15, "c", True), (16, "é", False),
        (22, "é", False), (28, "d", True), (29, "é", False), (36, " e &bogus; &x", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "nodes"),
    [
        ("<p> Roe  </p>", [[(" ", -1), ("Roe", 4), ("  ", -1)]]),
        ("<p>Roe</p><p>Roe</p>", [[("Roe", 3)], [("Roe", 13)]]),
        ("<p>a&amp;b</p>", [[("a", 3), ("&", -1), ("b", 9)]]),
        ("<p>a&lt;</p>b", [[("a", 3), ("<", -1)], [("b", 12)]]),
        ("<p>Roe</p><p>Poe</p>", [[("Poe", 13)], [("Roe", -1)]]),  # moved before what was read: nowhere
        ("<p>Roe</p>", [[("Poe", -1)], [("\n", -1)], [("Roe", 3)]]),  # one that is not there moves nothing
        ("<p>a" + "-" * 5001 + "b</p>", [[("a", 3)], [("b", -1)]]),  # too far to be it
        ("<p>a" + "-" * 5000 + "b</p>", [[("a", 3)], [("b", 5004)]]),
    ],
)
def test_where_each_node_stands(source: str, nodes: list[list[tuple[str, int]]]) -> None:
    places = Places(source)
    assert [list(places.of("".join(piece for piece, _ in node))) for node in nodes] == nodes
