"""Papers as PDFs: open copies that registries name, and files that editors lay into `references/`.

An open copy is asked for where no full text is at hand: OpenAlex says where one lies (its record is asked for in any
case), Unpaywall where OpenAlex's could not be read. Only the work as published or accepted counts: what stood before
review may say something else. A file is taken for a work only if its first pages print the work's DOI or title.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from citewarden.plugins import services
from citewarden.registries._capabilities import Lookup, having
from citewarden.registries._record import Copy
from citewarden.stages._records import look_up, read
from citewarden.text import addresses, dates, names, paper, pdf_pages
from citewarden.text.pdf_pages import Pages
from citewarden.web.ask import Answer
from citewarden.web.client import Client

TRIED = 2
"""Most copies of one work that are tried for each registry that names them."""
FIRST_PAGES = 3
"""Pages of a file that say which work it is."""


@dataclass
class Sought:
    """A work whose open copy is sought, and what came of it: its pages, where from and of which time, or reasons."""

    DOI: str
    title: str
    pages: Pages | None = None
    copy: Copy = field(default_factory=lambda: Copy(""))
    asked_at: str = ""
    reasons: list[str] = field(default_factory=list)


def seek(works: Sequence[Sought], client: Client) -> None:
    """Find an open copy of each work and read it: who knows of copies is asked in turn about the works left."""
    tried: set[str] = set()
    for name, lookup in having("COPIES"):
        left = [w for w in works if w.pages is None]
        if left and client.enabled(name):
            found = _copies(name, lookup, left, client)
            _try(left, [found.get(w.DOI, ()) for w in left], tried, client)


def _copies(
    name: str, lookup: Lookup[tuple[Copy, ...]], works: Sequence[Sought], client: Client
) -> Mapping[str, Sequence[Copy]]:
    """Where a registry says that works lie open; it is asked no more in a run than is welcome in a day."""
    service = services()[name]
    if service.needs_mail and not client.network.contact:
        for work in works:
            work.reasons.append(f"{service.title} was not asked (it wants a mail address, network.contact)")
        return {}
    room = max(0, lookup.a_day - client.counts[f"{name} asked"]) if lookup.a_day is not None else len(works)
    for work in works[room:]:
        work.reasons.append(f"{service.title} was not asked (its {lookup.a_day:,} questions of the day are used up)")
    answers = look_up(name, lookup, [w.DOI for w in works[:room]], client)
    found: dict[str, Sequence[Copy]] = {}
    for work in works[:room]:
        answer = answers[work.DOI]
        copies = read(lookup.parse, answer) if answer.held else () if answer.lacked else None
        if copies is None and not service.hint:
            mail = "it refuses the mail address in network.contact" if answer.status == 422 else ""
            work.reasons.append(f"{service.title} could not be asked ({mail or answer.note or answer.status})")
        elif not copies and not work.reasons and not service.hint:
            work.reasons.append("no open copy is known")
        found[work.DOI] = copies or ()
    return found


def _try(works: Sequence[Sought], known: Sequence[Sequence[Copy]], tried: set[str], client: Client) -> None:
    """Read the copies known of each work, the first of all, then the second of those of which the first was none."""
    queues: list[list[Copy]] = []
    for work, copies in zip(works, known, strict=True):
        fit = [c for c in copies if c.is_own_words and c.url not in tried]
        if copies and not any(c.is_own_words for c in copies):
            work.reasons.append("only a version from before review is open")
        queues.append(fit[:TRIED])
    for turn in range(TRIED):
        due = [(w, q[turn]) for w, q in zip(works, queues, strict=True) if w.pages is None and len(q) > turn]
        tried.update(copy.url for _, copy in due)
        answers = client.papers([copy.url for _, copy in due], taken_apart, largest=pdf_pages.LARGEST)
        for (work, copy), answer in zip(due, answers, strict=True):
            _judge(work, copy, answer)


def taken_apart(data: bytes) -> bytes:
    """A PDF's pages as bytes that can be kept."""
    return pdf_pages.dumps(pdf_pages.read(data))


def _judge(work: Sought, copy: Copy, answer: Answer) -> None:
    """Take what was read for the work, or say why not."""
    host = addresses.split(copy.url).hostname or copy.url
    pages = read(pdf_pages.loads, answer) if answer.held else None
    why = answer.note or f"{answer.status}" if pages is None else pages.unread
    if pages is not None and not why and not _shows(pages, work.DOI, work.title):
        why = "its first pages print neither the DOI nor the title of the work"
    if why or pages is None:
        work.reasons.append(f"the open copy at {host} could not be read ({why})")
        return
    work.pages, work.copy, work.asked_at = pages, copy, answer.asked_at


