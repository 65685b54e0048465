"""Odd inputs of every kind that is read from outside, made by chance: what was found is kept, and looked for again.

`make fuzz` looks for minutes (CITEWARDEN_FUZZ_SECONDS, 1,200 unless said otherwise), from a seed of its own each time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.shares import share

from citewarden.testing.fuzz import Target, hold, make, shape, take, targets
from citewarden.testing.patterns import BAR, measured

TARGETS = targets()
SECONDS = float(os.environ.get("CITEWARDEN_FUZZ_SECONDS", "1200"))
SHARE = SECONDS / 2 / len(TARGETS)
"""For each reader, once for what it gives and once for the time it takes."""

DEEP = b"[" * 9_000
FOUND: list[tuple[str, bytes]] = [
    ("references", "\xa0¹\xa0\xa0¹".encode()),
    ("references", "1. Vogt J. Sleep. ²;³(¹):④-⑨.".encode()),
    ("text", "References\n\n² Vogt J. Sleep. ²⁰¹⁰.\n".encode()),
    ("html", "<ol start='²'><li value='³'>a".encode()),
    ("library.json", b'[{"id": "a", "type": "book", "title": "Sleep", "issued": {"date-parts": 10}}]'),
    ("library.json", b'[{"id": "a", "type": "book", "title": "Sleep", "issued": {"date-parts": [["x"]]}}]'),
    *((name, DEEP) for name in ("crossref", "datacite", "doi.org", "europepmc", "openalex", "pubmed", "wayback cdx")),
    ("crossref", b'{"message": {"DOI": "10.1000/a", "type": ["book"], "title": "Sleep"}}'),
    ("openalex", b'{"id": "https://openalex.org/W1", "publication_year": [2010]}'),
    ("openalex", b'{"id": "https://openalex.org/W1", "publication_year": Infinity}'),
    ("wayback cdx", b'[0, ""]'),
    *((name, ("¹" * 6_001).encode()) for name in ("text", "markdown", "html", "jats")),
    ("library.ris", b"TY\n- JOUR\nTI  - Sleep\n"),
    ("library.json", b'[{"itemType": "book", "title": "Sleep", "creators": 5}]'),
    ("library.json", b'[{"itemType": "book", "title": [1.5]}]'),
    ("library.json", b'[{"type": "book", "title": [7], "publisher": [0.5], "abstract": [3]}]'),
    ("library.json", b'[{"title": "Sleep", "custom": "x", "author": [["a"], 5, {"name": 7}]}]'),
    ("library.json", b'[{"title": "Sleep", "issued": {"date-parts": 7}}]'),
    ("library.md", b"---\ntitle: Sleep\ncustom: [1]\n---\n"),
    ("sitemap", b"<urlset><url><loc>https://a.example*[</loc></url></urlset>"),
    ("feed", b"<feed><entry><link href='//['/></entry></feed>"),
    ("sitemap", b"<!-- a --><url><loc>https://a.example/</loc></url>"),
    ("full text", b"<article><body>" + b"<p>" * 2_000 + b"a" + b"</p>" * 2_000 + b"</body></article>"),
    ("full text", b"<article><body>" + b"<sec>" * 2_000 + b"<p>a</p>" + b"</sec>" * 2_000 + b"</body></article>"),
    ("library.json", b'[{"itemType": [[null]], "title": "Sleep"}]'),
    ("library.json", b'[{"title": "Sleep", "volume": ' + b"9" * 5_000 + b"}]"),
    ("library.json", b"9" * 5_000),
    (
        "crossref",
        b'{"message": {"DOI": "10.1000/a", "type": "book", "title": ["A"], "edition-number": "' + b"9" * 5_000 + b'"}}',
    ),
    ("library.json", b'[{"type": "book", "title": "Sleep", "edition": "' + b"9" * 5_000 + b'"}]'),
    (
        "front matter",
        b"---\nreferences:\n- {number: '" + b"9" * 5_000 + b"', title: Sleep, author: J Vogt}\n---\n\n# Sleep\n",
    ),
    ("html", b"<base href='https://a.example/'><p>Sleep <a href='//[x'>badly</a>."),
    ("openalex", b'{"id": "https://openalex.org/W1", "title": "\\u202e", "publication_year": 2010}'),
    ("crossref", b'{"message": {"DOI": "10.1000/a", "type": "journal-article", "title": ["\xe2\x80\x94"]}}'),
    ("doi.org", b'{"DOI": "10.1000/a", "title": "Sleep", "issued": {"date-parts": [[2010, 99, 99]]}}'),
    (
        "crossref",
        b'{"message": {"DOI": "10.1000/a", "title": ["A"], "issued": {"date-parts": [["' + b"9" * 5_000 + b'"]]}}}',
    ),
    ("library.json", b'[{"title": "Sleep", "custom": {"years": 5, "DOI-readings": 7}}]'),
    ("library.md", b"---\ntitle: Sleep\ncustom: {a: !!binary aGk=}\n---\n"),
    ("library.yaml", b"- title: Sleep\n  custom: {a: !!set {b}}\n"),
    ("library.yaml", b"- title: !!bool perhaps\n"),
    ("front matter", b"---\ndate: !!timestamp soon\n---\n# A\n"),
    ("settings", b"as_of: !!int ''\n"),
    ("decisions", b"suppressions: !!bool perhaps\n"),
    ("word list", b"triggers: 5\n"),
    ("word list", b"scope_ends: [no, on, 2010]\n"),
    ("word list", b"asides:\n"),
    ("state file", b'{"seen": [5], "move": [["a"]], "probe": [[[]]]}'),
    ("state file", b'{"seen": [["2010-05-03", "", "a", "r", "a.md", 1' + b"0" * 30 + b', "o", "m", "f", "k", 0, ""]]}'),
    (
        "earlier state",
        b'{"document": "a.md", "fingerprint": "a", "rule_id": "r", "owner": "o", "first_seen": "2010-05-03",'
        b' "message": "m", "level": 1' + b"0" * 30 + b"}",
    ),
    ("state file", DEEP),
    ("hub", b'{"siblings": 5}'),
    ("hub", b'{"siblings": [{"rfilename": "model.onnx", "size": true, "lfs": {"sha256": "a"}}]}'),
    ("library.xml", b"<xml><records><record><titles><title>Sl\x00eep</title></titles></record></records></xml>"),
    ("jats", b"<article><body><p>Sl\x00eep</p></body></article>"),
    ("verdict", b'{"label": "SUPPORT", "score": [1]}'),
    *(("headers", text) for text in (b"inf", b"nan", b"1e300", b"Thu, 01 Jan 99999999999999999999 00:00:00 GMT")),
    ("decisions", b"0x" + b"f" * 4_000 + b": 1"),
    ("project settings", b"pace: 1" + b":10" * 3_000),
    ("project settings", b"policy: !!set {0x" + b"a" * 9_000 + b"}"),
    ("html", "<base href='https://℀.example/'><p>Sleep <a href='b'>badly</a>.".encode()),
]
"""Inputs that were not read as they should be."""
SLOW: list[tuple[str, Callable[[int], str]]] = [
    ("html", lambda size: "<div><h2>References</h2><p>a</p>" * (size // 30)),
    ("html", lambda size: "<section><h2>References</h2>" * (size // 28)),
    ("html", lambda size: "<p>a</p>" * (size // 16) + "<h1>b</h1>" * (size // 20)),
    ("html", lambda size: "<sup>" * (size // 5)),
    ("html", lambda size: "<dl><dt>a<table><tr><td>" * (size // 24)),
    ("html", lambda size: "1. ¹<div class='references'>" * (size // 28)),
    ("html", lambda size: "“" * (size // 2) + "1. " * (size // 6)),
    ("library.bib", lambda size: "ER  - \n@article{a,\t" * (size // 20)),
    ("full text", lambda size: "<sec><title>a</title>" * (size // 20)),
]
"""Readers and texts over which they took time out of proportion."""
DENSE = 3
"""Times the bar that a text of nothing but marks may take: each is a place and a citation of its own."""


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_odd_inputs_are_read_or_refused(name: str, chance: Random) -> None:
    hold(TARGETS[name], make(TARGETS[name], chance))


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_stays_mended(name: str, data: bytes) -> None:
    hold(TARGETS[name], data)


@pytest.mark.parametrize(("name", "made"), share(SLOW, 9))
def test_what_was_slow_is_in_proportion(name: str, made: Callable[[int], str]) -> None:
    assert seconds(TARGETS[name], made) <= DENSE * BAR


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", TARGETS)
def test_chance_finds_nothing_more(name: str) -> None:
    first, tried, until = time.time_ns(), 0, time.monotonic() + SHARE
    while time.monotonic() < until:
        data = make(TARGETS[name], Random(first + tried))
        try:
            hold(TARGETS[name], data)
        except Exception as error:
            raise AssertionError(f"({name!r}, {data[:3000]!r})") from error
        tried += 1
    print(f"{name}: {tried} inputs")


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", TARGETS)
def test_chance_finds_nothing_slow(name: str) -> None:
    first, tried, until = time.time_ns() % 10**9, 0, time.monotonic() + SHARE
    while time.monotonic() < until:
        made = shape(TARGETS[name].pieces, Random(first + tried))
        assert seconds(TARGETS[name], made) <= DENSE * BAR, f"{name}: {made.__doc__}"
        tried += 1
    print(f"{name}: {tried} shapes")


def seconds(target: Target, made: Callable[[int], str]) -> float:
    """The CPU seconds that 100,000 characters take, without what is looked at afterwards."""

    def call(text: str) -> None:
        for _ in take(target, target.wrap(text)):
            pass

    return measured(call, made, patience=2 * DENSE)
