"""Claims and references as test cases, for build servers: JUnit XML.

A case fails if a finding about it blocks, is skipped (and so stays visible) if something about it is not known, and
passes otherwise; what does not block stands in `system-out`. A suite is an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from citewarden.formats import Site, Subject, Summary, worst_first
from citewarden.model import Finding, Kind

NAME = "junit"
FILE = "junit.xml"

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PLAIN = re.compile("[ !#-%'-;=?-~]*")
"""What stands in an attribute as it is."""


def render(site: Site) -> Iterator[str]:
    """One XML document in UTF-8."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="citewarden">\n'
    failures = site.run.failures
    for failure in failures:
        message = _attribute(f"{failure.stage}: {failure.message}")
        yield f'<testsuite name={_attribute(failure.source)} tests="1" failures="0" errors="1" skipped="0">\n'
        yield f'<testcase classname={_attribute(failure.source)} name="can be read"><error message={message}/>'
        yield "</testcase>\n</testsuite>\n"
    for article in site.articles:
        cases = list(_cases(article))
        yield f"<testsuite name={_attribute(article.document)} {_attributes(_count(cases))}>\n"
        place = f"classname={_attribute(article.document)}", f"file={_attribute(article.source)}"
        yield "".join(_case(*place, subject, findings) for subject, findings in cases)
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _cases(article: Summary) -> Iterator[tuple[Subject, Sequence[Finding]]]:
    """Each claim and reference with its findings, then the article itself with the rest."""
    about: dict[str, list[Finding]] = {}
    for finding in sorted(article.findings, key=worst_first):
        about.setdefault(finding.subject, []).append(finding)
    known = {s.id for s in article.subjects}
    for subject in article.subjects:
        yield subject, about.get(subject.id, ())
    rest = [f for key, found in about.items() if key not in known for f in found]
    yield Subject(article.document, "article", "the article as a whole"), sorted(rest, key=worst_first)


def _state(findings: Sequence[Finding]) -> str:
    live = [f for f in findings if not f.suppressed]
    if any(f.blocking for f in live):
        return "failures"
    return "skipped" if any(f.kind is Kind.OPEN for f in live) else "passed"


def _count(cases: Sequence[tuple[Subject, Sequence[Finding]]]) -> Counter[str]:
    count = Counter(_state(found) for _, found in cases)
    count["tests"] = len(cases)
    return count


def _attributes(count: Counter[str]) -> str:
    tests, failed, skipped = count["tests"], count["failures"], count["skipped"]
    return f'tests="{tests}" failures="{failed}" errors="0" skipped="{skipped}"'


def _case(classname: str, file: str, subject: Subject, findings: Sequence[Finding]) -> str:
    name = f"{subject.kind} {subject.id.rpartition('#')[2]}: {subject.text}" if "#" in subject.id else subject.text
    head = f'<testcase {classname} name={_attribute(name)} {file} line="{subject.line}">'
    if not findings:
        return f"{head}</testcase>\n"
    state, live = _state(findings), [f for f in findings if not f.suppressed]
    body = ""
    if state == "failures":
        blocking = [f for f in live if f.blocking]
        text = escape(clean("\n".join(f"{f.rule_id}: {f.message}" for f in blocking)))
        kind, message = _attribute(blocking[0].rule_id), _attribute(blocking[0].message)
        body += f"<failure type={kind} message={message}>{text}</failure>"
    elif state == "skipped":
        open_ = next(f for f in live if f.kind is Kind.OPEN)
        body += f"<skipped message={_attribute('not known: ' + open_.message)}/>"
    rest = [f"{'decided, ' if f.suppressed else ''}{f.level.value}: {f.rule_id}: {f.message}" for f in findings]
    if rest:
        body += f"<system-out>{escape(clean(chr(10).join(rest)))}</system-out>"
    return f"{head}{body}</testcase>\n"


def clean(text: str) -> str:
    """`text` without the characters XML 1.0 has no way to write."""
    return _FORBIDDEN.sub("\ufffd", text)


def _attribute(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    return quoteattr(clean(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
