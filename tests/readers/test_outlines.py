"""Articles with much of what each format can hold, read whole: blocks, links, sections, and what is told about them."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
import yaml

from citewarden.model import Document

ROWS = yaml.load(Path(__file__).with_name("outlines.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
FACTS = (
    "title",
    "language",
    "url",
    "identifier",
    "author",
    "published",
    "modified",
    "reviewed",
    "next_review",
    "reviewer",
)


def outline(document: Document) -> list[str]:
    """A line for each thing read."""
    text, out = document.text, []
    for b in document.blocks:
        led = f"^{b.lead_in}" if b.lead_in >= 0 else ""
        out.append(f"{b.kind}{b.level or ''}{f'[{b.label}]' if b.label else ''}{led} {text[b.start : b.end]}")
    for k in document.links:
        at = text[k.target : k.target + 9] if k.target >= 0 else ""
        out.append(f"link {text[k.start : k.end]} | {k.rel} | {k.href} | {k.locator} | {at}")
    out += [f"section {s.role}{s.level} {s.title} | {text[s.start : s.end][-15:]}" for s in document.sections]
    out += [f"unread {u.kind} {u.what} {u.place}" for u in document.unread]
    out += [f"{name}: {value}" for name in (*FACTS, "owner") if (value := getattr(document, name))]
    out += [f"code {text[a:b]}" for a, b in document.code]
    out += [f"cited {entry.key}" for entry in document.cited]
    return out


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["reader"]))
def test_an_article_is_read_whole(row: dict[str, str]) -> None:
    document = importlib.import_module(f"citewarden.readers.{row['reader']}").read(row["text"].encode(), name="a")
    assert outline(document) == row["outline"]
