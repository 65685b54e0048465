"""Findings for GitLab's Code Quality widget; fingerprints are unique, as GitLab drops doubles.

Source: https://docs.gitlab.com/ci/testing/code_quality/ (report format).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from citewarden.formats import Site, worst_first
from citewarden.model import Finding, Kind
from citewarden.tables import dumps
from citewarden.text.hidden import shown

NAME = "gitlab"
FILE = ""

_SEVERITY = {"error": "critical", "warning": "major", "note": "minor", "none": "info"}


def render(site: Site) -> Iterator[str]:
    """A JSON array; what was decided is left out, what is not known is "info"."""
    seen: Counter[str] = Counter()
    comma = ""
    yield "["
    for number, failure in enumerate(site.run.failures):
        key = f"{failure.source}\n{failure.stage}\n{number}"
        unread = {
            "description": shown(f"Could not be read: {failure.message}"),
            "check_name": "unreadable-input",
            "fingerprint": hashlib.sha256(key.encode()).hexdigest(),
            "severity": "blocker",
            "location": {"path": failure.source, "lines": {"begin": 1}},
        }
        yield f"{comma}\n{dumps(unread)}"
        comma = ","
    for article in site.articles:
        for finding in sorted(article.findings, key=worst_first):
            if finding.suppressed:
                continue
            seen[finding.fingerprint] += 1
            key = f"{finding.fingerprint}\n{finding.document}\n{seen[finding.fingerprint]}"
            row = {
                "description": shown(finding.message),
                "check_name": finding.rule_id,
                "fingerprint": hashlib.sha256(key.encode()).hexdigest(),
                "severity": _severity(finding),
                "location": {
                    "path": article.source,
                    "lines": {"begin": finding.location.start_line if finding.location else 1},
                },
            }
            yield f"{comma}\n{dumps(row)}"
            comma = ","
    yield "\n]\n"


def _severity(finding: Finding) -> str:
    if finding.kind is Kind.OPEN:
        return "info"
    return "blocker" if finding.blocking else _SEVERITY[finding.level.value]
