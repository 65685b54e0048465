"""Claims and references as test cases, for build servers: JUnit XML.

A case fails if a finding about it blocks, is skipped (and so stays visible) if something about it is not known, and
passes otherwise; what does not block stands in `system-out`. A suite is an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from citewarden.formats import ArticleReport, Site, Summary, worst_first
from citewarden.model import Failure, Finding, Kind
from citewarden.text.hidden import shown

NAME = "junit"
FILE = "junit.xml"
GROUP = "programs"

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PLAIN = re.compile("[ !#-%'-;=?-~]*")
"""What stands in an attribute as it is."""


def render(site: Site) -> Iterator[str]:
    """One XML document in UTF-8."""
    return (text for _, texts in pieces(site) for text in texts)


def pieces(site: Site) -> Iterator[tuple[str, Iterable[str]]]:
    """What could not be read, then the suites of some articles after the other."""
    yield "", _head(site.run.failures)
    for piece in site.pieces(part, NAME):
        yield piece.key, (text for _, text in piece.parts)
    yield "", ["</testsuites>\n"]


def _head(failures: Iterable[Failure]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="citewarden">\n'
    for failure in failures:
        message = _attribute(f"{failure.stage}: {failure.message}")
        yield f'<testsuite name={_attribute(failure.source)} tests="1" failures="0" errors="1" skipped="0">\n'
        yield f'<testcase classname={_attribute(failure.source)} name="can be read"><error message={message}/>'
        yield "</testcase>\n</testsuite>\n"


def part(article: Summary) -> str:
    """The test suite of one article, made with its summary."""
    return article.suite


def suite(article: ArticleReport) -> str:
    """The test suite of one article, made when it is judged: for a large site it is half of the document's cost."""
    document, cases = article.audit.document, list(_cases(article))
    place = f"classname={_attribute(document.id)}", f"file={_attribute(document.source)}"
    body = "".join(_case(*place, subject, findings) for subject, findings in cases)
    return f"<testsuite name={_attribute(document.id)} {_attributes(_count(cases))}>\n{body}</testsuite>\n"


class _Subject(NamedTuple):
    """One claim or reference, with the words it is known by and its line in the file."""

    id: str
    kind: str
    text: str
    line: int = 1


def _cases(article: ArticleReport) -> Iterator[tuple[_Subject, Sequence[Finding]]]:
    """Each reference and claim with its findings, then the article itself with the rest."""
    about: dict[str, list[Finding]] = {}
    for finding in sorted(article.findings, key=worst_first):
        about.setdefault(finding.subject, []).append(finding)
    for r in article.audit.references:
        yield _Subject(r.id, "reference", _short(r.raw), r.target.start_line), about.pop(r.id, ())
    for c in article.audit.claims:
        yield _Subject(c.id, "claim", _short(c.standalone), c.target.start_line), about.pop(c.id, ())
    rest = sorted((f for found in about.values() for f in found), key=worst_first)
    yield _Subject(article.audit.document.id, "article", "the article as a whole"), rest


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 100 else words[:99].rstrip() + "…"


def _state(findings: Sequence[Finding]) -> str:
    live = [f for f in findings if not f.suppressed]
    if any(f.blocking for f in live):
        return "failures"
    return "skipped" if any(f.kind is Kind.OPEN for f in live) else "passed"


def _count(cases: Sequence[tuple[_Subject, Sequence[Finding]]]) -> Counter[str]:
    count = Counter(_state(found) for _, found in cases)
    count["tests"] = len(cases)
    return count


def _attributes(count: Counter[str]) -> str:
    tests, failed, skipped = count["tests"], count["failures"], count["skipped"]
    return f'tests="{tests}" failures="{failed}" errors="0" skipped="{skipped}"'


def _case(classname: str, file: str, subject: _Subject, findings: Sequence[Finding]) -> str:
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
    """`text` with its hidden signs written out, without the characters XML 1.0 has no way to write."""
    return _FORBIDDEN.sub("\ufffd", shown(text))


def _attribute(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    return quoteattr(clean(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
