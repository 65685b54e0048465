"""Marks of MLA, names and a page without a year: "(Roe 3)", "(Roe and Poe)", "(“Salt and Sleep”)", "(Narcan)".

They are looked for only where the list is set in MLA and prints no numbers, and bind only to what exactly one entry
begins with. A name without a page counts only at the end of a clause and where other marks of the text give a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citewarden.model import Reference
from citewarden.text import names

_BRACKETED = re.compile(r"\((?P<words>[^()\n]{3,120})\)(?P<closes>[.,;:]|\s?\Z)?")
_YEARED = re.compile(r"\b(?:1[89]|20)\d\d\b(?!-)")
_PART = re.compile(
    r"\s?(?:(?:see|see also|cf\.|qtd\. in)\s)?(?P<who>[“\"]?[^\W\d][^;“”\"]{1,90}?[”\"]?)"
    r"(?:,?\s(?P<page>\d{1,4}(?:[–-]\d{1,4})?|par\.\s\d{1,3}))?\s?\Z"
)
_AND = re.compile(r",?\s(?:and|&)\s|,\s")
_WORDS = re.compile(r"[\w§.’'-]+")


@dataclass(frozen=True, slots=True)
class Paged:
    """A mark in its block: where it stands, the work it names, the page, and whether it may be a mere remark."""

    start: int
    end: int
    target: str
    locator: str
    ends_clause: bool


class Paging:
    """The works of a list set in MLA by what their entries begin with."""

    def __init__(self, references: Sequence[Reference]) -> None:
        listed = [r for r in references if r.listed]
        mla = sum(r.style == "mla" for r in listed)
        self._works = listed if mla and 3 * mla >= len(listed) and not any(r.label for r in listed) else []

    def find(self, body: str) -> Iterator[Paged]:
        """Every bracket of one block all of whose parts name a work."""
        for match in _BRACKETED.finditer(body) if self._works and "(" in body else ():
            if _YEARED.search(match["words"]):
                continue
            found, at = [], match.start("words")
            for words in match["words"].split(";"):
                part = _PART.match(words)
                work = self._named(part["who"], part["page"] or "") if part else None
                if not part or work is None:
                    break
                start, end = at + part.start("who"), at + len(words.rstrip())
                found.append(Paged(start, end, work, part["page"] or "", match["closes"] is not None))
                at += len(words) + 1
            else:
                yield from found

    def _named(self, who: str, page: str) -> str | None:
        """The one work that `who` names, of several the one that can have the page; "" if several do, None if none."""
        quoted, who = who[0] in '“"', who.strip('“”", .')
        found = [w for w in self._works if (not quoted and _wrote(who, w)) or _is_titled(who, w, quoted)]
        if len(found) > 1 and page:
            found = [w for w in found if _may_have(w, page)] or found
        return (found[0].id if len(found) == 1 else "") if found else None


def _may_have(work: Reference, page: str) -> bool:
    """Whether a work can have a page: a whole book any, a part those that it is printed on."""
    printed = str(work.csl.get("page", ""))
    if not printed:
        return True
    first, _, last = printed.partition("-")
    if not first.isdecimal() or not (last or first).isdecimal():
        return page == printed
    last = first[: len(first) - len(last)] + last if last else first
    return int(first) <= int(re.split(r"\D", page)[0] or 0) <= int(last)


def _wrote(who: str, work: Reference) -> bool:
    """Whether `who` are the work's authors: all, or the first and "et al.", or the first of several bodies."""
    authors = work.csl.get("author") or work.csl.get("editor") or ()
    if not authors:
        return False
    if "literal" in authors[0] and names.fold(who) == names.fold(authors[0]["literal"]):
        return True
    first, shortened, _ = who.partition(" et al")
    if shortened:
        return names.same_family(first.rstrip(","), names.family(authors[0]))
    said = _AND.split(who)
    if len(authors) == 1 or len(said) == 1:
        return len(authors) == 1 and names.same_family(who, names.family(authors[0]))
    return len(said) == len(authors) and all(
        names.same_family(one, names.family(author)) for one, author in zip(said, authors, strict=True)
    )


def _is_titled(who: str, work: Reference, quoted: bool) -> bool:
    """Whether `who` is the title of a work without authors, or how it begins."""
    title = str(work.csl.get("title", ""))
    said, held = _WORDS.findall(who.casefold()), _WORDS.findall(title.casefold())
    if work.csl.get("author") or not said or held[: len(said)] != said:
        return bool(not work.csl.get("author") and title and who.startswith(title) and "§" in who)
    return quoted or who[0].isupper()
