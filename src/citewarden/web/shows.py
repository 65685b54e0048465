"""Does a page that was suspected for its words name the work cited all the same?

A title proves something only if three of its words are neither common nor those of its site or publisher, and a heading
only if it says nothing else. Below another heading a sentence that has the title makes the page open; where the page
was led to, or a heading says that it is missing, it says nothing: so do lists of other pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from citewarden import config
from citewarden.model import Probe
from citewarden.web import page_kinds
from citewarden.web.html_cues import LONG, SHORT, Cues, Page, length, title_parts
from citewarden.web.moves import is_home, searches
from citewarden.web.telling import says, sentences, stems, told
from citewarden.web.urls import Url

FEWEST = 3.0
"""Words by which a title tells one page from others; a pair of letters where words are not parted is half of one."""
NAMED = 0.7
"""Share of them that a heading or a sentence has if it names the work."""
ENOUGH, MUCH = 25, 45
"""Words that tell of something, from which a page that has the title for its heading is the page: one that seemed to
ask for something first or to be closed, and one that seemed lost."""
SPOKEN = 0.5
"""Share of the title's words that they have; where a page seemed lost, two sentences have some: one of a notice may."""
LONGEST, LETTERS = 500, 2500
"""Most letters kept of a heading, and of what a page tells."""


def at(found: Url, page: Page, cues: Cues) -> str:
    """`shown` of a page at this address; nothing of a front or search page, where any title may stand."""
    return "" if is_home(found) or searches(found, cues) else shown(page, cues)


def shown(page: Page, cues: Cues) -> str:
    """What a page shows beside that for which it was suspected (`Probe.shows`), "" where that proves nothing."""
    heading, title = title_parts(page.heading[:LONGEST]), title_parts(page.title[:LONGEST])
    if cues.finds_nothing(page) or any(_searches(head, cues) for head in (*heading, *title)):
        return ""
    heads = (head for parts in (heading, title) if not any(map(cues.lacks, parts)) for head in parts)
    kept = dict.fromkeys(head for head in heads if head and not _notice(head, cues))
    tells = () if any(_notice(part, cues) for part in heading) else _told(page, cues)
    return "\n".join((*kept, "", *tells)) if kept else ""


def _notice(head: str, cues: Cues) -> bool:
    """May this be a heading of a page that stands in the place of another?"""
    found = page_kinds.likely(page_kinds.run_of(head), page_kinds.NOWHERE, cues)
    return cues.lacks(head) or found.living < max(found.missing, found.closed, found.parked)


def _searches(head: str, cues: Cues) -> bool:
    """Is this what a search page is called?"""
    return "".join(head.lower().split()) in cues.search_paths


def _told(page: Page, cues: Cues) -> Iterator[str]:
    """The sentences of a page that tell of something, and are no notice and no question."""
    notices: Mapping[str, page_kinds.Likely] = dict(page_kinds.notices(page, cues)) if page.words < SHORT else {}
    pieces = cues.own(page.pieces) if page.words < LONG else (page.text[: 2 * LETTERS],)
    room = LETTERS
    for piece in pieces:
        for sentence in sentences(piece):
            line = " ".join(sentence.split())
            notice = notices.get(sentence) or notices.get(piece)
            if notice is not None and notice.living < page_kinds.UNSURE.living:
                continue
            if line == page.heading or line[-1] in "?:" or not says(line) or not told((line,), cues).words:
                continue
            room -= len(line)
            if room < 0:
                return
            yield line


def named(row: Probe, csl: Mapping[str, Any]) -> str:
    """Whether a page is the work by what it shows ("lives"), or may be it ("named"); else ""."""
    own, title = _stems(_publisher(csl)), _stems(str(csl.get("title") or ""))
    host = row.final_url.partition("://")[2].partition("/")[0]
    wanted = frozenset(word for word in title - own if word not in host)
    if _weight(wanted) < FEWEST:
        return ""
    heads, _, prose = row.shows.partition("\n\n")
    lines = prose.split("\n")

    def names(text: str) -> bool:
        return _weight(wanted & stems(text)) >= max(FEWEST, NAMED * _weight(wanted))

    def heads_it(head: str) -> bool:
        more = _stems(head) - title - own
        return names(head) and all(word in host for word in more)

    if any(map(heads_it, heads.split("\n"))):
        door = row.outcome in ("restricted", "server-error")
        words, spoken = sum(map(length, lines)), len(wanted & stems(prose)) >= SPOKEN * len(wanted)
        again = sum(not wanted.isdisjoint(stems(line)) for line in lines) > 1
        return "lives" if spoken and (words >= ENOUGH if door else again and words >= MUCH) else "named"
    return "named" if row.outcome not in ("moved-to-home", "gone") and any(map(names, lines)) else ""


def _stems(text: str) -> frozenset[str]:
    return stems(text) - _common()


@cache
def _common() -> frozenset[str]:
    return stems(" ".join(Cues.of(config.lexicon("link_cues")).common_words))


def _publisher(csl: Mapping[str, Any]) -> str:
    """Who publishes the work, and where."""
    literal = (str(each.get("literal") or "") for each in csl.get("author") or () if isinstance(each, Mapping))
    return " ".join((str(csl.get("container-title") or ""), str(csl.get("publisher") or ""), *literal))


def _weight(words: frozenset[str]) -> float:
    return sum(0.5 if len(word) == 2 and not word.isascii() else 1.0 for word in words)
