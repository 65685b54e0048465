"""Research papers and their parts (IMRaD: introduction, methods, results and discussion).

A paper is the source of what it did and found; for what others did and found it owes one, like any article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from citewarden.model import Document, Section

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,4}|[A-Z])[.)]?\s+(?=\w)")
_WHO = r"(?:patients?|subjects?|participants?|materials?|animals?|study population|data(?: sources)?|design)"
_METHODS = re.compile(
    rf"(?:{_WHO}(?:,? and|,| &) ){{0,3}}(?:methods?|methodology|materials)(?:(?: and| &) {_WHO})?"
    r"|(?:online|statistical|study) methods|statistical (?:analysis|analyses)|study (?:design|population)"
    r"|experimental (?:procedures?|section|design)",
    re.I,
)
_RESULTS = re.compile(r"(?:(?:main|key|experimental|study|model and) )?results|(?:main |key )?findings", re.I)
_BESIDE = re.compile(r"(?:abstract|introduction|background|aims?|objectives?|discussion|comment|conclusions?)", re.I)
_ABSTRACT = re.compile(r"abstract|summary", re.I)
_LIMITS = re.compile(r"(?:(?:study )?strengths and )?(?:study )?limitations(?: of (?:the|this|our) study)?", re.I)
_CONCLUSION = re.compile(r"(?:conclusions?|interpretation|significance)(?:/\w+)?", re.I)
_OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|us"
    r"|(?:[Tt]his|the (?:present|current)|[Tt]he (?:present|current)) (?:\w+ )?"
    r"(?:study|trial|survey|analysis|sample|cohort|work|paper|report|series|experiment|investigation|review)"
    r"|[Tt]hese (?:results|findings|data)|limitation|(?:Table|Fig(?:ure|\.)?) \w?\d)"
)
_EXACT = re.compile(r"\b\d+[.·]\d+")
_OTHERS = re.compile(
    r"\bet al\b|\b(?:previous|earlier|prior|other|several|many|some|recent|published) (?:\w+ ){0,2}"
    r"(?:stud(?:y|ies)|reports?|trials?|surveys?|authors|investigators|groups|estimates?|work|literature)\b"
    r"|\baccording to (?:the )?[A-Z]|\b(?:has|have) been (?:reported|shown|estimated|found|described)\b"
    r"|\b(?:is|are) (?:known|estimated|reported|thought) to\b|\bthe literature\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A research paper; `figures` are the exact ones that its results give."""

    document: Document
    figures: frozenset[str]

    def tells_own(self, start: int, words: str) -> bool:
        """Whether the statement `words` at `start` (code points) is about the paper's own study.

        What the abstract, tables, methods, results and limitations say is, the last three unless the words name others
        ("earlier studies found"). Elsewhere it is where the words say so ("we", "this study") or give the results'
        exact figures again.
        """
        block = next((b for b in self.document.blocks if b.start <= start < b.end), None)
        path = _path(self.document, start)
        if (block is not None and block.kind in ("row", "caption")) or _in_abstract(self.document, path, start):
            return True
        if any(form.fullmatch(title) for title, _ in path for form in (_METHODS, _RESULTS, _LIMITS)):
            return not _OTHERS.search(words)
        figures = set(_EXACT.findall(words))
        return bool(_OWN.search(words)) or (bool(figures) and figures <= self.figures)


def find(document: Document) -> Paper | None:
    """The article as a paper, None if it is none: a paper heads its methods, its results and one more part.

    A health page may head a part "Results you can expect" or "Methods of birth control"; a paper says no more than the
    bare word.
    """
    heads = [_bare(s.title) for s in document.sections]
    if not all(any(form.fullmatch(h) for h in heads) for form in (_METHODS, _RESULTS, _BESIDE)):
        return None
    results = (
        document.text[s.start : s.end]
        for s in document.sections
        if any(_RESULTS.fullmatch(title) for title, _ in _path(document, s.start))
    )
    return Paper(document, frozenset(_EXACT.findall("\n".join(results))))


def _in_abstract(document: Document, path: Sequence[tuple[str, int]], start: int) -> bool:
    """Whether `start` is in the abstract; an introduction without a heading goes on in the abstract's last part."""
    if not any(_ABSTRACT.fullmatch(title) for title, _ in path):
        return False
    if not _CONCLUSION.fullmatch(path[-1][0]):
        return True
    first = next((b for b in document.blocks if b.kind == "paragraph" and b.start >= path[-1][1]), None)
    return first is not None and start < first.end


def _path(document: Document, start: int) -> list[tuple[str, int]]:
    """The headings above a place, outermost first, with where each begins."""
    path: list[Section] = []
    for section in takewhile(lambda s: s.start <= start, document.sections):
        path = [*(s for s in path if s.level < section.level), section]
    return [(_bare(s.title), s.start) for s in path]


def _bare(title: str) -> str:
    return _NUMBER.sub("", title.strip(), count=1).strip(" .:")
