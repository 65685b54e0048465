"""tests/schemas/: every published schema as its version was first published, and which fields a report has.

python tests/schemas.py    (keeps versions that were not kept yet; one that is there stays as it is)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tests" / "schemas"
READ = ("config", "policy", "decisions", "csl")
"""Of what people write; all others are of what programs read."""


def current() -> dict[str, Any]:
    """`name-version` -> schema, as it is now."""
    found = [json.loads(p.read_text(encoding="utf-8")) for p in (ROOT / "config" / "schemas").glob("*.schema.json")]
    return {"-".join(schema["$id"].split(":")[-2:]): schema for schema in found}


def kept() -> dict[str, Any]:
    """`name-version` -> schema, as it was published."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in KEPT.glob("*.json")}


def broken(before: Any, now: Any, *, is_read: bool) -> list[tuple[str, str]]:
    """What one version of a schema says otherwise than when it was published, as (place, fact).

    New fields are no break. In what people write (`is_read`) a field may take further values, too.
    """
    old, new = set(facts(before)), set(facts(now))
    places = {place for place, _ in old}
    gained = {(place, fact) for place, fact in new - old if place in places}
    if is_read:
        gained = {(place, fact) for place, fact in gained if not fact.startswith("enum ")}
    return sorted((old - new) | gained)


def facts(schema: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """(place of a field, what is said of it): a fact for each keyword, each value of an enum, each required name."""
    for word, value in schema.items():
        if word in ("properties", "$defs"):
            for name, part in value.items():
                yield from facts(part, f"{place}/{name}")
        elif word in ("enum", "required"):
            yield from ((place, f"{word} {one!r}") for one in value)
        elif isinstance(value, Mapping):
            yield from facts(value, f"{place}/{word}:")
        elif word not in ("$schema", "$id", "title", "description"):
            yield place, f"{word} {json.dumps(value, sort_keys=True)}"


def shape(value: Any, place: str = "") -> set[str]:
    """The place and type of every part of plain data; the rows of a list count as one."""
    told = {f"{place or '.'} {type(value).__name__}"}
    if isinstance(value, Mapping):
        told |= {line for key, part in value.items() for line in shape(part, f"{place}.{key}")}
    if isinstance(value, list):
        told |= {line for part in value for line in shape(part, f"{place}[]")}
    return told


def sample() -> Any:
    """The report of the made-up article."""
    from citewarden.formats import ArticleReport
    from citewarden.formats.json import render
    from citewarden.stages.report import rules
    from citewarden.testing.sample import sample_audit, sample_findings, sample_run

    audit = sample_audit()
    return json.loads(render(ArticleReport(audit, sample_findings(audit), sample_run(), "sample", rules())))


def main() -> None:
    """Keep what is not kept yet."""
    for key, schema in current().items():
        if not (KEPT / f"{key}.json").exists():
            (KEPT / f"{key}.json").write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if key.startswith("report-") and not (KEPT / f"{key}.txt").exists():
            (KEPT / f"{key}.txt").write_text("\n".join(sorted(shape(sample()))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
