"""An article as read: one text, and what its ranges are (schema.org MedicalWebPage)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the article. `role`: "body", "references" or "furniture" (navigation, footer, sharing)."""

    title: str
    level: int
    start: int
    end: int
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Block:
    """The reader's smallest layout unit.

    `kind`: title, heading, paragraph, item (of a list), row (of a table), caption, furniture, reference (an entry of
    the reference list) or note (footnote or endnote text). `lead_in` is the index of the block that introduces a list
    item, -1 if none. `label` is a printed marker ("3", "a", a footnote's name), "" if none.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    lead_in: int = -1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link or note mark in the running text.

    `rel`: "link", "note" (href is the note's label), "citation" (superscript or bracket mark whose target the format
    states, e.g. JATS xref; href is the target's label) or "key" (href is the key of a `BibliographyEntry`; `locator` is
    the place cited, "p. 3"). The keys of one mark are one link each with the same start and end, in the order cited.
    "handle" is what may be a key or the name of an account; the read stage makes it a "key" if a bibliography has it.
    `target` is where the entry or note begins that the format says it leads to (labels may repeat), -1 if it does not
    say.
    """

    start: int
    end: int
    href: str
    rel: str = "link"
    locator: str = ""
    target: int = -1


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A source that an article cites by a key and does not print: an entry of a bibliography, of the front matter or of
    a live field in Word.

    `key` is what the marks call it, the href of links of rel "key". `csl` is the CSL-JSON item as it was found. `raw`
    is the entry as the format prints it, "" where it prints none (the citing stage then writes one from `csl`). `place`
    says where it stands ("refs.bib, line 12"), `line` on which line if that is in the article's own file, else 0.
    """

    key: str
    csl: Mapping[str, Any]
    raw: str = ""
    place: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """Something in the file that its reader saw and did not understand: an open question, never silence.

    `kind`: bibliography (a file that is named), key (a citation key), mark, entry (of a source list or a bibliography),
    field (of the front matter or of Word), table or part. `what` names it as an author would ("the bibliography
    refs.bib", "the key @vogt2009"), `why` says the reason after a colon, whatever the number ("not found"), `remedy`
    what to do ("put the file beside the article"); none has a full stop. `start` and `end` are its place in the text
    (code points), -1 where it is not part of the text; `place` then says where it stands ("front matter, line 4").
    """

    kind: str
    what: str
    why: str
    remedy: str
    start: int = -1
    end: int = -1
    place: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    `owner` is who in the house answers for the page, `publisher` the body that brings it out.
    `id` is the path under the articles folder, POSIX form (stable, used in file names). `text` is what a
    reader sees, "\\n" line ends. `source_map` holds (text start, file start, length) runs of equal characters, by
    which a span of `text` finds its line and column in the file; empty when the file has no lines (DOCX).
    `line_starts` are the file's line starts in code points (of the extracted text when `source_map` is empty).
    `cited` are the sources that are cited by key, in the order of a printed list; a reader gives those the file itself
    holds and names the files with the others in `bibliographies`, as it found them, for the read stage to add. `nocite`
    are the keys that are listed though no mark names them ("*" for all). `code` are the stretches of text set as code,
    in order, in which a number in brackets is no mark. `sha256` is the digest of the file's bytes
    and, if it has them, of what it cites from other files. `shown` are the (field, ISO date) pairs that lines of the
    text give beside the page's own data (`reviewed`, `next_review`, `published`).
    """

    id: str
    source: str
    media_type: str
    language: str
    title: str
    text: str
    sha256: str
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    url: str = ""
    identifier: str = ""
    author: str = ""
    published: str = ""
    modified: str = ""
    reviewed: str = ""
    next_review: str = ""
    reviewer: str = ""
    owner: str = ""
    publisher: str = ""
    unread: tuple[Unread, ...] = ()
    cited: tuple[BibliographyEntry, ...] = ()
    bibliographies: tuple[str, ...] = ()
    nocite: tuple[str, ...] = ()
    code: tuple[tuple[int, int], ...] = ()
    shown: tuple[tuple[str, str], ...] = ()
    source_map: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)
    line_starts: tuple[int, ...] = field(default=(0,), repr=False)
