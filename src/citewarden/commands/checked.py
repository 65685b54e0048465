"""`citewarden read --check`: what was read of an article, in plain words for its author."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from citewarden.commands.session import start
from citewarden.commands.terminal import printable
from citewarden.errors import InputError
from citewarden.model import Citation, Document, Reference, Unread
from citewarden.text import dates, names, places
from citewarden.text.anchors import CONTEXT, anchor
from citewarden.text.as_read import in_words

_SHORT = 70
_DATES = (("reviewed", "Reviewed"), ("modified", "Updated"), ("published", "Published"), ("next_review", "Next review"))


def checked(options: argparse.Namespace) -> int:
    """Say of each file what was read; 0, or 2 if one could not be read at all."""
    from citewarden.stages.cite import cite
    from citewarden.stages.read import read

    session = start(options)
    faults = 0
    for number, path in enumerate(options.files):
        try:
            document = read(path, root=Path(path).parent, max_bytes=session.config.max_article_bytes)
        except InputError as error:
            faults += 1
            print(f"citewarden: {printable(str(error))}", file=sys.stderr)
            continue
        if number:
            print()
        for line in told(document, *cite(document)):
            print(printable(line))
    return 2 if faults else 0


def told(document: Document, references: Sequence[Reference], citations: Sequence[Citation]) -> Iterator[str]:
    """The lines of the answer: the page, its sections, its sources, its marks, and what was not understood."""
    yield document.source
    yield from _page(document)
    yield from _sections(document)
    yield from _sources(references)
    yield from _marks(references, citations)
    yield from _remarks(document, citations)
    yield from _doubtful(references)
    yield from _not_understood(document, citations)


def _page(document: Document) -> Iterator[str]:
    yield f"  Title       {document.title or 'none found'}"
    if document.author:
        yield f"  Author      {document.author}"
    if document.publisher:
        yield f"  Publisher   {document.publisher}"
    for name, label in _DATES:
        when = getattr(document, name)
        who = f" by {document.reviewer}" if name == "reviewed" and document.reviewer else ""
        if when or who:
            yield f"  {label:<11} {when or 'no date'}{who}"
    if not document.reviewed and not document.reviewer:
        yield "  Reviewed    nothing says by whom or when"
    if document.language:
        yield f"  Language    {document.language}"


def _sections(document: Document) -> Iterator[str]:
    yield ""
    yield f"Sections ({len(document.sections)})"
    kinds = {"body": "", "references": "source list", "furniture": "left out: no part of the article"}
    for section in document.sections:
        indent = "  " * max(1, section.level)
        target = anchor(document, section.start, section.end)
        where = "" if target.place else places.words(target)
        about = ", ".join(filter(None, (kinds.get(section.role, section.role), where)))
        yield f"{indent}{_short(section.title) or 'without a heading'}{f' ({about})' if about else ''}"


def _sources(references: Sequence[Reference]) -> Iterator[str]:
    listed = [r for r in references if r.listed]
    yield ""
    yield f"Sources listed ({len(listed)})"
    if not listed:
        yield "  none found"
    for reference in listed:
        yield f"  {_number(reference):<4} {_parsed(reference)} ({places.words(reference.target)})"
    linked = [r for r in references if not r.listed]
    if linked:
        yield ""
        yield f"Sources only linked in the text ({len(linked)})"
    for reference in linked:
        yield f"  {_number(reference):<4} {_short(reference.URL or reference.raw)} ({places.words(reference.target)})"


def _marks(references: Sequence[Reference], citations: Sequence[Citation]) -> Iterator[str]:
    known = {r.id: r for r in references}
    yield ""
    yield f"Marks in the text ({len(citations)})"
    if not citations:
        yield "  none found"
    for citation in citations:
        bound = [known[item.id] for item in citation.items if item.id in known]
        works = "; ".join(f"{_number(r)} {_who(r)}".strip() for r in bound) or "nothing"
        if bound and any(not item.id for item in citation.items):
            works += "; and one that nothing answers to"
        behind = _words_before(citation)
        where = f"{places.words(citation.target)}: “…{behind}”" if behind else places.words(citation.target)
        yield f"  {_short(citation.target.quote.exact)} → {works} ({where})"


def _remarks(document: Document, citations: Sequence[Citation]) -> Iterator[str]:
    """The marks that lead to a note which names no source, so that an author sees that they back nothing."""
    marked = {citation.target.position.start for citation in citations}
    notes = {block.label: block for block in document.blocks if block.kind == "note"}
    found = [
        (link, notes[label])
        for link in document.links
        if link.rel == "note" and link.start not in marked and (label := link.href.lstrip("#")) in notes
    ]
    if found:
        yield ""
        yield f"Notes that name no source ({len(found)})"
    for link, note in found:
        where = places.words(anchor(document, link.start, link.end))
        said = _short(document.text[note.start : note.end])
        yield f"  {_short(document.text[link.start : link.end])} → “{said}” ({where})"


def _doubtful(references: Sequence[Reference]) -> Iterator[str]:
    """The entries that may have been misread, as they were read."""
    doubted = [r for r in references if r.listed and r.doubtful]
    if doubted:
        yield ""
        yield f"May have been misread ({len(doubted)})"
    for reference in doubted:
        yield f"  {_number(reference):<4} {in_words(reference)} ({places.words(reference.target)})"


def _words_before(citation: Citation) -> str:
    """The last whole words before a mark, of its own paragraph."""
    prefix = citation.target.quote.prefix
    words = prefix.rpartition("\n\n")[2].split()
    cut = "\n\n" not in prefix and len(prefix) >= CONTEXT
    return " ".join(words[1:] if cut else words)


def _not_understood(document: Document, citations: Sequence[Citation]) -> Iterator[str]:
    unbound = [(c, item) for c in citations for item in c.items if not item.id]
    yield ""
    yield f"Not understood ({len(document.unread) + len(unbound)})"
    if not document.unread and not unbound:
        yield "  nothing"
    for part in document.unread:
        yield f"  {part.what}{_place(document, part)}: {part.why}; {part.remedy}"
    for citation, item in unbound:
        label = item.label.strip() or citation.target.quote.exact
        yield f"  the mark “{_short(label)}” ({places.words(citation.target)}): no source that was read answers to it"


def _place(document: Document, part: Unread) -> str:
    if part.place:
        return f" ({part.place})"
    return f" ({places.words(anchor(document, part.start, part.end))})" if part.start >= 0 else ""


def _number(reference: Reference) -> str:
    return reference.label or reference.id.rsplit("-", 1)[-1]


def _parsed(reference: Reference) -> str:
    """Author, year, title and identifier as they were read; what is missing is said."""
    title = str(reference.csl.get("title") or "")
    identifier = next(
        (
            words
            for words in (
                reference.DOI and f"doi:{reference.DOI}",
                reference.PMID and f"PMID {reference.PMID}",
                reference.PMCID,
                reference.ISBN and f"ISBN {reference.ISBN}",
                str(reference.csl.get("URL") or reference.URL),
            )
            if words
        ),
        "",
    )
    missing = [word for word, value in (("author", _who(reference)), ("title", title)) if not value]
    parts = [_who(reference), _short(title), _short(identifier) if identifier.startswith("http") else identifier]
    if missing:
        parts.append(f"no {' and no '.join(missing)} read in “{_short(reference.raw)}”")
    return " | ".join(filter(None, parts))


def _who(reference: Reference) -> str:
    people = reference.csl.get("author") or reference.csl.get("editor") or []
    more = len(people) > 1 or bool(reference.csl.get("custom", {}).get("et-al"))
    first = names.family(people[0]) if people else ""
    year = dates.year(reference.csl.get("issued"))
    return " ".join(filter(None, (_short(first), "et al." if first and more else "", str(year) if year else "")))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"
