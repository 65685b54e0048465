"""What the findings of the checks' examples say besides their words: to whom, how surely, with what beside them.

`attributes.yaml` holds a line for each, which `test_examples.py` compares; a change that is meant is written down with

    python -m tests.checks.attributes
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml

from citewarden.model import Audit, Finding

FILE = Path(__file__).with_name("attributes.yaml")
TOLD: dict[str, list[str]] = (
    yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) if FILE.exists() else {}
)


def told(audit: Audit, finding: Finding) -> str:
    names = {claim.id: f"claim-{number}" for number, claim in enumerate(audit.claims, 1)}
    subject = names.get(finding.subject, finding.subject.rpartition("#")[2])
    place = finding.location
    at = f"{place.start_line}:{place.start_column}" if place else "nowhere"
    said = [f"{subject} at {at}", finding.level, finding.kind, finding.owner, f"{finding.confidence:g}"]
    said += [f"key {finding.properties['key']}"] if "key" in finding.properties else []
    said += ["blocks"] if finding.blocking else []
    said += [f"a fix of {len(finding.fix)}"] if finding.fix else []
    return ", ".join([*map(str, said), *(f"beside it {row.role}" for row in finding.related)])


def main() -> None:
    """Write down what the examples' findings carry now."""
    from tests.checks.test_examples import examples, looked_at

    rows = {}
    for example in examples():
        rule, part, title = example.values
        with tempfile.TemporaryDirectory() as folder:
            audit, found, _ = looked_at(part, Path(folder))
        rows[title] = [told(audit, finding) for finding in found if finding.rule_id == rule]
    kept = {title: lines for title, lines in rows.items() if lines}
    FILE.write_text(yaml.safe_dump(kept, sort_keys=True, allow_unicode=True, width=1000), encoding="utf-8")


if __name__ == "__main__":
    main()
