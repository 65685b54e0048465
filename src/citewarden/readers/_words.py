"""The lines readers know by their words: reference headings, furniture, captions, bylines, list lead-ins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from citewarden.config import lexicon
from citewarden.text import dates

_COUNT = re.compile(r"^\(?\d{1,3}\)?\s+|\s*[(\[]\d{1,3}[)\]]$")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b|\bn\.\s?d\.", re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?://|\bwww\.|\bdoi\b|\b10\.\d{4,9}/|\bPMID\b|\bPMC\d|\bISBN\b|\b[a-z0-9-]+\.(?:gov|org|edu|com|net|int|uk)\b",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"^[A-Z][\w'’-]+,?\s(?:[A-Z]{1,3}\b|[A-Z]\.)|\bet al\b")
_CREDIT = re.compile(r"[([](?:image |photo |illustration )?(?:credit|source|courtesy)\b", re.IGNORECASE)
_NUMBERED_CAPTION = re.compile(
    r"^(?:figure|fig\.|table|box|chart|video|photo|image)\s+\d+[a-z]?(?:[.:–—-]|\s*$)", re.IGNORECASE
)
_MARKER = re.compile(r"\[(\d{1,3})\][.:]?\s+|\((\d{1,3})\)\s+|(\d{1,3})[.)]\s+|(?:[•◦‣▪●○·∙*–—-]|\uf0b7)\s+")


@cache
def _words(name: str) -> tuple[str, ...]:
    data: Any = lexicon("sections")
    return tuple(str(word).casefold() for word in data[name])


def plain(line: str) -> str:
    """`line` in lower case without a count, outer punctuation or doubled blanks, as in the lexicon."""
    line = " ".join(line.replace("’", "'").split()).casefold()
    bare = _EDGE.sub("", _COUNT.sub("", line))
    return bare or _EDGE.sub("", line)


def is_references_heading(line: str) -> bool:
    """Whether `line` is the heading of a reference list ("View Article Sources", "12 Sources", "References:")."""
    return len(line) < 60 and plain(line) in _words("references")


def is_notes_heading(line: str) -> bool:
    """Whether `line` is the heading of a list of notes, which may be references or remarks."""
    return len(line) < 40 and plain(line) in _words("notes")


def is_furniture_heading(line: str) -> bool:
    """Whether what stands under the heading `line` is no part of the article."""
    bare = plain(line)
    return len(line) < 60 and (bare in _words("furniture_headings") or bare.startswith("more from "))


def is_furniture(line: str) -> bool:
    """Whether `line` is page furniture: feedback buttons, sharing, copyright, a publisher's note on its editing."""
    bare = plain(line)
    low = line.strip().casefold()
    return (
        (len(low) < 60 and bare in _words("furniture"))
        or low.startswith(_words("furniture_begins"))
        or any(words in low for words in _words("furniture_contains"))
    )


def is_caption(line: str) -> bool:
    """Whether `line` says of itself that it belongs to a picture or table."""
    low = line.strip().casefold()
    return low.startswith(_words("caption_begins")) or bool(_CREDIT.search(line)) or bool(_NUMBERED_CAPTION.match(low))


def names_picture(line: str) -> bool:
    """Whether `line` holds a word for what pictures show."""
    return any(word in _words("caption_words") for word in re.findall(r"[\w'-]+", line.replace("’", "'").casefold()))


def introduces(paragraph: str) -> bool:
    """Whether `paragraph` leads into the list that follows it."""
    paragraph = paragraph.strip()
    if not paragraph:
        return False
    if paragraph.endswith((":", "—", "–", "…", "...")) or not paragraph.endswith((".", "!", "?", ")", '"', "”")):
        return True
    sentence = re.split(r"(?<=[.!?])\s+", paragraph)[-1]
    words = set(re.findall(r"[\w'-]+", sentence.casefold()))
    return any(word in words for word in _words("lead_in_points"))


def leads_on(line: str) -> bool:
    """Whether `line` breaks off with a word that needs the list after it ("including")."""
    bare = plain(line)
    return any(bare == word or bare.endswith(" " + word) for word in _words("lead_in_ends"))


def reads_like_reference(text: str) -> bool:
    """Whether `text` could be an entry of a reference list: it has a year, an address, an identifier or authors."""
    return len(text) < 1500 and bool(_YEAR.search(text) or _ADDRESS.search(text) or _AUTHORS.search(text))