def _shows(pages: Pages, doi: str, title: str) -> bool:
    """Whether a file's particulars or first pages print the work's DOI or title."""
    opening = paper.opening(pages.pages, FIRST_PAGES)
    return doi == paper.own_doi(pages.info) or doi in paper.dois(opening) or paper.headed_by(title, opening)


# Files in references/ -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cited:
    """A work as files are compared with it. `csl` is the accepted record, else what the entry prints."""

    id: str
    DOI: str
    csl: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Work -> its file, and the files that belong to none: (file, why)."""

    of: Mapping[str, Path] = field(default_factory=dict)
    left: tuple[tuple[Path, str], ...] = ()


def sort(files: Sequence[Path], works: Sequence[Cited], client: Client) -> Sorted:
    """Which file is which work: by the DOI that a file gives as its own, else by title and author."""
    found: dict[str, Path] = {}
    left: list[tuple[Path, str]] = []
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="papers") as pool:
        for file, pages in zip(files, pool.map(lambda file: local(file, client, FIRST_PAGES), files), strict=True):
            if pages.unread:
                left.append((file, f"cannot be read: {pages.unread}"))
                continue
            fit = _fitting(pages, works)
            if len(fit) == 1 or (fit and fit[0].DOI and len({w.DOI for w in fit}) == 1):
                for work in fit:  # one work may be printed in several ways
                    found.setdefault(work.id, file)
            else:
                left.append((file, f"may be any of {len(fit)} listed sources" if fit else "is no listed source"))
    return Sorted(found, tuple(left))


def _fitting(pages: Pages, works: Sequence[Cited]) -> list[Cited]:
    """The works a file may be."""
    opening = paper.opening(pages.pages, FIRST_PAGES)
    printed = paper.dois(paper.opening(pages.pages, 1))
    own = paper.own_doi(pages.info) or (next(iter(printed)) if len(printed) == 1 else "")
    titled = [w for w in works if _titled(w, opening)]
    sure = bool(paper.own_doi(pages.info))
    by_doi = [w for w in works if w.DOI and own == w.DOI and (sure or _mostly_titled(w, opening))]
    by_doi = by_doi or [w for w in titled if w.DOI in printed]
    return by_doi or [w for w in titled if not (w.DOI and own and own != w.DOI)]


def _mostly_titled(work: Cited, opening: str) -> bool:
    """Whether most words of a work's title are printed: enough where its DOI is too."""
    wanted = {names.fold(w) for w in paper.words(str(work.csl.get("title") or "")) if len(w) > 3}
    held = {names.fold(w) for w in paper.words(opening)}
    return len(wanted & held) >= 0.8 * len(wanted)


def _titled(work: Cited, opening: str) -> bool:
    """Whether the pages print a work's title on lines of its own, and its first author or its publisher."""
    if not paper.headed_by(str(work.csl.get("title") or ""), opening, alone=True):
        return False
    words = {names.fold(w) for w in paper.words(opening)}
    people = [names.family(n) for n in (work.csl.get("author") or work.csl.get("editor") or [])[:1]]
    houses = [str(work.csl.get(name) or "") for name in ("container-title", "publisher")]
    solid = names.fold("".join(paper.words(opening)))
    named = any(names.fold(part) in words for p in people for part in p.split()[-1:])
    housed = not people and any(len(h) > 5 and names.fold("".join(paper.words(h))) in solid for h in houses)
    year = dates.year(work.csl.get("issued"))
    return (named or housed) and not _another_year(year, opening)


def _another_year(year: int | None, opening: str) -> bool:
    """Whether the pages print years and none near the work's."""
    printed = paper.years(opening)
    return bool(year and printed) and all(abs(y - int(year or 0)) > 1 for y in printed)


def local(file: Path, client: Client, most_pages: int = pdf_pages.MOST_PAGES) -> Pages:
    """A file's pages; what was taken apart before is not again."""
    try:
        if file.stat().st_size > pdf_pages.LARGEST:
            return Pages(missing=f"it is larger than {pdf_pages.LARGEST:,} bytes")
        data = file.read_bytes()
    except OSError as error:
        return Pages(missing=f"it cannot be opened ({error.strerror})")
    name = f"pdf {most_pages} {hashlib.sha256(data).hexdigest()}"
    return pdf_pages.loads(client.kept(name, lambda: pdf_pages.dumps(pdf_pages.read(data, most_pages=most_pages))))
