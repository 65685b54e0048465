"""What the findings of the checks' examples say besides their words: to whom, how surely, with what beside them.

`attributes.yaml` holds a line for each; a change that is meant is written down with

    python -m tests.checks.test_attributes
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
import yaml
from tests.checks.test_examples import SUFFIX, Texts, audited, examples

from citewarden.model import Audit, Finding
from citewarden.stages.check import check
from citewarden.stages.read import read

FILE = Path(__file__).with_name("attributes.yaml")
TOLD: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def named() -> dict[str, tuple[str, str]]:
    """Title -> (check, example); the second of a title is "... (2)"."""
    out: dict[str, tuple[str, str]] = {}
    seen: Counter[str] = Counter()
    for example in examples():
        seen[example.id] += 1
        out[example.id + (f" ({seen[example.id]})" if seen[example.id] > 1 else "")] = example.values
    return out


EXAMPLES = named()


def attributes(rule: str, part: str) -> list[str]:
    """A line for each finding of a check in its example."""
    blocks = dict(reversed(re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", part)))
    kind = next(kind for kind in SUFFIX if kind in blocks)
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / f"article{SUFFIX[kind]}"
        article.write_text(blocks[kind], encoding="utf-8")
        audit = audited(read(article, root=Path(folder)), yaml.load(blocks["yaml"], Loader=Texts))
        return [told(audit, finding) for finding in check(audit) if finding.rule_id == rule]


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


@pytest.mark.parametrize("title", EXAMPLES)
def test_findings_say_what_they_said(title: str) -> None:
    assert attributes(*EXAMPLES[title]) == TOLD.get(title, [])


def test_no_line_is_of_an_example_that_is_gone() -> None:
    assert TOLD.keys() <= EXAMPLES.keys()


if __name__ == "__main__":
    rows = {title: lines for title, example in EXAMPLES.items() if (lines := attributes(*example))}
    FILE.write_text(yaml.safe_dump(rows, sort_keys=True, allow_unicode=True, width=1000), encoding="utf-8")