def marker(text: str) -> tuple[str, int]:
    """The printed mark an entry begins with, as (label, length): ("3", 4) for "[3] "; ("", 2) for a bullet; ("", 0)."""
    match = _MARKER.match(text)
    return (next((g for g in match.groups() if g), ""), match.end()) if match else ("", 0)


@dataclass(slots=True)
class Byline:
    """What a line under the title or at the foot says about who wrote, reviewed and owns the page, and when."""

    author: str = ""
    reviewer: str = ""
    owner: str = ""
    published: str = ""
    modified: str = ""
    reviewed: str = ""
    next_review: str = ""
    found: bool = field(default=False)


_DATE_WORDS = (
    ("next_review", r"(?:next review(?: due)?|review due|next reviewed?|to be reviewed(?: by)?)(?: date)?"),
    (
        "reviewed",
        r"(?:page )?(?:(?:last|medically|clinically|date) ){0,2}(?:reviewed|fact[- ]checked|review date|checked)",
    ),
    ("modified", r"(?:page )?(?:last |date )?(?:updated|modified|revised|changed|update)"),
    ("published", r"(?:originally |first |date )?(?:published|posted)"),
)
_PERSON_WORDS = (
    (
        "reviewer",
        r"(?:this (?:article|page|content|guide) (?:was|has been) )?(?:last )?"
        r"(?:(?:medical|clinical|scientific|expert)(?:ly)?|peer)?[ -]?"
        r"(?:review(?:ed)?|fact[- ]checked|approved|verified)"
        r"(?: on [\w ,/.-]{6,20}?)? by|(?:medical|clinical|scientific|expert) reviewers?",
    ),
    ("owner", r"(?:page |content )?owner(?: is)?"),
    ("author", r"(?:written |author(?:ed)? )?by|authors?"),
)


def byline(line: str, *, at_top: bool) -> Byline | None:
    """What `line` says of the page's own making; None if it is something else. A bare "By ..." counts only at the top.

    Dates come back as ISO text.
    """
    if len(line) > 250:
        return None
    made = Byline()
    for part in re.split(r"\s*[|·•\n]\s*|\s+[—–]\s+|;\s+", line.strip()):
        if part and not _byline_part(part.strip(), made, at_top):
            return None
    return made if made.found else None


_FURTHER_PERSON = re.compile(
    r"[.,;]?\s+(?=(?:(?:medical|clinical)ly |fact[- ]checked and )?(?:reviewed|fact[- ]checked) by )", re.IGNORECASE
)


def _byline_part(part: str, made: Byline, at_top: bool) -> bool:
    rest = part.rstrip(".")
    found = dates.find(rest)
    whole_date = found[-1] if found and not found[-1].csl.get("literal") else None
    for name, words in _PERSON_WORDS:
        match = re.match(rf"(?:{words})\s*:?\s+(?=\S)", rest, re.IGNORECASE)
        if match is None or (name == "author" and not at_top):
            continue
        end = whole_date.start if whole_date and whole_date.start > match.end() else len(rest)
        person = re.sub(
            r"[\s,(]*(?:\b(?:on|in|last|updated|reviewed|published|date)\b:?\s*)*$",
            "",
            rest[match.end() : end],
            flags=re.IGNORECASE,
        )
        further = _FURTHER_PERSON.search(person)
        if further and _byline_part(person[further.end() :], made, at_top):
            person = person[: further.start()]
        if not person or len(person) > 100 or not person[0].isupper() or len(person.split()) > 14:
            return False
        setattr(made, name, person.rstrip(".") if whole_date else person)
        if whole_date:
            stated = "modified" if "updated" in part.lower() else "reviewed" if name == "reviewer" else "published"
            setattr(made, stated, whole_date.iso)
        made.found = True
        return True
    if whole_date is None:
        return False
    for name, words in _DATE_WORDS:
        match = re.match(rf"(?:{words})\s*(?:on\b|date\b)?\s*:?\s*(?:on\s)?", rest, re.IGNORECASE)
        if match and match.end() >= whole_date.start and whole_date.end >= len(rest) - 1:
            setattr(made, name, whole_date.iso)
            made.found = True
            return True
    return False
