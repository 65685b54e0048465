"""Lists of terms and definitions in Markdown: as sources, and as text."""

from __future__ import annotations

import pytest

from citewarden.model import Document
from citewarden.readers import markdown
from citewarden.stages.cite import cite

A = "Moreau P, Lindqvist S. Iron tablets for tired adults. BMJ. 2012;345:e7413."
B = "Okafor N, et al. Tea and the uptake of iron. Lancet. 2018;391(2):112-119."


def of(text: str) -> Document:
    return markdown.read(text.encode(), name="a.md")


@pytest.mark.parametrize(
    "listed",
    [
        f"1\n: {A}\n\n2\n: {B}",
        f"\\[1]\n:   {A}\n\n\\[2]\n:   {B}",
        f"[1].\n\n: {A}\n\n[2].\n\n: {B}",
        f"<dl>\n<dt>1.</dt><dd>{A}</dd>\n<dt>2.</dt>\n<dd>{B}</dd>\n</dl>",
        f"<dl>\n<dt>[1]</dt>\n<dd><p>{A}</p></dd>\n\n<dt>[2]</dt>\n<dd>{B}</dd>\n</dl>",
    ],
)
def test_numbers_as_terms_are_labels(listed: str) -> None:
    references, citations = cite(of(f"# Iron\n\nIron helps [1]. Tea hinders [2].\n\n## References\n\n{listed}\n"))
    assert [(r.label, r.raw) for r in references] == [("1", A), ("2", B)]
    assert [[i.id for i in c.items] for c in citations] == [[r.id] for r in references]


@pytest.mark.parametrize(
    ("listed", "raw"),
    [
        (f"Moreau 2012\n: {A}\n\nOkafor 2018\n: {B}", [A, B]),
        (
            "CDC\n: [About iron](https://a.example/1)\n\nWHO\n: [Anaemia](https://b.example/2)",
            ["CDC About iron", "WHO Anaemia"],
        ),
        (f"<dl>\n<dt>Trials</dt><dd>{A}</dd><dd>{B}</dd>\n</dl>", [A, B]),
    ],
)
def test_names_as_terms(listed: str, raw: list[str]) -> None:
    references, _ = cite(of(f"# Iron\n\nIron helps.\n\n## Sources\n\n{listed}\n"))
    assert [" ".join(r.raw.split()) for r in references] == raw


def test_a_glossary_is_text() -> None:
    read = of("# Iron\n\nFerritin\n: A protein that stores iron.\n: It is low in anaemia.\n\nIt is 3\n\n> a: b\n")
    assert [(b.kind, read.text[b.start : b.end]) for b in read.blocks[1:]] == [
        ("paragraph", "Ferritin"),
        ("item", "A protein that stores iron."),
        ("item", "It is low in anaemia."),
        ("paragraph", "It is 3"),
        ("paragraph", "a: b"),
    ]
