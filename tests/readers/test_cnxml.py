"""CNXML: what benchmarks read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.shares import share

from citewarden.errors import InputError
from citewarden.readers import cnxml

BOOKS = Path(__file__).parents[2].parent / "shared/data/articles/openstax"

MODULE = """\
<document xmlns="http://cnx.rice.edu/cnxml"><title>Water</title>
<metadata xmlns:md="http://cnx.rice.edu/mdml"><md:content-id>m1</md:content-id></metadata>
<content><para id="p1">Drink <emphasis>enough</emphasis> (Li, 2020).</para>
<section id="s1"><title>Signs</title><para>Signs include:</para><list><item>thirst</item><item>dry mouth</item></list>
<table><tgroup><tbody><row><entry>Age</entry><entry>Cups</entry></row></tbody></tgroup></table>
<figure><media alt="x"><image src="y"/></media><caption>A cup.</caption></figure></section>
<section class="references"><title>References</title><para>Li, M. (2020). Water. <link url="https://w.example"/></para>
<para>Oh, N. (2021). More.</para></section></content>
<glossary><definition id="d"><term>thirst</term> <meaning>wanting to drink</meaning></definition></glossary></document>
"""


def test_a_module(sound: Callable[..., None]) -> None:
    read = cnxml.read(MODULE.encode(), name="m1")
    sound(read, MODULE)
    assert (read.title, read.identifier) == ("Water", "m1")
    assert [(b.kind, read.text[b.start : b.end]) for b in read.blocks] == [
        ("title", "Water"),
        ("paragraph", "Drink enough (Li, 2020)."),
        ("heading", "Signs"),
        ("paragraph", "Signs include:"),
        ("item", "thirst"),
        ("item", "dry mouth"),
        ("row", "Age | Cups"),
        ("caption", "A cup."),
        ("heading", "References"),
        ("reference", "Li, M. (2020). Water."),
        ("reference", "Oh, N. (2021). More."),
        ("heading", "Glossary"),
        ("paragraph", "thirst : wanting to drink"),
    ]


def test_other_xml_is_refused() -> None:
    with pytest.raises(InputError, match="no CNXML"):
        cnxml.read(b"<article/>", name="a")


@pytest.mark.skipif(not BOOKS.exists(), reason="no development data")
@pytest.mark.parametrize("first", share(range(3), 3))
def test_every_seventh_module_of_the_books(sound: Callable[..., None], first: int) -> None:
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for row in map(json.loads, (BOOKS / "reference_items.jsonl").open(encoding="utf-8")):
        listed[row["module"]].add("".join(filter(str.isalnum, row["string"])))
    wanted = found = 0
    for path in sorted(BOOKS.rglob("*.cnxml"))[first::21]:
        read = cnxml.read(path.read_bytes(), name=path.parent.name)
        sound(read, path.read_text(encoding="utf-8").replace("\r\n", "\n"))
        entries = {
            "".join(filter(str.isalnum, read.text[b.start : b.end])) for b in read.blocks if b.kind == "reference"
        }
        wanted += len(listed[path.parent.name])
        found += len(listed[path.parent.name] & entries)
    assert wanted > 150
    assert found >= 0.99 * wanted


@pytest.mark.parametrize("where", ["{}", "<emphasis>enough</emphasis>{} of it", "it helps{}"])
def test_footnotes_stand_behind_the_text(where: str) -> None:
    note = '<footnote id="f1">Roe B. <emphasis>Salt</emphasis>. Lancet. 2019;393:12-18.</footnote>'
    body = f'<para id="p1">Drink water. {where.format(note)}. Then rest.</para>'
    head = '<document xmlns="http://cnx.rice.edu/cnxml"><title>Water</title><content>'
    document = cnxml.read(f"{head}{body}</content></document>".encode(), name="a.cnxml")
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind == "reference"] == [
        "Roe B. Salt. Lancet. 2019;393:12-18."
    ]
    assert "[1]. Then rest." in document.text or "[1] of it. Then rest." in document.text
